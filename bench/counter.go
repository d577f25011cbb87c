package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/google/uuid"
)

// counter is a client of carebook's web API, and remembers the cases that it opened.
type counter struct {
	base     string
	http     *http.Client
	tokens   map[string]string // by code of staff
	people   map[string]string // their ids
	units    map[string]string // ids by code
	customer string
	vehicle  string
	builder  string // customer with a project

	complaints, visits, cycles, accounts drawer             // ids of cases
	strangers                            map[string]*drawer // ids of customers with whom nobody has anything to do, by who met them
}

func newCounter(address string) *counter {
	return &counter{
		base: "http://" + address + "/api/v1", tokens: map[string]string{}, people: map[string]string{}, units: map[string]string{},
		strangers: map[string]*drawer{visitor: {}, seller: {}},
		http:      &http.Client{Timeout: 30 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 64}},
	}
}

type fields map[string]any

func (c *counter) newCustomer(ctx context.Context) error {
	var made struct {
		ID       string                `json:"id"`
		Vehicles []struct{ ID string } `json:"vehicles"`
	}
	err := c.post(ctx, adviser, "/customers", fields{
		"unit": c.units[store], "name": "演示客户", "phone": "138 0000 0000",
		"vehicles": []fields{{"model": "Demo", "plate": "沪A00000"}},
	}, &made)
	if err == nil && len(made.Vehicles) != 1 {
		err = fmt.Errorf("the customer was made with %d cars", len(made.Vehicles))
	}
	if err != nil {
		return err
	}
	c.customer, c.vehicle = made.ID, made.Vehicles[0].ID
	return nil
}

// open opens a complaint; a moment that isn't zero is when it is said to have come in.
func (c *counter) open(ctx context.Context, occurred time.Time) (string, error) {
	body := fields{
		"unit": c.units[store], "customer_id": c.customer, "vehicle_id": c.vehicle, "channel": "phone",
		"content": "The car came back from repair with the same noise, and nobody called.",
	}
	if !occurred.IsZero() {
		body["occurred_at"], body["reason"] = occurred.Format(time.RFC3339Nano), "written down on paper first"
	}
	var made struct{ ID string }
	if err := c.post(ctx, adviser, "/complaints", body, &made); err != nil {
		return "", err
	}
	return made.ID, nil
}

// openAndKeep opens a complaint that later operations may act on.
func (c *counter) openAndKeep(ctx context.Context) (string, error) {
	return c.complaints.keep(c.open(ctx, time.Time{}))
}

// note is a staff action that moves no clock.
func (c *counter) note(ctx context.Context, id string) error {
	return c.post(ctx, adviser, "/complaints/"+id+"/note", fields{"text": "Called the customer; will call again tomorrow."}, nil)
}

// classify is a staff action that ends one duty and begins another: the alarm moves.
func (c *counter) classify(ctx context.Context, id string) error {
	return c.post(ctx, specialist, "/complaints/"+id+"/classify", fields{"severity": "ordinary", "data_true": true}, nil)
}

func (c *counter) post(ctx context.Context, who, path string, body, into any) error {
	data, err := json.Marshal(body)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base+path, bytes.NewReader(data))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Idempotency-Key", uuid.NewString())
	return c.do(req, who, into)
}

func (c *counter) get(ctx context.Context, who, path string, into any) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base+path, nil)
	if err != nil {
		return err
	}
	return c.do(req, who, into)
}

// do reads the whole answer: only then is the connection free for the next request.
func (c *counter) do(req *http.Request, who string, into any) error {
	req.Header.Set("Authorization", "Bearer "+c.tokens[who])
	res, err := c.http.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(res.Body)
	if err != nil {
		return err
	}
	if res.StatusCode >= 300 {
		return fmt.Errorf("%s %s: %s: %s", req.Method, req.URL.Path, res.Status, answer)
	}
	if into == nil {
		return nil
	}
	return json.Unmarshal(answer, into)
}

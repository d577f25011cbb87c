package e2e_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/google/uuid"

	"carebook/e2e/checker"
)

// answer is what came back over HTTP.
type answer struct {
	status int
	header http.Header
	raw    []byte
	body   body
}

// body are the fields of answers that the tests look at.
type body struct {
	ID          string  `json:"id"`
	Code        string  `json:"code"`
	Clause      string  `json:"clause"`
	Detail      string  `json:"detail"`
	Status      any     `json:"status"` // where a case stands, or a problem's HTTP status
	Seq         int64   `json:"seq"`
	Severity    string  `json:"severity"`
	Ended       bool    `json:"ended"`
	PausedAt    *string `json:"paused_at"`
	Handler     *string `json:"handler"`
	Amount      string  `json:"amount"`
	Obligations []struct {
		ID, Duty, Item, State string
		Person                *string
	} `json:"obligations"`
	File     string                         `json:"file"`
	Record   string                         `json:"record"`
	Purpose  string                         `json:"purpose"`
	Relation string                         `json:"relation"`
	Case     string                         `json:"case"` // that a request names
	Until    *string                        `json:"until"`
	Papers   []struct{ Code, State string } `json:"papers"`
	Findings []struct{ Item, State string } `json:"findings"`
	Entries  []struct{ ID, State string }   `json:"entries"`
	Receipt  struct {
		Seq    int64  `json:"seq"`
		Status string `json:"status"`
	} `json:"receipt"`
	Vehicles    []struct{ ID string }             `json:"vehicles"`
	Attachments []struct{ ID string }             `json:"attachments"`
	Requests    []struct{ Reference, Way string } `json:"requests"`
	Figures     struct {
		Starting string `json:"starting_limit"`
	} `json:"figures"`
}

func (a answer) state() string { s, _ := a.body.Status.(string); return s }

// into reads what came back.
func (a answer) into(v any) error { return json.Unmarshal(a.raw, v) }

// final reports whether the answer ends a command: anything else is to be asked again with the same key.
func (a answer) final() bool { return a.status < 500 && a.status != http.StatusTooManyRequests }

// paper is a file, sent as it is.
type paper string

// ask sends one request. A lost connection is an error; every answer is an answer.
func (h *house) ask(staff, method, path, key string, content any) (answer, error) {
	var sent io.Reader
	if file, is := content.(paper); is {
		sent = strings.NewReader(string(file))
	} else if content != nil {
		data, err := json.Marshal(content)
		if err != nil {
			return answer{}, err
		}
		sent = bytes.NewReader(data)
	}
	return h.send(staff, method, path, key, sent)
}

// send is ask for a body as it is, with headers besides the usual ones, each as name and value.
func (h *house) send(staff, method, path, key string, content io.Reader, headers ...string) (answer, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 40*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, method, "http://"+h.web+"/api/v1"+path, content)
	if err != nil {
		return answer{}, err
	}
	req.Header.Set("Authorization", "Bearer "+h.tokens[staff])
	req.Header.Set("Accept-Language", "en")
	if content != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	if key != "" {
		req.Header.Set("Idempotency-Key", key)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	res, err := h.http.Do(req)
	if err != nil {
		return answer{}, err
	}
	defer res.Body.Close()
	a := answer{status: res.StatusCode, header: res.Header}
	if a.raw, err = io.ReadAll(res.Body); err != nil {
		return answer{}, err
	}
	if a.status >= 400 {
		h.said.add(a.raw)
	}
	_ = json.Unmarshal(a.raw, &a.body) // lists and empty bodies have none of these fields
	return a, nil
}

// order is one command: who asks for what.
type order struct {
	staff, action, path, key string
	content                  any
}

func newOrder(staff, action, path string, content any) order {
	return order{staff, action, path, uuid.NewString(), content}
}

// on is an order for an action on a case.
func on(id, staff, action string, content any) order {
	return newOrder(staff, action, "/complaints/"+id+"/"+hyphened(action), content)
}

func hyphened(action string) string {
	return string(bytes.ReplaceAll([]byte(action), []byte("_"), []byte("-")))
}

// once sends an order a single time.
func (h *house) once(o order) (answer, error) {
	return h.ask(o.staff, http.MethodPost, o.path, o.key, o.content)
}

// insist sends an order, with the same key, until it has a final answer, and logs that.
func (h *house) insist(ctx context.Context, o order) (answer, error) {
	for wait := 20 * time.Millisecond; ; wait = min(2*wait, time.Second) {
		a, err := h.once(o)
		if err == nil && a.final() {
			return a, h.acknowledged(o, a)
		}
		if err == nil && a.status == http.StatusInternalServerError {
			return a, fmt.Errorf("%s: 500 %s", o.action, a.raw)
		}
		select {
		case <-ctx.Done():
			return a, fmt.Errorf("%s: no final answer: %d %s (%w)", o.action, a.status, a.raw, context.Cause(ctx))
		case <-time.After(wait):
		}
	}
}

// acknowledged writes a final answer into the log beside the process.
func (h *house) acknowledged(o order, a answer) error {
	ack := checker.Ack{Key: o.key, Staff: o.staff, Action: o.action, Status: a.status, At: time.Now()}
	if ack.Accepted() {
		ack.Case, ack.Seq = a.body.ID, a.body.Receipt.Seq
		switch o.action {
		case "claim", "create_customer", "confirm_entry", "reject_entry", "reverse_entry", "attach", "add_staff", "hand_over_duties", "relate", "trigger_schedule", "pause_schedule", "greet":
			ack.Case = "" // the answer is the to-do, the entry, the file, the person, the schedule or the hand-over; a customer has no receipt
		}
	} else {
		ack.Code = a.body.Code
	}
	return h.acks.Write(ack)
}

// must is insist for what has to be accepted.
func (h *house) must(o order) answer {
	h.t.Helper()
	a := h.gets(o)
	if a.status < 200 || a.status > 299 {
		h.t.Fatalf("%s by %s: %d %s", o.action, o.staff, a.status, a.raw)
	}
	return a
}

// gets is insist that fails the test when there is no final answer within a minute.
func (h *house) gets(o order) answer {
	h.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	a, err := h.insist(ctx, o)
	if err != nil {
		h.t.Fatal(err)
	}
	return a
}

// refused wants a refusal with a code.
func (h *house) refused(o order, status int, code string) answer {
	h.t.Helper()
	a := h.gets(o)
	if a.status != status || a.body.Code != code {
		h.t.Fatalf("%s by %s: %d %s, want %d %s", o.action, o.staff, a.status, a.raw, status, code)
	}
	return a
}

// customer creates a customer with one car and returns both ids.
func (h *house) customer(name, phone, plate string) (id, vehicle string) {
	h.t.Helper()
	a := h.must(newOrder("care-manager", "create_customer", "/customers", map[string]any{
		"unit": h.unit, "name": name, "phone": phone, "vehicles": []any{map[string]any{"model": "E2E 1", "plate": plate}},
	}))
	return a.body.ID, a.body.Vehicles[0].ID
}

// opening is an order that opens a complaint.
func (h *house) opening(staff, customer, vehicle, content string) order {
	return newOrder(staff, "open", "/complaints", map[string]any{
		"unit": h.unit, "customer_id": customer, "vehicle_id": vehicle, "channel": "visit", "content": content,
	})
}

// complaint reads a case from the books.
func (h *house) complaint(id string) body {
	h.t.Helper()
	var b body
	h.read("general-manager", "/complaints/"+id, &b)
	return b
}

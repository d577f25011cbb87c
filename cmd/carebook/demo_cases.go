package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"gorm.io/gorm"

	"carebook/api"
	"carebook/contract"
	"carebook/models"
)

// demoRequest is something that somebody of the demo has done before a newcomer comes; demo/cases.yaml explains its keys.
type demoRequest struct {
	ID   string `yaml:"id"`
	By   string `yaml:"by"`
	To   string `yaml:"to"`
	Body string `yaml:"body"`
}

// key is the Idempotency-Key: however often the demo starts, each request is carried out once.
func (r demoRequest) key() string { return "demo/" + r.ID }

// demoRequests are the demo's, in their order.
func demoRequests() ([]demoRequest, error) {
	src, err := fs.ReadFile(demoFiles, "demo/cases.yaml")
	if err != nil {
		return nil, fmt.Errorf("reading the demo's cases: %w", err)
	}
	return parseDemoRequests(src)
}

// parseDemoRequests reads a file of requests strictly: an unknown key, a request without one of its parts, or an id that stands
// twice is an error.
func parseDemoRequests(src []byte) ([]demoRequest, error) {
	var file struct {
		Requests []demoRequest `yaml:"requests"`
	}
	dec := yaml.NewDecoder(bytes.NewReader(src), yaml.Strict())
	if err := dec.Decode(&file); err != nil {
		return nil, fmt.Errorf("the demo's cases: %w", err)
	}
	if err := dec.Decode(new(any)); !errors.Is(err, io.EOF) {
		return nil, errors.New("the demo's cases: one document expected")
	}
	if len(file.Requests) == 0 {
		return nil, errors.New("the demo's cases: no requests")
	}
	seen := map[string]bool{}
	for i, r := range file.Requests {
		switch {
		case r.ID == "" || r.By == "" || r.To == "" || r.Body == "":
			return nil, fmt.Errorf("the demo's cases: request %d %s needs id, by, to and body", i+1, r.ID)
		case seen[r.ID]:
			return nil, fmt.Errorf("the demo's cases: %s stands twice", r.ID)
		}
		seen[r.ID] = true
	}
	return file.Requests, nil
}

// openDemoCases has the demo's staff send their requests to the API that answers at an address, as anybody would. Once the last
// one is carried out there is nothing left to do; before that a start goes on where another was broken off.
func openDemoCases(ctx context.Context, books *models.Books, server string) error {
	requests, err := demoRequests()
	if err != nil {
		return err
	}
	demo := demoStage{books: books, server: server, desks: map[string]*desk{}, made: map[string]string{}}
	if last, err := demo.command(ctx, requests[len(requests)-1]); err != nil || last != nil && last.State == models.Recorded {
		return err
	}
	for _, r := range requests {
		if err = demo.send(ctx, r); err != nil {
			err = fmt.Errorf("%s: %w", r.ID, err)
			break
		}
	}
	return errors.Join(err, demo.leave(ctx))
}

// demoStage is on which the requests are sent: a desk for each member of staff, and what was answered.
type demoStage struct {
	books  *models.Books
	server string
	desks  map[string]*desk  // code of staff → desk
	tokens []string          // ids
	made   map[string]string // id of a request → id that was answered
	now    time.Time         // when the request at hand is sent, or was
}

// command is what a request has led to, nil before it was sent.
func (d *demoStage) command(ctx context.Context, r demoRequest) (*models.Command, error) {
	db := d.books.DB.WithContext(ctx)
	staff, err := models.StaffByCode(db, r.By)
	if err != nil {
		return nil, err
	}
	c, err := models.CommandByKey(db, staff.ID, r.key())
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, nil
	}
	return c, err
}

// send sends a request. One that was sent before says what it said then, also when it named a day and that is over: its key is the
// same, and so is its body.
func (d *demoStage) send(ctx context.Context, r demoRequest) error {
	sent, err := d.command(ctx, r)
	if err != nil {
		return err
	}
	if sent != nil {
		d.now = sent.ReceivedAt
	} else if d.now, err = d.books.Now(d.books.DB.WithContext(ctx)); err != nil {
		return err
	}
	to, err := d.filledIn(ctx, r.To)
	if err != nil {
		return err
	}
	body, err := d.filledIn(ctx, r.Body)
	if err != nil {
		return err
	}
	desk, err := d.desk(ctx, r.By)
	if err != nil {
		return err
	}
	var answer struct{ ID string }
	if err := desk.post(ctx, to, r.key(), []byte(body), &answer); err != nil {
		return err
	}
	d.made[r.ID] = answer.ID
	return nil
}

// desk is where a member of staff works: with a token that is good for as long as the demo is being prepared.
func (d *demoStage) desk(ctx context.Context, code string) (*desk, error) {
	if there := d.desks[code]; there != nil {
		return there, nil
	}
	db := d.books.DB.WithContext(ctx)
	staff, err := models.StaffByCode(db, code)
	if err != nil {
		return nil, err
	}
	now, err := d.books.Now(db)
	if err != nil {
		return nil, err
	}
	until := now.Add(10 * time.Minute)
	token, row, err := d.books.CreateToken(ctx, staff.ID, "demo cases", &until)
	if err != nil {
		return nil, err
	}
	d.tokens = append(d.tokens, row.ID)
	d.desks[code] = newDesk(d.server, token, "zh-Hans", "application/json")
	return d.desks[code], nil
}

// leave revokes the tokens.
func (d *demoStage) leave(ctx context.Context) (err error) {
	for _, id := range d.tokens {
		err = errors.Join(err, d.books.RevokeToken(ctx, id))
	}
	return err
}

// filledIn is a text with the ids that its names stand for.
func (d *demoStage) filledIn(ctx context.Context, text string) (string, error) {
	var wrong error
	full := os.Expand(text, func(name string) string {
		id, err := d.named(ctx, name)
		wrong = errors.Join(wrong, err)
		return id
	})
	return full, wrong
}

// demoDays are the names that stand for a day, a month or a year; the organisation has none of them.
var demoDays = []string{"LAST_YEAR", "THIS_MONTH", "NEXT_MONTH", "TOMORROW"}

// demoDay is what such a name stands for at a moment; "" when it is none.
func demoDay(name string, now time.Time) string {
	switch name {
	case "LAST_YEAR":
		return strconv.Itoa(now.Year() - 1)
	case "THIS_MONTH":
		return now.Format(contract.MonthForm)
	case "NEXT_MONTH":
		return time.Date(now.Year(), now.Month()+1, 1, 0, 0, 0, 0, now.Location()).Format(contract.MonthForm)
	case "TOMORROW":
		return now.Add(24 * time.Hour).Format(time.DateOnly)
	}
	return ""
}

func (d *demoStage) named(ctx context.Context, name string) (string, error) {
	db := d.books.DB.WithContext(ctx)
	if id := d.made[name]; id != "" {
		return id, nil
	}
	if day := demoDay(name, d.now.In(api.BusinessZone())); day != "" {
		return day, nil
	}
	if unit, err := models.UnitByCode(db, name); err == nil {
		return unit.ID, nil
	}
	staff, err := models.StaffByCode(db, strings.ToLower(strings.ReplaceAll(name, "_", "-")))
	if err != nil {
		return "", fmt.Errorf("nothing is called %s: %w", name, err)
	}
	return staff.ID, nil
}

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
	if over, err := demo.carriedOut(ctx, requests[len(requests)-1]); over || err != nil {
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
}

func (d *demoStage) carriedOut(ctx context.Context, r demoRequest) (bool, error) {
	db := d.books.DB.WithContext(ctx)
	staff, err := models.StaffByCode(db, r.By)
	if err != nil {
		return false, err
	}
	c, err := models.CommandByKey(db, staff.ID, r.key())
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return false, nil
	}
	return err == nil && c.State == models.Recorded, err
}

func (d *demoStage) send(ctx context.Context, r demoRequest) error {
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

func (d *demoStage) named(ctx context.Context, name string) (string, error) {
	db := d.books.DB.WithContext(ctx)
	if id := d.made[name]; id != "" {
		return id, nil
	}
	if name == "LAST_YEAR" {
		now, err := d.books.Now(db)
		return strconv.Itoa(now.In(api.BusinessZone()).Year() - 1), err
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

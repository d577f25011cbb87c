package models_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"gorm.io/gorm"
	"pgregory.net/rapid"

	"carebook/contract"
	"carebook/internal/booktest"
	"carebook/models"
	"carebook/policies"
	"carebook/policies/book"
)

// shippedBinder is read once: it never changes, and reading it is the slowest thing that most tests would do.
var shippedBinder = sync.OnceValues(func() (*policies.Book, error) { return policies.Load(book.FS()) })

// newShelf is what the units of the tests run: the binder as it is shipped.
func newShelf(t testing.TB) booktest.Shelf {
	t.Helper()
	binder, err := shippedBinder()
	if err != nil {
		t.Fatal(err)
	}
	return booktest.Shelf{Book: binder}
}

// desk is a dealership whose clock the tests turn, and whose database they let die.
type desk struct {
	t     *testing.T
	b     *models.Books
	shelf booktest.Shelf
	booktest.Seeded
	now time.Time

	mu   sync.Mutex
	left int // statements until the crash; 0: none is planned
	die  func() error
}

var errCrash = errors.New("the database died")

func newDesk(t *testing.T, b *models.Books) *desk {
	t.Helper()
	d := &desk{t: t, b: b, shelf: newShelf(t), now: noon}
	b.Now = func(*gorm.DB) (time.Time, error) { return d.now, nil }
	d.Seeded = booktest.Seed(t, b)
	calls := b.DB.Callback()
	for _, err := range []error{
		calls.Create().Before("gorm:create").Register("crash", d.statement),
		calls.Update().Before("gorm:update").Register("crash", d.statement),
		calls.Query().Before("gorm:query").Register("crash", d.statement),
		calls.Raw().Before("gorm:raw").Register("crash", d.statement),
		calls.Row().Before("gorm:row").Register("crash", d.statement),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return d
}

func (d *desk) statement(db *gorm.DB) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.left == 0 {
		return
	}
	if d.left--; d.left == 0 {
		_ = db.AddError(d.die())
	}
}

func (d *desk) arm(n int, die func() error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.left, d.die = n, die
}

func (d *desk) disarm() { d.arm(0, nil) }

// receive stores a command as the counter would.
func (d *desk) receive(t rapid.TB, stream, who string, action contract.Action, f contract.Facts, change ...func(*models.NewCommand)) models.Command {
	t.Helper()
	id := models.NewID()
	n := models.NewCommand{
		ID: id, Principal: d.Staff[who], Key: id, Method: "POST", Path: "/complaints", BodyHash: []byte(id),
		Kind: string(contract.Complaint), Stream: stream, Action: action, Facts: f, BodySealed: []byte("sealed"),
	}
	for _, c := range change {
		c(&n)
	}
	c, fresh, err := d.b.Receive(context.Background(), n)
	if err != nil || !fresh {
		t.Fatalf("receiving %s: fresh %v, %v", action, fresh, err)
	}
	return c
}

// opening is the only command that a case can begin with.
func (d *desk) opening(t rapid.TB, caseID string, change ...func(*models.NewCommand)) contract.Record {
	t.Helper()
	f := contract.Facts{Unit: d.Units["S1"], Customer: d.Customer, Vehicle: d.Vehicle, Channel: "visit"}
	c := d.receive(t, caseID, "1006", contract.Open, f, change...)
	return d.proposes(t, c, 0, contract.Proposal{
		Type: contract.EventOpened, Status: contract.Registered, Owe: []contract.Owe{{Duty: "classify", Since: c.OccurredAt}},
	})
}

// proposes is the record that a workflow would make of a command.
func (d *desk) proposes(t rapid.TB, c models.Command, after int64, p contract.Proposal) contract.Record {
	t.Helper()
	m, err := c.Message()
	if err != nil {
		t.Fatal(err)
	}
	p.Facts = m.Facts
	return contract.Record{
		Kind: contract.Complaint, Case: c.Stream, After: after, Effect: contract.Effect{Command: c.ID}, Proposal: p,
	}
}

// game is one case on a desk, with the model it is compared with.
type game struct {
	*desk
	model
	caseID      string
	status      contract.Status
	open        []contract.Obligation
	paused      bool
	reporter    string // badge
	excluded    []string
	marks       map[contract.Effect]string // state of every mark
	duties      map[string]string          // state of every obligation
	dropped     []contract.Effect
	tried       []contract.Record // all that may be written
	refusedSent []contract.Record
	refusals    map[string]string // code by command
}

func (d *desk) open(_ *rapid.T) *game {
	return &game{
		desk: d, model: model{effects: map[string]bool{}}, caseID: models.NewID(), marks: map[contract.Effect]string{},
		duties: map[string]string{}, refusals: map[string]string{},
	}
}

func (g *game) record(e contract.Effect, p contract.Proposal) contract.Record {
	return contract.Record{Kind: contract.Complaint, Case: g.caseID, After: int64(len(g.events)), Effect: e, Proposal: p}
}

// fold is the model's own idea of what an event does to clocks and marks.
func (g *game) fold(e contract.Event) {
	g.status = e.Status
	for _, s := range e.Settled {
		g.settle(s)
	}
	for _, moved := range e.Moved {
		i := slices.IndexFunc(g.open, func(o contract.Obligation) bool { return o.ID == moved.ID })
		g.drop(g.open[i].Marks, moved)
		g.open[i] = moved
	}
	for _, o := range e.Opened {
		g.open = append(g.open, o)
		g.set(o, models.MarkWaiting)
	}
	if e.Fired != nil {
		g.marks[contract.Effect{Obligation: e.Fired.Obligation, Mark: e.Fired.Mark}] = models.MarkFired
		for _, n := range e.Fired.Folded {
			g.marks[contract.Effect{Obligation: e.Fired.Obligation, Mark: n}] = models.MarkFolded
		}
	}
	switch e.Type {
	case contract.EventPaused, contract.EventResumed:
		g.paused = e.Type == contract.EventPaused
		for _, o := range g.open {
			g.set(o, map[bool]string{true: models.MarkPaused, false: models.MarkWaiting}[g.paused])
		}
	case contract.EventReported:
		g.reporter = e.Actor
	}
	g.excluded = append(g.excluded, e.Facts.Subjects...)
}

// drop takes those marks away that an obligation has lost.
func (g *game) drop(before []contract.Mark, o contract.Obligation) {
	for _, m := range before {
		if !slices.ContainsFunc(o.Marks, func(kept contract.Mark) bool { return kept.N == m.N }) {
			effect := contract.Effect{Obligation: o.ID, Mark: m.N}
			g.marks[effect], g.dropped = models.MarkDropped, append(g.dropped, effect)
		}
	}
}

// set brings an obligation and those of its marks that haven't fired into a state.
func (g *game) set(o contract.Obligation, state string) {
	g.duties[o.ID] = map[string]string{models.MarkWaiting: models.ObligationOpen, models.MarkPaused: models.ObligationPaused}[state]
	for _, m := range o.Marks {
		effect := contract.Effect{Obligation: o.ID, Mark: m.N}
		if s := g.marks[effect]; s != models.MarkFired && s != models.MarkFolded {
			g.marks[effect] = state
		}
	}
}

func (g *game) settle(s contract.Settle) {
	i := slices.IndexFunc(g.open, func(o contract.Obligation) bool { return o.ID == s.ID })
	o := g.open[i]
	g.set(o, models.MarkDropped)
	g.duties[s.ID] = string(s.How)
	g.open = slices.Delete(g.open, i, i+1)
	for _, m := range o.Marks {
		if effect := (contract.Effect{Obligation: o.ID, Mark: m.N}); g.marks[effect] == models.MarkDropped {
			g.dropped = append(g.dropped, effect)
		}
	}
}

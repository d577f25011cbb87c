package activities_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.temporal.io/sdk/temporal"
	"gorm.io/gorm"

	"carebook/activities"
	"carebook/contract"
	"carebook/internal/booktest"
	"carebook/internal/pgtest"
	"carebook/models"
	"carebook/policies"
	"carebook/policies/book"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

// shippedBinder is read once: it never changes, and reading it is the slowest thing that most tests would do.
var shippedBinder = sync.OnceValues(func() (*policies.Book, error) { return policies.Load(book.FS()) })

func newShelf(t *testing.T) booktest.Shelf {
	t.Helper()
	binder, err := shippedBinder()
	if err != nil {
		t.Fatal(err)
	}
	return booktest.Shelf{Book: binder}
}

// opening is the record of a complaint that a service consultant takes in.
func opening(t *testing.T, b *models.Books) contract.Record {
	t.Helper()
	seeded := booktest.Seed(t, b)
	n := seeded.Command("/complaints", models.NewID())
	n.Kind, n.Action, n.BodySealed = string(contract.Complaint), contract.Open, []byte("sealed")
	n.Facts = contract.Facts{Unit: seeded.Units["S1"], Customer: seeded.Customer, Vehicle: seeded.Vehicle, Channel: "visit"}
	c, _, err := b.Receive(context.Background(), n)
	if err != nil {
		t.Fatal(err)
	}
	return contract.Record{
		Kind: contract.Complaint, Case: c.Stream, Effect: contract.Effect{Command: c.ID},
		Proposal: contract.Proposal{
			Type: contract.EventOpened, Status: contract.Registered, Facts: n.Facts,
			Owe: []contract.Owe{{Duty: "classify", Since: c.OccurredAt}},
		},
	}
}

// Temporal runs an activity again whenever it has not seen the answer.
func TestAnEffectRecordedAgainGivesTheFirstEventsAndTerms(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		at := time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC)
		b.Now = func(*gorm.DB) (time.Time, error) { return at, nil }
		l := &activities.Ledger{Books: b, Shelf: newShelf(t)}
		in := opening(t, b)
		first, err := l.Record(context.Background(), in)
		if err != nil {
			t.Fatal(err)
		}
		at = at.Add(time.Hour)
		second, err := l.Record(context.Background(), in)
		if err != nil {
			t.Fatal(err)
		}
		if first.Outcome != contract.Written || second.Outcome != contract.Repeated || len(first.Events) != 1 || first.Terms == nil {
			t.Errorf("%s with %d events, then %s", first.Outcome, len(first.Events), second.Outcome)
		}
		first.Outcome = second.Outcome
		if diff := cmp.Diff(first, second); diff != "" {
			t.Errorf("first -, second +\n%s", diff)
		}
	})
}

// Books that were restored to an older state come back or are restored again: the activity waits for that, and an operator
// finds the type in the history.
func TestBooksOlderThanTheWorkflowAreRetriedUnderTheirOwnType(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		l := &activities.Ledger{Books: b, Shelf: newShelf(t)}
		in := opening(t, b)
		in.After = 3
		_, err := l.Record(context.Background(), in)
		var app *temporal.ApplicationError
		if !errors.As(err, &app) || app.Type() != "BooksBehind" || app.NonRetryable() || !errors.Is(err, models.ErrAhead) {
			t.Errorf("%T %v", err, err)
		}
	})
}

func TestBooksThatAreAwayAreAnErrorToBeRetried(t *testing.T) {
	b := booktest.OpenSQLite(t)
	l := &activities.Ledger{Books: b, Shelf: newShelf(t)}
	in := opening(t, b)
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := l.Record(gone, in)
	var app *temporal.ApplicationError
	if err == nil || errors.As(err, &app) && app.NonRetryable() {
		t.Errorf("%v", err)
	}
	if out, err := l.Record(context.Background(), in); err != nil || out.Outcome != contract.Written {
		t.Errorf("when they are back: %v %v", out.Outcome, err)
	}
}

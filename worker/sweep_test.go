package worker_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"gorm.io/gorm"

	"carebook/activities"
	"carebook/contract"
	"carebook/internal/booktest"
	"carebook/internal/dispatch"
	"carebook/models"
	"carebook/policies"
	"carebook/policies/book"
	"carebook/worker"
)

// recorder is a Temporal that notes what it is sent and answers as it is told.
type recorder struct {
	mu     sync.Mutex
	sent   []string
	answer map[string]error // by command or case
	wait   time.Duration
	synced func() // when a case has been told what its books say; nil for nothing
}

func (r *recorder) take(ctx context.Context, what, caseID string, m contract.Message) (contract.Receipt, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.sent = append(r.sent, fmt.Sprintf("%s %s %s %s", what, caseID, m.Command, m.Action))
	select {
	case <-time.After(r.wait):
	case <-ctx.Done():
		return contract.Receipt{}, dispatch.ErrLate
	}
	if m.Command == "" {
		return contract.Receipt{}, r.answer[caseID]
	}
	return contract.Receipt{}, r.answer[m.Command]
}

func (r *recorder) Open(ctx context.Context, _ contract.Kind, caseID string, m contract.Message) (contract.Receipt, error) {
	return r.take(ctx, "open", caseID, m)
}

func (r *recorder) Act(ctx context.Context, _ contract.Kind, caseID string, m contract.Message) (contract.Receipt, error) {
	return r.take(ctx, "act", caseID, m)
}

func (r *recorder) Sync(ctx context.Context, _ contract.Kind, caseID string) (contract.Receipt, error) {
	receipt, err := r.take(ctx, "sync", caseID, contract.Message{})
	if r.synced != nil {
		r.synced()
	}
	return receipt, err
}

func (r *recorder) Recount(ctx context.Context, _ contract.Kind, caseID string, edition int64) (contract.Receipt, error) {
	return r.take(ctx, fmt.Sprintf("recount by %d", edition), caseID, contract.Message{})
}

func (r *recorder) StartImport(ctx context.Context, id string) error {
	_, err := r.take(ctx, "import", id, contract.Message{})
	return err
}

// yard is a dealership whose ledger writes and whose workflows lost the answers.
type yard struct {
	t       *testing.T
	b       *models.Books
	seeded  booktest.Seeded
	ledger  *activities.Ledger
	cases   *recorder
	sweeper *worker.Sweeper
	now     time.Time
}

// shippedBinder is read once: it never changes, and reading it is the slowest thing that most tests would do.
var shippedBinder = sync.OnceValues(func() (*policies.Book, error) { return policies.Load(book.FS()) })

func newYard(t *testing.T, b *models.Books) *yard {
	t.Helper()
	binder, err := shippedBinder()
	if err != nil {
		t.Fatal(err)
	}
	y := &yard{t: t, b: b, now: time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC), cases: &recorder{answer: map[string]error{}}}
	b.Now = func(*gorm.DB) (time.Time, error) { return y.now, nil }
	y.seeded = booktest.Seed(t, b)
	y.ledger = &activities.Ledger{Books: b, Shelf: booktest.Shelf{Book: binder}}
	y.sweeper = worker.NewSweeper(b, y.cases, slog.New(slog.DiscardHandler))
	return y
}

// eachYard runs a test on both stores.
func eachYard(t *testing.T, fn func(t *testing.T, y *yard)) {
	t.Helper()
	booktest.Each(t, func(t *testing.T, b *models.Books) { fn(t, newYard(t, b)) })
}

func (y *yard) receive(caseID string, action contract.Action, f contract.Facts) models.Command {
	y.t.Helper()
	n := y.seeded.Command("/complaints", caseID)
	n.Kind, n.Action, n.Facts, n.BodySealed = string(contract.Complaint), action, f, []byte("sealed")
	c, _, err := y.b.Receive(context.Background(), n)
	if err != nil {
		y.t.Fatal(err)
	}
	return c
}

// opened is a case in the books; record puts its command there as the ledger does.
func (y *yard) opened() (caseID string, c models.Command) {
	y.t.Helper()
	caseID = models.NewID()
	c = y.receive(caseID, contract.Open, contract.Facts{
		Unit: y.seeded.Units["S1"], Customer: y.seeded.Customer, Vehicle: y.seeded.Vehicle, Channel: "visit",
	})
	y.record(c, 0, contract.Proposal{
		Type: contract.EventOpened, Status: contract.Registered, Owe: []contract.Owe{{Duty: "classify", Since: c.OccurredAt}},
	})
	return caseID, c
}

func (y *yard) noted(caseID string, after int64) models.Command {
	y.t.Helper()
	c := y.receive(caseID, contract.Note, contract.Facts{})
	y.record(c, after, contract.Proposal{Type: contract.EventNoted, Status: contract.Registered})
	return c
}

func (y *yard) record(c models.Command, after int64, p contract.Proposal) {
	y.t.Helper()
	m, err := c.Message()
	if err != nil {
		y.t.Fatal(err)
	}
	p.Facts = m.Facts
	out, err := y.ledger.Record(context.Background(), contract.Record{
		Kind: contract.Complaint, Case: c.Stream, After: after, Effect: contract.Effect{Command: c.ID}, Proposal: p,
	})
	if err != nil || out.Outcome != contract.Written {
		y.t.Fatalf("%v %+v", err, out)
	}
}

func (y *yard) sweep(after time.Duration) {
	y.t.Helper()
	y.now = y.now.Add(after)
	if err := y.sweeper.Sweep(context.Background()); err != nil {
		y.t.Fatal(err)
	}
}

func (y *yard) wantSent(want ...string) {
	y.t.Helper()
	if diff := cmp.Diff(want, y.cases.sent); diff != "" {
		y.t.Errorf("sent, want -, got +\n%s", diff)
	}
	y.cases.sent = nil
}

func (y *yard) confirmed(c models.Command) bool {
	y.t.Helper()
	row, err := models.CommandByID(y.b.DB, c.ID)
	if err != nil {
		y.t.Fatal(err)
	}
	return row.ConfirmedAt != nil
}

func TestARecordedCommandIsSentAgainWithItsIDUntilItIsConfirmed(t *testing.T) {
	eachYard(t, func(t *testing.T, y *yard) {
		id, open := y.opened()
		note := y.noted(id, 1)
		y.sweep(29 * time.Second)
		y.wantSent()
		y.cases.answer[open.ID] = dispatch.ErrLate
		y.sweep(2 * time.Second)
		y.wantSent("open "+id+" "+open.ID+" open", "act "+id+" "+note.ID+" note")
		if y.confirmed(open) || !y.confirmed(note) {
			t.Errorf("without an answer %v, with an answer %v", y.confirmed(open), y.confirmed(note))
		}
		delete(y.cases.answer, open.ID)
		y.sweep(time.Second)
		y.wantSent("open " + id + " " + open.ID + " open")
		y.sweep(time.Second)
		y.wantSent()
	})
}

func TestWhatAnAnswerSaysAboutARecordedCommand(t *testing.T) {
	eachYard(t, func(t *testing.T, y *yard) {
		for name, c := range map[string]struct {
			answer    error
			ended     bool
			confirmed bool
		}{
			"applied":                        {nil, false, true},
			"the validator says not now":     {contract.Refused(contract.CodeWrongState, ""), false, true},
			"gone, the case has ended":       {fmt.Errorf("%w: done", dispatch.ErrGone), true, true},
			"gone, the case hasn't ended":    {fmt.Errorf("%w: lost", dispatch.ErrGone), false, false},
			"no answer in time":              {fmt.Errorf("%w: slow", dispatch.ErrLate), false, false},
			"nobody there":                   {fmt.Errorf("%w: refused", dispatch.ErrAway), false, false},
			"a fault":                        {errors.New("broken"), false, false},
			"no answer, though it has ended": {fmt.Errorf("%w: slow", dispatch.ErrLate), true, false},
		} {
			t.Run(name, func(t *testing.T) {
				id, open := y.opened()
				if c.ended {
					w := y.receive(id, contract.Withdraw, contract.Facts{})
					y.record(w, 1, contract.Proposal{Type: contract.EventWithdrawn, Status: contract.Withdrawn})
				}
				y.cases.answer[open.ID] = c.answer
				y.sweep(31 * time.Second)
				if got := y.confirmed(open); got != c.confirmed {
					t.Errorf("confirmed %v", got)
				}
				y.cases.answer[open.ID] = nil // so that it isn't swept for the next one
				y.sweep(time.Second)
			})
		}
	})
}

func TestASweepStopsWhenTemporalIsAway(t *testing.T) {
	eachYard(t, func(t *testing.T, y *yard) {
		for range 3 {
			_, c := y.opened()
			y.cases.answer[c.ID] = dispatch.ErrAway
		}
		y.sweep(31 * time.Second)
		if len(y.cases.sent) != 1 {
			t.Errorf("%d sent to nobody", len(y.cases.sent))
		}
	})
}

func TestCasesWithAMarkOverdueByAMinuteAreWoken(t *testing.T) {
	eachYard(t, func(t *testing.T, y *yard) {
		late, open := y.opened()
		if err := y.b.Confirm(context.Background(), []string{open.ID}); err != nil {
			t.Fatal(err)
		}
		var first models.Mark
		if err := y.b.DB.Where("case_id = ?", late).Order("at").Take(&first).Error; err != nil {
			t.Fatal(err)
		}
		y.sweep(first.At.Add(59 * time.Second).Sub(y.now))
		y.wantSent()
		y.sweep(2 * time.Second)
		y.wantSent("sync " + late + "  ")
	})
}

func TestRequestsThatNobodySentForADayExpire(t *testing.T) {
	eachYard(t, func(t *testing.T, y *yard) {
		c := y.receive(models.NewID(), contract.Open, contract.Facts{})
		state := func() string {
			row, err := models.CommandByID(y.b.DB, c.ID)
			if err != nil {
				t.Fatal(err)
			}
			return row.State
		}
		y.sweep(24 * time.Hour)
		if got := state(); got != models.Received {
			t.Errorf("after a day: %s", got)
		}
		y.sweep(time.Second)
		if got := state(); got != models.Expired {
			t.Errorf("after more than a day: %s", got)
		}
		y.wantSent()
	})
}

// A sweep that waits for a slow Temporal must not look like an outage.
func TestTheHeartGoesOnWhileASweepWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		y := newYard(t, booktest.OpenSQLite(t))
		y.b.Now = func(*gorm.DB) (time.Time, error) { return time.Now().UTC(), nil }
		time.Sleep(time.Until(y.now)) // the bubble begins in the year 2000, when nobody worked here
		for range 20 {
			_, c := y.opened()
			y.cases.answer[c.ID] = dispatch.ErrLate
		}
		y.cases.wait = 10 * time.Second
		ctx, stop := context.WithCancel(context.Background())
		var run sync.WaitGroup
		run.Go(func() { y.sweeper.Run(ctx) })
		time.Sleep(5 * time.Minute)
		stop()
		run.Wait()
		if err := y.b.Beat(context.Background()); err != nil {
			t.Fatal(err)
		}
		var outages int64
		if err := y.b.DB.Model(&models.Outage{}).Count(&outages).Error; err != nil {
			t.Fatal(err)
		}
		if outages != 0 || len(y.cases.sent) < 20 {
			t.Errorf("%d outages, %d sent", outages, len(y.cases.sent))
		}
	})
}

package worker_test

import (
	"context"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"carebook/calendar/data"
	"carebook/contract"
	"carebook/internal/dispatch"
	"carebook/models"
)

// arranges makes an edition of the shipped calendar current in which some days of March 2026 are off, and gives its number.
func (y *yard) arranges(days string) int64 {
	y.t.Helper()
	src, err := fs.ReadFile(data.FS(), "cn.yaml")
	if err != nil {
		y.t.Fatal(err)
	}
	changed := strings.Replace(string(src), "      new_year: [2026-01-01..2026-01-03]", "      new_year: [2026-01-01..2026-01-03, "+days+"]", 1)
	done, err := y.b.AdoptCalendars(context.Background(), fstest.MapFS{"cn.yaml": {Data: []byte(changed)}}, models.FromFolder)
	if err != nil || len(done.Stored) != 1 {
		y.t.Fatalf("%v %+v", err, done)
	}
	return done.Stored[0].N
}

// owing is a case that owes a report within three working days.
func (y *yard) owing() string {
	y.t.Helper()
	id, open := y.opened()
	note := y.receive(id, contract.Note, contract.Facts{})
	y.record(note, 1, contract.Proposal{
		Type: contract.EventNoted, Status: contract.Registered, Owe: []contract.Owe{{Duty: "report", Since: note.OccurredAt}},
	})
	if err := y.b.Confirm(context.Background(), []string{open.ID, note.ID}); err != nil {
		y.t.Fatal(err)
	}
	return id
}

func (y *yard) recount() {
	y.t.Helper()
	if err := y.sweeper.Recount(context.Background()); err != nil {
		y.t.Fatal(err)
	}
}

func (y *yard) superseded() []int64 {
	y.t.Helper()
	editions, err := y.b.Superseded(context.Background())
	if err != nil {
		y.t.Fatal(err)
	}
	return editions
}

func TestOnlyCasesInWhichSomethingMovesAreAskedToCountAgain(t *testing.T) {
	eachYard(t, func(t *testing.T, y *yard) {
		hours, _ := y.opened() // owes within two hours, whatever day it is
		moves := y.owing()
		y.recount()
		y.wantSent()
		n := y.arranges("2026-03-04")
		y.recount()
		y.wantSent("recount by 2 " + moves + "  ")
		var held int64
		if err := y.b.DB.Model(&models.Obligation{}).Where("case_id = ? AND calendar_n = ?", hours, n).Count(&held).Error; err != nil || held != 1 {
			t.Errorf("%d hold, %v", held, err)
		}
	})
}

func TestACaseIsAskedToCountAgainUntilItHas(t *testing.T) {
	eachYard(t, func(t *testing.T, y *yard) {
		id := y.owing()
		n := y.arranges("2026-03-04")
		for range 2 {
			y.recount()
			y.wantSent("recount by 2 " + id + "  ")
		}
		out, err := y.ledger.Record(context.Background(), contract.Record{
			Kind: contract.Complaint, Case: id, After: 2, At: y.now, Effect: contract.Effect{Case: id, Calendar: n},
			Proposal: contract.Proposal{Type: contract.EventRecounted, Status: contract.Registered},
		})
		if err != nil || out.Outcome != contract.Written || len(out.Events[0].Moved) != 1 {
			t.Fatalf("%v %+v", err, out)
		}
		y.recount()
		y.wantSent()
		if left := y.superseded(); len(left) != 0 {
			t.Errorf("still counted by %v", left)
		}
	})
}

// Two editions at once are one count: what matters is where the case stands and what is current.
func TestOfSeveralNewEditionsTheLastOneCounts(t *testing.T) {
	eachYard(t, func(t *testing.T, y *yard) {
		id := y.owing()
		y.arranges("2026-03-04")
		y.arranges("2026-03-03, 2026-03-04")
		y.recount()
		y.wantSent("recount by 3 " + id + "  ")
		y.arranges("2026-03-10")
		y.recount()
		y.wantSent()
	})
}

func TestACaseThatDoesntAnswerHoldsUpNoOther(t *testing.T) {
	eachYard(t, func(t *testing.T, y *yard) {
		first, second := y.owing(), y.owing()
		y.arranges("2026-03-04")
		y.cases.answer[first] = dispatch.ErrGone
		y.recount()
		y.wantSent("recount by 2 "+first+"  ", "recount by 2 "+second+"  ")
	})
}

func TestCountingAgainStopsWhenTemporalIsAway(t *testing.T) {
	eachYard(t, func(t *testing.T, y *yard) {
		first, second := y.owing(), y.owing()
		y.arranges("2026-03-04")
		y.cases.answer[first], y.cases.answer[second] = dispatch.ErrAway, dispatch.ErrAway
		if err := y.sweeper.Recount(context.Background()); err == nil || len(y.cases.sent) != 1 {
			t.Errorf("%v, %d sent", err, len(y.cases.sent))
		}
	})
}

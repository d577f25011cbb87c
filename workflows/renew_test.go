package workflows_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/workflow"

	"carebook/contract"
)

// renews runs the case until it begins anew, and gives what it begins with.
func (s *scene) renews() (next contract.Start[contract.ComplaintState]) {
	s.t.Helper()
	s.plays()
	var anew *workflow.ContinueAsNewError
	if err := s.env.GetWorkflowError(); !errors.As(err, &anew) || anew.WorkflowType.Name != contract.WorkflowComplaint {
		s.t.Fatalf("ended with %v", err)
	}
	if err := converter.GetDefaultDataConverter().FromPayloads(anew.Input, &next); err != nil {
		s.t.Fatal(err)
	}
	return next
}

// busy is a scene with every field of the state in use.
func busy(t *testing.T) *scene {
	t.Helper()
	s := newScene(t)
	s.books.clocks["assign"] = []contract.Mark{after(10*time.Minute, contract.Remind), after(2*time.Hour, contract.Breach)}
	s.books.clocks["report"] = []contract.Mark{after(20*time.Minute, contract.Remind), after(2*time.Hour, contract.Breach)}
	s.books.clocks["prewarn"] = []contract.Mark{after(15*time.Minute, contract.Remind), after(4*time.Hour, contract.Breach)}
	s.at(0, s.opens)
	s.at(time.Minute, func() {
		s.does("classify", contract.Classify, contract.Facts{Severity: contract.Major, MajorKind: "repeated"})
	})
	s.at(12*time.Minute, func() { s.does("assign", contract.Assign, contract.Facts{Assignee: "handler"}) })
	s.at(40*time.Minute, func() { s.does("report", contract.Report, contract.Facts{Amount: 123456}) })
	return s
}

func TestACaseBeginsAnewWithItsWholeState(t *testing.T) {
	t.Parallel()
	s := busy(t)
	s.start.Renew = 5
	s.at(50*time.Minute, func() { s.does("pause", contract.Pause, contract.Facts{}) })
	next := s.renews()
	if diff := cmp.Diff(contract.Start[contract.ComplaintState]{Case: "case", Renew: 5, State: s.books.state()}, next); diff != "" {
		t.Errorf("books -, carried over +\n%s", diff)
	}
	if next.State.PausedAt == nil || next.State.Amount != 123456 || len(next.State.Obligations) != 3 || next.State.Terms == nil {
		t.Errorf("a poor test: %+v", next.State)
	}
}

func TestTheNextRunGoesOnWhereTheLastOneStood(t *testing.T) {
	t.Parallel()
	first := busy(t)
	first.start.Renew = 4
	next := first.renews()
	second := newScene(t)
	second.env.SetStartTime(first.env.Now())
	second.start, second.books.events, second.books.terms = next, first.books.events, first.books.terms
	second.start.Renew = contract.DefaultRenew
	second.at(time.Second, func() {
		if diff := cmp.Diff(next.State, second.state()); diff != "" {
			t.Error(diff)
		}
		second.does("decide", contract.Decide, contract.Facts{Verdict: contract.Approve})
	})
	second.at(8*time.Hour, second.voids)
	second.ends()
	// What was reminded in the first run isn't in the second; what wasn't fires at its moment.
	types := second.books.types()[next.State.Seq:]
	if diff := cmp.Diff([]string{"approved", "breached", "voided"}, types); diff != "" {
		t.Errorf("%q\n%s", second.books.types(), diff)
	}
	for _, e := range second.books.events {
		if e.Type == contract.EventBreached && e.At.Sub(dawn) != 4*time.Hour+time.Minute {
			t.Errorf("breached after %s", e.At.Sub(dawn))
		}
	}
}

// An update whose handler runs while the case decides to begin anew must be answered by this run, and be in the state.
func TestNoCommandIsLostWhenACaseBeginsAnew(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.start.Renew = 3
	s.books.failing("second", 4)
	names := []string{"first", "second", "third", "fourth", "fifth"}
	s.at(0, s.opens)
	s.at(time.Minute, func() {
		for _, name := range names {
			s.notes(name)
		}
		s.update(contract.UpdateSync, "sync")
	})
	next := s.renews()
	for _, name := range append(names, "sync") {
		if _, answered := s.receipts[name]; !answered {
			t.Errorf("%s was never answered", name)
		}
	}
	if next.State.Seq != 6 || len(s.books.events) != 6 {
		t.Errorf("carried over %d events, the books hold %d", next.State.Seq, len(s.books.events))
	}
}

func TestACaseBeginsAnewAtAThousandEventsOrWhenTheServerSuggestsIt(t *testing.T) {
	t.Parallel()
	for name, grow := range map[string]func(*scene){
		"events":    func(s *scene) { s.env.SetCurrentHistoryLength(contract.DefaultRenew) },
		"suggested": func(s *scene) { s.env.SetContinueAsNewSuggested(true) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newScene(t)
			s.at(0, s.opens)
			s.at(time.Minute, func() { grow(s); s.notes("note") })
			if next := s.renews(); next.State.Seq != 2 {
				t.Errorf("%+v", next.State)
			}
		})
	}
}

// A mark is as old as a command: a case that only breaches and reminds renews itself too, after the mark.
func TestAMarkOfAnOldHistoryFiresBeforeTheCaseBeginsAnew(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.books.clocks["classify"] = []contract.Mark{after(time.Hour, contract.Breach)}
	s.at(0, s.opens)
	s.at(30*time.Minute, func() { s.env.SetCurrentHistoryLength(contract.DefaultRenew) })
	if next := s.renews(); next.State.Seq != 2 || !next.State.Obligations[0].Marks[0].Fired {
		t.Errorf("%+v", next.State)
	}
}

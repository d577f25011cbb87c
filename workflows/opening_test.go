package workflows_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"carebook/contract"
)

func TestACaseThatNobodyOpensEndsAfterAMinuteAsNotOpened(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.notOpened()
	if got := s.env.Now().Sub(dawn); got != time.Minute || len(s.books.calls) > 0 {
		t.Errorf("ended after %s, having asked the books %d times", got, len(s.books.calls))
	}
}

func TestARefusedOpeningIsAnsweredAndEndsTheCaseAtOnceAsNotOpened(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	refusal := contract.Refused(contract.CodeIncomplete, "V13-2.3", "fields", "plate")
	s.books.fault = func(int, contract.Record) (contract.Recorded, error, bool) {
		return contract.Recorded{Outcome: contract.Refuse, Refusal: refusal}, nil, true
	}
	s.at(0, s.opens)
	s.notOpened()
	if diff := cmp.Diff(contract.Receipt{Refusal: refusal}, s.receipts["opening"]); diff != "" {
		t.Error(diff)
	}
	if got := s.env.Now().Sub(dawn); got >= time.Minute {
		t.Errorf("ended after %s", got)
	}
}

// The minute is for nobody asking, not for books that are slow: a case that is in the books by then must live.
func TestAnOpeningOnItsWayToTheBooksIsWaitedForLongerThanAMinute(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.books.fault = func(int, contract.Record) (contract.Recorded, error, bool) {
		return contract.Recorded{}, errAway, s.env.Now().Sub(dawn) < 2*time.Minute
	}
	s.at(0, s.opens)
	s.at(time.Hour, s.voids)
	s.plays()
	if got := s.receipts["opening"]; got.Seq != 1 || got.Status != contract.Registered || got.Refusal != nil {
		t.Errorf("%+v", got)
	}
	if diff := cmp.Diff([]string{contract.EventOpened, contract.EventVoided}, s.books.types()); diff != "" {
		t.Error(diff)
	}
}

func TestAnOpeningSentAgainGetsTheSameAnswer(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.at(0, s.opens)
	s.at(time.Second, func() {
		s.update(contract.UpdateOpen, "again", contract.Message{Command: "opening", Action: contract.Open, At: dawn})
	})
	s.at(time.Minute, s.voids)
	s.ends()
	if diff := cmp.Diff(s.receipts["opening"], s.receipts["again"]); diff != "" {
		t.Errorf("first -, again +\n%s", diff)
	}
	if len(s.books.events) != 2 {
		t.Errorf("%q", s.books.types())
	}
}

// A workflow that failed as not opened may be started again, when the ledger had committed after all.
func TestACaseThatIsInTheBooksAlreadyIsTakenOverByItsOpening(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.books.clocks["classify"] = []contract.Mark{after(2*time.Hour, contract.Breach)}
	s.books.answer(contract.Record{Effect: contract.Effect{Command: "opening"}, Proposal: contract.Proposal{
		Type: contract.EventOpened, Status: contract.Registered, Owe: []contract.Owe{{Duty: "classify", Since: dawn}},
	}})
	s.books.happens(contract.Proposal{Type: contract.EventNoted, Status: contract.Registered})
	s.at(0, s.opens)
	s.at(time.Minute, func() {
		if diff := cmp.Diff(s.books.state(), s.state()); diff != "" {
			t.Errorf("books -, workflow +\n%s", diff)
		}
	})
	s.at(time.Hour, s.voids)
	s.ends()
	due := dawn.Add(24 * time.Hour)
	if diff := cmp.Diff(contract.Receipt{Seq: 2, Status: contract.Registered, NextDue: &due}, s.receipts["opening"]); diff != "" {
		t.Error(diff)
	}
}

func TestBeforeItsOpeningACaseTakesNoCommandAndAnswersSyncAndQuery(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.at(time.Second, func() {
		s.notes("note")
		s.does("unknown", "dance", contract.Facts{})
		s.update(contract.UpdateSync, "sync")
		if diff := cmp.Diff(contract.ComplaintState{}, s.state()); diff != "" {
			t.Error(diff)
		}
	})
	s.notOpened()
	for _, name := range []string{"note", "unknown"} {
		if r := s.rejected[name]; r == nil || r.Code != contract.CodeWrongState {
			t.Errorf("%s: %+v", name, r)
		}
	}
	if diff := cmp.Diff(map[string]contract.Receipt{"sync": {}}, s.receipts); diff != "" {
		t.Error(diff)
	}
}

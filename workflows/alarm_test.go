package workflows_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"carebook/contract"
)

// wantTimers compares what became of every timer after the one that waits for the opening.
func (s *scene) wantTimers(want ...string) {
	s.t.Helper()
	want = append([]string{"0s set for 1m0s"}, want...)
	if diff := cmp.Diff(want, s.timers); diff != "" {
		s.t.Errorf("timers, want -, got +\n%s", diff)
	}
}

func TestTheAlarmRingsAtEachMarkAndIsLeftAloneByWhatDoesntMoveIt(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.books.clocks["classify"] = []contract.Mark{after(30*time.Minute, contract.Remind), after(2*time.Hour, contract.Breach)}
	s.at(0, s.opens)
	s.at(10*time.Minute, func() { s.notes("note") })
	s.at(11*time.Minute, func() { s.update(contract.UpdateSync, "sync") })
	s.at(12*time.Minute, func() { s.does("claim", contract.Claim, contract.Facts{Obligation: "classify-1"}) })
	s.at(24*time.Hour, s.voids)
	s.ends()
	s.wantTimers("0s taken away", "0s set for 30m0s", "30m0s rang", "30m0s set for 1h30m0s", "2h0m0s rang")
	if diff := cmp.Diff([]string{"opened", "noted", "claimed", "reminded", "breached", "voided"}, s.books.types()); diff != "" {
		t.Error(diff)
	}
}

func TestTheAlarmIsReplacedWhenTheEarliestMarkMovesEitherWay(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.books.clocks["classify"] = []contract.Mark{after(2*time.Hour, contract.Breach)}
	s.books.clocks["assign"] = []contract.Mark{after(4*time.Hour, contract.Breach)}
	s.books.clocks["report"] = []contract.Mark{after(10*time.Minute, contract.Breach)}
	s.at(0, s.opens)
	s.at(time.Hour, func() { s.does("classify", contract.Classify, contract.Facts{Severity: contract.Ordinary}) })
	s.at(2*time.Hour, func() { s.does("assign", contract.Assign, contract.Facts{Assignee: "actor"}) })
	s.at(2*time.Hour+time.Minute, s.voids)
	s.ends()
	s.wantTimers("0s taken away", "0s set for 2h0m0s",
		"1h0m0s taken away", "1h0m0s set for 4h0m0s", // later: what was owed is done
		"2h0m0s taken away", "2h0m0s set for 10m0s") // earlier: something more urgent
}

func TestNoTimerRunsWhileACaseIsPausedAndItsMarksMoveByThePause(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.books.clocks["classify"] = []contract.Mark{after(time.Hour, contract.Remind), after(2*time.Hour, contract.Breach)}
	s.at(0, s.opens)
	s.at(30*time.Minute, func() { s.does("pause", contract.Pause, contract.Facts{}) })
	s.at(5*time.Hour, func() { s.notes("note") })
	s.at(10*time.Hour, func() { s.does("resume", contract.Resume, contract.Facts{}) })
	s.at(24*time.Hour, s.voids)
	s.ends()
	s.wantTimers("0s taken away", "0s set for 1h0m0s", "30m0s taken away",
		"10h0m0s set for 30m0s", "10h30m0s rang", "10h30m0s set for 1h0m0s", "11h30m0s rang")
	if r := s.receipts["pause"]; r.NextDue != nil {
		t.Errorf("a paused case has a due time: %s", r.NextDue)
	}
}

func TestNoTimerRunsWhenNothingIsOwedWithMarks(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.at(0, s.opens)
	s.at(1000*time.Hour, s.voids)
	s.ends()
	s.wantTimers("0s taken away")
}

// Reminders that nobody could send in time are one reminder; escalations and breaches each stand for themselves.
func TestMissedRemindersAreFoldedIntoTheLastAndTheRestFiresInOrder(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.books.clocks["classify"] = []contract.Mark{
		after(10*time.Minute, contract.Remind), after(20*time.Minute, contract.Remind), after(30*time.Minute, contract.Remind),
		after(40*time.Minute, contract.Escalate), after(50*time.Minute, contract.Escalate), after(time.Hour, contract.Breach),
		after(3*time.Hour, contract.Remind),
	}
	s.at(0, func() {
		s.update(contract.UpdateOpen, "opening", contract.Message{
			Command: "opening", Action: contract.Open, At: dawn.Add(-2 * time.Hour), // it comes into the books two hours late
		})
	})
	s.at(24*time.Hour, s.voids)
	s.ends()
	var fired []contract.Fire
	for _, e := range s.books.events {
		if e.Fired != nil {
			fired = append(fired, *e.Fired)
		}
	}
	want := []contract.Fire{
		{Obligation: "classify-1", Mark: 3, Kind: contract.Remind, Folded: []int{1, 2}},
		{Obligation: "classify-1", Mark: 4, Kind: contract.Escalate},
		{Obligation: "classify-1", Mark: 5, Kind: contract.Escalate},
		{Obligation: "classify-1", Mark: 6, Kind: contract.Breach},
		{Obligation: "classify-1", Mark: 7, Kind: contract.Remind},
	}
	if diff := cmp.Diff(want, fired); diff != "" {
		t.Error(diff)
	}
	s.wantTimers("0s taken away", "0s set for 1h0m0s", "1h0m0s rang")
}

func TestMarksOfSeveralDutiesFireInTheOrderOfTheirMoments(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.books.clocks["assign"] = []contract.Mark{after(20*time.Minute, contract.Remind), after(time.Hour, contract.Breach)}
	s.books.clocks["prewarn"] = []contract.Mark{after(10*time.Minute, contract.Remind), after(time.Hour, contract.Breach)}
	s.books.clocks["convene"] = []contract.Mark{after(30*time.Minute, contract.Breach)}
	s.at(0, s.opens)
	s.at(time.Second, func() {
		s.does("classify", contract.Classify, contract.Facts{Severity: contract.Major, MajorKind: "repeated"})
	})
	s.at(24*time.Hour, s.voids)
	s.ends()
	var fired []string
	for _, in := range s.books.calls {
		f := in.Proposal.Fire
		if f == nil {
			continue
		}
		fired = append(fired, in.At.Sub(dawn).String()+" "+f.Obligation)
		if in.After+1 != s.books.events[in.After].Seq || s.books.events[in.After].Fired == nil {
			t.Errorf("%+v doesn't follow what the workflow knew", f)
		}
	}
	want := []string{"10m1s prewarn-2", "20m1s assign-2", "30m1s convene-2", "1h0m1s assign-2", "1h0m1s prewarn-2"}
	if diff := cmp.Diff(want, fired); diff != "" {
		t.Error(diff)
	}
}

// A mark goes through the same lock and door as a command: it waits for the one on its way and then looks again.
func TestAMarkThatADutyKeptJustInTimeNeedsNoMoreIsNotFired(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.books.clocks["classify"] = []contract.Mark{after(time.Hour, contract.Breach)}
	s.books.failing("classify", 5)
	s.at(0, s.opens)
	s.at(time.Hour-time.Second, func() {
		s.does("classify", contract.Classify, contract.Facts{Severity: contract.Ordinary})
	})
	s.at(24*time.Hour, s.voids)
	s.ends()
	if diff := cmp.Diff([]string{"opened", "classified", "voided"}, s.books.types()); diff != "" {
		t.Error(diff)
	}
}

// A mark whose commit was not seen is in the books once, and the case goes on with the next one.
func TestAMarkWhoseAnswerWasLostFiresOnce(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.books.clocks["classify"] = []contract.Mark{after(time.Hour, contract.Remind), after(2*time.Hour, contract.Breach)}
	lost := 3
	s.books.fault = func(_ int, in contract.Record) (contract.Recorded, error, bool) {
		if in.Effect.Mark != 1 || lost == 0 {
			return contract.Recorded{}, nil, false
		}
		lost--
		s.books.answer(in)
		return contract.Recorded{}, errAway, true
	}
	s.at(0, s.opens)
	s.at(24*time.Hour, s.voids)
	s.ends()
	if diff := cmp.Diff([]string{"opened", "reminded", "breached", "voided"}, s.books.types()); diff != "" {
		t.Error(diff)
	}
}

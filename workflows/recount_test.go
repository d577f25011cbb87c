package workflows_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"carebook/contract"
)

func (s *scene) recounts(name string, edition int64) {
	s.update(contract.UpdateRecount, name, contract.Recount{Calendar: edition})
}

func TestACaseCountsAgainAndItsAlarmMoves(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.books.clocks["classify"] = []contract.Mark{after(time.Hour, contract.Remind), after(2*time.Hour, contract.Breach)}
	s.books.delay = 3 * time.Hour
	s.at(0, s.opens)
	s.at(90*time.Minute, func() { s.recounts("recount", 7) })
	s.at(24*time.Hour, s.voids)
	s.ends()
	s.wantTimers("0s taken away", "0s set for 1h0m0s", "1h0m0s rang", "1h0m0s set for 1h0m0s",
		"1h30m0s taken away", "1h30m0s set for 3h30m0s", "5h0m0s rang")
	if diff := cmp.Diff([]string{"opened", "reminded", "recounted", "breached", "voided"}, s.books.types()); diff != "" {
		t.Error(diff)
	}
	in := s.books.calls[2]
	if in.Effect.Key() != "calendar:case:7" || !in.At.Equal(dawn.Add(90*time.Minute)) || in.Proposal.Status != contract.Registered {
		t.Errorf("%+v", in)
	}
	if r := s.receipts["recount"]; r.Seq != 3 || r.NextDue == nil || !r.NextDue.Equal(dawn.Add(27*time.Hour)) {
		t.Errorf("%+v", r)
	}
}

func TestACaseAskedTwiceForOneEditionCountsOnce(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.books.delay = time.Hour
	s.at(0, s.opens)
	s.at(time.Hour, func() { s.recounts("first", 7) })
	s.at(2*time.Hour, func() { s.recounts("again", 7) })
	s.at(3*time.Hour, func() { s.recounts("another", 8) })
	s.at(4*time.Hour, s.voids)
	s.ends()
	if diff := cmp.Diff([]string{"opened", "recounted", "recounted", "voided"}, s.books.types()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(s.receipts["first"], s.receipts["again"]); diff != "" {
		t.Errorf("first -, again +\n%s", diff)
	}
}

// What it didn't know comes first: it may be paused by now.
func TestACaseBehindItsBooksCatchesUpBeforeItCountsAgain(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.at(0, s.opens)
	s.at(time.Hour, func() {
		s.books.happens(contract.Proposal{Type: contract.EventNoted, Status: contract.Registered})
		s.recounts("behind", 7)
	})
	s.at(2*time.Hour, func() {
		s.books.happens(contract.Proposal{Type: contract.EventPaused, Status: contract.Registered})
		s.recounts("paused meanwhile", 8)
	})
	s.at(4*time.Hour, s.voids)
	s.ends()
	if diff := cmp.Diff([]string{"opened", "noted", "recounted", "paused", "voided"}, s.books.types()); diff != "" {
		t.Error(diff)
	}
	if r := s.receipts["paused meanwhile"]; r.Seq != 4 {
		t.Errorf("%+v", r)
	}
}

func TestACaseThatOwesNothingNowDoesntCountAgain(t *testing.T) {
	t.Parallel()
	for name, do := range map[string]func(*scene){
		"paused": func(s *scene) {
			s.at(0, s.opens)
			s.at(time.Minute, func() { s.does("pause", contract.Pause, contract.Facts{}) })
			s.at(time.Hour, func() { s.recounts("recount", 7) })
			s.at(24*time.Hour, s.voids)
		},
		"not opened yet": func(s *scene) { s.at(30*time.Second, func() { s.recounts("recount", 7) }) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newScene(t)
			do(s)
			s.plays()
			for _, in := range s.books.calls {
				if in.Effect.Calendar != 0 {
					t.Errorf("it asked: %+v", in)
				}
			}
			if r, answered := s.receipts["recount"]; !answered || r.Refusal != nil {
				t.Errorf("answered %t: %+v", answered, r)
			}
		})
	}
}

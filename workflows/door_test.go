package workflows_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/converter"

	"carebook/contract"
)

// counts notes how often each kind of activity was asked for.
func (s *scene) counts() (local, regular *int) {
	local, regular = new(int), new(int)
	s.env.SetOnLocalActivityCompletedListener(func(*activity.Info, converter.EncodedValue, error) { *local++ })
	s.env.SetOnActivityCompletedListener(func(*activity.Info, converter.EncodedValue, error) { *regular++ })
	return local, regular
}

// failing makes the books fail for the first calls that put a command before them.
func (b *books) failing(command string, times int) {
	b.fault = func(_ int, in contract.Record) (contract.Recorded, error, bool) {
		if in.Effect.Command != command || times == 0 {
			return contract.Recorded{}, nil, false
		}
		times--
		return contract.Recorded{}, errAway, true
	}
}

func TestTheDoorIsALocalActivityTwiceThenARegularOneForLong(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name                      string
		failures, calls, regulars int
	}{
		{"the books are there", 0, 1, 0},
		{"they fail once", 1, 2, 0},
		{"they fail twice", 2, 3, 1},
		{"they fail for a while", 7, 8, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newScene(t)
			_, regular := s.counts()
			s.books.failing("note", c.failures)
			s.at(0, s.opens)
			s.at(time.Second, func() { s.notes("note") })
			s.at(time.Hour, s.voids)
			s.ends()
			if got := len(s.books.calls) - 2; got != c.calls || *regular != c.regulars {
				t.Errorf("%d calls for the note, %d regular activities; want %d and %d", got, *regular, c.calls, c.regulars)
			}
			if got := s.receipts["note"]; got.Seq != 2 || got.Refusal != nil {
				t.Errorf("%+v", got)
			}
		})
	}
}

// Both attempts of the local activity may have committed without our seeing it.
func TestAnAnswerLostAfterTheCommitIsFoundAgain(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	lost := 2
	s.books.fault = func(_ int, in contract.Record) (contract.Recorded, error, bool) {
		if in.Effect.Command != "note" || lost == 0 {
			return contract.Recorded{}, nil, false
		}
		lost--
		s.books.answer(in)
		return contract.Recorded{}, errAway, true
	}
	s.at(0, s.opens)
	s.at(time.Second, func() { s.notes("note") })
	s.at(time.Hour, s.voids)
	end := s.ends()
	if diff := cmp.Diff([]string{"opened", "noted", "voided"}, s.books.types()); diff != "" {
		t.Error(diff)
	}
	if s.receipts["note"].Seq != 2 || end.Seq != 3 {
		t.Errorf("%+v %+v", s.receipts["note"], end)
	}
}

func TestACommandIsJudgedAgainByWhatTheWorkflowHadMissed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		missed contract.Proposal
		want   string // code; empty: carried out
		types  []string
	}{
		"still possible": {
			contract.Proposal{Type: contract.EventNoted, Status: contract.Registered}, "",
			[]string{"opened", "noted", "classified", "voided"},
		},
		"paused meanwhile": {
			contract.Proposal{Type: contract.EventPaused, Status: contract.Registered, Clock: contract.Stop}, contract.CodePaused,
			[]string{"opened", "paused", "voided"},
		},
		"classified meanwhile": {
			contract.Proposal{Type: contract.EventClassified, Status: contract.Classified}, contract.CodeWrongState,
			[]string{"opened", "classified", "voided"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newScene(t)
			s.at(0, s.opens)
			s.at(time.Second, func() {
				s.books.happens(c.missed)
				s.does("classify", contract.Classify, contract.Facts{Severity: contract.Ordinary})
			})
			s.at(time.Minute, func() {
				if diff := cmp.Diff(s.books.state(), s.state()); diff != "" {
					t.Errorf("books -, workflow +\n%s", diff)
				}
				s.voids()
			})
			s.ends()
			if diff := cmp.Diff(c.types, s.books.types()); diff != "" {
				t.Error(diff)
			}
			got := s.receipts["classify"].Refusal
			if (got == nil) != (c.want == "") || got != nil && got.Code != c.want {
				t.Errorf("%+v", got)
			}
		})
	}
}

func TestSyncFindsWhatWasMissedAndAsksForNoEffect(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.books.clocks["classify"] = []contract.Mark{after(time.Hour, contract.Breach)}
	s.at(0, s.opens)
	s.at(time.Minute, func() {
		s.books.happens(contract.Proposal{Type: contract.EventPaused, Status: contract.Registered, Clock: contract.Stop})
		s.update(contract.UpdateSync, "sync")
	})
	s.at(2*time.Minute, func() {
		if diff := cmp.Diff(s.books.state(), s.state()); diff != "" {
			t.Errorf("books -, workflow +\n%s", diff)
		}
	})
	s.at(3*time.Hour, s.voids)
	s.ends()
	if diff := cmp.Diff([]string{"opened", "paused", "voided"}, s.books.types()); diff != "" {
		t.Errorf("a paused clock rang: %s", diff)
	}
	if diff := cmp.Diff(contract.Receipt{Seq: 2, Status: contract.Registered}, s.receipts["sync"]); diff != "" {
		t.Error(diff)
	}
	if in := s.books.calls[1]; !in.Effect.IsZero() || in.After != 1 {
		t.Errorf("%+v", in)
	}
}

// What a validator refuses never reaches the books and leaves no history.
func TestWhatCantBeNowIsRejectedBeforeTheDoor(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.at(0, s.opens)
	s.at(time.Second, func() {
		s.does("decide", contract.Decide, contract.Facts{Verdict: contract.Approve})
		s.does("resume", contract.Resume, contract.Facts{})
		s.does("unheard of", "dance", contract.Facts{})
		s.does("open", contract.Open, contract.Facts{})
		s.does("severity", contract.Classify, contract.Facts{Severity: "grave"})
		s.does("claim", contract.Claim, contract.Facts{Obligation: "nobody's"})
	})
	s.at(time.Minute, s.voids)
	s.ends()
	codes := map[string]string{}
	for name, r := range s.rejected {
		codes[name] = r.Code
	}
	want := map[string]string{
		"decide": contract.CodeWrongState, "resume": contract.CodeNotPaused, "unheard of": contract.CodeWrongState,
		"open": contract.CodeWrongState, "severity": contract.CodeUnknownValue, "claim": contract.CodeUnknownTodo,
	}
	if diff := cmp.Diff(want, codes); diff != "" {
		t.Error(diff)
	}
	if len(s.books.calls) != 2 {
		t.Errorf("the books were asked %d times", len(s.books.calls))
	}
}

func TestACommandUnderWhichTheCaseEndsIsStillAnswered(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.at(0, s.opens)
	s.at(time.Second, func() {
		s.books.failing("void", 4) // so that the others are accepted while the case still stands
		s.voids()
		s.notes("first")
		s.notes("second")
		s.update(contract.UpdateSync, "sync")
	})
	end := s.ends()
	if diff := cmp.Diff(contract.CaseEnd{Seq: 2, Status: contract.Voided}, end); diff != "" {
		t.Error(diff)
	}
	for _, name := range []string{"first", "second"} {
		if r := s.receipts[name].Refusal; r == nil || r.Code != contract.CodeCaseEnded {
			t.Errorf("%s: %+v", name, s.receipts[name])
		}
	}
	if r, answered := s.receipts["sync"]; !answered || r.Status != contract.Voided {
		t.Errorf("sync: %v %+v", answered, r)
	}
}

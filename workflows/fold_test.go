package workflows_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"carebook/contract"
	"carebook/workflows"
)

// drawEvents are events as a ledger could have written them, one after the other.
func drawEvents(t *rapid.T) (events []contract.Event) {
	var open []contract.Obligation
	paused := false
	n := rapid.IntRange(1, 20).Draw(t, "events")
	for seq := range n {
		e := contract.Event{
			Seq: int64(seq + 1), Effect: fmt.Sprint(seq), Actor: "actor", At: dawn.Add(time.Duration(seq) * time.Hour),
			Type: contract.EventOpened, Status: contract.Registered,
		}
		if seq > 0 {
			e.Type = rapid.SampledFrom([]string{
				contract.EventClassified, contract.EventAssigned, contract.EventReassigned, contract.EventReported, contract.EventRejected,
				contract.EventResultReported, contract.EventNoted, contract.EventPaused, contract.EventBreached,
			}).Draw(t, "type")
			e.Status = rapid.SampledFrom([]contract.Status{contract.Classified, contract.Assigned, contract.Told, contract.Closed}).Draw(t, "status")
		}
		if e.Type == contract.EventPaused {
			if paused {
				e.Type = contract.EventResumed
			}
			paused = !paused
		}
		e.Facts = contract.Facts{
			Severity: rapid.SampledFrom([]string{"", contract.Major}).Draw(t, "severity"), Amount: rapid.Int64Range(0, 9).Draw(t, "amount"),
			Assignee: rapid.SampledFrom([]string{"one", "two"}).Draw(t, "assignee"), Obligation: rapid.SampledFrom([]string{"", "some"}).Draw(t, "obligation"),
		}
		open = drawClocks(t, &e, open)
		events = append(events, e)
	}
	return events
}

// drawClocks settles, moves, fires and opens, and gives the obligations that are open afterwards.
func drawClocks(t *rapid.T, e *contract.Event, open []contract.Obligation) (left []contract.Obligation) {
	for _, o := range open {
		switch rapid.IntRange(0, 4).Draw(t, "with "+o.ID) {
		case 0:
			e.Settled = append(e.Settled, contract.Settle{ID: o.ID, How: contract.Fulfilled})
			continue
		case 1:
			o.Person, o.Due = "somebody", o.Due.Add(time.Hour)
			e.Moved = append(e.Moved, o)
		case 2:
			if e.Fired == nil {
				e.Fired = &contract.Fire{Obligation: o.ID, Mark: 2, Kind: contract.Remind, Folded: []int{1}}
			}
		}
		left = append(left, o)
	}
	for i := range rapid.IntRange(0, 2).Draw(t, "opened") {
		o := contract.Obligation{
			ID: fmt.Sprintf("%d-%d", e.Seq, i), Duty: "classify", Since: e.At, Due: e.At.Add(time.Hour),
			Marks: []contract.Mark{{N: 1, At: e.At, Kind: contract.Remind}, {N: 2, At: e.At, Kind: contract.Remind}, {N: 3, At: e.At, Kind: contract.Breach}},
		}
		e.Opened = append(e.Opened, o)
		left = append(left, o)
	}
	return left
}

// The ledger answers with what is missing, from wherever a workflow stands, and after a crash with what it has already
// told: however the events come in, the state is the same.
func TestTheStateIsTheSameHoweverTheEventsComeIn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := drawEvents(t)
		want := workflows.Fold(contract.ComplaintState{}, copied(events)...)
		var got contract.ComplaintState
		for int(got.Seq) < len(events) {
			from := rapid.IntRange(0, int(got.Seq)).Draw(t, "from")
			to := rapid.IntRange(from, len(events)).Draw(t, "to")
			got = workflows.Fold(got, copied(events[from:to])...)
			if rapid.Bool().Draw(t, "carried over") {
				got = reread(t, got)
			}
		}
		if diff := cmp.Diff(reread(t, want), reread(t, got)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// reread is a state as the next run finds it.
func reread(t *rapid.T, s contract.ComplaintState) (out contract.ComplaintState) {
	data, err := json.Marshal(s)
	if err == nil {
		err = json.Unmarshal(data, &out)
	}
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestAnObligationIsOpenFromItsOpeningToItsEndWhateverElseHappens(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := drawEvents(t)
		open := map[string]bool{}
		for i, e := range events {
			for _, s := range e.Settled {
				delete(open, s.ID)
			}
			for _, o := range e.Opened {
				open[o.ID] = true
			}
			state := workflows.Fold(contract.ComplaintState{}, copied(events[:i+1])...)
			got := map[string]bool{}
			for _, o := range state.Obligations {
				got[o.ID] = true
			}
			if diff := cmp.Diff(open, got); diff != "" {
				t.Fatalf("after %d: %s", e.Seq, diff)
			}
		}
	})
}

// The largest states that the shipped policies lead to: clocks beside each other, their marks and the pinned terms. They must
// pass the codec with room to spare.
func TestTheFullestCaseFitsIntoEightKiB(t *testing.T) {
	t.Parallel()
	for profile, c := range map[string]struct {
		clocks int
		steps  []entry
	}{
		"dealer-4s": {4, []entry{
			{At: "2026-03-02 09:00", Who: "service_consultant", Do: "open", Channel: "visit"},
			{At: "2026-03-02 09:10", Who: "customer_relations_manager", Do: "classify", Severity: contract.Major, Kind: "return_or_exchange"},
			{At: "2026-03-02 09:20", Who: "customer_relations_manager", Do: "assign", Assignee: "department_head"},
			{At: "2026-03-02 09:25", Who: "customer_relations_manager", Do: "prewarn"},
			{At: "2026-03-02 09:30", Who: "department_head", Do: "report", Amount: 20_000},
			{At: "2026-03-02 09:40", Who: "general_manager", Do: "decide", Verdict: contract.Approve},
			{At: "2026-03-02 09:50", Who: "department_head", Do: "tell", Medium: "phone"},
			{At: "2026-03-02 10:30", Who: "customer_relations_manager", Do: "withdraw"},
		}},
		"services": {8, []entry{
			{At: "2026-03-02 09:00", Who: "sales_department", Do: "open", Channel: "phone"},
			{At: "2026-03-02 09:10", Who: "customer_service_specialist", Do: "classify", Severity: contract.Major, Nature: "quality"},
			{At: "2026-03-02 09:20", Who: "customer_service_manager", Do: "assign", Assignee: "customer_service_specialist", Joint: true},
			{At: "2026-03-02 10:30", Who: "customer_service_manager", Do: "withdraw"},
		}},
	} {
		t.Run(profile, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, diary{Profile: profile, Steps: c.steps, kind: contract.Complaint})
			largest, clocks := 0, 0
			for _, minutes := range []time.Duration{5, 15, 22, 27, 35, 45, 55} {
				s.env.RegisterDelayedCallback(func() {
					bytes, n := s.weigh()
					largest, clocks = max(largest, bytes), max(clocks, n)
				}, minutes*time.Minute)
			}
			if told := s.play(); clocks != c.clocks {
				t.Errorf("%d clocks at most, want %d: a poor test\n%s", clocks, c.clocks, told)
			}
			t.Logf("%d bytes", largest)
			if largest > 6<<10 { // payloads of 8 KiB are refused, and a company's own policy may have more marks
				t.Errorf("a state of %d bytes", largest)
			}
		})
	}
}

// A cycle goes on though nobody writes its reports, answers its issues or brings its material back. What is open then must not
// grow until no next run can begin with it.
func TestACycleInWhichAllIsLeftUndoneFitsIntoEightKiB(t *testing.T) {
	t.Parallel()
	d := diary{Profile: "specialist", kind: contract.ReturnVisit, Steps: []entry{
		{At: "2026-03-02 09:00", Who: "customer_service_supervisor", Do: "open", Cycle: "regular", Assignee: "visit_specialist"},
	}}
	for month := range 9 {
		day := fmt.Sprintf("2026-%02d-20 ", 3+month)
		d.Steps = append(d.Steps, entry{
			At: day + "14:00", Who: "visit_specialist", Do: "record", Medium: contract.ByPhone, Verdict: contract.Dissatisfied,
			Next: day + "15:00", Borrowed: true,
		})
	}
	s := newStage(t, d)
	largest, open := 0, 0
	for _, e := range d.Steps {
		s.env.RegisterDelayedCallback(func() {
			bytes, n := s.weigh()
			largest, open = max(largest, bytes), max(open, n)
		}, moment(t, e.At).Add(time.Minute).Sub(moment(t, d.Steps[0].At)))
	}
	s.runs()
	t.Logf("%d bytes, %d open", largest, open)
	refused := slices.ContainsFunc(s.asides, func(a aside) bool {
		return strings.Contains(a.text, "refused record by visit_specialist: "+contract.CodeWrongState)
	})
	if largest > 6<<10 || !refused {
		t.Errorf("a state of %d bytes, %d open: %v", largest, open, s.asides)
	}
}

// weigh is how many bytes the case's next run would begin with, and how many clocks run.
func (s *stage) weigh() (bytes, clocks int) {
	value, err := s.env.QueryWorkflow(contract.QueryState)
	var whole json.RawMessage
	var state contract.CaseState
	if err == nil {
		err = errors.Join(value.Get(&whole), value.Get(&state))
	}
	if err != nil {
		s.t.Error(err)
		return 0, 0
	}
	data, err := json.Marshal(contract.Start[json.RawMessage]{Case: s.caseID, Renew: contract.DefaultRenew, State: whole})
	if err != nil {
		s.t.Error(err)
	}
	return len(data), len(state.Obligations)
}

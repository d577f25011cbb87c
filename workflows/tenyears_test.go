package workflows_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"testing"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/workflow"

	"carebook/contract"
	"carebook/models"
	"carebook/workflows"
)

// What a step adds to a history, as measured on the server: an update with its ledger activity and the alarm that moves, and a
// mark whose timer fires. The test environment keeps no history, so the test counts.
const (
	eventsOfAnUpdate = 8
	eventsOfAMark    = 6
	mostEvents       = 1200
)

// decade is a customer who is called each week for ten years, by one case.
type decade struct {
	*stage
	first  time.Time
	missed func(visit int) bool
	done   map[int]bool // commands that were sent
	length int          // of the history of this run
	runs   []int        // how long each history was when the next began
}

const weeks = 521

func TestACycleOfTenYearsLosesNoVisitAndDoublesNone(t *testing.T) {
	t.Parallel()
	d := &decade{done: map[int]bool{}, missed: func(visit int) bool { return visit%7 == 3 || visit >= 200 && visit < 205 }}
	d.stage = newStage(t, diary{
		Profile: "cement", kind: contract.ReturnVisit, Steps: []entry{{At: "2026-03-02 09:00", Cycle: "regular_call"}},
		Instead: []change{{Of: "low_season: {value: 1 half month, clause: R7-3b}", Put: "low_season: {value: 1 week, clause: R7-3b}"}},
	})
	d.first = moment(t, "2026-03-02 09:00")
	d.plays()
	d.wasWhole()
	if len(d.runs) < 3 {
		t.Errorf("a poor test: it began anew %d times", len(d.runs))
	}
	for i, length := range d.runs {
		if length >= mostEvents {
			t.Errorf("run %d had %d events, want fewer than %d", i+1, length, mostEvents)
		}
	}
}

// due is when a visit must have been made: each a week after the last.
func (d *decade) due(visit int) time.Time {
	y, m, day := d.first.Date()
	return time.Date(y, m, day+7*visit, 18, 0, 0, 0, business)
}

// plays runs the case until it is ended, each run with what the last one left.
func (d *decade) plays() {
	d.t.Helper()
	start, at := contract.Start[contract.ReturnVisitState]{Case: d.caseID, Renew: contract.DefaultRenew}, d.first
	for {
		d.fresh(at)
		d.env.ExecuteWorkflow(contract.WorkflowReturnVisit, start)
		err := d.env.GetWorkflowError()
		var anew *workflow.ContinueAsNewError
		if !errors.As(err, &anew) {
			if err != nil {
				d.t.Fatal(err)
			}
			return
		}
		start = contract.Start[contract.ReturnVisitState]{}
		if err := converter.GetDefaultDataConverter().FromPayloads(anew.Input, &start); err != nil {
			d.t.Fatal(err)
		}
		d.runs, d.length, at = append(d.runs, d.length), 0, d.env.Now()
	}
}

// fresh is the environment of the next run, with all that is still to happen.
func (d *decade) fresh(at time.Time) {
	d.env = d.NewTestWorkflowEnvironment()
	d.env.SetStartTime(at)
	d.env.SetTestTimeout(2 * time.Minute)
	d.env.RegisterWorkflowWithOptions(workflows.ReturnVisit, workflow.RegisterOptions{Name: contract.WorkflowReturnVisit})
	d.env.RegisterActivityWithOptions(func(ctx context.Context, in contract.Record) (contract.Recorded, error) {
		if in.Effect.Obligation != "" {
			d.grows(eventsOfAMark)
		}
		return d.ledger.Record(ctx, in)
	}, activity.RegisterOptions{Name: contract.ActivityRecord})
	send := func(n int, at time.Time, e entry) {
		if d.done[n] {
			return
		}
		d.env.RegisterDelayedCallback(func() {
			d.done[n] = true
			d.sends(e)
		}, at.Sub(d.env.Now()))
	}
	send(0, d.first, entry{Who: "aftersales_staff", Do: "open", Cycle: "regular_call", Assignee: "aftersales_staff"})
	for visit := 1; visit <= weeks; visit++ {
		if !d.missed(visit) { // somewhere in its week
			send(visit, d.due(visit).Add(-time.Duration(1+visit*37%160)*time.Hour), entry{
				Who: "aftersales_staff", Do: "record", Medium: contract.ByPhone, Verdict: contract.Satisfied,
			})
		}
	}
	send(weeks+1, d.due(weeks).Add(time.Hour), entry{Who: "aftersales_manager", Do: "close"})
}

func (d *decade) grows(by int) {
	d.length += by
	d.env.SetCurrentHistoryLength(d.length)
}

func (d *decade) sends(e entry) {
	cmd, _, err := d.receive(e)
	if err != nil {
		d.t.Fatal(err)
	}
	m, err := cmd.Message()
	if err != nil {
		d.t.Fatal(err)
	}
	update := contract.UpdateAct
	if m.Action == contract.Open {
		update = contract.UpdateOpen
	}
	d.grows(eventsOfAnUpdate)
	d.env.UpdateWorkflow(update, cmd.ID, &testsuite.TestUpdateCallback{
		OnAccept: func() {},
		OnReject: func(err error) { d.t.Errorf("%s at %s: %v", e.Do, d.env.Now(), err) },
		OnComplete: func(result any, err error) {
			if r, ok := result.(contract.Receipt); err != nil || ok && r.Refusal != nil {
				d.t.Errorf("%s at %s: %v %v", e.Do, d.env.Now(), err, r.Refusal)
			}
		},
	}, m)
}

// wasWhole compares the books with ten years of weeks: each visit owed once, due when it should be, and kept or missed.
func (d *decade) wasWhole() {
	d.t.Helper()
	var owed []models.Obligation
	d.find(&owed, "case_id = ? AND duty = 'visit'", "opened_seq")
	if len(owed) != weeks+1 { // one more was owed when the cycle was ended
		d.t.Fatalf("%d visits were owed in %d weeks", len(owed), weeks)
	}
	for i, o := range owed {
		visit := i + 1
		want, state := "kept", map[bool]string{true: "kept"}[o.State == models.ObligationFulfilled && o.BreachedAt == nil]
		if d.missed(visit) {
			want = "missed"
		}
		if o.State == models.ObligationCancelled && o.BreachedAt != nil {
			state = "missed"
		}
		if visit > weeks {
			want, state = "", ""
		}
		if o.Item != strconv.Itoa(visit) || !o.DueAt.Equal(d.due(visit)) || state != want {
			d.t.Errorf("visit %d is item %s, due %s, %q; want %s, %q", visit, o.Item, clock(o.DueAt), state, clock(d.due(visit)), want)
		}
	}
	var rounds []models.VisitRound
	d.find(&rounds, "case_id = ?", "seq")
	var made []string
	for _, r := range rounds {
		made = append(made, fmt.Sprint(r.Visit))
	}
	var want []string
	for visit := 1; visit <= weeks; visit++ {
		if !d.missed(visit) {
			want = append(want, fmt.Sprint(visit))
		}
	}
	if !slices.Equal(made, want) {
		d.t.Errorf("visits made %v\nwant %v", made, want)
	}
}

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
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/workflow"

	"carebook/contract"
	"carebook/models"
	"carebook/workflows"
)

// decade is a customer's cycle by one case: what is to happen, and how long the history of each run was. The test environment
// keeps no history, but tells what is done; the length follows from that.
type decade struct {
	*stage
	plan  []planned
	renew int
	slow  bool // the books never answer in time: each answer comes by a detour
	first time.Time
	run   written
	runs  []written // those that are over
}

// planned is one entry and what became of it.
type planned struct {
	at      time.Time
	e       entry
	sent    *models.Command
	handled bool
}

const weeks = 521

func TestACycleOfTenYearsLosesNoVisitAndDoublesNone(t *testing.T) {
	t.Parallel()
	d := newDecade(t)
	missed := func(visit int) bool { return visit%7 == 3 || visit >= 200 && visit < 205 }
	for visit := 1; visit <= weeks; visit++ {
		if !missed(visit) { // somewhere in its week
			d.plans(d.due(visit).Add(-time.Duration(1+visit*37%160)*time.Hour), entry{
				Who: "aftersales_staff", Do: "record", Medium: contract.ByPhone, Verdict: contract.Satisfied,
			})
		}
	}
	d.plans(d.due(weeks).Add(time.Hour), entry{Who: "aftersales_manager", Do: "close"})
	d.plays()
	d.wasWhole(weeks, missed)
	d.wasShort(3)
}

// newDecade is a customer of cement who is called each week, whatever the season.
func newDecade(t *testing.T) *decade {
	t.Helper()
	d := newCycle(t, diary{
		Profile: "cement", kind: contract.ReturnVisit, Steps: []entry{{At: "2026-03-02 09:00", Cycle: "regular_call"}},
		Instead: []change{{Of: "low_season: {value: 1 half month, clause: R7-3b}", Put: "low_season: {value: 1 week, clause: R7-3b}"}},
	})
	d.plans(d.first, entry{Who: "aftersales_staff", Do: "open", Cycle: "regular_call", Assignee: "aftersales_staff"})
	return d
}

func newCycle(t *testing.T, opening diary) *decade {
	t.Helper()
	d := &decade{renew: contract.DefaultRenew, first: moment(t, opening.Steps[0].At)}
	d.stage = newStage(t, opening)
	return d
}

func (d *decade) plans(at time.Time, e entry) { d.plan = append(d.plan, planned{at: at, e: e}) }

// due is when a visit must have been made: each a week after the last.
func (d *decade) due(visit int) time.Time {
	y, m, day := d.first.Date()
	return time.Date(y, m, day+7*visit, 18, 0, 0, 0, business)
}

// plays runs the case until it is ended, each run with what the last one left.
func (d *decade) plays() {
	d.t.Helper()
	start, at := contract.Start[contract.ReturnVisitState]{Case: d.caseID, Renew: d.renew}, d.first
	for {
		d.fresh(at)
		d.env.ExecuteWorkflow(contract.WorkflowReturnVisit, start)
		err := d.env.GetWorkflowError()
		var anew *workflow.ContinueAsNewError
		over := !errors.As(err, &anew)
		d.closes(over)
		if over {
			if err != nil {
				d.t.Fatal(err)
			}
			return
		}
		at = d.env.Now()
		start = contract.Start[contract.ReturnVisitState]{}
		if err := converter.GetDefaultDataConverter().FromPayloads(anew.Input, &start); err != nil {
			d.t.Fatal(err)
		}
	}
}

// closes writes down what a run has added. That an alarm is taken away in the last task isn't told: a case that is over has none.
func (d *decade) closes(over bool) {
	d.run[continued]++
	if over {
		d.run[continued], d.run[ended] = 0, 1
		d.run[alarmTaken] = d.run[alarmSet] - d.run[alarmRang]
	}
	d.runs = append(d.runs, d.run)
}

// fresh is the environment of the next run, with all that is still to happen.
func (d *decade) fresh(at time.Time) {
	d.env = d.NewTestWorkflowEnvironment()
	d.env.SetStartTime(at)
	d.env.SetTestTimeout(2 * time.Minute)
	d.env.RegisterWorkflowWithOptions(workflows.ReturnVisit, workflow.RegisterOptions{Name: contract.WorkflowReturnVisit})
	d.env.RegisterActivityWithOptions(func(ctx context.Context, in contract.Record) (contract.Recorded, error) {
		if d.slow && activity.GetInfo(ctx).IsLocalActivity {
			return contract.Recorded{}, temporal.NewNonRetryableApplicationError("the books are away", "Away", nil)
		}
		return d.ledger.Record(ctx, in)
	}, activity.RegisterOptions{Name: contract.ActivityRecord})
	d.run = written{started: 1}
	d.counts()
	for i := range d.plan {
		if p := &d.plan[i]; !p.handled {
			d.env.RegisterDelayedCallback(func() { d.sends(p) }, p.at.Sub(d.env.Now()))
		}
	}
}

// counts has the environment tell what is done. Updates are counted where they are sent.
func (d *decade) counts() {
	did := func(types ...eventType) {
		for _, k := range types {
			d.run[k]++
		}
	}
	d.env.SetOnTimerScheduledListener(func(string, time.Duration) { did(alarmSet) })
	d.env.SetOnTimerCanceledListener(func(string) { did(alarmTaken) })
	d.env.SetOnTimerFiredListener(func(string) { d.wakes(); did(alarmRang) })
	d.env.SetOnLocalActivityCompletedListener(func(*activity.Info, converter.EncodedValue, error) { did(answered) })
	d.env.SetOnActivityCompletedListener(func(*activity.Info, converter.EncodedValue, error) {
		d.wakes()
		did(detourSent, detourTaken, detourEnded)
	})
}

// wakes lets the workflow see how long its history was when its task began: what the task adds it sees in the next one.
func (d *decade) wakes() { d.env.SetCurrentHistoryLength(d.run.most()) }

// sends sends a command, and once more in the next run what this one didn't take: as the sender does.
func (d *decade) sends(p *planned) {
	if p.sent == nil {
		cmd, _, err := d.receive(p.e)
		if err != nil {
			d.t.Fatal(err)
		}
		p.sent = &cmd
	}
	m, err := p.sent.Message()
	if err != nil {
		d.t.Fatal(err)
	}
	update := contract.UpdateAct
	if m.Action == contract.Open {
		update = contract.UpdateOpen
	}
	d.wakes()
	d.env.UpdateWorkflow(update, p.sent.ID, &testsuite.TestUpdateCallback{
		OnAccept: func() { d.run[accepted]++ },
		OnReject: func(err error) { d.t.Errorf("%s at %s: %v", p.e.Do, d.env.Now(), err) },
		OnComplete: func(result any, err error) {
			p.handled = true
			d.run[completed]++
			if r, ok := result.(contract.Receipt); err != nil || ok && r.Refusal != nil {
				d.t.Errorf("%s at %s: %v %v", p.e.Do, d.env.Now(), err, r.Refusal)
			}
		},
	}, m)
}

// wasShort holds every run below the most events that one may have.
func (d *decade) wasShort(renewals int) {
	d.t.Helper()
	if len(d.runs) <= renewals {
		d.t.Errorf("a poor test: it began anew %d times", len(d.runs)-1)
	}
	var lengths []int
	for _, run := range d.runs {
		lengths = append(lengths, run.most())
	}
	if longest := slices.Max(lengths); longest >= mostEvents {
		d.t.Errorf("a run had %d events, want fewer than %d", longest, mostEvents)
	}
	d.t.Logf("events of each run: %v", lengths)
}

// wasWhole compares the books with so many weeks: each visit owed once, due when it should be, and kept or missed.
func (d *decade) wasWhole(weeks int, missed func(visit int) bool) {
	d.t.Helper()
	var owed []models.Obligation
	d.find(&owed, "case_id = ? AND duty = 'visit'", "opened_seq")
	if len(owed) != weeks+1 { // one more was owed when the cycle was ended
		d.t.Fatalf("%d visits were owed in %d weeks", len(owed), weeks)
	}
	for i, o := range owed {
		visit := i + 1
		want, state := "kept", map[bool]string{true: "kept"}[o.State == models.ObligationFulfilled && o.BreachedAt == nil]
		if missed(visit) {
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
		if !missed(visit) {
			want = append(want, fmt.Sprint(visit))
		}
	}
	if !slices.Equal(made, want) {
		d.t.Errorf("visits made %v\nwant %v", made, want)
	}
}

package workflows_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/workflow"

	"carebook/contract"
	"carebook/policies"
	"carebook/workflows"
)

// dawn is where scenes begin. It lies ahead: the second attempt of a local activity has a deadline by the case's clock, but
// runs by the machine's.
var dawn = time.Date(2100, 3, 2, 1, 0, 0, 0, time.UTC)

// books are a ledger of one case in memory: no rights, no calendar, but design 5.5 to the letter. Where a test must decide
// what the books answer, when and whether, the diaries' real ledger is too honest.
type books struct {
	t      *testing.T
	now    func() time.Time
	mu     sync.Mutex
	events []contract.Event
	calls  []contract.Record
	clocks map[string][]contract.Mark // by duty: marks that count from the zero moment
	terms  policies.ComplaintTerms
	delay  time.Duration // by which a new edition of the calendar moves everything

	// fault may answer in the ledger's place, or let it work and lose the answer.
	fault func(call int, in contract.Record) (contract.Recorded, error, bool)
}

// after is a mark some time after its duty began.
func after(d time.Duration, kind contract.MarkKind) contract.Mark {
	return contract.Mark{At: time.Time{}.Add(d), Kind: kind, To: "general_manager", Clause: "V13-2.9"}
}

var errAway = errors.New("the books are away")

// enough calls for any test here: a process that asks for ever would eat the machine.
const enough = 200

func (b *books) Record(_ context.Context, in contract.Record) (contract.Recorded, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.calls = append(b.calls, in)
	if len(b.calls) > enough {
		return contract.Recorded{}, temporal.NewNonRetryableApplicationError("asked for ever", "Endless", nil)
	}
	if b.fault != nil {
		if out, err, answered := b.fault(len(b.calls), in); answered {
			return out, err
		}
	}
	return b.answer(in), nil
}

func (b *books) answer(in contract.Record) (out contract.Recorded) {
	out.Outcome, out.Events = contract.Behind, copied(b.events[in.After:])
	done := slices.ContainsFunc(b.events, func(e contract.Event) bool { return e.Effect == in.Effect.Key() })
	switch {
	case done:
		out.Outcome = contract.Repeated
	case len(out.Events) == 0 && !in.Effect.IsZero():
		out.Outcome, out.Events = contract.Written, []contract.Event{b.write(in)}
	}
	if in.After == 0 && len(b.events) > 0 {
		out.Terms = &b.terms
	}
	return out
}

// write turns a proposal into an event, as the ledger does, and counts every clock from its own beginning.
func (b *books) write(in contract.Record) contract.Event {
	p := in.Proposal
	e := contract.Event{
		Seq: int64(len(b.events) + 1), Type: p.Type, Effect: in.Effect.Key(), Actor: "actor", At: b.now(), Status: p.Status,
		Facts: p.Facts, Settled: p.Settle, Fired: p.Fire,
	}
	for _, o := range p.Owe {
		if !b.terms.Has(o.Duty) {
			continue
		}
		e.Opened = append(e.Opened, b.obligation(o, e.Seq))
	}
	state := workflows.Fold(contract.ComplaintState{}, copied(b.events)...)
	for _, m := range p.Move {
		i := slices.IndexFunc(state.Obligations, func(o contract.Obligation) bool { return o.ID == m.ID })
		moved := state.Obligations[i]
		moved.Person = m.Person
		e.Moved = append(e.Moved, moved)
	}
	if p.Clock == contract.Go {
		for _, o := range state.Obligations {
			e.Moved = append(e.Moved, later(o, b.now().Sub(*state.PausedAt)))
		}
	}
	if p.Type == contract.EventRecounted {
		for _, o := range state.Obligations {
			e.Moved = append(e.Moved, later(o, b.delay))
		}
	}
	b.events = append(b.events, copied([]contract.Event{e})...)
	return e
}

func (b *books) obligation(o contract.Owe, seq int64) contract.Obligation {
	ob := contract.Obligation{
		ID: fmt.Sprintf("%s-%d", o.Duty, seq), Duty: o.Duty, Role: "manager", Person: o.Person, Clause: "V13-2.9",
		Since: o.Since, Due: o.Since.Add(24 * time.Hour),
	}
	for i, m := range b.clocks[o.Duty] {
		m.N, m.At = i+1, o.Since.Add(m.At.Sub(time.Time{}))
		ob.Marks = append(ob.Marks, m)
	}
	return ob
}

func later(o contract.Obligation, d time.Duration) contract.Obligation {
	o.Due, o.Marks = o.Due.Add(d), slices.Clone(o.Marks)
	for i := range o.Marks {
		if !o.Marks[i].Fired {
			o.Marks[i].At = o.Marks[i].At.Add(d)
		}
	}
	return o
}

// happens writes an event that the workflow isn't told of.
func (b *books) happens(p contract.Proposal) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.write(contract.Record{Effect: contract.Effect{Command: fmt.Sprintf("unseen-%d", len(b.events))}, Proposal: p})
}

// state is what the books' events add up to.
func (b *books) state() contract.ComplaintState {
	s := workflows.Fold(contract.ComplaintState{}, copied(b.events)...)
	if s.Seq > 0 {
		s.Terms = &b.terms
	}
	return s
}

func (b *books) types() (types []string) {
	for _, e := range b.events {
		types = append(types, e.Type)
	}
	return types
}

// copied are events as they come out of the books, sharing nothing.
func copied(events []contract.Event) (out []contract.Event) {
	data, err := json.Marshal(events)
	if err == nil {
		err = json.Unmarshal(data, &out)
	}
	if err != nil {
		panic(err)
	}
	return out
}

// scene is one complaint in the SDK's test environment, before books in memory.
type scene struct {
	testsuite.WorkflowTestSuite
	t      *testing.T
	env    *testsuite.TestWorkflowEnvironment
	books  *books
	start  contract.Start[contract.ComplaintState]
	timers []string // what became of them, with the moment
	most   int      // timers that ran at once

	receipts map[string]contract.Receipt  // by update
	rejected map[string]*contract.Refusal // by update
}

func newScene(t *testing.T) *scene {
	t.Helper()
	s := &scene{
		t: t, start: contract.Start[contract.ComplaintState]{Case: "case", Renew: contract.DefaultRenew},
		receipts: map[string]contract.Receipt{}, rejected: map[string]*contract.Refusal{},
	}
	s.SetLogger(log.NewStructuredLogger(slog.New(slog.DiscardHandler)))
	s.env = s.NewTestWorkflowEnvironment()
	s.env.SetStartTime(dawn)
	s.env.SetTestTimeout(20 * time.Second)
	s.books = &books{t: t, now: func() time.Time { return s.env.Now().UTC() }, clocks: map[string][]contract.Mark{}}
	s.books.terms.Severities.Value = []string{contract.Ordinary, contract.Major}
	s.books.terms.MajorKinds.Value = []string{"repeated"}
	s.books.terms.HandledEvent.Value = string(contract.Told)
	s.books.terms.Authority = policies.Authority{{Role: "manager", Clause: "A-13"}}
	s.env.RegisterWorkflowWithOptions(workflows.Complaint, workflow.RegisterOptions{Name: contract.WorkflowComplaint})
	s.env.RegisterActivityWithOptions(s.books.Record, activity.RegisterOptions{Name: contract.ActivityRecord})
	s.watchTimers()
	return s
}

// localRetry is the pause between two attempts of a local activity. Only the test environment makes it a timer.
const localRetry = 200 * time.Millisecond

// watchTimers notes every timer of the case, and how many ran at once whenever time went on.
func (s *scene) watchTimers() {
	running, last := map[string]bool{}, dawn
	note := func(what string) {
		if now := s.env.Now(); now.After(last) {
			s.most, last = max(s.most, len(running)), now
		}
		s.timers = append(s.timers, last.Sub(dawn).String()+" "+what)
	}
	s.env.SetOnTimerScheduledListener(func(id string, d time.Duration) {
		if d != localRetry {
			note("set for " + d.String())
			running[id] = true
		}
	})
	gone := func(id, how string) {
		if running[id] {
			note(how)
			delete(running, id)
		}
	}
	s.env.SetOnTimerFiredListener(func(id string) { gone(id, "rang") })
	s.env.SetOnTimerCanceledListener(func(id string) {
		gone(id, "taken away")
		// The environment tells of the new timer before it tells of the old one.
		if n := len(s.timers); n >= 2 && len(running) > 0 {
			s.timers[n-1], s.timers[n-2] = s.timers[n-2], s.timers[n-1]
		}
	})
}

// at lets something happen some time after the start.
func (s *scene) at(d time.Duration, do func()) { s.env.RegisterDelayedCallback(do, d) }

// opens sends the opening.
func (s *scene) opens() {
	s.update(contract.UpdateOpen, "opening", contract.Message{Command: "opening", Action: contract.Open, Actor: "actor", At: s.env.Now()})
}

// does sends a later command; its name is the command's id.
func (s *scene) does(name string, action contract.Action, f contract.Facts) {
	s.update(contract.UpdateAct, name, contract.Message{Command: name, Action: action, Actor: "actor", At: s.env.Now(), Facts: f})
}

func (s *scene) notes(name string) { s.does(name, contract.Note, contract.Facts{}) }

// voids ends the case, so that the environment needn't wait for nothing.
func (s *scene) voids() { s.does("void", contract.Void, contract.Facts{}) }

func (s *scene) update(update, id string, args ...any) {
	s.env.UpdateWorkflow(update, id, &testsuite.TestUpdateCallback{
		OnAccept: func() {},
		OnReject: func(err error) {
			var app *temporal.ApplicationError
			var refusal contract.Refusal
			if !errors.As(err, &app) || app.Type() != contract.RejectedType || app.Details(&refusal) != nil {
				s.t.Errorf("%s rejected with %v", id, err)
			}
			s.rejected[id] = &refusal
		},
		OnComplete: func(result any, err error) {
			if err != nil {
				s.t.Errorf("%s: %v", id, err)
				return
			}
			if _, twice := s.receipts[id]; twice {
				s.t.Errorf("%s was answered twice", id)
			}
			s.receipts[id] = result.(contract.Receipt)
		},
	}, args...)
}

// plays runs the case as far as it goes.
func (s *scene) plays() {
	s.t.Helper()
	s.env.ExecuteWorkflow(contract.WorkflowComplaint, s.start)
	if !s.env.IsWorkflowCompleted() {
		s.t.Fatal("the case goes on")
	}
	if s.most > 1 {
		s.t.Errorf("%d timers at once: %q", s.most, s.timers)
	}
}

// ends runs the case to its end.
func (s *scene) ends() contract.CaseEnd {
	s.t.Helper()
	s.plays()
	var end contract.CaseEnd
	if err := s.env.GetWorkflowResult(&end); err != nil {
		s.t.Fatal(err)
	}
	return end
}

// notOpened runs the case and expects that it fails as one that nobody opened.
func (s *scene) notOpened() {
	s.t.Helper()
	s.plays()
	var app *temporal.ApplicationError
	if err := s.env.GetWorkflowError(); !errors.As(err, &app) || app.Type() != "NotOpened" || !app.NonRetryable() {
		s.t.Errorf("ended with %v", err)
	}
}

func (s *scene) state() (state contract.ComplaintState) {
	s.t.Helper()
	value, err := s.env.QueryWorkflow(contract.QueryState)
	if err == nil {
		err = value.Get(&state)
	}
	if err != nil {
		s.t.Fatal(err)
	}
	return state
}

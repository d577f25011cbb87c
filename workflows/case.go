package workflows

import (
	"errors"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"carebook/contract"
	"carebook/workflows/flow"
)

// openWithin is how long a started workflow waits for its opening command before it gives up.
const openWithin = time.Minute

// A family is what one kind of process adds to the case that all kinds share: what it knows, which steps it has, and what
// each leads to. It judges and proposes; the ledger decides, and only learn changes what it knows.
type family interface {
	kase() *contract.CaseState
	state() any // all that it knows: what a query shows and the next run begins with
	opened(contract.Message) contract.Proposal
	may(contract.Message) *contract.Refusal // nil: the command can be carried out in the present state
	Choices(contract.Action) map[string][]string
	propose(contract.Message) (contract.Proposal, *contract.Refusal)
	fired(contract.Fire) contract.Proposal // what follows from a mark
	learn(contract.Event)
	pin(contract.Recorded) // keeps the terms that come with the opening event
}

// A busy family has something to do by itself beside its clocks: the record that is next, and when its turn comes; zero for nothing.
type busy interface {
	work(now time.Time) (contract.Record, time.Time)
}

// process carries one case from its opening to its end.
//
// Its state is a fold over the answers of the ledger. Handlers put facts before the ledger and apply what it wrote; the
// main line keeps the promises: one alarm, set to the earliest mark of all open obligations.
type process struct {
	family
	kind    contract.Kind
	id      string
	renewAt int // events or updates
	lock    workflow.Mutex
	alarm   flow.Alarm
	refused bool // the ledger refused the opening
	stirred bool // something was applied since the main line last looked
	updates int  // handled in this run
}

func run(ctx workflow.Context, kind contract.Kind, id string, renewAt int, f family) (contract.CaseEnd, error) {
	p := &process{family: f, kind: kind, id: id, renewAt: renewAt, lock: workflow.NewMutex(ctx)}
	for _, stage := range []func(workflow.Context) error{p.listen, p.awaitOpening, p.keepPromises} {
		if err := stage(ctx); err != nil {
			return contract.CaseEnd{}, err
		}
	}
	err := p.drain(ctx)
	return contract.CaseEnd{Seq: p.kase().Seq, Status: p.kase().Status}, err
}

func (p *process) listen(ctx workflow.Context) error {
	return errors.Join(
		workflow.SetQueryHandler(ctx, contract.QueryState, func() (any, error) { return p.state(), nil }),
		workflow.SetQueryHandler(ctx, contract.QueryActions, p.actions),
		workflow.SetUpdateHandler(ctx, contract.UpdateOpen, p.open),
		workflow.SetUpdateHandler(ctx, contract.UpdateSync, p.sync),
		workflow.SetUpdateHandler(ctx, contract.UpdateRecount, p.recount),
		workflow.SetUpdateHandlerWithOptions(ctx, contract.UpdateAct, p.act, workflow.UpdateHandlerOptions{
			Validator: func(m contract.Message) error { return rejected(p.may(m)) },
		}),
	)
}

// awaitOpening fails the workflow when nobody opens the case: a started workflow without a case must not linger.
func (p *process) awaitOpening(ctx workflow.Context) error {
	if p.begun() {
		return nil
	}
	p.alarm.Set(ctx, workflow.Now(ctx).Add(openWithin))
	err := workflow.Await(ctx, func() bool {
		return p.begun() || p.refused || (p.alarm.Rang() && !p.lock.IsLocked())
	})
	if err != nil || p.begun() {
		return err
	}
	if err := p.drain(ctx); err != nil || p.begun() {
		return err
	}
	return temporal.NewNonRetryableApplicationError("not opened", "NotOpened", nil)
}

func (p *process) begun() bool { return p.kase().Seq > 0 }

// keepPromises fires every mark whose moment has come, and does the case's own work, until it has ended or its history has grown old.
func (p *process) keepPromises(ctx workflow.Context) error {
	for {
		turn, err := p.doWork(ctx)
		switch {
		case err != nil:
			return err
		case p.kase().Status.Ended():
			p.alarm.Set(ctx, time.Time{})
			return nil
		case p.old(ctx):
			return p.renew(ctx)
		}
		p.alarm.Set(ctx, sooner(turn, p.kase().NextMark()))
		p.stirred = false
		if err := workflow.Await(ctx, func() bool { return p.stirred || p.alarm.Rang() }); err != nil {
			return err
		}
		if p.alarm.Rang() {
			p.alarm.Clear()
			if err := p.fireDue(ctx); err != nil {
				return err
			}
		}
	}
}

// doWork does what is the case's turn to do by itself, and says when there will be more; zero when there won't.
func (p *process) doWork(ctx workflow.Context) (time.Time, error) {
	w, works := p.family.(busy)
	for works && !p.old(ctx) {
		if err := p.lock.Lock(ctx); err != nil {
			return time.Time{}, err
		}
		rec, turn := w.work(workflow.Now(ctx))
		if turn.IsZero() || turn.After(workflow.Now(ctx)) {
			p.lock.Unlock()
			return turn, nil
		}
		rec.Effect.Case = p.id
		_, err := p.record(ctx, rec)
		p.lock.Unlock()
		if err != nil {
			return time.Time{}, err
		}
	}
	return time.Time{}, nil
}

// sooner is the earlier of two moments; zero is none.
func sooner(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// fireDue hands the marks whose time has come to the ledger, one effect each, missed reminders folded into one.
func (p *process) fireDue(ctx workflow.Context) error {
	for {
		if err := p.lock.Lock(ctx); err != nil {
			return err
		}
		fire, due := p.kase().DueMark(workflow.Now(ctx))
		if !due {
			p.lock.Unlock()
			return nil
		}
		_, err := p.record(ctx, contract.Record{
			Effect:   contract.Effect{Obligation: fire.Obligation, Mark: fire.Mark},
			At:       workflow.Now(ctx),
			Proposal: p.fired(fire),
		})
		p.lock.Unlock()
		if err != nil {
			return err
		}
	}
}

// open carries the opening command. It has no validator: its refusal must end this workflow, not only the update.
func (p *process) open(ctx workflow.Context, m contract.Message) (contract.Receipt, error) {
	return p.handle(ctx, m, func() (contract.Proposal, *contract.Refusal) { return p.opened(m), nil })
}

// act carries every later command.
func (p *process) act(ctx workflow.Context, m contract.Message) (contract.Receipt, error) {
	return p.handle(ctx, m, func() (contract.Proposal, *contract.Refusal) { return p.propose(m) })
}

// sync asks the books what this workflow has missed, and lets the main line look at its marks again.
func (p *process) sync(ctx workflow.Context) (contract.Receipt, error) {
	p.updates++
	if err := p.lock.Lock(ctx); err != nil {
		return contract.Receipt{}, err
	}
	defer p.lock.Unlock()
	_, err := p.record(ctx, contract.Record{})
	return p.receipt(), err
}

// recount lets the ledger count what the case owes by a new edition of its calendar. A paused case is counted when it goes
// on; one that has ended owes nothing.
func (p *process) recount(ctx workflow.Context, in contract.Recount) (contract.Receipt, error) {
	p.updates++
	if err := p.lock.Lock(ctx); err != nil {
		return contract.Receipt{}, err
	}
	defer p.lock.Unlock()
	for k := p.kase(); k.Seq > 0 && k.PausedAt == nil && !k.Status.Ended(); {
		rec, err := p.record(ctx, contract.Record{
			Effect: contract.Effect{Case: p.id, Calendar: in.Calendar}, At: workflow.Now(ctx),
			Proposal: contract.Proposal{Type: contract.EventRecounted, Status: k.Status},
		})
		if err != nil || rec.Outcome != contract.Behind {
			return p.answer(rec), err
		}
	}
	return p.receipt(), nil
}

// handle takes a command to the ledger under the case's lock. The ledger may know events that this workflow doesn't: they
// are applied, and the command is judged again by the state they lead to.
func (p *process) handle(
	ctx workflow.Context, m contract.Message, propose func() (contract.Proposal, *contract.Refusal),
) (contract.Receipt, error) {
	p.updates++
	if err := p.lock.Lock(ctx); err != nil {
		return contract.Receipt{}, err
	}
	defer p.lock.Unlock()
	for {
		proposal, refusal := propose()
		if refusal != nil {
			return p.refusal(refusal), nil
		}
		rec, err := p.record(ctx, contract.Record{Effect: contract.Effect{Command: m.Command}, Proposal: proposal})
		if err != nil {
			return contract.Receipt{}, err
		}
		if rec.Outcome == contract.Refuse {
			p.refused = !p.begun()
			return p.refusal(rec.Refusal), nil
		}
		if rec.Outcome != contract.Behind {
			return p.answer(rec), nil
		}
	}
}

// record goes through the ledger door and applies what comes back: the only place where state changes.
func (p *process) record(ctx workflow.Context, in contract.Record) (contract.Recorded, error) {
	in.Kind, in.Case, in.After = p.kind, p.id, p.kase().Seq
	rec, err := flow.Record(ctx, in)
	if err != nil {
		return rec, err
	}
	p.pin(rec)
	for _, e := range rec.Events {
		if p.kase().Apply(e) {
			p.learn(e)
		}
		p.stirred = true
	}
	return rec, nil
}

func (p *process) receipt() contract.Receipt {
	k := p.kase()
	r := contract.Receipt{Seq: k.Seq, Status: k.Status}
	if due := k.NextDue(); !due.IsZero() {
		r.NextDue = &due
	}
	return r
}

// answer is the receipt of a command: the first and every repeated one name its own event, whatever has happened since.
// Ledgers of earlier days didn't say which that was.
func (p *process) answer(rec contract.Recorded) contract.Receipt {
	r := p.receipt()
	if rec.Seq > 0 {
		r.Seq, r.Status = rec.Seq, rec.Status
	}
	return r
}

func (p *process) refusal(why *contract.Refusal) contract.Receipt {
	return contract.Receipt{Seq: p.kase().Seq, Status: p.kase().Status, Refusal: why}
}

// drain waits until no handler runs: a workflow that ends or renews itself under a handler would lose its answer.
func (p *process) drain(ctx workflow.Context) error {
	return workflow.Await(ctx, func() bool { return workflow.AllHandlersFinished(ctx) })
}

// old reports whether this run's history should begin anew: when the server suggests it, or after so many events or updates.
func (p *process) old(ctx workflow.Context) bool {
	info := workflow.GetInfo(ctx)
	return info.GetContinueAsNewSuggested() || info.GetCurrentHistoryLength() >= p.renewAt || p.updates >= p.renewAt
}

// renew carries the whole state over into a new run.
func (p *process) renew(ctx workflow.Context) error {
	if err := p.drain(ctx); err != nil {
		return err
	}
	return workflow.NewContinueAsNewError(ctx, p.kind.Workflow(), contract.Start[any]{Case: p.id, Renew: p.renewAt, State: p.state()})
}

// rejected turns a refusal into the error of a validator; nothing refused enters the history.
func rejected(r *contract.Refusal) error {
	if r == nil {
		return nil
	}
	return temporal.NewApplicationError(r.Error(), contract.RejectedType, *r)
}

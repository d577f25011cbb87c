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

// Complaint handles one complaint from request to result report (PF-01).
//
// Its state is a fold over the answers of the ledger. Handlers put facts before the ledger and apply what it wrote; the
// main line keeps the promises: one alarm, set to the earliest mark of all open obligations.
func Complaint(ctx workflow.Context, start contract.ComplaintStart) (contract.ComplaintEnd, error) {
	c := &complaint{ComplaintState: start.State, start: start, lock: workflow.NewMutex(ctx)}
	if err := c.listen(ctx); err != nil {
		return contract.ComplaintEnd{}, err
	}
	if err := c.awaitOpening(ctx); err != nil {
		return contract.ComplaintEnd{}, err
	}
	if err := c.keepPromises(ctx); err != nil {
		return contract.ComplaintEnd{}, err
	}
	err := c.drain(ctx)
	return contract.ComplaintEnd{Seq: c.Seq, Status: c.Status}, err
}

type complaint struct {
	contract.ComplaintState
	start   contract.ComplaintStart
	lock    workflow.Mutex
	alarm   flow.Alarm
	refused bool // the ledger refused the opening
	stirred bool // something was applied since the main line last looked
	updates int  // handled in this run
}

func (c *complaint) listen(ctx workflow.Context) error {
	return errors.Join(
		workflow.SetQueryHandler(ctx, contract.QueryState, func() (contract.ComplaintState, error) {
			return c.ComplaintState, nil
		}),
		workflow.SetUpdateHandler(ctx, contract.UpdateOpen, c.open),
		workflow.SetUpdateHandler(ctx, contract.UpdateSync, c.sync),
		workflow.SetUpdateHandler(ctx, contract.UpdateRecount, c.recount),
		workflow.SetUpdateHandlerWithOptions(ctx, contract.UpdateAct, c.act, workflow.UpdateHandlerOptions{
			Validator: func(m contract.Message) error { return rejected(c.may(m)) },
		}),
	)
}

// awaitOpening fails the workflow when nobody opens the case: a started workflow without a case must not linger.
func (c *complaint) awaitOpening(ctx workflow.Context) error {
	if c.Seq > 0 {
		return nil
	}
	c.alarm.Set(ctx, workflow.Now(ctx).Add(openWithin))
	err := workflow.Await(ctx, func() bool {
		return c.Seq > 0 || c.refused || (c.alarm.Rang() && !c.lock.IsLocked())
	})
	if err != nil || c.Seq > 0 {
		return err
	}
	if err := c.drain(ctx); err != nil || c.Seq > 0 {
		return err
	}
	return temporal.NewNonRetryableApplicationError("not opened", "NotOpened", nil)
}

// keepPromises fires every mark whose moment has come, until the case has ended or its history has grown old.
func (c *complaint) keepPromises(ctx workflow.Context) error {
	for !c.Status.Ended() {
		if c.old(ctx) {
			return c.renew(ctx)
		}
		c.alarm.Set(ctx, c.nextMark())
		c.stirred = false
		if err := workflow.Await(ctx, func() bool { return c.stirred || c.alarm.Rang() }); err != nil {
			return err
		}
		if c.alarm.Rang() {
			c.alarm.Clear()
			if err := c.fireDue(ctx); err != nil {
				return err
			}
		}
	}
	c.alarm.Set(ctx, time.Time{})
	return nil
}

// fireDue hands the marks whose time has come to the ledger, one effect each, missed reminders folded into one.
func (c *complaint) fireDue(ctx workflow.Context) error {
	for {
		if err := c.lock.Lock(ctx); err != nil {
			return err
		}
		fire, due := c.dueMark(workflow.Now(ctx))
		if !due {
			c.lock.Unlock()
			return nil
		}
		_, err := c.record(ctx, contract.Record{
			Effect:   contract.Effect{Obligation: fire.Obligation, Mark: fire.Mark},
			At:       workflow.Now(ctx),
			Proposal: c.fired(fire),
		})
		c.lock.Unlock()
		if err != nil {
			return err
		}
	}
}

// open carries the opening command. It has no validator: its refusal must end this workflow, not only the update.
func (c *complaint) open(ctx workflow.Context, m contract.Message) (contract.Receipt, error) {
	return c.handle(ctx, m, func() (contract.Proposal, *contract.Refusal) { return c.opened(m), nil })
}

// act carries every later command.
func (c *complaint) act(ctx workflow.Context, m contract.Message) (contract.Receipt, error) {
	return c.handle(ctx, m, func() (contract.Proposal, *contract.Refusal) { return c.propose(m) })
}

// sync asks the books what this workflow has missed, and lets the main line look at its marks again.
func (c *complaint) sync(ctx workflow.Context) (contract.Receipt, error) {
	c.updates++
	if err := c.lock.Lock(ctx); err != nil {
		return contract.Receipt{}, err
	}
	defer c.lock.Unlock()
	_, err := c.record(ctx, contract.Record{})
	return c.receipt(), err
}

// recount lets the ledger count what the case owes by a new edition of its calendar. A paused case is counted when it goes
// on; one that has ended owes nothing.
func (c *complaint) recount(ctx workflow.Context, in contract.Recount) (contract.Receipt, error) {
	c.updates++
	if err := c.lock.Lock(ctx); err != nil {
		return contract.Receipt{}, err
	}
	defer c.lock.Unlock()
	for c.Seq > 0 && c.PausedAt == nil && !c.Status.Ended() {
		rec, err := c.record(ctx, contract.Record{
			Effect: contract.Effect{Case: c.start.Case, Calendar: in.Calendar}, At: workflow.Now(ctx),
			Proposal: contract.Proposal{Type: contract.EventRecounted, Status: c.Status},
		})
		if err != nil || rec.Outcome != contract.Behind {
			return c.answer(rec), err
		}
	}
	return c.receipt(), nil
}

// handle takes a command to the ledger under the case's lock. The ledger may know events that this workflow doesn't: they
// are applied, and the command is judged again by the state they lead to.
func (c *complaint) handle(
	ctx workflow.Context, m contract.Message, propose func() (contract.Proposal, *contract.Refusal),
) (contract.Receipt, error) {
	c.updates++
	if err := c.lock.Lock(ctx); err != nil {
		return contract.Receipt{}, err
	}
	defer c.lock.Unlock()
	for {
		proposal, refusal := propose()
		if refusal != nil {
			return c.refusal(refusal), nil
		}
		rec, err := c.record(ctx, contract.Record{Effect: contract.Effect{Command: m.Command}, Proposal: proposal})
		if err != nil {
			return contract.Receipt{}, err
		}
		if rec.Outcome == contract.Refuse {
			c.refused = c.Seq == 0
			return c.refusal(rec.Refusal), nil
		}
		if rec.Outcome != contract.Behind {
			return c.answer(rec), nil
		}
	}
}

// record goes through the ledger door and applies what comes back: the only place where state changes.
func (c *complaint) record(ctx workflow.Context, in contract.Record) (contract.Recorded, error) {
	in.Kind, in.Case, in.After = contract.Complaint, c.start.Case, c.Seq
	rec, err := flow.Record(ctx, in)
	if err != nil {
		return rec, err
	}
	if rec.Terms != nil {
		c.Terms = rec.Terms
	}
	for _, e := range rec.Events {
		c.apply(e)
		c.stirred = true
	}
	return rec, nil
}

func (c *complaint) receipt() contract.Receipt {
	r := contract.Receipt{Seq: c.Seq, Status: c.Status}
	if due := c.nextDue(); !due.IsZero() {
		r.NextDue = &due
	}
	return r
}

// answer is the receipt of a command: the first and every repeated one name its own event, whatever has happened since.
// Ledgers of earlier days didn't say which that was.
func (c *complaint) answer(rec contract.Recorded) contract.Receipt {
	r := c.receipt()
	if rec.Seq > 0 {
		r.Seq, r.Status = rec.Seq, rec.Status
	}
	return r
}

func (c *complaint) refusal(why *contract.Refusal) contract.Receipt {
	return contract.Receipt{Seq: c.Seq, Status: c.Status, Refusal: why}
}

// drain waits until no handler runs: a workflow that ends or renews itself under a handler would lose its answer.
func (c *complaint) drain(ctx workflow.Context) error {
	return workflow.Await(ctx, func() bool { return workflow.AllHandlersFinished(ctx) })
}

// old reports whether this run's history should begin anew: when the server suggests it, or after Renew events or updates.
func (c *complaint) old(ctx workflow.Context) bool {
	info := workflow.GetInfo(ctx)
	return info.GetContinueAsNewSuggested() || info.GetCurrentHistoryLength() >= c.start.Renew || c.updates >= c.start.Renew
}

// renew carries the whole state over into a new run.
func (c *complaint) renew(ctx workflow.Context) error {
	if err := c.drain(ctx); err != nil {
		return err
	}
	next := c.start
	next.State = c.ComplaintState
	return workflow.NewContinueAsNewError(ctx, contract.WorkflowComplaint, next)
}

// rejected turns a refusal into the error of a validator; nothing refused enters the history.
func rejected(r *contract.Refusal) error {
	if r == nil {
		return nil
	}
	return temporal.NewApplicationError(r.Error(), contract.RejectedType, *r)
}

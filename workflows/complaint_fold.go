package workflows

import (
	"slices"
	"time"

	"carebook/contract"
)

// apply folds one event of the ledger into the state. Nothing else changes it.
func (c *complaint) apply(e contract.Event) {
	if e.Seq <= c.Seq {
		return // the answer to a repeated effect starts where this workflow already is
	}
	c.Seq, c.Status = e.Seq, e.Status
	c.learn(e)
	for _, s := range e.Settled {
		c.Obligations = slices.DeleteFunc(c.Obligations, func(o contract.Obligation) bool { return o.ID == s.ID })
	}
	for _, moved := range e.Moved {
		if o := c.obligation(moved.ID); o != nil {
			*o = moved
		}
	}
	c.Obligations = append(c.Obligations, e.Opened...)
	if e.Fired != nil {
		c.strike(*e.Fired)
	}
}

// learn takes over what an event's type says about the case.
func (c *complaint) learn(e contract.Event) {
	switch e.Type {
	case contract.EventOpened:
		c.Round, c.Recipient = 1, e.Actor
	case contract.EventClassified:
		c.Severity = e.Facts.Severity
	case contract.EventAssigned:
		c.Handler = e.Facts.Assignee
	case contract.EventReassigned:
		if e.Facts.Obligation == "" {
			c.Handler = e.Facts.Assignee
		}
	case contract.EventReported:
		c.Amount = e.Facts.Amount
	case contract.EventRejected:
		c.Round, c.Amount, c.ResultReported = c.Round+1, 0, false
	case contract.EventResultReported:
		c.ResultReported = true
	case contract.EventPaused:
		at := e.At
		c.PausedAt = &at
	case contract.EventResumed:
		c.PausedAt = nil
	case contract.EventVoided, contract.EventWithdrawn:
		c.PausedAt = nil // what has ended isn't paused any more
	}
}

// strike notes that a mark has fired, and the reminders it stands for.
func (c *complaint) strike(f contract.Fire) {
	o := c.obligation(f.Obligation)
	if o == nil {
		return
	}
	for i := range o.Marks {
		if n := o.Marks[i].N; n == f.Mark || slices.Contains(f.Folded, n) {
			o.Marks[i].Fired = true
		}
	}
}

// nextMark is the earliest moment at which something must happen; zero when nothing must, as in a paused case.
func (c *complaint) nextMark() time.Time {
	if c.PausedAt != nil {
		return time.Time{}
	}
	var next time.Time
	for _, o := range c.Obligations {
		for _, m := range o.Marks {
			if !m.Fired && (next.IsZero() || m.At.Before(next)) {
				next = m.At
			}
		}
	}
	return next
}

// dueMark is the earliest mark whose moment has come. Reminders of one obligation that were missed together become one:
// the last of them, with the others folded in.
func (c *complaint) dueMark(now time.Time) (fire contract.Fire, due bool) {
	at := c.nextMark()
	if at.IsZero() || at.After(now) {
		return fire, false
	}
	for _, o := range c.Obligations {
		for _, m := range o.Marks {
			if m.Fired || !m.At.Equal(at) {
				continue
			}
			fire = contract.Fire{Obligation: o.ID, Mark: m.N, Kind: m.Kind}
			if m.Kind == contract.Remind {
				fire.Mark, fire.Folded = lastReminder(o, now)
			}
			return fire, true
		}
	}
	return fire, false
}

// lastReminder is the latest reminder of an obligation that has come, and the earlier ones it stands for.
func lastReminder(o contract.Obligation, now time.Time) (last int, folded []int) {
	for _, m := range o.Marks {
		if m.Fired || m.Kind != contract.Remind || m.At.After(now) {
			continue
		}
		if last != 0 {
			folded = append(folded, last)
		}
		last = m.N
	}
	return last, folded
}

// nextDue is the earliest due time of the open obligations; zero when the case owes nothing or is paused.
func (c *complaint) nextDue() time.Time {
	var next time.Time
	if c.PausedAt != nil {
		return next
	}
	for _, o := range c.Obligations {
		if next.IsZero() || o.Due.Before(next) {
			next = o.Due
		}
	}
	return next
}

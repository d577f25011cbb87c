package contract

import (
	"slices"
	"time"
)

// Start is the input of a case's workflow. State is empty at the first start and whole after continue-as-new.
type Start[S any] struct {
	Case  string `json:"case"`
	Renew int    `json:"renew"` // events or updates after which the history begins anew
	State S      `json:"state"`
}

// CaseState is what the workflow of every case knows, whatever its kind: a fold over the case's events.
type CaseState struct {
	Seq         int64        `json:"seq"`
	Status      Status       `json:"status,omitempty"`
	Recipient   string       `json:"recipient,omitempty"` // who opened the case
	Handler     string       `json:"handler,omitempty"`   // who is responsible
	PausedAt    *time.Time   `json:"paused_at,omitempty"`
	Obligations []Obligation `json:"obligations,omitempty"` // open ones, in the order of opening
}

// CaseEnd is the result of a case's workflow.
type CaseEnd struct {
	Seq    int64  `json:"seq"`
	Status Status `json:"status"`
}

// DefaultRenew is the number of events, or of updates, after which a case's history begins anew.
const DefaultRenew = 1000

// Apply folds one event into the state. It reports false for an event that the state holds already.
func (c *CaseState) Apply(e Event) bool {
	if e.Seq <= c.Seq {
		return false // the answer to a repeated effect starts where this workflow already is
	}
	c.Seq, c.Status = e.Seq, e.Status
	c.learn(e)
	for _, s := range e.Settled {
		c.Obligations = slices.DeleteFunc(c.Obligations, func(o Obligation) bool { return o.ID == s.ID })
	}
	for _, moved := range e.Moved {
		if o := c.Obligation(moved.ID); o != nil {
			*o = moved
		}
	}
	c.Obligations = append(c.Obligations, e.Opened...)
	if e.Fired != nil {
		c.strike(*e.Fired)
	}
	return true
}

// learn takes over what an event's type says about any case.
func (c *CaseState) learn(e Event) {
	switch e.Type {
	case EventOpened:
		c.Recipient = e.Actor
	case EventReassigned:
		if e.Facts.Obligation == "" {
			c.Handler = e.Facts.Assignee
		}
	case EventPaused:
		at := e.At
		c.PausedAt = &at
	case EventResumed:
		c.PausedAt = nil
	}
	if e.Status.Ended() {
		c.PausedAt = nil // what has ended isn't paused any more
	}
}

// strike notes that a mark has fired, and the reminders it stands for.
func (c *CaseState) strike(f Fire) {
	o := c.Obligation(f.Obligation)
	if o == nil {
		return
	}
	for i := range o.Marks {
		if n := o.Marks[i].N; n == f.Mark || slices.Contains(f.Folded, n) {
			o.Marks[i].Fired = true
		}
	}
}

// NextMark is the earliest moment at which something must happen; zero when nothing must, as in a paused case.
func (c *CaseState) NextMark() time.Time {
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

// DueMark is the earliest mark whose moment has come. Reminders of one obligation that were missed together become one:
// the last of them, with the others folded in.
func (c *CaseState) DueMark(now time.Time) (fire Fire, due bool) {
	at := c.NextMark()
	if at.IsZero() || at.After(now) {
		return fire, false
	}
	for _, o := range c.Obligations {
		for _, m := range o.Marks {
			if m.Fired || !m.At.Equal(at) {
				continue
			}
			fire = Fire{Obligation: o.ID, Mark: m.N, Kind: m.Kind}
			if m.Kind == Remind {
				fire.Mark, fire.Folded = lastReminder(o, now)
			}
			return fire, true
		}
	}
	return fire, false
}

// lastReminder is the latest reminder of an obligation that has come, and the earlier ones it stands for.
func lastReminder(o Obligation, now time.Time) (last int, folded []int) {
	for _, m := range o.Marks {
		if m.Fired || m.Kind != Remind || m.At.After(now) {
			continue
		}
		if last != 0 {
			folded = append(folded, last)
		}
		last = m.N
	}
	return last, folded
}

// NextDue is the earliest due time of the open obligations; zero when the case owes nothing or is paused.
func (c *CaseState) NextDue() time.Time {
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

// Owing is the open obligation of a duty, the first one of several; nil when there is none.
func (c *CaseState) Owing(duty string) *Obligation {
	return c.find(func(o Obligation) bool { return o.Duty == duty })
}

// OwingItem is the open obligation of a duty for an item; nil when there is none.
func (c *CaseState) OwingItem(duty, item string) *Obligation {
	return c.find(func(o Obligation) bool { return o.Duty == duty && o.Item == item })
}

// FulfilsItem ends the open obligation of a duty for an item as kept, if there is one.
func (c *CaseState) FulfilsItem(duty, item string) []Settle {
	if o := c.OwingItem(duty, item); o != nil {
		return []Settle{{ID: o.ID, How: Fulfilled}}
	}
	return nil
}

// Obligation is the open one with this id; nil when there is none.
func (c *CaseState) Obligation(id string) *Obligation {
	return c.find(func(o Obligation) bool { return o.ID == id })
}

func (c *CaseState) find(is func(Obligation) bool) *Obligation {
	if i := slices.IndexFunc(c.Obligations, is); i >= 0 {
		return &c.Obligations[i]
	}
	return nil
}

// Fulfils ends the open obligation of a duty as kept, if there is one.
func (c *CaseState) Fulfils(duty string) []Settle { return c.settle(duty, Fulfilled) }

// Cancels ends the open obligation of a duty as not needed any more, if there is one.
func (c *CaseState) Cancels(duty string) []Settle { return c.settle(duty, Cancelled) }

func (c *CaseState) settle(duty string, how How) []Settle {
	if o := c.Owing(duty); o != nil {
		return []Settle{{ID: o.ID, How: how}}
	}
	return nil
}

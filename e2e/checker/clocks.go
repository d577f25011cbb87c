package checker

import (
	"fmt"
	"slices"
	"time"
)

// owed is the duty that each status waits for: one of these, by the case's policy.
var owed = map[string][]string{
	"registered": {"classify"}, "classified": {"assign"}, "assigned": {"report", "investigate"}, "reported": {"decide"},
	"approved": {"tell"}, "told": {"answer"}, "accepted": {"close", "conclude"}, "not_upheld": {"close", "conclude"},
}

// duties (I4): an open case owes exactly what its status waits for, an ended one owes nothing, and the obligations are those
// that its events opened and settled.
func (c *check) duties() {
	owes := map[string][]obligation{}
	for _, o := range c.books.obligations {
		if o.State == "open" || o.State == "paused" {
			owes[o.Case] = append(owes[o.Case], o)
		}
	}
	for _, k := range c.books.cases {
		if due := owes[k.ID]; !k.Ended {
			c.owing(k, due)
		} else if len(due) > 0 {
			c.violated("I4", k.ID, "it has ended and still owes %v", duties(due))
		}
	}
	c.folded()
}

// owing judges what an open case owes by its kind; of an account its replay has.
func (c *check) owing(k kase, due []obligation) {
	switch k.Kind {
	case archive:
		c.shelved(k, due)
	case returnVisit:
		c.visiting(k, due)
	case lead:
		c.following(k, due)
	case loan:
		c.lends(k, due)
	case erasure:
		c.answering(k, due)
	case retention:
		c.keeping(k, due)
	case campaign:
		c.greets(k, due)
	case complaint:
		c.handled(k, duties(due))
	}
}

// handled: an open complaint owes exactly what its status waits for, or is waited for by its return visit.
func (c *check) handled(k kase, due []string) {
	n := 0
	for _, duty := range due {
		if slices.Contains(owed[k.Status], duty) {
			n++
		}
	}
	switch {
	case owed[k.Status] != nil && n != 1:
		c.violated("I4", k.ID, "%s: it owes %v, want one of %v", k.Status, due, owed[k.Status])
	case len(due) == 0 && !c.waits(k):
		c.violated("I4", k.ID, "%s: it is open and owes nothing", k.Status)
	}
}

// duties are the names of what is owed.
func duties(owed []obligation) (names []string) {
	for _, o := range owed {
		names = append(names, o.Duty)
	}
	return names
}

// folded compares the obligations with what the events say of them.
func (c *check) folded() {
	state, opened := map[string]string{}, map[string]int64{}
	paused := map[string]bool{}
	for _, e := range c.books.events {
		for _, o := range e.what.Opened {
			state[o.ID], opened[o.ID] = "open", e.Seq
		}
		for _, s := range e.what.Settled {
			if state[s.ID] != "open" {
				c.violated("I4", place(e.Stream, e.Seq), "it settles an obligation that isn't open")
			}
			state[s.ID] = s.How
			if s.How == "missed" { // and owed anew
				state[s.ID] = "cancelled"
			}
		}
		switch e.Type {
		case "paused":
			paused[e.Stream] = true
		case "resumed":
			paused[e.Stream] = false
		}
	}
	for _, o := range c.books.obligations {
		want := state[o.ID]
		if want == "open" && paused[o.Case] {
			want = "paused"
		}
		if o.State != want || o.OpenedSeq != opened[o.ID] {
			c.violated("I4", o.ID, "%s is %s since seq %d, its events say %q since %d", o.Duty, o.State, o.OpenedSeq, want, opened[o.ID])
		}
		delete(state, o.ID)
	}
	for id, s := range state {
		c.violated("I4", id, "an obligation was %s by an event and is not in the books", s)
	}
}

// overdue (I4): no mark whose moment is past, and whose case isn't paused, still waits. I5: none fired before its moment,
// none later than the tolerance after the service was there to fire it.
func (c *check) overdue() {
	for _, m := range c.books.marks {
		where, could := markPlace(m), c.could(m)
		switch m.State {
		case "waiting":
			if late := c.books.now.Sub(could); late > c.ev.Tolerance {
				c.violated("I4", where, "%s is past its moment by %s and hasn't fired", m.Kind, late)
			}
		case "fired", "folded":
			c.fired(m, where, could)
		}
		if m.LateMs.Valid && !m.Fired.Valid {
			c.violated("I5", where, "it hasn't fired, and is late by %d ms", m.LateMs.Int64)
		}
	}
}

func (c *check) fired(m mark, where string, could time.Time) {
	c.Counts.Fired++
	if by := m.Fired.Time.Sub(m.At).Milliseconds(); !m.LateMs.Valid || m.LateMs.Int64 != by {
		c.violated("I5", where, "it fired %d ms after its moment, and the books say %v", by, m.LateMs)
	}
	late := m.Fired.Time.Sub(could)
	if late > time.Second {
		c.Counts.Late++
	}
	switch {
	case !m.Fired.Valid || m.Fired.Time.Before(m.At):
		c.violated("I5", where, "%s fired at %s, before its moment %s", m.Kind, m.Fired.Time, m.At)
	case late > c.ev.Tolerance:
		c.violated("I5", where, "%s fired %s after it could", m.Kind, late)
	}
	if m.State == "fired" && len(c.effects[fmt.Sprintf("mark:%s:%d", m.Obligation, m.N)]) != 1 {
		c.violated("I2", where, "it has fired, with %d events", len(c.effects[fmt.Sprintf("mark:%s:%d", m.Obligation, m.N)]))
	}
	if m.State == "folded" && !c.stoodFor(m) {
		c.violated("I2", where, "it was folded, and no later reminder stands for it")
	}
}

// stoodFor reports whether exactly one event says that it stands for a folded mark.
func (c *check) stoodFor(m mark) bool {
	n := 0
	for _, e := range c.books.events {
		if f := e.what.Fired; f != nil && f.Obligation == m.Obligation && slices.Contains(f.Folded, m.N) && f.Mark > m.N {
			n++
		}
	}
	return n == 1 && m.Kind == "remind"
}

// could is the first moment at which the service was there to fire a mark: its own, or that at which its obligation was
// written down when it was in arrears already, or the end of the outages and pauses around it.
func (c *check) could(m mark) time.Time {
	at := m.At
	if o := c.obligation[m.Obligation]; o != nil && !at.Before(c.earliest(*o)) {
		at = later(at, c.begun[m.Obligation])
	}
	still := slices.Clone(c.pauses[m.Case])
	for _, f := range c.ev.Faults {
		still = append(still, span{f.From, f.To})
	}
	slices.SortStableFunc(still, func(a, b span) int { return a.from.Compare(b.from) })
	for _, s := range still {
		if !s.from.After(at.Add(c.ev.Tolerance)) && s.to.After(at) {
			at = s.to
		}
	}
	return at
}

func markPlace(m mark) string { return fmt.Sprintf("%s/%s:%d", m.Case, m.Obligation, m.N) }

// moments (I5): due times are counted again. Limits in seconds, minutes and hours run without a calendar; a pause that
// came before the breach moves them by its own length.
func (c *check) moments() {
	for _, o := range c.books.obligations {
		limit, plain := length(o.Rule)
		if !plain {
			continue // limits in days belong to the calendar's own tests
		}
		want := c.due(o, limit)
		if diff := o.Due.Sub(want); diff.Abs() > time.Millisecond {
			c.violated("I5", o.ID, "%s of %s since %s: due at %s, want %s", o.Duty, o.Rule, o.Since, o.Due, want)
		}
	}
	for _, m := range c.books.marks {
		o := c.obligation[m.Obligation]
		switch {
		case o == nil:
			c.violated("I5", markPlace(m), "its obligation is not in the books")
		case m.State == "dropped" && !o.SettledSeq.Valid, c.putOff(m): // by another edition of the calendar there is no room for it
		case m.Kind == "breach" && !m.At.Equal(o.Due), m.At.After(o.Due), m.At.Before(c.earliest(*o)):
			c.violated("I5", markPlace(m), "%s at %s, due %s", m.Kind, m.At, o.Due)
		}
	}
}

// length reads limits that need no calendar.
func length(rule string) (time.Duration, bool) {
	var n int
	var unit string
	if k, err := fmt.Sscanf(rule, "%d %s", &n, &unit); k != 2 || err != nil || fmt.Sprintf("%d %s", n, unit) != rule {
		return 0, false
	}
	units := map[string]time.Duration{
		"second": time.Second, "seconds": time.Second, "minute": time.Minute, "minutes": time.Minute,
		"hour": time.Hour, "hours": time.Hour,
	}
	return time.Duration(n) * units[unit], units[unit] != 0
}

// later is the later of two moments: a pause that was asked for before a duty began costs it nothing until then.
func later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}

// starts is the moment from which the limit of an obligation is counted: since it is owed, but for the answer that a customer
// was told to expect (V17-1.9a) and for the balance of a year that isn't over.
func (c *check) starts(o obligation) time.Time {
	switch opening := c.event(o.Case, o.OpenedSeq); {
	case o.Duty == "answer_issue" && opening.what.Facts.Next != nil:
		return *opening.what.Facts.Next
	case o.Duty == "prove_balance" && o.Item == opening.OccurredAt.In(shanghai).Format("2006"):
		return time.Date(opening.OccurredAt.In(shanghai).Year()+1, time.January, 1, 0, 0, 0, 0, shanghai)
	}
	return o.Since
}

// earliest is the moment before which no mark of an obligation lies: since it is owed, or, for the time of a record that was boxed long
// after it was filed, its filing (P2-6).
func (c *check) earliest(o obligation) time.Time {
	if o.Duty == "keep" && c.kase[o.Case].Kind == retention {
		return c.event(o.Case, 1).OccurredAt
	}
	return o.Since
}

// due counts an obligation's due time again: its limit, moved by every pause that began while time was left, before a breach
// was recorded, and that was resumed before the obligation was settled.
func (c *check) due(o obligation, limit time.Duration) time.Time {
	from := c.starts(o)
	due, began, running, breached := from.Add(limit), time.Time{}, false, false
	for _, e := range c.books.events {
		if e.Stream != o.Case || e.Seq <= o.OpenedSeq || (o.SettledSeq.Valid && e.Seq >= o.SettledSeq.Int64) {
			continue
		}
		switch e.Type {
		case "paused":
			began, running = later(e.OccurredAt, from), e.OccurredAt.Before(due) && !breached
		case "resumed":
			if running {
				due = due.Add(later(e.OccurredAt, began).Sub(began))
			}
			running = false
		case "breached":
			breached = breached || e.what.Fired != nil && e.what.Fired.Obligation == o.ID
		}
	}
	return due
}

// agree (I4, I11): an open case has a running workflow that is as far as the books; an ended one has none.
func (c *check) agree() {
	for _, k := range c.books.cases {
		live, asked := c.ev.Live[k.ID]
		switch {
		case !asked:
			c.doubt("nobody asked the workflow of %s", k.ID)
		case !k.Ended && !live.Running:
			c.violated("I4", k.ID, "%s, and no workflow runs", k.Status)
		case k.Ended && live.Running:
			c.violated("I11", k.ID, "it has ended, and its workflow runs")
		case !k.Ended && (live.Seq != k.Seq || live.Status != k.Status):
			c.violated("I11", k.ID, "the books are at %d %s, the workflow is at %d %s", k.Seq, k.Status, live.Seq, live.Status)
		}
	}
	known := map[string]bool{}
	for _, k := range c.books.cases {
		known[k.ID] = true
	}
	for id, live := range c.ev.Live {
		if live.Running && !known[id] {
			c.violated("I11", id, "a workflow runs without a case")
		}
	}
}

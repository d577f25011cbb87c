package checker

import (
	"encoding/json"
	"time"
)

// recounted judges the event of counting again (I2): it is about its own case, by an edition of that case's calendar, nobody's
// act, and does nothing but move clocks.
func (c *check) recounted(e event, id string, n int) {
	where := place(e.Stream, e.Seq)
	switch w := e.what; {
	case e.Type != "recounted" || id != e.Stream || e.Actor != "" || w.Fired != nil || len(w.Opened)+len(w.Settled) > 0:
		c.violated("I2", where, "%s by %q is no counting again of its case", e.Type, e.Actor)
	case c.calendarOf(id) != c.books.editionOf(int64(n)):
		c.violated("I2", where, "edition %d is not of the case's calendar %q", n, c.calendarOf(id))
	}
}

// history is what the events say of one obligation's due time.
type history struct {
	clock
	earlier time.Time // what it was before a new edition of its calendar; zero when it was never counted again
}

// telling is about which obligation, and in which event, somebody was told of a new due time.
type telling struct {
	stream     string
	seq        int64
	obligation string
}

// calendars (I5) follows every due time through the events. What it was before a new edition of its calendar stands beside it,
// both with the accounts that end there; it was never moved behind the moment at which that was recorded. I2: whoever owes
// it was told of each new one exactly once.
func (c *check) calendars() {
	dues, told := map[string]history{}, map[telling]int{}
	for _, n := range c.books.notices {
		if n.What == "recounted" {
			told[telling{n.Case, n.Seq, n.Obligation.String}]++
		}
	}
	for _, e := range c.books.events {
		for _, o := range e.what.Opened {
			dues[o.ID] = history{clock: o}
		}
		for _, o := range e.what.Moved {
			at := telling{e.Stream, e.Seq, o.ID}
			dues[o.ID] = c.moved(e, dues[o.ID], o, told[at])
			delete(told, at)
		}
	}
	for at, n := range told {
		c.violated("I2", place(at.stream, at.seq), "%d times somebody was told of a due time that the event doesn't move", n)
	}
	for _, o := range c.books.obligations {
		c.bothKept(o, dues[o.ID])
	}
}

// moved judges one obligation that an event moves, and gives its history after it.
func (c *check) moved(e event, before history, now clock, told int) history {
	where, after, another := place(e.Stream, e.Seq), history{now, before.earlier}, !before.Due.Equal(now.Due)
	switch {
	case e.Type == "recounted" && (told == 1) != another, told > 1:
		c.violated("I2", where, "%s moves from %s to %s, and somebody was told %d times", now.Duty, before.Due, now.Due, told)
	case e.Type == "recounted" && another && !now.Due.After(e.RecordedAt):
		c.violated("I5", where, "%s is due at %s, which was over when that was recorded", now.Duty, now.Due)
	case told > 0 && e.Type != "recounted" && e.Type != "resumed":
		c.violated("I2", where, "%s, and somebody was told of a new due time", e.Type)
	}
	if e.Type == "deferred" {
		after.earlier = before.Due
	}
	// What went on after a pause may have been counted again first.
	if told > 0 || e.Type == "recounted" && (another || !before.Last.Equal(now.Last)) {
		after.earlier = before.Due
	}
	return after
}

func (c *check) bothKept(o obligation, h history) {
	switch {
	case !o.Due.Equal(h.Due):
		c.violated("I5", o.ID, "%s is due at %s, its events say %s", o.Duty, o.Due, h.Due)
	case !endsAt(o.Account, o.Due):
		c.violated("I5", o.ID, "%s is due at %s, its account says otherwise", o.Duty, o.Due)
	case !o.EarlierDue.Time.Equal(h.earlier) || o.EarlierDue.Valid == h.earlier.IsZero():
		c.violated("I5", o.ID, "%s was due at %s before it was counted again, and the books say %v", o.Duty, h.earlier, o.EarlierDue)
	case o.EarlierDue.Valid && !endsAt(o.Earlier, o.EarlierDue.Time), !o.EarlierDue.Valid && o.Earlier != nil:
		c.violated("I5", o.ID, "%s was due at %v before, its earlier account says otherwise", o.Duty, o.EarlierDue)
	}
}

// endsAt reports whether an account ends at a moment as the books keep it, to the microsecond.
func endsAt(account []byte, at time.Time) bool {
	var due struct {
		At      time.Time `json:"at"`
		Account []struct {
			What string    `json:"what"`
			From time.Time `json:"from"`
		} `json:"account"`
	}
	if err := json.Unmarshal(account, &due); err != nil || len(due.Account) == 0 {
		return false
	}
	last := due.Account[len(due.Account)-1]
	return due.At.Truncate(time.Microsecond).Equal(at) && last.What == "due" && last.From.Equal(due.At)
}

// current (I5): what is owed, and isn't paused, was counted by the current edition of its case's calendar.
func (c *check) current() {
	newest := map[string]int64{}
	for _, e := range c.books.editions {
		newest[e.ID] = max(newest[e.ID], e.N)
	}
	calendars := map[string]string{}
	for _, k := range c.books.cases {
		calendars[k.ID] = k.Calendar
	}
	for _, o := range c.books.obligations {
		if want := newest[calendars[o.Case]]; o.State == "open" && o.Counted != want {
			c.violated("I5", o.ID, "%s was counted by edition %d of its calendar, and %d is current", o.Duty, o.Counted, want)
		}
	}
}

// calendarOf is the id of the calendar that a case counts by, "" when there is no such case.
func (c *check) calendarOf(id string) string {
	for _, k := range c.books.cases {
		if k.ID == id {
			return k.Calendar
		}
	}
	return ""
}

// editionOf is the id of the calendar that an edition is of, "-" when there is no such edition.
func (b *books) editionOf(n int64) string {
	for _, e := range b.editions {
		if e.N == n {
			return e.ID
		}
	}
	return "-"
}

// added counts the editions that people added, by calendar.
func (b *books) added() map[string]int64 {
	n := map[string]int64{}
	for _, e := range b.editions {
		if e.By != "" {
			n[e.ID]++
		}
	}
	return n
}

package checker

import "time"

// recounted judges the event of counting again (I2): it is about its own case, by an edition of that case's calendar, nobody's
// act, and whoever owes something whose due time moved was told of it once.
func (c *check) recounted(e event, id string, n int) {
	where := place(e.Stream, e.Seq)
	switch {
	case e.Type != "recounted" || id != e.Stream || e.Actor != "" || e.what.Fired != nil:
		c.violated("I2", where, "%s by %q is no counting again of its case", e.Type, e.Actor)
	case c.calendarOf(id) != c.books.editionOf(int64(n)):
		c.violated("I2", where, "edition %d is not of the case's calendar %q", n, c.calendarOf(id))
	}
	before := c.dues(e.Stream, e.Seq)
	for _, o := range e.what.Moved {
		if !o.Due.Equal(before[o.ID]) {
			c.toldOnce(e, o.ID)
		}
	}
}

// calendars (I5): what a due time was before a new edition of its calendar stands beside it. It is the one that the case's
// events told of last, before they told of another.
func (c *check) calendars() {
	for _, o := range c.books.obligations {
		var earlier, due time.Time
		for _, e := range c.books.events {
			if e.Stream != o.Case {
				continue
			}
			for _, told := range append(e.what.Opened, e.what.Moved...) {
				if told.ID != o.ID {
					continue
				}
				if e.Type == "recounted" && !told.Due.Equal(due) {
					earlier = due
				}
				due = told.Due
			}
		}
		if !due.Equal(o.Due) {
			c.violated("I5", o.ID, "%s is due at %s, its events say %s", o.Duty, o.Due, due)
		}
		if !earlier.IsZero() && (!o.EarlierDue.Valid || !o.EarlierDue.Time.Equal(earlier)) {
			c.violated("I5", o.ID, "%s was due at %s before it was counted again, and the books say %v", o.Duty, earlier, o.EarlierDue.Time)
		}
	}
}

// dues are the due times of a case before an event, as its events told of them.
func (c *check) dues(stream string, seq int64) map[string]time.Time {
	dues := map[string]time.Time{}
	for _, e := range c.books.events {
		if e.Stream != stream || e.Seq >= seq {
			continue
		}
		for _, told := range append(e.what.Opened, e.what.Moved...) {
			dues[told.ID] = told.Due
		}
	}
	return dues
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

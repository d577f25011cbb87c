package checker

import (
	"slices"
	"time"
)

// The automaton of a record that is kept (PF-09), as a table like that of a complaint.
var retentionTransitions = map[string]map[string][]string{
	"":         {"opened": {"retained", "left", "due"}},
	"left":     {"bound": {"bound"}},
	"bound":    {"boxed": {"boxed"}},
	"boxed":    {"fell_due": {"due"}},
	"retained": {"fell_due": {"due"}},
	"kept":     {"fell_due": {"due"}},
	"due":      {"record_reviewed": {"reviewed"}, "kept_longer": {"kept"}},
	"reviewed": {"destruction_approved": {"approved"}, "kept_longer": {"kept"}},
	"approved": {"destroyed": {"destroyed"}, "kept_longer": {"kept"}},
}

// owedOf is the one duty that a record owes in a status.
var owedOf = map[string]string{
	"left": "bind", "bound": "box", "boxed": "keep", "retained": "keep", "kept": "hold", "due": "review_record",
	"reviewed": "approve_destruction", "approved": "destroy",
}

// keepsFiles are the profiles in which the file of a vehicle is kept from its storing on.
var keepsFiles = map[string]bool{"dealer-4s": true}

// keeping (I4): a record owes exactly what its status waits for, so that its time never runs out unheard.
func (c *check) keeping(k kase, due []obligation) {
	if owed := duties(due); !slices.Equal(owed, []string{owedOf[k.Status]}) {
		c.violated("I4", k.ID, "%s: it owes %v, want %s", k.Status, owed, owedOf[k.Status])
	}
}

// destroyed (I15): a file is gone when the record that it belongs to was destroyed, or the person whose key seals it was erased, and only
// then; what is gone doesn't open any more.
func (c *check) destroyed() {
	gone := map[string]event{} // by case whose file was destroyed, and by key
	by := map[string]bool{}    // cases that decided so
	for _, e := range c.books.events {
		switch k := c.kase[e.Stream]; {
		case k.Kind == retention && e.Type == "destroyed":
			gone[c.event(k.ID, 1).what.Facts.Retention.Case], by[k.ID] = e, true
		case k.Kind == erasure && e.Type == "erased":
			by[k.ID] = true
			for _, p := range c.books.persons {
				if p.ID == c.event(k.ID, 1).what.Facts.Customer {
					gone[p.Key] = e
				}
			}
		}
	}
	for _, a := range c.books.attached {
		at := c.event(a.Case, a.Seq).RecordedAt
		decided := false
		for _, place := range []string{a.Case, a.Key} {
			e, is := gone[place]
			decided = decided || is && at.Before(e.RecordedAt)
		}
		switch {
		case decided != a.Destroyed.Valid, a.Destroyed.Valid != by[a.By.String]:
			c.violated("I15", a.ID, "the file is destroyed by %q, decided is %t", a.By.String, decided)
		case a.Opens == a.Destroyed.Valid:
			c.violated("I15", a.ID, "destroyed is %t, and its content is there: %t", a.Destroyed.Valid, a.Opens)
		}
	}
	c.times()
}

// times (I5): a record is kept for ten years to the day, from its filing.
func (c *check) times() {
	for _, o := range c.books.obligations {
		if o.Duty != "keep" || c.kase[o.Case].Kind != retention {
			continue
		}
		y, m, d := c.event(o.Case, 1).OccurredAt.In(shanghai).Date()
		if want := time.Date(y+10, m, d, 0, 0, 0, 0, shanghai); dateOf(o.Due) != dateOf(want) && (m != time.February || d != 29) {
			c.violated("I5", o.ID, "kept until %s, want %s", dateOf(o.Due), dateOf(want))
		}
	}
}

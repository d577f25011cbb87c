package checker

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// The automaton of a vehicle's file (PF-06), as a table like that of a complaint.
var fileTransitions = map[string]map[string][]string{
	"":        {"opened": {"waiting"}},
	"waiting": {"sent": {"sent"}, "stopped": {"waiting"}},
	"sent":    {"signed": {"signed"}, "stopped": {"sent"}},
	"signed":  {"checked": {"checked"}, "faulted": {"defective"}},
	"defective": {
		"corrected": {"defective", "checked"}, "stopped": {"defective", "checked"}, "supplied": {"defective"},
	},
	"checked": {"stored": {"stored"}, "supplied": {"checked"}},
	"stored":  {"lost": {"lost"}, "supplied": {"stored"}},
	"lost":    {"lost": {"lost"}, "restored": {"stored"}, "supplied": {"lost"}},
}

// fileOwed is the duty that each status of a file waits for. A stored file may owe nothing.
var fileOwed = map[string][]string{
	"waiting": {"hand_over_new_car", "hand_over_aftersales"}, "sent": {"receive"}, "signed": {"check"}, "checked": {"store"},
}

// prices are V4's: what a violation costs once in fen, and from which one of a month on it is doubled (V4-5.6).
var prices = map[string]struct{ fen, doubled int64 }{
	"late_sales": {5000, 2}, "sales_signature": {2000, 2},
	"late_service": {5000, 3}, "contact_check": {5000, 3}, "service_document": {2000, 3},
	"service_user_signature": {5000, 3}, "service_internal_signature": {2000, 3},
	"lost": {2000, 0},
}

// costs is what an item of a file costs as long as it isn't put right, by kind of file; what isn't here is only put right.
var costs = map[string]map[string]string{
	"new_car": {"hand_over": "late_sales", "user_signature": "sales_signature"},
	"aftersales": {
		"hand_over": "late_service", "missing": "service_document", "wrong": "service_document", "contact": "contact_check",
		"user_signature": "service_user_signature", "internal_signature": "service_internal_signature",
	},
}

// files judges what is owed anew and what is fined in each vehicle's file.
func (c *check) files() {
	fined := map[[2]string][]string{}
	for i := range c.books.entries {
		switch e := &c.books.entries[i]; {
		case c.kase[e.Case].Kind != archive || e.ContraOf.Valid:
		case !e.priced():
			c.violated("I3", e.ID, "an entry of a file without a violation")
		default:
			c.priced(e)
			if e.Kind == "fine" && e.fine.Corrects == "" {
				at := [2]string{e.Case, fmt.Sprint(e.Seq)}
				fined[at] = append(fined[at], penalty(e.fine.Violation, e.fine.Item, e.Staff))
			}
		}
	}
	cabinet := map[string]*file{}
	for _, e := range c.books.events {
		if c.kase[e.Stream].Kind != archive {
			continue
		}
		if cabinet[e.Stream] == nil {
			cabinet[e.Stream] = &file{of: e.what.Facts.File, entered: e.RecordedAt, clocks: map[string]clock{}}
		}
		f := cabinet[e.Stream]
		want, have := f.fines(e), fined[[2]string{e.Stream, fmt.Sprint(e.Seq)}]
		slices.Sort(want)
		slices.Sort(have)
		if !slices.Equal(want, have) {
			c.violated("I3", place(e.Stream, e.Seq), "%s is fined %v, want %v", e.Type, have, want)
		}
		c.anew(e, f)
		f.learn(e)
	}
}

// priced: a fine costs what the policy says, doubled from the one on that it says.
func (c *check) priced(e *entry) {
	f, factor := e.fine, int64(1)
	price, known := prices[f.Violation]
	if price.doubled > 0 && f.Counted+1 >= price.doubled {
		factor = 2
	}
	if !known || e.Kind == "fine" && (f.Base != price.fen || f.Factor != factor) {
		c.violated("I3", e.ID, "%s, the %d. of the month, for %d × %d fen", f.Violation, f.Counted+1, f.Base, f.Factor)
	}
}

// file is a file while its events are read.
type file struct {
	of      string // kind of file
	entered time.Time
	clocks  map[string]clock
}

func (f *file) learn(e event) {
	for _, o := range slices.Concat(e.what.Opened, e.what.Moved) {
		f.clocks[o.ID] = o
	}
}

func penalty(violation, item, person string) string {
	return violation + " " + item + " by " + person
}

// cost is the violation that an item is, "" for none: its fault stands behind its document.
func (f *file) cost(item string) string {
	return costs[f.of][item[strings.Index(item, "/")+1:]]
}

// fines are those that an event must have brought: each defect found once, each missed time once, each lost piece once.
func (f *file) fines(e event) (all []string) {
	add := func(item, said, person string) {
		if v := f.cost(item); v != "" {
			all = append(all, penalty(v, said, person))
		}
	}
	switch facts := e.what.Facts; e.Type {
	case "faulted":
		for _, o := range e.what.Opened {
			if o.Duty == "correct" {
				add(o.Item, o.Item, o.Person)
			}
		}
	case "breached":
		switch o := f.struck(e); {
		case strings.HasPrefix(o.Duty, "hand_over_"):
			add("hand_over", "", o.Person)
		case o.Duty == "correct":
			add(o.Item, o.Item, o.Person)
		}
	case "lost":
		for range facts.Pieces {
			if facts.Person != "" {
				all = append(all, penalty("lost", "", facts.Person))
			}
		}
	}
	return all
}

// struck is the clock whose mark an event is.
func (f *file) struck(e event) clock {
	if e.what.Fired == nil {
		return clock{}
	}
	return f.clocks[e.what.Fired.Obligation]
}

// anew (I5): what isn't handed over or put right in time is to be put right, from the missed time on, but not from
// before the case was entered; nothing else begins when a time was missed.
func (c *check) anew(e event, f *file) {
	if e.Type != "breached" {
		return
	}
	o := f.struck(e)
	var item, missed string
	switch {
	case strings.HasPrefix(o.Duty, "hand_over_"):
		item = "hand_over"
	case o.Duty == "correct":
		item, missed = o.Item, o.ID
	}
	opened, settled := e.what.Opened, e.what.Settled
	switch {
	case item == "":
		if len(opened)+len(settled) > 0 {
			c.violated("I5", place(e.Stream, e.Seq), "a missed %s lets something else begin or end", o.Duty)
		}
	case len(opened) != 1 || opened[0].Duty != "correct" || opened[0].Item != item || !opened[0].Since.Equal(later(o.Due, f.entered)):
		c.violated("I5", place(e.Stream, e.Seq), "missed at %s, %s is owed anew as %+v", o.Due, item, opened)
	case (missed != "") != (len(settled) == 1) || missed != "" && (settled[0].ID != missed || settled[0].How != "missed"):
		c.violated("I5", place(e.Stream, e.Seq), "a missed %s ends %v", o.Duty, settled)
	}
}

// shelved (I4): a file owes what its status waits for, as long as it has defects their correction, and each thing once.
func (c *check) shelved(k kase, due []obligation) {
	n, seen := map[string]int{}, map[string]bool{}
	for _, o := range due {
		n[o.Duty]++
		if seen[o.Duty+"/"+o.Item] {
			c.violated("I4", k.ID, "%s owes %s of %q twice", k.Status, o.Duty, o.Item)
		}
		seen[o.Duty+"/"+o.Item] = true
	}
	waits := 0
	for _, duty := range fileOwed[k.Status] {
		waits += n[duty]
	}
	handed := n["hand_over_new_car"] + n["hand_over_aftersales"]
	signed := k.Status != "waiting" && k.Status != "sent"
	switch {
	case fileOwed[k.Status] != nil && waits != 1:
		c.violated("I4", k.ID, "%s: it owes %v, want one of %v", k.Status, n, fileOwed[k.Status])
	case signed == (handed == 1), signed && seen["correct/hand_over"]:
		c.violated("I4", k.ID, "%s: it owes %v", k.Status, n)
	case signed && (n["correct"] > 0) != (k.Status == "defective"):
		c.violated("I4", k.ID, "%s with %d things to be put right", k.Status, n["correct"])
	}
}

// deferred judges an event in the place of a breach: its mark is gone, and the due time of its obligation moved, since
// whoever owes it was on leave. Nobody is blamed, somebody is told.
func (c *check) deferred(e event, id string, m *mark) {
	moved := e.what.Moved
	switch where := place(e.Stream, e.Seq); {
	case m == nil || m.Case != e.Stream || m.Kind != "breach" || m.State != "dropped" || m.Fired.Valid:
		c.violated("I2", where, "it doesn't stand for a breach that was put off")
	case e.Actor != "" || e.what.Fired != nil || len(moved) != 1 || moved[0].ID != id || !moved[0].Due.After(m.At):
		c.violated("I2", where, "it doesn't put off what it names")
	}
	c.toldOnce(e, id)
}

// putOff reports that a mark is gone since an event stands in its place.
func (c *check) putOff(m mark) bool {
	events := c.effects[fmt.Sprintf("mark:%s:%d", m.Obligation, m.N)]
	return m.State == "dropped" && len(events) == 1 && events[0].Type == "deferred"
}

// span is a time in which a mark couldn't fire.
type span struct{ from, to time.Time }

// stillnesses are the pauses of each case that have ended, beside the outages.
func (c *check) stillnesses() {
	began := map[string]time.Time{}
	for _, e := range c.books.events {
		for _, o := range e.what.Opened {
			c.begun[o.ID] = e.RecordedAt
		}
		switch e.Type {
		case "paused":
			began[e.Stream] = e.OccurredAt
		case "resumed":
			c.pauses[e.Stream] = append(c.pauses[e.Stream], span{began[e.Stream], e.RecordedAt})
		}
	}
}

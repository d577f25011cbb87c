package checker

import (
	"cmp"
	"fmt"
	"slices"
)

// The automaton of a request for a record (PF-08), as a table like that of a complaint. A leak may come out wherever a request stands,
// and leaves it there.
var loanTransitions = map[string]map[string][]string{
	"": {"opened": {"requested"}},
	"requested": leaking("requested", map[string][]string{
		"countersigned": {"requested"}, "granted": {"approved", "reading"}, "denied": {"denied"}, "withdrawn": {"withdrawn"},
	}),
	"approved": leaking("approved", map[string][]string{
		"issued": {"reading", "on_loan"}, "amended": {"amended"}, "disclosed": {"disclosed"}, "withdrawn": {"withdrawn"},
	}),
	"reading": leaking("reading", map[string][]string{
		"given_back": {"returned"}, "access_ended": {"returned"}, "lost": {"lost"}, "breached": {"reading", "overdue"},
	}),
	"on_loan":   leaking("on_loan", map[string][]string{"given_back": {"returned"}, "lost": {"lost"}, "breached": {"on_loan", "overdue"}}),
	"overdue":   leaking("overdue", map[string][]string{"given_back": {"returned"}, "lost": {"lost"}}),
	"lost":      leaking("lost", map[string][]string{"given_back": {"returned"}}),
	"returned":  leaking("returned", map[string][]string{}),
	"amended":   leaking("amended", map[string][]string{}),
	"disclosed": leaking("disclosed", map[string][]string{}),
}

func leaking(status string, own map[string][]string) map[string][]string {
	own["leaked"], own["leak_settled"] = []string{status}, []string{status}
	return own
}

// lending is a request while its events are read.
type lending struct {
	asker, purpose, record, of string
	grant                      *grant // of one that opened a case
	leaks                      int64
	fined                      []string // "seq violation" in the order of the events
	bans                       []ban
}

// lendingFines are S2's: what a violation costs in fen, never doubled (S2-7.10b, S2-7.10c, V4-5.7).
var lendingFines = map[string]int64{"late_documents": 1000, "lost_documents": 5000, "lost_pieces": 2000}

// lent reads what the events of requests say: what they opened to whom and until when (I7), who is never lent such a record again (I7), and
// what was fined (I3).
func (c *check) lent() {
	c.lending = map[string]*lending{}
	for _, e := range c.books.events {
		if c.kase[e.Stream].Kind != loan {
			continue
		}
		if c.lending[e.Stream] == nil {
			c.lending[e.Stream] = &lending{}
		}
		c.lending[e.Stream].learn(e, c.struckDuty(e))
	}
	fined := c.lendingFined()
	banned := map[string][]ban{}
	for _, b := range c.books.bans {
		banned[b.Case] = append(banned[b.Case], b)
	}
	for id, l := range c.lending {
		if !slices.Equal(fined[id], l.fined) {
			c.violated("I3", id, "it is fined %v, its events say %v", fined[id], l.fined)
		}
		if !slices.Equal(banned[id], l.bans) {
			c.violated("I7", id, "%v are banned, its events say %v", banned[id], l.bans)
		}
	}
	c.opened()
}

func (l *lending) learn(e event, struck string) {
	switch f := e.what.Facts; e.Type {
	case "opened":
		l.asker, l.purpose, l.record, l.of = e.Actor, f.Loan.Purpose, f.Loan.Record, f.Loan.Case
	case "granted":
		if until := e.what.Loan.Until; until != nil {
			l.grant = &grant{Case: e.Stream, Of: l.of, Staff: l.asker, From: e.OccurredAt, Until: *until}
		}
	case "access_ended", "voided":
		if l.grant != nil {
			l.grant.Ended.Valid = true
		}
	case "breached":
		if struck == "give_back" && l.record == "customer_documents" {
			l.costs(e, "late_documents", l.asker, 1)
		}
	case "lost":
		switch person := cmp.Or(f.Person, l.asker); l.record {
		case "customer_documents":
			l.costs(e, "lost_documents", person, 1)
		case "vehicle_file":
			l.costs(e, "lost_pieces", person, f.Pieces)
		}
	case "leaked":
		l.leaks++
	case "leak_settled":
		l.leaks = 0
	}
}

// costs is a fine, and where documents of customers were late or lost, the end of lending such to whoever is fined.
func (l *lending) costs(e event, violation, person string, times int) {
	for range times {
		l.fined = append(l.fined, fmt.Sprintf("%d %s by %s", e.Seq, violation, person))
	}
	if l.record == "customer_documents" {
		l.bans = append(l.bans, ban{e.Stream, person, l.record, e.Seq})
	}
}

// lendingFined are the fines of requests in the order of the events.
func (c *check) lendingFined() map[string][]string {
	entries := slices.Clone(c.books.entries)
	slices.SortFunc(entries, func(a, b entry) int { return cmp.Compare(a.Seq, b.Seq) })
	all := map[string][]string{}
	for _, e := range entries {
		if c.kase[e.Case].Kind != loan || e.ContraOf.Valid {
			continue
		}
		if f := e.fine; e.Kind != "fine" || f.Base != lendingFines[f.Violation] || f.Factor != 1 {
			c.violated("I3", e.ID, "%s of a request for %d × %d fen", f.Violation, f.Factor, f.Base)
		}
		if e.fine.Corrects == "" {
			all[e.Case] = append(all[e.Case], fmt.Sprintf("%d %s by %s", e.Seq, e.fine.Violation, e.Staff))
		}
	}
	return all
}

// opened (I7): a case is open to somebody by a request as long as its events say, and nobody has looked at it otherwise.
func (c *check) opened() {
	open := map[string]grant{}
	for _, g := range c.books.grants {
		open[g.Case] = g
		l := c.lending[g.Case]
		if l == nil || l.grant == nil || !g.is(*l.grant) {
			c.violated("I7", g.Case, "it opens %s to %s from %s until %s, which no event says", g.Of, g.Staff, g.From, g.Until)
		}
	}
	for id, l := range c.lending {
		if _, is := open[id]; l.grant != nil && !is {
			c.violated("I7", id, "it was granted, and opens nothing")
		}
	}
	for _, x := range c.books.looks {
		if !open[x.Case].lets(x) {
			c.violated("I7", x.Case, "%s looked at %s at %s, which wasn't open to him", x.Staff, x.Of, x.At)
		}
	}
	for _, a := range c.books.asked {
		if l := c.lending[a.Case]; l == nil || l.leaks != a.Leaks {
			c.violated("I6", a.Case, "%d leaks, its events tell of something else", a.Leaks)
		}
	}
}

// lets reports whether a look was allowed.
func (g grant) lets(x look) bool {
	ended := !x.At.Before(g.Until) || g.Ended.Valid && x.At.After(g.Ended.Time)
	return g.Of == x.Of && g.Staff == x.Staff && !x.At.Before(g.From) && !ended
}

func (g grant) is(o grant) bool {
	return g.Of == o.Of && g.Staff == o.Staff && g.From.Equal(o.From) && g.Until.Equal(o.Until) && g.Ended.Valid == o.Ended.Valid
}

// lends (I4): a request that waits owes its approvals, one that was approved its handing out, one that has a record out owes that back,
// and what is over owes nothing but to see to a leak (S2-7.10b, V1-4.1.3b).
func (c *check) lends(k kase, due []obligation) {
	n, l := c.once(k, due), c.lending[k.ID]
	back := n["give_back"] + n["finish_reading"]
	owes := map[bool]int{true: 1}
	switch {
	case n["settle_leak"] != owes[l.leaks > 0]:
		c.violated("I4", k.ID, "it owes to see to %d leaks, and %d came out", n["settle_leak"], l.leaks)
	case (k.Status == "requested") != (n["approve"] > 0):
		c.violated("I4", k.ID, "%s: it owes %d approvals", k.Status, n["approve"])
	case n["issue"] != owes[k.Status == "approved" && (l.purpose == "borrow" || l.purpose == "read")]:
		c.violated("I4", k.ID, "%s to %s: it is to be handed out %d times", k.Status, l.purpose, n["issue"])
	case back != owes[slices.Contains([]string{"reading", "on_loan", "overdue"}, k.Status) && l.grant == nil]:
		c.violated("I4", k.ID, "%s, and its record is owed %d times", k.Status, back)
	}
}

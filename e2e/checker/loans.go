package checker

import "slices"

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

// lending (I4): a request that waits owes its approvals, one that has a record out owes that back, and what is over owes nothing but to see
// to a leak (S2-7.10b, V1-4.1.3b).
func (c *check) lending(k kase, due []obligation) {
	n := c.once(k, due)
	back := n["give_back"] + n["finish_reading"]
	switch {
	case n["settle_leak"] > 1:
		c.violated("I4", k.ID, "it owes to see to %d leaks", n["settle_leak"])
	case (k.Status == "requested") != (n["approve"] > 0):
		c.violated("I4", k.ID, "%s: it owes %d approvals", k.Status, n["approve"])
	case slices.Contains([]string{"on_loan", "overdue"}, k.Status) && back != 1:
		c.violated("I4", k.ID, "%s, and its record is owed %d times", k.Status, back)
	case slices.Contains([]string{"approved", "lost", "returned", "amended", "disclosed"}, k.Status) && back > 0:
		c.violated("I4", k.ID, "%s, and its record is still owed", k.Status)
	}
}

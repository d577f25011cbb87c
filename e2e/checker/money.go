package checker

import "fmt"

// fine is what an entry has besides when the ledger priced it.
type fine struct {
	Month, Policy, Violation, Item, Corrects, Obligation string
	Place, Base, Factor, Counted, Counts                 int64
}

// money (I3): nothing is proposed twice, every entry has the cause it comes from, a withdrawal takes back all of what it
// names, and fines are counted as the month stands.
func (c *check) money() {
	seen, byID := map[string]int{}, map[string]*entry{}
	for i := range c.books.entries {
		e := &c.books.entries[i]
		byID[e.ID] = e
		if seen[e.key()]++; seen[e.key()] > 1 {
			c.violated("I3", e.ID, "%s stands %d times", e.key(), seen[e.key()])
		}
	}
	for _, e := range byID {
		if of, there := byID[e.ContraOf.String]; e.ContraOf.Valid {
			if !there || of.Case != e.Case || e.Amount.Int64 != -of.owes() {
				c.violated("I3", e.ID, "it takes back something else than it names")
			}
		} else if e.priced() {
			c.fine(e, byID)
		}
		c.breachBehind(e, byID)
	}
	c.counts(byID)
}

// key is the same for two entries only when one of them is too much.
func (e *entry) key() string {
	switch {
	case e.ContraOf.Valid:
		return "contra/" + e.ContraOf.String
	case !e.priced() && !e.Obligation.Valid: // of an account; how many there are, its events say
		return "account/" + e.ID
	case !e.priced():
		return e.Obligation.String + "/" + e.Kind
	case e.fine.Corrects != "":
		return "corrects/" + e.fine.Corrects
	case e.fine.Violation == "lost" || e.fine.Violation == "lost_pieces": // each piece; how many there are, the event says
		return "lost/" + e.ID
	case e.Kind == "pay_cut":
		return "pay_cut/" + e.ID // whether there is one too many, its month says
	}
	return fmt.Sprintf("%s/%d/%s/%s/%s", e.Case, e.Seq, e.fine.Violation, e.fine.Item, e.Staff)
}

func (e *entry) priced() bool { return e.fine.Violation != "" }

// owes is what was confirmed, or else what is proposed.
func (e *entry) owes() int64 {
	if e.Confirmed.Valid {
		return e.Confirmed.Int64
	}
	return e.Amount.Int64
}

func (e *entry) goes() bool { return e.Decided == "rejected" || e.Decided == "reversed" }

// breachBehind: what a breach proposes has one; what a command proposes is an event of its case.
func (c *check) breachBehind(e *entry, byID map[string]*entry) {
	of, f := e.Obligation.String, e.fine
	if of == "" && c.kase[e.Case].Kind == account {
		return
	}
	if original := byID[e.ContraOf.String]; original != nil {
		f = original.fine
	}
	if f.Violation != "" {
		if of = f.Obligation; of == "" {
			return
		}
	}
	if o := c.obligation[of]; o == nil || !o.Breached.Valid {
		c.violated("I3", e.ID, "no breach is behind it")
	}
}

func (c *check) fine(e *entry, byID map[string]*entry) {
	f := e.fine
	if e.Kind == "fine" && (e.Amount.Int64 != f.Base*f.Factor || f.Counts != f.Counted) {
		c.violated("I3", e.ID, "%d fen for %d × %d, %d counted of %d", e.Amount.Int64, f.Base, f.Factor, f.Counts, f.Counted)
	}
	if of := byID[f.Corrects]; f.Corrects != "" && (of == nil || !of.goes() || of.fine.Place != f.Place) {
		c.violated("I3", e.ID, "it corrects an entry that stands")
	}
	for _, o := range byID {
		if o != e && e.Kind == o.Kind && e.besides(o) {
			c.beside(e, o)
		}
	}
}

// besides reports that two entries count together: one person's under one policy in one month.
func (e *entry) besides(o *entry) bool {
	return e.Staff != "" && e.Staff == o.Staff && e.priced() && o.priced() && e.fine.Month == o.fine.Month && e.fine.Policy == o.fine.Policy
}

// beside judges an entry against another one of its kind and month.
func (c *check) beside(e, o *entry) {
	if e.Kind == "pay_cut" {
		if !e.goes() && !o.goes() {
			c.violated("I3", e.ID, "a second pay cut of one month")
		}
		return
	}
	if o.fine.Corrects != "" {
		return // it came later, whatever its place
	}
	if o.fine.Place == e.fine.Place && e.fine.Corrects == "" {
		c.violated("I3", e.ID, "two violations at place %d of a month", e.fine.Place)
	}
	if o.fine.Place < e.fine.Place && !o.goes() && !c.books.counts[[2]string{e.ID, o.ID}] {
		c.violated("I3", e.ID, "%s stands before it and wasn't counted", o.ID)
	}
}

// counts: only what came before in the same month is counted, and what counted an entry that goes was looked at again.
func (c *check) counts(byID map[string]*entry) {
	for pair := range c.books.counts {
		e, o := byID[pair[0]], byID[pair[1]]
		if e == nil || o == nil || !e.besides(o) || o.fine.Place > e.fine.Place {
			c.violated("I3", pair[0], "it counted %s, which doesn't stand before it", pair[1])
		} else if o.goes() && !e.goes() && !e.Reviewed {
			c.violated("I3", e.ID, "it counted %s, which went, and isn't marked for review", o.ID)
		}
	}
}

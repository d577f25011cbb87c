package workflows

import (
	"slices"

	"go.temporal.io/sdk/workflow"

	"carebook/contract"
)

// Credit carries the account of a customer who buys on credit (PF-11), with its grade (PF-12). It lives for years and knows
// only what waits for somebody: figures are the ledger's, which decides each request by the lines of the books.
func Credit(ctx workflow.Context, start contract.Start[contract.CreditState]) (contract.CaseEnd, error) {
	return run(ctx, contract.Credit, start.Case, start.Renew, &credit{start.State})
}

type credit struct{ contract.CreditState }

func (c *credit) kase() *contract.CaseState { return &c.CaseState }

func (c *credit) state() any { return c.CreditState }

func (c *credit) may(m contract.Message) *contract.Refusal { return creditSteps.may(c, m) }

func (c *credit) propose(m contract.Message) (contract.Proposal, *contract.Refusal) {
	return creditSteps.propose(c, m)
}

func (c *credit) pin(rec contract.Recorded) {
	if rec.Credit != nil {
		c.Terms = rec.Credit
	}
}

// learn takes over what an event's type says about an account, and what the ledger decided.
func (c *credit) learn(e contract.Event) {
	switch f := e.Facts; e.Type {
	case contract.EventOpened:
		c.Handler = f.Assignee
	case contract.EventLimitProposed:
		c.Proposed = true
	case contract.EventLimitSet, contract.EventLimitKept:
		c.Proposed = false
	case contract.EventReviewAsked:
		c.reviews(f.Item, true)
	case contract.EventUpheld:
		c.reviews(f.Item, false)
	case contract.EventAssessed:
		c.Sheet = true
	case contract.EventGraded:
		c.Sheet, c.Grade = false, f.Grade
	}
	if p := e.Proof(); p != nil {
		c.Proofs = slices.DeleteFunc(c.Proofs, func(old contract.CreditProof) bool { return old.What == p.What })
		c.Proofs = append(c.Proofs, *p)
	}
	if d := e.Credit; d != nil {
		c.decided(*d)
	}
}

// decided notes that a request waits, or doesn't any more.
func (c *credit) decided(d contract.CreditDecision) {
	w := c.Waits(d.Item)
	switch {
	case d.State == contract.RequestWaiting:
		c.Waiting = append(c.Waiting, contract.CreditWait{Item: d.Item, Way: d.Way})
	case w != nil && w.Review && d.State == contract.RequestDeclined: // a person still looks at it
		w.Way = ""
	case w != nil:
		c.Waiting = slices.DeleteFunc(c.Waiting, func(w contract.CreditWait) bool { return w.Item == d.Item })
	}
}

// reviews notes that a decision is reviewed, or was upheld: then it stands as before.
func (c *credit) reviews(item string, on bool) {
	w := c.Waits(item)
	if w == nil {
		c.Waiting = append(c.Waiting, contract.CreditWait{Item: item, Review: on})
		return
	}
	w.Review = on
	c.Waiting = slices.DeleteFunc(c.Waiting, func(w contract.CreditWait) bool { return w.Way == "" && !w.Review })
}

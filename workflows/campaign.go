package workflows

import (
	"strconv"
	"time"

	"go.temporal.io/sdk/workflow"

	"carebook/contract"
)

// Campaign greets a unit's customers on one occasion (PF-05). It goes through them page by page, each in one transaction of the ledger,
// and holds one clock for all of them: what is owed to each customer, and in which pages, are rows of the books. Its history grows by
// pages, its state doesn't.
func Campaign(ctx workflow.Context, start contract.Start[contract.CampaignState]) (contract.CaseEnd, error) {
	return run(ctx, contract.Campaign, start.Case, start.Renew, &campaign{start.State})
}

type campaign struct{ contract.CampaignState }

// Duties of PF-05, as the policy names them.
const (
	dutyGreet        = "greet" // all customers whose turn came since the clock was opened
	dutyApproveGifts = "approve_gifts"
)

var campaignSteps = steps[*campaign]{
	contract.ApproveGifts: {check: owed[*campaign](dutyApproveGifts), proposal: (*campaign).approved},
	contract.ClosePage:    {paused: true, proposal: (*campaign).closed},
	contract.Cancel:       {paused: true, proposal: ended[*campaign](contract.EventCancelled, contract.CalledOff)},
}.with()

func (c *campaign) kase() *contract.CaseState { return &c.CaseState }

func (c *campaign) state() any { return c.CampaignState }

func (c *campaign) may(m contract.Message) *contract.Refusal { return campaignSteps.may(c, m) }

func (c *campaign) propose(m contract.Message) (contract.Proposal, *contract.Refusal) {
	return campaignSteps.propose(c, m)
}

func (c *campaign) pin(rec contract.Recorded) {
	if rec.Campaign != nil {
		c.Terms = rec.Campaign
	}
}

func (c *campaign) learn(e contract.Event) {
	page := e.Campaign
	if e.Type != contract.EventPageOpened || page == nil {
		return
	}
	c.Pages = page.N
	c.Planned += page.Planned
	for reason, n := range page.LeftOut {
		if c.LeftOut == nil {
			c.LeftOut = map[string]int{}
		}
		c.LeftOut[reason] += n
	}
	c.PagedAt = e.At
}

func (c *campaign) opened(m contract.Message) contract.Proposal {
	return contract.Proposal{Type: contract.EventOpened, Status: contract.Listing, Facts: m.Facts}
}

// work is the next page, and when it is its turn. What is in it, and whether it is the last one, the ledger knows. Its customers are greeted
// by the clock that is open; when none is, the page opens one.
func (c *campaign) work(now time.Time) (contract.Record, time.Time) {
	if c.Status != contract.Listing || c.PausedAt != nil {
		return contract.Record{}, time.Time{}
	}
	next := c.Pages + 1
	turn := now
	if c.Pages > 0 {
		turn = c.PagedAt.Add(time.Duration(c.Terms.Pace.Value) * time.Second)
	}
	var owe []contract.Owe
	if c.Owing(dutyGreet) == nil {
		owe = append(owe, contract.Owe{Duty: dutyGreet, Item: strconv.Itoa(next), Since: now})
	}
	owe = append(owe, contract.Owe{Duty: dutyApproveGifts, Since: now})
	return contract.Record{
		Effect: contract.Effect{Page: next}, At: now,
		Proposal: contract.Proposal{Type: contract.EventPageOpened, Status: contract.Listing, Owe: owe},
	}, turn
}

func (c *campaign) approved(contract.Message) contract.Proposal {
	return contract.Proposal{Type: contract.EventGiftsApproved, Status: c.Status, Settle: c.Fulfils(dutyApproveGifts)}
}

// closed ends a page. Whether it was open, and whether all is over with it, the ledger knows.
func (c *campaign) closed(contract.Message) contract.Proposal {
	return contract.Proposal{Type: contract.EventPageClosed, Status: c.Status}
}

// fired is what follows from a mark. When the day is over, what is still owed to customers lapses: nobody is greeted later.
func (c *campaign) fired(f contract.Fire) contract.Proposal {
	p, o := struck(&c.CaseState, f), c.Obligation(f.Obligation)
	if f.Kind == contract.Breach && o != nil && o.Duty == dutyGreet {
		p.Settle = []contract.Settle{{ID: o.ID, How: contract.Cancelled}}
	}
	return p
}

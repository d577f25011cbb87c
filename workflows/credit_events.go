package workflows

import (
	"slices"
	"strconv"
	"strings"

	"carebook/contract"
)

// opened owes the proofs of eligibility. That the balance of the year before is zero is owed by a year, which the ledger knows.
func (c *credit) opened(m contract.Message) contract.Proposal {
	return contract.Proposal{
		Type: contract.EventOpened, Status: contract.NotEligible, Facts: m.Facts,
		Owe: []contract.Owe{
			{Duty: string(contract.ProveArchive), Since: m.At}, {Duty: string(contract.ProveContract), Since: m.At},
		},
	}
}

// proven ends what is owed of a proof. That a year's balance is zero also ends what was owed of earlier years.
func (c *credit) proven(m contract.Message) contract.Proposal {
	p := contract.Proposal{Type: contract.EventProven, Status: c.Status}
	if m.Action != contract.ProveBalance {
		p.Settle = c.Fulfils(string(m.Action))
		return p
	}
	year := strconv.Itoa(m.Facts.Year)
	for _, o := range c.Obligations {
		switch {
		case o.Duty != string(m.Action) || o.Item > year:
		case o.Item == year:
			p.Settle = append(p.Settle, contract.Settle{ID: o.ID, How: contract.Fulfilled})
		default:
			p.Settle = append(p.Settle, contract.Settle{ID: o.ID, How: contract.Cancelled})
		}
	}
	return p
}

func (c *credit) limitProposed(m contract.Message) contract.Proposal {
	return contract.Proposal{
		Type: contract.EventLimitProposed, Status: c.Status, Owe: []contract.Owe{{Duty: string(contract.ApproveLimit), Since: m.At}},
	}
}

func (c *credit) limitDecided(m contract.Message) contract.Proposal {
	p := contract.Proposal{Type: contract.EventLimitSet, Status: c.Status, Settle: c.Fulfils(string(contract.ApproveLimit))}
	if m.Facts.Verdict == contract.Refusing {
		p.Type = contract.EventLimitKept
	}
	return p
}

// requested leaves the decision to the ledger: what isn't decided there is declined. With the first request the customer is
// to be assessed.
func (c *credit) requested(m contract.Message) contract.Proposal {
	p := contract.Proposal{Type: contract.EventDeclined, Status: c.Status}
	if c.Grade == "" && !c.Sheet && c.Owing(string(contract.Assess)) == nil {
		p.Owe = []contract.Owe{{Duty: string(contract.Assess), Since: m.At}}
	}
	return p
}

func (c *credit) signed(m contract.Message) contract.Proposal {
	p := contract.Proposal{Type: contract.EventReleased, Status: c.Status, Settle: c.FulfilsItem(string(m.Action), m.Facts.Item)}
	if m.Facts.Verdict == contract.Refusing {
		p.Type = contract.EventDeclined
	}
	return p
}

// planned takes a collection plan; a new one stands in place of the old.
func (c *credit) planned(m contract.Message) contract.Proposal {
	p := contract.Proposal{
		Type: contract.EventPlanned, Status: c.Status,
		Owe: []contract.Owe{{Duty: dutyCollectPlan, Item: m.Facts.Item, Since: m.At, Days: m.Facts.Days}},
	}
	if old := c.OwingItem(dutyCollectPlan, m.Facts.Item); old != nil {
		p.Settle = []contract.Settle{{ID: old.ID, How: contract.Cancelled}}
	}
	return p
}

// writtenOff has the customer assessed at once.
func (c *credit) writtenOff(m contract.Message) contract.Proposal {
	return contract.Proposal{Type: contract.EventWrittenOff, Status: c.Status, Owe: c.assessAgain(contract.CauseBadDebt, m)}
}

func (c *credit) assessAgain(cause string, m contract.Message) []contract.Owe {
	if c.OwingItem(string(contract.Assess), cause) != nil {
		return nil
	}
	return []contract.Owe{{Duty: string(contract.Assess), Item: cause, Since: m.At}}
}

func (c *credit) reviewAsked(m contract.Message) contract.Proposal {
	return contract.Proposal{
		Type: contract.EventReviewAsked, Status: c.Status,
		Owe: []contract.Owe{{Duty: string(contract.SettleReview), Item: m.Facts.Item, Since: m.At}},
	}
}

// reviewed ends a review. Whoever overturns a decision releases the goods; the ledger ends what else was owed for them.
func (c *credit) reviewed(m contract.Message) contract.Proposal {
	p := contract.Proposal{Type: contract.EventUpheld, Status: c.Status, Settle: c.FulfilsItem(string(m.Action), m.Facts.Item)}
	if m.Facts.Verdict == contract.Overturn {
		p.Type = contract.EventReleased
	}
	return p
}

// assessed ends whatever had the customer assessed, the cycle too, and hands the sheet over to be graded.
func (c *credit) assessed(m contract.Message) contract.Proposal {
	p := contract.Proposal{
		Type: contract.EventAssessed, Status: c.Status, Owe: []contract.Owe{{Duty: string(contract.GradeIt), Since: m.At}},
	}
	for _, o := range c.Obligations {
		if o.Duty == string(contract.Assess) || o.Duty == dutyReassess {
			p.Settle = append(p.Settle, contract.Settle{ID: o.ID, How: contract.Fulfilled})
		}
	}
	return p
}

// graded sets the terms, and begins the cycle anew.
func (c *credit) graded(m contract.Message) contract.Proposal {
	return contract.Proposal{
		Type: contract.EventGraded, Status: c.Status, Settle: c.Fulfils(string(contract.GradeIt)),
		Owe: []contract.Owe{{Duty: dutyReassess, Since: m.At}},
	}
}

func (c *credit) reassessDue(m contract.Message) contract.Proposal {
	return contract.Proposal{Type: contract.EventReassessDue, Status: c.Status, Owe: c.assessAgain(m.Facts.Cause, m)}
}

// closed keeps what is still to be collected; all else isn't owed any more.
func (c *credit) closed(contract.Message) contract.Proposal {
	p := contract.Proposal{Type: contract.EventAccountClosed, Status: contract.AccountClosed}
	for _, o := range c.Obligations {
		if !strings.HasPrefix(o.Duty, dutyCollect) {
			p.Settle = append(p.Settle, contract.Settle{ID: o.ID, How: contract.Cancelled})
		}
	}
	return p
}

// reopened asks for the proofs again that aren't there; whether the customer has credit, the ledger says.
func (c *credit) reopened(m contract.Message) contract.Proposal {
	p := contract.Proposal{Type: contract.EventAccountReopened, Status: contract.NotEligible}
	for _, proof := range []contract.Action{contract.ProveArchive, contract.ProveContract} {
		if c.Proof(proof) == nil {
			p.Owe = append(p.Owe, contract.Owe{Duty: string(proof), Since: m.At})
		}
	}
	if c.Grade != "" {
		p.Owe = append(p.Owe, contract.Owe{Duty: dutyReassess, Since: m.At})
	}
	return p
}

// fired is what follows from a mark. What isn't collected in time has the customer assessed at once (S8-7.3); goods that
// nobody has remitted for in time aren't released any more (V2-2.2.3), which the ledger notes. Whose balance isn't proven has
// no credit (V2-1.1.3).
func (c *credit) fired(f contract.Fire) contract.Proposal {
	p, o := struck(&c.CaseState, f), c.Obligation(f.Obligation)
	if f.Kind != contract.Breach || o == nil {
		return p
	}
	switch {
	case slices.Contains([]string{dutyCollect, dutyCollectLast, dutyCollectPlan}, o.Duty):
		p.Owe = c.assessAgain(contract.CauseOverdue, contract.Message{At: o.Due})
	case o.Duty == string(contract.ProveBalance) && c.Status == contract.Eligible:
		p.Status = contract.NotEligible
	case o.Duty == dutyRemit:
		p.Settle = []contract.Settle{{ID: o.ID, How: contract.Missed}}
	}
	return p
}

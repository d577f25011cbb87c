package workflows

import (
	"strconv"
	"time"

	"carebook/contract"
)

// opened owes the first visit. By whom and within what time the ledger knows, and whether the draw leaves this customer out.
func (v *returnVisit) opened(m contract.Message) contract.Proposal {
	p := contract.Proposal{
		Type: contract.EventOpened, Status: contract.Planned, Facts: m.Facts,
		Owe: []contract.Owe{{Duty: dutyVisit, Item: "1", Since: m.At, Person: m.Facts.Assignee}},
	}
	if m.Facts.Assignee != "" {
		p.Status = contract.Assigned
		return p
	}
	p.Owe = append(p.Owe, contract.Owe{Duty: dutyAssign, Since: m.At})
	return p
}

func (v *returnVisit) assigned(m contract.Message) contract.Proposal {
	p := contract.Proposal{
		Type: contract.EventAssigned, Status: contract.Assigned, Settle: v.Fulfils(dutyAssign),
		Move: []contract.Move{{ID: v.Owing(dutyVisit).ID, Person: m.Facts.Assignee}},
	}
	if v.Owing(dutyAppoint) == nil {
		p.Owe = []contract.Owe{{Duty: dutyAppoint, Since: m.At, Person: m.Facts.Assignee}}
	}
	return p
}

func (v *returnVisit) appointed(contract.Message) contract.Proposal {
	return contract.Proposal{Type: contract.EventAppointed, Status: contract.Appointed, Settle: v.Fulfils(dutyAppoint)}
}

func (v *returnVisit) attempted(contract.Message) contract.Proposal {
	return contract.Proposal{Type: contract.EventAttempted, Status: contract.Attempted}
}

// visited is a talk that was held. What the customer isn't satisfied with is an issue of its own, where the policy visits again;
// after a complaint it is the complaint that goes on, which the ledger sees to.
func (v *returnVisit) visited(m contract.Message) contract.Proposal {
	visit := *v.Owing(dutyVisit)
	p := contract.Proposal{Type: contract.EventVisited, Status: contract.Assigned, Settle: v.Fulfils(dutyVisit)}
	p.Settle = append(p.Settle, v.Cancels(dutyAppoint)...)
	p.Settle = append(p.Settle, v.Cancels(dutyAssign)...)
	if m.Facts.Verdict == contract.Dissatisfied {
		p.Type = contract.EventDispleased
	}
	if p.Type == contract.EventDispleased && v.again() {
		p.Owe = append(p.Owe, v.answerOwed(strconv.Itoa(v.Raised+1), m))
	}
	switch from := visit.Due; {
	case v.Standing():
		p.Owe = append(p.Owe, v.visitOwed(v.Visit+1, m.At, from))
	case v.Visit < v.Terms.Visits:
		p.Owe = append(p.Owe, v.visitOwed(v.Visit+1, m.At, v.Began))
	}
	p.Owe = append(p.Owe, v.after(visit.Item, m)...)
	return p
}

// after is what a visit leaves to be done, beside the next one.
func (v *returnVisit) after(item string, m contract.Message) (owe []contract.Owe) {
	first := dutyReport
	if !v.Terms.Has(dutyReport) {
		first = dutyReview
	}
	owe = append(owe, contract.Owe{Duty: first, Item: item, Since: m.At})
	if m.Facts.Borrowed {
		owe = append(owe, contract.Owe{Duty: dutyMaterial, Item: item, Since: m.At})
	}
	if m.Facts.Special {
		owe = append(owe, contract.Owe{Duty: dutyRefer, Item: item, Since: m.At})
	}
	return owe
}

// answerOwed is counted from the moment that the customer was told.
func (v *returnVisit) answerOwed(item string, m contract.Message) contract.Owe {
	return contract.Owe{Duty: dutyAnswerIssue, Item: item, Since: m.At, From: m.Facts.Next}
}

func (v *returnVisit) raised(m contract.Message) contract.Proposal {
	return contract.Proposal{
		Type: contract.EventIssueRaised, Status: v.Status, Owe: []contract.Owe{v.answerOwed(strconv.Itoa(v.Raised+1), m)},
	}
}

// answered settles an issue, or brings the next round of it.
func (v *returnVisit) answered(m contract.Message) contract.Proposal {
	p := contract.Proposal{
		Type: contract.EventIssueAnswered, Status: contract.Assigned, Settle: v.FulfilsItem(dutyAnswerIssue, m.Facts.Item),
	}
	if m.Facts.Verdict == contract.Dissatisfied {
		p.Type, p.Owe = contract.EventIssueStays, []contract.Owe{v.answerOwed(m.Facts.Item, m)}
	}
	return p
}

func (v *returnVisit) reported(m contract.Message) contract.Proposal {
	return contract.Proposal{
		Type: contract.EventReported, Status: v.Status, Settle: v.Fulfils(dutyReport),
		Owe: []contract.Owe{{Duty: dutyReview, Item: v.Owing(dutyReport).Item, Since: m.At}},
	}
}

func (v *returnVisit) reviewed(contract.Message) contract.Proposal {
	return contract.Proposal{Type: contract.EventVisitReviewed, Status: v.Status, Settle: v.Fulfils(dutyReview)}
}

func (v *returnVisit) referred(contract.Message) contract.Proposal {
	return contract.Proposal{Type: contract.EventReferred, Status: v.Status, Settle: v.Fulfils(dutyRefer)}
}

func (v *returnVisit) returned(contract.Message) contract.Proposal {
	return contract.Proposal{Type: contract.EventMaterialReturned, Status: v.Status, Settle: v.Fulfils(dutyMaterial)}
}

// kept is material that can't be given back: with the supervisor's approval it isn't owed any more.
func (v *returnVisit) kept(contract.Message) contract.Proposal {
	return contract.Proposal{Type: contract.EventMaterialKept, Status: v.Status, Settle: v.Cancels(dutyMaterial)}
}

// visitOwed is the visit of a number. Where it isn't the first, it is counted from what the ledger knows too: the event, or when
// the last visit was due.
func (v *returnVisit) visitOwed(number int, since, from time.Time) contract.Owe {
	return contract.Owe{Duty: dutyVisit, Item: strconv.Itoa(number), Since: since, From: &from, Person: v.Handler}
}

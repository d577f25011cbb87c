package workflows

import (
	"strconv"

	"carebook/contract"
)

// opened owes an appointment, or what comes after it where the customer has agreed to one already. Until when, the ledger knows.
func (v *visit) opened(m contract.Message) contract.Proposal {
	p := contract.Proposal{Type: contract.EventOpened, Status: contract.Planned, Facts: m.Facts}
	person := m.Actor
	if m.Facts.Assignee != "" {
		person = m.Facts.Assignee
	}
	if m.Facts.Next == nil {
		p.Owe = []contract.Owe{{Duty: dutyAppoint, Since: m.At, Person: person}}
		return p
	}
	p.Status = contract.Appointed
	p.Owe = []contract.Owe{{Duty: dutyPrepare, Since: m.At, Person: person}, {Duty: dutyVisit, Since: m.At, Person: person}}
	return p
}

// appointed counts preparation and visit from the appointment; one that was made before doesn't hold any more.
func (v *visit) appointed(m contract.Message) contract.Proposal {
	p := contract.Proposal{
		Type: contract.EventAppointed, Status: contract.Appointed, Settle: append(v.Fulfils(dutyAppoint), v.Cancels(dutyVisit)...),
		Owe: []contract.Owe{{Duty: dutyVisit, Since: m.At, Person: v.Handler}},
	}
	if v.Ready {
		p.Status = contract.Prepared
		return p
	}
	p.Settle = append(p.Settle, v.Cancels(dutyPrepare)...)
	p.Owe = append(p.Owe, contract.Owe{Duty: dutyPrepare, Since: m.At, Person: v.Handler})
	return p
}

// askedFor has each thing approved by whoever the policy names; the ledger puts the roles.
func (v *visit) askedFor(m contract.Message) contract.Proposal {
	p := contract.Proposal{Type: contract.EventAskedFor, Status: v.Status}
	for _, r := range m.Facts.Visited().Requests {
		p.Owe = append(p.Owe, contract.Owe{Duty: dutyApprove, Item: r.What, Since: m.At})
	}
	return p
}

// requestDecided ends the to-do of an approval, whichever way it went.
func requestDecided(event string) func(*visit, contract.Message) contract.Proposal {
	return func(v *visit, m contract.Message) contract.Proposal {
		return contract.Proposal{Type: event, Status: v.Status, Settle: v.FulfilsItem(dutyApprove, m.Facts.Item)}
	}
}

func (v *visit) prepared(contract.Message) contract.Proposal {
	return contract.Proposal{Type: contract.EventPrepared, Status: contract.Prepared, Settle: v.Fulfils(dutyPrepare)}
}

// visited owes the report, and each promise at once. What was asked for and isn't decided on isn't needed any more.
func (v *visit) visited(m contract.Message) contract.Proposal {
	p := contract.Proposal{
		Type: contract.EventVisited, Status: contract.VisitMade, Settle: append(v.Fulfils(dutyVisit), v.Cancels(dutyPrepare)...),
	}
	for _, o := range v.Obligations {
		if o.Duty == dutyApprove {
			p.Settle = append(p.Settle, contract.Settle{ID: o.ID, How: contract.Cancelled})
		}
	}
	promises := m.Facts.Visited().Promises
	for n := range promises {
		p.Owe = append(p.Owe, contract.Owe{Duty: dutyKeepPromise, Item: strconv.Itoa(n + 1), Since: m.At, Person: v.Handler})
	}
	if v.Terms.Has(dutyReport) {
		p.Owe = append(p.Owe, contract.Owe{Duty: dutyReport, Since: m.At, Person: v.Handler})
		return p
	}
	p.Status = v.after(promises)
	return p
}

// after is where a visit stands that is reported and reviewed, as far as the policy asks for that.
func (v *visit) after(promises int) contract.Status {
	if promises > 0 && v.Terms.Has(dutyKeepPromise) {
		return contract.FollowUps
	}
	return contract.Completed
}

func (v *visit) reported(m contract.Message) contract.Proposal {
	p := contract.Proposal{Type: contract.EventReported, Status: contract.Reported, Settle: v.Fulfils(dutyReport)}
	if v.Terms.Has(dutyReview) {
		p.Owe = []contract.Owe{{Duty: dutyReview, Since: m.At}}
		return p
	}
	p.Status = v.after(v.promised())
	return p
}

func (v *visit) reviewed(contract.Message) contract.Proposal {
	return contract.Proposal{Type: contract.EventVisitReviewed, Status: v.after(v.promised()), Settle: v.Fulfils(dutyReview)}
}

// promiseKept ends the case with the last promise, when all else is done.
func (v *visit) promiseKept(m contract.Message) contract.Proposal {
	p := contract.Proposal{Type: contract.EventPromiseKept, Status: v.Status, Settle: v.FulfilsItem(dutyKeepPromise, m.Facts.Item)}
	if v.Status == contract.FollowUps {
		p.Status = v.after(v.promised() - 1)
	}
	return p
}

// fired is what follows from a mark. A visit that wasn't made, and one that wasn't reported on in time, are overdue.
func (v *visit) fired(f contract.Fire) contract.Proposal {
	p, o := struck(&v.CaseState, f), v.Obligation(f.Obligation)
	if f.Kind == contract.Breach && o != nil && (o.Duty == dutyVisit || o.Duty == dutyReport) {
		p.Status = contract.Overdue
	}
	return p
}

package workflows

import (
	"cmp"
	"slices"
	"strconv"

	"go.temporal.io/sdk/workflow"

	"carebook/contract"
)

// ReturnVisit carries one return visit from what happened to the last issue that came up, or a customer's visits one after
// another as long as a cycle runs (PF-02).
func ReturnVisit(ctx workflow.Context, start contract.Start[contract.ReturnVisitState]) (contract.CaseEnd, error) {
	return run(ctx, contract.ReturnVisit, start.Case, start.Renew, &returnVisit{start.State})
}

type returnVisit struct{ contract.ReturnVisitState }

func (v *returnVisit) kase() *contract.CaseState { return &v.CaseState }

func (v *returnVisit) state() any { return v.ReturnVisitState }

func (v *returnVisit) may(m contract.Message) *contract.Refusal { return visitSteps.may(v, m) }

func (v *returnVisit) propose(m contract.Message) (contract.Proposal, *contract.Refusal) {
	p, refusal := visitSteps.propose(v, m)
	if refusal == nil {
		p.Status = v.standing(p)
	}
	return p, refusal
}

func (v *returnVisit) pin(rec contract.Recorded) {
	if rec.ReturnVisit != nil {
		v.Terms = rec.ReturnVisit
	}
}

// learn takes over what an event says about a return visit.
func (v *returnVisit) learn(e contract.Event) {
	f := e.Facts
	v.Lower = v.Lower || f.Lower
	switch e.Type {
	case contract.EventOpened:
		v.Event, v.Cycle, v.Severity, v.Class, v.Handler = f.Event, f.Cycle, f.Severity, f.Class, f.Assignee
		v.Began, v.Due = e.At, e.At
	case contract.EventAssigned:
		v.Handler = f.Assignee
	case contract.EventAppointed, contract.EventAttempted:
		v.Appointed = f.Next
	case contract.EventVisited, contract.EventDispleased:
		v.Held, v.Appointed, v.Reviewed = v.Held+1, nil, false
		v.Handler = cmp.Or(v.Handler, e.Actor)
	case contract.EventVisitReviewed:
		v.Reviewed = true
	}
	v.learnIssues(e)
	for _, o := range e.Opened {
		if o.Duty == dutyVisit {
			v.Visit, _ = strconv.Atoi(o.Item)
			v.Since = v.Due
		}
	}
	if o := v.Owing(dutyVisit); o != nil {
		v.Due = o.Due
	}
}

// learnIssues keeps the list of what the customer still waits for.
func (v *returnVisit) learnIssues(e contract.Event) {
	for _, o := range e.Opened {
		if o.Duty != dutyAnswerIssue {
			continue
		}
		if x := v.Issue(o.Item); x != nil {
			x.Round++
			continue
		}
		v.Raised++
		v.Issues = append(v.Issues, contract.VisitIssue{Item: o.Item, Round: secondRound})
	}
	if e.Type == contract.EventIssueAnswered {
		v.Issues = slices.DeleteFunc(v.Issues, func(x contract.VisitIssue) bool { return x.Item == e.Facts.Item })
	}
}

// secondRound is the first in which an issue is answered: the visit at which it came up was the first.
const secondRound = 2

// fired is what follows from a mark. In a cycle a visit that wasn't made is missed, and the next one is owed from when that was
// due, however late the mark came.
func (v *returnVisit) fired(f contract.Fire) contract.Proposal {
	p, o := struck(&v.CaseState, f), v.Obligation(f.Obligation)
	if f.Kind != contract.Breach || o == nil || o.Duty != dutyVisit || !v.Standing() {
		return p
	}
	p.Settle = []contract.Settle{{ID: o.ID, How: contract.Missed}}
	p.Owe = []contract.Owe{v.visitOwed(v.Visit+1, o.Due, o.Due)}
	return p
}

// standing is where a visit stands after a proposal: it has come to its end when nothing is owed any more. A cycle goes on.
func (v *returnVisit) standing(p contract.Proposal) contract.Status {
	if p.Status.Ended() || p.Type == contract.EventOpened {
		return p.Status
	}
	owed := v.owedAfter(p)
	owes := func(duty string) bool { return slices.Contains(owed, duty) }
	if owes(dutyAnswerIssue) {
		if reviewed := v.Reviewed || p.Type == contract.EventVisitReviewed; reviewed && !v.Standing() {
			return contract.Reviewed
		}
		return contract.IssueOpen
	}
	switch {
	case owes(dutyVisit):
		return p.Status
	case owes(dutyReport):
		return contract.VisitRecorded
	case owes(dutyReview):
		return contract.Reported
	case len(owed) > 0:
		return contract.Reviewed
	}
	return contract.Completed
}

// owedAfter are the duties that are open after a proposal.
func (v *returnVisit) owedAfter(p contract.Proposal) (duties []string) {
	for _, o := range v.Obligations {
		if !slices.ContainsFunc(p.Settle, func(s contract.Settle) bool { return s.ID == o.ID }) {
			duties = append(duties, o.Duty)
		}
	}
	for _, o := range p.Owe {
		if v.Terms.Has(o.Duty) {
			duties = append(duties, o.Duty)
		}
	}
	return duties
}

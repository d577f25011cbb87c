package workflows

import (
	"slices"

	"go.temporal.io/sdk/workflow"

	"carebook/contract"
)

// Lead carries a lead or a customer's card from its entry to a deal, or to whatever else it comes to, for years if need be
// (PF-03).
func Lead(ctx workflow.Context, start contract.Start[contract.LeadState]) (contract.CaseEnd, error) {
	return run(ctx, contract.Lead, start.Case, start.Renew, &lead{start.State})
}

type lead struct{ contract.LeadState }

func (l *lead) kase() *contract.CaseState { return &l.CaseState }

func (l *lead) state() any { return l.LeadState }

func (l *lead) may(m contract.Message) *contract.Refusal { return leadSteps.may(l, m) }

func (l *lead) propose(m contract.Message) (contract.Proposal, *contract.Refusal) {
	return leadSteps.propose(l, m)
}

func (l *lead) pin(rec contract.Recorded) {
	if rec.Lead != nil {
		l.Terms = rec.Lead
	}
}

// learn takes over what an event's type says about a lead.
func (l *lead) learn(e contract.Event) {
	l.Learn(e, slices.ContainsFunc(e.Opened, func(o contract.Obligation) bool { return o.Duty == dutyCall }))
	switch e.Type {
	case contract.EventOpened:
		l.Handler = e.Actor
		if e.Facts.Assignee != "" {
			l.Handler = e.Facts.Assignee
		}
	case contract.EventCardSigned:
		l.CardSigned = true
	}
}

// counts reports whether the card counts: where the policy asks for a signature, from that on.
func (l *lead) counts() bool {
	return l.CardSigned || l.Terms.Signed == nil || !l.Terms.Signed.Value
}

// contactOwed is the open obligation of the contact that is next; nil when there is none.
func (l *lead) contactOwed() *contract.Obligation {
	for _, duty := range []string{dutyFirst, dutySecond, dutyFurther} {
		if o := l.Owing(duty); o != nil {
			return o
		}
	}
	return nil
}

package workflows

import (
	"slices"

	"go.temporal.io/sdk/workflow"

	"carebook/contract"
)

// Visit carries a visit to a customer from its planning over its preparation to the last promise that was made at it (PF-04).
func Visit(ctx workflow.Context, start contract.Start[contract.CustomerVisitState]) (contract.CaseEnd, error) {
	return run(ctx, contract.Visit, start.Case, start.Renew, &visit{start.State})
}

type visit struct{ contract.CustomerVisitState }

func (v *visit) kase() *contract.CaseState { return &v.CaseState }

func (v *visit) state() any { return v.CustomerVisitState }

func (v *visit) may(m contract.Message) *contract.Refusal { return customerVisitSteps.may(v, m) }

func (v *visit) propose(m contract.Message) (contract.Proposal, *contract.Refusal) {
	return customerVisitSteps.propose(v, m)
}

func (v *visit) pin(rec contract.Recorded) {
	if rec.Visit != nil {
		v.Terms = rec.Visit
	}
}

// learn takes over what an event's type says about a visit.
func (v *visit) learn(e contract.Event) {
	said := e.Facts.Visited()
	switch e.Type {
	case contract.EventOpened:
		v.Handler = e.Actor
		if e.Facts.Assignee != "" {
			v.Handler = e.Facts.Assignee
		}
		v.Channel, v.Appointed = said.Channel, e.Facts.Next
	case contract.EventAppointed:
		v.Appointed = e.Facts.Next
	case contract.EventAskedFor:
		for _, r := range said.Requests {
			v.Asked = append(v.Asked, r.What)
		}
	case contract.EventGranted, contract.EventDenied:
		v.Asked = slices.DeleteFunc(v.Asked, func(what string) bool { return what == e.Facts.Item })
		if e.Type == contract.EventGranted {
			v.Granted = append(v.Granted, e.Facts.Item)
		}
	case contract.EventPrepared:
		v.Ready = true
	case contract.EventVisited:
		v.Held, v.Promises, v.Asked = true, said.Promises, nil
	}
}

// promised is how many promises are still to be kept.
func (v *visit) promised() (n int) {
	for _, o := range v.Obligations {
		if o.Duty == dutyKeepPromise {
			n++
		}
	}
	return n
}

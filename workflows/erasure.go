package workflows

import (
	"go.temporal.io/sdk/workflow"

	"carebook/contract"
)

// Erasure carries a request to erase a person from the asking to the end. It knows the customer's id and nothing else of the person:
// the ledger carries out what was decided. One whose data the law has kept rests here, and is looked at again, until they can go.
func Erasure(ctx workflow.Context, start contract.Start[contract.ErasureState]) (contract.CaseEnd, error) {
	return run(ctx, contract.Erasure, start.Case, start.Renew, &erasure{start.State})
}

type erasure struct{ contract.ErasureState }

func (e *erasure) kase() *contract.CaseState { return &e.CaseState }

func (e *erasure) state() any { return e.ErasureState }

func (e *erasure) may(m contract.Message) *contract.Refusal { return erasureSteps.may(e, m) }

func (e *erasure) propose(m contract.Message) (contract.Proposal, *contract.Refusal) {
	return erasureSteps.propose(e, m)
}

func (e *erasure) pin(rec contract.Recorded) {
	if rec.Erasure != nil {
		e.Terms = rec.Erasure
	}
}

// learn: whoever takes a request answers for it until it is given to somebody else.
func (e *erasure) learn(ev contract.Event) {
	if ev.Type == contract.EventOpened {
		e.Handler = ev.Actor
	}
}

func (e *erasure) fired(f contract.Fire) contract.Proposal { return struck(&e.CaseState, f) }

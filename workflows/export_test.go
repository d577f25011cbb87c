package workflows

import "carebook/contract"

// ReturnVisitCase is a return visit without Temporal: what it proposes, and what it learns from the ledger's answers.
type ReturnVisitCase struct{ v returnVisit }

// State is what it knows.
func (x *ReturnVisitCase) State() contract.ReturnVisitState { return x.v.ReturnVisitState }

// Propose is the event that a command leads to, or why it can't.
func (x *ReturnVisitCase) Propose(m contract.Message) (contract.Proposal, *contract.Refusal) {
	if m.Action == contract.Open {
		return x.v.opened(m), nil
	}
	return x.v.propose(m)
}

// Learn applies an answer of the ledger.
func (x *ReturnVisitCase) Learn(rec contract.Recorded) {
	x.v.pin(rec)
	for _, e := range rec.Events {
		if x.v.Apply(e) {
			x.v.learn(e)
		}
	}
}

// Fold is the state after events, applied one by one.
func Fold(s contract.ComplaintState, events ...contract.Event) contract.ComplaintState {
	c := &complaint{ComplaintState: s}
	for _, e := range events {
		if c.Apply(e) {
			c.learn(e)
		}
	}
	return c.ComplaintState
}

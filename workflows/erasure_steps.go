package workflows

import (
	"slices"

	"carebook/contract"
	"carebook/policies"
)

// Duties of an erasure, as the policy names them.
const (
	dutyIdentify  = "identify"
	dutyAnswerAsk = "answer_request"
	dutyLookAgain = "look_again" // at what the law has kept
)

var erasureSteps = steps[*erasure]{
	contract.Identify: {in: in(contract.ErasureAsked), check: (*erasure).proven, proposal: (*erasure).identified},
	contract.Erase:    {in: in(contract.Identified, contract.Restricted), proposal: (*erasure).erased},
	contract.Restrict: {in: in(contract.Identified, contract.Restricted), check: (*erasure).restrictable, proposal: (*erasure).restricted},
	contract.TurnDown: {in: in(contract.ErasureAsked, contract.Identified, contract.Restricted), check: (*erasure).refusable, proposal: (*erasure).turnedDown},
	contract.Withdraw: {proposal: ended[*erasure](contract.EventWithdrawn, contract.Withdrawn)},
}.with()

// opened asks for the check of who asks, and for the answer, whose time runs from the asking on.
func (e *erasure) opened(m contract.Message) contract.Proposal {
	return contract.Proposal{
		Type: contract.EventOpened, Status: contract.ErasureAsked, Facts: m.Facts,
		Owe: []contract.Owe{{Duty: dutyIdentify, Since: m.At}, {Duty: dutyAnswerAsk, Since: m.At}},
	}
}

func (e *erasure) identified(contract.Message) contract.Proposal {
	return contract.Proposal{Type: contract.EventIdentified, Status: contract.Identified, Settle: e.Fulfils(dutyIdentify)}
}

// answered ends what is owed to whoever asked: the answer, and the look at what was kept.
func (e *erasure) answered(event string, status contract.Status) contract.Proposal {
	return contract.Proposal{
		Type: event, Status: status, Settle: slices.Concat(e.Cancels(dutyIdentify), e.Fulfils(dutyAnswerAsk), e.Fulfils(dutyLookAgain)),
	}
}

func (e *erasure) erased(contract.Message) contract.Proposal {
	return e.answered(contract.EventErased, contract.Erased)
}

func (e *erasure) restricted(m contract.Message) contract.Proposal {
	p := e.answered(contract.EventRestricted, contract.Restricted)
	p.Owe = []contract.Owe{{Duty: dutyLookAgain, Since: m.At}}
	return p
}

func (e *erasure) turnedDown(contract.Message) contract.Proposal {
	return e.answered(contract.EventTurnedDown, contract.TurnedDown)
}

func (e *erasure) proven(m contract.Message) *contract.Refusal {
	return among(e.Terms.Proofs, "proof", m.Erasure().Proof)
}

func (e *erasure) restrictable(m contract.Message) *contract.Refusal {
	return among(e.Terms.Restrictions, "ground", m.Erasure().Ground)
}

func (e *erasure) refusable(m contract.Message) *contract.Refusal {
	return among(e.Terms.Refusals, "ground", m.Erasure().Ground)
}

// among refuses a value that isn't one of the policy's.
func among(list policies.Rule[[]string], field, value string) *contract.Refusal {
	if slices.Contains(list.Value, value) {
		return nil
	}
	return contract.Refused(contract.CodeUnknownValue, list.Clause, "field", field, "value", value)
}

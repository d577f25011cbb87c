package workflows

import (
	"slices"

	"carebook/contract"
)

// Duties of PF-02, as the policy names them.
const (
	dutyAppoint     = "appoint"
	dutyVisit       = "visit"
	dutyAnswerIssue = "answer_issue"
	dutyReview      = "review"
	dutyRefer       = "refer"
	dutyMaterial    = "return_material"
)

// visitCheck is what must hold for a step of a return visit.
type visitCheck = func(*returnVisit, contract.Message) *contract.Refusal

var visitSteps = steps[*returnVisit]{
	contract.Assign:      {in: in(contract.Planned, contract.Assigned), check: named[*returnVisit], proposal: (*returnVisit).assigned},
	contract.Appoint:     {check: visitDue((*returnVisit).agreed), proposal: (*returnVisit).appointed},
	contract.Attempt:     {check: visitDue((*returnVisit).tried), proposal: (*returnVisit).attempted},
	contract.RecordVisit: {check: visitDue((*returnVisit).heldAsAllowed), proposal: (*returnVisit).visited},
	contract.RaiseIssue:  {check: (*returnVisit).canRaise, proposal: (*returnVisit).raised},
	contract.AnswerIssue: {check: (*returnVisit).canAnswer, proposal: (*returnVisit).answered},
	contract.Report:      {check: owed[*returnVisit](dutyReport), proposal: (*returnVisit).reported},
	contract.ReviewVisit: {check: owed[*returnVisit](dutyReview), proposal: (*returnVisit).reviewed},
	contract.Waive:       {check: (*returnVisit).canWaive, proposal: ended[*returnVisit](contract.EventVisitWaived, contract.VisitWaived)},
	contract.Unreachable: {check: (*returnVisit).canReplace, proposal: ended[*returnVisit](contract.EventUnreached, contract.Unreached)},
	contract.Refer:       {proposal: (*returnVisit).referred},

	contract.ReturnMaterial: {check: owed[*returnVisit](dutyMaterial), proposal: (*returnVisit).returned},
	contract.KeepMaterial:   {check: owed[*returnVisit](dutyMaterial), proposal: (*returnVisit).kept},
	contract.Close:          {check: (*returnVisit).canEnd, proposal: ended[*returnVisit](contract.EventClosed, contract.Completed)},
}.with()

// visitDue allows a step while a visit is owed, and then asks for more.
func visitDue(more visitCheck) visitCheck {
	return func(v *returnVisit, m contract.Message) *contract.Refusal {
		if refusal := owed[*returnVisit](dutyVisit)(v, m); refusal != nil {
			return refusal
		}
		return more(v, m)
	}
}

// ahead asks for an appointed moment that is still to come.
func ahead(m contract.Message, clause string) *contract.Refusal {
	if next := m.Facts.Next; next == nil || !next.After(m.At) {
		return contract.Refused(contract.CodeNextMissing, clause, "action", string(m.Action))
	}
	return nil
}

// agreed: when and how the customer is visited.
func (v *returnVisit) agreed(m contract.Message) *contract.Refusal {
	if refusal := v.Way(m.Facts.Medium, 1); refusal != nil {
		return refusal
	}
	return ahead(m, "")
}

// tried: whoever had no time says when he has.
func (v *returnVisit) tried(m contract.Message) *contract.Refusal {
	f := m.Facts
	switch {
	case f.Verdict != contract.NoAnswer && f.Verdict != contract.Declined:
		return contract.Refused(contract.CodeUnknownValue, "", "field", "verdict", "value", f.Verdict)
	case f.Verdict == contract.Declined || f.Next != nil:
		if refusal := ahead(m, ""); refusal != nil {
			return refusal
		}
	}
	return v.slower(m)
}

// slower: only a cycle can slow down.
func (v *returnVisit) slower(m contract.Message) *contract.Refusal {
	if m.Facts.Lower && v.Terms.Lower == "" {
		return contract.Refused(contract.CodeUnknownValue, "", "field", "lower", "value", "true")
	}
	return nil
}

// heldAsAllowed: in a way that the policy allows, signed for where it asks for that, and not the same visit a second time.
func (v *returnVisit) heldAsAllowed(m contract.Message) *contract.Refusal {
	if m.At.Before(v.Since) {
		return contract.Refused(contract.CodeAlreadyDone, v.Owing(dutyVisit).Clause)
	}
	for _, refusal := range []*contract.Refusal{v.Way(m.Facts.Medium, 1), v.signed(m), v.result(m), v.noted(m), v.slower(m)} {
		if refusal != nil {
			return refusal
		}
	}
	return nil
}

// signed asks for the customer's signature under a visit in person, and for the paper that bears it.
func (v *returnVisit) signed(m contract.Message) *contract.Refusal {
	f, t := m.Facts, v.Terms
	if f.Medium == contract.InPerson && t.Signed != nil && t.Signed.Value && (!f.Signed || f.Attachment == "") {
		return contract.Refused(contract.CodeSignatureMissing, t.Signed.Clause)
	}
	return nil
}

// result: whoever isn't satisfied is told when somebody comes again, where the policy has somebody come again.
func (v *returnVisit) result(m contract.Message) *contract.Refusal {
	switch verdict := m.Facts.Verdict; {
	case verdict == contract.Dissatisfied && v.again():
		return ahead(m, v.Terms.Again.Clause)
	case verdict == contract.Satisfied, verdict == contract.Dissatisfied:
		return nil
	default:
		return contract.Refused(contract.CodeUnknownValue, "", "field", "verdict", "value", verdict)
	}
}

func (v *returnVisit) again() bool { return v.Terms.Again != nil && v.Terms.Again.Value }

// noted: what the policy doesn't know can't be noted.
func (v *returnVisit) noted(m contract.Message) *contract.Refusal {
	f, t := m.Facts, v.Terms
	switch {
	case f.Kind != "" && (t.Kinds == nil || !slices.Contains(t.Kinds.Value, f.Kind)):
		return contract.Refused(contract.CodeUnknownValue, "", "field", "customer_kind", "value", f.Kind)
	case f.Borrowed && t.Borrows == nil:
		return contract.Refused(contract.CodeUnknownValue, "", "field", "borrowed", "value", "true")
	case f.Special && !t.Has(dutyRefer):
		return contract.Refused(contract.CodeUnknownValue, "", "field", "special", "value", "true")
	}
	return nil
}

// canRaise: an issue comes up at a visit, and its answer is appointed.
func (v *returnVisit) canRaise(m contract.Message) *contract.Refusal {
	if v.Held == 0 {
		return notNow(&v.CaseState, m.Action)
	}
	return ahead(m, "")
}

// canAnswer: an open issue, in a way that is allowed in its round; and who isn't satisfied is told of the next round.
func (v *returnVisit) canAnswer(m contract.Message) *contract.Refusal {
	f, issue := m.Facts, v.Issue(m.Facts.Item)
	if issue == nil {
		return unknownItem(m)
	}
	for _, refusal := range []*contract.Refusal{v.Way(f.Medium, issue.Round), v.signed(m)} {
		if refusal != nil {
			return refusal
		}
	}
	switch f.Verdict {
	case contract.Satisfied:
		return nil
	case contract.Dissatisfied:
		return ahead(m, v.OwingItem(dutyAnswerIssue, f.Item).Clause)
	}
	return contract.Refused(contract.CodeUnknownValue, "", "field", "verdict", "value", f.Verdict)
}

func (v *returnVisit) notHeld(m contract.Message) *contract.Refusal {
	if v.Held > 0 || v.Standing() {
		return notNow(&v.CaseState, m.Action)
	}
	return nil
}

// canWaive: for a reason of the policy, before anybody was visited.
func (v *returnVisit) canWaive(m contract.Message) *contract.Refusal {
	if refusal := v.notHeld(m); refusal != nil {
		return refusal
	}
	if w := v.Terms.Waivers; w == nil || !slices.Contains(w.Value, m.Facts.Verdict) {
		return contract.Refused(contract.CodeUnknownValue, "", "field", "verdict", "value", m.Facts.Verdict)
	}
	return nil
}

// canReplace: for a reason for which another customer takes the place; that nobody answers, somebody must have tried.
func (v *returnVisit) canReplace(m contract.Message) *contract.Refusal {
	if refusal := v.notHeld(m); refusal != nil {
		return refusal
	}
	switch reason := m.Facts.Verdict; {
	case !slices.Contains(contract.GapReasons, reason), reason == contract.GapUnreachable && v.Status != contract.Attempted:
		return contract.Refused(contract.CodeUnknownValue, "", "field", "verdict", "value", reason)
	}
	return nil
}

// canEnd: a cycle, in which no customer waits for an answer.
func (v *returnVisit) canEnd(m contract.Message) *contract.Refusal {
	switch o := v.Owing(dutyAnswerIssue); {
	case !v.Standing():
		return notNow(&v.CaseState, m.Action)
	case o != nil:
		return waits(&v.CaseState, m.Action, o)
	}
	return nil
}

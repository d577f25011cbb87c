package workflows

import (
	"slices"
	"strconv"
	"strings"

	"carebook/contract"
)

// Duties of PF-03, as the policy names them.
const (
	dutySignCard     = "sign_card"
	dutyMessage      = "message" // of the day on which somebody on duty took a number
	dutyFirst        = "first_contact"
	dutySecond       = "second_contact"
	dutySignSecond   = "sign_second"
	dutyFurther      = "contact"
	dutyCall         = "call" // for which a message stood
	dutyConfirmClass = "confirm_class"
	dutyPlan         = "plan_follow_up"
	dutyProgress     = "progress"
	dutyAssess       = "take_stock"
	dutyReassign     = "reassign" // of a void card
)

// farthest is how far ahead a plan may set the next contact.
const farthest = 366

// followed are the statuses in which a lead is followed, lying those in which it may lie as a void card as well.
var (
	followed = in(contract.New, contract.Valid, contract.Contacted, contract.Cycling, contract.Visited, contract.Asleep)
	lying    = append(slices.Clone(followed), contract.Lapsed)
)

var leadSteps = steps[*lead]{
	contract.SignCard:     {in: followed, proposal: (*lead).signed},
	contract.Contact:      {in: followed, check: (*lead).contactable, proposal: (*lead).contacted},
	contract.SignSecond:   {in: followed, check: owed[*lead](dutySignSecond), proposal: (*lead).secondSigned},
	contract.Classify:     {in: followed, check: (*lead).classable, proposal: (*lead).classified},
	contract.ConfirmClass: {in: followed, check: owed[*lead](dutyConfirmClass), proposal: (*lead).confirmed},
	contract.PlanFollowUp: {in: followed, check: (*lead).plannable, proposal: (*lead).planned},
	contract.TakeStock:    {in: followed, check: owed[*lead](dutyAssess), proposal: (*lead).assessed},
	contract.Reassign:     {paused: true, check: reassignable[*lead], proposal: (*lead).handedOver},
	contract.Shelve:       {in: in(contract.Lapsed), check: owed[*lead](dutyReassign), proposal: (*lead).shelved},
	contract.Win:          {in: followed, proposal: ended[*lead](contract.EventWon, contract.Won)},
	contract.GiveUp:       {in: lying, proposal: ended[*lead](contract.EventGivenUp, contract.GivenUp)},
	contract.Cancel:       {in: lying, proposal: (*lead).cancelled},
}.with()

// contactable refuses a contact that the policy doesn't know, a message without its form, and one more message in a row when
// that makes the card void: whoever knows that says so.
func (l *lead) contactable(m contract.Message) *contract.Refusal {
	t, f := l.Terms, m.Lead()
	switch {
	case !slices.Contains(t.Media.Value, m.Facts.Medium):
		return contract.Refused(contract.CodeUnknownValue, t.Media.Clause, "field", "medium", "value", m.Facts.Medium)
	case !slices.Contains(t.Results.Value, f.Result):
		return contract.Refused(contract.CodeUnknownValue, t.Results.Clause, "field", "result", "value", f.Result)
	case m.Facts.Medium == contract.InPerson:
		return l.classed(f)
	case t.Reasons != nil && !slices.Contains(t.Reasons.Value, f.Reason):
		return contract.Refused(contract.CodeUnknownValue, t.Reasons.Clause, "field", "opening", "value", f.Reason)
	}
	if t.Form != nil && contract.IsText(m.Facts.Medium) {
		missing := slices.DeleteFunc(slices.Clone(t.Form.Value), func(part string) bool { return slices.Contains(m.Facts.Done, part) })
		if len(missing) > 0 {
			return contract.Refused(contract.CodeIncomplete, t.Form.Clause, "fields", strings.Join(missing, ","))
		}
	}
	if l.oneTooMany(m.Facts) && !f.Anyway {
		return contract.Refused(contract.CodeTextsInARow, t.Texts.Clause,
			"sent", strconv.Itoa(l.Texts), "limit", strconv.Itoa(int(t.Texts.Value)))
	}
	return nil
}

// oneTooMany reports whether a contact is the message in a row that makes the card void (S2-3.4).
func (l *lead) oneTooMany(f contract.Facts) bool {
	return l.Terms.Texts != nil && l.After(f).Texts >= int(l.Terms.Texts.Value)
}

// classed refuses a visitor without a class, where visitors have one.
func (l *lead) classed(f contract.LeadFacts) *contract.Refusal {
	if t := l.Terms.Classes; t != nil && !slices.Contains(t.Value, f.Class) {
		return contract.Refused(contract.CodeUnknownValue, t.Clause, "field", "class", "value", f.Class)
	}
	return nil
}

func (l *lead) classable(m contract.Message) *contract.Refusal {
	f := m.Lead()
	if l.Source != contract.Visitor && f.Class == "" {
		return nil
	}
	if l.Terms.Classes == nil && f.Class != "" {
		return contract.Refused(contract.CodeUnknownValue, "", "field", "class", "value", f.Class)
	}
	return l.classed(f)
}

func (l *lead) plannable(m contract.Message) *contract.Refusal {
	if m.Facts.Days < 0 || m.Facts.Days > farthest {
		return contract.Refused(contract.CodeUnknownValue, "", "field", "days")
	}
	return nil
}

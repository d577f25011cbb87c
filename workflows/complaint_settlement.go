package workflows

import (
	"slices"
	"strconv"

	"carebook/contract"
)

// ofVerdicts refuses a verdict that the action doesn't take in the present state.
func ofVerdicts(c *complaint, m contract.Message) *contract.Refusal {
	if slices.Contains(c.Verdicts(m.Action), m.Facts.Verdict) {
		return nil
	}
	return contract.Refused(contract.CodeUnknownValue, "", "field", "verdict", "value", m.Facts.Verdict)
}

// byMedium refuses to tell the customer in another way than the policy's.
func byMedium(c *complaint, m contract.Message) *contract.Refusal {
	if media := c.Terms.Media; media != nil && !slices.Contains(media.Value, m.Facts.Medium) {
		return contract.Refused(contract.CodeUnknownValue, media.Clause, "field", "medium", "value", m.Facts.Medium)
	}
	return nil
}

// closable asks how the complaint is to be settled, where the policy knows ways to settle one. There is nothing to settle of
// one that isn't upheld.
func closable(c *complaint, m contract.Message) *contract.Refusal {
	way := m.Facts.Settlement
	if _, known := c.Terms.Settlements[way]; known && !c.Dismissed || !settles(way) && (way != "") == (len(c.Terms.Settlements) > 0) {
		return nil
	}
	return contract.Refused(contract.CodeUnknownValue, "", "field", "settlement", "value", way)
}

// routable refuses a copy that the form doesn't have or that was handed over before, and every copy before the signature.
func routable(c *complaint, m contract.Message) *contract.Refusal {
	if o := c.Owing(dutySign); o != nil {
		return waits(&c.CaseState, m.Action, o)
	}
	if r := owed[*complaint](dutySettle)(c, m); r != nil {
		return r
	}
	n, copies := m.Facts.Copy, c.Terms.Settlements[c.Settlement].Copies
	switch {
	case n < 1 || n > len(copies):
		return contract.Refused(contract.CodeUnknownValue, "", "field", "copy", "value", strconv.Itoa(n))
	case slices.Contains(c.Routed, n):
		return contract.Refused(contract.CodeAlreadyDone, copies[n-1].Clause)
	}
	return nil
}

// bookable refuses to book a settlement before every copy has reached its receiver and, where the policy says so, while
// the quantities differ.
func bookable(c *complaint, m contract.Message) *contract.Refusal {
	if o := c.Owing(dutySign); o != nil {
		return waits(&c.CaseState, m.Action, o)
	}
	way := c.Terms.Settlements[c.Settlement]
	for i, copied := range way.Copies {
		if !slices.Contains(c.Routed, i+1) {
			return contract.Refused(contract.CodeCopiesOut, copied.Clause, "copy", strconv.Itoa(i+1), "roles", copied.Value)
		}
	}
	if eq := way.Equal; eq != nil && eq.Value && (m.Facts.Approved <= 0 || m.Facts.Approved != m.Facts.Actual) {
		return contract.Refused(contract.CodeQuantities, eq.Clause,
			"approved", strconv.FormatInt(m.Facts.Approved, 10), "actual", strconv.FormatInt(m.Facts.Actual, 10))
	}
	return nil
}

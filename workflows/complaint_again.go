package workflows

import (
	"slices"

	"carebook/contract"
)

// What leads a complaint back or elsewhere: another severity, another round, the return visit, an earlier case.

// reclassified starts the early warning at the moment at which a complaint turns out to be a major one, and ends what is
// still owed of it when it turns out not to be.
func (c *complaint) reclassified(m contract.Message) contract.Proposal {
	p := contract.Proposal{Type: contract.EventReclassified, Status: c.Status}
	switch was, is := c.Severity == contract.Major, m.Facts.Severity == contract.Major; {
	case is && !was:
		p.Owe = []contract.Owe{{Duty: dutyPrewarn, Since: m.At}, {Duty: dutyConvene, Since: m.At}}
	case was && !is:
		p.Settle = slices.Concat(c.Cancels(dutyPrewarn), c.Cancels(dutyRelay), c.Cancels(dutyConvene))
	}
	return p
}

// reopened begins the next round of a closed complaint; the old one stays attached. What the last one still owed of its
// result and its return visit is owed again when the new one is closed.
func (c *complaint) reopened(m contract.Message) contract.Proposal {
	return contract.Proposal{
		Type: contract.EventReopened, Status: contract.Assigned, Owe: []contract.Owe{{Duty: c.begins(), Since: m.At}},
		Settle: append(c.Cancels(dutyResult), c.Cancels(dutyRevisit)...),
	}
}

// revisitOwed is the return visit after closing, by the role of the complaint's severity, where it has no process of its own.
// Somebody unnamed isn't visited (V17-1.13).
func (c *complaint) revisitOwed(m contract.Message) []contract.Owe {
	if !c.Terms.Has(dutyRevisit) || c.Terms.Revisit == nil || c.Anonymous || c.visited() {
		return nil
	}
	by := c.Terms.Revisit.By[c.Severity]
	return []contract.Owe{{Duty: dutyRevisit, Since: m.At, Role: by.Value, Clause: by.Clause}}
}

// visited reports whether each closing is followed by a return visit that is a case of its own.
func (c *complaint) visited() bool { return c.revisit() >= ownProcess && c.Terms.Visited }

// revisited settles the return visit. A customer who isn't satisfied reopens the complaint.
func (c *complaint) revisited(m contract.Message) contract.Proposal {
	switch m.Facts.Verdict {
	case contract.Dissatisfied:
		p := c.reopened(m)
		p.Type, p.Settle = contract.EventDissatisfied, append(c.Fulfils(dutyRevisit), c.Cancels(dutyResult)...)
		return p
	case contract.Waived, contract.NotDrawn:
		return contract.Proposal{Type: contract.EventRevisitWaived, Status: c.Status, Settle: c.Cancels(dutyRevisit)}
	}
	return c.parallel(contract.EventRevisited, dutyRevisit)
}

// revisitable checks how the customer was met: in person where the policy wants that, and then with a signature.
func (c *complaint) revisitable(m contract.Message) *contract.Refusal {
	f, terms := m.Facts, c.Terms.Revisit
	if refusal := owed[*complaint](dutyRevisit)(c, m); refusal != nil && !c.Visiting {
		return refusal
	}
	if f.Earlier != "" && c.Visiting { // how the customer was met, that visit's own policy has judged
		return nil
	}
	if refusal := ofVerdicts(c, m); refusal != nil {
		return refusal
	}
	switch met := f.Medium == contract.InPerson; {
	case f.Verdict == contract.Waived:
		return nil
	case !met && slices.Contains(terms.InPerson.Value, c.Severity):
		return contract.Refused(contract.CodeNotInPerson, terms.InPerson.Clause, "severity", c.Severity)
	case met && terms.Signed.Value && !f.Signed:
		return contract.Refused(contract.CodeSignatureMissing, terms.Signed.Clause)
	}
	return nil
}

// mergesElsewhere: which case it goes on in must be said; whether the two are one issue, the books know.
func (c *complaint) mergesElsewhere(m contract.Message) *contract.Refusal {
	if m.Facts.Into == "" {
		return contract.Refused(contract.CodeUnknownValue, "", "field", "into", "value", "")
	}
	return nil
}

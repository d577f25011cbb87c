package workflows

import (
	"slices"
	"strconv"

	"carebook/contract"
)

// Duties of PF-11 and PF-12 that no action is named for, or several.
const (
	dutyCollectLast = "collect_last" // those released last above the limit
	dutyCollectPlan = "collect_plan"
	dutyRemit       = "remit"
	dutyReassess    = "reassess" // the cycle
)

// longestPlan is the number of days that a collection plan may take: a year.
const longestPlan = 366

var creditSteps = steps[*credit]{
	contract.ProveArchive:  {proposal: (*credit).proven},
	contract.ProveContract: {check: (*credit).contractKnown, proposal: (*credit).proven},
	contract.ProveBalance:  {check: (*credit).yearNamed, proposal: (*credit).proven},
	contract.ProposeLimit:  {in: in(contract.NotEligible, contract.Eligible), check: (*credit).limitPlain, proposal: (*credit).limitProposed},
	contract.ApproveLimit:  {check: (*credit).limitWaits, proposal: (*credit).limitDecided},
	contract.Request:       {check: (*credit).requestPlain, proposal: (*credit).requested},
	contract.SignFirst:     {check: (*credit).waitsFor, proposal: (*credit).signed},
	contract.SignLast:      {check: (*credit).waitsFor, proposal: (*credit).signed},
	contract.DecideSpecial: {check: (*credit).waitsFor, proposal: (*credit).signed},
	contract.Plan:          {check: (*credit).planPlain, proposal: (*credit).planned},
	contract.Pay:           {check: (*credit).paymentPlain, proposal: stays[*credit](contract.EventPaid)},
	contract.Discover:      {check: (*credit).requestPlain, proposal: stays[*credit](contract.EventUnauthorised)},
	contract.WriteOff:      {check: (*credit).itemNamed, proposal: (*credit).writtenOff},
	contract.AskReview:     {check: (*credit).unreviewed, proposal: (*credit).reviewAsked},
	contract.SettleReview:  {check: (*credit).underReview, proposal: (*credit).reviewed},
	contract.Assess:        {check: (*credit).noSheet, proposal: (*credit).assessed},
	contract.GradeIt:       {check: (*credit).gradeKnown, proposal: (*credit).graded},
	contract.Reassess:      {check: (*credit).causeKnown, proposal: (*credit).reassessDue},
	contract.CloseAccount:  {in: in(contract.NotEligible, contract.Eligible), check: (*credit).nothingWaits, proposal: (*credit).closed},
	contract.ReopenAccount: {in: in(contract.AccountClosed), proposal: (*credit).reopened},
}.with()

func unknownValue(clause, field, value string) *contract.Refusal {
	return contract.Refused(contract.CodeUnknownValue, clause, "field", field, "value", value)
}

func (c *credit) contractKnown(m contract.Message) *contract.Refusal {
	if kinds := c.Terms.Contracts; !slices.Contains(kinds.Value, m.Facts.Contract) {
		return unknownValue(kinds.Clause, "contract", m.Facts.Contract)
	}
	return nil
}

// yearNamed: that the year is over, the ledger sees.
func (c *credit) yearNamed(m contract.Message) *contract.Refusal {
	if m.Facts.Year < 2000 || m.Facts.Year > 9999 {
		return unknownValue("", "year", strconv.Itoa(m.Facts.Year))
	}
	return nil
}

// plain refuses an amount that is none, or in another currency.
func (c *credit) plain(m contract.Message) *contract.Refusal {
	switch currency := c.Terms.Currency; {
	case m.Facts.Currency != "" && m.Facts.Currency != currency.Value:
		return contract.Refused(contract.CodeCurrency, currency.Clause, "currency", currency.Value)
	case m.Facts.Amount <= 0:
		return contract.Refused(contract.CodeAmountRefused, currency.Clause, "currency", currency.Value)
	}
	return nil
}

func (c *credit) itemNamed(m contract.Message) *contract.Refusal {
	if !contract.IsReference(m.Facts.Item) {
		return contract.Refused(contract.CodeReference, c.Terms.Currency.Clause, "field", "reference")
	}
	return nil
}

func (c *credit) limitPlain(m contract.Message) *contract.Refusal {
	if c.Proposed {
		return notNow(&c.CaseState, m.Action)
	}
	return c.plain(m)
}

func (c *credit) limitWaits(m contract.Message) *contract.Refusal {
	switch v := m.Facts.Verdict; {
	case !c.Proposed:
		return notNow(&c.CaseState, m.Action)
	case v != contract.Approve && v != contract.Refusing:
		return unknownValue("", "verdict", v)
	}
	return nil
}

func (c *credit) requestPlain(m contract.Message) *contract.Refusal {
	if refusal := c.plain(m); refusal != nil {
		return refusal
	}
	if refusal := c.itemNamed(m); refusal != nil {
		return refusal
	}
	if m.Facts.Planned && (m.Facts.Days < 1 || m.Facts.Days > longestPlan) {
		return unknownValue(c.Terms.Currency.Clause, "days", strconv.Itoa(m.Facts.Days))
	}
	return nil
}

func (c *credit) paymentPlain(m contract.Message) *contract.Refusal {
	if refusal := c.plain(m); refusal != nil {
		return refusal
	}
	if !contract.IsReference(m.Facts.Receipt) {
		return contract.Refused(contract.CodeReference, c.Terms.Currency.Clause, "field", "receipt")
	}
	if m.Facts.Item != "" {
		return c.itemNamed(m)
	}
	return nil
}

// waitsFor allows a signature only for a request that waits for this one.
func (c *credit) waitsFor(m contract.Message) *contract.Refusal {
	w := c.Waits(m.Facts.Item)
	switch v := m.Facts.Verdict; {
	case w == nil || !slices.Contains(contract.CreditWaysOf[m.Action], w.Way):
		return unknownItem(m)
	case v != contract.Approve && v != contract.Refusing:
		return unknownValue("", "verdict", v)
	}
	return nil
}

func (c *credit) planPlain(m contract.Message) *contract.Refusal {
	w := c.Waits(m.Facts.Item)
	switch days := m.Facts.Days; {
	case w == nil || w.Way == contract.WaySpecial || w.Way == "":
		return unknownItem(m)
	case days < 1 || days > longestPlan:
		return unknownValue("", "days", strconv.Itoa(days))
	}
	return nil
}

func (c *credit) unreviewed(m contract.Message) *contract.Refusal {
	if w := c.Waits(m.Facts.Item); w != nil && w.Review {
		return contract.Refused(contract.CodeAlreadyDone, c.OwingItem(string(contract.SettleReview), w.Item).Clause)
	}
	return c.itemNamed(m)
}

func (c *credit) underReview(m contract.Message) *contract.Refusal {
	w := c.Waits(m.Facts.Item)
	switch v := m.Facts.Verdict; {
	case w == nil || !w.Review:
		return unknownItem(m)
	case v != contract.Uphold && v != contract.Overturn:
		return unknownValue("", "verdict", v)
	}
	return nil
}

func (c *credit) noSheet(m contract.Message) *contract.Refusal {
	if c.Sheet {
		return notNow(&c.CaseState, m.Action)
	}
	return nil
}

func (c *credit) gradeKnown(m contract.Message) *contract.Refusal {
	switch grades := c.Terms.Grades; {
	case !c.Sheet:
		return notNow(&c.CaseState, m.Action)
	case !slices.Contains(grades.Value, m.Facts.Grade):
		return unknownValue(grades.Clause, "grade", m.Facts.Grade)
	}
	return nil
}

// causeKnown refuses to ask for an assessment that is owed. What another case brings is recorded all the same, and nothing is
// owed twice.
func (c *credit) causeKnown(m contract.Message) *contract.Refusal {
	switch causes := c.Terms.Causes; {
	case !slices.Contains(causes.Value, m.Facts.Cause):
		return unknownValue(causes.Clause, "cause", m.Facts.Cause)
	case m.Facts.Earlier == "" && c.OwingItem(string(contract.Assess), m.Facts.Cause) != nil:
		return contract.Refused(contract.CodeAlreadyDone, causes.Clause)
	}
	return nil
}

func (c *credit) nothingWaits(contract.Message) *contract.Refusal {
	if len(c.Waiting) > 0 {
		return contract.Refused(contract.CodeStillWaiting, c.Terms.Currency.Clause, "item", c.Waiting[0].Item)
	}
	return nil
}

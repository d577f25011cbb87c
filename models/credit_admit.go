package models

import (
	"errors"
	"fmt"
	"slices"
	"strconv"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/policies"
)

// admit looks at the account under its lock, and refuses what its figures, its requests or its receipts don't allow.
func (c *Credit) admit(w *writer) (*contract.Refusal, error) {
	switch w.cmd.Action {
	case contract.Open:
		return c.admitOpening(w)
	case contract.Note, contract.Attach, contract.Claim, contract.Reassign: // the figures have nothing to do with them
		return nil, nil
	}
	if err := c.look(w, w.cmd.OccurredAt, w.facts.Item); err != nil {
		return nil, err
	}
	if refusal := c.otherEyes(w); refusal != nil {
		return refusal, nil
	}
	switch w.cmd.Action {
	case contract.Pay:
		return c.admitPayment(w)
	case contract.Discover:
		return c.admitDiscovery(w)
	case contract.Reassess:
		return w.attachedFile()
	}
	if check := creditChecks[w.cmd.Action]; check != nil {
		return check(c, w), nil
	}
	return nil, nil
}

// creditChecks are what the account's figures and its request allow, by action.
var creditChecks = map[contract.Action]func(*Credit, *writer) *contract.Refusal{
	contract.ProveBalance: (*Credit).admitBalance, contract.Request: (*Credit).admitRequest, contract.SignFirst: (*Credit).admitSignature,
	contract.SignLast: (*Credit).admitSignature, contract.DecideSpecial: (*Credit).admitSignature,
	contract.WriteOff: (*Credit).admitWriteOff, contract.AskReview: (*Credit).admitReview, contract.Void: (*Credit).admitVoid,
}

// admitWriteOff: only goods that aren't paid can be written off.
func (c *Credit) admitWriteOff(w *writer) *contract.Refusal {
	if g := c.desk.account.find(w.facts.Item); g == nil || g.left == 0 {
		return unknownItem(w)
	}
	return nil
}

// admitVoid: an account on which something was entered isn't void; what is owed would be forgotten.
func (c *Credit) admitVoid(w *writer) *contract.Refusal {
	if len(c.desk.lines) == 0 {
		return nil
	}
	return contract.Refused(contract.CodeWrongState, "", "action", string(w.cmd.Action), "status", string(w.k.Status))
}

func unknownItem(w *writer) *contract.Refusal {
	return contract.Refused(contract.CodeUnknownItem, "", "action", string(w.cmd.Action), "item", w.facts.Item)
}

// otherEyes is four eyes of those who had to do with the request: who that was, the case's row alone doesn't know.
func (c *Credit) otherEyes(w *writer) *contract.Refusal {
	permit, _ := w.process().Permit(string(w.cmd.Action))
	if part := (party{detail: c, staff: w.cmd.Principal}).kept(permit); part != "" {
		return contract.Refused(contract.CodeFourEyes, permit.NotBy.Clause, "part", part)
	}
	return nil
}

// admitOpening asks for a customer who has no account at this unit, and for somebody whose customer it is.
func (c *Credit) admitOpening(w *writer) (*contract.Refusal, error) {
	clause := w.process().Actions[string(contract.Open)].By.Clause
	if c.SellerID == "" {
		return contract.Refused(contract.CodeUnknownStaff, clause, "field", "assignee"), nil
	}
	var customers int64
	if err := w.tx.Model(&Customer{}).Where("id = ?", c.CustomerID).Count(&customers).Error; err != nil {
		return nil, fmt.Errorf("reading the customer: %w", err)
	}
	if customers == 0 {
		return contract.Refused(contract.CodeUnknownCustomer, clause), nil
	}
	var other Credit
	err := w.tx.Where("unit_id = ? AND customer_id = ? AND NOT voided", c.UnitID, c.CustomerID).Take(&other).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("looking for an account of the customer: %w", err)
	}
	return contract.Refused(contract.CodeCreditExists, clause, "case", other.CaseID), nil
}

// admitBalance refuses a proof of a year that isn't over, and of one from which goods aren't paid (V2-1.1.3).
func (c *Credit) admitBalance(w *writer) *contract.Refusal {
	clause, year := w.process().Actions[string(contract.ProveBalance)].By.Clause, w.facts.Year
	if year >= w.cmd.OccurredAt.In(w.cal.Location()).Year() {
		return contract.Refused(contract.CodeUnknownValue, clause, "field", "year", "value", strconv.Itoa(year))
	}
	if f := c.desk.figures; f.Oldest != "" && f.Oldest[:4] <= strconv.Itoa(year) {
		return contract.Refused(contract.CodeBalanceOpen, clause, "year", strconv.Itoa(year), "item", f.Item)
	}
	return nil
}

func (c *Credit) admitRequest(w *writer) *contract.Refusal {
	p, r := w.policy.Credit, c.desk.request
	switch {
	case w.k.Status == contract.AccountClosed:
		return contract.Refused(contract.CodeAccountClosed, p.Grounds["closed"].Clause)
	case r != nil:
		return contract.Refused(contract.CodeReferenceUsed, p.Grounds["in_limit"].Clause, "item", r.Item, "state", r.State)
	case w.facts.Gone:
		return c.admitGone(w)
	case !c.desk.eligible && !w.facts.Planned:
		return contract.Refused(contract.CodeNotEligible, p.Grounds["cash_only"].Clause)
	case c.Waiting >= int64(p.Most.Value):
		return contract.Refused(contract.CodeTooMany, p.Most.Clause, "most", strconv.Itoa(int(p.Most.Value)))
	}
	return nil
}

// admitGone takes goods that have left already only when they are released at once: there is nothing to wait for. Whoever
// brings others says who bears them (V2-3.2).
func (c *Credit) admitGone(w *writer) *contract.Refusal {
	way, clause := c.desk.findWay(w.policy.Credit, w.facts.Amount)
	if way == contract.WayInLimit {
		return nil
	}
	f := c.desk.figures
	return contract.Refused(contract.CodeNotReleased, clause, "limit", policies.Money(f.Limit).String(),
		"unpaid", policies.Money(f.Unpaid).String(), "amount", policies.Money(w.facts.Amount).String())
}

// admitSignature looks whether the figures of this moment are still those that the signature is for.
func (c *Credit) admitSignature(w *writer) *contract.Refusal {
	d, p := c.desk, w.policy.Credit
	switch {
	case !d.waits(contract.CreditWaysOf[w.cmd.Action]...):
		return unknownItem(w)
	case w.facts.Verdict == contract.Refusing || w.cmd.Action == contract.DecideSpecial:
		return nil
	case !d.eligible:
		return contract.Refused(contract.CodeNotEligible, p.Grounds["cash_only"].Clause)
	}
	way, clause := d.findWay(p, d.request.Amount)
	if way == contract.WayInLimit || way == d.request.Way {
		return nil
	}
	f := d.figures
	return contract.Refused(contract.CodeUnfit, clause, "limit", policies.Money(f.Limit).String(), "unpaid", policies.Money(f.Unpaid).String(),
		"amount", policies.Money(d.request.Amount).String(), "way", way)
}

// admitPayment refuses a receipt that the unit has booked, and money for goods that the account doesn't know.
func (c *Credit) admitPayment(w *writer) (*contract.Refusal, error) {
	var first CreditLine
	err := w.tx.Where("unit_id = ? AND receipt = ?", c.UnitID, w.facts.Receipt).Take(&first).Error
	if err == nil {
		clause := w.process().Actions[string(contract.Pay)].By.Clause
		return contract.Refused(contract.CodeReceiptUsed, clause, "receipt", first.Receipt, "case", first.CaseID, "seq", strconv.FormatInt(first.Seq, 10)), nil
	}
	if !errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, fmt.Errorf("looking for the receipt: %w", err)
	}
	if w.facts.Item == "" || c.desk.account.find(w.facts.Item) != nil || c.desk.prepays(w.policy.Credit) {
		return nil, nil
	}
	return unknownItem(w), nil
}

// prepays reports whether the request can be released against money that comes first.
func (d *creditDesk) prepays(p *policies.Credit) bool {
	return p.Prepay != nil && p.Prepay.Value && d.waits(contract.WayFirst, contract.WayLast, contract.WayPrepay)
}

// admitDiscovery asks for those who bear the goods, each in the role that the policy names, and refuses goods that were
// released.
func (c *Credit) admitDiscovery(w *writer) (*contract.Refusal, error) {
	bearers := w.policy.Credit.Bearers
	if r := c.desk.request; r != nil && (r.State == contract.RequestReleased || r.State == contract.RequestUnauthorised) {
		return contract.Refused(contract.CodeReferenceUsed, bearers.Clause, "item", r.Item, "state", r.State), nil
	}
	if len(w.facts.Bearers) != len(bearers.Value) {
		return contract.Refused(contract.CodeIncomplete, bearers.Clause, "fields", "bearers"), nil
	}
	for i, id := range w.facts.Bearers {
		held, err := RolesAt(w.tx, id, w.k.UnitID, w.now)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(held, bearers.Value[i]) {
			return contract.Refused(contract.CodeUnknownStaff, bearers.Clause, "field", "bearers"), nil
		}
	}
	return nil, nil
}

// admitReview allows one review of a decision by which goods weren't released.
func (c *Credit) admitReview(w *writer) *contract.Refusal {
	r := c.desk.request
	switch {
	case r == nil || r.State == contract.RequestReleased || r.State == contract.RequestUnauthorised:
		return unknownItem(w)
	case r.Review != "":
		return contract.Refused(contract.CodeAlreadyDone, w.process().Actions[string(contract.AskReview)].By.Clause, "action", string(w.cmd.Action))
	}
	return nil
}

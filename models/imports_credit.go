package models

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/policies"
)

// dispatch records goods that have left in the other system. What the account has released under their reference, for cash
// too, is in the books. Those that come with bearers left without a release (V2-3.2); others the ledger releases at once, or
// refuses.
func (d *importDesk) dispatch(ref *ExternalRef, cells map[string]string) (n NewCommand, refusal *contract.Refusal, err error) {
	a, refusal, err := d.account(cells["customer_ref"])
	if refusal != nil || err != nil {
		return n, refusal, err
	}
	facts := contract.Facts{Amount: amountOf(cells), Currency: cells["currency"], Item: cells["external_ref"]}
	if cells["bearers"] != "" {
		facts.Bearers, refusal, err = d.badges(cells["bearers"])
		if refusal != nil || err != nil {
			return n, refusal, err
		}
		return d.onAccount(ref, a, contract.Discover, cells["dispatched_at"], facts)
	}
	var r CreditRequest
	states := []string{contract.RequestReleased, contract.RequestCash, contract.RequestUnauthorised}
	err = d.tx.Where("case_id = ? AND item = ? AND state IN ?", a.Credit.CaseID, facts.Item, states).Take(&r).Error
	switch {
	case errors.Is(err, gorm.ErrRecordNotFound):
		facts.Gone = true
		return d.onAccount(ref, a, contract.Request, cells["dispatched_at"], facts)
	case err != nil:
		return n, nil, err
	case r.Amount != facts.Amount:
		return n, contract.Refused(contract.CodeRowChanged, ""), nil
	}
	ref.ResultID, ref.ImportID = a.Credit.CaseID, ""
	return n, nil, nil
}

// payment records money that came. The ledger books each receipt once.
func (d *importDesk) payment(ref *ExternalRef, cells map[string]string) (n NewCommand, refusal *contract.Refusal, err error) {
	a, refusal, err := d.account(cells["customer_ref"])
	if refusal != nil || err != nil {
		return n, refusal, err
	}
	return d.onAccount(ref, a, contract.Pay, cells["paid_at"], contract.Facts{
		Amount: amountOf(cells), Currency: cells["currency"], Receipt: cells["receipt"], Item: cells["dispatch_ref"],
	})
}

// amountOf is 0 for what is no amount: the ledger's refusal cites the clause.
func amountOf(cells map[string]string) int64 {
	amount, err := policies.ParseMoney(cells["amount"])
	if err != nil {
		return 0
	}
	return int64(amount)
}

// account is the one that an imported customer has at the import's unit.
func (d *importDesk) account(customerRef string) (*CreditItem, *contract.Refusal, error) {
	customer, err := d.named(contract.ImportCustomers, customerRef)
	if err != nil {
		return nil, nil, err
	}
	if customer == nil {
		return nil, contract.Refused(contract.CodeUnknownReference, "", "field", "customer_ref"), nil
	}
	var a CreditItem
	err = credits(d.tx).Where("credits.unit_id = ? AND credits.customer_id = ? AND NOT credits.voided", d.i.UnitID, customer.ResultID).Take(&a).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, contract.Refused(contract.CodeNoAccount, ""), nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("reading the customer's account: %w", err)
	}
	return &a, nil, nil
}

// onAccount is the command of a row for an account's case. A day on which the account was opened begins with that.
func (d *importDesk) onAccount(
	ref *ExternalRef, a *CreditItem, action contract.Action, moment string, facts contract.Facts,
) (n NewCommand, refusal *contract.Refusal, err error) {
	key, err := d.customerKey(a.CustomerID)
	if errors.Is(err, ErrForgotten) {
		return n, contract.Refused(contract.CodeUnknownReference, "", "field", "customer_ref"), nil
	}
	if err != nil {
		return n, nil, err
	}
	at, err := time.Parse(time.RFC3339, moment)
	if err != nil {
		return n, nil, err
	}
	if opened := a.OpenedAt.In(at.Location()); at.Format(time.TimeOnly) == "00:00:00" && at.Format(time.DateOnly) == opened.Format(time.DateOnly) {
		at = opened
	}
	n = d.command(ref, a.Credit.CaseID)
	ref.ResultID = n.ID
	n.Key, n.Kind, n.Action, n.OccurredAt, n.Facts = d.command(ref, "").Key, string(contract.Credit), action, &at, facts
	return n, nil, d.because(&n, key)
}

// badges are the ids of staff whose badges a cell names, in its order.
func (d *importDesk) badges(cell string) (ids []string, _ *contract.Refusal, _ error) {
	for badge := range strings.SplitSeq(cell, ",") {
		staff, err := StaffByCode(d.tx, badge)
		if errors.Is(err, gorm.ErrRecordNotFound) {
			return nil, contract.Refused(contract.CodeUnknownStaff, "", "field", "bearers"), nil
		}
		if err != nil {
			return nil, nil, err
		}
		ids = append(ids, staff.ID)
	}
	return ids, nil, nil
}

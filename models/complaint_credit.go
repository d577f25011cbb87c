package models

import (
	"fmt"
	"slices"

	"carebook/contract"
)

// reassess has the accounts of whoever complains assessed before their time (PF-12, S8-7.3), where their policies have that
// cause. The accounts are those of the units on one line with the complaint's: its own, those above and those below. Who works
// beside it sees neither the customer nor the complaint.
func (d *Complaint) reassess(w *writer) error {
	if d.CustomerID == nil {
		return nil
	}
	accounts, err := w.accountsOnLine(*d.CustomerID)
	if err != nil {
		return err
	}
	for _, a := range accounts {
		policy, err := w.b.PolicyOf(w.tx, contract.Credit, a.Edition)
		if err != nil {
			return err
		}
		if !slices.Contains(policy.Credit.Causes.Value, contract.CauseComplaint) {
			continue
		}
		_, err = w.spawn(contract.Credit, a.ID, contract.Reassess, contract.Facts{Cause: contract.CauseComplaint, Earlier: d.CaseID})
		if err != nil {
			return err
		}
	}
	return nil
}

// accountsOnLine are the cases of a customer's open accounts on the line of the case's unit. They are found by unit and customer,
// for which there is an index.
func (w *writer) accountsOnLine(customer string) (cases []Case, err error) {
	err = w.tx.Raw(withAbove+`, below (id) AS (
			SELECT id FROM units WHERE id = ?
			UNION SELECT u.id FROM units u JOIN below ON u.parent_id = below.id
		), line (id) AS (SELECT id FROM above UNION SELECT id FROM below)
		SELECT cases.* FROM line
		JOIN credits ON credits.unit_id = line.id AND credits.customer_id = ? AND NOT credits.voided
		JOIN cases ON cases.id = credits.case_id
		WHERE cases.status <> ? ORDER BY cases.id`, w.k.UnitID, w.k.UnitID, customer, contract.AccountClosed).Scan(&cases).Error
	if err != nil {
		return nil, fmt.Errorf("looking for accounts of the customer: %w", err)
	}
	return cases, nil
}

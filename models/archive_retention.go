package models

import (
	"errors"
	"fmt"

	"carebook/contract"
	"carebook/policies"
)

// retain has a file kept from its storing on, where the unit keeps such files: a case of its own.
func (a *Archive) retain(w *writer) error {
	var unit Unit
	if err := w.tx.Where("id = ?", w.k.UnitID).Take(&unit).Error; err != nil {
		return fmt.Errorf("reading the unit: %w", err)
	}
	p, _, err := w.shelf.Policy(w.tx, contract.Retention, unit.Profile, w.event.At)
	if errors.Is(err, policies.ErrNoProfile) || errors.Is(err, policies.ErrNoPolicy) {
		return nil
	}
	if err != nil {
		return err
	}
	record, keeps := p.Retention.Keeping(string(contract.Archive))
	if !keeps {
		return nil
	}
	_, err = w.spawn(contract.Retention, "", contract.Open, contract.Facts{
		Unit: w.k.UnitID, Customer: a.CustomerID, Retention: &contract.RetentionFacts{Record: record, Case: a.CaseID},
	})
	return err
}

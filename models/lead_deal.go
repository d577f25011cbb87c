package models

import (
	"errors"
	"fmt"

	"carebook/contract"
	"carebook/policies"
)

// eventDeal is the event after which whoever has bought is visited.
const eventDeal = "deal_closed"

// follow opens the return visit of a deal (R1-3.1), where the unit has one on the day of the deal. The lead's number keeps a
// second one away.
func (l *Lead) follow(w *writer) error {
	if w.event.Type != contract.EventWon {
		return nil
	}
	visits, err := w.visitsAfter(eventDeal)
	if err != nil || !visits {
		return err
	}
	_, err = w.spawn(contract.ReturnVisit, "", contract.Open, contract.Facts{
		Unit: w.k.UnitID, Customer: l.CustomerID, Event: eventDeal, Reference: w.k.Number,
	})
	return err
}

// visitsAfter reports whether the case's unit visits customers again after an event, on the day of the command.
func (w *writer) visitsAfter(event string) (bool, error) {
	var unit Unit
	if err := w.tx.Where("id = ?", w.k.UnitID).Take(&unit).Error; err != nil {
		return false, fmt.Errorf("reading the unit: %w", err)
	}
	policy, _, err := w.shelf.Policy(w.tx, contract.ReturnVisit, unit.Profile, w.cmd.OccurredAt)
	if errors.Is(err, policies.ErrNoPolicy) || errors.Is(err, policies.ErrNoProfile) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	_, visits := policy.ReturnVisit.Events[event]
	return visits, nil
}

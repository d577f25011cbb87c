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
	var unit Unit
	if err := w.tx.Where("id = ?", w.k.UnitID).Take(&unit).Error; err != nil {
		return fmt.Errorf("reading the unit of a deal: %w", err)
	}
	policy, _, err := w.shelf.Policy(w.tx, contract.ReturnVisit, unit.Profile, w.cmd.OccurredAt)
	if errors.Is(err, policies.ErrNoPolicy) || errors.Is(err, policies.ErrNoProfile) {
		return nil
	}
	if err != nil {
		return err
	}
	if _, visits := policy.ReturnVisit.Events[eventDeal]; !visits {
		return nil
	}
	_, err = w.spawn(contract.ReturnVisit, "", contract.Open, contract.Facts{
		Unit: w.k.UnitID, Customer: l.CustomerID, Event: eventDeal, Reference: w.k.Number,
	})
	return err
}

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

// partChecker is whoever has checked who asks to be erased.
const partChecker = "checker"

func (e *Erasure) take(caseID string, f contract.Facts, opener string) {
	*e = Erasure{
		CaseID: caseID, CustomerID: f.Customer, ReceiverID: opener, HandlerID: opener, Asker: contract.Message{Facts: f}.Erasure().Asker, Channel: f.Channel,
	}
}

func (e *Erasure) learn(w *writer) {
	if w.cmd == nil {
		return
	}
	said := w.message().Erasure()
	switch w.event.Type {
	case contract.EventReassigned:
		if w.facts.Obligation == "" {
			e.HandlerID = w.facts.Assignee
		}
	case contract.EventIdentified:
		e.Proof, e.CheckerID, e.CheckedAt = said.Proof, &w.cmd.Principal, &w.event.At
	case contract.EventErased, contract.EventRestricted, contract.EventTurnedDown:
		e.Ground, e.DeciderID, e.DecidedAt = said.Ground, &w.cmd.Principal, &w.event.At
	}
}

func (e *Erasure) plays(part, staff string) bool {
	switch part {
	case partHandler:
		return e.HandlerID == staff
	case partRecipient:
		return e.ReceiverID == staff
	case partChecker:
		return deref(e.CheckerID) == staff
	}
	return false
}

func (e *Erasure) mayDecide(string, *policies.Policy) []string { return nil }

func (e *Erasure) is(condition string) bool { return condition == e.Asker || condition == e.Channel }

func (e *Erasure) handler() string { return e.HandlerID }

// admit checks what the tables know about a command on a request.
func (e *Erasure) admit(w *writer) (*contract.Refusal, error) {
	switch w.cmd.Action {
	case contract.Open:
		return e.admitOpening(w)
	case contract.Erase:
		return e.admitErasing(w)
	case contract.TurnDown, contract.Restrict:
		return reasoned(w, "reason"), nil // whoever asked hears why (PIPL 47, 50)
	}
	return nil, nil
}

func (e *Erasure) admitOpening(w *writer) (*contract.Refusal, error) {
	p := w.policy.Erasure
	switch {
	case !slices.Contains(p.Channels.Value, e.Channel):
		return contract.Refused(contract.CodeUnknownValue, p.Channels.Clause, "field", "channel", "value", e.Channel), nil
	case !slices.Contains(p.Askers.Value, e.Asker):
		return contract.Refused(contract.CodeUnknownValue, p.Askers.Clause, "field", "asker", "value", e.Asker), nil
	}
	if _, err := CustomerKeyOf(w.tx, e.CustomerID); errors.Is(err, gorm.ErrRecordNotFound) {
		return contract.Refused(contract.CodeUnknownCustomer, ""), nil
	} else if err != nil {
		return nil, err
	}
	if err := lockCustomerRow(w.tx, e.CustomerID); err != nil { // of two requests at once one is first
		return nil, err
	}
	var k Case
	err := w.tx.Table("cases").Select("cases.*").Joins("JOIN erasures ON erasures.case_id = cases.id").
		Where("erasures.customer_id = ? AND NOT cases.ended", e.CustomerID).Limit(1).Take(&k).Error
	switch {
	case errors.Is(err, gorm.ErrRecordNotFound):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("looking for another request: %w", err)
	}
	return contract.Refused(contract.CodeUnderWay, "", "case", k.ID), nil
}

// admitErasing refuses as long as something stands against it. Nothing about the customer can be opened from here on until it is
// done.
func (e *Erasure) admitErasing(w *writer) (*contract.Refusal, error) {
	if err := lockCustomerRow(w.tx, e.CustomerID); err != nil {
		return nil, err
	}
	found, err := w.conflicts(e.CustomerID)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	params := []string{"what", found[0].What}
	for _, c := range found {
		params = append(params, c.What, strconv.FormatInt(c.Count, 10))
	}
	return contract.Refused(contract.CodeConflict, w.policy.Erasure.Conflicts.Clause, params...), nil
}

// decide puts on the event what stands against an erasure when the person's identity has been checked, and when the data are kept.
func (e *Erasure) decide(w *writer) error {
	if w.cmd == nil || w.cmd.Action != contract.Identify && w.cmd.Action != contract.Restrict {
		return nil
	}
	found, err := w.conflicts(e.CustomerID)
	if err == nil && len(found) > 0 {
		w.event.Erasure = &contract.ErasureRuling{Conflicts: found}
	}
	return err
}

// keep carries out what was decided. Erasing is one transaction with its event: a worker that dies has done nothing, or all of it.
func (e *Erasure) keep(w *writer) error {
	switch w.event.Type {
	case contract.EventErased:
		gone, err := w.b.erase(w.tx, e.CustomerID, e.CaseID, w.now)
		if err != nil {
			return err
		}
		e.ErasedAt, e.Files, e.ImportRows = &w.now, gone.files, gone.rows
		w.event.Erasure = &contract.ErasureRuling{Files: gone.files, Rows: gone.rows}
	case contract.EventRestricted:
		return e.restrict(w, w.now)
	case contract.EventTurnedDown, contract.EventWithdrawn, contract.EventVoided:
		return e.restrict(w, nil)
	}
	return nil
}

func (e *Erasure) restrict(w *writer, since any) error {
	if err := w.tx.Model(&Customer{}).Where("id = ?", e.CustomerID).Update("restricted_at", since).Error; err != nil {
		return fmt.Errorf("restricting customer %s: %w", e.CustomerID, err)
	}
	return nil
}

// audits are what the second chain is told: each step towards an erasure, and what it came to.
func (e *Erasure) audits(w *writer) []AuditEntry {
	actions := map[string]AuditAction{
		contract.EventOpened: AuditErasureAsked, contract.EventIdentified: AuditErasureChecked, contract.EventErased: AuditErased,
		contract.EventRestricted: AuditRestricted, contract.EventTurnedDown: AuditErasureRefused, contract.EventWithdrawn: AuditErasureRefused,
		contract.EventVoided: AuditErasureRefused,
	}
	action, audited := actions[w.event.Type]
	if !audited {
		return nil
	}
	return []AuditEntry{{Actor: w.event.Actor, Unit: w.k.UnitID, Action: action, Kind: KindCustomer, Object: e.CustomerID}}
}

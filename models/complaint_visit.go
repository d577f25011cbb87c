package models

import (
	"errors"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/policies"
)

const (
	eventHandled = "complaint_handled" // after which a complainant is visited
	dutyRevisit  = "revisit"           // where a complaint's return visit is a to-do of its own
)

// visitsAfterClosing reports whether the unit of a complaint that is being opened has return visits as a process of their own.
func (w *writer) visitsAfterClosing() (bool, error) {
	policy, _, err := w.shelf.Policy(w.tx, contract.ReturnVisit, w.profile, w.cmd.OccurredAt)
	if errors.Is(err, policies.ErrNoPolicy) || errors.Is(err, policies.ErrNoProfile) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	_, visits := policy.ReturnVisit.Events[eventHandled]
	return visits, nil
}

// pin is what the policy says, and whether a return visit of its own follows each closing.
func (d *Complaint) pin(p *policies.Policy, out *contract.Recorded) {
	terms := p.Complaint.ComplaintTerms
	terms.Visited = d.Visited
	out.Terms = &terms
}

// keep has the complainant's accounts assessed again when the complaint is opened, brings its return visit to life when it is
// closed, and takes that back when the complaint goes elsewhere.
func (d *Complaint) keep(w *writer) (err error) {
	switch w.event.Type {
	case contract.EventOpened:
		err = d.reassess(w)
	case contract.EventClosed:
		d.ReturnVisitID, err = d.visit(w)
	case contract.EventReopened, contract.EventVoided, contract.EventWithdrawn, contract.EventMerged:
		open, errRead := d.visitOpen(w)
		if errRead != nil || !open {
			return errRead
		}
		_, err = w.spawn(contract.ReturnVisit, *d.ReturnVisitID, contract.Void, contract.Facts{})
	}
	return err
}

// visit opens the return visit: nobody unnamed is visited (V17-1.13), and a process that counts the visit among its own
// to-dos gets no second one. Whoever wasn't satisfied at the last visit is visited again without a draw.
func (d *Complaint) visit(w *writer) (*string, error) {
	byHand := slices.ContainsFunc(w.in.Proposal.Owe, func(o contract.Owe) bool { return o.Duty == dutyRevisit })
	if !d.Visited || d.CustomerID == nil || byHand {
		return nil, nil
	}
	var displeased int64
	err := w.tx.Model(&ReturnVisit{}).Where("origin_id = ? AND verdict = ?", d.CaseID, contract.Dissatisfied).Limit(1).Count(&displeased).Error
	if err != nil {
		return nil, fmt.Errorf("reading earlier return visits: %w", err)
	}
	id, err := w.spawn(contract.ReturnVisit, "", contract.Open, contract.Facts{
		Unit: w.k.UnitID, Customer: *d.CustomerID, Severity: d.Severity, Event: eventHandled, Earlier: d.CaseID, Certain: displeased > 0,
	})
	return &id, err
}

// visitOpen reports whether the return visit hasn't ended, or is still to be opened by the command that the closing brought. One
// look at both: the visit may be opened meanwhile.
func (d *Complaint) visitOpen(w *writer) (bool, error) {
	if d.ReturnVisitID == nil {
		return false, nil
	}
	var open int64
	err := w.tx.Raw(`SELECT (SELECT count(*) FROM return_visits WHERE case_id = ? AND NOT ended)
		+ (SELECT count(*) FROM commands WHERE state = 'received' AND cause <> '' AND action = ? AND stream = ?)`,
		*d.ReturnVisitID, contract.Open, *d.ReturnVisitID).Scan(&open).Error
	if err != nil {
		return false, fmt.Errorf("reading the return visit: %w", err)
	}
	return open > 0, nil
}

// admitRevisit lets the return visit itself say what came of it, none but the last one, and nobody else as long as it runs.
func (d *Complaint) admitRevisit(w *writer) (*contract.Refusal, error) {
	if w.facts.Earlier != "" {
		if w.cmd.Cause == "" || w.facts.Earlier != deref(d.ReturnVisitID) {
			return contract.Refused(contract.CodeWrongState, "", "action", string(w.cmd.Action), "status", string(w.k.Status)), nil
		}
		return nil, nil
	}
	open, err := d.visitOpen(w)
	if err != nil && !errors.Is(err, gorm.ErrRecordNotFound) || !open {
		return nil, err
	}
	return contract.Refused(contract.CodeVisitExists, "", "case", *d.ReturnVisitID), nil
}

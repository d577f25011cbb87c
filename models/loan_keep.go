package models

import (
	"fmt"

	"carebook/contract"
)

// decide completes what the process proposes by what only the books know: who approves, who hands the record out, who owes it back, and
// whether it is opened on screen, and until when.
func (l *Loan) decide(w *writer) error {
	if w.cmd == nil {
		return nil
	}
	p, r := &w.in.Proposal, w.policy.Loan.Records[l.Record]
	switch p.Type {
	case contract.EventOpened:
		roles := r.Approvers(l.Relation)
		p.Owe = nil
		for _, role := range roles.Value {
			p.Owe = append(p.Owe, contract.Owe{Duty: dutyApprove, Item: role, Role: role, Clause: roles.Clause, Since: w.cmd.OccurredAt})
		}
		w.event.Loan = &contract.LoanRuling{Relation: l.Relation, Clause: roles.Clause}
	case contract.EventGranted:
		if l.Purpose == contract.ToRead && l.RecordCaseID != nil && w.policy.Loan.OnScreen(l.Record) {
			return l.openOnScreen(w)
		}
		for i := range p.Owe {
			p.Owe[i].Role, p.Owe[i].Clause = r.Keeper.Value, r.Keeper.Clause
		}
	case contract.EventIssued:
		for i := range p.Owe {
			p.Owe[i].Person = l.AskerID
		}
	}
	return nil
}

// openOnScreen lets the record be read from the approval on, for the policy's time. Nobody has to hand anything out.
func (l *Loan) openOnScreen(w *writer) error {
	until, err := w.cal.Due(w.event.At, w.policy.Loan.Access.Value)
	if err != nil {
		return fmt.Errorf("how long a record may be read: %w", err)
	}
	at := micros(until.At)
	w.in.Proposal.Owe, w.in.Proposal.Status = nil, contract.Reading
	w.event.Loan = &contract.LoanRuling{Clause: w.policy.Loan.Access.Clause, Until: &at}
	return nil
}

// keep opens a record to whoever may read it on screen, closes it again, and bans who was fined.
func (l *Loan) keep(w *writer) error {
	switch w.event.Type {
	case contract.EventGranted:
		if l.UntilAt == nil {
			return nil
		}
		row := LoanGrant{CaseID: l.CaseID, RecordCaseID: *l.RecordCaseID, StaffID: l.AskerID, FromAt: w.event.At, UntilAt: *l.UntilAt}
		if err := w.tx.Create(&row).Error; err != nil {
			return fmt.Errorf("opening the record: %w", err)
		}
	case contract.EventAccessEnded, contract.EventVoided:
		err := w.tx.Model(&LoanGrant{}).Where("case_id = ? AND ended_at IS NULL", l.CaseID).Update("ended_at", w.now).Error
		if err != nil {
			return fmt.Errorf("closing the record: %w", err)
		}
	case contract.EventBreached, contract.EventLost:
		return l.ban(w)
	}
	return nil
}

// ban keeps records of this kind from whoever is fined by this event.
func (l *Loan) ban(w *writer) error {
	r, fines := w.policy.Loan.Records[l.Record], w.in.Proposal.Fines
	if r.Ban == nil || !r.Ban.Value || len(fines) == 0 {
		return nil
	}
	row := LoanBan{
		CaseID: l.CaseID, Seq: w.event.Seq, StaffID: fines[0].Person, Policy: w.policy.ID, Record: l.Record, Clause: r.Ban.Clause, At: w.event.At,
	}
	if w.event.Type == contract.EventLost && r.Lost != nil {
		row.Clause = r.Lost.Clause
	}
	if err := w.tx.Create(&row).Error; err != nil {
		return fmt.Errorf("banning who was fined: %w", err)
	}
	return nil
}

// finish takes over when the record is due, and moves that when its clock is counted again.
func (l *Loan) finish(w *writer) error { //nolint:unparam // a finisher
	for _, all := range [][]contract.Obligation{w.event.Opened, w.event.Moved} {
		for _, o := range all {
			if o.Duty == dutyGiveBack || o.Duty == dutyFinishReading {
				due := o.Due
				l.DueAt = &due
			}
		}
	}
	return nil
}

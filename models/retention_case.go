package models

import (
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"carebook/calendar"
	"carebook/contract"
	"carebook/policies"
)

const (
	partReviewer = "reviewer"
	partApprover = "approver"

	dutyBind         = "bind"
	dutyKeep         = "keep"
	dutyHold         = "hold"
	dutyReviewRecord = "review_record"
)

func (r *Retention) take(caseID string, f contract.Facts, opener string) {
	said := f.Retained()
	*r = Retention{
		CaseID: caseID, Record: said.Record, KeptCaseID: optional(said.Case), CustomerID: optional(f.Customer), Paper: said.Paper, KeeperID: opener,
	}
}

func (r *Retention) learn(w *writer) {
	switch w.event.Type {
	case contract.EventOpened:
		r.FiledAt = w.event.At
		if w.event.Status == contract.FallenDue {
			r.UntilAt, r.DueAt = &w.event.At, &w.event.At
		}
	case contract.EventReassigned:
		if w.facts.Obligation == "" {
			r.KeeperID = w.facts.Assignee
		}
	case contract.EventFellDue:
		r.DueAt = &w.event.At
	case contract.EventRecordReviewed:
		r.ReviewedAt, r.ReviewerID = &w.event.At, &w.cmd.Principal
	case contract.EventDestructionApproved:
		r.ApprovedAt, r.ApproverID = &w.event.At, &w.cmd.Principal
	case contract.EventKeptLonger:
		r.DueAt, r.ReviewedAt, r.ReviewerID, r.ApprovedAt, r.ApproverID = nil, nil, nil, nil, nil
	case contract.EventDestroyed:
		r.DestroyedAt, r.DestroyerID, r.Method = &w.event.At, &w.cmd.Principal, w.facts.Retained().Method
	case contract.EventVoided:
		r.Voided = true
	}
}

func (r *Retention) plays(part, staff string) bool {
	switch part {
	case partHandler, partRecipient:
		return r.KeeperID == staff
	case partReviewer:
		return deref(r.ReviewerID) == staff
	case partApprover:
		return deref(r.ApproverID) == staff
	}
	return false
}

func (r *Retention) mayDecide(string, *policies.Policy) []string { return nil }

func (r *Retention) is(condition string) bool { return condition == r.Record }

func (r *Retention) handler() string { return r.KeeperID }

func (r *Retention) pin(p *policies.Policy, out *contract.Recorded) {
	out.Retention = &policies.RetentionTerms{Methods: p.Retention.Records[r.Record].Methods}
}

// admit checks what the tables know about a command on a record.
func (r *Retention) admit(w *writer) (*contract.Refusal, error) {
	switch w.cmd.Action {
	case contract.Open:
		return r.admitOpening(w)
	case contract.ApproveDestruction:
		return r.stillNeeded(w)
	case contract.KeepLonger:
		return r.admitHold(w)
	case contract.Destroy:
		if len(w.cmd.BodySealed) == 0 {
			return contract.Refused(contract.CodeIncomplete, w.process().Actions[string(w.cmd.Action)].By.Clause, "fields", "text"), nil
		}
		return r.stillNeeded(w)
	}
	return nil, nil
}

// admitOpening checks that the policy keeps such records, and that the one which is named is there and isn't kept already.
func (r *Retention) admitOpening(w *writer) (*contract.Refusal, error) {
	rec, known := w.policy.Retention.Records[r.Record]
	switch {
	case !known:
		return contract.Refused(contract.CodeUnknownValue, "", "field", "record", "value", r.Record), nil
	case (r.KeptCaseID != nil) != (rec.Case != nil):
		return contract.Refused(contract.CodeIncomplete, rec.Methods.Clause, "fields", "case,paper"), nil
	case r.KeptCaseID != nil:
		return r.admitFile(w, rec.Case.Value)
	case !contract.IsReference(r.Paper):
		return contract.Refused(contract.CodeReference, "", "field", "paper"), nil
	case r.CustomerID == nil:
		return nil, nil
	}
	c, err := CustomerKeyOf(w.tx, *r.CustomerID)
	if err != nil && !errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, err
	}
	if c.UnitID != w.k.UnitID {
		return contract.Refused(contract.CodeUnknownCustomer, ""), nil
	}
	return nil, nil
}

// admitFile finds the case whose file is kept: one of the unit that is stored. Its customer is whose record this is.
func (r *Retention) admitFile(w *writer, kind string) (*contract.Refusal, error) {
	var file ArchiveItem
	err := archives(w.tx).Where("cases.id = ? AND cases.kind = ? AND cases.unit_id = ?", *r.KeptCaseID, kind, w.k.UnitID).Take(&file).Error
	if errors.Is(err, gorm.ErrRecordNotFound) || err == nil && file.StoredAt == nil {
		return contract.Refused(contract.CodeUnknownKept, ""), nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the file that is kept: %w", err)
	}
	r.CustomerID, r.Paper = &file.CustomerID, ""
	var other Retention
	err = w.tx.Where("kept_case_id = ? AND NOT voided", *r.KeptCaseID).Take(&other).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("looking for a case that keeps the file: %w", err)
	}
	return contract.Refused(contract.CodeRetentionExists, "", "case", other.CaseID), nil
}

// stillNeeded keeps a record from being destroyed as long as a complaint of its customer isn't over, or somebody has borrowed it:
// whoever decides keeps it longer.
func (r *Retention) stillNeeded(w *writer) (*contract.Refusal, error) {
	var open int64
	err := w.tx.Table("cases").Joins("LEFT JOIN complaints ON complaints.case_id = cases.id").
		Joins("LEFT JOIN loans ON loans.case_id = cases.id AND loans.issued_at IS NOT NULL AND loans.back_at IS NULL").
		Where("NOT cases.ended AND (complaints.customer_id = ? OR loans.record_case_id = ?)", r.CustomerID, r.KeptCaseID).Count(&open).Error
	if err != nil {
		return nil, fmt.Errorf("looking for who needs the record: %w", err)
	}
	if open == 0 {
		return nil, nil
	}
	return contract.Refused(contract.CodeStillNeeded, w.process().Actions[string(contract.KeepLonger)].By.Clause), nil
}

// admitHold refuses to keep a record longer without a reason, or until a day that isn't to come.
func (r *Retention) admitHold(w *writer) (*contract.Refusal, error) {
	clause := w.process().Actions[string(contract.KeepLonger)].By.Clause
	if len(w.cmd.BodySealed) == 0 {
		return contract.Refused(contract.CodeIncomplete, clause, "fields", "reason"), nil
	}
	last, err := w.cal.Due(w.now, w.policy.Retention.Longest.Value)
	if err != nil {
		return nil, fmt.Errorf("how long a record may be kept longer: %w", err)
	}
	day, is := w.facts.Retained().UntilDay(w.cal.Location())
	if is && day.After(w.now) && !day.After(last.At) {
		return nil, nil
	}
	return contract.Refused(contract.CodeUnknownValue, clause, "field", "until", "value", w.facts.Retained().Until), nil
}

// decide completes what the process proposes by what only the books know: what is bound before its time runs, what isn't needed any
// more, and from when a clock is counted.
func (r *Retention) decide(w *writer) error {
	if w.cmd == nil || len(w.in.Proposal.Owe) == 0 {
		return nil
	}
	p, rec := &w.in.Proposal, w.policy.Retention.Records[r.Record]
	var from time.Time
	switch p.Type {
	case contract.EventOpened:
		switch {
		case rec.Bound != nil && rec.Bound.Value:
			p.Status, p.Owe[0].Duty = contract.TenantLeft, dutyBind
		case rec.Years == nil:
			p.Status, p.Owe[0].Duty = contract.FallenDue, dutyReviewRecord
		}
		return nil
	case contract.EventBound:
		due, err := w.cal.Due(w.cmd.OccurredAt, w.policy.Retention.Tidy.Value)
		if err != nil {
			return fmt.Errorf("when the next tidy is: %w", err)
		}
		from = due.At
	case contract.EventBoxed:
		from = r.FiledAt
	case contract.EventKeptLonger:
		from, _ = w.facts.Retained().UntilDay(w.cal.Location())
	default:
		return nil
	}
	from = micros(from)
	p.Owe[0].From = &from
	return nil
}

// limit is how long a kind of record is kept.
func (r *Retention) limit(w *writer, o *contract.Owe) (within policies.Rule[calendar.Rule], own bool, err error) { //nolint:unparam // a limiter
	if years := w.policy.Retention.Records[r.Record].Years; o.Duty == dutyKeep && years != nil {
		return *years, true, nil
	}
	return within, o.Duty == dutyKeep, nil
}

// finish takes over until when the record is kept, and moves that when its clock is counted again.
func (r *Retention) finish(w *writer) error { //nolint:unparam // a finisher
	for _, all := range [][]contract.Obligation{w.event.Opened, w.event.Moved} {
		for _, o := range all {
			if o.Duty == dutyKeep || o.Duty == dutyHold {
				due := o.Due
				r.UntilAt = &due
			}
		}
	}
	return nil
}

// keep destroys the contents of a file with its record: the events and the file's own row stay (S32).
func (r *Retention) keep(w *writer) error {
	if w.event.Type != contract.EventDestroyed || r.KeptCaseID == nil {
		return nil
	}
	if _, _, err := lockCase(w.tx, *r.KeptCaseID); err != nil {
		return fmt.Errorf("locking the case whose file is destroyed: %w", err)
	}
	var err error
	r.Files, err = destroyFiles(w.tx, w.k.ID, w.now, "case_id = ?", *r.KeptCaseID)
	return err
}

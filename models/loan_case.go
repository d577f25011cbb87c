package models

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/policies"
)

// Words of a policy and duties of PF-08 that the ledger itself must know.
const (
	wordKeeper  = "keeper"
	wordAnybody = "anybody"

	dutyApprove       = "approve"
	dutyIssue         = "issue"
	dutyGiveBack      = "give_back"
	dutyFinishReading = "finish_reading"
	dutySettleLeak    = "settle_leak"
)

func (l *Loan) take(caseID string, f contract.Facts, opener string) {
	asked := contract.Message{Facts: f}.Loan()
	*l = Loan{
		CaseID: caseID, AskerID: opener, Purpose: asked.Purpose, Record: asked.Record, RecordCaseID: optional(asked.Case),
		CustomerID: optional(f.Customer), Paper: asked.Paper, Outside: asked.Outside,
	}
}

func (l *Loan) learn(w *writer) {
	switch w.event.Type {
	case contract.EventGranted:
		l.ApprovedAt = &w.event.At
		if ruled := w.event.Loan; ruled != nil {
			l.UntilAt = ruled.Until
		}
	case contract.EventIssued:
		l.IssuedAt = &w.event.At
	case contract.EventGivenBack:
		l.BackAt, l.Late = &w.event.At, l.DueAt != nil && w.event.At.After(*l.DueAt)
	case contract.EventAccessEnded:
		l.BackAt = &w.event.At
	case contract.EventBreached:
		l.Late = l.Late || w.event.Status == contract.Overdue
	case contract.EventLeaked:
		l.Leaks++
	case contract.EventLeakSettled:
		l.Leaks = 0
	}
}

func (l *Loan) plays(part, staff string) bool {
	switch part {
	case partHandler, partRecipient:
		return l.AskerID == staff
	case wordAnybody:
		return true
	}
	return false
}

func (l *Loan) mayDecide(word string, p *policies.Policy) []string {
	r, known := p.Loan.Records[l.Record]
	switch {
	case !known:
	case word == wordAuthority:
		if roles := r.Approvers(l.Relation); roles != nil {
			return roles.Value
		}
	case word == wordKeeper:
		return []string{r.Keeper.Value}
	}
	return nil
}

func (l *Loan) is(condition string) bool {
	return condition == l.Purpose || condition == l.Record || condition == l.Relation
}

func (l *Loan) handler() string { return l.AskerID }

func (l *Loan) pin(p *policies.Policy, out *contract.Recorded) {
	out.Loan = &policies.LoanTerms{Record: p.Loan.Records[l.Record]}
}

// admit checks what the tables know about a command on a request.
func (l *Loan) admit(w *writer) (*contract.Refusal, error) {
	if away, err := l.keptFrom(w); away || err != nil {
		return contract.Refused(contract.CodeUnknownRecord, ""), err
	}
	switch w.cmd.Action {
	case contract.Open:
		return l.admitOpening(w)
	case contract.Grant:
		return l.admitApproval(w)
	case contract.Issue:
		return l.admitLending(w)
	case contract.Lose:
		if w.facts.Person != "" {
			return w.worksHere(w.facts.Person, "person")
		}
	case contract.Deny:
		return reasoned(w, "reason"), nil
	case contract.Amend, contract.Disclose, contract.ReportLeak, contract.SettleLeak:
		return reasoned(w, "text"), nil
	}
	return nil, nil
}

// keptFrom reports whether the actor is kept away from the record (V13-2.2). Whoever is, isn't
// told that there is such a record.
func (l *Loan) keptFrom(w *writer) (bool, error) {
	if l.RecordCaseID == nil {
		return false, nil
	}
	return Excluded(w.tx, *l.RecordCaseID, w.cmd.Principal)
}

// admitOpening finds the record, whose it is, and who approves; it refuses what the policy lets nobody have, or not this person.
func (l *Loan) admitOpening(w *writer) (*contract.Refusal, error) {
	r, known := w.policy.Loan.Records[l.Record]
	switch {
	case !known:
		return contract.Refused(contract.CodeUnknownValue, "", "field", "record", "value", l.Record), nil
	case !slices.Contains(r.Purposes.Value, l.Purpose):
		return contract.Refused(contract.CodeUnknownValue, purposesOf(r, l.Purpose), "field", "purpose", "value", l.Purpose), nil
	}
	if refusal := reasoned(w, "reason"); refusal != nil {
		return refusal, nil
	}
	for _, check := range []func(*writer, policies.LoanRecord) (*contract.Refusal, error){l.admitRecord, l.admitAsker} {
		if refusal, err := check(w, r); refusal != nil || err != nil {
			return refusal, err
		}
	}
	if roles := r.Approvers(l.Relation); roles == nil {
		return contract.Refused(contract.CodeNoAccess, r.Own.Clause, "relation", l.Relation), nil
	}
	return l.admitLending(w)
}

// purposesOf is the clause that keeps a purpose away: what is read in the office alone isn't lent because of its place.
func purposesOf(r policies.LoanRecord, purpose string) string {
	if r.Place != nil && purpose == contract.ToBorrow {
		return r.Place.Clause
	}
	return r.Purposes.Clause
}

// admitRecord finds the one record that is named, at the unit that keeps it.
func (l *Loan) admitRecord(w *writer, r policies.LoanRecord) (*contract.Refusal, error) {
	if refusal := l.names(r); refusal != nil {
		return refusal, nil
	}
	unit, err := l.keptAt(w, r)
	if err != nil && !errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, fmt.Errorf("reading the record: %w", err)
	}
	if unit == "" || unit != w.facts.Unit {
		return contract.Refused(contract.CodeUnknownRecord, ""), nil
	}
	return nil, nil
}

// names refuses a request that doesn't name one record, or names it as this kind of record can't be named.
func (l *Loan) names(r policies.LoanRecord) *contract.Refusal {
	named := 0
	for _, is := range []bool{l.RecordCaseID != nil, l.CustomerID != nil, l.Paper != ""} {
		if is {
			named++
		}
	}
	switch {
	case named != 1:
		return contract.Refused(contract.CodeIncomplete, r.Purposes.Clause, "fields", "case,customer,paper")
	case l.RecordCaseID != nil && r.Case == nil:
		return contract.Refused(contract.CodeUnknownValue, r.Purposes.Clause, "field", "case", "value", l.Record)
	case l.Paper != "" && !contract.IsPaperNumber(l.Paper):
		return contract.Refused(contract.CodeReference, "", "field", "paper")
	}
	return nil
}

// keptAt is the unit that keeps the record; of a paper it is the one that whoever asks has named.
func (l *Loan) keptAt(w *writer, r policies.LoanRecord) (string, error) {
	switch {
	case l.RecordCaseID != nil:
		var k Case
		err := w.tx.Where("id = ? AND kind = ?", *l.RecordCaseID, r.Case.Value).Take(&k).Error
		return k.UnitID, err
	case l.CustomerID != nil:
		c, err := CustomerKeyOf(w.tx, *l.CustomerID)
		return c.UnitID, err
	}
	return w.facts.Unit, nil
}

// admitAsker says whose record it is, seen from whoever asks: that is for the ledger to find, not for anybody to say.
func (l *Loan) admitAsker(w *writer, r policies.LoanRecord) (*contract.Refusal, error) {
	scope, err := ScopeOf(w.tx, l.AskerID, w.now)
	if err != nil {
		return nil, err
	}
	l.Relation = contract.OtherRecord
	switch {
	case len(scope.units) == 0:
		by := w.process().Actions[string(contract.Open)].By
		return contract.Refused(contract.CodeWrongRole, by.Clause, "action", string(contract.Open), "roles", joinRoles(by.Value)), nil
	case l.Outside || l.Purpose == contract.ToDisclose:
		l.Relation = contract.OutsideRecord
	case scope.Sees(w.k.UnitID):
		l.Relation = contract.OwnRecord
	}
	if r.Askers == nil || slices.ContainsFunc(r.Askers.Value, func(role string) bool { return scope.Holds(role, w.k.UnitID) }) {
		return nil, nil
	}
	return contract.Refused(contract.CodeWrongRole, r.Askers.Clause, "action", string(contract.Open), "roles", joinRoles(r.Askers.Value)), nil
}

// admitApproval: whoever approves holds the role that he approves for, has approved for no other, and sees the customer's authorisation
// before something is passed on.
func (l *Loan) admitApproval(w *writer) (*contract.Refusal, error) {
	role, err := l.signedFor(w)
	if err != nil {
		return nil, err
	}
	held, err := RolesAt(w.tx, w.cmd.Principal, w.k.UnitID, w.now)
	if err != nil {
		return nil, err
	}
	r := w.policy.Loan.Records[l.Record]
	clause := r.Approvers(l.Relation).Clause
	if !slices.Contains(held, role) {
		return contract.Refused(contract.CodeWrongRole, clause, "action", string(contract.Grant), "roles", role), nil
	}
	var earlier int64
	err = w.tx.Model(&Event{}).Where("stream = ? AND type = ? AND actor = ?", l.CaseID, contract.EventCountersigned, w.cmd.Principal).Count(&earlier).Error
	if err != nil {
		return nil, fmt.Errorf("reading who has approved: %w", err)
	}
	if earlier > 0 {
		return contract.Refused(contract.CodeFourEyes, clause, "part", "signer"), nil
	}
	if a := r.Authorised; l.Purpose == contract.ToDisclose && a != nil && a.Value && w.facts.Attachment == "" {
		return contract.Refused(contract.CodeAuthorisation, a.Clause), nil
	}
	return w.attachedFile()
}

// signedFor is the role of the approval that a command gives.
func (l *Loan) signedFor(w *writer) (string, error) {
	q := w.tx.Where("case_id = ? AND duty = ? AND state = ?", l.CaseID, dutyApprove, ObligationOpen)
	if w.facts.Item != "" {
		q = q.Where("item = ?", w.facts.Item)
	}
	var o Obligation
	err := q.Order("item").Take(&o).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return "", nil // the process refuses it
	}
	if err != nil {
		return "", fmt.Errorf("reading the approval: %w", err)
	}
	return o.Item, nil
}

// admitLending refuses whoever gave one of these back late, or lost one (S2-7.10b, S2-7.10c), as long as the fine for that stands.
func (l *Loan) admitLending(w *writer) (*contract.Refusal, error) {
	if l.Purpose != contract.ToBorrow {
		return nil, nil
	}
	var bans []LoanBan
	err := w.tx.Where("staff_id = ? AND policy = ? AND record = ?", l.AskerID, w.policy.ID, l.Record).Order("at, case_id, seq").Find(&bans).Error
	if err != nil {
		return nil, fmt.Errorf("reading who isn't lent anything: %w", err)
	}
	for _, ban := range bans {
		if holds, err := ban.holds(w.tx); holds || err != nil {
			return contract.Refused(contract.CodeBanned, ban.Clause, "since", ban.At.In(w.cal.Location()).Format(time.DateOnly)), err
		}
	}
	return nil, nil
}

// holds reports whether a fine that the ban rests on is neither rejected nor reversed.
func (b LoanBan) holds(tx *gorm.DB) (bool, error) {
	var entries []Entry
	err := tx.Where("case_id = ? AND seq = ? AND staff_id = ? AND contra_of IS NULL", b.CaseID, b.Seq, b.StaffID).Find(&entries).Error
	if err != nil {
		return false, fmt.Errorf("reading the fine behind a ban: %w", err)
	}
	for _, e := range entries {
		s, err := standing(tx, e)
		if err != nil || !slices.Contains(dead, s.state) {
			return err == nil, err
		}
	}
	return false, nil
}

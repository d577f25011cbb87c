package models

import (
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"
)

// Thing is what an address names by an id of the books.
type Thing string

// Things. A to-do, an entry, a file and a notice belong to a case; what a person has of its own belongs to nobody else.
const (
	ThingCase     Thing = "case"
	ThingTodo     Thing = "obligation"
	ThingEntry    Thing = "entry"
	ThingFile     Thing = "attachment"
	ThingNotice   Thing = "notice"
	ThingCustomer Thing = "customer"
	ThingStaff    Thing = "staff"
	ThingImport   Thing = "import"
	ThingSession  Thing = "session"
	ThingToken    Thing = "token"

	ThingIdentities Thing = "identities"    // of the member of staff whom an address names
	ThingPerson     Thing = "person"        // a member of staff of whom one may speak: who is seen, and for administrators whoever holds no role
	ThingProposal   Thing = "role_proposal" // at a unit of which one is an administrator
	ThingSchedule   Thing = "schedule"
	ThingHandOver   Thing = "hand_over" // of a person of whom an administrator may speak
	ThingMessage    Thing = "message"   // of the outbox, that an administrator looks after
)

// Reaches finds out whether a thing is there for a scope: gorm.ErrRecordNotFound when it isn't, be it that nobody knows it or that
// the scope doesn't show it. A kind narrows cases to those of it.
func (s Scope) Reaches(tx *gorm.DB, t Thing, kind, id string, at time.Time) error {
	q, err := s.thing(tx, t, id, at)
	if err != nil {
		return err
	}
	if kind != "" && t != ThingSchedule {
		q = q.Where("cases.kind = ?", kind)
	}
	var n int64
	if err := q.Count(&n).Error; err != nil {
		return fmt.Errorf("looking for %s %s: %w", t, id, err)
	}
	if n == 0 {
		return gorm.ErrRecordNotFound
	}
	return nil
}

// thing asks for one thing that the scope shows.
func (s Scope) thing(tx *gorm.DB, t Thing, id string, at time.Time) (*gorm.DB, error) {
	switch t {
	case ThingCase:
		return s.cases(tx.Table("cases")).Where("cases.id = ?", id), nil
	case ThingTodo, ThingEntry, ThingFile:
		return s.cases(tx.Table("cases")).Where("cases.id = (?)", caseOf(tx, t, id)), nil
	case ThingNotice:
		return notices(tx, s).Where("notices.id = ?", id), nil
	case ThingCustomer:
		return s.within(tx.Table("customers"), "unit_id").Where("id = ?", id), nil
	case ThingStaff:
		return staffSeen(tx, s, id, at), nil
	case ThingPerson:
		return s.persons(tx, at).Where("staff.id = ?", id), nil
	case ThingProposal:
		return in(tx.Table("role_proposals"), "unit_id", s.roles[administrator]).Where("id = ?", id), nil
	case ThingHandOver:
		return s.persons(tx, at).Joins("JOIN hand_overs h ON h.staff_id = staff.id").Where("h.id = ?", id), nil
	case ThingSchedule:
		return s.within(tx.Table("schedules"), "unit_id").Where("id = ? AND gone_at IS NULL", id), nil
	case ThingMessage:
		return outbox(tx, s).Where("outbox.id = ?", id), nil
	case ThingImport:
		return tx.Table("imports").Where("id = ? AND staff_id = ?", id, s.Staff), nil
	case ThingSession:
		return tx.Table("sessions").Where("id = ? AND staff_id = ?", id, s.Staff), nil
	case ThingToken:
		return tx.Table("tokens").Where("id = ? AND staff_id = ?", id, s.Staff), nil
	case ThingIdentities:
		return identified(tx, s, id, at), nil
	}
	return nil, fmt.Errorf("%q is no thing of the books", t)
}

// caseOf asks for the case to which a thing belongs.
func caseOf(tx *gorm.DB, t Thing, id string) *gorm.DB {
	switch t {
	case ThingTodo:
		return tx.Table("obligations").Select("case_id").Where("id = ?", id)
	case ThingEntry:
		return tx.Table("ledger_entries").Select("case_id").Where("id = ?", id)
	default:
		return tx.Table("attachments").Select("case_id").Where("id = ? AND seq IS NOT NULL", id)
	}
}

// KeptFrom is the case to which a thing belongs when its unit is in the scope and the member of staff is excluded from it;
// gorm.ErrRecordNotFound otherwise. It is for whoever tries to act: somebody whom a case is about is told why that can't be.
func (s Scope) KeptFrom(tx *gorm.DB, t Thing, kind, id string) (*Case, error) {
	q := s.within(tx, "cases.unit_id")
	switch t {
	case ThingCase:
		q = q.Where("cases.id = ?", id)
	case ThingTodo, ThingEntry, ThingFile:
		q = q.Where("cases.id = (?)", caseOf(tx, t, id))
	default:
		return nil, gorm.ErrRecordNotFound
	}
	if kind != "" {
		q = q.Where("cases.kind = ?", kind)
	}
	var k Case
	err := q.Where("EXISTS (SELECT 1 FROM case_exclusions x WHERE x.case_id = cases.id AND x.staff_id = ?)", s.Staff).Take(&k).Error
	if err != nil && !errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, fmt.Errorf("looking for an exclusion from %s %s: %w", t, id, err)
	}
	return &k, err
}

// HoldsAnywhere reports whether a role is held for any unit.
func (s Scope) HoldsAnywhere(role string) bool { return len(s.roles[role]) > 0 }

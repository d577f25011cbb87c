package models

import (
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"carebook/calendar"
	"carebook/contract"
	"carebook/policies"
)

// lockCustomerRow keeps every other writer of a customer waiting until tx ends.
func lockCustomerRow(tx *gorm.DB, id string) error {
	if err := tx.Clauses(clause.Locking{Strength: "UPDATE"}).Where("id = ?", id).Take(&Customer{}).Error; err != nil {
		return fmt.Errorf("locking customer %s: %w", id, err)
	}
	return nil
}

func (w *writer) conflicts(customerID string) ([]contract.Conflict, error) {
	return conflicts(w.tx, customerID, w.policy.Erasure, w.cal, w.now)
}

// Conflicts are what stands against erasing a customer now, by the policy that a request is pinned to, wherever it stands in the books.
func (b *Books) Conflicts(tx *gorm.DB, e *ErasureItem, now time.Time) ([]contract.Conflict, error) {
	p, err := b.PolicyOf(tx, contract.Erasure, e.Edition)
	if err != nil {
		return nil, err
	}
	var n int64
	if err := tx.Model(&Calendar{}).Where("id = ?", e.Calendar).Select("coalesce(max(n), 0)").Scan(&n).Error; err != nil {
		return nil, fmt.Errorf("reading the calendar: %w", err)
	}
	cal, err := b.CalendarByN(tx, n)
	if err != nil {
		return nil, err
	}
	return conflicts(tx, e.CustomerID, p.Erasure, cal.Counting(p.Way()), now)
}

// conflicts counts those of the policy's that there are, in the order of its list.
func conflicts(tx *gorm.DB, customerID string, p *policies.Erasure, cal *calendar.Calendar, now time.Time) ([]contract.Conflict, error) {
	var found []contract.Conflict
	for _, what := range p.Conflicts.Value {
		var n int64
		var err error
		switch what {
		case contract.ConflictOpenCase:
			n, err = openCases(tx, customerID)
		case contract.ConflictKeptFile:
			n, err = keptFiles(tx, customerID, p.Keep.Value, cal, now)
		case contract.ConflictUnpaid:
			err = tx.Model(&Credit{}).Where("customer_id = ? AND unpaid > 0 AND NOT voided", customerID).Count(&n).Error
		}
		if err != nil {
			return nil, fmt.Errorf("looking for %s of customer %s: %w", what, customerID, err)
		}
		if n > 0 {
			found = append(found, contract.Conflict{What: what, Count: n})
		}
	}
	return found, nil
}

// resting are statuses in which nothing is to be done, though a case stays: files and accounts have conflicts of their own, and a record
// that was asked for is back, amended or passed on.
var resting = []contract.Status{contract.Stored, contract.Lost, contract.AccountClosed, contract.Returned, contract.Amended, contract.Disclosed}

// notOpen are kinds of cases that don't count as open ones.
var notOpen = []contract.Kind{contract.Erasure, contract.Retention}

// openCases are those about the customer in which something is still to be done, and those in which a record of such a case is asked
// for or lent, or has leaked, but for the requests to erase him and for records that are kept: those count as files.
func openCases(tx *gorm.DB, customerID string) (n int64, err error) {
	ids, err := casesOf(tx, customerID)
	if err != nil {
		return 0, err
	}
	for some := range slices.Chunk(ids, rowsAtOnce) {
		var open int64
		about := tx.Where("id IN ?", some).Or("id IN (SELECT case_id FROM loans WHERE record_case_id IN ?)", some)
		todo := tx.Where("status NOT IN ?", resting).Or("id IN (SELECT case_id FROM loans WHERE leaks > 0)")
		err := tx.Model(&Case{}).Where(about).Where("NOT ended AND kind NOT IN ?", notOpen).Where(todo).Count(&open).Error
		if err != nil {
			return 0, err
		}
		n += open
	}
	return n, nil
}

// keptFiles are the customer's records that are kept within their time, and those files of vehicles that weren't stored for long enough
// and that no case keeps.
func keptFiles(tx *gorm.DB, customerID string, keep calendar.Rule, cal *calendar.Calendar, now time.Time) (n int64, err error) {
	var files []Archive
	err = tx.Model(&Retention{}).Where("customer_id = ? AND destroyed_at IS NULL AND NOT voided", customerID).
		Where("until_at IS NULL OR until_at > ?", now).Count(&n).Error
	if err != nil {
		return 0, err
	}
	err = tx.Where("customer_id = ? AND stored_at IS NOT NULL AND NOT voided", customerID).
		Where("case_id NOT IN (SELECT kept_case_id FROM retentions WHERE kept_case_id IS NOT NULL AND NOT voided)").Find(&files).Error
	if err != nil {
		return 0, err
	}
	for _, f := range files {
		until, err := cal.Due(*f.StoredAt, keep)
		if err != nil {
			return 0, err
		}
		if until.At.After(now) {
			n++
		}
	}
	return n, nil
}

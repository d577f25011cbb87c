package models

import (
	"fmt"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
)

// RetentionItem is a record that is kept, with its case.
type RetentionItem struct {
	Case
	Retention
}

// RetentionFilter narrows a list of records; empty fields don't.
type RetentionFilter struct {
	Status          contract.Status
	Unit            string // id
	Record          string // kind of record
	KeptCase        string // id
	Customer        string // id
	Method          string
	UntilFrom       *time.Time // whose time is over then or later
	UntilBefore     *time.Time // idem before
	DestroyedFrom   *time.Time
	DestroyedBefore *time.Time
	Running         bool // without those that have ended
}

// Retentions are the records that the scope shows, the newest case first unless the page is sorted otherwise. The due list of a year
// are those whose time is over in it, the destroyed list those that were destroyed in it.
func Retentions(tx *gorm.DB, s Scope, f RetentionFilter, p Page) ([]RetentionItem, *Cursor, error) {
	q := s.cases(retentions(tx))
	for _, c := range []struct{ column, value string }{
		{"cases.status", string(f.Status)}, {"cases.unit_id", f.Unit}, {"retentions.record", f.Record},
		{"retentions.kept_case_id", f.KeptCase}, {"retentions.customer_id", f.Customer}, {"retentions.method", f.Method},
	} {
		if c.value != "" {
			q = q.Where(c.column+" = ?", c.value)
		}
	}
	for _, c := range []struct {
		condition string
		at        *time.Time
	}{
		{"retentions.destroyed_at IS NULL AND retentions.until_at >= ?", f.UntilFrom},
		{"retentions.destroyed_at IS NULL AND retentions.until_at < ?", f.UntilBefore},
		{"retentions.destroyed_at >= ?", f.DestroyedFrom}, {"retentions.destroyed_at < ?", f.DestroyedBefore},
	} {
		if c.at != nil {
			q = q.Where(c.condition, *c.at)
		}
	}
	if f.Running {
		q = q.Where(running)
	}
	var rows []RetentionItem
	if err := p.cases(q).Find(&rows).Error; err != nil {
		return nil, nil, fmt.Errorf("listing records that are kept: %w", err)
	}
	rows, next := turn(p, rows, func(r RetentionItem) Cursor { return p.place(r.Case) })
	return rows, next, nil
}

// RetentionByID is one record that is kept; gorm.ErrRecordNotFound when there is none that the scope shows.
func RetentionByID(tx *gorm.DB, s Scope, id string) (*RetentionItem, error) {
	var r RetentionItem
	if err := s.cases(retentions(tx)).Where("cases.id = ?", id).Take(&r).Error; err != nil {
		return nil, fmt.Errorf("reading the record %s: %w", id, err)
	}
	return &r, nil
}

// StoredArchive is the file that a record to be kept names, by id or number; gorm.ErrRecordNotFound when there is none that the scope
// shows.
func StoredArchive(tx *gorm.DB, s Scope, name string) (*ArchiveItem, error) {
	var a ArchiveItem
	if err := s.cases(archives(tx)).Where("cases.id = ? OR cases.number = ?", name, name).Take(&a).Error; err != nil {
		return nil, fmt.Errorf("looking for the file of %s: %w", name, err)
	}
	return &a, nil
}

func retentions(tx *gorm.DB) *gorm.DB {
	return tx.Table("cases").Joins("JOIN retentions ON retentions.case_id = cases.id").Select("cases.*, retentions.*")
}

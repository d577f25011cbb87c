package models

import (
	"fmt"

	"gorm.io/gorm"

	"carebook/contract"
)

// ComplaintItem is a complaint with its case.
type ComplaintItem struct {
	Case
	Complaint
}

// ComplaintFilter narrows a list of complaints; empty fields don't.
type ComplaintFilter struct {
	Status   contract.Status
	Unit     string // id
	Severity string
	Customer string // id
	Handler  string // staff id
	Running  bool   // without those that have ended
	Paused   bool   // only those whose clocks stand still
}

// Complaints are the complaints that the scope shows, the newest first unless the page is sorted otherwise.
func Complaints(tx *gorm.DB, s Scope, f ComplaintFilter, p Page) ([]ComplaintItem, *Cursor, error) {
	q := s.cases(complaints(tx))
	for _, c := range []struct{ column, value string }{
		{"cases.status", string(f.Status)}, {"cases.unit_id", f.Unit}, {"complaints.severity", f.Severity},
		{"complaints.customer_id", f.Customer}, {"complaints.handler_id", f.Handler},
	} {
		if c.value != "" {
			q = q.Where(c.column+" = ?", c.value)
		}
	}
	if f.Running {
		q = q.Where("NOT cases.ended")
	}
	if f.Paused {
		q = q.Where("cases.paused_at IS NOT NULL")
	}
	var rows []ComplaintItem
	if err := p.cases(q).Find(&rows).Error; err != nil {
		return nil, nil, fmt.Errorf("listing complaints: %w", err)
	}
	rows, next := turn(p, rows, func(c ComplaintItem) Cursor { return p.place(c.Case) })
	return rows, next, nil
}

// ComplaintByID is one complaint; gorm.ErrRecordNotFound when there is none that the scope shows.
func ComplaintByID(tx *gorm.DB, s Scope, id string) (*ComplaintItem, error) {
	var c ComplaintItem
	if err := s.cases(complaints(tx)).Where("cases.id = ?", id).Take(&c).Error; err != nil {
		return nil, fmt.Errorf("reading complaint %s: %w", id, err)
	}
	return &c, nil
}

func complaints(tx *gorm.DB) *gorm.DB {
	return tx.Table("cases").Joins("JOIN complaints ON complaints.case_id = cases.id").Select("cases.*, complaints.*")
}

// CaseSeen is a case of any kind; gorm.ErrRecordNotFound when there is none that the scope shows, or an approved request opens: the
// door has logged that.
func CaseSeen(tx *gorm.DB, s Scope, id string) (*Case, error) {
	var k Case
	if err := s.reads(tx).Where("cases.id = ?", id).Take(&k).Error; err != nil {
		return nil, fmt.Errorf("reading case %s: %w", id, err)
	}
	return &k, nil
}

// CaseByID is a case, whoever asks; gorm.ErrRecordNotFound when there is none.
func CaseByID(tx *gorm.DB, id string) (*Case, error) {
	var c Case
	if err := tx.Where("id = ?", id).Take(&c).Error; err != nil {
		return nil, fmt.Errorf("reading case %s: %w", id, err)
	}
	return &c, nil
}

package models

import (
	"fmt"

	"gorm.io/gorm"

	"carebook/contract"
)

// ErasureItem is a request to erase a person with its case.
type ErasureItem struct {
	Case
	Erasure
}

// ErasureFilter narrows a list of requests; empty fields don't.
type ErasureFilter struct {
	Status   contract.Status
	Unit     string // id
	Customer string // id
	Asker    string
	Running  bool // without those that have ended
}

// Erasures are the requests that the scope shows, the newest case first unless the page is sorted otherwise.
func Erasures(tx *gorm.DB, s Scope, f ErasureFilter, p Page) ([]ErasureItem, *Cursor, error) {
	q := s.cases(erasures(tx))
	for _, c := range []struct{ column, value string }{
		{"cases.status", string(f.Status)}, {"cases.unit_id", f.Unit}, {"erasures.customer_id", f.Customer}, {"erasures.asker", f.Asker},
	} {
		if c.value != "" {
			q = q.Where(c.column+" = ?", c.value)
		}
	}
	if f.Running {
		q = q.Where("NOT cases.ended")
	}
	var rows []ErasureItem
	if err := p.cases(q).Find(&rows).Error; err != nil {
		return nil, nil, fmt.Errorf("listing requests to erase somebody: %w", err)
	}
	rows, next := turn(p, rows, func(e ErasureItem) Cursor { return p.place(e.Case) })
	return rows, next, nil
}

// ErasureByID is one request; gorm.ErrRecordNotFound when there is none that the scope shows.
func ErasureByID(tx *gorm.DB, s Scope, id string) (*ErasureItem, error) {
	var e ErasureItem
	if err := s.cases(erasures(tx)).Where("cases.id = ?", id).Take(&e).Error; err != nil {
		return nil, fmt.Errorf("reading the request %s: %w", id, err)
	}
	return &e, nil
}

func erasures(tx *gorm.DB) *gorm.DB {
	return tx.Table("cases").Joins("JOIN erasures ON erasures.case_id = cases.id").Select("cases.*, erasures.*")
}

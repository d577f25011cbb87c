package models

import (
	"fmt"

	"gorm.io/gorm"

	"carebook/contract"
)

// LoanItem is a request for a record with its case.
type LoanItem struct {
	Case
	Loan
}

// LoanFilter narrows a list of requests; empty fields don't.
type LoanFilter struct {
	Status     contract.Status
	Unit       string // id
	Asker      string // staff id
	Mine       bool   // only one's own, at whatever unit
	Record     string // kind of record
	RecordCase string // id
	Customer   string // id
	Purpose    string
	Relation   string
	Out        bool // whose record is with somebody
	Overdue    bool // idem, too long
	Leaks      bool // with a leak that nobody has seen to
	Running    bool // without those that have ended, and those that rest
}

// Loans are the requests that the scope shows, or one's own, the newest first unless the page is sorted otherwise.
func Loans(tx *gorm.DB, s Scope, f LoanFilter, p Page) ([]LoanItem, *Cursor, error) {
	q := s.cases(loans(tx))
	if f.Mine {
		q = s.reads(loans(tx)).Where("loans.asker_id = ?", s.Staff)
	}
	for _, c := range []struct{ column, value string }{
		{"cases.status", string(f.Status)}, {"cases.unit_id", f.Unit}, {"loans.asker_id", f.Asker}, {"loans.record", f.Record},
		{"loans.record_case_id", f.RecordCase}, {"loans.customer_id", f.Customer}, {"loans.purpose", f.Purpose}, {"loans.relation", f.Relation},
	} {
		if c.value != "" {
			q = q.Where(c.column+" = ?", c.value)
		}
	}
	for _, c := range []struct {
		asked     bool
		condition string
	}{
		{f.Out, "loans.issued_at IS NOT NULL AND loans.back_at IS NULL AND cases.status <> 'lost'"},
		{f.Overdue, "cases.status = 'overdue'"}, {f.Leaks, "loans.leaks > 0"}, {f.Running, running},
	} {
		if c.asked {
			q = q.Where(c.condition)
		}
	}
	var rows []LoanItem
	if err := p.cases(q).Find(&rows).Error; err != nil {
		return nil, nil, fmt.Errorf("listing requests for records: %w", err)
	}
	rows, next := turn(p, rows, func(l LoanItem) Cursor { return p.place(l.Case) })
	return rows, next, nil
}

// LoanByID is one request; gorm.ErrRecordNotFound when there is none that the scope shows and that isn't one's own.
func LoanByID(tx *gorm.DB, s Scope, id string) (*LoanItem, error) {
	var l LoanItem
	if err := s.reads(loans(tx)).Where("cases.id = ?", id).Take(&l).Error; err != nil {
		return nil, fmt.Errorf("reading the request %s: %w", id, err)
	}
	return &l, nil
}

// RecordAsked is the case that a request names, by id or by number, whoever asks: whether there is such a record for him, the ledger
// says. gorm.ErrRecordNotFound when there is none.
func RecordAsked(tx *gorm.DB, name string) (*Case, error) {
	var k Case
	if err := tx.Where("id = ? OR number = ?", name, name).Take(&k).Error; err != nil {
		return nil, fmt.Errorf("looking for a record: %w", err)
	}
	return &k, nil
}

// LoanReads are the looks at what a request has opened, the latest first; after a row's id they go on before it. Whether the request
// may be seen is for the caller to ask first.
func LoanReads(tx *gorm.DB, caseID string, p Page) ([]LoanRead, *Cursor, error) {
	var rows []LoanRead
	if err := p.backward(tx.Where("case_id = ?", caseID), "at", "id").Find(&rows).Error; err != nil {
		return nil, nil, fmt.Errorf("listing the looks of request %s: %w", caseID, err)
	}
	rows, next := turn(p, rows, func(r LoanRead) Cursor { return Cursor{r.At, r.ID} })
	return rows, next, nil
}

func loans(tx *gorm.DB) *gorm.DB {
	return tx.Table("cases").Joins("JOIN loans ON loans.case_id = cases.id").Select("cases.*, loans.*")
}

package models

import (
	"fmt"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/policies"
)

// CreditItem is the account of a customer with its case.
type CreditItem struct {
	Case
	Credit
}

// CreditFilter narrows a list of accounts; empty fields don't.
type CreditFilter struct {
	Status   contract.Status
	Unit     string // id
	Customer string // id
	Seller   string // staff id
	Grade    string
	Over     bool // more than the limit, at the last event
	Waiting  bool // with requests that wait
	Owing    bool // with goods that aren't paid
	Running  bool // without those that have ended
}

// Credits are the accounts that the scope shows, the newest case first unless the page is sorted otherwise.
func Credits(tx *gorm.DB, s Scope, f CreditFilter, p Page) ([]CreditItem, *Cursor, error) {
	q := s.cases(credits(tx))
	for _, c := range []struct{ column, value string }{
		{"cases.status", string(f.Status)}, {"cases.unit_id", f.Unit}, {"credits.customer_id", f.Customer},
		{"credits.seller_id", f.Seller}, {"credits.grade", f.Grade},
	} {
		if c.value != "" {
			q = q.Where(c.column+" = ?", c.value)
		}
	}
	if f.Over {
		q = q.Where("credits.over")
	}
	if f.Waiting {
		q = q.Where("credits.waiting > 0")
	}
	if f.Owing {
		q = q.Where("credits.unpaid > 0")
	}
	if f.Running {
		q = q.Where("NOT cases.ended")
	}
	var rows []CreditItem
	if err := p.cases(q).Find(&rows).Error; err != nil {
		return nil, nil, fmt.Errorf("listing accounts: %w", err)
	}
	rows, next := turn(p, rows, func(c CreditItem) Cursor { return p.place(c.Case) })
	return rows, next, nil
}

// CreditByID is one account; gorm.ErrRecordNotFound when there is none that the scope shows.
func CreditByID(tx *gorm.DB, s Scope, id string) (*CreditItem, error) {
	var c CreditItem
	if err := s.cases(credits(tx)).Where("cases.id = ?", id).Take(&c).Error; err != nil {
		return nil, fmt.Errorf("reading account %s: %w", id, err)
	}
	return &c, nil
}

func credits(tx *gorm.DB) *gorm.DB {
	return tx.Table("cases").Joins("JOIN credits ON credits.case_id = cases.id").Select("cases.*, credits.*")
}

// CreditRulesOf are the days by which a policy counts.
func CreditRulesOf(p *policies.Policy) CreditRules { return rulesOf(p.Credit) }

// CreditLines are all lines of an account in the order of recording. Whether the case may be seen is for the caller to ask
// first, here and below.
func CreditLines(tx *gorm.DB, caseID string) (rows []CreditLine, err error) {
	if err := tx.Where("case_id = ?", caseID).Order("n").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("listing lines of case %s: %w", caseID, err)
	}
	return rows, nil
}

// CreditRequests are the requests of an account, the last one first; those in a state if it isn't empty.
func CreditRequests(tx *gorm.DB, caseID, state string, p Page) ([]CreditRequest, *Cursor, error) {
	q := tx.Where("case_id = ?", caseID)
	if state != "" {
		q = q.Where("state = ?", state)
	}
	var rows []CreditRequest
	if err := p.backward(q, "requested_at", "item").Find(&rows).Error; err != nil {
		return nil, nil, fmt.Errorf("listing requests of case %s: %w", caseID, err)
	}
	rows, next := turn(p, rows, func(r CreditRequest) Cursor { return Cursor{r.RequestedAt, r.Item} })
	return rows, next, nil
}

// CreditRequestAt is the request that an event of an account brought or decided; nil when it did neither.
func CreditRequestAt(tx *gorm.DB, caseID string, seq int64) (*CreditRequest, error) {
	var rows []CreditRequest
	if err := tx.Where("case_id = ? AND (seq = ? OR signed_seq = ?)", caseID, seq, seq).Limit(1).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("reading the request of event %d: %w", seq, err)
	}
	if len(rows) == 0 {
		return nil, nil
	}
	return &rows[0], nil
}

// CreditGrades are the grades of an account, the last one first.
func CreditGrades(tx *gorm.DB, caseID string) (rows []CreditGrade, err error) {
	if err := tx.Where("case_id = ?", caseID).Order("seq DESC").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("listing grades of case %s: %w", caseID, err)
	}
	return rows, nil
}

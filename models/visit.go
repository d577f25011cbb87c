package models

import (
	"fmt"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
)

// CustomerVisitItem is a visit with its case.
type CustomerVisitItem struct {
	Case
	Visit
}

// CustomerVisitFilter narrows a list of visits; empty fields don't.
type CustomerVisitFilter struct {
	Status   contract.Status
	Unit     string // id
	Person   string // staff id
	Customer string // id
	Plan     string // id of the month's case
	Purpose  string
	From     *time.Time // visited then or later
	Before   *time.Time // idem before
	For      *time.Time // agreed for then or later
	ForUntil *time.Time // idem before
	Late     bool       // not reported on in time
	Promised bool       // with promises that aren't kept yet
	Running  bool       // without those that have ended
}

// CustomerVisits are the visits that the scope shows, the newest first unless the page is sorted otherwise.
func CustomerVisits(tx *gorm.DB, s Scope, f CustomerVisitFilter, p Page) ([]CustomerVisitItem, *Cursor, error) {
	q := s.cases(customerVisits(tx))
	for _, c := range []struct{ column, value string }{
		{"cases.status", string(f.Status)}, {"cases.unit_id", f.Unit}, {"visits.person_id", f.Person}, {"visits.customer_id", f.Customer},
		{"visits.plan_id", f.Plan}, {"visits.purpose", f.Purpose},
	} {
		if c.value != "" {
			q = q.Where(c.column+" = ?", c.value)
		}
	}
	for _, c := range []struct {
		asked     bool
		condition string
	}{
		{f.Late, "visits.late"}, {f.Promised, "visits.promises > visits.kept AND NOT cases.ended"}, {f.Running, running},
	} {
		if c.asked {
			q = q.Where(c.condition)
		}
	}
	for _, c := range []struct {
		condition string
		moment    *time.Time
	}{
		{"visits.visited_at >= ?", f.From}, {"visits.visited_at < ?", f.Before},
		{"visits.appointed_at >= ?", f.For}, {"visits.appointed_at < ?", f.ForUntil},
	} {
		if c.moment != nil {
			q = q.Where(c.condition, *c.moment)
		}
	}
	var rows []CustomerVisitItem
	if err := p.cases(q).Find(&rows).Error; err != nil {
		return nil, nil, fmt.Errorf("listing visits: %w", err)
	}
	rows, next := turn(p, rows, func(v CustomerVisitItem) Cursor { return p.place(v.Case) })
	return rows, next, nil
}

// CustomerVisitByID is one visit; gorm.ErrRecordNotFound when there is none that the scope shows.
func CustomerVisitByID(tx *gorm.DB, s Scope, id string) (*CustomerVisitItem, error) {
	var v CustomerVisitItem
	if err := s.cases(customerVisits(tx)).Where("cases.id = ?", id).Take(&v).Error; err != nil {
		return nil, fmt.Errorf("reading the visit %s: %w", id, err)
	}
	return &v, nil
}

func customerVisits(tx *gorm.DB) *gorm.DB {
	return tx.Table("cases").Joins("JOIN visits ON visits.case_id = cases.id").Select("cases.*, visits.*")
}

package models

import (
	"fmt"

	"gorm.io/gorm"

	"carebook/contract"
)

// VisitPlanItem is a person's month with its case.
type VisitPlanItem struct {
	Case
	VisitPlan
}

// VisitPlanFilter narrows a list of months; empty fields don't.
type VisitPlanFilter struct {
	Status  contract.Status
	Unit    string // id
	Person  string // staff id
	Month   string // 2026-03
	Running bool   // without those that have ended
}

// VisitPlans are the months that the scope shows, the newest first unless the page is sorted otherwise.
func VisitPlans(tx *gorm.DB, s Scope, f VisitPlanFilter, p Page) ([]VisitPlanItem, *Cursor, error) {
	q := s.cases(visitPlans(tx))
	for _, c := range []struct{ column, value string }{
		{"cases.status", string(f.Status)}, {"cases.unit_id", f.Unit}, {"visit_plans.person_id", f.Person}, {"visit_plans.month", f.Month},
	} {
		if c.value != "" {
			q = q.Where(c.column+" = ?", c.value)
		}
	}
	if f.Running {
		q = q.Where(running)
	}
	var rows []VisitPlanItem
	if err := p.cases(q).Find(&rows).Error; err != nil {
		return nil, nil, fmt.Errorf("listing months of visits: %w", err)
	}
	rows, next := turn(p, rows, func(v VisitPlanItem) Cursor { return p.place(v.Case) })
	return rows, next, nil
}

// VisitPlanByID is one month; gorm.ErrRecordNotFound when there is none that the scope shows.
func VisitPlanByID(tx *gorm.DB, s Scope, id string) (*VisitPlanItem, error) {
	var v VisitPlanItem
	if err := s.cases(visitPlans(tx)).Where("cases.id = ?", id).Take(&v).Error; err != nil {
		return nil, fmt.Errorf("reading the month %s: %w", id, err)
	}
	return &v, nil
}

// PlanLineItem is a line of a plan, and how many of its visits were made.
type PlanLineItem struct {
	VisitPlanLine
	Actual int64
}

// PlanLines are the lines of a plan, plan and actual. Whether the month may be seen is for the caller to ask first.
func PlanLines(tx *gorm.DB, caseID string) (rows []PlanLineItem, err error) {
	err = tx.Table("visit_plan_lines l").Select(`l.*, (SELECT count(*) FROM visits v WHERE v.plan_id = l.case_id AND v.plan_line = l.n
		AND v.visited_at IS NOT NULL) AS actual`).Where("l.case_id = ?", caseID).Order("l.n").Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("reading the lines of plan %s: %w", caseID, err)
	}
	return rows, nil
}

// QuotasOf is what was counted of a month, by period. Whether it may be seen is for the caller to ask first.
func QuotasOf(tx *gorm.DB, caseID string) (rows []VisitQuota, err error) {
	if err := tx.Where("case_id = ?", caseID).Order("closed_at, period, quota").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("reading what was counted of %s: %w", caseID, err)
	}
	return rows, nil
}

// Activities are what somebody has done in a month, the latest first. Whether it may be seen is for the caller to ask first.
func Activities(tx *gorm.DB, caseID string, p Page) ([]VisitActivity, *Cursor, error) {
	var rows []VisitActivity
	if err := p.backward(tx.Where("case_id = ?", caseID), "recorded_at", "id").Find(&rows).Error; err != nil {
		return nil, nil, fmt.Errorf("listing the activities of %s: %w", caseID, err)
	}
	rows, next := turn(p, rows, func(a VisitActivity) Cursor { return Cursor{a.RecordedAt, a.ID} })
	return rows, next, nil
}

// ActivityByID is one activity; gorm.ErrRecordNotFound when there is none. Whether it may be seen is for the caller to ask first.
func ActivityByID(tx *gorm.DB, id string) (a VisitActivity, err error) {
	if err := tx.Where("id = ?", id).Take(&a).Error; err != nil {
		return a, fmt.Errorf("reading the activity %s: %w", id, err)
	}
	return a, nil
}

func visitPlans(tx *gorm.DB) *gorm.DB {
	return tx.Table("cases").Joins("JOIN visit_plans ON visit_plans.case_id = cases.id").Select("cases.*, visit_plans.*")
}

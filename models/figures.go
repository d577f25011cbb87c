package models

import (
	"fmt"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
)

// Duties are what to-dos are counted by: those of one duty that a role owes at a unit, in one kind of case.
type Duties struct {
	UnitID string
	Role   string
	Kind   contract.Kind
	Clause string
	Duty   string
}

// duties are the columns of Duties.
const duties = "obligations.unit_id, obligations.role, cases.kind, obligations.clause, obligations.duty"

// LateFigure is how many to-dos are open and late. Todos with these Duties and Late lists them.
type LateFigure struct {
	Duties
	Count int64
}

// TimingFigure is how many to-dos of a period are known to have been in time or not, and how many were. Todos with these
// Duties, the period and Timing lists them.
type TimingFigure struct {
	Duties
	Settled int64
	InTime  int64
}

// OpenFigure is how many cases in a status still have something to be done, and how many of them are paused. Complaints
// and Archives with the unit, the status and Running, or Paused too, list them.
type OpenFigure struct {
	UnitID string
	Kind   contract.Kind
	Status contract.Status
	Count  int64
	Paused int64
}

// LateFigures counts what is open and late in the cases that the scope shows, of one unit or, with "", of all.
func LateFigures(tx *gorm.DB, s Scope, unit string) (rows []LateFigure, err error) {
	err = TodoFilter{Unit: unit, Late: true}.seen(tx, s).Select(duties + ", count(*) AS count").
		Group(duties).Order(duties).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("counting late to-dos: %w", err)
	}
	return rows, nil
}

// TimingFigures counts what was due at from or later and before to, and was fulfilled or breached.
func TimingFigures(tx *gorm.DB, s Scope, unit string, from, to time.Time) (rows []TimingFigure, err error) {
	err = TodoFilter{Unit: unit, Timing: TimingKnown, DueFrom: &from, DueBefore: &to}.seen(tx, s).
		Select(duties + ", count(*) AS settled, sum(CASE WHEN " + keptTodo + " THEN 1 ELSE 0 END) AS in_time").
		Group(duties).Order(duties).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("counting to-dos kept in time: %w", err)
	}
	return rows, nil
}

// OpenFigures counts the cases that aren't at their end.
func OpenFigures(tx *gorm.DB, s Scope, unit string) (rows []OpenFigure, err error) {
	const by = "cases.unit_id, cases.kind, cases.status"
	q := s.cases(tx.Table("cases")).Where(running)
	if unit != "" {
		q = q.Where("cases.unit_id = ?", unit)
	}
	err = q.Select(by + ", count(*) AS count, count(cases.paused_at) AS paused").Group(by).Order(by).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("counting open cases: %w", err)
	}
	return rows, nil
}

// RolePlace is a role at a unit.
type RolePlace struct{ UnitID, Role string }

// DepartmentsOf says in which department a role is held for a unit at a moment, for the units that the scope shows. A role
// whose holders, at the unit or above it, aren't all in one department has none.
func DepartmentsOf(tx *gorm.DB, s Scope, at time.Time) (map[RolePlace]Department, error) {
	var rows []struct {
		SeenFrom string // id of the unit
		Role     string
		Department
	}
	err := tx.Raw(`
		WITH RECURSIVE held (role, unit_id, department_id) AS (
			SELECT a.role, a.unit_id, a.department_id FROM role_assignments a JOIN staff s ON s.id = a.staff_id
			WHERE s.active AND a.valid_from <= ? AND (a.valid_to IS NULL OR a.valid_to > ?)
			UNION SELECT held.role, u.id, held.department_id FROM held JOIN units u ON u.parent_id = held.unit_id
		), one (role, unit_id, department_id) AS (
			SELECT role, unit_id, min(department_id) FROM held GROUP BY role, unit_id
			HAVING count(*) = count(department_id) AND min(department_id) = max(department_id)
		)
		SELECT one.unit_id AS seen_from, one.role, d.* FROM one JOIN departments d ON d.id = one.department_id`,
		micros(at), micros(at)).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("reading who holds roles in which department: %w", err)
	}
	out := map[RolePlace]Department{}
	for _, r := range rows {
		if s.Sees(r.SeenFrom) {
			out[RolePlace{r.SeenFrom, r.Role}] = r.Department
		}
	}
	return out, nil
}

package models

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"carebook/internal/failpoint"
)

// Scope is what a member of staff may see at a moment: the roles held, each with every unit for which it counts. A case
// is visible to whoever holds any role for its unit and isn't excluded from it.
type Scope struct {
	Staff string
	roles map[string][]string // role → ids of units
	units []string            // all of them, sorted
}

// dropped is the bug that no question asks for the scope any more. On PostgreSQL the database still does.
const dropped = "scope-dropped"

// ScopeOf reads what a member of staff may see. Whoever isn't active sees nothing.
func ScopeOf(tx *gorm.DB, staffID string, at time.Time) (Scope, error) {
	var pairs []struct{ Role, UnitID string }
	err := tx.Raw(`
		WITH RECURSIVE held (role, unit_id) AS (
			SELECT a.role, a.unit_id FROM role_assignments a JOIN staff s ON s.id = a.staff_id
			WHERE a.staff_id = ? AND s.active AND a.valid_from <= ? AND (a.valid_to IS NULL OR a.valid_to > ?)
			UNION SELECT held.role, u.id FROM held JOIN units u ON u.parent_id = held.unit_id
		)
		SELECT role, unit_id FROM held ORDER BY role, unit_id`, staffID, micros(at), micros(at)).Scan(&pairs).Error
	if err != nil {
		return Scope{}, fmt.Errorf("reading what %s may see: %w", staffID, err)
	}
	s := Scope{Staff: staffID, roles: map[string][]string{}}
	for _, p := range pairs {
		s.roles[p.Role] = append(s.roles[p.Role], p.UnitID)
		if p.Role != Auditor { // whoever audits sees nothing of business by it
			s.units = append(s.units, p.UnitID)
		}
	}
	slices.Sort(s.units)
	s.units = slices.Compact(s.units)
	return s, nil
}

// Units are the ids of all units for which any role is held.
func (s Scope) Units() []string { return slices.Clone(s.units) }

// Sees reports whether any role is held for a unit.
func (s Scope) Sees(unitID string) bool {
	return slices.Contains(s.units, unitID) || failpoint.Planted(dropped)
}

// Holds reports whether a role is held for a unit.
func (s Scope) Holds(role, unitID string) bool { return slices.Contains(s.roles[role], unitID) }

// cases restricts a query that has table cases to those that the scope shows.
func (s Scope) cases(q *gorm.DB) *gorm.DB { return s.notExcluded(s.within(q, "cases.unit_id")) }

// within restricts a query to the units of the scope, by a column that has their ids.
func (s Scope) within(q *gorm.DB, col string) *gorm.DB {
	if failpoint.Planted(dropped) {
		return q
	}
	return in(q, col, s.units)
}

// notExcluded leaves out the cases from which the member of staff is excluded (I9).
func (s Scope) notExcluded(q *gorm.DB) *gorm.DB {
	if failpoint.Planted(dropped) {
		return q
	}
	return q.Where("NOT EXISTS (SELECT 1 FROM case_exclusions x WHERE x.case_id = cases.id AND x.staff_id = ?)", s.Staff)
}

// byRole is the condition "to a role that is held for the unit", over the columns role and unit. It brings its own
// brackets: gorm's Or would tie it to whatever stands before it.
func (s Scope) byRole(role, unit string) clause.Expression {
	if failpoint.Planted(dropped) {
		return clause.Expr{SQL: "1 = 1"}
	}
	if len(s.roles) == 0 {
		return clause.Expr{SQL: "1 = 0"}
	}
	var either []string
	var vars []any
	for _, r := range sortedKeys(s.roles) {
		either = append(either, role+" = ? AND ?")
		vars = append(vars, r, oneOf(unit, s.roles[r]))
	}
	return clause.Expr{SQL: "(" + strings.Join(either, " OR ") + ")", Vars: vars}
}

// in is column IN (…), but = for one value: only then does an index over the column and an order serve both.
func in(q *gorm.DB, col string, values []string) *gorm.DB { return q.Where(oneOf(col, values)) }

func oneOf(col string, values []string) clause.Expression {
	switch len(values) {
	case 0:
		return clause.Expr{SQL: "1 = 0"}
	case 1:
		return clause.Eq{Column: column(col), Value: values[0]}
	}
	list := make([]any, len(values))
	for i, v := range values {
		list[i] = v
	}
	return clause.IN{Column: column(col), Values: list}
}

func column(name string) clause.Column { return clause.Column{Name: name} }

func sortedKeys[K ~string, V any](m map[K]V) []K {
	out := make([]K, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

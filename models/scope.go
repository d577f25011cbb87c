package models

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"carebook/internal/failpoint"
)

// Scope is what a member of staff may see at a moment: the roles held, each with every unit for which it counts, and those of
// whoever is away and in whose place the person stands. A case is visible to whoever holds any role for its unit and isn't
// excluded from it.
type Scope struct {
	Staff string
	at    time.Time
	roles map[string][]string // role → ids of units
	units []string            // all of them, sorted
	own   []string            // those for which the person holds a role himself
	held  map[string][]string // the roles that the person holds himself
	lent  []lent              // by whoever is away
}

// lent is what somebody who is away lends to whoever stands in.
type lent struct {
	staff string
	roles map[string][]string
	units []string
}

// dropped is the bug that no question asks for the scope any more. On PostgreSQL the database still does.
const dropped = "scope-dropped"

// ScopeOf reads what a member of staff may see. Whoever isn't active sees nothing.
func ScopeOf(tx *gorm.DB, staffID string, at time.Time) (Scope, error) {
	roles, units, err := heldBy(tx, staffID, at)
	if err != nil {
		return Scope{}, err
	}
	s := Scope{Staff: staffID, at: micros(at), roles: roles, units: units, own: units, held: roles}
	var stands []Substitution
	err = tx.Table("substitutions t").Select("t.*").Joins("JOIN staff s ON s.id = t.substitute_id").
		Where("t.substitute_id = ? AND s.active AND t.valid_from <= ? AND (t.valid_to IS NULL OR t.valid_to > ?)", staffID, micros(at), micros(at)).
		Order("t.staff_id, t.valid_from").Scan(&stands).Error
	if err != nil {
		return Scope{}, fmt.Errorf("reading for whom %s stands in: %w", staffID, err)
	}
	for _, t := range stands {
		if err := s.borrow(tx, t, at); err != nil {
			return Scope{}, err
		}
	}
	return s, nil
}

// heldBy are the roles that a member of staff holds at a moment, each with every unit for which it counts, and all those units.
func heldBy(tx *gorm.DB, staffID string, at time.Time) (roles map[string][]string, units []string, err error) {
	var pairs []struct{ Role, UnitID string }
	err = tx.Raw(`
		WITH RECURSIVE held (role, unit_id) AS (
			SELECT a.role, a.unit_id FROM role_assignments a JOIN staff s ON s.id = a.staff_id
			WHERE a.staff_id = ? AND s.active AND a.valid_from <= ? AND (a.valid_to IS NULL OR a.valid_to > ?)
			UNION SELECT held.role, u.id FROM held JOIN units u ON u.parent_id = held.unit_id
		)
		SELECT role, unit_id FROM held ORDER BY role, unit_id`, staffID, micros(at), micros(at)).Scan(&pairs).Error
	if err != nil {
		return nil, nil, fmt.Errorf("reading what %s may see: %w", staffID, err)
	}
	roles = map[string][]string{}
	for _, p := range pairs {
		roles[p.Role] = append(roles[p.Role], p.UnitID)
		if p.Role != Auditor { // whoever audits sees nothing of business by it
			units = append(units, p.UnitID)
		}
	}
	slices.Sort(units)
	return roles, slices.Compact(units), nil
}

// borrow adds what somebody who is away lends: all roles but carebook's own.
func (s *Scope) borrow(tx *gorm.DB, t Substitution, at time.Time) error {
	roles, _, err := heldBy(tx, t.StaffID, at)
	if err != nil {
		return err
	}
	l := lent{staff: t.StaffID, roles: map[string][]string{}}
	all := maps.Clone(s.roles)
	for role, units := range roles {
		if slices.Contains(notLent, role) {
			continue
		}
		l.roles[role] = units
		l.units = union(l.units, units)
		all[role] = union(all[role], units)
	}
	if len(l.units) > 0 {
		s.roles, s.units, s.lent = all, union(s.units, l.units), append(s.lent, l)
	}
	return nil
}

// lentTo is what the database is told of those in whose place the person stands: their ids, and "unit/person" for each unit and in
// whose place it is seen, be it in the person's own; with commas between them.
func (s Scope) lentTo() (lenders, places string) {
	if len(s.lent) == 0 {
		return "", ""
	}
	var ids, pairs []string
	for _, l := range append([]lent{{staff: s.Staff, units: s.own}}, s.lent...) {
		ids = append(ids, l.staff)
		for _, unit := range l.units {
			pairs = append(pairs, unit+"/"+l.staff)
		}
	}
	return strings.Join(ids[1:], ","), strings.Join(pairs, ",")
}

func union(a, b []string) []string {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}

// Behalf is in whose place a person sees what is owed or told by a role at a unit, or by name, if it names
// somebody; "" when it is his own.
func (s Scope) Behalf(role, unit string, named *string) string {
	person := deref(named)
	if person == s.Staff || person == "" && slices.Contains(s.held[role], unit) {
		return ""
	}
	for _, l := range s.lent {
		if person == l.staff || person == "" && slices.Contains(l.roles[role], unit) {
			return l.staff
		}
	}
	return ""
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

// reads restricts a query that has table cases to what may be read one by one: what the scope shows, a request that the member of staff
// has made at another unit, and a case that an approved one opens for a time (PF-08). Lists don't show the last two, and nothing opens
// a case to whoever is excluded from it. The database says the same: carebook_opened in migrations/rights.sql.
func (s Scope) reads(q *gorm.DB) *gorm.DB {
	switch {
	case failpoint.Planted(dropped):
		return q
	case len(s.units) == 0:
		return q.Where("1 = 0") // not active any more
	}
	return q.Where(admitted, s.Staff).Where(clause.Expr{
		SQL: `(? OR EXISTS (SELECT 1 FROM loans l WHERE l.case_id = cases.id AND l.asker_id = ?)
			OR EXISTS (SELECT 1 FROM loan_grants g WHERE g.record_case_id = cases.id AND ` + openGrant + `))`,
		Vars: append([]any{s.placed(), s.Staff}, s.grantVars()...),
	})
}

// openGrant is the condition that a grant opens a case to a member of staff at a moment; its variables are grantVars.
const openGrant = "g.staff_id = ? AND g.ended_at IS NULL AND g.from_at <= ? AND g.until_at > ?"

func (s Scope) grantVars() []any { return []any{s.Staff, s.at, s.at} }

// notExcluded leaves out the cases from which the member of staff is excluded (I9), and those that are seen only in place of
// somebody who is.
func (s Scope) notExcluded(q *gorm.DB) *gorm.DB {
	if failpoint.Planted(dropped) {
		return q
	}
	q = q.Where(admitted, s.Staff)
	if len(s.lent) == 0 {
		return q
	}
	return q.Where(s.placed())
}

// placed is the condition that a case's unit is seen in the place of somebody who isn't excluded from it.
func (s Scope) placed() clause.Expr {
	either, vars := []string{"?"}, []any{oneOf("cases.unit_id", s.own)}
	for _, l := range s.lent {
		either = append(either, "? AND "+admitted)
		vars = append(vars, oneOf("cases.unit_id", l.units), l.staff)
	}
	return clause.Expr{SQL: "(" + strings.Join(either, " OR ") + ")", Vars: vars}
}

// admitted is the condition that a member of staff isn't excluded from a case.
const admitted = "NOT EXISTS (SELECT 1 FROM case_exclusions x WHERE x.case_id = cases.id AND x.staff_id = ?)"

// byName is the condition "to the person, or to somebody in whose place he stands and who isn't kept away from the case", over a
// column that names staff.
func (s Scope) byName(column string) clause.Expression {
	either, vars := []string{column + " = ?"}, []any{s.Staff}
	for _, l := range s.lent {
		either = append(either, column+" = ? AND "+admitted)
		vars = append(vars, l.staff, l.staff)
	}
	return clause.Expr{SQL: "(" + strings.Join(either, " OR ") + ")", Vars: vars}
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

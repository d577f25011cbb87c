package models

import (
	"fmt"
	"time"

	"gorm.io/gorm"
)

// StaffFilter narrows a list of staff; empty fields don't.
type StaffFilter struct {
	Unit string // id: whoever holds a role for this unit, given at it or above it
	Role string
}

// StaffSeen are the active members of staff who hold a role at a moment in the units that the scope shows, in the order
// in which they came. With a unit they are those who act for it, wherever above it their role was given; nobody acts for
// a unit that the scope doesn't show.
func StaffSeen(tx *gorm.DB, s Scope, f StaffFilter, at time.Time, p Page) ([]Staff, *Cursor, error) {
	units := s.units
	if f.Unit != "" {
		var err error
		if units, err = actingUnits(tx, s, f.Unit); err != nil {
			return nil, nil, err
		}
	}
	given := in(assignments(tx, at), "a.unit_id", units).Select("a.staff_id")
	if f.Role != "" {
		given = given.Where("a.role = ?", f.Role)
	}
	var rows []Staff
	q := tx.Where("active AND id IN (?)", given)
	if err := p.forward(q, "created_at", "id").Find(&rows).Error; err != nil {
		return nil, nil, fmt.Errorf("listing staff: %w", err)
	}
	rows, next := turn(p, rows, func(m Staff) Cursor { return Cursor{m.CreatedAt, m.ID} })
	return rows, next, nil
}

// staffSeen asks for one of those whom StaffSeen would list.
func staffSeen(tx *gorm.DB, s Scope, staffID string, at time.Time) *gorm.DB {
	return s.within(assignments(tx, at), "a.unit_id").Joins("JOIN staff ON staff.id = a.staff_id").
		Where("staff.active AND staff.id = ?", staffID)
}

// actingUnits are the units at which a role counts for this one: itself and all above it, also those that the scope
// doesn't show.
func actingUnits(tx *gorm.DB, s Scope, unit string) (ids []string, err error) {
	if !s.Sees(unit) {
		return nil, nil
	}
	if err := tx.Raw(withAbove+" SELECT id FROM above", unit).Scan(&ids).Error; err != nil {
		return nil, fmt.Errorf("reading the units above %s: %w", unit, err)
	}
	return ids, nil
}

// Assignments are the roles that several members of staff hold at a moment, by person, unit and role. Whether the persons
// may be seen is for the caller to ask first.
func Assignments(tx *gorm.DB, staff []string, at time.Time) ([]RoleAssignment, error) {
	var rows []RoleAssignment
	err := in(assignments(tx, at), "a.staff_id", staff).Order("a.staff_id, a.unit_id, a.role").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("reading roles: %w", err)
	}
	return rows, nil
}

// assignments are those that count at a moment.
func assignments(tx *gorm.DB, at time.Time) *gorm.DB {
	return tx.Table("role_assignments a").
		Where("a.valid_from <= ? AND (a.valid_to IS NULL OR a.valid_to > ?)", micros(at), micros(at))
}

package models

import (
	"fmt"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"
)

// RolesAt are the roles that a member of staff holds for a unit at a moment: given at the unit itself or at any unit
// above it, sorted. Whoever isn't active holds none.
func RolesAt(tx *gorm.DB, staffID, unitID string, at time.Time) ([]string, error) {
	var roles []string
	err := tx.Raw(withAbove+`
		SELECT DISTINCT a.role FROM role_assignments a JOIN above ON above.id = a.unit_id JOIN staff s ON s.id = a.staff_id
		WHERE a.staff_id = ? AND s.active AND a.valid_from <= ? AND (a.valid_to IS NULL OR a.valid_to > ?)
		ORDER BY a.role`, unitID, staffID, micros(at), micros(at)).Scan(&roles).Error
	if err != nil {
		return nil, fmt.Errorf("reading the roles of %s: %w", staffID, err)
	}
	return roles, nil
}

// Excluded reports whether a member of staff may not touch or see a case.
func Excluded(tx *gorm.DB, caseID, staffID string) (bool, error) {
	var n int64
	err := tx.Model(&Exclusion{}).Where("case_id = ? AND staff_id = ?", caseID, staffID).Count(&n).Error
	if err != nil {
		return false, fmt.Errorf("reading exclusions of case %s: %w", caseID, err)
	}
	return n > 0, nil
}

// Exclusions are the members of staff who may not touch or see a case, in the order in which they were excluded; an empty
// list when there is nobody. Whether the case may be seen is for the caller to ask first.
func Exclusions(tx *gorm.DB, caseID string) ([]string, error) {
	staff := []string{}
	err := tx.Model(&Exclusion{}).Where("case_id = ?", caseID).Order("seq, staff_id").Pluck("staff_id", &staff).Error
	if err != nil {
		return nil, fmt.Errorf("reading exclusions of case %s: %w", caseID, err)
	}
	return staff, nil
}

// StaffByID is a member of staff, active or not; gorm.ErrRecordNotFound when there is none.
func StaffByID(tx *gorm.DB, id string) (*Staff, error) {
	var s Staff
	if err := tx.Where("id = ?", id).Take(&s).Error; err != nil {
		return nil, fmt.Errorf("reading staff %s: %w", id, err)
	}
	return &s, nil
}

// StaffByCode finds a member of staff by the number on the badge; gorm.ErrRecordNotFound when there is none.
func StaffByCode(tx *gorm.DB, code string) (*Staff, error) {
	var s Staff
	if err := tx.Where("code = ?", code).Take(&s).Error; err != nil {
		return nil, fmt.Errorf("reading staff %s: %w", code, err)
	}
	return &s, nil
}

// stillHere is the condition that somebody works here at a moment.
const stillHere = "staff.active AND (staff.leaves_at IS NULL OR staff.leaves_at > ?)"

// UnitByCode is the unit with this code; gorm.ErrRecordNotFound when there is none.
func UnitByCode(tx *gorm.DB, code string) (*Unit, error) {
	var u Unit
	if err := tx.Where("code = ?", code).Take(&u).Error; err != nil {
		return nil, fmt.Errorf("reading unit %s: %w", code, err)
	}
	return &u, nil
}

// NewID is a fresh id for a row: a UUIDv7, so that rows made one after the other lie side by side in an index.
func NewID() string { return uuid.Must(uuid.NewV7()).String() }

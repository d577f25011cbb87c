package models

import (
	"fmt"

	"gorm.io/gorm"
)

// withAbove is the table "above" of a unit and all units above it; its one parameter is the unit's id. UNION stops at a
// unit that stands above itself.
const withAbove = `
	WITH RECURSIVE above (id, parent_id) AS (
		SELECT id, parent_id FROM units WHERE id = ?
		UNION SELECT u.id, u.parent_id FROM units u JOIN above ON u.id = above.parent_id
	)`

// UnitItem is a unit with its departments.
type UnitItem struct {
	Unit
	Departments []Department // by code; nil when it has none
}

// UnitSeen is one unit; gorm.ErrRecordNotFound when there is none that the scope shows.
func UnitSeen(tx *gorm.DB, s Scope, id string) (*Unit, error) {
	var u Unit
	if err := s.within(tx, "id").Where("id = ?", id).Take(&u).Error; err != nil {
		return nil, fmt.Errorf("reading unit %s: %w", id, err)
	}
	return &u, nil
}

// UnitsSeen are all units that the scope shows, by code. There are no pages: the tree of a company is short.
func UnitsSeen(tx *gorm.DB, s Scope) ([]UnitItem, error) {
	var units []Unit
	if err := s.within(tx, "id").Order("code").Find(&units).Error; err != nil {
		return nil, fmt.Errorf("listing units: %w", err)
	}
	var departments []Department
	if err := s.within(tx, "unit_id").Order("code").Find(&departments).Error; err != nil {
		return nil, fmt.Errorf("listing departments: %w", err)
	}
	of := map[string][]Department{}
	for _, d := range departments {
		of[d.UnitID] = append(of[d.UnitID], d)
	}
	out := make([]UnitItem, len(units))
	for i, u := range units {
		out[i] = UnitItem{u, of[u.ID]}
	}
	return out, nil
}

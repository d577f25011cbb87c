package models

import (
	"fmt"

	"gorm.io/gorm"
)

// StaffNames are the names of all members of staff by id, each with the number on the badge, also of those who have left.
func StaffNames(tx *gorm.DB) (map[string]string, error) {
	var rows []Staff
	if err := tx.Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("reading the names of staff: %w", err)
	}
	names := make(map[string]string, len(rows))
	for _, m := range rows {
		names[m.ID] = m.Name + " (" + m.Code + ")"
	}
	return names, nil
}

// PlaceNames are the names of all units and departments that the scope shows, by id.
func PlaceNames(tx *gorm.DB, s Scope) (map[string]string, error) {
	units, err := UnitsSeen(tx, s)
	names := map[string]string{}
	for _, u := range units {
		names[u.ID] = u.Name
		for _, d := range u.Departments {
			names[d.ID] = d.Name
		}
	}
	return names, err
}

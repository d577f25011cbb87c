package models

import (
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"
)

// teller finds who is told of notices at a moment: those who find them in their lists then. It remembers what it has read, for a batch of
// notices.
type teller struct {
	tx       *gorm.DB
	now      time.Time
	stands   map[string][]string // who stands in for somebody who is away
	holders  map[string][]string // who holds a role for a unit, by "role/unit"
	excluded map[string][]string // by case
}

func newTeller(tx *gorm.DB, now time.Time) (*teller, error) {
	t := &teller{tx: tx, now: micros(now), stands: map[string][]string{}, holders: map[string][]string{}, excluded: map[string][]string{}}
	var rows []Substitution
	err := tx.Table("substitutions t").Select("t.*").Joins("JOIN staff s ON s.id = t.substitute_id").Joins("JOIN staff l ON l.id = t.staff_id").
		Where("s.active AND l.active AND t.valid_from <= ? AND (t.valid_to IS NULL OR t.valid_to > ?)", t.now, t.now).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("reading who stands in: %w", err)
	}
	for _, r := range rows {
		t.stands[r.StaffID] = append(t.stands[r.StaffID], r.SubstituteID)
	}
	return t, nil
}

// told are the members of staff whom a notice is for: the one it names or who hold its role, and whoever stands in for one of them. Nobody
// is told who is excluded from the case, nor in place of somebody who is.
func (t *teller) told(n Notice) ([]string, error) {
	first, err := t.addressed(n)
	if err != nil {
		return nil, err
	}
	kept, err := t.keptAway(n.CaseID)
	if err != nil {
		return nil, err
	}
	first = slices.DeleteFunc(slices.Clone(first), func(id string) bool { return slices.Contains(kept, id) })
	all := first
	if n.ToRole == "" || !slices.Contains(notLent, n.ToRole) {
		for _, id := range first {
			all = append(all, t.stands[id]...)
		}
	}
	all = slices.DeleteFunc(all, func(id string) bool { return slices.Contains(kept, id) })
	slices.Sort(all)
	return slices.Compact(all), nil
}

// addressed are those who work here and are named, or hold the role for the unit.
func (t *teller) addressed(n Notice) (ids []string, err error) {
	q, key := t.tx.Table("staff s").Select("s.id").Where("s.active AND (s.leaves_at IS NULL OR s.leaves_at > ?)", t.now), n.ToRole+"/"+n.UnitID
	if n.ToStaff != nil {
		q, key = q.Where("s.id = ?", *n.ToStaff), *n.ToStaff
	} else {
		q = q.Where("s.id IN (?)", assignments(t.tx, t.now).Select("a.staff_id").
			Where("a.role = ? AND a.unit_id IN (?)", n.ToRole, t.tx.Raw(withAbove+" SELECT id FROM above", n.UnitID)))
	}
	if known, ok := t.holders[key]; ok {
		return known, nil
	}
	if err := q.Order("s.id").Scan(&ids).Error; err != nil {
		return nil, fmt.Errorf("reading who is told: %w", err)
	}
	t.holders[key] = ids
	return ids, nil
}

func (t *teller) keptAway(caseID string) (ids []string, err error) {
	if known, ok := t.excluded[caseID]; ok {
		return known, nil
	}
	if err := t.tx.Model(&Exclusion{}).Where("case_id = ?", caseID).Pluck("staff_id", &ids).Error; err != nil {
		return nil, fmt.Errorf("reading exclusions: %w", err)
	}
	t.excluded[caseID] = ids
	return ids, nil
}

// choosers are those who work here and have chosen channels, or one of them.
func choosers(tx *gorm.DB, channel string, now time.Time) ([]StaffChannel, error) {
	q := tx.Table("staff_channels c").Select("c.*").Joins("JOIN staff s ON s.id = c.staff_id").
		Where("s.active AND (s.leaves_at IS NULL OR s.leaves_at > ?)", micros(now))
	if channel != "" {
		q = q.Where("c.channel = ?", channel)
	}
	var rows []StaffChannel
	if err := q.Order("c.staff_id, c.channel").Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("reading who has chosen channels: %w", err)
	}
	return rows, nil
}

package models

import (
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/internal/failpoint"
)

// Change says that a case isn't as it was: an event of it was written, or somebody decided on one of its entries.
type Change struct {
	CaseID   string
	Kind     contract.Kind
	UnitID   string
	Seq      int64 // of the case's last event
	Status   contract.Status
	At       time.Time // recorded or decided at
	EntryID  string    // decided on; "" for an event
	N        int64     // which decision on it
	Excluded []string  `gorm:"-"` // members of staff who may not know of it (I9)
}

// ChangesSince are the changes recorded since a moment, in the order of their recording: a case's last event alone, however
// many there were, and every decision. all is false when there were more than limit. What a transaction that is still
// running will have recorded isn't among them: whoever wants to miss nothing looks back further than those take.
func ChangesSince(tx *gorm.DB, since time.Time, limit int) (changes []Change, all bool, err error) {
	var cases, decisions []Change
	err = tx.Table("cases").Select("id AS case_id, kind, unit_id, seq, status, updated_at AS at").
		Where("updated_at >= ?", micros(since)).Order("updated_at, id").Limit(limit + 1).Scan(&cases).Error
	if err != nil {
		return nil, false, fmt.Errorf("reading changes: %w", err)
	}
	err = tx.Table("entry_decisions d").Joins("JOIN ledger_entries e ON e.id = d.entry_id").Joins("JOIN cases c ON c.id = e.case_id").
		Select("c.id AS case_id, c.kind, c.unit_id, c.seq, c.status, d.decided_at AS at, d.entry_id, d.n").
		Where("d.decided_at >= ?", micros(since)).Order("d.decided_at").Limit(limit + 1).Scan(&decisions).Error
	if err != nil {
		return nil, false, fmt.Errorf("reading decisions: %w", err)
	}
	if len(cases) > limit || len(decisions) > limit {
		return nil, false, nil
	}
	changes = append(cases, decisions...)
	slices.SortStableFunc(changes, func(a, b Change) int { return a.At.Compare(b.At) })
	if len(changes) == 0 {
		return nil, true, nil
	}
	return changes, true, exclude(tx, changes, since)
}

// exclude notes who is excluded from the changed cases. It reads after the changes: what has changed since a moment only
// grows, so nobody is forgotten.
func exclude(tx *gorm.DB, changes []Change, since time.Time) error {
	var rows []Exclusion
	err := tx.Where(`case_id IN (SELECT id FROM cases WHERE updated_at >= ?) OR case_id IN (
		SELECT e.case_id FROM entry_decisions d JOIN ledger_entries e ON e.id = d.entry_id WHERE d.decided_at >= ?)`,
		micros(since), micros(since)).Find(&rows).Error
	if err != nil {
		return fmt.Errorf("reading exclusions: %w", err)
	}
	excluded := map[string][]string{}
	for _, x := range rows {
		excluded[x.CaseID] = append(excluded[x.CaseID], x.StaffID)
	}
	for i := range changes {
		changes[i].Excluded = excluded[changes[i].CaseID]
	}
	return nil
}

// ChangesShown are the changes of those cases that the viewer of tx may see, in their order.
func ChangesShown(tx *gorm.DB, all []Change) (shown []Change, err error) {
	for some := range slices.Chunk(all, 1000) {
		ids := make([]string, len(some))
		for i, c := range some {
			ids[i] = c.CaseID
		}
		var found []string
		if err := in(tx.Table("cases"), "id", ids).Pluck("id", &found).Error; err != nil {
			return nil, fmt.Errorf("reading which cases changed: %w", err)
		}
		seen := map[string]bool{}
		for _, id := range found {
			seen[id] = true
		}
		for _, c := range some {
			if seen[c.CaseID] {
				shown = append(shown, c)
			}
		}
	}
	return shown, nil
}

// Shows reports whether a scope may know of a change.
func (s Scope) Shows(c Change) bool {
	if failpoint.Planted(dropped) {
		return true
	}
	if slices.Contains(c.Excluded, s.Staff) {
		return false
	}
	return slices.Contains(s.own, c.UnitID) || slices.ContainsFunc(s.lent, func(l lent) bool {
		return slices.Contains(l.units, c.UnitID) && !slices.Contains(c.Excluded, l.staff)
	})
}

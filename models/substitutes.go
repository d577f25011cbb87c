package models

import (
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"carebook/contract"
	"carebook/policies"
)

// auditor is carebook's own role.
const auditor = "auditor"

// notLent are carebook's own roles: they are given by two administrators, and an absence gives them to nobody else.
var notLent = []string{administrator, auditor, CalendarKeeper}

// lenders are those in whose place a member of staff may act at a moment: nobody who is a substitute himself lends what
// somebody else has lent him, since only roles that are held count.
func lenders(tx *gorm.DB, staff string, at time.Time) ([]string, error) {
	var ids []string
	err := tx.Table("substitutions t").Distinct("t.staff_id").Joins("JOIN staff s ON s.id = t.staff_id").
		Where("t.substitute_id = ? AND s.active AND t.valid_from <= ? AND (t.valid_to IS NULL OR t.valid_to > ?)", staff, micros(at), micros(at)).
		Order("t.staff_id").Pluck("t.staff_id", &ids).Error
	if err != nil {
		return nil, fmt.Errorf("reading for whom %s stands in: %w", staff, err)
	}
	return ids, nil
}

// lending are the parties in whose place somebody may act in a case: who is away, but for those who may not touch the case. The
// subjects are those whom the command itself complains about.
func (p party) lending(unit string, at time.Time, subjects []string) ([]party, error) {
	ids, err := lenders(p.tx, p.staff, at)
	if err != nil {
		return nil, err
	}
	var all []party
	for _, id := range ids {
		excluded, err := Excluded(p.tx, p.caseID, id)
		if err != nil {
			return nil, err
		}
		if excluded || slices.Contains(subjects, id) {
			continue
		}
		held, err := RolesAt(p.tx, id, unit, at)
		if err != nil {
			return nil, err
		}
		q := p
		q.staff = id
		q.held = slices.DeleteFunc(held, func(role string) bool { return slices.Contains(notLent, role) })
		all = append(all, q)
	}
	return all, nil
}

// place finds in whose place somebody may do what some roles and parts may: the roles that let him, and whose they are. One whose
// part in the case doesn't keep him away comes first.
func (p party) place(unit string, at time.Time, subjects, allowed []string, permit policies.Permit) (roles []string, behalf string, err error) {
	others, err := p.lending(unit, at, subjects)
	if err != nil {
		return nil, "", err
	}
	for _, q := range others {
		mine := q.among(allowed)
		if len(mine) == 0 {
			continue
		}
		part, err := q.keptBy(permit, q.staff, p.staff)
		if err != nil {
			return nil, "", err
		}
		if part == "" {
			return mine, q.staff, nil
		}
		if behalf == "" {
			roles, behalf = mine, q.staff
		}
	}
	return roles, behalf, nil
}

// keptBy is the part that keeps some persons from what a permit allows: one of their own, or of anybody who has acted in the case
// in place of one of them, or the other way round. "" when none does.
func (p party) keptBy(permit policies.Permit, persons ...string) (string, error) {
	if permit.NotBy == nil {
		return "", nil
	}
	all, err := asOne(p.tx, p.caseID, persons...)
	if err != nil {
		return "", err
	}
	for _, id := range all {
		q := p
		q.staff = id
		if part := q.kept(permit); part != "" {
			return part, nil
		}
	}
	return "", nil
}

// asOne are some persons, and all who have acted in a case in place of one of them or in whose place one of them has: for four
// eyes they are one (S21).
func asOne(tx *gorm.DB, caseID string, persons ...string) ([]string, error) {
	persons = slices.DeleteFunc(slices.Clone(persons), func(id string) bool { return id == "" })
	var rows []CaseSubstitute
	err := tx.Where("case_id = ? AND (staff_id IN ? OR behalf_id IN ?)", caseID, persons, persons).Order("staff_id, behalf_id").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("reading who stood in: %w", err)
	}
	for _, r := range rows {
		persons = append(persons, r.StaffID, r.BehalfID)
	}
	slices.Sort(persons)
	return slices.Compact(persons), nil
}

// noteSubstitute remembers who has acted in place of whom.
func noteSubstitute(tx *gorm.DB, caseID, staff, behalf string, seq int64) error {
	if behalf == "" {
		return nil
	}
	row := CaseSubstitute{CaseID: caseID, StaffID: staff, BehalfID: behalf, Seq: seq}
	if err := tx.Clauses(clause.OnConflict{DoNothing: true}).Create(&row).Error; err != nil {
		return fmt.Errorf("noting who stood in: %w", err)
	}
	return nil
}

// mayStandIn refuses whoever can't stand in for somebody who is away: the same person, one who doesn't work here, or is away in
// that time as well. So nobody's place goes round in a circle.
func (d *deed) mayStandIn(staff, substitute string, from time.Time, to *time.Time) (*contract.Refusal, error) {
	if substitute == "" {
		return nil, nil
	}
	refused := contract.Refused(contract.CodeSubstitute, "")
	var who Staff
	found := d.tx.Where("id = ? AND active AND leaves_at IS NULL", substitute).Limit(1).Find(&who)
	if found.Error != nil || found.RowsAffected == 0 || substitute == staff {
		return refused, found.Error
	}
	held, err := Assignments(d.tx, []string{substitute}, d.now)
	if err != nil {
		return nil, err
	}
	away, err := d.isAway(substitute, from, to)
	if away || len(held) == 0 {
		return refused, err
	}
	return nil, err
}

// standsIn writes who stands in by an absence.
func (d *deed) standsIn(absence, staff, substitute string, from time.Time, to *time.Time) error {
	if substitute == "" {
		return nil
	}
	row := Substitution{ID: NewID(), AbsenceID: absence, StaffID: staff, SubstituteID: substitute, ValidFrom: micros(from), ValidTo: microsPtr(to)}
	if err := d.tx.Create(&row).Error; err != nil {
		return fmt.Errorf("writing who stands in: %w", err)
	}
	d.audit(AuditEntry{Action: AuditSubstitute, Kind: KindStaff, Object: substitute})
	return nil
}

// isAway reports whether somebody is away on a day of a time, by what is recorded now.
func (d *deed) isAway(staff string, from time.Time, to *time.Time) (bool, error) {
	zone := from.Location()
	q := d.tx.Model(&Absence{}).Where("staff_id = ? AND (to_day IS NULL OR to_day >= ?)", staff, from.In(zone).Format(time.DateOnly))
	if to != nil {
		q = q.Where("from_day < ?", to.In(zone).Format(time.DateOnly))
	}
	var n int64
	if err := q.Count(&n).Error; err != nil {
		return false, fmt.Errorf("reading absences of %s: %w", staff, err)
	}
	return n > 0, nil
}

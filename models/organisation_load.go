package models

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"
)

// Summary counts what LoadOrganisation added and changed. A file that is loaded again changes nothing.
type Summary struct {
	Units, Departments, Staff int // made or changed
	Given, Ended              int // role assignments
}

// LoadOrganisation brings the books up to an organisation file, found again by code, in one transaction. Roles of staff
// in the file that it doesn't list any more end now; units, departments and staff that it doesn't name stay as they are.
func LoadOrganisation(ctx context.Context, b *Books, src []byte) (Summary, error) {
	file, err := ParseOrganisation(src)
	if err != nil {
		return Summary{}, err
	}
	var sum Summary
	err = b.Tx(ctx, func(tx *gorm.DB) error {
		now, err := b.Now(tx)
		if err != nil {
			return err
		}
		l := orgLoader{tx: tx, now: now, units: map[string]string{}, departments: map[[2]string]string{}}
		for _, u := range file.Units {
			if err := l.unit(u, nil); err != nil {
				return fmt.Errorf("unit %s: %w", u.Code, err)
			}
		}
		for _, s := range file.Staff {
			if err := l.member(s); err != nil {
				return fmt.Errorf("staff %s: %w", s.Code, err)
			}
		}
		for _, s := range file.Staff {
			if err := errors.Join(l.above(s.Code, s.Superior, SuperiorLine), l.above(s.Code, s.AreaManager, SuperiorArea)); err != nil {
				return fmt.Errorf("staff %s: %w", s.Code, err)
			}
		}
		sum = l.sum
		return b.Audit(tx, l.audits(src)...)
	})
	if err != nil {
		return Summary{}, fmt.Errorf("loading organisation: %w", err)
	}
	return sum, nil
}

type orgLoader struct {
	tx          *gorm.DB
	now         time.Time
	sum         Summary
	units       map[string]string    // code → id
	departments map[[2]string]string // codes of unit and department → id
	changes     []AuditEntry
}

// audits are what is audited of the file: each member of staff and each role that it changed, then itself. A file that changes
// nothing leaves nothing.
func (l *orgLoader) audits(src []byte) []AuditEntry {
	if l.sum == (Summary{}) {
		return nil
	}
	return append(l.changes, AuditEntry{Action: AuditOrganisation, Kind: "organisation", After: Fingerprint(src)})
}

func (l *orgLoader) changed(action AuditAction, kind, object, unit string) {
	l.changes = append(l.changes, AuditEntry{Action: action, Kind: kind, Object: object, Unit: unit})
}

func (l *orgLoader) unit(u OrganisationUnit, parent *string) error {
	row := Unit{ID: NewID(), ParentID: parent, Code: u.Code, Name: u.Name, Profile: u.Profile, Calendar: u.Calendar, CreatedAt: l.now}
	var old Unit
	err := l.tx.Where("code = ?", u.Code).Take(&old).Error
	switch {
	case errors.Is(err, gorm.ErrRecordNotFound):
		err = l.tx.Create(&row).Error
		l.sum.Units++
	case err == nil:
		row.ID = old.ID
		if deref(old.ParentID) != deref(parent) || old.Name != u.Name || old.Profile != u.Profile || old.Calendar != u.Calendar {
			err = l.tx.Model(&old).Updates(map[string]any{
				"parent_id": parent, "name": u.Name, "profile": u.Profile, "calendar": u.Calendar,
			}).Error
			l.sum.Units++
		}
	}
	if err != nil {
		return err
	}
	l.units[u.Code] = row.ID
	for _, d := range u.Departments {
		if err := l.department(u.Code, d); err != nil {
			return err
		}
	}
	for _, below := range u.Units {
		if err := l.unit(below, &row.ID); err != nil {
			return err
		}
	}
	return nil
}

func (l *orgLoader) department(unit string, d OrganisationDepartment) error {
	row := Department{ID: NewID(), UnitID: l.units[unit], Code: d.Code, Name: d.Name}
	var old Department
	err := l.tx.Where("unit_id = ? AND code = ?", row.UnitID, d.Code).Take(&old).Error
	switch {
	case errors.Is(err, gorm.ErrRecordNotFound):
		err = l.tx.Create(&row).Error
		l.sum.Departments++
	case err == nil:
		row.ID = old.ID
		if old.Name != d.Name {
			err = l.tx.Model(&old).Update("name", d.Name).Error
			l.sum.Departments++
		}
	}
	l.departments[[2]string{unit, d.Code}] = row.ID
	return err
}

func (l *orgLoader) member(s OrganisationStaff) error {
	row := Staff{ID: NewID(), Code: s.Code, Name: s.Name, Active: !s.Left, CreatedAt: l.now}
	var old Staff
	err := l.tx.Where("code = ?", s.Code).Take(&old).Error
	switch {
	case errors.Is(err, gorm.ErrRecordNotFound):
		err = l.tx.Create(&row).Error
		l.sum.Staff++
		l.changed(AuditStaffAdded, "staff", row.ID, "")
	case err == nil:
		row.ID = old.ID
		if old.Active && !row.Active {
			l.changed(AuditStaffLeft, "staff", row.ID, "")
		} else if old.Name != row.Name || old.Active != row.Active {
			l.changed(AuditStaffChanged, "staff", row.ID, "")
		}
		if old.Name != row.Name || old.Active != row.Active {
			err = l.tx.Model(&old).Updates(columnsOf(old, row)).Error
			l.sum.Staff++
		}
	}
	if err != nil {
		return err
	}
	return l.roles(row.ID, s.Roles)
}

// above puts one member of staff above another, by their codes.
func (l *orgLoader) above(code, superior, kind string) error {
	if superior == "" {
		return nil
	}
	staff, err := StaffByCode(l.tx, code)
	if err != nil {
		return err
	}
	up, err := StaffByCode(l.tx, superior)
	if err != nil {
		return err
	}
	var same int64
	err = l.tx.Model(&Superior{}).Where("staff_id = ? AND superior_id = ? AND kind = ? AND valid_to IS NULL", staff.ID, up.ID, kind).Count(&same).Error
	if err != nil || same > 0 {
		return err
	}
	circle, err := circles(l.tx, staff.ID, up.ID, kind)
	if err != nil {
		return err
	}
	if circle {
		return fmt.Errorf("%s would be above himself through %s", code, superior)
	}
	l.sum.Staff++
	l.changed(AuditStaffChanged, "staff", staff.ID, "")
	return putAbove(l.tx, staff.ID, up.ID, kind, l.now)
}

// columnsOf are what is set of somebody who is called otherwise, has left or has come back.
func columnsOf(old, row Staff) map[string]any {
	set := map[string]any{"name": row.Name, "active": row.Active}
	if row.Active && !old.Active {
		set["leaves_at"] = nil
	}
	return set
}

// held is what makes two assignments the same.
type held struct{ role, unit, department string }

func (l *orgLoader) roles(staffID string, want []OrganisationRole) error {
	var rows []RoleAssignment
	if err := l.tx.Where("staff_id = ? AND (valid_to IS NULL OR valid_to > ?)", staffID, l.now).Find(&rows).Error; err != nil {
		return err
	}
	have := map[held]string{}
	for _, r := range rows {
		have[held{r.Role, r.UnitID, deref(r.DepartmentID)}] = r.ID
	}
	for _, r := range want {
		h := held{r.Role, l.units[r.Unit], l.departments[[2]string{r.Unit, r.Department}]}
		if _, ok := have[h]; ok {
			delete(have, h)
			continue
		}
		row := RoleAssignment{
			ID: NewID(), StaffID: staffID, Role: h.role, UnitID: h.unit, DepartmentID: optional(h.department), ValidFrom: l.now,
		}
		if err := l.tx.Create(&row).Error; err != nil {
			return err
		}
		l.sum.Given++
		l.changed(AuditRoleGiven, "role", staffID+"/"+h.role, h.unit)
	}
	for h, id := range have {
		if err := l.tx.Model(&RoleAssignment{}).Where("id = ?", id).Update("valid_to", l.now).Error; err != nil {
			return err
		}
		l.sum.Ended++
		l.changed(AuditRoleEnded, "role", staffID+"/"+h.role, h.unit)
	}
	return nil
}

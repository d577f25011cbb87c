package models

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
)

// Kinds of superiors: in the line, and by area.
const (
	SuperiorLine = "line"
	SuperiorArea = "area"
)

// SetSuperiorAction says who is above somebody.
const SetSuperiorAction contract.Action = "set_superior"

// EventSuperiorSet is the event of SetSuperiorAction.
const EventSuperiorSet = "superior_set"

// NewSuperior says who is above a member of staff from now on.
type NewSuperior struct {
	Command  NewCommand
	Staff    string
	Superior string // "" for nobody
	Kind     string // SuperiorLine or SuperiorArea
	Reason   string
}

// SetSuperior writes who is above a member of staff, the event in the person's stream and the settled command in one transaction;
// whoever was so before is it until now. Administrators of each unit at which the person holds a role may. Nobody is above
// himself, directly or through others.
func (b *Books) SetSuperior(ctx context.Context, n NewSuperior) (Command, error) {
	n.Command.Facts = contract.Facts{Person: n.Superior, Kind: n.Kind}
	return b.aboutStaff(ctx, n.Command, n.Staff, SetSuperiorAction, func(p *personal) (*contract.Refusal, error) {
		if refusal := p.stays(); refusal != nil {
			return refusal, nil
		}
		if refusal, err := p.administersAll(n.Staff); refusal != nil || err != nil {
			return refusal, err
		}
		if n.Superior != "" {
			if refusal, err := p.above(n); refusal != nil || err != nil {
				return refusal, err
			}
		}
		if err := putAbove(p.tx, n.Staff, n.Superior, n.Kind, p.now); err != nil {
			return nil, err
		}
		p.audit(AuditEntry{Action: AuditStaffChanged, Kind: KindStaff, Object: n.Staff})
		return nil, p.told(EventSuperiorSet, n.Reason)
	})
}

// putAbove writes who is above a member of staff from a moment on, "" for nobody; whoever was so before is it until then.
func putAbove(tx *gorm.DB, staff, superior, kind string, now time.Time) error {
	err := tx.Model(&Superior{}).Where("staff_id = ? AND kind = ? AND (valid_to IS NULL OR valid_to > ?)", staff, kind, now).Update("valid_to", now).Error
	if err == nil && superior != "" {
		err = tx.Create(&Superior{ID: NewID(), StaffID: staff, SuperiorID: superior, Kind: kind, ValidFrom: now}).Error
	}
	if err != nil {
		return fmt.Errorf("writing who is above %s: %w", staff, err)
	}
	return nil
}

// superiorsLock is the counter whose row keeps two from closing a circle together.
const superiorsLock = "superiors"

// above refuses a superior who doesn't work here, or who is under the person already.
func (p *personal) above(n NewSuperior) (*contract.Refusal, error) {
	who, err := StaffByID(p.tx, n.Superior)
	if errors.Is(err, gorm.ErrRecordNotFound) || err == nil && (!who.Active || who.LeavesAt != nil) {
		return contract.Refused(contract.CodeUnknownStaff, "", "field", "superior"), nil
	}
	if err != nil {
		return nil, err
	}
	circle, err := circles(p.tx, n.Staff, n.Superior, n.Kind)
	if err != nil || !circle {
		return nil, err
	}
	return contract.Refused(contract.CodeSuperiorLoop, ""), nil
}

// circles reports whether somebody is under a member of staff, directly or through others, or is the same person. Until tx ends
// nobody else changes who is above whom.
func circles(tx *gorm.DB, staff, superior, kind string) (bool, error) {
	err := tx.Exec("INSERT INTO counters (scope, n) VALUES (?, 1) ON CONFLICT (scope) DO UPDATE SET n = counters.n + 1", superiorsLock).Error
	if err != nil {
		return false, fmt.Errorf("keeping others from changing superiors: %w", err)
	}
	var up []string
	err = tx.Raw(`
		WITH RECURSIVE up (id) AS (
			SELECT CAST(? AS text)
			UNION SELECT r.superior_id FROM superiors r JOIN up ON up.id = r.staff_id WHERE r.kind = ? AND r.valid_to IS NULL
		)
		SELECT id FROM up`, superior, kind).Scan(&up).Error
	if err != nil {
		return false, fmt.Errorf("reading who is above %s: %w", superior, err)
	}
	return slices.Contains(up, staff), nil
}

// isAbove reports whether somebody is above a member of staff now, of whichever kind.
func (d *deed) isAbove(superior, staff string) (bool, error) {
	var n int64
	err := d.tx.Model(&Superior{}).Where("staff_id = ? AND superior_id = ? AND valid_from <= ? AND (valid_to IS NULL OR valid_to > ?)",
		staff, superior, d.now, d.now).Count(&n).Error
	if err != nil {
		return false, fmt.Errorf("reading who is above %s: %w", staff, err)
	}
	return n > 0, nil
}

// SuperiorsOf are those who are or were above a member of staff, the first one first. Whether the person may be seen is for the
// caller to ask first.
func SuperiorsOf(tx *gorm.DB, staff string) ([]Superior, error) {
	var rows []Superior
	if err := tx.Where("staff_id = ?", staff).Order("valid_from, id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("listing who is above %s: %w", staff, err)
	}
	return rows, nil
}

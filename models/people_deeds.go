package models

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"carebook/contract"
)

// KindStaff is the kind of the stream of what is done about a member of staff.
const KindStaff = "staff"

// What is done about a member of staff, and the events that it leads to.
const (
	AddStaffAction    contract.Action = "add_staff"
	ProposeRoleAction contract.Action = "propose_role"
	ConfirmRoleAction contract.Action = "confirm_role"
	RejectRoleAction  contract.Action = "reject_role"
	EndRoleAction     contract.Action = "end_role"
	LeaveAction       contract.Action = "leave"

	EventStaffAdded    = "staff_added"
	EventRoleProposed  = "role_proposed"
	EventRoleConfirmed = "role_confirmed"
	EventRoleRejected  = "role_rejected"
	EventRoleEnded     = "role_ended"
	EventLeaving       = "leaving"
)

// StaffStream is the stream of what is done about a member of staff.
func StaffStream(staff string) string { return KindStaff + "/" + staff }

// StaffOfStream is the member of staff whose stream it is.
func StaffOfStream(stream string) string { return strings.TrimPrefix(stream, KindStaff+"/") }

// aboutStaff stores a command about a member of staff and carries it out in the same transaction, under the person's lock.
// A refusal is its outcome and leaves no event.
func (b *Books) aboutStaff(ctx context.Context, n NewCommand, staff string, a contract.Action, do func(*personal) (*contract.Refusal, error)) (Command, error) {
	n.Kind, n.Stream, n.Action, n.Facts.Assignee = KindStaff, StaffStream(staff), a, staff
	return b.direct(ctx, n, func(d *deed) (*contract.Refusal, error) {
		p := &personal{deed: d}
		err := d.tx.Clauses(clause.Locking{Strength: "UPDATE"}).Where("id = ?", staff).Take(&p.who).Error
		switch {
		case errors.Is(err, gorm.ErrRecordNotFound):
			return contract.Refused(contract.CodeUnknownStaff, "", "field", "staff"), nil
		case err != nil:
			return nil, fmt.Errorf("locking staff %s: %w", staff, err)
		}
		return do(p)
	})
}

// personal is a deed about one member of staff.
type personal struct {
	*deed
	who Staff
}

// stays refuses what can only be done about somebody who works here and goes on doing so.
func (p *personal) stays() *contract.Refusal {
	if p.who.Active && p.who.LeavesAt == nil {
		return nil
	}
	return contract.Refused(contract.CodeUnknownStaff, "", "field", "staff")
}

// told adds the event to the person's stream, the reason sealed, and settles the command.
func (p *personal) told(what, reason string) error {
	prev, err := p.last(p.who.Seq)
	if err != nil {
		return err
	}
	p.who.Seq++
	if err := p.tx.Model(&Staff{}).Where("id = ?", p.who.ID).Update("seq", p.who.Seq).Error; err != nil {
		return fmt.Errorf("numbering the event of %s: %w", p.who.ID, err)
	}
	row := Event{Stream: p.cmd.Stream, Seq: p.who.Seq, Kind: KindStaff, Type: what, Roles: administrator}
	if err := p.seal(&row, reason); err != nil {
		return err
	}
	return p.write(row, prev, p.who.Seq)
}

// administersAt refuses whoever isn't an administrator of a unit.
func (d *deed) administersAt(unit string) (*contract.Refusal, error) {
	held, err := RolesAt(d.tx, d.cmd.Principal, unit, d.now)
	if err != nil || slices.Contains(held, administrator) {
		return nil, err
	}
	return d.noAdministrator(), nil
}

func (d *deed) noAdministrator() *contract.Refusal {
	return contract.Refused(contract.CodeWrongRole, "", "action", string(d.cmd.Action), "roles", administrator)
}

// administersAll refuses whoever isn't an administrator of each unit at which somebody holds a role; of anybody who holds
// none, an administrator of any unit may dispose.
func (d *deed) administersAll(staff string) (*contract.Refusal, error) {
	given, err := Assignments(d.tx, []string{staff}, d.now)
	if err != nil {
		return nil, err
	}
	for _, a := range given {
		if refusal, err := d.administersAt(a.UnitID); refusal != nil || err != nil {
			return refusal, err
		}
	}
	if len(given) > 0 {
		return nil, nil
	}
	scope, err := ScopeOf(d.tx, d.cmd.Principal, d.now)
	if err != nil || scope.HoldsAnywhere(administrator) {
		return nil, err
	}
	return d.noAdministrator(), nil
}

// NewStaff is somebody who begins to work here. The id is allotted by the caller.
type NewStaff struct {
	Command NewCommand
	ID      string
	Code    string // on the badge
	Name    string
	Reason  string
}

// AddStaff writes a member of staff who holds no role yet, the event that begins the person's stream and the settled command
// in one transaction. Administrators may, of whichever unit.
func (b *Books) AddStaff(ctx context.Context, n NewStaff) (Command, error) {
	c := n.Command
	c.Kind, c.Stream, c.Action, c.Facts.Assignee = KindStaff, StaffStream(n.ID), AddStaffAction, n.ID
	return b.direct(ctx, c, func(d *deed) (*contract.Refusal, error) {
		p := &personal{deed: d, who: Staff{ID: n.ID, Code: n.Code, Name: n.Name, Active: true, CreatedAt: d.now}}
		scope, err := ScopeOf(d.tx, d.cmd.Principal, d.now)
		if err != nil {
			return nil, err
		}
		if !scope.HoldsAnywhere(administrator) {
			return d.noAdministrator(), nil
		}
		res := d.tx.Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "code"}}, DoNothing: true}).Create(&p.who)
		if res.Error != nil {
			return nil, fmt.Errorf("adding staff: %w", res.Error)
		}
		if res.RowsAffected == 0 {
			return contract.Refused(contract.CodeStaffExists, ""), nil
		}
		p.audit(AuditEntry{Action: AuditStaffAdded, Kind: KindStaff, Object: n.ID})
		return nil, p.told(EventStaffAdded, n.Reason)
	})
}

// persons asks for the members of staff of whom somebody may speak: who is seen, and by administrators whoever holds no role.
func (s Scope) persons(tx *gorm.DB, at time.Time) *gorm.DB {
	q, seen := tx.Table("staff"), in(assignments(tx, at), "a.unit_id", s.units).Select("a.staff_id")
	if !s.HoldsAnywhere(administrator) {
		return q.Where("staff.active AND staff.id IN (?)", seen)
	}
	return q.Where("(staff.active AND staff.id IN (?) OR NOT EXISTS (?))", seen, assignments(tx, at).Select("1").Where("a.staff_id = staff.id"))
}

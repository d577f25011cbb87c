package models

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"carebook/contract"
)

// NewRole is a role that somebody is to hold at a unit and below it.
type NewRole struct {
	Command    NewCommand
	Staff      string
	Role       string
	Unit       string     // id
	Department string     // id of one of the unit's; "" for none
	From       *time.Time // nil, or earlier than that: from when it is confirmed
	To         *time.Time // exclusive; nil: until it is ended
	Reason     string
}

// ProposeRole writes a proposal of a role, the event in the person's stream and the settled command in one transaction. An
// administrator of the unit may, and nobody for himself. Nothing counts until another one has confirmed it (S21). The proposal
// has the command's id.
func (b *Books) ProposeRole(ctx context.Context, shelf *Binding, n NewRole) (Command, error) {
	n.Command.Facts = contract.Facts{Unit: n.Unit, Role: n.Role, Department: n.Department, From: instant(n.From), To: instant(n.To)}
	return b.aboutStaff(ctx, n.Command, n.Staff, ProposeRoleAction, func(p *personal) (*contract.Refusal, error) {
		for _, check := range []func() (*contract.Refusal, error){
			func() (*contract.Refusal, error) { return p.mayGive(n.Unit, "") },
			func() (*contract.Refusal, error) { return p.known(shelf, n) },
			func() (*contract.Refusal, error) { return p.notHeld(n) },
		} {
			if refusal, err := check(); refusal != nil || err != nil {
				return refusal, err
			}
		}
		row := RoleProposal{
			ID: p.cmd.ID, StaffID: n.Staff, Role: n.Role, UnitID: n.Unit, DepartmentID: optional(n.Department),
			ValidFrom: microsPtr(n.From), ValidTo: microsPtr(n.To), ProposedBy: p.cmd.Principal, ProposedAt: p.now,
		}
		if err := p.tx.Create(&row).Error; err != nil {
			return nil, fmt.Errorf("proposing a role: %w", err)
		}
		p.auditRole(AuditRoleProposed, n.Staff, n.Role, n.Unit)
		return nil, p.told(EventRoleProposed, n.Reason)
	})
}

// auditRole has something about a role written into the second chain.
func (p *personal) auditRole(what AuditAction, staff, role, unit string) {
	p.audit(AuditEntry{Action: what, Kind: "role", Object: staff + "/" + role, Unit: unit})
}

func instant(t *time.Time) string {
	if t == nil {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// mayGive refuses whoever isn't an administrator of the unit, the person himself, and whoever had the other part.
func (p *personal) mayGive(unit, other string) (*contract.Refusal, error) {
	if refusal := p.stays(); refusal != nil {
		return refusal, nil
	}
	if refusal, err := p.administersAt(unit); refusal != nil || err != nil {
		return refusal, err
	}
	switch p.cmd.Principal {
	case p.who.ID:
		return contract.Refused(contract.CodeOwnRole, ""), nil
	case other:
		return contract.Refused(contract.CodeFourEyes, "", "part", partProposer), nil
	}
	return nil, nil
}

// known refuses a role, a department or a time that isn't there.
func (p *personal) known(shelf *Binding, n NewRole) (*contract.Refusal, error) {
	book, _, err := shelf.At(p.tx, p.now)
	if err != nil {
		return nil, err
	}
	if _, known := book.Role(n.Role); !known {
		return contract.Refused(contract.CodeUnknownRole, ""), nil
	}
	if n.To != nil && (!n.To.After(p.now) || n.From != nil && !n.To.After(*n.From)) {
		return contract.Refused(contract.CodeProposalStale, ""), nil
	}
	if n.Department == "" {
		return nil, nil
	}
	err = p.tx.Where("id = ? AND unit_id = ?", n.Department, n.Unit).Take(&Department{}).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return contract.Refused(contract.CodeUnknownUnit, ""), nil // what was written may be anything: it isn't repeated
	}
	return nil, err
}

// notHeld refuses what counts already in some of the time, or is proposed.
func (p *personal) notHeld(n NewRole) (*contract.Refusal, error) {
	same := func(q *gorm.DB) *gorm.DB {
		return q.Where("staff_id = ? AND role = ? AND unit_id = ? AND coalesce(department_id, '') = ?", n.Staff, n.Role, n.Unit, n.Department)
	}
	from := p.now
	if n.From != nil && n.From.After(from) {
		from = micros(*n.From)
	}
	held := same(p.tx.Model(&RoleAssignment{})).Where("valid_to IS NULL OR valid_to > ?", from)
	if n.To != nil {
		held = held.Where("valid_from < ?", micros(*n.To))
	}
	for _, q := range []*gorm.DB{held, same(p.tx.Model(&RoleProposal{})).Where("decision = ''")} {
		var count int64
		if err := q.Count(&count).Error; err != nil {
			return nil, fmt.Errorf("reading the roles of %s: %w", n.Staff, err)
		}
		if count > 0 {
			return contract.Refused(contract.CodeRoleHeld, "", "role", n.Role), nil
		}
	}
	return nil, nil
}

// RoleDecision is what an administrator says of a proposed role.
type RoleDecision struct {
	Command  NewCommand
	Proposal string
	Reason   string
}

// ConfirmRole makes a proposed role count, by the event in the person's stream and the settled command in one transaction: an
// administrator of the unit may who neither proposed it nor gets it. Whoever proposed it must still be one.
func (b *Books) ConfirmRole(ctx context.Context, n RoleDecision) (Command, error) {
	return b.onProposal(ctx, n, ConfirmRoleAction, func(p *personal, row *RoleProposal) (*contract.Refusal, error) {
		if refusal, err := p.mayGive(row.UnitID, row.ProposedBy); refusal != nil || err != nil {
			return refusal, err
		}
		proposer, err := RolesAt(p.tx, row.ProposedBy, row.UnitID, p.now)
		if err != nil {
			return nil, err
		}
		from := p.now
		if row.ValidFrom != nil && row.ValidFrom.After(from) {
			from = *row.ValidFrom
		}
		if !slices.Contains(proposer, administrator) || row.ValidTo != nil && !row.ValidTo.After(from) {
			return contract.Refused(contract.CodeProposalStale, ""), nil
		}
		given := RoleAssignment{
			ID: NewID(), StaffID: row.StaffID, Role: row.Role, UnitID: row.UnitID, DepartmentID: row.DepartmentID, ValidFrom: from, ValidTo: row.ValidTo,
		}
		if err := p.tx.Create(&given).Error; err != nil {
			return nil, fmt.Errorf("giving a role: %w", err)
		}
		row.AssignmentID = &given.ID
		p.auditRole(AuditRoleGiven, row.StaffID, row.Role, row.UnitID)
		return nil, p.decided(row, RoleConfirmed, EventRoleConfirmed, n.Reason)
	})
}

// RejectRole ends a proposal without the role, by the event in the person's stream and the settled command in one transaction.
// Any administrator of the unit may: also the one who proposed it.
func (b *Books) RejectRole(ctx context.Context, n RoleDecision) (Command, error) {
	return b.onProposal(ctx, n, RejectRoleAction, func(p *personal, row *RoleProposal) (*contract.Refusal, error) {
		if refusal, err := p.administersAt(row.UnitID); refusal != nil || err != nil {
			return refusal, err
		}
		p.auditRole(AuditRoleRejected, row.StaffID, row.Role, row.UnitID)
		return nil, p.decided(row, RoleRejected, EventRoleRejected, n.Reason)
	})
}

// onProposal carries out a decision on a proposal that waits, under the person's lock.
func (b *Books) onProposal(
	ctx context.Context, n RoleDecision, a contract.Action, do func(*personal, *RoleProposal) (*contract.Refusal, error),
) (Command, error) {
	row, err := ProposalByID(b.DB.WithContext(ctx), n.Proposal)
	if err != nil {
		return Command{}, err
	}
	n.Command.Facts = contract.Facts{
		Unit: row.UnitID, Role: row.Role, Department: deref(row.DepartmentID), From: instant(row.ValidFrom), To: instant(row.ValidTo),
	}
	return b.aboutStaff(ctx, n.Command, row.StaffID, a, func(p *personal) (*contract.Refusal, error) {
		row, err := ProposalByID(p.tx, n.Proposal)
		if err != nil {
			return nil, err
		}
		if row.Decision != "" {
			return contract.Refused(contract.CodeProposalDecided, "", "state", row.Decision), nil
		}
		return do(p, row)
	})
}

func (p *personal) decided(row *RoleProposal, decision, event, reason string) error {
	row.Decision, row.DecidedBy, row.DecidedAt = decision, &p.cmd.Principal, &p.now
	if err := p.tx.Save(row).Error; err != nil {
		return fmt.Errorf("deciding on a role: %w", err)
	}
	return p.told(event, reason)
}

// ProposalByID is a proposed role; gorm.ErrRecordNotFound when there is none.
func ProposalByID(tx *gorm.DB, id string) (*RoleProposal, error) {
	var row RoleProposal
	if err := tx.Where("id = ?", id).Take(&row).Error; err != nil {
		return nil, fmt.Errorf("reading proposed role %s: %w", id, err)
	}
	return &row, nil
}

// OpenProposals are the proposed roles that wait at the units for which the administrator's role is held, the oldest first.
func OpenProposals(tx *gorm.DB, s Scope) ([]RoleProposal, error) {
	var rows []RoleProposal
	err := in(tx, "unit_id", s.roles[administrator]).Where("decision = ''").Order("proposed_at, id").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("listing proposed roles: %w", err)
	}
	return rows, nil
}

// RoleEnd says when a role ends that somebody holds.
type RoleEnd struct {
	Command    NewCommand
	Staff      string
	Assignment string
	At         *time.Time // nil, or earlier than that: now
	Reason     string
}

// EndRole ends a role, by the event in the person's stream and the settled command in one transaction. One administrator of the
// unit is enough, so that nothing delays it; the last one of a unit stays.
func (b *Books) EndRole(ctx context.Context, n RoleEnd) (Command, error) {
	row, err := assignmentOf(b.DB.WithContext(ctx), n.Staff, n.Assignment)
	if err != nil {
		return Command{}, err
	}
	n.Command.Facts = contract.Facts{Unit: row.UnitID, Role: row.Role, Department: deref(row.DepartmentID), To: instant(n.At)}
	return b.aboutStaff(ctx, n.Command, n.Staff, EndRoleAction, func(p *personal) (*contract.Refusal, error) {
		row, err := assignmentOf(p.tx, n.Staff, n.Assignment)
		if err != nil {
			return nil, err
		}
		at := p.now
		if n.At != nil && n.At.After(at) {
			at = micros(*n.At)
		}
		if refusal, err := p.administersAt(row.UnitID); refusal != nil || err != nil {
			return refusal, err
		}
		if row.ValidTo != nil && !row.ValidTo.After(at) {
			return contract.Refused(contract.CodeRoleEnded, ""), nil
		}
		if refusal, err := p.leavesOne(*row, at); refusal != nil || err != nil {
			return refusal, err
		}
		if at.Before(row.ValidFrom) {
			at = row.ValidFrom // it never counts
		}
		if err := p.tx.Model(&RoleAssignment{}).Where("id = ?", row.ID).Update("valid_to", at).Error; err != nil {
			return nil, fmt.Errorf("ending a role: %w", err)
		}
		p.auditRole(AuditRoleEnded, n.Staff, row.Role, row.UnitID)
		return nil, p.told(EventRoleEnded, n.Reason)
	})
}

func assignmentOf(tx *gorm.DB, staff, id string) (*RoleAssignment, error) {
	var row RoleAssignment
	if err := tx.Where("id = ? AND staff_id = ?", id, staff).Take(&row).Error; err != nil {
		return nil, fmt.Errorf("reading role %s: %w", id, err)
	}
	return &row, nil
}

// leavesOne refuses to end the role of the last administrator whose role counts for a unit and has no end of its own. The
// unit's row is locked: two who end each other's role at once can't both be the last but one.
func (p *personal) leavesOne(row RoleAssignment, at time.Time) (*contract.Refusal, error) {
	if row.Role != administrator {
		return nil, nil
	}
	var above []string
	if err := p.tx.Raw(withAbove+" SELECT id FROM above ORDER BY id", row.UnitID).Scan(&above).Error; err != nil {
		return nil, fmt.Errorf("reading the units above %s: %w", row.UnitID, err)
	}
	var locked []Unit
	if err := in(p.tx.Clauses(clause.Locking{Strength: "NO KEY UPDATE"}), "id", above).Order("id").Find(&locked).Error; err != nil {
		return nil, fmt.Errorf("locking the units above %s: %w", row.UnitID, err)
	}
	var others int64
	err := in(p.tx.Table("role_assignments a"), "a.unit_id", above).Joins("JOIN staff s ON s.id = a.staff_id").
		Where("a.role = ? AND a.id <> ? AND s.active AND s.leaves_at IS NULL AND a.valid_from <= ? AND a.valid_to IS NULL", administrator, row.ID, at).
		Count(&others).Error
	if err != nil {
		return nil, fmt.Errorf("counting administrators: %w", err)
	}
	if others > 0 {
		return nil, nil
	}
	return contract.Refused(contract.CodeLastAdministrator, "", "unit", row.UnitID), nil
}

// RolesEver are all roles that a member of staff holds, held or will hold, the first one first. Whether the person may be seen
// is for the caller to ask first.
func RolesEver(tx *gorm.DB, staff string) ([]RoleAssignment, error) {
	var rows []RoleAssignment
	if err := tx.Where("staff_id = ?", staff).Order("valid_from, id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("listing the roles of %s: %w", staff, err)
	}
	return rows, nil
}

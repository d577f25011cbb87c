package models

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
)

// KindIdentity is the kind of the stream of a person's identities.
const KindIdentity = "identity"

// What happens to an identity. The events say whom they are about, never who that is at the provider: that stands in the row.
const (
	LinkIdentityAction  contract.Action = "link_identity"
	EndIdentityAction   contract.Action = "end_identity"
	EventIdentityLinked                 = "identity_linked"
	EventIdentityEnded                  = "identity_ended"
)

// NewIdentity links somebody at an identity provider to a member of staff. Proven says that the person signed in there to do
// so; otherwise it takes an administrator, who can't do it for himself.
type NewIdentity struct {
	Command NewCommand
	ID      string
	Staff   string
	Issuer  string
	Subject string
	Proven  bool
}

// IdentityEnd takes a link away.
type IdentityEnd struct {
	Command NewCommand
	ID      string
	Staff   string
}

// LinkIdentity writes a link, its event in the person's stream and the settled command in one transaction. An identity belongs to
// one person at a time.
func (b *Books) LinkIdentity(ctx context.Context, n NewIdentity) (Command, error) {
	n.Command.Kind, n.Command.Stream, n.Command.Action = KindIdentity, KindIdentity+"/"+n.Staff, LinkIdentityAction
	n.Command.Facts = contract.Facts{Assignee: n.Staff}
	cmd, err := b.direct(ctx, n.Command, n.link)
	if errors.Is(err, gorm.ErrDuplicatedKey) { // somebody else was linked to it meanwhile: the second look says so
		cmd, err = b.direct(ctx, n.Command, n.link)
	}
	return cmd, err
}

func (n NewIdentity) link(d *deed) (*contract.Refusal, error) {
	if err := lockStaff(d.tx, n.Staff); err != nil {
		return nil, err
	}
	var roles []string
	var refusal *contract.Refusal
	var err error
	if !n.Proven {
		if roles, refusal, err = d.administers(n.Staff); refusal != nil || err != nil {
			return refusal, err
		}
	}
	now, err := identityOf(d.tx, n.Issuer, n.Subject)
	switch {
	case err != nil && !errors.Is(err, gorm.ErrRecordNotFound):
		return nil, err
	case err == nil && now.StaffID != n.Staff:
		return contract.Refused(contract.CodeIdentityTaken, ""), nil
	case err == nil:
		return contract.Refused(contract.CodeIdentityLinked, ""), nil
	}
	row := Identity{
		ID: n.ID, Issuer: n.Issuer, Subject: n.Subject, StaffID: n.Staff, CreatedBy: d.cmd.Principal, CreatedAt: d.now,
	}
	if err := d.tx.Create(&row).Error; err != nil {
		return nil, err
	}
	if err := noted(d.tx, n.Staff, EventIdentityLinked, &d.cmd.Principal, d.now); err != nil {
		return nil, err
	}
	d.audit(AuditEntry{Action: AuditIdentityLinked, Kind: "staff", Object: n.Staff})
	return nil, d.linked(EventIdentityLinked, roles)
}

// EndIdentity ends a link and the sessions that rest on it, at once. The person may do that, and an administrator.
func (b *Books) EndIdentity(ctx context.Context, n IdentityEnd) (Command, error) {
	n.Command.Kind, n.Command.Stream, n.Command.Action = KindIdentity, KindIdentity+"/"+n.Staff, EndIdentityAction
	n.Command.Facts = contract.Facts{Assignee: n.Staff}
	return b.direct(ctx, n.Command, func(d *deed) (*contract.Refusal, error) {
		if err := lockStaff(d.tx, n.Staff); err != nil {
			return nil, err
		}
		var roles []string
		if n.Staff != d.cmd.Principal {
			var refusal *contract.Refusal
			var err error
			if roles, refusal, err = d.administers(n.Staff); refusal != nil || err != nil {
				return refusal, err
			}
		}
		res := d.tx.Model(&Identity{}).Where("id = ? AND staff_id = ? AND ended_at IS NULL", n.ID, n.Staff).
			Updates(map[string]any{"ended_by": d.cmd.Principal, "ended_at": d.now})
		if res.Error != nil {
			return nil, res.Error
		}
		if res.RowsAffected == 0 {
			return contract.Refused(contract.CodeUnknownIdentity, ""), nil
		}
		if _, err := endSessionsOn(d.tx, []string{n.ID}, d.now); err != nil {
			return nil, err
		}
		if err := noted(d.tx, n.Staff, EventIdentityEnded, &d.cmd.Principal, d.now); err != nil {
			return nil, err
		}
		d.audit(AuditEntry{Action: AuditIdentityUnlinked, Kind: "staff", Object: n.Staff})
		return nil, d.linked(EventIdentityEnded, roles)
	})
}

// administers lets an administrator of a unit at which a person holds a role act on that person, never on himself.
func (d *deed) administers(staff string) ([]string, *contract.Refusal, error) {
	if staff == d.cmd.Principal {
		return nil, contract.Refused(contract.CodeOwnIdentity, ""), nil
	}
	var units []string
	if err := assignments(d.tx, d.now).Where("a.staff_id = ?", staff).Distinct().Pluck("a.unit_id", &units).Error; err != nil {
		return nil, nil, fmt.Errorf("reading the units of %s: %w", staff, err)
	}
	scope, err := ScopeOf(d.tx, d.cmd.Principal, d.now)
	if err != nil {
		return nil, nil, err
	}
	for _, unit := range units {
		if scope.Holds(administrator, unit) {
			return []string{administrator}, nil, nil
		}
	}
	return nil, contract.Refused(contract.CodeWrongRole, "", "action", string(d.cmd.Action), "roles", administrator), nil
}

// linked writes the next event of a person's identities.
func (d *deed) linked(what string, roles []string) error {
	var last int64
	err := d.tx.Model(&Event{}).Select("coalesce(max(seq), 0)").Where("stream = ?", d.cmd.Stream).Scan(&last).Error
	if err != nil {
		return fmt.Errorf("reading %s: %w", d.cmd.Stream, err)
	}
	prev, err := d.last(last)
	if err != nil {
		return err
	}
	row := Event{Stream: d.cmd.Stream, Seq: last + 1, Kind: KindIdentity, Type: what, Roles: joinRoles(roles)}
	return d.write(row, prev, last+1)
}

// identityOf is the link that counts; gorm.ErrRecordNotFound when there is none.
func identityOf(tx *gorm.DB, issuer, subject string) (*Identity, error) {
	var i Identity
	if err := tx.Where("issuer = ? AND subject = ? AND ended_at IS NULL", issuer, subject).Take(&i).Error; err != nil {
		return nil, fmt.Errorf("looking for an identity: %w", err)
	}
	return &i, nil
}

// IdentitiesOf are all that a member of staff has or had, the first one first. Whether they may be seen is for the door to ask.
func IdentitiesOf(tx *gorm.DB, staff string, p Page) ([]Identity, *Cursor, error) {
	var rows []Identity
	if err := p.forward(tx.Where("staff_id = ?", staff), "created_at", "id").Find(&rows).Error; err != nil {
		return nil, nil, fmt.Errorf("listing identities of %s: %w", staff, err)
	}
	rows, next := turn(p, rows, func(i Identity) Cursor { return Cursor{i.CreatedAt, i.ID} })
	return rows, next, nil
}

// identified asks for a member of staff whose identities the scope shows: oneself, and whoever holds a role where one is an
// administrator.
func identified(tx *gorm.DB, s Scope, staff string, at time.Time) *gorm.DB {
	administered := in(assignments(tx, at), "a.unit_id", s.roles[administrator]).Select("a.staff_id")
	return tx.Table("staff").Where("id = ? AND (id = ? OR id IN (?))", staff, s.Staff, administered)
}

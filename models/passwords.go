package models

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"carebook/contract"
	"carebook/internal/passwords"
)

const (
	invitationPrefix = "ci_"
	// InvitationLife is how long an invitation is good for.
	InvitationLife = 24 * time.Hour
	// FirstLife is how long one is good for that was made on the machine.
	FirstLife = time.Hour
)

// ErrInvitation says that an invitation is good for nothing: unknown, used, too old, or its owner has left. Which one it is
// isn't said.
var ErrInvitation = errors.New("no such invitation")

// NewInvitation is an invitation to be made.
type NewInvitation struct {
	Staff       string
	ByStaff     *string // nil on the machine
	DropsFactor bool    // the second factor is lost: it ends with the invitation
}

// Invite makes a secret with which its owner sets a password, once; those made before end. Who invites chooses no password. The
// text is returned here and never again. By a member of staff it is *contract.Refusal unless that is an administrator of every
// unit where the owner holds a role: who administers a store doesn't come to what counts for the group.
func (b *Books) Invite(ctx context.Context, n NewInvitation) (text string, row Invitation, err error) {
	text, hash := newSecret(invitationPrefix)
	err = b.Tx(ctx, func(tx *gorm.DB) error {
		if err := lockStaff(tx, n.Staff); err != nil {
			return err
		}
		now, err := b.Now(tx)
		if err != nil {
			return err
		}
		life := FirstLife
		if n.ByStaff != nil {
			life = InvitationLife
			if err := mayInvite(tx, *n.ByStaff, n.Staff, now); err != nil {
				return err
			}
		}
		err = tx.Model(&Invitation{}).Where("staff_id = ? AND used_at IS NULL AND expires_at > ?", n.Staff, now).Update("expires_at", now).Error
		if err != nil {
			return err
		}
		row = Invitation{
			ID: NewID(), Hash: hash, StaffID: n.Staff, ByStaff: n.ByStaff, DropsFactor: n.DropsFactor, CreatedAt: now, ExpiresAt: micros(now.Add(life)),
		}
		if err := tx.Create(&row).Error; err != nil {
			return err
		}
		return b.changed(tx, n.Staff, Invited, n.ByStaff, now)
	})
	if err != nil {
		return "", Invitation{}, fmt.Errorf("inviting: %w", err)
	}
	return text, row, nil
}

// mayInvite refuses whoever isn't an administrator of every unit where somebody active holds a role.
func mayInvite(tx *gorm.DB, by, staffID string, now time.Time) error {
	var units []string
	err := assignments(tx, now).Joins("JOIN staff ON staff.id = a.staff_id AND staff.active").
		Where("a.staff_id = ?", staffID).Distinct().Pluck("a.unit_id", &units).Error
	if err != nil {
		return err
	}
	scope, err := ScopeOf(tx, by, now)
	if err != nil {
		return err
	}
	may := len(units) > 0 && by != staffID
	for _, unit := range units {
		may = may && scope.Holds(administrator, unit)
	}
	if !may {
		return contract.Refused(contract.CodeWrongRole, "", "action", "invite", "roles", administrator)
	}
	return nil
}

// UseInvitation is what somebody brings with an invitation.
type UseInvitation struct {
	Secret   string
	Password string
	Second   string // a code, where there is a second factor that the invitation doesn't drop
	Source   string
}

// UseInvitation sets the password of an invitation's owner and ends all of the owner's sessions. Errors are ErrInvitation, those of
// passwords.Check, ErrSecondNeeded, ErrSecondWrong and *Throttled; the invitation stays good after each but the first.
func (b *Books) UseInvitation(ctx context.Context, in UseInvitation) error {
	db := b.DB.WithContext(ctx)
	now, err := b.Now(db)
	if err != nil {
		return err
	}
	var i struct {
		Invitation
		Code string
		Name string
	}
	err = db.Table("invitations").Select("invitations.*, staff.code, staff.name").
		Joins("JOIN staff ON staff.id = invitations.staff_id AND "+stillHere, now).
		Where("hash = ? AND used_at IS NULL AND expires_at > ?", secretHash(in.Secret), now).Take(&i).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return ErrInvitation
	}
	if err != nil {
		return fmt.Errorf("reading an invitation: %w", err)
	}
	hash, err := b.newPassword(ctx, in.Password, i.Code, i.Name)
	if err != nil {
		return err
	}
	if !i.DropsFactor {
		if _, err := b.checkSecond(ctx, b.guesser(i.Code, in.Source), i.StaffID, in.Second); err != nil {
			return err
		}
	}
	return b.used(ctx, i.Invitation, hash)
}

func (b *Books) used(ctx context.Context, i Invitation, hash string) error {
	err := b.Tx(ctx, func(tx *gorm.DB) error {
		now, err := b.Now(tx)
		if err != nil {
			return err
		}
		use := tx.Model(&Invitation{}).Where("id = ? AND used_at IS NULL AND expires_at > ?", i.ID, now).Update("used_at", now)
		if use.Error != nil {
			return use.Error
		}
		if use.RowsAffected == 0 {
			return ErrInvitation // somebody else was faster
		}
		if i.DropsFactor {
			if err := dropFactor(tx, i.StaffID); err != nil {
				return err
			}
		}
		if err := setPassword(tx, i.StaffID, hash, now); err != nil {
			return err
		}
		if err := endSessions(tx, i.StaffID, now, nil); err != nil {
			return err
		}
		return b.changed(tx, i.StaffID, PasswordSet, &i.StaffID, now)
	})
	if err != nil {
		return fmt.Errorf("using an invitation: %w", err)
	}
	return nil
}

// NewPassword is what somebody brings to change a password.
type NewPassword struct {
	Caller *Caller
	Old    string
	New    string
	Source string
}

// ChangePassword changes the caller's own password, for which the old one is needed, and ends all of the caller's other sessions.
// Errors are ErrSignIn, those of passwords.Check and *Throttled.
func (b *Books) ChangePassword(ctx context.Context, n NewPassword) error {
	id, err := b.guess(ctx, b.guesser(n.Caller.Code, n.Source), atPassword)
	if err != nil {
		return err
	}
	if _, err := b.checkPassword(ctx, n.Caller.Code, n.Old); err != nil {
		return err
	}
	if err := b.right(ctx, id); err != nil {
		return err
	}
	hash, err := b.newPassword(ctx, n.New, n.Caller.Code, n.Caller.Name)
	if err != nil {
		return err
	}
	err = b.Tx(ctx, func(tx *gorm.DB) error {
		now, err := b.Now(tx)
		if err != nil {
			return err
		}
		if err := setPassword(tx, n.Caller.ID, hash, now); err != nil {
			return err
		}
		if err := endSessions(tx, n.Caller.ID, now, allBut(n.Caller.Session.ID)); err != nil {
			return err
		}
		return b.changed(tx, n.Caller.ID, PasswordChanged, &n.Caller.ID, now)
	})
	if err != nil {
		return fmt.Errorf("changing a password: %w", err)
	}
	return nil
}

// newPassword is the hash of a password that isn't easy to guess: not even by who knows the company and its owner.
func (b *Books) newPassword(ctx context.Context, password string, own ...string) (string, error) {
	var units []Unit
	if err := b.DB.WithContext(ctx).Find(&units).Error; err != nil {
		return "", fmt.Errorf("reading units: %w", err)
	}
	for _, u := range units {
		own = append(own, u.Code, u.Name)
	}
	if err := passwords.Check(password, own...); err != nil {
		return "", err
	}
	return passwords.Hash(ctx, password)
}

func setPassword(tx *gorm.DB, staffID, hash string, now time.Time) error {
	row := Password{StaffID: staffID, Hash: hash, SetAt: now}
	return tx.Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "staff_id"}}, UpdateAll: true}).Create(&row).Error
}

// NobodyCanSignIn reports whether nobody ever had a token, a password or an invitation that is still good.
func (b *Books) NobodyCanSignIn(ctx context.Context) (bool, error) {
	none, err := b.HasNoTokens(ctx)
	if err != nil || !none {
		return false, err
	}
	var n int64
	if err := b.DB.WithContext(ctx).Model(&Password{}).Limit(1).Count(&n).Error; err != nil {
		return false, fmt.Errorf("counting passwords: %w", err)
	}
	return n == 0, nil
}

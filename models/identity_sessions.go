package models

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

var (
	// ErrNoIdentity says that nobody who works here is linked to an identity.
	ErrNoIdentity = errors.New("nobody is linked to this identity")
	// ErrTokenUsed says that a logout token came a second time.
	ErrTokenUsed = errors.New("the logout token was used before")
)

// SignedInAt is what an identity provider says about somebody who has just signed in there.
type SignedInAt struct {
	Issuer, Subject string
	Session         string // the provider's name for its own; "" when it gave none
	Second          bool   // by a way that counts as a second factor
}

// BeginSessionAt begins a session for whoever an identity is linked to, and notes that it rests on that identity. ErrNoIdentity
// when that is nobody, or somebody who has left.
func (b *Books) BeginSessionAt(ctx context.Context, at SignedInAt) (text string, row Session, err error) {
	text, hash := newSecret(sessionPrefix)
	err = b.Tx(ctx, func(tx *gorm.DB) error {
		who, err := identityOf(tx, at.Issuer, at.Subject)
		if err != nil {
			return err
		}
		row, err = b.beginSession(tx, NewSession{Staff: who.StaffID, How: ByOIDC, Second: at.Second}, hash)
		if err != nil {
			return err
		}
		rests := IdentitySession{SessionID: row.ID, IdentityID: who.ID, ProviderSession: at.Session}
		if err := tx.Create(&rests).Error; err != nil {
			return err
		}
		return b.auditSession(tx, AuditSignedIn, row)
	})
	if errors.Is(err, gorm.ErrRecordNotFound) || errors.Is(err, ErrNoSession) {
		err = ErrNoIdentity
	}
	if err != nil {
		return "", Session{}, fmt.Errorf("beginning a session: %w", err)
	}
	return text, row, nil
}

// SignedOutAt is what an identity provider says about somebody who has signed out there: Subject or, where it is empty, whoever
// has Session.
type SignedOutAt struct {
	Issuer, Subject, Session string
	Token                    string    // id of what says so: it counts once
	Until                    time.Time // the token would be refused for its age
}

// EndSessionsAt ends every session of that person that rests on that issuer, at once, and says how many. ErrTokenUsed when the same
// was said before.
func (b *Books) EndSessionsAt(ctx context.Context, out SignedOutAt) (ended int64, err error) {
	err = b.Tx(ctx, func(tx *gorm.DB) error {
		now, err := b.Now(tx)
		if err != nil {
			return err
		}
		if err := tx.Where("until <= ?", now).Delete(&LogoutToken{}).Error; err != nil {
			return err
		}
		once := tx.Clauses(clause.OnConflict{DoNothing: true}).Create(&LogoutToken{Issuer: out.Issuer, ID: out.Token, Until: micros(out.Until)})
		if once.Error == nil && once.RowsAffected == 0 {
			return ErrTokenUsed
		}
		if once.Error != nil {
			return once.Error
		}
		var who []string
		q := tx.Model(&Identity{}).Where("issuer = ?", out.Issuer)
		if out.Subject != "" {
			q = q.Where("subject = ?", out.Subject)
		} else {
			q = q.Where("id IN (?)", tx.Model(&IdentitySession{}).Select("identity_id").Where("provider_session = ?", out.Session))
		}
		if err := q.Pluck("id", &who).Error; err != nil {
			return err
		}
		ended, err = endSessionsOn(tx, who, now)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("ending the sessions of somebody who signed out: %w", err)
	}
	return ended, nil
}

// endSessionsOn ends the sessions that rest on identities.
func endSessionsOn(tx *gorm.DB, identities []string, now time.Time) (int64, error) {
	resting := tx.Model(&IdentitySession{}).Select("session_id").Where("identity_id IN ?", identities)
	ended := tx.Model(&Session{}).Where("ended_at IS NULL AND id IN (?)", resting).Update("ended_at", now)
	return ended.RowsAffected, ended.Error
}

// HasLiveSession reports whether a session of a member of staff hasn't ended.
func HasLiveSession(tx *gorm.DB, staffID, sessionID string, at time.Time) (bool, error) {
	var n int64
	err := tx.Model(&Session{}).Where("id = ? AND staff_id = ? AND ended_at IS NULL AND ends_at > ?", sessionID, staffID, micros(at)).Count(&n).Error
	if err != nil {
		return false, fmt.Errorf("reading session: %w", err)
	}
	return n > 0, nil
}

package models

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"
)

// AttemptWithin is how long somebody may take to sign in at the identity provider.
const AttemptWithin = 10 * time.Minute

// ErrNoAttempt says that no attempt to sign in is open under a value: unknown, used, too old.
var ErrNoAttempt = errors.New("no such attempt to sign in")

// BeginAttempt stores an attempt and returns the value that names it, for the browser's cookie. Those that are over are swept out.
func (b *Books) BeginAttempt(ctx context.Context, a SignInAttempt) (cookie string, err error) {
	cookie = rand.Text()
	err = b.Tx(ctx, func(tx *gorm.DB) error {
		now, err := b.Now(tx)
		if err != nil {
			return err
		}
		if err := tx.Where("expires_at <= ?", now).Delete(&SignInAttempt{}).Error; err != nil {
			return err
		}
		a.Hash, a.ExpiresAt = secretHash(cookie), now.Add(AttemptWithin)
		return tx.Create(&a).Error
	})
	if err != nil {
		return "", fmt.Errorf("beginning to sign in: %w", err)
	}
	return cookie, nil
}

// TakeAttempt is the attempt that a cookie names, for this one time: nobody finds it again, whatever becomes of it. Its error is
// ErrNoAttempt when there is none.
func (b *Books) TakeAttempt(ctx context.Context, cookie string) (*SignInAttempt, error) {
	var a SignInAttempt
	err := b.Tx(ctx, func(tx *gorm.DB) error {
		now, err := b.Now(tx)
		if err != nil {
			return err
		}
		a = SignInAttempt{}
		err = tx.Where("hash = ? AND expires_at > ?", secretHash(cookie), now).Take(&a).Error
		if errors.Is(err, gorm.ErrRecordNotFound) {
			return ErrNoAttempt
		}
		if err != nil {
			return err
		}
		taken := tx.Where("hash = ?", a.Hash).Delete(&SignInAttempt{}) // of two who come at once, one deletes it
		if taken.Error == nil && taken.RowsAffected == 0 {
			return ErrNoAttempt
		}
		return taken.Error
	})
	if err != nil {
		return nil, fmt.Errorf("taking an attempt to sign in: %w", err)
	}
	return &a, nil
}

package models

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"
)

// signInsKept is for how long it can still be seen when and how somebody was signed in; that it was so stands in the second chain.
const signInsKept = 30 * 24 * time.Hour

// ForgetSignIns deletes sessions that ended a month ago, with what a provider calls them, and invitations that have been good for
// nothing for as long. It is called again at will.
func (b *Books) ForgetSignIns(ctx context.Context) error {
	err := b.write(ctx, func(db *gorm.DB) error {
		return db.Transaction(func(tx *gorm.DB) error {
			now, err := b.Now(tx)
			if err != nil {
				return err
			}
			before := micros(now.Add(-signInsKept))
			over := tx.Model(&Session{}).Select("id").Where("ended_at < ? OR ends_at < ?", before, before)
			if err := tx.Where("session_id IN (?)", over).Delete(&IdentitySession{}).Error; err != nil {
				return err
			}
			if err := tx.Where("ended_at < ? OR ends_at < ?", before, before).Delete(&Session{}).Error; err != nil {
				return err
			}
			return tx.Where("used_at < ? OR expires_at < ?", before, before).Delete(&Invitation{}).Error
		})
	})
	if err != nil {
		return fmt.Errorf("forgetting old sign-ins: %w", err)
	}
	return nil
}

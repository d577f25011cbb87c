package models

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"carebook/contract"
)

// CloseSamples closes every period whose month is over: its secret is revealed, and it is rounded up. Each goes in a
// transaction of its own, in which callIn brings to life what is due besides (bring). One that can't be closed doesn't hold up the
// others.
func (b *Books) CloseSamples(ctx context.Context, callIn func(tx *gorm.DB, now time.Time, c CallIn) error) error {
	now, err := b.Now(b.DB.WithContext(ctx))
	if err != nil {
		return err
	}
	var ids []string
	err = b.DB.WithContext(ctx).Model(&SamplePeriod{}).Where("closed_at IS NULL AND ends_at <= ?", now).Order("id").Pluck("id", &ids).Error
	if err != nil {
		return fmt.Errorf("looking for months that are over: %w", err)
	}
	var failed []error
	for _, id := range ids {
		err := b.Tx(ctx, func(tx *gorm.DB) error {
			called, err := sampling{b, tx, now}.close(id)
			for _, c := range called {
				if err := callIn(tx, now, c); err != nil {
					return err
				}
			}
			return err
		})
		failed = append(failed, wrap(err, "closing %s", id))
	}
	return errors.Join(failed...)
}

// close reveals the secret of a period and fills what is to be filled. One that has just been closed stays as it is.
func (s sampling) close(id string) ([]CallIn, error) {
	p, err := s.lock(id)
	if err != nil || p.ClosedAt != nil {
		return nil, err
	}
	if p.Secret, err = s.b.Keys.Unwrap(p.Sealed); err != nil {
		return nil, fmt.Errorf("opening the secret of %s: %w", id, err)
	}
	p.ClosedAt = &s.now
	err = s.tx.Model(&SamplePeriod{}).Where("id = ?", id).Updates(map[string]any{"closed_at": s.now, "secret": p.Secret}).Error
	if err != nil {
		return nil, fmt.Errorf("revealing its secret: %w", err)
	}
	fills, err := s.fill(p, p.Secret)
	if err != nil {
		return nil, err
	}
	return s.callIns(p, fills)
}

// bring writes the command that acts on the case of somebody called in when no event does, as spawn does for one that has an
// event: here the cause is the number in the period, and nobody sent it. Called twice it writes one.
func bring(tx *gorm.DB, now time.Time, c CallIn, kind contract.Kind, action contract.Action, facts contract.Facts) error {
	cause := fmt.Sprintf("%s/%d", c.Period, c.N)
	err := bringCommand(tx, now, "call-in/"+cause, Command{Kind: string(kind), Stream: c.Case, Action: action, OccurredAt: now, Cause: cause}, facts)
	return wrap(err, "calling in number %d of %s", c.N, c.Period)
}

// bringCommand writes a command that nobody sent, under a name that is always the same: it is there once, however often it is brought.
func bringCommand(tx *gorm.DB, now time.Time, name string, cmd Command, facts contract.Facts) (err error) {
	if cmd.Facts, err = json.Marshal(facts); err != nil {
		return fmt.Errorf("writing the facts of a command: %w", err)
	}
	cmd.ID, cmd.BodyHash, cmd.ReceivedAt, cmd.State = uuid.NewSHA1(uuid.NameSpaceOID, []byte(name)).String(), []byte{}, now, Received
	cmd.Key = "cause:" + cmd.ID
	return tx.Clauses(clause.OnConflict{DoNothing: true}).Create(&cmd).Error
}

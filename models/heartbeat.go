package models

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"
)

// worker is the heartbeat that all workers share: one alive is enough for reminders to go out.
const workerBeat = "worker"

// silence after which the workers count as having been away.
const silence = 60 * time.Second

// Beat notes that a worker is alive. The first beat after more than a minute of silence writes the outage down, so that
// what fell due in it is looked at before anybody is fined.
func (b *Books) Beat(ctx context.Context) error {
	err := b.Tx(ctx, func(tx *gorm.DB) error {
		now, err := b.Now(tx)
		if err != nil {
			return err
		}
		// The update is the lock: of two workers that wake together, the second sees the first one's beat.
		var last Heartbeat
		err = tx.Raw(`INSERT INTO heartbeats (id, beat_at) VALUES (?, ?)
			ON CONFLICT (id) DO UPDATE SET beat_at = heartbeats.beat_at RETURNING id, beat_at`, workerBeat, now).Scan(&last).Error
		if err != nil {
			return err
		}
		if now.Sub(last.BeatAt) > silence {
			if err := tx.Create(&Outage{ID: NewID(), BeganAt: micros(last.BeatAt), EndedAt: now}).Error; err != nil {
				return err
			}
		}
		return tx.Model(&Heartbeat{}).Where("id = ? AND beat_at < ?", workerBeat, now).Update("beat_at", now).Error
	})
	if err != nil {
		return fmt.Errorf("noting a heartbeat: %w", err)
	}
	return nil
}

package models

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
)

// Refuse stores a refusal by the workflow's validator, which never reached the ledger: settled and confirmed at once,
// and the sealed body goes, with it a file that nothing else waits for. ErrSettled when the command isn't waiting any more; then its row has the answer.
func (b *Books) Refuse(ctx context.Context, id string, r contract.Refusal) error {
	outcome, err := json.Marshal(Outcome{Refusal: &r})
	if err != nil {
		return fmt.Errorf("refusing command %s: %w", id, err)
	}
	err = b.Tx(ctx, func(tx *gorm.DB) error {
		now, err := b.Now(tx)
		if err != nil {
			return err
		}
		c, err := CommandByID(tx, id)
		if err != nil {
			return err
		}
		if c.Action == contract.Attach { // before the command's row, as everybody does
			if _, _, err := lockCase(tx, c.Stream); err != nil {
				return err
			}
		}
		res := tx.Model(&Command{}).Where("id = ? AND state = ?", id, Received).Updates(map[string]any{
			"state": Refused, "outcome": outcome, "settled_at": now, "confirmed_at": now, "body_sealed": nil, "body_key": nil,
		})
		if res.Error == nil && res.RowsAffected == 0 {
			return ErrSettled
		}
		if res.Error != nil || c.Action != contract.Attach {
			return res.Error
		}
		return dropFiles(tx, c.Stream)
	})
	if err != nil {
		return fmt.Errorf("refusing command %s: %w", id, err)
	}
	return nil
}

// Confirm notes that the workflow's answers to these commands were seen. It passes over commands that aren't settled.
func (b *Books) Confirm(ctx context.Context, ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	err := b.write(ctx, func(db *gorm.DB) error {
		now, err := b.Now(db)
		if err != nil {
			return err
		}
		return db.Model(&Command{}).Where("id IN ? AND state IN ? AND confirmed_at IS NULL", ids, []string{Recorded, Refused}).
			Update("confirmed_at", now).Error
	})
	if err != nil {
		return fmt.Errorf("confirming commands: %w", err)
	}
	return nil
}

// Unconfirmed lists commands recorded longer ago than olderThan whose workflow's answer nobody has seen, oldest first.
// The state stands in the text, not in a parameter, so that the partial index can be used: it is normally empty.
func (b *Books) Unconfirmed(ctx context.Context, olderThan time.Duration, limit int) ([]Command, error) {
	db := b.DB.WithContext(ctx)
	now, err := b.Now(db)
	if err != nil {
		return nil, fmt.Errorf("listing unconfirmed commands: %w", err)
	}
	var out []Command
	err = db.Where("state = 'recorded' AND confirmed_at IS NULL AND settled_at < ?", now.Add(-olderThan)).
		Order("settled_at, id").Limit(limit).Find(&out).Error
	if err != nil {
		return nil, fmt.Errorf("listing unconfirmed commands: %w", err)
	}
	return out, nil
}

// ExpireReceived gives up commands received longer ago than olderThan that nobody sent again, and drops their bodies and
// files.
func (b *Books) ExpireReceived(ctx context.Context, olderThan time.Duration) (n int64, err error) {
	err = b.write(ctx, func(db *gorm.DB) error {
		now, err := b.Now(db)
		if err != nil {
			return err
		}
		res := db.Model(&Command{}).Where("state = 'received' AND cause = '' AND received_at < ?", now.Add(-olderThan)).
			Updates(map[string]any{"state": Expired, "settled_at": now, "body_sealed": nil, "body_key": nil})
		n = res.RowsAffected
		return res.Error
	})
	if err != nil {
		return 0, fmt.Errorf("expiring commands: %w", err)
	}
	return n, b.sweepFiles(ctx)
}

// OverdueMarks lists cases of which a mark should have fired longer ago than olderThan, the longest overdue first.
func (b *Books) OverdueMarks(ctx context.Context, olderThan time.Duration, limit int) ([]CaseRef, error) {
	db := b.DB.WithContext(ctx)
	now, err := b.Now(db)
	if err != nil {
		return nil, fmt.Errorf("listing overdue marks: %w", err)
	}
	var out []CaseRef
	err = db.Raw(`SELECT c.kind, c.id FROM marks m JOIN cases c ON c.id = m.case_id
		WHERE m.state = 'waiting' AND m.at < ? GROUP BY c.kind, c.id ORDER BY min(m.at), c.id LIMIT ?`,
		now.Add(-olderThan), limit).Scan(&out).Error
	if err != nil {
		return nil, fmt.Errorf("listing overdue marks: %w", err)
	}
	return out, nil
}

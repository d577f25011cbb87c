package models

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"carebook/internal/channel"
)

const (
	outLife  = 24 * time.Hour      // how long a message is tried
	outKept  = 30 * 24 * time.Hour // how long it can be seen that one was sent
	fanBatch = 200
)

// outID is the key of a message: the same one whoever writes it, and nothing can be read out of it.
func outID(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:16])
}

// FanOut puts notices into the outbox that aren't there yet: a row for each person who is told and each channel that the person has
// chosen, one for all who share a channel. Whether there may be more is returned. What is left out of a notice is left out for good: who
// chooses a channel later isn't told of what was before.
func (b *Books) FanOut(ctx context.Context) (more bool, err error) {
	var waiting []string
	err = b.DB.WithContext(ctx).Model(&Notice{}).Where("fanned_at IS NULL").Limit(1).Pluck("id", &waiting).Error
	if err == nil && len(waiting) > 0 {
		err = b.Tx(ctx, func(tx *gorm.DB) error {
			more, err = b.fanOut(tx)
			return err
		})
	}
	if err != nil {
		return false, fmt.Errorf("putting notices into the outbox: %w", err)
	}
	return more, nil
}

func (b *Books) fanOut(tx *gorm.DB) (more bool, err error) {
	now, err := b.Now(tx)
	if err != nil {
		return false, err
	}
	var notices []Notice
	err = tx.Clauses(clause.Locking{Strength: "NO KEY UPDATE", Options: "SKIP LOCKED"}).
		Where("fanned_at IS NULL").Order("created_at, id").Limit(fanBatch).Find(&notices).Error
	if err != nil || len(notices) == 0 {
		return false, err
	}
	rows, err := b.fan(tx, notices, now)
	if err != nil {
		return false, err
	}
	if len(rows) > 0 {
		if err := tx.Clauses(clause.OnConflict{DoNothing: true}).CreateInBatches(&rows, 500).Error; err != nil {
			return false, err
		}
	}
	ids := make([]string, len(notices))
	for i, n := range notices {
		ids[i] = n.ID
	}
	return len(notices) == fanBatch, tx.Model(&Notice{}).Where("id IN ?", ids).Update("fanned_at", now).Error
}

// fan makes the rows of some notices. A notice that nobody looked at for a day is old news.
func (b *Books) fan(tx *gorm.DB, notices []Notice, now time.Time) (rows []Outgoing, err error) {
	all, err := choosers(tx, "", now)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	t, err := newTeller(tx, now)
	if err != nil {
		return nil, err
	}
	for _, n := range notices {
		if now.Sub(n.CreatedAt) > outLife {
			continue
		}
		told, err := t.told(n)
		if err != nil {
			return nil, err
		}
		seen := map[string]bool{}
		for _, c := range all {
			if !slices.Contains(told, c.StaffID) {
				continue
			}
			row := outgoing(OutNotice, c.Channel, c.StaffID, n.ID, now, now.Add(outLife))
			if seen[row.ID] {
				continue
			}
			seen[row.ID] = true
			row.NoticeID, row.CaseID, row.UnitID = &n.ID, &n.CaseID, &n.UnitID
			rows = append(rows, row)
		}
	}
	return rows, nil
}

// outgoing is a message about something to a person, or to all who share the channel.
func outgoing(kind, name, staff, about string, now, until time.Time) Outgoing {
	if channel.Shared(name) {
		staff = ""
	}
	return Outgoing{
		ID: outID(kind, about, name, staff), Kind: kind, Channel: name, StaffID: optional(staff), State: OutWaiting,
		CreatedAt: now, NextAt: now, UntilAt: micros(until),
	}
}

// TestChannel puts a message into the outbox that says nothing but that it came, for whoever asks. ErrNoChannel for a channel that no worker
// has, ErrNoAddress for one that leads to persons and that the person hasn't chosen. To ask again with the same key changes nothing.
func (b *Books) TestChannel(ctx context.Context, staffID, name, key string) (row Outgoing, err error) {
	err = b.Tx(ctx, func(tx *gorm.DB) error {
		now, err := b.Now(tx)
		if err != nil {
			return err
		}
		known, err := KnownChannels(tx, now)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(known, func(k KnownChannel) bool { return k.Name == name }) {
			return ErrNoChannel
		}
		mine, err := choicesOf(tx, staffID)
		if err != nil {
			return err
		}
		if !channel.Shared(name) && mine[name].Channel == "" {
			return ErrNoAddress
		}
		row = outgoing(OutTest, name, staffID, staffID+"\x00"+key, now, now.Add(outLife))
		made := tx.Clauses(clause.OnConflict{DoNothing: true}).Create(&row)
		if made.Error != nil {
			return made.Error
		}
		if made.RowsAffected == 0 {
			return tx.Where("id = ?", row.ID).Take(&row).Error
		}
		return b.Audit(tx, AuditEntry{Actor: staffID, Action: AuditChannelTested, Kind: "channel", Object: name})
	})
	if err != nil {
		return row, fmt.Errorf("testing a channel: %w", err)
	}
	return row, nil
}

// ForgetOutbox deletes what was sent or dropped a month ago. What was given up stays for a year, so that somebody sees it.
func (b *Books) ForgetOutbox(ctx context.Context) error {
	err := b.write(ctx, func(db *gorm.DB) error {
		now, err := b.Now(db)
		if err != nil {
			return err
		}
		return db.Where("state IN ? AND settled_at < ? OR state = ? AND settled_at < ?", []string{OutSent, OutDropped}, micros(now.Add(-outKept)),
			OutGivenUp, micros(now.Add(-12*outKept))).Delete(&Outgoing{}).Error
	})
	if err != nil {
		return fmt.Errorf("forgetting what was sent: %w", err)
	}
	return nil
}

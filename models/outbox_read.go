package models

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"
)

// ErrNotGivenUp says that a message isn't tried again by hand: it waits or was sent, or the day of its list is over.
var ErrNotGivenUp = errors.New("the message wasn't given up")

// OutboxFilter narrows a list of messages; empty fields don't.
type OutboxFilter struct {
	State   string
	Channel string
	Kind    string
}

// Outbox are the messages that an administrator looks after: about cases of the units where that role is held, and about no case. Never
// about a case from which the person is excluded. The newest comes first.
func Outbox(tx *gorm.DB, s Scope, f OutboxFilter, p Page) ([]Outgoing, *Cursor, error) {
	q := outbox(tx, s)
	for col, value := range map[string]string{"outbox.state": f.State, "outbox.channel": f.Channel, "outbox.kind": f.Kind} {
		if value != "" {
			q = q.Where(col+" = ?", value)
		}
	}
	var rows []Outgoing
	if err := p.backward(q, "outbox.created_at", "outbox.id").Find(&rows).Error; err != nil {
		return nil, nil, fmt.Errorf("listing messages: %w", err)
	}
	rows, next := turn(p, rows, func(o Outgoing) Cursor { return Cursor{o.CreatedAt, o.ID} })
	return rows, next, nil
}

// outbox leaves the texts out: they are for whom they were written.
func outbox(tx *gorm.DB, s Scope) *gorm.DB {
	units := s.held[administrator]
	if len(units) == 0 {
		return tx.Table("outbox").Where("1 = 0")
	}
	return tx.Table("outbox").Omit("subject", "body").
		Where("(outbox.unit_id IS NULL OR ?)", oneOf("outbox.unit_id", units)).
		Where("(outbox.case_id IS NULL OR NOT EXISTS (SELECT 1 FROM case_exclusions x WHERE x.case_id = outbox.case_id AND x.staff_id = ?))", s.Staff)
}

// RetryOutbox has a message tried for another day that was given up. gorm.ErrRecordNotFound when the scope doesn't show it, ErrNotGivenUp
// when there is nothing to be tried.
func (b *Books) RetryOutbox(ctx context.Context, s Scope, id string) (row Outgoing, err error) {
	err = b.Tx(ctx, func(tx *gorm.DB) error {
		if err := outbox(tx, s).Where("outbox.id = ?", id).Take(&row).Error; err != nil {
			return err
		}
		now, err := b.Now(tx)
		if err != nil {
			return err
		}
		until := micros(now.Add(outLife))
		again := tx.Model(&Outgoing{}).Where("id = ? AND state = ? AND kind <> ?", id, OutGivenUp, OutMorning).
			Updates(map[string]any{"state": OutWaiting, "next_at": now, "until_at": until, "settled_at": nil})
		if again.Error != nil {
			return again.Error
		}
		if again.RowsAffected == 0 {
			return ErrNotGivenUp
		}
		row.State, row.NextAt, row.UntilAt, row.SettledAt = OutWaiting, now, until, nil
		return b.Audit(tx, AuditEntry{Actor: s.Staff, Action: AuditSentAgain, Kind: "message", Object: id})
	})
	if err != nil {
		return row, fmt.Errorf("trying a message again: %w", err)
	}
	return row, nil
}

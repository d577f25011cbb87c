package models

import (
	"errors"
	"fmt"
	"strconv"
	"time"

	"gorm.io/gorm"

	"carebook/internal/keys"
)

// Auditor is carebook's own role: whoever holds it at a unit that is under no other may read the second chain, and by it sees
// nothing else.
const Auditor = "auditor"

// MayAudit reports whether a member of staff may read the second chain.
func MayAudit(tx *gorm.DB, staffID string, at time.Time) (bool, error) {
	return heldAtARoot(tx, staffID, Auditor, at)
}

// AuditFilter narrows a list of audited events; empty fields don't.
type AuditFilter struct {
	Actor, Object string
	Action        AuditAction
	From, Before  *time.Time
}

// Audited is an audited event as an auditor reads it.
type Audited struct {
	AuditEvent
	Reason string // opened; "" when there was none or its person was forgotten
}

// AuditEvents are the audited events that a filter leaves, the latest first. Whether they may be read is for the caller to ask first.
func (b *Books) AuditEvents(tx *gorm.DB, f AuditFilter, p Page) ([]Audited, *Cursor, error) {
	q := tx.Order("seq DESC").Limit(p.Limit + 1)
	for column, value := range map[string]string{"actor": f.Actor, "object_id": f.Object, "action": string(f.Action)} {
		if value != "" {
			q = in(q, column, []string{value})
		}
	}
	if f.From != nil {
		q = q.Where("at >= ?", micros(*f.From))
	}
	if f.Before != nil {
		q = q.Where("at < ?", micros(*f.Before))
	}
	if p.After != nil {
		q = q.Where("seq < ?", seqOf(p.After))
	}
	var rows []AuditEvent
	if err := q.Find(&rows).Error; err != nil {
		return nil, nil, fmt.Errorf("listing audited events: %w", err)
	}
	rows, next := turn(p, rows, func(e AuditEvent) Cursor { return Cursor{e.At, strconv.FormatInt(e.Seq, 10)} })
	out := make([]Audited, len(rows))
	for i := range rows {
		out[i].AuditEvent = rows[i]
		var err error
		if out[i].Reason, err = b.reason(tx, &rows[i]); err != nil {
			return nil, nil, fmt.Errorf("opening the reason of audited event %d: %w", rows[i].Seq, err)
		}
	}
	return out, next, nil
}

func (b *Books) reason(tx *gorm.DB, e *AuditEvent) (string, error) {
	if e.KeyID == nil {
		return "", nil
	}
	key, err := b.personKey(tx, *e.KeyID)
	if errors.Is(err, ErrForgotten) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	text, err := keys.Open(key, reasonCell(e), e.Sealed)
	return string(text), err
}

// AuditHeads are the signed heads, the latest first.
func AuditHeads(tx *gorm.DB, p Page) ([]AuditHead, *Cursor, error) {
	q := tx.Order("n DESC").Limit(p.Limit + 1)
	if p.After != nil {
		q = q.Where("n < ?", seqOf(p.After))
	}
	var rows []AuditHead
	if err := q.Find(&rows).Error; err != nil {
		return nil, nil, fmt.Errorf("listing signed heads: %w", err)
	}
	rows, next := turn(p, rows, func(h AuditHead) Cursor { return Cursor{h.At, strconv.FormatInt(h.N, 10)} })
	return rows, next, nil
}

// seqOf is the number in a cursor that was handed out; nothing follows another one.
func seqOf(c *Cursor) int64 {
	n, err := strconv.ParseInt(c.ID, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

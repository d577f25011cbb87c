package models

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"
)

// ErrRevealQuota says that a member of staff has had as many fields revealed today as one may.
var ErrRevealQuota = errors.New("as many personal fields as one may see in a day have been revealed")

// Revealing is what somebody wants to see unmasked, and why.
type Revealing struct {
	Staff  string
	Unit   string   // whose it is
	Kind   string   // of the object: customer, complaint
	Object string   // its id
	Fields []string // each is an event of its own
	Reason string
	KeyID  string // of the person; "" where that isn't known
	Since  time.Time
	Most   int // fields since then
}

// Reveal audits that fields are shown unmasked; they may be shown once it has returned. Of several requests of one person at once
// none gets past the quota: they wait for each other. Left is how many fields more may be revealed within it.
func (b *Books) Reveal(ctx context.Context, r Revealing) (left int, err error) {
	err = b.Tx(ctx, func(tx *gorm.DB) error {
		if err := lockStaff(tx, r.Staff); err != nil {
			return err
		}
		var revealed int64
		err := tx.Model(&AuditEvent{}).Where("actor = ? AND action = ? AND at >= ?", r.Staff, AuditRevealed, micros(r.Since)).Count(&revealed).Error
		if err != nil {
			return err
		}
		left = r.Most - int(revealed) - len(r.Fields)
		if left < 0 {
			return ErrRevealQuota
		}
		entries := make([]AuditEntry, len(r.Fields))
		for i, field := range r.Fields {
			entries[i] = AuditEntry{
				Actor: r.Staff, Unit: r.Unit, Action: AuditRevealed, Kind: r.Kind + "." + field, Object: r.Object, Reason: r.Reason, KeyID: r.KeyID,
			}
		}
		return b.Audit(tx, entries...)
	})
	if err != nil {
		return 0, fmt.Errorf("revealing to %s: %w", r.Staff, err)
	}
	return left, nil
}

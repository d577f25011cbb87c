package models

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"

	"carebook/internal/keys"
)

// AuditEntry is something to be audited, without what Audit knows itself: when, the roles, and the request.
type AuditEntry struct {
	Actor  string // staff id, or one of ByCommandLine, ByWorker, ByNobody; "" for the origin's
	Unit   string // id; "" for what concerns none
	Action AuditAction
	Kind   string // of the object: customer, case, staff, token …
	Object string // its id, of a role "<staff id>/<role>", of a loan "<its case>/<the case it opens>"; nothing personal
	Code   string // of the refusal; "" for what was done
	Reason string // what somebody wrote; it is sealed
	KeyID  string // of the person whom the reason speaks of; "" for a key of its own
	Before []byte // Fingerprint of a setting as it was and as it is; nil for none
	After  []byte
}

// Origin is where something comes from. Without one it comes from whoever may run carebook on the machine.
type Origin struct {
	Actor   string // as an AuditEntry's
	Request string // its id; "" for what isn't a request
	Source  string // address; only a keyed hash of it is kept
}

type originKey struct{}

// WithOrigin notes where a request comes from, for whatever is audited in it. The last one counts.
func WithOrigin(ctx context.Context, o Origin) context.Context {
	return context.WithValue(ctx, originKey{}, o)
}

// Fingerprint is the SHA-256 by which two versions of a setting are told apart.
func Fingerprint(content []byte) []byte {
	sum := sha256.Sum256(content)
	return sum[:]
}

// auditLock is the advisory lock behind which audit_events has one writer on PostgreSQL.
const auditLock = 0x63626f6f6b617564

// Audit writes audited events in the transaction that does what they tell of: if they can't be written, nothing is done. Call it
// last: everybody who audits waits from here to the end of the transaction, so nothing may be locked after it. What it is
// handed must hold nothing personal but the reason.
func (b *Books) Audit(tx *gorm.DB, entries ...AuditEntry) error {
	rows := make([]AuditEvent, len(entries))
	for i, e := range entries {
		row, err := b.auditRow(tx, e)
		if err != nil {
			return fmt.Errorf("auditing %s: %w", e.Action, err)
		}
		rows[i] = row
	}
	if err := b.chainAudit(tx, rows); err != nil {
		return fmt.Errorf("auditing: %w", err)
	}
	return nil
}

// AuditNow is Audit in a transaction of its own: for what changes nothing in the books, before it is answered.
func (b *Books) AuditNow(ctx context.Context, entries ...AuditEntry) error {
	return b.Tx(ctx, func(tx *gorm.DB) error { return b.Audit(tx, entries...) })
}

// auditRow is an entry with all but its place in the chain.
func (b *Books) auditRow(tx *gorm.DB, e AuditEntry) (AuditEvent, error) {
	if !slices.Contains(AuditActions, e.Action) {
		return AuditEvent{}, errors.New("no such action")
	}
	now, err := b.Now(tx)
	if err != nil {
		return AuditEvent{}, err
	}
	origin := originOf(tx)
	if e.Actor == "" {
		e.Actor = origin.Actor
	}
	row := AuditEvent{
		RequestID: origin.Request, Actor: e.Actor, UnitID: e.Unit, Action: e.Action, ObjectKind: e.Kind, ObjectID: e.Object, Result: AuditDone, Code: e.Code,
		BeforeHash: e.Before, AfterHash: e.After,
	}
	if e.Code != "" {
		row.Result = AuditRefused
	}
	if origin.Source != "" {
		row.Source = b.Keys.SourceHash(origin.Source)
	}
	if row.Roles, err = rolesThen(tx, e, now); err != nil {
		return row, err
	}
	return row, b.sealReason(tx, e, &row, now)
}

func originOf(tx *gorm.DB) Origin {
	if o, ok := tx.Statement.Context.Value(originKey{}).(Origin); ok {
		return o
	}
	return Origin{Actor: ByCommandLine}
}

// rolesThen are the actor's roles for the unit, or anywhere when there is none.
func rolesThen(tx *gorm.DB, e AuditEntry, now time.Time) (string, error) {
	if slices.Contains([]string{ByCommandLine, ByWorker, ByNobody}, e.Actor) {
		return "", nil
	}
	if e.Unit != "" {
		roles, err := RolesAt(tx, e.Actor, e.Unit, now)
		return joinRoles(roles), err
	}
	var roles []string
	err := assignments(tx, now).Distinct("a.role").Where("a.staff_id = ?", e.Actor).Order("a.role").Pluck("role", &roles).Error
	if err != nil {
		return "", fmt.Errorf("reading the roles of %s: %w", e.Actor, err)
	}
	return joinRoles(roles), nil
}

func (b *Books) sealReason(tx *gorm.DB, e AuditEntry, row *AuditEvent, now time.Time) (err error) {
	if e.Reason == "" {
		return nil
	}
	id, key := e.KeyID, []byte(nil)
	if id == "" {
		id, key, err = b.newPersonKey(tx, now)
	} else {
		key, err = b.personKey(tx, id)
	}
	if err != nil {
		return err
	}
	row.KeyID, row.Sealed = &id, keys.Seal(key, reasonCell(row), []byte(e.Reason))
	return nil
}

// reasonCell says what a sealed reason belongs to: its place in the chain isn't known when it is sealed.
func reasonCell(row *AuditEvent) []byte {
	return cell("audit_events", "sealed", row.Actor+"/"+string(row.Action)+"/"+row.ObjectID)
}

// chainAudit gives rows their places at the end of the chain.
func (b *Books) chainAudit(tx *gorm.DB, rows []AuditEvent) error {
	if len(rows) == 0 {
		return nil
	}
	if b.Dialect == Postgres { // SQLite has one writer anyhow
		if err := tx.Exec("SELECT pg_advisory_xact_lock(?)", int64(auditLock)).Error; err != nil {
			return fmt.Errorf("waiting for the chain's end: %w", err)
		}
	}
	last, err := lastAudit(tx)
	if err != nil {
		return err
	}
	now, err := b.Now(tx)
	if err != nil {
		return err
	}
	seq, prev := last.Seq, last.Hash
	for i := range rows {
		seq++
		rows[i].Seq, rows[i].At = seq, now
		rows[i].Seal(prev)
		prev = rows[i].Hash
	}
	return tx.CreateInBatches(&rows, 500).Error // a statement of PostgreSQL takes 65,535 values
}

// lastAudit is the end of the chain; its beginning when nothing was audited yet.
func lastAudit(tx *gorm.DB) (AuditEvent, error) {
	var last []AuditEvent
	err := tx.Select("seq", "hash").Order("seq DESC").Limit(1).Find(&last).Error
	if err != nil || len(last) == 0 {
		return AuditEvent{Hash: genesis}, err
	}
	return last[0], nil
}

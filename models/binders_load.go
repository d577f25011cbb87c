package models

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"
)

// NewBinder is an edition of the company's binder to be stored. Its files have been checked.
type NewBinder struct {
	Content []byte // and Hash, from policies.Pack
	Hash    string
	From    time.Time // the beginning of a day in the business zone, whose location it has
	By      string    // LoadedByCLI, or a staff id
	Note    string
	DryRun  bool // check it, store nothing
}

// ErrBinderLate says that a binder was to count from a day that is over.
var ErrBinderLate = errors.New("that day is over: what began on it keeps what it was promised, so name today or a day to come")

// LoadBinder stores an edition and returns it. It isn't fresh when the last one loaded for the same day says the same: then
// nothing is stored, and that one is returned. The error is ErrBinderLate for a day before today.
func (b *Books) LoadBinder(ctx context.Context, n NewBinder) (row Binder, fresh bool, err error) {
	err = b.Tx(ctx, func(tx *gorm.DB) error {
		row, fresh, err = b.loadBinder(tx, n)
		return err
	})
	if err != nil {
		return Binder{}, false, fmt.Errorf("loading a binder: %w", err)
	}
	return row, fresh, nil
}

func (b *Books) loadBinder(tx *gorm.DB, n NewBinder) (row Binder, fresh bool, err error) {
	now, err := b.Now(tx)
	if err != nil {
		return row, false, err
	}
	if n.From.Before(dayOf(now.In(n.From.Location()))) {
		return row, false, ErrBinderLate
	}
	last, err := lockBinders(tx)
	if err != nil {
		return row, false, err
	}
	err = tx.Omit("content").Where("effective_from = ?", micros(n.From)).Order("n DESC").Limit(1).Find(&row).Error
	if err != nil || row.Hash == n.Hash {
		return row, false, err
	}
	row = Binder{
		N: last + 1, Hash: n.Hash, Content: n.Content, EffectiveFrom: micros(n.From), LoadedAt: now, LoadedBy: n.By, Note: n.Note,
	}
	if n.DryRun {
		return row, true, nil
	}
	before, err := BinderAt(tx, n.From)
	if err != nil {
		return row, true, err
	}
	if err = tx.Create(&row).Error; err == nil {
		err = tx.Model(&Counter{}).Where("scope = 'binders'").Update("n", row.N).Error
	}
	if err != nil {
		return row, true, err
	}
	return row, true, b.Audit(tx, adopted(before, row))
}

// adopted is what is audited of an edition: by what it is followed on its first day, and what it is.
func adopted(before, row Binder) AuditEntry {
	e := AuditEntry{Action: AuditPolicyAdopted, Kind: "binder", Object: fmt.Sprint(row.N), Actor: row.LoadedBy, After: Fingerprint([]byte(row.Hash))}
	if row.LoadedBy == LoadedByCLI {
		e.Actor = ByCommandLine
	}
	if before.N > 0 {
		e.Before = Fingerprint([]byte(before.Hash))
	}
	return e
}

// lockBinders keeps everybody else who loads one waiting until tx ends, so that their numbers are also the order in which
// they can be seen. It returns the last number.
func lockBinders(tx *gorm.DB) (last int64, err error) {
	err = tx.Raw(`INSERT INTO counters (scope, n) VALUES ('binders', 0)
		ON CONFLICT (scope) DO UPDATE SET n = counters.n RETURNING n`).Scan(&last).Error
	if err != nil {
		return 0, fmt.Errorf("locking the binders: %w", err)
	}
	return last, nil
}

// dayOf is the beginning of a moment's day, where it is.
func dayOf(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, t.Location())
}

package models

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"
	driver "modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// micros is a moment as both databases keep it: whole microseconds, UTC. What is hashed or compared goes through here
// first.
func micros(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }

func microsPtr(t *time.Time) *time.Time {
	if t == nil {
		return nil
	}
	m := micros(*t)
	return &m
}

// postgresNow isn't now(), which stands still for the length of a transaction.
func postgresNow(tx *gorm.DB) (time.Time, error) {
	var t time.Time
	if err := tx.Raw("SELECT clock_timestamp()").Row().Scan(&t); err != nil {
		return time.Time{}, fmt.Errorf("asking the database's clock: %w", err)
	}
	return micros(t), nil
}

// sqliteNow is the process's clock: SQLite lives in the process, and its own functions know milliseconds only.
func sqliteNow(*gorm.DB) (time.Time, error) { return micros(time.Now()), nil }

// Tx runs fn in one transaction. Where the database asks for it (deadlock, serialization failure, busy) fn runs again
// from its beginning, a few times: it must do nothing but work on tx.
func (b *Books) Tx(ctx context.Context, fn func(tx *gorm.DB) error) error {
	return b.write(ctx, func(db *gorm.DB) error { return db.Transaction(fn) })
}

// Look runs fn on one unchanging view of all the books. It blocks no writer.
func (b *Books) Look(ctx context.Context, fn func(tx *gorm.DB) error) error {
	return b.look(ctx, b.DB, fn)
}

// Show is Look for what the context's viewer may see.
func (b *Books) Show(ctx context.Context, fn func(tx *gorm.DB) error) error {
	return b.look(ctx, b.Counter, fn)
}

func (b *Books) look(ctx context.Context, db *gorm.DB, fn func(tx *gorm.DB) error) error {
	opts := &sql.TxOptions{ReadOnly: true}
	if b.Dialect == Postgres {
		opts.Isolation = sql.LevelRepeatableRead
	}
	return db.WithContext(ctx).Transaction(fn, opts)
}

// write lets one writer at a time into SQLite, and tries again what the database asks to try again.
func (b *Books) write(ctx context.Context, fn func(db *gorm.DB) error) error {
	if b.writer != nil {
		select {
		case b.writer <- struct{}{}:
			defer func() { <-b.writer }()
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	const attempts = 5
	for n := 1; ; n++ {
		err := fn(b.DB.WithContext(ctx))
		if err == nil || n == attempts || !worthRetry(err) {
			return err
		}
		select {
		case <-time.After(time.Duration(n) * (5 + rand.N[time.Duration](20)) * time.Millisecond):
		case <-ctx.Done():
			return errors.Join(err, ctx.Err())
		}
	}
}

// worthRetry knows the errors after which nothing has been written and the same work may succeed.
func worthRetry(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code == "40001" || pg.Code == "40P01"
	}
	var lite *driver.Error
	return errors.As(err, &lite) && lite.Code()&0xff == sqlite3.SQLITE_BUSY
}

// lockStaff keeps every other writer of what hangs on a member of staff waiting until tx ends.
func lockStaff(tx *gorm.DB, id string) error {
	if err := tx.Clauses(clause.Locking{Strength: "UPDATE"}).Where("id = ?", id).Take(&Staff{}).Error; err != nil {
		return fmt.Errorf("locking staff %s: %w", id, err)
	}
	return nil
}

// lockCase reads a case and keeps every other writer of it waiting until tx ends. With it comes the number of the current
// edition of its calendar, 0 when there is none. A case that doesn't exist is gorm.ErrRecordNotFound.
func lockCase(tx *gorm.DB, id string) (k *Case, current int64, err error) {
	var c struct {
		Case
		CalendarN int64
	}
	// On SQLite the transaction is immediate: it already keeps out all other writers, and the clause isn't written.
	err = tx.Clauses(clause.Locking{Strength: "UPDATE"}).
		Select("cases.*, (SELECT coalesce(max(n), 0) FROM calendars WHERE calendars.id = cases.calendar) AS calendar_n").
		Where("id = ?", id).Take(&c).Error
	if err != nil {
		return nil, 0, fmt.Errorf("locking case %s: %w", id, err)
	}
	return &c.Case, c.CalendarN, nil
}

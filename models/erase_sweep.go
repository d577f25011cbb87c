package models

import (
	"context"
	"errors"
	"fmt"
)

// errSweepBusy says that somebody still reads what SQLite's log holds.
var errSweepBusy = errors.New("the log of the database can't be emptied yet: somebody reads it")

// SweepErased rids the database's own files of what was erased since the last time: a row that was changed leaves what it said behind
// until its place is needed. It is killed and called again at will. On SQLite the file is written anew and its log emptied; on
// PostgreSQL dead rows are cleared, and what the log of transactions and backups hold goes with their age.
func (b *Books) SweepErased(ctx context.Context) error {
	db := b.DB.WithContext(ctx)
	var cases []string
	err := db.Model(&Erasure{}).Where("erased_at IS NOT NULL AND swept_at IS NULL").Order("case_id").Pluck("case_id", &cases).Error
	if err != nil || len(cases) == 0 {
		return err
	}
	if err := b.clear(ctx); err != nil {
		return fmt.Errorf("sweeping what was erased: %w", err)
	}
	now, err := b.Now(db)
	if err != nil {
		return err
	}
	return db.Model(&Erasure{}).Where("case_id IN ?", cases).Update("swept_at", now).Error
}

func (b *Books) clear(ctx context.Context) error {
	if b.Dialect == Postgres {
		pool := b.migrator()
		_, err := pool.ExecContext(ctx, "VACUUM person_keys, customers, vehicles, commands, import_rows, external_refs, attachments, attachment_contents")
		return errors.Join(err, pool.Close())
	}
	select {
	case b.writer <- struct{}{}:
		defer func() { <-b.writer }()
	case <-ctx.Done():
		return ctx.Err()
	}
	if _, err := b.pool.ExecContext(ctx, "VACUUM"); err != nil {
		return err
	}
	var busy, pages, moved int
	if err := b.pool.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &moved); err != nil {
		return err
	}
	if busy != 0 {
		return errSweepBusy
	}
	return nil
}

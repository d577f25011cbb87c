package models

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"time"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"carebook/models/migrations"
)

// Migration is one step of the schema; AppliedAt is nil while it waits.
type Migration struct {
	Version   int64
	Name      string
	AppliedAt *time.Time
}

// MigrateUp applies every waiting migration, and on PostgreSQL what the counter may read, and returns the migrations it applied. Several processes may call it at once: one
// migrates, the others wait and find nothing to do.
func MigrateUp(ctx context.Context, b *Books) ([]Migration, error) {
	var done []Migration
	err := b.migrate(ctx, func(p *goose.Provider) error {
		results, err := p.Up(ctx)
		for _, r := range results {
			done = append(done, Migration{Version: r.Source.Version, Name: r.Source.Path})
		}
		return err
	})
	if err == nil {
		err = b.grantRights(ctx)
	}
	if err != nil {
		return done, fmt.Errorf("migrating up: %w", err)
	}
	return done, nil
}

// MigrateDown takes back the last migration, with all that stands in its tables. On PostgreSQL the counter then sees nothing until
// the next way up.
func MigrateDown(ctx context.Context, b *Books) (Migration, error) {
	var done Migration
	if err := b.dropRights(ctx); err != nil {
		return done, fmt.Errorf("migrating down: %w", err)
	}
	err := b.migrate(ctx, func(p *goose.Provider) error {
		r, err := p.Down(ctx)
		if err != nil {
			return err
		}
		done = Migration{Version: r.Source.Version, Name: r.Source.Path}
		return nil
	})
	if err != nil {
		return done, fmt.Errorf("migrating down: %w", err)
	}
	return done, nil
}

// MigrateStatus lists every migration that this binary knows.
func MigrateStatus(ctx context.Context, b *Books) ([]Migration, error) {
	var all []Migration
	err := b.migrate(ctx, func(p *goose.Provider) error {
		status, err := p.Status(ctx)
		for _, s := range status {
			m := Migration{Version: s.Source.Version, Name: s.Source.Path}
			if s.State == goose.StateApplied {
				m.AppliedAt = microsPtr(&s.AppliedAt)
			}
			all = append(all, m)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("listing migrations: %w", err)
	}
	return all, nil
}

// migrate runs fn with a goose provider while nobody else can migrate.
func (b *Books) migrate(ctx context.Context, fn func(*goose.Provider) error) error {
	if b.Dialect == Postgres {
		return b.migratePostgres(fn)
	}
	free, err := b.lockBeside(ctx)
	if err != nil {
		return err
	}
	defer free()
	return provide(goose.DialectSQLite3, b.pool, fn)
}

func (b *Books) migratePostgres(fn func(*goose.Provider) error) error {
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 300)) // asks every second, for five minutes
	if err != nil {
		return err
	}
	pool := b.migrator()
	return errors.Join(provide(goose.DialectPostgres, pool, fn, goose.WithSessionLocker(locker)), pool.Close())
}

func provide(d goose.Dialect, pool *sql.DB, fn func(*goose.Provider) error, opts ...goose.ProviderOption) error {
	folder := Postgres
	if d == goose.DialectSQLite3 {
		folder = SQLite
	}
	files, err := fs.Sub(migrations.FS, folder)
	if err != nil {
		return err
	}
	opts = append(opts, goose.WithDisableGlobalRegistry(true), goose.WithSlog(slog.New(slog.DiscardHandler)))
	p, err := goose.NewProvider(d, pool, files, opts...)
	if err != nil {
		return err
	}
	return fn(p)
}

// lockBeside keeps other processes from migrating the same SQLite file. The lock is a transaction in a file of its own,
// because the migration needs the books for itself; it ends with the process, however that dies.
func (b *Books) lockBeside(ctx context.Context) (free func(), err error) {
	file := b.path + "-migrate"
	if err := createPrivate(file); err != nil {
		return nil, fmt.Errorf("locking for migration: %w", err)
	}
	pool, err := sql.Open("sqlite", sqliteDSN(file)+"&_pragma=busy_timeout(300000)")
	if err != nil {
		return nil, fmt.Errorf("locking for migration: %w", err)
	}
	tx, err := pool.BeginTx(ctx, nil)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("locking for migration: %w", err), pool.Close())
	}
	return func() { _ = errors.Join(tx.Rollback(), pool.Close()) }, nil
}

// String is one line for people: version, name, and when it was applied.
func (m Migration) String() string {
	when := "waiting"
	if m.AppliedAt != nil {
		when = "applied " + m.AppliedAt.UTC().Format(time.RFC3339)
	}
	return fmt.Sprintf("%05d %s, %s", m.Version, m.Name, when)
}

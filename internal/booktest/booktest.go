package booktest

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"carebook/internal/keys"
	"carebook/internal/pgtest"
	"carebook/models"
)

// Each runs fn on migrated, empty books with fresh keys: on SQLite always, on PostgreSQL as pgtest allows.
func Each(t *testing.T, fn func(t *testing.T, b *models.Books)) {
	t.Helper()
	t.Run(models.SQLite, func(t *testing.T) { fn(t, OpenSQLite(t)) })
	t.Run(models.Postgres, func(t *testing.T) { fn(t, OpenPostgres(t)) })
}

// EachEmpty is Each without the migration.
func EachEmpty(t *testing.T, fn func(t *testing.T, b *models.Books)) {
	t.Helper()
	EachAddress(t, func(t *testing.T, address string) { fn(t, Open(t, address)) })
}

// EachAddress runs fn with the address of an empty store, for tests that open it more than once.
func EachAddress(t *testing.T, fn func(t *testing.T, address string)) {
	t.Helper()
	t.Run(models.SQLite, func(t *testing.T) { fn(t, sqlitePath(t)) })
	t.Run(models.Postgres, func(t *testing.T) { fn(t, pgtest.URL(t)) })
}

// OpenSQLite are migrated, empty books in a file that goes away with the test.
func OpenSQLite(t testing.TB) *models.Books {
	t.Helper()
	image, err := migratedFile()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "books.db")
	if err := os.WriteFile(path, image, 0o600); err != nil {
		t.Fatal(err)
	}
	return Open(t, path)
}

// OpenPostgres are migrated, empty books in a database of their own.
func OpenPostgres(t testing.TB) *models.Books {
	t.Helper()
	return Open(t, migratedDatabase.URL(t))
}

// Open opens books as they are, with fresh keys, and closes them when the test ends.
func Open(t testing.TB, address string) *models.Books {
	t.Helper()
	b, err := models.Open(context.Background(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	b.Keys = Keys(t)
	return b
}

// Keys is a ring of a fresh master key.
func Keys(t testing.TB) *keys.Ring {
	t.Helper()
	master := make([]byte, keys.Size)
	rand.Read(master)
	ring, err := keys.New(master)
	if err != nil {
		t.Fatal(err)
	}
	return ring
}

func sqlitePath(t testing.TB) string { return "sqlite://" + filepath.Join(t.TempDir(), "books.db") }

// Migrating takes longer than most tests: each store is migrated once per test process, and copied for each test.
var (
	migratedDatabase = pgtest.Template{Fill: migrate}
	migratedFile     = sync.OnceValues(migrateFile)
)

// migrateFile is the content of a migrated file of SQLite.
func migrateFile() (image []byte, err error) {
	dir, err := os.MkdirTemp("", "booktest-")
	if err != nil {
		return nil, fmt.Errorf("making a folder for books to copy: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	path := filepath.Join(dir, "books.db")
	if err := migrate(context.Background(), path); err != nil {
		return nil, err
	}
	return os.ReadFile(path) // the last who closes a file of SQLite writes the log beside it into it
}

func migrate(ctx context.Context, address string) error {
	b, err := models.Open(ctx, address)
	if err != nil {
		return err
	}
	_, err = models.MigrateUp(ctx, b)
	return errors.Join(err, b.Close())
}

package booktest

import (
	"context"
	"crypto/rand"
	"path/filepath"
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
	return migrated(t, Open(t, sqlitePath(t)))
}

// OpenPostgres are migrated, empty books in a database of their own.
func OpenPostgres(t testing.TB) *models.Books {
	t.Helper()
	return migrated(t, Open(t, pgtest.URL(t)))
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

func migrated(t testing.TB, b *models.Books) *models.Books {
	t.Helper()
	if _, err := models.MigrateUp(context.Background(), b); err != nil {
		t.Fatal(err)
	}
	return b
}

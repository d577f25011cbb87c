package models

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"gorm.io/gorm"

	"carebook/models/migrations"
)

// Errors of Ready.
var (
	ErrBooksOld  = errors.New("the books' schema is older than this binary: run carebook migrate up")
	ErrBinaryOld = errors.New("this binary is older than the books: use the version that migrated them, or a newer one")
)

// Ready says whether this binary can work with the books as they are, and whether PostgreSQL holds the counter back. It writes nothing.
func (b *Books) Ready(ctx context.Context) error {
	is, err := schemaVersion(b.DB.WithContext(ctx))
	if err != nil {
		return fmt.Errorf("asking the books for their schema: %w", err)
	}
	switch want := b.wantedVersion(); {
	case is < want:
		return fmt.Errorf("%w (schema %d, wanted %d)", ErrBooksOld, is, want)
	case is > want:
		return fmt.Errorf("%w (schema %d, wanted %d)", ErrBinaryOld, is, want)
	}
	return b.holdsBack(ctx)
}

// wantedVersion is the number of the last migration: they are numbered 1, 2, 3, …, which a test holds.
func (b *Books) wantedVersion() int64 {
	files, err := fs.Glob(migrations.FS, b.Dialect+"/*.sql")
	if err != nil {
		panic(err) // only a malformed pattern
	}
	return int64(len(files))
}

func schemaVersion(db *gorm.DB) (int64, error) {
	// Asking for the table first keeps PostgreSQL's log free of errors on an empty database.
	if !db.Migrator().HasTable("goose_db_version") {
		return 0, db.Exec("SELECT 1").Error
	}
	var v int64
	err := db.Raw("SELECT coalesce(max(version_id), 0) FROM goose_db_version WHERE is_applied").Row().Scan(&v)
	return v, err
}

//go:build !slim

package engine

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"go.temporal.io/server/common/headers"
	"go.temporal.io/server/schema"
)

// setUp makes Temporal's tables in one transaction: a file has all of them or none.
func setUp(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	for _, name := range []string{"sqlite/v3/temporal/schema.sql", "sqlite/v3/visibility/schema.sql"} {
		text, err := fs.ReadFile(schema.Assets(), name)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, string(text)); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// objects are the tables, indexes and triggers of a database with the text that made them.
func objects(ctx context.Context, db *sql.DB) (map[string]string, error) {
	rows, err := db.QueryContext(ctx, "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_master")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	found := map[string]string{}
	for rows.Next() {
		var name, text string
		if err := rows.Scan(&name, &text); err != nil {
			return nil, err
		}
		found[name] = strings.Join(strings.Fields(text), " ")
	}
	return found, rows.Err()
}

// checkSchema compares the file with what this build would make. Temporal has no migrations for SQLite, and would find out
// about a wrong table only when it needs it.
func (f *sqliteFile) checkSchema(ctx context.Context, have map[string]string) error {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1) // every further connection would be another, empty database
	if err := setUp(ctx, db); err != nil {
		return fmt.Errorf("making a schema to compare with: %w", err)
	}
	want, err := objects(ctx, db)
	if err != nil {
		return err
	}
	if diff := differences(have, want); len(diff) > 0 {
		return fmt.Errorf("%s was made by another version of Temporal than this build's %s (%s): start the carebook that made "+
			"it; before moving on, let its cases end or move to PostgreSQL, whose schema is updated in place",
			f.path, headers.ServerVersion, strings.Join(diff, ", "))
	}
	return nil
}

// differences names at most three objects that are not the same.
func differences(have, want map[string]string) []string {
	var diff []string
	for name, text := range want {
		if got, ok := have[name]; !ok {
			diff = append(diff, "no "+name)
		} else if got != text {
			diff = append(diff, "another "+name)
		}
	}
	for name := range have {
		if _, ok := want[name]; !ok {
			diff = append(diff, "unknown "+name)
		}
	}
	slices.Sort(diff)
	return diff[:min(len(diff), 3)]
}

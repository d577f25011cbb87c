//go:build !slim

package engine

import (
	"context"
	"errors"
	"fmt"

	"github.com/blang/semver/v4"
	"github.com/jackc/pgx/v5"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/headers"
	"go.temporal.io/server/tools/common/schema"
	"go.temporal.io/server/tools/sql"
)

// unset is the version of a database in which Temporal's schema was never completed.
const unset = "0.0"

// migrate brings a database to the version of the schema that this build's server wants. A database that is already there
// isn't touched; one that is ahead is refused.
func (p *postgres) migrate(ctx context.Context, db *config.SQL, schemaName, want string, log logger) error {
	have, err := p.schemaVersion(ctx, db.DatabaseName)
	if err != nil {
		return err
	}
	switch compareVersions(have, want) {
	case 0:
		return nil
	case 1:
		return fmt.Errorf("database %s has Temporal schema %s, this build (Temporal %s) knows %s: "+
			"start the newer carebook that made it", db.DatabaseName, have, headers.ServerVersion, want)
	}
	if err := runSchemaTasks(db, schemaName, have, log); err != nil {
		return p.explain(db.DatabaseName, have, err)
	}
	return nil
}

// runSchemaTasks uses Temporal's own tasks. Its command line around them, RunTool, would end the process on an error.
func runSchemaTasks(db *config.SQL, schemaName, have string, log logger) error {
	conn, err := sql.NewConnection(db, log)
	if err != nil {
		return err
	}
	defer conn.Close()
	if have == unset {
		setup := &schema.SetupConfig{InitialVersion: unset}
		if err := schema.NewSetupSchemaTask(conn, setup, log).Run(); err != nil {
			return err
		}
	}
	return schema.NewUpdateSchemaTask(conn, &schema.UpdateConfig{SchemaName: schemaName}, log).Run()
}

// explain adds the way out to the two failures that have one.
func (p *postgres) explain(database, had string, err error) error {
	err = fmt.Errorf("setting up Temporal's schema in database %s: %w", database, err)
	if code(err) == "42501" {
		return fmt.Errorf("%w\nrun this as a superuser and start again:\n  ALTER DATABASE %s OWNER TO %s;",
			err, quoted(database), quoted(p.conn.User))
	}
	if had == unset {
		return fmt.Errorf("%w\nif an earlier first start was cut short, nothing is stored there yet; run this and start again:"+
			"\n  DROP DATABASE %s;", err, quoted(database))
	}
	return err
}

// schemaVersion reads the version of Temporal's schema. Temporal records it under the database's name, so a copy under
// another name looks new to it; we look closer.
func (p *postgres) schemaVersion(ctx context.Context, database string) (string, error) {
	conn, err := p.open(ctx, database)
	if err != nil {
		return "", err
	}
	defer conn.Close(ctx)
	rows, _ := conn.Query(ctx, "SELECT db_name, curr_version FROM schema_version WHERE version_partition = 0")
	found, err := pgx.CollectRows(rows, pgx.RowToStructByPos[struct{ Database, Version string }])
	if code(err) == "42P01" { // undefined_table: a new database
		return unset, nil
	}
	if err != nil {
		return "", fmt.Errorf("reading the schema version of database %s: %w", database, err)
	}
	for _, row := range found {
		if row.Database == database {
			return readableVersion(row.Version)
		}
	}
	if len(found) > 0 {
		return "", fmt.Errorf("database %s is a copy of %s; if that is meant, run this in it and start again:\n"+
			"  UPDATE schema_version SET db_name = '%s';", database, found[0].Database, database)
	}
	return unset, nil
}

// readableVersion refuses what Temporal's tasks would end the process for.
func readableVersion(text string) (string, error) {
	if _, err := semver.ParseTolerant(text); err != nil {
		return "", errors.New("schema version " + text + " is not a version")
	}
	return text, nil
}

func compareVersions(have, want string) int {
	h, w := semver.MustParse(full(have)), semver.MustParse(full(want))
	return h.Compare(w)
}

// full turns 1.19 into 1.19.0.
func full(text string) string {
	v, err := semver.ParseTolerant(text)
	if err != nil {
		return "0.0.0"
	}
	return v.String()
}

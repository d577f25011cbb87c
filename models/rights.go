package models

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"carebook/models/migrations"
)

// CounterRole is the role of PostgreSQL in which the counter reads. It owns nothing, can't log in, and sees of protected tables
// those rows alone that the viewer of a context may see.
const CounterRole = "carebook_counter"

// openTables are those that the counter reads whole, whoever asks, each with the reason. Every other table is protected by a policy
// (migrations/rights.sql) or closed.
var openTables = map[string]string{
	"units":            "names of places; what somebody may see is found by their tree",
	"departments":      "names of places",
	"staff":            "names and badges of colleagues stand beside what they did",
	"role_assignments": "what somebody may see is found in it",
	"person_keys":      "a key opens nothing but what it sealed, which is protected, and is itself wrapped by the master key",
	"editions":         "policies are for everybody to read",
	"binders":          "policies are for everybody to read",
	"calendars":        "working days are for everybody to read",
	"outages":          "when no worker ran",
	"channels":         "which channels there are; where they lead, no table says",
}

// closedTables are those that the counter doesn't read at all, each with the reason.
var closedTables = map[string]string{ //nolint:gosec // names of tables, no secrets
	"passwords":         "who somebody is, is found before there is a viewer, by the ledger",
	"invitations":       "signing in is the ledger's",
	"second_factors":    "signing in is the ledger's",
	"recovery_codes":    "signing in is the ledger's",
	"guesses":           "signing in is the ledger's",
	"sign_in_attempts":  "signing in is the ledger's",
	"identity_sessions": "signing in is the ledger's",
	"logout_tokens":     "signing in is the ledger's",
	"audit_events":      "auditors alone read them, whom no unit confines; the door asks for the role",
	"audit_heads":       "as audit_events",
	"unsigned_events":   "the workers' own",
	"commands":          "writing is the ledger's",
	"counters":          "writing is the ledger's",
	"fine_months":       "writing is the ledger's",
	"external_refs":     "importing is the ledger's",
	"loan_bans":         "lending is the ledger's",
	"heartbeats":        "the workers' own",
	"goose_db_version":  "migrations' own",
}

// ErrRights says that the database doesn't hold the counter back as it should.
var ErrRights = errors.New("the counter's rights in the database aren't those of this binary: run carebook migrate up")

// migrator is a pool without time limits: those are for staff who wait; a migration may take its time.
func (b *Books) migrator() *sql.DB {
	return pgxPool(*b.pgx.Copy(), map[string]string{"application_name": "carebook migrate"})
}

// inRights runs fn in a transaction of PostgreSQL in which nobody else changes rights. Where there are none it does nothing.
func (b *Books) inRights(ctx context.Context, fn func(tx *sql.Tx) error) error {
	if b.Dialect != Postgres {
		return nil
	}
	pool := b.migrator()
	err := func() error {
		tx, err := pool.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		defer func() { _ = tx.Rollback() }()
		if _, err := tx.ExecContext(ctx, "SELECT pg_advisory_xact_lock(hashtext('carebook rights'))"); err != nil {
			return err
		}
		if err := fn(tx); err != nil {
			return err
		}
		return tx.Commit()
	}()
	return errors.Join(err, pool.Close())
}

// grantRights applies what the counter may read, unless the database has it already.
func (b *Books) grantRights(ctx context.Context) error {
	hash := sha256.Sum256([]byte(migrations.Rights))
	version := "rights " + hex.EncodeToString(hash[:])
	err := b.inRights(ctx, func(tx *sql.Tx) error {
		var is string
		err := tx.QueryRowContext(ctx, "SELECT coalesce(obj_description(to_regprocedure('carebook_staff()'), 'pg_proc'), '')").Scan(&is)
		if err != nil || is == version {
			return err
		}
		if err := ensureCounter(ctx, tx); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, migrations.Rights+"\nCOMMENT ON FUNCTION carebook_staff() IS '"+version+"';")
		return err
	})
	if err != nil {
		return fmt.Errorf("giving the counter its rights: %w", err)
	}
	return nil
}

// ensureCounter makes the counter's role when there is none, and sees to it that this login may act as it. A role belongs to the
// whole server: somebody else may make it at the same moment, for other books.
func ensureCounter(ctx context.Context, tx *sql.Tx) error {
	role := pgx.Identifier{CounterRole}.Sanitize()
	var login string
	if err := tx.QueryRowContext(ctx, "SELECT quote_ident(current_user)").Scan(&login); err != nil {
		return err
	}
	//nolint:gosec // a name of ours: roles can't be parameters
	_, err := tx.ExecContext(ctx, `DO $role$
	BEGIN
		IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '`+CounterRole+`') THEN
			CREATE ROLE `+role+` NOLOGIN;
		END IF;
	EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
	END $role$;
	DO $role$
	BEGIN
		IF NOT pg_has_role('`+CounterRole+`', 'MEMBER') THEN
			GRANT `+role+` TO CURRENT_USER;
		END IF;
		SET LOCAL ROLE `+role+`;
		RESET ROLE;
	END $role$`)
	var pg *pgconn.PgError
	if errors.As(err, &pg) && pg.Code == "42501" {
		return fmt.Errorf("this login may not make the role %[1]s or not act as it; have an administrator of the database run: "+
			"CREATE ROLE %[1]s NOLOGIN; GRANT %[1]s TO %[2]s (without the first when the role is there)", CounterRole, login)
	}
	return err
}

// dropRights takes policies and functions away before a step down: they name tables and columns that may go with it. Row security
// stays on, so that the counter then sees nothing.
func (b *Books) dropRights(ctx context.Context) error {
	err := b.inRights(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DO $rights$
		DECLARE p record;
		BEGIN
			FOR p IN SELECT policyname, tablename FROM pg_policies WHERE schemaname = current_schema() LOOP
				EXECUTE format('DROP POLICY %I ON %I', p.policyname, p.tablename);
			END LOOP;
		END $rights$;
		DROP FUNCTION IF EXISTS carebook_unit(text), carebook_named(), carebook_opened(), carebook_excluded(), carebook_names(), carebook_units(), carebook_staff();`)
		return err
	})
	if err != nil {
		return fmt.Errorf("taking the counter's rights away: %w", err)
	}
	return nil
}

// tableRights are what the database says of a table of the books.
type tableRights struct {
	Name      string
	Readable  bool // by the counter
	Writable  bool
	Protected bool // by a policy that is in force
}

// fault says what is wrong with a table's rights; "" when nothing is.
func (t tableRights) fault() string {
	_, open := openTables[t.Name]
	_, closed := closedTables[t.Name]
	switch {
	case t.Writable:
		return t.Name + " can be written"
	case closed && t.Readable:
		return t.Name + " can be read"
	case !closed && !t.Readable:
		return t.Name + " can't be read"
	case !closed && !open && !t.Protected:
		return t.Name + " isn't protected"
	}
	return ""
}

// holdsBack is ErrRights unless the counter can read each table as it should: whole, its viewer's rows alone, or not at all.
func (b *Books) holdsBack(ctx context.Context) error {
	if b.Dialect != Postgres {
		return nil
	}
	db := b.DB.WithContext(ctx)
	var there bool
	if err := db.Raw("SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = ? AND NOT rolsuper AND NOT rolbypassrls)", CounterRole).Row().Scan(&there); err != nil {
		return fmt.Errorf("asking the books for the counter's role: %w", err)
	}
	if !there {
		return fmt.Errorf("%w (no role %s that row policies hold back)", ErrRights, CounterRole)
	}
	var tables []tableRights
	err := db.Raw(`SELECT c.relname AS name, has_any_column_privilege(r.oid, c.oid, 'SELECT') AS readable,
			has_table_privilege(r.oid, c.oid, 'DELETE, TRUNCATE') OR has_any_column_privilege(r.oid, c.oid, 'INSERT, UPDATE') AS writable,
			c.relrowsecurity AND c.relowner <> r.oid
				AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND r.oid = ANY (p.polroles)) AS protected
		FROM pg_class c, pg_roles r
		WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relnamespace = current_schema()::regnamespace AND r.rolname = ?
			AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
		ORDER BY c.relname`, CounterRole).Scan(&tables).Error
	if err != nil {
		return fmt.Errorf("asking the books for the counter's rights: %w", err)
	}
	var faults []string
	for _, t := range tables {
		faults = append(faults, t.fault())
	}
	if faults = slices.DeleteFunc(faults, func(f string) bool { return f == "" }); len(faults) > 0 {
		return fmt.Errorf("%w (%s)", ErrRights, strings.Join(faults, ", "))
	}
	return nil
}

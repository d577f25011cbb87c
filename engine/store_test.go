//go:build !slim

package engine

import (
	"context"
	"database/sql"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jmoiron/sqlx"
	persistencespb "go.temporal.io/server/api/persistence/v1"
	"go.temporal.io/server/common/persistence/serialization"
	"go.temporal.io/server/common/persistence/sql/sqlplugin/postgresql/driver"
	"go.temporal.io/server/common/persistence/sql/sqlplugin/postgresql/session"
	"go.temporal.io/server/common/resolver"

	"carebook/internal/pgtest"
)

// recordOf is what Temporal writes about a store with n shards.
func recordOf(t *testing.T, n int32) (data []byte, encoding string) {
	t.Helper()
	blob, err := serialization.NewSerializer().SerializeClusterMetadata(
		&persistencespb.ClusterMetadata{ClusterName: clusterName, HistoryShardCount: n})
	if err != nil {
		t.Fatal(err)
	}
	return blob.Data, blob.EncodingType.String()
}

func refused(t *testing.T, err error, wants ...string) {
	t.Helper()
	for _, want := range wants {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("no %q in: %v", want, err)
		}
	}
}

// sqliteStore opens and closes a store in dir, as a start and a stop would, without the server.
func sqliteStore(dir string) error {
	s, err := openSQLite(context.Background(), Config{SQLiteDir: dir})
	if err == nil {
		s.lock.Release()
	}
	return err
}

func postgresStore(url string) error {
	s, err := openPostgres(context.Background(), Config{PostgresURL: url}, newLogger(quiet))
	if err == nil {
		s.lock.Release()
	}
	return err
}

// inSQLite makes a store in a new folder and runs a statement in its file.
func inSQLite(t *testing.T, statement string, args ...any) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if err := sqliteStore(dir); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", "file:"+filepath.Join(dir, "temporal.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statement, args...); err != nil {
		t.Fatal(err)
	}
	return dir
}

// inPostgres makes a store and runs a statement in Temporal's main database.
func inPostgres(t *testing.T, statement string, args ...any) (url string) {
	t.Helper()
	url = pgtest.URL(t)
	if err := postgresStore(url); err != nil {
		t.Fatal(err)
	}
	p, err := readPostgresURL(url)
	if err != nil {
		t.Fatal(err)
	}
	conn, err := p.open(t.Context(), p.mainName())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	if _, err := conn.Exec(t.Context(), statement, args...); err != nil {
		t.Fatal(err)
	}
	return url
}

func TestAStoreMadeWithAnotherNumberOfShardsIsRefused(t *testing.T) {
	data, encoding := recordOf(t, 1)
	const insert = "INSERT INTO cluster_metadata_info (metadata_partition, cluster_name, data, data_encoding, version) VALUES "
	t.Run("SQLite", func(t *testing.T) {
		dir := inSQLite(t, insert+"(0, ?, ?, ?, 1)", clusterName, data, encoding)
		refused(t, sqliteStore(dir), "1 history shards, carebook uses 4")
	})
	t.Run("PostgreSQL", func(t *testing.T) {
		url := inPostgres(t, insert+"(0, $1, $2, $3, 1)", clusterName, data, encoding)
		refused(t, postgresStore(url), "1 history shards, carebook uses 4")
	})
}

func TestAPostgresSchemaFromTheFutureIsRefused(t *testing.T) {
	url := inPostgres(t, "UPDATE schema_version SET curr_version = '1.99'")
	refused(t, postgresStore(url), "has Temporal schema 1.99", "start the newer carebook")
}

func TestAPostgresSchemaOneStepBehindIsUpdated(t *testing.T) {
	url := inPostgres(t, "UPDATE schema_version SET curr_version = '1.18'") // its steps may be repeated
	if err := postgresStore(url); err != nil {
		t.Fatal(err)
	}
	p, _ := readPostgresURL(url)
	if v, err := p.schemaVersion(t.Context(), p.mainName()); v != "1.19" {
		t.Errorf("the schema is at %s (%v), want 1.19", v, err)
	}
}

func TestACopyUnderAnotherNameIsRefusedWithTheSQLThatHelps(t *testing.T) {
	url := inPostgres(t, "UPDATE schema_version SET db_name = 'original'")
	refused(t, postgresStore(url), "is a copy of original", "UPDATE schema_version SET db_name = 'carebook_test_")
}

func TestASQLiteSchemaOfAnotherVersionIsRefusedNamingTheDifference(t *testing.T) {
	for statement, want := range map[string]string{
		"CREATE TABLE of_the_future (n INT)": "unknown table of_the_future",
		"DROP TABLE nexus_endpoints":         "no table nexus_endpoints",
		"ALTER TABLE queues ADD extra INT":   "another table queues",
	} {
		refused(t, sqliteStore(inSQLite(t, statement)), want, "start the carebook that made it")
	}
}

func TestTheSQLiteFileIsForItsOwnerOnly(t *testing.T) {
	dir := inSQLite(t, "SELECT 1")
	info, err := os.Stat(filepath.Join(dir, "temporal.db"))
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o600 {
		t.Errorf("mode %s, want 0600", info.Mode().Perm())
	}
}

func TestAFileWithoutAWriteAheadLogIsNoticed(t *testing.T) {
	dir := inSQLite(t, "PRAGMA journal_mode = delete")
	f := &sqliteFile{path: filepath.Join(dir, "temporal.db"), pragmas: map[string]string{"synchronous": "1"}}
	refused(t, f.verify(t.Context()), "journal_mode delete and synchronous 1")
}

func TestDatabaseNamesThatPostgresWouldCutOffAreRefused(t *testing.T) {
	_, err := readPostgresURL("postgres://u@localhost/" + strings.Repeat("x", 50))
	refused(t, err, "too long")
}

func TestATakenFrontendPortIsNamed(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, err = Start(t.Context(), Config{SQLiteDir: t.TempDir(), Namespace: "n", Address: l.Addr().String(), Log: quiet})
	refused(t, err, "the frontend's port", "address already in use")
}

// The port of a service can be taken between our look and the server's bind. Temporal calls that fatal; to launch it is a
// reason to look for others.
func TestAnInternalPortTakenInBetweenIsReplaced(t *testing.T) {
	st, err := openSQLite(t.Context(), Config{SQLiteDir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	tries := 0
	s := &Server{store: st, log: newLogger(quiet)}
	err = s.launch(func() ([]int, error) {
		tries++
		ports, err := freePorts(len(services))
		if err == nil && tries == 1 {
			l, err := net.Listen("tcp", hostPort(ports[2]))
			if err != nil {
				return nil, err
			}
			t.Cleanup(func() { l.Close() })
		}
		return ports, err
	})
	if err != nil || tries != 2 {
		t.Errorf("after %d tries: %v, want success at the second", tries, err)
	}
	s.Stop()
}

// dsnOf is the URL that Temporal's plugin makes of its configuration.
type dsnOf struct {
	driver.Driver
	url string
}

func (d *dsnOf) CreateConnection(url string) (*sqlx.DB, error) {
	d.url = url
	return nil, errors.New("only looking")
}

func TestTemporalConnectsAsOurURLSays(t *testing.T) {
	for _, ours := range []string{
		"postgres://us%20er:p%20w%2B%25%2F%40@db.example:6543/care?sslmode=require&connect_timeout=7",
		"postgres://postgres@/care?host=%2Frun%2Fpostgresql",
		"postgresql://u:p@[::1]:5433/care",
	} {
		p, err := readPostgresURL(ours)
		if err != nil {
			t.Fatal(err)
		}
		seen := &dsnOf{}
		_, _ = session.NewSession(p.sql(p.mainName(), 3), seen, resolver.NewNoopResolver())
		theirs, err := pgx.ParseConfig(seen.url)
		if err != nil {
			t.Fatal(err)
		}
		want := p.conn
		if theirs.Host != want.Host || theirs.Port != want.Port || theirs.User != want.User || theirs.Password != want.Password ||
			theirs.ConnectTimeout != want.ConnectTimeout || (theirs.TLSConfig == nil) != (want.TLSConfig == nil) ||
			len(theirs.Fallbacks) != len(want.Fallbacks) || theirs.Database != "care_temporal" {
			t.Errorf("%s became %s", ours, seen.url)
		}
	}
}

package pgtest

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// Env names a server to use instead of a cluster of our own. The role must be allowed to create databases and roles.
const Env = "CAREBOOK_TEST_DATABASE_URL"

// shared is the one cluster of this test process, started by the first test that asks, and what is copied on the server.
var shared struct {
	once    sync.Once
	cluster *Cluster
	err     error

	sync.Mutex
	templates []string
}

// pristine is what PostgreSQL itself makes new databases of.
const pristine = "template1"

// URL returns the URL of a fresh, empty database. It is dropped when the test ends, together with every database whose
// name begins with its name and an underscore. Without a server the test is skipped, or fails where CI is set.
func URL(t testing.TB) string {
	t.Helper()
	return fresh(t, server(t), pristine)
}

// server is where databases are made; the test ends here when there is none.
func server(t testing.TB) string {
	t.Helper()
	server, err := serverURL()
	if err != nil {
		missing(t, err, os.Getenv("CI"))
	}
	return server
}

// fresh is a copy of a database, for one test.
func fresh(t testing.TB, server, template string) string {
	t.Helper()
	name := "carebook_test_" + random()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := createDatabase(ctx, server, name, template); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := dropDatabases(server, name); err != nil {
			t.Error(err)
		}
	})
	db, err := sibling(server, name)
	if err != nil {
		t.Fatal(err)
	}
	return db
}

// Main runs the tests of a package and takes the cluster down afterwards: func TestMain(m *testing.M) { pgtest.Main(m) }.
// Should the process die before, the cluster's keeper takes it down.
func Main(m *testing.M) {
	code := m.Run()
	end := dropTemplates
	if shared.cluster != nil {
		end = shared.cluster.Crash // its data is thrown away, so there is nothing to save
	}
	if err := end(); err != nil {
		fmt.Fprintln(os.Stderr, "pgtest:", err)
	}
	os.Exit(code)
}

func missing(t testing.TB, err error, ci string) {
	t.Helper()
	if ci != "" {
		t.Fatalf("this build promised PostgreSQL (CI is set): %v", err)
	}
	t.Skipf("needs PostgreSQL: %v", err)
}

func serverURL() (string, error) {
	if u := os.Getenv(Env); u != "" {
		return u, nil
	}
	shared.once.Do(func() { shared.cluster, shared.err = throwAway() })
	if shared.err != nil {
		return "", shared.err
	}
	return shared.cluster.URL("postgres"), nil
}

func throwAway() (*Cluster, error) {
	dir, err := os.MkdirTemp(place(), "pgtest-")
	if err != nil {
		return nil, fmt.Errorf("making a folder for PostgreSQL: %w", err)
	}
	c, err := start(dir, true)
	if err != nil {
		_ = os.RemoveAll(dir)
		return nil, err
	}
	return c, nil
}

// memory is Linux's file system in memory. What is thrown away after minutes needs no disk: there, making and dropping
// databases takes most of a test's time, because PostgreSQL waits until they are written.
const memory = "/dev/shm"

// room is what the databases of one test process may come to, with much to spare.
const room = 4 << 30

// place is where a cluster lies that is thrown away.
func place() string {
	var fs syscall.Statfs_t
	if err := syscall.Statfs(memory, &fs); err == nil && fs.Bavail*uint64(fs.Bsize) >= room { // containers often give it 64 MiB
		return memory
	}
	if dir := os.TempDir(); len(dir) <= 60 { // some machines have a long TMPDIR, and a socket's path must be short
		return dir
	}
	return "/tmp"
}

func createDatabase(ctx context.Context, server, name, template string) error {
	conn, err := pgx.Connect(ctx, server)
	if err != nil {
		return fmt.Errorf("creating database %s: %w", name, err)
	}
	defer conn.Close(ctx)
	sql := "CREATE DATABASE " + pgx.Identifier{name}.Sanitize() + " TEMPLATE " + pgx.Identifier{template}.Sanitize()
	if _, err := conn.Exec(ctx, sql); err != nil {
		return fmt.Errorf("creating database %s: %w", name, err)
	}
	return nil
}

func dropDatabases(server, name string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	conn, err := pgx.Connect(ctx, server)
	if err != nil {
		return fmt.Errorf("dropping database %s: %w", name, err)
	}
	defer conn.Close(ctx)
	rows, _ := conn.Query(ctx, "SELECT datname FROM pg_database WHERE datname = $1 OR starts_with(datname, $1 || '_')", name)
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return fmt.Errorf("dropping database %s: %w", name, err)
	}
	for _, db := range names {
		if _, err := conn.Exec(ctx, "DROP DATABASE "+pgx.Identifier{db}.Sanitize()+" WITH (FORCE)"); err != nil {
			return fmt.Errorf("dropping database %s: %w", db, err)
		}
	}
	return nil
}

// sibling is the URL of another database on the same server.
func sibling(server, name string) (string, error) {
	u, err := url.Parse(server)
	if err != nil || !strings.HasPrefix(u.Scheme, "postgres") {
		return "", fmt.Errorf("%s must begin with postgres://", Env)
	}
	u.Path = "/" + name
	return u.String(), nil
}

func random() string {
	b := make([]byte, 6)
	_, _ = rand.Read(b)
	return hex.EncodeToString(b)
}

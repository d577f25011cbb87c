package pgtest

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// asChild makes this test binary a program that starts the shared cluster, says where, and waits to be killed.
const asChild = "PGTEST_CHILD"

func TestMain(m *testing.M) {
	if os.Getenv(asChild) != "" {
		server, err := serverURL()
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		fmt.Println(shared.cluster.dir)
		fmt.Println(server)
		select {}
	}
	Main(m)
}

func connect(t *testing.T, url string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(context.Background(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(context.Background()) })
	return conn
}

func exec1(t *testing.T, conn *pgx.Conn, sql string) {
	t.Helper()
	if _, err := conn.Exec(context.Background(), sql); err != nil {
		t.Fatal(err)
	}
}

func one[T any](t *testing.T, conn *pgx.Conn, sql string, args ...any) T {
	t.Helper()
	var v T
	if err := conn.QueryRow(context.Background(), sql, args...).Scan(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

func TestEveryCallGivesAnEmptyDatabaseOfItsOwn(t *testing.T) {
	a, b := connect(t, URL(t)), connect(t, URL(t))
	exec1(t, a, "CREATE TABLE only_in_a (n int)")
	if n := one[int](t, b, "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"); n != 0 {
		t.Errorf("the second database has %d tables, want none", n)
	}
}

func TestDatabasesAreDroppedWithTheirCompanionsWhenTheTestEnds(t *testing.T) {
	watch := connect(t, URL(t))
	var name string
	t.Run("inner", func(t *testing.T) {
		inner := connect(t, URL(t))
		name = one[string](t, inner, "SELECT current_database()")
		exec1(t, inner, "CREATE DATABASE "+name+"_temporal")
	})
	if n := one[int](t, watch, "SELECT count(*) FROM pg_database WHERE starts_with(datname, $1)", name); n != 0 {
		t.Errorf("%d databases are left of %s, want none", n, name)
	}
}

func TestFsyncIsOnSoThatMeasurementsAreHonest(t *testing.T) {
	if on := one[string](t, connect(t, ownCluster(t).URL("postgres")), "SHOW fsync"); on != "on" {
		t.Errorf("fsync is %s", on)
	}
}

// counted is a template that counts how often it is filled.
func counted(times *int) *Template {
	return &Template{Fill: func(ctx context.Context, url string) error {
		*times++
		conn, err := pgx.Connect(ctx, url)
		if err != nil {
			return err
		}
		defer conn.Close(ctx)
		_, err = conn.Exec(ctx, "CREATE TABLE filled AS SELECT 7 AS n")
		return err
	}}
}

func TestATemplateIsFilledOnceAndEachTestHasItsOwnCopy(t *testing.T) {
	times := 0
	m := counted(&times)
	a, b := connect(t, m.URL(t)), connect(t, m.URL(t))
	exec1(t, a, "UPDATE filled SET n = 8")
	if n := one[int](t, b, "SELECT n FROM filled"); n != 7 || times != 1 {
		t.Errorf("n = %d in the second copy, want 7; filled %d times, want once", n, times)
	}
}

func TestTemplatesAreDroppedFromAServerThatIsNotOurs(t *testing.T) {
	c := ownCluster(t)
	t.Setenv(Env, c.URL("postgres"))
	times := 0
	m := counted(&times)
	t.Run("inner", func(t *testing.T) { m.URL(t) })
	databases := "SELECT count(*) FROM pg_database WHERE starts_with(datname, 'carebook_test_')"
	watch := connect(t, c.URL("postgres"))
	if n := one[int](t, watch, databases); n != 1 {
		t.Errorf("%d databases after the test, want the template", n)
	}
	if err := dropTemplates(); err != nil {
		t.Fatal(err)
	}
	if n := one[int](t, watch, databases); n != 0 {
		t.Errorf("%d databases are left, want none", n)
	}
}

func ownCluster(t *testing.T) *Cluster {
	t.Helper()
	dir, err := os.MkdirTemp("/tmp", "pgtest-own-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	c, err := Start(dir)
	if err != nil {
		missing(t, err, os.Getenv("CI"))
	}
	t.Cleanup(func() {
		if err := c.Crash(); err != nil {
			t.Error(err)
		}
	})
	return c
}

func TestCommittedRowsSurviveACrashAndAStop(t *testing.T) {
	c := ownCluster(t)
	if err := c.CreateDatabase(context.Background(), "books"); err != nil {
		t.Fatal(err)
	}
	exec1(t, connect(t, c.URL("books")), "CREATE TABLE kept AS SELECT 7 AS n")
	for name, end := range map[string]func() error{"crash": c.Crash, "stop": c.Stop} {
		if err := end(); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := c.Launch(); err != nil {
			t.Fatalf("after %s: %v", name, err)
		}
		if n := one[int](t, connect(t, c.URL("books")), "SELECT n FROM kept"); n != 7 {
			t.Errorf("after %s: n = %d, want 7", name, n)
		}
	}
}

func TestAKilledTestProcessLeavesNeitherServerNorFolder(t *testing.T) {
	if _, err := binDir(); err != nil {
		missing(t, err, os.Getenv("CI"))
	}
	dir, url := startChildAndKillIt(t)
	deadline := time.Now().Add(20 * time.Second)
	for exists(dir) {
		if time.Now().After(deadline) {
			t.Fatalf("%s is still there", dir)
		}
		time.Sleep(20 * time.Millisecond) // another process ends; there is nothing of ours to wait on
	}
	if conn, err := pgx.Connect(context.Background(), url); err == nil {
		conn.Close(context.Background())
		t.Error("the server still answers")
	}
}

func startChildAndKillIt(t *testing.T) (dir, url string) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), asChild+"=1", Env+"=")
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for _, into := range []*string{&dir, &url} {
		if !lines.Scan() {
			t.Fatal("the child said nothing")
		}
		*into = lines.Text()
	}
	if !exists(filepath.Join(dir, "data")) {
		t.Fatalf("the child's cluster is not in %s", dir)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait()
	return dir, url
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func TestAFolderTooDeepForASocketIsRefusedWithTheWayOut(t *testing.T) {
	_, err := Start("/tmp/" + strings.Repeat("deep/", 30))
	if err == nil || !strings.Contains(err.Error(), "choose a shorter folder") {
		t.Errorf("got %v", err)
	}
}

// verdict records what missing does to a test without doing it to this one.
type verdict struct {
	testing.TB
	said string
}

func (v *verdict) Helper()                      {}
func (v *verdict) Fatalf(f string, args ...any) { v.said = "fail: " + fmt.Sprintf(f, args...) }
func (v *verdict) Skipf(f string, args ...any) {
	if v.said == "" {
		v.said = "skip: " + fmt.Sprintf(f, args...)
	}
}

func TestWithoutPostgresATestIsSkippedButFailsInCI(t *testing.T) {
	for ci, want := range map[string]string{"": "skip: needs PostgreSQL", "true": "fail: this build promised PostgreSQL"} {
		v := &verdict{TB: t}
		missing(v, ErrNoPostgres, ci)
		if !strings.HasPrefix(v.said, want) || !strings.Contains(v.said, Env) {
			t.Errorf("CI=%q: %q, want %q and the way out", ci, v.said, want)
		}
	}
}

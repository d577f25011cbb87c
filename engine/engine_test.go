//go:build !slim

package engine_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	sdklog "go.temporal.io/sdk/log"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"carebook/engine"
	"carebook/internal/pgtest"
)

const namespace, queue = "carebook-test", "engine-test"

// asChild makes this test binary a program that runs an engine with the configuration it is given, until it is killed.
const asChild = "ENGINE_CHILD"

func TestMain(m *testing.M) {
	if text := os.Getenv(asChild); text != "" {
		var cfg engine.Config
		err := json.Unmarshal([]byte(text), &cfg)
		if err == nil {
			var s *engine.Server
			if s, err = engine.Start(context.Background(), cfg); err == nil {
				fmt.Println(s.Address())
				select {}
			}
		}
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	pgtest.Main(m)
}

// stores are the two places an engine can keep its state.
var stores = []struct {
	name   string
	config func(t *testing.T) engine.Config
}{
	{"SQLite", func(t *testing.T) engine.Config {
		return engine.Config{SQLiteDir: t.TempDir(), Address: "127.0.0.1:0", Namespace: namespace}
	}},
	{"PostgreSQL", func(t *testing.T) engine.Config {
		return engine.Config{PostgresURL: pgtest.URL(t), Address: "127.0.0.1:0", Namespace: namespace}
	}},
}

// waiting adds up what it is told, and when it has reached ten ends after a timer of one second.
func waiting(ctx workflow.Context) (int, error) {
	sum := 0
	err := workflow.SetUpdateHandler(ctx, "add", func(_ workflow.Context, n int) (int, error) {
		sum += n
		return sum, nil
	})
	if err != nil {
		return 0, err
	}
	if err := workflow.Await(ctx, func() bool { return sum >= 10 }); err != nil {
		return 0, err
	}
	return sum, workflow.Sleep(ctx, time.Second)
}

func start(t *testing.T, cfg engine.Config) *engine.Server {
	t.Helper()
	began := time.Now()
	s, err := engine.Start(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Stop)
	t.Logf("started in %s, resident set %d MB", time.Since(began).Round(time.Millisecond), resident(t))
	return s
}

// resident is the memory of this process in MB.
func resident(t *testing.T) int {
	t.Helper()
	var pages, rss int
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	if _, err := fmt.Sscan(string(text), &pages, &rss); err != nil {
		t.Fatal(err)
	}
	return rss * os.Getpagesize() >> 20
}

// connect returns a client with a worker behind it, both closed by the function it returns.
func connect(t *testing.T, address string) (client.Client, func()) {
	t.Helper()
	c, err := client.Dial(client.Options{HostPort: address, Namespace: namespace,
		Logger: sdklog.NewStructuredLogger(slog.New(slog.DiscardHandler))})
	if err != nil {
		t.Fatal(err)
	}
	w := worker.New(c, queue, worker.Options{WorkerStopTimeout: time.Second})
	w.RegisterWorkflow(waiting)
	if err := w.Start(); err != nil {
		t.Fatal(err)
	}
	return c, func() { w.Stop(); c.Close() }
}

func open(t *testing.T, c client.Client, id string) {
	t.Helper()
	if _, err := c.ExecuteWorkflow(t.Context(), client.StartWorkflowOptions{ID: id, TaskQueue: queue}, waiting); err != nil {
		t.Fatal(err)
	}
}

func add(t *testing.T, c client.Client, id string, n, want int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	h, err := c.UpdateWorkflow(ctx, client.UpdateWorkflowOptions{WorkflowID: id, UpdateName: "add", Args: []any{n},
		WaitForStage: client.WorkflowUpdateStageCompleted})
	if err != nil {
		t.Fatal(err)
	}
	var sum int
	if err := h.Get(ctx, &sum); err != nil {
		t.Fatal(err)
	}
	if sum != want {
		t.Fatalf("the sum is %d after adding %d, want %d", sum, n, want)
	}
}

func result(t *testing.T, c client.Client, id string, want int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	var sum int
	if err := c.GetWorkflow(ctx, id, "").Get(ctx, &sum); err != nil {
		t.Fatal(err)
	}
	if sum != want {
		t.Errorf("%s ended with %d, want %d", id, sum, want)
	}
}

func shards(t *testing.T, c client.Client) int32 {
	t.Helper()
	info, err := c.WorkflowService().GetClusterInfo(t.Context(), &workflowservice.GetClusterInfoRequest{})
	if err != nil {
		t.Fatal(err)
	}
	return info.HistoryShardCount
}

func retention(t *testing.T, c client.Client) time.Duration {
	t.Helper()
	ns, err := c.WorkflowService().DescribeNamespace(t.Context(), &workflowservice.DescribeNamespaceRequest{Namespace: namespace})
	if err != nil {
		t.Fatal(err)
	}
	return ns.Config.WorkflowExecutionRetentionTtl.AsDuration()
}

func TestAWorkflowOutlivesARestartAndFinishes(t *testing.T) {
	for _, store := range stores {
		t.Run(store.name, func(t *testing.T) {
			cfg := store.config(t)
			first := start(t, cfg)
			c, end := connect(t, first.Address())
			open(t, c, "case/1")
			add(t, c, "case/1", 3, 3)
			if n := shards(t, c); n != engine.Shards {
				t.Errorf("%d shards, want %d", n, engine.Shards)
			}
			if d := retention(t, c); d != engine.Retention {
				t.Errorf("retention %s, want %s", d, engine.Retention)
			}
			listensOnLoopbackOnly(t)
			refusedNamingUs(t, cfg)
			end()
			began := time.Now()
			first.Stop()
			t.Logf("stopped in %s", time.Since(began).Round(time.Millisecond))

			c, end = connect(t, start(t, cfg).Address())
			defer end()
			add(t, c, "case/1", 7, 10)
			result(t, c, "case/1", 10)
			if n := shards(t, c); n != engine.Shards {
				t.Errorf("%d shards after the restart, want %d", n, engine.Shards)
			}
		})
	}
}

// refusedNamingUs checks that a second engine on the same store is refused and says which process has it.
func refusedNamingUs(t *testing.T, cfg engine.Config) {
	t.Helper()
	_, err := engine.Start(t.Context(), cfg)
	var held *engine.HeldError
	if !errors.As(err, &held) || !strings.Contains(held.Holder, fmt.Sprintf("pid %d on ", os.Getpid())) {
		t.Errorf("the second start answered %v, want a refusal naming process %d", err, os.Getpid())
	}
}

// listensOnLoopbackOnly looks at every socket on which this process listens.
func listensOnLoopbackOnly(t *testing.T) {
	t.Helper()
	ours := map[string]bool{}
	fds, _ := filepath.Glob("/proc/self/fd/*")
	for _, fd := range fds {
		if link, err := os.Readlink(fd); err == nil && strings.HasPrefix(link, "socket:[") {
			ours[strings.Trim(link, "socket:[]")] = true
		}
	}
	found := 0
	for _, table := range []string{"/proc/net/tcp", "/proc/net/tcp6"} {
		text, _ := os.ReadFile(table)
		for line := range strings.Lines(string(text)) {
			f := strings.Fields(line) // sl local remote state … inode
			if len(f) < 10 || f[3] != "0A" || !ours[f[9]] {
				continue
			}
			found++
			if !strings.HasPrefix(f[1], "0100007F:") {
				t.Errorf("listening on %s of %s, want 127.0.0.1 only", f[1], table)
			}
		}
	}
	if found < 3 {
		t.Errorf("found %d listening sockets of ours, want frontend, history and matching at least", found)
	}
}

func TestKillNineFreesTheStoreAndLosesNothing(t *testing.T) {
	for _, store := range stores {
		t.Run(store.name, func(t *testing.T) {
			cfg := store.config(t)
			address, kill := child(t, cfg)
			c, end := connect(t, address)
			open(t, c, "case/2")
			add(t, c, "case/2", 4, 4)
			_, err := engine.Start(t.Context(), cfg)
			var held *engine.HeldError
			if !errors.As(err, &held) {
				t.Fatalf("while the child runs, start answered %v, want a refusal", err)
			}
			kill()
			end()

			c, end = connect(t, start(t, cfg).Address())
			defer end()
			add(t, c, "case/2", 6, 10)
			result(t, c, "case/2", 10)
		})
	}
}

// child runs an engine in a process of its own.
func child(t *testing.T, cfg engine.Config) (address string, kill func()) {
	t.Helper()
	text, err := json.Marshal(cfg)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), asChild+"="+string(text))
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	kill = func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}
	t.Cleanup(kill)
	line := bufio.NewScanner(out)
	if !line.Scan() {
		t.Fatal("the child did not start")
	}
	return line.Text(), kill
}

func TestTheEngineOutlivesACrashOfPostgres(t *testing.T) {
	dir, err := os.MkdirTemp("/tmp", "engine-pg-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	pgtest.URL(t) // skips, or fails in CI, where there is no PostgreSQL
	cluster, err := pgtest.Start(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := cluster.Crash(); err != nil {
			t.Error(err)
		}
	})
	cfg := engine.Config{PostgresURL: cluster.URL("postgres"), Address: "127.0.0.1:0", Namespace: namespace,
		Log: slog.New(slog.DiscardHandler)}
	s := start(t, cfg)
	c, end := connect(t, s.Address())
	defer end()
	open(t, c, "case/3")
	add(t, c, "case/3", 2, 2)
	if err := errors.Join(cluster.Crash(), cluster.Launch()); err != nil {
		t.Fatal(err)
	}
	add(t, c, "case/3", 8, 10)
	result(t, c, "case/3", 10)
	refusedNamingUs(t, cfg)
	select {
	case <-s.Lost():
		t.Error("the store counts as lost")
	default:
	}
}

func TestARoleThatMayNotCreateDatabasesGetsTheSQLThatHelps(t *testing.T) {
	admin := pgtest.URL(t)
	u, err := url.Parse(admin)
	if err != nil {
		t.Fatal(err)
	}
	db := strings.TrimPrefix(u.Path, "/")
	role := "plain_" + db
	sqlExec(t, admin, fmt.Sprintf(`CREATE ROLE %s LOGIN PASSWORD 'secret'`, role))
	t.Cleanup(func() { sqlExec(t, admin, fmt.Sprintf("DROP OWNED BY %[1]s CASCADE; DROP ROLE %[1]s", role)) })
	u.User = url.UserPassword(role, "secret")
	cfg := engine.Config{PostgresURL: u.String(), Address: "127.0.0.1:0", Namespace: namespace}

	_, err = engine.Start(t.Context(), cfg)
	if err == nil {
		t.Fatal("started without its databases")
	}
	for _, suffix := range []string{"_temporal", "_temporal_visibility"} {
		statement := fmt.Sprintf(`CREATE DATABASE "%s%s" OWNER "%s";`, db, suffix, role)
		if !strings.Contains(err.Error(), statement) {
			t.Fatalf("the refusal has no %s:\n%v", statement, err)
		}
		sqlExec(t, admin, statement)
	}
	s := start(t, cfg)
	s.Stop()
	for _, suffix := range []string{"_temporal", "_temporal_visibility"} { // before the role, which owns them
		sqlExec(t, admin, fmt.Sprintf(`DROP DATABASE "%s%s" WITH (FORCE)`, db, suffix))
	}
}

func sqlExec(t *testing.T, url, sql string) {
	t.Helper()
	conn, err := pgx.Connect(context.Background(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	if _, err := conn.Exec(context.Background(), sql); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

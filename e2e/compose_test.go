package e2e_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"carebook/deploy"
	"carebook/internal/pgtest"
)

// There are no containers here, so what docker-compose.yml would run in them is run beside each other: its scripts, its
// command lines and its environments, with Temporal's own server and schema tool of the version of its images. Only what
// a container brings is put in its place: hosts and ports, and where files are mounted.
func TestTheProcessesOfTheComposeFileCarryAComplaintWithoutContainers(t *testing.T) {
	t.Parallel()
	f := newFile(t)
	f.preparePostgres()
	for range 2 { // the second time, all is there already
		f.run("temporal-schema")
	}
	h := newHouseAt(t, composed, byTheBook, f.at(f.Services["api"].Environment["CAREBOOK_DATABASE_URL"]))
	h.data, h.web, h.core, h.file = f.data, f.web, f.core, f
	h.start("temporal")
	if out := f.run("temporal-namespace"); !strings.Contains(out, "made namespace carebook") {
		t.Errorf("the namespace: %s", out)
	}
	if out := f.run("temporal-namespace"); !strings.Contains(out, "is there") {
		t.Errorf("the namespace once more: %s", out)
	}
	for range 2 {
		f.run("migrate")
	}
	h.furnish()
	h.up()
	run(t, nil, slim(t), "ready", "--url", "http://"+h.web)
	customer, car := h.customer("客户八", "13800000008", "沪A00008")
	id := h.must(h.opening("adviser", customer, car, "in containers, nearly")).body.ID
	h.major(id)
	h.down()
	time.Sleep(hostsAreStale)
	h.up()
	h.finish(id)
	if got := h.complaint(id); got.Status != "completed" || !got.Ended {
		t.Errorf("the case stands at %v, want completed", got.Status)
	}
	h.passes(demand{acks: 12})
	h.down()
}

// hostsAreStale is for how long Temporal's server believes that the services that stood in its table of hosts are still there. All
// of them are started again at once here: each waits for the others as they were, and now and then every one ends up in a ring of
// its own, in which there are "not enough hosts to serve the request" for a minute and longer.
const hostsAreStale = 21 * time.Second

// file is docker-compose.yml and what stands for its containers' surroundings.
type file struct {
	*deploy.Compose
	t          testing.TB
	pg         *pgtest.Cluster
	socket     string // folder of PostgreSQL's socket
	data       string // the volume keys
	web, core  string // addresses of the web API and of Temporal
	bin        string // folder of Temporal's programs
	places     *strings.Replacer
	host, port string // of PostgreSQL, over TCP
}

func newFile(t *testing.T) *file {
	t.Helper()
	compose, err := deploy.Read(filepath.Join("..", "docker-compose.yml"))
	if err != nil {
		t.Fatal(err)
	}
	f := &file{Compose: compose, t: t, data: t.TempDir(), web: freeAddress(t), core: freeAddress(t)}
	f.pg, f.socket = clusterIn(t)
	f.bin = filepath.Dir(built(t, binaries.server))
	built(t, binaries.schema)
	f.host, f.port = overTCP(t, filepath.Join(f.socket, ".s.PGSQL.5432"))
	scripts, err := filepath.Abs(filepath.Join("..", "deploy"))
	if err != nil {
		t.Fatal(err)
	}
	f.places = strings.NewReplacer(
		"postgres:5432", net.JoinHostPort(f.host, f.port), "temporal:7233", f.core,
		"0.0.0.0:8080", f.web, "0.0.0.0", "127.0.0.1",
		"/run/secrets/", secrets(t)+"/", "/var/lib/carebook", f.data, "/deploy/", scripts+"/",
		"/etc/temporal/schema", temporalsOwn(t, "schema"),
	)
	return f
}

// secrets runs the script that makes them, twice: what is there stays.
func secrets(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	script, err := os.ReadFile(filepath.Join("..", "deploy", "secrets.sh"))
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "secrets.sh"), script, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	made := filepath.Join(dir, "secrets")
	var before string
	for range 2 {
		shell(t, nil, "sh", filepath.Join(dir, "secrets.sh"))
		password, err := os.ReadFile(filepath.Join(made, "temporal_password"))
		if err != nil || !regexp.MustCompile(`^[0-9a-f]{64}\n$`).Match(password) || before != "" && before != string(password) {
			t.Fatalf("the password was %q and is %q (%v)", before, password, err)
		}
		before = string(password)
	}
	if info, err := os.Stat(made); err != nil || info.Mode().Perm() != 0o700 {
		t.Fatalf("others may enter the folder of secrets: %v (%v)", info, err)
	}
	return made
}

// temporalsOwn is a folder of Temporal's server as its module has it.
func temporalsOwn(t *testing.T, folder string) string {
	t.Helper()
	dir := strings.TrimSpace(shell(t, nil, "go", "list", "-m", "-f", "{{.Dir}}", "go.temporal.io/server"))
	return filepath.Join(dir, folder)
}

// at says where something of a container is here.
func (f *file) at(value string) string {
	switch value {
	case "postgres":
		return f.host
	case "5432":
		return f.port
	case "/carebook":
		return slim(f.t)
	case "/etc/temporal/entrypoint.sh": // it finds the container's address, then runs the same
		return "temporal-server"
	}
	return f.places.Replace(value)
}

// line is how a container of the service would be started, put in its place here.
func (f *file) line(name string) (environment, args []string) {
	s, ok := f.Services[name]
	if !ok {
		f.t.Fatalf("docker-compose.yml has no service %s", name)
	}
	entry := s.Entrypoint
	if s.Build != nil {
		entry = []string{"/carebook"} // of the Dockerfile
	}
	for _, arg := range append(slices.Clone(entry), s.Command...) {
		args = append(args, f.at(arg))
	}
	if args[len(args)-1] == "temporal-server" {
		args = append(args, "start")
	}
	return append(s.Environ(f.at), "PATH="+f.bin+":"+os.Getenv("PATH")), args
}

// run runs a service that ends by itself.
func (f *file) run(name string) string {
	f.t.Helper()
	environment, args := f.line(name)
	return shell(f.t, environment, args...)
}

// parts are the services that stay, in the order in which they wait for each other, each as often as the file wants it.
func (f *file) parts() []string {
	parts := []string{"temporal"}
	for n := range f.Services["worker"].Deploy.Replicas {
		parts = append(parts, fmt.Sprintf("worker-%d", n+1))
	}
	return append(parts, "api")
}

// start starts one container's process.
func (f *file) start(h *house, part string) *process {
	f.t.Helper()
	name, _, _ := strings.Cut(part, "-")
	environment, args := f.line(name)
	if name == "temporal" { // a container has every port to itself
		_, port, _ := net.SplitHostPort(f.core)
		environment = append(environment, "FRONTEND_GRPC_PORT="+port)
		for _, of := range []string{
			"FRONTEND_HTTP", "FRONTEND_MEMBERSHIP", "HISTORY_GRPC", "HISTORY_MEMBERSHIP",
			"MATCHING_GRPC", "MATCHING_MEMBERSHIP", "WORKER_GRPC", "WORKER_MEMBERSHIP",
		} {
			_, port, _ := net.SplitHostPort(freeAddress(f.t))
			environment = append(environment, of+"_PORT="+port)
		}
	}
	return launch(f.t, part, filepath.Join(h.side, part+".log"), environment, args[0], args[1:]...)
}

// preparePostgres runs the script that makes roles and databases; from then on both roles must show their passwords.
func (f *file) preparePostgres() {
	f.t.Helper()
	environment, _ := f.line("postgres")
	shell(f.t, append(environment, "PGHOST="+f.socket), "sh", f.at("/deploy/postgres.sh"))
	rules := filepath.Join(f.socket, "data", "pg_hba.conf")
	old, err := os.ReadFile(rules)
	if err == nil {
		err = os.WriteFile(rules, append([]byte("local all carebook,temporal scram-sha-256\n"), old...), 0o600)
	}
	if err != nil {
		f.t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	conn, err := pgx.Connect(ctx, f.pg.URL("postgres"))
	if err != nil {
		f.t.Fatal(err)
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, "SELECT pg_reload_conf()"); err != nil {
		f.t.Fatal(err)
	}
	for _, stranger := range []string{
		"postgres://carebook@" + net.JoinHostPort(f.host, f.port) + "/carebook?sslmode=disable",
		f.at(strings.Replace(f.Services["api"].Environment["CAREBOOK_DATABASE_URL"], "/carebook?", "/temporal?", 1)),
	} {
		err := until(10*time.Second, func() error { // the reload takes a moment
			conn, _ := pgx.Connect(ctx, stranger) // an error is what we want
			if conn == nil {
				return nil
			}
			return errors.Join(errors.New(stranger+" is let in"), conn.Close(ctx))
		})
		if err != nil {
			f.t.Error(err)
		}
	}
}

// overTCP lets programs that know no socket reach PostgreSQL's. It ends with the test.
func overTCP(t *testing.T, socket string) (host, port string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			near, err := l.Accept()
			if err != nil {
				return
			}
			go relay(near, socket)
		}
	}()
	host, port, _ = net.SplitHostPort(l.Addr().String())
	return host, port
}

func relay(near net.Conn, socket string) {
	defer near.Close()
	far, err := net.Dial("unix", socket)
	if err != nil {
		return
	}
	defer far.Close()
	ended := make(chan struct{}, 2)
	pass := func(to io.Writer, from io.Reader) {
		_, _ = io.Copy(to, from) // either end may break it off
		ended <- struct{}{}
	}
	go pass(near, far)
	go pass(far, near)
	<-ended
}

// shell runs a program to its end and returns what it printed.
func shell(t testing.TB, environment []string, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Stdout, cmd.Stderr, cmd.Env = &out, &errs, append(os.Environ(), environment...)
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s%s", strings.Join(args, " "), err, out.String(), errs.String())
	}
	return out.String()
}

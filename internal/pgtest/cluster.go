package pgtest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
)

// Cluster is a PostgreSQL server of our own, on a Unix socket inside its folder, with no TCP port and no password: whoever
// may enter the folder may connect. It ends with the process that started it, however that process ends.
type Cluster struct {
	dir   string
	bin   string
	owner *syscall.Credential // nil unless we are root: PostgreSQL refuses to run as root
	throw bool                // the folder goes away with the server

	keeper *exec.Cmd
	word   io.WriteCloser // the keeper's standard input; its end is the order to stop
}

// maxSocketPath is what sun_path of the common systems holds, less the terminating zero.
const maxSocketPath = 103

// ready is how long a server may take until it answers; recovery after a crash is part of it.
const ready = 60 * time.Second

// Start makes a cluster in the folder dir, which must be empty or hold a cluster that Start made, and waits until it
// answers. The folder stays after Stop, so the same data can be started again.
func Start(dir string) (*Cluster, error) { return start(dir, false) }

func start(dir string, throw bool) (*Cluster, error) {
	c := &Cluster{dir: dir, throw: throw}
	if socket := filepath.Join(dir, ".s.PGSQL.5432"); len(socket) > maxSocketPath {
		return nil, fmt.Errorf("starting PostgreSQL: %s is too long for a socket (%d bytes, at most %d): choose a shorter folder",
			socket, len(socket), maxSocketPath)
	}
	var err error
	if c.bin, err = binDir(); err != nil {
		return nil, err
	}
	if err := c.own(); err != nil {
		return nil, err
	}
	if err := c.initdb(); err != nil {
		return nil, err
	}
	return c, c.Launch()
}

// own gives the folder to the OS user postgres when we are root.
func (c *Cluster) own() error {
	if os.Geteuid() != 0 {
		return nil
	}
	who, err := user.Lookup("postgres")
	if err != nil {
		return fmt.Errorf("starting PostgreSQL as root needs the OS user postgres: %w", err)
	}
	uid, _ := strconv.ParseUint(who.Uid, 10, 32)
	gid, _ := strconv.ParseUint(who.Gid, 10, 32)
	c.owner = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	if err := os.Chown(c.dir, int(uid), int(gid)); err != nil {
		return fmt.Errorf("starting PostgreSQL: %w", err)
	}
	return nil
}

func (c *Cluster) initdb() error {
	if _, err := os.Stat(filepath.Join(c.dir, "data", "PG_VERSION")); err == nil {
		return nil
	}
	cmd := c.command(filepath.Join(c.bin, "initdb"),
		"-D", filepath.Join(c.dir, "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb in %s: %w\n%s", c.dir, err, out)
	}
	return nil
}

func (c *Cluster) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Dir = c.dir
	// A session of its own: an interrupt typed at the terminal is for the tests, the keeper then acts on their end.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Credential: c.owner}
	return cmd
}

// keep runs the server until it is told a word or its input ends, which happens however the process at the other end dies,
// kill -9 included. The word "stop" is an orderly shutdown, anything else is a crash.
const keep = `throw=$1 dir=$2; shift 2
"$@" </dev/null >>"$dir/log" 2>&1 &
server=$!
read -r word
case $word in stop) kill -INT $server;; *) kill -QUIT $server;; esac
wait $server
if [ "$throw" = true ]; then cd / && rm -rf "$dir"; fi`

// Launch starts the server on the cluster's data and waits until it answers; after Stop or Crash it starts it again.
func (c *Cluster) Launch() error {
	if c.keeper != nil {
		return errors.New("launching PostgreSQL: it is running")
	}
	cmd := c.command("/bin/sh", "-c", keep, "pgtest", strconv.FormatBool(c.throw), c.dir,
		filepath.Join(c.bin, "postgres"), "-D", filepath.Join(c.dir, "data"),
		"-c", "listen_addresses=", "-c", "unix_socket_directories="+c.dir, "-c", "max_connections=200")
	word, err := cmd.StdinPipe()
	if err != nil {
		return fmt.Errorf("launching PostgreSQL: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("launching PostgreSQL: %w", err)
	}
	c.keeper, c.word = cmd, word
	return c.await()
}

func (c *Cluster) await() error {
	ctx, cancel := context.WithTimeout(context.Background(), ready)
	defer cancel()
	for {
		conn, err := pgx.Connect(ctx, c.URL("postgres"))
		if err == nil {
			return conn.Close(ctx)
		}
		select {
		case <-ctx.Done():
			log, _ := os.ReadFile(filepath.Join(c.dir, "log"))
			_ = c.Crash()
			return fmt.Errorf("PostgreSQL did not answer within %s: %w\n%s", ready, err, log)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// URL names the database db of this cluster, for pgx and everything built on it.
func (c *Cluster) URL(db string) string {
	u := url.URL{Scheme: "postgres", User: url.User("postgres"), Path: "/" + db,
		RawQuery: url.Values{"host": {c.dir}}.Encode()}
	return u.String()
}

// CreateDatabase makes an empty database.
func (c *Cluster) CreateDatabase(ctx context.Context, name string) error {
	return createDatabase(ctx, c.URL("postgres"), name, pristine)
}

// Stop ends the server in order: open sessions are broken off, everything committed is on disk.
func (c *Cluster) Stop() error { return c.end("stop\n") }

// Crash ends the server as a failure of power does, except that what the operating system holds is not lost. Launch then
// recovers from the write-ahead log.
func (c *Cluster) Crash() error { return c.end("crash\n") }

func (c *Cluster) end(word string) error {
	if c.keeper == nil {
		return nil
	}
	_, werr := io.WriteString(c.word, word)
	_ = c.word.Close()
	err := c.keeper.Wait()
	c.keeper = nil
	return errors.Join(werr, err)
}

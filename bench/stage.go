package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"carebook/bench/load"
	"carebook/internal/pgtest"
	"carebook/models"
)

// Databases of the run. Temporal makes its own two beside the first.
const booksDatabase, bareDatabase = "bench", "bench_bare"

// stage is what is measured: a throw-away PostgreSQL and carebook serve on it, each a process of its own.
type stage struct {
	binary   string
	data     string // carebook's folder
	cluster  string // PostgreSQL's
	pg       *pgtest.Cluster
	books    *models.Books
	serve    *exec.Cmd
	address  string // of the web API
	temporal string // of Temporal's frontend
	profiler string // of the profiling build, "" otherwise
}

// temporary makes a folder whose path is short enough for a socket in it.
func temporary(name string) (string, error) {
	parent := os.TempDir()
	if len(parent) > 60 {
		parent = "/tmp"
	}
	return os.MkdirTemp(parent, "carebook-bench-"+name+"-")
}

func (s *stage) start(ctx context.Context) (err error) {
	if s.data, err = temporary("data"); err != nil {
		return err
	}
	if s.cluster, err = temporary("pg"); err != nil {
		return err
	}
	if s.pg, err = pgtest.Start(s.cluster); err != nil {
		return err
	}
	for _, name := range []string{booksDatabase, bareDatabase} {
		if err := s.pg.CreateDatabase(ctx, name); err != nil {
			return err
		}
	}
	if err := s.launch(ctx); err != nil {
		return err
	}
	s.books, err = models.Open(ctx, s.url(booksDatabase))
	return err
}

func (s *stage) url(database string) string { return s.pg.URL(database) }

// launch starts carebook and waits until it says where it answers.
func (s *stage) launch(ctx context.Context) error {
	port, err := freePort()
	if err != nil {
		return err
	}
	s.temporal = net.JoinHostPort("127.0.0.1", strconv.Itoa(port))
	s.serve = exec.CommandContext(ctx, s.binary, "serve", "--data", s.data, "--database-url", s.url(booksDatabase),
		"--listen", "127.0.0.1:0", "--temporal-listen", s.temporal, "--log-level", "WARN")
	s.serve.Cancel = func() error { return s.serve.Process.Signal(syscall.SIGTERM) }
	s.serve.WaitDelay = time.Minute
	s.serve.Env = append(cleanEnvironment(), "CAREBOOK_PROFILE_LISTEN="+s.profiler)
	log, err := os.Create(s.logFile())
	if err != nil {
		return err
	}
	defer log.Close() // the child has its own
	s.serve.Stderr = log
	said, err := s.serve.StdoutPipe()
	if err != nil {
		return err
	}
	if err := s.serve.Start(); err != nil {
		return fmt.Errorf("starting carebook: %w", err)
	}
	return s.await(said)
}

// await reads what carebook says until it has its address. It keeps reading so that carebook never blocks on a full pipe.
func (s *stage) await(said io.Reader) error {
	lines := bufio.NewScanner(said)
	for lines.Scan() {
		_, rest, found := strings.Cut(lines.Text(), "carebook answers at http://")
		if !found {
			continue
		}
		s.address, _, _ = strings.Cut(rest, " ")
		go func() { _, _ = io.Copy(io.Discard, said) }()
		return nil
	}
	return fmt.Errorf("carebook ended instead of answering:\n%s", s.logTail())
}

func (s *stage) logFile() string { return filepath.Join(s.data, "serve.log") }

func (s *stage) logTail() string {
	text, _ := os.ReadFile(s.logFile())
	return string(text[max(0, len(text)-4000):])
}

// stop ends carebook in order, PostgreSQL at once, and removes what they left.
func (s *stage) stop() error {
	var errs []error
	if s.books != nil {
		errs = append(errs, s.books.Close())
	}
	if s.serve != nil && s.serve.Process != nil {
		_ = s.serve.Process.Signal(syscall.SIGTERM) // it may have ended, then Wait says so
		if err := s.serve.Wait(); err != nil {
			errs = append(errs, fmt.Errorf("carebook did not end well: %w\n%s", err, s.logTail()))
		}
	}
	if s.pg != nil {
		_ = s.pg.Crash() // ends with a status of its own, and its data is thrown away
	}
	for _, dir := range []string{s.data, s.cluster} {
		if dir != "" {
			errs = append(errs, os.RemoveAll(dir))
		}
	}
	return errors.Join(errs...)
}

// cpu is the processor time spent so far by those who serve, and by this process, which is the client and, for empty
// workflows, the worker.
func (s *stage) cpu() (c cpu, err error) {
	text, err := os.ReadFile(filepath.Join(s.cluster, "data", "postmaster.pid"))
	if err != nil {
		return c, err
	}
	first, _, _ := strings.Cut(string(text), "\n")
	postmaster, err := strconv.Atoi(first)
	if err != nil {
		return c, fmt.Errorf("reading the process id of PostgreSQL: %w", err)
	}
	var errs [3]error
	c.serve, errs[0] = load.TreeCPU(s.serve.Process.Pid)
	c.postgres, errs[1] = load.TreeCPU(postmaster)
	c.bench, errs[2] = ownCPU()
	return c, errors.Join(errs[:]...)
}

// ownCPU leaves the children out: they are counted under their own names.
func ownCPU() (time.Duration, error) {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0, err
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()), nil
}

type cpu struct{ serve, postgres, bench time.Duration }

func (c cpu) less(d cpu) cpu {
	return cpu{c.serve - d.serve, c.postgres - d.postgres, c.bench - d.bench}
}

func (c cpu) sum() time.Duration { return c.serve + c.postgres + c.bench }

// freePort is a port below the range from which systems take ports for outgoing connections.
func freePort() (int, error) {
	for port := 19000; port < 19500; port++ {
		l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
		if err == nil {
			return port, l.Close()
		}
	}
	return 0, errors.New("no free port between 19000 and 19500")
}

// cleanEnvironment keeps a company's own settings out of the measurement.
func cleanEnvironment() []string {
	var clean []string
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "CAREBOOK_") && !strings.HasPrefix(v, "TEMPORAL_") {
			clean = append(clean, v)
		}
	}
	return clean
}

//go:build !slim

package engine

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"syscall"
	"time"

	"go.temporal.io/server/temporal"
)

// Available says whether this build has the server inside.
const Available = true

// stopLimit is how long Stop waits for the services; what they had not done by then is done after the next start.
const stopLimit = 20 * time.Second

// portTries is how often Start looks for other ports when somebody was faster.
const portTries = 5

// Server is a running Temporal server in this process.
type Server struct {
	temporal temporal.Server
	store    *store
	log      logger
	address  string
	stop     sync.Once
}

// Start locks the store, makes or updates its schema, runs Temporal's four services in this process, makes the namespace,
// and returns when clients can use it. Whatever goes wrong leaves neither server nor lock behind. A store that another
// engine holds is refused with a *HeldError.
func Start(ctx context.Context, cfg Config) (*Server, error) {
	if err := cfg.check(); err != nil {
		return nil, err
	}
	log := newLogger(cfg.logger())
	st, err := openStore(ctx, cfg, log)
	if err != nil {
		return nil, fmt.Errorf("engine: %w", err)
	}
	s := &Server{store: st, log: log}
	if err := s.launch(func() ([]int, error) { return choosePorts(cfg.Address) }); err != nil {
		st.lock.Release()
		return nil, fmt.Errorf("engine: %w", err)
	}
	if err := errors.Join(s.becomeReady(ctx, cfg.Namespace), st.verify(ctx)); err != nil {
		s.Stop()
		return nil, fmt.Errorf("engine: %w", err)
	}
	log.enter(running)
	return s, nil
}

func openStore(ctx context.Context, cfg Config, log logger) (*store, error) {
	if cfg.SQLiteDir != "" {
		return openSQLite(ctx, cfg)
	}
	return openPostgres(ctx, cfg, log)
}

// Address is the frontend's host:port, with the real port where 0 was asked for.
func (s *Server) Address() string { return s.address }

// Lost is closed when another engine has taken the store, which can happen only after the connection that holds the lock
// broke. Stop then: Temporal keeps both from harming the store, but two will not serve it.
func (s *Server) Lost() <-chan struct{} { return s.store.lock.Lost() }

// Stop ends the services in order, waits for them at most 20 seconds, and gives the store free. Workers and clients of this
// server should be stopped before. It may be called more than once.
func (s *Server) Stop() {
	s.stop.Do(func() {
		s.log.enter(stopping)
		s.halt()
		s.store.tidy()
		s.store.lock.Release()
	})
}

func (s *Server) halt() {
	done := make(chan error, 1)
	go func() { done <- guard(s.temporal.Stop) }()
	select {
	case err := <-done:
		if err != nil {
			s.log.log.Warn("the embedded server complained while stopping", "error", err)
		}
	case <-time.After(stopLimit):
		s.log.log.Error("the embedded server did not stop in time and is left behind", "limit", stopLimit)
	}
}

// launch starts the services on the ports it is given, again on others if one was taken in between.
func (s *Server) launch(choose func() ([]int, error)) error {
	for try := 1; ; try++ {
		ports, err := choose()
		if err != nil {
			return err
		}
		s.address = hostPort(ports[0])
		if err = s.run(ports); err == nil {
			return nil
		}
		if !errors.Is(err, syscall.EADDRINUSE) || try == portTries {
			return err
		}
	}
}

func (s *Server) run(ports []int) error {
	s.log.enter(building)
	err := guard(func() (err error) {
		s.temporal, err = temporal.NewServer(options(s.store, ports, s.log)...)
		return err
	})
	if err != nil {
		return fmt.Errorf("building the server: %w", err)
	}
	s.log.enter(starting)
	err = guard(s.temporal.Start)
	if _, fatal := s.log.now(); fatal != nil {
		err = fatal
	}
	if err != nil {
		s.log.enter(stopping)
		s.halt()
		return fmt.Errorf("starting the server: %w", err)
	}
	return nil
}

// guard turns a panic into an error: Temporal's constructors panic over what they can't have.
func guard(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			if e, ok := p.(error); ok {
				err = e
			} else {
				err = fmt.Errorf("%v", p)
			}
		}
	}()
	return f()
}

package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strconv"
	"time"

	"go.temporal.io/sdk/client"

	"carebook/activities"
	"carebook/api"
	"carebook/contract"
	"carebook/internal/dispatch"
	"carebook/internal/failpoint"
	"carebook/models"
	"carebook/web"
	"carebook/worker"
)

// service joins the rooms: what serve, api and worker have in common.
type service struct {
	log    *slog.Logger
	books  *models.Books
	shelf  *models.Binding
	wake   func() // of this process's sweeper; nil where no worker runs in it
	client client.Client
	sender *dispatch.Sender
	stops  stack
	failed chan error // a part that can't go on
}

func newService(log *slog.Logger, books *models.Books, shelf *models.Binding) *service {
	s := &service{log: log, books: books, shelf: shelf, failed: make(chan error, 4)}
	s.stops.push(func(context.Context) error { return books.Close() })
	return s
}

// fits refuses to start beside an edition of the company's binder that this process couldn't use when its day has come.
func (s *service) fits(ctx context.Context) error {
	db := s.books.DB.WithContext(ctx)
	now, err := s.books.Now(db)
	if err != nil {
		return err
	}
	return s.shelf.Fit(db, now)
}

// connect makes the one client of this process. It connects when it is first used.
func (s *service) connect(address string) (err error) {
	s.client, err = dispatch.NewClient(dispatch.Options{Address: address, CodecKey: s.books.Keys.CodecKey(), Log: s.log})
	if err != nil {
		return err
	}
	s.stops.push(func(context.Context) error { s.client.Close(); return nil })
	s.sender = dispatch.NewSender(s.client, renewAfter(), s.log)
	return nil
}

// renewAfter is the length of a case's history. Test builds may shorten it, to see cases begin anew.
func renewAfter() int {
	if n, err := strconv.Atoi(os.Getenv("CAREBOOK_RENEW_AFTER")); failpoint.Enabled && err == nil {
		return n
	}
	return contract.DefaultRenew
}

// startWorker polls for work, sweeps for what was forgotten, and has notices leave the house.
func (s *service) startWorker(ctx context.Context, store storeFlags, channels channelFlags) error {
	set, err := channels.set()
	if err != nil {
		return err
	}
	if err := s.awaitTemporal(ctx); err != nil {
		return err
	}
	imports := &activities.Imports{Books: s.books, Cases: s.sender}
	sweeper := worker.NewSweeper(s.books, s.sender, s.log)
	sweeper.Schedules, sweeper.Shelf, s.wake = dispatch.NewSchedules(s.client), s.shelf, sweeper.Wake
	if sweeper.Heads, err = store.signer(s.log); err != nil {
		return err
	}
	periods := &activities.Periods{Books: s.books, Shelf: s.shelf, Spawned: sweeper.Wake}
	w := worker.New(s.client, &activities.Ledger{Books: s.books, Shelf: s.shelf, Spawned: sweeper.Wake}, imports, periods, s.log)
	if err := dispatch.RegisterAttributes(ctx, s.client); err != nil {
		s.log.WarnContext(ctx, "search attributes not registered", "error", err)
	}
	if err := w.Start(); err != nil {
		return fmt.Errorf("starting the worker: %w", err)
	}
	s.stops.push(func(context.Context) error { w.Stop(); return nil })
	s.beside(ctx, sweeper.Run)
	s.beside(ctx, s.outbox(set).Run)
	return nil
}

// beside runs something until the process stops, and then waits for its end.
func (s *service) beside(ctx context.Context, run func(context.Context)) {
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		run(ctx)
	}()
	s.stops.push(func(context.Context) error { cancel(); <-done; return nil })
}

// awaitTemporal lets a worker be started before Temporal is there, or while it is away.
func (s *service) awaitTemporal(ctx context.Context) error {
	for waiting := false; ; waiting = true {
		err := s.sender.Ready(ctx)
		if err == nil {
			return nil
		}
		if !waiting {
			s.log.WarnContext(ctx, "Temporal is away, waiting for it", "error", err)
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("waiting for Temporal: %w", ctx.Err())
		case <-time.After(time.Second):
		}
	}
}

// startAPI opens the counter, with the desk before it, and returns the address it listens on.
func (s *service) startAPI(f webFlags) (string, error) {
	provider, err := f.provider()
	if err != nil {
		return "", err
	}
	desk, err := web.Handler()
	if err != nil {
		return "", err
	}
	counter, err := api.New(api.Options{Books: s.books, Cases: s.sender, Imports: s.sender, Shelf: s.shelf, Desk: desk, Log: s.log, Provider: provider, Spawned: s.wake,
		Proxies: f.TrustedProxies, Limits: api.Limits{Strangers: f.StrangersRate}})
	if err != nil {
		return "", err
	}
	s.stops.push(counter.Close)
	listener, err := net.Listen("tcp", f.Listen)
	if err != nil {
		return "", fmt.Errorf("listening: %w", err)
	}
	server := api.HTTPServer(counter, listener.Addr().String())
	server.RegisterOnShutdown(counter.EndStreams)
	go func() {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			s.failed <- fmt.Errorf("serving HTTP: %w", err)
		}
	}()
	s.stops.push(server.Shutdown)
	return listener.Addr().String(), nil
}

// wait blocks until the process is told to end or a part can't go on; then it stops everything in order: no new requests,
// the running ones finished, the worker drained, Temporal and the books last.
func (s *service) wait(ctx context.Context) error {
	var err error
	select {
	case <-ctx.Done():
		s.log.Info("stopping")
	case err = <-s.failed:
	}
	err = errors.Join(err, s.stops.unwind())
	if err == nil {
		s.log.Info("stopped")
	}
	return err
}

package main

import (
	"context"
	"errors"
	"fmt"

	"carebook/contract"
	"carebook/engine"
)

// temporalFlags say where an existing Temporal service is.
type temporalFlags struct {
	TemporalAddress string `default:"127.0.0.1:7233" env:"TEMPORAL_ADDRESS" placeholder:"HOST:PORT" help:"Frontend of the Temporal service. [default: 127.0.0.1:7233]"`
}

// apiCmd is the counter alone, as many as needed.
type apiCmd struct {
	storeFlags
	binderFlags
	logFlags
	temporalFlags
	sessionFlags
	webFlags
}

// Run answers requests until the process is told to end.
func (c *apiCmd) Run(ctx context.Context, s streams) error {
	svc, err := c.start(ctx, s)
	if err != nil {
		return notStarted(ctx, s, err)
	}
	return svc.wait(ctx)
}

func (c *apiCmd) start(ctx context.Context, s streams) (*service, error) {
	limits, err := c.limits()
	if err != nil {
		return nil, err
	}
	svc, err := c.join(ctx, s, c.binderFlags, c.logFlags, c.TemporalAddress)
	if err != nil {
		return nil, err
	}
	svc.books.Sessions = limits
	if err := sayWhoComesFirst(ctx, svc); err != nil {
		return nil, errors.Join(err, svc.stops.unwind())
	}
	address, err := svc.startAPI(c.webFlags)
	if err != nil {
		return nil, errors.Join(err, svc.stops.unwind())
	}
	fmt.Fprintf(s.out, "carebook api answers at http://%s\n", address)
	return svc, nil
}

// workerCmd does the work of cases alone, as many as needed.
type workerCmd struct {
	storeFlags
	binderFlags
	calendarFlags
	channelFlags
	logFlags
	metricsFlags
	temporalFlags
}

// Run works until the process is told to end.
func (c *workerCmd) Run(ctx context.Context, s streams) error {
	svc, err := c.start(ctx, s)
	if err != nil {
		return notStarted(ctx, s, err)
	}
	return svc.wait(ctx)
}

func (c *workerCmd) start(ctx context.Context, s streams) (*service, error) {
	svc, err := c.join(ctx, s, c.binderFlags, c.logFlags, c.TemporalAddress)
	if err != nil {
		return nil, err
	}
	if err = errors.Join(svc.adopt(ctx, c.calendarFlags), svc.startMetrics(c.Metrics)); err == nil {
		err = svc.startWorker(ctx, c.storeFlags, c.channelFlags)
	}
	if err != nil {
		return nil, errors.Join(err, svc.stops.unwind())
	}
	fmt.Fprintln(s.out, "carebook worker is polling")
	return svc, nil
}

// notStarted is how a service ends that never came to serve. One that was told to end while it was starting has failed in
// nothing: what broke off then is said, and the process ends in order.
func notStarted(ctx context.Context, s streams, err error) error {
	if ctx.Err() == nil {
		return err
	}
	fmt.Fprintf(s.err, "carebook: told to end while it was starting: %v\n", err)
	return nil
}

// join opens what an api and a worker share: the books as they are, and a client for Temporal.
func (f storeFlags) join(ctx context.Context, s streams, b binderFlags, l logFlags, temporal string) (*service, error) {
	shelf, err := b.shelf()
	if err != nil {
		return nil, err
	}
	books, err := f.open(ctx)
	if err != nil {
		return nil, err
	}
	svc := newService(l.logger(s), books, shelf)
	if err = svc.fits(ctx); err == nil {
		err = svc.connect(temporal)
	}
	if err != nil {
		return nil, errors.Join(err, svc.stops.unwind())
	}
	return svc, nil
}

// engineCmd is Temporal alone, on loopback: what tests and a group's laptop need to run api and worker apart.
type engineCmd struct {
	Data           string `default:"var/carebook" env:"CAREBOOK_DATA" placeholder:"DIR" help:"Folder of Temporal's SQLite file. [default: var/carebook]"`
	DatabaseURL    string `name:"database-url" env:"CAREBOOK_DATABASE_URL" placeholder:"URL" help:"postgres://… beside which Temporal makes its own two databases; without it, SQLite."`
	TemporalListen string `default:"127.0.0.1:7233" env:"CAREBOOK_TEMPORAL_LISTEN" placeholder:"HOST:PORT" help:"Where Temporal answers, on loopback. [default: 127.0.0.1:7233]"`
	logFlags
}

// Run serves Temporal until the process is told to end.
func (c *engineCmd) Run(ctx context.Context, s streams) error {
	cfg := engine.Config{
		Address: c.TemporalListen, Namespace: contract.Namespace, Log: c.logger(s), PostgresURL: c.DatabaseURL,
	}
	if c.DatabaseURL == "" {
		cfg.SQLiteDir = c.Data
	}
	server, err := engine.Start(ctx, cfg)
	if err != nil {
		return notStarted(ctx, s, err)
	}
	defer server.Stop()
	fmt.Fprintf(s.out, "Temporal answers at %s\n", server.Address())
	select {
	case <-ctx.Done():
		return nil
	case <-server.Lost():
		return errors.New("another carebook has taken the store")
	}
}

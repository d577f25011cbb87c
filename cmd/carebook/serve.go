package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"carebook/contract"
	"carebook/engine"
)

// serveCmd runs all of carebook in one process.
type serveCmd struct {
	storeFlags
	binderFlags
	calendarFlags
	channelFlags
	logFlags
	metricsFlags
	sessionFlags
	webFlags
	TemporalListen string `default:"127.0.0.1:0" env:"CAREBOOK_TEMPORAL_LISTEN" placeholder:"HOST:PORT" help:"Where the embedded Temporal answers, on loopback; port 0 picks one. [default: 127.0.0.1:0]"`
	Demo           bool   `help:"Add a demo organisation and limits of seconds instead of hours; prints ready-made tokens on an empty data folder."`
}

// Run starts the basement first and the counter last, and stops in the opposite order.
func (c *serveCmd) Run(ctx context.Context, s streams) error {
	svc, err := c.begin(ctx, s)
	if err != nil {
		return notStarted(ctx, s, err)
	}
	return svc.wait(ctx)
}

func (c *serveCmd) begin(ctx context.Context, s streams) (*service, error) {
	limits, err := c.limits()
	if err != nil {
		return nil, err
	}
	var overlays []fs.FS
	if c.Demo {
		own, err := demoBinder()
		if err != nil {
			return nil, err
		}
		overlays = append(overlays, own)
	}
	shelf, err := c.shelf(overlays...)
	if err != nil {
		return nil, err
	}
	books, err := c.prepare(ctx)
	if err != nil {
		return nil, err
	}
	books.Sessions = limits
	svc := newService(c.logger(s), books, shelf)
	if err := c.start(ctx, s, svc); err != nil {
		return nil, errors.Join(err, svc.stops.unwind())
	}
	return svc, nil
}

func (c *serveCmd) start(ctx context.Context, s streams, svc *service) error {
	if err := svc.fits(ctx); err != nil {
		return err
	}
	temporal, err := engine.Start(ctx, c.engineConfig(svc))
	if err != nil {
		return err
	}
	svc.stops.push(func(context.Context) error { temporal.Stop(); return nil })
	go func() {
		if lost := temporal.Lost(); lost != nil {
			<-lost
			svc.failed <- errors.New("another carebook has taken the store")
		}
	}()
	if err := svc.connect(temporal.Address()); err != nil {
		return err
	}
	if err := svc.adopt(ctx, c.calendarFlags); err != nil {
		return err
	}
	if err := svc.startMetrics(c.Metrics); err != nil {
		return err
	}
	if err := svc.startWorker(ctx, c.storeFlags, c.channelFlags); err != nil {
		return err
	}
	address, err := svc.startAPI(c.webFlags)
	if err != nil {
		return err
	}
	if c.DatabaseURL == "" {
		svc.log.Warn("trial tier: the books and Temporal are SQLite files; for a company use --database-url", "data", c.Data)
	}
	fmt.Fprintf(s.out, "carebook answers at http://%s (read http://%s/docs)\n", address, address)
	if c.Demo {
		if err := openDemo(ctx, s, svc.books, address); err != nil {
			return err
		}
		if err := openDemoCases(ctx, svc.books, "http://"+address); err != nil {
			svc.log.WarnContext(ctx, "the demo's cases aren't all there: the next start goes on with them", "error", err)
		}
	}
	if err := sayWhoComesFirst(ctx, svc); err != nil {
		return err
	}
	fmt.Fprintf(s.out, "The desk: http://%s/\n", address) // last: where to go on
	return nil
}

func (c *serveCmd) engineConfig(svc *service) engine.Config {
	cfg := engine.Config{Address: c.TemporalListen, Namespace: contract.Namespace, Log: svc.log, PostgresURL: c.DatabaseURL}
	if c.DatabaseURL == "" {
		cfg.SQLiteDir = c.Data
	}
	return cfg
}

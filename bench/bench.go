package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"carebook/bench/bare"
	"carebook/bench/load"
	"carebook/contract"
)

// bench is one run: what is measured, with what, and what came of it.
type bench struct {
	options
	progress func(format string, args ...any)

	stage   *stage
	counter *counter
	bare    *bare.Bare
	report  report
	due     time.Time // of the marks

	accounts []string // among which requests and payments go round
	old      []string // the account of many lines
}

// order is what a run does. Lists come last: filling the books leaves PostgreSQL busy for a while.
var order = []string{
	"calibration", "rounds", "profiles", "statements", "history", "waiting", "burst", "calibration", "imports", "festival", "lists",
}

// wants reports whether a step was asked for. Profiles are a flag of their own.
func (b *bench) wants(step string) bool {
	if step == "profiles" {
		return b.profile != ""
	}
	return len(b.only) == 0 || slices.Contains(b.only, step)
}

// whole does everything in order. What it returns makes the run void.
func (b *bench) whole(ctx context.Context) (err error) {
	if err := b.start(ctx); err != nil {
		return errors.Join(err, b.stop())
	}
	defer func() { err = errors.Join(err, b.stop()) }()
	if b.report.conditions, err = b.conditions(ctx); err != nil {
		return err
	}
	steps := map[string]func(context.Context) error{
		"calibration": b.calibrate, "rounds": b.rounds, "profiles": b.profiles, "statements": b.statements,
		"history": b.histories, "waiting": b.waiting, "burst": b.bursts, "imports": b.imports, "festival": b.festivals, "lists": b.lists,
	}
	for _, name := range order {
		if !b.wants(name) {
			continue
		}
		b.progress("%s", name)
		if err := steps[name](ctx); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return ctx.Err()
}

func (b *bench) start(ctx context.Context) (err error) {
	if b.stage, err = b.build(ctx); err != nil {
		return err
	}
	b.progress("starting PostgreSQL and carebook serve")
	if err := b.stage.start(ctx); err != nil {
		return err
	}
	if b.counter, err = b.stage.staff(ctx); err != nil {
		return err
	}
	if b.bare, err = bare.Start(ctx, b.stage.temporal, contract.Namespace, b.stage.url(bareDatabase)); err != nil {
		return err
	}
	first := load.Run(ctx, b.conc, load.Bound{Ops: pool, For: time.Minute}, opens(pool, b.counter.openAndKeep).op)
	if first.Errors > 0 || first.Ops < pool {
		return fmt.Errorf("opening the first cases: %w", firstOf(first, first))
	}
	return nil
}

func (b *bench) stop() error {
	if b.bare != nil {
		b.bare.Stop()
	}
	if b.stage == nil {
		return nil
	}
	return b.stage.stop()
}

// far is a moment at which no timer of an empty workflow rings during the run.
func far() time.Time { return time.Now().Add(24 * time.Hour) }

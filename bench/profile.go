package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"

	"carebook/bench/load"
)

// profiles writes down where carebook spends its time while it opens cases and while staff act. The figures of such a run
// are those of a build that can be looked into; nothing else differs.
func (b *bench) profiles(ctx context.Context) error {
	var kept [contenders][]string
	for _, op := range []operation{opening, action} {
		run, _, err := b.operation(ctx, cell{op, carebook, b.conc}, &kept)
		if err != nil {
			return err
		}
		if err := b.profileOf(ctx, op.String(), run); err != nil {
			return err
		}
	}
	return nil
}

func (b *bench) profileOf(ctx context.Context, name string, op load.Op) error {
	ctx, cancel := context.WithCancel(ctx)
	written := make(chan error, 1)
	go func() {
		defer cancel()
		written <- b.fetch(ctx, filepath.Join(b.profile, name+".pprof"))
	}()
	r := load.Run(ctx, b.conc, load.Bound{Ops: endless, For: 2 * profileTime * 1e9}, op)
	if err := <-written; err != nil {
		return fmt.Errorf("profile of %s: %w", name, err)
	}
	if r.Errors > b.conc { // those that ran when the profile was complete are broken off
		return fmt.Errorf("profile of %s: %w", name, r.First)
	}
	return nil
}

func (b *bench) fetch(ctx context.Context, file string) (err error) {
	address := fmt.Sprintf("http://%s/debug/pprof/profile?seconds=%d", b.stage.profiler, profileTime)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return errors.New(res.Status)
	}
	out, err := os.Create(file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	_, err = io.Copy(out, res.Body)
	return err
}

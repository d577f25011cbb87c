package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// readyCmd asks a running web API whether it is ready, for health checks in places that have no other program to ask with.
type readyCmd struct {
	URL string `name:"url" default:"http://127.0.0.1:8080" placeholder:"URL" help:"Where the web API answers. [default: http://127.0.0.1:8080]"`
}

// readyWithin is longer than the API itself gives its stores.
const readyWithin = 5 * time.Second

// Run prints what the API says about its stores, and fails unless all of them answer.
func (c *readyCmd) Run(ctx context.Context, s streams) error {
	ctx, cancel := context.WithTimeout(ctx, readyWithin)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimSuffix(c.URL, "/")+"/readyz", nil)
	if err != nil {
		return fmt.Errorf("--url: %w", err)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return fmt.Errorf("not ready: %w", err)
	}
	defer res.Body.Close()
	said, err := io.ReadAll(io.LimitReader(res.Body, 1<<10))
	if err = errors.Join(err, unready(res.StatusCode, said)); err != nil {
		return err
	}
	fmt.Fprintln(s.out, string(said))
	return nil
}

func unready(status int, said []byte) error {
	if status == http.StatusOK {
		return nil
	}
	return fmt.Errorf("not ready: %d %s", status, said)
}

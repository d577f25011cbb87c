package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"go.temporal.io/api/workflowservice/v1"
)

// conditions are what a reader must know to judge the figures, as pairs of name and value.
func (b *bench) conditions(ctx context.Context) ([][2]string, error) {
	version, err := exec.CommandContext(ctx, b.stage.binary, "version").Output()
	if err != nil {
		return nil, fmt.Errorf("asking carebook for its version: %w", err)
	}
	cluster, err := b.bare.Client.WorkflowService().GetClusterInfo(ctx, &workflowservice.GetClusterInfoRequest{})
	if err != nil {
		return nil, fmt.Errorf("asking Temporal for its version: %w", err)
	}
	postgres, err := b.postgres(ctx)
	if err != nil {
		return nil, err
	}
	product, _, _ := strings.Cut(string(version), "\n")
	return [][2]string{
		{"date", time.Now().UTC().Format("2006-01-02 15:04 MST")},
		{"machine", fmt.Sprintf("%d CPUs, %s, %s, %s/%s", runtime.NumCPU(), field("/proc/cpuinfo", "model name"),
			field("/proc/meminfo", "MemTotal"), runtime.GOOS, runtime.GOARCH)},
		{"load before", firstLine("/proc/loadavg")},
		{"carebook", product + "; serve: API, worker and Temporal in one process"},
		{"Temporal", "server " + cluster.GetServerVersion() + ", SDK " + module("go.temporal.io/sdk") + ", " + runtime.Version()},
		{"PostgreSQL", postgres},
		{"rounds", fmt.Sprintf("%d; a cell ends after %d operations or %s, %d before it aren't counted",
			b.options.rounds, b.bound.Ops, b.bound.For, b.warm)},
	}, nil
}

func (b *bench) postgres(ctx context.Context) (string, error) {
	conn, err := pgx.Connect(ctx, b.stage.url(booksDatabase))
	if err != nil {
		return "", err
	}
	defer conn.Close(ctx)
	var said string
	err = conn.QueryRow(ctx, `SELECT format('%s, throw-away, over a Unix socket, fsync %s, synchronous_commit %s, shared_buffers %s',
		current_setting('server_version'), current_setting('fsync'), current_setting('synchronous_commit'),
		current_setting('shared_buffers'))`).Scan(&said)
	return said, err
}

// field is the value of the first "name: value" in a file, or a question mark where there is none.
func field(file, name string) string {
	f, err := os.Open(file)
	if err != nil {
		return "?"
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if key, value, ok := strings.Cut(lines.Text(), ":"); ok && strings.TrimSpace(key) == name {
			return strings.TrimSpace(value)
		}
	}
	return "?"
}

func firstLine(file string) string {
	text, err := os.ReadFile(file)
	if err != nil {
		return "?"
	}
	line, _, _ := strings.Cut(string(text), "\n")
	return line
}

func module(path string) string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "?"
	}
	for _, m := range info.Deps {
		if m.Path == path {
			return m.Version
		}
	}
	return "?"
}

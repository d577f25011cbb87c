package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/jackc/pgx/v5"

	"carebook/bench/load"
)

// statements counts and times the SQL of each operation, by letting PostgreSQL write down every
// statement for a moment. The confirmations that follow in batches are in it.
func (b *bench) statements(ctx context.Context) error {
	b.report.statements = map[operation]map[string]asked{}
	for op := range operations {
		d, err := b.deed(ctx, op)
		if err != nil {
			return fmt.Errorf("preparing %s: %w", op, err)
		}
		times := min(b.cases, d.often)
		log, err := b.listen(ctx, times, d.op)
		if err != nil {
			return err
		}
		all := readLog(log)
		if len(all) == 0 {
			return fmt.Errorf("PostgreSQL wrote down no statement of %s", op)
		}
		b.report.statements[op] = byDatabase(all, times)
		if err := b.keep(op.String()+".sql.txt", byText(all, times)); err != nil {
			return err
		}
	}
	return nil
}

// listen returns what PostgreSQL wrote into its log while op was done so many times.
func (b *bench) listen(ctx context.Context, times int, op load.Op) ([]byte, error) {
	conn, err := pgx.Connect(ctx, b.stage.url("postgres"))
	if err != nil {
		return nil, err
	}
	defer conn.Close(ctx)
	file := filepath.Join(b.stage.cluster, "log")
	before, err := os.Stat(file)
	if err != nil {
		return nil, err
	}
	if err := set(ctx, conn, "log_line_prefix = '%d|'", "log_min_duration_statement = 0"); err != nil {
		return nil, err
	}
	for n := range times {
		if err := op(ctx, n); err != nil {
			return nil, err
		}
	}
	if err := pause(ctx, 200*time.Millisecond); err != nil { // for the confirmations
		return nil, err
	}
	if err := set(ctx, conn, "log_min_duration_statement = -1"); err != nil {
		return nil, err
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return text[before.Size():], nil
}

// set changes settings of the whole server, and waits until it has taken them over.
func set(ctx context.Context, conn *pgx.Conn, settings ...string) error {
	for _, s := range settings {
		if _, err := conn.Exec(ctx, "ALTER SYSTEM SET "+s); err != nil {
			return fmt.Errorf("changing a setting of PostgreSQL: %w", err)
		}
	}
	if _, err := conn.Exec(ctx, "SELECT pg_reload_conf()"); err != nil {
		return fmt.Errorf("changing a setting of PostgreSQL: %w", err)
	}
	return pause(ctx, 200*time.Millisecond)
}

// keep writes something down beside the profiles, when profiles are wanted.
func (b *bench) keep(name string, text []byte) error {
	if b.profile == "" {
		return nil
	}
	return os.WriteFile(filepath.Join(b.profile, name), text, 0o600)
}

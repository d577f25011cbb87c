package bare

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"
)

// threeRows is the smallest thing that a useful step of a process does: one transaction, three small inserts.
const threeRows = "ThreeRows"

const conns = 20 // as many as the books have

type hands struct{ pool *pgxpool.Pool }

func openPool(ctx context.Context, database string) (*pgxpool.Pool, error) {
	cfg, err := pgxpool.ParseConfig(database)
	if err != nil {
		return nil, fmt.Errorf("reading the database URL: %w", err)
	}
	cfg.MaxConns = conns
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return nil, fmt.Errorf("opening the bare database: %w", err)
	}
	_, err = pool.Exec(ctx, `CREATE TABLE IF NOT EXISTS bare (id text, n int, what text, at timestamptz, PRIMARY KEY (id, n))`)
	if err != nil {
		pool.Close()
		return nil, fmt.Errorf("making the bare table: %w", err)
	}
	return pool, nil
}

// ThreeRows commits three small rows.
func (h *hands) ThreeRows(ctx context.Context, what string) error {
	id, now := uuid.NewString(), time.Now()
	return pgx.BeginFunc(ctx, h.pool, func(tx pgx.Tx) error {
		for n := range 3 {
			if _, err := tx.Exec(ctx, `INSERT INTO bare (id, n, what, at) VALUES ($1, $2, $3, $4)`, id, n, what, now); err != nil {
				return err
			}
		}
		return nil
	})
}

// ThreeRows commits three small rows without any workflow: what the machine and its database can do today.
func (b *Bare) ThreeRows(ctx context.Context) error { return b.hands.ThreeRows(ctx, "calibration") }

// localOptions are those of carebook's ledger door.
func localOptions(ctx workflow.Context) workflow.Context {
	return workflow.WithLocalActivityOptions(ctx, workflow.LocalActivityOptions{
		StartToCloseTimeout:    3 * time.Second,
		ScheduleToCloseTimeout: 5 * time.Second,
		RetryPolicy:            &temporal.RetryPolicy{InitialInterval: 200 * time.Millisecond, MaximumAttempts: 2},
	})
}

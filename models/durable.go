package models

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/stdlib"
)

// assertDurable refuses a database that acknowledges before it has written: after a power cut, events that somebody was
// promised would be gone.
func (b *Books) assertDurable(ctx context.Context) error {
	if b.Dialect == SQLite {
		return b.assertSettings(ctx, []setting{
			{"PRAGMA journal_mode", "journal_mode", []string{"wal"}},
			{"PRAGMA synchronous", "synchronous", []string{"2"}},
			{"PRAGMA foreign_keys", "foreign_keys", []string{"1"}},
		})
	}
	return b.assertSettings(ctx, []setting{
		{"SHOW fsync", "fsync", []string{"on"}},
		{"SHOW synchronous_commit", "synchronous_commit", []string{"on", "remote_apply"}},
	})
}

type setting struct {
	query, name string
	want        []string
}

func (b *Books) assertSettings(ctx context.Context, settings []setting) error {
	for _, s := range settings {
		var got string
		if err := b.pool.QueryRowContext(ctx, s.query).Scan(&got); err != nil {
			return fmt.Errorf("opening books: reading %s: %w", s.name, err)
		}
		if !slices.Contains(s.want, got) {
			return fmt.Errorf("opening books: the database has %s=%s, carebook needs %s: a power cut could take away "+
				"what was acknowledged", s.name, got, s.want[0])
		}
	}
	return nil
}

// pgxPool opens a pool whose sessions have the given settings, unless the url names others.
func pgxPool(cfg pgx.ConnConfig, settings map[string]string) *sql.DB {
	return sql.OpenDB(pgxConnector(cfg, settings, ""))
}

// pgxConnector makes connections that act as a role, unless it is "", and whose times come back in UTC whatever the process's
// zone is.
func pgxConnector(cfg pgx.ConnConfig, settings map[string]string, role string) driver.Connector {
	for k, v := range settings {
		if _, named := cfg.RuntimeParams[k]; !named {
			cfg.RuntimeParams[k] = v
		}
	}
	return stdlib.GetConnector(cfg, stdlib.OptionAfterConnect(func(ctx context.Context, c *pgx.Conn) error {
		c.TypeMap().RegisterType(&pgtype.Type{
			Name: "timestamptz", OID: pgtype.TimestamptzOID, Codec: &pgtype.TimestamptzCodec{ScanLocation: time.UTC},
		})
		if role == "" {
			return nil
		}
		_, err := c.Exec(ctx, "SET ROLE "+pgx.Identifier{role}.Sanitize())
		return err
	}))
}

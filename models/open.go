package models

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/libtnb/sqlite"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"carebook/contract"
	"carebook/internal/keys"
)

// Dialects of the books.
const (
	Postgres = "postgres"
	SQLite   = "sqlite"
)

// Books are the open books. Safe for concurrent use.
type Books struct {
	DB       *gorm.DB // as their owner
	Counter  *gorm.DB // for what somebody asks to see: on PostgreSQL what the context's viewer may see (See); else DB
	Dialect  string
	Now      func(tx *gorm.DB) (time.Time, error) // the database's clock, µs, UTC; tests replace it
	Keys     *keys.Ring                           // set by whoever opens; needed by what reads or writes personal fields
	Sessions SessionLimits                        // set by whoever opens

	// Late is told how late each mark fired or was folded, after that is committed; nil when nobody asks.
	Late func(kind contract.MarkKind, by time.Duration)

	editions  sync.Map // hash → *policies.Policy: those that cases are pinned to
	calendars sync.Map // n → *calendar.Calendar: editions that something was counted by

	pool   *sql.DB
	shown  *sql.DB         // the counter's pool; nil on SQLite
	pgx    *pgx.ConnConfig // nil on SQLite
	path   string          // of the file, "" on PostgreSQL
	writer chan struct{}   // SQLite has one writer: waiting here is fair, waiting in SQLite's busy handler isn't
}

// Open opens the books at postgres://…, at sqlite:///path or at a plain path (SQLite). It refuses a store that may
// forget what it has acknowledged. The schema is Ready's business.
func Open(ctx context.Context, address string) (*Books, error) {
	var b *Books
	var err error
	if strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://") {
		b, err = openPostgres(address)
	} else {
		b, err = openSQLite(strings.TrimPrefix(address, "sqlite://"))
	}
	if err != nil {
		return nil, err
	}
	if err := b.assertDurable(ctx); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return b, nil
}

// openGorm never lets gorm open, log or begin anything by itself. The pool is given, so that migrations can share it.
// Every error is returned: whoever asked knows whether it was to be expected, and what a statement carries, which may be
// personal, comes into no log.
func openGorm(d gorm.Dialector, prepare bool) (*gorm.DB, error) {
	return gorm.Open(d, &gorm.Config{
		SkipDefaultTransaction: true,
		PrepareStmt:            prepare,
		TranslateError:         true,
		DisableAutomaticPing:   true,
		NowFunc:                func() time.Time { return micros(time.Now()) },
		Logger:                 logger.Discard,
	})
}

func openPostgres(address string) (*Books, error) {
	cfg, err := pgx.ParseConfig(address)
	if err != nil {
		return nil, errors.New("opening books: database url: not a PostgreSQL url") // pgx's error quotes the password
	}
	cfg.RuntimeParams["timezone"] = "UTC"
	b := &Books{Dialect: Postgres, Now: postgresNow, pgx: cfg}
	b.pool, b.shown = sql.OpenDB(b.connector("carebook", "")), sql.OpenDB(viewed{b.connector("carebook counter", CounterRole)})
	for pool, db := range map[*sql.DB]**gorm.DB{b.pool: &b.DB, b.shown: &b.Counter} {
		pool.SetMaxOpenConns(20)
		pool.SetMaxIdleConns(20)
		pool.SetConnMaxIdleTime(5 * time.Minute)
		pool.SetConnMaxLifetime(time.Hour)
		// pgx prepares and caches statements per connection; a second cache above it only adds round trips.
		if *db, err = openGorm(postgres.New(postgres.Config{Conn: pool}), false); err != nil {
			return nil, errors.Join(fmt.Errorf("opening books: %w", err), b.Close())
		}
	}
	return b, nil
}

// connector makes connections whose time limits are for staff who wait.
func (b *Books) connector(name, role string) driver.Connector {
	return pgxConnector(*b.pgx.Copy(), map[string]string{
		"application_name":                    name,
		"lock_timeout":                        "5s",
		"statement_timeout":                   "30s",
		"idle_in_transaction_session_timeout": "30s",
	}, role)
}

func openSQLite(path string) (*Books, error) {
	if path == "" || strings.Contains(path, ":memory:") {
		return nil, errors.New("opening books: SQLite needs a file")
	}
	if err := createPrivate(path); err != nil {
		return nil, fmt.Errorf("opening books: %w", err)
	}
	pool, err := sql.Open(sqlite.DriverName, sqliteDSN(path))
	if err != nil {
		return nil, fmt.Errorf("opening books: %w", err)
	}
	pool.SetMaxOpenConns(8) // one writes, the others read beside it (WAL)
	pool.SetMaxIdleConns(8)
	db, err := openGorm(sqlite.New(sqlite.Config{Conn: pool}), false)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("opening books: %w", err), pool.Close())
	}
	return &Books{DB: db, Counter: db, Dialect: SQLite, Now: sqliteNow, pool: pool, path: path, writer: make(chan struct{}, 1)}, nil
}

// createPrivate makes a new file before SQLite would, readable by all; -wal and -shm take over the mode of the file. An
// existing one isn't touched: to close it would drop the locks that this process holds on it elsewhere.
func createPrivate(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return f.Close()
}

// sqliteDSN holds the traps: pragmas are per connection, so they stand here; a transaction that reads before it writes
// must be immediate or it fails under load; times are compared as text, so all are written in UTC; without recursive
// triggers INSERT OR REPLACE would get past the append-only ones; without secure_delete what was destroyed stays in free pages.
func sqliteDSN(path string) string {
	return "file:" + (&url.URL{Path: path}).EscapedPath() +
		"?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=foreign_keys(1)&_pragma=synchronous(FULL)" +
		"&_pragma=recursive_triggers(1)&_pragma=secure_delete(1)&_txlock=immediate&_time_format=sqlite&_timezone=UTC"
}

// Close closes the pools.
func (b *Books) Close() error {
	if b.shown == nil {
		return b.pool.Close()
	}
	return errors.Join(b.shown.Close(), b.pool.Close())
}

// Ping asks the database for a sign of life.
func (b *Books) Ping(ctx context.Context) error {
	if err := b.pool.PingContext(ctx); err != nil {
		return fmt.Errorf("asking the books: %w", err)
	}
	return nil
}

//go:build !slim

package engine

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"sync/atomic"

	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/persistence/sql/sqlplugin/sqlite" // brings modernc's driver, registered as "sqlite"
)

// waitForLock is how long a connection waits for another one to finish writing, in milliseconds.
const waitForLock = 10_000

// starts counts the stores opened by this process, see pragmas.
var starts atomic.Int64

// openSQLite locks the folder and makes temporal.db in it ready.
func openSQLite(ctx context.Context, cfg Config) (*store, error) {
	dir, err := filepath.Abs(cfg.SQLiteDir)
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", cfg.SQLiteDir, err)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("making the folder for Temporal's state: %w", err)
	}
	lock, err := LockDir(dir)
	if err != nil {
		return nil, err
	}
	file := &sqliteFile{path: filepath.Join(dir, "temporal.db"), pragmas: pragmas()}
	if err := file.prepare(ctx); err != nil {
		lock.Release()
		return nil, err
	}
	return &store{lock: lock, main: file.sql(), visibility: file.sql(), verify: file.verify, tidy: file.checkpoint}, nil
}

// pragmas is what Temporal's plugin is told about every connection. The names are the plain ones: with an underscore in
// front the plugin passes them on and SQLite ignores them without a word.
//
// The plugin keeps one connection per set of options for the life of the process and never closes it, even when the file
// under it was replaced. So each start waits a millisecond longer than the one before, and gets a connection of its own.
func pragmas() map[string]string {
	return map[string]string{
		"journal_mode": "wal",
		"synchronous":  "2", // FULL: what was answered is on disk
		"busy_timeout": strconv.FormatInt(waitForLock+starts.Add(1), 10),
	}
}

type sqliteFile struct {
	path    string
	pragmas map[string]string
}

// sql is Temporal's way to name the file. It uses a single connection; SQLite has one writer anyway.
func (f *sqliteFile) sql() *config.SQL {
	attributes := map[string]string{"mode": "rw"}
	for k, v := range f.pragmas {
		attributes[k] = v
	}
	return &config.SQL{PluginName: sqlite.PluginName, DatabaseName: f.path, ConnectAttributes: attributes,
		ConnectAddr: "localhost", ConnectProtocol: "file"}
}

// open makes a connection of our own in the same form as the plugin's, so what it reports holds for theirs.
func (f *sqliteFile) open() (*sql.DB, error) {
	q := url.Values{}
	for k, v := range f.pragmas {
		q.Add("_pragma", k+"="+v)
	}
	db, err := sql.Open("sqlite", "file:"+f.path+"?"+q.Encode())
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", f.path, err)
	}
	db.SetMaxOpenConns(1)
	return db, nil
}

func (f *sqliteFile) prepare(ctx context.Context) error {
	file, err := os.OpenFile(f.path, os.O_CREATE|os.O_RDWR, 0o600) // SQLite itself would let everybody read it
	if err != nil {
		return fmt.Errorf("making %s: %w", f.path, err)
	}
	file.Close()
	db, err := f.open()
	if err != nil {
		return err
	}
	defer db.Close()
	have, err := objects(ctx, db)
	if err != nil {
		return fmt.Errorf("reading %s: %w", f.path, err)
	}
	if len(have) == 0 {
		if err := setUp(ctx, db); err != nil {
			return fmt.Errorf("setting up %s: %w", f.path, err)
		}
		return nil
	}
	if err := f.checkSchema(ctx, have); err != nil {
		return err
	}
	return f.checkShards(ctx, db)
}

func (f *sqliteFile) checkShards(ctx context.Context, db *sql.DB) error {
	var data []byte
	var encoding string
	err := db.QueryRowContext(ctx, shardQuery).Scan(&data, &encoding)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("reading the number of shards: %w", err)
	}
	return checkShards(data, encoding)
}

// verify asserts that commits really go through a write-ahead log and to the disk. The journal is a property of the file and
// is asked for without saying what we want; how hard commits are is one of each connection.
func (f *sqliteFile) verify(ctx context.Context) error {
	mode, err := (&sqliteFile{path: f.path}).pragma(ctx, "journal_mode")
	if err != nil {
		return err
	}
	synchronous, err := f.pragma(ctx, "synchronous")
	if err != nil {
		return err
	}
	if mode != "wal" || synchronous != "2" {
		return fmt.Errorf("%s has journal_mode %s and synchronous %s, want wal and 2: is it on a network disk?",
			f.path, mode, synchronous)
	}
	return nil
}

func (f *sqliteFile) pragma(ctx context.Context, name string) (value string, err error) {
	db, err := f.open()
	if err != nil {
		return "", err
	}
	defer db.Close()
	if err := db.QueryRowContext(ctx, "PRAGMA "+name).Scan(&value); err != nil {
		return "", fmt.Errorf("asking %s for its %s: %w", f.path, name, err)
	}
	return value, nil
}

// checkpoint folds the write-ahead log into the file, so that a copy of the stopped file is whole. A log that stays is no
// harm: the next start reads it.
func (f *sqliteFile) checkpoint() {
	db, err := f.open()
	if err != nil {
		return
	}
	defer db.Close()
	_, _ = db.Exec("PRAGMA wal_checkpoint(TRUNCATE)")
}

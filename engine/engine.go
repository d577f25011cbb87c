// Package engine is the basement: Temporal's server, embedded in our own process, on PostgreSQL or SQLite.
//
// Here belongs what it takes to run that server safely on one machine: its configuration, its schema, the lock that keeps a
// second one away, its log. Here does not belong anything of ours: no workflow, no table, no policy; this package imports
// nothing of carebook, and only cmd sees it.
//
// The server has no authentication. Whoever reaches its port may do anything to any case, so it listens on 127.0.0.1 and
// nowhere else. The build tag slim leaves the server out (58 MB instead of 227 MB); the package then has the same names and
// [Start] says what to do instead.
package engine

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"strings"
	"time"
)

// Shards is the number of history shards of every store. It is written into a store when that is made and can never be
// changed afterwards; with a single shard every opening of a case waits 50 ms for an internal retry.
const Shards = 4

// Retention is how long a finished workflow's history is kept. Histories are for diagnosis: the books are the record.
const Retention = 30 * 24 * time.Hour

// loopback is the one address on which anything here listens.
const loopback = "127.0.0.1"

// Config says where Temporal keeps its state and where it answers. Exactly one of SQLiteDir and PostgresURL is set.
type Config struct {
	SQLiteDir   string       // folder for temporal.db, made if missing
	PostgresURL string       // our database's URL; Temporal's databases are <db>_temporal and <db>_temporal_visibility
	Address     string       // host:port of the frontend, 127.0.0.1 or localhost only; port 0 picks a free one
	Namespace   string       // made, with Retention, when missing
	Log         *slog.Logger // warnings and errors of the server; nil means slog.Default
}

// check finds everything that is wrong with the configuration, at once.
func (c Config) check() error {
	var wrong []error
	if (c.SQLiteDir == "") == (c.PostgresURL == "") {
		wrong = append(wrong, errors.New("set exactly one of the SQLite folder and the PostgreSQL URL"))
	}
	if strings.ContainsAny(c.SQLiteDir, "?#%") {
		wrong = append(wrong, fmt.Errorf("the SQLite folder %s must have none of ? # %% in its name", c.SQLiteDir))
	}
	if c.Namespace == "" {
		wrong = append(wrong, errors.New("the namespace is empty"))
	}
	if _, err := loopbackPort(c.Address); err != nil {
		wrong = append(wrong, err)
	}
	if len(wrong) > 0 {
		return fmt.Errorf("engine: %w", errors.Join(wrong...))
	}
	return nil
}

func (c Config) logger() *slog.Logger {
	if c.Log == nil {
		return slog.Default()
	}
	return c.Log
}

// loopbackPort reads the port of an address and refuses every host but our own.
func loopbackPort(address string) (int, error) {
	host, text, err := net.SplitHostPort(address)
	if err != nil {
		return 0, fmt.Errorf("address %q is not host:port", address)
	}
	if host != loopback && host != "localhost" {
		return 0, fmt.Errorf("address %q: the embedded engine has no authentication and listens on %s only; "+
			"to reach Temporal over a network run a Temporal service of its own and point carebook at it", address, loopback)
	}
	port, err := net.LookupPort("tcp", text)
	if err != nil {
		return 0, fmt.Errorf("address %q: no such port", address)
	}
	return port, nil
}

package engine

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
)

// The two halves of the advisory lock's key: "care", "engi".
const lockHigh, lockLow = 0x63617265, 0x656e6769

// grace is how long a database may take to notice that the process which held the lock has died.
const grace = time.Second

// again is the pause between attempts to get the lock back after its connection broke.
const again = time.Second

// databaseLock is a session advisory lock on a connection that does nothing else. It ends with the connection, so it is
// taken anew whenever that breaks, for instance when PostgreSQL is restarted.
type databaseLock struct {
	config *pgx.ConnConfig
	log    *slog.Logger
	cancel context.CancelFunc
	done   chan struct{}
	lost   chan struct{}
	once   sync.Once
}

// LockDatabase takes the database for this process, or answers a *HeldError. The URL must lead to PostgreSQL itself: a
// pooler that shares connections between clients would share the lock too.
func LockDatabase(ctx context.Context, url string, log *slog.Logger) (Lock, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("locking the database: %w", err)
	}
	config.RuntimeParams["application_name"] = whoami()
	// A holder whose machine lost power is noticed in a minute, not in the two hours that systems allow by default.
	config.RuntimeParams["tcp_keepalives_idle"] = "30"
	config.RuntimeParams["tcp_keepalives_interval"] = "10"
	config.RuntimeParams["tcp_keepalives_count"] = "3"
	conn, err := takeWithin(ctx, config, grace)
	if err != nil {
		return nil, fmt.Errorf("locking the database %s: %w", config.Database, err)
	}
	own, cancel := context.WithCancel(context.Background()) //nolint:gosec // Release calls it
	l := &databaseLock{config: config, log: log, cancel: cancel, done: make(chan struct{}), lost: make(chan struct{})}
	go l.keep(own, conn)
	return l, nil
}

func (l *databaseLock) Release() {
	l.once.Do(l.cancel)
	<-l.done
}

func (l *databaseLock) Lost() <-chan struct{} { return l.lost }

// keep waits on the connection, which costs nothing and ends the moment it breaks, and takes the lock anew.
func (l *databaseLock) keep(ctx context.Context, conn *pgx.Conn) {
	defer close(l.done)
	for {
		waitForEnd(ctx, conn)
		if ctx.Err() != nil {
			return
		}
		l.log.Warn("the lock on the store was lost with its connection, taking it again")
		var err error
		if conn, err = l.retake(ctx); err != nil {
			if ctx.Err() == nil {
				l.log.Error("the store was taken by another engine", "error", err)
				close(l.lost)
			}
			return
		}
		l.log.Warn("the lock on the store is ours again")
	}
}

// waitForEnd returns when the connection is gone, or closes it when ctx ends.
func waitForEnd(ctx context.Context, conn *pgx.Conn) {
	for {
		if _, err := conn.WaitForNotification(ctx); err != nil {
			break
		}
	}
	end, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	_ = conn.Close(end)
}

// retake tries until the lock is ours, somebody else's, or no longer wanted.
func (l *databaseLock) retake(ctx context.Context) (*pgx.Conn, error) {
	for {
		conn, err := takeWithin(ctx, l.config, 2*grace)
		var held *HeldError
		if err == nil || errors.As(err, &held) {
			return conn, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(again):
		}
	}
}

// takeWithin connects and takes the lock, waiting a little for a holder that has just died.
func takeWithin(ctx context.Context, config *pgx.ConnConfig, limit time.Duration) (*pgx.Conn, error) {
	conn, err := pgx.ConnectConfig(ctx, config.Copy())
	if err != nil {
		return nil, err
	}
	for deadline := time.Now().Add(limit); ; {
		err = take(ctx, conn)
		var held *HeldError
		if err == nil {
			return conn, nil
		}
		if !errors.As(err, &held) || time.Now().After(deadline) {
			_ = conn.Close(ctx)
			return nil, err
		}
		select {
		case <-ctx.Done():
			_ = conn.Close(context.Background())
			return nil, ctx.Err()
		case <-time.After(50 * time.Millisecond):
		}
	}
}

func take(ctx context.Context, conn *pgx.Conn) error {
	var ours bool
	if err := conn.QueryRow(ctx, "SELECT pg_try_advisory_lock($1::int, $2::int)", lockHigh, lockLow).Scan(&ours); err != nil {
		return err
	}
	if ours {
		return nil
	}
	return &HeldError{Store: "database " + conn.Config().Database, Holder: holder(ctx, conn)}
}

// holder asks who has the lock. It may have been given back since.
func holder(ctx context.Context, conn *pgx.Conn) string {
	var name, from string
	err := conn.QueryRow(ctx, `
		SELECT a.application_name, coalesce(host(a.client_addr), 'the same machine')
		FROM pg_locks l
		JOIN pg_stat_activity a USING (pid)
		JOIN pg_database d ON d.oid = l.database
		WHERE l.locktype = 'advisory' AND l.granted AND d.datname = current_database()
		  AND l.classid::bigint = $1 AND l.objid::bigint = $2 AND l.objsubid = 2`, int64(lockHigh), int64(lockLow)).
		Scan(&name, &from)
	if err != nil {
		return "another engine"
	}
	return name + " (connected from " + from + ")"
}

package engine

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"carebook/internal/pgtest"
)

var quiet = slog.New(slog.DiscardHandler)

func isHeld(err error) bool {
	var held *HeldError
	return errors.As(err, &held)
}

func TestAFolderIsLockedOnceUntilReleased(t *testing.T) {
	dir := t.TempDir()
	for range 2 {
		l, err := LockDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := LockDir(dir); !isHeld(err) {
			t.Errorf("the second lock answered %v", err)
		}
		l.Release()
		l.Release()
	}
}

func TestADatabaseIsLockedOnceUntilReleased(t *testing.T) {
	url := pgtest.URL(t)
	for range 2 {
		l := lockDatabase(t, url)
		if _, err := LockDatabase(t.Context(), url, quiet); !isHeld(err) {
			t.Errorf("the second lock answered %v", err)
		}
		l.Release()
		l.Release()
	}
}

func TestTwoDatabasesOfOneServerAreLockedApart(t *testing.T) {
	lockDatabase(t, pgtest.URL(t))
	lockDatabase(t, pgtest.URL(t))
}

func lockDatabase(t *testing.T, url string) Lock {
	t.Helper()
	l, err := LockDatabase(t.Context(), url, quiet)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(l.Release)
	return l
}

// breakLock ends the session that holds the lock, as a restart of the server would.
const breakLock = `SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_database d ON d.oid = database
	WHERE locktype = 'advisory' AND granted AND datname = current_database()`

// lockedBy is the session that holds the lock, 0 when none does.
const lockedBy = `SELECT coalesce(max(pid), 0) FROM pg_locks JOIN pg_database d ON d.oid = database
	WHERE locktype = 'advisory' AND granted AND datname = current_database()`

func admin(t *testing.T, url string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(context.Background(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(context.Background()) })
	return conn
}

func TestABrokenConnectionTakesTheLockAgain(t *testing.T) {
	url := pgtest.URL(t)
	l := lockDatabase(t, url)
	conn := admin(t, url)
	var broken int
	if err := conn.QueryRow(t.Context(), lockedBy).Scan(&broken); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Exec(t.Context(), breakLock); err != nil {
		t.Fatal(err)
	}
	deadline := time.Now().Add(10 * time.Second)
	for pid := broken; pid == broken || pid == 0; { // until another session of the holder has the lock: the broken one dies in its own time
		if err := conn.QueryRow(t.Context(), lockedBy).Scan(&pid); err != nil {
			t.Fatal(err)
		}
		if time.Now().After(deadline) {
			t.Fatal("the lock was not taken again")
		}
	}
	if _, err := LockDatabase(t.Context(), url, quiet); !isHeld(err) {
		t.Errorf("another lock answered %v", err)
	}
	select {
	case <-l.Lost():
		t.Error("the lock counts as lost")
	default:
	}
}

func TestAStoreTakenMeanwhileCountsAsLost(t *testing.T) {
	url := pgtest.URL(t)
	l := lockDatabase(t, url)
	usurper, got := admin(t, url), make(chan error, 1)
	go func() { // waits in the server's queue, so it is served before the holder can come back
		_, err := usurper.Exec(context.Background(), "SELECT pg_advisory_lock($1::int, $2::int)", lockHigh, lockLow)
		got <- err
	}()
	conn := admin(t, url)
	for waiting := false; !waiting; {
		if err := conn.QueryRow(t.Context(), "SELECT count(*) > 0 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted").Scan(&waiting); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := conn.Exec(t.Context(), breakLock); err != nil {
		t.Fatal(err)
	}
	if err := <-got; err != nil {
		t.Fatal(err)
	}
	select {
	case <-l.Lost():
	case <-time.After(15 * time.Second):
		t.Error("the holder was not told")
	}
}

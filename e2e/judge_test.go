package e2e_test

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"path/filepath"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // driver "pgx"
	_ "modernc.org/sqlite"             // driver "sqlite"

	"carebook/e2e/checker"
)

// healing is how long everything may take to be as it should after the last fault: what a stuck workflow task, an abandoned
// sticky queue and the alarm of a case need on a slow machine.
const healing = 45 * time.Second

// demand is how much must have happened for a run to prove something.
type demand struct{ acks, kills int }

// judge lets the checker look until it is content, or until the time for healing is over: then its last word counts.
func (h *house) judge(within time.Duration, d demand) *checker.Report {
	h.t.Helper()
	for deadline := time.Now().Add(within); ; time.Sleep(500 * time.Millisecond) {
		r := h.look(d)
		if r.Verdict() == checker.Pass || time.Now().After(deadline) {
			return r
		}
	}
}

// look gathers the evidence and hands it to the checker.
func (h *house) look(d demand) *checker.Report {
	h.t.Helper()
	ev, err := h.evidence(d)
	r := checker.Check(context.Background(), ev)
	if err != nil {
		r.Doubts = append(r.Doubts, err.Error())
	}
	return r
}

// evidence is what can be known from outside; an error says why not all workflows were asked.
func (h *house) evidence(d demand) (checker.Evidence, error) {
	h.t.Helper()
	ev := checker.Evidence{Books: h.books(), Master: h.master(), Tolerance: healing, MinAcks: d.acks, MinKills: d.kills}
	var err error
	if ev.Acks, err = checker.ReadLog[checker.Ack](h.ackLog()); err != nil {
		h.t.Fatal(err)
	}
	if ev.Faults, err = checker.ReadLog[checker.Fault](h.faultLog()); err != nil {
		h.t.Fatal(err)
	}
	ids, err := h.cases()
	if err == nil {
		ev.Live, err = h.live(ids)
	}
	return ev, err
}

func (h *house) master() string { return filepath.Join(h.data, "master.key") }

// passes wants the checker's PASS.
func (h *house) passes(d demand) *checker.Report {
	h.t.Helper()
	r := h.judge(healing, d)
	if r.Verdict() != checker.Pass {
		h.t.Errorf("the checker says %s", r)
	}
	return r
}

// cases lists all cases, from the books.
func (h *house) cases() ([]string, error) {
	db, err := h.open()
	if err != nil {
		return nil, err
	}
	defer db.Close()
	found, err := db.Query("SELECT id FROM cases ORDER BY id")
	if err != nil {
		return nil, err
	}
	defer found.Close()
	var ids []string
	for found.Next() {
		var id string
		if err := found.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, found.Err()
}

// open opens the books beside the service.
func (h *house) open() (*sql.DB, error) {
	if h.url != "" {
		return sql.Open("pgx", h.url)
	}
	return sqliteFile(h.books())
}

func sqliteFile(path string) (*sql.DB, error) {
	return sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?_pragma=busy_timeout(5000)")
}

// count asks the books one number.
func (h *house) count(query string) int {
	h.t.Helper()
	db, err := h.open()
	if err != nil {
		h.t.Fatal(err)
	}
	defer db.Close()
	var n int
	if err := db.QueryRow(query).Scan(&n); err != nil {
		h.t.Fatal(fmt.Errorf("%s: %w", query, err))
	}
	return n
}

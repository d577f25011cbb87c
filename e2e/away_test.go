package e2e_test

import (
	"net/http"
	"os"
	"testing"
	"time"

	"carebook/internal/pgtest"
)

func TestWhileTemporalIsAwayReadingWorksAndTheSameKeyWorksAfterwards(t *testing.T) {
	t.Parallel()
	h := newHouse(t, apart, byTheBook)
	h.up()
	customer, car := h.customer("客户九", "13800000009", "沪A00009")
	id := h.must(h.opening("adviser", customer, car, "a complaint")).body.ID
	h.processes["engine"].stop(t)

	h.complaint(id) // fails the test unless it is answered
	note, opening := on(id, "care-manager", "note", text("a remark")), h.opening("adviser", customer, car, "another")
	h.away(note, "temporal_away")
	h.away(opening, "temporal_away")
	h.degraded()
	if n := h.count("SELECT count(*) FROM events WHERE type IN ('noted')"); n != 0 {
		t.Errorf("%d notes were recorded without Temporal", n)
	}

	h.up()
	h.must(note)
	h.must(opening)
	h.passes(demand{acks: 4})
	h.down()
}

// away wants a 503 that says when to ask again.
func (h *house) away(o order, code string) {
	h.t.Helper()
	a, err := h.once(o)
	if err != nil {
		h.t.Fatalf("%s: %v", o.action, err)
	}
	if a.status != http.StatusServiceUnavailable || a.body.Code != code || a.header.Get("Retry-After") == "" {
		h.t.Fatalf("%s: %d %s (Retry-After %q), want 503 %s", o.action, a.status, a.raw, a.header.Get("Retry-After"), code)
	}
}

// degraded wants a process that lives and says that it isn't ready.
func (h *house) degraded() {
	h.t.Helper()
	for path, want := range map[string]int{"/livez": http.StatusOK, "/readyz": http.StatusServiceUnavailable} {
		res, err := h.http.Get("http://" + h.web + path)
		if err != nil {
			h.t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != want {
			h.t.Errorf("%s answers %d, want %d", path, res.StatusCode, want)
		}
	}
}

func TestAfterACrashOfTheDatabaseTheSameKeyWorksWithoutARestart(t *testing.T) {
	t.Parallel()
	for _, shape := range []string{onPostgres, apart} {
		t.Run(shape, func(t *testing.T) {
			cluster := ownCluster(t)
			h := newHouseAt(t, shape, byTheBook, cluster.URL("books"))
			if err := cluster.CreateDatabase(t.Context(), "books"); err != nil {
				t.Fatal(err)
			}
			h.furnish()
			h.up()
			customer, car := h.customer("客户十", "13800000010", "沪A00010")
			id := h.must(h.opening("adviser", customer, car, "a complaint")).body.ID
			if err := cluster.Crash(); err != nil {
				t.Fatal(err)
			}
			note := on(id, "care-manager", "note", text("a remark"))
			h.away(note, "books_away")
			h.degraded()
			if err := cluster.Launch(); err != nil {
				t.Fatal(err)
			}
			h.must(note)
			h.must(on(id, "care-specialist", "classify", map[string]any{"severity": "ordinary", "data_true": true}))
			h.passes(demand{acks: 4})
			h.down()
		})
	}
}

// ownCluster is a PostgreSQL server that a test may crash.
func ownCluster(t *testing.T) *pgtest.Cluster {
	t.Helper()
	c, _ := clusterIn(t)
	return c
}

// clusterIn is a PostgreSQL server of the test's own, and the folder of its files.
func clusterIn(t *testing.T) (*pgtest.Cluster, string) {
	t.Helper()
	pgtest.URL(t)                               // skips, or fails in CI, where there is no PostgreSQL
	dir, err := os.MkdirTemp("/tmp", "e2e-pg-") // a socket's path must be short
	if err != nil {
		t.Fatal(err)
	}
	c, err := pgtest.Start(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Crash(); err != nil {
			t.Error(err)
		}
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return c, dir
}

func TestWithoutTemporalAWorkerWaitsAndEndsInOrder(t *testing.T) {
	t.Parallel()
	h := newHouse(t, apart, byTheBook)
	w := h.start("worker-1")
	time.Sleep(2 * time.Second)
	if !w.running() {
		t.Fatalf("the worker gave up\n%s", w.tail())
	}
	w.stop(t)
}

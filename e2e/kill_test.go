package e2e_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
	"time"

	"carebook/e2e/checker"
	"carebook/internal/failpoint"
)

// windows are the five moments of design 5, with the part that passes there in shape 3 and how often it may pass before the
// kill: rarely enough to be soon, often enough to hit different commands.
var windows = []struct {
	failpoint, part string
	passes          int
}{
	{failpoint.AfterCommandRow, "api", 25},
	{failpoint.AfterLedgerCommit, "worker-1", 25},
	{failpoint.BeforeUpdateReply, "worker-1", 25},
	{failpoint.AfterReplyBeforeConfirm, "api", 25},
	{failpoint.DuringContinueAsNew, "worker-1", 4},
}

// renewals makes histories short enough for cases to begin anew several times in their lives.
const renewals = "CAREBOOK_RENEW_AFTER=30"

// kills is how often each window is hit: once by default, CAREBOOK_KILLS times in a run of full size.
func kills(t testing.TB) int {
	t.Helper()
	n, err := strconv.Atoi(os.Getenv("CAREBOOK_KILLS"))
	if os.Getenv("CAREBOOK_KILLS") == "" {
		n, err = 1, nil
	}
	if err != nil || n < 1 {
		t.Fatalf("CAREBOOK_KILLS is %q, want a number", os.Getenv("CAREBOOK_KILLS"))
	}
	return n
}

// seedOf is the seed of a run: SEED, or a new one. It is printed, and sets load, moments and choices; not the interleaving.
func seedOf(t testing.TB) uint64 {
	t.Helper()
	seed := rand.Uint64()
	if s := os.Getenv("SEED"); s != "" {
		var err error
		if seed, err = strconv.ParseUint(s, 10, 64); err != nil {
			t.Fatalf("SEED: %v", err)
		}
	}
	t.Logf("SEED=%d", seed)
	return seed
}

func TestKillAtEveryWindowLosesNothingOnSQLite(t *testing.T) {
	t.Parallel()
	killEverywhere(t, onSQLite, kills(t))
}

func TestKillAtEveryWindowLosesNothingOnPostgreSQL(t *testing.T) {
	t.Parallel()
	killEverywhere(t, onPostgres, kills(t))
}

func TestKillAtEveryWindowLosesNothingWithApiAndWorkersApart(t *testing.T) {
	t.Parallel()
	killEverywhere(t, apart, max(1, kills(t)/2))
}

// killEverywhere runs one house under load through all windows. The load goes on through every kill; before each verdict it
// falls silent.
func killEverywhere(t *testing.T, shape string, times int) {
	seed := seedOf(t)
	h := newHouse(t, shape, quick)
	h.extra = []string{renewals}
	faults, err := checker.OpenLog(h.faultLog())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { faults.Close() })
	h.up()
	l, r := h.drive(10, seed), rand.New(rand.NewPCG(seed, 1000))
	sum := demand{}
	for _, w := range windows {
		// CAREBOOK_WINDOW names the one window to look through.
		if only := os.Getenv("CAREBOOK_WINDOW"); only != "" && only != w.failpoint {
			continue
		}
		before := l.acked.Load()
		for range times {
			h.killAt(w.failpoint, w.part, 1+r.IntN(w.passes), l, faults)
		}
		h.await(l, before+int64(20*times))
		sum.kills, sum.acks = sum.kills+times, sum.acks+20*times
		resume := l.quiet()
		began := time.Now()
		report := h.passes(sum)
		t.Logf("%s: %s: %d kills, %d commands acknowledged, %s after %s; so far %+v", shape, w.failpoint, times,
			l.acked.Load()-before, report.Verdict(), time.Since(began).Round(time.Second), report.Counts)
		resume()
		if t.Failed() {
			break
		}
	}
	l.stop(errEnough)
	l.done.Wait()
	for _, err := range l.errors() {
		t.Error(err)
	}
	h.down()
}

// killAt arms one part, waits until it has killed itself, and starts it again without the failpoint.
func (h *house) killAt(at, part string, hit int, l *load, faults *checker.Log) {
	h.t.Helper()
	if h.shape != apart {
		part = "serve"
	}
	began := time.Now()
	h.processes[part].stop(h.t)
	p := h.start(part, diesAt(at, hit))
	h.eventually(time.Minute, "it is ready, or dead already", func() error {
		if !p.running() {
			return nil
		}
		return h.readyNow()
	})
	h.fault(faults, checker.Fault{What: "restart", From: began, To: time.Now()})
	if err := p.diedAt(at, 2*time.Minute); err != nil {
		h.t.Fatal(err)
	}
	f := checker.Fault{What: at, Died: true, Flying: int(l.flying.Load()), From: time.Now()}
	h.start(part)
	h.ready()
	f.To = time.Now()
	h.fault(faults, f)
}

func (h *house) fault(log *checker.Log, f checker.Fault) {
	h.t.Helper()
	if err := log.Write(f); err != nil {
		h.t.Fatal(err)
	}
}

// await lets the load go on until so many commands have been accepted.
func (h *house) await(l *load, acked int64) {
	h.t.Helper()
	h.eventually(2*time.Minute, "the clients go on", func() error {
		if n := l.acked.Load(); n < acked {
			return fmt.Errorf("%d commands acknowledged, want %d", n, acked)
		}
		return nil
	})
}

package e2e_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"carebook/e2e/checker"
	"carebook/internal/failpoint"
)

// festival is how many customers are greeted: 2,000 by default, CAREBOOK_FESTIVAL in a run of full size.
func festival(t testing.TB) int {
	t.Helper()
	text := os.Getenv("CAREBOOK_FESTIVAL")
	if text == "" {
		return 2000
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		t.Fatalf("CAREBOOK_FESTIVAL is %q, want a number", text)
	}
	return n
}

// Workers and Temporal are killed at random while the customers of a festival are gone through and while they are greeted. Whatever
// is killed, each customer is owed one greeting, and what was acknowledged is kept.
func TestAFestivalOwesEachCustomerOneGreetingWhateverIsKilled(t *testing.T) {
	t.Parallel()
	seed, n := seedOf(t), festival(t)
	h := newHouse(t, apart, byTheBook)
	h.extra = []string{renewals}
	faults, err := checker.OpenLog(h.faultLog())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { faults.Close() })
	h.up()
	unit := h.goesTo(agents...)
	h.crowd(h.buyers(unit, 1)[0], n-1)
	id := h.begins("festivals")

	r := rand.New(rand.NewPCG(seed, 0))
	listed := make(chan struct{})
	var greeters sync.WaitGroup
	enough := make(chan struct{})
	for i := range 3 {
		greeters.Go(func() { h.greetsAtRandom(id, rand.New(rand.NewPCG(seed, uint64(1+i))), enough) })
	}
	greeters.Go(func() { h.watches(id, listed, enough) })
	kills, early := h.harass(r, faults, 8, listed)
	h.reaches(id, "all are listed", func(p progress) bool { return p.Listed && p.Planned == n })
	close(enough)
	greeters.Wait()

	h.owesOnce(id, n)
	report := h.passes(demand{})
	t.Logf("%d customers, %d kills, %d of them before all were listed: %+v", n, kills, early, report.Counts)
	if early == 0 || report.Counts.Acknowledged < 10 {
		t.Errorf("%d kills while customers were gone through, %d commands acknowledged: that proves nothing", early, report.Counts.Acknowledged)
	}
	h.gets(newOrder("homes-manager", "cancel", "/campaigns/"+id+"/cancel", map[string]any{"reason": "the test is over"})) // or its day was
	h.reaches(id, "it is over", func(p progress) bool { return p.Ended && p.Open == 0 })
	h.owesOnce(id, n)
	h.passes(demand{})
	h.down()
}

// crowd writes as many customers like one there is into the books: their keys and names don't matter, since nobody reads them.
func (h *house) crowd(like string, n int) {
	h.t.Helper()
	db, err := h.open()
	if err != nil {
		h.t.Fatal(err)
	}
	defer db.Close()
	tx, err := db.Begin()
	if err != nil {
		h.t.Fatal(err)
	}
	defer func() { _ = tx.Rollback() }() // nothing is left to be undone when all went well
	for range n {
		if _, err := tx.Exec(`INSERT INTO customers
			(id, key_id, unit_id, seq, name_sealed, phone_sealed, name_index, phone_index, last4_index, created_at, class, consented_at)
			SELECT $1, key_id, unit_id, 0, name_sealed, phone_sealed, name_index, phone_index, last4_index, created_at, class, consented_at
			FROM customers WHERE id = $2`, uuid.NewString(), like); err != nil {
			h.t.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		h.t.Fatal(err)
	}
}

// begins has the next round of a schedule begun, and returns the id of its campaign.
func (h *house) begins(name string) string {
	h.t.Helper()
	schedule := h.schedule(name)
	h.must(newOrder("homes-manager", "trigger_schedule", "/schedules/"+schedule+"/trigger", map[string]any{"reason": "the festival comes early"}))
	var begun struct{ Items []struct{ Case string } }
	h.read("homes-manager", "/schedules/"+schedule+"/periods", &begun)
	if len(begun.Items) != 1 {
		h.t.Fatalf("%+v have begun", begun.Items)
	}
	return begun.Items[0].Case
}

// greetsAtRandom greets customers who haven't been greeted, until it is enough. Others do the same: some will have been.
func (h *house) greetsAtRandom(id string, r *rand.Rand, enough chan struct{}) {
	for {
		select {
		case <-enough:
			return
		case <-time.After(20 * time.Millisecond):
		}
		a, err := h.ask("homes-consultant", http.MethodGet, "/campaigns/"+id+"/greetings?limit=50&state=open", "", nil)
		var open struct{ Items []struct{ ID string } }
		if err != nil || a.status != http.StatusOK || a.into(&open) != nil || len(open.Items) == 0 {
			continue
		}
		path := "/obligations/" + open.Items[r.IntN(len(open.Items))].ID + "/greet"
		outcome := []string{"greeted", "greeted", "not_reached"}[r.IntN(3)]
		h.gets(newOrder("homes-consultant", "greet", path, map[string]any{"outcome": outcome, "means": "message"}))
	}
}

// watches says when all customers of a campaign have been gone through.
func (h *house) watches(id string, listed, enough chan struct{}) {
	for {
		select {
		case <-enough:
			return
		case <-time.After(100 * time.Millisecond):
		}
		a, err := h.ask("homes-manager", http.MethodGet, "/campaigns/"+id, "", nil)
		var p progress
		if err == nil && a.status == http.StatusOK && a.into(&p) == nil && p.Listed {
			close(listed)
			return
		}
	}
}

// harass kills a worker or Temporal again and again, and starts it again, until all are listed and at least so many were killed. One in
// two workers kills itself after one of its next commits.
func (h *house) harass(r *rand.Rand, faults *checker.Log, least int, listed chan struct{}) (kills, early int) {
	h.t.Helper()
	for over := false; !over || kills < least; {
		part := []string{"engine", "worker-1", "worker-2"}[r.IntN(3)]
		armed := part != "engine" && r.IntN(2) == 0
		f := checker.Fault{What: part, From: time.Now()}
		h.processes[part].kill()
		time.Sleep(time.Duration(r.IntN(500)) * time.Millisecond)
		if armed {
			h.start(part, diesAt(failpoint.AfterLedgerCommit, 1+r.IntN(3)))
			time.Sleep(time.Duration(1000+r.IntN(2000)) * time.Millisecond)
			if !h.processes[part].running() {
				kills++
			} else {
				h.processes[part].kill()
			}
		}
		h.start(part)
		h.eventually(time.Minute, "the service is ready", h.readyAgain)
		f.To = time.Now()
		h.fault(faults, f)
		kills++
		time.Sleep(time.Duration(200+r.IntN(1500)) * time.Millisecond)
		select {
		case <-listed:
			over = true
		default:
			early = kills
		}
		if kills > 2000 {
			h.t.Fatal("the customers aren't gone through")
		}
	}
	return kills, early
}

// readyAgain starts again what has ended, as a supervisor does: a worker that Temporal left while it was starting gives up. It reports
// whether the service is ready.
func (h *house) readyAgain() error {
	for _, part := range h.parts() {
		if p := h.processes[part]; !p.running() {
			h.start(part)
		}
	}
	return h.readyNow()
}

// owesOnce wants as many greetings as there are customers, each of another one, and each owed or done.
func (h *house) owesOnce(id string, n int) {
	h.t.Helper()
	for what, query := range map[string]string{
		"greetings": `SELECT count(*) FROM greetings WHERE case_id = '%s'`,
		"greeted":   `SELECT count(DISTINCT customer_id) FROM greetings WHERE case_id = '%s'`,
		"duties":    `SELECT count(*) FROM obligations WHERE case_id = '%s' AND duty = 'greet' AND calendar_n < 0`,
	} {
		if have := h.count(fmt.Sprintf(query, id)); have != n {
			h.t.Errorf("%d %s for %d customers", have, what, n)
		}
	}
	if have := h.count(`SELECT count(*) FROM campaigns WHERE occasion = 'festivals'`); have != 1 {
		h.t.Errorf("%d campaigns were opened", have)
	}
}

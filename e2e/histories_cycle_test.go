//go:build histories

package e2e_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	historypb "go.temporal.io/api/history/v1"
	"go.temporal.io/api/workflowservice/v1"
)

// mostEvents is what a run of a case's history stays below, see workflows/length_test.go.
const mostEvents = 1200

// plant is a unit whose customers are called in a cycle.
const plant = `units:
  - {code: PLANT, name: 演示水泥公司, profile: cement}
staff:
  - {code: plant-caller, name: 演示回访员, roles: [{role: aftersales_staff, unit: PLANT}]}
  - {code: plant-manager, name: 演示售后经理, roles: [{role: aftersales_manager, unit: PLANT}]}
`

// TestACycleThatBeginsAnewSeveralTimesStaysShort is run by hand, as TestExportHistories is: about two minutes of a cycle whose
// weeks last seconds, on the real server with the shipped limit, until it has begun anew three times. It prints how long each run
// was, and of what.
func TestACycleThatBeginsAnewSeveralTimesStaysShort(t *testing.T) {
	h := newHouse(t, onSQLite, byTheBook)
	id := h.called()
	h.booksAway()
	for week := 0; len(h.lengths(id)) < 4; week++ {
		if week%3 == 2 { // nobody calls
			time.Sleep(5 * time.Second)
			continue
		}
		h.callsFor(id, 12)
	}
	h.must(onVisit(id, "plant-manager", "close", map[string]any{"reason": "the contract has ended"}))
	for i, events := range h.lengths(id) {
		kinds := map[string]int{}
		for _, e := range events {
			kinds[e.EventType.String()]++
		}
		var words []string
		for _, kind := range slices.Sorted(maps.Keys(kinds)) {
			words = append(words, fmt.Sprintf("%s %d", kind, kinds[kind]))
		}
		t.Logf("run %d: %d events: %s", i+1, len(events), strings.Join(words, ", "))
		if len(events) >= mostEvents {
			t.Errorf("run %d has %d events, want fewer than %d", i+1, len(events), mostEvents)
		}
	}
	t.Logf("%d visits were owed, %d missed", h.count("SELECT count(*) FROM obligations WHERE duty = 'visit'"), h.missed())
	h.down()
}

// playMissed lets a week go by in which the books are away and nobody calls; then the customer is called.
func playMissed(h *house) string {
	id := h.called()
	h.booksAway()
	h.must(onVisit(id, "plant-manager", "note", text("nobody has called")))
	h.eventually(30*time.Second, "a visit is missed", func() error {
		if h.missed() == 0 {
			return fmt.Errorf("none is")
		}
		return nil
	})
	h.callsFor(id, 1)
	h.must(onVisit(id, "plant-manager", "close", map[string]any{"reason": "the contract has ended"}))
	return "returnvisit/" + id
}

// called opens the cycle of a customer whose weeks last seconds.
func (h *house) called() (id string) {
	h.t.Helper()
	h.own = weeksOfSeconds(h.t)
	file := filepath.Join(h.side, "plant.yaml")
	if err := os.WriteFile(file, []byte(plant), 0o600); err != nil {
		h.t.Fatal(err)
	}
	run(h.t, h.environment(), full(h.t), "organisation", "load", file)
	h.up()
	unit := h.goesTo("plant-manager", "plant-caller")
	return h.must(newOrder("plant-manager", "open", "/return-visits", map[string]any{
		"unit": unit, "customer_id": h.client("plant-manager", unit), "cycle": "regular_call", "visitor": h.people["plant-caller"],
	})).body.ID
}

// missed counts the visits that nobody made.
func (h *house) missed() int {
	h.t.Helper()
	return h.count("SELECT count(*) FROM obligations WHERE duty = 'visit' AND state = 'cancelled' AND breached_at IS NOT NULL")
}

// weeksOfSeconds is the edition of R7 in which a customer is called every four seconds, and reminded of a second before.
func weeksOfSeconds(t testing.TB) string {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("..", "policies", "book", "R7.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	text := string(src)
	for of, put := range map[string]string{
		"every:      {value: 1 week, clause: R7-3a}":             "every:      {value: 4 seconds, clause: R7-3a}",
		"low_season: {value: 1 half month, clause: R7-3b}":       "low_season: {value: 4 seconds, clause: R7-3b}",
		"remind: [{value: 1 day, clause: R7-3a, source: house}]": "remind: [{value: 1 second, clause: R7-3a, source: house}]",
	} {
		if strings.Count(text, of) != 1 {
			t.Fatalf("%q stands %d times in R7", of, strings.Count(text, of))
		}
		text = strings.Replace(text, of, put, 1)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "R7.yaml"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

// callsFor keeps a customer busy: calls in vain, calls put off, notes, and a visit as soon as the next is due.
func (h *house) callsFor(id string, rounds int) {
	h.t.Helper()
	for range rounds {
		h.must(onVisit(id, "plant-caller", "attempt", map[string]any{"verdict": "no_answer"}))
		h.must(onVisit(id, "plant-caller", "appoint", map[string]any{"medium": "phone", "next_at": inHours(2)}))
		h.must(onVisit(id, "plant-manager", "note", text("still in vain")))
		h.gets(onVisit(id, "plant-caller", "record", map[string]any{ // refused when this week's was made
			"medium": "phone", "verdict": "satisfied",
			"answers": answered("product", "5", "service", "5", "demand", "no", "properties", "no"),
		}))
	}
}

// booksAway keeps the books from everybody for longer than the case waits for them: what it has to say goes by a detour.
func (h *house) booksAway() {
	h.t.Helper()
	db, err := sqliteFile(h.books())
	if err != nil {
		h.t.Fatal(err)
	}
	defer db.Close()
	ctx := context.Background()
	c, err := db.Conn(ctx)
	if err != nil {
		h.t.Fatal(err)
	}
	defer c.Close()
	if _, err := c.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		h.t.Fatal(err)
	}
	time.Sleep(12 * time.Second)
	if _, err := c.ExecContext(ctx, "ROLLBACK"); err != nil {
		h.t.Fatal(err)
	}
}

// lengths are the histories of a case's runs, from the first.
func (h *house) lengths(id string) (runs [][]*historypb.HistoryEvent) {
	h.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	page, err := h.temporal().ListWorkflow(ctx, &workflowservice.ListWorkflowExecutionsRequest{
		Namespace: namespace, Query: fmt.Sprintf("WorkflowId = 'returnvisit/%s'", id),
	})
	if err != nil {
		h.t.Fatal(err)
	}
	for n := range page.Executions {
		history, err := h.history("returnvisit/"+id, n)
		if err != nil {
			h.t.Fatal(err)
		}
		runs = append(runs, history.Events)
	}
	return runs
}

//go:build histories

package e2e_test

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	historypb "go.temporal.io/api/history/v1"
	"go.temporal.io/api/temporalproto"
	"go.temporal.io/api/workflowservice/v1"

	"carebook/internal/failpoint"
)

// TestExportHistories is run by hand, see workflows/testdata/histories/README.md.
func TestExportHistories(t *testing.T) {
	dir := os.Getenv("CAREBOOK_EXPORT_HISTORIES")
	if dir == "" {
		t.Fatal("CAREBOOK_EXPORT_HISTORIES says where the histories go")
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, s := range []struct {
		names string // one file per run
		pace  pace
		play  func(h *house) string
	}{
		{"completed", byTheBook, playCompleted},
		{"voided", byTheBook, playVoided},
		{"withdrawn", byTheBook, playWithdrawn},
		{"not-opened", byTheBook, playNotOpened},
		{"refused", byTheBook, playRefused},
		{"mark-fired", quick, playMarks},
		{"paused-and-resumed", quick, playPause},
		{"retried-after-kill", byTheBook, playRetried},
		{"behind", byTheBook, playBehind},
		{"renewed-1 renewed-2", byTheBook, playRenewed},
		{"recounted", byTheBook, playRecounted},
		{"imported", byTheBook, playImport},
		{"merged", byTheBook, playMerged},
		{"archive-late", byTheBook, playArchive},
		{"lead-renewed-1 lead-renewed-2", byTheBook, playLead},
		{"lead-cancelled", byTheBook, playCancelledCard},
		{"lead-given-up", byTheBook, playGivenUpLead},
		{"loan-lent", byTheBook, playLoan},
		{"loan-denied", byTheBook, playDeniedLoan},
		{"erasure-erased", byTheBook, playErasure},
		{"erasure-turned-down", byTheBook, playErasureTurnedDown},
		{"campaign-completed", byTheBook, playCampaign},
		{"periods", byTheBook, playPeriods},
		{"retention-destroyed", byTheBook, playRetention},
		{"retention-kept-longer", byTheBook, playKeptRecord},
		{"credit-renewed-1 credit-renewed-2", byTheBook, playAccount},
		{"visit-completed", byTheBook, playCustomerVisit},
		{"visitplan-voided", byTheBook, playVisitPlan},
		{"returnvisit-completed", byTheBook, playVisit},
		{"returnvisit-waived", byTheBook, playWaivedVisit},
		{"returnvisit-not-sampled", byTheBook, playLotOut},
		{"returnvisit-unreached", byTheBook, playUnreached},
		{"returnvisit-renewed-1 returnvisit-renewed-2", byTheBook, playCycle},
		{"returnvisit-missed", byTheBook, playMissed},
		{"complaint-visited", byTheBook, playVisitedComplaint},
	} {
		t.Run(s.names, func(t *testing.T) {
			h := fixedHouse(t, s.pace)
			id := s.play(h)
			if !strings.Contains(id, "/") {
				id = "complaint/" + id
			}
			for i, name := range strings.Fields(s.names) {
				h.export(id, i, filepath.Join(dir, name+".json"))
			}
			h.down()
		})
	}
}

// fixedHouse has the test key as its master key.
func fixedHouse(t *testing.T, p pace) *house {
	t.Helper()
	h := newHouseAt(t, onSQLite, p, "")
	key, err := os.ReadFile(filepath.Join("..", "workflows", "testdata", "histories", "test.key"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(h.data, "master.key"), key, 0o600); err != nil {
		t.Fatal(err)
	}
	h.furnish()
	return h
}

func (h *house) fresh() string {
	h.t.Helper()
	customer, car := h.customer("演示客户", "13800000099", "沪A00099")
	return h.must(h.opening("adviser", customer, car, "a complaint")).body.ID
}

func playRecounted(h *house) string {
	id, before := h.owesProvisionally()
	h.countsAgain(id, before)
	h.must(on(id, "care-manager", "void", map[string]any{"reason": "opened in error"}))
	return id
}

// playMerged opens the same issue twice; the younger complaint goes on in the earlier one.
func playMerged(h *house) string {
	h.up()
	customer, car := h.customer("演示客户", "13800000099", "沪A00099")
	first := h.must(h.opening("adviser", customer, car, "a complaint")).body.ID
	again := h.must(h.opening("adviser", customer, car, "the same complaint")).body.ID
	h.must(on(again, "care-manager", "merge", map[string]any{"into": first, "reason": "the same issue"}))
	return again
}

// playArchive opens the file of a car that was delivered long ago, so that it is late at once; then it is handed over, found
// defective, put right, stored and voided.
func playArchive(h *house) string {
	h.up()
	_, car := h.customer("演示客户", "13800000099", "沪A00099")
	id := h.must(newOrder("adviser", "open", "/archives", map[string]any{
		"unit": h.unit, "vehicle_id": car, "file": "new_car", "consultant": h.people["adviser"],
		"delivered_at": time.Now().Add(-30 * 24 * time.Hour).UTC().Format(time.RFC3339),
	})).body.ID
	h.eventually(time.Minute, "a fine", func() error {
		if h.count("SELECT count(*) FROM ledger_entries") == 0 {
			return fmt.Errorf("no fine yet")
		}
		return nil
	})
	act := func(staff, action string, content map[string]any) {
		h.must(newOrder(staff, action, "/archives/"+id+"/"+action, content))
	}
	var papers []map[string]any
	for _, code := range []string{
		"green_card", "invoice", "contract", "identity", "checklist", "licence", "insurance", "services", "certificate", "photo", "pdi",
	} {
		papers = append(papers, map[string]any{"code": code, "state": "present"})
	}
	act("adviser", "send", map[string]any{"papers": papers})
	act("archivist", "receive", map[string]any{})
	act("archivist", "check", map[string]any{"findings": []map[string]any{{"code": "checklist", "fault": "user_signature"}}})
	act("archivist", "correct", map[string]any{"item": "checklist/user_signature"})
	act("archivist", "store", map[string]any{"done": []string{"copied", "scanned", "cabinet", "register"}})
	act("customer-director", "void", map[string]any{"reason": "opened in error"})
	return "archive/" + id
}

// card makes a customer's card for the consultant on duty, who had somebody the day before yesterday and didn't write.
func (h *house) card() string {
	h.t.Helper()
	customer, _ := h.customer("演示客户", "13800000098", "沪A00098")
	id := h.must(newOrder("adviser", "open", "/leads", map[string]any{
		"unit": h.unit, "customer_id": customer, "source": "call_in", "on_duty": true, "reason": "entered late",
		"occurred_at": time.Now().Add(-48 * time.Hour).UTC().Format(time.RFC3339),
	})).body.ID
	h.eventually(time.Minute, "a fine", func() error {
		if h.count("SELECT count(*) FROM ledger_entries") == 0 {
			return fmt.Errorf("no fine yet")
		}
		return nil
	})
	return id
}

func (h *house) onLead(id, staff, action string, content map[string]any) {
	h.t.Helper()
	h.must(newOrder(staff, action, "/leads/"+id+"/"+hyphened(action), content))
}

// playLead lets the history begin anew while the card is followed.
func playLead(h *house) string {
	h.extra = []string{"CAREBOOK_RENEW_AFTER=40"}
	h.up()
	id := h.card()
	call := map[string]any{"medium": "phone", "result": "progress", "text": "wants a test drive"}
	h.onLead(id, "group-leader", "sign_card", map[string]any{})
	h.onLead(id, "adviser", "contact", call)
	h.onLead(id, "adviser", "contact", call)
	h.onLead(id, "group-leader", "sign_second", map[string]any{})
	for range 4 {
		h.onLead(id, "adviser", "contact", call)
	}
	h.onLead(id, "adviser", "win", map[string]any{})
	return "lead/" + id
}

func playCancelledCard(h *house) string {
	h.up()
	id := h.card()
	h.onLead(id, "group-leader", "cancel", map[string]any{"reason": "bought elsewhere"})
	return "lead/" + id
}

func playGivenUpLead(h *house) string {
	h.up()
	id := h.card()
	h.onLead(id, "group-leader", "give_up", map[string]any{"reason": "moved away"})
	return "lead/" + id
}

func playCompleted(h *house) string {
	h.up()
	id := h.fresh()
	h.major(id)
	h.finish(id)
	return id
}

func playVoided(h *house) string {
	h.up()
	id := h.fresh()
	h.must(on(id, "care-manager", "void", map[string]any{"reason": "opened in error"}))
	return id
}

func playWithdrawn(h *house) string {
	h.up()
	id := h.fresh()
	h.must(on(id, "adviser", "withdraw", map[string]any{"reason": "taken back"}))
	return id
}

// playNotOpened opens a complaint without the car that the intake form asks for.
func playNotOpened(h *house) string {
	h.up()
	customer, _ := h.customer("演示客户", "13800000099", "沪A00099")
	o := h.opening("adviser", customer, "", "a complaint")
	delete(o.content.(map[string]any), "vehicle_id")
	h.refused(o, http.StatusUnprocessableEntity, "intake_incomplete")
	db, err := h.open()
	if err != nil {
		h.t.Fatal(err)
	}
	defer db.Close()
	var id string
	if err := db.QueryRow("SELECT stream FROM commands WHERE action = 'open'").Scan(&id); err != nil {
		h.t.Fatal(err)
	}
	return id
}

func playRefused(h *house) string {
	h.up()
	id := h.fresh()
	h.refused(on(id, "brand", "classify", map[string]any{"severity": "ordinary", "data_true": true}), http.StatusForbidden, "wrong_role")
	h.must(on(id, "care-specialist", "classify", map[string]any{"severity": "ordinary", "data_true": true}))
	return id
}

func playMarks(h *house) string {
	h.up()
	id := h.fresh()
	h.must(on(id, "care-specialist", "classify", map[string]any{"severity": "major", "major_kind": "repeated", "data_true": true}))
	h.eventually(time.Minute, "the early warning is reminded, escalated and breached", func() error { return h.fired(id, "prewarn") })
	return id
}

func playPause(h *house) string {
	h.up()
	id := h.fresh()
	h.must(on(id, "care-manager", "pause", map[string]any{"reason": "a part is missing", "clause": "V13-2.4b"}))
	h.must(on(id, "care-manager", "note", text("still waiting")))
	h.must(on(id, "care-manager", "resume", map[string]any{}))
	h.eventually(time.Minute, "a mark has fired", func() error {
		if h.count("SELECT count(*) FROM marks WHERE state = 'fired'") == 0 {
			return fmt.Errorf("none has")
		}
		return nil
	})
	h.must(on(id, "care-specialist", "classify", map[string]any{"severity": "ordinary", "data_true": true}))
	return id
}

func playRetried(h *house) string {
	theSameCommandAfterACrash(h, false)
	return h.only()
}

func playBehind(h *house) string {
	anotherCommandAfterACrash(h, false)
	return h.only()
}

func playRenewed(h *house) string {
	h.extra = []string{"CAREBOOK_RENEW_AFTER=20"}
	h.up()
	id := h.fresh()
	h.major(id)
	return id
}

// playImport lets the service die between two parts of an import of more rows than one activity carries out.
func playImport(h *house) string {
	h.administrator()
	h.up(diesAt(failpoint.DuringImport, 3))
	p := h.importing("customers", h.workbook("customers.xlsx", customers(1100)))
	if err := h.processes["serve"].diedAt(failpoint.DuringImport, time.Minute); err != nil {
		h.t.Fatal(err)
	}
	h.up()
	h.imported(p, "1100 rows: 1100 created, 0 unchanged, 0 refused")
	db, err := h.open()
	if err != nil {
		h.t.Fatal(err)
	}
	defer db.Close()
	var id string
	if err := db.QueryRow("SELECT id FROM imports").Scan(&id); err != nil {
		h.t.Fatal(err)
	}
	return "import/" + id
}

// only is the one case of the house.
func (h *house) only() string {
	h.t.Helper()
	ids, err := h.cases()
	if err != nil || len(ids) != 1 {
		h.t.Fatalf("cases: %v %v", ids, err)
	}
	return ids[0]
}

// export writes the history of a workflow's n-th run, without the names of processes and machines.
func (h *house) export(id string, n int, path string) {
	h.t.Helper()
	var history *historypb.History
	h.eventually(30*time.Second, "the run is there", func() (err error) {
		history, err = h.history(id, n)
		return err
	})
	data, err := temporalproto.CustomJSONMarshalOptions{Indent: " "}.Marshal(history)
	if err != nil {
		h.t.Fatal(err)
	}
	host, err := os.Hostname()
	if err != nil {
		h.t.Fatal(err)
	}
	data = identity.ReplaceAll(data, []byte(`"identity": "exported"`))
	data = []byte(strings.ReplaceAll(string(data), `"name": "`+host+":", `"name": "host:`)) // of sticky task queues
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		h.t.Fatal(err)
	}
	if _, err := f.Write(append(data, '\n')); err != nil {
		h.t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		h.t.Fatal(err)
	}
	h.t.Logf("%s: %d events", path, len(history.Events))
}

var identity = regexp.MustCompile(`"identity": *"[^"]*"`)

// history reads the n-th run of a workflow; the last one as far as it has come.
func (h *house) history(id string, n int) (*historypb.History, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	c := h.temporal()
	page, err := c.ListWorkflow(ctx, &workflowservice.ListWorkflowExecutionsRequest{
		Namespace: namespace, Query: fmt.Sprintf("WorkflowId = '%s'", id),
	})
	if err != nil || len(page.Executions) <= n {
		return nil, fmt.Errorf("%d runs are known: %w", len(page.GetExecutions()), err)
	}
	run := page.Executions[len(page.Executions)-1-n].Execution.RunId // the newest comes first
	out := &historypb.History{}
	for events := c.GetWorkflowHistory(ctx, id, run, false, enumspb.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT); events.HasNext(); {
		e, err := events.Next()
		if err != nil {
			return nil, err
		}
		out.Events = append(out.Events, e)
	}
	return out, nil
}

package e2e_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestAMajorComplaintLivesFromOpeningToResultReportInEveryShape(t *testing.T) {
	t.Parallel()
	for _, shape := range shapes {
		t.Run(shape, func(t *testing.T) {
			h := newHouse(t, shape, byTheBook)
			h.up()
			customer, car := h.customer("客户一", "13800000001", "沪A00001")
			id := h.must(h.opening("adviser", customer, car, "first complaint")).body.ID
			h.major(id)
			h.restart() // in order, with a case under way
			h.finish(id)
			if got := h.complaint(id); got.Status != "completed" || !got.Ended {
				t.Errorf("the case stands at %v, want completed", got.Status)
			}
			h.passes(demand{acks: 12})
			h.down()
		})
	}
}

// major takes a fresh complaint through classification and the two duties beside it, to the report.
func (h *house) major(id string) {
	h.t.Helper()
	h.must(on(id, "care-specialist", "classify", map[string]any{"severity": "major", "major_kind": "negative_media", "data_true": true}))
	h.must(on(id, "care-manager", "prewarn", text("early warning")))
	h.must(on(id, "care-manager", "assign", map[string]any{"assignee": h.people["care-specialist"]}))
	h.refused(on(id, "care-manager", "close", map[string]any{}), http.StatusConflict, "wrong_state")
	h.refused(on(id, "adviser", "report", map[string]any{"summary": "s", "amount": "0.00"}), http.StatusForbidden, "wrong_role")
	h.must(on(id, "care-specialist", "report", map[string]any{"summary": "what was found", "amount": "8000.00"}))
}

// finish takes it from the report to its end, with one rejected answer on the way.
func (h *house) finish(id string) {
	h.t.Helper()
	h.refused(on(id, "care-manager", "decide", decision("approve")), http.StatusForbidden, "wrong_role")
	h.must(on(id, "vice-manager", "decide", decision("approve")))
	h.must(on(id, "care-specialist", "tell", map[string]any{"medium": "phone", "text": "what the customer was told"}))
	h.must(on(id, "care-specialist", "answer", map[string]any{"verdict": "reject", "text": "not enough"}))
	h.must(on(id, "care-specialist", "report", map[string]any{"summary": "second round", "amount": "800.00"}))
	h.must(on(id, "care-manager", "decide", decision("approve")))
	h.must(on(id, "care-specialist", "tell", map[string]any{"medium": "visit", "text": "told again"}))
	h.must(on(id, "care-specialist", "answer", map[string]any{"verdict": "accept", "text": "fine"}))
	h.must(on(id, "care-manager", "pause", map[string]any{"reason": "a part is missing", "clause": "V13-2.4b"}))
	h.must(on(id, "care-manager", "resume", map[string]any{}))
	h.must(on(id, "care-manager", "close", map[string]any{}))
	h.must(on(id, "brand", "relay", text("to the top")))
	h.must(on(id, "general-manager", "convene", map[string]any{"minutes": "resolved"}))
	h.must(on(id, "care-manager", "report_result", map[string]any{"result": "settled"}))
	h.refused(on(id, "care-manager", "note", text("too late")), http.StatusConflict, "case_ended")
}

func text(s string) map[string]any { return map[string]any{"text": s} }

func decision(verdict string) map[string]any {
	return map[string]any{"verdict": verdict, "reason": "because"}
}

func (h *house) restart() {
	h.t.Helper()
	h.down()
	h.up()
}

func TestAForgottenComplaintIsRemindedEscalatedAndBreachedInEveryShape(t *testing.T) {
	t.Parallel()
	for _, shape := range shapes {
		t.Run(shape, func(t *testing.T) {
			h := newHouse(t, shape, quick)
			h.up()
			customer, car := h.customer("客户二", "13800000002", "沪A00002")
			id := h.must(h.opening("adviser", customer, car, "nobody answers")).body.ID
			h.must(on(id, "care-specialist", "classify", map[string]any{"severity": "major", "major_kind": "disturbance", "data_true": true}))
			h.eventually(time.Minute, "the early warning is reminded, escalated and breached", func() error { return h.fired(id, "prewarn") })
			if n := h.count("SELECT count(*) FROM ledger_entries WHERE kind = 'liability' AND state IN ('proposed', 'needs_review')"); n != 1 {
				t.Errorf("%d entries are proposed for the missed warning, want 1", n)
			}
			h.passes(demand{acks: 3})
			h.down()
		})
	}
}

// fired says which marks of a duty haven't fired yet.
func (h *house) fired(id, duty string) error {
	db, err := h.open()
	if err != nil {
		return err
	}
	defer db.Close()
	var waiting, fired int
	err = db.QueryRow(`SELECT count(CASE WHEN m.state = 'waiting' THEN 1 END), count(CASE WHEN m.state = 'fired' THEN 1 END)
		FROM marks m JOIN obligations o ON o.id = m.obligation_id WHERE o.case_id = '`+id+`' AND o.duty = '`+duty+`'`).
		Scan(&waiting, &fired)
	if err == nil && (waiting > 0 || fired < 3) {
		err = fmt.Errorf("%d marks of %s wait, %d have fired", waiting, duty, fired)
	}
	return err
}

func TestASecondServeOnTheSameStoreRefusesAndSaysWhy(t *testing.T) {
	t.Parallel()
	for _, shape := range []string{onSQLite, onPostgres} {
		t.Run(shape, func(t *testing.T) {
			h := newHouse(t, shape, byTheBook)
			h.up()
			second := launch(t, "second", h.side+"/second.log",
				append(h.environment(), "CAREBOOK_LISTEN="+freeAddress(t), "CAREBOOK_TEMPORAL_LISTEN="+freeAddress(t)), full(t), "serve")
			status, err := second.ends(time.Minute)
			if err != nil {
				t.Fatal(err)
			}
			if status.ExitStatus() != 1 || !strings.Contains(second.tail(), "in use") {
				t.Errorf("the second ended with %d: %s", status.ExitStatus(), second.tail())
			}
			if err := h.readyNow(); err != nil {
				t.Errorf("the first is disturbed: %v", err)
			}
			h.down()
		})
	}
}

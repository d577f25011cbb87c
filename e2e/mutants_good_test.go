package e2e_test

import (
	"fmt"
	"time"
)

// signsCards makes two cards: one is signed and its customer called, the other one is cancelled.
func (h *house) signsCards(customer string) {
	h.t.Helper()
	for _, action := range []string{"", "cancel"} {
		id := h.must(h.newLead(customer, "call_in", true)).body.ID
		h.must(onLead(id, "group-leader", "sign_card", map[string]any{}))
		h.must(onLead(id, "adviser", "contact", contacted("phone", "reached")))
		h.must(onLead(id, "adviser", "contact", contacted("phone", "reached")))
		if action != "" {
			h.must(onLead(id, "group-leader", action, map[string]any{"reason": "the number was wrong"}))
		}
	}
}

// sellsAboveTheLimit has goods released in the limit and above it, paid, found gone without a release, and asked for once more.
func (h *house) sellsAboveTheLimit() {
	h.t.Helper()
	id := h.trade()
	act := func(staff, action string, content map[string]any) { h.must(onCredit(id, staff, action, content)) }
	act("trade-sales", "request", map[string]any{"reference": "D-1", "amount": "900.00"})
	act("trade-sales", "request", map[string]any{"reference": "D-2", "amount": "300.00"})
	act("trade-regional", "sign_first", map[string]any{"reference": "D-2", "verdict": "approve"})
	act("trade-finance", "pay", map[string]any{"receipt": "R-1", "amount": "400.00"})
	act("trade-finance", "pay", map[string]any{"receipt": "R-2", "amount": "100.00", "reference": "D-1"})
	act("trade-finance", "discover", map[string]any{
		"reference": "D-3", "amount": "100.00", "reason": "the store was counted",
		"bearers": []string{h.people["trade-logistics"], h.people["trade-warehouse"], h.people["trade-marketing"]},
	})
	act("trade-sales", "request", map[string]any{"reference": "D-4", "amount": "320.00"})
}

// visitsTenants has complaints of tenants closed until one has been visited, one waits for its visit, and the place of one who
// can't be reached has been given to another.
func (h *house) visitsTenants() {
	h.t.Helper()
	unit := h.goesTo(landlords...)
	customer := h.must(h.newCustomer("prop-service", unit)).body.ID
	visit := h.drawn(unit, customer)
	h.must(onVisit(visit, "prop-service", "assign", map[string]any{"visitor": h.people["prop-assistant"]}))
	file := h.must(newOrder("prop-assistant", "attach", "/cases/"+visit+"/attachments", paper("%PDF-1.7 signed"))).body.ID
	h.must(onVisit(visit, "prop-assistant", "record", talk(file, true)))
	h.must(onVisit(visit, "prop-supervisor", "report", text("as it was")))
	h.must(onVisit(visit, "prop-service", "review", text("seen")))
	gone := h.drawn(unit, customer)
	h.must(onVisit(gone, "prop-service", "unreachable", map[string]any{"verdict": "moved", "reason": "to another town"}))
	h.eventually(time.Minute, "somebody takes the place", func() error {
		if n := h.count("SELECT count(*) FROM sample_fills"); n == 0 {
			h.settles(unit, customer)
			return fmt.Errorf("nobody does")
		}
		return nil
	})
	h.drawn(unit, customer)
	h.must(h.visitAfterEvent(unit, customer, "move_in"))
}

// drawn is the return visit of a complaint on which the lot has fallen.
func (h *house) drawn(unit, customer string) string {
	h.t.Helper()
	for range 40 {
		if visit := h.visitAfter(h.settles(unit, customer)); visit != "" {
			return visit
		}
	}
	h.t.Fatal("nobody is drawn")
	return ""
}

// settles takes a complaint at the property company from its opening to its closing.
func (h *house) settles(unit, customer string) string {
	h.t.Helper()
	id := h.must(h.tenantComplains(unit, customer)).body.ID
	h.must(on(id, "prop-service", "classify", map[string]any{"severity": "ordinary", "data_true": true}))
	h.must(on(id, "prop-service", "assign", map[string]any{"assignee": h.people["prop-assistant"]}))
	h.must(on(id, "prop-assistant", "report", map[string]any{"summary": "what was found", "amount": "0.00"}))
	h.must(on(id, "prop-manager", "decide", decision("approve")))
	h.must(on(id, "prop-assistant", "tell", map[string]any{"medium": "phone", "text": "what the customer was told"}))
	h.must(on(id, "prop-assistant", "answer", map[string]any{"verdict": "accept", "text": "fine"}))
	h.must(on(id, "prop-service", "close", map[string]any{}))
	return id
}

// visitAfter is the return visit of a complaint that was closed, "" when the lot left its customer out.
func (h *house) visitAfter(complaint string) (id string) {
	h.t.Helper()
	h.eventually(time.Minute, "the complaint's return visit is drawn or not", func() error {
		if id, _ = h.visitOf(complaint); id != "" {
			return nil
		}
		return h.stands(complaint, "completed")
	})
	return id
}

// stands is an error as long as a complaint at the property company has another status.
func (h *house) stands(complaint, status string) error {
	a, err := h.ask("prop-service", "GET", "/complaints/"+complaint, "", nil)
	if err == nil && a.state() != status {
		err = fmt.Errorf("it is %s", a.state())
	}
	return err
}

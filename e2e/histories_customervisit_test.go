//go:build histories

package e2e_test

import "time"

// playCustomerVisit makes a trip to a key account, with its action report and the review of that.
func playCustomerVisit(h *house) string {
	h.up()
	customer, _ := h.customer("演示客户", "13800000098", "沪A00098")
	id := h.must(newOrder("adviser", "open", "/visits", map[string]any{
		"unit": h.unit, "customer_id": customer, "purpose": "key_account", "way": "visit",
	})).body.ID
	act := func(staff, action string, content map[string]any) {
		h.must(newOrder(staff, action, "/visits/"+id+"/"+hyphened(action), content))
	}
	act("adviser", "appoint", map[string]any{"next_at": time.Now().Add(time.Hour).UTC().Format(time.RFC3339)})
	act("adviser", "record", map[string]any{"text": "two cars are wanted in autumn"})
	act("adviser", "report", map[string]any{"text": "an offer goes out"})
	act("group-leader", "review", map[string]any{"text": "seen"})
	return "visit/" + id
}

// playVisitPlan opens a month of which only is counted what is recorded, and takes it back.
func playVisitPlan(h *house) string {
	h.up()
	id := h.must(newOrder("adviser", "open", "/visit-plans", map[string]any{
		"unit": h.unit, "month": time.Now().Add(8 * time.Hour).UTC().Format("2006-01"),
	})).body.ID
	h.must(newOrder("adviser", "note", "/visit-plans/"+id+"/note", map[string]any{"text": "a road show on Friday"}))
	h.must(newOrder("sales-manager", "void", "/visit-plans/"+id+"/void", map[string]any{"reason": "opened in error"}))
	return "visitplan/" + id
}

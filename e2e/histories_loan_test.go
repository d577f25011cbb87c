//go:build histories

package e2e_test

func (h *house) asks() string {
	h.t.Helper()
	return h.must(newOrder("adviser", "open", "/loans", map[string]any{
		"unit": h.unit, "record": "vehicle_file", "purpose": "borrow", "paper": "F-17", "reason": "the customer asks for a copy",
	})).body.ID
}

func (h *house) onLoan(id, staff, action string, content map[string]any) {
	h.t.Helper()
	h.must(newOrder(staff, action, "/loans/"+id+"/"+hyphened(action), content))
}

// playLoan lends the paper of a file; something comes out of it, it is back with a piece missing, and whole in the end.
func playLoan(h *house) string {
	h.up()
	id := h.asks()
	h.onLoan(id, "care-head", "grant", map[string]any{"item": "customer_care"})
	h.onLoan(id, "archivist", "issue", map[string]any{})
	h.onLoan(id, "archivist", "report_leak", map[string]any{"text": "a copy was seen elsewhere"})
	h.onLoan(id, "archivist", "lose", map[string]any{"pieces": 1})
	h.onLoan(id, "archivist", "give_back", map[string]any{"done": []string{"complete", "undamaged"}})
	h.onLoan(id, "general-manager", "settle_leak", map[string]any{"text": "it was the customer's own copy"})
	return "loan/" + id
}

func playDeniedLoan(h *house) string {
	h.up()
	id := h.asks()
	h.onLoan(id, "care-head", "deny", map[string]any{"reason": "a copy will do"})
	return "loan/" + id
}

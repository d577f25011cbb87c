//go:build histories

package e2e_test

func (h *house) asks() string {
	h.t.Helper()
	return h.must(newOrder("adviser", "open", "/loans", map[string]any{
		"unit": h.unit, "record": "vehicle_file", "purpose": "borrow", "paper": "F-17", "reason": "the customer asks for a copy",
	})).body.ID
}

// playLoan lends the paper of a file; something comes out of it, it is back with a piece missing, and whole in the end.
func playLoan(h *house) string {
	h.up()
	id := h.asks()
	h.must(onLoan(id, "care-head", "grant", map[string]any{"item": "customer_care"}))
	h.must(onLoan(id, "archivist", "issue", map[string]any{}))
	h.must(onLoan(id, "archivist", "report_leak", map[string]any{"text": "a copy was seen elsewhere"}))
	h.must(onLoan(id, "archivist", "lose", map[string]any{"pieces": 1}))
	h.must(onLoan(id, "archivist", "give_back", map[string]any{"done": []string{"complete", "undamaged"}}))
	h.must(onLoan(id, "general-manager", "settle_leak", map[string]any{"text": "it was the customer's own copy"}))
	return "loan/" + id
}

func playDeniedLoan(h *house) string {
	h.up()
	id := h.asks()
	h.must(onLoan(id, "care-head", "deny", map[string]any{"reason": "a copy will do"}))
	return "loan/" + id
}

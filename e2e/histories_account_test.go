//go:build histories

package e2e_test

// playAccount lets the history begin anew while the customer buys: in the limit, and above it with a signature.
func playAccount(h *house) string {
	h.extra = []string{"CAREBOOK_RENEW_AFTER=50"}
	h.up()
	id := h.trade()
	act := func(staff, action string, content map[string]any) { h.must(onCredit(id, staff, action, content)) }
	act("trade-sales", "request", map[string]any{"reference": "D-1", "amount": "900.00"})
	act("trade-sales", "request", map[string]any{"reference": "D-2", "amount": "300.00"})
	act("trade-regional", "sign_first", map[string]any{"reference": "D-2", "verdict": "approve"})
	act("trade-finance", "pay", map[string]any{"receipt": "R-1", "amount": "400.00"})
	act("trade-sales", "assess", text("pays in time"))
	act("trade-finance", "grade", map[string]any{"grade": "B"})
	return "credit/" + id
}

//go:build histories

package e2e_test

func (h *house) asksToBeErased() string {
	h.t.Helper()
	h.up()
	customer, _ := h.customer("演示客户", "13800000099", "沪A00099")
	return h.must(newOrder("adviser", "open", "/erasures", map[string]any{
		"unit": h.unit, "customer_id": customer, "asker": "self", "channel": "letter", "text": "please erase me",
	})).body.ID
}

// playErasure has a customer's data kept at first, and erased in the end.
func playErasure(h *house) string {
	id := h.asksToBeErased()
	h.must(onErasure(id, "adviser", "identify", map[string]any{"proof": "identity_card"}))
	h.must(onErasure(id, "general-manager", "restrict", map[string]any{"ground": "public_authority", "reason": "the authority asks for it"}))
	h.must(onErasure(id, "general-manager", "erase", map[string]any{}))
	return "erasure/" + id
}

func playErasureTurnedDown(h *house) string {
	id := h.asksToBeErased()
	h.must(onErasure(id, "general-manager", "turn_down", map[string]any{"ground": "not_identified", "reason": "nobody knows who asks"}))
	return "erasure/" + id
}

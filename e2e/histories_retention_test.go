//go:build histories

package e2e_test

import (
	"math/rand/v2"
	"time"
)

// playRetention files what a tenant left behind twelve years ago: bound, boxed, due at once; kept longer for a day that is to come it
// would wait, so it is reviewed, approved and destroyed.
func playRetention(h *house) string {
	h.up()
	id := h.must(leaver(h.goesTo(landlords...), rand.IntN(1_000_000), 12*366*24*time.Hour)).body.ID
	act := func(staff, action string, content map[string]any) { h.must(onRecord(id, staff, action, content)) }
	act("prop-affairs", "bind", map[string]any{})
	act("prop-affairs", "box", map[string]any{})
	h.fallsDue(id, "prop-affairs-head")
	act("prop-affairs-head", "review_record", map[string]any{})
	act("prop-manager", "approve_destruction", map[string]any{})
	act("prop-affairs", "destroy", map[string]any{"method": "shred", "text": "two people saw it"})
	return "retention/" + id
}

// playKeptRecord is kept longer than its time, and taken out of the books while that runs.
func playKeptRecord(h *house) string {
	h.up()
	id := h.must(leaver(h.goesTo(landlords...), rand.IntN(1_000_000), 12*366*24*time.Hour)).body.ID
	act := func(staff, action string, content map[string]any) { h.must(onRecord(id, staff, action, content)) }
	act("prop-affairs", "bind", map[string]any{})
	act("prop-affairs", "box", map[string]any{})
	h.fallsDue(id, "prop-affairs-head")
	act("prop-manager", "keep_longer", map[string]any{"until": time.Now().Add(400 * 24 * time.Hour).Format(time.DateOnly), "reason": "a claim"})
	act("prop-manager", "void", map[string]any{"reason": "filed in error"})
	return "retention/" + id
}

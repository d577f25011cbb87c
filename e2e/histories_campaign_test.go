//go:build histories

package e2e_test

// playCampaign greets two customers at a point of the project, the second one by a page that somebody ends.
func playCampaign(h *house) string {
	h.up()
	unit := h.goesTo(agents...)
	h.buyers(unit, 2)
	id := h.must(newOrder("homes-manager", "open", "/campaigns", map[string]any{"unit": unit, "occasion": "nodes", "node": "opening"})).body.ID
	h.reaches(id, "all are listed", func(p progress) bool { return p.Listed && p.Planned == 2 })
	h.must(newOrder("homes-manager", "pause", "/campaigns/"+id+"/pause", map[string]any{"reason": "rain", "clause": "R1-4.2"}))
	h.must(newOrder("homes-manager", "resume", "/campaigns/"+id+"/resume", map[string]any{}))
	h.greeted(id)
	h.reaches(id, "it is over", func(p progress) bool { return p.Ended })
	return "campaign/" + id
}

// playPeriods fires a schedule.
func playPeriods(h *house) string {
	h.up()
	h.goesTo(agents...)
	return h.fires(h.schedule("news"))
}

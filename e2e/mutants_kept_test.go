package e2e_test

import "net/http"

// keptMutants are harms done to what is lent, kept and erased.
var keptMutants = []mutant{
	{"I7", `UPDATE loan_grants SET ended_at = NULL WHERE ended_at IS NOT NULL`},
	{"I7", `UPDATE loan_grants SET ` + later("until_at", "+1 day")},
	{"I7", `UPDATE loan_grants SET staff_id = (SELECT max(id) FROM staff WHERE id <> staff_id)`},
	{"I7", `UPDATE loan_grants SET record_case_id = (SELECT max(id) FROM cases WHERE kind = 'archive' AND id <> record_case_id)`},
	{"I7", `DELETE FROM loan_grants`},
	{"I7", `INSERT INTO loan_grants SELECT id, (SELECT record_case_id FROM loan_grants), (SELECT staff_id FROM loan_grants), opened_at, updated_at, NULL
		FROM cases WHERE kind = 'loan' AND status = 'on_loan'`},
	{"I7", `UPDATE loan_reads SET ` + later("at", "+2 days")},
	{"I7", `UPDATE loan_reads SET staff_id = (SELECT max(id) FROM staff WHERE id <> staff_id)`},
	{"I7", `DELETE FROM loan_bans`},
	{"I7", `UPDATE loan_bans SET staff_id = (SELECT max(id) FROM staff WHERE id <> staff_id)`},
	{"I3", `UPDATE fines SET violation = 'late_documents' WHERE violation = 'lost_documents'`},
	{"I3", `UPDATE fines SET base = 2 * base WHERE violation = 'lost_pieces'`},
	{"I4", `UPDATE obligations SET duty = 'issue' WHERE duty = 'give_back' AND state = 'open'`},
	{"I4", `UPDATE obligations SET duty = 'issue' WHERE duty = 'settle_leak' AND state = 'open'`},
	{"I6", `UPDATE loans SET leaks = leaks + 1`},
	{"I6", `UPDATE events SET data = CAST(replace(CAST(data AS text), '"status":"returned"', '"status":"on_loan"') AS blob) WHERE type = 'given_back'`},
	{"I8", `UPDATE events SET actor = (SELECT o.actor FROM events o WHERE o.stream = events.stream AND o.type = 'opened') WHERE type = 'granted'`},

	{"I4", `UPDATE obligations SET state = 'cancelled' WHERE duty = 'keep' AND state = 'open'`},
	{"I4", `UPDATE obligations SET duty = 'hold' WHERE duty = 'keep' AND state = 'open'`},
	{"I5", `UPDATE obligations SET ` + later("due_at", "-2 days") + ` WHERE duty = 'keep' AND state = 'open'`},
	{"I6", `UPDATE events SET type = 'record_reviewed' WHERE type = 'destruction_approved'`},
	{"I8", `UPDATE events SET actor = (SELECT o.actor FROM events o WHERE o.stream = events.stream AND o.type = 'record_reviewed')
		WHERE type = 'destruction_approved'`},
	{"I15", `INSERT INTO attachment_contents SELECT id, zeroblob(64) FROM attachments WHERE destroyed_at IS NOT NULL`},
	{"I15", `UPDATE attachments SET destroyed_at = NULL, destroyed_by = NULL WHERE destroyed_at IS NOT NULL`},
	{"I15", `UPDATE attachments SET destroyed_by = (SELECT max(id) FROM cases WHERE kind = 'loan') WHERE destroyed_at IS NOT NULL`},
	{"I15", `DELETE FROM attachment_contents`},

	{"I15", `UPDATE person_keys SET wrapped = zeroblob(60) WHERE length(wrapped) = 0`},
	{"I15", `UPDATE person_keys SET wrapped = zeroblob(0) WHERE id IN (SELECT key_id FROM customers WHERE restricted_at IS NOT NULL)`},
	{"I15", `UPDATE customers SET phone_index = zeroblob(32) WHERE erased_at IS NOT NULL`},
	{"I15", `UPDATE vehicles SET plate_sealed = zeroblob(32) WHERE customer_id IN (SELECT id FROM customers WHERE erased_at IS NOT NULL)`},
	{"I15", `UPDATE customers SET erased_at = NULL WHERE erased_at IS NOT NULL`},
	{"I15", `UPDATE customers SET erased_at = restricted_at WHERE restricted_at IS NOT NULL`},
	{"I15", `UPDATE customers SET restricted_at = NULL WHERE restricted_at IS NOT NULL`},
	{"I4", `UPDATE obligations SET state = 'fulfilled' WHERE duty = 'answer_request' AND state = 'open'`},
	{"I4", `UPDATE obligations SET duty = 'answer_request' WHERE duty = 'look_again' AND state = 'open'`},
	{"I8", `UPDATE events SET actor = (SELECT o.actor FROM events o WHERE o.stream = events.stream AND o.type = 'identified') WHERE type = 'erased'`},
}

// lendsKeepsAndErases has records read on screen, lent, lost and leaked, one destroyed with its file and one kept, and of three customers one
// erased, one restricted and one asked for.
func (h *house) lendsKeepsAndErases() {
	h.t.Helper()
	customer, car := h.customer("客户九", "13800000019", "沪A00019")
	p := &singer{customer: customer, cases: map[string]string{}}
	p.file = h.keepsFile(p, car)
	h.lendsFile(p)
	read := h.asksFor("prop-assistant", map[string]any{"record": "vehicle_file", "purpose": "read", "case": p.file})
	h.must(onLoan(read, "general-manager", "grant", map[string]any{}))
	if a, err := h.ask("prop-assistant", http.MethodGet, "/archives/"+p.file, "", nil); err != nil || a.status != http.StatusOK {
		h.t.Fatalf("reading what was lent: %v %d %s", err, a.status, a.raw)
	}
	h.must(onLoan(read, "prop-assistant", "end_access", map[string]any{}))
	for i, record := range []string{"customer_documents", "vehicle_file", "vehicle_file"} {
		id := h.asksFor("prop-assistant", map[string]any{"record": record, "purpose": "borrow", "paper": "P-1", "unit": h.unit})
		h.must(onLoan(id, "general-manager", "grant", map[string]any{}))
		h.must(onLoan(id, "archivist", "issue", map[string]any{}))
		if i < 2 {
			h.must(onLoan(id, "archivist", "lose", map[string]any{"pieces": 2}))
		} else {
			h.must(onLoan(id, "archivist", "report_leak", text("a copy was seen elsewhere")))
		}
	}
	h.destroysFile(p)
	for _, decision := range []string{"erase", "restrict", ""} {
		h.decidesOn(decision)
	}
}

// asksFor opens a request.
func (h *house) asksFor(asker string, content map[string]any) string {
	h.t.Helper()
	content["reason"] = "it is needed"
	return h.must(newOrder(asker, "open", "/loans", content)).body.ID
}

// decidesOn opens a request to erase a new customer, and decides on it.
func (h *house) decidesOn(decision string) {
	h.t.Helper()
	customer, _ := h.customer("客户八", "13800000018", "沪A00018")
	id := h.must(newOrder("adviser", "open", "/erasures", map[string]any{
		"unit": h.unit, "customer_id": customer, "asker": "self", "channel": "letter",
	})).body.ID
	if decision == "" {
		return
	}
	h.must(onErasure(id, "adviser", "identify", map[string]any{"proof": "identity_card"}))
	content := map[string]any{}
	if decision == "restrict" {
		content = map[string]any{"ground": "public_authority", "reason": "the authority asks for it"}
	}
	h.must(onErasure(id, "general-manager", decision, content))
}

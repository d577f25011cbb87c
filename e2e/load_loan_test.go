package e2e_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
)

// loans are requests for records under load. One whose record is back stays for ever, and one that is out is given back by nobody: after a
// while nobody looks at it any more.
var loans = drama{"/loans/", "general-manager", chooseForLoan, func(b body, r *rand.Rand) bool {
	return b.Status != "requested" && b.Status != "approved" && r.IntN(5) == 0
}}

// askers ask for records, by whose they are.
var askers = map[string]string{"own": "service-adviser", "other": "prop-assistant", "outside": "sales-manager"}

// signers approve, by the role for which they do. The demo has nobody for a sales assistant.
var signers = map[string]string{
	"customer_care": "care-head", "sales_manager": "sales-manager", "group_leader": "group-leader", "general_manager": "general-manager",
}

// loan is an order that asks for a record: of one's own unit or another one, a case's or a paper.
func (l *load) loan(r *rand.Rand) order {
	asked := map[string]any{"record": "vehicle_file", "reason": "it is needed"}
	asker := askers[[]string{"own", "other"}[r.IntN(2)]]
	switch n := r.IntN(6); {
	case n < 2 && l.shelf.Load() != nil:
		asked["purpose"], asked["case"] = "read", *l.shelf.Load()
	case n < 3:
		asked["purpose"], asked["paper"] = []string{"borrow", "amend"}[r.IntN(2)], l.h.paperNumber(r)
	case n < 4:
		asker = askers["outside"]
		asked["record"], asked["purpose"], asked["customer_id"] = "customer_documents", "disclose", l.customer
	default:
		asked["record"], asked["purpose"], asked["paper"] = "customer_documents", "borrow", l.h.paperNumber(r)
	}
	if asked["paper"] != nil {
		asked["unit"] = l.h.unit
	}
	return newOrder(asker, "open", "/loans", asked)
}

func (h *house) paperNumber(r *rand.Rand) string { return fmt.Sprintf("P-%d", r.IntN(100_000)) }

// onLoan is an order for an action on a request.
func onLoan(id, staff, action string, content map[string]any) order {
	return newOrder(staff, action, "/loans/"+id+"/"+hyphened(action), content)
}

// chooseForLoan picks the next command on a request, as choose does on a complaint.
func chooseForLoan(h *house, id string, b body, r *rand.Rand) order {
	asker := askers[b.Relation]
	switch n := r.IntN(100); {
	case n < 6:
		return onLoan(id, asker, "note", text("a remark"))
	case n < 9:
		return onLoan(id, "care-head", "void", map[string]any{"reason": "asked in error"})
	case n < 12:
		return onLoan(id, asker, "issue", map[string]any{}) // never theirs
	case n < 15:
		return onLoan(id, asker, "withdraw", map[string]any{"reason": "it isn't needed"})
	case n < 20:
		return onLoan(id, "archivist", "report_leak", text("a copy was seen elsewhere"))
	case n < 30 && len(b.Entries) > 0:
		o := decided(b.Entries[r.IntN(len(b.Entries))].ID, r)
		o.staff = "sales-manager"
		return o
	}
	for _, o := range b.Obligations {
		if o.Duty == "settle_leak" && o.State == "open" && r.IntN(2) == 0 {
			return onLoan(id, "general-manager", "settle_leak", text("it was nobody else's"))
		}
	}
	return nextForLoan(h, id, asker, b, r)
}

// nextForLoan is what the status waits for.
func nextForLoan(h *house, id, asker string, b body, r *rand.Rand) order {
	switch b.Status {
	case "requested":
		return approval(id, asker, b, r)
	case "approved":
		if b.Purpose == "amend" || b.Purpose == "disclose" {
			return onLoan(id, asker, b.Purpose, text("done"))
		}
		return onLoan(id, "archivist", "issue", map[string]any{})
	case "reading":
		if _, err := h.ask(asker, http.MethodGet, "/archives/"+b.Case, "", nil); err != nil || r.IntN(2) == 0 {
			return onLoan(id, asker, "note", text("seen"))
		}
		return onLoan(id, asker, "end_access", map[string]any{})
	case "on_loan", "overdue", "lost":
		if r.IntN(3) == 0 {
			return onLoan(id, "archivist", "lose", map[string]any{"pieces": 1 + r.IntN(2)})
		}
		return onLoan(id, "archivist", "give_back", map[string]any{"done": []string{"complete", "undamaged"}[:1+r.IntN(2)]})
	}
	return onLoan(id, asker, "note", text("it is over"))
}

// approval is one of those that a request still waits for; what goes outside has the customer's authorisation.
func approval(id, asker string, b body, r *rand.Rand) order {
	if b.Purpose == "disclose" && len(b.Attachments) == 0 {
		return newOrder(asker, "attach", "/cases/"+id+"/attachments", paper("%PDF-1.7 the customer's authorisation"))
	}
	var waits []string
	for _, o := range b.Obligations {
		if o.Duty == "approve" && o.State == "open" {
			waits = append(waits, o.Item)
		}
	}
	if len(waits) == 0 || r.IntN(6) == 0 {
		return onLoan(id, "general-manager", "deny", map[string]any{"reason": "a copy will do"})
	}
	role := waits[r.IntN(len(waits))]
	content := map[string]any{"item": role}
	if len(b.Attachments) > 0 {
		content["attachment"] = b.Attachments[0].ID
	}
	if signers[role] == "" {
		return onLoan(id, "sales-manager", "deny", map[string]any{"reason": "nobody else is there"})
	}
	return onLoan(id, signers[role], "grant", content)
}

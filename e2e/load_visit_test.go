package e2e_test

import (
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"time"
)

// landlords are those of the demo's property company who handle its complaints and visit its customers.
var landlords = []string{"prop-service", "prop-assistant", "prop-supervisor", "prop-manager", "prop-affairs", "prop-affairs-head"}

// tenants are the complaints of the property company under load. After each closing the lot falls, or doesn't; the customer is
// visited before anybody does more about the complaint.
var tenants = drama{"/complaints/", "prop-service", chooseForTenant, func(body, *rand.Rand) bool { return false }}

// visits are the return visits after other events there.
var visits = drama{"/return-visits/", "prop-service", chooseForVisit, func(body, *rand.Rand) bool { return false }}

// tenant is an order that opens a complaint of the property company's only customer.
func (l *load) tenant(*rand.Rand) order { return l.h.tenantComplains(l.property, l.resident) }

func (h *house) tenantComplains(unit, customer string) order {
	return newOrder("prop-assistant", "open", "/complaints", map[string]any{
		"unit": unit, "customer_id": customer, "channel": "phone", "content": "a complaint",
	})
}

// visit is an order that opens a visit: everybody who moves in has one, of others the lot decides.
func (l *load) visit(r *rand.Rand) order {
	return l.h.visitAfterEvent(l.property, l.resident, []string{"move_in", "repair_finished"}[r.IntN(2)])
}

func (h *house) visitAfterEvent(unit, customer, event string) order {
	return newOrder("prop-service", "open", "/return-visits", map[string]any{"unit": unit, "customer_id": customer, "event": event})
}

// onVisit is an order for an action on a return visit.
func onVisit(id, staff, action string, content map[string]any) order {
	return newOrder(staff, action, "/return-visits/"+id+"/"+hyphened(action), content)
}

func inHours(n time.Duration) string { return time.Now().Add(n * time.Hour).UTC().Format(time.RFC3339) }

func answered(pairs ...string) (all []map[string]any) {
	for i := 0; i < len(pairs); i += 2 {
		all = append(all, map[string]any{"question": pairs[i], "value": pairs[i+1]})
	}
	return all
}

// chooseForTenant picks the next command on a complaint, or on its return visit.
func chooseForTenant(h *house, id string, b body, r *rand.Rand) order {
	if b.PausedAt != nil && r.IntN(3) > 0 {
		return on(id, "prop-service", "resume", map[string]any{})
	}
	switch n := r.IntN(100); {
	case n < 4:
		return on(id, "prop-service", "note", text("a remark"))
	case n < 9:
		return on(id, "prop-service", "pause", map[string]any{"reason": "waiting", "clause": "V17-2.2"})
	case n < 11:
		return on(id, "prop-service", []string{"void", "withdraw"}[r.IntN(2)], map[string]any{"reason": "opened in error"})
	case n < 15:
		return on(id, "prop-manager", "reopen", map[string]any{"reason": "it goes on"}) // mostly too early
	}
	if b.Status == "closed" {
		if visit, seen := h.visitOf(id); visit != "" {
			return chooseForVisit(h, visit, seen, r)
		}
		return on(id, "prop-service", "note", text("the lot has still to fall"))
	}
	return nextForTenant(h, id, b, r)
}

// visitOf is the return visit of a complaint that runs; "" when there is none.
func (h *house) visitOf(complaint string) (string, body) {
	a, err := h.ask("prop-service", http.MethodGet, "/return-visits?running=true&complaint="+complaint, "", nil)
	var list struct{ Items []struct{ ID string } }
	if err != nil || json.Unmarshal(a.raw, &list) != nil || len(list.Items) == 0 {
		return "", body{}
	}
	seen, err := h.ask("prop-service", http.MethodGet, "/return-visits/"+list.Items[0].ID, "", nil)
	if err != nil || seen.status != http.StatusOK {
		return "", body{}
	}
	return list.Items[0].ID, seen.body
}

// nextForTenant is what the status waits for.
func nextForTenant(h *house, id string, b body, r *rand.Rand) order {
	switch b.Status {
	case "registered":
		return on(id, "prop-service", "classify", map[string]any{"severity": []string{"ordinary", "important"}[r.IntN(2)], "data_true": true})
	case "classified":
		return on(id, "prop-service", "assign", map[string]any{"assignee": h.people["prop-assistant"]})
	case "assigned":
		return on(id, "prop-assistant", "report", map[string]any{"summary": "found", "amount": "0.00"})
	case "reported":
		return on(id, "prop-manager", "decide", decision("approve"))
	case "approved":
		return on(id, "prop-assistant", "tell", map[string]any{"medium": "phone", "text": "told"})
	case "told":
		return on(id, "prop-assistant", "answer", map[string]any{"verdict": []string{"accept", "accept", "reject"}[r.IntN(3)], "text": "said"})
	case "accepted":
		return on(id, "prop-service", "close", map[string]any{})
	}
	return on(id, "prop-service", "note", text("waiting for the rest"))
}

// chooseForVisit picks the next command on a return visit, as choose does on a complaint.
func chooseForVisit(h *house, id string, b body, r *rand.Rand) order {
	if b.PausedAt != nil && r.IntN(3) > 0 {
		return onVisit(id, "prop-service", "resume", map[string]any{})
	}
	who, reason := h.visitor(b), map[string]any{"reason": "it can't be helped"}
	switch n := r.IntN(100); {
	case n < 5:
		return onVisit(id, who, "note", text("a remark"))
	case n < 9:
		return onVisit(id, "prop-service", "pause", map[string]any{"reason": "waiting", "clause": "V17-2.2"})
	case n < 11:
		return onVisit(id, "prop-service", "void", reason)
	case n < 13:
		reason["verdict"] = "open_letter"
		return onVisit(id, "prop-service", "waive", reason)
	case n < 17:
		reason["verdict"] = []string{"unreachable", "moved"}[r.IntN(2)]
		return onVisit(id, "prop-service", "unreachable", reason)
	case n < 19:
		return onVisit(id, who, "raise_issue", map[string]any{"text": "the lift", "next_at": inHours(1)})
	}
	for _, o := range b.Obligations {
		if o.Duty == "answer_issue" && o.State == "open" && r.IntN(2) == 0 {
			return onVisit(id, who, "answer_issue", map[string]any{
				"item": o.Item, "medium": "phone", "verdict": []string{"satisfied", "satisfied", "dissatisfied"}[r.IntN(3)], "next_at": inHours(1),
			})
		}
	}
	return nextForVisit(h, id, who, b, r)
}

// visitor is somebody with the role that visits after a complaint of that severity.
func (h *house) visitor(b body) string {
	if b.Severity == "important" {
		return "prop-supervisor"
	}
	return "prop-assistant"
}

// nextForVisit is what the status waits for.
func nextForVisit(h *house, id, who string, b body, r *rand.Rand) order {
	switch b.Status {
	case "planned":
		return onVisit(id, "prop-service", "assign", map[string]any{"visitor": h.people[who]})
	case "assigned", "appointed", "attempted":
		switch n := r.IntN(6); {
		case n == 0:
			return onVisit(id, who, "appoint", map[string]any{"medium": "visit", "next_at": inHours(2)})
		case n == 1:
			return onVisit(id, who, "attempt", map[string]any{"verdict": "no_answer"})
		case len(b.Attachments) == 0:
			return newOrder(who, "attach", "/cases/"+id+"/attachments", paper("%PDF-1.7 signed"))
		}
		return onVisit(id, who, "record", talk(b.Attachments[0].ID, r.IntN(3) > 0))
	case "recorded", "issue_open":
		return onVisit(id, "prop-supervisor", "report", text("as it was"))
	}
	return onVisit(id, "prop-service", "review", text("seen"))
}

// talk is a visit in person, signed for on a paper.
func talk(paper string, content bool) map[string]any {
	verdict, score := "satisfied", "5"
	if !content {
		verdict, score = "dissatisfied", "1"
	}
	return map[string]any{
		"medium": "visit", "verdict": verdict, "signed": true, "attachment": paper, "next_at": inHours(1),
		"answers": answered("satisfied", score, "open_matters", "no"),
	}
}

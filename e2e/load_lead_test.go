package e2e_test

import "math/rand/v2"

// cards are the customers' cards under load.
var cards = drama{"/leads/", "sales-manager", chooseForCard, func(body, *rand.Rand) bool { return false }}

// card is an order that makes the card of the only customer: the consultant on duty took a number, or somebody came.
func (l *load) card(r *rand.Rand) order {
	return l.h.newLead(l.customer, []string{"call_in", "visitor", "introduced"}[r.IntN(3)], r.IntN(2) == 0)
}

func (h *house) newLead(customer, source string, onDuty bool) order {
	return newOrder("adviser", "open", "/leads", map[string]any{
		"unit": h.unit, "customer_id": customer, "source": source, "on_duty": onDuty,
	})
}

// onLead is an order for an action on a lead.
func onLead(id, staff, action string, content any) order {
	return newOrder(staff, action, "/leads/"+id+"/"+hyphened(action), content)
}

// contacted is a call, a message or a visit.
func contacted(medium, result string) map[string]any {
	return map[string]any{"medium": medium, "result": result, "text": "said", "done": []string{"standard_wording"}, "anyway": true}
}

// chooseForCard picks the next command on a card: signatures and contacts, sometimes an end, sometimes what isn't theirs.
func chooseForCard(h *house, id string, b body, r *rand.Rand) order {
	reason := map[string]any{"reason": "nothing will come of it"}
	if b.PausedAt != nil && r.IntN(4) > 0 {
		return onLead(id, "sales-manager", "resume", map[string]any{})
	}
	if b.Status == "lapsed" && r.IntN(4) > 0 {
		if r.IntN(2) == 0 {
			return onLead(id, "group-leader", []string{"shelve", "cancel"}[r.IntN(2)], reason)
		}
		return onLead(id, "group-leader", "reassign", map[string]any{"assignee": h.people["adviser"], "reason": "it goes on"})
	}
	switch n := r.IntN(100); {
	case n < 8:
		return onLead(id, "adviser", "note", text("a remark"))
	case n < 12:
		return onLead(id, "sales-manager", "pause", map[string]any{"reason": "waiting", "clause": "S2-3.1"})
	case n < 14:
		return onLead(id, "sales-manager", "void", reason)
	case n < 16:
		return onLead(id, "adviser", "sign_card", map[string]any{}) // not theirs
	case n < 20:
		return onLead(id, []string{"adviser", "group-leader"}[r.IntN(2)], "win", map[string]any{})
	case n < 24:
		return onLead(id, "group-leader", []string{"give_up", "cancel"}[r.IntN(2)], reason)
	case n < 40:
		return onLead(id, "group-leader", "sign_card", map[string]any{})
	case n < 48:
		return onLead(id, "group-leader", "sign_second", map[string]any{})
	case n < 55:
		return onLead(id, "adviser", "take_stock", text("the customer waits for a new model"))
	}
	media, results := []string{"phone", "phone", "sms", "visit"}, []string{"reached", "reached", "progress", "no_answer", "dislikes_calls"}
	return onLead(id, "adviser", "contact", contacted(media[r.IntN(len(media))], results[r.IntN(len(results))]))
}

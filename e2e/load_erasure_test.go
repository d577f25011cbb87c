package e2e_test

import (
	"math/rand/v2"
	"net/http"

	"github.com/google/uuid"
)

// erasures are requests to erase customers who were made for it: nobody else does anything about them. One whose data are kept is looked at
// again after a year: after a while nobody looks at it any more.
var erasures = drama{"/erasures/", "general-manager", chooseForErasure, func(b body, r *rand.Rand) bool {
	return b.Status == "restricted" && r.IntN(6) == 0
}}

// erasure is an order that asks to erase a new customer, of whom one in two has complained of something, and one in four still does.
func (l *load) erasure(r *rand.Rand) order {
	who := uuid.NewString() // nobody, unless somebody is made
	made, ok := l.do(newOrder("care-manager", "create_customer", "/customers", map[string]any{
		"unit": l.h.unit, "name": "客户八", "phone": "13800000008", "vehicles": []any{map[string]any{"model": "E2E 1"}},
	}), r)
	if ok && made.status == http.StatusCreated {
		who = made.body.ID
		l.complains(who, made.body.Vehicles[0].ID, r)
	}
	return newOrder("adviser", "open", "/erasures", map[string]any{
		"unit": l.h.unit, "customer_id": who, "asker": "self", "channel": "letter", "text": "please erase me",
	})
}

func (l *load) complains(customer, car string, r *rand.Rand) {
	n := r.IntN(4)
	if n > 1 {
		return
	}
	a, ok := l.do(l.h.opening("adviser", customer, car, "what is to be forgotten"), r)
	if ok && a.status == http.StatusCreated && n == 0 {
		l.do(on(a.body.ID, "care-manager", "void", map[string]any{"reason": "opened in error"}), r)
	}
}

// onErasure is an order for an action on a request to erase somebody.
func onErasure(id, staff, action string, content map[string]any) order {
	return newOrder(staff, action, "/erasures/"+id+"/"+hyphened(action), content)
}

// chooseForErasure picks the next command on a request, as choose does on a complaint.
func chooseForErasure(_ *house, id string, b body, r *rand.Rand) order {
	ground := map[string]any{"ground": "public_authority", "reason": "the authority asks for it"}
	switch n := r.IntN(100); {
	case n < 8:
		return onErasure(id, "adviser", "note", text("a remark"))
	case n < 14:
		return onErasure(id, "care-manager", "erase", map[string]any{}) // never theirs
	case n < 18:
		return onErasure(id, "vice-manager", "turn_down", map[string]any{"ground": "not_identified", "reason": "nobody knows who asks"})
	case n < 20:
		return onErasure(id, "adviser", "withdraw", map[string]any{"reason": "the customer has thought again"})
	case n < 22:
		return onErasure(id, "general-manager", "void", map[string]any{"reason": "opened in error"})
	case n < 36:
		return onErasure(id, "general-manager", "restrict", ground) // of one that wasn't checked too early
	}
	if b.Status == "erasure_asked" {
		return onErasure(id, []string{"care-manager", "vice-manager"}[r.IntN(2)], "identify", map[string]any{"proof": "identity_card"})
	}
	return onErasure(id, []string{"general-manager", "vice-manager"}[r.IntN(2)], "erase", map[string]any{})
}

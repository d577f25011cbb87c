package e2e_test

import (
	"fmt"
	"math/rand/v2"
	"time"
)

// accounts are those of the wholesale trade's customers under load. One stays for ever: after a while nobody looks at it any more.
var accounts = drama{"/credits/", "trade-head", chooseForAccount, func(b body, r *rand.Rand) bool {
	return b.Status == "eligible" && r.IntN(25) == 0
}}

// account is an order that opens the account of another customer.
func (l *load) account(r *rand.Rand) order {
	a, ok := l.do(l.h.newCustomer("trade-sales", l.trade), r)
	if !ok {
		return l.h.opensAccount(l.trade, l.client)
	}
	return l.h.opensAccount(l.trade, a.body.ID)
}

func (h *house) newCustomer(staff, unit string) order {
	return newOrder(staff, "create_customer", "/customers", map[string]any{"unit": unit, "name": "演示客户", "phone": "13800000077"})
}

func (h *house) opensAccount(unit, customer string) order {
	return newOrder("trade-sales", "open", "/credits", map[string]any{"unit": unit, "customer_id": customer, "seller": h.people["trade-sales"]})
}

// chooseForAccount picks the next command on an account: what it lacks first, then goods, money and signatures, some of which
// nobody can give.
func chooseForAccount(h *house, id string, b body, r *rand.Rand) order {
	if o, ok := proof(id, b, r); ok {
		return o
	}
	item := fmt.Sprintf("D-%d", r.IntN(40))
	switch n := r.IntN(100); {
	case n < 6:
		return onCredit(id, "trade-sales", "note", text("a remark"))
	case n < 30:
		return onCredit(id, "trade-sales", "request", goods(item, r))
	case n < 60 && len(b.Requests) > 0:
		w := b.Requests[r.IntN(len(b.Requests))]
		return forRequest(id, w.Reference, w.Way, r)
	case n < 75:
		money := map[string]any{"receipt": fmt.Sprintf("R-%d", r.IntN(400)), "amount": fmt.Sprintf("%d.25", 20+r.IntN(300))}
		if r.IntN(3) == 0 {
			money["reference"] = item
		}
		return onCredit(id, "trade-finance", "pay", money)
	case n < 79:
		return onCredit(id, "trade-sales", "ask_review", map[string]any{"reference": item, "reason": "the customer is good"})
	case n < 84:
		return onCredit(id, "trade-head", "settle_review", map[string]any{
			"reference": item, "verdict": []string{"uphold", "overturn"}[r.IntN(2)], "reason": "seen",
		})
	case n < 87:
		return onCredit(id, "trade-finance", "write_off", map[string]any{"reference": item, "reason": "the customer is gone"})
	case n < 90:
		return onCredit(id, "trade-finance", "discover", map[string]any{
			"reference": item, "amount": "90.10", "reason": "the store was counted",
			"bearers": []string{h.people["trade-logistics"], h.people["trade-warehouse"], h.people["trade-marketing"]},
		})
	case n < 95:
		return onCredit(id, "trade-sales", "assess", text("pays in time"))
	case n < 98:
		return onCredit(id, "trade-finance", "grade", map[string]any{"grade": []string{"A", "B", "C", "D"}[r.IntN(4)]})
	}
	return onCredit(id, "trade-head", []string{"close_account", "reopen_account", "void"}[r.IntN(3)], map[string]any{"reason": "tried"})
}

// proof is what an account lacks until goods can be asked for.
func proof(id string, b body, r *rand.Rand) (order, bool) {
	switch b.Status {
	case "not_eligible":
		if r.IntN(5) == 0 {
			return onCredit(id, "trade-sales", "request", goods(fmt.Sprintf("C-%d", r.IntN(5)), r)), true // cash, or nothing
		}
		return []order{
			onCredit(id, "trade-sales", "prove_archive", map[string]any{}),
			onCredit(id, "trade-sales", "prove_contract", map[string]any{"contract": "direct"}),
			onCredit(id, "trade-finance", "prove_balance", map[string]any{"year": time.Now().Year() - 1}),
		}[r.IntN(3)], true
	case "eligible":
		if b.Figures.Starting != "0.00" && b.Figures.Starting != "" || r.IntN(3) == 0 {
			return order{}, false
		}
		if r.IntN(2) == 0 {
			return onCredit(id, "trade-sales", "propose_limit", map[string]any{"amount": "1000.00"}), true
		}
		return onCredit(id, "trade-manager", "approve_limit", map[string]any{"verdict": "approve"}), true
	}
	return onCredit(id, "trade-head", "reopen_account", map[string]any{"reason": "it goes on"}), r.IntN(2) == 0
}

// goods are asked for, sometimes with a plan of how they are paid.
func goods(item string, r *rand.Rand) map[string]any {
	all := map[string]any{"reference": item, "amount": fmt.Sprintf("%d.10", 40+r.IntN(420))}
	if r.IntN(3) == 0 {
		all["plan_days"] = 10
	}
	return all
}

// forRequest is what a request waits for, or sometimes what it doesn't wait for.
func forRequest(id, item, way string, r *rand.Rand) order {
	verdict := map[string]any{"reference": item, "verdict": []string{"approve", "approve", "approve", "refuse"}[r.IntN(4)]}
	switch way {
	case "first":
		return onCredit(id, "trade-regional", "sign_first", verdict)
	case "last":
		return onCredit(id, "trade-head", "sign_last", verdict)
	case "special":
		return onCredit(id, "trade-head", "decide_special", verdict)
	}
	if r.IntN(2) == 0 {
		return onCredit(id, "trade-sales", "plan", map[string]any{"reference": item, "days": 1 + r.IntN(9)})
	}
	return onCredit(id, "trade-finance", "pay", map[string]any{
		"receipt": fmt.Sprintf("P-%d", r.IntN(4000)), "amount": "500.00", "reference": item,
	})
}

package e2e_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// Two complaints of whoever leaves, one of which stands still, and a file go to the successor by themselves, carried by the real processes;
// what that person asked to be lent does not. The books
// say by what, and each process knows whose its case is.
func TestWhatSomebodyLooksAfterGoesToTheSuccessorByItself(t *testing.T) {
	t.Parallel()
	h := newHouse(t, onSQLite, byTheBook)
	h.up()
	h.tokens["administrator"] = strings.TrimSpace(run(t, h.environment(), full(t), "token", "create", "--staff", "administrator"))
	customer, car := h.customer("客户十一", "13800000011", "沪A00011")
	var complaints []string
	for range 2 {
		id := h.must(h.opening("service-adviser", customer, car, "a complaint")).body.ID
		h.must(on(id, "care-specialist", "classify", map[string]any{"severity": "ordinary", "data_true": true}))
		h.must(on(id, "care-manager", "assign", map[string]any{"assignee": h.people["adviser"]}))
		complaints = append(complaints, id)
	}
	h.must(on(complaints[1], "care-manager", "pause", map[string]any{"reason": "the customer is abroad", "clause": "V13-2.4b"}))
	h.must(h.delivery("new_car", car, 0))
	h.must(newOrder("adviser", "open", "/loans", map[string]any{
		"unit": h.unit, "record": "vehicle_file", "purpose": "borrow", "paper": "F-17", "reason": "a question of the customer",
	}))
	order := h.must(newOrder("administrator", "hand_over_duties", "/staff/"+h.people["adviser"]+"/hand-over", map[string]any{
		"to": h.people["sales-manager"], "reason": "leaves the company",
	})).body.ID
	h.eventually(time.Minute, "everything has gone over", func() error {
		var p struct {
			Moved, Left int
			Refused     []any
		}
		// What was asked for to be lent stays with whoever asked.
		if h.read("administrator", "/hand-overs/"+order, &p); p.Moved != 3 || p.Left != 0 || len(p.Refused) != 1 {
			return fmt.Errorf("%+v", p)
		}
		return nil
	})
	for _, id := range complaints {
		if k := h.complaint(id); k.Handler == nil || *k.Handler != h.people["sales-manager"] {
			t.Errorf("%s is %v's", id, k.Handler)
		}
	}
	h.passes(demand{acks: 11})
	h.down()
}

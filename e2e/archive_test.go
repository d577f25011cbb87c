package e2e_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"
)

func TestAFileGoesFromDeliveryToTheCabinetInEveryShape(t *testing.T) {
	t.Parallel()
	for _, shape := range shapes {
		t.Run(shape, func(t *testing.T) {
			h := newHouse(t, shape, quick)
			h.up()
			id := h.lateFile()
			h.must(onFile(id, "adviser", "send", allPresent("new_car")))
			h.restart() // in order, with a file under way
			h.refused(onFile(id, "adviser", "receive", map[string]any{}), http.StatusForbidden, "wrong_role")
			h.shelve(id)
			if n := h.count("SELECT count(*) FROM fines WHERE violation = 'sales_signature' AND factor = 2 AND NOT again"); n != 1 {
				t.Errorf("%d signatures are fined double, want 1", n)
			}
			first := h.entryAt(1)
			h.must(decides("confirm", first, map[string]any{}))
			h.must(decides("reverse", first, map[string]any{"reason": "the customer was away"}))
			h.refused(decides("confirm", first, map[string]any{}), http.StatusConflict, "entry_state")
			counted := h.count("SELECT count(*) FROM entry_counts WHERE counted_id = '" + first + "'")
			if n := h.count("SELECT count(*) FROM entry_decisions WHERE decision = 'review'"); n == 0 || n != counted {
				t.Errorf("%d entries are to be looked at again, want all %d that counted the reversed one", n, counted)
			}
			h.passes(demand{acks: 7})
			h.down()
		})
	}
}

// lateFile opens the file of a car delivered long ago and waits until it has been fined, ordered to be put right, and fined
// again for that.
func (h *house) lateFile() string {
	h.t.Helper()
	_, car := h.customer("客户六", "13800000006", "沪A00006")
	id := h.must(h.delivery("new_car", car, 12*24*time.Hour)).body.ID
	h.eventually(time.Minute, "it is fined and fined again", func() error {
		if n := h.count("SELECT count(*) FROM fines WHERE violation = 'late_sales'"); n < 2 {
			return fmt.Errorf("%d fines", n)
		}
		return nil
	})
	return id
}

// shelve takes a file that was sent to the cabinet, with one defect on the way.
func (h *house) shelve(id string) {
	h.t.Helper()
	h.must(onFile(id, "archivist", "receive", map[string]any{}))
	h.must(onFile(id, "archivist", "check", map[string]any{
		"findings": []map[string]any{{"code": "checklist", "fault": "user_signature"}},
	}))
	h.must(onFile(id, "archivist", "correct", map[string]any{"item": "checklist/user_signature"}))
	h.must(onFile(id, "archivist", "store", stored()))
}

// entryAt is the id of the fine at a place of the only month.
func (h *house) entryAt(place int) (id string) {
	h.t.Helper()
	db, err := h.open()
	if err != nil {
		h.t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRow(fmt.Sprintf("SELECT entry_id FROM fines WHERE place = %d", place)).Scan(&id); err != nil {
		h.t.Fatal(err)
	}
	return id
}

// decides is an order for a decision on an entry.
func decides(what, entry string, content map[string]any) order {
	return newOrder("customer-director", what+"_entry", "/entries/"+entry+"/"+what, content)
}

func allPresent(kind string) map[string]any {
	var papers []map[string]any
	for _, code := range filed[kind] {
		papers = append(papers, map[string]any{"code": code, "state": "present"})
	}
	return map[string]any{"papers": papers}
}

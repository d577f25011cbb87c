package e2e_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"time"
)

// records are the files of tenants who have left: now, or so long ago that their time is over as soon as they are boxed. One whose time
// runs stays for years: nobody looks at it any more.
var records = drama{"/retentions/", "prop-affairs-head", chooseForRecord, func(b body, r *rand.Rand) bool {
	return (b.Status == "boxed" || b.Status == "kept") && r.IntN(3) == 0
}}

// record is an order that files what a tenant has left behind.
func (l *load) record(r *rand.Rand) order {
	return leaver(l.property, r.IntN(1_000_000), []time.Duration{0, 11 * 366 * 24 * time.Hour}[r.IntN(2)])
}

func leaver(unit string, n int, ago time.Duration) order {
	content := map[string]any{"unit": unit, "record": "tenant_file", "paper": fmt.Sprintf("E2E-%06d", n)}
	if ago > 0 {
		content["occurred_at"], content["reason"] = time.Now().Add(-ago).UTC().Format(time.RFC3339), "found in the cellar"
	}
	return newOrder("prop-affairs", "open", "/retentions", content)
}

// fallsDue waits until a record's time is over.
func (h *house) fallsDue(id, reader string) {
	h.t.Helper()
	h.eventually(20*time.Second, "its time is over", func() error {
		a, err := h.ask(reader, http.MethodGet, "/retentions/"+id, "", nil)
		if err == nil && a.body.Status != "due" {
			err = fmt.Errorf("it is %s", a.body.Status)
		}
		return err
	})
}

// onRecord is an order for an action on a record.
func onRecord(id, staff, action string, content any) order {
	return newOrder(staff, action, "/retentions/"+id+"/"+hyphened(action), content)
}

// chooseForRecord picks the next command on a record, as choose does on a complaint.
func chooseForRecord(_ *house, id string, b body, r *rand.Rand) order {
	destroy := map[string]any{"method": "shred", "text": "two people saw it"}
	switch n := r.IntN(100); {
	case n < 8:
		return onRecord(id, "prop-affairs", "note", text("a remark"))
	case n < 12:
		return onRecord(id, "prop-affairs", "destroy", destroy) // mostly too early
	case n < 16:
		return onRecord(id, "prop-affairs-head", "approve_destruction", map[string]any{}) // never theirs
	case n < 19:
		return onRecord(id, "prop-manager", "void", map[string]any{"reason": "filed in error"})
	case n < 29:
		until := time.Now().Add(400 * 24 * time.Hour).Format(time.DateOnly)
		return onRecord(id, "prop-manager", "keep_longer", map[string]any{"until": until, "reason": "a claim"})
	}
	switch b.Status {
	case "left":
		return onRecord(id, "prop-affairs", "bind", map[string]any{})
	case "bound":
		return onRecord(id, "prop-affairs", "box", map[string]any{})
	case "due":
		return onRecord(id, "prop-affairs-head", "review_record", map[string]any{})
	case "reviewed":
		return onRecord(id, "prop-manager", "approve_destruction", map[string]any{})
	case "approved":
		return onRecord(id, "prop-affairs", "destroy", destroy)
	}
	return onRecord(id, "prop-affairs", "note", text("its time runs"))
}

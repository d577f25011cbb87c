package e2e_test

import (
	"fmt"
	"math/rand/v2"
	"time"
)

// files are the files of vehicles under load. A stored one stays for ever: after a while nobody looks at it any more.
var files = drama{"/archives/", "customer-director", chooseForFile, func(b body, r *rand.Rand) bool {
	return b.Status == "stored" && r.IntN(4) == 0
}}

// filed are the documents of each kind of file that can't be left out.
var filed = map[string][]string{
	"new_car": {
		"green_card", "invoice", "contract", "identity", "checklist", "licence", "insurance", "services", "certificate", "photo", "pdi",
	},
	"aftersales": {"reception_form", "task_order", "settlement"},
}

// senders hand over each kind of file.
var senders = map[string]string{"new_car": "adviser", "aftersales": "service-adviser"}

// file is an order that opens a file of another car: delivered now, or so long ago that it is late at once.
func (l *load) file(r *rand.Rand) order {
	plate := fmt.Sprintf("沪D%05d", l.cars.Add(1))
	a, ok := l.do(newOrder("care-manager", "create_customer", "/customers", map[string]any{
		"unit": l.h.unit, "name": "客户五", "phone": "13800000005", "vehicles": []any{map[string]any{"model": "E2E 1", "plate": plate}},
	}), r)
	car := l.car
	if ok && len(a.body.Vehicles) == 1 {
		car = a.body.Vehicles[0].ID
	}
	ago := []time.Duration{0, time.Hour, 7 * 24 * time.Hour, 11 * 24 * time.Hour}[r.IntN(4)]
	return l.h.delivery([]string{"new_car", "aftersales"}[r.IntN(2)], car, ago)
}

// delivery is an order that opens the file of a car that was delivered so long ago.
func (h *house) delivery(kind, car string, ago time.Duration) order {
	return newOrder(senders[kind], "open", "/archives", map[string]any{
		"unit": h.unit, "vehicle_id": car, "file": kind, "consultant": h.people[senders[kind]],
		"delivered_at": time.Now().Add(-ago).UTC().Format(time.RFC3339),
	})
}

// onFile is an order for an action on a file.
func onFile(id, staff, action string, content any) order {
	return newOrder(staff, action, "/archives/"+id+"/"+action, content)
}

// chooseForFile picks the next command on a file, as choose does on a complaint.
func chooseForFile(h *house, id string, b body, r *rand.Rand) order {
	if b.PausedAt != nil && r.IntN(4) > 0 {
		return onFile(id, "customer-director", "resume", map[string]any{})
	}
	switch n := r.IntN(100); {
	case n < 8:
		return onFile(id, []string{"archivist", "customer-director"}[r.IntN(2)], "note", text("a remark"))
	case n < 13:
		return onFile(id, "customer-director", "pause", map[string]any{"reason": "waiting", "clause": "V4-5.9"})
	case n < 15:
		return onFile(id, "customer-director", "void", map[string]any{"reason": "opened in error"})
	case n < 18:
		return onFile(id, "archivist", "store", stored()) // mostly too early
	case n < 21:
		return onFile(id, senders[b.File], "receive", map[string]any{}) // not theirs
	case n < 25:
		return onFile(id, "customer-director", "stop", map[string]any{"item": "hand_over", "reason": "the printer is broken"})
	case n < 40 && len(b.Entries) > 0:
		return decided(b.Entries[r.IntN(len(b.Entries))].ID, r)
	}
	return nextForFile(id, b, r)
}

// decided is a decision on an entry, whether it can still be taken or not.
func decided(entry string, r *rand.Rand) order {
	what := []string{"confirm", "confirm", "reject", "reverse"}[r.IntN(4)]
	content := map[string]any{}
	if what != "confirm" {
		content["reason"] = "it was somebody else's"
	}
	return decides(what, entry, content)
}

// nextForFile is what the status waits for.
func nextForFile(id string, b body, r *rand.Rand) order {
	for _, o := range b.Obligations {
		switch {
		case o.State != "open" || r.IntN(5) > 0:
		case o.Duty == "supply":
			return onFile(id, "archivist", "supply", map[string]any{"item": o.Item})
		case o.Person == nil:
			return newOrder("archivist", "claim", "/obligations/"+o.ID+"/claim", map[string]any{})
		}
	}
	switch b.Status {
	case "waiting":
		return onFile(id, senders[b.File], "send", sending(b.File, r))
	case "sent":
		return onFile(id, "archivist", "receive", map[string]any{})
	case "signed":
		return onFile(id, "archivist", "check", checking(b, r))
	case "defective":
		return right(id, b, r)
	case "checked":
		return onFile(id, "archivist", "store", stored())
	case "stored":
		content := map[string]any{"pieces": 1 + r.IntN(3)}
		if r.IntN(2) == 0 {
			return onFile(id, "archivist", "lose", content)
		}
	case "lost":
		return onFile(id, "archivist", "restore", map[string]any{})
	}
	return onFile(id, "archivist", "note", text("nothing to do"))
}

// sending lists all documents: most are there, some are missing, some come later.
func sending(kind string, r *rand.Rand) map[string]any {
	var papers []map[string]any
	for _, code := range filed[kind] {
		paper := map[string]any{"code": code, "state": "present"}
		switch r.IntN(30) {
		case 0:
			paper["state"] = "missing"
		case 1:
			paper["state"], paper["expected_on"] = "excused", time.Now().Add(5*24*time.Hour).Format(time.DateOnly)
		}
		papers = append(papers, paper)
	}
	return map[string]any{"papers": papers, "reason": "the office is slow"}
}

// checking answers each excuse, and finds up to two faults, which may be impossible.
func checking(b body, r *rand.Rand) map[string]any {
	excuses, findings := []map[string]any{}, []map[string]any{}
	for _, p := range b.Papers {
		if p.State == "excused" {
			excuses = append(excuses, map[string]any{"code": p.Code, "accept": r.IntN(3) > 0})
		}
	}
	faults := []string{"missing", "wrong", "user_signature", "internal_signature"}
	for range r.IntN(3) {
		code := filed[b.File][r.IntN(len(filed[b.File]))]
		findings = append(findings, map[string]any{"code": code, "fault": faults[r.IntN(len(faults))]})
	}
	if b.File == "aftersales" && r.IntN(4) == 0 {
		findings = append(findings, map[string]any{"fault": "contact"})
	}
	return map[string]any{"excuses": excuses, "findings": findings}
}

// right puts one defect right, or lets it be.
func right(id string, b body, r *rand.Rand) order {
	for _, i := range r.Perm(len(b.Findings)) {
		f := b.Findings[i]
		switch {
		case f.State != "open":
		case r.IntN(6) == 0:
			return onFile(id, "customer-director", "stop", map[string]any{"item": f.Item, "reason": "the customer has moved away"})
		default:
			return onFile(id, "archivist", "correct", map[string]any{"item": f.Item})
		}
	}
	return onFile(id, "archivist", "note", text("nothing to put right"))
}

func stored() map[string]any {
	return map[string]any{"done": []string{"copied", "scanned", "cabinet", "register"}}
}

//go:build histories

package e2e_test

import (
	"fmt"
	"strings"
	"time"
)

// estate is the property company of a house: where its customers live who are visited.
type estate struct {
	*house
	unit     string
	people   map[string]string
	customer string
}

func (h *house) estate() *estate {
	h.t.Helper()
	e := &estate{house: h, people: map[string]string{}}
	for _, code := range []string{"prop-assistant", "prop-supervisor", "prop-service", "prop-manager"} {
		h.tokens[code] = strings.TrimSpace(run(h.t, h.environment(), full(h.t), "token", "create", "--staff", code))
	}
	h.up()
	var all struct{ Items []struct{ ID, Code string } }
	h.read("prop-service", "/units", &all)
	for _, u := range all.Items {
		if u.Code == "PROP" {
			e.unit = u.ID
		}
	}
	all.Items = nil
	h.read("prop-service", "/staff?limit=100&unit="+e.unit, &all)
	for _, s := range all.Items {
		e.people[s.Code] = s.ID
	}
	e.customer = h.must(newOrder("prop-service", "create_customer", "/customers", map[string]any{
		"unit": e.unit, "name": "演示业主", "phone": "13800000077",
	})).body.ID
	return e
}

// opens opens the return visit of an event.
func (e *estate) opens(event string) string {
	e.t.Helper()
	return e.must(newOrder("prop-service", "open", "/return-visits", map[string]any{
		"unit": e.unit, "customer_id": e.customer, "event": event,
	})).body.ID
}

func (e *estate) onVisit(id, staff, action string, content map[string]any) {
	e.t.Helper()
	e.must(newOrder(staff, action, "/return-visits/"+id+"/"+hyphened(action), content))
}

// playVisit lets the history begin anew between the visit, an issue that came up, and the opinion on both.
func playVisit(h *house) string {
	h.extra = []string{"CAREBOOK_RENEW_AFTER=40"}
	e := h.estate()
	id := e.opens("move_in")
	e.onVisit(id, "prop-service", "assign", map[string]any{"visitor": e.people["prop-assistant"]})
	soon := func() string { return time.Now().Add(time.Hour).UTC().Format(time.RFC3339) }
	e.onVisit(id, "prop-assistant", "appoint", map[string]any{"medium": "phone", "next_at": soon()})
	e.onVisit(id, "prop-assistant", "attempt", map[string]any{"verdict": "declined", "next_at": soon()})
	said := func(mark string) []map[string]any {
		return []map[string]any{{"question": "satisfied", "value": mark}, {"question": "open_matters", "value": "no"}}
	}
	e.onVisit(id, "prop-assistant", "record", map[string]any{"medium": "phone", "verdict": "dissatisfied", "answers": said("1"), "next_at": soon()})
	e.onVisit(id, "prop-assistant", "answer_issue", map[string]any{"item": "1", "medium": "phone", "verdict": "dissatisfied", "next_at": soon()})
	for range 3 {
		e.onVisit(id, "prop-assistant", "note", map[string]any{"text": "still waiting"})
	}
	e.onVisit(id, "prop-assistant", "answer_issue", map[string]any{"item": "1", "medium": "phone", "verdict": "satisfied"})
	e.onVisit(id, "prop-supervisor", "report", map[string]any{"text": "all settled"})
	e.onVisit(id, "prop-service", "review", map[string]any{"text": "well done"})
	return "returnvisit/" + id
}

// playNotDrawn opens visits of which one in ten is drawn, until the lot leaves somebody out.
func playNotDrawn(h *house) string {
	e := h.estate()
	for {
		id := e.opens("culture_event")
		var v struct{ Status string }
		h.read("prop-service", "/return-visits/"+id, &v)
		if v.Status == "not_sampled" {
			return "returnvisit/" + id
		}
	}
}

func playWaivedVisit(h *house) string {
	e := h.estate()
	id := e.opens("move_in")
	e.onVisit(id, "prop-service", "waive", map[string]any{"verdict": "open_letter", "reason": "everybody has the same issue"})
	return "returnvisit/" + id
}

func playUnreached(h *house) string {
	e := h.estate()
	id := e.opens("incident_handled")
	e.onVisit(id, "prop-assistant", "attempt", map[string]any{"verdict": "no_answer"})
	e.onVisit(id, "prop-service", "unreachable", map[string]any{"verdict": "unreachable", "reason": "nobody answers"})
	return "returnvisit/" + id
}

// playVisitedComplaint closes a complaint, whose return visit then tells it what came of it: not drawn, or dropped.
func playVisitedComplaint(h *house) string {
	e := h.estate()
	id := h.must(newOrder("prop-assistant", "open", "/complaints", map[string]any{
		"unit": e.unit, "customer_id": e.customer, "channel": "phone", "content": "the lift stands still",
	})).body.ID
	for _, step := range []order{
		on(id, "prop-service", "classify", map[string]any{"severity": "ordinary", "data_true": true}),
		on(id, "prop-service", "assign", map[string]any{"assignee": e.people["prop-assistant"]}),
		on(id, "prop-assistant", "report", map[string]any{"amount": "0.00", "summary": "repaired"}),
		on(id, "prop-manager", "decide", map[string]any{"verdict": "approve"}),
		on(id, "prop-assistant", "tell", map[string]any{"medium": "phone"}),
		on(id, "prop-assistant", "answer", map[string]any{"verdict": "accept"}),
		on(id, "prop-service", "close", map[string]any{}),
	} {
		h.must(step)
	}
	h.eventually(time.Minute, "what came of the return visit", func() error {
		var all struct{ Items []struct{ ID, Status string } }
		h.read("prop-service", "/return-visits?complaint="+id, &all)
		if len(all.Items) == 1 && all.Items[0].Status == "planned" {
			e.onVisit(all.Items[0].ID, "prop-service", "waive", map[string]any{"verdict": "open_letter", "reason": "known to all"})
		}
		var c struct{ Status string }
		h.read("prop-service", "/complaints/"+id, &c)
		if c.Status != "completed" {
			return fmt.Errorf("the complaint is %s", c.Status)
		}
		return nil
	})
	return id
}

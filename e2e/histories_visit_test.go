//go:build histories

package e2e_test

import (
	"os"
	"path/filepath"
	"time"
)

// managed starts the house and knows its property company, and a customer of it.
func (h *house) managed() (unit, customer string) {
	h.t.Helper()
	h.up()
	unit = h.goesTo(landlords...)
	return unit, h.client("prop-service", unit)
}

// client is a customer of a unit, without a car.
func (h *house) client(staff, unit string) string {
	h.t.Helper()
	return h.must(h.newCustomer(staff, unit)).body.ID
}

// after opens the return visit of an event at the property company.
func (h *house) after(event, unit, customer string) answer {
	h.t.Helper()
	return h.must(h.visitAfterEvent(unit, customer, event))
}

// moveIn is the visit that everybody who moves in is owed.
func (h *house) moveIn() string {
	h.t.Helper()
	unit, customer := h.managed()
	return h.after("move_in", unit, customer).body.ID
}

// playVisit has a call made, reported and reviewed.
func playVisit(h *house) string {
	id := h.moveIn()
	act := func(staff, action string, content map[string]any) { h.must(onVisit(id, staff, action, content)) }
	act("prop-service", "assign", map[string]any{"visitor": h.people["prop-assistant"]})
	act("prop-assistant", "appoint", map[string]any{"medium": "phone", "next_at": inHours(2)})
	act("prop-assistant", "record", map[string]any{
		"medium": "phone", "verdict": "satisfied", "answers": answered("satisfied", "5", "open_matters", "no"),
	})
	act("prop-supervisor", "report", text("all is well"))
	act("prop-service", "review", text("seen"))
	return "returnvisit/" + id
}

func playWaivedVisit(h *house) string {
	id := h.moveIn()
	h.must(onVisit(id, "prop-service", "waive", map[string]any{"verdict": "open_letter", "reason": "answered in an open letter"}))
	return "returnvisit/" + id
}

func playUnreached(h *house) string {
	id := h.moveIn()
	h.must(onVisit(id, "prop-assistant", "attempt", map[string]any{"verdict": "no_answer"}))
	h.must(onVisit(id, "prop-service", "unreachable", map[string]any{"verdict": "unreachable", "reason": "nobody answers"}))
	return "returnvisit/" + id
}

// playLotOut opens visits of which one in ten is drawn, until one isn't.
func playLotOut(h *house) string {
	unit, customer := h.managed()
	for range 10 {
		if a := h.after("culture_event", unit, customer); a.state() == "not_sampled" {
			return "returnvisit/" + a.body.ID
		}
	}
	h.t.Fatal("everybody is drawn")
	return ""
}

// specialists is a unit whose customers are visited in a cycle.
const specialists = `units:
  - {code: VISITS, name: 演示回访公司, profile: specialist}
staff:
  - {code: visit-specialist, name: 演示回访专员, roles: [{role: visit_specialist, unit: VISITS}]}
  - {code: visit-supervisor, name: 演示回访主管, roles: [{role: customer_service_supervisor, unit: VISITS}]}
  - {code: visit-manager, name: 演示客服经理, roles: [{role: service_department_manager, unit: VISITS}]}
`

// playCycle lets the history begin anew while a cycle goes on.
func playCycle(h *house) string {
	file := filepath.Join(h.side, "specialists.yaml")
	if err := os.WriteFile(file, []byte(specialists), 0o600); err != nil {
		h.t.Fatal(err)
	}
	run(h.t, h.environment(), full(h.t), "organisation", "load", file)
	h.extra = []string{"CAREBOOK_RENEW_AFTER=40"}
	h.up()
	unit := h.goesTo("visit-supervisor", "visit-specialist")
	id := h.must(newOrder("visit-supervisor", "open", "/return-visits", map[string]any{
		"unit": unit, "customer_id": h.client("visit-supervisor", unit), "cycle": "regular", "visitor": h.people["visit-specialist"],
	})).body.ID
	act := func(staff, action string, content map[string]any) { h.must(onVisit(id, staff, action, content)) }
	act("visit-specialist", "appoint", map[string]any{"medium": "phone", "next_at": inHours(2)})
	act("visit-specialist", "record", map[string]any{
		"medium": "phone", "verdict": "dissatisfied", "next_at": inHours(3),
		"answers": answered("needs", "more", "content", "3", "dissatisfied_with", "yes", "second_visit", "yes"),
	})
	act("visit-specialist", "report", text("the invoice was late"))
	act("visit-supervisor", "review", text("to be seen to"))
	act("visit-specialist", "answer_issue", map[string]any{"item": "1", "medium": "visit", "verdict": "satisfied"})
	act("visit-specialist", "attempt", map[string]any{"verdict": "no_answer", "fewer_calls": true})
	act("visit-specialist", "attempt", map[string]any{"verdict": "declined", "next_at": inHours(48)})
	act("visit-supervisor", "close", map[string]any{"reason": "the contract has ended"})
	return "returnvisit/" + id
}

// playVisitedComplaint has complaints closed until the lot falls on one of their customers, who is visited and is satisfied.
func playVisitedComplaint(h *house) string {
	unit, customer := h.managed()
	for range 20 {
		id := h.settles(unit, customer)
		if visit := h.visitAfter(id); visit != "" {
			h.must(onVisit(visit, "prop-service", "assign", map[string]any{"visitor": h.people["prop-assistant"]}))
			h.must(onVisit(visit, "prop-assistant", "record", talk(h.paper(visit), true)))
			h.eventually(time.Minute, "the complaint is completed", func() error { return h.stands(id, "completed") })
			return id
		}
	}
	h.t.Fatal("nobody is drawn")
	return ""
}

// paper is the signed record of a visit.
func (h *house) paper(visit string) string {
	h.t.Helper()
	return h.must(newOrder("prop-assistant", "attach", "/cases/"+visit+"/attachments", paper("%PDF-1.7 signed"))).body.ID
}

//go:build histories

package e2e_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/google/uuid"
)

// onVisit is an order for an action on a return visit.
func onVisit(id, staff, action string, content map[string]any) order {
	return newOrder(staff, action, "/return-visits/"+id+"/"+hyphened(action), content)
}

// managed starts the house and knows its property company, and a customer of it.
func (h *house) managed() (unit, customer string) {
	h.t.Helper()
	h.up()
	unit = h.goesTo("prop-service", "prop-assistant", "prop-supervisor", "prop-manager")
	return unit, h.client("prop-service", unit)
}

// client is a customer of a unit, without a car.
func (h *house) client(staff, unit string) string {
	h.t.Helper()
	return h.must(newOrder(staff, "create_customer", "/customers", map[string]any{
		"unit": unit, "name": "演示客户", "phone": "13800000097",
	})).body.ID
}

// after opens the return visit of an event at the property company.
func (h *house) after(event, unit, customer string) answer {
	h.t.Helper()
	return h.must(newOrder("prop-service", "open", "/return-visits", map[string]any{"unit": unit, "customer_id": customer, "event": event}))
}

// moveIn is the visit that everybody who moves in is owed.
func (h *house) moveIn() string {
	h.t.Helper()
	unit, customer := h.managed()
	return h.after("move_in", unit, customer).body.ID
}

func inHours(n time.Duration) string { return time.Now().Add(n * time.Hour).UTC().Format(time.RFC3339) }

func answered(pairs ...string) (all []map[string]any) {
	for i := 0; i < len(pairs); i += 2 {
		all = append(all, map[string]any{"question": pairs[i], "value": pairs[i+1]})
	}
	return all
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
			h.must(onVisit(visit, "prop-assistant", "record", map[string]any{
				"medium": "visit", "verdict": "satisfied", "signed": true, "attachment": h.paper(visit),
				"answers": answered("satisfied", "5", "open_matters", "no"),
			}))
			h.eventually(time.Minute, "the complaint is completed", func() error { return h.stands(id, "completed") })
			return id
		}
	}
	h.t.Fatal("nobody is drawn")
	return ""
}

// settles takes a complaint at the property company from its opening to its closing.
func (h *house) settles(unit, customer string) string {
	h.t.Helper()
	id := h.must(newOrder("prop-assistant", "open", "/complaints", map[string]any{
		"unit": unit, "customer_id": customer, "channel": "phone", "content": "a complaint",
	})).body.ID
	h.must(on(id, "prop-service", "classify", map[string]any{"severity": "ordinary", "data_true": true}))
	h.must(on(id, "prop-service", "assign", map[string]any{"assignee": h.people["prop-assistant"]}))
	h.must(on(id, "prop-assistant", "report", map[string]any{"summary": "what was found", "amount": "0.00"}))
	h.must(on(id, "prop-manager", "decide", decision("approve")))
	h.must(on(id, "prop-assistant", "tell", map[string]any{"medium": "phone", "text": "what the customer was told"}))
	h.must(on(id, "prop-assistant", "answer", map[string]any{"verdict": "accept", "text": "fine"}))
	h.must(on(id, "prop-service", "close", map[string]any{}))
	return id
}

// visitAfter is the return visit of a complaint that was closed, "" when the lot left its customer out.
func (h *house) visitAfter(complaint string) (id string) {
	h.t.Helper()
	h.eventually(time.Minute, "the complaint's return visit is drawn or not", func() error {
		var list struct{ Items []struct{ ID, Status string } }
		h.read("prop-service", "/return-visits", &list)
		for _, v := range list.Items {
			if v.Status == "planned" {
				id = v.ID
				return nil
			}
		}
		return h.stands(complaint, "completed")
	})
	return id
}

// stands is an error as long as a complaint at the property company has another status.
func (h *house) stands(complaint, status string) error {
	a, err := h.ask("prop-service", http.MethodGet, "/complaints/"+complaint, "", nil)
	if err == nil && a.state() != status {
		err = fmt.Errorf("it is %s", a.state())
	}
	return err
}

// paper is the signed record of a visit.
func (h *house) paper(visit string) string {
	h.t.Helper()
	a, err := h.send("prop-assistant", http.MethodPost, "/cases/"+visit+"/attachments", uuid.NewString(), strings.NewReader("%PDF-1.7 signed"))
	if err != nil || a.status != http.StatusCreated {
		h.t.Fatalf("attaching: %v %d %s", err, a.status, a.raw)
	}
	return a.body.ID
}

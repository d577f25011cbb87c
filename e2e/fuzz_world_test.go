package e2e_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"carebook/e2e/fuzz"
)

// asking are the staff who ask, beside those of the house: of every unit of the demo, and of the group above them.
var asking = []string{
	"west-manager", "prop-service", "prop-assistant", "prop-manager", "prop-affairs", "trade-sales", "trade-head", "trade-finance", "trade-manager", "homes-consultant", "homes-manager",
	"calendar-keeper", "administrator", "ceo", "call-centre",
}

// peopled makes tokens for those who ask, and learns where they work and what they see.
func (f *fuzzing) peopled() {
	f.t.Helper()
	h, w := f.h, f.maker.World
	for _, code := range asking {
		h.tokens[code] = strings.TrimSpace(run(f.t, h.environment(), full(f.t), "token", "create", "--staff", code))
	}
	w.IDs = map[string][]fuzz.ID{}
	codes := slices.Concat(staff, asking)
	for _, code := range codes {
		var units struct {
			Items []struct{ ID, Code string }
		}
		h.read(code, "/units", &units)
		who := fuzz.Caller{Code: code, Token: h.tokens[code], Sees: map[string]bool{}}
		for _, u := range units.Items {
			who.Sees[u.ID] = true
		}
		if who.Unit = units.Items[0].ID; len(units.Items) > 1 { // who sees many works in whichever of them
			who.Unit = units.Items[len(w.Staff)%len(units.Items)].ID
			for _, u := range units.Items {
				w.IDs["units"] = add(w.IDs["units"], fuzz.ID{ID: u.ID, Unit: u.ID})
			}
		}
		w.Staff = append(w.Staff, who)
	}
	w.Strangers = []fuzz.Caller{
		{Code: "nobody"}, {Code: "a stranger", Token: "cb_made-up"}, {Code: "an empty token", Token: " "}, {Code: "a long token", Token: strings.Repeat("x", 4_000)},
		{Code: "another stranger", Token: "' OR 1=1 --"},
	}
}

func add(all []fuzz.ID, id fuzz.ID) []fuzz.ID {
	if id.ID == "" || slices.Contains(all, id) {
		return all
	}
	return append(all, id)
}

// planted opens some cases of each kind in each unit, with a text that nobody outside of the unit may be shown.
func (f *fuzzing) planted() {
	f.t.Helper()
	h, w := f.h, f.maker.World
	canary := func(unit string) string {
		w.Canaries[unit] = "kanarienvogel " + unit
		return w.Canaries[unit]
	}
	home := map[string]string{}
	for _, who := range w.Staff {
		if len(who.Sees) == 1 {
			home[who.Code] = who.Unit
		}
	}
	for n := range 3 { // of whom nobody else hears when they leave
		a := h.must(newOrder("administrator", "add_staff", "/staff", map[string]any{"code": fmt.Sprintf("leaver-%d", n), "name": "演示离职者"}))
		w.IDs["leavers"] = add(w.IDs["leavers"], fuzz.ID{ID: a.body.ID})
	}
	know := func(resource, unit, id string) { w.IDs[resource] = add(w.IDs[resource], fuzz.ID{ID: id, Unit: unit}) }
	for _, place := range []struct {
		by string
		do func(unit, customer, car string, n int)
	}{
		{"care-manager", func(unit, customer, car string, n int) {
			h.must(h.opening("adviser", customer, car, canary(unit)))
			h.must(h.newLead(customer, "call_in", true))
			h.must(h.delivery("new_car", car, 0))
		}},
		{"west-manager", func(unit, customer, car string, n int) {
			h.must(newOrder("west-manager", "open", "/complaints", map[string]any{
				"unit": unit, "customer_id": customer, "vehicle_id": car, "channel": "visit", "content": canary(unit),
			}))
		}},
		{"prop-service", func(unit, customer, _ string, n int) {
			canary(unit)
			h.must(newOrder("prop-assistant", "open", "/complaints", map[string]any{
				"unit": unit, "customer_id": customer, "channel": "phone", "content": w.Canaries[unit],
			}))
			h.must(h.visitAfterEvent(unit, customer, "move_in"))
			h.must(leaver(unit, n, 0))
		}},
		{"trade-sales", func(unit, customer, _ string, n int) {
			canary(unit)
			h.must(newOrder("trade-sales", "open", "/credits", map[string]any{"unit": unit, "customer_id": customer, "seller": f.me("trade-sales")}))
		}},
		{"homes-consultant", func(unit, customer, _ string, n int) { canary(unit) }},
	} {
		unit := home[place.by]
		for n := range 3 {
			a := h.must(newOrder(place.by, "create_customer", "/customers", map[string]any{
				"unit": unit, "name": "客户甲", "phone": fmt.Sprintf("1380000%04d", n), "vehicles": []any{map[string]any{"model": "E2E 1", "plate": fmt.Sprintf("沪F%05d", n)}},
			}))
			know("customers", unit, a.body.ID)
			know("vehicles", unit, a.body.Vehicles[0].ID)
			place.do(unit, a.body.ID, a.body.Vehicles[0].ID, n)
		}
		for range 2 { // of whom nothing is known yet
			a := h.must(newOrder(place.by, "create_customer", "/customers", map[string]any{"unit": unit, "name": "客户乙", "phone": "13800000099"}))
			know("customers", unit, a.body.ID)
		}
	}
}

// me is the id of a member of staff.
func (f *fuzzing) me(code string) string {
	f.t.Helper()
	var me struct{ ID string }
	f.h.read(code, "/staff/me", &me)
	return me.ID
}

// explore learns which ids there are: what the lists show to whoever sees a unit.
func (f *fuzzing) explore() {
	f.t.Helper()
	w := f.maker.World
	for _, who := range w.Staff {
		for _, list := range []string{
			"complaints", "archives", "leads", "credits", "return-visits", "obligations", "entries", "notices", "staff", "calendars", "imports",
			"role-proposals",
		} {
			f.learn(who, list, "/"+list+"?limit=50")
		}
	}
	for _, kind := range []string{"complaints", "archives", "leads", "credits", "return-visits"} {
		for _, id := range w.IDs[kind] {
			w.IDs["cases"] = add(w.IDs["cases"], id)
		}
	}
	for _, c := range w.IDs["complaints"][:min(10, len(w.IDs["complaints"]))] {
		f.learn(w.Staff[0], "attachments", "/cases/"+c.ID+"/attachments")
	}
}

// most is how many ids of a resource a world has: those that are busy already are asked about again and again.
const most = 120

func (f *fuzzing) learn(who fuzz.Caller, resource, path string) {
	f.t.Helper()
	a, err := f.h.ask(who.Code, http.MethodGet, path, "", nil)
	if err != nil || a.status != http.StatusOK {
		return // not everybody may see every list
	}
	var list struct{ Items []struct{ ID, Unit string } }
	if err := json.Unmarshal(a.raw, &list); err != nil {
		f.t.Fatalf("%s: %v", path, err)
	}
	w := f.maker.World
	for _, item := range list.Items {
		if item.Unit == "" && len(who.Sees) == 1 {
			item.Unit = who.Unit
		}
		if len(w.IDs[resource]) < most {
			w.IDs[resource] = add(w.IDs[resource], fuzz.ID{ID: item.ID, Unit: item.Unit})
		}
	}
}

// audit compares the books with what was answered in this round: what was accepted is recorded once, what was refused isn't.
func (f *fuzzing) audit() {
	f.t.Helper()
	db, err := f.h.open()
	if err != nil {
		f.t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query(`SELECT s.code, c.key, c.state, count(e.stream) FROM commands c JOIN staff s ON s.id = c.principal
		LEFT JOIN events e ON e.effect = 'command:' || c.id WHERE c.key LIKE 'fz-%' GROUP BY s.code, c.key, c.state, c.id`)
	if err != nil {
		f.t.Fatal(err)
	}
	defer rows.Close()
	recorded := map[[2]string]int{}
	for rows.Next() {
		var code, key, state string
		var events int
		if err := rows.Scan(&code, &key, &state, &events); err != nil {
			f.t.Fatal(err)
		}
		k, now := f.answers[[2]string{code, key}]
		if !now {
			continue
		}
		if state == "recorded" {
			recorded[[2]string{code, key}] += events
		} else if events > 0 {
			f.fail(k.q, "the command is %s and has %d events", state, events)
		}
	}
	if err := rows.Err(); err != nil {
		f.t.Fatal(err)
	}
	f.compare(recorded)
}

func (f *fuzzing) compare(recorded map[[2]string]int) {
	for who, k := range f.answers {
		n := recorded[who]
		switch {
		case k.status >= 500 || k.status == http.StatusTooManyRequests: // nothing was said
		case k.status >= 400 && n > 0:
			f.fail(k.q, "refused with %d, and %d events are in the books", k.status, n)
		case k.status < 300 && n > 1:
			f.fail(k.q, "%d events for one key", n)
		case k.status == http.StatusCreated && n != 1:
			f.fail(k.q, "acknowledged with 201, and the books have %d events", n)
		}
	}
}

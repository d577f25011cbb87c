package api

import (
	"bytes"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"carebook/contract"
	"carebook/internal/booktest"
	"carebook/internal/failpoint"
	"carebook/internal/pgtest"
	"carebook/internal/unraced"
	"carebook/internal/workbook"
	"carebook/models"
)

// A build with the bug planted asks no question for the scope. What the counter then shows over HTTP is what its role may read: nothing
// of another unit, nothing of a case from which somebody is excluded. With the owner's pool in its place the same walk finds all of it.
func TestWhatADroppedScopeWouldShowIsStoppedByTheDatabase(t *testing.T) {
	if !failpoint.Enabled {
		pgtest.URL(t) // the build that follows would only skip without PostgreSQL
		unraced.Again(t, "failpoints", "CAREBOOK_PLANT=scope-dropped")
		return
	}
	c := open(t, booktest.OpenPostgres(t))
	c.everything()
	stranger := &spy{c: c, badge: "2001", knows: c.secrets("cases", "obligations", "ledger_entries", "attachments", "customers", "notices", "absences", "schedules")}
	excluded := &spy{c: c, badge: "1010", knows: c.secrets("cases", "obligations", "ledger_entries", "attachments", "notices")}
	for _, id := range stranger.knows["cases"] {
		c.exclude(id, excluded.badge)
	}
	address, _ := c.online()
	for _, who := range []*spy{stranger, excluded} {
		if leaks := who.walk(); len(leaks) > 0 {
			t.Errorf("%s is shown what isn't his by %v", who.badge, leaks)
		}
		if who.hears(address) {
			t.Errorf("%s hears of what isn't his", who.badge)
		}
	}
	c.books.Counter = c.books.DB
	for _, who := range []*spy{stranger, excluded} {
		leaks := who.walk()
		t.Logf("without the database %s is shown what isn't his by %d addresses", who.badge, len(leaks))
		for _, address := range who.addresses() {
			if !slices.Contains(leaks, address) && !slices.Contains(harmlessAddresses, address) {
				t.Errorf("%s shows %s nothing, with or without the database: the walk proves nothing of it", address, who.badge)
			}
		}
		if !who.hears(address) {
			t.Errorf("%s hears nothing, with or without the database", who.badge)
		}
	}
}

// harmlessAddresses show nothing that a scope keeps from anybody, or ask for the caller's own, or for a role, by more than the scope.
var harmlessAddresses = []string{
	"/archives/checklist", "/choices", "/staff", "/staff/export", "/staff/me", "/units", "/imports", "/imports/export", "/imports/{id}", "/imports/{id}/errors",
	"/audit/events", "/audit/heads", "/sessions", "/tokens", "/session/ways", "/session/oidc", "/session/oidc/callback",
	"/staff/{id}/identities", // nobody here is linked
	"/staff/{id}/roles", "/staff/{id}/superiors", "/staff/{id}/open", "/staff/{id}/hand-overs", "/hand-overs/{id}", "/role-proposals",
	"/outbox", "/outbox/export", "/staff/me/channels",
	"/schedules", "/schedules/export", "/schedules/{id}/periods", // whoever is excluded from cases isn't from these
	changesPath, // never ends: hears listens to it
}

// everything opens a case of each kind at store S1, with what belongs to them.
func (c *counter) everything() {
	c.t.Helper()
	c.line.state = func() (s contract.ComplaintState, err error) { return s, nil }
	id := c.complaint()
	c.erasure(c.seed.Customer)
	c.want(c.attach("1006", id, aPDF, "工单.pdf", nil), 201, "")
	c.archive()
	c.director("1002")
	c.fined("1005", 2)
	c.tellsLate(id)
	c.want(c.post("1001", base+"/staff/"+c.seed.Staff["1005"]+"/absences", map[string]any{"from": "2026-03-02", "reason": "病假"}), 201, "")
	request := c.asks("1006", map[string]any{"purpose": "read", "case": c.archiveOf("new_car")})
	c.write(&models.LoanRead{ID: models.NewID(), CaseID: lastOf(request), RecordCaseID: lastOf(request), StaffID: c.seed.Staff["1006"], What: "/archives/{id}", At: time.Now()})
	c.wholesale()
	c.account()
	c.sellsHomes()
	lead := c.lead()
	c.greets()
	c.knowsSchedules()
	c.want(c.post("1006", lead+"/contact", call(map[string]any{"agreed": true, "result": "progress"})), 200, "")
	c.keeps()
	c.retention()
	c.plansVisits()
	c.customerVisit()
	c.visitPlan()
	c.visits()
	c.want(c.post("1006", c.visit(c.newVisit("move_in"))+"/record", record(nil)), 200, "")
}

// tellsLate adds a mark of a case that came late, and a notice of it.
func (c *counter) tellsLate(id string) {
	c.t.Helper()
	var o models.Obligation
	if err := c.books.DB.Where("case_id = ?", id).Take(&o).Error; err != nil {
		c.t.Fatal(err)
	}
	at, late := o.DueAt, int64(90_500)
	c.write(
		&models.Mark{ObligationID: o.ID, N: 99, CaseID: id, At: at, Kind: contract.Remind, ToRole: "legal", Clause: "c", State: models.MarkFired, FiredAt: &at, LateMs: &late},
		&models.Notice{ID: models.NewID(), CaseID: id, Seq: 1, UnitID: o.UnitID, ToRole: "customer_care", What: "escalated", Clause: "V13-2.9", ObligationID: &o.ID, CreatedAt: at},
	)
}

// monthOfVisit is the month in which the customer is to be visited.
func (c *counter) monthOfVisit() string {
	c.t.Helper()
	var o models.Obligation
	if err := c.books.DB.Where("duty = 'visit'").Take(&o).Error; err != nil {
		c.t.Fatal(err)
	}
	return c.server.at(o.DueAt).Format("2006-01")
}

// secrets are the ids of what stands in tables, and what people call it.
func (c *counter) secrets(tables ...string) map[string][]string {
	c.t.Helper()
	out := map[string][]string{}
	for _, table := range tables {
		var ids []string
		q := c.books.DB.Table(table)
		if table == "schedules" {
			q = q.Where("unit_id = ?", c.seed.Units["S1"]) // the stranger's unit has some of its own
		}
		if err := q.Pluck("id", &ids).Error; err != nil {
			c.t.Fatal(err)
		}
		if len(ids) == 0 {
			c.t.Fatalf("nothing stands in %s", table)
		}
		out[table] = ids
	}
	var numbers []string
	if err := c.books.DB.Table("cases").Pluck("number", &numbers).Error; err != nil {
		c.t.Fatal(err)
	}
	out["numbers"] = numbers
	return out
}

// hears reports whether the spy hears of a change of a case at store S1, which its general manager hears of.
func (s *spy) hears(address string) bool {
	s.c.t.Helper()
	id := s.c.complaint()
	s.c.exclude(id, "1010")
	spy, manager := s.c.listen(address, s.badge, "").listens(), s.c.listen(address, "1001", "").listens()
	defer spy.hangUp()
	defer manager.hangUp()
	noted := s.c.want(s.c.post("1006", base+"/complaints/"+id+"/note", map[string]any{"text": "跟进"}), 200, "").JSON
	manager.wants(id, int64(noted["seq"].(float64)))
	for limit := time.After(time.Second); ; {
		select {
		case h := <-spy.said:
			if h.event != "" {
				return true
			}
		case <-limit:
			return false
		}
	}
}

// spy asks for everything that the counter has an address for, knowing all ids.
type spy struct {
	c     *counter
	badge string
	knows map[string][]string // by table
}

// addresses are those of all that the description lets anybody read by sight or as his own, and the searches.
func (s *spy) addresses() []string {
	var out []string
	for template, item := range s.c.server.huma.OpenAPI().Paths {
		if item.Get == nil {
			continue
		}
		r := item.Get.Extensions[rightExtension].(right)
		if r.Who == bySigningIn || r.Of == models.ThingCustomer && s.knows["customers"] == nil || r.Of == models.ThingStaff && s.knows["absences"] == nil {
			continue
		}
		out = append(out, template)
	}
	if s.knows["customers"] != nil {
		out = append(out, "/customers/search")
	}
	return slices.Sorted(slices.Values(out))
}

// walk gives the addresses that showed something of what the spy knows.
func (s *spy) walk() (leaks []string) {
	for _, address := range s.addresses() {
		if slices.ContainsFunc(s.asks(address), s.shows) {
			leaks = append(leaks, address)
		}
	}
	return leaks
}

// asks are the requests for an address: one for each thing that it may name.
func (s *spy) asks(address string) (all []ask) {
	switch address {
	case "/customers/search":
		for _, by := range []map[string]any{{"phone": booktest.Phone}, {"plate": booktest.Plate}, {"name": booktest.Name}} {
			all = append(all, ask{method: http.MethodPost, path: base + address, body: by, badge: s.badge})
		}
		return all
	case changesPath:
		return nil // a stream: hears
	}
	op := s.c.server.huma.OpenAPI().Paths[address].Get
	query := url.Values{"unit": {s.c.seed.Units["S1"]}, "kind": {"complaint"}, "file": {"aftersales"}, "month": {s.c.monthOfVisit()}, "from": {"2026-03-01"}, "to": {"2026-03-02"}}
	asked := url.Values{}
	for _, p := range op.Parameters {
		if p.In == "query" && p.Required {
			asked[p.Name] = query[p.Name]
		}
	}
	paths := []string{base + address}
	of := op.Extensions[rightExtension].(right).Of
	if of == models.ThingStaff {
		paths = []string{base + strings.ReplaceAll(address, "{id}", s.c.seed.Staff["1005"])}
	} else if of != "" {
		paths = nil
		for _, id := range s.knows[tableOf[of]] {
			paths = append(paths, base+strings.ReplaceAll(address, "{id}", id))
		}
	}
	for _, path := range paths {
		all = append(all, ask{method: http.MethodGet, path: path + "?" + asked.Encode(), badge: s.badge})
	}
	for _, id := range s.knows["cases"] {
		if address == "/obligations" || address == "/entries" {
			all = append(all, ask{method: http.MethodGet, path: base + address + "?case=" + id, badge: s.badge})
		}
	}
	return all
}

var tableOf = map[models.Thing]string{
	models.ThingCase: "cases", models.ThingTodo: "obligations", models.ThingEntry: "ledger_entries", models.ThingFile: "attachments",
	models.ThingCustomer: "customers", models.ThingNotice: "notices", models.ThingSchedule: "schedules",
}

// shows reports whether an answer holds anything of what the spy knows: of a thing that is named, any answer does.
func (s *spy) shows(a ask) bool {
	r := s.c.do(a)
	if r.Status >= 500 {
		s.c.t.Errorf("%s: %d %s", a.path, r.Status, r.Text)
	}
	if r.Status != http.StatusOK {
		return false
	}
	text := r.Text
	if r.Header.Get("Content-Type") == workbook.MediaType {
		text = cellsOf(s.c, r.Text)
	}
	if strings.Contains(a.path, "figures") { // they name units, roles and duties
		return strings.Contains(text, s.c.seed.Units["S1"])
	}
	return slices.ContainsFunc(slices.Concat(slices.Collect(maps.Values(s.knows))...), func(secret string) bool {
		return strings.Contains(a.path, "/"+secret) || strings.Contains(text, secret)
	})
}

// cellsOf is the text of a workbook.
func cellsOf(c *counter, file string) string {
	c.t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader([]byte(file)))
	if err != nil {
		c.t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(f.GetSheetName(0))
	if err != nil {
		c.t.Fatal(err)
	}
	var all strings.Builder
	for _, row := range rows {
		all.WriteString(strings.Join(row, "\t") + "\n")
	}
	return all.String()
}

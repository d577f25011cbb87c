package api

import (
	"database/sql"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"gorm.io/gorm"

	"carebook/contract"
	"carebook/internal/booktest"
	"carebook/internal/unraced"
	"carebook/models"
	"carebook/policies"
)

// A walker asks every operation as every role in every relation to one case, and holds each answer against the table of rights
// and the policy, which it reads a second time. The command of an action that is let through happens in the future: the ledger says so
// after it has found nothing to say about who asks, and nothing changes.
type walker struct {
	*counter
	kind   contract.Kind
	policy *policies.Policy
	id     string                  // of the case
	of     map[models.Thing]string // ids of what belongs to it
	role   string                  // id of one that the member of staff holds who is administered
	opener string                  // a request that may open it
	probe  string                  // the member of staff who asks
	asked  int
}

const probeBadge = "probe"

// relation says how somebody who asks stands to the case.
type relation struct {
	name    string
	unit    string // code of the unit where the role is held
	dept    bool   // in a department of it
	subject bool   // the case is about the person
	asker   bool   // the case is a request that the person has made
	holder  bool   // an approved request opens the case to the person
}

var relations = []relation{
	{name: "the case's unit", unit: "S1"}, {name: "a department of the unit", unit: "S1", dept: true}, {name: "a unit above", unit: "G"},
	{name: "a unit below", unit: "S1B"}, {name: "another unit", unit: "S2"}, {name: "the case is about the person", unit: "S1", subject: true},
	{name: "another unit, and asked for it", unit: "S2", asker: true}, {name: "another unit, and it is lent to the person", unit: "S2", holder: true},
	{name: "another unit, lent, and the case is about the person", unit: "S2", holder: true, subject: true},
}

func (r relation) near() bool { return r.unit == "S1" || r.unit == "G" }
func (r relation) sees() bool { return r.near() && !r.subject }

// in reports whether somebody can stand so to a case of a kind: what is lent are files.
func (r relation) in(kind contract.Kind) bool {
	return (!r.asker || kind == contract.Loan) && (!r.holder || kind == contract.Archive)
}

// opens reports whether a case that isn't of the person's units is there for the person by itself.
func (r relation) opens() bool { return (r.asker || r.holder) && !r.subject }

// strangers are roles that no policy permits anything: of carebook itself, and one that nobody knows.
var strangers = []string{models.Administrator, models.CalendarKeeper, "somebody_else"}

// worlds are the kinds of cases, each at a unit whose profile has a policy for it.
var worlds = map[contract.Kind]struct {
	profile string
	begin   func(c *counter) (id string)
}{
	contract.Complaint: {"dealer-4s", (*counter).complaint},
	contract.Archive:   {"dealer-4s", (*counter).archive},
	contract.Credit:    {"wholesale", owing},
	contract.Loan:      {"dealer-4s", func(c *counter) string { return lastOf(c.asks("1006", nil)) }},
	contract.Lead:      {"real-estate", func(c *counter) string { c.sellsHomes(); return c.lead()[len(base+"/leads/"):] }},
	contract.Erasure:   {"dealer-4s", func(c *counter) string { return c.erasure(c.seed.Customer)[len(base+"/erasures/"):] }},
	contract.Retention: {"reception", func(c *counter) string { c.keeps(); return c.retention()[len(base+"/retentions/"):] }},
	contract.Campaign:  {"real-estate", func(c *counter) string { c.sellsHomes(); return c.caseOf(c.greets()) }},
	contract.Visit:     {"producer", func(c *counter) string { c.plansVisits(); return c.customerVisit()[len(base+"/visits/"):] }},
	contract.VisitPlan: {"producer", func(c *counter) string { c.plansVisits(); return c.visitPlan()[len(base+"/visit-plans/"):] }},
	contract.ReturnVisit: {"property", func(c *counter) string {
		c.visits()
		return c.visit(c.newVisit("move_in"))[len(base+"/return-visits/"):]
	}},
}

// owing is an account with goods that wait for a signature.
func owing(c *counter) string {
	c.wholesale()
	id := c.account()
	c.want(c.post("1006", base+"/credits/"+id+"/request", map[string]any{"reference": "D-1", "amount": "1300.00"}), 200, "")
	c.want(c.post("1006", base+"/credits/"+id+"/propose-limit", map[string]any{"amount": "2000.00"}), 200, "")
	return id
}

func TestEveryRouteIsForWhomItsRightSaysInEveryRelationAndForNobodyElse(t *testing.T) {
	if unraced.Raced { // one request after the other: there is nothing to race, and looking on for it takes three times as long
		unraced.Again(t, "failpoints")
		return
	}
	total := 0
	for kind, world := range worlds {
		t.Run(string(kind), func(t *testing.T) {
			w := newWalker(t, kind, world.profile, world.begin)
			for _, op := range described(w.server) {
				w.walk(op)
			}
			total += w.asked
		})
	}
	t.Logf("%d requests: operation × role × relation", total)
	if total < 4000 {
		t.Errorf("only %d requests", total)
	}
}

func described(s *Server) (all []*huma.Operation) {
	for _, item := range s.huma.OpenAPI().Paths {
		for _, op := range []*huma.Operation{item.Get, item.Post} {
			if op != nil {
				all = append(all, op)
			}
		}
	}
	slices.SortFunc(all, func(a, b *huma.Operation) int { return strings.Compare(a.OperationID, b.OperationID) })
	return all
}

func rightOf(op *huma.Operation) right { return op.Extensions[rightExtension].(right) }

func newWalker(t *testing.T, kind contract.Kind, profile string, begin func(*counter) string) *walker {
	w := &walker{counter: openLite(t), kind: kind, of: map[models.Thing]string{}, probe: models.NewID()}
	w.id = begin(w.counter)
	parent := w.seed.Units["S1"]
	w.seed.Units["S1B"] = models.NewID()
	now := time.Now().Add(-time.Hour)
	w.write(&models.Unit{ID: w.seed.Units["S1B"], Code: "S1B", Name: "演示一店分部", ParentID: &parent, Profile: profile, CreatedAt: now})
	w.write(&models.Staff{ID: w.probe, Code: probeBadge, Name: "演示探问者", Active: true, CreatedAt: now})
	w.seed.Staff[probeBadge] = w.probe
	var err error
	if w.policy, _, err = (booktest.Shelf{Book: shipped()}).Policy(w.books.DB, kind, profile, time.Now()); err != nil {
		t.Fatal(err)
	}
	if w.belongings(); kind == contract.Archive {
		w.opener = lastOf(w.asks("1006", nil))
	}
	w.line.answer = w.later
	return w
}

// belongings finds or makes one of each thing that the case or its customer has.
func (w *walker) belongings() {
	w.of[models.ThingCase], w.of[models.ThingCustomer], w.of[models.ThingStaff] = w.id, w.seed.Customer, w.seed.Staff["1006"]
	w.of[models.ThingIdentities] = w.seed.Staff["1006"]
	w.people()
	w.of[models.ThingSchedule] = w.schedule()
	w.message()
	var owed models.Obligation
	if err := w.books.DB.Where("case_id = ?", w.id).Limit(1).Find(&owed).Error; err != nil {
		w.t.Fatal(err)
	}
	if w.of[models.ThingTodo] = owed.ID; w.kind == contract.Campaign { // what is owed to a customer, not the clock of all
		var g models.Greeting
		if err := w.books.DB.Where("case_id = ?", w.id).Take(&g).Error; err != nil {
			w.t.Fatal(err)
		}
		w.of[models.ThingTodo] = g.ObligationID
	}
	entry := models.Entry{
		ID: models.NewID(), CaseID: w.id, Seq: 1, Kind: models.EntryFine, Clause: "A-01", State: models.EntryProposed, CreatedAt: time.Now(),
	}
	w.write(&entry)
	w.of[models.ThingEntry] = entry.ID
	w.of[models.ThingFile] = w.want(w.attach("1006", w.id, aPDF, "a.pdf", nil), http.StatusCreated, "").JSON["id"].(string)
}

// schedule is one of the unit's, or what looks like one where the unit's policies have none.
func (w *walker) schedule() string {
	if _, err := w.books.KnowSchedules(w.t.Context(), w.server.shelf); err != nil {
		w.t.Fatal(err)
	}
	row := models.Schedule{ID: models.ScheduleID(w.seed.Units["S1"], "campaign", "news"), UnitID: w.seed.Units["S1"], Family: "campaign", Word: "news", Since: time.Now()}
	if err := w.books.DB.Where("id = ?", row.ID).FirstOrCreate(&row).Error; err != nil {
		w.t.Fatal(err)
	}
	return row.ID
}

// message is one about the case that was given up.
func (w *walker) message() {
	unit, now := w.seed.Units["S1"], time.Now().Add(-time.Minute)
	row := models.Outgoing{
		ID: models.NewID(), Kind: models.OutNotice, Channel: "wecom", CaseID: &w.id, UnitID: &unit, State: models.OutGivenUp, CreatedAt: now, NextAt: now,
		UntilAt: now, SettledAt: &now,
	}
	w.write(&row)
	w.of[models.ThingMessage] = row.ID
}

// people are what is administered about one who owes nothing: who he is, a role that he ends up without, one that is proposed for
// another, and a hand-over.
func (w *walker) people() {
	who, by, now := w.seed.Staff["1006"], w.seed.Staff["1002"], time.Now().Add(-time.Minute)
	held := models.RoleAssignment{ID: models.NewID(), StaffID: who, Role: strangers[2], UnitID: w.seed.Units["S1"], ValidFrom: now}
	proposed := models.RoleProposal{
		ID: models.NewID(), StaffID: w.seed.Staff["1005"], Role: "archivist", UnitID: w.seed.Units["S1"], ProposedBy: by, ProposedAt: now,
	}
	order := models.HandOver{ID: models.NewID(), StaffID: who, SuccessorID: w.seed.Staff["1005"], FromAt: now, OrderedBy: by, OrderedAt: now, Seq: 1, BegunAt: &now}
	w.write(&held, &proposed, &order)
	w.of[models.ThingPerson], w.of[models.ThingProposal], w.of[models.ThingHandOver], w.role = who, proposed.ID, order.ID, held.ID
}

// later lets the ledger judge a command as if it happened tomorrow.
func (w *walker) later(m contract.Message) (contract.Receipt, error) {
	cmd, err := models.CommandByID(w.books.DB, m.Command)
	if err != nil {
		return contract.Receipt{}, err
	}
	m.At = cmd.ReceivedAt.Add(24 * time.Hour)
	if err := w.books.DB.Model(cmd).Update("occurred_at", m.At).Error; err != nil {
		return contract.Receipt{}, err
	}
	return w.line.record(w.t.Context(), contract.Kind(cmd.Kind), cmd.Stream, m)
}

// walk asks one operation in all ways.
func (w *walker) walk(op *huma.Operation) {
	may := rightOf(op)
	if may.Who == byNobody {
		return // whoever asks is nobody yet
	}
	if may.Kind != "" && may.Kind != w.kind || may.Who != bySight && may.Who != byPolicy && w.kind != contract.Complaint {
		return // of another world, or the same in each
	}
	roles := strangers
	switch may.Who {
	case byPolicy:
		roles = append(w.permitted(may), models.Administrator, strangers[2])
	case bySight:
		roles = strangers[2:] // to see, any role will do
	}
	for _, role := range roles {
		for _, rel := range relations {
			if !rel.in(w.kind) {
				continue
			}
			w.stand(role, rel)
			w.hold(op, may, role, rel)
		}
	}
	if may.Who == byPolicy && may.Of == models.ThingCase {
		w.parts(op, may)
	}
}

// parts asks an action as whoever has a part in the case: that lets one do what is for the part, and keeps one from what somebody else
// must check, whichever role one holds.
func (w *walker) parts(op *huma.Operation, may right) {
	permit, known := w.policy.Process().Permit(string(may.Action))
	if !known {
		return
	}
	for _, part := range permit.By.Value {
		if _, ok := partColumns[w.kind][part]; ok {
			w.play(part, op, may, strangers[2], contract.CodeBackdated)
		}
	}
	if permit.NotBy == nil {
		return
	}
	for _, part := range permit.NotBy.Value {
		for _, role := range w.permitted(may) {
			w.play(part, op, may, role, contract.CodeFourEyes)
		}
	}
}

// partColumns say which column of a family's row names whoever has a part.
var partColumns = map[contract.Kind]map[string]string{
	contract.Complaint: {"handler": "complaints.handler_id", "recipient": "complaints.recipient_id", "reporter": "complaints.reporter_id"},
	contract.Archive:   {"handler": "archives.consultant_id", "recipient": "archives.recipient_id", "sender": "archives.sender_id"},
	contract.Loan:      {"handler": "loans.asker_id", "recipient": "loans.asker_id"},
	contract.Lead:      {"handler": "leads.consultant_id", "recipient": "leads.recipient_id"},
	contract.Erasure:   {"handler": "erasures.handler_id", "recipient": "erasures.receiver_id", "checker": "erasures.checker_id"},
	contract.Retention: {
		"handler": "retentions.keeper_id", "recipient": "retentions.keeper_id", "reviewer": "retentions.reviewer_id",
		"approver": "retentions.approver_id",
	},
	contract.Campaign:    {"handler": "campaigns.opener_id", "recipient": "campaigns.opener_id"},
	contract.Visit:       {"handler": "visits.person_id", "recipient": "visits.recipient_id"},
	contract.VisitPlan:   {"handler": "visit_plans.person_id", "recipient": "visit_plans.recipient_id"},
	contract.ReturnVisit: {"handler": "return_visits.handler_id", "recipient": "return_visits.recipient_id", "caller": "return_visits.caller_id"},
	contract.Credit: {
		"handler": "credits.seller_id", "recipient": "credits.recipient_id", "assessor": "credits.assessor_id", "limit_proposer": "credits.proposer_id",
		"requester": "credit_requests.requester_id", "signer": "credit_requests.signer_id",
	},
}

// play asks as whoever has a part in the case and holds a role at its unit, and gives the part back.
func (w *walker) play(part string, op *huma.Operation, may right, role, want string) {
	w.stand(role, relations[0])
	table, column, ok := strings.Cut(partColumns[w.kind][part], ".")
	if !ok {
		w.t.Fatalf("%s: the part %s stands in no column", op.Path, part)
	}
	var before sql.NullString
	row := func() *gorm.DB { return w.books.DB.Table(table).Where("case_id = ?", w.id) }
	if err := row().Select(column).Row().Scan(&before); err != nil {
		w.t.Fatal(part, err)
	}
	if err := row().Update(column, w.probe).Error; err != nil {
		w.t.Fatal(err)
	}
	if want == contract.CodeFourEyes {
		w.line.answer = nil // some parts are known to the ledger only after it has looked at the moment
		defer func() { w.line.answer = w.later }()
	}
	w.compare(op, may, role, part, want)
	if err := row().Update(column, before).Error; err != nil {
		w.t.Fatal(err)
	}
}

// permitted are the roles to which the policy permits an action; words for parts in the case are left out.
func (w *walker) permitted(may right) (roles []string) {
	permit, _ := w.policy.Process().Permit(string(may.Action))
	if deciders := w.policy.Process().Entries; may.Of == models.ThingEntry && deciders != nil {
		permit = map[contract.Action]policies.Permit{
			models.ConfirmEntryAction: deciders.Confirm, models.RejectEntryAction: deciders.Reject, models.ReverseEntryAction: deciders.Reverse,
		}[may.Action]
	}
	if may.Who != byPolicy {
		return nil
	}
	for _, word := range permit.By.Value {
		roles = append(roles, w.recorded(word)...)
		if _, isRole := shipped().Role(word); isRole {
			roles = append(roles, word)
		}
	}
	return roles
}

// recorded are the roles that a request's kind of record names with a word of its policy.
func (w *walker) recorded(word string) (roles []string) {
	if w.kind == contract.Visit && word == "authority" {
		for _, role := range w.policy.Visit.Requests {
			if !slices.Contains(roles, role.Value) {
				roles = append(roles, role.Value)
			}
		}
	}
	if w.kind != contract.Loan {
		return roles
	}
	r := w.policy.Loan.Records["vehicle_file"]
	return map[string][]string{"authority": r.Own.Value, "keeper": {r.Keeper.Value}, "anybody": append(strangers, "sales_manager")}[word]
}

// stand makes the probe hold one role in a relation to the case, and nothing else. It is one transaction: thousands of them are.
func (w *walker) stand(role string, rel relation) {
	a := models.RoleAssignment{ID: models.NewID(), StaffID: w.probe, Role: role, UnitID: w.seed.Units[rel.unit], ValidFrom: time.Now().Add(-time.Hour)}
	rows := []any{&a}
	if rel.subject {
		rows = append(rows, &models.Exclusion{CaseID: w.id, StaffID: w.probe, Seq: 1})
	}
	if rel.holder {
		rows = append(rows, &models.LoanGrant{CaseID: w.opener, RecordCaseID: w.id, StaffID: w.probe, FromAt: a.ValidFrom, UntilAt: time.Now().Add(time.Hour)})
	}
	asker := w.seed.Staff["1006"]
	if rel.asker {
		asker = w.probe
	}
	err := w.books.DB.Transaction(func(tx *gorm.DB) error {
		err := errors.Join(
			tx.Exec("DELETE FROM role_assignments WHERE staff_id = ?", w.probe).Error, tx.Exec("DELETE FROM case_exclusions WHERE staff_id = ?", w.probe).Error,
			tx.Exec("DELETE FROM loan_grants").Error, tx.Exec("UPDATE loans SET asker_id = ? WHERE case_id = ?", asker, w.id).Error,
		)
		for _, row := range rows {
			err = errors.Join(err, tx.Create(row).Error)
		}
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

// hold asks once and compares.
func (w *walker) hold(op *huma.Operation, may right, role string, rel relation) {
	r := w.compare(op, may, role, rel.name, w.expected(op, may, role, rel))
	if may.Who == bySight && may.Of == "" && !rel.sees() && strings.Contains(r.Text, w.id) {
		w.t.Errorf("%s %s as %s in %s tells of the case", op.Method, op.Path, role, rel.name)
	}
}

func (w *walker) compare(op *huma.Operation, may right, role, where, want string) reply {
	body, headers := w.bodyFor(op)
	r := w.do(ask{method: op.Method, path: w.address(op, may), badge: probeBadge, body: body, headers: headers})
	w.asked++
	if got := outcome(r); got != want {
		w.t.Errorf("%s %s as %s in %s: %s, want %s: %d %s %s", op.Method, op.Path, role, where, got, want, r.Status, r.code(), r.Text)
	}
	return r
}

// Outcomes.
const (
	through  = "let through"
	notThere = "not there"
)

// outcome says in one word what came of a request, as far as it is about who asked.
func outcome(r reply) string {
	for _, code := range []string{contract.CodeWrongRole, contract.CodeBackdated} { // of one of many
		if r.Status == http.StatusOK && strings.Contains(r.Text, `"`+code+`"`) {
			return code
		}
	}
	switch code := r.code(); {
	case strings.Contains(r.Text, `"no_case"`):
		return notThere
	case r.Status == http.StatusNotFound, code == contract.CodeUnknownUnit, code == contract.CodeUnknownCustomer, code == contract.CodeUnknownVehicle:
		return notThere
	case r.Status == http.StatusForbidden, code == contract.CodeBackdated, code == contract.CodeNoSuchStep:
		return code
	default:
		return through
	}
}

// expected is what the table and the policy say.
func (w *walker) expected(op *huma.Operation, may right, role string, rel relation) string {
	switch op.Path {
	case "/complaints/follow-up", "/complaints/{id}/reveal":
		return notThere // a code that nobody has; a complainant who is named
	}
	if may.InPerson {
		return codePersonsOnly // the probe has a token
	}
	if may.Of == models.ThingIdentities && role != models.Administrator {
		return notThere
	}
	switch may.Who {
	case byRole:
		switch {
		case role != may.Role, role == models.CalendarKeeper && rel.unit != "G": // who keeps calendars keeps them for all
			return contract.CodeWrongRole
		case (may.Of != "" || w.namesUnit(op)) && !w.shows(may.Of, rel):
			return notThere
		}
	case byOwning:
		if may.Of != "" { // the probe has nothing of its own
			return notThere
		}
	case bySight:
		if (may.Of != "" || w.namesUnit(op)) && !w.shows(may.Of, rel) {
			return notThere
		}
	case byPolicy:
		return w.judged(op, may, role, rel)
	}
	return through
}

// namesUnit reports whether a request must say for which unit it is.
func (w *walker) namesUnit(op *huma.Operation) bool {
	if slices.ContainsFunc(op.Parameters, func(p *huma.Param) bool { return p.Name == "unit" && p.Required }) {
		return true
	}
	if op.RequestBody == nil || op.RequestBody.Content["application/json"] == nil {
		return false
	}
	s := op.RequestBody.Content["application/json"].Schema
	if s.Ref != "" {
		s = w.server.huma.OpenAPI().Components.Schemas.SchemaFromRef(s.Ref)
	}
	return slices.Contains(s.Required, "unit")
}

// shows reports whether a thing is there for somebody: what belongs to a case isn't for whom the case is about.
func (w *walker) shows(t models.Thing, rel relation) bool {
	switch t {
	case models.ThingCustomer, models.ThingStaff, models.ThingIdentities, models.ThingPerson, models.ThingProposal, models.ThingHandOver, models.ThingSchedule, "":
		return rel.near()
	}
	return rel.near() && !rel.subject || rel.opens() && t != models.ThingEntry && t != models.ThingNotice && t != models.ThingMessage
}

func (w *walker) judged(op *huma.Operation, may right, role string, rel relation) string {
	there := rel.near() || w.shows(may.Of, rel) || op.Path == "/loans" // a record of another unit may be asked for
	if strings.HasSuffix(op.Path, "/receive") && may.Of == "" {        // of many, those that are seen
		if there = rel.sees() || rel.opens(); !there {
			return notThere
		}
	}
	switch {
	case rel.near() && !w.shows(may.Of, rel):
		return contract.CodeExcluded
	case !there:
		return notThere
	case strings.Contains(op.Path, "/{absence}/") && role == models.Administrator:
		return notThere // an absence that nobody knows
	case may.Of == models.ThingStaff && role == models.Administrator:
		return through // the profile may name more, but never fewer
	case may.Kind != "" && !w.takes(may.Action):
		return contract.CodeNoSuchStep
	case may.Of == models.ThingEntry && w.policy.Process().Entries == nil:
		return through // and told that nobody decides
	case rel.asker && w.askers(may):
		return contract.CodeBackdated
	case !slices.Contains(w.permitted(may), role) || !rel.near() && op.Path != "/loans":
		return contract.CodeWrongRole
	case may.Of == models.ThingEntry, may.Of == models.ThingSchedule:
		return through
	}
	return contract.CodeBackdated
}

// askers reports whether the policy permits an action to whoever has made the request.
func (w *walker) askers(may right) bool {
	permit, _ := w.policy.Process().Permit(string(may.Action))
	return slices.Contains(permit.By.Value, "recipient")
}

// takes reports whether the policy has an action at all.
func (w *walker) takes(a contract.Action) bool {
	_, known := w.policy.Process().Permit(string(a))
	return known
}

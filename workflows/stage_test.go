package workflows_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"
	"gorm.io/gorm"

	"carebook/activities"
	"carebook/calendar/data"
	"carebook/contract"
	"carebook/internal/booktest"
	"carebook/models"
	"carebook/policies"
	"carebook/policies/book"
	"carebook/workflows"
)

// stage plays one diary.
type stage struct {
	testsuite.WorkflowTestSuite
	t      *testing.T
	d      diary
	env    *testsuite.TestWorkflowEnvironment
	books  *models.Books
	seeded booktest.Seeded
	caseID string

	policy  *policies.Policy
	binder  *policies.Book
	asides  []aside              // what isn't an event, by moment
	away    time.Time            // nothing comes into the books before
	due     map[string]time.Time // by obligation, as far as has been told
	earlier map[string]string    // complaints that were there before, by name
	ledger  *activities.Ledger
	visits  []*sideVisit // cases that this one has brought, the latest last
}

// aside is a line that isn't an event of the case.
type aside struct {
	at   time.Time
	text string
}

func newStage(t *testing.T, d diary) *stage {
	t.Helper()
	s := &stage{t: t, d: d, caseID: models.NewID(), books: booktest.OpenSQLite(t), due: map[string]time.Time{}, earlier: map[string]string{}}
	founded := moment(t, "2019-01-01 00:00").UTC()
	s.books.Now = func(*gorm.DB) (time.Time, error) { return founded, nil }
	s.seeded = booktest.Seed(t, s.books)
	if d.Calendar != "" {
		s.addCalendar(d.Calendar)
	}
	s.SetLogger(log.NewStructuredLogger(slog.New(slog.DiscardHandler)))
	s.env = s.NewTestWorkflowEnvironment()
	s.env.SetStartTime(moment(t, d.Steps[0].At))
	s.env.SetTestTimeout(30 * time.Second)
	s.env.SetWorkerOptions(worker.Options{DeadlockDetectionTimeout: 20 * time.Second}) // the machine may be busy with something else
	s.env.SetWorkflowRunTimeout(100 * 365 * 24 * time.Hour)                            // the environment's own is a little less than ten years
	s.books.Now = func(*gorm.DB) (time.Time, error) { return s.env.Now().UTC().Truncate(time.Microsecond), nil }
	s.env.RegisterWorkflowWithOptions(workflows.Complaint, workflow.RegisterOptions{Name: contract.WorkflowComplaint})
	s.env.RegisterWorkflowWithOptions(workflows.Archive, workflow.RegisterOptions{Name: contract.WorkflowArchive})
	s.env.RegisterWorkflowWithOptions(workflows.Credit, workflow.RegisterOptions{Name: contract.WorkflowCredit})
	s.env.RegisterWorkflowWithOptions(workflows.ReturnVisit, workflow.RegisterOptions{Name: contract.WorkflowReturnVisit})
	s.env.RegisterWorkflowWithOptions(workflows.Lead, workflow.RegisterOptions{Name: contract.WorkflowLead})
	s.env.RegisterWorkflowWithOptions(workflows.Loan, workflow.RegisterOptions{Name: contract.WorkflowLoan})
	s.env.RegisterWorkflowWithOptions(workflows.Erasure, workflow.RegisterOptions{Name: contract.WorkflowErasure})
	s.env.RegisterWorkflowWithOptions(workflows.Retention, workflow.RegisterOptions{Name: contract.WorkflowRetention})
	s.env.RegisterWorkflowWithOptions(workflows.Campaign, workflow.RegisterOptions{Name: contract.WorkflowCampaign})
	s.env.RegisterWorkflowWithOptions(workflows.Visit, workflow.RegisterOptions{Name: contract.WorkflowVisit})
	s.env.RegisterWorkflowWithOptions(workflows.VisitPlan, workflow.RegisterOptions{Name: contract.WorkflowVisitPlan})
	shelf := s.shelf()
	s.staffed(shelf.Book)
	policy, _, err := shelf.Policy(nil, d.kind, d.profile(), moment(t, d.Steps[0].At))
	if err != nil {
		t.Fatal(err)
	}
	s.policy, s.binder = policy, shelf.Book
	for _, b := range d.Before {
		s.plant(shelf, b)
	}
	s.plantLots(shelf)
	s.plantFile(shelf)
	s.plantStored(shelf)
	s.plantCustomers()
	s.plantRound()
	ledger := &activities.Ledger{Books: s.books, Shelf: shelf}
	s.ledger = ledger
	record := func(ctx context.Context, in contract.Record) (contract.Recorded, error) {
		if wait := s.away.Sub(s.env.Now()); wait > 0 { // the test environment doesn't try again for long by itself
			return contract.Recorded{}, temporal.NewApplicationErrorWithOptions("away", "Away", temporal.ApplicationErrorOptions{NextRetryDelay: wait})
		}
		return ledger.Record(ctx, in)
	}
	s.env.RegisterActivityWithOptions(record, activity.RegisterOptions{Name: contract.ActivityRecord})
	return s
}

// shippedBinder is read once: it never changes, and reading it is the slowest thing that most tests would do.
var shippedBinder = sync.OnceValues(func() (*policies.Book, error) { return policies.Load(book.FS()) })

func (s *stage) shelf() booktest.Shelf {
	s.t.Helper()
	binder, err := shippedBinder()
	if err == nil && s.d.Policy != "" {
		binder, err = binder.Overlay(os.DirFS(filepath.Join("testdata", s.d.Policy)))
	}
	if err == nil && len(s.d.Instead) > 0 {
		binder, err = binder.Overlay(s.edition(binder))
	}
	if err != nil {
		s.t.Fatal(err)
	}
	return booktest.Shelf{Book: binder}
}

// edition is the shipped policy of the diary's profile with the diary's changes.
func (s *stage) edition(binder *policies.Book) fs.FS {
	s.t.Helper()
	p, _, err := binder.For(string(s.d.kind), s.d.profile())
	if err != nil {
		s.t.Fatal(err)
	}
	text := string(p.Content)
	for _, c := range s.d.Instead {
		if strings.Count(text, c.Of) != 1 {
			s.t.Fatalf("%q stands %d times in %s, want once", c.Of, strings.Count(text, c.Of), p.ID)
		}
		text = strings.Replace(text, c.Of, c.Put, 1)
	}
	return fstest.MapFS{p.File: {Data: []byte(text)}}
}

func (d diary) profile() string {
	if d.Profile == "" {
		return "dealer-4s"
	}
	return d.Profile
}

// staffed gives store S1 the diary's profile, and somebody for each role that the seeded organisation leaves empty.
func (s *stage) staffed(binder *policies.Book) {
	s.t.Helper()
	unit := s.seeded.Units["S1"]
	if err := s.books.DB.Model(&models.Unit{}).Where("id = ?", unit).Update("profile", s.d.profile()).Error; err != nil {
		s.t.Fatal(err)
	}
	from := moment(s.t, "2019-01-01 00:00").UTC()
	for i, r := range binder.Roles() {
		if s.seeded.Roles[r.ID] != "" {
			continue
		}
		p := models.Staff{ID: models.NewID(), Code: fmt.Sprintf("R%03d", i), Name: r.ID, Active: true, CreatedAt: from}
		a := models.RoleAssignment{ID: models.NewID(), StaffID: p.ID, Role: r.ID, UnitID: unit, ValidFrom: from}
		if err := errors.Join(s.books.DB.Create(&p).Error, s.books.DB.Create(&a).Error); err != nil {
			s.t.Fatal(err)
		}
		s.seeded.Roles[r.ID] = p.ID
	}
}

// plant opens a complaint before the diary begins, by the real ledger without a process behind it.
func (s *stage) plant(shelf models.Shelf, b before) {
	s.t.Helper()
	ctx, at, diarys := context.Background(), moment(s.t, b.At).UTC(), s.books.Now
	s.books.Now = func(*gorm.DB) (time.Time, error) { return at, nil }
	defer func() { s.books.Now = diarys }()
	id := models.NewID()
	s.earlier[b.Name] = id
	n := s.command(entry{Do: string(contract.Open), Who: b.Who, Channel: b.Channel, Subjects: b.Subjects})
	n.Stream, n.Kind = id, string(contract.Complaint)
	if b.Stranger {
		n.Facts.Customer, n.Facts.Vehicle = s.stranger(), ""
	}
	cmd, _, err := s.books.Receive(ctx, n)
	if err != nil {
		s.t.Fatal(err)
	}
	rec, err := s.books.Append(ctx, shelf, contract.Record{
		Kind: contract.Complaint, Case: id, Effect: contract.Effect{Command: cmd.ID},
		Proposal: contract.Proposal{Type: contract.EventOpened, Status: contract.Registered, Facts: n.Facts},
	})
	if err != nil || rec.Refusal != nil {
		s.t.Fatalf("opening %s: %v %v", b.Name, err, rec.Refusal)
	}
}

// stranger is another customer of the unit.
func (s *stage) stranger() string {
	s.t.Helper()
	id := models.NewID()
	_, err := s.books.CreateCustomer(context.Background(), models.NewCustomer{
		Command: s.seeded.Command("/customers", id), UnitID: s.seeded.Units["S1"], Name: "演示客户乙", Phone: "13900005678",
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return id
}

// play runs the case to its end, or as far as the diary and its last marks go, and tells what came of it.
func (s *stage) play() string {
	s.t.Helper()
	s.runs()
	return s.tell()
}

// runs plays the steps without telling what happened: a story of years takes longer to tell than to play.
func (s *stage) runs() {
	s.t.Helper()
	start := moment(s.t, s.d.Steps[0].At)
	for _, e := range s.d.Steps {
		s.env.RegisterDelayedCallback(func() { s.step(e) }, moment(s.t, e.At).Sub(start))
	}
	s.env.ExecuteWorkflow(s.d.kind.Workflow(), contract.Start[struct{}]{Case: s.caseID, Renew: contract.DefaultRenew})
	var idle *temporal.TimeoutError
	switch err := s.env.GetWorkflowError(); {
	case err == nil:
		var end contract.CaseEnd
		if err := s.env.GetWorkflowResult(&end); err != nil {
			s.t.Fatal(err)
		}
		s.agree(end)
	case errors.As(err, &idle):
	default:
		s.asides = append(s.asides, aside{s.env.Now(), "workflow ended: " + rootCause(err)})
	}
}

func rootCause(err error) string {
	var app *temporal.ApplicationError
	if errors.As(err, &app) {
		return app.Message()
	}
	return err.Error()
}

// agree compares where the workflow says it ended with where the books say so (I11).
func (s *stage) agree(end contract.CaseEnd) {
	s.t.Helper()
	var k models.Case
	if err := s.books.DB.Where("id = ?", s.caseID).Take(&k).Error; err != nil {
		s.t.Fatal(err)
	}
	if k.Seq != end.Seq || k.Status != end.Status {
		s.t.Errorf("the workflow ended at %d %s, the books at %d %s", end.Seq, end.Status, k.Seq, k.Status)
	}
}

// step sends one command as the counter would: the row first, then the update.
func (s *stage) step(e entry) {
	switch {
	case e.WorkersOut != "":
		s.outage(e)
		return
	case e.LedgerOut != "":
		s.away = moment(s.t, e.LedgerOut)
		s.say("nothing comes into the books until " + e.LedgerOut)
		return
	case e.Calendar != "":
		s.addCalendar(e.Calendar)
		s.sweep()
		return
	case e.Sweep:
		s.sweep()
		return
	case e.Leave != nil:
		s.leave(e)
		return
	case e.Visit:
		s.stepAside(e)
		return
	case e.Complains:
		s.complain(e)
		return
	case e.Another:
		s.another(e)
		return
	case e.Looks:
		s.looks(e)
		return
	case e.Erasure.Begins != "":
		s.begins(e)
		return
	case e.Retention.Brought:
		s.deliver()
		return
	case e.Retention.Again:
		s.again(e)
		return
	case e.Campaign.Begins != "":
		s.deliver()
		return
	case e.Campaign.Customer != "":
		s.greets(e)
		return
	case e.Campaign.Refuses != "":
		s.refuses(e)
		return
	case e.Campaign.Reads != "":
		s.reads(e)
		return
	}
	if s.planStep(e) {
		return
	}
	s.env.RegisterDelayedCallback(s.deliver, 5*time.Second)
	cmd, fresh, err := s.receive(e)
	if err != nil || !fresh {
		s.t.Fatalf("receiving %s: %v", e.Do, err)
	}
	m, err := cmd.Message()
	if err != nil {
		s.t.Fatal(err)
	}
	s.send(e, cmd.ID, m)
}

// send carries a command to the case's workflow.
func (s *stage) send(e entry, command string, m contract.Message) {
	update := contract.UpdateAct
	if m.Action == contract.Open {
		update = contract.UpdateOpen
	}
	open, allowed := s.allowed(m.Action)
	s.env.UpdateWorkflow(update, command, &testsuite.TestUpdateCallback{
		OnAccept: func() {},
		OnReject: func(err error) {
			s.foreseen(m, open, allowed, err)
			s.rejected(e, command, err)
		},
		OnComplete: func(result any, err error) {
			s.foreseen(m, open, allowed, nil)
			if receipt, ok := result.(contract.Receipt); ok && receipt.Refusal != nil {
				s.refused(e, receipt.Refusal)
			} else if err != nil {
				s.t.Errorf("%s: %v", e.Do, err)
			}
		},
	}, m)
}

// receive stores a command, with the file that it attaches.
func (s *stage) receive(e entry) (models.Command, bool, error) {
	return s.stored(s.command(e), e)
}

func (s *stage) stored(n models.NewCommand, e entry) (models.Command, bool, error) {
	if n.Action != contract.Attach {
		return s.books.Receive(context.Background(), n)
	}
	key, err := models.CaseKey(s.books.DB, n.Stream)
	if err != nil {
		s.t.Fatal(err)
	}
	return s.books.ReceiveAttachment(context.Background(), models.NewAttachment{
		Command: n, KeyID: key, Type: "text/plain", Content: []byte(e.Content),
	})
}

func (s *stage) command(e entry) models.NewCommand {
	id := models.NewID()
	n := models.NewCommand{
		ID: id, Principal: s.staff(e.Who), Key: id, Method: "POST", Path: "/cases/" + e.Do, BodyHash: []byte(id),
		Kind: string(s.d.kind), Stream: s.caseID, Action: contract.Action(e.Do), Facts: s.facts(e),
		BodySealed: []byte("sealed text of " + e.Do),
	}
	if e.NoReason {
		n.BodySealed = nil
	}
	if s.d.kind == contract.Loan && n.Action == contract.Open {
		key, err := s.books.NewPersonKey(context.Background())
		if err != nil {
			s.t.Fatal(err)
		}
		n.BodyKey = &key
	}
	if e.Occurred != "" {
		at := moment(s.t, e.Occurred)
		n.OccurredAt = &at
	}
	if e.IfMatch != 0 {
		n.ExpectSeq = &e.IfMatch
	}
	return n
}

func (s *stage) facts(e entry) contract.Facts {
	f := contract.Facts{
		Severity: e.Severity, MajorKind: e.Kind, Amount: e.Amount * 100, Verdict: e.Verdict, Medium: e.Medium,
		DataTrue: e.Do == string(contract.Classify), Obligation: s.obligation(e.Duty, e.Item), Clause: e.Clause,
		Nature: e.Nature, Into: s.named(e.Into), Earlier: s.named(e.Earlier), Signed: e.Signed,
	}
	s.parts(e, &f)
	if e.Assignee != "" {
		f.Assignee = s.staff(e.Assignee)
	}
	for _, who := range e.Subjects {
		f.Subjects = append(f.Subjects, s.staff(who))
	}
	if e.Do == string(contract.Open) {
		f.Unit, f.Customer, f.Vehicle, f.Channel = s.seeded.Units["S1"], s.seeded.Customer, s.seeded.Vehicle, e.Channel
		if e.NoVehicle {
			f.Vehicle = ""
		}
		if e.Anonymous {
			f.Anonymous, f.Customer, f.Vehicle = true, "", ""
		}
	}
	switch {
	case s.policy.Archive != nil:
		s.fileFacts(e, &f)
	case s.policy.ReturnVisit != nil:
		s.visitFacts(e, &f, s.caseID)
	}
	if s.policy.Credit != nil {
		s.accountFacts(e, &f)
	}
	if s.policy.Lead != nil {
		s.leadFacts(e, &f)
	}
	if s.policy.Loan != nil {
		s.loanFacts(e, &f)
	}
	if s.policy.Erasure != nil {
		s.erasureFacts(e, &f)
	}
	if s.policy.Retention != nil {
		s.retentionFacts(e, &f)
	}
	if s.policy.Campaign != nil {
		s.campaignFacts(e, &f)
	}
	if s.policy.Visit != nil {
		s.customerVisitFacts(e, &f)
	}
	if s.policy.VisitPlan != nil {
		s.planFacts(e, &f)
	}
	return f
}

// named is a complaint that was there before; one that wasn't keeps its name.
func (s *stage) named(name string) string {
	if id, ok := s.earlier[name]; ok {
		return id
	}
	return name
}

// staff finds a person by role, or by number; somebody unknown keeps the name.
func (s *stage) staff(who string) string {
	if id, ok := s.seeded.Roles[who]; ok {
		return id
	}
	if id, ok := s.seeded.Staff[who]; ok {
		return id
	}
	return who
}

func (s *stage) obligation(duty, item string) string {
	var o models.Obligation
	if duty == "" {
		return ""
	}
	if s.books.DB.Where("case_id = ? AND duty = ? AND item = ?", s.caseID, duty, item).Order("opened_seq DESC").Take(&o).Error != nil {
		return models.NewID()
	}
	return o.ID
}

func (s *stage) rejected(e entry, command string, err error) {
	var app *temporal.ApplicationError
	var refusal contract.Refusal
	if !errors.As(err, &app) || app.Type() != contract.RejectedType || app.Details(&refusal) != nil {
		s.t.Errorf("%s: %v", e.Do, err)
		return
	}
	if err := s.books.Refuse(context.Background(), command, refusal); err != nil {
		s.t.Error(err)
	}
	s.refused(e, &refusal)
}

func (s *stage) refused(e entry, r *contract.Refusal) {
	text := fmt.Sprintf("refused %s by %s: %s", e.Do, e.Who, r.Code)
	if r.Clause != "" {
		text += " (" + r.Clause + ")"
	}
	s.say(text)
}

func (s *stage) say(text string) { s.asides = append(s.asides, aside{s.env.Now(), text}) }

// addCalendar is a keeper's adding of an edition of calendar cn.
func (s *stage) addCalendar(file string) {
	s.t.Helper()
	folder, name := os.DirFS(filepath.Join("testdata", "calendars")), file
	if file == "shipped" {
		folder, name = data.FS(), "cn.yaml"
	}
	src, err := fs.ReadFile(folder, name)
	if err != nil {
		s.t.Fatal(err)
	}
	n := s.seeded.Command("/calendars", "")
	n.Principal = s.staff("calendar_keeper")
	cmd, err := s.books.AddCalendar(context.Background(), models.NewCalendar{Command: n, ID: "cn", File: file, Content: src})
	if err != nil {
		s.t.Fatal(err)
	}
	out, err := cmd.Result()
	if err != nil || out.Refusal != nil {
		s.t.Fatalf("%v %v", err, out.Refusal)
	}
	if s.env != nil {
		s.say(fmt.Sprintf("calendar cn, edition %d, by calendar_keeper: %s", out.Seq, file))
	}
}

// sweep counts again what a superseded calendar counted, as a worker does.
func (s *stage) sweep() {
	ctx, asked := context.Background(), 0
	editions, err := s.books.Superseded(ctx)
	for _, n := range editions {
		cases, listErr := s.books.CountedBy(ctx, n, "", 10)
		err = errors.Join(err, listErr)
		for _, c := range cases {
			edition, holdErr := s.books.HoldCalendar(ctx, c.ID)
			err = errors.Join(err, holdErr)
			if edition > 0 {
				asked++
				s.recount(edition)
			}
		}
	}
	if err != nil {
		s.t.Error(err)
	}
	if asked == 0 {
		s.say("a worker looks: nothing is to be counted again")
	}
}

func (s *stage) recount(edition int64) {
	id := contract.Effect{Case: s.caseID, Calendar: edition}.Key()
	s.env.UpdateWorkflow(contract.UpdateRecount, id, &testsuite.TestUpdateCallback{
		OnAccept: func() {},
		OnReject: func(err error) { s.t.Errorf("recount: %v", err) },
		OnComplete: func(_ any, err error) {
			if err != nil {
				s.t.Errorf("recount: %v", err)
			}
		},
	}, contract.Recount{Calendar: edition})
}

// outage notes that no worker gave a sign of life for a while.
func (s *stage) outage(e entry) {
	row := models.Outage{ID: models.NewID(), BeganAt: moment(s.t, e.At).UTC(), EndedAt: moment(s.t, e.WorkersOut).UTC()}
	if err := s.books.DB.Create(&row).Error; err != nil {
		s.t.Error(err)
	}
	s.asides = append(s.asides, aside{s.env.Now(), "workers away until " + e.WorkersOut})
}

func readEvent(t *testing.T, row models.Event) (e contract.Event) {
	t.Helper()
	if err := json.Unmarshal(row.Data, &e); err != nil {
		t.Fatal(err)
	}
	return e
}

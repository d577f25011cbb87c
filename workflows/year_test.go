package workflows_test

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"
	"gorm.io/gorm"

	"carebook/activities"
	"carebook/contract"
	"carebook/internal/booktest"
	"carebook/internal/unraced"
	"carebook/models"
	"carebook/workflows"
)

// yearFile is the diary of the year: what begins by itself in 2026, at a unit of each profile that has schedules.
const yearFile = "testdata/year-2026.txt"

// A year plays all schedules of a year by the real workflows, the real ledger and books of SQLite, by the test environment's clock.
// Nobody does anything: what is owed lapses.
type year struct {
	testsuite.WorkflowTestSuite
	t       *testing.T
	env     *testsuite.TestWorkflowEnvironment
	books   *models.Books
	seeded  booktest.Seeded
	binding *models.Binding
	units   map[string]string // profile by id
	rhythms map[string]models.Rhythm

	moments []time.Time
	fire    map[time.Time][]string // schedules, by the moment at which Temporal fires them
	waiting []models.Command       // whose workflows were just started
	phones  int
}

// newYear has one unit for each profile of the binder whose policies have schedules, two people for each post that a schedule is for,
// and the customers of the year where somebody is greeted.
func newYear(t *testing.T) *year {
	t.Helper()
	binder, err := shippedBinder()
	if err != nil {
		t.Fatal(err)
	}
	y := &year{
		t: t, books: booktest.OpenSQLite(t), binding: &models.Binding{Base: binder}, units: map[string]string{},
		rhythms: map[string]models.Rhythm{}, fire: map[time.Time][]string{},
	}
	founded := moment(t, "2025-06-01 00:00").UTC()
	y.books.Now = func(*gorm.DB) (time.Time, error) { return founded, nil }
	y.seeded = booktest.Seed(t, y.books)
	if err := y.books.DB.Model(&models.Unit{}).Where("profile <> ''").Update("profile", "").Error; err != nil {
		t.Fatal(err)
	}
	for _, p := range binder.Profiles() {
		unit := models.Unit{ID: models.NewID(), Code: "Y-" + p.ID, Name: "演示" + p.ID, Profile: p.ID, CreatedAt: founded}
		y.create(&unit)
		y.units[unit.ID] = p.ID
	}
	y.books.Now = func(*gorm.DB) (time.Time, error) { return moment(t, "2025-12-31 23:00").UTC(), nil }
	all, err := y.books.KnowSchedules(context.Background(), y.binding)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range all {
		if y.units[r.UnitID] != "" {
			y.rhythms[r.ID] = r
			y.prepare(r, founded)
		}
	}
	return y
}

func (y *year) create(row any) {
	y.t.Helper()
	if err := y.books.DB.Create(row).Error; err != nil {
		y.t.Fatal(err)
	}
}

// prepare notes when a schedule fires, and peoples its unit.
func (y *year) prepare(r models.Rhythm, founded time.Time) {
	y.t.Helper()
	rounds, err := r.Rounds(moment(y.t, "2025-12-31 23:00").UTC(), moment(y.t, "2026-12-31 23:59").UTC())
	if err != nil {
		y.t.Fatal(err)
	}
	for _, round := range rounds {
		at := round.At.UTC()
		if y.fire[at] == nil {
			y.moments = append(y.moments, at)
		}
		y.fire[at] = append(y.fire[at], r.ID)
	}
	if r.Says.Each != nil {
		for _, role := range r.Says.Each.Value {
			for range 2 {
				p := models.Staff{ID: models.NewID(), Code: models.NewID(), Name: "演示" + role, Active: true, CreatedAt: founded}
				y.create(&p)
				y.create(&models.RoleAssignment{ID: models.NewID(), StaffID: p.ID, Role: role, UnitID: r.UnitID, ValidFrom: founded})
			}
		}
	}
	if r.Word == "festivals" {
		y.welcome(r.UnitID)
	}
}

// yearsCustomers are those of each unit, plainly invented.
var yearsCustomers = []customerEntry{
	{Name: "甲", Class: "ordinary", Born: []string{"own S0229"}},
	{Name: "乙", Class: "important", Born: []string{"own L0815", "family S0501"}},
	{Name: "丙", Class: "vip", Born: []string{"own S1231"}},
	{Name: "丁", Class: "a", Born: []string{"own L0101"}},
	{Name: "戊", Class: "b", Born: []string{"own S0630"}},
	{Name: "己", Class: "d"},
	{Name: "庚", Class: "ordinary", Refuses: true, Born: []string{"own S0808"}},
}

// welcome writes the customers of a unit.
func (y *year) welcome(unit string) {
	y.t.Helper()
	s := &stage{t: y.t, books: y.books, seeded: y.seeded}
	for _, c := range yearsCustomers {
		y.phones++
		id := models.NewID()
		_, err := y.books.CreateCustomer(context.Background(), models.NewCustomer{
			Command: y.seeded.Command("/customers", id), UnitID: unit, Name: "演示客户" + c.Name, Phone: fmt.Sprintf("138%08d", y.phones),
		})
		if err != nil {
			y.t.Fatal(err)
		}
		s.relate(id, c)
	}
}

// plays lets the year pass.
func (y *year) plays() {
	y.t.Helper()
	slices.SortFunc(y.moments, time.Time.Compare)
	start := moment(y.t, "2025-12-31 23:00")
	y.SetLogger(log.NewStructuredLogger(slog.New(slog.DiscardHandler)))
	y.env = y.NewTestWorkflowEnvironment()
	y.env.SetStartTime(start)
	y.env.SetTestTimeout(10 * time.Minute)
	y.env.SetWorkerOptions(worker.Options{DeadlockDetectionTimeout: time.Minute}) // the machine may be busy with something else
	y.env.SetWorkflowRunTimeout(2 * 365 * 24 * time.Hour)
	y.books.Now = func(*gorm.DB) (time.Time, error) { return y.env.Now().UTC().Truncate(time.Microsecond), nil }
	y.env.RegisterWorkflowWithOptions(y.passes, workflow.RegisterOptions{Name: "year"})
	y.env.RegisterWorkflowWithOptions(workflows.Periods, workflow.RegisterOptions{Name: contract.WorkflowPeriods})
	y.env.RegisterWorkflowWithOptions(workflows.Campaign, workflow.RegisterOptions{Name: contract.WorkflowCampaign})
	y.env.RegisterWorkflowWithOptions(workflows.VisitPlan, workflow.RegisterOptions{Name: contract.WorkflowVisitPlan})
	ledger, periods := &activities.Ledger{Books: y.books, Shelf: y.binding}, &activities.Periods{Books: y.books, Shelf: y.binding}
	y.env.RegisterActivityWithOptions(ledger.Record, activity.RegisterOptions{Name: contract.ActivityRecord})
	y.env.RegisterActivityWithOptions(periods.Begin, activity.RegisterOptions{Name: contract.ActivityBeginPeriods})
	y.env.RegisterActivityWithOptions(y.looks, activity.RegisterOptions{Name: "looks"})
	y.env.RegisterActivityWithOptions(y.sweeps, activity.RegisterOptions{Name: "sweeps"})
	y.env.ExecuteWorkflow("year")
	if err := y.env.GetWorkflowError(); err != nil {
		y.t.Fatal(err)
	}
}

// passes is the year: at each moment its schedules fire, now and then one of them a second time, and workers start what they brought.
// Each month the second source looks.
func (y *year) passes(ctx workflow.Context) error {
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{StartToCloseTimeout: time.Hour})
	month := time.December
	for i, at := range y.moments {
		if err := workflow.Sleep(ctx, at.Sub(workflow.Now(ctx))); err != nil {
			return err
		}
		ids := y.fire[at]
		if i%10 == 0 {
			ids = append(slices.Clone(ids), ids[i%len(ids)])
		}
		for _, id := range ids {
			if err := workflow.ExecuteChildWorkflow(ctx, contract.WorkflowPeriods, contract.PeriodsStart{Schedule: id}).Get(ctx, nil); err != nil {
				return err
			}
		}
		if now := at.In(business).Month(); now != month {
			month = now
			if err := workflow.ExecuteActivity(ctx, "sweeps").Get(ctx, nil); err != nil {
				return err
			}
		}
		if err := y.starts(ctx); err != nil {
			return err
		}
		if err := workflow.Sleep(ctx, time.Minute); err != nil {
			return err
		}
	}
	return workflow.Sleep(ctx, 24*time.Hour) // what is owed on the last day lapses
}

// sweeps is the second source, which finds nothing that hasn't begun.
func (y *year) sweeps(ctx context.Context) error {
	n, err := y.books.BeginPeriods(ctx, y.binding, "", models.BegunBySweeper)
	if n > 0 {
		y.t.Errorf("the second source begins %d rounds", n)
	}
	return err
}

// looks asks for what was brought and is to be sent.
func (y *year) looks(ctx context.Context) (err error) {
	y.waiting, err = y.books.Spawned(ctx, 1000)
	return err
}

// starts has a workflow for each case that was brought, and in a moment sends it its opening.
func (y *year) starts(ctx workflow.Context) error {
	if err := workflow.ExecuteActivity(ctx, "looks").Get(ctx, nil); err != nil {
		return err
	}
	for _, c := range y.waiting {
		kind := contract.Kind(c.Kind)
		own := workflow.WithChildOptions(ctx, workflow.ChildWorkflowOptions{WorkflowID: contract.WorkflowID(kind, c.Stream)})
		child := workflow.ExecuteChildWorkflow(own, kind.Workflow(), contract.Start[struct{}]{Case: c.Stream, Renew: contract.DefaultRenew})
		if err := child.GetChildWorkflowExecution().Get(ctx, nil); err != nil {
			return err
		}
	}
	y.env.RegisterDelayedCallback(y.opens, time.Second) //workflowcheck:ignore this workflow is the stage's own and never replayed
	return nil
}

// opens sends the commands that were brought to their cases.
func (y *year) opens() {
	for _, c := range y.waiting {
		m, err := c.Message()
		if err != nil {
			y.t.Fatal(err)
		}
		err = y.env.UpdateWorkflowByID(contract.WorkflowID(contract.Kind(c.Kind), c.Stream), contract.UpdateOpen, c.ID, &testsuite.TestUpdateCallback{
			OnAccept: func() {},
			OnReject: func(err error) { y.t.Errorf("opening a %s: %v", c.Kind, err) },
			OnComplete: func(result any, err error) {
				if receipt, ok := result.(contract.Receipt); err != nil || ok && receipt.Refusal != nil {
					y.t.Errorf("opening a %s: %v %v", c.Kind, err, receipt.Refusal)
				}
			},
		}, m)
		if err != nil {
			y.t.Error(err)
		}
	}
	y.waiting = nil
}

// begun is a round with all that it opened.
type begun struct {
	models.SchedulePeriod
	rhythm models.Rhythm
	cases  []string
}

// rounds are all that have begun, in order.
func (y *year) rounds() (all []*begun) {
	y.t.Helper()
	var rows []models.SchedulePeriod
	if err := y.books.DB.Order("begins_at, schedule_id, period").Find(&rows).Error; err != nil {
		y.t.Fatal(err)
	}
	by := map[string]*begun{}
	for _, row := range rows {
		key := row.ScheduleID + " " + row.Round()
		if by[key] == nil {
			by[key] = &begun{SchedulePeriod: row, rhythm: y.rhythms[row.ScheduleID]}
			all = append(all, by[key])
		}
		by[key].cases = append(by[key].cases, row.CaseID)
		if row.Late || row.Source != models.BegunByTemporal {
			y.t.Errorf("%s of %s was begun by %s, late: %v", row.Period, by[key].rhythm.Word, row.Source, row.Late)
		}
	}
	slices.SortStableFunc(all, func(a, b *begun) int {
		if c := a.BeginsAt.Compare(b.BeginsAt); c != 0 {
			return c
		}
		return strings.Compare(y.place(a), y.place(b))
	})
	return all
}

func (y *year) place(b *begun) string { return y.units[b.rhythm.UnitID] + ", " + b.rhythm.Word }

// tells writes the diary of the year: a line for each round that has somebody, and at the end how many there were.
func (y *year) tells() string {
	y.t.Helper()
	var b strings.Builder
	count, empty := map[string]int{}, map[string]int{}
	for _, round := range y.rounds() {
		count[y.place(round)]++
		text := y.month(round)
		if round.rhythm.Policy.Campaign != nil {
			text = y.greets(round)
		}
		if text == "" {
			empty[y.place(round)]++
			continue
		}
		fmt.Fprintf(&b, "%s %s: %s, %s\n", round.BeginsAt.In(business).Format("2006-01-02 15:04"), y.place(round), round.Round(), text)
	}
	b.WriteString("\n")
	for _, place := range sortedKeysOf(count) {
		fmt.Fprintf(&b, "%s: %d rounds", place, count[place])
		if n := empty[place]; n > 0 {
			fmt.Fprintf(&b, ", of these %d for nobody", n)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func sortedKeysOf(m map[string]int) (keys []string) {
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// greets says whom a campaign greets, "" when it has nobody at all.
func (y *year) greets(round *begun) string {
	y.t.Helper()
	var row models.Campaign
	var k models.Case
	err := y.books.DB.Where("case_id = ?", round.CaseID).Take(&row).Error
	if err == nil {
		err = y.books.DB.Where("id = ?", round.CaseID).Take(&k).Error
	}
	if err != nil {
		y.t.Fatalf("%s of %s: %v", round.Period, y.place(round), err)
	}
	if k.Status != contract.Completed {
		y.t.Errorf("%s of %s is %s in the end", round.Period, y.place(round), k.Status)
	}
	if row.Planned == 0 && row.LeftOut == "{}" {
		return ""
	}
	o := round.rhythm.Policy.Campaign.Occasions[row.Occasion]
	var clauses []string
	for _, g := range o.Greets {
		clauses = append(clauses, g.Means.Clause)
	}
	clauses = append([]string{o.Of.Clause}, clauses...)
	slices.Sort(clauses[1:])
	text := fmt.Sprintf("of %s", row.Day)
	if row.Node != "" {
		text += ", " + row.Node
	}
	return fmt.Sprintf("%s: greets %d, leaves out %s (%s)", text, row.Planned, row.LeftOut, strings.Join(slices.Compact(clauses), ", "))
}

// month says whose month is opened, and until when a plan of it is owed.
func (y *year) month(round *begun) string {
	y.t.Helper()
	if round.rhythm.Policy.VisitPlan == nil {
		return ""
	}
	var rows []models.VisitPlan
	var owed []models.Obligation
	err := y.books.DB.Where("case_id IN ?", round.cases).Find(&rows).Error
	if err == nil {
		err = y.books.DB.Where("case_id IN ? AND duty = 'submit'", round.cases).Find(&owed).Error
	}
	if err != nil || len(rows) != len(round.cases) {
		y.t.Fatalf("%s of %s: %d months, %v", round.Period, y.place(round), len(rows), err)
	}
	text := fmt.Sprintf("opens %s for %d (%s)", rows[0].Month, len(rows), round.rhythm.Says.Each.Clause)
	if len(owed) > 0 {
		text += fmt.Sprintf(", handed in by %s (%s)", owed[0].DueAt.In(business).Format("2006-01-02 15:04"), owed[0].Clause)
	}
	return text
}

// Every festival, month-end and birthday of the year begins at its moment, once, and cites its clause.
func TestAYearOfSchedulesIsItsDiary(t *testing.T) {
	wantZone(t)
	t.Parallel()
	if unraced.Raced { // the test environment goes through the year step by step: there is nothing to race
		unraced.Again(t, "")
		return
	}
	y := newYear(t)
	y.plays()
	got := y.tells()
	if writeDiaries {
		if err := os.WriteFile(yearFile, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(yearFile)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("(-diary +what happened):\n%s", diff)
	}
}

package models_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"gorm.io/gorm"

	"carebook/internal/booktest"
	"carebook/models"
)

// fill writes 40 stores, 20,000 complaints with a to-do each, of which one in ten is open, and a notice each; and an account with
// 5,000 requests, of which each third was signed, and as many dates that were met.
const fill = `
INSERT INTO units SELECT 'u'||g, (SELECT id FROM units WHERE code = 'G'), 'U'||g, 'u', 'dealer-4s', now() FROM generate_series(1, 40) g;
INSERT INTO editions VALUES ('e', 'V13', 'complaint', '', now());
INSERT INTO cases SELECT 'c'||g, 'complaint', 'n'||g, CASE WHEN g % 41 = 40 THEN (SELECT id FROM units WHERE code = 'S1') ELSE 'u'||(1 + g % 41) END,
	'e', 'cn', CASE WHEN g % 10 = 0 THEN 'assigned' ELSE 'completed' END, g % 10 <> 0, NULL, 1, '', now() - g * interval '1 minute', now() - (g % 1000) * interval '1 second'
	FROM generate_series(1, 20000) g;
INSERT INTO complaints SELECT id, (SELECT id FROM customers), NULL, 'visit', 'ordinary', '', false, 1, (SELECT id FROM staff WHERE code = '1006'), NULL, NULL, 0 FROM cases;
INSERT INTO obligations SELECT 'o'||id, id, unit_id, 'classify', 'customer_relations_specialist', NULL, 'c', 'r', 's', opened_at, opened_at, false, 'cn',
	'', CASE WHEN ended THEN 'fulfilled' ELSE 'open' END, NULL, false, NULL, 1, NULL FROM cases;
INSERT INTO marks SELECT 'o'||id, 1, id, opened_at, 'breach', 'r', 'c', CASE WHEN ended THEN 'fired' ELSE 'waiting' END, CASE WHEN ended THEN now() END, CASE WHEN number LIKE '%77' THEN 5000 WHEN ended THEN 3 END FROM cases;
INSERT INTO notices SELECT 'n'||id, id, 1, unit_id, 'customer_relations_manager', NULL, 'opened', 'c', NULL, opened_at FROM cases;
INSERT INTO events SELECT id, 1, 'complaint', 'opened', 'e'||id, '', '', now(), now(), '', '', NULL, NULL, '', '' FROM cases;
INSERT INTO commands SELECT 'k'||g, 'p'||g, 'k', 'POST', '/', '', 'complaint', 's', 'open', '', NULL, NULL, NULL, now(), false, now(), 'recorded', NULL, now(), now()
	FROM generate_series(1, 20000) g;
INSERT INTO cases SELECT 'a', 'credit', 'a', id, 'e', 'cn', 'eligible', false, NULL, 1, '', now(), now() FROM units WHERE code = 'S1';
INSERT INTO credit_requests SELECT 'a', 'D-'||g, 100, 'released', 'in_limit', id, now(), g, '{}', '', NULL, NULL, CASE WHEN g % 3 = 0 THEN 5000 + g END, NULL, 0, '', NULL, NULL
	FROM staff, generate_series(1, 5000) g WHERE code = '1006';
INSERT INTO obligations SELECT 'oa'||g, 'a', (SELECT id FROM units WHERE code = 'S1'), 'collect', 'salesperson', NULL, 'c', 'r', 's', now(), now(), false, 'cn', '',
	'fulfilled', NULL, false, NULL, g, NULL FROM generate_series(1, 5000) g;
ANALYZE`

func TestTheMainListsUseAnIndexOnPostgres(t *testing.T) {
	b := booktest.OpenPostgres(t)
	s := booktest.Seed(t, b)
	for _, sql := range strings.Split(fill, ";") {
		if err := b.DB.Exec(sql).Error; err != nil {
			t.Fatal(err)
		}
	}
	var sql string
	var vars []any
	capture := func(db *gorm.DB) { sql, vars = db.Statement.SQL.String(), db.Statement.Vars }
	if err := b.DB.Callback().Query().After("gorm:query").Register("capture", capture); err != nil {
		t.Fatal(err)
	}
	if err := b.DB.Callback().Row().After("gorm:row").Register("capture", capture); err != nil {
		t.Fatal(err)
	}
	ctx, soon := context.Background(), time.Now().Add(-time.Hour)
	store, group := scopeOf(t, b, s.Staff["1003"]), scopeOf(t, b, s.Staff["0001"])
	handler := scopeOf(t, b, s.Staff["1004"])
	page := models.Page{Limit: 50}
	later := models.Page{Limit: 50, After: &models.Cursor{At: soon, ID: "c"}}
	for name, c := range map[string]struct {
		ask   func() error
		index []string // any of them
		never string   // table that is too large to read through
	}{
		"complaints of a store": {func() error { return third(models.Complaints(b.DB, store, models.ComplaintFilter{}, page)) }, []string{"cases_unit"}, "cases"},
		"running complaints of a store": {func() error {
			return third(models.Complaints(b.DB, store, models.ComplaintFilter{Running: true}, page))
		}, []string{"cases_unit", "cases_open"}, "cases"},
		"complaints of a store by status": {func() error {
			return third(models.Complaints(b.DB, store, models.ComplaintFilter{Status: "assigned"}, later))
		}, []string{"cases_unit_status", "cases_unit"}, "cases"},
		"complaints of a group": {func() error { return third(models.Complaints(b.DB, group, models.ComplaintFilter{}, page)) }, []string{"cases_opened"}, "cases"},
		"complaints of a store by change": {func() error {
			return third(models.Complaints(b.DB, store, models.ComplaintFilter{}, models.Page{Limit: 50, Sort: models.SortUpdatedDown}))
		}, []string{"cases_unit_updated"}, "cases"},
		"complaints of a group by change": {func() error {
			return third(models.Complaints(b.DB, group, models.ComplaintFilter{}, models.Page{Limit: 50, Sort: models.SortUpdated}))
		}, []string{"cases_updated"}, "cases"},
		"last due to-dos of a group": {func() error {
			return third(models.Todos(b.DB, group, models.TodoFilter{}, models.Page{Limit: 50, Sort: models.SortDueDown}))
		}, []string{"obligations_due"}, "obligations"},
		"late to-dos of a group": {func() error { return third(models.Todos(b.DB, group, models.TodoFilter{Late: true}, page)) },
			[]string{"obligations_due", "obligations_known"}, "obligations"},
		"fulfilled to-dos of a group": {func() error {
			return third(models.Todos(b.DB, group, models.TodoFilter{State: models.ObligationFulfilled, DueFrom: &soon}, page))
		}, []string{"obligations_known"}, "obligations"},
		"to-dos of a store that were kept": {func() error { return third(models.Todos(b.DB, store, models.TodoFilter{Timing: models.InTime}, page)) },
			[]string{"obligations_unit_known"}, "obligations"},
		"figures of what was kept": {func() error { _, err := models.TimingFigures(b.DB, group, "", soon, time.Now()); return err },
			[]string{"obligations_known", "obligations_unit_known"}, "obligations"},
		"figures of what is open in a store": {func() error { _, err := models.OpenFigures(b.DB, store, ""); return err },
			[]string{"cases_running"}, "cases"},
		"next complaints of a group": {func() error { return third(models.Complaints(b.DB, group, models.ComplaintFilter{}, later)) }, []string{"cases_opened"}, "cases"},
		"my to-dos":                  {func() error { return third(models.MyTodos(b.DB, handler, "", nil, page)) }, []string{"obligations_role", "obligations_due"}, "obligations"},
		"my to-dos soon":             {func() error { return third(models.MyTodos(b.DB, handler, "", &soon, later)) }, []string{"obligations_role", "obligations_due"}, "obligations"},
		"to-dos of a group":          {func() error { return third(models.Todos(b.DB, group, models.TodoFilter{}, page)) }, []string{"obligations_due"}, "obligations"},
		"to-dos of a store":          {func() error { return third(models.Todos(b.DB, store, models.TodoFilter{}, page)) }, []string{"obligations_role", "obligations_due"}, "obligations"},
		"to-dos of a case":           {func() error { return third(models.CaseTodos(b.DB, store, "c40", page)) }, []string{"obligations_case"}, "obligations"},
		"what an old account owes":   {func() error { _, err := models.CaseOwes(b.DB, store, "a"); return err }, []string{"Index Cond: ((case_id = 'a'::text) AND (state = ANY"}, "obligations"},
		"request of an account's event": {func() error { _, err := models.CreditRequestAt(b.DB, "a", 4711); return err },
			[]string{"credit_requests_signed"}, "credit_requests"},
		"notices":                     {func() error { return third(models.Notices(b.DB, store, false, page)) }, []string{"notices_role", "notices_staff"}, "notices"},
		"events of a case":            {func() error { _, err := b.EventsOf(b.DB, "x", 0, 50); return err }, []string{"events_pkey"}, "events"},
		"unconfirmed commands":        {func() error { _, err := b.Unconfirmed(ctx, time.Minute, 10); return err }, []string{"commands_unconfirmed"}, "commands"},
		"late marks":                  {func() error { return third(models.LateMarks(b.DB, store, models.LateFilter{}, page)) }, []string{"marks_late"}, "marks"},
		"superseded calendars":        {func() error { _, err := b.Superseded(ctx); return err }, []string{"obligations_calendar"}, "obligations"},
		"cases counted by an edition": {func() error { _, err := b.CountedBy(ctx, 2, "c", 10); return err }, []string{"obligations_calendar"}, "obligations"},
		"overdue marks":               {func() error { _, err := b.OverdueMarks(ctx, 300*time.Hour, 10); return err }, []string{"marks_waiting"}, "marks"},
	} {
		if err := c.ask(); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for who, db := range map[string]*gorm.DB{"ledger": b.DB, "counter": b.Counter.WithContext(models.See(ctx, group))} {
			if who == "counter" && slices.Contains(ofWorkers, name) {
				continue
			}
			plan := strings.Join(explain(t, db, sql, vars), "\n")
			used := false
			for _, i := range c.index {
				used = used || strings.Contains(plan, i)
			}
			if !used || strings.Contains(plan, "Seq Scan on "+c.never) {
				t.Errorf("%s, %s: want one of %v and no scan of %s\n%s\n%s", name, who, c.index, c.never, sql, plan)
			}
		}
	}
}

// ofWorkers are the questions that no counter asks.
var ofWorkers = []string{"unconfirmed commands", "superseded calendars", "cases counted by an edition", "overdue marks"}

func third[T, U any](_ T, _ U, err error) error { return err }

func explain(t *testing.T, db *gorm.DB, sql string, vars []any) []string {
	t.Helper()
	pool := must(db.DB())(t)
	r := must(pool.QueryContext(db.Statement.Context, "EXPLAIN "+sql, vars...))(t)
	defer r.Close()
	var lines []string
	for r.Next() {
		var line string
		if err := r.Scan(&line); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, line)
	}
	if err := r.Err(); err != nil {
		t.Fatal(err)
	}
	return lines
}

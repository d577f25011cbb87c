package models_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"gorm.io/gorm"

	"carebook/contract"
	"carebook/internal/booktest"
	"carebook/models"
)

// office is a seeded organisation with the complaints that a test opens in it.
type office struct {
	t *testing.T
	b *models.Books
	booktest.Seeded
}

func eachOffice(t *testing.T, fn func(t *testing.T, o office)) {
	t.Helper()
	booktest.Each(t, func(t *testing.T, b *models.Books) { fn(t, office{t, b, booktest.Seed(t, b)}) })
}

func (o office) scope(code string) models.Scope { return scopeOf(o.t, o.b, o.Staff[code]) }

// complaint is a case at a unit, opened at a moment, with one open to-do of a role.
func (o office) complaint(unit string, at time.Time, change ...func(*models.Case, *models.Complaint, *models.Obligation)) models.Case {
	o.t.Helper()
	c := models.Case{
		ID: models.NewID(), Kind: "complaint", Number: models.NewID(), UnitID: o.Units[unit], Edition: models.NewID(), Calendar: "cn",
		Status: contract.Registered, Seq: 1, Head: []byte("h"), OpenedAt: at, UpdatedAt: at,
	}
	d := models.Complaint{CaseID: c.ID, CustomerID: &o.Customer, Channel: "visit", Round: 1, RecipientID: o.Staff["1006"]}
	ob := models.Obligation{
		ID: models.NewID(), CaseID: c.ID, UnitID: c.UnitID, Duty: "classify", Role: "customer_relations_specialist", Clause: "V13-2.3",
		Since: at, DueAt: at.Add(2 * time.Hour), Explanation: []byte("[]"), State: models.ObligationOpen, OpenedSeq: 1,
	}
	for _, f := range change {
		f(&c, &d, &ob)
	}
	create(o.t, o.b, &models.Edition{Hash: c.Edition, Content: []byte("x"), StoredAt: at}, &c, &d, &ob)
	return c
}

func (o office) exclude(c models.Case, code string) {
	o.t.Helper()
	create(o.t, o.b, &models.Exclusion{CaseID: c.ID, StaffID: o.Staff[code], Seq: 1})
}

// walk reads a list page by page and returns the ids of its cases.
func walk[T any](t *testing.T, list func(models.Page) ([]T, *models.Cursor, error), id func(T) string) []string {
	t.Helper()
	var ids []string
	page := models.Page{Limit: 2}
	for {
		rows, next, err := list(page)
		if err != nil {
			t.Fatal(err)
		}
		if len(rows) > page.Limit {
			t.Fatalf("%d rows on a page of %d", len(rows), page.Limit)
		}
		for _, r := range rows {
			ids = append(ids, id(r))
		}
		if next == nil {
			return ids
		}
		page.After = next
	}
}

func todoCase(t models.Todo) string { return t.CaseID }

func TestAListInPagesHasEveryRowOnceInOrderAlsoWithEqualMoments(t *testing.T) {
	eachOffice(t, func(t *testing.T, o office) {
		var want []string
		for i := range 7 {
			c := o.complaint("S1", noon.Add(time.Duration(i/3)*time.Microsecond))
			want = append(want, c.OpenedAt.Format(time.RFC3339Nano)+c.ID)
		}
		slices.Sort(want)
		slices.Reverse(want)
		got := walk(t, func(p models.Page) ([]models.ComplaintItem, *models.Cursor, error) {
			return models.Complaints(o.b.DB, o.scope("1003"), models.ComplaintFilter{}, p)
		}, func(c models.ComplaintItem) string { return c.OpenedAt.Format(time.RFC3339Nano) + c.Case.ID })
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		todos := walk(t, func(p models.Page) ([]models.Todo, *models.Cursor, error) {
			return models.Todos(o.b.DB, o.scope("1003"), models.TodoFilter{}, p)
		}, func(t models.Todo) string { return t.DueAt.Format(time.RFC3339Nano) + t.ID })
		if len(todos) != 7 || !slices.IsSorted(todos) {
			t.Errorf("to-dos %v", todos)
		}
	})
}

func TestACaseIsSeenByItsUnitAndAboveButNeverByTheExcluded(t *testing.T) {
	eachOffice(t, func(t *testing.T, o office) {
		one, two := o.complaint("S1", noon), o.complaint("S2", noon.Add(time.Second))
		o.exclude(one, "1005")
		o.exclude(one, "0003")
		for staff, want := range map[string][]string{
			"0001": {two.ID, one.ID}, "0003": {two.ID}, "1003": {one.ID}, "1005": nil, "2001": {two.ID}, "1008": nil,
		} {
			s := o.scope(staff)
			got := walk(t, func(p models.Page) ([]models.ComplaintItem, *models.Cursor, error) {
				return models.Complaints(o.b.DB, s, models.ComplaintFilter{}, p)
			}, func(c models.ComplaintItem) string { return c.Case.ID })
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s sees complaints: %s", staff, diff)
			}
			slices.Reverse(want)
			got = walk(t, func(p models.Page) ([]models.Todo, *models.Cursor, error) {
				return models.Todos(o.b.DB, s, models.TodoFilter{}, p)
			}, todoCase)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s sees to-dos: %s", staff, diff)
			}
			for _, c := range []models.Case{one, two} {
				_, err := models.ComplaintByID(o.b.DB, s, c.ID)
				if seen := err == nil; seen != slices.Contains(want, c.ID) || (err != nil && !errors.Is(err, gorm.ErrRecordNotFound)) {
					t.Errorf("%s reads %s: %v", staff, c.ID, err)
				}
				todos, _, err := models.CaseTodos(o.b.DB, s, c.ID, models.Page{Limit: 5})
				if err != nil || (len(todos) == 1) != slices.Contains(want, c.ID) {
					t.Errorf("%s reads to-dos of %s: %v, %v", staff, c.ID, todos, err)
				}
			}
		}
	})
}

func TestComplaintsAreFilteredByEachField(t *testing.T) {
	eachOffice(t, func(t *testing.T, o office) {
		handler := o.Staff["1004"]
		plain := o.complaint("S1", noon)
		rich := o.complaint("S2", noon.Add(time.Second), func(c *models.Case, d *models.Complaint, _ *models.Obligation) {
			c.Status, c.Ended, d.Severity, d.HandlerID = contract.Completed, true, contract.Major, &handler
		})
		for name, c := range map[string]struct {
			filter models.ComplaintFilter
			want   []string
		}{
			"none":     {models.ComplaintFilter{}, []string{rich.ID, plain.ID}},
			"status":   {models.ComplaintFilter{Status: contract.Completed}, []string{rich.ID}},
			"unit":     {models.ComplaintFilter{Unit: o.Units["S1"]}, []string{plain.ID}},
			"severity": {models.ComplaintFilter{Severity: contract.Major}, []string{rich.ID}},
			"customer": {models.ComplaintFilter{Customer: o.Customer}, []string{rich.ID, plain.ID}},
			"nobody":   {models.ComplaintFilter{Customer: "x"}, nil},
			"handler":  {models.ComplaintFilter{Handler: handler}, []string{rich.ID}},
			"running":  {models.ComplaintFilter{Running: true}, []string{plain.ID}},
			"both":     {models.ComplaintFilter{Running: true, Severity: contract.Major}, nil},
		} {
			got := walk(t, func(p models.Page) ([]models.ComplaintItem, *models.Cursor, error) {
				return models.Complaints(o.b.DB, o.scope("0001"), c.filter, p)
			}, func(c models.ComplaintItem) string { return c.Case.ID })
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%s: %s", name, diff)
			}
		}
	})
}

func TestMyTodosAreMineAndMyRolesUnclaimedOnes(t *testing.T) {
	eachOffice(t, func(t *testing.T, o office) {
		me, other := o.Staff["1004"], o.Staff["1003"]
		type change = func(*models.Case, *models.Complaint, *models.Obligation)
		person := func(p *string) change {
			return func(_ *models.Case, _ *models.Complaint, ob *models.Obligation) { ob.PersonID = p }
		}
		role := func(r string) change {
			return func(_ *models.Case, _ *models.Complaint, ob *models.Obligation) { ob.Role = r }
		}
		state := func(s string) change {
			return func(_ *models.Case, _ *models.Complaint, ob *models.Obligation) { ob.State = s }
		}
		at := func(n int) time.Time { return noon.Add(time.Duration(n) * time.Second) }

		unclaimed := o.complaint("S1", at(1))
		mine := o.complaint("S1", at(0), person(&me), role("handler"))
		o.complaint("S1", at(2), person(&other))           // claimed by somebody else
		o.complaint("S2", at(3))                           // my role, but another store's
		o.complaint("S1", at(4), role("general_manager"))  // another role's
		o.complaint("S1", at(5), state(models.MarkPaused)) // its clock stands still
		o.complaint("S1", at(6), person(&me), state("fulfilled"))
		o.exclude(o.complaint("S1", at(7)), "1004")
		o.exclude(o.complaint("S1", at(8), person(&me)), "1004")

		duty := ""
		list := func(before *time.Time) []string {
			return walk(t, func(p models.Page) ([]models.Todo, *models.Cursor, error) {
				return models.MyTodos(o.b.DB, o.scope("1004"), duty, before, p)
			}, todoCase)
		}
		if diff := cmp.Diff([]string{mine.ID, unclaimed.ID}, list(nil)); diff != "" {
			t.Error(diff)
		}
		limit := at(1).Add(2 * time.Hour)
		if diff := cmp.Diff([]string{mine.ID}, list(&limit)); diff != "" {
			t.Errorf("due before: %s", diff)
		}
		for name, want := range map[string]int{"decide": 0, "classify": 2} {
			if duty = name; len(list(nil)) != want {
				t.Errorf("of the duty %s: %v", duty, list(nil))
			}
		}
		group := walk(t, func(p models.Page) ([]models.Todo, *models.Cursor, error) {
			return models.Todos(o.b.DB, o.scope("0001"), models.TodoFilter{Role: "general_manager", Unit: o.Units["S1"]}, p)
		}, todoCase)
		if len(group) != 1 {
			t.Errorf("by role and unit: %v", group)
		}
	})
}

func TestOneTodoComesWithItsExplanationAndItsCase(t *testing.T) {
	eachOffice(t, func(t *testing.T, o office) {
		c := o.complaint("S1", noon)
		id := one(t, o.b, "SELECT id FROM obligations")
		got := must(models.TodoByID(o.b.DB, o.scope("1003"), id))(t)
		if string(got.Explanation) != "[]" || got.Number != c.Number || got.Status != contract.Registered || got.Kind != contract.Complaint {
			t.Errorf("%+v", got)
		}
		for _, staff := range []string{"2001", "1008"} {
			if _, err := models.TodoByID(o.b.DB, o.scope(staff), id); !errors.Is(err, gorm.ErrRecordNotFound) {
				t.Errorf("%s: %v", staff, err)
			}
		}
	})
}

func TestNoticesReachTheRoleHereAndAboveOrThePersonUntilRead(t *testing.T) {
	eachOffice(t, func(t *testing.T, o office) {
		ctx := context.Background()
		c, far := o.complaint("S1", noon), o.complaint("S2", noon)
		secret := o.complaint("S1", noon)
		o.exclude(secret, "1003")
		person := o.Staff["1003"]
		n := func(id string, of models.Case, role string, staff *string) *models.Notice {
			return &models.Notice{ID: id, CaseID: of.ID, Seq: 1, UnitID: of.UnitID, ToRole: role, ToStaff: staff, What: "opened", CreatedAt: noon}
		}
		create(t, o.b,
			n("role", c, "customer_relations_manager", nil), n("person", c, "", &person), n("other role", c, "legal", nil),
			n("other store", far, "customer_relations_manager", nil), n("excluded", secret, "customer_relations_manager", nil),
			n("excluded person", secret, "", &person),
		)
		var owed models.Obligation
		if err := o.b.DB.Where("case_id = ?", c.ID).Take(&owed).Error; err != nil {
			t.Fatal(err)
		}
		if err := o.b.DB.Model(&models.Notice{}).Where("id = 'role'").Update("obligation_id", owed.ID).Error; err != nil {
			t.Fatal(err)
		}
		list := func(code string, unread bool) []string {
			return walk(t, func(p models.Page) ([]models.NoticeItem, *models.Cursor, error) {
				return models.Notices(o.b.DB, o.scope(code), unread, p)
			}, func(n models.NoticeItem) string { return n.ID })
		}
		if diff := cmp.Diff([]string{"role", "person"}, list("1003", false)); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff([]string{"other role"}, list("0004", false)); diff != "" {
			t.Errorf("a role of the group: %s", diff)
		}
		for range 2 {
			if err := o.b.MarkRead(ctx, o.scope("1003"), "role"); err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff([]string{"person"}, list("1003", true)); diff != "" {
			t.Errorf("unread: %s", diff)
		}
		all, _, err := models.Notices(o.b.DB, o.scope("1003"), false, models.Page{Limit: 5})
		if err != nil || all[0].ReadAt == nil || all[1].ReadAt != nil || all[0].Number != c.Number || all[0].Duty != "classify" || all[1].Duty != "" {
			t.Errorf("%+v, %v", all, err)
		}
		for _, id := range []string{"excluded", "other store", "unknown"} {
			if err := o.b.MarkRead(ctx, o.scope("1003"), id); !errors.Is(err, gorm.ErrRecordNotFound) {
				t.Errorf("reading %s: %v", id, err)
			}
		}
	})
}

func TestEntriesComeInTheOrderOfTheirEvents(t *testing.T) {
	eachOffice(t, func(t *testing.T, o office) {
		c := o.complaint("S1", noon)
		of := "1"
		create(t, o.b,
			&models.Entry{ID: "1", CaseID: c.ID, Seq: 2, Kind: "liability", State: models.EntryProposed, CreatedAt: noon},
			&models.Entry{ID: "0", CaseID: c.ID, Seq: 3, Kind: "liability", State: models.EntryContra, ContraOf: &of, CreatedAt: noon},
		)
		got := must(models.Entries(o.b.DB, c.ID))(t)
		if len(got) != 2 || got[0].ID != "1" || *got[1].ContraOf != "1" {
			t.Errorf("%+v", got)
		}
	})
}

func TestATodoSaysWhichMarkFiredLast(t *testing.T) {
	eachOffice(t, func(t *testing.T, o office) {
		var id string
		c := o.complaint("S1", noon, func(_ *models.Case, _ *models.Complaint, ob *models.Obligation) { id = ob.ID })
		for n, m := range []struct {
			kind  contract.MarkKind
			state string
		}{{contract.Remind, models.MarkFired}, {contract.Escalate, models.MarkFired}, {contract.Breach, models.MarkWaiting}} {
			create(t, o.b, &models.Mark{ObligationID: id, N: n, CaseID: c.ID, At: noon, Kind: m.kind, State: m.state})
		}
		got, err := models.TodoByID(o.b.DB, o.scope("1004"), id)
		if err != nil || got.LastMark != contract.Escalate {
			t.Errorf("last mark %q, %v", got.LastMark, err)
		}
	})
}

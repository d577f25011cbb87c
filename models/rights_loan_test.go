package models_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"carebook/internal/booktest"
	"carebook/models"
)

// tablesOfCases are those whose rows are shown with their case, with the column that names it.
var tablesOfCases = map[string]string{
	"cases": "id", "archives": "case_id", "loans": "case_id", "obligations": "case_id", "marks": "case_id", "events": "stream", "ledger_entries": "case_id",
}

// shown are the tables of which the database shows somebody rows of a case, by itself: the question doesn't ask for a scope. What
// Scope.reads says of the case in Go must be the same.
func (d *desk) shown(t *testing.T, who, caseID string) (tables []string) {
	t.Helper()
	scope := must(models.ScopeOf(d.b.DB, d.Staff[who], time.Now()))(t)
	ctx := models.See(context.Background(), scope)
	for table, column := range tablesOfCases {
		var n int64
		if err := d.b.Counter.WithContext(ctx).Table(table).Where(column+" = ?", caseID).Count(&n).Error; err != nil {
			t.Fatal(err)
		}
		if n > 0 {
			tables = append(tables, table)
		}
	}
	slices.Sort(tables)
	_, err := models.CaseSeen(d.b.DB, scope, caseID)
	if inGo := err == nil; inGo != slices.Contains(tables, "cases") {
		t.Errorf("of case %s %s is shown %v by the database, by the scope %v", caseID, who, tables, inGo)
	}
	return tables
}

// lent is a file at store S1 that is open on screen to somebody of the other store by an approved request. The desk's clock isn't the
// database's, which the policies ask: the access is moved to around now.
func (d *desk) lent(t *testing.T) (file, request string) {
	t.Helper()
	f, in := d.delivery(t, "new_car")
	d.append(t, in)
	request, in = d.asks(t, elsewhere, f.id)
	d.append(t, in)
	for _, id := range []string{f.id, request} {
		create(t, d.b, &models.Entry{
			ID: models.NewID(), CaseID: id, Seq: 1, Kind: models.EntryFine, Clause: "A-01", State: models.EntryProposed, CreatedAt: d.now,
		})
	}
	if got := d.shown(t, elsewhere, f.id); got != nil {
		t.Errorf("before it is approved: %v", got)
	}
	d.append(t, d.lets(t, request, "1001"))
	d.grant(t, "from_at = now() - interval '1 minute', until_at = now() + interval '1 hour'")
	return f.id, request
}

func (d *desk) grant(t *testing.T, set string) {
	t.Helper()
	if err := d.b.DB.Exec("UPDATE loan_grants SET " + set).Error; err != nil {
		t.Fatal(err)
	}
}

func TestTheDatabaseShowsALentFileToWhoeverItIsLentWhileItIs(t *testing.T) {
	d := newDesk(t, booktest.OpenPostgres(t))
	file, _ := d.lent(t)
	opened := []string{"archives", "cases", "events", "marks", "obligations"} // and no fine of another person
	if got := d.shown(t, elsewhere, file); !slices.Equal(got, opened) {
		t.Errorf("while it is lent: %v", got)
	}
	if got := d.shown(t, "2003", file); got != nil {
		t.Errorf("a colleague of whoever asked: %v", got)
	}
	for what, set := range map[string]string{
		"before its time": "from_at = now() + interval '1 minute'",
		"after its time":  "from_at = now() - interval '2 hours', until_at = now() - interval '1 hour'",
		"once it is over": "from_at = now() - interval '1 minute', until_at = now() + interval '1 hour', ended_at = now()",
	} {
		d.grant(t, set)
		if got := d.shown(t, elsewhere, file); got != nil {
			t.Errorf("%s: %v", what, got)
		}
		d.grant(t, "from_at = now() - interval '1 minute', until_at = now() + interval '1 hour', ended_at = NULL")
	}
}

func TestTheDatabaseShowsNobodyACaseFromWhichHeIsExcludedWhateverWasLent(t *testing.T) {
	d := newDesk(t, booktest.OpenPostgres(t))
	file, request := d.lent(t)
	for _, id := range []string{file, request} {
		create(t, d.b, &models.Exclusion{CaseID: id, StaffID: d.Staff[elsewhere], Seq: 1})
		if got := d.shown(t, elsewhere, id); got != nil {
			t.Errorf("%v", got)
		}
	}
}

func TestTheDatabaseShowsARequestToWhoeverAskedWhileHeWorksHere(t *testing.T) {
	d := newDesk(t, booktest.OpenPostgres(t))
	file, request := d.lent(t)
	if got := d.shown(t, elsewhere, request); !slices.Equal(got, []string{"cases", "events", "loans", "marks", "obligations"}) {
		t.Errorf("his own: %v", got)
	}
	if got := d.shown(t, "2003", request); got != nil {
		t.Errorf("a colleague of his: %v", got)
	}
	create(t, d.b, &models.Entry{
		ID: models.NewID(), CaseID: request, Seq: 2, StaffID: new(d.Staff[elsewhere]), Kind: models.EntryFine, Clause: "A-01", State: models.EntryProposed, CreatedAt: d.now,
	})
	if got := d.shown(t, elsewhere, request); !slices.Contains(got, "ledger_entries") {
		t.Errorf("what he is to pay: %v", got)
	}
	if err := d.b.DB.Exec("UPDATE role_assignments SET valid_to = now() - interval '1 second' WHERE staff_id = ?", d.Staff[elsewhere]).Error; err != nil {
		t.Fatal(err)
	}
	if err := d.b.DB.Exec("DELETE FROM notices WHERE to_staff = ?", d.Staff[elsewhere]).Error; err != nil { // one names its case as long as it stands
		t.Fatal(err)
	}
	for _, id := range []string{file, request} {
		if got := d.shown(t, elsewhere, id); got != nil {
			t.Errorf("after he left: %v", got)
		}
	}
}

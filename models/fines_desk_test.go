package models_test

import (
	"context"
	"testing"

	"pgregory.net/rapid"

	"carebook/contract"
	"carebook/internal/booktest"
	"carebook/models"
)

// fineDesk is a dealership whose complaint policy has a table of fines: that of an archive, which any family may have.
type fineDesk struct {
	*desk
	director string // staff id of the customer director
}

func eachFineDesk(t *testing.T, fn func(t *testing.T, d *fineDesk)) {
	t.Helper()
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		d := &fineDesk{desk: newDesk(t, b)}
		d.shelf = booktest.Fining(t, d.shelf.Book)
		d.director = d.hire(t, "customer_director")
		fn(t, d)
	})
}

// hire is a new member of staff at store S1.
func (d *fineDesk) hire(t rapid.TB, role string) string {
	t.Helper()
	id := models.NewID()
	for _, row := range []any{
		&models.Staff{ID: id, Code: "h" + id, Name: "演示", Active: true, CreatedAt: d.now},
		&models.RoleAssignment{ID: models.NewID(), StaffID: id, Role: role, UnitID: d.Units["S1"], ValidFrom: d.now},
	} {
		if err := d.b.DB.Create(row).Error; err != nil {
			t.Fatal(err)
		}
	}
	return id
}

// fining is a note on a new case with what it fines.
func (d *fineDesk) fining(t rapid.TB, fines ...contract.Fine) contract.Record {
	t.Helper()
	f, _ := d.newFile(t)
	return f.says(t, "1003", contract.Note, contract.Facts{}, contract.Proposal{Fines: fines})
}

// fined proposes a fine and gives its entry.
func (d *fineDesk) fined(t rapid.TB, violation, person string) models.EntryItem {
	t.Helper()
	in := d.fining(t, contract.Fine{Violation: violation, Person: person, Item: "invoice"})
	d.append(t, in)
	return d.kind(t, in.Case, models.EntryFine)
}

func (d *fineDesk) kind(t rapid.TB, caseID, kind string) models.EntryItem {
	t.Helper()
	for _, e := range d.entriesOf(t, models.EntryFilter{Case: caseID}) {
		if e.Kind == kind {
			return e
		}
	}
	t.Fatalf("case %s has no %s", caseID, kind)
	return models.EntryItem{}
}

// entriesOf are all entries that the director sees, the first one first.
func (d *fineDesk) entriesOf(t rapid.TB, f models.EntryFilter) []models.EntryItem {
	t.Helper()
	scope, err := models.ScopeOf(d.b.DB, d.director, d.now)
	if err != nil {
		t.Fatal(err)
	}
	rows, next, err := models.EntriesSeen(d.b.DB, scope, f, models.Page{Limit: 500})
	if err != nil || next != nil {
		t.Fatalf("%v %v", next, err)
	}
	for i, j := 0, len(rows)-1; i < j; i, j = i+1, j-1 {
		rows[i], rows[j] = rows[j], rows[i]
	}
	return rows
}

func (d *fineDesk) entry(t rapid.TB, id string) models.EntryItem {
	t.Helper()
	scope, err := models.ScopeOf(d.b.DB, d.director, d.now)
	if err != nil {
		t.Fatal(err)
	}
	e, err := models.EntryByID(d.b.DB, scope, id)
	if err != nil {
		t.Fatal(err)
	}
	return *e
}

// decides sends a decision and gives the code of its refusal; empty when it was recorded.
func (d *fineDesk) decides(t rapid.TB, who, entry, decision string, change ...func(*models.NewDecision)) string {
	t.Helper()
	id := models.NewID()
	n := models.NewDecision{
		Entry: entry, Decision: decision, Reason: "理由",
		Command: models.NewCommand{ID: id, Principal: who, Key: id, Method: "POST", Path: "/entries", BodyHash: []byte(id)},
	}
	for _, c := range change {
		c(&n)
	}
	cmd, err := d.b.DecideEntry(context.Background(), n)
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.Result()
	if err != nil {
		t.Fatal(err)
	}
	if out.Refusal == nil {
		return ""
	}
	return out.Refusal.Code
}

func (d *fineDesk) must(t rapid.TB, who, entry, decision string, change ...func(*models.NewDecision)) {
	t.Helper()
	if code := d.decides(t, who, entry, decision, change...); code != "" {
		t.Fatalf("%s: %s", decision, code)
	}
}

func correcting(n *models.NewDecision) { n.Correct = true }

func figures(e models.EntryItem) (amount int64, factor int64, counted int64) {
	if e.Amount != nil {
		amount = *e.Amount
	}
	return amount, e.Factor, e.Counted
}

package models_test

import (
	"slices"
	"testing"

	"carebook/contract"
	"carebook/models"
)

// toDecide walks the pages of the entries that wait for somebody, one a page.
func (d *fineDesk) toDecide(t *testing.T, who string, f models.EntryFilter) []string {
	t.Helper()
	scope := must(models.ScopeOf(d.b.DB, who, d.now))(t)
	var ids []string
	for page := (models.Page{Limit: 1}); ; {
		rows, next, err := d.b.EntriesToDecide(d.b.DB, scope, f, page)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range rows {
			ids = append(ids, e.ID)
		}
		if page.After = next; next == nil {
			return ids
		}
	}
}

// takes tries every decision on an entry and reports whether one was taken.
func (d *fineDesk) takes(t *testing.T, who string, e models.EntryItem) bool {
	t.Helper()
	for _, decision := range []string{models.EntryConfirmed, models.EntryRejected, models.EntryReversed} {
		var change []func(*models.NewDecision)
		if decision == models.EntryConfirmed && e.Kind == "liability" {
			change = append(change, amount(1))
		}
		if d.decides(t, who, e.ID, decision, change...) == "" {
			return true
		}
	}
	return false
}

// manyEntries are fines of several persons, a pay cut, entries under review, a settled one and a liability.
func (d *fineDesk) manyEntries(t *testing.T, persons ...string) {
	t.Helper()
	for _, person := range persons {
		for range 3 {
			d.fined(t, "late_service", person) // the third brings a pay cut
		}
	}
	confirmed, rejected := d.fined(t, "late_sales", persons[0]), d.fined(t, "late_sales", persons[0])
	d.must(t, d.director, d.fined(t, "late_sales", persons[0]).ID, models.EntryConfirmed) // counts both, goes under review owed
	d.must(t, d.director, confirmed.ID, models.EntryConfirmed)
	d.must(t, d.director, rejected.ID, models.EntryRejected)
	f, _ := d.newFile(t)
	f.breach(t, f.do(t, manager, contract.Classify, contract.Facts{Severity: contract.Major}, owes("prewarn")).Opened[0])
}

func TestTheEntriesToDecideAreThoseOnWhichADecisionIsAccepted(t *testing.T) {
	eachFineDesk(t, func(t *testing.T, d *fineDesk) {
		second := d.hire(t, "customer_director")
		create(t, d.b, &models.RoleAssignment{
			ID: models.NewID(), StaffID: d.Staff["1003"], Role: "customer_director", UnitID: d.Units["G"], ValidFrom: d.now, // who proposes them
		})
		d.manyEntries(t, second, d.Staff["1005"])
		cuts := slices.DeleteFunc(d.entriesOf(t, models.EntryFilter{Person: d.Staff["1005"]}), func(e models.EntryItem) bool { return e.Kind != models.EntryPayCut })
		create(t, d.b, &models.Exclusion{CaseID: cuts[0].CaseID, StaffID: d.director, Seq: 1}) // with the fine that brought it

		all := must(entriesWith(d, d.Staff["1001"]))(t)
		for _, who := range []string{d.director, second, d.Staff["1003"], d.Staff["1001"], d.Staff["1005"], d.Staff["2001"]} {
			mine := d.toDecide(t, who, models.EntryFilter{})
			for _, e := range all {
				waits := slices.Contains([]string{models.EntryProposed, models.EntryNeedsReview, models.EntryReview}, e.Now)
				if waits && !slices.Contains(mine, e.ID) && d.takes(t, who, e) {
					t.Errorf("%s may decide on the %s %s and doesn't find it", who, e.Now, e.Kind)
				}
			}
		}
		for who, want := range map[string]int{d.director: 7, second: 4, d.Staff["1003"]: 0, d.Staff["1001"]: 1, d.Staff["1005"]: 0} {
			if mine := d.toDecide(t, who, models.EntryFilter{}); len(mine) != want {
				t.Errorf("%s finds %d, want %d", who, len(mine), want)
			}
		}
		for _, who := range []string{second, d.Staff["1001"], d.director} {
			for _, id := range d.toDecide(t, who, models.EntryFilter{}) {
				i := slices.IndexFunc(all, func(e models.EntryItem) bool { return e.ID == id })
				if !d.takes(t, who, all[i]) {
					t.Errorf("%s finds the %s %s and may not decide", who, all[i].Now, all[i].Kind)
				}
			}
		}
	})
}

// entriesWith are all entries that somebody sees.
func entriesWith(d *fineDesk, who string) ([]models.EntryItem, error) {
	scope, err := models.ScopeOf(d.b.DB, who, d.now)
	if err != nil {
		return nil, err
	}
	rows, _, err := models.EntriesSeen(d.b.DB, scope, models.EntryFilter{}, models.Page{Limit: 500})
	return rows, err
}

func TestTheEntriesToDecideKeepOtherFilters(t *testing.T) {
	eachFineDesk(t, func(t *testing.T, d *fineDesk) {
		one, other := d.fined(t, "late_sales", d.Staff["1005"]), d.fined(t, "late_sales", d.Staff["1006"])
		if got := d.toDecide(t, d.director, models.EntryFilter{Person: d.Staff["1006"]}); !slices.Equal(got, []string{other.ID}) {
			t.Errorf("%v", got)
		}
		d.must(t, d.director, one.ID, models.EntryConfirmed)
		if got := d.toDecide(t, d.director, models.EntryFilter{State: models.EntryConfirmed}); len(got) != 0 {
			t.Errorf("decided ones wait: %v", got)
		}
	})
}

package models_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"carebook/contract"
	"carebook/models"
)

// sortedIDs walks through a list in one of its orders.
func sortedIDs[T any](t *testing.T, sort models.Sort, list func(models.Page) ([]T, *models.Cursor, error), id func(T) string) []string {
	t.Helper()
	return walk(t, func(p models.Page) ([]T, *models.Cursor, error) {
		p.Sort = sort
		return list(p)
	}, id)
}

func TestCasesAreSortedByOpeningAndByChangeBothWaysInPages(t *testing.T) {
	eachOffice(t, func(t *testing.T, o office) {
		changed := func(at time.Time) func(*models.Case, *models.Complaint, *models.Obligation) {
			return func(c *models.Case, _ *models.Complaint, _ *models.Obligation) { c.UpdatedAt = at }
		}
		var opened []string
		for i, minute := range []int{4, 1, 3, 1, 2} { // two of them at once
			c := o.complaint("S1", noon.Add(time.Duration(i)*time.Second), changed(noon.Add(time.Duration(minute)*time.Minute)))
			opened = append(opened, c.ID)
		}
		same := []string{opened[1], opened[3]}
		slices.Sort(same)
		updated := []string{same[0], same[1], opened[4], opened[2], opened[0]}
		for sort, want := range map[models.Sort][]string{
			"": backwards(opened), models.SortOpenedDown: backwards(opened), models.SortOpened: opened,
			models.SortUpdated: updated, models.SortUpdatedDown: backwards(updated),
		} {
			got := sortedIDs(t, sort, func(p models.Page) ([]models.ComplaintItem, *models.Cursor, error) {
				return models.Complaints(o.b.DB, o.scope("1003"), models.ComplaintFilter{}, p)
			}, func(c models.ComplaintItem) string { return c.ID })
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%q: %s", sort, diff)
			}
		}
	})
}

func backwards(ids []string) []string {
	ids = slices.Clone(ids)
	slices.Reverse(ids)
	return ids
}

func TestTodosAreFilteredByEachFieldAndSortedBothWays(t *testing.T) {
	eachOffice(t, func(t *testing.T, o office) {
		me, at := o.Staff["1004"], func(n int) time.Time { return noon.Add(time.Duration(n) * time.Hour) }
		ids := map[string]string{}
		add := func(name, unit string, n int, change func(c *models.Case, ob *models.Obligation)) {
			c := o.complaint(unit, at(n), func(c *models.Case, _ *models.Complaint, ob *models.Obligation) {
				ob.DueAt = at(n)
				change(c, ob)
			})
			ids[c.ID] = name
		}
		breached := at(9)
		add("open", "S1", 1, func(*models.Case, *models.Obligation) {})
		add("mine", "S2", 2, func(_ *models.Case, ob *models.Obligation) { ob.PersonID, ob.Duty, ob.Role = &me, "report", "handler" })
		add("late", "S1", 3, func(c *models.Case, ob *models.Obligation) {
			ob.BreachedAt, c.Kind = &breached, string(contract.Archive)
		})
		add("annulled", "S1", 4, func(_ *models.Case, ob *models.Obligation) { ob.BreachedAt, ob.Annulled = &breached, true })
		add("kept", "S1", 5, func(_ *models.Case, ob *models.Obligation) {
			ob.State, ob.Clause = models.ObligationFulfilled, "V13-9.9"
		})
		add("kept late", "S1", 6, func(_ *models.Case, ob *models.Obligation) {
			ob.State, ob.BreachedAt = models.ObligationFulfilled, &breached
		})
		add("dropped", "S1", 7, func(_ *models.Case, ob *models.Obligation) { ob.State = models.ObligationCancelled })
		add("dropped late", "S1", 8, func(_ *models.Case, ob *models.Obligation) {
			ob.State, ob.BreachedAt = models.ObligationCancelled, &breached
		})
		four, six := at(4), at(6)
		for name, c := range map[string]struct {
			f    models.TodoFilter
			want []string
		}{
			"none":      {models.TodoFilter{}, []string{"open", "mine", "late", "annulled"}},
			"unit":      {models.TodoFilter{Unit: o.Units["S2"]}, []string{"mine"}},
			"person":    {models.TodoFilter{Person: me}, []string{"mine"}},
			"role":      {models.TodoFilter{Role: "handler"}, []string{"mine"}},
			"duty":      {models.TodoFilter{Duty: "report"}, []string{"mine"}},
			"clause":    {models.TodoFilter{Clause: "V13-9.9", State: models.ObligationFulfilled}, []string{"kept"}},
			"kind":      {models.TodoFilter{Kind: contract.Archive}, []string{"late"}},
			"late":      {models.TodoFilter{Late: true}, []string{"late"}},
			"fulfilled": {models.TodoFilter{State: models.ObligationFulfilled}, []string{"kept", "kept late"}},
			"known":     {models.TodoFilter{Timing: models.TimingKnown}, []string{"late", "annulled", "kept", "kept late", "dropped late"}},
			"in time":   {models.TodoFilter{Timing: models.InTime}, []string{"annulled", "kept"}},
			"too late":  {models.TodoFilter{Timing: models.TooLate}, []string{"late", "kept late", "dropped late"}},
			"both":      {models.TodoFilter{Timing: models.TooLate, State: models.ObligationFulfilled}, []string{"kept late"}},
			"open late": {models.TodoFilter{Timing: models.TooLate, State: models.ObligationOpen}, []string{"late"}},
			"due": {models.TodoFilter{Timing: models.TimingKnown, DueFrom: &four, DueBefore: &six},
				[]string{"annulled", "kept"}},
		} {
			for sort, want := range map[models.Sort][]string{models.SortDue: c.want, models.SortDueDown: backwards(c.want)} {
				got := sortedIDs(t, sort, func(p models.Page) ([]models.Todo, *models.Cursor, error) {
					return models.Todos(o.b.DB, o.scope("0001"), c.f, p)
				}, func(t models.Todo) string { return ids[t.CaseID] })
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s by %s: %s", name, sort, diff)
				}
			}
		}
	})
}

func TestOnlyPausedCasesAreListedWhenAskedFor(t *testing.T) {
	eachOffice(t, func(t *testing.T, o office) {
		at := noon
		o.complaint("S1", noon)
		paused := o.complaint("S1", noon, func(c *models.Case, _ *models.Complaint, _ *models.Obligation) { c.PausedAt = &at })
		got := walk(t, func(p models.Page) ([]models.ComplaintItem, *models.Cursor, error) {
			return models.Complaints(o.b.DB, o.scope("1003"), models.ComplaintFilter{Paused: true}, p)
		}, func(c models.ComplaintItem) string { return c.ID })
		if diff := cmp.Diff([]string{paused.ID}, got); diff != "" {
			t.Error(diff)
		}
	})
}

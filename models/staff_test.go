package models_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"carebook/internal/booktest"
	"carebook/models"
)

func TestStaffAreSeenInMyUnitsAndThoseAboveOnlyForAUnitOfMine(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		s, at := booktest.Seed(t, b), now(t, b)
		group := []string{"0001", "0002", "0003", "0004", "0005", "0006", "0007"}
		store := []string{"1001", "1002", "1003", "1004", "1005", "1006", "1007", "1009", "1010", "1011", "1012", "1013", "1014"}
		other := []string{"2001", "2003", "2004"}
		for name, c := range map[string]struct {
			who    string
			filter models.StaffFilter
			want   []string
		}{
			"a store":                       {"1003", models.StaffFilter{}, store},
			"a group":                       {"0001", models.StaffFilter{}, join(group, store, other)},
			"whoever left":                  {"1008", models.StaffFilter{}, nil},
			"a role":                        {"0001", models.StaffFilter{Role: "general_manager"}, []string{"1001", "2001"}},
			"a unit with those above":       {"1003", models.StaffFilter{Unit: s.Units["S1"]}, join(group, store)},
			"a role for a unit, from above": {"1003", models.StaffFilter{Unit: s.Units["S1"], Role: "ceo"}, []string{"0001"}},
			"another's unit":                {"1003", models.StaffFilter{Unit: s.Units["S2"]}, nil},
			"no unit":                       {"1003", models.StaffFilter{Unit: "nowhere"}, nil},
		} {
			scope := scopeOf(t, b, s.Staff[c.who])
			got := walk(t, func(p models.Page) ([]models.Staff, *models.Cursor, error) {
				return models.StaffSeen(b.DB, scope, c.filter, at, p)
			}, func(m models.Staff) string { return m.Code })
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%s: %s", name, diff)
			}
		}
	})
}

func join(parts ...[]string) (all []string) {
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}

func TestWhoHoldsARoleNoMoreOrNotYetIsNotOnTheList(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		s, end := booktest.Seed(t, b), noon.Add(time.Hour)
		who := s.Staff["1006"]
		if err := b.DB.Exec("DELETE FROM role_assignments").Error; err != nil {
			t.Fatal(err)
		}
		create(t, b,
			&models.RoleAssignment{ID: "1", StaffID: who, Role: "b", UnitID: s.Units["S1"], ValidFrom: noon, ValidTo: &end},
			&models.RoleAssignment{ID: "2", StaffID: who, Role: "a", UnitID: s.Units["S1"], ValidFrom: noon.Add(time.Minute)},
			&models.RoleAssignment{ID: "3", StaffID: s.Staff["1005"], Role: "c", UnitID: s.Units["S1"], ValidFrom: noon},
		)
		scope := must(models.ScopeOf(b.DB, who, noon))(t)
		for at, want := range map[time.Time][]string{
			noon.Add(-time.Microsecond): nil,
			noon:                        {"b"},
			noon.Add(time.Minute):       {"a", "b"},
			end:                         {"a"},
		} {
			var roles []string
			for _, a := range must(models.Assignments(b.DB, []string{who}, at))(t) {
				roles = append(roles, a.Role)
			}
			if diff := cmp.Diff(want, roles); diff != "" {
				t.Errorf("at %v: %s", at, diff)
			}
			seen := must2(models.StaffSeen(b.DB, scope, models.StaffFilter{}, at, models.Page{Limit: 9}))(t)
			listed := len(seen) > 0 && seen[len(seen)-1].ID == who
			if listed != (want != nil) {
				t.Errorf("at %v: on the list %v", at, listed)
			}
		}
		if got := must(models.Assignments(b.DB, nil, noon))(t); len(got) != 0 {
			t.Errorf("of nobody: %+v", got)
		}
	})
}

func TestUnitsComeByCodeWithTheirDepartments(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		s := booktest.Seed(t, b)
		for who, want := range map[string][][]string{
			"0001": {{"G", "service"}, {"S1", "care", "sales"}, {"S2"}},
			"1003": {{"S1", "care", "sales"}},
			"1008": nil,
		} {
			var got [][]string
			for _, u := range must(models.UnitsSeen(b.DB, scopeOf(t, b, s.Staff[who])))(t) {
				line := []string{u.Code}
				for _, d := range u.Departments {
					line = append(line, d.Code)
				}
				got = append(got, line)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: %s", who, diff)
			}
		}
	})
}

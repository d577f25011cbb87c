package models_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"carebook/contract"
	"carebook/models"
)

// above puts one member of staff above another in the line, and gives the code of a refusal.
func (d *desk) above(t *testing.T, staff, superior string) string {
	t.Helper()
	n := models.NewSuperior{Command: d.Command("/superiors", ""), Staff: d.Staff[staff], Superior: d.Staff[superior], Kind: models.SuperiorLine}
	n.Command.Principal = d.Staff["1001"]
	return d.code(t, must(d.b.SetSuperior(context.Background(), n))(t))
}

func TestNobodyIsAboveHimself(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		if code := d.above(t, "1005", "1012"); code != contract.CodeWrongRole {
			t.Errorf("by nobody's administrator: %q", code)
		}
		d.Administer(t, d.b, "1001", "S1")
		for _, c := range []struct{ staff, superior, code string }{
			{"1005", "1012", ""}, {"1012", "1013", ""}, {"1013", "1005", contract.CodeSuperiorLoop}, {"1005", "1005", contract.CodeSuperiorLoop},
			{"1005", "1008", contract.CodeUnknownStaff}, {"1012", "", ""}, {"1013", "1005", ""},
		} {
			if code := d.above(t, c.staff, c.superior); code != c.code {
				t.Errorf("%s under %s: %q", c.staff, c.superior, code)
			}
		}
		if v, breaks := verify(t, d.b); v.Breaks != 0 {
			t.Error(breaks)
		}
	})
}

func TestWhoIsAboveSomebodySaysThatHeIsAway(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		if _, code := d.away(t, d.Staff["1013"], d.Staff["1005"], "2026-03-06", "2026-03-06"); code != contract.CodeWrongRole {
			t.Errorf("before: %q", code)
		}
		d.Administer(t, d.b, "1001", "S1")
		d.above(t, "1005", "1013")
		if _, code := d.away(t, d.Staff["1013"], d.Staff["1005"], "2026-03-06", "2026-03-06"); code != "" {
			t.Errorf("afterwards: %q", code)
		}
	})
}

// Who is whose area manager stands in rows with a beginning and an end, whatever anybody's role is called.
func TestAnOrganisationFileSaysWhoIsAboveWhomAndWhoseAreaManagerSomebodyIs(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		file := `staff:
  - {code: "1005", name: 演示销售顾问, superior: "1012", area_manager: "1013"}
  - {code: "1012", name: 演示销售经理, superior: "1013"}
`
		load := func(src string) error {
			_, err := models.LoadOrganisation(context.Background(), d.b, []byte(src))
			return err
		}
		for range 2 {
			if err := load(file); err != nil {
				t.Fatal(err)
			}
		}
		if rows := must(models.SuperiorsOf(d.b.DB, d.Staff["1005"]))(t); len(rows) != 2 {
			t.Errorf("%+v", rows)
		}
		if err := load(`staff: [{code: "1005", name: 演示销售顾问, area_manager: "1012"}]`); err != nil {
			t.Fatal(err)
		}
		areas := map[string]bool{} // by manager: whether that is over
		for _, r := range must(models.SuperiorsOf(d.b.DB, d.Staff["1005"]))(t) {
			if r.Kind == models.SuperiorArea {
				areas[r.SuperiorID] = r.ValidTo != nil
			}
		}
		if diff := cmp.Diff(map[string]bool{d.Staff["1013"]: true, d.Staff["1012"]: false}, areas); diff != "" {
			t.Error("who is whose area manager:", diff)
		}
		err := load(`staff: [{code: "1013", name: 演示销售总监, superior: "1005"}]`)
		if err == nil || !strings.Contains(err.Error(), "above himself") {
			t.Error(err)
		}
	})
}

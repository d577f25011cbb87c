package models_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"carebook/internal/booktest"
	"carebook/models"
)

const organisation = `
units:
  - code: G
    name: Demo Group
    units:
      - {code: S, name: Demo Store, profile: dealer-4s, departments: [{code: care, name: Care}]}
staff:
  - {code: "1", name: Demo Advisor, roles: [{role: adviser, unit: S, department: care}, {role: manager, unit: S}]}
  - {code: "2", name: Demo Manager, roles: [{role: manager, unit: G}]}
`

func TestAnOrganisationLoadsOnceAndThenOnlyWhatChanged(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		load := func(src string) models.Summary {
			t.Helper()
			return must(models.LoadOrganisation(context.Background(), b, []byte(src)))(t)
		}
		for _, c := range []struct {
			what string
			src  string
			want models.Summary
		}{
			{"first", organisation, models.Summary{Units: 2, Departments: 1, Staff: 2, Given: 3}},
			{"again", organisation, models.Summary{}},
			{"renamed", strings.NewReplacer("Demo Store", "Demo House", "name: Care", "name: Relations", "Demo Advisor", "Demo Adviser").
				Replace(organisation), models.Summary{Units: 1, Departments: 1, Staff: 1}},
			{"as it was", organisation, models.Summary{Units: 1, Departments: 1, Staff: 1}},
			{"another calendar", strings.Replace(organisation, "profile: dealer-4s", "profile: dealer-4s, calendar: open-sundays", 1),
				models.Summary{Units: 1}},
			{"back to the profile's", organisation, models.Summary{Units: 1}},
			{"renamed again", strings.NewReplacer("Demo Store", "Demo House", "name: Care", "name: Relations", "Demo Advisor", "Demo Adviser").
				Replace(organisation), models.Summary{Units: 1, Departments: 1, Staff: 1}},
			{"back", organisation, models.Summary{Units: 1, Departments: 1, Staff: 1}},
			{"a role less, one more", strings.Replace(organisation, "{role: manager, unit: S}", "{role: manager, unit: G}", 1),
				models.Summary{Given: 1, Ended: 1}},
			{"one has left", strings.Replace(organisation, "name: Demo Manager, roles: [{role: manager, unit: G}]", "name: Demo Manager, left: true", 1),
				models.Summary{Staff: 1, Given: 1, Ended: 2}},
			{"without staff", organisation[:strings.Index(organisation, "staff:")], models.Summary{}},
		} {
			if diff := cmp.Diff(c.want, load(c.src)); diff != "" {
				t.Errorf("%s: %s", c.what, diff)
			}
		}
		var all int64
		if err := b.DB.Model(&models.RoleAssignment{}).Count(&all).Error; err != nil || all != 5 {
			t.Errorf("%d assignments are kept, %v", all, err)
		}
	})
}

func TestEveryMistakeInAnOrganisationIsReportedAtOnce(t *testing.T) {
	_, err := models.ParseOrganisation([]byte(`
units:
  - {code: G, name: Group, departments: [{code: d, name: D}, {code: d, name: E}]}
  - {code: G, name: Again}
  - {code: "", name: Nameless}
  - {code: X}
staff:
  - {code: "1", name: A, roles: [{role: r, unit: nowhere}, {role: r, unit: X, department: d}, {role: "two words", unit: X}]}
  - {code: "1", name: B}
  - {code: "2", name: C, left: true, roles: [{role: r, unit: X}]}
  - {code: "3", name: D, roles: [{role: r, unit: X}, {role: r, unit: X}]}
`))
	if err == nil {
		t.Fatal("it was accepted")
	}
	for _, want := range []string{
		"department d of unit G stands in the file twice", "unit G stands in the file twice", "a unit (Nameless) has no code",
		"unit X has no name", `no unit "nowhere"`, `no department "d" in unit X`, "a role is one word", "staff 1 stands in the file twice",
		"staff 2 has left but holds roles", "role r at X stands in the file twice",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("not reported: %s\n%v", want, err)
		}
	}
}

func TestAnUnknownKeyIsRefusedWithItsPlace(t *testing.T) {
	for name, src := range map[string]string{
		"unknown":  "units:\n  - {code: G, name: Group, profil: x}\n",
		"repeated": "units: []\nunits: []\n",
	} {
		_, err := models.ParseOrganisation([]byte(src))
		if err == nil || !strings.Contains(err.Error(), "[2:") {
			t.Errorf("%s key: %v", name, err)
		}
	}
	if _, err := models.ParseOrganisation([]byte("units: []\n---\nunits: []\n")); err == nil {
		t.Error("two documents were accepted")
	}
}

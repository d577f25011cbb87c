package models_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"carebook/contract"
	"carebook/internal/booktest"
	"carebook/models"
)

// Over random substitutions and exclusions, what the counter's role is shown of cases and of what belongs to them, asked for
// everything, is what the scope of whoever stands in shows, and no more.
func TestWhatTheDatabaseShowsWhoeverStandsInIsWhatTheScopeShows(t *testing.T) {
	d := newDesk(t, booktest.OpenPostgres(t))
	var cases []string
	for i := range 6 {
		f, _ := d.newFile(t)
		cases = append(cases, f.id)
		for _, table := range []string{"cases", "obligations"} {
			column := map[string]string{"cases": "id", "obligations": "case_id"}[table]
			set := d.b.DB.Table(table).Where(column+" = ?", f.id).Update("unit_id", d.Units[[]string{"S1", "S2"}[i%2]])
			if set.Error != nil {
				t.Fatal(set.Error)
			}
		}
	}
	badges, rng := []string{"0001", "1001", "1003", "1005", "2001", "2004"}, rand.New(rand.NewPCG(24, 4))
	hidden, shown := 0, 0
	for range 40 {
		for _, row := range []any{&models.Substitution{}, &models.Exclusion{}} {
			if err := d.b.DB.Where("true").Delete(row).Error; err != nil {
				t.Fatal(err)
			}
		}
		viewer := badges[1+rng.IntN(len(badges)-1)]
		for range 1 + rng.IntN(3) {
			if away := badges[rng.IntN(len(badges))]; away != viewer {
				d.lends(t, away, viewer)
			}
		}
		for _, id := range cases {
			for _, badge := range badges {
				if rng.IntN(4) == 0 {
					create(t, d.b, &models.Exclusion{CaseID: id, StaffID: d.Staff[badge], Seq: 1})
				}
			}
		}
		s := must(models.ScopeOf(d.b.DB, d.Staff[viewer], d.now))(t)
		db := d.b.Counter.WithContext(models.See(context.Background(), s))
		var want []string
		for _, id := range cases {
			if s.Reaches(d.b.DB, models.ThingCase, "", id, d.now) == nil {
				want = append(want, id)
			}
		}
		slices.Sort(want)
		for table, column := range map[string]string{"cases": "id", "complaints": "case_id", "obligations": "case_id", "events": "stream"} {
			var got []string
			if err := db.Table(table).Where(column+" IN ?", cases).Distinct(column).Order(column).Pluck(column, &got).Error; err != nil {
				t.Fatal(err)
			}
			if slices.Sort(got); !slices.Equal(got, want) {
				t.Fatalf("%s as %s: %v, want %v", table, viewer, got, want)
			}
		}
		hidden, shown = hidden+len(cases)-len(want), shown+len(want)
	}
	if hidden < 40 || shown < 40 {
		t.Errorf("%d hidden, %d shown", hidden, shown)
	}
}

// What is known of people is shown by the people whom somebody sees, and what is known of cases by those.
func TestWhatIsKnownOfPeopleIsShownToWhoeverSeesThem(t *testing.T) {
	d := newDesk(t, booktest.OpenPostgres(t))
	f, _ := d.newFile(t)
	c := d.receive(t, f.id, "1001", contract.Note, contract.Facts{})
	order, now := models.NewID(), d.now
	create(t, d.b,
		&models.RoleProposal{ID: models.NewID(), StaffID: d.Staff["1005"], Role: "archivist", UnitID: d.Units["S1"], ProposedBy: d.Staff["1001"], ProposedAt: now},
		&models.Superior{ID: models.NewID(), StaffID: d.Staff["1005"], SuperiorID: d.Staff["1012"], Kind: models.SuperiorLine, ValidFrom: now},
		&models.HandOver{ID: order, StaffID: d.Staff["1005"], SuccessorID: d.Staff["1012"], FromAt: now, OrderedBy: d.Staff["1001"], OrderedAt: now, Seq: 1},
		&models.HandOverItem{HandOverID: order, CommandID: c.ID, CaseID: f.id},
		&models.CaseSubstitute{CaseID: f.id, StaffID: d.Staff["1005"], BehalfID: d.Staff["1004"], Seq: 1},
	)
	d.lends(t, "1004", "1006")
	create(t, d.b, &models.Exclusion{CaseID: f.id, StaffID: d.Staff["1003"], Seq: 1})
	for badge, want := range map[string][]int64{ // of: role_proposals, substitutions, case_substitutes, superiors, hand_overs, hand_over_items
		"1001": {1, 1, 1, 1, 1, 1},
		"1003": {1, 1, 0, 1, 1, 0}, // excluded from the case
		"2001": {0, 0, 0, 0, 0, 0}, // of another store
	} {
		db := d.b.Counter.WithContext(models.See(context.Background(), must(models.ScopeOf(d.b.DB, d.Staff[badge], d.now))(t)))
		var got []int64
		for _, table := range []string{"role_proposals", "substitutions", "case_substitutes", "superiors", "hand_overs", "hand_over_items"} {
			var n int64
			if err := db.Table(table).Count(&n).Error; err != nil {
				t.Fatal(err)
			}
			got = append(got, n)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s is shown %v, want %v", badge, got, want)
		}
	}
}

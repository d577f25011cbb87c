package models_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"carebook/contract"
	"carebook/models"
)

// lends lets one member of staff stand in for another from now on.
func (d *desk) lends(t *testing.T, away, substitute string) {
	t.Helper()
	a := models.Absence{ID: models.NewID(), StaffID: d.Staff[away], Seq: 1, FromDay: "2026-01-01", RecordedBy: d.Staff["1001"], RecordedAt: d.now}
	create(t, d.b, &a, &models.Substitution{
		ID: models.NewID(), AbsenceID: a.ID, StaffID: d.Staff[away], SubstituteID: d.Staff[substitute], ValidFrom: d.now.Add(-time.Hour),
	})
}

// acted are the actor of a case's event and in whose place it was.
func (f *file) acted(t *testing.T, e contract.Event) []string {
	t.Helper()
	if e.Behalf == "" {
		return []string{e.Actor}
	}
	return []string{e.Actor, e.Behalf}
}

func TestASubstituteDoesWhatTheAbsentPersonMayAndBothAreNamed(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		f, _ := d.newFile(t)
		f.refuses(t, f.says(t, "1005", contract.Assign, contract.Facts{Assignee: d.Staff["1007"]}, contract.Proposal{}))
		d.lends(t, manager, "1005")
		e := f.do(t, "1005", contract.Assign, contract.Facts{Assignee: d.Staff["1007"]}, owes("report"))
		if e.Actor != d.Staff["1005"] || e.Behalf != d.Staff[manager] {
			t.Errorf("%+v", e)
		}
		end := d.now.Add(time.Hour)
		if err := d.b.DB.Model(&models.Substitution{}).Where("true").Update("valid_to", end).Error; err != nil {
			t.Fatal(err)
		}
		d.now = end
		if r := f.refuses(t, f.says(t, "1005", contract.Note, contract.Facts{}, contract.Proposal{})); r.Code != contract.CodeWrongRole {
			t.Errorf("after the absence: %+v", r)
		}
	})
}

func TestWhoStandsInLendsNothingOn(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		f, _ := d.newFile(t)
		d.lends(t, manager, "1005")
		d.lends(t, "1005", "1006")
		if r := f.refuses(t, f.says(t, "1006", contract.Assign, contract.Facts{Assignee: d.Staff["1007"]}, contract.Proposal{})); r.Code != contract.CodeWrongRole {
			t.Errorf("%+v", r)
		}
	})
}

func TestAnAdministratorsRoleIsNotLent(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		d.Administer(t, d.b, "1001", "S1")
		d.lends(t, "1001", "1005")
		s := must(models.ScopeOf(d.b.DB, d.Staff["1005"], d.now))(t)
		if s.HoldsAnywhere(models.Administrator) || !s.HoldsAnywhere("general_manager") {
			t.Error("an absence makes an administrator")
		}
	})
}

// Whoever the case is about can't reach it through a substitute, nor see it in somebody else's place.
func TestASubstituteOfSomebodyExcludedNeitherActsNorSeesInThatPlace(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		f, _ := d.newFile(t)
		d.lends(t, "1001", "2004")
		seen := func() error {
			s := must(models.ScopeOf(d.b.DB, d.Staff["2004"], d.now))(t)
			return s.Reaches(d.b.DB, models.ThingCase, "", f.id, d.now)
		}
		if err := seen(); err != nil {
			t.Errorf("in the place of the general manager: %v", err)
		}
		f.do(t, specialist, contract.Note, contract.Facts{Subjects: []string{d.Staff["1001"]}}, contract.Proposal{})
		if seen() == nil {
			t.Error("seen in the place of somebody excluded")
		}
		f.refuses(t, f.says(t, "2004", contract.Note, contract.Facts{}, contract.Proposal{}))
	})
}

// Over random substitutions, roles and exclusions: no natural person has both parts of four eyes, by himself, in somebody's place
// or through somebody; nobody excluded acts or is acted for; and only whoever is away lends, only what is held (S21).
func TestNoSubstitutionLetsOnePersonHoldBothParts(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		badges := []string{"1001", "1002", "1003", "1004", "1005", "1007"}
		rng := rand.New(rand.NewPCG(7, 21))
		both := 0
		for range 60 {
			if err := d.b.DB.Where("true").Delete(&models.Substitution{}).Error; err != nil {
				t.Fatal(err)
			}
			f, _ := d.newFile(t)
			lent := map[string][]string{} // substitute → away
			for range 1 + rng.IntN(6) {
				away, stands := badges[rng.IntN(len(badges))], badges[rng.IntN(len(badges))]
				if away != stands {
					d.lends(t, away, stands)
					lent[d.Staff[stands]] = append(lent[d.Staff[stands]], d.Staff[away])
				}
			}
			excluded := ""
			if rng.IntN(3) == 0 {
				excluded = d.Staff[badges[rng.IntN(len(badges))]]
				create(t, d.b, &models.Exclusion{CaseID: f.id, StaffID: excluded, Seq: 1})
			}
			var reported []string
			for range 12 {
				action, who := contract.Report, badges[rng.IntN(len(badges))]
				if reported != nil {
					action = contract.Decide
				}
				in := f.says(t, who, action, contract.Facts{}, contract.Proposal{})
				out := must(d.b.Append(context.Background(), d.shelf, in))(t)
				if out.Outcome != contract.Written {
					continue
				}
				f.seq++
				e := out.Events[0]
				persons := f.acted(t, e)
				if slices.Contains(persons, excluded) {
					t.Fatalf("%s by or for somebody excluded", e.Type)
				}
				if e.Behalf != "" && !slices.Contains(lent[e.Actor], e.Behalf) {
					t.Fatalf("%s in the place of somebody who isn't away", e.Type)
				}
				if action == contract.Report {
					reported = persons
					continue
				}
				for _, p := range persons {
					if slices.Contains(reported, p) {
						t.Fatalf("reported by %v, decided by %v", reported, persons)
					}
				}
				both++
				break
			}
		}
		if both < 10 {
			t.Errorf("only %d cases were decided", both)
		}
	})
}

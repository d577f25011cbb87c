package models_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"carebook/internal/booktest"
	"carebook/models"
)

func TestRolesCountForTheUnitAndEverythingBelowWhileTheyAreValid(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		s := booktest.Seed(t, b)
		who := s.Staff["1008"] // has left
		if err := b.DB.Model(&models.Staff{}).Where("id = ?", who).Update("active", true).Error; err != nil {
			t.Fatal(err)
		}
		end := noon.Add(time.Hour)
		create(t, b,
			&models.RoleAssignment{ID: "1", StaffID: who, Role: "up", UnitID: s.Units["G"], ValidFrom: noon},
			&models.RoleAssignment{ID: "2", StaffID: who, Role: "here", UnitID: s.Units["S1"], ValidFrom: noon, ValidTo: &end},
			&models.RoleAssignment{ID: "3", StaffID: who, Role: "up", UnitID: s.Units["S1"], ValidFrom: noon},
		)
		for _, c := range []struct {
			unit string
			at   time.Time
			want []string
		}{
			{"S1", noon, []string{"here", "up"}},
			{"S1", noon.Add(-time.Microsecond), nil},
			{"S1", end.Add(-time.Microsecond), []string{"here", "up"}},
			{"S1", end, []string{"up"}},
			{"S2", noon, []string{"up"}},
			{"G", noon, []string{"up"}},
		} {
			got := must(models.RolesAt(b.DB, who, s.Units[c.unit], c.at))(t)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%s at %v: %s", c.unit, c.at, diff)
			}
			scope := must(models.ScopeOf(b.DB, who, c.at))(t)
			for _, role := range []string{"here", "up"} {
				if scope.Holds(role, s.Units[c.unit]) != strings.Contains(strings.Join(got, ","), role) {
					t.Errorf("%s at %v: scope and roles differ about %s", c.unit, c.at, role)
				}
			}
			if scope.Sees(s.Units[c.unit]) != (len(got) > 0) {
				t.Errorf("%s at %v: scope and roles differ", c.unit, c.at)
			}
		}
		if err := b.DB.Model(&models.Staff{}).Where("id = ?", who).Update("active", false).Error; err != nil {
			t.Fatal(err)
		}
		if got := must(models.RolesAt(b.DB, who, s.Units["S1"], noon))(t); got != nil {
			t.Errorf("whoever has left holds %v", got)
		}
		if got := must(models.ScopeOf(b.DB, who, noon))(t); len(got.Units()) != 0 {
			t.Errorf("whoever has left sees %v", got.Units())
		}
	})
}

func TestAUnitAboveItselfDoesNotHang(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		s := booktest.Seed(t, b)
		if err := b.DB.Exec("UPDATE units SET parent_id = ? WHERE code = 'G'", s.Units["S1"]).Error; err != nil {
			t.Fatal(err)
		}
		if got := must(models.RolesAt(b.DB, s.Roles["ceo"], s.Units["S1"], now(t, b)))(t); len(got) != 1 {
			t.Errorf("roles %v", got)
		}
		if got := must(models.ScopeOf(b.DB, s.Roles["ceo"], now(t, b)))(t); len(got.Units()) != 3 {
			t.Errorf("units %v", got.Units())
		}
	})
}

func TestATokenLetsItsOwnerInUntilItEnds(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		ctx := context.Background()
		s := booktest.Seed(t, b)
		setClock(b, noon)
		expires := noon.Add(time.Hour)
		text, row, err := b.CreateToken(ctx, s.Staff["1003"], "desk", &expires)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(text, "cb_") || len(text) != 3+43 {
			t.Errorf("token %q", text)
		}
		in := func(token string) bool {
			staff, err := b.StaffByToken(ctx, token)
			if err != nil && !errors.Is(err, models.ErrNoToken) {
				t.Fatal(err)
			}
			return err == nil && staff.ID == s.Staff["1003"]
		}
		if !in(text) || in(text+"x") || in("") || in("cb_") || in(text[3:]) {
			t.Error("the wrong ones get in")
		}
		setClock(b, expires)
		if in(text) {
			t.Error("an expired token lets in")
		}
		setClock(b, noon)
		if err := b.DB.Exec("UPDATE staff SET active = ?", false).Error; err != nil {
			t.Fatal(err)
		}
		if in(text) {
			t.Error("somebody who has left gets in")
		}
		if err := b.DB.Exec("UPDATE staff SET active = ?", true).Error; err != nil {
			t.Fatal(err)
		}
		if !in(text) {
			t.Error("whoever is back doesn't get in")
		}
		if err := b.RevokeToken(ctx, row.ID); err != nil {
			t.Fatal(err)
		}
		if in(text) {
			t.Error("a revoked token lets in")
		}
	})
}

func TestOfATokenOnlyTheHashIsKept(t *testing.T) {
	b := booktest.OpenSQLite(t)
	s := booktest.Seed(t, b)
	text, row, err := b.CreateToken(context.Background(), s.Staff["1003"], "desk", nil)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(row.Hash), text[3:]) || len(row.Hash) != 32 {
		t.Errorf("kept %q", row.Hash)
	}
}

package models_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gorm.io/gorm"

	"carebook/contract"
	"carebook/internal/booktest"
	"carebook/models"
)

// The questions that an answer about one thing is put together from.

func TestATodoNamesItsCaseAndItsMarksInOrder(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		s := booktest.Seed(t, b)
		c := openCase(t, b, s)
		openCase(t, b, s)
		id := one(t, b, "SELECT id FROM obligations WHERE case_id = ?", c.ID)
		create(t, b, &models.Mark{ObligationID: id, N: 0, CaseID: c.ID, At: noon, Kind: contract.Breach, State: models.MarkWaiting})
		if got := must(models.CaseOfTodo(b.DB, id))(t); got != c.ID {
			t.Errorf("case %s, want %s", got, c.ID)
		}
		if _, err := models.CaseOfTodo(b.DB, "nowhere"); !errors.Is(err, gorm.ErrRecordNotFound) {
			t.Errorf("an unknown to-do: %v", err)
		}
		got := must(models.Marks(b.DB, id))(t)
		if len(got) != 2 || got[0].N != 0 || !got[0].At.Equal(noon) || got[1].N != 1 || got[1].Kind != contract.Remind {
			t.Errorf("%+v", got)
		}
	})
}

func TestStepsSinceAVersionAreAllThatFollowByNameAlone(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		s := booktest.Seed(t, b)
		c := openCase(t, b, s)
		openCase(t, b, s)
		got := must(models.StepsSince(b.DB, c.ID, 1))(t)
		if diff := cmp.Diff([]models.Step{{Seq: 2, Type: "noted"}, {Seq: 3, Type: "noted"}}, got); diff != "" {
			t.Error(diff)
		}
		if got := must(models.StepsSince(b.DB, c.ID, 3))(t); len(got) != 0 {
			t.Errorf("after the last: %+v", got)
		}
	})
}

func TestExclusionsAreListedInTheirOrderAndNeverNil(t *testing.T) {
	eachOffice(t, func(t *testing.T, o office) {
		c, free := o.complaint("S1", noon), o.complaint("S1", noon)
		create(t, o.b,
			&models.Exclusion{CaseID: c.ID, StaffID: o.Staff["1003"], Seq: 4},
			&models.Exclusion{CaseID: c.ID, StaffID: o.Staff["1005"], Seq: 2},
		)
		if diff := cmp.Diff([]string{o.Staff["1005"], o.Staff["1003"]}, must(models.Exclusions(o.b.DB, c.ID))(t)); diff != "" {
			t.Error(diff)
		}
		if got := must(models.Exclusions(o.b.DB, free.ID))(t); got == nil || len(got) != 0 {
			t.Errorf("of a case without: %#v", got)
		}
	})
}

func TestACustomersKeyIsFoundWithItsUnit(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		s := booktest.Seed(t, b)
		want := models.CustomerKey{KeyID: one(t, b, "SELECT id FROM person_keys"), UnitID: s.Units["S1"]}
		if got := must(models.CustomerKeyOf(b.DB, s.Customer))(t); got != want {
			t.Errorf("%+v, want %+v", got, want)
		}
		if _, err := models.CustomerKeyOf(b.DB, "nobody"); !errors.Is(err, gorm.ErrRecordNotFound) {
			t.Errorf("an unknown customer: %v", err)
		}
	})
}

func TestAnEditionIsReadFromTheBooksAsItWasStored(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		p := must2(newShelf(t).For("complaint", "dealer-4s"))(t)
		create(t, b,
			&models.Edition{Hash: p.Edition, Policy: p.ID, Family: p.Family, Content: p.Content, StoredAt: noon},
			&models.Edition{Hash: "torn", Policy: p.ID, Family: p.Family, Content: p.Content[:40], StoredAt: noon},
		)
		for range 2 { // from the books, then from memory
			if got := must(b.Edition(b.DB, p.Edition))(t); got.Edition != p.Edition || got.Complaint.ExcludeSubject != p.Complaint.ExcludeSubject {
				t.Errorf("read %s, stored %s", got.Edition, p.Edition)
			}
		}
		if _, err := b.Edition(b.DB, "torn"); err == nil || errors.Is(err, gorm.ErrRecordNotFound) {
			t.Errorf("a torn edition: %v", err)
		}
		if _, err := b.Edition(b.DB, "unknown"); !errors.Is(err, gorm.ErrRecordNotFound) {
			t.Errorf("an unknown edition: %v", err)
		}
	})
}

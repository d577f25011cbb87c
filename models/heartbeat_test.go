package models_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"carebook/internal/booktest"
	"carebook/models"
)

func TestOnlyASilenceOfMoreThanAMinuteIsAnOutage(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		for _, s := range []int{0, 60, 55, 121, 121, 400} { // a beat may also be late to the books
			setClock(b, noon.Add(time.Duration(s)*time.Second))
			if err := b.Beat(context.Background()); err != nil {
				t.Fatal(err)
			}
		}
		var got []models.Outage
		if err := b.DB.Order("began_at").Find(&got).Error; err != nil {
			t.Fatal(err)
		}
		for i := range got {
			got[i].ID = ""
		}
		want := []models.Outage{
			{BeganAt: noon.Add(60 * time.Second), EndedAt: noon.Add(121 * time.Second)},
			{BeganAt: noon.Add(121 * time.Second), EndedAt: noon.Add(400 * time.Second)},
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}

func TestWorkersThatWakeTogetherWriteOneOutage(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		setClock(b, noon)
		if err := b.Beat(context.Background()); err != nil {
			t.Fatal(err)
		}
		setClock(b, noon.Add(time.Hour))
		errs := make(chan error)
		for range 8 {
			go func() { errs <- b.Beat(context.Background()) }()
		}
		for range 8 {
			if err := <-errs; err != nil {
				t.Error(err)
			}
		}
		if got := strs(t, b, "SELECT id FROM outages"); len(got) != 1 {
			t.Errorf("%d outages", len(got))
		}
	})
}

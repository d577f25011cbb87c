package models_test

import (
	"context"
	"encoding/hex"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"gorm.io/gorm"

	"carebook/contract"
	"carebook/internal/draw"
	"carebook/models"
)

func (d *sampleDesk) readPeriod(t *testing.T) models.SamplePeriod {
	t.Helper()
	var p models.SamplePeriod
	if err := d.b.DB.Where("id = ?", d.period()).Take(&p).Error; err != nil {
		t.Fatal(err)
	}
	return p
}

func TestOfEveryFullBlockTheRateIsDrawnAndTheSecretCommittedToBefore(t *testing.T) {
	eachSampleDesk(t, func(t *testing.T, d *sampleDesk) {
		first := d.draws(t, 30)
		p := d.readPeriod(t)
		if p.Secret != nil || p.ClosedAt != nil || first.Commitment != hex.EncodeToString(p.Commitment) {
			t.Errorf("%+v of %+v", first, p)
		}
		want := contract.Draw{
			Period: d.period(), N: 1, Block: 1, Drawn: first.Drawn, Rate: "3/10", Clause: "V17-1.3a", Commitment: first.Commitment,
		}
		if diff := cmp.Diff(want, first); diff != "" {
			t.Error(diff)
		}
		drawn, _ := d.drawsMany(t, 50, 29) // another edition's rate counts from the next month on
		count := map[int64]int{}
		if first.Drawn {
			count[1]++
		}
		for _, n := range drawn {
			count[p.Rate().Block(n)]++
		}
		if diff := cmp.Diff(map[int64]int{1: 3, 2: 3, 3: 3}, count); diff != "" {
			t.Error(diff)
		}
	})
}

func TestTheMonthIsThatOfTheUnitsCalendar(t *testing.T) {
	eachSampleDesk(t, func(t *testing.T, d *sampleDesk) {
		d.now = time.Date(2026, 3, 31, 15, 59, 0, 0, time.UTC) // 23:59 in Shanghai
		march := d.draws(t, 50)
		d.now = d.now.Add(time.Minute)
		april := d.draws(t, 50)
		if march.Period != d.period() || !strings.HasSuffix(april.Period, "/2026-04") || april.N != 1 || march.Commitment == april.Commitment {
			t.Errorf("%+v, %+v", march, april)
		}
		if p := d.readPeriod(t); !p.EndsAt.Equal(d.now) {
			t.Errorf("March ends at %s", p.EndsAt)
		}
	})
}

func TestNumbersThatAreDrawnAtOnceHaveNoGap(t *testing.T) {
	eachSampleDesk(t, func(t *testing.T, d *sampleDesk) {
		const n = 12
		got, errs := make([]int64, n), make([]error, n)
		var wg sync.WaitGroup
		for i := range n {
			wg.Go(func() {
				for errs[i] = models.ErrRace; errors.Is(errs[i], models.ErrRace); {
					errs[i] = d.b.Tx(context.Background(), func(tx *gorm.DB) error {
						draw, err := models.DrawIn(d.b, tx, d.now, d.unit, drawnFor, 50, models.NewID(), d.Customer)
						got[i] = draw.N
						return err
					})
				}
			})
		}
		wg.Wait()
		if err := errors.Join(errs...); err != nil {
			t.Fatal(err)
		}
		seen := map[int64]bool{}
		for _, n := range got {
			seen[n] = true
		}
		if len(seen) != n || seen[0] || d.readPeriod(t).N != n {
			t.Errorf("numbers %v", got)
		}
	})
}

func TestWhoCantBeReachedIsReplacedFromTheFollowingBlock(t *testing.T) {
	eachSampleDesk(t, func(t *testing.T, d *sampleDesk) {
		drawn, free := d.drawsMany(t, 50, 4)
		gap, called := d.misses(t, drawn[0], contract.GapMoved)
		want := contract.Gap{Period: d.period(), N: drawn[0], Reason: contract.GapMoved, By: free[1], Case: d.cases[free[1]]}
		if diff := cmp.Diff(want, gap); diff != "" {
			t.Error(diff)
		}
		if len(called) != 1 || called[0].N != free[1] || called[0].Case != gap.Case || called[0].For != drawn[0] ||
			called[0].Reason != contract.GapMoved || called[0].Customer != d.customers[(free[1]-1)%3] || called[0].Period != d.period() {
			t.Errorf("called in: %+v", called)
		}
		gap, called = d.misses(t, free[1], contract.GapUnreachable) // nobody follows yet: the place waits
		if gap.By != 0 || called != nil {
			t.Errorf("%+v, %+v", gap, called)
		}
		next := d.draws(t, 50)
		if next.Drawn {
			next = d.draws(t, 50)
		}
		if next.For != free[1] || !next.Visited() {
			t.Errorf("the next undrawn one is %+v", next)
		}
	})
}

func TestNobodyIsReplacedTwiceOrWithoutAPlace(t *testing.T) {
	eachSampleDesk(t, func(t *testing.T, d *sampleDesk) {
		drawn, free := d.drawsMany(t, 50, 2)
		d.misses(t, drawn[0], contract.GapRefused)
		for _, caseID := range []string{d.cases[drawn[0]], d.cases[free[0]], models.NewID()} {
			err := d.b.Tx(context.Background(), func(tx *gorm.DB) error {
				_, _, err := models.ReplaceIn(d.b, tx, d.now, caseID, contract.GapMoved)
				return err
			})
			if !errors.Is(err, models.ErrNotSampled) {
				t.Errorf("replaced: %v", err)
			}
		}
	})
}

func TestAClosedMonthIsRoundedUpAndItsSecretRevealed(t *testing.T) {
	eachSampleDesk(t, func(t *testing.T, d *sampleDesk) {
		drawn, _ := d.drawsMany(t, 10, 3) // one at least
		if called := d.closes(t); len(called)+len(drawn) != 1 || len(called) == 1 && (called[0].For != 0 || called[0].Reason != "") {
			t.Errorf("%v drawn, called in: %+v", drawn, called)
		}
		p := d.readPeriod(t)
		if p.ClosedAt == nil || string(draw.Commitment(p.Secret)) != string(p.Commitment) {
			t.Errorf("%+v", p)
		}
		if called := d.closes(t); called != nil {
			t.Errorf("called in again: %+v", called)
		}
		d.now = noon
		err := d.b.Tx(context.Background(), func(tx *gorm.DB) error {
			_, err := models.DrawIn(d.b, tx, d.now, d.unit, drawnFor, 10, models.NewID(), d.Customer)
			return err
		})
		if !errors.Is(err, models.ErrRace) {
			t.Errorf("drawn with a secret that everybody knows: %v", err)
		}
	})
}

func TestWhoeverIsCalledInAtTheEndHasACommandOnTheCase(t *testing.T) {
	eachSampleDesk(t, func(t *testing.T, d *sampleDesk) {
		drawn, free := d.drawsMany(t, 50, 2)
		d.misses(t, drawn[0], contract.GapMoved)
		d.closes(t)
		waiting := must(d.b.Spawned(context.Background(), 10))(t)
		if len(waiting) != 1 || waiting[0].Stream != d.cases[free[0]] || waiting[0].Action != contract.Assign || waiting[0].Principal != "" {
			t.Errorf("%+v", waiting)
		}
	})
}

func TestAMonthIsntClosedBeforeItEnds(t *testing.T) {
	eachSampleDesk(t, func(t *testing.T, d *sampleDesk) {
		d.draws(t, 10)
		d.now = time.Date(2026, 3, 31, 15, 59, 59, 0, time.UTC)
		if err := d.b.CloseSamples(context.Background(), nil); err != nil || d.readPeriod(t).ClosedAt != nil {
			t.Errorf("closed, %v", err)
		}
	})
}

func TestWhoIsntCalledInLeavesTheMonthOpen(t *testing.T) {
	eachSampleDesk(t, func(t *testing.T, d *sampleDesk) {
		drawn, _ := d.drawsMany(t, 50, 2)
		d.misses(t, drawn[0], contract.GapMoved) // waits for whoever is left
		d.now = time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)
		err := d.b.CloseSamples(context.Background(), func(*gorm.DB, time.Time, models.CallIn) error { return errCrash })
		var open int64
		if err := d.b.DB.Model(&models.SamplePeriod{}).Where("closed_at IS NULL").Count(&open).Error; err != nil {
			t.Fatal(err)
		}
		if !errors.Is(err, errCrash) || open != 1 {
			t.Errorf("%d open, %v", open, err)
		}
	})
}

func TestALateGapIsFilledByWhoeverIsLeft(t *testing.T) {
	eachSampleDesk(t, func(t *testing.T, d *sampleDesk) {
		drawn, free := d.drawsMany(t, 50, 4)
		d.closes(t)
		for i, want := range []int64{free[1], free[0]} { // of the last block, then of the one before
			if gap, called := d.misses(t, drawn[1-i], contract.GapUnreachable); gap.By != want || len(called) != 1 {
				t.Errorf("%+v, %+v; want number %d", gap, called, want)
			}
		}
	})
}

func TestTheBooksSayWhySomebodyWasDrawnOrNot(t *testing.T) {
	eachSampleDesk(t, func(t *testing.T, d *sampleDesk) {
		drawn, free := d.drawsMany(t, 50, 4)
		d.misses(t, drawn[0], contract.GapMoved)
		missed := must(models.SampledCase(d.b.DB, d.cases[drawn[0]]))(t)
		if missed == nil || !missed.Drawn || missed.Gap == nil || missed.Gap.Reason != contract.GapMoved || missed.Fill != nil || missed.Period.N != 4 {
			t.Errorf("%+v", missed)
		}
		if stand := must(models.SampledCase(d.b.DB, d.cases[free[1]]))(t); stand.Drawn || stand.Gap != nil || stand.Fill.ForN != drawn[0] {
			t.Errorf("%+v", stand)
		}
		if other := must(models.SampledCase(d.b.DB, models.NewID()))(t); other != nil {
			t.Errorf("%+v", other)
		}
	})
}

func TestWhatWasDrawnCantBeChangedOrRemoved(t *testing.T) {
	eachSampleDesk(t, func(t *testing.T, d *sampleDesk) {
		drawn, _ := d.drawsMany(t, 50, 4)
		d.misses(t, drawn[0], contract.GapMoved)
		open := []string{
			"UPDATE sample_periods SET parts = 2", "UPDATE sample_periods SET n = n - 1", "UPDATE sample_periods SET commitment = 'x'",
			"DELETE FROM sample_periods",
		}
		for _, table := range []string{"samples", "sample_gaps", "sample_fills"} {
			open = append(open, "UPDATE "+table+" SET n = 9", "DELETE FROM "+table)
		}
		closed := []string{"UPDATE sample_periods SET n = n + 1", "UPDATE sample_periods SET secret = 'x'", "UPDATE sample_periods SET closed_at = NULL"}
		for _, statements := range [][]string{open, closed} {
			for _, sql := range statements {
				if err := d.b.DB.Exec(sql).Error; err == nil {
					t.Errorf("%s went through", sql)
				}
			}
			d.closes(t)
		}
	})
}

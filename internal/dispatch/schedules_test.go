package dispatch

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.temporal.io/sdk/client"
	"pgregory.net/rapid"
)

// expand lists the moments of specifications, as Temporal does.
func expand(specs []client.ScheduleCalendarSpec) (all []time.Time) {
	for _, c := range specs {
		for _, days := range c.DayOfMonth {
			for day := days.Start; day <= max(days.Start, days.End); day++ {
				all = append(all, time.Date(c.Year[0].Start, time.Month(c.Month[0].Start), day, c.Hour[0].Start, c.Minute[0].Start, c.Second[0].Start, 0, time.UTC))
			}
		}
	}
	return all
}

// Whatever the moments, Temporal is told those and no others.
func TestMomentsAreSaidWholeAndNothingElse(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		at := time.Date(2026, 1, 1, 1, 0, 0, 0, time.UTC)
		want := map[int64]int{}
		var all []time.Time
		for range rapid.IntRange(0, 60).Draw(r, "moments") {
			at = at.Add(time.Duration(rapid.SampledFrom([]int{24, 24, 24, 48, 24 * 31, 1, 25}).Draw(r, "hours")) * time.Hour)
			all, want[at.Unix()] = append(all, at), 1
		}
		got := map[int64]int{}
		for _, at := range expand(moments(all)) {
			got[at.Unix()]++
		}
		if diff := cmp.Diff(want, got); diff != "" {
			r.Error(diff)
		}
	})
}

func TestADailyYearIsSaidInAsManyWordsAsItHasMonths(t *testing.T) {
	var all []time.Time
	for day := range 365 {
		all = append(all, time.Date(2026, 1, 1+day, 1, 0, 0, 0, time.UTC))
	}
	if specs := moments(all); len(specs) != 12 || len(specs[1].DayOfMonth) != 1 || specs[1].DayOfMonth[0].End != 28 {
		t.Errorf("%d: %+v", len(specs), specs)
	}
}

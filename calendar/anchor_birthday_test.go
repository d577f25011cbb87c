package calendar_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"carebook/calendar"
)

// Who has a birthday on a day is who is greeted on it: the two ways to ask agree.
func TestABirthdayIsKeptOnADayExactlyWhenItIsDueThen(t *testing.T) {
	c := china(t)
	on, err := calendar.ParseRule("on birthday")
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(r *rapid.T) {
		custom := calendar.BirthdayCustom{
			Feb29: rapid.SampledFrom([]string{"02-28", "03-01"}).Draw(r, "feb29"), Leap: rapid.SampledFrom([]string{"regular", "leap"}).Draw(r, "leap"),
		}
		day := time.Date(rapid.IntRange(2019, 2040).Draw(r, "year"), time.Month(rapid.IntRange(1, 12).Draw(r, "month")), rapid.IntRange(1, 28).Draw(r, "day"), 0, 0, 0, 0, c.Location())
		kept, err := c.BirthdaysOn(day, custom)
		if err != nil {
			r.Fatal(err)
		}
		if len(kept) == 0 { // in a leap month it may be the solar one alone
			r.Fatalf("nothing is kept on %s", day.Format(time.DateOnly))
		}
		lunar := rapid.Bool().Draw(r, "lunar")
		b := calendar.Birthday{Lunar: lunar, LeapMonth: lunar && rapid.Bool().Draw(r, "leap month"), Month: rapid.IntRange(1, 12).Draw(r, "of month"), Day: rapid.IntRange(1, 30).Draw(r, "of day")}
		if rapid.Bool().Draw(r, "one that is kept") {
			b = rapid.SampledFrom(kept).Draw(r, "kept")
		}
		if !b.Exists() {
			return
		}
		due, err := c.BirthdayDue(day.Add(-time.Second), on, b, custom)
		if err != nil {
			r.Fatal(err)
		}
		falls := due.At.Add(-time.Second).In(c.Location()).Format(time.DateOnly) == day.Format(time.DateOnly)
		if got := slices.Contains(kept, b); got != falls {
			r.Errorf("%+v on %s: kept %v, due %s", b, day.Format(time.DateOnly), got, due.At)
		}
	})
}

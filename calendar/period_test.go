package calendar_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"carebook/calendar"
)

// year lists the rounds of a cadence in 2026, by name and moment.
func year(t testing.TB, c *calendar.Calendar, text, start string) (rounds []string) {
	t.Helper()
	all, err := c.Periods(cadence(t, text), at(t, c, start), at(t, c, "2025-12-31 23:59:59"), at(t, c, "2026-12-31 23:59:59"), 400)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		rounds = append(rounds, p.Name+" "+p.At.In(c.Location()).Format("01-02 15:04"))
	}
	return rounds
}

func TestEachRoundOfAYearHasItsName(t *testing.T) {
	c := china(t)
	for _, tt := range []struct {
		cadence string
		n       int
		first   string
		last    string
	}{
		{"every end of month", 12, "2026-01 01-31 18:00", "2026-12 12-31 18:00"},
		{"every end of quarter", 4, "2026-Q1 03-31 18:00", "2026-Q4 12-31 18:00"},
		{"every end of half year", 2, "2026-H1 06-30 18:00", "2026-H2 12-31 18:00"},
		{"every end of year", 1, "2026 12-31 18:00", "2026 12-31 18:00"},
		{"every end of week", 52, "2026-W01 01-04 18:00", "2026-W52 12-27 18:00"},
		{"every Sunday 17:00", 52, "2026-W01 01-04 17:00", "2026-W52 12-27 17:00"},
		{"every Monday 00:00", 52, "2026-W02 01-05 00:00", "2026-W53 12-28 00:00"},
		{"every 31st", 12, "2026-01 01-31 18:00", "2026-12 12-31 18:00"},
		{"every 09:00", 365, "2026-01-01 01-01 09:00", "2026-12-31 12-31 09:00"},
		{"every 00:00", 365, "2026-01-01 01-01 00:00", "2026-12-31 12-31 00:00"},
		{"every mid_autumn", 1, "mid_autumn 2026 09-25 18:00", "mid_autumn 2026 09-25 18:00"},
		{"every 3 days before new_year", 1, "new_year 2027 12-29 18:00", "new_year 2027 12-29 18:00"},
		{"every 6 months", 2, "1st 05-15 18:00", "2nd 11-15 18:00"},
	} {
		got := year(t, c, tt.cadence, "2025-11-15 10:00")
		if len(got) != tt.n || got[0] != tt.first || got[len(got)-1] != tt.last {
			t.Errorf("%s: %d rounds, from %s to %s", tt.cadence, len(got), got[0], got[len(got)-1])
		}
	}
	midnight := c.Counting(calendar.Counting{Midnight: true})
	if diff := cmp.Diff("2026-02 03-01 00:00", year(t, midnight, "every end of month", "2026-01-01")[1]); diff != "" {
		t.Error(diff)
	}
}

// The day of a round is that on which people would look for it, also when it ends at the midnight after.
func TestTheDayOfARoundIsTheOneThatEndsThen(t *testing.T) {
	c := china(t)
	midnight := c.Counting(calendar.Counting{Midnight: true})
	for _, tt := range []struct{ cadence, day string }{
		{"every end of month", "2026-01-31"}, {"every mid_autumn", "2026-09-25"}, {"every 09:00", "2026-01-01"},
		{"every Monday 00:00", "2026-01-05"}, {"every 00:00", "2026-01-02"}, {"every 6 months", "2026-05-15"}, {"every 24 hours", "2026-01-02"},
	} {
		for _, c := range []*calendar.Calendar{c, midnight} {
			all, err := c.Periods(cadence(t, tt.cadence), at(t, c, "2025-11-15 00:00"), at(t, c, "2026-01-01 00:00"), at(t, c, "2026-12-31 23:59:59"), 1)
			if err != nil {
				t.Fatal(err)
			}
			if got := all[0].Day.Format("2006-01-02 15:04:05"); got != tt.day+" 00:00:00" {
				t.Errorf("%s: %s, want %s", tt.cadence, got, tt.day)
			}
		}
	}
}

// A period is opened once however often it is asked for: names never repeat, and rounds are those of Next.
func TestRoundsAreThoseOfNextAndNoNameComesTwice(t *testing.T) {
	both(t, func(t *rapid.T, c *calendar.Calendar) {
		text := rapid.SampledFrom([]string{"every day", "every 3 working days", "every month", "every 17:00", "every 00:00", "every Sunday 17:00",
			"every 31st", "every end of day", "every end of week", "every end of month", "every end of half year", "every 2 half months"}).Draw(t, "cadence")
		cad, err := calendar.ParseCadence(text)
		if err != nil {
			t.Fatal(err)
		}
		counted := c.Counting(calendar.Counting{Midnight: rapid.Bool().Draw(t, "midnight"), MoveLastDay: rapid.Bool().Draw(t, "moves")})
		start := anyMoment().Draw(t, "start")
		all, err := counted.Periods(cad, start, start, start.AddDate(3, 0, 0), 40)
		if err != nil {
			t.Fatal(err)
		}
		names, after := map[string]bool{}, start
		for _, p := range all {
			d, err := counted.Next(cad, start, after)
			if err != nil || !d.At.Equal(p.At) || names[p.Name] || p.Provisional != d.Provisional {
				t.Fatalf("%s after %s: %+v, but next is %s (provisional %v), %v", text, after, p, d.At, d.Provisional, err)
			}
			names[p.Name], after = true, p.At
		}
	})
}

// What is published later may move a moment, never a name: else a period would be opened twice.
func TestARoundKeepsItsNameWhenAnArrangementMovesIt(t *testing.T) {
	c := china(t)
	before, err := c.AsOf("2025-01-01")
	if err != nil {
		t.Fatal(err)
	}
	start := at(t, c, "2025-12-01 10:00")
	moved := 0
	for _, text := range []string{"every 5 working days", "every 2 working days before spring_festival", "every end of month", "every end of day"} {
		then, err1 := before.Periods(cadence(t, text), start, start, start.Add(300*24*time.Hour), 200)
		now, err2 := c.Periods(cadence(t, text), start, start, start.Add(300*24*time.Hour), 200)
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		for i := range min(len(then), len(now)) {
			if then[i].Name != now[i].Name {
				t.Errorf("%s: round %d was %s and is %s", text, i, then[i].Name, now[i].Name)
			}
			if !then[i].At.Equal(now[i].At) {
				moved++
			}
		}
	}
	if moved == 0 {
		t.Error("nothing has moved: the test proves nothing")
	}
}

func TestNoMoreRoundsAreListedThanWereAskedFor(t *testing.T) {
	c := china(t)
	start := at(t, c, "2026-01-01")
	all, err := c.Periods(cadence(t, "every 09:00"), start, start, start.Add(90*24*time.Hour), 7)
	if err != nil || len(all) != 7 || all[6].Name != "2026-01-07" {
		t.Errorf("%v, %v", all, err)
	}
}

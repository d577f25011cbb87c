package calendar_test

import (
	"os"
	"testing"
	"time"

	"carebook/calendar"
)

// china loads the shipped calendar from its folder: this room doesn't import its
// data, tests included.
func china(t testing.TB) *calendar.Calendar {
	t.Helper()
	all, err := calendar.Load(os.DirFS("data"))
	if err != nil {
		t.Fatal(err)
	}
	if all["cn"] == nil {
		t.Fatal("calendar/data has no calendar cn")
	}
	return all["cn"]
}

// at reads "2026-02-12 15:00" or "2026-02-12 15:00:30" on the calendar's clocks.
func at(t testing.TB, c *calendar.Calendar, s string) time.Time {
	t.Helper()
	layout := "2006-01-02 15:04:05"[:len(s)]
	when, err := time.ParseInLocation(layout, s, c.Location())
	if err != nil {
		t.Fatal(err)
	}
	return when
}

func rule(t testing.TB, s string) calendar.Rule {
	t.Helper()
	r, err := calendar.ParseRule(s)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func due(t testing.TB, c *calendar.Calendar, start, r string) calendar.Due {
	t.Helper()
	d, err := c.Due(at(t, c, start), rule(t, r))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// newYork has summer time, a Saturday morning and business until midnight on
// Fridays, to hold what Shanghai cannot show.
func newYork(t testing.TB) *calendar.Calendar {
	t.Helper()
	src, err := os.ReadFile("testdata/new-york.yaml")
	if err != nil {
		t.Fatal(err)
	}
	c, err := calendar.Parse("new-york.yaml", src, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// dealer is an overlay of calendar cn that differs in all it can.
func dealer(t testing.TB) *calendar.Calendar {
	t.Helper()
	src, err := os.ReadFile("testdata/dealer.yaml")
	if err != nil {
		t.Fatal(err)
	}
	c, err := calendar.Parse("dealer.yaml", src, china(t))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

const clockFace = "2006-01-02 15:04:05"

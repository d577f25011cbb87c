package calendar_test

import (
	"bytes"
	"os"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"carebook/calendar"
)

// withDayOff is calendar cn with one more day off in 2026.
func withDayOff(t testing.TB, day string) *calendar.Calendar {
	t.Helper()
	src, err := os.ReadFile("data/cn.yaml")
	if err != nil {
		t.Fatal(err)
	}
	src = bytes.Replace(src, []byte("      new_year: [2026-01-01..2026-01-03]"), []byte("      new_year: [2026-01-01..2026-01-03, "+day+"]"), 1)
	c, err := calendar.Parse("cn.yaml", src, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAnotherEditionCountsTheSameClockAgain(t *testing.T) {
	old, r := china(t), rule(t, "3 working days")
	prev := due(t, old, "2026-03-02 10:00", "3 working days")
	fresh := withDayOff(t, "2026-03-04")
	got, err := fresh.Recount(prev, r, window(t, calls))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"2026-03-02 Mon 10:00 start",
		"2026-03-03 Tue 09:00–18:00 worked, 1 working day counted",
		"2026-03-04 Wed New Year's Day, not counted",
		"2026-03-05 Thu 09:00–18:00 worked, 1 working day counted",
		"2026-03-06 Fri 09:00–18:00 worked, 1 working day counted",
		"2026-03-06 Fri 17:00 last permitted moment (10:00-11:30, 15:30-17:00)",
		"2026-03-06 Fri 18:00 due",
	}
	if diff := cmp.Diff(want, texts(got, "en")); diff != "" || got.Version != fresh.Version() || !got.Last.Equal(at(t, old, "2026-03-06 17:00")) {
		t.Errorf("version %s, last %s (-want +got):\n%s", got.Version, got.Last, diff)
	}
}

func TestCountingAgainGoesThroughThePauses(t *testing.T) {
	old, r := china(t), rule(t, "3 working days")
	pauses := []calendar.Pause{
		{From: at(t, old, "2026-03-03 10:00"), To: at(t, old, "2026-03-05 10:00"), By: "someone", Clause: "V13-2.4b", Seq: 4},
		{From: at(t, old, "2026-03-06 09:30"), To: at(t, old, "2026-03-06 11:30"), By: "another", Clause: "V13-2.4b", Seq: 9},
	}
	fresh := withDayOff(t, "2026-03-06")
	counted := func(c *calendar.Calendar) calendar.Due {
		d, err := c.Due(at(t, c, "2026-03-02 10:00"), r)
		for _, p := range pauses {
			if err == nil {
				d, err = c.Resume(d, r, p)
			}
		}
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	got, err := fresh.Recount(counted(old), r, calendar.Window{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(counted(fresh), got); diff != "" {
		t.Errorf("(-counted by the new edition from the beginning +counted again):\n%s", diff)
	}
}

func TestAPauseAfterTheNewDueTimeNoLongerMatters(t *testing.T) {
	late, r := withDayOff(t, "2026-03-04"), rule(t, "2 working days")
	d := due(t, late, "2026-03-02 10:00", "2 working days") // the 5th
	d, err := late.Resume(d, r, calendar.Pause{From: at(t, late, "2026-03-05 10:00"), To: at(t, late, "2026-03-09 10:00")})
	if err != nil {
		t.Fatal(err)
	}
	got, err := china(t).Recount(d, r, calendar.Window{})
	if want := due(t, china(t), "2026-03-02 10:00", "2 working days"); err != nil || !got.At.Equal(want.At) {
		t.Errorf("due %s, %v; want %s", got.At, err, want.At)
	}
}

func TestTheSameEditionCountsTheSameAgain(t *testing.T) {
	both(t, func(t *rapid.T, c *calendar.Calendar) {
		c = c.Counting(anyCounting().Draw(t, "counting"))
		r := anyRuleAtAll().Draw(t, "rule")
		d := mustDue(t, c, anyMoment().Draw(t, "start"), r)
		from := within(t, d)
		d, err := c.Resume(d, r, calendar.Pause{From: from, To: from.Add(30 * time.Hour), By: "id", Clause: "V1-1", Seq: 3})
		if err != nil {
			t.Fatal(err)
		}
		again, err := c.Recount(d, r, calendar.Window{})
		if diff := cmp.Diff(d, again); diff != "" || err != nil {
			t.Fatalf("%v (-counted +counted again):\n%s", err, diff)
		}
	})
}

package calendar_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"carebook/calendar"
)

// both runs a property on a calendar with and one without summer time.
func both(t *testing.T, property func(*rapid.T, *calendar.Calendar)) {
	for _, c := range []*calendar.Calendar{china(t), newYork(t)} {
		t.Run(c.ID(), rapid.MakeCheck(func(t *rapid.T) { property(t, c) }))
	}
}

func mustDue(t *rapid.T, c *calendar.Calendar, start time.Time, r calendar.Rule) calendar.Due {
	d, err := c.Due(start, r)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDueIsTheLastLineAndNeverBeforeTheStart(t *testing.T) {
	both(t, func(t *rapid.T, c *calendar.Calendar) {
		start, r := anyMoment().Draw(t, "start"), anyRule(400).Draw(t, "rule")
		d := mustDue(t, c, start, r)
		first, last := d.Account[0], d.Account[len(d.Account)-1]
		if !d.At.After(start) {
			t.Fatalf("due %s, not after %s", d.At, start)
		}
		if first.What != calendar.Start || !first.From.Equal(start) {
			t.Fatalf("begins with %v", first)
		}
		if last.What != calendar.DueTime || !last.From.Equal(d.At) || d.At.Location() != c.Location() {
			t.Fatalf("due %s, but the account ends with %v", d.At, last)
		}
	})
}

func TestTheAccountSumsToTheRule(t *testing.T) {
	both(t, func(t *rapid.T, c *calendar.Calendar) {
		unit := rapid.SampledFrom(allUnits).Draw(t, "unit")
		n := rapid.IntRange(1, 400).Draw(t, "n")
		want := calendar.Amount{Days: n}
		if each, ok := map[string]time.Duration{"second": time.Second, "minute": time.Minute, "hour": time.Hour, "working hour": time.Hour}[unit]; ok {
			want = calendar.Amount{Time: time.Duration(n) * each}
		}
		d := mustDue(t, c, anyMoment().Draw(t, "start"), ruleOf(t, n, unit))
		if got := counted(d); got != want {
			t.Fatalf("%d %s sum to %v:\n%v", n, unit, got, texts(d, "en"))
		}
	})
}

func TestTheAccountCoversEveryDayOnceAndInOrder(t *testing.T) {
	both(t, func(t *rapid.T, c *calendar.Calendar) {
		start, r := anyMoment().Draw(t, "start"), anyRule(60, "day", "working day").Draw(t, "rule")
		d := mustDue(t, c, start, r)
		next := d.Account[0].From
		for _, l := range d.Account[1:] {
			switch l.What {
			case calendar.Provisional, calendar.UsualClose, calendar.DueTime:
				continue
			}
			next = next.AddDate(0, 0, 1)
			if l.Date != next.Format(time.DateOnly) {
				t.Fatalf("%v where %s was to come:\n%v", l, next.Format(time.DateOnly), texts(d, "en"))
			}
			for l.Through > next.Format(time.DateOnly) {
				next = next.AddDate(0, 0, 1)
			}
		}
	})
}

func TestDueIsMonotoneInStartAndInLength(t *testing.T) {
	both(t, func(t *rapid.T, c *calendar.Calendar) {
		start, n := anyMoment().Draw(t, "start"), rapid.IntRange(1, 300).Draw(t, "n")
		unit := rapid.SampledFrom(allUnits).Draw(t, "unit")
		after := time.Duration(rapid.Int64Range(0, int64(20*24*time.Hour)).Draw(t, "later"))
		more := rapid.IntRange(1, 40).Draw(t, "more")
		d := mustDue(t, c, start, ruleOf(t, n, unit))
		if other := mustDue(t, c, start.Add(after), ruleOf(t, n, unit)); other.At.Before(d.At) {
			t.Fatalf("starting %s later is due %s instead of %s", after, other.At, d.At)
		}
		if other := mustDue(t, c, start, ruleOf(t, n+more, unit)); !other.At.After(d.At) {
			t.Fatalf("%d more is due %s instead of %s", more, other.At, d.At)
		}
	})
}

func TestBeforeIsMonotoneAndUndoneByDue(t *testing.T) {
	both(t, func(t *rapid.T, c *calendar.Calendar) {
		at, r := anyMoment().Draw(t, "at"), anyRule(300).Draw(t, "rule")
		after := time.Duration(rapid.Int64Range(0, int64(20*24*time.Hour)).Draw(t, "later"))
		before, err := c.Before(at, r)
		if err != nil || !before.Before(at) {
			t.Fatalf("%s before %s is %s, %v", r, at, before, err)
		}
		if other, err := c.Before(at.Add(after), r); err != nil || other.Before(before) {
			t.Fatalf("%s later: %s instead of %s, %v", after, other, before, err)
		}
		hours := anyRule(300, "second", "hour", "working hour").Draw(t, "hours")
		if before, err = c.Before(at, hours); err != nil {
			t.Fatal(err)
		}
		if d := mustDue(t, c, before, hours); d.At.After(at) {
			t.Fatalf("%s from %s is due %s, after %s", hours, before, d.At, at)
		}
	})
}

func TestPausesShiftElapsedRulesByExactlyTheirLength(t *testing.T) {
	both(t, func(t *rapid.T, c *calendar.Calendar) {
		r := anyRule(300, "second", "minute", "hour", "day").Draw(t, "rule")
		d := mustDue(t, c, anyMoment().Draw(t, "start"), r)
		from := within(t, d)
		length := time.Duration(rapid.Int64Range(0, int64(40*24*time.Hour)).Draw(t, "pause"))
		got, err := c.Resume(d, r, calendar.Pause{From: from, To: from.Add(length)})
		if err != nil || !got.At.Equal(d.At.Add(length)) || got.Provisional != d.Provisional {
			t.Fatalf("due %s, paused %s for %s: %s, %v", d.At, from, length, got.At, err)
		}
	})
}

func TestAnEmptyPauseChangesNothing(t *testing.T) {
	both(t, func(t *rapid.T, c *calendar.Calendar) {
		r := anyRule(300).Draw(t, "rule")
		d := mustDue(t, c, anyMoment().Draw(t, "start"), r)
		from := within(t, d)
		got, err := c.Resume(d, r, calendar.Pause{From: from, To: from})
		if diff := cmp.Diff(d, got); diff != "" || err != nil {
			t.Fatalf("%v (-before +after):\n%s", err, diff)
		}
	})
}

func TestAPausedClockIsNeverDueEarlierAndTellsWhy(t *testing.T) {
	both(t, func(t *rapid.T, c *calendar.Calendar) {
		r := anyRule(300).Draw(t, "rule")
		d := mustDue(t, c, anyMoment().Draw(t, "start"), r)
		from := within(t, d)
		to := from.Add(time.Duration(rapid.Int64Range(1, int64(40*24*time.Hour)).Draw(t, "pause")))
		got, err := c.Resume(d, r, calendar.Pause{From: from, To: to})
		if err != nil || got.At.Before(d.At) || got.At.Before(to) {
			t.Fatalf("due %s, paused %s to %s: %s, %v", d.At, from, to, got.At, err)
		}
		pauses, years := 0, map[string]bool{}
		for _, l := range got.Account {
			if l.What == calendar.Paused && l.From.Equal(from) && l.To.Equal(to) {
				pauses++
			}
			if l.What == calendar.Provisional {
				if years[l.Date[:4]] {
					t.Fatalf("told twice that %s is not published:\n%v", l.Date[:4], texts(got, "en"))
				}
				years[l.Date[:4]] = true
			}
		}
		last := got.Account[len(got.Account)-1]
		if pauses != 1 || got.Provisional != (len(years) > 0) || !last.From.Equal(got.At) {
			t.Fatalf("due %s (provisional %v), account:\n%v", got.At, got.Provisional, texts(got, "en"))
		}
	})
}

// within draws a moment between a clock's start and its due time.
func within(t *rapid.T, d calendar.Due) time.Time {
	start := d.Account[0].From
	return start.Add(time.Duration(rapid.Int64Range(0, int64(d.At.Sub(start))).Draw(t, "into")))
}

func TestDueSurvivesJSON(t *testing.T) {
	both(t, func(t *rapid.T, c *calendar.Calendar) {
		d := mustDue(t, c, anyMoment().Draw(t, "start"), anyRule(100).Draw(t, "rule"))
		kept, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		var back calendar.Due
		if err := json.Unmarshal(kept, &back); err != nil {
			t.Fatal(err)
		}
		again, err := json.Marshal(back)
		if err != nil || string(again) != string(kept) {
			t.Fatalf("%s\nread back as\n%s, %v", kept, again, err)
		}
		if diff := cmp.Diff(texts(d, "zh-Hant"), texts(back, "zh-Hant")); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestTheZoneOfTheProcessChangesNothing(t *testing.T) {
	c := china(t)
	count := func() (all []string) {
		for day := range 400 {
			start := time.Date(2025, 9, 1, 0, 0, day*86_399, 0, time.UTC)
			for _, r := range []string{"7 days", "3 working days", "11 working hours", "26 hours"} {
				d, err := c.Due(start.Local(), rule(t, r))
				if err != nil {
					t.Fatal(err)
				}
				kept, err := json.Marshal(d)
				if err != nil {
					t.Fatal(err)
				}
				before, err := c.Before(start.Local(), rule(t, r))
				all = append(all, string(kept), fmt.Sprint(texts(d, "en")), fmt.Sprint(before, err))
			}
		}
		return all
	}
	old := time.Local
	defer func() { time.Local = old }()
	var want []string
	for _, zone := range []string{"UTC", "Asia/Shanghai", "America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati"} {
		loc, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		time.Local = loc
		got := count()
		if want == nil {
			want = got
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("TZ=%s (-UTC +%s):\n%s", zone, zone, diff)
		}
	}
}

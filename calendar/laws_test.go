package calendar_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"carebook/calendar"
)

// Laws hold for every rule of docs/time.md on every calendar, whatever the second implementation says.

func anyDice() *rapid.Generator[dice] {
	return rapid.Custom(func(t *rapid.T) dice {
		return newDice(rapid.Uint64().Draw(t, "seed"), rapid.Uint64().Draw(t, "number"))
	})
}

// law checks one on all pairs of calendars.
func law(t *testing.T, holds func(*rapid.T, pair, dice)) {
	for _, in := range pairs(t) {
		t.Run(in.ID(), rapid.MakeCheck(func(t *rapid.T) {
			d := anyDice().Draw(t, "dice")
			holds(t, d.manner(in), d)
		}))
	}
}

func drawnRule(t *rapid.T, spelling string) calendar.Rule {
	r, err := calendar.ParseRule(spelling)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestNothingIsDueBeforeItBeginsButBeforeANode(t *testing.T) {
	law(t, func(t *rapid.T, in pair, d dice) {
		start, spelling := d.start(in.oracle.sheet), oneOf(d, d.rule(in.festivals), d.workingRule())
		due := mustDue(t, in.Calendar, start, drawnRule(t, spelling))
		m, err := in.oracle.understand(spelling)
		if err != nil {
			t.Fatal(err)
		}
		if due.At.After(start) == m.backward {
			t.Fatalf("%s from %s: due %s", spelling, start.Format(exact), due.At.Format(exact))
		}
		beat := d.cadence(in.festivals)
		c, err := calendar.ParseCadence(beat)
		if err != nil {
			t.Fatal(err)
		}
		if next, err := in.Next(c, start, start); err != nil || !next.At.After(start) {
			t.Fatalf("%s from %s: %s, %v", beat, start.Format(exact), next.At.Format(exact), err)
		}
	})
}

// Another day off never makes anything earlier: not where business never closes later than close_of_business (18:00 here),
// and not for what counts back, "3 working days before mid_autumn".
func TestAnotherHolidayNeverMakesAnythingEarlier(t *testing.T) {
	cn := pairs(t)[0]
	rapid.Check(t, func(t *rapid.T) {
		d := anyDice().Draw(t, "dice")
		in := d.manner(cn)
		start, spelling := d.start(in.oracle.sheet), oneOf(d, d.rule(in.festivals), d.workingRule())
		if strings.Contains(spelling, " before ") || strings.HasPrefix(spelling, "eve of ") {
			return
		}
		var days []string
		for date, _ := in.oracle.civil(start); len(days) < 5; {
			date += 1 + d.IntN(20)
			days = append(days, in.oracle.moment(date, 0).Format(time.DateOnly))
		}
		src := "id: more\nextends: cn\nnames: {en: More, zh-Hans: 更多, zh-Hant: 更多}\nclosed:\n  - {days: [" + strings.Join(days, ", ") +
			"], names: {en: Stocktaking, zh-Hans: 盘点, zh-Hant: 盤點}}\n"
		more, err := calendar.Parse("more.yaml", []byte(src), cn.Calendar)
		if err != nil {
			t.Fatal(err)
		}
		more = more.Counting(calendar.Counting{SameDay: in.oracle.sameDay, Midnight: in.oracle.midnight, MoveLastDay: in.oracle.moveLastDay})
		r := drawnRule(t, spelling)
		before, after := mustDue(t, in.Calendar, start, r), mustDue(t, more, start, r)
		if after.At.Before(before.At) {
			t.Fatalf("%s from %s is due %s; with %v off too, %s", spelling, start.Format(exact), before.At.Format(exact), days, after.At.Format(exact))
		}
	})
}

func TestLengthsGrow(t *testing.T) {
	law(t, func(t *rapid.T, in pair, d dice) {
		start := d.start(in.oracle.sheet)
		unit := oneOf(d, "second", "minute", "hour", "day", "week", "half month", "month", "working day", "working hour", "working minute")
		n := 1 + d.IntN(100)
		less, more := mustDue(t, in.Calendar, start, drawnRule(t, plural(n, unit))), mustDue(t, in.Calendar, start, drawnRule(t, plural(n+1+d.IntN(5), unit)))
		if more.At.Before(less.At) || more.At.Equal(less.At) && !in.oracle.moveLastDay {
			t.Fatalf("%d %ss from %s are due %s, a few more %s", n, unit, start.Format(exact), less.At.Format(exact), more.At.Format(exact))
		}
	})
}

// Pausing shifts a due time by exactly what was paused of what it counts: of working time the working time, measured by the
// stopwatch; of everything else the time that passed.
func TestAPauseShiftsByExactlyWhatItTook(t *testing.T) {
	law(t, func(t *rapid.T, in pair, d dice) {
		start, spelling := d.start(in.oracle.sheet), oneOf(d, d.rule(in.festivals), d.workingRule())
		m, err := in.oracle.understand(spelling)
		if err != nil {
			t.Fatal(err)
		}
		r := drawnRule(t, spelling)
		before := mustDue(t, in.Calendar, start, r)
		if !m.pausable(before.At) {
			return
		}
		stops := in.stops(d, m, start, before.At)
		after, err := in.through(before, r, stops)
		if err != nil {
			t.Fatal(err)
		}
		of := func(from, to time.Time) time.Duration {
			if m.working {
				return in.oracle.watch.between(from, to)
			}
			return to.Sub(from)
		}
		ran := of(start, after.At)
		for _, s := range stops {
			ran -= of(s.from, s.to)
		}
		if ran != of(start, before.At) {
			t.Fatalf("%s from %s ran %s until %s; paused %v it ran %s until %s", spelling, start.Format(exact), of(start, before.At),
				before.At.Format(exact), stops, ran, after.At.Format(exact))
		}
	})
}

// The account sums to the rule, paused or not. A day that a pause cut is counted as working time from then on.
func TestEveryLengthIsTheSumOfItsAccount(t *testing.T) {
	law(t, func(t *rapid.T, in pair, d dice) {
		start, n := d.start(in.oracle.sheet), 1+d.IntN(50)
		for unit, want := range map[string]calendar.Amount{
			"second": {Time: time.Second}, "minute": {Time: time.Minute}, "hour": {Time: time.Hour},
			"working minute": {Time: time.Minute}, "working hour": {Time: time.Hour}, "working day": {Days: 1},
			"day": {Days: 1}, "week": {Days: 7}, "half month": {Days: 15}, "month": {Months: 1}, "year": {Months: 12},
		} {
			want = calendar.Amount{Days: n * want.Days, Months: n * want.Months, Time: time.Duration(n) * want.Time}
			r := drawnRule(t, plural(n, unit))
			due := mustDue(t, in.Calendar, start, r)
			if got := counted(due); got != want {
				t.Fatalf("%s from %s sum to %+v:\n%v", r, start.Format(exact), got, texts(due, "en"))
			}
			if want.Time == 0 {
				continue
			}
			m := meaning{working: strings.HasPrefix(unit, "working")}
			stops := in.stops(d, m, start, due.At)
			paused, err := in.through(due, r, stops)
			if got := counted(paused); err != nil || got != want {
				t.Fatalf("%s from %s paused %v sum to %+v, %v:\n%v", r, start.Format(exact), stops, got, err, texts(paused, "en"))
			}
		}
	})
}

package calendar_test

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
)

// A dice draws cases. The same two numbers draw the same case.
type dice struct{ *rand.Rand }

func newDice(seed, number uint64) dice { return dice{rand.New(rand.NewPCG(seed, number))} }

func oneOf[T any](d dice, all ...T) T { return all[d.IntN(len(all))] }

// amount is 1 to most, mostly small.
func (d dice) amount(most int) int {
	switch p := d.IntN(100); {
	case p < 50:
		most = min(most, 10)
	case p < 90:
		most = min(most, 60)
	case p < 99:
		most = min(most, 400)
	}
	return 1 + d.IntN(most)
}

// start is a moment of 2019 to 2027; one in three stands at or beside a time of day at which something opens or closes.
func (d dice) start(s *sheet) time.Time {
	return d.startIn(s, dateNo(2019, 1, 1), dateNo(2028, 1, 1))
}

func (d dice) startIn(s *sheet, first, end int) time.Time {
	date := first + d.IntN(end-first)
	switch d.IntN(6) {
	case 0, 1:
		edge := minutes(60 * oneOf(d, 0, 9, 10, 12, 13, 16, 17, 18, 20))
		return s.moment(date, edge).Add(oneOf(d, 0, 0, 0, time.Microsecond, -time.Microsecond, time.Minute, -time.Minute))
	case 2:
		return s.moment(date, 0).Add(time.Duration(d.Int64N(int64(24 * time.Hour))).Truncate(time.Microsecond))
	default:
		return s.moment(date, minutes(d.IntN(24*60)))
	}
}

// between draws a moment from one to another, one in four times one of the two.
func (d dice) between(from, to time.Time) time.Time {
	switch d.IntN(8) {
	case 0:
		return from
	case 1:
		return to
	}
	return from.Add(time.Duration(d.Int64N(int64(to.Sub(from)) + 1)).Truncate(time.Microsecond))
}

func plural(n int, unit string) string {
	if n == 1 {
		return "1 " + unit
	}
	return fmt.Sprint(n, " ", unit, "s")
}

func ordinal(n int) string {
	if n/10 != 1 && n%10 >= 1 && n%10 <= 3 {
		return fmt.Sprint(n, []string{"st", "nd", "rd"}[n%10-1])
	}
	return fmt.Sprint(n, "th")
}

// clock avoids the hours in which clocks are changed somewhere.
func (d dice) clock() string {
	return clockText(minutes(oneOf(d, 0, 3*60+d.IntN(21*60), 10*60, 17*60)))
}

func clockText(clock time.Duration) string {
	return fmt.Sprintf("%02d:%02d", clock/time.Hour, clock%time.Hour/time.Minute)
}

var (
	calendarMost = map[string]int{"day": 3660, "week": 522, "half month": 244, "month": 120, "year": 50}
	periods      = []string{"day", "week", "month", "quarter", "half year", "year"}
)

func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func (d dice) calendarLength() string {
	unit := oneOf(d, sorted(calendarMost)...)
	return plural(d.amount(calendarMost[unit]), unit)
}

func (d dice) elapsedLength() string {
	return plural(d.amount(87_840), oneOf(d, sorted(elapsedUnits)...))
}

func (d dice) timeOfDay() string {
	switch clock := d.clock(); d.IntN(4) {
	case 0:
		return clock
	case 1:
		return "next day " + clock
	case 2:
		return "next working day " + clock
	default:
		return fmt.Sprint(time.Weekday(d.IntN(7)), " ", clock)
	}
}

var besideMost = map[string]int{"day": 366, "week": 52, "working day": 250}

// around draws "on", "eve of" and "n … before" or "after" a date that comes every year.
func (d dice) around(name string) string {
	switch d.IntN(6) {
	case 0:
		return "on " + name
	case 1:
		return "eve of " + name
	}
	unit := oneOf(d, "day", "week", "working day")
	n := d.amount(besideMost[unit])
	return beside(n, unit, oneOf(d, " before ", " after "), name)
}

func (d dice) node() string {
	unit := oneOf(d, "second", "minute", "hour", "day", "week", "working day", "working hour", "working minute")
	return beside(d.amount(cmp.Or(besideMost[unit], 400)), unit, oneOf(d, " before ", " after "), oneOf(d, "acceptance", "completion", "handover_of_keys"))
}

// beside spells the day before as the eve.
func beside(n int, unit, where, name string) string {
	if n == 1 && unit == "day" && where == " before " {
		return "eve of " + name
	}
	return plural(n, unit) + where + name
}

// rule draws any rule that the day table counts; working hours and minutes are the stopwatch's.
func (d dice) rule(festivals []string) string {
	switch d.IntN(14) {
	case 0, 1, 2:
		return d.calendarLength()
	case 3:
		return d.elapsedLength()
	case 4, 5:
		return plural(d.amount(2000), "working day")
	case 6:
		return "end of " + oneOf(d, periods...)
	case 7:
		return "end of next " + oneOf(d, periods...)
	case 8:
		return ordinal(1+d.IntN(31)) + oneOf(d, "", " of next month")
	case 9, 10:
		return d.timeOfDay()
	case 11, 12:
		return d.around(oneOf(d, festivals...))
	}
	return d.node()
}

// workingRule draws a length that is worked off.
func (d dice) workingRule() string {
	switch d.IntN(3) {
	case 0:
		return plural(1+d.IntN(20_000), "working minute")
	case 1:
		return plural(d.amount(400), "working hour")
	}
	return plural(d.amount(400), "working day")
}

// reminder draws a length to count back by, such that the sheets (from 2000 on) and the stopwatches (from 2018 on) reach.
func (d dice) reminder() string {
	unit := oneOf(d, "day", "week", "half month", "month", "year", "second", "minute", "hour", "working day", "working hour", "working minute")
	most := map[string]int{"year": 15, "month": 120, "half month": 240, "week": 500, "working hour": 250}[unit]
	return plural(d.amount(cmp.Or(most, 3000)), unit)
}

// dayOfYear is a month and a day of it.
func (d dice) dayOfYear() [2]int { return [2]int{1 + d.IntN(12), 1 + d.IntN(28)} }

func (d dice) cadence(festivals []string) string {
	n := 1 + d.IntN(31)
	switch d.IntN(8) {
	case 0:
		return "every " + d.clock()
	case 1:
		return fmt.Sprint("every ", time.Weekday(d.IntN(7)), " ", d.clock())
	case 2:
		return "every " + ordinal(n)
	case 3:
		return "every end of " + oneOf(d, periods...)
	case 4:
		return "every " + strings.TrimPrefix(d.around(oneOf(d, festivals...)), "on ")
	case 5:
		return "every " + lengthOf(n, oneOf(d, "working day", "hour"))
	}
	return "every " + lengthOf(n, oneOf(d, sorted(calendarMost)...))
}

// lengthOf leaves the number of one out, as cadences do.
func lengthOf(n int, unit string) string {
	if n == 1 {
		return unit
	}
	return plural(n, unit)
}

// window draws one to three spans of a day, with or without a condition on days.
func (d dice) window() string {
	from, text := d.IntN(12)*60, ""
	for range 1 + d.IntN(3) {
		opens := from + 30*(1+d.IntN(6))
		closes := opens + 30*(1+d.IntN(6))
		text += fmt.Sprint(clockText(minutes(opens)), "-", clockText(minutes(closes)), ", ")
		from = closes
		if from > 18*60 {
			break
		}
	}
	return text[:len(text)-2] + oneOf(d, "", ", not on holidays", ", on working days")
}

func (d dice) birthday() born {
	b := born{feb29: oneOf(d, "02-28", "03-01"), inLeap: d.IntN(2) == 0}
	switch d.IntN(6) {
	case 0, 1, 2:
		b.lunar, b.month, b.day, b.leap = true, 1+d.IntN(12), 1+d.IntN(30), d.IntN(3) == 0
	case 3:
		b.month, b.day = 2, 29
	default:
		b.month, b.day = 1+d.IntN(12), 1+d.IntN(28)
	}
	return b
}

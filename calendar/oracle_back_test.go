package calendar_test

import (
	"slices"
	"time"
)

// A permitted is a window.
type permitted struct {
	spans                        [][2]time.Duration
	notOnHolidays, onWorkingDays bool
}

// last is the last moment inside the window from when the clock runs to when it is due, the zero time when there is none. Only
// a window with a condition looks at dates.
func (w permitted) last(o oracle, running, due time.Time) answer {
	begin, _ := o.civil(running)
	end, _ := o.civil(due)
	a := answer{from: end + 1, to: end}
	for a.at.IsZero() && a.from > begin {
		a.from--
		a.at = w.lastOf(o, a.from, running, due)
	}
	if !w.notOnHolidays && !w.onWorkingDays {
		a.from = a.to + 1
	}
	return a
}

func (w permitted) lastOf(o oracle, date int, running, due time.Time) time.Time {
	if r := o.row(date); w.notOnHolidays && r.off || w.onWorkingDays && !r.works() {
		return time.Time{}
	}
	for _, span := range slices.Backward(w.spans) {
		opens, closes := o.moment(date, span[0]), o.moment(date, span[1])
		if closes.After(due) {
			closes = due
		}
		if !closes.Before(opens) && !closes.Before(running) {
			return closes
		}
	}
	return time.Time{}
}

// Counting back from a due time, for reminders.

func (o oracle) back(at time.Time, n int, unit string) time.Time {
	switch unit {
	case "working day":
		return o.backWorkingDays(at, n)
	case "working hour", "working minute":
		return o.watch.back(at, time.Duration(n)*workingUnits[unit])
	case "month":
		return o.backMonths(at, n)
	case "year":
		return o.backMonths(at, 12*n)
	}
	if each := map[string]int{"day": 1, "week": 7, "half month": 15}[unit]; each > 0 {
		return o.backDays(at, n*each)
	}
	return at.Add(-time.Duration(n) * elapsedUnits[unit])
}

func (o oracle) backDays(at time.Time, n int) time.Time {
	date, clock := o.civil(at)
	return o.moment(date-n, clock)
}

func (o oracle) backMonths(at time.Time, n int) time.Time {
	date, clock := o.civil(at)
	number := o.row(date).day
	for left := n; left > 0; { // to the last date of the month n months back
		if date--; o.row(date).monthEnds {
			left--
		}
	}
	for o.row(date).day > number {
		date--
	}
	return o.moment(date, clock)
}

// backWorkingDays keeps the time of day, and somebody at work.
func (o oracle) backWorkingDays(at time.Time, n int) time.Time {
	date, clock := o.atWork(o.civil(at))
	for left := n; left > 0; {
		if date--; o.row(date).works() {
			left--
		}
	}
	if opens := minutes(o.row(date).open[0][0]); clock < opens {
		return o.moment(date, opens)
	}
	return o.moment(o.atWork(date, clock))
}

// atWork is the last working moment that isn't later.
func (o oracle) atWork(date int, clock time.Duration) (int, time.Duration) {
	for ; ; date, clock = date-1, 24*time.Hour {
		r := o.row(date)
		if r.at(clock) {
			return date, clock
		}
		for _, span := range slices.Backward(r.open) {
			if minutes(span[1]) <= clock {
				return date, minutes(span[1])
			}
		}
	}
}

// inSeason: a part of every year, both days included.
func (o oracle) inSeason(at time.Time, from, to [2]int) bool {
	date, _ := o.civil(at)
	for o.row(date).month != from[0] || o.row(date).day != from[1] { // back to when a season last began
		if r := o.row(date - 1); r.month == to[0] && r.day == to[1] {
			return false // one ended before this date and none has begun since
		}
		date--
	}
	return true
}

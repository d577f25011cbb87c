package calendar

import (
	"errors"
	"strconv"
	"strings"
	"time"
)

// A Rule says when something is due, such as "24 hours", "3 working days", "end
// of month", "Sunday 17:00" or "3 days before mid_autumn"; docs/time.md states
// them all. Rules compare with ==; the zero Rule is no rule at all and every
// count refuses it.
type Rule struct {
	form    form
	n       int  // how many units; the day of the month
	unit    unit // of a length; the period that ends
	next    bool // of the following period, month or day
	weekday time.Weekday
	minute  int    // of the day
	back    bool   // before the anchor, not after it
	anchor  string // festival, birthday or node
}

type form uint8

const (
	noForm     form = iota
	length          // n units
	periodEnd       // end of [next] unit
	monthDay        // the nth [of next month]
	timeOfDay       // minute, [next day]
	workingDay      // minute on the next working day
	weekdayAt       // weekday, minute
	anchored        // on the anchor (n = 0), or n units before or after it
)

type unit uint8

const (
	noUnit unit = iota
	seconds
	minutes
	hours
	days
	weeks
	halfMonths
	months
	years
	workingMinutes
	workingHours
	workingDays
	quarters  // only as a period that ends
	halfYears // the same
)

// unitSpec says how a unit is written and how many of it make sense: elapsed
// units reach ten years, working units the same number of eight-hour days as
// the longest count of working days.
type unitSpec struct {
	one, many string
	most      int           // 0 when it is no length
	elapsed   time.Duration // 0 when the unit needs a calendar
}

var units = [...]unitSpec{
	seconds:        {"second", "seconds", 3660 * 24 * 3600, time.Second},
	minutes:        {"minute", "minutes", 3660 * 24 * 60, time.Minute},
	hours:          {"hour", "hours", 3660 * 24, time.Hour},
	days:           {"day", "days", 3660, 0},
	weeks:          {"week", "weeks", 522, 0},
	halfMonths:     {"half month", "half months", 244, 0},
	months:         {"month", "months", 120, 0},
	years:          {"year", "years", 50, 0},
	workingMinutes: {"working minute", "working minutes", 4_800_000, 0},
	workingHours:   {"working hour", "working hours", 80_000, 0},
	workingDays:    {"working day", "working days", 10_000, 0},
	quarters:       {"quarter", "", 0, 0},
	halfYears:      {"half year", "", 0, 0},
}

var errNoRule = errors.New("no rule given")

// daysOf is how many days of a calendar a unit has, 0 for units that aren't made of days.
func (u unit) daysOf() int {
	switch u {
	case days:
		return 1
	case weeks:
		return 7
	case halfMonths:
		return 15
	}
	return 0
}

// monthsOf is how many months a unit has, 0 for units that aren't made of months.
func (u unit) monthsOf() int {
	switch u {
	case months:
		return 1
	case years:
		return 12
	}
	return 0
}

// workedTime is the working time that one of the unit has, 0 for the others.
func (u unit) workedTime() time.Duration {
	switch u {
	case workingMinutes:
		return time.Minute
	case workingHours:
		return time.Hour
	}
	return 0
}

// String gives the spelling ParseRule accepts; the zero Rule gives "".
func (r Rule) String() string {
	switch r.form {
	case length:
		return amount(r.n, r.unit)
	case periodEnd:
		return "end of " + r.nextWord() + units[r.unit].one
	case monthDay:
		if r.next {
			return ordinal(r.n) + " of next month"
		}
		return ordinal(r.n)
	case timeOfDay:
		if r.next {
			return "next day " + clockFace(r.minute)
		}
		return clockFace(r.minute)
	case workingDay:
		return "next working day " + clockFace(r.minute)
	case weekdayAt:
		return r.weekday.String() + " " + clockFace(r.minute)
	case anchored:
		return r.anchoring()
	}
	return ""
}

func (r Rule) nextWord() string {
	if r.next {
		return "next "
	}
	return ""
}

func (r Rule) anchoring() string {
	switch {
	case r.n == 0:
		return "on " + r.anchor
	case r.isEve():
		return "eve of " + r.anchor
	case r.back:
		return amount(r.n, r.unit) + " before " + r.anchor
	}
	return amount(r.n, r.unit) + " after " + r.anchor
}

func (r Rule) isEve() bool { return r.back && r.n == 1 && r.unit == days }

func amount(n int, u unit) string {
	if n == 1 {
		return "1 " + units[u].one
	}
	return strconv.Itoa(n) + " " + units[u].many
}

func ordinal(n int) string {
	switch {
	case n%10 == 1 && n != 11:
		return strconv.Itoa(n) + "st"
	case n%10 == 2 && n != 12:
		return strconv.Itoa(n) + "nd"
	case n%10 == 3 && n != 13:
		return strconv.Itoa(n) + "rd"
	}
	return strconv.Itoa(n) + "th"
}

func clockFace(minute int) string {
	return string([]byte{
		byte('0' + minute/600), byte('0' + minute/60%10), ':', byte('0' + minute%60/10), byte('0' + minute%10),
	})
}

// IsZero reports whether r was never set.
func (r Rule) IsZero() bool { return r == Rule{} }

// IsLength reports whether r is a length of time, such as "2 hours" or "1 working
// day": what Before can go back by.
func (r Rule) IsLength() bool { return r.form == length }

// IsTimeOfDay reports whether r is the next time the clock shows something, such as
// "17:00".
func (r Rule) IsTimeOfDay() bool { return r.form == timeOfDay && !r.next }

// Anchor is the festival, "birthday" or project node that r is counted from, "" when
// it has none.
func (r Rule) Anchor() string { return r.anchor }

// MarshalText lets JSON and YAML hold the rule as its string.
func (r Rule) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads what MarshalText wrote; an empty text is the zero Rule.
func (r *Rule) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*r = Rule{}
		return nil
	}
	*r, err = ParseRule(string(text))
	return err
}

// elapsed is the rule as a stretch of physical time, 0 for rules that only a
// calendar can count.
func (r Rule) elapsed() time.Duration { return time.Duration(r.n) * units[r.unit].elapsed }

// longer reports whether counting r by days would take more than n of them.
func (r Rule) longer(n int) bool {
	const minutesADay = 8 * 60
	if worked := r.unit.workedTime(); worked > 0 {
		return r.n*int(worked/time.Minute) > n*minutesADay
	}
	return r.n*max(1, r.unit.daysOf()) > n
}

// lines guesses how long the account will be: the start, the end, and between
// them a line per counted day with some for days of rest.
func (r Rule) lines() int {
	switch {
	case r.form != length:
		return 5
	case r.unit == workingDays, r.unit.daysOf() > 0:
		n := r.n * max(1, r.unit.daysOf())
		return min(n+n/4, foldBeyond) + 5
	case r.unit.workedTime() > 0:
		return 6
	}
	return 4
}

// working reports whether only working time counts.
func (r Rule) working() bool {
	return r.form == length && (r.unit == workingDays || r.unit.workedTime() > 0)
}

// quoted keeps an error readable when somebody hands over a whole file.
func quoted(s string) string {
	const most = 60
	if len(s) > most {
		return strconv.Quote(strings.ToValidUTF8(s[:most], "")) + "…"
	}
	return strconv.Quote(s)
}

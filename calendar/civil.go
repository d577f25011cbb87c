package calendar

import "time"

// A date is a civil date as the number of days since 1970-01-01. Counting dates
// instead of hours keeps days of 23 or 25 hours from shifting anything.
type date int

// The horizon: the dates a calendar answers for. Rules reach forty years
// (10,000 working days), so a start of today stays well inside.
var (
	firstDate = newDate(2000, time.January, 1)
	lastDate  = newDate(2100, time.December, 31)
)

const secondsPerDay = 24 * 60 * 60

func newDate(y int, m time.Month, d int) date {
	return date(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / secondsPerDay)
}

// dateOf is the civil date that clocks in t's own location show.
func dateOf(t time.Time) date { return newDate(t.Date()) }

func parseDate(s string) (date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, err
	}
	return dateOf(t), nil
}

// midnight is the date's beginning in UTC: a carrier for year, month, day and
// weekday, never a moment of business.
func (d date) midnight() time.Time { return time.Unix(int64(d)*secondsPerDay, 0).UTC() }

func (d date) String() string { return d.midnight().Format(time.DateOnly) }

func (d date) year() int { return d.midnight().Year() }

func (d date) weekday() time.Weekday { return d.midnight().Weekday() }

// at is the moment the wall clock in loc shows this date and the given number
// of minutes after midnight; 1440 is the end of the day.
func (d date) at(minute int, loc *time.Location) time.Time {
	y, m, day := d.midnight().Date()
	return time.Date(y, m, day, 0, minute, 0, 0, loc)
}

// EndOfDay is the last microsecond of the day that clocks in t's own location show,
// be it of 23, 24 or 25 hours; the books count in microseconds.
func EndOfDay(t time.Time) time.Time {
	return dateOf(t).at(24*60, t.Location()).Add(-time.Microsecond)
}

func (d date) month() time.Month { return d.midnight().Month() }

func (d date) firstOfMonth() date {
	y, m, _ := d.midnight().Date()
	return newDate(y, m, 1)
}

// dayOfMonth is the nth day of d's month, or its last day when it is shorter.
func (d date) dayOfMonth(n int) date {
	y, m, _ := d.midnight().Date()
	return min(newDate(y, m, n), newDate(y, m+1, 0))
}

// plusMonths is the day of the same number n months on, or the last day of a
// month that is too short for it.
func (d date) plusMonths(n int) (to date, short bool) {
	y, m, day := d.midnight().Date()
	to = newDate(y, m+time.Month(n), 1).dayOfMonth(day)
	return to, to.midnight().Day() != day
}

// periodEndOf is the last day of the period that d lies in, or of the one after it.
func periodEndOf(d date, u unit, next bool) date {
	y, m, _ := d.midnight().Date()
	after := 0
	if next {
		after = 1
	}
	lastOf := func(length int) date { // of the period of so many months that m lies in
		begins := (int(m)-1)/length*length + 1
		return newDate(y, time.Month(begins+length*(1+after)), 0)
	}
	switch u {
	case weeks:
		return d + date((7-int(d.weekday()))%7+7*after)
	case months:
		return lastOf(1)
	case quarters:
		return lastOf(3)
	case halfYears:
		return lastOf(6)
	case years:
		return lastOf(12)
	}
	return d + date(after)
}

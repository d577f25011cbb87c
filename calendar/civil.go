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

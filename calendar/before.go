package calendar

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// Before is the moment r before at, where reminders stand; r is a length. Hours,
// minutes and seconds go straight back; days, weeks and months go back by date to
// the same time of day; working time goes back through working time only, so that
// the answer is a moment at which somebody is at work.
func (c *Calendar) Before(at time.Time, r Rule) (time.Time, error) {
	at = c.local(at)
	before, err := c.before(at, r)
	if err != nil {
		return time.Time{}, fmt.Errorf("counting %s back from %s: %w", r, at.Format(time.RFC3339), err)
	}
	return before, nil
}

func (c *Calendar) before(at time.Time, r Rule) (time.Time, error) {
	switch {
	case r.IsZero():
		return time.Time{}, errNoRule
	case !r.IsLength():
		return time.Time{}, errors.New("only a length can be counted back, such as 2 hours or 1 working day")
	}
	d := dateOf(at)
	if _, err := c.on(d); err != nil {
		return time.Time{}, err
	}
	switch {
	case r.unit == workingDays:
		return c.workingDaysBefore(at, r.n)
	case r.unit.workedTime() > 0:
		before, _, err := c.workedBefore(at, time.Duration(r.n)*r.unit.workedTime())
		return before, err
	case r.unit.daysOf() > 0:
		return sameTime(at, d-date(r.n*r.unit.daysOf())), nil
	case r.unit.monthsOf() > 0:
		earlier, _ := d.plusMonths(-r.n * r.unit.monthsOf())
		return sameTime(at, earlier), nil
	}
	return at.Add(-r.elapsed()), nil
}

// workedBefore is the latest moment from which at least length of working time
// passes until at, with the working day it belongs to (a close at midnight is on
// the day that ends). With length 0 it is at itself during working time, else the
// last close of business.
func (c *Calendar) workedBefore(at time.Time, length time.Duration) (time.Time, date, error) {
	for d := dateOf(at); ; d-- {
		today, err := c.on(d)
		if err != nil {
			return time.Time{}, 0, err
		}
		for _, s := range slices.Backward(today.spans) {
			from, to := d.at(s.Open, c.zone), earlier(at, d.at(s.Close, c.zone))
			if to.Before(from) {
				continue
			}
			if worked := to.Sub(from); worked < length {
				length -= worked
				continue
			}
			return to.Add(-length), d, nil
		}
	}
}

// workingDaysBefore goes back n working days from the last worked moment, to the
// same time of day.
func (c *Calendar) workingDaysBefore(at time.Time, n int) (time.Time, error) {
	from, d, err := c.workedBefore(at, 0)
	if err != nil {
		return time.Time{}, err
	}
	midnight := dateOf(from) - d // 1 when business closed at 24:00
	for n > 0 {
		d--
		today, err := c.on(d)
		if err != nil {
			return time.Time{}, err
		}
		if today.works() {
			n--
		}
	}
	return c.atWork(d, sameTime(from, d+midnight)), nil
}

// atWork is the last worked moment of d up to t, or the opening when t is earlier.
func (c *Calendar) atWork(d date, t time.Time) time.Time {
	today := c.days[d-firstDate]
	for _, s := range slices.Backward(today.spans) {
		if open := d.at(s.Open, c.zone); !t.Before(open) {
			return earlier(t, d.at(s.Close, c.zone))
		}
	}
	return d.at(today.opening(), c.zone)
}

// sameTime is t's wall clock time on another date.
func sameTime(t time.Time, d date) time.Time {
	y, m, day := d.midnight().Date()
	hour, minute, sec := t.Clock()
	return time.Date(y, m, day, hour, minute, sec, t.Nanosecond(), t.Location())
}

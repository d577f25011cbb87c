package calendar

import (
	"fmt"
	"strconv"
	"time"
)

// A Period is one round of a cadence. Its Name tells it from every other round of
// that cadence, and stays what it is when an arrangement that is published later
// moves its moment: "2026", "2026-H1", "2026-Q3", "2026-W09", "2026-02",
// "2026-02-14", "mid_autumn 2026", or "12th" for a length, which is counted from
// the start.
type Period struct {
	Name        string
	At          time.Time
	Day         time.Time // midnight of the day on which it falls
	Provisional bool
}

// Periods are the rounds of a cadence that began at start whose moments lie after
// one moment and not after another, in order; at most limit of them.
func (c *Calendar) Periods(cad Cadence, start, after, upTo time.Time, limit int) ([]Period, error) {
	var all []Period
	for len(all) < limit {
		p, err := c.period(cad, start, after)
		if err != nil {
			return nil, err
		}
		if p.At.After(upTo) {
			break
		}
		all = append(all, p)
		after = p.At
	}
	return all, nil
}

// period is the first round after a moment.
func (c *Calendar) period(cad Cadence, start, after time.Time) (Period, error) {
	if cad.rule.form == length {
		r, err := c.multiple(cad.rule, start, after)
		if err != nil {
			return Period{}, fmt.Errorf("%s from %s: %w", cad, start.Format(time.RFC3339), err)
		}
		at, provisional, err := c.Moment(start, r)
		return Period{ordinal(r.n / cad.rule.n), at, c.dayOf(cad.rule, at).at(0, c.zone), provisional}, err
	}
	w := walk{c: c, at: c.local(later(start, after)), quiet: true, again: true}
	if err := w.run(cad.rule, w.count); err != nil {
		return Period{}, err
	}
	day := c.dayOf(cad.rule, w.due.At)
	return Period{c.nameOf(cad.rule, day), w.due.At, day.at(0, c.zone), w.due.Provisional}, nil
}

// dayOf is the day on which the round of a rule falls: one that lasts until
// midnight is over when the next one begins.
func (c *Calendar) dayOf(r Rule, at time.Time) date {
	day := dateOf(c.local(at))
	wall := r.form == timeOfDay || r.form == weekdayAt || r.form == length && (units[r.unit].elapsed > 0 || r.unit.workedTime() > 0)
	if !wall && day.at(0, c.zone).Equal(at) {
		day--
	}
	return day
}

// nameOf names the round of a rule that isn't a length by the day on which it
// falls.
func (c *Calendar) nameOf(r Rule, day date) string {
	switch r.form {
	case anchored:
		return r.anchor + " " + strconv.Itoa(c.yearOf(r, day))
	case monthDay:
		return day.periodName(months)
	case weekdayAt:
		return day.periodName(weeks)
	case periodEnd:
		return day.periodName(r.unit)
	}
	return day.String()
}

// yearOf is the year of the festival to whose round a day belongs.
func (c *Calendar) yearOf(r Rule, day date) int {
	for year := day.year() - 1; year <= day.year()+1; year++ {
		if from, ok := c.festival(r.anchor, year); ok {
			if d, ok := c.shift(from, r); ok && d == day {
				return year
			}
		}
	}
	return day.year()
}

// periodName is what the period of a unit is called in which a day lies.
func (d date) periodName(u unit) string {
	y, m, _ := d.midnight().Date()
	switch u {
	case weeks:
		year, week := d.midnight().ISOWeek()
		return fmt.Sprintf("%d-W%02d", year, week)
	case months:
		return fmt.Sprintf("%d-%02d", y, m)
	case quarters:
		return fmt.Sprintf("%d-Q%d", y, (int(m)+2)/3)
	case halfYears:
		return fmt.Sprintf("%d-H%d", y, (int(m)+5)/6)
	case years:
		return strconv.Itoa(y)
	}
	return d.String()
}

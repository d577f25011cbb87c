package calendar

import (
	"fmt"
	"time"
)

// Due is a due time with the account it was read from. Its JSON is kept in the
// books as it is.
type Due struct {
	At          time.Time `json:"at"`            // the moment of the last line of Account
	Last        time.Time `json:"last,omitzero"` // the last moment that a window permits, at or before At; see Permit
	Provisional bool      `json:"provisional"`   // a year without a published arrangement was counted
	Calendar    string    `json:"calendar"`      // Calendar.ID
	Version     string    `json:"version"`       // Calendar.Version
	Account     []Line    `json:"account"`       // from the start to the due moment
}

// Due counts r from start, as docs/time.md states for each kind of rule. A rule
// about a node ("3 days after acceptance") is counted from the node's moment as
// start. Nothing is due before start, but for what is due before a node.
func (c *Calendar) Due(start time.Time, r Rule) (Due, error) {
	w := c.walkFrom(start, r)
	return w.ran(r, w.count)
}

// Moment is the due time of Due alone, by the same walk without its account.
func (c *Calendar) Moment(start time.Time, r Rule) (at time.Time, provisional bool, err error) {
	w := walk{c: c, at: c.local(start), quiet: true}
	if err = w.run(r, w.count); err != nil {
		return time.Time{}, false, err
	}
	return w.due.At, w.due.Provisional, nil
}

// run counts r, and says of what went wrong what was being counted.
func (w *walk) run(r Rule, count func(Rule) error) (err error) {
	if r.IsZero() {
		err = errNoRule
	} else if _, err = w.c.on(dateOf(w.at)); err == nil {
		err = count(r)
	}
	if err != nil {
		return fmt.Errorf("counting %s from %s: %w", r, w.at.Format(time.RFC3339), err)
	}
	return nil
}

// ran is the due time of a walk with an account.
func (w *walk) ran(r Rule, count func(Rule) error) (Due, error) {
	if err := w.run(r, count); err != nil {
		return Due{}, err
	}
	return w.due, nil
}

func (w *walk) count(r Rule) error {
	switch r.form {
	case length:
		return w.length(r)
	case anchored:
		return w.anchored(r)
	case periodEnd:
		return w.periodEnd(r)
	case monthDay:
		return w.monthDay(r)
	}
	return w.clock(r)
}

func (w *walk) length(r Rule) error {
	switch {
	case r.unit == workingDays:
		return w.workingDays(r.n)
	case r.unit.workedTime() > 0:
		return w.working(time.Duration(r.n) * r.unit.workedTime())
	case r.unit.daysOf() > 0:
		return w.days(r.n * r.unit.daysOf())
	case r.unit.monthsOf() > 0:
		return w.months(r.n * r.unit.monthsOf())
	}
	w.elapse(r.elapsed())
	return nil
}

// elapse lets physical time pass.
func (w *walk) elapse(length time.Duration) {
	end := w.at.Add(length)
	if length > 0 {
		w.stretch(Line{From: w.at, To: end, What: Elapsed, Counted: Amount{Time: length}})
	}
	w.end(end)
}

// first is the date with which a count of days begins.
func (w *walk) first() date {
	if w.c.how.SameDay {
		return dateOf(w.at)
	}
	return dateOf(w.at) + 1
}

// days counts n dates, whatever kind they are.
func (w *walk) days(n int) error {
	d := w.first() - 1
	for range n {
		d++
		today, err := w.on(d)
		if err != nil {
			return err
		}
		l := Line{What: Elapsed, Counted: Amount{Days: 1}}
		if today.what == Holiday {
			l.Name = today.name
		}
		w.addDay(d, l)
	}
	return w.endOfPeriod(d)
}

// months ends on the day of the same number n months later; in a month without
// it, on that month's last day (article 202).
func (w *walk) months(n int) error {
	start := dateOf(w.at)
	last, short := start.plusMonths(n)
	if w.c.how.SameDay && !short {
		last--
	}
	if _, err := w.c.on(last); err != nil {
		return err
	}
	w.addDates(w.first(), last, Line{What: Elapsed, Counted: Amount{Months: n}})
	if short {
		w.addDates(last, last, Line{What: ShortMonth})
	}
	return w.endOfPeriod(last)
}

// workingDays counts the dates that have a working span.
func (w *walk) workingDays(n int) error {
	d := w.first() - 1
	for n > 0 {
		d++
		today, err := w.on(d)
		if err != nil {
			return err
		}
		if !today.works() {
			w.off(d, today)
			continue
		}
		w.addDay(d, w.worked(d, today))
		n--
	}
	return w.endOf(d)
}

// working consumes length of working time and ends at the earliest moment by
// which all of it has passed.
func (w *walk) working(length time.Duration) error {
	end := w.at
	for d := dateOf(w.at); length > 0; d++ {
		today, err := w.on(d)
		if err != nil {
			return err
		}
		if !today.works() {
			w.off(d, today)
			continue
		}
		if l, done := w.workOn(d, today, length); done > 0 {
			w.addDay(d, l)
			length -= done
			end = l.To
		}
	}
	w.end(end)
	return nil
}

// workOn works at most length on one day, from the walk's moment on, and says
// how much was done.
func (w *walk) workOn(d date, today *day, length time.Duration) (l Line, done time.Duration) {
	l = Line{What: today.what, Name: today.name}
	for _, s := range today.spans {
		from, to := later(w.at, d.at(s.Open, w.c.zone)), d.at(s.Close, w.c.zone)
		if !from.Before(to) || done == length {
			continue
		}
		to = earlier(to, from.Add(length-done))
		if l.From.IsZero() {
			l.From = from
		}
		l.To = to
		done += to.Sub(from)
	}
	l.Counted = Amount{Time: done}
	return l, done
}

// endOfPeriod ends a count of days on d or, when the policy moves a last day that
// isn't worked, on the next worked one.
func (w *walk) endOfPeriod(d date) error {
	for w.c.how.MoveLastDay {
		today, err := w.on(d)
		if err != nil {
			return err
		}
		if today.works() {
			break
		}
		w.addDates(d, d, Line{What: Moved, Name: today.name})
		d++
	}
	return w.endOf(d)
}

// endOf ends the count with d. When that is over by the moment at which the
// count begins, as a "same day" after hours, the day lasts until midnight.
func (w *walk) endOf(d date) error {
	today, err := w.on(d)
	if err != nil {
		return err
	}
	end, why := w.c.endOf(d, today)
	if !end.After(w.at) {
		end, why = d.at(24*60, w.c.zone), Midnight
	}
	w.endBecause(d, end, why)
	return nil
}

// endBecause ends the count at a moment; a reason other than the close of
// business has a line of its own.
func (w *walk) endBecause(d date, end time.Time, why What) {
	switch why {
	case UsualClose:
		w.addDates(d, d, Line{From: end, What: why})
	case Midnight:
		w.addDates(d, d, Line{What: why})
	}
	w.end(end)
}

// endOf is the moment at which a period ends whose last day is d: when business
// closes, or usually closes when nobody works that day; or at midnight.
func (c *Calendar) endOf(d date, today *day) (end time.Time, why What) {
	switch {
	case c.how.Midnight:
		return d.at(24*60, c.zone), Midnight
	case today.works():
		return d.at(today.closing(), c.zone), DueTime
	}
	return d.at(c.usual, c.zone), UsualClose
}

// periodEnd is the end of the period that the start lies in. When the rhythm has
// just come round it is the next one's.
func (w *walk) periodEnd(r Rule) error {
	d := periodEndOf(dateOf(w.at), r.unit, r.next)
	today, err := w.c.on(d)
	if err != nil {
		return err
	}
	if end, _ := w.c.endOf(d, today); w.again && !end.After(w.at) {
		d = periodEndOf(dateOf(w.at), r.unit, true)
	}
	return w.untilEndOf(r, d)
}

// untilEndOf is the rule of a wall calendar: it ends with d, whatever lies before.
func (w *walk) untilEndOf(r Rule, d date) error {
	if _, err := w.c.on(d); err != nil {
		return err
	}
	w.until(r, d, Names{})
	return w.endOf(d)
}

// monthDay is the first day of that number that ends after the start.
func (w *walk) monthDay(r Rule) error {
	month := dateOf(w.at).firstOfMonth()
	if r.next {
		month, _ = month.plusMonths(1)
		return w.untilEndOf(r, month.dayOfMonth(r.n))
	}
	for {
		d := month.dayOfMonth(r.n)
		today, err := w.c.on(d)
		if err != nil {
			return err
		}
		if end, _ := w.c.endOf(d, today); end.After(w.at) {
			return w.untilEndOf(r, d)
		}
		month, _ = month.plusMonths(1)
	}
}

// clock is the first time that a wall clock shows a moment: of any day, the next
// day, the next working day, or a weekday.
func (w *walk) clock(r Rule) error {
	d := dateOf(w.at)
	if r.next || r.form == workingDay {
		d++
	}
	for r.form == workingDay {
		today, err := w.on(d)
		if err != nil {
			return err
		}
		if today.works() {
			break
		}
		d++
	}
	for r.form == weekdayAt && d.weekday() != r.weekday {
		d++
	}
	if !d.at(r.minute, w.c.zone).After(w.at) {
		d += step(r)
	}
	if _, err := w.c.on(d); err != nil {
		return err
	}
	w.until(r, d, Names{})
	w.end(d.at(r.minute, w.c.zone))
	return nil
}

// step is the number of days until the same weekday, or the same time, comes again.
func step(r Rule) date {
	if r.form == weekdayAt {
		return 7
	}
	return 1
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

package calendar

import (
	"errors"
	"fmt"
	"time"
)

// A Pause is a time in which a clock stood still, by whom and by which clause. By
// is an id and Seq an event's number: an account holds nothing personal.
type Pause struct {
	From, To time.Time
	By       string
	Clause   string
	Seq      int64
}

// Resume gives the new due time of a clock that was due at prev and stood still
// in a pause. What was left when it stopped is kept exactly: working time for
// working rules, elapsed time for the others. It refuses a pause that ends before
// it begins, that begins after the due time or before the clock (or an earlier
// pause) allows. An empty pause changes nothing. The last permitted moment of a
// window has to be found anew; see Permit.
func (c *Calendar) Resume(prev Due, r Rule, p Pause) (Due, error) {
	p.From, p.To = c.local(p.From), c.local(p.To)
	if err := c.checkPause(prev, r, p.From, p.To); err != nil {
		return Due{}, fmt.Errorf("resuming a clock of %s paused %s to %s: %w",
			r, p.From.Format(time.RFC3339), p.To.Format(time.RFC3339), err)
	}
	if p.From.Equal(p.To) {
		return prev, nil
	}
	r = c.plain(r)
	w := c.walkOn(prev, r, p)
	if !r.working() {
		w.elapse(prev.At.Sub(p.From))
		return w.due, nil
	}
	if err := w.working(c.workBetween(p.From, c.local(prev.At))); err != nil {
		return Due{}, fmt.Errorf("resuming a clock of %s: %w", r, err)
	}
	return w.due, nil
}

func (c *Calendar) checkPause(prev Due, r Rule, from, to time.Time) error {
	switch {
	case r.IsZero():
		return errNoRule
	case prev.Calendar != c.id:
		return fmt.Errorf("it was counted by calendar %q, this is %q", prev.Calendar, c.id)
	case to.Before(from):
		return errors.New("the pause ends before it begins")
	case from.After(prev.At):
		return fmt.Errorf("it was already due at %s", prev.At.Format(time.RFC3339))
	}
	for _, l := range prev.Account {
		if l.What == Start && from.Before(l.From) {
			return fmt.Errorf("it only started at %s", l.From.Format(time.RFC3339))
		}
		if l.What == Paused && from.Before(l.To) {
			return fmt.Errorf("it was already paused until %s", l.To.Format(time.RFC3339))
		}
	}
	for _, t := range [...]time.Time{from, to, c.local(prev.At)} {
		if _, err := c.on(dateOf(t)); err != nil {
			return err
		}
	}
	return nil
}

// walkOn continues prev's account: what happened until the pause, the pause, and
// then from its end on.
func (c *Calendar) walkOn(prev Due, r Rule, p Pause) *walk {
	w := &walk{c: c, at: p.To, fold: r.longer(foldBeyond)}
	w.due = Due{Provisional: prev.Provisional, Calendar: c.id, Version: c.version}
	for _, l := range prev.Account {
		l, keep := c.until(l, r, p.From)
		if !keep {
			continue
		}
		w.add(l)
		if l.What == Provisional {
			w.year = l.year()
		}
	}
	w.stretch(Line{From: p.From, To: p.To, What: Paused, By: p.By, Clause: p.Clause, Seq: p.Seq})
	return w
}

// until is what remains of a line of the old account when the clock stopped at t,
// and false when nothing does: the rest was a plan that did not happen.
func (c *Calendar) until(l Line, r Rule, t time.Time) (Line, bool) {
	switch {
	case l.planned():
		return l, false
	case l.What == Start:
		return l, true
	case l.What == Provisional:
		// What is left of a count of days still rests on the unpublished year.
		return l, !r.working() || l.Date <= dateOf(t).String()
	case l.From.IsZero():
		return l.untilDate(dateOf(t))
	case !l.From.Before(t):
		return l, false
	case l.To.After(t):
		return c.cut(l, t), true
	}
	return l, true
}

// planned reports whether l is about the end of the count, which a pause takes away.
func (l Line) planned() bool {
	switch l.What {
	case DueTime, UsualClose, Midnight, ShortMonth, Moved, Permitted:
		return true
	}
	return false
}

// cut ends a stretch at t, which lies inside it.
func (c *Calendar) cut(l Line, t time.Time) Line {
	l.From = c.local(l.From)
	l.Through = through(dateOf(l.From), dateOf(t))
	l.To = t
	if l.What == Elapsed {
		l.Counted = Amount{Time: t.Sub(l.From)}
		return l
	}
	l.Counted = Amount{Time: c.workBetween(l.From, t)}
	return l
}

// untilDate keeps the whole days of l: counted ones before d, the others up to it.
func (l Line) untilDate(d date) (Line, bool) {
	if l.What == Elapsed {
		d--
	}
	first, err := parseDate(l.Date)
	if err != nil || first > d {
		return l, false
	}
	if l.Through > d.String() {
		l.Through = through(first, d)
		if l.What == Elapsed {
			l.Counted = Amount{Days: int(d-first) + 1}
		}
	}
	return l, true
}

func (l Line) year() int {
	d, _ := parseDate(l.Date) // written by this package
	return d.year()
}

// workBetween is the working time from one moment to another, as far as it lies
// inside the horizon.
func (c *Calendar) workBetween(from, to time.Time) (sum time.Duration) {
	for d := max(dateOf(from), firstDate); d <= min(dateOf(to), lastDate); d++ {
		for _, s := range c.days[d-firstDate].spans {
			open, shut := later(from, d.at(s.Open, c.zone)), earlier(to, d.at(s.Close, c.zone))
			sum += max(0, shut.Sub(open))
		}
	}
	return sum
}

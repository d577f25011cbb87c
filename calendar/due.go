package calendar

import (
	"fmt"
	"time"
)

// Due is a due time with the account it was read from. Its JSON is kept in the
// books as it is.
type Due struct {
	At          time.Time `json:"at"`          // the moment of the last line of Account
	Provisional bool      `json:"provisional"` // a year without a published arrangement was counted
	Calendar    string    `json:"calendar"`    // Calendar.ID
	Version     string    `json:"version"`     // Calendar.Version
	Account     []Line    `json:"account"`     // from the start to the due moment
}

// Due counts r from start. Hours, minutes and seconds run from the moment, on
// any day. Days and working days begin on the date after start and end at close
// of business; working hours run only inside working spans.
func (c *Calendar) Due(start time.Time, r Rule) (Due, error) {
	w := c.walkFrom(start, r)
	if err := w.count(r); err != nil {
		return Due{}, fmt.Errorf("counting %s from %s: %w", r, start.Format(time.RFC3339), err)
	}
	return w.due, nil
}

func (w *walk) count(r Rule) error {
	if r.IsZero() {
		return errNoRule
	}
	if _, err := w.c.on(dateOf(w.at)); err != nil {
		return err
	}
	switch r.unit {
	case workingDays:
		return w.workingDays(r.n)
	case days:
		return w.days(r.n)
	case workingHours:
		return w.working(time.Duration(r.n) * time.Hour)
	}
	w.elapse(r.elapsed())
	return nil
}

// elapse lets physical time pass.
func (w *walk) elapse(length time.Duration) {
	end := w.at.Add(length)
	if length > 0 {
		w.add(Line{Date: dateOf(w.at).String(), Through: through(dateOf(w.at), dateOf(end)),
			From: w.at, To: end, What: Elapsed, Counted: Amount{Time: length}})
	}
	w.end(end)
}

// days counts every date after the start, whatever kind it is, and ends at close
// of business on the last.
func (w *walk) days(n int) error {
	d := dateOf(w.at)
	for range n {
		d++
		today, err := w.on(d)
		if err != nil {
			return err
		}
		l := Line{Date: d.String(), What: Elapsed, Counted: Amount{Days: 1}}
		if today.what == Holiday {
			l.Name = today.name
		}
		w.addDay(l)
	}
	w.endOfBusiness(d)
	return nil
}

// workingDays counts the dates after the start that have a working span.
func (w *walk) workingDays(n int) error {
	d := dateOf(w.at)
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
		w.addDay(Line{Date: d.String(), What: today.what, Name: today.name,
			From: d.at(today.opening(), w.c.zone), To: d.at(today.closing(), w.c.zone), Counted: Amount{Days: 1}})
		n--
	}
	w.endOfBusiness(d)
	return nil
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
			w.addDay(l)
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
	l = Line{Date: d.String(), What: today.what, Name: today.name}
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

// endOfBusiness ends the count when business closes on d; a day without working
// time ends when business usually closes, and the account says so.
func (w *walk) endOfBusiness(d date) {
	today := w.c.days[d-firstDate]
	if today.works() {
		w.end(d.at(today.closing(), w.c.zone))
		return
	}
	usual := d.at(w.c.usual, w.c.zone)
	w.add(Line{Date: d.String(), From: usual, What: UsualClose})
	w.end(usual)
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

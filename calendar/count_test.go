package calendar_test

import (
	"math"
	"time"

	"carebook/calendar"
)

// A stopwatch counts working time minute by minute. It shares nothing with the package; of the sheet it takes each
// minute's "at work" or not, once, when it is made. Its moments are the time since watched began.
type stopwatch struct {
	zone *time.Location
	work []bool // by minute
	date []int  // by hour: the civil date of its minutes (offsets from UTC are whole hours here)
}

// watched is more than the published years on both sides: pauses and long rules run over.
var watched = [2]time.Time{time.Date(2018, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC)}

func newStopwatch(s *sheet) *stopwatch {
	w := &stopwatch{zone: s.zone}
	for hour := watched[0]; hour.Before(watched[1]); hour = hour.Add(time.Hour) {
		date, clock := s.civil(hour)
		open := s.row(date).open
		for m := range 60 {
			w.work = append(w.work, inside(open, int(clock/time.Minute)+m))
		}
		w.date = append(w.date, date)
	}
	return w
}

// inside says whether the minute that begins at a time of day is worked.
func inside(open hours, minute int) bool {
	for _, span := range open {
		if minute >= span[0] && minute < span[1] {
			return true
		}
	}
	return false
}

func (w *stopwatch) moment(t time.Duration) time.Time { return watched[0].Add(t).In(w.zone) }

// A stop is a pause.
type stop struct{ from, to time.Time }

// after is the moment by which so much working time has passed from start on, outside the stops (in order, none overlapping).
// A clock with nothing left that is stopped ends when it goes on.
func (w *stopwatch) after(start time.Time, left time.Duration, stops ...stop) time.Time {
	t := start.Sub(watched[0])
	for _, s := range stops {
		from, to := s.from.Sub(watched[0]), s.to.Sub(watched[0])
		at, rest := w.run(t, from, left)
		if at < from {
			return w.moment(at)
		}
		t, left = to, rest
	}
	t, _ = w.run(t, endless, left)
	return w.moment(t)
}

const endless = time.Duration(math.MaxInt64)

// run lets the clock run minute by minute until nothing is left, or until it is stopped.
//
//go:norace // the tables never change once they are made, and the race detector makes a minute ten times as long
func (w *stopwatch) run(t, stop, left time.Duration) (at, rest time.Duration) {
	for m := t / time.Minute; t < stop && left > 0; m++ {
		edge := min((m+1)*time.Minute, stop)
		if w.work[m] {
			if left <= edge-t {
				return t + left, 0
			}
			left -= edge - t
		}
		t = edge
	}
	return t, left
}

// between is the working time from one moment to a later one.
//
//go:norace
func (w *stopwatch) between(from, to time.Time) (sum time.Duration) {
	end := to.Sub(watched[0])
	for t := from.Sub(watched[0]); t < end; {
		edge := min((t/time.Minute+1)*time.Minute, end)
		if w.work[t/time.Minute] {
			sum += edge - t
		}
		t = edge
	}
	return sum
}

// back is the latest moment from which so much working time passes until at.
//
//go:norace
func (w *stopwatch) back(at time.Time, left time.Duration) time.Time {
	for t := at.Sub(watched[0]); ; {
		begin := (t - 1) / time.Minute * time.Minute
		if w.work[begin/time.Minute] {
			if left <= t-begin {
				return w.moment(t - left)
			}
			left -= t - begin
		}
		t = begin
	}
}

// closing is the end of the last working minute of the n-th date with one, from the date of start (same day) or the one
// after it on.
//
//go:norace
func (w *stopwatch) closing(start time.Time, n int, sameDay bool) time.Time {
	hour := int(start.Sub(watched[0]) / time.Hour)
	date := w.date[hour]
	for w.date[hour] == date && !sameDay {
		hour++
	}
	for sameDay && w.date[hour-1] == date {
		hour--
	}
	for {
		date, last := w.date[hour], -1
		for ; w.date[hour] == date; hour++ {
			for m := hour * 60; m < hour*60+60; m++ {
				if w.work[m] {
					last = m
				}
			}
		}
		if last < 0 {
			continue
		}
		if n--; n == 0 {
			return w.moment(time.Duration(last+1) * time.Minute)
		}
	}
}

// midnight is the end of the civil date in which the minute before a closing time lies.
func (w *stopwatch) midnight(closing time.Time) time.Time {
	hour := int((closing.Sub(watched[0]) - time.Minute) / time.Hour)
	for date := w.date[hour]; w.date[hour] == date; {
		hour++
	}
	return w.moment(time.Duration(hour) * time.Hour)
}

// worked is when a rule that is worked off is due, counted by the stopwatch alone.
func (o oracle) worked(start time.Time, n int, unit string) time.Time {
	if each := workingUnits[unit]; each > 0 {
		return o.watch.after(start, time.Duration(n)*each)
	}
	closing := o.watch.closing(start, n, o.sameDay)
	if o.midnight || !closing.After(start) {
		return o.watch.midnight(closing)
	}
	return closing
}

// resumed is when a clock is due that was due at a moment and stopped before: what was left is kept.
func (o oracle) resumed(working bool, due time.Time, s stop) time.Time {
	if !working {
		return due.Add(s.to.Sub(s.from))
	}
	if left := o.watch.between(s.from, due); left > 0 {
		return o.watch.after(s.to, left)
	}
	return s.to
}

// counted is the sum of what the lines count.
func counted(d calendar.Due) (sum calendar.Amount) {
	for _, l := range d.Account {
		sum.Days += l.Counted.Days
		sum.Months += l.Counted.Months
		sum.Time += l.Counted.Time
	}
	return sum
}

func (s stop) String() string { return s.from.Format(exact) + " to " + s.to.Format(exact) }

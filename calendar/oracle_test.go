package calendar_test

import "time"

// The oracle is the second implementation of docs/time.md. It turns pages: wherever it can, it goes through the sheet day by
// day and asks each date "is it you?", so that it is slow and hard to get wrong.
type oracle struct {
	*sheet
	watch                          *stopwatch
	sameDay, midnight, moveLastDay bool // how the policy counts
}

// An answer is a moment and the dates that were looked at for it.
type answer struct {
	at   time.Time
	from int // first date looked at
	to   int // last one; before from when none was
}

// provisional: a date was looked at whose year has no notice.
func (o oracle) provisional(a answer) bool {
	for date := a.from; date <= a.to; date++ {
		if o.row(date).unpublished {
			return true
		}
	}
	return false
}

// asked is a rule as the oracle understands it: given the start, the answer.
type asked func(o oracle, start time.Time) answer

// end of a date: its closing time, or midnight when the policy says so.
func (o oracle) end(date int) time.Time {
	if o.midnight {
		return o.moment(date+1, 0)
	}
	if spans := o.row(date).open; len(spans) > 0 {
		return o.moment(date, minutes(spans[len(spans)-1][1]))
	}
	return o.moment(date, minutes(o.usual))
}

// endFor is the end of a date that is wanted from start on: midnight, when business has closed by then.
func (o oracle) endFor(date int, start time.Time) time.Time {
	if e := o.end(date); e.After(start) {
		return e
	}
	return o.moment(date+1, 0)
}

// period ends a period that began at start on its last date, moved when the policy moves it.
func (o oracle) period(start time.Time, last int) answer {
	begin := last
	for o.moveLastDay && !o.row(last).works() {
		last++
	}
	return answer{o.endFor(last, start), begin, last}
}

// Lengths.

func elapsed(d time.Duration) asked {
	return func(_ oracle, start time.Time) answer { return answer{start.Add(d), 0, -1} }
}

func daysLong(n int) asked {
	return func(o oracle, start time.Time) answer {
		date, _ := o.civil(start)
		if o.sameDay {
			date--
		}
		a := o.period(start, date+n)
		a.from = date + 1 // each of them is counted, and looked at
		return a
	}
}

// monthsLong looks for the date of the same number, n months on.
func monthsLong(n int) asked {
	return func(o oracle, start time.Time) answer {
		date, _ := o.civil(start)
		number, left := o.row(date).day, n
		for left > 0 { // to the first of the month n months on
			date++
			if o.row(date).day == 1 {
				left--
			}
		}
		for o.row(date).day != number && !o.row(date).monthEnds {
			date++
		}
		if o.sameDay && o.row(date).day == number {
			date--
		}
		return o.period(start, date)
	}
}

func workingDaysLong(n int) asked {
	return func(o oracle, start time.Time) answer {
		date, _ := o.civil(start)
		if !o.sameDay {
			date++
		}
		first := date
		for left := n; ; date++ {
			if o.row(date).works() {
				if left--; left == 0 {
					return answer{o.endFor(date, start), first, date}
				}
			}
		}
	}
}

func workingTime(d time.Duration) asked {
	return func(o oracle, start time.Time) answer {
		at := o.watch.after(start, d)
		from, _ := o.civil(start)
		to, _ := o.civil(at.Add(-1)) // a close at midnight is the evening's
		return answer{at, from, to}
	}
}

// Ends of periods, days of months, times of day.

var lastOf = map[string]func(r *row) bool{
	"day":       func(*row) bool { return true },
	"week":      func(r *row) bool { return r.weekday == time.Sunday },
	"month":     func(r *row) bool { return r.monthEnds },
	"quarter":   func(r *row) bool { return r.monthEnds && r.month%3 == 0 },
	"half year": func(r *row) bool { return r.monthEnds && r.month%6 == 0 },
	"year":      func(r *row) bool { return r.monthEnds && r.month == 12 },
}

func endOf(period string) asked {
	return func(o oracle, start time.Time) answer {
		date, _ := o.civil(start)
		for !lastOf[period](o.row(date)) {
			date++
		}
		return answer{o.endFor(date, start), date, date}
	}
}

func endOfNext(period string) asked {
	return func(o oracle, start time.Time) answer {
		date, _ := o.civil(start)
		for !lastOf[period](o.row(date)) {
			date++
		}
		for date++; !lastOf[period](o.row(date)); {
			date++
		}
		return answer{o.end(date), date, date}
	}
}

// numbered says whether a date is the n-th of its month, or stands for it.
func numbered(r *row, n int) bool { return r.day == n || r.monthEnds && r.day < n }

func nthOfNextMonth(n int) asked {
	return func(o oracle, start time.Time) answer {
		date, _ := o.civil(start)
		for month := o.row(date).month; o.row(date).month == month; {
			date++
		}
		for !numbered(o.row(date), n) {
			date++
		}
		return answer{o.end(date), date, date}
	}
}

func nextDayAt(clock time.Duration) asked {
	return func(o oracle, start time.Time) answer {
		date, _ := o.civil(start)
		return answer{o.moment(date+1, clock), 0, -1}
	}
}

func nextWorkingDayAt(clock time.Duration) asked {
	return func(o oracle, start time.Time) answer {
		date, _ := o.civil(start)
		first := date + 1
		for date++; !o.row(date).works(); {
			date++
		}
		return answer{o.moment(date, clock), first, date}
	}
}

// A kind of moment has one on some dates and none on others.
type kind func(o oracle, date int) (a answer, has bool)

// first is the first moment of a kind after start.
func (k kind) first(o oracle, start time.Time) answer {
	date, _ := o.civil(start)
	for ; ; date++ {
		if a, has := k(o, date); has && a.at.After(start) {
			return a
		}
	}
}

func clockAt(clock time.Duration) kind {
	return func(o oracle, date int) (answer, bool) { return answer{o.moment(date, clock), 0, -1}, true }
}

func weekdayAt(day time.Weekday, clock time.Duration) kind {
	return func(o oracle, date int) (answer, bool) {
		return answer{o.moment(date, clock), 0, -1}, o.row(date).weekday == day
	}
}

func nth(n int) kind {
	return func(o oracle, date int) (answer, bool) {
		return answer{o.end(date), date, date}, numbered(o.row(date), n)
	}
}

func eachEndOf(period string) kind {
	return func(o oracle, date int) (answer, bool) {
		return answer{o.end(date), date, date}, lastOf[period](o.row(date))
	}
}

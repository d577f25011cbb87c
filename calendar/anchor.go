package calendar

import (
	"fmt"
	"time"
)

// birthdayAnchor is the anchor that each customer brings along.
const birthdayAnchor = "birthday"

// anchored counts from a festival, which the calendar knows, or from a project
// node, whose moment is the start.
func (w *walk) anchored(r Rule) error {
	names, known := w.c.FestivalNames(r.anchor)
	switch {
	case r.anchor == birthdayAnchor:
		return fmt.Errorf("whose birthday? it is counted with one")
	case known:
		return w.yearly(r, names, func(year int) (date, bool) { return w.c.festival(r.anchor, year) })
	case r.n == 0:
		return fmt.Errorf("calendar %s knows no festival %q", w.c.id, r.anchor)
	case r.back:
		return w.beforeNode(r)
	}
	return w.length(w.c.plain(r))
}

// plain is a rule after a node as the length that it is: "3 days after acceptance"
// is "3 days". Other rules stay as they are.
func (c *Calendar) plain(r Rule) Rule {
	_, festival := c.FestivalNames(r.anchor)
	if r.form != anchored || r.back || r.n == 0 || festival || r.anchor == birthdayAnchor {
		return r
	}
	return Rule{form: length, n: r.n, unit: r.unit}
}

// yearly counts from a day of every year, in the first year in which what comes
// out is after the start. Distances are at most a year, so the year before the
// last can't matter.
func (w *walk) yearly(r Rule, names Names, on func(year int) (date, bool)) error {
	for year := dateOf(w.at).year() - 2; year <= lastDate.year(); year++ {
		day, ok := on(year)
		if !ok {
			continue
		}
		d, ok := w.c.shift(day, r)
		if !ok {
			continue
		}
		if end, _ := w.c.endOf(d, w.c.days[d-firstDate]); !end.After(w.at) {
			continue
		}
		w.until(r, d, names)
		if err := w.between(day, d, r); err != nil {
			return err
		}
		return w.endOf(d)
	}
	return fmt.Errorf("calendar %s: no %s after %s within its years", w.c.id, r, w.at.Format(time.DateOnly))
}

// beforeNode counts back from the node's moment.
func (w *walk) beforeNode(r Rule) error {
	if r.unit.daysOf() == 0 && r.unit != workingDays {
		at, err := w.c.before(w.at, Rule{form: length, n: r.n, unit: r.unit})
		if err != nil {
			return err
		}
		w.until(r, dateOf(at), Names{})
		for d := dateOf(w.at); r.unit.workedTime() > 0 && d >= dateOf(at); d-- {
			if _, err := w.on(d); err != nil {
				return err
			}
		}
		w.end(at)
		return nil
	}
	d, ok := w.c.shift(dateOf(w.at), r)
	if !ok {
		return fmt.Errorf("calendar %s: %s is outside %s to %s", w.c.id, r, firstDate, lastDate)
	}
	w.until(r, d, Names{})
	if err := w.between(dateOf(w.at), d, r); err != nil {
		return err
	}
	today, err := w.on(d)
	if err != nil {
		return err
	}
	end, why := w.c.endOf(d, today)
	w.endBecause(d, end, why)
	return nil
}

// shift is the day at r's distance from another, and false when it leaves the
// calendar's years.
func (c *Calendar) shift(from date, r Rule) (date, bool) {
	if r.unit != workingDays {
		d := from + r.direction()*date(r.n*r.unit.daysOf())
		return d, firstDate <= d && d <= lastDate
	}
	d := from
	for n := r.n; n > 0; {
		d += r.direction()
		today, err := c.on(d)
		if err != nil {
			return d, false
		}
		if today.works() {
			n--
		}
	}
	return d, true
}

func (r Rule) direction() date {
	if r.back {
		return -1
	}
	return 1
}

// between counts the working days from one day to another in the account, as a
// clerk would on paper: away from the anchor.
func (w *walk) between(from, to date, r Rule) error {
	if r.unit != workingDays {
		return nil
	}
	for d := from; d != to; {
		d += r.direction()
		today, err := w.on(d)
		if err != nil {
			return err
		}
		l := Line{What: today.what, Name: today.name}
		if today.works() {
			l = w.worked(d, today)
		}
		w.addDates(d, d, l)
	}
	return nil
}

// A Birthday is a day of the solar or of the lunar year.
type Birthday struct {
	Lunar      bool
	Month, Day int
	LeapMonth  bool // in the leap month of that number
}

// BirthdayCustom states what no calendar says: where a birthday is kept in years
// that don't have its day.
type BirthdayCustom struct {
	Feb29 string // "02-28" or "03-01", of 29 February
	Leap  string // "regular" or "leap": a leap month's birthday in a year that has that leap month
}

// BirthdayDue counts a rule such as "on birthday" or "3 days before birthday" for
// one birthday.
func (c *Calendar) BirthdayDue(start time.Time, r Rule, b Birthday, k BirthdayCustom) (Due, error) {
	if err := checkBirthday(r, b, k); err != nil {
		return Due{}, fmt.Errorf("counting %s: %w", r, err)
	}
	w := c.walkFrom(start, r)
	return w.ran(r, func(r Rule) error {
		return w.yearly(r, Names{}, func(year int) (date, bool) { return b.in(year, k) })
	})
}

// Exists reports whether there is such a day in some year.
func (b Birthday) Exists() bool {
	return checkBirthday(Rule{anchor: birthdayAnchor}, b, BirthdayCustom{Feb29: "02-28", Leap: "regular"}) == nil
}

func checkBirthday(r Rule, b Birthday, k BirthdayCustom) error {
	most := 31
	if b.Lunar {
		most = 30
	}
	switch {
	case r.anchor != birthdayAnchor:
		return fmt.Errorf("it is no rule of a birthday, want one such as %q", "on birthday")
	case b.Month < 1 || b.Month > 12 || b.Day < 1 || b.Day > most:
		return fmt.Errorf("there is no day %d of month %d", b.Day, b.Month)
	case !b.Lunar && (b.LeapMonth || newDate(2024, time.Month(b.Month), b.Day).month() != time.Month(b.Month)):
		return fmt.Errorf("there is no such day %d of month %d in any solar year", b.Day, b.Month)
	case k.Feb29 != "02-28" && k.Feb29 != "03-01":
		return fmt.Errorf("29 February in other years: %s, want 02-28 or 03-01", quoted(k.Feb29))
	case k.Leap != "regular" && k.Leap != "leap":
		return fmt.Errorf("leap months: %s, want regular or leap", quoted(k.Leap))
	}
	return nil
}

// in is the birthday's date of one year: of a lunar year, whose last months lie
// in the next solar one.
func (b Birthday) in(year int, k BirthdayCustom) (date, bool) {
	if b.Lunar {
		leap := b.LeapMonth && k.Leap == "leap" && leapMonth(year) == b.Month
		return lunarToDate(year, b.Month, b.Day, leap)
	}
	if b.Month == 2 && b.Day == 29 && newDate(year, time.February, 29).month() != time.February {
		if k.Feb29 == "03-01" {
			return newDate(year, time.March, 1), true
		}
		return newDate(year, time.February, 28), true
	}
	return newDate(year, time.Month(b.Month), b.Day), true
}

// BirthdaysOn are all birthdays that are kept on the day of a moment.
func (c *Calendar) BirthdaysOn(day time.Time, k BirthdayCustom) (all []Birthday, err error) {
	d := dateOf(c.local(day))
	for _, lunar := range []bool{false, true} {
		for n := range 12 * 31 {
			b := Birthday{Lunar: lunar, Month: n/31 + 1, Day: n%31 + 1}
			for _, b.LeapMonth = range []bool{false, true} {
				if checkBirthday(Rule{anchor: birthdayAnchor}, b, k) == nil && b.on(d, k) {
					all = append(all, b)
				}
			}
		}
	}
	return all, checkBirthday(Rule{anchor: birthdayAnchor}, Birthday{Month: 1, Day: 1}, k)
}

// on reports whether the birthday is kept on a date: of its year, or of the lunar year before, whose last months lie in it.
func (b Birthday) on(d date, k BirthdayCustom) bool {
	for year := d.year() - 1; year <= d.year(); year++ {
		if is, ok := b.in(year, k); ok && is == d {
			return true
		}
	}
	return false
}

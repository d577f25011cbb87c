package calendar_test

import "time"

// Festivals and birthdays are dates of a year; a rule counts from them.

type dayOfYear func(o oracle, date int) bool

var chinaFestivals = map[string]dayOfYear{
	"new_year": solarDay(1, 1), "womens_day": solarDay(3, 8), "labour_day": solarDay(5, 1), "childrens_day": solarDay(6, 1),
	"teachers_day": solarDay(9, 10), "national_day": solarDay(10, 1), "christmas": solarDay(12, 25),
	"spring_festival": lunarDay(1, 1), "lantern": lunarDay(1, 15), "dragon_boat": lunarDay(5, 5), "double_seventh": lunarDay(7, 7),
	"mid_autumn": lunarDay(8, 15), "double_ninth": lunarDay(9, 9), "laba": lunarDay(12, 8),
	"qingming": solarTerm("清明"), "winter_solstice": solarTerm("冬至"),
}

func solarTerm(name string) dayOfYear {
	return func(o oracle, date int) bool { return o.row(date).term == name }
}

func solarDay(month, day int) dayOfYear {
	return func(o oracle, date int) bool { return o.row(date).month == month && o.row(date).day == day }
}

func lunarDay(month, day int) dayOfYear {
	return func(o oracle, date int) bool {
		r := o.row(date)
		return r.lunarMonth == month && (r.lunarDay == day || r.lunarMonthEnds && r.lunarDay < day)
	}
}

// shifted is a festival's date moved by n days, weeks or working days; n is negative before it.
func shifted(is dayOfYear, n int, unit string) asked {
	step := map[string]int{"day": 1, "week": 7, "working day": 1}[unit]
	return func(o oracle, start time.Time) answer {
		date, _ := o.civil(start)
		const far = 800 // days: what is counted from a festival longer ago has passed, distances are at most a year
		for festival := max(date-far, firstRow); ; festival++ {
			if !is(o, festival) {
				continue
			}
			if a := o.shift(festival, n, step, unit == "working day"); a.at.After(start) {
				return a
			}
		}
	}
}

func (o oracle) shift(date, n, step int, working bool) answer {
	if n < 0 {
		n, step = -n, -step
	}
	first := date + step // a festival's own day is never worked off
	for n > 0 {
		if date += step; !working || o.row(date).works() {
			n--
		}
	}
	if !working {
		first = date
	}
	return answer{o.end(date), min(first, date), max(first, date)}
}

// A born is a birthday and the customs that no calendar states.
type born struct {
	lunar      bool
	month, day int
	leap       bool
	feb29      string // where 29 February is kept in other years: 02-28 or 03-01
	inLeap     bool   // one of a leap month is kept in the same leap month, where there is one
}

func (b born) is(o oracle, date int) bool {
	switch {
	case b.lunar && b.leap && b.inLeap:
		return lunarDay(-b.month, b.day)(o, date) || lunarDay(b.month, b.day)(o, date) && !o.hasLeap(date, b.month)
	case b.lunar:
		return lunarDay(b.month, b.day)(o, date)
	case b.month == 2 && b.day == 29:
		if o.row(dateNo(o.row(date).year, 3, 1)-1).day == 29 { // a leap year
			return solarDay(2, 29)(o, date)
		}
		return map[string]dayOfYear{"02-28": solarDay(2, 28), "03-01": solarDay(3, 1)}[b.feb29](o, date)
	default:
		return solarDay(b.month, b.day)(o, date)
	}
}

// hasLeap says whether the lunar year of a date has a leap month of this number.
func (o oracle) hasLeap(date, month int) bool {
	starts := func(d int) bool { return o.row(d).lunarMonth == 1 && o.row(d).lunarDay == 1 }
	for !starts(date) {
		date--
	}
	for date++; !starts(date); date++ {
		if o.row(date).lunarMonth == -month {
			return true
		}
	}
	return false
}

// Nodes: the start is the node's moment.

func daysBefore(n int) asked {
	return func(o oracle, start time.Time) answer {
		date, _ := o.civil(start)
		return answer{o.end(date - n), date - n, date - n}
	}
}

func workingDaysBefore(n int) asked {
	return func(o oracle, start time.Time) answer {
		date, _ := o.civil(start)
		last := date - 1
		for left := n; left > 0; {
			if date--; o.row(date).works() {
				left--
			}
		}
		return answer{o.end(date), date, last}
	}
}

func workingTimeBefore(d time.Duration) asked {
	return func(o oracle, start time.Time) answer {
		at := o.watch.back(start, d)
		from, _ := o.civil(at)
		to, _ := o.civil(start)
		return answer{at, from, to}
	}
}

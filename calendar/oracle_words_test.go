package calendar_test

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// A meaning is a rule as the oracle reads it.
type meaning struct {
	kind     string // its row in docs/time.md, for the tally
	ask      asked
	working  bool // a pause keeps working time, not elapsed time
	backward bool // counts back from its start: a node's "before"
}

var elapsedUnits = map[string]time.Duration{"second": time.Second, "minute": time.Minute, "hour": time.Hour}

var workingUnits = map[string]time.Duration{"working minute": time.Minute, "working hour": time.Hour}

var calendarUnits = map[string]func(n int) asked{
	"day":        daysLong,
	"week":       func(n int) asked { return daysLong(7 * n) },
	"half month": func(n int) asked { return daysLong(15 * n) },
	"month":      monthsLong,
	"year":       func(n int) asked { return monthsLong(12 * n) },
}

// length reads "3 working days"; unit is in the singular.
func length(n int, unit string) (meaning, bool) {
	m := meaning{kind: unit + "s"}
	if of, ok := calendarUnits[unit]; ok {
		m.ask = of(n)
		return m, true
	}
	if each, ok := elapsedUnits[unit]; ok {
		m.ask = elapsed(time.Duration(n) * each)
		return m, true
	}
	m.working = true
	if each, ok := workingUnits[unit]; ok {
		m.ask = workingTime(time.Duration(n) * each)
		return m, true
	}
	m.ask = workingDaysLong(n)
	return m, unit == "working day"
}

// amountOf splits "3 working days" and "1 working day".
func amountOf(s string) (n int, unit string, ok bool) {
	number, unit, ok := strings.Cut(s, " ")
	n, err := strconv.Atoi(number)
	return n, strings.TrimSuffix(unit, "s"), ok && err == nil
}

// understand reads a rule by docs/time.md. It is for spellings that are right; what is wrong is the package's business.
func (s *sheet) understand(rule string) (meaning, error) {
	if clock, ok := strings.CutPrefix(rule, "next working day "); ok {
		return meaning{kind: "next working day", ask: nextWorkingDayAt(clockOf(clock))}, nil
	}
	if clock, ok := strings.CutPrefix(rule, "next day "); ok {
		return meaning{kind: "next day", ask: nextDayAt(clockOf(clock))}, nil
	}
	if period, ok := strings.CutPrefix(rule, "end of next "); ok {
		return meaning{kind: "end of next " + period, ask: endOfNext(period)}, nil
	}
	if period, ok := strings.CutPrefix(rule, "end of "); ok {
		return meaning{kind: "end of " + period, ask: endOf(period)}, nil
	}
	if nth, ok := strings.CutSuffix(rule, " of next month"); ok {
		return meaning{kind: "day of next month", ask: nthOfNextMonth(numberOf(nth))}, nil
	}
	if k, name, ok := recurring(rule); ok {
		return meaning{kind: name, ask: k.first}, nil
	}
	if m, ok := yearly(rule, s.festivals); ok {
		return m, nil
	}
	if m, ok := node(rule); ok {
		return m, nil
	}
	if n, unit, ok := amountOf(rule); ok {
		if m, ok := length(n, unit); ok {
			return m, nil
		}
	}
	return meaning{}, fmt.Errorf("the oracle doesn't understand %q", rule)
}

// clockOf reads 17:00, numberOf reads 10th.
func clockOf(s string) time.Duration {
	t, err := time.Parse("15:04", s)
	if err != nil {
		panic(err)
	}
	return minutes(60*t.Hour() + t.Minute())
}

func numberOf(nth string) int {
	n, err := strconv.Atoi(strings.TrimRight(nth, "stndrh"))
	if err != nil {
		panic(err)
	}
	return n
}

// recurring reads the rules that are the next moment of a kind: 17:00, Sunday 17:00, 10th.
func recurring(rule string) (kind, string, bool) {
	for day := time.Sunday; day <= time.Saturday; day++ {
		if clock, ok := strings.CutPrefix(rule, day.String()+" "); ok {
			return weekdayAt(day, clockOf(clock)), "weekday", true
		}
	}
	switch {
	case len(rule) == len("17:00") && rule[2] == ':':
		return clockAt(clockOf(rule)), "time of day", true
	case rule[0] >= '1' && rule[0] <= '9' && !strings.Contains(rule, " "):
		return nth(numberOf(rule)), "day of month", true
	}
	return nil, "", false
}

// yearly reads "on", "eve of", "n … before" and "n … after" a date of every year, of those given by name.
func yearly(rule string, names map[string]dayOfYear) (meaning, bool) {
	for name, is := range names {
		before, ok := strings.CutSuffix(rule, " "+name)
		if !ok {
			continue
		}
		switch before {
		case "on":
			return meaning{kind: "on festival", ask: shifted(is, 0, "day")}, true
		case "eve of":
			return meaning{kind: "eve of festival", ask: shifted(is, -1, "day")}, true
		}
		if amount, ok := strings.CutSuffix(before, " before"); ok {
			n, unit, _ := amountOf(amount)
			return meaning{kind: unit + "s before festival", ask: shifted(is, -n, unit)}, true
		}
		if amount, ok := strings.CutSuffix(before, " after"); ok {
			n, unit, _ := amountOf(amount)
			return meaning{kind: unit + "s after festival", ask: shifted(is, n, unit)}, true
		}
	}
	return meaning{}, false
}

func node(rule string) (meaning, bool) {
	if strings.HasPrefix(rule, "eve of ") {
		return meaning{kind: "eve of node", ask: daysBefore(1), backward: true}, true
	}
	if amount, _, ok := strings.Cut(rule, " after "); ok {
		n, unit, _ := amountOf(amount)
		m, ok := length(n, unit)
		m.kind += " after node"
		return m, ok
	}
	amount, _, ok := strings.Cut(rule, " before ")
	if !ok {
		return meaning{}, false
	}
	n, unit, _ := amountOf(amount)
	m := meaning{kind: unit + "s before node", backward: true}
	switch unit {
	case "day":
		m.ask = daysBefore(n)
	case "week":
		m.ask = daysBefore(7 * n)
	case "working day":
		m.ask = workingDaysBefore(n)
	case "working hour", "working minute":
		m.ask = workingTimeBefore(time.Duration(n) * workingUnits[unit])
	default:
		m.ask = elapsed(-time.Duration(n) * elapsedUnits[unit])
	}
	return m, true
}

// A beat is a cadence as the oracle reads it.
type beat func(o oracle, start, after time.Time) answer

func (s *sheet) understandCadence(cadence string) (beat, error) {
	rule, ok := strings.CutPrefix(cadence, "every ")
	if !ok {
		return nil, fmt.Errorf("the oracle doesn't understand %q", cadence)
	}
	if period, ok := strings.CutPrefix(rule, "end of "); ok {
		return everyAsked(eachEndOf(period).first), nil
	}
	if _, ok := length(1, rule); ok {
		rule = "1 " + rule
	}
	if n, unit, ok := amountOf(rule); ok {
		if _, ok := length(n, unit); ok {
			return everyLength(n, unit), nil
		}
	}
	if _, ok := s.festivals[rule]; ok {
		rule = "on " + rule
	}
	m, err := s.understand(rule)
	return everyAsked(m.ask), err
}

// everyLength: the length counts from the beginning each time, k times over.
func everyLength(n int, unit string) beat {
	return func(o oracle, start, after time.Time) answer {
		for k := 1; ; k++ {
			m, _ := length(k*n, unit)
			if a := m.ask(o, start); a.at.After(after) {
				return a
			}
		}
	}
}

// everyAsked: every other rule has its next moment after that one, and after start.
func everyAsked(ask asked) beat {
	return func(o oracle, start, after time.Time) answer {
		if after.Before(start) {
			after = start
		}
		return ask(o, after)
	}
}

// understandWindow reads "10:00-11:30, 15:30-17:00, not on holidays".
func understandWindow(s string) permitted {
	var w permitted
	for part := range strings.SplitSeq(s, ", ") {
		switch part {
		case "not on holidays":
			w.notOnHolidays = true
		case "on working days":
			w.onWorkingDays = true
		default:
			opens, closes, _ := strings.Cut(part, "-")
			closing := 24 * time.Hour
			if closes != "24:00" {
				closing = clockOf(closes)
			}
			w.spans = append(w.spans, [2]time.Duration{clockOf(opens), closing})
		}
	}
	return w
}

package calendar

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

const ruleForms = `a rule such as "24 hours", "3 working days", "end of month", "10th of next month", "next day 10:00", "Sunday 17:00" or "3 days before mid_autumn"`

// ParseRule reads the one accepted spelling of a rule: numbers without leading
// zeros, one space between words, units in the singular for 1 and in the plural
// otherwise.
func ParseRule(s string) (Rule, error) {
	r, ok := readRule(s)
	if !ok {
		return Rule{}, fmt.Errorf("rule %s: want %s", quoted(s), wanted(s))
	}
	if err := r.check(); err != nil {
		return Rule{}, fmt.Errorf("rule %s: %w", quoted(s), err)
	}
	if r.String() != s {
		return Rule{}, fmt.Errorf("rule %s: write it as %q", quoted(s), r.String())
	}
	return r, nil
}

func readRule(s string) (Rule, bool) {
	for _, read := range [...]func(string) (Rule, bool){readLength, readAnchored, readEnd, readMonthDay, readClock} {
		if r, ok := read(s); ok {
			return r, true
		}
	}
	return Rule{}, false
}

// wanted says what is missing: of a number, its unit.
func wanted(s string) string {
	number, word, _ := strings.Cut(s, " ")
	if _, ok := readNumber(number); !ok || word == "" {
		return ruleForms
	}
	var known []string
	for u := seconds; units[u].most > 0; u++ {
		known = append(known, units[u].one)
	}
	return "one of the units " + strings.Join(known, ", ") + " behind the number"
}

func readLength(s string) (Rule, bool) {
	number, word, ok := strings.Cut(s, " ")
	u := unitNamed(word)
	if !ok || u == noUnit || units[u].most == 0 {
		return Rule{}, false
	}
	n, ok := readNumber(number)
	return Rule{form: length, n: n, unit: u}, ok
}

// readNumber reads digits; a number too large for any rule is one more than the
// largest that fits, so that it is refused for its size and not for its form.
func readNumber(s string) (int, bool) {
	if s == "" || strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		n = int(^uint(0) >> 1)
	}
	return n, true
}

func unitNamed(word string) unit {
	for u := seconds; int(u) < len(units); u++ {
		if word == units[u].one || word == units[u].many && word != "" {
			return u
		}
	}
	return noUnit
}

var anchorForm = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)

func readAnchored(s string) (Rule, bool) {
	r := Rule{form: anchored}
	if on, ok := strings.CutPrefix(s, "on "); ok {
		r.anchor = on
	} else if of, ok := strings.CutPrefix(s, "eve of "); ok {
		r.n, r.unit, r.back, r.anchor = 1, days, true, of
	} else {
		distance, anchor, before := strings.Cut(s, " before ")
		if !before {
			distance, anchor, ok = strings.Cut(s, " after ")
			if !ok {
				return Rule{}, false
			}
		}
		by, ok := readLength(distance)
		if !ok {
			return Rule{}, false
		}
		r.n, r.unit, r.back, r.anchor = by.n, by.unit, before, anchor
	}
	return r, len(r.anchor) <= 64 && anchorForm.MatchString(r.anchor)
}

func readEnd(s string) (Rule, bool) {
	of, ok := strings.CutPrefix(s, "end of ")
	of, next := strings.CutPrefix(of, "next ")
	switch u := unitNamed(of); u {
	case days, weeks, months, quarters, halfYears, years:
		return Rule{form: periodEnd, unit: u, next: next}, ok && of == units[u].one
	}
	return Rule{}, false
}

func readMonthDay(s string) (Rule, bool) {
	nth, next := strings.CutSuffix(s, " of next month")
	if len(nth) < 3 {
		return Rule{}, false
	}
	suffix := nth[len(nth)-2:]
	n, ok := readNumber(nth[:len(nth)-2])
	return Rule{form: monthDay, n: n, next: next}, ok && strings.Contains("st nd rd th", suffix)
}

func readClock(s string) (Rule, bool) {
	day, face := "", s
	if i := strings.LastIndexByte(s, ' '); i >= 0 {
		day, face = s[:i], s[i+1:]
	}
	minute, ok := parseClock(face)
	if !ok || minute == 24*60 {
		return Rule{}, false
	}
	switch day {
	case "":
		return Rule{form: timeOfDay, minute: minute}, true
	case "next day":
		return Rule{form: timeOfDay, next: true, minute: minute}, true
	case "next working day":
		return Rule{form: workingDay, minute: minute}, true
	}
	for weekday := time.Sunday; weekday <= time.Saturday; weekday++ {
		if day == weekday.String() {
			return Rule{form: weekdayAt, weekday: weekday, minute: minute}, true
		}
	}
	return Rule{}, false
}

// check refuses amounts that make no sense.
func (r Rule) check() error {
	switch r.form {
	case length:
		return from1To(units[r.unit].most, r.n)
	case monthDay:
		return from1To(31, r.n)
	case anchored:
		return r.checkDistance()
	}
	return nil
}

func from1To(most, n int) error {
	if n < 1 || n > most {
		return fmt.Errorf("the number must be from 1 to %d", most)
	}
	return nil
}

// checkDistance holds days, weeks and working days to about a year, so that a
// festival's neighbours in other years need not be looked at; other units belong
// to nodes.
func (r Rule) checkDistance() error {
	if r.n == 0 && r.unit == noUnit {
		return nil
	}
	switch r.unit {
	case days:
		return from1To(366, r.n)
	case weeks:
		return from1To(52, r.n)
	case workingDays:
		return from1To(250, r.n)
	case halfMonths, months, years:
		return fmt.Errorf("count before and after in days, weeks, working days or shorter units")
	}
	return from1To(units[r.unit].most, r.n)
}

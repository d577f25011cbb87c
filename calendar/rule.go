package calendar

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// A Rule is a length of time counted in one way, such as "24 hours" or
// "3 working days". Rules compare with ==; the zero Rule is no rule at all and
// every count refuses it.
type Rule struct {
	n    int
	unit unit
}

type unit uint8

const (
	noUnit unit = iota
	seconds
	minutes
	hours
	days
	workingHours
	workingDays
)

// unitSpec says how a unit is written and how many of it make sense: elapsed
// units reach ten years, working units the same number of eight-hour days as
// the longest count of working days.
type unitSpec struct {
	one, many string
	most      int
	elapsed   time.Duration // 0 when the unit needs a calendar
}

var units = [...]unitSpec{
	seconds:      {"second", "seconds", 3660 * 24 * 3600, time.Second},
	minutes:      {"minute", "minutes", 3660 * 24 * 60, time.Minute},
	hours:        {"hour", "hours", 3660 * 24, time.Hour},
	days:         {"day", "days", 3660, 0},
	workingHours: {"working hour", "working hours", 80_000, 0},
	workingDays:  {"working day", "working days", 10_000, 0},
}

const ruleForms = `a number, one space and one of second(s), minute(s), hour(s), day(s), working hour(s), working day(s), such as "3 working days"`

var errNoRule = errors.New("no rule given")

// ParseRule reads the one accepted spelling of a rule: digits without a leading
// zero, one space, the unit in the singular for 1 and in the plural otherwise.
func ParseRule(s string) (Rule, error) {
	number, word, ok := strings.Cut(s, " ")
	u := unitNamed(word)
	if !ok || u == noUnit || !allDigits(number) {
		return Rule{}, fmt.Errorf("rule %s: want %s", quoted(s), ruleForms)
	}
	n, err := strconv.Atoi(number)
	if most := units[u].most; err != nil || n < 1 || n > most {
		return Rule{}, fmt.Errorf("rule %s: the number must be from 1 to %d", quoted(s), most)
	}
	r := Rule{n, u}
	if r.String() != s {
		return Rule{}, fmt.Errorf("rule %s: write it as %q", quoted(s), r.String())
	}
	return r, nil
}

func unitNamed(word string) unit {
	for u := seconds; int(u) < len(units); u++ {
		if word == units[u].one || word == units[u].many {
			return u
		}
	}
	return noUnit
}

func allDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// quoted keeps an error readable when somebody hands over a whole file.
func quoted(s string) string {
	const most = 60
	if len(s) > most {
		return strconv.Quote(s[:most]) + "…"
	}
	return strconv.Quote(s)
}

// String gives the spelling ParseRule accepts; the zero Rule gives "".
func (r Rule) String() string {
	switch {
	case r.IsZero():
		return ""
	case r.n == 1:
		return "1 " + units[r.unit].one
	}
	return strconv.Itoa(r.n) + " " + units[r.unit].many
}

// IsZero reports whether r was never set.
func (r Rule) IsZero() bool { return r == Rule{} }

// MarshalText lets JSON and YAML hold the rule as its string.
func (r Rule) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads what MarshalText wrote; an empty text is the zero Rule.
func (r *Rule) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*r = Rule{}
		return nil
	}
	*r, err = ParseRule(string(text))
	return err
}

// elapsed is the rule as a stretch of physical time, 0 for rules that only a
// calendar can count.
func (r Rule) elapsed() time.Duration { return time.Duration(r.n) * units[r.unit].elapsed }

// longer reports whether counting r by days would take more than n of them.
func (r Rule) longer(n int) bool {
	const hoursADay = 8
	if r.unit == workingHours {
		return r.n > n*hoursADay
	}
	return r.n > n
}

// lines guesses how long the account will be: the start, the end, and between
// them a line per counted day with some for days of rest.
func (r Rule) lines() int {
	switch r.unit {
	case days, workingDays:
		return min(r.n+r.n/4, foldBeyond) + 5
	case workingHours:
		return 6
	}
	return 3
}

// working reports whether only working time counts.
func (r Rule) working() bool { return r.unit == workingHours || r.unit == workingDays }

package policies

import (
	"strconv"
	"strings"

	"carebook/calendar"
)

// multiples are the units of lengths, each as so many of another. Units of different kinds can't be compared: how many
// hours a day has is the calendar's business.
var multiples = map[string]struct {
	n  int64
	of string
}{
	"second": {1, "second"}, "minute": {60, "second"}, "hour": {3600, "second"},
	"day": {1, "day"}, "week": {7, "day"}, "half month": {15, "day"},
	"month": {1, "month"}, "year": {12, "month"},
	"working minute": {1, "working minute"}, "working hour": {60, "working minute"},
	"working day": {1, "working day"},
}

// notShorter reports that a is surely as long as b or longer; false when they can't be compared.
func notShorter(a, b calendar.Rule) bool {
	if !a.IsLength() || !b.IsLength() {
		return false
	}
	an, aUnit := length(a)
	bn, bUnit := length(b)
	return aUnit == bUnit && an >= bn
}

func length(r calendar.Rule) (n int64, unit string) {
	number, unit, _ := strings.Cut(r.String(), " ")
	n, _ = strconv.ParseInt(number, 10, 64) // a rule writes itself, and its number is small
	m := multiples[strings.TrimSuffix(unit, "s")]
	return n * m.n, m.of
}

package policies

import (
	"strconv"
	"strings"

	"carebook/calendar"
)

// elapsed are the units that are multiples of each other, in seconds. The others compare only with themselves: how many
// hours a working day has is the calendar's business.
var elapsed = map[string]int64{"second": 1, "minute": 60, "hour": 3600}

// notShorter reports that a is surely as long as b or longer; false when their units can't be compared.
func notShorter(a, b calendar.Rule) bool {
	an, aUnit := length(a)
	bn, bUnit := length(b)
	return aUnit == bUnit && an >= bn
}

func length(r calendar.Rule) (n int64, unit string) {
	number, unit, _ := strings.Cut(r.String(), " ")
	n, _ = strconv.ParseInt(number, 10, 64) // a rule writes itself, and its number is small
	unit = strings.TrimSuffix(unit, "s")
	if seconds, ok := elapsed[unit]; ok {
		return n * seconds, "elapsed"
	}
	return n, unit
}

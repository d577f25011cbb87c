package calendar_test

import (
	"fmt"
	"time"

	"pgregory.net/rapid"

	"carebook/calendar"
)

var allUnits = []string{"second", "minute", "hour", "day", "working hour", "working day"}

// anyRule draws a rule of any unit (or of the given ones) with n up to most.
func anyRule(most int, units ...string) *rapid.Generator[calendar.Rule] {
	if len(units) == 0 {
		units = allUnits
	}
	return rapid.Custom(func(t *rapid.T) calendar.Rule {
		n := rapid.IntRange(1, most).Draw(t, "n")
		return ruleOf(t, n, rapid.SampledFrom(units).Draw(t, "unit"))
	}).Filter(func(r calendar.Rule) bool { return !r.IsZero() })
}

// ruleOf is n of a unit, the zero Rule when that is more than allowed.
func ruleOf(t *rapid.T, n int, unit string) calendar.Rule {
	s := fmt.Sprintf("%d %s", n, unit)
	if n != 1 {
		s += "s"
	}
	r, err := calendar.ParseRule(s)
	if err != nil && n <= 3660 {
		t.Fatal(err)
	}
	return r
}

// anyMoment draws a moment of 2023 to 2028, published years and others, with
// fractions of a second and in some foreign zone.
func anyMoment() *rapid.Generator[time.Time] {
	first := time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC).UnixMicro()
	last := time.Date(2028, 1, 1, 0, 0, 0, 0, time.UTC).UnixMicro()
	zones := []*time.Location{time.UTC, time.FixedZone("", 5*3600+45*60), time.FixedZone("", -8*3600)}
	return rapid.Custom(func(t *rapid.T) time.Time {
		us := rapid.Int64Range(first, last).Draw(t, "µs")
		return time.UnixMicro(us).In(rapid.SampledFrom(zones).Draw(t, "zone"))
	})
}

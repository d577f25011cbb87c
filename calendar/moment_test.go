package calendar_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"carebook/calendar"
)

// anyRuleAtAll draws a rule of every form that needs no festival.
func anyRuleAtAll() *rapid.Generator[calendar.Rule] {
	others := []string{
		"end of day", "end of next day", "end of week", "end of month", "end of next quarter", "end of half year", "end of year",
		"1st", "10th", "31st", "29th of next month", "00:00", "17:00", "next day 10:00", "next working day 10:00", "Sunday 17:00",
		"Friday 23:59", "3 days after handover", "5 working hours after handover",
	}
	return rapid.Custom(func(t *rapid.T) calendar.Rule {
		if rapid.Bool().Draw(t, "a length") {
			return anyRule(100, "second", "minute", "hour", "day", "week", "half month", "month", "working minute", "working hour", "working day").Draw(t, "length")
		}
		r, err := calendar.ParseRule(rapid.SampledFrom(others).Draw(t, "rule"))
		if err != nil {
			t.Fatal(err)
		}
		return r
	})
}

func anyCounting() *rapid.Generator[calendar.Counting] {
	return rapid.Custom(func(t *rapid.T) calendar.Counting {
		return calendar.Counting{SameDay: rapid.Bool().Draw(t, "same day"), Midnight: rapid.Bool().Draw(t, "midnight"), MoveLastDay: rapid.Bool().Draw(t, "moves")}
	})
}

func TestTheMomentIsTheLastLineOfTheAccount(t *testing.T) {
	both(t, func(t *rapid.T, c *calendar.Calendar) {
		c = c.Counting(anyCounting().Draw(t, "counting"))
		start, r := anyMoment().Draw(t, "start"), anyRuleAtAll().Draw(t, "rule")
		d := mustDue(t, c, start, r)
		moment, provisional, err := c.Moment(start, r)
		last := d.Account[len(d.Account)-1]
		if err != nil || !moment.Equal(d.At) || !last.From.Equal(d.At) || provisional != d.Provisional {
			t.Fatalf("%s from %s: %s and %s, provisional %v and %v, %v:\n%v", r, start, moment, d.At, provisional, d.Provisional, err, texts(d, "en"))
		}
		if !d.At.After(start) {
			t.Fatalf("%s from %s is due %s, not after it", r, start, d.At)
		}
	})
}

func TestOutsideTheCalendarNothingIsDue(t *testing.T) {
	c := china(t)
	for _, tt := range []struct{ start, rule, want string }{
		{"1999-12-31 10:00", "1 day", "outside 2000-01-01 to 2100-12-31"},
		{"2100-12-31 10:00", "1 day", "outside"},
		{"2100-12-31 10:00", "1 month", "outside"},
		{"2100-12-31 10:00", "end of next year", "outside"},
		{"2100-12-31 19:00", "31st", "outside"},
		{"2100-12-31 19:00", "17:00", "outside"},
		{"2090-12-31 10:00", "50 years", "outside"},
		{"2000-01-02 10:00", "3 days before completion", "outside"},
		{"2000-01-04 10:00", "9 working days before completion", "outside"},
		{"2026-03-02 10:00", "on birthday", "whose birthday"},
		{"2026-03-02 10:00", "on moon_day", `knows no festival "moon_day"`},
	} {
		start, r := at(t, c, tt.start), rule(t, tt.rule)
		_, err := c.Due(start, r)
		_, _, quietErr := c.Moment(start, r)
		if err == nil || quietErr == nil || err.Error() != quietErr.Error() || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s from %s: %v and %v, want %q", tt.rule, tt.start, err, quietErr, tt.want)
		}
	}
}

func TestOnlyALengthCanBeCountedBack(t *testing.T) {
	c := china(t)
	for _, s := range []string{"end of month", "Sunday 17:00", "10th", "3 days after handover"} {
		if _, err := c.Before(at(t, c, "2026-03-02 10:00"), rule(t, s)); err == nil || rule(t, s).IsLength() {
			t.Errorf("%s was counted back: %v", s, err)
		}
	}
	for s, want := range map[string]string{
		"2 weeks": "2026-03-17 10:00", "1 half month": "2026-03-16 10:00", "1 month": "2026-02-28 10:00", "1 year": "2025-03-31 10:00",
		"90 working minutes": "2026-03-30 17:30", "1 working day": "2026-03-30 10:00",
	} {
		got, err := c.Before(at(t, c, "2026-03-31 10:00"), rule(t, s))
		if err != nil || !got.Equal(at(t, c, want)) || !rule(t, s).IsLength() {
			t.Errorf("%s before 2026-03-31 10:00 is %s, %v; want %s", s, got, err, want)
		}
	}
}

func TestNodesAreCountedFromTheirOwnMoment(t *testing.T) {
	c := china(t)
	for _, tt := range []struct{ start, rule, want string }{
		{"2026-02-12 15:00", "3 days after acceptance", "2026-02-15 18:00"},
		{"2026-02-12 15:00", "3 working days after acceptance", "2026-02-24 18:00"},
		{"2026-03-20 12:00", "10 days before completion", "2026-03-10 18:00"},
		{"2026-03-20 12:00", "24 hours before completion", "2026-03-19 12:00"},
		{"2026-03-23 12:00", "2 working days before completion", "2026-03-19 18:00"},
		{"2026-03-23 10:00", "4 working hours before completion", "2026-03-20 15:00"},
		{"2026-03-23 10:00", "eve of completion", "2026-03-22 18:00"},
	} {
		if d := due(t, c, tt.start, tt.rule); !d.At.Equal(at(t, c, tt.want)) {
			t.Errorf("%s from %s = %s, want %s:\n%v", tt.rule, tt.start, d.At, tt.want, texts(d, "en"))
		}
	}
}

func TestTheLongestCountsAreCounted(t *testing.T) {
	c := china(t)
	for _, s := range []string{"10000 working days", "4800000 working minutes", "80000 working hours", "3660 days", "120 months", "50 years"} {
		if _, err := c.Due(at(t, c, "2026-03-02 10:00"), rule(t, s)); err != nil {
			t.Errorf("%s: %v", s, err)
		}
	}
}

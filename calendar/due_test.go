package calendar_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"carebook/calendar"
)

func TestDueIsTheDateTheCalendarGives(t *testing.T) {
	c := china(t)
	for _, tt := range []struct{ start, rule, want, why string }{
		{"2026-03-03 10:00", "1 working day", "2026-03-04 18:00:00", "begins on the day after (CC 201), ends at close (CC 203)"},
		{"2026-03-03 00:00", "1 working day", "2026-03-04 18:00:00", "midnight belongs to the day that begins"},
		{"2026-03-03 23:59", "1 working day", "2026-03-04 18:00:00", "after close is still the same date"},
		{"2026-03-06 10:00", "1 working day", "2026-03-09 18:00:00", "over a weekend"},
		{"2026-02-12 15:00", "3 working days", "2026-02-24 18:00:00", "Fri, make-up Sat 14 Feb, then nine days of Spring Festival"},
		{"2026-02-13 17:59", "1 working day", "2026-02-14 18:00:00", "the make-up Saturday counts"},
		{"2026-02-14 10:00", "1 working day", "2026-02-24 18:00:00", "started on a make-up day"},
		{"2026-02-17 10:00", "1 working day", "2026-02-24 18:00:00", "started on New Year's Day of the lunar year"},
		{"2026-02-26 10:00", "2 working days", "2026-02-28 18:00:00", "make-up Sat 28 Feb"},
		{"2026-02-26 10:00", "3 working days", "2026-03-02 18:00:00", "Sun 1 Mar is an ordinary Sunday"},
		{"2025-12-31 16:00", "1 working day", "2026-01-04 18:00:00", "1-3 Jan off, Sun 4 Jan made up"},
		{"2025-09-26 16:00", "3 working days", "2025-09-30 18:00:00", "make-up Sun 28 Sep, Mon, Tue"},
		{"2025-09-30 16:00", "2 working days", "2025-10-10 18:00:00", "1-8 Oct off; Thu 9, Fri 10"},
		{"2025-09-30 16:00", "3 working days", "2025-10-11 18:00:00", "make-up Sat 11 Oct"},
		{"2026-09-18 16:00", "1 working day", "2026-09-20 18:00:00", "make-up Sun 20 Sep"},
		{"2026-09-30 16:00", "3 working days", "2026-10-10 18:00:00", "1-7 Oct off; Thu 8, Fri 9, make-up Sat 10"},
		{"2024-02-09 16:00", "1 working day", "2024-02-18 18:00:00", "2024: 10-17 Feb off, Sun 18 made up"},

		{"2026-03-03 10:00", "1 day", "2026-03-04 18:00:00", "begins on the day after"},
		{"2026-03-03 23:59", "6 days", "2026-03-09 18:00:00", "weekends count"},
		{"2026-03-01 10:00", "6 days", "2026-03-07 18:00:00", "a last day on Saturday isn't moved (A-01), ends at the usual close"},
		{"2026-02-12 15:00", "6 days", "2026-02-18 18:00:00", "nor one inside Spring Festival (A-01)"},
		{"2026-02-08 15:00", "6 days", "2026-02-14 18:00:00", "the make-up day closes as it works"},
		{"2024-02-28 10:00", "1 day", "2024-02-29 18:00:00", "leap day"},
		{"2026-02-28 10:00", "1 day", "2026-03-01 18:00:00", "no leap day"},
		{"2025-12-31 10:00", "365 days", "2026-12-31 18:00:00", "a year"},

		{"2026-02-14 17:30", "24 hours", "2026-02-15 17:30:00", "hours run on through a festival"},
		{"2026-02-14 17:30", "90 minutes", "2026-02-14 19:00:00", "and past close of business"},
		{"2026-02-14 23:59:30", "45 seconds", "2026-02-15 00:00:15", "and over midnight"},

		{"2026-03-03 10:00", "4 working hours", "2026-03-03 15:00:00", "lunch 12-13 isn't worked"},
		{"2026-03-03 12:30", "1 working hour", "2026-03-03 14:00:00", "started inside lunch"},
		{"2026-03-03 12:00", "1 working hour", "2026-03-03 14:00:00", "started as lunch began"},
		{"2026-03-03 09:00", "3 working hours", "2026-03-03 12:00:00", "ends as lunch begins, not as it ends"},
		{"2026-03-03 09:00", "8 working hours", "2026-03-03 18:00:00", "one full day ends at its close"},
		{"2026-03-03 18:00", "1 working hour", "2026-03-04 10:00:00", "started at close"},
		{"2026-03-03 20:00", "1 working hour", "2026-03-04 10:00:00", "started after close"},
		{"2026-03-03 07:00", "1 working hour", "2026-03-03 10:00:00", "started before opening"},
		{"2026-02-13 17:00", "10 working hours", "2026-02-24 10:00:00", "1 h Fri, 8 h make-up Sat, 1 h after the festival"},
		{"2026-02-17 10:00", "2 working hours", "2026-02-24 11:00:00", "started on a holiday"},
		{"2026-03-03 17:59:30", "1 working hour", "2026-03-04 09:59:30", "seconds are kept"},
	} {
		got := due(t, c, tt.start, tt.rule)
		if s := got.At.Format(clockFace); s != tt.want || got.Provisional {
			t.Errorf("%s + %s = %s (provisional %v), want %s: %s", tt.start, tt.rule, s, got.Provisional, tt.want, tt.why)
		}
	}
}

func TestYearsWithoutAnArrangementAreProvisional(t *testing.T) {
	c := china(t)
	for _, tt := range []struct {
		start, rule, want string
		provisional       bool
		why               string
	}{
		{"2026-12-30 16:00", "1 working day", "2026-12-31 18:00:00", false, "stays in 2026"},
		{"2026-12-30 16:00", "2 working days", "2027-01-04 18:00:00", true, "1 Jan is statutory, 2 and 3 a weekend"},
		{"2026-12-31 16:00", "1 day", "2027-01-01 18:00:00", true, "whether 1 Jan has hours is not yet known"},
		{"2026-12-31 16:00", "24 hours", "2027-01-01 16:00:00", false, "hours ask no calendar"},
		{"2026-12-31 17:00", "1 working hour", "2026-12-31 18:00:00", false, "ends before the year does"},
		{"2026-12-31 17:30", "1 working hour", "2027-01-04 09:30:00", true, "runs over into 2027"},
		{"2027-01-04 10:00", "4 working hours before completion", "2026-12-31 15:00:00", true, "whether 1 to 4 Jan are worked is not yet known"},
		{"2027-04-30 16:00", "1 working day", "2027-05-03 18:00:00", true, "1 and 2 May, a weekend too"},
		{"2028-05-01 16:00", "1 working day", "2028-05-03 18:00:00", true, "2 May is statutory since 2025"},
		{"2018-05-01 16:00", "1 working day", "2018-05-02 18:00:00", true, "and was not before"},
		{"2027-09-30 16:00", "1 working day", "2027-10-04 18:00:00", true, "1-3 Oct"},
		{"2027-02-04 16:00", "1 working day", "2027-02-09 18:00:00", true, "the eve of Spring Festival and its first three days"},
	} {
		got := due(t, c, tt.start, tt.rule)
		if s := got.At.Format(clockFace); s != tt.want || got.Provisional != tt.provisional {
			t.Errorf("%s + %s = %s (provisional %v), want %s (%v): %s", tt.start, tt.rule, s, got.Provisional, tt.want, tt.provisional, tt.why)
		}
	}
}

func TestEachUnpublishedYearIsToldOnce(t *testing.T) {
	var years []string
	for _, l := range due(t, china(t), "2026-12-30 16:00", "400 days").Account {
		if l.What == calendar.Provisional {
			years = append(years, l.Date)
		}
	}
	if diff := cmp.Diff([]string{"2027-01-01", "2028-01-01"}, years); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAMonotonicClockReadingGoesNoFurther(t *testing.T) {
	d, err := china(t).Due(time.Now(), rule(t, "1 hour")) //nolint:forbidigo // its monotonic reading is the point
	if err != nil || strings.Contains(d.At.String(), "m=") {
		t.Errorf("due %s, %v", d.At, err)
	}
}

func TestDaysAreCivilDatesWhereClocksChange(t *testing.T) {
	c := newYork(t) // clocks go forward on 2026-03-08, back on 2026-11-01
	for _, tt := range []struct{ start, rule, want, why string }{
		{"2026-03-07 23:30", "1 day", "2026-03-08 17:00:00", "a day of 23 hours is a day"},
		{"2026-10-31 23:30", "1 day", "2026-11-01 17:00:00", "and so is one of 25"},
		{"2026-03-07 12:00", "24 hours", "2026-03-08 13:00:00", "hours are physical"},
		{"2026-03-06 16:00", "6 working hours", "2026-03-07 10:00:00", "Friday works until midnight"},
		{"2026-03-06 16:00", "5 working hours", "2026-03-07 00:00:00", "and may end just then"},
		{"2026-03-05 16:00", "1 working day", "2026-03-07 00:00:00", "Friday closes at 24:00"},
		{"2026-11-27 10:00", "2 working days", "2026-11-29 12:00:00", "a make-up Sunday has the Saturday's hours it is told to have"},
		{"2026-11-27 10:00", "3 working days", "2026-12-01 17:00:00", "Mon 30 Nov is the company's day off"},
	} {
		if got := due(t, c, tt.start, tt.rule).At.Format(clockFace); got != tt.want {
			t.Errorf("%s + %s = %s, want %s: %s", tt.start, tt.rule, got, tt.want, tt.why)
		}
	}
}

func TestBeforeGoesBackTheWayItsRuleCounts(t *testing.T) {
	c := china(t)
	for _, tt := range []struct{ at, rule, want, why string }{
		{"2026-02-24 18:00", "24 hours", "2026-02-23 18:00:00", "hours go straight back"},
		{"2026-02-24 18:00", "30 seconds", "2026-02-24 17:59:30", "seconds too"},
		{"2026-03-01 10:00", "1 day", "2026-02-28 10:00:00", "days go back by date"},
		{"2026-02-24 18:00", "1 working day", "2026-02-14 18:00:00", "back over the festival to the make-up Saturday"},
		{"2026-02-24 10:30", "1 working day", "2026-02-14 10:30:00", "same time of day"},
		{"2026-02-18 18:00", "1 working day", "2026-02-13 18:00:00", "from a holiday: from the last close, Sat 14 Feb"},
		{"2026-03-09 09:00", "1 working day", "2026-03-06 09:00:00", "the moment of opening is worked"},
		{"2026-03-03 08:00", "1 working day", "2026-02-28 18:00:00", "before opening: from Mon's close"},
		{"2026-03-03 12:30", "1 working day", "2026-03-02 12:00:00", "lunch isn't worked"},
		{"2026-03-03 10:00", "2 working hours", "2026-03-02 17:00:00", "an hour today, an hour yesterday"},
		{"2026-03-03 14:00", "2 working hours", "2026-03-03 11:00:00", "lunch is skipped"},
		{"2026-03-03 11:00", "2 working hours", "2026-03-03 09:00:00", "as late as the opening allows"},
		{"2026-02-24 09:00", "1 working hour", "2026-02-14 17:00:00", "back over the festival"},
	} {
		got, err := c.Before(at(t, c, tt.at), rule(t, tt.rule))
		if err != nil || got.Format(clockFace) != tt.want {
			t.Errorf("%s before %s = %s, %v; want %s: %s", tt.rule, tt.at, got.Format(clockFace), err, tt.want, tt.why)
		}
	}
	ny := newYork(t)
	for _, tt := range []struct{ at, rule, want, why string }{
		{"2026-03-09 09:30", "2 days", "2026-03-07 09:30:00", "the same time of day over a change of clocks"},
		{"2026-03-10 16:00", "2 working days", "2026-03-07 12:00:00", "Saturday closes at noon"},
		{"2026-03-12 09:10", "1 working day", "2026-03-11 10:00:00", "Wednesday opens at ten"},
		{"2026-03-07 00:00", "1 working day", "2026-03-05 17:00:00", "a close at midnight is Friday's"},
		{"2026-03-07 01:00", "1 working hour", "2026-03-06 23:00:00", "counted from there"},
	} {
		got, err := ny.Before(at(t, ny, tt.at), rule(t, tt.rule))
		if err != nil || got.Format(clockFace) != tt.want {
			t.Errorf("%s before %s = %s, %v; want %s: %s", tt.rule, tt.at, got.Format(clockFace), err, tt.want, tt.why)
		}
	}
}

func TestCountingRefusesWhatItCannotKnow(t *testing.T) {
	c := china(t)
	var never calendar.Rule
	now := at(t, c, "2026-03-03 10:00")
	refused := func(want string, err error) {
		t.Helper()
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want an error with %q", err, want)
		}
	}
	_, err := c.Due(now, never)
	refused("no rule given", err)
	_, err = c.Before(now, never)
	refused("no rule given", err)
	for _, r := range []string{"1 second", "1 hour", "1 day", "1 working hour", "1 working day"} {
		_, err = c.Due(time.Time{}, rule(t, r))
		refused("outside 2000-01-01 to 2100-12-31", err)
		_, err = c.Before(time.Time{}, rule(t, r))
		refused("outside 2000-01-01 to 2100-12-31", err)
	}
	_, err = c.Due(at(t, c, "2090-01-01 10:00"), rule(t, "10000 working days"))
	refused("calendar cn: 2101-01-01 is outside", err)
	_, err = c.Before(at(t, c, "2001-01-01 10:00"), rule(t, "10000 working days"))
	refused("calendar cn: 1999-12-31 is outside", err)
}

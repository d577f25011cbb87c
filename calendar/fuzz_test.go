package calendar_test

import (
	"context"
	"encoding"
	"fmt"
	"strings"
	"testing"
	"time"

	"carebook/calendar"
)

// seeds are spellings of every form, and some that are none.
var seeds = []string{
	"90 minutes", "6 days", "2 weeks", "1 half month", "120 months", "50 years", "3 working days", "4800000 working minutes",
	"end of day", "end of next half year", "10th", "31st of next month", "17:00", "24:00", "next day 10:00", "next working day 10:00",
	"Sunday 17:00", "on mid_autumn", "eve of laba", "3 working days before spring_festival", "2 weeks after qingming",
	"10 days before completion", "5 working hours after acceptance", "on birthday", "", "every", "every day", "every mid_autumn",
	"every Sunday 17:00", "10:00-11:30, 15:30-17:00", "00:00-24:00, not on holidays", "09:00-17:00, on working days",
	"1 May - 30 September", "1 November - 31 March", "29 February - 1 March", "99999999999999999999 days", "１ day", "1 day\n",
}

// oneSpelling: what is read is written the same way, reads back as itself, and is nothing beside an error.
func oneSpelling[T comparable](f *testing.F, parse func(string) (T, error)) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := parse(s)
		var none T
		if err != nil {
			if got != none {
				t.Errorf("%q: %v beside the error %v", s, got, err)
			}
			if len(err.Error()) > 500 {
				t.Errorf("%.60q: an error of %d bytes", s, len(err.Error()))
			}
			return
		}
		if fmt.Sprint(got) != s || got == none {
			t.Errorf("%q was read as %q", s, fmt.Sprint(got))
		}
		text, err := any(got).(encoding.TextMarshaler).MarshalText()
		if err != nil || string(text) != s {
			t.Errorf("%q marshals as %q, %v", s, text, err)
		}
		back := new(T)
		if err := any(back).(encoding.TextUnmarshaler).UnmarshalText(text); err != nil || *back != got {
			t.Errorf("%q reads back as %v, %v", s, *back, err)
		}
	})
}

func FuzzParseCadence(f *testing.F) { oneSpelling(f, calendar.ParseCadence) }

func FuzzParseWindow(f *testing.F) { oneSpelling(f, calendar.ParseWindow) }

func FuzzParseSeason(f *testing.F) { oneSpelling(f, calendar.ParseSeason) }

// Whatever is asked for, from any moment that the calendars know: a due time that is not before its start, or an error, within
// a time that nobody notices.
func FuzzDue(f *testing.F) {
	for i, s := range seeds {
		f.Add(int64(i)*7e17+12345, s, uint8(i))
	}
	calendars := []*calendar.Calendar{china(f), dealer(f), newYork(f)}
	f.Fuzz(func(t *testing.T, from int64, text string, how uint8) {
		first := time.Date(2000, 1, 2, 0, 0, 0, 0, time.UTC).UnixNano()
		last := time.Date(2100, 12, 30, 0, 0, 0, 0, time.UTC).UnixNano()
		start := time.Unix(0, first+int64(uint64(from)%uint64(last-first)))
		c := calendars[int(how>>3)%len(calendars)].Counting(calendar.Counting{SameDay: how&1 > 0, Midnight: how&2 > 0, MoveLastDay: how&4 > 0})
		ctx, done := context.WithTimeout(t.Context(), 2*time.Second)
		defer done()
		if r, err := calendar.ParseRule(text); err == nil {
			d, err := c.Due(start, r)
			backward := strings.Contains(text, " before ") || strings.HasPrefix(text, "eve of ")
			if err == nil && !d.At.After(start) && !backward {
				t.Errorf("%s from %s is due %s", r, start, d.At)
			}
			at, _, quiet := c.Moment(start, r)
			if (err == nil) != (quiet == nil) || !at.Equal(d.At) {
				t.Errorf("%s from %s is due %s, %v; the moment alone is %s, %v", r, start, d.At, err, at, quiet)
			}
		}
		if every, err := calendar.ParseCadence(text); err == nil {
			if d, err := c.Next(every, start, start); err == nil && !d.At.After(start) {
				t.Errorf("%s from %s comes %s", every, start, d.At)
			}
		}
		if ctx.Err() != nil {
			t.Errorf("%q from %s took longer than 2 seconds", text, start)
		}
	})
}

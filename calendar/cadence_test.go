package calendar_test

import (
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"carebook/calendar"
)

func cadence(t testing.TB, s string) calendar.Cadence {
	t.Helper()
	c, err := calendar.ParseCadence(s)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestACadenceComesRoundAgain(t *testing.T) {
	c := china(t)
	for _, tt := range []struct{ cadence, start, after, want string }{
		{"every 7 days", "2026-03-02 10:00", "2026-03-02 10:00", "2026-03-09 18:00"},
		{"every 7 days", "2026-03-02 10:00", "2026-03-09 18:00", "2026-03-16 18:00"},
		{"every 7 days", "2026-03-02 10:00", "2026-01-01 10:00", "2026-03-09 18:00"},
		{"every month", "2026-01-31 10:00", "2026-02-28 18:00", "2026-03-31 18:00"}, // February doesn't shorten March
		{"every half month", "2026-03-02 10:00", "2026-03-17 18:00", "2026-04-01 18:00"},
		{"every 24 hours", "2026-03-02 10:00", "2026-03-20 12:00", "2026-03-21 10:00"},
		{"every working day", "2026-02-13 10:00", "2026-02-14 18:00", "2026-02-24 18:00"},
		{"every 17:00", "2026-03-02 10:00", "2026-03-02 17:00", "2026-03-03 17:00"},
		{"every Sunday 17:00", "2026-03-02 10:00", "2026-03-08 17:00", "2026-03-15 17:00"},
		{"every 10th", "2026-03-02 10:00", "2026-03-10 18:00", "2026-04-10 18:00"},
		{"every end of month", "2026-03-02 10:00", "2026-03-31 18:00", "2026-04-30 18:00"},
		{"every end of month", "2026-03-02 10:00", "2026-03-31 17:59", "2026-03-31 18:00"},
		{"every end of day", "2026-03-02 10:00", "2026-03-02 18:00", "2026-03-03 18:00"},
		{"every end of year", "2026-03-02 10:00", "2026-12-31 18:00", "2027-12-31 18:00"},
	} {
		d, err := c.Next(cadence(t, tt.cadence), at(t, c, tt.start), at(t, c, tt.after))
		if err != nil || !d.At.Equal(at(t, c, tt.want)) {
			t.Errorf("%s from %s after %s: %s, %v; want %s", tt.cadence, tt.start, tt.after, d.At, err, tt.want)
		}
	}
}

// Whoever asks for the next one again and again meets each once, in order.
func TestNoRoundIsMetTwice(t *testing.T) {
	both(t, func(t *rapid.T, c *calendar.Calendar) {
		text := rapid.SampledFrom([]string{"every day", "every 3 working days", "every month", "every 90 minutes", "every 17:00", "every Sunday 17:00",
			"every 31st", "every end of day", "every end of week", "every end of month", "every 2 half months"}).Draw(t, "cadence")
		cad, err := calendar.ParseCadence(text)
		if err != nil {
			t.Fatal(err)
		}
		start := anyMoment().Draw(t, "start")
		after := start
		for range 5 {
			d, err := c.Next(cad, start, after)
			if err != nil || !d.At.After(after) {
				t.Fatalf("%s after %s: %s, %v", cad, after, d.At, err)
			}
			// Nothing comes round between the two.
			if middle, err := c.Next(cad, start, after.Add(d.At.Sub(after)/2)); err != nil || !middle.At.Equal(d.At) {
				t.Fatalf("%s after %s: %s, but half way to it %s, %v", cad, after, d.At, middle.At, err)
			}
			after = d.At
		}
	})
}

func TestCadencesHaveOneSpelling(t *testing.T) {
	for _, s := range []string{"every day", "every 7 days", "every half month", "every 3 half months", "every working day", "every 10th",
		"every end of quarter", "every Sunday 17:00", "every 17:00", "every mid_autumn", "every eve of spring_festival", "every 3 days before mid_autumn"} {
		c := cadence(t, s)
		asJSON, err := json.Marshal(c)
		var back calendar.Cadence
		if err != nil || json.Unmarshal(asJSON, &back) != nil || back != c || c.String() != s || c.IsZero() {
			t.Errorf("%q became %s and %q, %v", s, asJSON, back, err)
		}
	}
	for s, want := range map[string]string{
		"": `want "every"`, "7 days": `want "every"`, "every": `want "every"`, "every 1 day": `write it as "every day"`,
		"every days": `write it as "every day"`, "every next day 10:00": "comes only once", "every end of next month": "comes only once",
		"every next working day 10:00": "comes only once", "every on mid_autumn": `write it as "every mid_autumn"`,
		"every 0 days": "from 1 to", "Every day": `want "every"`, "every every day": "",
	} {
		c, err := calendar.ParseCadence(s)
		if err == nil || !c.IsZero() || !strings.Contains(err.Error(), want) {
			t.Errorf("ParseCadence(%q) = %v, %v; want %q", s, c, err, want)
		}
	}
}

func TestSeasonsHoldTheirFirstAndLastDay(t *testing.T) {
	c := china(t)
	for _, tt := range []struct {
		season, at string
		want       bool
	}{
		{"1 May - 30 September", "2026-05-01 00:00", true},
		{"1 May - 30 September", "2026-09-30 23:59", true},
		{"1 May - 30 September", "2026-04-30 23:59", false},
		{"1 May - 30 September", "2026-10-01 00:00", false},
		{"1 November - 31 March", "2026-12-31 10:00", true},
		{"1 November - 31 March", "2026-03-31 10:00", true},
		{"1 November - 31 March", "2026-04-01 10:00", false},
		{"1 November - 31 March", "2026-10-31 10:00", false},
		{"5 May - 5 May", "2026-05-05 10:00", true},
		{"5 May - 5 May", "2026-05-06 10:00", false},
	} {
		s, err := calendar.ParseSeason(tt.season)
		if err != nil || s.String() != tt.season {
			t.Fatalf("%q, %v", s, err)
		}
		if got := c.InSeason(s, at(t, c, tt.at).UTC()); got != tt.want {
			t.Errorf("%s holds %s: %v", tt.season, tt.at, got)
		}
	}
	for _, s := range []string{"", "1 May", "1 May-30 September", "31 April - 1 May", "29 February - 1 May", "01 May - 30 September", "1 may - 30 September", "0 May - 1 June"} {
		if got, err := calendar.ParseSeason(s); err == nil || !got.IsZero() {
			t.Errorf("ParseSeason(%q) = %v, %v", s, got, err)
		}
	}
}

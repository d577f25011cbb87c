package calendar

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func loaded(t *testing.T) *Calendar {
	t.Helper()
	all, err := Load(os.DirFS("data"))
	if err != nil {
		t.Fatal(err)
	}
	return all["cn"]
}

func TestFestivalsFallOnTheirDays(t *testing.T) {
	c := loaded(t)
	for _, tt := range []struct {
		key  string
		year int
		want string
	}{
		{"new_year", 2027, "2027-01-01"},
		{"spring_festival", 2026, "2026-02-17"},
		{"lantern", 2026, "2026-03-03"},
		{"qingming", 2026, "2026-04-05"},
		{"qingming", 2028, "2028-04-04"},
		{"labour_day", 2026, "2026-05-01"},
		{"dragon_boat", 2026, "2026-06-19"},
		{"double_seventh", 2026, "2026-08-19"},
		{"mid_autumn", 2020, "2020-10-01"},
		{"mid_autumn", 2026, "2026-09-25"},
		{"mid_autumn", 2033, "2033-09-08"},
		{"double_ninth", 2026, "2026-10-18"},
		{"national_day", 2100, "2100-10-01"},
		{"winter_solstice", 2026, "2026-12-22"},
		{"christmas", 2026, "2026-12-25"},
		// Laba lies in the next solar year or in the last days of its own: 2022 has
		// two, 2023 none, and none is lost.
		{"laba", 2021, "2022-01-10"},
		{"laba", 2022, "2022-12-30"},
		{"laba", 2023, "2024-01-18"},
	} {
		if d, ok := c.festival(tt.key, tt.year); !ok || d.String() != tt.want {
			t.Errorf("%s of %d is on %s, %v, want %s", tt.key, tt.year, d, ok, tt.want)
		}
	}
	for _, key := range []string{"national_day_and_mid_autumn", "acceptance", ""} {
		if d, ok := c.festival(key, 2026); ok {
			t.Errorf("%q of 2026 is on %s, want none", key, d)
		}
	}
}

func TestEveryFestivalWithADayHasOneInEveryYear(t *testing.T) {
	c := loaded(t)
	for key, f := range c.content.Festivals {
		before := firstDate - 400
		for year := firstDate.year(); year <= lastDate.year() && f.Day != (yearly{}); year++ {
			d, ok := c.festival(key, year)
			if apart := d - before; !ok || apart < 350 {
				t.Errorf("%s of %d is on %s, %v, the one before it on %s", key, year, d, ok, before)
			}
			before = d
		}
	}
}

func TestFestivalsAreNamedInThreeLanguages(t *testing.T) {
	c := loaded(t)
	names, known := c.FestivalNames("mid_autumn")
	if want := (Names{"中秋节", "中秋節", "Mid-Autumn Festival"}); !known || names != want {
		t.Errorf("got %v, %v", names, known)
	}
	if names, known := c.FestivalNames("national_day_and_mid_autumn"); !known || names.IsZero() {
		t.Errorf("one without a day is known all the same: %v, %v", names, known)
	}
	if names, known := c.FestivalNames("acceptance"); known {
		t.Errorf("got %v", names)
	}
}

// What the law gives a year, before anything is published for it.
func TestStatutoryDaysFollowTheLawOfTheirYear(t *testing.T) {
	c, err := loaded(t).AsOf("2000-01-01")
	if err != nil {
		t.Fatal(err)
	}
	for year, want := range map[int]map[string]string{
		2007: { // three days of Labour Day, no Qingming
			"2007-01-01": "New Year's Day",
			"2007-02-18": "Spring Festival", "2007-02-19": "Spring Festival", "2007-02-20": "Spring Festival",
			"2007-05-01": "Labour Day", "2007-05-02": "Labour Day", "2007-05-03": "Labour Day",
			"2007-10-01": "National Day", "2007-10-02": "National Day", "2007-10-03": "National Day",
		},
		2013: { // the eve and two days
			"2013-01-01": "New Year's Day",
			"2013-02-09": "Spring Festival", "2013-02-10": "Spring Festival", "2013-02-11": "Spring Festival",
			"2013-04-04": "Qingming Festival", "2013-05-01": "Labour Day", "2013-06-12": "Dragon Boat Festival", "2013-09-19": "Mid-Autumn Festival",
			"2013-10-01": "National Day", "2013-10-02": "National Day", "2013-10-03": "National Day",
		},
		2020: { // three days; Mid-Autumn on National Day
			"2020-01-01": "New Year's Day",
			"2020-01-25": "Spring Festival", "2020-01-26": "Spring Festival", "2020-01-27": "Spring Festival",
			"2020-04-04": "Qingming Festival", "2020-05-01": "Labour Day", "2020-06-25": "Dragon Boat Festival",
			"2020-10-01": "Mid-Autumn Festival", "2020-10-02": "National Day", "2020-10-03": "National Day",
		},
		2027: { // the eve and three days, two days of Labour Day
			"2027-01-01": "New Year's Day",
			"2027-02-05": "Spring Festival", "2027-02-06": "Spring Festival", "2027-02-07": "Spring Festival", "2027-02-08": "Spring Festival",
			"2027-04-05": "Qingming Festival", "2027-05-01": "Labour Day", "2027-05-02": "Labour Day",
			"2027-06-09": "Dragon Boat Festival", "2027-09-15": "Mid-Autumn Festival",
			"2027-10-01": "National Day", "2027-10-02": "National Day", "2027-10-03": "National Day",
		},
	} {
		got := map[string]string{}
		for d := newDate(year, 1, 1); d <= newDate(year, 12, 31); d++ {
			today := c.days[d-firstDate]
			if !today.provisional {
				t.Fatalf("%s is taken for published", d)
			}
			if today.what == Holiday {
				got[d.String()] = today.name.En
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%d (-want +got):\n%s", year, diff)
		}
	}
}

// The law and the arrangements come from different texts: no arrangement works on
// a statutory day.
func TestArrangementsHoldEveryStatutoryDay(t *testing.T) {
	c := loaded(t)
	for year, a := range c.content.Years {
		for d := range c.content.statutoryIn(year) {
			if s, ok := a.days()[d]; !ok || s.Work {
				t.Errorf("%s is statutory, but the arrangement has %v, %v", d, s, ok)
			}
		}
	}
}

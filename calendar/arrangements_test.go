package calendar

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// shown is a day as "holiday Labour Day", with its hours when it has some.
func shown(t *testing.T, c *Calendar, day string) string {
	t.Helper()
	d, err := parseDate(day)
	if err != nil {
		t.Fatal(err)
	}
	today := c.days[d-firstDate]
	s := string(today.what)
	if !today.name.IsZero() {
		s += " " + today.name.En
	}
	for _, span := range today.spans {
		s += fmt.Sprintf(" %02d:%02d-%02d:%02d", span.Open/60, span.Open%60, span.Close/60, span.Close%60)
	}
	if today.provisional {
		s += " provisional"
	}
	return s
}

func TestACalendarAsOfADayKnowsNothingPublishedLater(t *testing.T) {
	c := loaded(t)
	const worked = "09:00-12:00 13:00-18:00"
	for _, tt := range []struct{ asOf, day, want string }{
		{"2018-12-05", "2019-02-05", "holiday Spring Festival provisional"},
		{"2018-12-05", "2019-02-08", "worked " + worked + " provisional"},
		{"2018-12-06", "2019-02-08", "holiday Spring Festival"},
		{"2018-12-06", "2020-02-07", "worked " + worked + " provisional"},
		{"2019-03-21", "2019-05-02", "worked " + worked},
		{"2019-03-21", "2019-04-28", "weekend"},
		{"2019-03-21", "2019-05-01", "holiday Labour Day"},
		{"2019-03-22", "2019-05-02", "holiday Labour Day"},
		{"2019-03-22", "2019-04-28", "make_up_day Labour Day " + worked},
		{"2019-03-22", "2019-10-12", "make_up_day National Day " + worked},
		{"2020-01-26", "2020-02-01", "make_up_day Spring Festival " + worked},
		{"2020-01-26", "2020-01-31", "worked " + worked},
		{"2020-01-27", "2020-02-01", "holiday Spring Festival"},
		{"2020-01-27", "2020-01-31", "holiday Spring Festival"},
		{"2020-01-27", "2020-01-19", "make_up_day Spring Festival " + worked},
		{"2022-12-07", "2022-12-31", "weekend"},
		{"2022-12-08", "2022-12-31", "holiday New Year's Day"},
		{"2025-11-03", "2026-02-23", "worked " + worked + " provisional"},
		{"2025-11-04", "2026-02-23", "holiday Spring Festival"},
	} {
		then, err := c.AsOf(tt.asOf)
		if err != nil {
			t.Fatal(err)
		}
		if got := shown(t, then, tt.day); got != tt.want {
			t.Errorf("as of %s, %s is %q, want %q", tt.asOf, tt.day, got, tt.want)
		}
	}
}

func TestACalendarAsOfADayHasTheVersionOfWhatWasKnown(t *testing.T) {
	c := loaded(t)
	version := func(day string) string {
		then, err := c.AsOf(day)
		if err != nil {
			t.Fatal(err)
		}
		if then.ID() != c.ID() || string(then.Source()) != string(c.Source()) {
			t.Errorf("as of %s: another calendar", day)
		}
		return then.Version()
	}
	if got := version("2025-11-04"); got != c.Version() {
		t.Errorf("with everything known the version is %s, want %s", got, c.Version())
	}
	before, after := version("2019-03-21"), version("2019-03-22")
	if before == after || after == c.Version() {
		t.Errorf("an amendment changes nothing: %s, %s, %s", before, after, c.Version())
	}
	if again := version("2018-12-06"); again != before {
		t.Errorf("nothing was published in between, yet %s became %s", again, before)
	}
	for _, day := range []string{"", "2019", "2019-02-30", "yesterday", "2019-03-01T00:00:00Z"} {
		if then, err := c.AsOf(day); err == nil {
			t.Errorf("as of %q is %s", day, then.Version())
		}
	}
}

func TestArrangementsListWhatWasPublished(t *testing.T) {
	arrangement := func(year int) string {
		return fmt.Sprintf("国务院办公厅关于%d年部分节假日安排的通知", year)
	}
	want := []Arrangement{
		{2019, arrangement(2019), "2018-12-06", false},
		{2019, "国务院办公厅关于调整2019年劳动节假期安排的通知", "2019-03-22", true},
		{2020, arrangement(2020), "2019-11-21", false},
		{2020, "国务院办公厅关于延长2020年春节假期的通知", "2020-01-27", true},
		{2021, arrangement(2021), "2020-11-25", false},
		{2022, arrangement(2022), "2021-10-25", false},
		{2022, arrangement(2023), "2022-12-08", true},
		{2023, arrangement(2023), "2022-12-08", false},
		{2023, arrangement(2024), "2023-10-25", true},
		{2024, arrangement(2024), "2023-10-25", false},
		{2025, arrangement(2025), "2024-11-12", false},
		{2026, arrangement(2026), "2025-11-04", false},
	}
	c := loaded(t)
	if diff := cmp.Diff(want, c.Arrangements()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	then, err := c.AsOf("2019-03-01")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want[:1], then.Arrangements()); diff != "" {
		t.Errorf("as of 2019-03-01 (-want +got):\n%s", diff)
	}
}

package calendar_test

import (
	"strings"
	"testing"

	"github.com/6tail/lunar-go/HolidayUtil"
	"github.com/google/go-cmp/cmp"

	"carebook/calendar"
)

// lunarNames ties lunar-go's names to the English names of calendar cn.
var lunarNames = map[string]string{
	"元旦节": "New Year's Day", "春节": "Spring Festival", "清明节": "Qingming Festival", "劳动节": "Labour Day",
	"端午节": "Dragon Boat Festival", "中秋节": "Mid-Autumn Festival", "国庆节": "National Day",
	"国庆中秋": "National Day and Mid-Autumn Festival",
}

// lunarMisnames are the stretches that lunar-go divides between two festivals,
// where the arrangement publishes one holiday for both (国庆节、中秋节 of 2020 and
// 中秋节、国庆节 of 2023) with its make-up days.
var lunarMisnames = [][2]string{{"2020-09-27", "2020-10-10"}, {"2023-09-29", "2023-10-08"}}

type listed struct {
	Name string
	Work bool
}

// lunarDays is what lunar-go lists for a year: days off and make-up days, with all
// amendments.
func lunarDays(year int) map[string]listed {
	all := map[string]listed{}
	days := HolidayUtil.GetHolidaysByYear(year)
	for e := days.Front(); e != nil; e = e.Next() {
		h := e.Value.(*HolidayUtil.Holiday)
		name := lunarNames[h.GetName()]
		for _, joint := range lunarMisnames {
			if joint[0] <= h.GetDay() && h.GetDay() <= joint[1] {
				name = lunarNames["国庆中秋"]
			}
		}
		all[h.GetDay()] = listed{name, h.IsWork()}
	}
	return all
}

// Every date of the published years is looked at through the front door: the
// kind and the name come from the account of one day's count.
func TestPublishedYearsEqualLunarGo(t *testing.T) {
	c, oneDay := china(t), rule(t, "1 working day")
	for _, tt := range []struct{ year, rows int }{{2019, 34}, {2020, 36}, {2021, 38}, {2022, 39}, {2023, 35}, {2024, 38}, {2025, 33}, {2026, 39}} {
		want, got := lunarDays(tt.year), map[string]listed{}
		if len(want) != tt.rows {
			t.Fatalf("lunar-go lists %d days of %d, want %d", len(want), tt.year, tt.rows)
		}
		start := at(t, c, "2023-12-31 12:00").AddDate(tt.year-2024, 0, 0)
		for day := start.AddDate(0, 0, 1); day.Year() == tt.year; start, day = day, day.AddDate(0, 0, 1) {
			d, err := c.Due(start, oneDay)
			if err != nil {
				t.Fatal(err)
			}
			switch l := firstDay(d); l.What {
			case calendar.Holiday:
				got[l.Date] = listed{l.Name.En, false}
			case calendar.MakeUpDay:
				got[l.Date] = listed{l.Name.En, true}
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%d (-lunar-go +calendar):\n%s", tt.year, diff)
		}
	}
}

// firstDay is the first line about a day of the count.
func firstDay(d calendar.Due) calendar.Line {
	for _, l := range d.Account[1:] {
		if l.What != calendar.Provisional {
			return l
		}
	}
	return calendar.Line{}
}

func TestShippedCalendarNamesItself(t *testing.T) {
	c := china(t)
	if c.ID() != "cn" || c.Location().String() != "Asia/Shanghai" || c.Names().In("zh-Hant") != "中國大陸" {
		t.Errorf("got %s, %s, %v", c.ID(), c.Location(), c.Names())
	}
	if len(c.Version()) != 64 || strings.Trim(c.Version(), "0123456789abcdef") != "" {
		t.Errorf("version %q is not a SHA-256 in hex", c.Version())
	}
}

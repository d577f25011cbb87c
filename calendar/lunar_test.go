package calendar

import (
	"testing"
	"time"

	"github.com/6tail/lunar-go/calendar"
)

// Every day from the first of 1900 to the last of 2100 is found again under the
// number that lunar-go gives it.
func TestEveryLunarDayEqualsLunarGo(t *testing.T) {
	for year := 1900; year <= 2100; year++ {
		theirs := calendar.NewLunarYear(year)
		if got := leapMonth(year); got != theirs.GetLeapMonth() {
			t.Errorf("%d has leap month %d, lunar-go has %d", year, got, theirs.GetLeapMonth())
		}
		next, _ := lunarToDate(year, 1, 1, false)
		for e := theirs.GetMonthsInYear().Front(); e != nil; e = e.Next() {
			m := e.Value.(*calendar.LunarMonth)
			number, leap := m.GetMonth(), m.IsLeap()
			if leap {
				number = -number
			}
			first := calendar.NewSolarFromJulianDay(m.GetFirstJulianDay()).ToYmd()
			if next.String() != first {
				t.Errorf("%d-%d (leap %v) begins on %s, with lunar-go on %s", year, number, leap, next, first)
			}
			for day := 1; day <= m.GetDayCount(); day++ {
				if d, ok := lunarToDate(year, number, day, leap); !ok || d != next {
					t.Fatalf("%d-%d-%d (leap %v) is %s, %v, want %s", year, number, day, leap, d, ok, next)
				}
				next++
			}
			if d, ok := lunarToDate(year, number, 30, leap); !ok || d != next-1 {
				t.Errorf("day 30 of %d-%d (leap %v) is %s, %v, want its last day %s", year, number, leap, d, ok, next-1)
			}
		}
	}
}

func TestSolarTermsEqualLunarGo(t *testing.T) {
	for year := 1900; year <= 2100; year++ {
		for key, theirs := range map[string]string{
			"qingming":        calendar.NewSolarFromYmd(year, 6, 1).GetLunar().GetJieQiTable()["清明"].ToYmd(),
			"winter_solstice": calendar.NewSolarFromYmd(year+1, 6, 1).GetLunar().GetJieQiTable()["冬至"].ToYmd(),
		} {
			if d, ok := solarTerms[key].in(year); !ok || d.String() != theirs {
				t.Errorf("%s of %d is %s, %v, with lunar-go %s", key, year, d, ok, theirs)
			}
		}
	}
}

// Dates that can be looked up anywhere, written down by hand: neither the table
// nor lunar-go had a part in them.
func TestWellKnownLunarDates(t *testing.T) {
	for _, tt := range []struct {
		year, month, day int
		leap             bool
		want             string
	}{
		{1900, 1, 1, false, "1900-01-31"},
		{1949, 8, 10, false, "1949-10-01"},  // the PRC is founded
		{1979, 12, 8, false, "1980-01-25"},  // in the next solar year
		{1985, 1, 1, false, "1985-02-20"},   // as late as it comes
		{2000, 1, 1, false, "2000-02-05"},   // a dragon
		{2012, 4, 1, true, "2012-05-21"},    // the second fourth month
		{2020, 8, 15, false, "2020-10-01"},  // together with National Day
		{2023, 1, 1, false, "2023-01-22"},   // a rabbit
		{2023, 2, 30, true, "2023-04-19"},   // the leap month has 29 days
		{2025, 6, 1, true, "2025-07-25"},    // the second sixth month
		{2026, 1, 1, false, "2026-02-17"},   // a horse
		{2030, 1, 1, false, "2030-02-03"},   // older tables have the 2nd
		{2033, 11, 1, true, "2033-12-22"},   // the leap month that many tables got wrong
		{2034, 1, 1, false, "2034-02-19"},   // and what follows from it
		{2057, 8, 15, false, "2057-09-13"},  // before the uncertain new moon
		{2057, 9, 1, false, "2057-09-29"},   // the uncertain one
		{2089, 8, 15, false, "2089-09-18"},  // after another
		{2097, 7, 1, false, "2097-08-07"},   // the third
		{2099, 12, 30, false, "2100-02-08"}, // the last eve
		{2100, 12, 29, false, "2101-01-28"}, // the last day
	} {
		if d, ok := lunarToDate(tt.year, tt.month, tt.day, tt.leap); !ok || d.String() != tt.want {
			t.Errorf("%d-%d-%d (leap %v) is %s, %v, want %s", tt.year, tt.month, tt.day, tt.leap, d, ok, tt.want)
		}
	}
	for year, want := range map[int]int{2020: 4, 2023: 2, 2024: 0, 2025: 6, 2028: 5, 2033: 11, 2034: 0, 1899: 0, 2101: 0} {
		if got := leapMonth(year); got != want {
			t.Errorf("%d has leap month %d, want %d", year, got, want)
		}
	}
	for want, year := range map[string]int{"2024-02-09": 2024, "2025-01-28": 2025, "2100-02-08": 2100} {
		if d, ok := lunarEve(year); !ok || d.String() != want {
			t.Errorf("the eve of lunar %d is %s, %v, want %s", year, d, ok, want)
		}
	}
	if d, _ := solarTerms["winter_solstice"].in(2021); d != newDate(2021, time.December, 21) { // one minute before midnight
		t.Errorf("winter solstice of 2021 is %s", d)
	}
}

func TestWhatTheLunarCalendarDoesNotHaveIsNoDate(t *testing.T) {
	for _, tt := range []struct {
		year, month, day int
		leap             bool
	}{
		{1899, 1, 1, false}, {2101, 1, 1, false}, {2024, 0, 1, false}, {2024, 13, 1, false},
		{2024, 1, 0, false}, {2024, 1, 31, false}, {2024, 4, 1, true}, {2024, 0, 1, true}, {2025, 5, 1, true},
	} {
		if d, ok := lunarToDate(tt.year, tt.month, tt.day, tt.leap); ok {
			t.Errorf("%v is %s", tt, d)
		}
	}
	for _, year := range []int{1899, 2101} {
		if d, ok := lunarEve(year); ok {
			t.Errorf("the eve of lunar %d is %s", year, d)
		}
		if d, ok := solarTerms["qingming"].in(year); ok {
			t.Errorf("qingming of %d is %s", year, d)
		}
	}
}

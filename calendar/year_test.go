package calendar_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"carebook/calendar"
)

func TestAYearListsItsHolidaysAndMakeUpDays(t *testing.T) {
	c := china(t)
	lines, err := c.Year(2025)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range lines {
		got = append(got, strings.TrimSpace(strings.Join([]string{l.Date, l.Through, string(l.What), l.Name.En}, " ")))
	}
	want := []string{
		"2025-01-01  holiday New Year's Day",
		"2025-01-26  make_up_day Spring Festival",
		"2025-01-28 2025-02-04 holiday Spring Festival",
		"2025-02-08  make_up_day Spring Festival",
		"2025-04-04 2025-04-06 holiday Qingming Festival",
		"2025-04-27  make_up_day Labour Day",
		"2025-05-01 2025-05-05 holiday Labour Day",
		"2025-05-31 2025-06-02 holiday Dragon Boat Festival",
		"2025-09-28  make_up_day National Day and Mid-Autumn Festival",
		"2025-10-01 2025-10-08 holiday National Day and Mid-Autumn Festival",
		"2025-10-11  make_up_day National Day and Mid-Autumn Festival",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestASpecialDayReadsWithoutACount(t *testing.T) {
	lines, err := china(t).Year(2025)
	if err != nil {
		t.Fatal(err)
	}
	for lang, want := range map[string][2]string{
		"zh-Hans": {"2025-01-26 周日 调休上班（春节）", "2025-01-28 周二 至 2025-02-04 周二 春节放假"},
		"zh-Hant": {"2025-01-26 週日 調休上班（春節）", "2025-01-28 週二 至 2025-02-04 週二 春節放假"},
		"en":      {"2025-01-26 Sun make-up day for Spring Festival", "2025-01-28 Tue to 2025-02-04 Tue Spring Festival"},
	} {
		if got := [2]string{lines[1].Label(lang), lines[2].Label(lang)}; got != want {
			t.Errorf("%s reads %q, want %q", lang, got, want)
		}
	}
}

func TestAYearWithoutAnArrangementSaysSo(t *testing.T) {
	lines, err := china(t).Year(2099)
	if err != nil || lines[0].What != calendar.Provisional {
		t.Errorf("begins with %v, %v", lines[0], err)
	}
	if got, want := lines[0].Label("en"), lines[0].Text("en"); got != want {
		t.Errorf("reads %q, want %q", got, want)
	}
	for _, year := range []int{1999, 2101} {
		if _, err := china(t).Year(year); err == nil || !strings.Contains(err.Error(), "outside 2000 to 2100") {
			t.Errorf("%d: %v", year, err)
		}
	}
}

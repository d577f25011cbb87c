package main

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"carebook/models"
)

// calendarTry runs carebook calendar and gives its exit status and both outputs.
func calendarTry(args ...string) (status int, stdout, stderr string) {
	return policyTry(append([]string{"calendar"}, args...)...)
}

func TestCalendarDuePrintsTheDueTimeAloneOnItsFirstLine(t *testing.T) {
	due := []string{"due", "--start", "2026-02-12T15:00", "--rule", "3 working days"}
	status, out, errs := calendarTry(due...)
	if status != exitOK || out != "2026-02-24T18:00:00+08:00\n" || errs != "" {
		t.Errorf("status %d: %q, %q", status, out, errs)
	}
	status, out, errs = calendarTry(append(due, "--explain", "--lang", "zh-Hans")...)
	lines := strings.Split(out, "\n")
	want := []string{
		"2026-02-24T18:00:00+08:00",
		"2026-02-12 周四 15:00 起算",
		"2026-02-13 周五 09:00–18:00 工作，计入 1 个工作日",
		"2026-02-14 周六 09:00–18:00 调休上班（春节），计入 1 个工作日",
		"2026-02-15 周日 至 2026-02-23 周一 春节放假，不计",
		"2026-02-24 周二 09:00–18:00 工作，计入 1 个工作日",
		"2026-02-24 周二 18:00 到期",
	}
	if diff := cmp.Diff(want, lines[:len(want)]); diff != "" || status != exitOK || errs != "" {
		t.Errorf("status %d, %s (-want +got):\n%s", status, errs, diff)
	}
	if !strings.HasPrefix(lines[len(want)], "calendar cn@") {
		t.Errorf("the calendar isn't named: %q", lines[len(want)])
	}
}

func TestCalendarDueTakesAStartWithAnOffset(t *testing.T) {
	status, out, _ := calendarTry("due", "--start", "2026-02-12T07:00:00Z", "--rule", "24 hours")
	if status != exitOK || out != "2026-02-13T15:00:00+08:00\n" {
		t.Errorf("status %d: %q", status, out)
	}
}

func TestCalendarDueCountsByTheCalendarOfAUnit(t *testing.T) {
	dir := prepared(t)
	due := []string{"calendar", "due", "--data", dir, "--start", "2026-03-06T15:00", "--rule", "1 working day", "--unit"}
	if errs := bad(t, append(due, "S1")...); !strings.Contains(errs, "--unit: S1 counts by no calendar that the books hold") {
		t.Errorf("books without calendars: %s", errs)
	}
	adopt(t, dir, `id: cn
names: {zh-Hans: 测试, zh-Hant: 測試, en: Test}
zone: Asia/Shanghai
week:
  monday: []
  tuesday: [08:00-16:00]
  wednesday: []
  thursday: []
  friday: []
  saturday: []
  sunday: []
make_up_hours: tuesday
close_of_business: "16:00"
festivals: {}
statutory: []
years: {}
`)
	if got := good(t, append(due, "S1")...); got != "2026-03-10T16:00:00+08:00\n" {
		t.Errorf("S1 counts %s", got)
	}
	if errs := bad(t, append(due, "S9")...); !strings.Contains(errs, `--unit: no unit "S9" in the books`) {
		t.Error(errs)
	}
}

// adopt stores a calendar in the books of a data folder, as serve does when it starts.
func adopt(t *testing.T, dir, content string) {
	t.Helper()
	ctx := context.Background()
	books, err := models.Open(ctx, filepath.Join(dir, "books.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer books.Close()
	if _, err := books.AdoptCalendars(ctx, fstest.MapFS{"cn.yaml": {Data: []byte(content)}}, models.FromFolder); err != nil {
		t.Fatal(err)
	}
}

func TestCalendarDueSaysWhenAnAnchorIsNoFestival(t *testing.T) {
	status, out, errs := calendarTry("due", "--start", "2026-09-01T10:00", "--rule", "3 days before mid_autum")
	if status != exitOK || out != "2026-08-29T18:00:00+08:00\n" || !strings.Contains(errs, "mid_autum is no festival of calendar cn") {
		t.Errorf("status %d: %q, %q", status, out, errs)
	}
	if _, out, errs = calendarTry("due", "--start", "2026-09-01T10:00", "--rule", "3 days before mid_autumn"); out != "2026-09-22T18:00:00+08:00\n" || errs != "" {
		t.Errorf("%q, %q", out, errs)
	}
}

func TestCalendarDueSaysWhenADueTimeIsProvisional(t *testing.T) {
	status, out, errs := calendarTry("due", "--start", "2098-12-20T15:00", "--rule", "15 working days")
	if status != exitOK || strings.Count(out, "\n") != 1 || !strings.Contains(errs, "provisional") {
		t.Errorf("status %d: %q, %q", status, out, errs)
	}
}

func TestCalendarRefusesWhatItCannotReadAndSaysWhichArgument(t *testing.T) {
	for want, args := range map[string][]string{
		`--start "yesterday": want a time such as 2026-02-12T15:00`: {"due", "--start", "yesterday", "--rule", "1 day"},
		`--rule: rule "3 moons": want one of the units`:             {"due", "--start", "2026-02-12T15:00", "--rule", "3 moons"},
		`the number must be from 1 to 10000`:                        {"due", "--start", "2026-02-12T15:00", "--rule", "1000000000 working days"},
		`no calendar "mars": there are cn`:                          {"due", "--start", "2026-02-12T15:00", "--rule", "1 day", "--calendar", "mars"},
		`outside 2000-01-01 to 2100-12-31`:                          {"due", "--start", "1999-02-12T15:00", "--rule", "1 day"},
		`--year: calendar cn: year 1999 is outside`:                 {"show", "cn", "--year", "1999"},
		`want a day such as 2019-03-01`:                             {"show", "cn", "--as-of", "March"},
		`reading the company's own calendars`:                       {"list", "--calendars", "testdata/no-such-folder"},
	} {
		if status, _, errs := calendarTry(args...); status != exitFailed || !strings.Contains(errs, want) {
			t.Errorf("%v: status %d, %q; want %q", args, status, errs, want)
		}
	}
}

func TestCalendarShowKnowsWhatWasKnownOnADay(t *testing.T) {
	status, now, _ := calendarTry("show", "cn", "--year", "2019")
	if status != exitOK || !strings.Contains(now, "2019-05-01 Wed to 2019-05-04 Sat Labour Day\n2019-05-05 Sun make-up day for Labour Day\n") {
		t.Errorf("status %d:\n%s", status, now)
	}
	status, then, _ := calendarTry("show", "cn", "--year", "2019", "--as-of", "2019-03-21")
	if status != exitOK || !strings.Contains(then, "\n2019-05-01 Wed Labour Day\n") || strings.Contains(then, "2020") {
		t.Errorf("status %d:\n%s", status, then)
	}
}

func TestACompanysOwnCalendarLiesOverTheShippedOnes(t *testing.T) {
	dir := policyFolder(t, map[string]string{"own.yaml": `id: open-on-sundays
extends: cn
names: {zh-Hans: 周日营业, zh-Hant: 週日營業, en: Open on Sundays}
week:
  sunday: [10:00-16:00]
`})
	if status, out, _ := calendarTry("check", dir); status != exitOK || out != "no problems: 2 calendar(s)\n" {
		t.Errorf("status %d: %q", status, out)
	}
	status, out, _ := calendarTry("due", "--calendars", dir, "--calendar", "open-on-sundays", "--start", "2026-03-06T15:00", "--rule", "1 working day")
	if status != exitOK || out != "2026-03-08T16:00:00+08:00\n" {
		t.Errorf("status %d: %q", status, out)
	}
	if status, out, _ = calendarTry("list", "--calendars", dir); status != exitOK || !strings.Contains(out, "open-on-sundays  cn  Asia/Shanghai") || !strings.Contains(out, "2019-2026") {
		t.Errorf("status %d: %q", status, out)
	}
}

func TestCalendarCheckListsEveryProblemAtOnceAndFails(t *testing.T) {
	dir := policyFolder(t, map[string]string{"own.yaml": `id: own
extends: cn
names: {zh-Hans: 店, zh-Hant: 店, en: Own}
week:
  sunday: [10:00-16:00, 15:00-18:00]
  holiday: [10:00-16:00]
`})
	status, out, errs := calendarTry("check", dir)
	if status != exitFailed || !strings.Contains(errs, "2 problem(s)") {
		t.Errorf("status %d: %s", status, errs)
	}
	for _, want := range []string{"/own.yaml:5:25: sunday: 15:00-18:00 begins before the stretch ahead of it ends\n", "/own.yaml:6:3: week: unknown key \"holiday\""} {
		if !strings.Contains(out, dir+want) {
			t.Errorf("want %q in:\n%s", want, out)
		}
	}
}

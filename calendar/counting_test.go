package calendar_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"carebook/calendar"
)

func TestAPolicyMayCountOtherwise(t *testing.T) {
	var (
		sameDay  = calendar.Counting{SameDay: true}
		midnight = calendar.Counting{Midnight: true}
		moves    = calendar.Counting{MoveLastDay: true}
		all      = calendar.Counting{SameDay: true, Midnight: true, MoveLastDay: true}
	)
	for _, tt := range []struct {
		how               calendar.Counting
		start, rule, want string
	}{
		{sameDay, "2026-03-02 10:00", "1 day", "2026-03-02 18:00"},
		{sameDay, "2026-03-02 20:00", "1 day", "2026-03-03 00:00"}, // the day lasts until midnight
		{sameDay, "2026-03-02 10:00", "7 days", "2026-03-08 18:00"},
		{sameDay, "2026-03-02 10:00", "1 working day", "2026-03-02 18:00"},
		{sameDay, "2026-03-07 10:00", "1 working day", "2026-03-09 18:00"}, // a Saturday isn't counted
		{sameDay, "2026-01-15 10:00", "1 month", "2026-02-14 18:00"},
		{sameDay, "2026-03-01 10:00", "1 month", "2026-03-31 18:00"},
		{sameDay, "2026-01-31 10:00", "1 month", "2026-02-28 18:00"}, // a month without the day ends with it
		{midnight, "2026-03-02 10:00", "1 day", "2026-03-04 00:00"},
		{midnight, "2026-03-06 10:00", "1 day", "2026-03-08 00:00"},
		{midnight, "2026-03-02 10:00", "2 working days", "2026-03-05 00:00"},
		{midnight, "2026-03-02 10:00", "end of month", "2026-04-01 00:00"},
		{midnight, "2026-03-10 20:00", "10th", "2026-03-11 00:00"},
		{midnight, "2026-03-02 10:00", "4 working hours", "2026-03-02 15:00"},
		{moves, "2026-03-02 10:00", "5 days", "2026-03-09 18:00"},       // a Saturday
		{moves, "2026-02-12 15:00", "3 days", "2026-02-24 18:00"},       // Spring Festival
		{moves, "2026-02-12 15:00", "2 days", "2026-02-14 18:00"},       // a make-up Saturday is worked
		{moves, "2026-02-28 10:00", "1 week", "2026-03-09 18:00"},       // ends on a Saturday
		{moves, "2026-01-31 10:00", "1 month", "2026-02-28 18:00"},      // a make-up Saturday
		{moves, "2026-02-27 10:00", "end of month", "2026-02-28 18:00"}, // worked: nothing to move
		{moves, "2026-05-02 10:00", "end of month", "2026-05-31 18:00"}, // a Sunday, and not a period
		{all, "2026-03-02 10:00", "6 days", "2026-03-10 00:00"},
	} {
		c := china(t).Counting(tt.how)
		want := at(t, c, tt.want)
		if d := due(t, c, tt.start, tt.rule); !d.At.Equal(want) {
			t.Errorf("%+v: %s + %s = %s, want %s:\n%v", tt.how, tt.start, tt.rule, d.At.Format(clockFace), want.Format(clockFace), texts(d, "en"))
		}
	}
}

func TestHowIsCountedIsNoOtherEdition(t *testing.T) {
	c := china(t)
	other := c.Counting(calendar.Counting{Midnight: true})
	if other.Version() != c.Version() || c.Counting(calendar.Counting{}) != c {
		t.Error("a way of counting changed the calendar")
	}
	if d := due(t, c, "2026-03-02 10:00", "1 day"); d.At.Hour() != 18 {
		t.Errorf("the calendar it was taken from counts %s", d.At)
	}
}

func TestAccountsOfTheOtherRulesReadInThreeLanguages(t *testing.T) {
	moves := china(t).Counting(calendar.Counting{MoveLastDay: true})
	for _, tt := range []struct {
		c                       *calendar.Calendar
		start, rule             string
		hans, hant, en          []string
		hansRule, hantRule, eng string
	}{
		{c: china(t), start: "2026-01-31 10:00", rule: "1 month", hansRule: "1 个月", hantRule: "1 個月", eng: "1 month",
			hans: []string{"2026-01-31 周六 10:00 起算", "2026-02-01 周日 至 2026-02-28 周六 计入 1 个月", "2026-02-28 周六 该月无对应日，以月末日为准", "2026-02-28 周六 18:00 到期"},
			hant: []string{"2026-01-31 週六 10:00 起算", "2026-02-01 週日 至 2026-02-28 週六 計入 1 個月", "2026-02-28 週六 該月無對應日，以月末日為準", "2026-02-28 週六 18:00 到期"},
			en:   []string{"2026-01-31 Sat 10:00 start", "2026-02-01 Sun to 2026-02-28 Sat 1 month counted", "2026-02-28 Sat the month has no such day, so its last one", "2026-02-28 Sat 18:00 due"}},
		{c: moves, start: "2026-03-05 10:00", rule: "2 days", hansRule: "2 天", hantRule: "2 天", eng: "2 days",
			hans: []string{"2026-03-05 周四 10:00 起算", "2026-03-06 周五 计入 1 天", "2026-03-07 周六 计入 1 天", "2026-03-07 周六 最后一日为休息日，顺延", "2026-03-08 周日 最后一日为休息日，顺延", "2026-03-09 周一 18:00 到期"},
			hant: []string{"2026-03-05 週四 10:00 起算", "2026-03-06 週五 計入 1 天", "2026-03-07 週六 計入 1 天", "2026-03-07 週六 最後一日為休息日，順延", "2026-03-08 週日 最後一日為休息日，順延", "2026-03-09 週一 18:00 到期"},
			en:   []string{"2026-03-05 Thu 10:00 start", "2026-03-06 Fri 1 day counted", "2026-03-07 Sat 1 day counted", "2026-03-07 Sat the last day is a day of rest, so the next worked day", "2026-03-08 Sun the last day is a day of rest, so the next worked day", "2026-03-09 Mon 18:00 due"}},
		{c: china(t), start: "2026-03-02 20:00", rule: "end of day", hansRule: "当日结束", hantRule: "當日結束", eng: "the end of the day",
			hans: []string{"2026-03-02 周一 20:00 起算", "2026-03-02 周一 计至当日结束", "2026-03-02 周一 以当日 24 时为准", "2026-03-03 周二 00:00 到期"},
			hant: []string{"2026-03-02 週一 20:00 起算", "2026-03-02 週一 計至當日結束", "2026-03-02 週一 以當日 24 時為準", "2026-03-03 週二 00:00 到期"},
			en:   []string{"2026-03-02 Mon 20:00 start", "2026-03-02 Mon until the end of the day", "2026-03-02 Mon midnight at the end of the day", "2026-03-03 Tue 00:00 due"}},
		{c: china(t), start: "2026-03-02 10:00", rule: "Sunday 17:00", hansRule: "周日 17:00", hantRule: "週日 17:00", eng: "Sun 17:00",
			hans: []string{"2026-03-02 周一 10:00 起算", "2026-03-02 周一 至 2026-03-08 周日 计至周日 17:00", "2026-03-08 周日 17:00 到期"},
			hant: []string{"2026-03-02 週一 10:00 起算", "2026-03-02 週一 至 2026-03-08 週日 計至週日 17:00", "2026-03-08 週日 17:00 到期"},
			en:   []string{"2026-03-02 Mon 10:00 start", "2026-03-02 Mon to 2026-03-08 Sun until Sun 17:00", "2026-03-08 Sun 17:00 due"}},
		{c: china(t), start: "2026-03-23 12:00", rule: "2 working days before completion", hansRule: "completion前2 个工作日", hantRule: "completion前2 個工作日", eng: "2 working days before completion",
			hans: []string{"2026-03-23 周一 12:00 起算", "2026-03-19 周四 至 2026-03-23 周一 计至completion前2 个工作日", "2026-03-22 周日 休息日，不计", "2026-03-21 周六 休息日，不计",
				"2026-03-20 周五 09:00–18:00 工作，计入 1 个工作日", "2026-03-19 周四 09:00–18:00 工作，计入 1 个工作日", "2026-03-19 周四 18:00 到期"},
			hant: []string{"2026-03-23 週一 12:00 起算", "2026-03-19 週四 至 2026-03-23 週一 計至completion前2 個工作日", "2026-03-22 週日 休息日，不計", "2026-03-21 週六 休息日，不計",
				"2026-03-20 週五 09:00–18:00 工作，計入 1 個工作日", "2026-03-19 週四 09:00–18:00 工作，計入 1 個工作日", "2026-03-19 週四 18:00 到期"},
			en: []string{"2026-03-23 Mon 12:00 start", "2026-03-19 Thu to 2026-03-23 Mon until 2 working days before completion", "2026-03-22 Sun day of rest, not counted", "2026-03-21 Sat day of rest, not counted",
				"2026-03-20 Fri 09:00–18:00 worked, 1 working day counted", "2026-03-19 Thu 09:00–18:00 worked, 1 working day counted", "2026-03-19 Thu 18:00 due"}},
	} {
		d := due(t, tt.c, tt.start, tt.rule)
		for lang, want := range map[string][]string{"zh-Hans": tt.hans, "zh-Hant": tt.hant, "en": tt.en} {
			if diff := cmp.Diff(want, texts(d, lang)); diff != "" {
				t.Errorf("%s in %s (-want +got):\n%s", tt.rule, lang, diff)
			}
		}
		for lang, want := range map[string]string{"zh-Hans": tt.hansRule, "zh-Hant": tt.hantRule, "en": tt.eng} {
			if got := rule(t, tt.rule).Text(lang); got != want {
				t.Errorf("%s in %s reads %q, want %q", tt.rule, lang, got, want)
			}
		}
	}
}

func TestEveryRuleHasWordsInEveryLanguage(t *testing.T) {
	want := map[string][3]string{
		"1 half month":           {"半个月", "半個月", "half a month"},
		"2 half months":          {"2 个半月（每个十五天）", "2 個半月（每個十五天）", "2 half months"},
		"30 working minutes":     {"30 分钟工作时间", "30 分鐘工作時間", "30 working minutes"},
		"end of next month":      {"下月末", "下月末", "the end of the next month"},
		"10th":                   {"10 日", "10 日", "the 10th"},
		"3rd of next month":      {"次月 3 日", "次月 3 日", "the 3rd of the next month"},
		"17:00":                  {"17:00", "17:00", "17:00"},
		"next day 10:00":         {"次日 10:00", "次日 10:00", "10:00 on the next day"},
		"next working day 10:00": {"下一工作日 10:00", "下一工作日 10:00", "10:00 on the next working day"},
		"on birthday":            {"生日当天", "生日當天", "the birthday"},
		"eve of birthday":        {"生日前一天", "生日前一天", "the eve of the birthday"},
		"3 weeks after handover": {"handover后3 周", "handover後3 週", "3 weeks after handover"},
	}
	for s, words := range want {
		r := rule(t, s)
		if got := [3]string{r.Text("zh-Hans"), r.Text("zh-Hant"), r.Text("xx")}; got != words {
			t.Errorf("%s reads %q, want %q", s, got, words)
		}
	}
}

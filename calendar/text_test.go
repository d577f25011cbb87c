package calendar_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"carebook/calendar"
)

func TestAccountsReadInThreeLanguages(t *testing.T) {
	d := due(t, china(t), "2026-02-13 16:30:30", "10 working hours")
	for lang, want := range map[string][]string{
		"zh-Hans": {
			"2026-02-13 周五 16:30:30 起算",
			"2026-02-13 周五 16:30:30–18:00 工作，计入 1 小时 29 分钟 30 秒",
			"2026-02-14 周六 09:00–18:00 调休上班（春节），计入 8 小时",
			"2026-02-15 周日 至 2026-02-23 周一 春节放假，不计",
			"2026-02-24 周二 09:00–09:30:30 工作，计入 30 分钟 30 秒",
			"2026-02-24 周二 09:30:30 到期",
		},
		"zh-Hant": {
			"2026-02-13 週五 16:30:30 起算",
			"2026-02-13 週五 16:30:30–18:00 工作，計入 1 小時 29 分鐘 30 秒",
			"2026-02-14 週六 09:00–18:00 調休上班（春節），計入 8 小時",
			"2026-02-15 週日 至 2026-02-23 週一 春節放假，不計",
			"2026-02-24 週二 09:00–09:30:30 工作，計入 30 分鐘 30 秒",
			"2026-02-24 週二 09:30:30 到期",
		},
		"en": {
			"2026-02-13 Fri 16:30:30 start",
			"2026-02-13 Fri 16:30:30–18:00 worked, 1 hour 29 minutes 30 seconds counted",
			"2026-02-14 Sat 09:00–18:00 make-up day for Spring Festival, 8 hours counted",
			"2026-02-15 Sun to 2026-02-23 Mon Spring Festival, not counted",
			"2026-02-24 Tue 09:00–09:30:30 worked, 30 minutes 30 seconds counted",
			"2026-02-24 Tue 09:30:30 due",
		},
	} {
		if diff := cmp.Diff(want, texts(d, lang)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", lang, diff)
		}
	}
}

func TestEveryKindOfLineHasWordsInEveryLanguage(t *testing.T) {
	kinds := []calendar.What{calendar.Start, calendar.Elapsed, calendar.Worked, calendar.MakeUpDay, calendar.Weekend,
		calendar.Holiday, calendar.Paused, calendar.Provisional, calendar.UsualClose, calendar.DueTime}
	seen := map[string]bool{}
	for _, lang := range []string{"zh-Hans", "zh-Hant", "en"} {
		for _, what := range kinds {
			text := calendar.Line{Date: "2027-01-01", What: what}.Text(lang)
			if _, words, ok := strings.Cut(text[len("2027-01-01"):], " "); !ok || strings.TrimSpace(words) == "" || strings.ContainsAny(text, "{}") {
				t.Errorf("%s in %s reads %q", what, lang, text)
			}
			if seen[lang+text] {
				t.Errorf("%s in %s reads like another kind: %q", what, lang, text)
			}
			seen[lang+text] = true
		}
	}
	odd := calendar.Line{Date: "2027-01-01", What: calendar.Weekend}
	if odd.Text("fr") != odd.Text("en") {
		t.Errorf("an unknown language reads %q", odd.Text("fr"))
	}
}

func TestLongRulesFoldTheirAccounts(t *testing.T) {
	c := china(t)
	for rule, most := range map[string]int{"3 working days": 8, "31 working days": 46, "90 working days": 50, "365 days": 25, "87840 hours": 3, "2000 working hours": 140} {
		if got := len(due(t, c, "2026-01-30 15:00", rule).Account); got > most {
			t.Errorf("%s takes %d lines, more than %d", rule, got, most)
		}
	}
}

// What is in the books must stay readable: a change of this text is a change of
// stored data.
func TestJSONOfADueTime(t *testing.T) {
	d := due(t, china(t), "2026-12-30 16:00", "2 working days")
	d.Version = "v"
	got, err := json.MarshalIndent(d, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	const want = `{
 "at": "2027-01-04T18:00:00+08:00",
 "provisional": true,
 "calendar": "cn",
 "version": "v",
 "account": [
  {
   "date": "2026-12-30",
   "from": "2026-12-30T16:00:00+08:00",
   "what": "start"
  },
  {
   "date": "2026-12-31",
   "from": "2026-12-31T09:00:00+08:00",
   "to": "2026-12-31T18:00:00+08:00",
   "what": "worked",
   "counted": "1d"
  },
  {
   "date": "2027-01-01",
   "what": "provisional"
  },
  {
   "date": "2027-01-01",
   "what": "holiday",
   "name": {
    "zh_hans": "元旦",
    "zh_hant": "元旦",
    "en": "New Year's Day"
   }
  },
  {
   "date": "2027-01-02",
   "through": "2027-01-03",
   "what": "weekend"
  },
  {
   "date": "2027-01-04",
   "from": "2027-01-04T09:00:00+08:00",
   "to": "2027-01-04T18:00:00+08:00",
   "what": "worked",
   "counted": "1d"
  },
  {
   "date": "2027-01-04",
   "from": "2027-01-04T18:00:00+08:00",
   "what": "due"
  }
 ]
}`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestMalformedAmountsAreRefused(t *testing.T) {
	for _, s := range []string{"", "d", "xd", "1.5d", "3 days", "8"} {
		if err := new(calendar.Amount).UnmarshalText([]byte(s)); err == nil {
			t.Errorf("%q was read as an amount", s)
		}
	}
}

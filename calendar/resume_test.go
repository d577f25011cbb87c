package calendar_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"carebook/calendar"
)

func TestResumeKeepsExactlyWhatWasLeft(t *testing.T) {
	c := china(t)
	for _, tt := range []struct{ start, rule, from, to, want, why string }{
		{"2026-03-03 10:00", "24 hours", "2026-03-03 11:00", "2026-03-05 11:00", "2026-03-06 10:00:00", "23 h were left"},
		{"2026-03-03 10:00", "6 days", "2026-03-03 11:00", "2026-03-05 12:30", "2026-03-11 19:30:00", "a calendar rule keeps elapsed time"},
		{"2026-03-03 10:00", "4 working hours", "2026-03-03 11:00", "2026-03-03 12:30", "2026-03-03 16:00:00", "3 h were left, from after lunch"},
		{"2026-03-03 10:00", "4 working hours", "2026-03-03 12:10", "2026-03-03 12:50", "2026-03-03 15:00:00", "a pause during lunch costs nothing"},
		{"2026-03-03 10:00", "3 working days", "2026-03-04 09:00", "2026-03-05 09:00", "2026-03-09 18:00:00", "one working day later"},
		{"2026-03-03 10:00", "3 working days", "2026-03-04 11:00", "2026-03-04 12:00", "2026-03-09 10:00:00", "one working hour later"},
		{"2026-03-03 10:00", "3 working days", "2026-03-03 19:00", "2026-03-04 08:00", "2026-03-06 18:00:00", "a pause overnight costs nothing"},
		{"2026-02-12 15:00", "3 working days", "2026-02-15 10:00", "2026-02-23 10:00", "2026-02-24 18:00:00", "nor does one inside the festival"},
		{"2026-02-12 15:00", "3 working days", "2026-02-14 09:00", "2026-02-24 09:00", "2026-02-25 18:00:00", "but one over the make-up day costs that day"},
		{"2026-03-03 10:00", "3 working days after acceptance", "2026-03-04 09:00", "2026-03-05 09:00", "2026-03-09 18:00:00", "a rule after a node is the length it names"},
		{"2026-03-03 10:00", "1 working day", "2026-03-04 18:00", "2026-03-07 11:00", "2026-03-07 11:00:00", "nothing was left: due as it resumes"},
	} {
		prev := due(t, c, tt.start, tt.rule)
		got, err := c.Resume(prev, rule(t, tt.rule), calendar.Pause{From: at(t, c, tt.from), To: at(t, c, tt.to)})
		if err != nil || got.At.Format(clockFace) != tt.want {
			t.Errorf("%s + %s paused %s to %s = %s, %v; want %s: %s", tt.start, tt.rule, tt.from, tt.to, got.At.Format(clockFace), err, tt.want, tt.why)
		}
	}
}

func TestResumeTellsThePauseAndDropsThePlanThatDidNotHappen(t *testing.T) {
	c := china(t)
	for _, tt := range []struct {
		start, rule, from, to string
		want                  []string
	}{
		{"2026-02-12 15:00", "3 working days", "2026-02-14 11:00", "2026-02-24 14:00", []string{
			"2026-02-12 Thu 15:00 start",
			"2026-02-13 Fri 09:00–18:00 worked, 1 working day counted",
			"2026-02-14 Sat 09:00–11:00 make-up day for Spring Festival, 2 hours counted",
			"2026-02-14 Sat 11:00 to 2026-02-24 Tue 14:00 paused, not counted",
			"2026-02-24 Tue 14:00–18:00 worked, 4 hours counted",
			"2026-02-25 Wed 09:00–18:00 worked, 8 hours counted",
			"2026-02-26 Thu 09:00–11:00 worked, 2 hours counted",
			"2026-02-26 Thu 11:00 due",
		}},
		{"2026-02-12 15:00", "6 days", "2026-02-16 11:00", "2026-02-16 12:30", []string{
			"2026-02-12 Thu 15:00 start",
			"2026-02-13 Fri 1 day counted",
			"2026-02-14 Sat 1 day counted",
			"2026-02-15 Sun 1 day counted, although Spring Festival",
			"2026-02-16 Mon 11:00–12:30 paused, not counted",
			"2026-02-16 Mon 12:30 to 2026-02-18 Wed 19:30 55 hours counted",
			"2026-02-18 Wed 19:30 due",
		}},
		{"2026-02-12 15:00", "60 days", "2026-02-20 11:00", "2026-02-20 12:00", []string{
			"2026-02-12 Thu 15:00 start",
			"2026-02-13 Fri to 2026-02-14 Sat 2 days counted",
			"2026-02-15 Sun to 2026-02-19 Thu 5 days counted, although Spring Festival",
			"2026-02-20 Fri 11:00–12:00 paused, not counted",
			"2026-02-20 Fri 12:00 to 2026-04-13 Mon 19:00 1255 hours counted",
			"2026-04-13 Mon 19:00 due",
		}},
		{"2026-12-29 15:00", "4 days", "2026-12-30 11:00", "2026-12-30 12:00", []string{
			"2026-12-29 Tue 15:00 start",
			"2027-01-01 Fri onwards: no arrangement published for 2027, taken from the weekly pattern and the statutory days",
			"2026-12-30 Wed 11:00–12:00 paused, not counted",
			"2026-12-30 Wed 12:00 to 2027-01-02 Sat 19:00 79 hours counted",
			"2027-01-02 Sat 19:00 due",
		}},
	} {
		prev := due(t, c, tt.start, tt.rule)
		got, err := c.Resume(prev, rule(t, tt.rule), calendar.Pause{From: at(t, c, tt.from), To: at(t, c, tt.to)})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tt.want, texts(got, "en")); diff != "" {
			t.Errorf("%s + %s, paused (-want +got):\n%s", tt.start, tt.rule, diff)
		}
	}
}

func TestResumeWorksOnAnAccountReadBackFromTheBooks(t *testing.T) {
	c := china(t)
	prev := due(t, c, "2026-12-28 15:00", "40 working days")
	from, to := at(t, c, "2027-01-05 11:00"), at(t, c, "2027-01-06 11:00")
	want, err := c.Resume(prev, rule(t, "40 working days"), calendar.Pause{From: from, To: to})
	if err != nil {
		t.Fatal(err)
	}
	kept, err := json.Marshal(prev)
	if err != nil {
		t.Fatal(err)
	}
	var read calendar.Due
	if err := json.Unmarshal(kept, &read); err != nil {
		t.Fatal(err)
	}
	got, err := c.Resume(read, rule(t, "40 working days"), calendar.Pause{From: from.UTC(), To: to.UTC()})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" || !got.Provisional {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestResumeRefusesPausesThatCannotBe(t *testing.T) {
	c, r := china(t), rule(t, "3 working days")
	first := due(t, c, "2026-03-03 10:00", "3 working days") // until 2026-03-06 18:00
	once, err := c.Resume(first, r, calendar.Pause{From: at(t, c, "2026-03-04 10:00"), To: at(t, c, "2026-03-05 10:00")})
	if err != nil {
		t.Fatal(err)
	}
	foreign := first
	foreign.Calendar = "us"
	for _, tt := range []struct {
		prev           calendar.Due
		r              calendar.Rule
		from, to, want string
	}{
		{first, r, "2026-03-04 10:00", "2026-03-04 09:59", "the pause ends before it begins"},
		{first, r, "2026-03-03 09:59", "2026-03-04 10:00", "it only started at 2026-03-03T10:00:00+08:00"},
		{first, r, "2026-03-06 18:01", "2026-03-07 10:00", "it was already due at 2026-03-06T18:00:00+08:00"},
		{once, r, "2026-03-05 09:00", "2026-03-05 12:00", "it was already paused until 2026-03-05T10:00:00+08:00"},
		{foreign, r, "2026-03-04 10:00", "2026-03-05 10:00", `it was counted by calendar "us", this is "cn"`},
		{first, calendar.Rule{}, "2026-03-04 10:00", "2026-03-05 10:00", "no rule given"},
		{first, r, "2026-03-04 10:00", "2101-03-05 10:00", "outside 2000-01-01 to 2100-12-31"},
		{first, r, "2026-03-04 10:00", "2100-12-31 23:00", "outside 2000-01-01 to 2100-12-31"},
	} {
		_, err := c.Resume(tt.prev, tt.r, calendar.Pause{From: at(t, c, tt.from), To: at(t, c, tt.to)})
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("paused %s to %s: %v, want %q", tt.from, tt.to, err, tt.want)
		}
	}
}

func TestResumeNeedsNoMoreThanTheDueTime(t *testing.T) {
	c, r := china(t), rule(t, "3 working days")
	for what, account := range map[string][]calendar.Line{
		"no account":        nil,
		"lines of nonsense": {{What: "nonsense"}, {Date: "x", Through: "y", What: calendar.Elapsed}, {From: at(t, c, "1890-01-01 10:00"), To: at(t, c, "2026-03-05 10:00"), What: calendar.Worked}},
	} {
		prev := calendar.Due{At: at(t, c, "2026-03-06 18:00"), Calendar: "cn", Account: account}
		got, err := c.Resume(prev, r, calendar.Pause{From: at(t, c, "2026-03-04 09:00"), To: at(t, c, "2026-03-05 09:00")})
		if err != nil || got.At.Format(clockFace) != "2026-03-09 18:00:00" || len(texts(got, "en")) < 3 {
			t.Errorf("%s: %s, %v", what, got.At, err)
		}
	}
}

func texts(d calendar.Due, lang string) []string {
	all := make([]string, len(d.Account))
	for i, l := range d.Account {
		all[i] = l.Text(lang)
	}
	return all
}

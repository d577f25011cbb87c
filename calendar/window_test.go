package calendar_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"carebook/calendar"
)

func window(t testing.TB, s string) calendar.Window {
	t.Helper()
	w, err := calendar.ParseWindow(s)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

const calls = "10:00-11:30, 15:30-17:00"

func TestTheLastPermittedMomentLiesInsideTheWindow(t *testing.T) {
	c := china(t)
	for _, tt := range []struct{ start, rule, window, want string }{
		{"2026-03-02 10:00", "1 day", calls, "2026-03-03 17:00"},
		{"2026-03-02 10:00", "25 hours", calls, "2026-03-03 11:00"},
		{"2026-03-02 10:00", "23 hours", calls, "2026-03-02 17:00"},
		{"2026-03-02 12:00", "24 hours", calls, "2026-03-03 11:30"},
		{"2026-02-12 15:00", "6 days", calls, "2026-02-18 17:00"},
		{"2026-02-12 15:00", "6 days", calls + ", not on holidays", "2026-02-14 17:00"},
		{"2026-02-12 15:00", "6 days", calls + ", on working days", "2026-02-14 17:00"},
		{"2026-03-05 15:00", "3 days", calls + ", not on holidays", "2026-03-08 17:00"}, // a Sunday is no holiday
		{"2026-03-05 15:00", "3 days", calls + ", on working days", "2026-03-06 17:00"},
		{"2026-03-02 17:30", "2 hours", calls, ""}, // the due time wins
		{"2026-03-02 17:00", "2 hours", calls, "2026-03-02 17:00"},
		{"2026-03-02 10:00", "end of day", "", ""},
	} {
		d := due(t, c, tt.start, tt.rule)
		w := calendar.Window{}
		if tt.window != "" {
			w = window(t, tt.window)
		}
		got, err := c.Permit(d, w)
		if err != nil {
			t.Fatal(err)
		}
		var want time.Time
		if tt.want != "" {
			want = at(t, c, tt.want)
		}
		if !got.Last.Equal(want) || !got.At.Equal(d.At) {
			t.Errorf("%s + %s in %s: last %s, due %s; want last %s", tt.start, tt.rule, tt.window, got.Last, got.At, tt.want)
		}
		if last := got.Account[len(got.Account)-1]; last.What != calendar.DueTime {
			t.Errorf("the account ends with %v", last)
		}
	}
}

func TestAHolidayIsWhatTheArrangementTakesOffOpenOrNot(t *testing.T) {
	c := dealer(t)
	for _, tt := range []struct{ start, rule, want, why string }{
		{"2026-02-13 10:00", "200 hours", "2026-02-14 17:00", "15 to 23 February are off, although the dealer works from the 20th on"},
		{"2026-06-30 10:00", "40 hours", "2026-07-01 17:00", "closed for stocktaking is no holiday"},
	} {
		d, err := c.Permit(due(t, c, tt.start, tt.rule), window(t, calls+", not on holidays"))
		if err != nil || !d.Last.Equal(at(t, c, tt.want)) {
			t.Errorf("%s + %s: last %s, %v; want %s: %s", tt.start, tt.rule, d.Last, err, tt.want, tt.why)
		}
	}
}

func TestTheAccountSaysWhatTheWindowPermits(t *testing.T) {
	c := china(t)
	before := due(t, c, "2026-03-02 10:00", "1 day")
	kept := len(before.Account)
	d, err := c.Permit(before, window(t, calls+", not on holidays"))
	if err != nil {
		t.Fatal(err)
	}
	for lang, want := range map[string]string{
		"zh-Hans": "2026-03-03 周二 17:00 最后可联系时刻（10:00-11:30, 15:30-17:00，节假日除外）",
		"zh-Hant": "2026-03-03 週二 17:00 最後可聯繫時刻（10:00-11:30, 15:30-17:00，節假日除外）",
		"en":      "2026-03-03 Tue 17:00 last permitted moment (10:00-11:30, 15:30-17:00, not on holidays)",
	} {
		lines := texts(d, lang)
		if diff := cmp.Diff(want, lines[len(lines)-2]); diff != "" {
			t.Error(diff)
		}
	}
	if len(before.Account) != kept {
		t.Error("the due time that was handed in has changed")
	}
}

func TestAnotherWindowTakesThePlaceOfTheFirst(t *testing.T) {
	c := china(t)
	plain := due(t, c, "2026-03-02 10:00", "1 day")
	once, err := c.Permit(plain, window(t, "10:00-11:30"))
	if err != nil {
		t.Fatal(err)
	}
	twice, err := c.Permit(once, window(t, calls))
	if want, _ := c.Permit(plain, window(t, calls)); err != nil || cmp.Diff(want, twice) != "" {
		t.Errorf("%v (-at once +after another):\n%s", err, cmp.Diff(want, twice))
	}
	none, err := c.Permit(twice, calendar.Window{})
	if diff := cmp.Diff(plain, none); err != nil || diff != "" {
		t.Errorf("%v (-without a window +taken away again):\n%s", err, diff)
	}
}

func TestAfterAPauseTheWindowIsLookedAtAnew(t *testing.T) {
	c, r := china(t), rule(t, "1 day")
	d, err := c.Permit(due(t, c, "2026-03-02 10:00", "1 day"), window(t, calls))
	if err != nil {
		t.Fatal(err)
	}
	p := calendar.Pause{From: at(t, c, "2026-03-03 16:00"), To: at(t, c, "2026-03-04 16:30"), By: "id", Clause: "V13-2.4b", Seq: 7}
	d, err = c.Resume(d, r, p)
	if err != nil || !d.Last.IsZero() {
		t.Fatalf("last %s, %v", d.Last, err)
	}
	if d, err = c.Permit(d, window(t, calls)); err != nil || !d.Last.Equal(at(t, c, "2026-03-04 17:00")) {
		t.Errorf("last %s, %v:\n%v", d.Last, err, texts(d, "en"))
	}
	want := "2026-03-03 Tue 16:00 to 2026-03-04 Wed 16:30 paused (V13-2.4b), not counted"
	if got := strings.Join(texts(d, "en"), "\n"); !strings.Contains(got, want) {
		t.Errorf("want %q in\n%s", want, got)
	}
}

func TestWindowsHaveOneSpelling(t *testing.T) {
	for _, s := range []string{"10:00-11:30", calls, calls + ", not on holidays", calls + ", on working days", "00:00-24:00"} {
		w := window(t, s)
		asJSON, err := json.Marshal(w)
		var back calendar.Window
		if err != nil || json.Unmarshal(asJSON, &back) != nil || back != w || w.String() != s || w.IsZero() {
			t.Errorf("%q became %s and %q, %v", s, asJSON, back, err)
		}
	}
	for _, s := range []string{
		"", "10:00", "10:00-10:00", "11:30-10:00", "10:00-11:30,15:30-17:00", "15:30-17:00, 10:00-11:30", "10:00-12:00, 11:00-13:00",
		"10:00-11:30, not on sundays", ", not on holidays", "10:00-11:30, not on holidays, on working days", "25:00-26:00",
		strings.Repeat("10:00-11:30, ", 5000),
	} {
		if w, err := calendar.ParseWindow(s); err == nil || !w.IsZero() || len(err.Error()) > 300 {
			t.Errorf("ParseWindow(%.40q) = %v, %v", s, w, err)
		}
	}
}

package calendar_test

import (
	"testing"

	"carebook/calendar"
)

func TestTheNextStretchOpensAfterTheMomentAndNotWithIt(t *testing.T) {
	cn := china(t)
	w := window(t, calls)
	for after, want := range map[string][2]string{
		"2026-03-02 08:00": {"2026-03-02 10:00", "2026-03-02 11:30"},
		"2026-03-02 10:00": {"2026-03-02 15:30", "2026-03-02 17:00"}, // this one is open already
		"2026-03-02 11:30": {"2026-03-02 15:30", "2026-03-02 17:00"},
		"2026-03-02 17:30": {"2026-03-03 10:00", "2026-03-03 11:30"},
		"2026-12-31 20:00": {"2027-01-01 10:00", "2027-01-01 11:30"},
	} {
		opens, closes, err := cn.NextStretch(w, at(t, cn, after))
		if got := [2]string{opens.Format("2006-01-02 15:04"), closes.Format("2006-01-02 15:04")}; err != nil || got != want {
			t.Errorf("after %s: %v %v, want %v", after, got, err, want)
		}
	}
	if _, _, err := cn.NextStretch(calendar.Window{}, at(t, cn, "2026-03-02 08:00")); err == nil {
		t.Error("the window that permits everything has a stretch")
	}
}

func TestTheNextStretchWaitsForADayThatTheWindowAllows(t *testing.T) {
	cn := china(t)
	w := window(t, "10:00-11:30, not on holidays")
	opens, _, err := cn.NextStretch(w, at(t, cn, "2026-09-30 18:00"))
	if got := opens.Format("2006-01-02 15:04"); err != nil || got != "2026-10-08 10:00" {
		t.Errorf("%s %v", got, err)
	}
}

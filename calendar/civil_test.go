package calendar_test

import (
	"testing"
	"time"

	"carebook/calendar"
)

func TestADayOf23Or25HoursEndsWhereTheNextOneBegins(t *testing.T) {
	for _, c := range []struct {
		zone, day string
		hours     int
	}{
		{"Asia/Shanghai", "2026-10-01", 24}, {"Asia/Shanghai", "1986-05-04", 23}, {"Asia/Shanghai", "1986-09-14", 25},
		{"Europe/Berlin", "2026-03-29", 23}, {"Europe/Berlin", "2026-10-25", 25}, {"America/New_York", "2026-12-31", 24},
	} {
		zone, err := time.LoadLocation(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		begins, err := time.ParseInLocation(time.DateOnly, c.day, zone)
		if err != nil {
			t.Fatal(err)
		}
		want := time.Duration(c.hours)*time.Hour - time.Microsecond
		for _, at := range []time.Time{begins, begins.Add(17 * time.Hour), begins.Add(want)} {
			if got := calendar.EndOfDay(at).Sub(begins); got != want {
				t.Errorf("%s %s: ends %v after it begins, want %v", c.zone, at, got, want)
			}
		}
	}
}

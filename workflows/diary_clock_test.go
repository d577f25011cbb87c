package workflows_test

import (
	"io/fs"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"carebook/calendar"
	"carebook/calendar/data"
)

// What a diary tells is the same wherever the machine thinks it is: each zone plays, in a process of its own, those in which
// dates matter most. Both zones are far from China's, and change their clocks in a night that one of the diaries passes.
func TestTheMachinesTimeZoneChangesNothing(t *testing.T) {
	for _, zone := range []string{"America/New_York", "Pacific/Chatham"} {
		t.Run(zone, func(t *testing.T) {
			t.Parallel()
			diaries := []string{"amendment-2019", "calendar-added", "last-day-moved", "pause", "window"}
			played := exec.Command(os.Args[0], "-test.v", "-test.run=^TestDiaries$/^complaint-("+strings.Join(diaries, "|")+")$")
			played.Env = append(os.Environ(), "TZ="+zone, "CAREBOOK_DIARY_ZONE="+zone)
			out, err := played.CombinedOutput()
			if n := strings.Count(string(out), "--- PASS: TestDiaries/"); err != nil || n != len(diaries) {
				t.Errorf("%d of %d diaries are as written, %v\n%s", n, len(diaries), err, out)
			}
		})
	}
}

// wantZone holds a process to the time zone that it was asked to play in.
func wantZone(t *testing.T) {
	t.Helper()
	zone := os.Getenv("CAREBOOK_DIARY_ZONE")
	if zone == "" {
		return
	}
	want, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	if got := at.Local().Format(time.RFC3339); got != at.In(want).Format(time.RFC3339) {
		t.Fatalf("local time is %s", got)
	}
}

// The calendar of a diary that begins before an amendment is the shipped one as it was known then.
func TestTheCalendarOfMarch2019IsTheShippedOneAsOfThatDay(t *testing.T) {
	shipped, err := calendar.Load(data.FS())
	if err != nil {
		t.Fatal(err)
	}
	want, err := shipped["cn"].AsOf("2019-03-01")
	if err != nil {
		t.Fatal(err)
	}
	src, err := fs.ReadFile(os.DirFS("testdata/calendars"), "cn-2019-03-01.yaml")
	if err != nil {
		t.Fatal(err)
	}
	got, err := calendar.Parse("cn-2019-03-01.yaml", src, nil)
	if err != nil || got.Version() != want.Version() {
		t.Errorf("version %s, want %s (%v)", got.Version(), want.Version(), err)
	}
}

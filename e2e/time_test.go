package e2e_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"carebook/e2e/checker"
)

// unpublished is a calendar for which no arrangement has been published at all: every due time is provisional.
const unpublished = `id: cn
names: {zh-Hans: 测试日历, zh-Hant: 測試行事曆, en: Test calendar}
zone: Asia/Shanghai
week:
  monday: [09:00-12:00, 13:00-18:00]
  tuesday: [09:00-12:00, 13:00-18:00]
  wednesday: [09:00-12:00, 13:00-18:00]
  thursday: [09:00-12:00, 13:00-18:00]
  friday: [09:00-12:00, 13:00-18:00]
  saturday: []
  sunday: []
make_up_hours: monday
close_of_business: "18:00"
festivals:
  test_day: {zh-Hans: 测试节, zh-Hant: 測試節, en: Test Day}
statutory: []
`

// promise is a due time as the API tells it.
type promise struct {
	ID          string     `json:"id"`
	Duty        string     `json:"duty"`
	DueAt       time.Time  `json:"due_at"`
	EarlierDue  *time.Time `json:"earlier_due_at"`
	Provisional bool       `json:"provisional"`
}

func TestADueTimeIsCountedAgainOnceWhenACalendarKeeperAddsAnArrangementInEveryShape(t *testing.T) {
	t.Parallel()
	for i, shape := range shapes {
		t.Run(shape, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t, shape, byTheBook)
			h.extra = []string{"TZ=" + []string{"America/New_York", "Asia/Kathmandu", "UTC"}[i]}
			id, before := h.owesProvisionally()
			h.keeperAdds(http.StatusUnprocessableEntity, strings.Replace(unpublished, "monday: [09:00-12:00, 13:00-18:00]", "monday: [09:00-12:00, 11:00-18:00]", 1))
			h.countsAgain(id, before)
			h.countedOnce(id, before)
			h.pausedAndExplained(id)
			h.must(on(id, "care-manager", "void", map[string]any{"reason": "the test is over"}))
			h.passes(demand{acks: 7})
			h.down()
			if shape == onSQLite {
				h.noticesHarm()
			}
		})
	}
}

// owesProvisionally starts a house whose calendar has no arrangement, and opens a complaint whose report is owed.
func (h *house) owesProvisionally() (id string, before promise) {
	h.t.Helper()
	h.extra = append(h.extra, "CAREBOOK_CALENDARS="+calendarFolder(h.t))
	h.tokens["calendar-keeper"] = strings.TrimSpace(run(h.t, h.environment(), full(h.t), "token", "create", "--staff", "calendar-keeper"))
	h.up()
	customer, car := h.customer("客户三", "13800000003", "沪A00003")
	id = h.must(h.opening("adviser", customer, car, "when will it be due")).body.ID
	h.must(on(id, "care-specialist", "classify", map[string]any{"severity": "ordinary", "data_true": true}))
	h.must(on(id, "care-manager", "assign", map[string]any{"assignee": h.people["care-specialist"]}))
	before = h.promised(id, "report")
	if !before.Provisional || before.EarlierDue != nil {
		h.t.Fatalf("the report is owed by %+v, want a provisional due time", before)
	}
	return id, before
}

// countsAgain adds an arrangement that takes the due day off, and waits until the workers have counted again.
func (h *house) countsAgain(id string, before promise) {
	h.t.Helper()
	h.keeperAdds(http.StatusCreated, arranged(before.DueAt))
	h.eventually(90*time.Second, "the report is counted again", func() error {
		if p := h.promised(id, "report"); p.Provisional || p.EarlierDue == nil {
			return fmt.Errorf("it is owed by %+v", p)
		}
		return nil
	})
}

// noticesHarm does harm to books in which something was counted again, and wants the checker to notice.
func (h *house) noticesHarm() {
	h.t.Helper()
	for harm, breaks := range map[string]string{
		`DELETE FROM notices WHERE what = 'recounted'`: "I2",
		`INSERT INTO notices (id, case_id, seq, unit_id, to_role, to_staff, what, clause, obligation_id, created_at) SELECT id || 'x', case_id, seq, unit_id, to_role, to_staff, what, clause, obligation_id, created_at
			FROM notices WHERE what = 'recounted'`: "I2",
		`UPDATE notices SET seq = seq - 1 WHERE what = 'recounted'`:                                          "I2",
		`UPDATE events SET effect = effect || '9' WHERE type = 'recounted'`:                                  "I2",
		`UPDATE events SET effect = 'calendar:nobody:2' WHERE type = 'recounted'`:                            "I2",
		`UPDATE events SET actor = (SELECT max(id) FROM staff) WHERE type = 'recounted'`:                     "I2",
		`UPDATE calendars SET id = 'x' WHERE origin = 'staff'`:                                               "I2",
		`UPDATE obligations SET earlier = NULL, earlier_due_at = NULL WHERE earlier IS NOT NULL`:             "I5",
		`UPDATE obligations SET earlier = NULL WHERE earlier IS NOT NULL`:                                    "I5",
		`UPDATE obligations SET earlier = explanation WHERE earlier IS NOT NULL`:                             "I5",
		`UPDATE obligations SET explanation = earlier WHERE earlier IS NOT NULL`:                             "I5",
		`UPDATE obligations SET earlier_due_at = due_at, earlier = explanation WHERE earlier IS NULL`:        "I5",
		`UPDATE obligations SET state = 'open', calendar_n = 1`:                                              "I5",
		`UPDATE events SET ` + later("recorded_at", "+1000 days") + ` WHERE type = 'recounted'`:              "I5",
		`UPDATE obligations SET earlier_due_at = NULL WHERE earlier_due_at IS NOT NULL`:                      "I5",
		`UPDATE obligations SET ` + later("earlier_due_at", "+1 hour") + ` WHERE earlier_due_at IS NOT NULL`: "I5",
		`DELETE FROM events WHERE type = 'calendar_added'`:                                                   "I6",
	} {
		r := checker.Check(h.t.Context(), checker.Evidence{Books: harmed(h.t, h.books(), harm), Tolerance: healing})
		if !slices.Contains(r.Broken(), breaks) {
			h.t.Errorf("%s\nthe checker says %s, want %s broken", harm, r, breaks)
		}
	}
}

// countedOnce looks at what a case shows after its calendar has changed: the day that became a holiday moved the due time
// to another day, both values stand, the handler was told once, and the account's last line is the due time.
func (h *house) countedOnce(id string, before promise) {
	h.t.Helper()
	after := h.promised(id, "report")
	if !after.EarlierDue.Equal(before.DueAt) || !after.DueAt.After(before.DueAt) || after.DueAt.In(shanghai).Hour() != 18 {
		h.t.Errorf("it was due %s, and is %+v", before.DueAt, after)
	}
	var why struct {
		Lines   []struct{ What, Text string }
		Earlier struct{ Lines []struct{ What, Text string } }
	}
	h.read("care-specialist", "/obligations/"+after.ID+"/explain", &why)
	if n := len(why.Lines); n == 0 || why.Lines[n-1].What != "due" || len(why.Earlier.Lines) == 0 {
		h.t.Errorf("the explanation says %+v", why)
	}
	if text := fmt.Sprint(why.Lines); !strings.Contains(text, "Test Day") {
		h.t.Errorf("the holiday isn't named: %s", text)
	}
	var told struct{ Items []struct{ What, Case string } }
	h.read("care-specialist", "/notices?limit=100", &told)
	n := 0
	for _, notice := range told.Items {
		if notice.What == "recounted" && notice.Case == id {
			n++
		}
	}
	if n != 1 {
		h.t.Errorf("the handler was told %d times: %+v", n, told)
	}
}

// pausedAndExplained pauses a case and lets it go on: the explanation says by whom, why and by which clause, and whoever paused
// twice, or resumed a running clock, was refused.
func (h *house) pausedAndExplained(id string) {
	h.t.Helper()
	waiting := map[string]any{"reason": "等待配件到货", "clause": "V13-2.4b"}
	h.must(on(id, "care-manager", "pause", waiting))
	h.refused(on(id, "care-manager", "pause", waiting), http.StatusConflict, "case_paused")
	h.must(on(id, "care-manager", "resume", map[string]any{}))
	h.refused(on(id, "care-manager", "resume", map[string]any{}), http.StatusConflict, "case_not_paused")
	var why struct {
		Lines []struct {
			What, Text string
			Paused     *struct{ By, Name, Reason, Clause string }
		}
	}
	h.read("care-specialist", "/obligations/"+h.promised(id, "report").ID+"/explain", &why)
	for _, l := range why.Lines {
		if l.What != "paused" {
			continue
		}
		if p := l.Paused; p == nil || p.By != h.people["care-manager"] || p.Name == "" || p.Reason != "等待配件到货" || p.Clause != "V13-2.4b" {
			h.t.Errorf("the pause is explained as %+v", l)
		}
		if !strings.Contains(l.Text, "paused (V13-2.4b), not counted (演示客户关系经理: 等待配件到货)") {
			h.t.Errorf("the pause reads %q", l.Text)
		}
		return
	}
	h.t.Errorf("no pause in %+v", why)
}

func (h *house) promised(id, duty string) promise {
	h.t.Helper()
	var list struct{ Items []promise }
	h.read("care-manager", "/obligations?case="+id, &list)
	for _, p := range list.Items {
		if p.Duty == duty {
			return p
		}
	}
	h.t.Fatalf("%s isn't owed: %+v", duty, list)
	return promise{}
}

// keeperAdds adds an edition of calendar cn and wants a status.
func (h *house) keeperAdds(status int, content string) {
	h.t.Helper()
	a, err := h.once(newOrder("calendar-keeper", "add_calendar", "/calendars/cn/editions", map[string]any{"content": content}))
	if err != nil {
		h.t.Fatal(err)
	}
	if a.status != status {
		h.t.Fatalf("adding a calendar: %d %s, want %d", a.status, a.raw, status)
	}
	if status == http.StatusUnprocessableEntity && !strings.Contains(string(a.raw), "cn.yaml:5:25: monday: 11:00-18:00 begins before") {
		h.t.Errorf("what is wrong isn't said: %s", a.raw)
	}
}

func calendarFolder(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "cn.yaml"), []byte(unpublished+"years: {}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

var shanghai = time.FixedZone("", 8*3600) // no summer time

// arranged is the calendar with arrangements for the years around a day, on which that day is off.
func arranged(day time.Time) string {
	day = day.In(shanghai)
	text := unpublished + "years:\n"
	for year := day.Year() - 1; year <= day.Year()+1; year++ {
		text += fmt.Sprintf("  %d:\n    source: a test\n    published: 2020-01-01\n", year)
		if year == day.Year() {
			text += fmt.Sprintf("    off: {test_day: [%s]}\n    work: {}\n", day.Format(time.DateOnly))
		} else {
			text += "    off: {}\n    work: {}\n"
		}
	}
	return text
}

// A due time doesn't depend on where the process thinks it is.
func TestTheZoneOfTheProcessChangesNoDueTime(t *testing.T) {
	t.Parallel()
	var want string
	for _, zone := range []string{"UTC", "Asia/Shanghai", "America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati"} {
		got := run(t, []string{"TZ=" + zone}, full(t), "calendar", "due", "--start", "2026-02-12T15:00", "--rule", "3 working days", "--explain")
		if want == "" {
			want = got
		}
		if got != want || !strings.HasPrefix(got, "2026-02-24T18:00:00+08:00\n") {
			t.Errorf("TZ=%s:\n%s\nUTC:\n%s", zone, got, want)
		}
	}
}

package models_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"carebook/calendar"
	"carebook/contract"
	"carebook/models"
)

// withFeast is calendar cn with the given days off in 2026, or without an arrangement for that year.
func withFeast(days ...string) string {
	src := strings.Replace(base("cn", "17:00", "monday"), "festivals: {}", "festivals:\n  feast: {zh-Hans: 节, zh-Hant: 節, en: Feast}", 1)
	if len(days) == 0 {
		return src
	}
	return strings.Replace(src, "years: {}", "years:\n  2026:\n    source: x\n    published: 2026-01-01\n    off:\n      feast: ["+
		strings.Join(days, ", ")+"]\n    work: {}", 1)
}

// told are the notices of a case's event, as "what to whom".
func told(t *testing.T, b *models.Books, caseID string, seq int64) []string {
	t.Helper()
	return strs(t, b, `SELECT what || ' ' || to_role || coalesce(' person ' || (SELECT code FROM staff WHERE id = to_staff), '') || ' (' || clause || ')'
		FROM notices WHERE case_id = ? AND seq = ? ORDER BY 1`, caseID, seq)
}

func (d *desk) obligation(t *testing.T, id string) (o models.Obligation) {
	t.Helper()
	if err := d.b.DB.Where("id = ?", id).Take(&o).Error; err != nil {
		t.Fatal(err)
	}
	return o
}

// current is the number of the current edition of cn.
func (d *desk) current(t *testing.T) int64 {
	t.Helper()
	return must(models.CalendarEditions(d.b.DB, "cn"))(t)[0].N
}

// arranges adopts calendar cn as the company's own.
func (d *desk) arranges(t *testing.T, src string) {
	t.Helper()
	if got := adopt(t, d.b, models.FromFolder, files(src)); len(got.Stored) != 1 {
		t.Fatalf("%+v", got)
	}
}

func (f *file) recounting(t *testing.T) contract.Record {
	t.Helper()
	return contract.Record{
		Kind: contract.Complaint, Case: f.id, After: f.seq, At: f.now, Effect: contract.Effect{Case: f.id, Calendar: f.current(t)},
		Proposal: contract.Proposal{Type: contract.EventRecounted, Status: contract.Registered},
	}
}

func (f *file) recounts(t *testing.T) contract.Event {
	t.Helper()
	e := f.append(t, f.recounting(t))
	f.seq++
	return e
}

func (f *file) holds(t *testing.T) int64 {
	t.Helper()
	return must(f.b.HoldCalendar(context.Background(), f.id))(t)
}

// clocks are an obligation's due time and marks in the calendar's zone, those that haven't fired with their kind.
func clocks(t *testing.T, d *desk, id string) []string {
	t.Helper()
	zone := must(time.LoadLocation("Asia/Shanghai"))(t)
	lines := []string{"due " + d.obligation(t, id).DueAt.In(zone).Format("01-02 15:04")}
	for _, m := range must(models.Marks(d.b.DB, id))(t) {
		lines = append(lines, fmt.Sprintf("%s %s %s", m.Kind, m.At.In(zone).Format("01-02 15:04"), m.State))
	}
	return lines
}

// 2026-03-09 is a Monday, and business is from 9 to 5; a report is owed within three working days, with a reminder a working
// day before and an escalation two working hours before.
func (d *desk) reportOwed(t *testing.T) (*file, contract.Obligation) {
	t.Helper()
	d.now = time.Date(2026, 3, 9, 2, 0, 0, 0, time.UTC) // 10:00 in Shanghai
	f, _ := d.newFile(t)
	return f, f.do(t, manager, contract.Assign, contract.Facts{Assignee: d.Staff["1006"]}, owes("report")).Opened[0]
}

func TestANewEditionMovesWhatIsOwedOnceAndKeepsBothValues(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		d.arranges(t, withFeast("2026-01-01"))
		f, o := d.reportOwed(t)
		wants(t, "at first", clocks(t, d, o.ID), "due 03-12 17:00", "remind 03-11 17:00 waiting", "escalate 03-12 15:00 waiting", "breach 03-12 17:00 waiting")
		before := d.obligation(t, o.ID)
		d.now = o.Marks[0].At
		f.fires(t, o, o.Marks[0])
		d.arranges(t, withFeast("2026-01-01", "2026-03-12..2026-03-13"))
		if n := f.holds(t); n != d.current(t) {
			t.Fatalf("it holds: %d", n)
		}
		in := f.recounting(t)
		e := f.recounts(t)
		wants(t, "counted again", clocks(t, d, o.ID), "due 03-16 17:00", "remind 03-11 17:00 fired", "escalate 03-16 15:00 waiting", "breach 03-16 17:00 waiting")
		after := d.obligation(t, o.ID)
		if after.EarlierDueAt == nil || !after.EarlierDueAt.Equal(before.DueAt) || string(after.Earlier) != string(before.Explanation) {
			t.Errorf("kept beside: %v %s", after.EarlierDueAt, after.Earlier)
		}
		if after.CalendarN != d.current(t) || after.Calendar == before.Calendar || !strings.Contains(string(after.Explanation), "Feast") {
			t.Errorf("%+v", after)
		}
		wants(t, "told", told(t, d.b, f.id, e.Seq), "recounted  person 1006 (A-02)")
		if len(e.Moved) != 1 || e.Moved[0].ID != o.ID || !e.Moved[0].Due.Equal(after.DueAt) || !e.Moved[0].Marks[0].Fired || e.Actor != "" {
			t.Errorf("%+v", e)
		}
		for _, after := range []int64{in.After, f.seq} { // a repeated effect, whatever the workflow knows
			in.After = after
			if out := must(d.b.Append(context.Background(), d.shelf, in))(t); out.Outcome != contract.Repeated || out.Seq != e.Seq {
				t.Errorf("again: %+v", out)
			}
		}
		if n := f.holds(t); n != 0 || len(must(d.b.Superseded(context.Background()))(t)) != 0 {
			t.Errorf("it doesn't hold: %d", n)
		}
	})
}

func TestWhatHoldsByANewEditionGetsItsNumberAndNothingElse(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		d.arranges(t, withFeast("2026-01-01"))
		f, o := d.reportOwed(t)
		want := d.obligation(t, o.ID)
		d.arranges(t, withFeast("2026-01-01", "2026-03-19"))
		if n := f.holds(t); n != 0 {
			t.Fatalf("it doesn't hold: %d", n)
		}
		want.CalendarN = d.current(t)
		if diff := cmp.Diff(want, d.obligation(t, o.ID)); diff != "" {
			t.Error(diff)
		}
	})
}

// The moment is the same; only that it may still change isn't said any more.
func TestADueTimeThatIsntProvisionalAnyMoreSaysSoWithoutAnEvent(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		d.arranges(t, withFeast())
		f, o := d.reportOwed(t)
		before := d.obligation(t, o.ID)
		d.arranges(t, withFeast("2026-01-01"))
		if n := f.holds(t); n != 0 {
			t.Fatalf("it doesn't hold: %d", n)
		}
		after := d.obligation(t, o.ID)
		if !before.Provisional || after.Provisional || !after.DueAt.Equal(before.DueAt) || after.EarlierDueAt != nil {
			t.Errorf("%+v", after)
		}
		if strings.Contains(string(after.Explanation), "provisional\"}") || after.Calendar == before.Calendar {
			t.Errorf("%s %s", after.Calendar, after.Explanation)
		}
	})
}

func TestADueTimeThatANewEditionPutsIntoThePastStays(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		d.arranges(t, withFeast("2026-03-10..2026-03-12"))
		f, o := d.reportOwed(t)
		want := d.obligation(t, o.ID)
		d.arranges(t, withFeast("2026-01-01")) // now it would be due on 12 March at 17:00
		d.now = time.Date(2026, 3, 12, 9, 0, 0, 0, time.UTC)
		if n := f.holds(t); n != 0 {
			t.Fatalf("it doesn't hold: %d", n)
		}
		want.CalendarN = d.current(t)
		if diff := cmp.Diff(want, d.obligation(t, o.ID)); diff != "" {
			t.Error(diff)
		}
	})
}

func TestWhatWasBreachedStaysBreachedWhateverANewEditionSays(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		d.arranges(t, withFeast("2026-01-01"))
		f, o := d.reportOwed(t)
		d.now = o.Due
		f.fires(t, o, o.Marks[2])
		want := d.obligation(t, o.ID)
		d.arranges(t, withFeast("2026-03-11..2026-03-20"))
		if n := f.holds(t); n != 0 {
			t.Fatalf("it doesn't hold: %d", n)
		}
		want.CalendarN = d.current(t)
		if diff := cmp.Diff(want, d.obligation(t, o.ID)); diff != "" || want.BreachedAt == nil {
			t.Error(diff)
		}
	})
}

// A mark that a new edition puts behind us comes at once; one that would come before the duty began is gone for good.
func TestMarksAreNeverSetIntoThePastNorBeforeTheDutyBegan(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		d.arranges(t, withFeast("2026-03-10..2026-03-12"))
		f, o := d.reportOwed(t)
		wants(t, "at first", clocks(t, d, o.ID), "due 03-17 17:00", "remind 03-16 17:00 waiting", "escalate 03-17 15:00 waiting", "breach 03-17 17:00 waiting")
		d.now = time.Date(2026, 3, 12, 8, 0, 0, 0, time.UTC) // 16:00
		d.arranges(t, withFeast("2026-01-01", "2026-03-11"))
		f.recounts(t)
		wants(t, "earlier", clocks(t, d, o.ID), "due 03-13 17:00", "remind 03-12 17:00 waiting", "escalate 03-13 15:00 waiting", "breach 03-13 17:00 waiting")
		d.now = time.Date(2026, 3, 12, 8, 30, 0, 0, time.UTC) // 16:30
		d.arranges(t, withFeast("2026-01-01"))
		f.recounts(t)
		wants(t, "much earlier", clocks(t, d, o.ID), "due 03-12 17:00", "remind 03-12 16:30 waiting", "escalate 03-12 16:30 waiting", "breach 03-12 17:00 waiting")
	})
}

func TestAMarkBeforeTheBeginningOfItsDutyIsDroppedAndStaysSo(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		d.arranges(t, withFeast("2026-03-10"))
		d.now = time.Date(2026, 3, 9, 11, 0, 0, 0, time.UTC) // 19:00, after business
		f, _ := d.newFile(t)
		o := f.do(t, manager, contract.Classify, contract.Facts{}, owes("decide")).Opened[0]
		extra := models.Mark{ // a reminder further ahead than the duty will be long
			ObligationID: o.ID, N: 9, CaseID: f.id, At: o.Marks[0].At.Add(-time.Minute), Kind: contract.Remind, State: models.MarkWaiting,
		}
		create(t, d.b, &extra)
		d.arranges(t, withFeast("2026-01-01"))
		e := f.recounts(t)
		wants(t, "counted again", clocks(t, d, o.ID), "due 03-10 17:00", "remind 03-11 15:00 dropped", "breach 03-10 17:00 waiting", "remind 03-10 15:00 waiting")
		if len(e.Moved[0].Marks) != 2 {
			t.Errorf("%+v", e.Moved)
		}
		moved := f.do(t, manager, contract.Reassign, contract.Facts{Obligation: o.ID, Assignee: d.Staff["1006"]},
			contract.Proposal{Move: []contract.Move{{ID: o.ID, Person: d.Staff["1006"]}}}).Moved[0]
		if len(moved.Marks) != 2 {
			t.Errorf("a dropped mark came back: %+v", moved)
		}
	})
}

func TestWhatIsPausedIsCountedByTheNewEditionWhenItGoesOn(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		d.arranges(t, withFeast("2026-01-01"))
		f, o := d.reportOwed(t)
		d.now = time.Date(2026, 3, 10, 8, 0, 0, 0, time.UTC) // Tuesday 16:00: an hour and two days are left
		f.do(t, manager, contract.Pause, contract.Facts{Clause: "V13-2.4b"}, contract.Proposal{Clock: contract.Stop})
		before := d.obligation(t, o.ID)
		d.arranges(t, withFeast("2026-03-11"))
		if got := must(d.b.Superseded(context.Background()))(t); len(got) != 0 {
			t.Errorf("a paused case is to be counted: %v", got)
		}
		d.now = time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC) // 17:00
		e := f.do(t, manager, contract.Resume, contract.Facts{}, contract.Proposal{Clock: contract.Go})
		// Wednesday is off now, so the two days are Thursday and Friday, and the hour is Monday's first.
		wants(t, "goes on", clocks(t, d, o.ID), "due 03-16 10:00", "remind 03-13 10:00 waiting", "escalate 03-13 16:00 waiting", "breach 03-16 10:00 waiting")
		after := d.obligation(t, o.ID)
		if after.EarlierDueAt == nil || !after.EarlierDueAt.Equal(before.DueAt) || string(after.Earlier) != string(before.Explanation) || after.CalendarN != d.current(t) {
			t.Errorf("%+v", after)
		}
		wants(t, "told", told(t, d.b, f.id, e.Seq), "recounted  person 1006 (A-02)")
	})
}

func TestAnAccountSaysWhoPausedByWhichClauseAndInWhichEvent(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		f, o := d.reportOwed(t)
		d.now = d.now.Add(time.Hour)
		paused := f.do(t, manager, contract.Pause, contract.Facts{Clause: "V13-2.4b"}, contract.Proposal{Clock: contract.Stop})
		d.now = d.now.Add(time.Hour)
		f.do(t, "1001", contract.Resume, contract.Facts{}, contract.Proposal{Clock: contract.Go})
		var due calendar.Due
		if err := json.Unmarshal(d.obligation(t, o.ID).Explanation, &due); err != nil {
			t.Fatal(err)
		}
		var lines []calendar.Line
		for _, l := range due.Account {
			if l.What == calendar.Paused {
				lines = append(lines, l)
			}
		}
		if len(lines) != 1 || lines[0].By != d.Staff[manager] || lines[0].Clause != "V13-2.4b" || lines[0].Seq != paused.Seq {
			t.Errorf("%+v", lines)
		}
	})
}

// Rows of another time, or of another hand: they must not keep their case, or the sweep, from going on.
func TestWhatCantBeCountedAgainStaysAndIsSaidOnce(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		f, o := d.reportOwed(t)
		if err := d.b.DB.Model(&models.Obligation{}).Where("id = ?", o.ID).Update("explanation", []byte("[]")).Error; err != nil {
			t.Fatal(err)
		}
		d.arranges(t, withFeast("2026-03-11"))
		n, err := d.b.HoldCalendar(context.Background(), f.id)
		if err == nil || !strings.Contains(err.Error(), "report of case "+f.id) || n != 0 {
			t.Errorf("%d, %v", n, err)
		}
		if o := d.obligation(t, o.ID); o.CalendarN != d.current(t) {
			t.Errorf("%+v", o)
		}
	})
}

func TestAnEditionThatTheBooksDontHaveIsWaitedFor(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		f, _ := d.reportOwed(t)
		in := f.recounting(t)
		in.Effect.Calendar++
		if _, err := d.b.Append(context.Background(), d.shelf, in); err == nil || !strings.Contains(err.Error(), "isn't in the books") {
			t.Error(err)
		}
	})
}

func TestCasesCountedByASupersededEditionAreListedAndNoOthers(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		ctx := context.Background()
		adopt(t, d.b, models.FromFolder, files(base("other", "12:00", "monday"))) // of which nothing was counted
		var want []string
		for range 3 {
			f, _ := d.reportOwed(t)
			want = append(want, f.id)
		}
		nothing, opened := d.newFile(t)
		nothing.do(t, manager, contract.Report, contract.Facts{}, contract.Proposal{
			Settle: []contract.Settle{{ID: opened.Opened[0].ID, How: contract.Cancelled}},
		})
		if got := must(d.b.Superseded(ctx))(t); len(got) != 0 {
			t.Errorf("superseded: %v", got)
		}
		n := d.current(t)
		d.arranges(t, withFeast("2026-03-11"))
		adopt(t, d.b, models.FromFolder, files(base("other", "13:00", "monday")))
		if diff := cmp.Diff([]int64{n}, must(d.b.Superseded(ctx))(t)); diff != "" {
			t.Error(diff)
		}
		var got []string
		for after := ""; ; {
			page := must(d.b.CountedBy(ctx, n, after, 2))(t)
			if len(page) == 0 {
				break
			}
			for _, c := range page {
				got, after = append(got, c.ID), c.ID
			}
		}
		wants(t, "cases", got, want...)
	})
}

package models_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"carebook/contract"
	"carebook/models"
)

// away records an absence and gives its id, and the code of a refusal.
func (d *desk) away(t *testing.T, who, staff, from, to string) (id, code string) {
	t.Helper()
	id = models.NewID()
	n := models.NewAbsence{Command: d.Command("/absences", ""), ID: id, Staff: staff, From: from, To: to, Reason: "理由"}
	n.Command.Principal = who
	cmd := must(d.b.RecordAbsence(context.Background(), &models.Binding{Base: d.shelf.Book}, n))(t)
	return id, d.code(t, cmd)
}

func (d *desk) back(t *testing.T, who, staff, id, to string) string {
	t.Helper()
	n := models.AbsenceEnd{Command: d.Command("/absences", ""), ID: id, Staff: staff, To: to}
	n.Command.Principal = who
	return d.code(t, must(d.b.EndAbsence(context.Background(), &models.Binding{Base: d.shelf.Book}, n))(t))
}

func (d *desk) code(t *testing.T, cmd models.Command) string {
	t.Helper()
	if out := must(cmd.Result())(t); out.Refusal != nil {
		return out.Refusal.Code
	}
	return ""
}

func TestLeaveDaysAreThoseRecordedEachOnce(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		manager, staff := d.Staff["1001"], d.Staff["1005"]
		days := func(from, to string) []string { return must(models.LeaveDays(d.b.DB, staff, from, to))(t) }
		if got := days("2026-03-01", "2026-03-31"); got != nil {
			t.Errorf("nobody was away: %v", got)
		}
		trip, code := d.away(t, manager, staff, "2026-02-27", "2026-03-02")
		if code != "" {
			t.Fatal(code)
		}
		if _, code := d.away(t, d.Staff["1007"], staff, "2026-03-02", "2026-03-03"); code != "" {
			t.Fatal(code)
		}
		open, _ := d.away(t, manager, staff, "2026-03-10", "")
		want := []string{"2026-03-01", "2026-03-02", "2026-03-03", "2026-03-10", "2026-03-11"}
		if diff := cmp.Diff(want, days("2026-03-01", "2026-03-11")); diff != "" {
			t.Error(diff)
		}
		if code := d.back(t, manager, staff, open, "2026-03-10") + d.back(t, manager, staff, trip, "2026-02-26"); code != "" {
			t.Fatal(code)
		}
		if diff := cmp.Diff([]string{"2026-03-02", "2026-03-03", "2026-03-10"}, days("2026-02-01", "2026-04-30")); diff != "" {
			t.Error(diff)
		}
		rows, next, err := models.AbsencesOf(d.b.DB, staff, models.Page{Limit: 10})
		if err != nil || next != nil || len(rows) != 3 || *rows[0].EndedBy != manager {
			t.Errorf("%+v %v %v", rows, next, err)
		}
		if v, breaks := verify(t, d.b); v.Breaks != 0 {
			t.Error(breaks)
		}
		events, err := d.b.EventsOf(d.b.DB, models.AbsenceStream(staff), 0, 10)
		if err != nil || len(events) != 5 || string(events[0].Text) != `{"reason":"理由"}` || events[1].Roles != "department_head" {
			t.Errorf("%+v %v", events, err)
		}
	})
}

func TestWhoMaySayThatSomebodyIsAway(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		for name, c := range map[string]struct{ who, staff, code string }{
			"a colleague":              {"1006", "1005", contract.CodeWrongRole},
			"another store's manager":  {"2001", "1005", contract.CodeWrongRole},
			"the manager of himself":   {"1001", "1001", contract.CodeOwnAbsence},
			"of somebody who has left": {"1001", "1008", contract.CodeUnknownStaff},
		} {
			if _, code := d.away(t, d.Staff[c.who], d.Staff[c.staff], "2026-03-01", "2026-03-01"); code != c.code {
				t.Errorf("%s: %q, want %s", name, code, c.code)
			}
		}
		if code := d.back(t, d.Staff["1001"], d.Staff["1005"], models.NewID(), "2026-03-01"); code != contract.CodeUnknownAbsence {
			t.Errorf("an absence that isn't there: %q", code)
		}
	})
}

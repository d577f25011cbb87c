package models_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"carebook/contract"
	"carebook/models"
)

// Two reminders that were missed are one, the later; each says by how much it was missed.
func TestAMarkKeepsHowLateItFiredAndThoseFoldedIntoItKeepTheirs(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		var told []string
		d.b.Late = func(kind contract.MarkKind, by time.Duration) { told = append(told, fmt.Sprintf("%s %s", kind, by)) }
		f, _ := d.newFile(t)
		o := f.do(t, manager, contract.Classify, contract.Facts{}, owes("prewarn")).Opened[0]
		early := models.Mark{
			ObligationID: o.ID, N: 9, CaseID: f.id, At: o.Marks[0].At.Add(-time.Hour), Kind: contract.Remind, State: models.MarkWaiting,
		}
		create(t, d.b, &early)
		d.now = o.Marks[0].At.Add(1234 * time.Millisecond)
		in := contract.Record{
			Kind: contract.Complaint, Case: f.id, After: f.seq, At: d.now, Effect: contract.Effect{Obligation: o.ID, Mark: 1},
			Proposal: contract.Proposal{
				Type: contract.EventReminded, Status: contract.Registered,
				Fire: &contract.Fire{Obligation: o.ID, Mark: 1, Kind: contract.Remind, Folded: []int{9}},
			},
		}
		f.append(t, in)
		if _, err := d.b.Append(context.Background(), d.shelf, in); err != nil { // asked again, it is neither struck nor told again
			t.Fatal(err)
		}
		got := map[int]int64{}
		for _, m := range must(models.Marks(d.b.DB, o.ID))(t) {
			if m.LateMs != nil {
				got[m.N] = *m.LateMs
			}
		}
		if diff := cmp.Diff(map[int]int64{1: 1234, 9: 3_601_234}, got); diff != "" {
			t.Error(diff)
		}
		if len(told) != 2 || told[0] == told[1] {
			t.Errorf("told of %v", told)
		}
	})
}

func TestAFoldedMarkMustHaveComeToo(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		f, _ := d.newFile(t)
		o := f.do(t, manager, contract.Classify, contract.Facts{}, owes("prewarn")).Opened[0]
		d.now = o.Marks[0].At
		_, err := d.b.Append(context.Background(), d.shelf, contract.Record{
			Kind: contract.Complaint, Case: f.id, After: f.seq, At: d.now, Effect: contract.Effect{Obligation: o.ID, Mark: 1},
			Proposal: contract.Proposal{Type: contract.EventReminded, Fire: &contract.Fire{Obligation: o.ID, Mark: 1, Folded: []int{2}}},
		})
		if err == nil {
			t.Error("a mark was folded before its moment")
		}
	})
}

// late is a case of a unit with one mark that fired some time after its moment, at noon.
func (o office) late(unit string, n int, kind contract.MarkKind, by time.Duration) models.Case {
	o.t.Helper()
	var id string
	c := o.complaint(unit, noon, func(_ *models.Case, _ *models.Complaint, ob *models.Obligation) { id = ob.ID })
	fired, ms := noon.Add(time.Duration(n)*30*time.Second), by.Milliseconds()
	create(o.t, o.b, &models.Mark{
		ObligationID: id, N: n, CaseID: c.ID, At: fired.Add(-by), Kind: kind, State: models.MarkFired, FiredAt: &fired, LateMs: &ms,
	})
	return c
}

func TestLateMarksAreListedByWhomTheyConcernTheLastFirst(t *testing.T) {
	eachOffice(t, func(t *testing.T, o office) {
		o.late("S1", 0, contract.Remind, 999*time.Millisecond)
		a, b := o.late("S1", 1, contract.Remind, time.Second), o.late("S1", 2, contract.Breach, time.Minute)
		c, other := o.late("S1", 3, contract.Breach, time.Hour), o.late("S2", 4, contract.Breach, time.Hour)
		o.exclude(b, "1005")
		minute := noon.Add(time.Minute)
		for name, want := range map[string]struct {
			staff string
			f     models.LateFilter
			cases []string
		}{
			"of a store":         {"1003", models.LateFilter{}, []string{c.ID, b.ID, a.ID}},
			"of the group":       {"0001", models.LateFilter{}, []string{other.ID, c.ID, b.ID, a.ID}},
			"not of the own":     {"1005", models.LateFilter{}, []string{c.ID, a.ID}},
			"by a minute":        {"1003", models.LateFilter{AtLeast: time.Minute}, []string{c.ID, b.ID}},
			"of a kind":          {"1003", models.LateFilter{Kind: contract.Remind}, []string{a.ID}},
			"from a moment on":   {"0001", models.LateFilter{From: &minute}, []string{other.ID, c.ID, b.ID}},
			"until a moment":     {"1003", models.LateFilter{To: &minute}, []string{a.ID}},
			"of whoever is gone": {"1008", models.LateFilter{}, nil},
		} {
			got := walk(t, func(p models.Page) ([]models.LateMark, *models.Cursor, error) {
				return models.LateMarks(o.b.DB, o.scope(want.staff), want.f, p)
			}, func(m models.LateMark) string { return m.CaseID })
			if diff := cmp.Diff(want.cases, got); diff != "" {
				t.Errorf("%s: %s", name, diff)
			}
		}
		rows := must2(models.LateMarks(o.b.DB, o.scope("2001"), models.LateFilter{}, models.Page{Limit: 1}))(t)
		if m := rows[0]; m.CaseKind != contract.Complaint || m.Number != other.Number || m.UnitID != o.Units["S2"] || m.Duty != "classify" {
			t.Errorf("%+v", m)
		}
	})
}

// Marks that were struck in one moment come in pages too, each once.
func TestMarksStruckTogetherAreListedOnceEach(t *testing.T) {
	eachOffice(t, func(t *testing.T, o office) {
		var id string
		c := o.complaint("S1", noon, func(_ *models.Case, _ *models.Complaint, ob *models.Obligation) { id = ob.ID })
		ms := int64(5000)
		for n := range 7 {
			create(t, o.b, &models.Mark{
				ObligationID: id, N: n, CaseID: c.ID, At: noon, Kind: contract.Remind, State: models.MarkFolded, FiredAt: &noon, LateMs: &ms,
			})
		}
		got := walk(t, func(p models.Page) ([]models.LateMark, *models.Cursor, error) {
			return models.LateMarks(o.b.DB, o.scope("1003"), models.LateFilter{}, p)
		}, func(m models.LateMark) string { return fmt.Sprint(m.N) })
		if diff := cmp.Diff([]string{"6", "5", "4", "3", "2", "1", "0"}, got); diff != "" {
			t.Error(diff)
		}
	})
}

package models_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"carebook/contract"
	"carebook/models"
)

// Nothing is missing of what was done or where nobody was there, and what is missing and what was done add up to the least.
func TestWhatIsMissingOfAQuotaAndWhatWasDoneAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		least, done := rapid.Int64Range(1, 99).Draw(t, "least"), rapid.Int64Range(0, 200).Draw(t, "done")
		if got := models.Missing(least, done, true); got != 0 {
			t.Errorf("away, and %d are missing", got)
		}
		got := models.Missing(least, done, false)
		if got < 0 || got > least || done < least && got+done != least || done >= least && got != 0 {
			t.Errorf("%d of %d done, %d missing", done, least, got)
		}
	})
}

// month opens the month of a key-account specialist, two days before now.
func (d *desk) month(t *testing.T) string {
	t.Helper()
	role := models.RoleAssignment{ID: models.NewID(), StaffID: d.Staff["1006"], Role: "key_account_specialist", UnitID: d.Units["S1"], ValidFrom: d.now.Add(-30 * 24 * time.Hour)}
	if err := d.b.DB.Create(&role).Error; err != nil {
		t.Fatal(err)
	}
	id := models.NewID()
	zone, _ := time.LoadLocation("Asia/Shanghai")
	f := contract.Facts{Unit: d.Units["S1"], VisitPlan: &contract.VisitPlanFacts{Month: d.now.In(zone).Format(contract.MonthForm)}}
	d.append(t, d.onMonth(t, id, 0, contract.Open, f, contract.Proposal{Type: contract.EventOpened, Status: contract.PlanDraft}))
	return id
}

func (d *desk) onMonth(t *testing.T, id string, seq int64, action contract.Action, f contract.Facts, p contract.Proposal) contract.Record {
	t.Helper()
	c := d.receive(t, id, "1006", action, f, func(n *models.NewCommand) { n.Kind, n.BodySealed = string(contract.VisitPlan), nil })
	in := d.proposes(t, c, seq, p)
	in.Kind = contract.VisitPlan
	return in
}

// S2-5.2a: however often and by how many workers a day is counted, it is counted once, and what is missing is proposed once.
func TestADayIsCountedOnceHoweverManyWorkersCountIt(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		d.now = time.Date(2026, 3, 5, 2, 0, 0, 0, time.UTC) // a Thursday
		id := d.month(t)
		d.now = time.Date(2026, 3, 10, 0, 0, 0, 0, time.UTC) // Friday, the weekend and Monday are over; Monday's records may still come
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				if err := d.b.CloseQuotas(context.Background()); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		rows, err := models.QuotasOf(d.b.DB, id)
		if err != nil || len(rows) != 9 { // three quotas of Friday, Saturday and Sunday
			t.Fatalf("%d rows, %v", len(rows), err)
		}
		var missing int64
		for _, r := range rows {
			missing += r.Missing
		}
		if missing != 9 { // of Friday alone: nobody works on the others
			t.Errorf("%d are missing", missing)
		}
		brought, err := d.b.Spawned(context.Background(), 20)
		if err != nil || len(brought) != 3 {
			t.Fatalf("%d commands, %v", len(brought), err)
		}
		for i, c := range brought {
			m, err := c.Message()
			if err != nil {
				t.Fatal(err)
			}
			in := contract.Record{
				Kind: contract.VisitPlan, Case: id, After: int64(i + 1), Effect: contract.Effect{Command: c.ID},
				Proposal: contract.Proposal{Type: contract.EventTallied, Status: contract.Approved, Facts: m.Facts},
			}
			d.append(t, in)
			if out, err := d.b.Append(context.Background(), d.shelf, in); err != nil || out.Outcome != contract.Repeated {
				t.Errorf("a second time: %s %v", out.Outcome, err)
			}
		}
		counts := map[string]int{}
		var entries []models.Entry
		if err := d.b.DB.Where("case_id = ?", id).Find(&entries).Error; err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			counts[e.Kind]++
		}
		if counts[models.EntryFine] != 9 || counts[models.EntryDismissal] != 1 { // 2 met, 5 called, 2 old customers; more than five
			t.Errorf("%v", counts)
		}
		d.dismissed(t, entries)
	})
}

// dismissed confirms a dismissal as human resources do, whom alone the policy names, without any amount.
func (d *desk) dismissed(t *testing.T, entries []models.Entry) {
	t.Helper()
	row := models.RoleAssignment{ID: models.NewID(), StaffID: d.Staff["1001"], Role: "human_resources", UnitID: d.Units["S1"], ValidFrom: d.now.Add(-time.Hour)}
	if err := d.b.DB.Create(&row).Error; err != nil {
		t.Fatal(err)
	}
	decide := func(who, entry string) *contract.Refusal {
		id := models.NewID()
		cmd, err := d.b.DecideEntry(context.Background(), models.NewDecision{
			Command: models.NewCommand{ID: id, Principal: d.Staff[who], Key: id, Method: "POST", Path: "/entries", BodyHash: []byte(id)},
			Entry:   entry, Decision: models.EntryConfirmed, Reason: "seen",
		})
		if err != nil {
			t.Fatal(err)
		}
		out, err := cmd.Result()
		if err != nil {
			t.Fatal(err)
		}
		return out.Refusal
	}
	for _, e := range entries {
		if e.Kind != models.EntryDismissal {
			continue
		}
		if r := decide("1012", e.ID); r == nil || r.Code != contract.CodeWrongRole || r.Clause != "A-18" {
			t.Errorf("the sales manager: %+v", r)
		}
		if r := decide("1001", e.ID); r != nil {
			t.Errorf("human resources: %+v", r)
		}
	}
}

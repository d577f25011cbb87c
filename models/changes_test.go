package models_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"carebook/contract"
	"carebook/models"
)

func TestChangesSinceAMomentAreCasesAndDecisionsWithWhoMayNotKnow(t *testing.T) {
	eachOffice(t, func(t *testing.T, o office) {
		old, lately := o.complaint("S1", noon.Add(-time.Hour)), o.complaint("S2", noon)
		entry := models.Entry{ID: models.NewID(), CaseID: old.ID, Seq: 1, Kind: "liability", Clause: "V13-2.7", State: models.EntryProposed, CreatedAt: old.OpenedAt}
		create(t, o.b, &entry, &models.EntryDecision{EntryID: entry.ID, N: 1, Decision: models.EntryRejected, Clause: "V13-2.7", DecidedAt: noon.Add(time.Second)})
		o.exclude(old, "1005")
		got, all, err := models.ChangesSince(o.b.DB, noon, 1)
		want := []models.Change{
			{CaseID: lately.ID, Kind: contract.Complaint, UnitID: o.Units["S2"], Seq: 1, Status: contract.Registered, At: noon},
			{CaseID: old.ID, Kind: contract.Complaint, UnitID: o.Units["S1"], Seq: 1, Status: contract.Registered, At: noon.Add(time.Second),
				EntryID: entry.ID, N: 1, Excluded: []string{o.Staff["1005"]}},
		}
		if diff := cmp.Diff(want, got); diff != "" || !all || err != nil {
			t.Errorf("%v %v\n%s", all, err, diff)
		}
		for staff, sees := range map[string][]bool{"0001": {true, true}, "1003": {false, true}, "1005": {false, false}, "2001": {true, false}, "1008": {false, false}} {
			for i, c := range want {
				if o.scope(staff).Shows(c) != sees[i] {
					t.Errorf("%s hears of %d: %v", staff, i, !sees[i])
				}
			}
		}
		if got, all, err := models.ChangesSince(o.b.DB, noon.Add(-time.Hour), 1); got != nil || all || err != nil {
			t.Errorf("more than asked for: %v %v %v", got, all, err)
		}
		if got, all, err := models.ChangesSince(o.b.DB, noon.Add(time.Minute), 1); got != nil || !all || err != nil {
			t.Errorf("nothing: %v %v %v", got, all, err)
		}
	})
}

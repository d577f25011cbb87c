package models_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"carebook/contract"
	"carebook/models"
)

// sells lets store S1 run by S3, and its service consultant act for every department that S3 knows.
func (d *desk) sells(t *testing.T) {
	t.Helper()
	if err := d.b.DB.Model(&models.Unit{}).Where("id = ?", d.Units["S1"]).Update("profile", "services").Error; err != nil {
		t.Fatal(err)
	}
	for _, role := range []string{
		"sales_department", "customer_service_manager", "marketing_department", "rnd_department", "warehouse", "finance_department",
		"sales_vice_general_manager", "general_managers_office", "vice_general_manager",
	} {
		create(t, d.b, &models.RoleAssignment{ID: models.NewID(), StaffID: d.Staff["1006"], Role: role, UnitID: d.Units["S1"], ValidFrom: d.now})
	}
}

func TestAFormsLimitInDaysIsTheClockAndASecondOneIsForged(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		d.sells(t)
		f, _ := d.newFile(t)
		joint := contract.Facts{Assignee: d.Staff["1006"], Joint: true, Days: 2}
		if got := f.refuses(t, f.says(t, "1006", contract.Assign, joint, contract.Proposal{Owe: []contract.Owe{{Duty: "join", Days: 3}}})); got.Code != contract.CodeForged {
			t.Errorf("another limit than the form's: %+v", got)
		}
		e := f.do(t, "1006", contract.Assign, joint, contract.Proposal{Owe: []contract.Owe{{Duty: "join", Days: 2}, {Duty: "input_marketing"}}})
		var rows []models.Obligation
		if err := d.b.DB.Where("case_id = ? AND opened_seq = ?", f.id, e.Seq).Order("duty").Find(&rows).Error; err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, o := range rows {
			got = append(got, o.Duty+" "+o.Rule+" "+o.Clause+" "+o.Source)
		}
		if diff := cmp.Diff([]string{"input_marketing 1 day A-14 default", "join 2 days S3-25.2 policy"}, got); diff != "" {
			t.Error(diff)
		}
	})
}

func TestACopyIsRoutedOnceAndALossIsAnEntryByHand(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		d.sells(t)
		f, _ := d.newFile(t)
		f.do(t, "1006", contract.Close, contract.Facts{Settlement: "return"}, contract.Proposal{Status: contract.Closed})
		routed := f.do(t, "1006", contract.Route, contract.Facts{Copy: 2}, contract.Proposal{Status: contract.Closed})
		copies := must(models.Copies(d.b.DB, f.id))(t)
		if len(copies) != 1 || copies[0].Copy != 2 || copies[0].Receiver != "warehouse" || copies[0].Seq != routed.Seq || copies[0].RoutedBy != d.Staff["1006"] {
			t.Errorf("%+v", copies)
		}
		if _, err := d.b.Append(t.Context(), d.shelf, f.says(t, "1006", contract.Route, contract.Facts{Copy: 2}, contract.Proposal{Status: contract.Closed})); err == nil {
			t.Error("a copy was routed twice")
		}
		f.do(t, "1006", contract.Liability, contract.Facts{}, contract.Proposal{Status: contract.Closed})
		f.do(t, "1006", contract.Liability, contract.Facts{Amount: 30000, Liable: d.Staff["1005"]}, contract.Proposal{Status: contract.Closed})
		entries := must(models.Entries(d.b.DB, f.id))(t)
		if len(entries) != 1 || *entries[0].Amount != 30000 || *entries[0].StaffID != d.Staff["1005"] || entries[0].State != models.EntryProposed {
			t.Errorf("%+v", entries)
		}
		stranger := f.says(t, "1006", contract.Liability, contract.Facts{Liable: d.Staff["1008"]}, contract.Proposal{Status: contract.Closed})
		if got := f.refuses(t, stranger); got.Code != contract.CodeUnknownStaff {
			t.Errorf("somebody who left: %+v", got)
		}
		f.do(t, "1006", contract.SettleUp, contract.Facts{Approved: 10, Actual: 10}, contract.Proposal{Status: contract.Closed})
		var row models.Complaint
		if err := d.b.DB.Where("case_id = ?", f.id).Take(&row).Error; err != nil {
			t.Fatal(err)
		}
		if row.Settlement != "return" || row.ApprovedQuantity != 10 || row.ActualQuantity != 10 {
			t.Errorf("%+v", row)
		}
	})
}

package models_test

import (
	"errors"
	"testing"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/models"
)

// keeps lets store S1 keep the files of vehicles, and gives its archivist's role to 1006 and what else is needed to others.
func (d *desk) keeps(t *testing.T) {
	t.Helper()
	for role, who := range map[string]string{"archivist": "1006", "customer_care": "1005", "customer_director": "1001"} {
		row := models.RoleAssignment{ID: models.NewID(), StaffID: d.Staff[who], Role: role, UnitID: d.Units["S1"], ValidFrom: d.now.Add(-time.Hour)}
		if err := d.b.DB.Create(&row).Error; err != nil {
			t.Fatal(err)
		}
	}
}

func (d *desk) onRecord(t *testing.T, id, who string, seq int64, action contract.Action, f contract.Facts, p contract.Proposal) contract.Record {
	t.Helper()
	c := d.receive(t, id, who, action, f, func(n *models.NewCommand) { n.Kind, n.BodySealed = string(contract.Retention), []byte("why") })
	in := d.proposes(t, c, seq, p)
	in.Kind = contract.Retention
	return in
}

func TestARecordThatNobodyKeepsAnyMoreIsDestroyedOnceAndStaysInTheList(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		d.keeps(t)
		file, in := d.delivery(t, "new_car")
		d.append(t, in)
		if err := d.b.DB.Model(&models.Archive{}).Where("case_id = ?", file.id).Update("stored_at", d.now).Error; err != nil {
			t.Fatal(err)
		}
		id := models.NewID()
		opening := contract.Facts{Unit: d.Units["S1"], Retention: &contract.RetentionFacts{Record: "vehicle_archive", Case: file.id}}
		opened := contract.Proposal{Type: contract.EventOpened, Status: contract.Retained, Owe: []contract.Owe{{Duty: "keep", Since: d.now}}}
		e := d.append(t, d.onRecord(t, id, "1006", 0, contract.Open, opening, opened))
		if e.Status != contract.Retained || len(e.Opened) != 1 || e.Opened[0].Due.Before(d.now.Add(3650*24*time.Hour)) {
			t.Fatalf("%+v", e)
		}
		if r := d.refuses(t, d.onRecord(t, models.NewID(), "1006", 0, contract.Open, opening, opened)); r.Code != contract.CodeRetentionExists || r.Params["case"] != id {
			t.Errorf("%+v", r)
		}
		d.append(t, d.onRecord(t, id, "1005", 1, contract.ReviewRecord, contract.Facts{}, contract.Proposal{Type: contract.EventRecordReviewed, Status: contract.Reviewed}))
		d.append(t, d.onRecord(t, id, "1001", 2, contract.ApproveDestruction, contract.Facts{}, contract.Proposal{Type: contract.EventDestructionApproved, Status: contract.Approved}))
		gone := contract.Facts{Retention: &contract.RetentionFacts{Method: "delete"}}
		d.append(t, d.onRecord(t, id, "1006", 3, contract.Destroy, gone, contract.Proposal{Type: contract.EventDestroyed, Status: contract.Destroyed}))

		scope := scopeOf(t, d.b, d.Staff["1006"])
		from, before := d.now.Add(-time.Minute), d.now.Add(time.Minute)
		rows, _, err := models.Retentions(d.b.DB, scope, models.RetentionFilter{DestroyedFrom: &from, DestroyedBefore: &before}, models.Page{Limit: 5})
		if err != nil || len(rows) != 1 || *rows[0].ReviewerID != d.Staff["1005"] || *rows[0].ApproverID != d.Staff["1001"] || rows[0].Method != "delete" {
			t.Errorf("%+v %v", rows, err)
		}
		if _, err := models.RetentionByID(d.b.DB, scopeOf(t, d.b, d.Staff["2004"]), id); !errors.Is(err, gorm.ErrRecordNotFound) {
			t.Errorf("another store sees it: %v", err)
		}
	})
}

// A file that was lent can be destroyed once it is back.
func TestALentRecordIsNotDestroyedUntilItIsBack(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		d.keeps(t)
		file, in := d.delivery(t, "new_car")
		d.append(t, in)
		if err := d.b.DB.Model(&models.Archive{}).Where("case_id = ?", file.id).Update("stored_at", d.now).Error; err != nil {
			t.Fatal(err)
		}
		id := models.NewID()
		opening := contract.Facts{Unit: d.Units["S1"], Retention: &contract.RetentionFacts{Record: "vehicle_archive", Case: file.id}}
		d.append(t, d.onRecord(t, id, "1006", 0, contract.Open, opening, contract.Proposal{Type: contract.EventOpened, Status: contract.Retained}))
		d.append(t, d.onRecord(t, id, "1005", 1, contract.ReviewRecord, contract.Facts{}, contract.Proposal{Type: contract.EventRecordReviewed, Status: contract.Reviewed}))
		loan, in := d.asks(t, elsewhere, file.id)
		d.append(t, in)
		approve := func() contract.Record {
			return d.onRecord(t, id, "1001", 2, contract.ApproveDestruction, contract.Facts{}, contract.Proposal{
				Type: contract.EventDestructionApproved, Status: contract.Approved,
			})
		}
		if err := d.b.DB.Model(&models.Loan{}).Where("case_id = ?", loan).Update("issued_at", d.now).Error; err != nil {
			t.Fatal(err)
		}
		if r := d.refuses(t, approve()); r.Code != contract.CodeStillNeeded {
			t.Errorf("%+v", r)
		}
		if err := d.b.DB.Model(&models.Loan{}).Where("case_id = ?", loan).Update("back_at", d.now).Error; err != nil {
			t.Fatal(err)
		}
		d.append(t, approve())
	})
}

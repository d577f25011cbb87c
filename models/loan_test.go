package models_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/models"
)

// elsewhere works at the other store, and holds no role at the one that keeps the file.
const elsewhere = "2004"

func asLoan(n *models.NewCommand) { n.Kind, n.BodySealed = string(contract.Loan), []byte("why") }

// asks opens a request of somebody for a file at store S1.
func (d *desk) asks(t *testing.T, who, file string) (string, contract.Record) {
	t.Helper()
	id := models.NewID()
	f := contract.Facts{Unit: d.Units["S1"], Loan: &contract.LoanFacts{Purpose: contract.ToRead, Record: "vehicle_file", Case: file}}
	c := d.receive(t, id, who, contract.Open, f, asLoan)
	in := d.proposes(t, c, 0, contract.Proposal{Type: contract.EventOpened, Status: contract.Requested})
	in.Kind = contract.Loan
	return id, in
}

func (d *desk) onLoan(t *testing.T, id, who string, seq int64, action contract.Action, p contract.Proposal) contract.Record {
	t.Helper()
	in := d.proposes(t, d.receive(t, id, who, action, contract.Facts{}, asLoan), seq, p)
	in.Kind = contract.Loan
	return in
}

// lets approves a request.
func (d *desk) lets(t *testing.T, id, who string) contract.Record {
	t.Helper()
	var o models.Obligation
	if err := d.b.DB.Where("case_id = ?", id).Take(&o).Error; err != nil {
		t.Fatal(err)
	}
	return d.onLoan(t, id, who, 1, contract.Grant, contract.Proposal{
		Type: contract.EventGranted, Status: contract.Approved, Settle: []contract.Settle{{ID: o.ID, How: contract.Fulfilled}},
	})
}

// sees reports whether somebody finds a case by itself, as the door and as the file's page ask.
func (d *desk) sees(t *testing.T, who, file string) bool {
	t.Helper()
	scope, err := models.ScopeOf(d.b.DB, d.Staff[who], d.now)
	if err != nil {
		t.Fatal(err)
	}
	opened, err := d.b.OpenedTo(context.Background(), scope, models.ThingCase, string(contract.Archive), file, "/archives/{id}")
	if err != nil {
		t.Fatal(err)
	}
	_, caseErr := models.CaseSeen(d.b.DB, scope, file)
	_, fileErr := models.ArchiveByID(d.b.DB, scope, file)
	for _, err := range []error{caseErr, fileErr} {
		if err != nil && !errors.Is(err, gorm.ErrRecordNotFound) {
			t.Fatal(err)
		}
		if opened != (err == nil) {
			t.Errorf("the door says %v, a page %v", opened, err)
		}
	}
	listed, _, err := models.Archives(d.b.DB, scope, models.ArchiveFilter{}, models.Page{Limit: 10})
	if err != nil || !scope.Sees(d.Units["S1"]) && len(listed) > 0 {
		t.Errorf("a list shows %d files of another unit, %v", len(listed), err)
	}
	return opened
}

func TestAnApprovedRequestOpensOneFileToOnePersonForItsTime(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		file, in := d.delivery(t, "new_car")
		d.append(t, in)
		other, in := d.delivery(t, "aftersales")
		d.append(t, in)
		id, in := d.asks(t, elsewhere, file.id)
		if e := d.append(t, in); e.Loan == nil || e.Loan.Relation != contract.OtherRecord || e.Opened[0].Role != "general_manager" {
			t.Fatalf("%+v", e)
		}
		if d.sees(t, elsewhere, file.id) {
			t.Error("open before it is approved")
		}
		e := d.append(t, d.lets(t, id, "1001"))
		if e.Status != contract.Reading || e.Loan == nil || e.Loan.Until == nil || len(e.Opened) > 0 {
			t.Fatalf("%+v", e)
		}
		d.now = d.now.Add(time.Minute)
		if !d.sees(t, elsewhere, file.id) || d.sees(t, elsewhere, other.id) || d.sees(t, "2003", file.id) {
			t.Error("it isn't open to this person alone, or not this file alone")
		}
		var reads int64
		if d.b.DB.Model(&models.LoanRead{}).Where("case_id = ?", id).Count(&reads); reads != 1 {
			t.Errorf("%d looks were logged, want 1", reads)
		}
		scope := must(models.ScopeOf(d.b.DB, d.Staff[elsewhere], d.now))(t)
		mine, _, err := models.Loans(d.b.DB, scope, models.LoanFilter{Mine: true}, models.Page{Limit: 10})
		if err != nil || len(mine) != 1 || mine[0].UntilAt == nil {
			t.Errorf("one's own requests: %+v %v", mine, err)
		}
		d.now = e.Loan.Until.UTC()
		if d.sees(t, elsewhere, file.id) {
			t.Error("still open when its time is over")
		}
	})
}

func TestAFileIsClosedWhenTheAccessEndsAndNeverOpenedAgainstAnExclusion(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		file, in := d.delivery(t, "new_car")
		d.append(t, in)
		id, in := d.asks(t, elsewhere, file.id)
		d.append(t, in)
		d.append(t, d.lets(t, id, "1001"))
		d.now = d.now.Add(time.Minute)
		away := models.Exclusion{CaseID: file.id, StaffID: d.Staff[elsewhere], Seq: 1}
		if err := d.b.DB.Create(&away).Error; err != nil {
			t.Fatal(err)
		}
		if d.sees(t, elsewhere, file.id) {
			t.Error("open to somebody who is excluded")
		}
		if _, again := d.asks(t, elsewhere, file.id); d.refuses(t, again).Code != contract.CodeUnknownRecord {
			t.Error("who is excluded may ask")
		}
		if err := d.b.DB.Where("case_id = ?", file.id).Delete(&models.Exclusion{}).Error; err != nil {
			t.Fatal(err)
		}
		if !d.sees(t, elsewhere, file.id) {
			t.Error("closed without a reason")
		}
		d.append(t, d.onLoan(t, id, "1001", 2, contract.EndAccess, contract.Proposal{Type: contract.EventAccessEnded, Status: contract.Returned}))
		if d.sees(t, elsewhere, file.id) {
			t.Error("still open when the access was ended")
		}
	})
}

func TestNobodyApprovesHisOwnRequestNorAnotherUnits(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		file, in := d.delivery(t, "new_car")
		d.append(t, in)
		own, in := d.asks(t, "1010", file.id)
		d.append(t, in)
		if r := d.refuses(t, d.lets(t, own, "1010")); r.Code != contract.CodeFourEyes {
			t.Errorf("%+v", r)
		}
		id, in := d.asks(t, elsewhere, file.id)
		d.append(t, in)
		for _, who := range []string{"2001", "1010", elsewhere} {
			if r := d.refuses(t, d.lets(t, id, who)); r.Code != contract.CodeWrongRole {
				t.Errorf("%s: %+v", who, r)
			}
		}
	})
}

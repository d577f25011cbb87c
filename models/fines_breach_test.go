package models_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"carebook/contract"
	"carebook/models"
	"carebook/policies"
)

// breach lets a duty be missed, with a fine; the entries of both come back.
func (f *file) breach(t *testing.T, o contract.Obligation, fines ...contract.Fine) contract.Event {
	t.Helper()
	f.now = o.Due
	m := o.Marks[len(o.Marks)-1]
	e := f.append(t, contract.Record{
		Kind: contract.Complaint, Case: f.id, After: f.seq, At: f.now, Effect: contract.Effect{Obligation: o.ID, Mark: m.N},
		Proposal: contract.Proposal{
			Type: contract.EventBreached, Status: contract.Registered, Fire: &contract.Fire{Obligation: o.ID, Mark: m.N, Kind: m.Kind}, Fines: fines,
		},
	})
	f.seq++
	return e
}

func amount(fen int64) func(*models.NewDecision) {
	return func(n *models.NewDecision) { n.Amount = fen }
}

func TestALiabilityIsConfirmedWithAnAmountEnteredByHand(t *testing.T) {
	eachFineDesk(t, func(t *testing.T, d *fineDesk) {
		f, _ := d.newFile(t)
		f.breach(t, f.do(t, manager, contract.Classify, contract.Facts{Severity: contract.Major}, owes("prewarn")).Opened[0])
		e := d.kind(t, f.id, "liability")
		boss := d.Staff["1001"]
		if code := d.decides(t, d.director, e.ID, models.EntryConfirmed, amount(1)); code != contract.CodeWrongRole {
			t.Errorf("by the one who decides on fines: %q", code)
		}
		if code := d.decides(t, boss, e.ID, models.EntryConfirmed); code != contract.CodeAmountNeeded {
			t.Errorf("without an amount: %q", code)
		}
		d.must(t, boss, e.ID, models.EntryConfirmed, amount(800_00))
		d.must(t, boss, e.ID, models.EntryReversed)
		all := d.entriesOf(t, models.EntryFilter{Case: f.id})
		if len(all) != 2 {
			t.Fatalf("%+v", all)
		}
		for _, e := range all {
			if e.ContraOf != nil && *e.Amount != -800_00 {
				t.Errorf("%+v", e)
			}
		}
	})
}

func TestWhereThePolicyNamesNobodyNobodyDecides(t *testing.T) {
	eachFineDesk(t, func(t *testing.T, d *fineDesk) {
		v13, _ := d.shelf.Book.Policy("V13")
		before, rest, _ := strings.Cut(string(v13.Content), "  entries:\n")
		_, after, _ := strings.Cut(rest, "\n\n")
		policy := must(policies.Parse("V13", []byte(before+after)))(t)
		in := d.opening(t, models.NewID())
		out := must(d.b.Append(context.Background(), louder{d.shelf, policy}, in))(t)
		f := &file{desk: d.desk, id: in.Case, seq: out.Seq}
		f.breach(t, f.do(t, manager, contract.Classify, contract.Facts{Severity: contract.Major}, owes("prewarn")).Opened[0])
		code := d.decides(t, d.Staff["1001"], d.kind(t, f.id, "liability").ID, models.EntryConfirmed, amount(1))
		if code != contract.CodeNobodyDecides {
			t.Errorf("%q", code)
		}
	})
}

// Kept in time though recorded after the breach: the fine goes as the breach does, and those that counted it are looked at.
func TestAFineGoesWithTheBreachThatBroughtIt(t *testing.T) {
	eachFineDesk(t, func(t *testing.T, d *fineDesk) {
		person := d.hire(t, "sales_consultant")
		f, _ := d.newFile(t)
		duty := f.do(t, manager, contract.Classify, contract.Facts{}, owes("relay")).Opened[0]
		kept := duty.Due.Add(-time.Hour)
		f.breach(t, duty, contract.Fine{Violation: "late_sales", Person: person}, contract.Fine{Violation: "late_sales", Person: person, Item: "photo"})
		second := d.fined(t, "late_sales", person)
		d.now = duty.Due.Add(time.Hour)
		in := f.says(t, "1001", contract.Note, contract.Facts{}, contract.Proposal{
			Settle: []contract.Settle{{ID: duty.ID, How: contract.Fulfilled}},
		}, occurred(kept))
		f.append(t, in)
		var total int64
		states := map[string]int{}
		for _, e := range d.entriesOf(t, models.EntryFilter{Case: f.id}) {
			total += *e.Amount
			states[e.Now]++
		}
		if total != 0 || states[models.EntryReversed] != 2 || states[models.EntryContra] != 2 {
			t.Errorf("%d fen, %v", total, states)
		}
		if now := d.entry(t, second.ID).Now; now != models.EntryReview {
			t.Errorf("the one that counted them is %s", now)
		}
	})
}

func TestAFineForABreachInAnOutageIsForAPersonToLookAt(t *testing.T) {
	eachFineDesk(t, func(t *testing.T, d *fineDesk) {
		f, _ := d.newFile(t)
		duty := f.do(t, manager, contract.Classify, contract.Facts{}, owes("relay")).Opened[0]
		create(t, d.b, &models.Outage{ID: "o", BeganAt: duty.Since.Add(time.Minute), EndedAt: duty.Due})
		f.breach(t, duty, contract.Fine{Violation: "late_sales", Person: d.Staff["1005"]})
		e := d.kind(t, f.id, models.EntryFine)
		if e.Now != models.EntryNeedsReview || *e.OutageID != "o" || *e.BreachOf != duty.ID || e.ProposerID != nil {
			t.Errorf("%+v", e)
		}
		d.must(t, d.director, e.ID, models.EntryConfirmed)
	})
}

// Nobody is known who handed the file over late: the amount is proposed, nothing is counted.
func TestAFineOfNobodyIsPricedOnce(t *testing.T) {
	eachFineDesk(t, func(t *testing.T, d *fineDesk) {
		for range 2 {
			if e := d.fined(t, "late_sales", ""); e.StaffID != nil || *e.Amount != 50_00 || e.Counted != 0 {
				t.Errorf("%+v", e)
			}
		}
	})
}

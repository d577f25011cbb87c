package models_test

import (
	"testing"

	"carebook/contract"
	"carebook/models"
)

// standsAgainst counts the open cases that stand against erasing the customer of a request.
func (d *desk) standsAgainst(t *testing.T, request string) (n int64) {
	t.Helper()
	item := must(models.ErasureByID(d.b.DB, scopeOf(t, d.b, d.Staff["1006"]), request))(t)
	for _, c := range must(d.b.Conflicts(d.b.DB, item, d.now))(t) {
		if c.What == contract.ConflictOpenCase {
			n += c.Count
		}
	}
	return n
}

// What is back, or was never taken along, is no reason to keep somebody's data: only a leak that nobody has seen to still is.
func TestARequestForAFileStandsAgainstAnErasureUntilItsRecordIsBack(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		file, in := d.delivery(t, "new_car")
		d.append(t, in)
		erasure := models.NewID()
		asked := contract.Facts{Unit: d.Units["S1"], Customer: d.Customer, Channel: "letter", Erasure: &contract.ErasureFacts{Asker: "self"}}
		c := d.receive(t, erasure, "1006", contract.Open, asked, func(n *models.NewCommand) { n.Kind = string(contract.Erasure) })
		in = d.proposes(t, c, 0, contract.Proposal{Type: contract.EventOpened, Status: contract.ErasureAsked})
		in.Kind = contract.Erasure
		d.append(t, in)
		before := d.standsAgainst(t, erasure) // the file itself
		loan, in := d.asks(t, elsewhere, file.id)
		d.append(t, in)
		d.append(t, d.lets(t, loan, "1001"))
		if n := d.standsAgainst(t, erasure); n != before+1 {
			t.Errorf("%d cases while the file is read, want %d", n, before+1)
		}
		d.append(t, d.onLoan(t, loan, "1001", 2, contract.EndAccess, contract.Proposal{Type: contract.EventAccessEnded, Status: contract.Returned}))
		if n := d.standsAgainst(t, erasure); n != before {
			t.Errorf("%d cases when it is back, want %d", n, before)
		}
		d.append(t, d.onLoan(t, loan, "1001", 3, contract.ReportLeak, contract.Proposal{Type: contract.EventLeaked, Status: contract.Returned}))
		if n := d.standsAgainst(t, erasure); n != before+1 {
			t.Errorf("%d cases with a leak, want %d", n, before+1)
		}
	})
}

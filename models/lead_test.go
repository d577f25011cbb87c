package models_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"carebook/contract"
	"carebook/models"
	"carebook/policies"
)

// dealt runs store S1 by a binder whose cards are followed and whose deals are visited, or aren't.
func (d *desk) dealt(t *testing.T, event string) contract.Event {
	t.Helper()
	visits, _ := d.shelf.Book.Policy("R6")
	own, err := d.shelf.Book.Overlay(fstest.MapFS{
		"R6.yaml":       {Data: []byte(strings.Replace(string(visits.Content), "    paid_service_done:", "    "+event+":", 1))},
		"profiles.yaml": {Data: []byte("profiles: {dealer-4s: {title: {en: Dealer}, calendar: cn, complaint: V13, lead: S2, returnvisit: R6}}\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	d.shelf.Book = own
	asLead := func(n *models.NewCommand) { n.Kind = string(contract.Lead) }
	id, seq := models.NewID(), int64(0)
	does := func(action contract.Action, f contract.Facts, p contract.Proposal) contract.Event {
		in := d.proposes(t, d.receive(t, id, seller, action, f, asLead), seq, p)
		in.Kind = contract.Lead
		seq++
		return d.append(t, in)
	}
	does(contract.Open, contract.Facts{
		Unit: d.Units["S1"], Customer: d.Customer, Lead: &contract.LeadFacts{Traits: policies.Traits{Source: "card"}},
	}, contract.Proposal{Type: contract.EventOpened, Status: contract.New})
	return does(contract.Win, contract.Facts{}, contract.Proposal{Type: contract.EventWon, Status: contract.Won})
}

func TestADealBringsOneReturnVisitWhereTheUnitHasThem(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		e := d.dealt(t, "deal_closed")
		if len(e.Spawned) != 1 || e.Spawned[0].Kind != contract.ReturnVisit || e.Spawned[0].Action != contract.Open {
			t.Fatalf("brought %+v", e.Spawned)
		}
		var c models.Command
		if err := d.b.DB.Where("id = ?", e.Spawned[0].Command).Take(&c).Error; err != nil {
			t.Fatal(err)
		}
		m, err := c.Message()
		if err != nil || m.Facts.Event != "deal_closed" || m.Facts.Customer != d.Customer || !strings.HasPrefix(m.Facts.Reference, "S1-L") {
			t.Errorf("%+v %v", m.Facts, err)
		}
	})
}

func TestADealBringsNothingWhereDealsAreNotVisited(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		if e := d.dealt(t, "product_sold"); len(e.Spawned) != 0 {
			t.Errorf("brought %+v", e.Spawned)
		}
	})
}

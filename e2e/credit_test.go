package e2e_test

import (
	"fmt"
	"net/http"
	"sync"
	"testing"
	"time"

	"carebook/policies"
)

// traders are those of the demo's wholesale trade whom an account needs.
var traders = []string{
	"trade-sales", "trade-head", "trade-finance", "trade-regional", "trade-manager", "trade-logistics", "trade-warehouse", "trade-marketing",
}

// trade is the account of a customer of the wholesale trade who may owe 1,000.00.
func (h *house) trade() string {
	h.t.Helper()
	unit := h.goesTo(traders...)
	return h.accountOf(unit, h.must(h.newCustomer("trade-sales", unit)).body.ID)
}

// accountOf is the account of a customer of the unit of traders, who may owe 1,000.00.
func (h *house) accountOf(unit, customer string) string {
	h.t.Helper()
	id := h.must(h.opensAccount(unit, customer)).body.ID
	h.must(onCredit(id, "trade-sales", "prove_archive", map[string]any{}))
	h.must(onCredit(id, "trade-sales", "prove_contract", map[string]any{"contract": "direct"}))
	h.must(onCredit(id, "trade-finance", "prove_balance", map[string]any{"year": time.Now().Year() - 1}))
	h.must(onCredit(id, "trade-sales", "propose_limit", map[string]any{"amount": "1000.00"}))
	h.must(onCredit(id, "trade-manager", "approve_limit", map[string]any{"verdict": "approve"}))
	return id
}

// onCredit is an order for an action on an account.
func onCredit(id, staff, action string, content any) order {
	return newOrder(staff, action, "/credits/"+id+"/"+hyphened(action), content)
}

// creditBooks are the lines and requests of an account, as anybody who reckons again reads them.
type creditBooks struct {
	lines struct {
		Items []struct {
			Kind, Way, Amount, Reference string
			Seq                          int64
		}
	}
	requests struct {
		Items []struct{ State, Way, Reference string }
	}
}

func fen(t *testing.T, amount string) int64 {
	t.Helper()
	m, err := policies.ParseMoney(amount)
	if err != nil {
		t.Fatal(err)
	}
	return int64(m)
}

// Of many requests and payments that come at once, none is released beside another: what the ledger released in their order
// is never more than the limit.
func TestRequestsThatComeAtOnceNeverReleaseMoreThanTheLimit(t *testing.T) {
	h := newHouse(t, onPostgres, byTheBook)
	h.up()
	id := h.trade()
	const n = 24
	var all sync.WaitGroup
	for i := range n {
		o := onCredit(id, "trade-sales", "request", map[string]any{"reference": fmt.Sprintf("D-%d", i), "amount": fmt.Sprintf("%d.50", 90+7*i)})
		if i%4 == 3 {
			o = onCredit(id, "trade-finance", "pay", map[string]any{"receipt": fmt.Sprintf("R-%d", i), "amount": "60.00"})
		}
		all.Go(func() {
			if a, err := h.once(o); err != nil || a.status != http.StatusOK && a.body.Code != "too_many_waiting" {
				t.Errorf("%s: %d %s %v", o.action, a.status, a.raw, err)
			}
		})
	}
	all.Wait()
	var b creditBooks
	h.read("trade-sales", "/credits/"+id+"/lines", &b.lines)
	h.read("trade-sales", "/credits/"+id+"/requests", &b.requests)
	var owed, released int64
	for _, l := range b.lines.Items {
		switch amount := fen(t, l.Amount); l.Kind {
		case "goods":
			if owed, released = owed+amount, released+1; l.Way != "in_limit" || owed > 100_000 {
				t.Errorf("#%d released %s as %s: %d fen are owed", l.Seq, l.Reference, l.Way, owed)
			}
		case "payment":
			owed -= amount
		}
	}
	var account struct{ Figures struct{ Unpaid string } }
	h.read("trade-sales", "/credits/"+id, &account)
	if released == 0 || account.Figures.Unpaid != policies.Money(owed).String() || len(b.requests.Items) < 5 {
		t.Errorf("%d released, %s unpaid, reckoned %d fen, %d requests", released, account.Figures.Unpaid, owed, len(b.requests.Items))
	}
}

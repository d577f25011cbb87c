package e2e_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"carebook/internal/failpoint"
	"carebook/internal/workbook"
)

// TestDispatchesAndPaymentsReachTheirAccountOnceThroughKills has the service killed in the middle of both workbooks.
func TestDispatchesAndPaymentsReachTheirAccountOnceThroughKills(t *testing.T) {
	t.Parallel()
	for _, shape := range []string{onSQLite, onPostgres} {
		t.Run(shape, func(t *testing.T) { h := newHouse(t, shape, byTheBook); h.trades(); h.down() })
	}
}

// trades brings 50 dispatches of 10.50 and 45 payments of 10.10 in: three parts of an import each.
func (h *house) trades() {
	t := h.t
	h.administrator()
	h.up(diesAt(failpoint.DuringImport, 1))
	h.imported(h.importingTo("TRADE", "customers", h.workbook("customers.xlsx", customers(1))), "1 rows: 1 created, 0 unchanged, 0 refused")
	unit := h.goesTo(traders...)
	id := h.accountOf(unit, h.onlyCustomer())

	goods := dispatched(50)
	first := h.importingTo("TRADE", "dispatches", h.workbook("dispatches.xlsx", goods))
	h.diesDuringImport()
	h.up(diesAt(failpoint.DuringImport, 2)) // once in what is left of the dispatches, then in the payments
	h.imported(first, "50 rows: 50 created, 0 unchanged, 0 refused")
	money := paid(45)
	second := h.importingTo("TRADE", "payments", h.workbook("payments.xlsx", money))
	h.diesDuringImport()
	h.up()
	h.imported(second, "45 rows: 45 created, 0 unchanged, 0 refused")
	goods[1], goods[50] = goods[50], goods[1]
	money[1], money[45] = money[45], money[1]
	h.imported(h.importingTo("TRADE", "dispatches", h.workbook("d-again.xlsx", goods)), "50 rows: 0 created, 50 unchanged, 0 refused")
	h.imported(h.importingTo("TRADE", "payments", h.workbook("p-again.xlsx", money)), "45 rows: 0 created, 45 unchanged, 0 refused")

	var b creditBooks
	h.read("trade-sales", "/credits/"+id+"/lines", &b.lines)
	kinds, seen := map[string]int{}, []string{}
	for _, l := range b.lines.Items {
		if kinds[l.Kind]++; l.Kind == "goods" {
			seen = append(seen, l.Reference)
		}
	}
	if kinds["goods"] != 50 || kinds["payment"] != 45 || seen[0] != "D-0" || seen[49] != "D-49" {
		t.Errorf("%v, goods in the order %v", kinds, seen)
	}
	if got := h.unpaidOf(id); got != "70.50" {
		t.Errorf("%s are unpaid, want 70.50", got)
	}
	h.refusesWhatTheAccountDoes()
	if got := h.unpaidOf(id); got != "70.50" {
		t.Errorf("after refused rows %s are unpaid, want 70.50", got)
	}
	run(t, h.environment(), full(t), "audit", "verify")
	h.passes(demand{})
}

// refusesWhatTheAccountDoes: what the account's workflow, or the ledger, refuses stands in the error workbook.
func (h *house) refusesWhatTheAccountDoes() {
	h.t.Helper()
	now := time.Now().Format(time.RFC3339)
	head := append(dispatched(0)[0], "currency")
	h.refusedRows("dispatches", [][]string{
		head, {"D-90", "K00000", "0", now, ""}, {"D-91", "K00000", "-1", now, ""}, {"D-92", "K00000", "1.005", now, ""}, {"D-93", "K00000", "1", now, "USD"},
		{"D-94", "K00000", "2000", now, ""}, {"D-95", "K00001", "1", now, ""}, {"D-0", "K00000", "10.51", now, ""},
	}, "This is no amount", "This is no amount", "This is no amount", "Accounts are kept in CNY only", "The account doesn't release these goods",
		"Nothing was imported under this customer reference", "The books say something else under this reference")
	head = append(paid(0)[0], "dispatch_ref")
	h.refusedRows("payments", [][]string{
		head, {"P-90", "K00000", "R-7", "1", now, ""}, {"P-91", "K00000", "R-91", "1", now, "D-94"}, {"P-92", "K00000", "R-92", "1", "2020-01-02", ""},
	}, "Receipt R-7 is booked already", "", "occurred_at can't be accepted")
}

// refusedRows brings rows in of which each is refused for a reason that begins so.
func (h *house) refusedRows(kind string, rows [][]string, reasons ...string) {
	h.t.Helper()
	file := h.workbook(kind+"-bad.xlsx", rows)
	p := h.importingTo("TRADE", kind, file)
	if status, err := p.ends(time.Minute); err != nil || status.ExitStatus() != 1 {
		h.t.Fatalf("%s that can't be: %v %v\n%s", kind, status, err, p.tail())
	}
	bad, err := os.ReadFile(strings.TrimSuffix(file, ".xlsx") + "-errors.xlsx")
	if err != nil {
		h.t.Fatal(err)
	}
	found, err := workbook.Read(bad, []workbook.Column{
		{Name: "row"}, {Name: "reason"}, {Name: "external_ref", Titles: []string{"External reference"}}, {Name: "customer_ref", Titles: []string{"Customer reference"}},
		{Name: "amount"}, {Name: "currency"}, {Name: "dispatched_at"}, {Name: "bearers"}, {Name: "receipt"}, {Name: "paid_at"}, {Name: "dispatch_ref", Titles: []string{"Dispatch reference"}},
	}, 100)
	if err != nil || len(found) != len(reasons) {
		h.t.Fatalf("%d rows of %s were refused, want %d: %v", len(found), kind, len(reasons), err)
	}
	for k, want := range reasons {
		if got := found[k].Cells["reason"]; got == "" || !strings.HasPrefix(got, want) {
			h.t.Errorf("%s: %q, want %q", found[k].Cells["external_ref"], got, want)
		}
	}
}

func dispatched(n int) [][]string {
	rows := [][]string{{"external_ref", "customer_ref", "amount", "dispatched_at"}}
	for k := range n {
		rows = append(rows, []string{fmt.Sprint("D-", k), "K00000", "10.5", day(time.Now())})
	}
	return rows
}

func paid(n int) [][]string {
	rows := [][]string{{"external_ref", "customer_ref", "receipt", "amount", "paid_at"}}
	for k := range n {
		rows = append(rows, []string{fmt.Sprint("P-", k), "K00000", fmt.Sprint("R-", k), "10.1", day(time.Now())})
	}
	return rows
}

func day(at time.Time) string { return at.In(shanghai).Format(time.DateOnly) }

func (h *house) diesDuringImport() {
	h.t.Helper()
	if err := h.processes["serve"].diedAt(failpoint.DuringImport, time.Minute); err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) unpaidOf(id string) string {
	h.t.Helper()
	var account struct{ Figures struct{ Unpaid string } }
	h.read("trade-sales", "/credits/"+id, &account)
	return account.Figures.Unpaid
}

// onlyCustomer is the id of the only customer in the books.
func (h *house) onlyCustomer() (id string) {
	h.t.Helper()
	db, err := h.open()
	if err != nil {
		h.t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRow("SELECT id FROM customers").Scan(&id); err != nil {
		h.t.Fatal(err)
	}
	return id
}

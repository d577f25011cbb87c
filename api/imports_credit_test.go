package api

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"carebook/contract"
	"carebook/internal/workbook"
	"carebook/models"
)

var (
	dispatchHead = []string{"外部编号", "客户外部编号", "金额", "币种", "发货时间", "承担人工号"}
	paymentHead  = []string{"External reference", "Customer reference", "Receipt", "Amount", "Currency", "Paid at", "Dispatch reference"}
)

// imported brings a workbook in as 1001, carries it out as workers would, and returns the import as it ended.
func (c *counter) imported(kind string, head []string, rows ...[]string) reply {
	c.t.Helper()
	id := c.want(c.bring("1001", kind, "", c.sheet(head, rows...)), http.StatusAccepted, "").JSON["id"].(string)
	ctx := context.Background()
	chunk, err := c.books.ImportRows(ctx, id, 100)
	if err != nil {
		c.t.Fatal(err)
	}
	var answered []models.RowAnswer
	for _, r := range chunk.Commands {
		m, err := r.Command.Message()
		if err != nil {
			c.t.Fatal(err)
		}
		receipt, err := c.line.Act(ctx, contract.Kind(r.Command.Kind), r.Command.Stream, m)
		if err != nil {
			c.t.Fatal(err)
		}
		answered = append(answered, models.RowAnswer{RowCommand: r, Refusal: receipt.Refusal})
	}
	if _, err := c.books.SettleCommands(ctx, id, answered); err != nil {
		c.t.Fatal(err)
	}
	return c.want(c.get("1001", base+"/imports/"+id), http.StatusOK, "")
}

// outcome is how many rows were created, unchanged and refused, and the reasons in the order of the sheet.
func (c *counter) outcome(i reply) (counts [3]float64, reasons []string) {
	c.t.Helper()
	for k, name := range []string{"created", "unchanged", "refused"} {
		counts[k] = i.JSON[name].(float64)
	}
	bad := c.want(c.get("1001", base+"/imports/"+i.JSON["id"].(string)+"/errors"), http.StatusOK, "")
	var columns []workbook.Column
	for _, column := range importColumns[contract.ImportKind(i.JSON["kind"].(string))] {
		columns = append(columns, workbook.Column{Name: column.name, Titles: []string{column.title.en}})
	}
	rows, err := workbook.Read([]byte(bad.Text), append(columns, workbook.Column{Name: "row"}, workbook.Column{Name: "reason"}), 100)
	if err != nil {
		c.t.Fatal(err)
	}
	for _, r := range rows {
		reasons = append(reasons, r.Cells["row"]+" "+r.Cells["reason"])
	}
	return counts, reasons
}

// trading is the account of customer K1, who was imported and may owe 1,000.00. K2 has none.
func (c *counter) trading() (path string) {
	c.t.Helper()
	c.seed.Administer(c.t, c.books, "1001", "S1")
	c.wholesale()
	c.imported("customers", customerHead, []string{"K1", "演示乙", "13900007777"}, []string{"K2", "演示丙", "13900007778"})
	var row models.ImportRow
	if err := c.books.DB.Where("n = 2").Take(&row).Error; err != nil {
		c.t.Fatal(err)
	}
	c.seed.Customer = *row.ResultID
	from := time.Now().Add(-time.Hour).UTC()
	for badge, role := range map[string]string{"1003": "logistics_specialist", "1004": "warehouse_keeper", "1005": "marketing_head"} {
		c.write(&models.RoleAssignment{ID: models.NewID(), StaffID: c.seed.Staff[badge], Role: role, UnitID: c.seed.Units["S1"], ValidFrom: from})
	}
	return base + "/credits/" + c.account()
}

func today() string { return time.Now().In(BusinessZone()).Format(time.DateOnly) }

func (c *counter) unpaid(path string) any {
	c.t.Helper()
	return c.want(c.get("1006", path), 200, "").JSON["figures"].(map[string]any)["unpaid"]
}

func TestDispatchesOfAWorkbookAreReleasedFoundOrBorne(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		path := c.trading()
		c.want(c.post("1006", path+"/request", map[string]any{"reference": "D-1", "amount": "100"}), 200, "")
		c.want(c.post("1006", path+"/request", map[string]any{"reference": "D-2", "amount": "100"}), 200, "")
		file := [][]string{
			{"D-1", "K1", "100.00", "", today(), ""}, // asked for and released before
			{"D-2", "K1", "100.01", "", today(), ""}, // idem, as another amount
			{"D-3", "K1", "799.9", "", today(), ""},  // inside the limit
			{"D-4", "K1", "0.10", "CNY", today(), ""},
			{"D-5", "K1", "300", "", today(), ""},                // above the limit
			{"D-6", "K1", "300", "", today(), "1003，1004, 1005"}, // above it, and somebody bears it
			{"D-7", "K1", "300", "", today(), "1004,1003,1005"},  // in each other's roles
			{"D-8", "K1", "300", "", today(), "1003,4711,1005"},  // nobody
			{"D-9", "K2", "1", "", today(), ""},                  // no account
			{"D-10", "K3", "1", "", today(), ""},                 // nobody was imported
			{"D-11", "K1", "1", "", "2020-01-02", ""},            // years ago
			{"13900007777 张", "K1", "1", "yuan", "soon", ""},     // nothing that can be read
			{"D-4", "K1", "0.10", "CNY", today(), ""},
			{"D-4", "K1", "0.20", "CNY", today(), ""},
		}
		counts, reasons := c.outcome(c.imported("dispatches", dispatchHead, file...))
		equal(t, "counts", counts, [3]float64{3, 2, 9})
		equal(t, "unpaid", c.unpaid(path), any("1300.00"))
		for k, want := range []string{
			"3 The books say something else", "6 The account doesn't release these goods (limit 1000.00, unpaid 1000.00, goods 300.00)",
			"8 those who bear it must name active staff", "9 those who bear it must name active staff", "10 The customer has no account at this unit",
			"11 Nothing was imported under this", "12 occurred_at can't be accepted", "13 External reference: takes letters, digits",
			"15 The books say something else",
		} {
			if k >= len(reasons) || !strings.HasPrefix(reasons[k], want) {
				t.Errorf("reason %d isn't %q: %v", k, want, reasons)
			}
		}
		equal(t, "who bears D-6", c.rows("ledger_entries"), int64(3))
		counts, _ = c.outcome(c.imported("dispatches", dispatchHead, file...))
		equal(t, "again", counts, [3]float64{0, 5, 9})
		equal(t, "unpaid as before", c.unpaid(path), any("1300.00"))
		file[4][5] = "1003,1004,1005"
		counts, _ = c.outcome(c.imported("dispatches", dispatchHead, file[4]))
		equal(t, "corrected", counts, [3]float64{1, 0, 0})
		if err := c.books.DB.Model(&models.Case{}).Where("kind = 'credit'").Update("status", contract.AccountClosed).Error; err != nil {
			t.Fatal(err)
		}
		_, reasons = c.outcome(c.imported("dispatches", dispatchHead, []string{"D-12", "K1", "1", "", today(), ""}))
		equal(t, "closed", reasons, []string{"2 " + problems[contract.CodeAccountClosed].en + " (V2-1.1)"})
		equal(t, "nothing personal in the log", strings.Contains(c.log.text(), "演示"), false)
	})
}

func TestPaymentsOfAWorkbookAreBookedOnceByTheirReceipts(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		path := c.trading()
		c.want(c.post("1006", path+"/request", map[string]any{"reference": "D-1", "amount": "500"}), 200, "")
		c.want(c.post("1004", path+"/pay", map[string]any{"receipt": "R-0", "amount": "5"}), 200, "")
		file := [][]string{
			{"P-1", "K1", "R-1", "100.1", "cny", today(), ""},
			{"P-2", "K1", "R-2", "100", "", today(), "D-1"},
			{"P-3", "K1", "R-1", "100", "", today(), ""}, // a receipt twice in the workbook
			{"P-4", "K1", "R-0", "5", "", today(), ""},   // one of the desk
			{"P-5", "K1", "R-5", "5", "", today(), "D-9"},
			{"P-6", "K2", "R-6", "5", "", today(), ""},
			{"P-7", "K1", "R-7", "5", "", time.Now().Add(48 * time.Hour).Format(time.DateOnly), ""},
		}
		counts, reasons := c.outcome(c.imported("payments", paymentHead, file...))
		equal(t, "counts", counts, [3]float64{2, 0, 5})
		equal(t, "unpaid", c.unpaid(path), any("294.90"))
		for k, want := range []string{"4 Receipt R-1 is booked already", "5 Receipt R-0 is booked already", "6 ", "7 The customer has no account", "8 occurred_at"} {
			if k >= len(reasons) || !strings.HasPrefix(reasons[k], want) {
				t.Errorf("reason %d isn't %q: %v", k, want, reasons)
			}
		}
		counts, _ = c.outcome(c.imported("payments", paymentHead, file[:2]...))
		equal(t, "again", counts, [3]float64{0, 2, 0})
		file[0][3] = "100.2"
		_, reasons = c.outcome(c.imported("payments", paymentHead, file[0]))
		equal(t, "as something else", reasons, []string{"2 " + problems[contract.CodeRowChanged].en})
		equal(t, "unpaid as before", c.unpaid(path), any("294.90"))
	})
}

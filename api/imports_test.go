package api

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"carebook/contract"
	"carebook/internal/dispatch"
	"carebook/internal/workbook"
)

var customerHead = []string{"外部编号", "姓名", "电话"}

func (c *counter) sheet(head []string, rows ...[]string) string {
	c.t.Helper()
	var file bytes.Buffer
	if err := workbook.Write(&file, head, rows); err != nil {
		c.t.Fatal(err)
	}
	return file.String()
}

// bring posts a workbook for store S1.
func (c *counter) bring(badge, kind, key, file string) reply {
	c.t.Helper()
	return c.do(ask{
		method: http.MethodPost, path: "/api/v1/imports/" + kind + "?unit=" + c.seed.Units["S1"], body: file, badge: badge, key: key,
		headers: map[string]string{"Content-Type": workbook.MediaType},
	})
}

// carryOut does what the workers would.
func (c *counter) carryOut(id any) {
	c.t.Helper()
	if _, err := c.books.ImportRows(context.Background(), id.(string), 100); err != nil {
		c.t.Fatal(err)
	}
}

func TestAWorkbookIsTakenInCarriedOutAndItsBadRowsComeBack(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		c.seed.Administer(t, c.books, "1001", "S1")
		file := c.sheet(customerHead, []string{"K1", "演示乙", "+86 139 0000 7777"}, []string{"K2", "演示丙", "=HYPERLINK(1)"},
			[]string{"K1", "演示丁", "13900007778"}, []string{"1.5E+17", "", "13900007779"})
		taken := c.want(c.bring("1001", "customers", "one", file), http.StatusAccepted, "")
		id := taken.JSON["id"]
		equal(t, "before", []any{taken.JSON["state"], taken.JSON["rows"], taken.JSON["done"], taken.JSON["refused"]}, []any{"waiting", 4.0, 2.0, 2.0})
		equal(t, "the same key", c.bring("1001", "customers", "one", file).JSON["id"], id)
		equal(t, "sent", c.line.sent, []string{"import " + id.(string), "import " + id.(string)})

		c.carryOut(id)
		path := "/api/v1/imports/" + id.(string)
		after := c.want(c.get("1001", path), http.StatusOK, "")
		equal(t, "after", []any{after.JSON["state"], after.JSON["done"], after.JSON["created"], after.JSON["refused"]}, []any{"finished", 4.0, 1.0, 3.0})
		again := c.want(c.bring("1001", "customers", "one", file), http.StatusAccepted, "")
		equal(t, "the same key, afterwards", again.JSON, after.JSON)
		equal(t, "sent no more", len(c.line.sent), 2)
		list := c.want(c.get("1001", "/api/v1/imports"), http.StatusOK, "")
		equal(t, "mine", list.JSON["items"], any([]any{after.JSON}))

		bad := c.want(c.get("1001", path+"/errors"), http.StatusOK, "")
		columns := []workbook.Column{{Name: "row"}, {Name: "external_ref", Titles: []string{"External reference"}}, {Name: "name"}, {Name: "phone"}, {Name: "reason"}}
		rows, err := workbook.Read([]byte(bad.Text), columns, 10)
		if err != nil {
			t.Fatal(err)
		}
		equal(t, "errors", rows, []workbook.Row{
			{N: 2, Cells: map[string]string{"row": "3", "external_ref": "K2", "name": "演示丙", "phone": "=HYPERLINK(1)", "reason": "Phone: isn't in the expected form"}},
			{N: 3, Cells: map[string]string{"row": "4", "external_ref": "K1", "name": "演示丁", "phone": "13900007778", "reason": problems[contract.CodeRowChanged].en}},
			{N: 4, Cells: map[string]string{
				"row": "5", "external_ref": "1.5E+17", "phone": "13900007779",
				"reason": "External reference: was stored as a number and may have lost digits: format the column as text and fill it in again; Name: is required",
			}},
		})
		back := c.want(c.bring("1001", "customers", "two", bad.Text), http.StatusAccepted, "")
		equal(t, "the error workbook can be brought in", []any{back.JSON["rows"], back.JSON["refused"]}, []any{3.0, 2.0})
		equal(t, "nothing personal in the log", strings.Contains(c.log.text(), "演示"), false)
	})
}

func TestAnImportIsForAdministratorsAndSeenByWhoeverBroughtItIn(t *testing.T) {
	c := openLite(t)
	c.seed.Administer(t, c.books, "1001", "S1")
	c.seed.Administer(t, c.books, "0001", "G")
	file := c.sheet(customerHead, []string{"K1", "演示乙", "13900007777"})
	c.want(c.bring("1003", "customers", "", file), http.StatusForbidden, contract.CodeWrongRole)
	c.want(c.bring("2001", "customers", "", file), http.StatusForbidden, contract.CodeWrongRole)
	c.seed.Administer(t, c.books, "2001", "S2")
	c.want(c.bring("2001", "customers", "", file), http.StatusUnprocessableEntity, contract.CodeUnknownUnit)
	equal(t, "stored", c.rows("imports"), int64(0))
	path := "/api/v1/imports/" + c.want(c.bring("0001", "customers", "", file), http.StatusAccepted, "").JSON["id"].(string)
	for _, more := range []string{"", "/errors"} {
		c.want(c.get("1001", path+more), http.StatusNotFound, codeNotFound)
	}
	equal(t, "not mine", len(c.get("1001", "/api/v1/imports").JSON["items"].([]any)), 0)
}

func TestAWorkbookThatCantBeUsedWritesNothing(t *testing.T) {
	c := openLite(t)
	c.seed.Administer(t, c.books, "1001", "S1")
	head := c.want(c.bring("1001", "customers", "", c.sheet([]string{"张小明", "phone", "电话"})), http.StatusUnprocessableEntity, codeInvalid)
	var said []string
	for _, e := range head.JSON["errors"].([]any) {
		f := e.(map[string]any)
		said = append(said, f["location"].(string)+" "+f["code"].(string)+": "+f["message"].(string))
	}
	equal(t, "the head", said, []string{
		"body.A1 column_unknown: there is no such column; those that may stand here: External reference, Name, Phone",
		"body.phone column_twice: this column stands twice: Phone",
		"body.external_ref column_missing: this column is missing: External reference",
		"body.name column_missing: this column is missing: Name",
	})
	c.want(c.bring("1001", "customers", "", "external_ref,name"), http.StatusUnprocessableEntity, codeWorkbook)
	c.want(c.bring("1001", "customers", "", ""), http.StatusUnprocessableEntity, codeWorkbook)
	c.want(c.bring("1001", "customers", "", strings.Repeat("x", workbookBytes+1)), http.StatusRequestEntityTooLarge, codeWorkbookLarge)
	c.want(c.bring("1001", "suppliers", "", "x"), http.StatusMethodNotAllowed, codeMethod)
	long := make([][]string, workbookRows+1)
	for i := range long {
		long[i] = []string{"K1", "演示", "13900007777"}
	}
	c.want(c.bring("1001", "customers", "", c.sheet(customerHead, long...)), http.StatusUnprocessableEntity, codeWorkbookLong)
	c.want(c.do(ask{method: http.MethodPost, path: "/api/v1/imports/customers?unit=" + c.seed.Units["S1"], badge: "1001", body: "{}"}),
		http.StatusUnsupportedMediaType, codeWorkbookType)
	equal(t, "stored", c.rows("imports")+c.rows("import_rows"), int64(0))
}

func TestAKeyIsForOneWorkbookAndOneUnit(t *testing.T) {
	c := openLite(t)
	c.seed.Administer(t, c.books, "0001", "G")
	file := c.sheet(customerHead, []string{"K1", "演示乙", "13900007777"})
	c.want(c.bring("0001", "customers", "one", file), http.StatusAccepted, "")
	c.want(c.bring("0001", "customers", "one", c.sheet(customerHead)), http.StatusUnprocessableEntity, contract.CodeKeyReused)
	other := ask{method: http.MethodPost, path: "/api/v1/imports/customers?unit=" + c.seed.Units["S2"], body: file, badge: "0001", key: "one"}
	other.headers = map[string]string{"Content-Type": workbook.MediaType}
	c.want(c.do(other), http.StatusUnprocessableEntity, contract.CodeKeyReused)
}

func TestAnImportThatTemporalDoesNotKnowYetIsStartedByTheSameKey(t *testing.T) {
	c := openLite(t)
	c.seed.Administer(t, c.books, "1001", "S1")
	file := c.sheet(customerHead, []string{"K1", "演示乙", "13900007777"})
	c.line.ready = errors.Join(dispatch.ErrAway)
	c.want(c.bring("1001", "customers", "one", file), http.StatusServiceUnavailable, codeTemporalAway)
	c.line.ready = nil
	taken := c.want(c.bring("1001", "customers", "one", file), http.StatusAccepted, "")
	equal(t, "imports", c.rows("imports"), int64(1))
	equal(t, "sent", c.line.sent[1], "import "+taken.JSON["id"].(string))
}

func TestCellsOfEachKindAreReadIntoWhatTheBooksKeep(t *testing.T) {
	cells := reader{BusinessZone(), shipped().Roles()}
	for _, c := range []struct {
		kind  contract.ImportKind
		cells map[string]string
		want  map[string]string
		wrong string
	}{
		{contract.ImportStaff, map[string]string{"badge": "1900", "name": "演示", "roles": "销售顾问、General manager，sales_consultant"},
			map[string]string{"badge": "1900", "name": "演示", "roles": "general_manager,sales_consultant"}, ""},
		{contract.ImportStaff, map[string]string{"badge": "1900", "name": "演\u202e示", "roles": "king"}, nil, "name:characters,roles:choice"},
		{contract.ImportVehicles, map[string]string{"external_ref": "V1", "customer_ref": "K1", "model": strings.Repeat("长", 101), "plate": strings.Repeat("A", 21)},
			nil, "model:length,plate:length"},
		{contract.ImportDeliveries, map[string]string{"external_ref": "D1", "vehicle_ref": "V1", "delivered_at": "2026/3/6 16:50", "consultant": "1005", "kind": "新车"},
			map[string]string{"external_ref": "D1", "vehicle_ref": "V1", "delivered_at": "2026-03-06T16:50:00+08:00", "consultant": "1005", "kind": "new_car"}, ""},
		{contract.ImportDeliveries, map[string]string{"external_ref": "D1", "vehicle_ref": "V1", "delivered_at": "2026-03-06", "consultant": "1005", "kind": "After-Sales"},
			map[string]string{"external_ref": "D1", "vehicle_ref": "V1", "delivered_at": "2026-03-06T00:00:00+08:00", "consultant": "1005", "kind": "aftersales"}, ""},
		{contract.ImportDeliveries, map[string]string{"external_ref": "D1", "vehicle_ref": "V1", "delivered_at": "2026-03-06T08:50:00Z", "kind": "lease"},
			nil, "consultant:required,kind:choice"},
		{contract.ImportDeliveries, map[string]string{"external_ref": "D1", "vehicle_ref": "V1", "delivered_at": "2026-02-30", "consultant": "1", "kind": "new_car"},
			nil, "delivered_at:moment"},
		{contract.ImportDispatches, map[string]string{"external_ref": "D-1", "customer_ref": "K1", "amount": "1234.5599999999999", "currency": "cny", "dispatched_at": "2026-03-06", "bearers": "1003， 1004；1005"},
			map[string]string{"external_ref": "D-1", "customer_ref": "K1", "amount": "1234.56", "currency": "CNY", "dispatched_at": "2026-03-06T00:00:00+08:00", "bearers": "1003,1004,1005"}, ""},
		{contract.ImportDispatches, map[string]string{"external_ref": "D 1", "customer_ref": "1.5E+17", "amount": strings.Repeat("1", 41), "currency": "元", "bearers": strings.Repeat("1,", 11)},
			nil, "external_ref:reference,customer_ref:number,amount:length,currency:currency,dispatched_at:required,bearers:items"},
		{contract.ImportPayments, map[string]string{"external_ref": "张 1", "customer_ref": "K1", "receipt": "R/1.a", "amount": "1.005", "paid_at": "2026-03-06"},
			map[string]string{"external_ref": "张 1", "customer_ref": "K1", "receipt": "R/1.a", "amount": "1.005", "paid_at": "2026-03-06T00:00:00+08:00"}, ""},
	} {
		why := cells.judge(importColumns[c.kind], c.cells)
		if c.wrong == "" {
			equal(t, "cells", c.cells, c.want)
		}
		if got := refusedCells(why); got != c.wrong {
			t.Errorf("%v: %q, want %q", c.cells, got, c.wrong)
		}
	}
}

func refusedCells(why *contract.Refusal) string {
	if why == nil {
		return ""
	}
	return why.Params["cells"]
}

func TestEveryColumnOfAWorkbookHasThreeTitlesAndItsProblemsHaveWords(t *testing.T) {
	for kind, columns := range importColumns {
		if columns[0].name != contract.ReferenceColumn(kind) {
			t.Errorf("%s: its reference is %s", kind, contract.ReferenceColumn(kind))
		}
		for _, c := range columns {
			if c.title.hans == "" || c.title.hant == "" || c.title.en == "" {
				t.Errorf("%s %s: %+v", kind, c.name, c.title)
			}
		}
	}
	r := &request{lang: "zh-Hant"}
	got := closed().server.rowReason(r, importColumns[contract.ImportDeliveries], contract.Refused(contract.CodeBackdated, "V4-4.1", "limit", "7 days"))
	if !strings.Contains(got, "7 days") || !strings.HasSuffix(got, "(V4-4.1)") {
		t.Error(got)
	}
	var _ Imports = (*dispatch.Sender)(nil)
}

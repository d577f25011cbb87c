package api

import (
	"bytes"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/xuri/excelize/v2"

	"carebook/contract"
	"carebook/internal/workbook"
	"carebook/models"
)

// exported opens the workbook of a list: its titles, and its rows by title.
func (c *counter) exported(badge, path, lang string) (head []string, rows []map[string]string) {
	c.t.Helper()
	r := c.want(c.do(ask{method: http.MethodGet, path: base + path, badge: badge, headers: map[string]string{"Accept-Language": lang}}), 200, "")
	if r.Header.Get("Content-Type") != workbook.MediaType {
		c.t.Fatalf("%s is %s", path, r.Header.Get("Content-Type"))
	}
	f, err := excelize.OpenReader(bytes.NewReader([]byte(r.Text)))
	if err != nil {
		c.t.Fatal(err)
	}
	defer f.Close()
	cells, err := f.GetRows(f.GetSheetName(0))
	if err != nil {
		c.t.Fatal(err)
	}
	head = cells[0]
	for n, row := range cells[1:] {
		named := map[string]string{}
		for i, title := range head {
			if i < len(row) {
				named[title] = row[i]
			} else {
				named[title] = ""
			}
			cell, _ := excelize.CoordinatesToCellName(i+1, n+2)
			if formula, err := f.GetCellFormula(f.GetSheetName(0), cell); err != nil || formula != "" {
				c.t.Errorf("%s: %s is the formula %q, %v", path, cell, formula, err)
			}
		}
		rows = append(rows, named)
	}
	return head, rows
}

// write puts rows into the books as they are.
func (c *counter) write(rows ...any) {
	c.t.Helper()
	for _, row := range rows {
		if err := c.books.DB.Create(row).Error; err != nil {
			c.t.Fatal(err)
		}
	}
}

// furnish adds what busy leaves out: an entry with a fine and its contra, a notice, a late mark, an import.
func (c *counter) furnish(month time.Time) {
	c.t.Helper()
	var o models.Obligation
	if err := c.books.DB.Where("unit_id = ?", c.seed.Units["S1"]).Order("id").Limit(1).Find(&o).Error; err != nil {
		c.t.Fatal(err)
	}
	who, fen, minus, late, fired := c.seed.Staff["1005"], int64(123_456), int64(-123_456), int64(90_500), month.Add(91*time.Second)
	first, key, edition := models.NewID(), models.PersonKey{}, models.Edition{}
	for _, one := range []any{&key, &edition} {
		if err := c.books.DB.Limit(1).Find(one).Error; err != nil {
			c.t.Fatal(err)
		}
	}
	account := models.NewID()
	c.write(
		&models.Case{ID: account, Kind: "credit", Number: "S1-C2026-00001", UnitID: c.seed.Units["S1"], Edition: edition.Hash, Calendar: "cn", Status: contract.Eligible, Seq: 1, Head: []byte{1}, OpenedAt: month, UpdatedAt: month},
		&models.Credit{CaseID: account, UnitID: c.seed.Units["S1"], CustomerID: c.seed.Customer, RecipientID: who, SellerID: who, Unpaid: fen},
		&models.Entry{ID: first, CaseID: o.CaseID, Seq: 1, ObligationID: &o.ID, Kind: models.EntryFine, StaffID: &who, Amount: &fen, Clause: "V4-5.1", State: models.EntryProposed, CreatedAt: month},
		&models.Fine{EntryID: first, Policy: "V4", Edition: edition.Hash, Month: "2026-03", Place: 1, Violation: "late_sales", Base: fen, Factor: 1, Mode: "record_only"},
		&models.Entry{ID: models.NewID(), CaseID: o.CaseID, Seq: 1, Kind: models.EntryFine, StaffID: &who, Amount: &minus, Clause: "V4-5.1", State: models.EntryContra, ContraOf: &first, CreatedAt: fired},
		&models.Notice{ID: models.NewID(), CaseID: o.CaseID, Seq: 1, UnitID: o.UnitID, ToRole: "customer_relations_manager", What: "escalated", Clause: "V13-2.9", CreatedAt: month},
		&models.Mark{ObligationID: o.ID, N: 1, CaseID: o.CaseID, At: month, Kind: contract.Remind, ToRole: "legal", Clause: "c", State: models.MarkFired, FiredAt: &fired, LateMs: &late},
		&models.Import{ID: models.NewID(), Kind: contract.ImportCustomers, UnitID: o.UnitID, StaffID: c.seed.Staff["1003"], KeyID: key.ID, Total: 3, ReceivedAt: month},
	)
}

// exports are all lists that can be had as workbooks, each with what a row is compared by: title in English and field.
var exports = []struct{ list, title, field string }{
	{"/complaints", "Case", "number"}, {"/archives", "Case", "number"}, {"/credits", "Case", "number"}, {"/obligations", "Case", "number"}, {"/marks/late", "Case", "number"},
	{"/entries", "Case", "number"}, {"/notices", "Case", "number"}, {"/staff", "Badge", "code"}, {"/imports", "Rows", "rows"},
}

func TestAnExportHasTheRowsOfItsListInTheSameOrderUnderTheSameFilters(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		month := time.Date(2026, 3, 1, 9, 0, 0, 0, BusinessZone())
		c.busy(month)
		c.furnish(month)
		c.server.limits.Export = 200 // 20 on a page
		filters := map[string][]string{
			"/complaints":  {"", "running=true&paused=true", "sort=updated_at", "unit=" + c.seed.Units["S2"]},
			"/archives":    {"", "status=stored&sort=-updated_at"},
			"/credits":     {"", "owing=true&sort=updated_at"},
			"/obligations": {"", "late=true", "timing=known&sort=-due_at", "state=fulfilled&duty=report"},
			"/staff":       {"", "role=archivist"},
		}
		for _, e := range exports {
			for _, filter := range append([]string{""}, filters[e.list]...) {
				want := field(c.all("1003", e.list+"?"+filter+"&"), e.field)
				_, rows := c.exported("1003", e.list+"/export?"+filter, "en")
				var got []string
				for _, row := range rows {
					got = append(got, row[e.title])
				}
				equal(t, e.list+"?"+filter, got, want)
				if len(want) == 0 && filter != "unit="+c.seed.Units["S2"] {
					t.Errorf("%s?%s is empty", e.list, filter)
				}
			}
		}
	})
}

func TestAnExportSaysWhatTheListShowsInWords(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		month := time.Date(2026, 3, 20, 17, 0, 0, 0, BusinessZone())
		c.busy(month)
		c.furnish(month)
		_, entries := c.exported("1003", "/entries/export", "en")
		for title, want := range map[string]string{
			"Person": "演示销售顾问 (1005)", "Proposed (CNY)": "1234.56", "Created at": "2026-03-20 17:00", "Unit": "演示一店", "Month": "2026-03",
			"Confirmed (CNY)": "", "Clause": "V4-5.1", "Factor": "1",
		} {
			equal(t, title, entries[1][title], want)
		}
		equal(t, "contra", entries[0]["Proposed (CNY)"], "-1234.56")
		_, late := c.exported("1003", "/marks/late/export", "en")
		equal(t, "late", late[0]["Late by (seconds)"], "90.5")
		_, todos := c.exported("1003", "/obligations/export?role=customer_relations_specialist", "zh-Hans")
		equal(t, "role", todos[0]["岗位"], "客户关系专员")
		head, complaints := c.exported("1003", "/complaints/export", "zh-Hant")
		equal(t, "head", head[:3], []string{"案件編號", "單位", "狀態"})
		equal(t, "yes or no", complaints[0]["匿名"], "否")
		_, staff := c.exported("1003", "/staff/export?role=archivist", "en")
		if roles := staff[1]["Roles (units)"]; !strings.Contains(roles, "(演示一店); ") {
			t.Errorf("roles %s", roles)
		}
	})
}

func TestATextThatLooksLikeAFormulaStaysTextInAnExport(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		names := []string{"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "plain"}
		for i, name := range names {
			m := models.Staff{ID: models.NewID(), Code: fmt.Sprint("F", i), Name: name, Active: true, CreatedAt: time.Now().Add(time.Duration(i) * time.Hour)}
			c.write(&m, &models.RoleAssignment{
				ID: models.NewID(), StaffID: m.ID, Role: "archivist", UnitID: c.seed.Units["S1"], ValidFrom: time.Now().Add(-time.Hour),
			})
		}
		_, rows := c.exported("1003", "/staff/export", "en")
		var got []string
		for _, row := range rows {
			if strings.HasPrefix(row["Badge"], "F") {
				got = append(got, strings.TrimPrefix(row["Name"], "'"))
			}
		}
		equal(t, "names", got, names)
	})
}

func TestAnExportIsRefusedWhenItsListIsTooLongAndHasNoPages(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		c.server.limits.Export = 4
		for range 4 {
			c.complaint()
		}
		if _, rows := c.exported("1003", "/complaints/export", "en"); len(rows) != 4 {
			t.Errorf("%d rows", len(rows))
		}
		c.complaint()
		r := c.want(c.get("1003", base+"/complaints/export"), 422, codeExportLong)
		equal(t, "rows", r.JSON["params"], any(map[string]any{"rows": "4"}))
		c.want(c.get("1003", base+"/complaints/export?limit=5"), 422, codeInvalid)
		c.want(c.get("1003", base+"/complaints/export?cursor=x"), 422, codeInvalid)
	})
}

func TestAnExportAsksForNoMoreThanItsListDoes(t *testing.T) {
	c := openLite(t)
	c.want(c.get("1003", base+"/obligations/export?mine=true&role=x"), 422, codeInvalid)
	c.want(c.get("1003", base+"/obligations/export?case="+models.NewID()), 404, codeNotFound)
	c.want(c.get("1003", base+"/complaints/export?sort=number"), 422, codeInvalid)
	c.want(c.do(ask{method: http.MethodGet, path: base + "/complaints/export"}), 401, codeUnauthenticated)
	r := c.want(c.get("1003", base+"/marks/late/export"), 200, "")
	equal(t, "name", r.Header.Get("Content-Disposition"), `attachment; filename="late-marks.xlsx"`)
}

// Nor have the auditor's: what they show is verified where it stands.
func TestEveryListButThoseOfCustomersAndOfOneThingHasAnExport(t *testing.T) {
	c := closed()
	var missing []string
	for path, item := range c.server.huma.OpenAPI().Paths {
		if item.Get == nil || strings.Contains(path, "{") || strings.HasPrefix(path, "/audit/") {
			continue
		}
		paged := slices.ContainsFunc(item.Get.Parameters, func(p *huma.Param) bool { return p.Name == "cursor" })
		if paged && c.server.huma.OpenAPI().Paths[path+exportPath] == nil {
			missing = append(missing, path)
		}
	}
	equal(t, "without an export", missing, []string(nil))
}

func TestEveryColumnHasATitle(t *testing.T) {
	check := func(title string) {
		if _, ok := words["column."+title]; !ok {
			t.Errorf("column %s has no title", title)
		}
	}
	titles(complaintColumns, check)
	titles(archiveColumns, check)
	titles(creditColumns, check)
	titles(obligationColumns, check)
	titles(lateColumns, check)
	titles(entryColumns, check)
	titles(noticeColumns, check)
	titles(staffColumns, check)
	titles(importListColumns, check)
}

func titles[T any](columns []column[T], check func(string)) {
	for _, c := range columns {
		check(c.title)
	}
}

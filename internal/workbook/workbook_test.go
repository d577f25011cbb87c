package workbook_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"carebook/internal/workbook"
)

var columns = []workbook.Column{
	{Name: "external_ref", Titles: []string{"外部编号", "外部編號", "External reference"}, Required: true},
	{Name: "phone", Titles: []string{"电话", "電話", "Phone"}, Required: true},
	{Name: "delivered_at", Titles: []string{"交车时间"}, Moment: true},
	{Name: "reason", Passed: true},
}

// sheet is a workbook as a spreadsheet program writes it: numbers as numbers, days with a style.
func sheet(t *testing.T, rows ...[]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for n, row := range rows {
		cell, err := excelize.CoordinatesToCellName(1, n+1)
		if err != nil {
			t.Fatal(err)
		}
		if err := f.SetSheetRow("Sheet1", cell, &row); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestCellsAreReadAsTextUnderTitlesOfAnyLanguage(t *testing.T) {
	file := sheet(t,
		[]any{"* 外部編號", "PHONE", nil, "交车时间", "reason"},
		[]any{"007", 13800001234, "passed over", time.Date(2026, 3, 6, 16, 50, 0, 0, time.UTC), "x"},
		[]any{nil, "  ", nil, nil, "only this"},
		[]any{" A-1 ", "'+86 139 0000 4321", nil, "2026/3/6", nil, "beyond the head"},
		[]any{"A-2", "1", nil, 20260306},
	)
	got, err := workbook.Read(file, columns, 10)
	if err != nil {
		t.Fatal(err)
	}
	want := []workbook.Row{
		{N: 2, Cells: map[string]string{"external_ref": "007", "phone": "13800001234", "delivered_at": "2026-03-06 16:50:00"}},
		{N: 4, Cells: map[string]string{"external_ref": "A-1", "phone": "+86 139 0000 4321", "delivered_at": "2026/3/6"}},
		{N: 5, Cells: map[string]string{"external_ref": "A-2", "phone": "1", "delivered_at": "20260306"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestAHeadSaysEverythingThatIsWrongWithItAndQuotesNothing(t *testing.T) {
	_, err := workbook.Read(sheet(t, []any{"张小明", "phone", "电话", "13800001234"}), columns, 10)
	var head *workbook.HeadError
	if !errors.As(err, &head) {
		t.Fatal(err)
	}
	want := &workbook.HeadError{Unknown: []string{"A1", "D1"}, Twice: []string{"phone"}, Missing: []string{"external_ref"}}
	if diff := cmp.Diff(want, head); diff != "" || strings.Contains(err.Error(), "张") {
		t.Errorf("%v %s", err, diff)
	}
	if _, err := workbook.Read(sheet(t), columns, 10); !errors.As(err, &head) || len(head.Missing) != 2 {
		t.Errorf("an empty sheet: %v", err)
	}
}

func TestASheetIsReadUpToItsLimit(t *testing.T) {
	rows := [][]any{{"external_ref", "phone"}}
	for range 5 {
		rows = append(rows, []any{"A", "1"})
	}
	if got, err := workbook.Read(sheet(t, rows...), columns, 5); err != nil || len(got) != 5 {
		t.Errorf("%d rows, %v", len(got), err)
	}
	if _, err := workbook.Read(sheet(t, rows...), columns, 4); !errors.Is(err, workbook.ErrTooLong) {
		t.Errorf("%v", err)
	}
}

func TestWhatIsNoWorkbookIsUnreadable(t *testing.T) {
	good := sheet(t, []any{"external_ref", "phone"})
	for what, file := range map[string][]byte{
		"nothing": nil, "text": []byte("external_ref,phone\n"), "half of one": good[:len(good)/2], "a bomb": bomb(t),
		"an empty archive": archive(t, nil), "another archive": archive(t, map[string][]byte{"a.txt": []byte("a")}),
	} {
		if _, err := workbook.Read(file, columns, 10); !errors.Is(err, workbook.ErrUnreadable) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// bomb unpacks to more than anybody needs.
func bomb(t *testing.T) []byte {
	t.Helper()
	return archive(t, map[string][]byte{"xl/worksheets/sheet1.xml": make([]byte, 80<<20)})
}

func archive(t *testing.T, files map[string][]byte) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, content := range files {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestWhatIsWrittenIsHarmlessAndReadAsItWas(t *testing.T) {
	texts := []string{"=1+1", "+86 139", "-1", "@x", "plain", "'quoted"}
	var rows [][]string
	for _, text := range texts {
		rows = append(rows, []string{text, "1"})
	}
	var out bytes.Buffer
	if err := workbook.Write(&out, []string{"外部编号", "电话"}, rows); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	shown, err := f.GetCols("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"外部编号", "'=1+1", "'+86 139", "'-1", "'@x", "plain", "'quoted"}, shown[0]); diff != "" {
		t.Error(diff)
	}
	got, err := workbook.Read(out.Bytes(), columns, 10)
	if err != nil {
		t.Fatal(err)
	}
	for k, row := range got {
		if row.Cells["external_ref"] != texts[k] {
			t.Errorf("%q came back as %q", texts[k], row.Cells["external_ref"])
		}
	}
}

func FuzzRead(f *testing.F) {
	var out bytes.Buffer
	if err := workbook.Write(&out, []string{"external_ref", "phone"}, [][]string{{"A", "1"}}); err != nil {
		f.Fatal(err)
	}
	f.Add(out.Bytes())
	f.Add([]byte("PK"))
	f.Fuzz(func(t *testing.T, file []byte) {
		rows, err := workbook.Read(file, columns, 10)
		if err == nil && len(rows) > 10 {
			t.Errorf("%d rows", len(rows))
		}
	})
}

func TestASheetHoldsTextsAsTextsAndAmountsAsNumbersWithTwoDecimals(t *testing.T) {
	s, err := workbook.NewSheet([]string{"a", "b"})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, cells := range [][]any{{"=1+1", workbook.Amount("-100.00")}, {"007", int64(3)}, {"\tx", 1.25}} {
		if err := s.Add(cells...); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Add(workbook.Amount("much")); err == nil {
		t.Error("an amount that is none was taken")
	}
	file, err := s.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([][]string{{"a", "b"}, {"'=1+1", "-100.00"}, {"007", "3"}, {"'\tx", "1.25"}}, rows); diff != "" {
		t.Error(diff)
	}
	if kind, err := f.GetCellType("Sheet1", "B2"); err != nil || kind == excelize.CellTypeInlineString || kind == excelize.CellTypeSharedString {
		t.Errorf("an amount is of type %v: %v", kind, err)
	}
	if formula, err := f.GetCellFormula("Sheet1", "A2"); err != nil || formula != "" {
		t.Errorf("formula %q, %v", formula, err)
	}
}

func TestANumberIsWhatItsAuthorTypedHoweverItIsStored(t *testing.T) {
	for stored, want := range map[string]string{
		"1.1000000000000001": "1.1", "0.30000000000000004": "0.3", "1234.5599999999999": "1234.56", "9999999999.9899998": "9999999999.99",
		"999999999.99000001": "999999999.99", "1000": "1000", "1000.50": "1000.50", "0.005": "0.005", "100.00500000000001": "100.005",
		"12345678901234.567": "12345678901234.567", "-1.1000000000000001": "-1.1", "1.1.1": "1.1.1", "": "", "a.1234567890123456": "a.1234567890123456",
	} {
		if got := workbook.Decimal(stored); got != want {
			t.Errorf("%s: %s, want %s", stored, got, want)
		}
	}
}

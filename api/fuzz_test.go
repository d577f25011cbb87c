package api

import (
	"maps"
	"strings"
	"testing"
	"unicode/utf8"

	"carebook/contract"
	"carebook/models"
)

// Whatever a file holds, it has one of the types that may be attached or none, and none that begins as markup is one of text.
func FuzzFileType(f *testing.F) {
	for _, content := range []string{aPDF, "\x89PNG\r\n\x1a\n", "\xff\xd8\xff\xe0", "RIFF\x10\x00\x00\x00WEBPVP8 ", "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "客户说", " <html>", "PK\x03\x04"} {
		f.Add([]byte(content))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		kind := fileType(content)
		if kind != "" && extensions[kind] == "" {
			t.Errorf("type %q", kind)
		}
		if kind == typeText && strings.HasPrefix(strings.TrimSpace(string(content)), "<") {
			t.Errorf("markup as text: %q", content)
		}
	})
}

// What a file is called is taken as it is, or refused with the place.
func FuzzFileName(f *testing.F) {
	for _, header := range []string{"%E5%8F%91%E7%A5%A8.pdf", "..%2f..%2fetc", "%zz", "%ff", "a%0d%0aX:1", strings.Repeat("x", 256)} {
		f.Add(header)
	}
	f.Fuzz(func(t *testing.T, header string) {
		var o order
		o.name(header)
		name := o.texts[models.FileName]
		if len(o.wrong) == 0 && (!utf8.ValidString(name) || strings.ContainsAny(name, "/\\\r\n\x00")) {
			t.Errorf("%q is taken as %q", header, name)
		}
	})
}

// A row that was read is read again as itself: what the books keep of a cell has one spelling.
func FuzzCells(f *testing.F) {
	kinds := []contract.ImportKind{
		contract.ImportCustomers, contract.ImportVehicles, contract.ImportStaff, contract.ImportDeliveries, contract.ImportDispatches, contract.ImportPayments,
	}
	for i, cell := range []string{"2026/3/6 16:50", "9999-12-31T23:59:59Z", "1234.5599999999999", "1.5E+17", "+86 138 0000 0000", "1003， 1004；1005", "销售顾问", "新车", "演\u202e示"} {
		f.Add(uint8(i), cell)
	}
	cells := reader{BusinessZone(), shipped().Roles()}
	f.Fuzz(func(t *testing.T, kind uint8, cell string) {
		columns := importColumns[kinds[int(kind)%len(kinds)]]
		row := map[string]string{}
		for _, c := range columns {
			row[c.name] = cell
		}
		wrong := refusedCells(cells.judge(columns, row))
		first := maps.Clone(row)
		if again := refusedCells(cells.judge(columns, row)); wrong == "" && again != "" {
			t.Errorf("%v was read, and is refused when it is read again: %s", first, again)
		}
		if wrong == "" && !maps.Equal(first, row) {
			t.Errorf("read as %v, then as %v", first, row)
		}
	})
}

// A mask leaves of a number what it says it leaves.
func FuzzMasks(f *testing.F) {
	for _, text := range []string{"13800000001", "+86 (138) 0000-0001", "1", "沪A12345", "LSVAA4182E2184847", "１３８"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for name, mask := range map[string]func(string) string{"phone": maskPhone, "plate": maskPlate, "VIN": maskVIN, "name": maskName} {
			shown := mask(text)
			left := utf8.RuneCountInString(strings.ReplaceAll(shown, "*", ""))
			if most := map[string]int{"phone": 7, "plate": 3, "VIN": 4, "name": 1}[name]; left > most {
				t.Errorf("%s %q is shown as %q", name, text, shown)
			}
		}
	})
}

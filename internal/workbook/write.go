package workbook

import (
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Write writes a workbook with one sheet, every cell as text. A text that a program might take for a formula gets a mark
// before it, which Read takes off again.
func Write(w io.Writer, head []string, rows [][]string) error {
	f := excelize.NewFile()
	defer f.Close()
	sheet, err := f.NewStreamWriter(f.GetSheetName(0))
	if err != nil {
		return fmt.Errorf("writing a workbook: %w", err)
	}
	if err := sheet.SetColWidth(1, max(1, len(head)), 20); err != nil {
		return fmt.Errorf("writing a workbook: %w", err)
	}
	for n, row := range append([][]string{head}, rows...) {
		cells := make([]any, len(row))
		for k, text := range row {
			cells[k] = harmless(text)
		}
		if err := sheet.SetRow(fmt.Sprintf("A%d", n+1), cells); err != nil {
			return fmt.Errorf("writing a workbook: %w", err)
		}
	}
	if err := sheet.Flush(); err != nil {
		return fmt.Errorf("writing a workbook: %w", err)
	}
	if err := f.Write(w); err != nil {
		return fmt.Errorf("writing a workbook: %w", err)
	}
	return nil
}

func harmless(text string) string {
	if dangerous(text) {
		return "'" + text
	}
	return text
}

func dangerous(text string) bool {
	return text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0]))
}

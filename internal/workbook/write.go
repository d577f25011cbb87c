package workbook

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Amount is a cell with a sum of money: its decimal text, such as -100.00, becomes a number with two decimals.
type Amount string

// Sheet is a workbook with one sheet that is written row by row. What goes beyond 16 MiB waits in a temporary file.
type Sheet struct {
	file   *excelize.File
	stream *excelize.StreamWriter
	amount int // style of amounts
	rows   int
}

// NewSheet begins a workbook with its head. Close it.
func NewSheet(head []string) (*Sheet, error) {
	s := &Sheet{file: excelize.NewFile()}
	err := s.begin(head)
	if err != nil {
		_ = s.Close() // nothing is in it
		return nil, fmt.Errorf("beginning a workbook: %w", err)
	}
	return s, nil
}

func (s *Sheet) begin(head []string) (err error) {
	if s.amount, err = s.file.NewStyle(&excelize.Style{NumFmt: 2}); err != nil { // 0.00
		return err
	}
	if s.stream, err = s.file.NewStreamWriter(s.file.GetSheetName(0)); err != nil {
		return err
	}
	if err = s.stream.SetColWidth(1, max(1, len(head)), 20); err != nil {
		return err
	}
	return s.Add(texts(head)...)
}

// Add adds a row of texts, Amounts and numbers. A text that a program might take for a formula gets a mark before it, which
// Read takes off again.
func (s *Sheet) Add(cells ...any) error {
	row := make([]any, len(cells))
	for k, cell := range cells {
		row[k] = cell
		switch v := cell.(type) {
		case string:
			row[k] = harmless(v)
		case Amount:
			number, err := strconv.ParseFloat(string(v), 64)
			if err != nil {
				return fmt.Errorf("writing row %d of a workbook: %w", s.rows+1, err)
			}
			row[k] = excelize.Cell{StyleID: s.amount, Value: number}
		}
	}
	if err := s.stream.SetRow(fmt.Sprintf("A%d", s.rows+1), row); err != nil {
		return fmt.Errorf("writing row %d of a workbook: %w", s.rows+1, err)
	}
	s.rows++
	return nil
}

// Bytes ends the workbook and is the whole of it.
func (s *Sheet) Bytes() ([]byte, error) {
	if err := s.stream.Flush(); err != nil {
		return nil, fmt.Errorf("writing a workbook: %w", err)
	}
	var out bytes.Buffer
	if err := s.file.Write(&out); err != nil {
		return nil, fmt.Errorf("writing a workbook: %w", err)
	}
	return out.Bytes(), nil
}

// Close takes temporary files away.
func (s *Sheet) Close() error { return s.file.Close() }

// Write writes a workbook with one sheet, every cell as text.
func Write(w io.Writer, head []string, rows [][]string) error {
	s, err := NewSheet(head)
	if err != nil {
		return err
	}
	defer s.Close()
	for _, row := range rows {
		if err := s.Add(texts(row)...); err != nil {
			return err
		}
	}
	file, err := s.Bytes()
	if err == nil {
		_, err = w.Write(file)
	}
	return err
}

func texts(row []string) []any {
	out := make([]any, len(row))
	for k, text := range row {
		out[k] = text
	}
	return out
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

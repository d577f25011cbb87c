package workbook

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/unicode/norm"
)

// MediaType is what a workbook is sent as.
const MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// unpacked is the most that a workbook may hold once it is unpacked: in memory, since what lies on a disk isn't sealed.
const unpacked = 64 << 20

// Errors of reading. What is wrong with the head is a *HeadError.
var (
	ErrUnreadable = errors.New("not an xlsx workbook, protected by a password, or larger than 64 MiB unpacked")
	ErrTooLong    = errors.New("the sheet has too many rows")
)

// Column is a column that a sheet may have. It is found by its name or by any of its titles.
type Column struct {
	Name     string
	Titles   []string
	Required bool
	Moment   bool // holds a date or a time: numbers are turned into text
	Passed   bool // is passed over: what an earlier answer added
}

// Row is a row of a sheet: text by column, without blanks around it and without empty cells.
type Row struct {
	N     int64 // in the sheet, whose head is 1
	Cells map[string]string
}

// HeadError says what is wrong with the head of a sheet. It names cells, never what stands in them: without a head, the
// first row holds somebody's data.
type HeadError struct {
	Unknown []string // cells with an unknown title, such as C1
	Twice   []string // names of columns
	Missing []string // names of required columns
}

func (e *HeadError) Error() string {
	return fmt.Sprintf("the head of the sheet: unknown %v, twice %v, missing %v", e.Unknown, e.Twice, e.Missing)
}

// Read reads the first sheet of a workbook: a head, then at most so many rows. Rows without anything in them are left out.
func Read(file []byte, columns []Column, most int) ([]Row, error) {
	f, err := excelize.OpenReader(bytes.NewReader(file), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: unpacked, UnzipXMLSizeLimit: unpacked,
	})
	if err != nil {
		return nil, ErrUnreadable // excelize's error may quote the file
	}
	defer f.Close()
	sheets := f.GetSheetList()
	if len(sheets) == 0 {
		return nil, ErrUnreadable
	}
	lines, err := f.Rows(sheets[0])
	if err != nil {
		return nil, ErrUnreadable
	}
	defer lines.Close()
	props, err := f.GetWorkbookProps()
	if err != nil {
		return nil, ErrUnreadable
	}
	r := reader{columns: columns, most: most, from1904: props.Date1904 != nil && *props.Date1904}
	for n := int64(1); lines.Next(); n++ {
		texts, err := lines.Columns()
		if err != nil {
			return nil, ErrUnreadable
		}
		if err := r.line(n, texts); err != nil {
			return nil, err
		}
	}
	if err := lines.Error(); err != nil {
		return nil, ErrUnreadable
	}
	if r.at == nil {
		return nil, r.head(nil)
	}
	return r.rows, nil
}

type reader struct {
	columns  []Column
	most     int
	from1904 bool
	at       []*Column // by place in the sheet, once the head is read
	rows     []Row
}

func (r *reader) line(n int64, texts []string) error {
	if r.at == nil {
		return r.head(texts)
	}
	row := Row{N: n, Cells: map[string]string{}}
	for k, text := range texts {
		if k < len(r.at) && r.at[k] != nil && !r.at[k].Passed {
			if text = r.text(r.at[k], text); text != "" {
				row.Cells[r.at[k].Name] = text
			}
		}
	}
	if len(row.Cells) == 0 {
		return nil
	}
	if len(r.rows) == r.most {
		return ErrTooLong
	}
	r.rows = append(r.rows, row)
	return nil
}

// head finds the columns. One without a title is passed over.
func (r *reader) head(texts []string) error {
	var wrong HeadError
	r.at = make([]*Column, len(texts))
	found := map[string]bool{}
	for k, text := range texts {
		title := normal(text)
		if title == "" {
			continue
		}
		c := r.titled(title)
		switch {
		case c == nil:
			cell, _ := excelize.CoordinatesToCellName(k+1, 1) // both are positive
			wrong.Unknown = append(wrong.Unknown, cell)
		case found[c.Name]:
			wrong.Twice = append(wrong.Twice, c.Name)
		default:
			found[c.Name], r.at[k] = true, c
		}
	}
	for _, c := range r.columns {
		if c.Required && !found[c.Name] {
			wrong.Missing = append(wrong.Missing, c.Name)
		}
	}
	if len(wrong.Unknown)+len(wrong.Twice)+len(wrong.Missing) > 0 {
		return &wrong
	}
	return nil
}

func (r *reader) titled(title string) *Column {
	for k, c := range r.columns {
		if normal(c.Name) == title {
			return &r.columns[k]
		}
		for _, t := range c.Titles {
			if normal(t) == title {
				return &r.columns[k]
			}
		}
	}
	return nil
}

// normal is a title without what people add to it: blanks, underscores, stars at what is required.
func normal(title string) string {
	return strings.Map(func(c rune) rune {
		if strings.ContainsRune(" _-*\t\r\n\u3000", c) {
			return -1
		}
		return c
	}, strings.ToLower(norm.NFKC.String(title)))
}

// text is what a cell holds. A mark that kept it from being a formula is taken off again.
func (r *reader) text(c *Column, cell string) string {
	text := strings.TrimSpace(cell)
	if rest, marked := strings.CutPrefix(text, "'"); marked && dangerous(rest) {
		text = rest
	}
	if !c.Moment {
		return text
	}
	serial, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return text
	}
	at, err := excelize.ExcelDateToTime(serial, r.from1904)
	if err != nil || at.Year() < 1990 || at.Year() > 2200 {
		return text // a number that isn't a day: whoever reads the cell refuses it
	}
	return at.Round(time.Second).Format("2006-01-02 15:04:05")
}

// spreadsheetDigits are those that a spreadsheet shows of a number, and a person has typed.
const spreadsheetDigits = 15

// Decimal is a number as its author sees it. A spreadsheet stores 1.1 as 1.1000000000000001, the nearest binary fraction in
// 17 digits; what differs from the number that it shows by more than that is no such trace, and stays as it is.
func Decimal(text string) string {
	whole, fraction, dotted := strings.Cut(text, ".")
	if !dotted || len(strings.TrimLeft(whole+fraction, "0")) <= spreadsheetDigits {
		return text
	}
	stored, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return text
	}
	shown, err := strconv.ParseFloat(strconv.FormatFloat(stored, 'g', spreadsheetDigits, 64), 64)
	if err != nil || math.Abs(shown-stored) > 1e-4 {
		return text
	}
	return strconv.FormatFloat(shown, 'f', -1, 64)
}

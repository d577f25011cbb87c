package api

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"carebook/contract"
	"carebook/internal/workbook"
	"carebook/policies"
)

// importColumn is a column of a workbook. read turns a cell into what the books keep, or names a field problem.
type importColumn struct {
	name     string
	title    said
	required bool
	moment   bool
	read     func(r reader, cell string) (value, problem string)
}

// Columns of an error workbook that aren't brought in again.
var (
	rowColumn    = said{"行号", "列號", "Row"}
	reasonColumn = said{"原因", "原因", "Reason"}
)

// importColumns is the one table of what workbooks hold.
var importColumns = map[contract.ImportKind][]importColumn{
	contract.ImportCustomers: {
		{"external_ref", said{"外部编号", "外部編號", "External reference"}, true, false, readReference},
		{"name", said{"姓名", "姓名", "Name"}, true, false, readText(100)},
		{"phone", said{"电话", "電話", "Phone"}, true, false, readPhone},
	},
	contract.ImportVehicles: {
		{"external_ref", said{"外部编号", "外部編號", "External reference"}, true, false, readReference},
		{"customer_ref", said{"客户外部编号", "客戶外部編號", "Customer reference"}, true, false, readReference},
		{"model", said{"车型", "車型", "Model"}, true, false, readText(100)},
		{"plate", said{"车牌", "車牌", "Plate"}, false, false, readText(20)},
		{"vin", said{"车架号", "車架號", "VIN"}, false, false, readText(30)},
	},
	contract.ImportStaff: {
		{"badge", said{"工号", "工號", "Badge"}, true, false, readReference},
		{"name", said{"姓名", "姓名", "Name"}, true, false, readText(100)},
		{"roles", said{"岗位", "崗位", "Roles"}, false, false, reader.readRoles},
	},
	contract.ImportDeliveries: {
		{"external_ref", said{"外部编号", "外部編號", "External reference"}, true, false, readReference},
		{"vehicle_ref", said{"车辆外部编号", "車輛外部編號", "Vehicle reference"}, true, false, readReference},
		{"delivered_at", said{"交车时间", "交車時間", "Delivered at"}, true, true, reader.readMoment},
		{"consultant", said{"顾问工号", "顧問工號", "Consultant"}, true, false, readReference},
		{"kind", said{"档案类别", "檔案類別", "Kind of file"}, true, false, readFile},
	},
	contract.ImportDispatches: {
		{"external_ref", said{"外部编号", "外部編號", "External reference"}, true, false, readNumber},
		{"customer_ref", said{"客户外部编号", "客戶外部編號", "Customer reference"}, true, false, readReference},
		{"amount", said{"金额", "金額", "Amount"}, true, false, readAmount},
		{"currency", said{"币种", "幣種", "Currency"}, false, false, readCurrency},
		{"dispatched_at", said{"发货时间", "發貨時間", "Dispatched at"}, true, true, reader.readMoment},
		{"bearers", said{"承担人工号", "承擔人工號", "Bearers"}, false, false, readBadges},
	},
	contract.ImportPayments: {
		{"external_ref", said{"外部编号", "外部編號", "External reference"}, true, false, readReference},
		{"customer_ref", said{"客户外部编号", "客戶外部編號", "Customer reference"}, true, false, readReference},
		{"receipt", said{"收款单号", "收款單號", "Receipt"}, true, false, readNumber},
		{"amount", said{"金额", "金額", "Amount"}, true, false, readAmount},
		{"currency", said{"币种", "幣種", "Currency"}, false, false, readCurrency},
		{"paid_at", said{"收款时间", "收款時間", "Paid at"}, true, true, reader.readMoment},
		{"dispatch_ref", said{"发货外部编号", "發貨外部編號", "Dispatch reference"}, false, false, readNumber},
	},
}

func sheetColumns(columns []importColumn) []workbook.Column {
	out := []workbook.Column{
		{Name: "row", Titles: []string{rowColumn.hans, rowColumn.hant}, Passed: true},
		{Name: "reason", Titles: []string{reasonColumn.hans}, Passed: true},
	}
	for _, c := range columns {
		out = append(out, workbook.Column{
			Name: c.name, Titles: []string{c.title.hans, c.title.hant, c.title.en}, Required: c.required, Moment: c.moment,
		})
	}
	return out
}

func titleOf(columns []importColumn, name, lang string) string {
	for _, c := range columns {
		if c.name == name {
			return c.title.in(lang)
		}
	}
	return name
}

// reader knows what the cells of a workbook are read by.
type reader struct {
	zone  *time.Location
	roles []policies.Role
}

// judge reads the cells of a row in place. What can't be used is named with its problem, all at once: phone:format.
func (r reader) judge(columns []importColumn, cells map[string]string) *contract.Refusal {
	var wrong []string
	for _, c := range columns {
		cell, there := cells[c.name]
		if !there {
			if c.required {
				wrong = append(wrong, c.name+":required")
			}
			continue
		}
		value, problem := c.read(r, cell)
		if problem != "" {
			wrong = append(wrong, c.name+":"+problem)
			continue
		}
		cells[c.name] = value
	}
	if len(wrong) == 0 {
		return nil
	}
	return contract.Refused(contract.CodeRowInvalid, "", "cells", strings.Join(wrong, ","))
}

// rowReason says why a row was refused, as a sentence.
func (s *Server) rowReason(r *request, columns []importColumn, why *contract.Refusal) string {
	if why.Code != contract.CodeRowInvalid {
		text := s.refusal(r, why).Detail
		if why.Clause != "" {
			text += " (" + why.Clause + ")"
		}
		return text
	}
	var parts []string
	for cell := range strings.SplitSeq(why.Params["cells"], ",") {
		name, problem, _ := strings.Cut(cell, ":")
		parts = append(parts, titleOf(columns, name, r.lang)+said{"：", "：", ": "}.in(r.lang)+fieldProblems[problem].in(r.lang))
	}
	return strings.Join(parts, said{"；", "；", "; "}.in(r.lang))
}

// rounded is how a spreadsheet shows a number that it has no room for: its last digits are lost.
var rounded = regexp.MustCompile(`^[0-9](\.[0-9]+)?E\+?[0-9]+$`)

var phoneNumber = regexp.MustCompile(`^\+?[0-9][0-9 ()-]{4,24}$`)

func readText(most int) func(reader, string) (string, string) {
	return func(_ reader, cell string) (string, string) {
		if utf8.RuneCountInString(cell) > most {
			return "", "length"
		}
		if wrong := named("", cell); len(wrong) > 0 {
			return "", wrong[0].Code
		}
		return cell, ""
	}
}

func readReference(r reader, cell string) (string, string) {
	if rounded.MatchString(cell) {
		return "", "number"
	}
	return readText(100)(r, cell)
}

// readNumber reads a reference that goes to the ledger in plain text: nothing personal fits in.
func readNumber(r reader, cell string) (string, string) {
	cell, problem := readReference(r, cell)
	if problem == "" && !contract.IsReference(cell) {
		return "", "reference"
	}
	return cell, problem
}

// readAmount brings the ways to write an amount together. What is no amount goes to the ledger all the same: its refusal
// cites the clause.
func readAmount(r reader, cell string) (string, string) {
	if amount, err := policies.ParseMoney(workbook.Decimal(cell)); err == nil {
		return amount.String(), ""
	}
	return readText(40)(r, cell)
}

func readCurrency(_ reader, cell string) (string, string) {
	if !currencyCode.MatchString(cell) {
		return "", "currency"
	}
	return strings.ToUpper(cell), ""
}

var currencyCode = regexp.MustCompile(`^[A-Za-z]{3}$`)

// readBadges reads badges of staff in their order, separated by commas.
func readBadges(r reader, cell string) (string, string) {
	badges := entries(cell)
	if len(badges) > 10 {
		return "", "items"
	}
	return readReference(r, strings.Join(badges, ","))
}

func readPhone(_ reader, cell string) (string, string) {
	switch {
	case rounded.MatchString(cell):
		return "", "number"
	case !phoneNumber.MatchString(cell):
		return "", "format"
	}
	return cell, ""
}

// readRoles takes names of roles or their titles in any language, and returns the names.
func (r reader) readRoles(cell string) (string, string) {
	var names []string
	for _, word := range entries(cell) {
		name := r.roleNamed(word)
		if name == "" {
			return "", "choice"
		}
		names = append(names, name)
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), ","), ""
}

// entries are the parts of a cell that holds several.
func entries(cell string) []string {
	parts := strings.FieldsFunc(cell, func(c rune) bool { return strings.ContainsRune(",，、;；\n", c) })
	for k := range parts {
		parts[k] = strings.TrimSpace(parts[k])
	}
	return parts
}

func (r reader) roleNamed(word string) string {
	for _, role := range r.roles {
		if role.ID == word {
			return role.ID
		}
		for _, lang := range languages {
			if title, _ := role.Title.In(lang); strings.EqualFold(title, word) {
				return role.ID
			}
		}
	}
	return ""
}

// momentLayouts are the ways to write a day or a moment. A day without a time is its beginning.
var momentLayouts = []string{
	"2006-1-2", "2006/1/2", "2006.1.2", "2006年1月2日", "2006-1-2 15:04", "2006/1/2 15:04", "2006-1-2 15:04:05", "2006/1/2 15:04:05",
	"2006年1月2日 15:04", "2006-1-2T15:04", "2006-1-2T15:04:05",
}

// readMoment reads a moment in the business zone, or one that brings its own offset.
func (r reader) readMoment(cell string) (string, string) {
	at, err := time.Parse(time.RFC3339, cell)
	for _, layout := range momentLayouts {
		if err != nil {
			at, err = time.ParseInLocation(layout, cell, r.zone)
		}
	}
	at = at.In(r.zone)
	if err != nil || !sayable(at) {
		return "", "moment"
	}
	return at.Format(time.RFC3339), ""
}

// files are the kinds of archive files as people write them.
var files = map[string]said{
	"new_car":    {"新车", "新車", "new car"},
	"aftersales": {"售后", "售後", "after-sales"},
}

func readFile(_ reader, cell string) (string, string) {
	for name, title := range files {
		if slices.Contains([]string{name, title.hans, title.hant, title.en}, strings.ToLower(cell)) {
			return name, ""
		}
	}
	return "", "choice"
}

package api

import (
	"net/http"

	"carebook/contract"
)

// problemsOfRows are what may be wrong with a row of a workbook.
var problemsOfRows = map[string]kind{
	contract.CodeRowInvalid: {http.StatusUnprocessableEntity, said{
		"此行有缺失或无法读取的单元格：{cells}。请更正后重新导入。",
		"此列有缺失或無法讀取的儲存格：{cells}。請更正後重新匯入。",
		"Cells of this row are missing or can't be read: {cells}. Correct them and import the row again."}},
	contract.CodeRowChanged: {http.StatusConflict, said{
		"账簿中同一编号的内容不同：导入不更改已有内容，请在系统中直接修改，或更正此行。",
		"帳簿中同一編號的內容不同：匯入不更改已有內容，請在系統中直接修改，或更正此列。",
		"The books say something else under this reference: an import changes nothing that is there; change it through the API, or correct the row."}},
	contract.CodeUnknownReference: {http.StatusUnprocessableEntity, said{
		"“{field}”没有对应的记录：请先在此单位导入，再重新导入此行。",
		"「{field}」沒有對應的記錄：請先在此單位匯入，再重新匯入此列。",
		"Nothing was imported under this {field} at this unit: import that first, then this row again."}},
	contract.CodeNoAccount: {http.StatusUnprocessableEntity, said{
		"该客户在此单位没有账户：请先开户（/api/v1/credits），或选择客户开户的单位，再重新导入此行。",
		"該客戶在此單位沒有賬戶：請先開戶（/api/v1/credits），或選擇客戶開戶的單位，再重新匯入此列。",
		"The customer has no account at this unit: open one (/api/v1/credits), or choose the unit where the account is, then import this row again."}},
}

func init() { addProblems(problemsOfRows) }

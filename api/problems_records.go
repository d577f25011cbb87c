package api

import (
	"net/http"

	"carebook/contract"
)

// problemsOfRecords are what may be wrong with records: asking for them, keeping and destroying them, erasing whom they
// are about.
var problemsOfRecords = map[string]kind{
	contract.CodeUnknownRecord: {http.StatusUnprocessableEntity, said{
		"找不到这份档案：请核对编号或客户，以及档案种类。",
		"找不到這份檔案：請核對編號或客戶，以及檔案種類。",
		"There is no such record: check its number or customer, and the kind of record."}},
	contract.CodeNoAccess: {http.StatusForbidden, said{
		"制度不允许为此目的提供这类档案：请由本单位有权的人员办理。",
		"制度不允許為此目的提供這類檔案：請由本單位有權的人員辦理。",
		"The policy gives nobody such a record for this: have somebody of the unit do it who may."}},
	contract.CodeBanned: {http.StatusForbidden, said{
		"自 {since} 起不再向申请人借出此类档案（逾期或遗失）：可申请在办公室查阅，或由他人借阅；罚款被驳回后即可再借。",
		"自 {since} 起不再向申請人借出此類檔案（逾期或遺失）：可申請在辦公室查閱，或由他人借閱；罰款被駁回後即可再借。",
		"Since {since} such records aren't lent to this person any more, after one came back late or was lost: ask to read it, or have somebody else borrow it. It ends when the fine is rejected."}},
	contract.CodeAuthorisation: {http.StatusConflict, said{
		"对外提供须有客户授权：请先将授权书作为附件添加到申请，再以 attachment 注明后批准。",
		"對外提供須有客戶授權：請先將授權書作為附件添加到申請，再以 attachment 註明後批准。",
		"It is passed on only with the customer's authorisation: attach that to the request, and name it in attachment when approving."}},
	contract.CodeErased: {http.StatusConflict, said{
		"该客户已按要求删除，账册中只余化名：不能再为其办理。此人再来时请另建客户。",
		"該客戶已按要求刪除，帳冊中只餘化名：不能再為其辦理。此人再來時請另建客戶。",
		"The customer was erased on request and only a pseudonym is left, so nothing can be done here any more. Should the person come again, enter a new customer."}},
	contract.CodeConflict: {http.StatusConflict, said{
		"还不能删除：{what}。请先办结，或改为依法限制（restrict）、不予办理（turn-down）并说明理由。",
		"還不能刪除：{what}。請先辦結，或改為依法限制（restrict）、不予辦理（turn-down）並說明理由。",
		"Nobody can be erased while this stands against it: {what}. Bring that to its end first, or restrict or turn the request down and say why."}},
	contract.CodeUnderWay: {http.StatusConflict, said{
		"该客户已有一项删除申请在办（见 params.case）：请在其中继续。",
		"該客戶已有一項刪除申請在辦（見 params.case）：請在其中繼續。",
		"The customer has a request for erasure under way (params.case): go on with that one."}},
	contract.CodeRestricted: {http.StatusConflict, said{
		"该客户的资料依法仅予保存，不作其他处理：请先在其删除申请中解除限制。",
		"該客戶的資料依法僅予保存，不作其他處理：請先在其刪除申請中解除限制。",
		"The law has this customer's data kept and nothing else done with them: nothing new is taken until the request for erasure lifts that."}},
	contract.CodeRetentionExists: {http.StatusConflict, said{
		"这份档案已在保管中（{case}）：请在那里继续办理。",
		"這份檔案已在保管中（{case}）：請在那裡繼續辦理。",
		"This record is kept in case {case} already: go on there."}},
	contract.CodeStillNeeded: {http.StatusConflict, said{
		"该客户尚有投诉未了结，或档案尚未归还，不得销毁：请延期保管（keep-longer），或待了结、归还后再办理。",
		"該客戶尚有投訴未了結，或檔案尚未歸還，不得銷毀：請延期保管（keep-longer），或待了結、歸還後再辦理。",
		"A complaint of this customer isn't over, or somebody has borrowed the record, so nothing of it is destroyed: keep it longer, or come back when that is over."}},
	contract.CodeUnknownKept: {http.StatusUnprocessableEntity, said{
		"本单位没有这份已存档的档案：请核对案件编号，并先完成存档。",
		"本單位沒有這份已存檔的檔案：請核對案件編號，並先完成存檔。",
		"There is no such stored file at this unit: check the number of its case, and store it first."}},
	contract.CodeCopiesOut: {http.StatusConflict, said{
		"还不能入账：第 {copy} 联尚未交给{roles}。请先登记其交付。",
		"還不能入帳：第 {copy} 聯尚未交給{roles}。請先登記其交付。",
		"It can't be booked yet: copy {copy} hasn't gone to its receiver ({roles}). Record that it was handed over first."}},
}

func init() { addProblems(problemsOfRecords) }

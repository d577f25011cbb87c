package api

import (
	"net/http"

	"carebook/contract"
)

// problemsOfCustomerVisits are what may be wrong with visits to customers and with a person's month of them.
var problemsOfCustomerVisits = map[string]kind{
	contract.CodePlanExists: {http.StatusConflict, said{
		"此人本月在本单位已有拜访计划（{case}）：请在那里继续办理。",
		"此人本月在本單位已有拜訪計劃（{case}）：請在那裡繼續辦理。",
		"This person has a case for the month at this unit already ({case}): go on there."}},
	contract.CodeUnknownPlan: {http.StatusUnprocessableEntity, said{
		"拜访人没有这份已审核的计划，或计划中没有这一行：请核对计划和行号，或不按计划另行登记。",
		"拜訪人沒有這份已審核的計劃，或計劃中沒有這一行：請核對計劃和行號，或不按計劃另行登記。",
		"The visitor has no such approved plan, or the plan no such line for this customer: check both, or plan the visit on its own."}},
	contract.CodeNotGranted: {http.StatusConflict, said{
		"{item}未事先获批，不得赠送或宴请：请在拜访前提出申请（ask-for）。",
		"{item}未事先獲批，不得贈送或宴請：請在拜訪前提出申請（ask-for）。",
		"Nothing was granted as {item} before this visit, so nothing is given: ask for it before the visit (ask-for)."}},
	contract.CodeStillAsked: {http.StatusConflict, said{
		"所申请的{item}尚未批复：请等待批准或不予批准后再完成准备。",
		"所申請的{item}尚未批覆：請等待批准或不予批准後再完成準備。",
		"What was asked for as {item} isn't decided on yet: the visit is prepared when it is granted or denied."}},
	contract.CodeCallNotEnough: {http.StatusUnprocessableEntity, said{
		"电话只用于简单事项，或补充核实以前的拜访：请改为上门（way: visit），或写明事项（matter）。",
		"電話只用於簡單事項，或補充核實以前的拜訪：請改為上門（way: visit），或寫明事項（matter）。",
		"By phone only something simple is done, or an earlier visit supplemented: visit in person (way: visit), or say which of both it is (matter)."}},
	contract.CodeTrainingLength: {http.StatusUnprocessableEntity, said{
		"每次拜访须培训客户 {least} 至 {most} 分钟：请填写实际分钟数（minutes）。",
		"每次拜訪須培訓客戶 {least} 至 {most} 分鐘：請填寫實際分鐘數（minutes）。",
		"At each visit the customer is trained for {least} to {most} minutes: say for how many (minutes)."}},
	contract.CodeActivityExists: {http.StatusConflict, said{
		"这项活动已登记，不能重复：请核对客户或编号。",
		"這項活動已登記，不能重複：請核對客戶或編號。",
		"This is recorded already and counts once: check the customer or the number."}},
	contract.CodeEvidence: {http.StatusUnprocessableEntity, said{
		"这项活动须附现场照片等文件：请先添加附件，再以 attachment 注明。",
		"這項活動須附現場照片等檔案：請先新增附件，再以 attachment 註明。",
		"A file that shows this is wanted, such as a photo of the place: attach it to the month first and name it in attachment."}},
	contract.CodePeriodClosed: {http.StatusConflict, said{
		"截至 {period} 的完成情况已统计，不能再补登：如有出入，请由有权者驳回相应的处罚建议。",
		"截至 {period} 的完成情況已統計，不能再補登：如有出入，請由有權者駁回相應的處罰建議。",
		"Everything up to {period} is counted and takes no more records: if that is wrong, whoever decides on entries rejects what was proposed."}},
}

func init() { addProblems(problemsOfCustomerVisits) }

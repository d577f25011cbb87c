package api

import (
	"net/http"

	"carebook/contract"
)

// problemsOfVisits are what may be wrong with return visits and calls.
var problemsOfVisits = map[string]kind{
	contract.CodeNotInPerson: {http.StatusUnprocessableEntity, said{
		"这次回访须上门进行：请上门后再记录。",
		"這次回訪須上門進行：請上門後再記錄。",
		"This visit is made in person: record it once the customer was met."}},
	contract.CodeSignatureMissing: {http.StatusUnprocessableEntity, said{
		"上门回访须有客户签名：请取得签名后以 signed 记录。",
		"上門回訪須有客戶簽名：請取得簽名後以 signed 記錄。",
		"A visit in person is signed for by the customer: get the signature and record it as signed."}},
	contract.CodeOutsideWindow: {http.StatusConflict, said{
		"不在可致电时段（{window}）内：下一可致电时刻为 {next}。跟进线索时可先发信息，或在客户约定时填 agreed。",
		"不在可致電時段（{window}）內：下一可致電時刻為 {next}。跟進線索時可先發信息，或在客戶約定時填 agreed。",
		"Customers aren't called at this time ({window}): call from {next} on. For a lead a message may go out now; where its customer wanted this time, say agreed."}},
	contract.CodeVisitExists: {http.StatusConflict, said{
		"已有回访案件（{case}）：请在该案件中办理，或换用另一编号。",
		"已有回訪案件（{case}）：請在該案件中辦理，或換用另一編號。",
		"There is a return visit for this already ({case}): go on in that case, or give another reference."}},
	contract.CodeLowScore: {http.StatusUnprocessableEntity, said{
		"{question} 只得 {score} 分，不能算满意：请改为不满意并约定下次时间，或更正评分。",
		"{question} 只得 {score} 分，不能算滿意：請改為不滿意並約定下次時間，或更正評分。",
		"Who gives {question} a {score} isn't satisfied: record dissatisfied with the time of the next visit, or correct the mark."}},
	contract.CodeNextMissing: {http.StatusUnprocessableEntity, said{
		"请填写与客户约定的时间（next_at），须晚于现在。",
		"請填寫與客戶約定的時間（next_at），須晚於現在。",
		"Say in next_at what was agreed with the customer; it must be still to come."}},
	contract.CodeTextsInARow: {http.StatusConflict, said{
		"已连续 {sent} 次只发信息，满 {limit} 次信息卡即作废：请致电或面谈；仍要发送请填 anyway。",
		"已連續 {sent} 次只發信息，滿 {limit} 次信息卡即作廢：請致電或面談；仍要發送請填 anyway。",
		"{sent} contacts in a row were only written, and {limit} make the card void: call or meet the customer, or say anyway to write all the same."}},
}

func init() { addProblems(problemsOfVisits) }

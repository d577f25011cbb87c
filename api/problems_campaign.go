package api

import (
	"net/http"

	"carebook/contract"
)

// problemsOfCampaigns are what may be wrong with a campaign, a greeting or a schedule.
var problemsOfCampaigns = map[string]kind{
	contract.CodeGiftNotApproved: {http.StatusConflict, said{
		"本次活动的礼品尚未批准：请先由有权者批准（approve-gifts），或不送礼品，以其他方式问候。",
		"本次活動的禮品尚未批准：請先由有權者批准（approve-gifts），或不送禮品，以其他方式問候。",
		"Nobody has approved the gifts of this campaign: have that done first (approve-gifts), or greet without one."}},
	contract.CodeNoText: {http.StatusConflict, said{
		"该活动所依制度没有这一事由的文字：请自行撰写，或在制度中补上，供下一次活动使用。",
		"該活動所依制度沒有這一事由的文字：請自行撰寫，或在制度中補上，供下一次活動使用。",
		"The policy of this campaign has no text for its occasion: write in your own words, or add one to the policy for the next campaign."}},
	contract.CodeNothingToSay: {http.StatusConflict, said{
		"这位客户已经问候过，或不再需要问候：请从活动的问候列表中选择未完成的一项。",
		"這位客戶已經問候過，或不再需要問候：請從活動的問候列表中選擇未完成的一項。",
		"This customer has been greeted, or isn't to be greeted any more: choose an open one of the campaign's greetings."}},
	contract.CodeSchedulePaused: {http.StatusConflict, said{
		"该计划已经暂停：需要时请恢复（resume）。", "該計劃已經暫停：需要時請恢復（resume）。",
		"The schedule is paused already: let it go on with resume."}},
	contract.CodeScheduleRuns: {http.StatusConflict, said{
		"该计划没有暂停，无需恢复。", "該計劃沒有暫停，無需恢復。",
		"The schedule isn't paused, so there is nothing to resume."}},
	contract.CodeUnknownSchedule: {http.StatusNotFound, said{
		"本单位的制度没有这项计划：请从计划列表中选择。", "本單位的制度沒有這項計劃：請從計劃列表中選擇。",
		"No policy of the unit has this schedule: choose one of the list."}},
	contract.CodeNothingToBegin: {http.StatusConflict, said{
		"该时段内的各期均已开始：请查看已有各期，或选择其他日期。", "該時段內的各期均已開始：請查看已有各期，或選擇其他日期。",
		"Every round of that time has begun already: look at those, or choose other days."}},
}

func init() { addProblems(problemsOfCampaigns) }

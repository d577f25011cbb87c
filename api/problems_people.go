package api

import (
	"net/http"

	"carebook/contract"
)

// problemsOfPeople are what may be wrong when people are administered.
var problemsOfPeople = map[string]kind{
	contract.CodeStaffExists: {http.StatusConflict, said{
		"此工号已有员工使用：请核对工号，或在该员工名下办理。",
		"此工號已有員工使用：請核對工號，或在該員工名下辦理。",
		"This badge is somebody's: check the number, or go on with that member of staff."}},
	contract.CodeUnknownRole: {http.StatusUnprocessableEntity, said{
		"没有这一岗位：请从 /api/v1/roles 中选取。",
		"沒有這一崗位：請從 /api/v1/roles 中選取。",
		"There is no such role: take one from /api/v1/roles."}},
	contract.CodeOwnRole: {http.StatusForbidden, said{
		"不能为自己授予岗位：请由另外两位管理员提出和确认。",
		"不能為自己授予崗位：請由另外兩位管理員提出和確認。",
		"Nobody gives himself a role: two other administrators propose and confirm it."}},
	contract.CodeRoleHeld: {http.StatusConflict, said{
		"此人在这段时间内已有或已被提议该岗位：请先结束岗位，或处理待确认的提议。",
		"此人在這段時間內已有或已被提議該崗位：請先結束崗位，或處理待確認的提議。",
		"The role is held in that time or proposed already: end it first, or decide on what is proposed."}},
	contract.CodeProposalDecided: {http.StatusConflict, said{
		"此提议已有结论（{state}）：如仍需要，请重新提出。",
		"此提議已有結論（{state}）：如仍需要，請重新提出。",
		"This proposal is {state} already: propose the role anew if it is still wanted."}},
	contract.CodeProposalStale: {http.StatusConflict, said{
		"岗位期限不成立或已过，或提议人已不再是管理员：请重新提出。",
		"崗位期限不成立或已過，或提議人已不再是管理員：請重新提出。",
		"The role's time is over or upside down, or whoever proposed it is no administrator any more: propose it anew."}},
	contract.CodeRoleEnded: {http.StatusConflict, said{
		"此岗位届时已结束：无需再办，可在该员工的岗位履历中查看。",
		"此崗位屆時已結束：無需再辦，可在該員工的崗位履歷中查看。",
		"The role has ended by then: there is nothing to do, see the person's roles."}},
	contract.CodeLastAdministrator: {http.StatusConflict, said{
		"这是该单位最后一位管理员：请先为他人授予管理员岗位。",
		"這是該單位最後一位管理員：請先為他人授予管理員崗位。",
		"This is the unit's last administrator: give somebody else that role first."}},
	contract.CodeOwnLeaving: {http.StatusForbidden, said{
		"不能登记自己离职：请由另一位管理员办理。",
		"不能登記自己離職：請由另一位管理員辦理。",
		"Nobody records his own leaving: ask another administrator."}},
	contract.CodeStillOwes: {http.StatusConflict, said{
		"此人名下还有 {open} 项未办：请先移交，清单见该员工的 open；不移交则加 force。",
		"此人名下還有 {open} 項未辦：請先移交，清單見該員工的 open；不移交則加 force。",
		"{open} things are open in this person's name: hand them over first, or say force; the person's open list names them."}},
	contract.CodeSubstitute: {http.StatusUnprocessableEntity, said{
		"此人不能代理：须为在职、这段时间不缺勤的另一位员工，请另选一位。",
		"此人不能代理：須為在職、這段時間不缺勤的另一位員工，請另選一位。",
		"This person can't stand in: choose somebody else who works here and isn't away in that time."}},
	contract.CodeSuperiorLoop: {http.StatusConflict, said{
		"这样会有人成为自己的上级：请先更改上面的上级关系。",
		"這樣會有人成為自己的上級：請先更改上面的上級關係。",
		"Somebody would be his own superior: change who is above the other one first."}},
}

func init() { addProblems(problemsOfPeople) }

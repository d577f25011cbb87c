package api

import (
	"net/http"

	"carebook/contract"
)

// problemsOfCredit are what may be wrong with an account and with what is bought on credit.
var problemsOfCredit = map[string]kind{
	contract.CodeCreditExists: {http.StatusConflict, said{
		"该客户在本单位已有账户：请在该账户上办理（{case}）。", "該客戶在本單位已有賬戶：請在該賬戶上辦理（{case}）。",
		"The customer has an account at this unit: use it ({case}).",
	}},
	contract.CodeAmountRefused: {http.StatusUnprocessableEntity, said{
		"金额无效：请填写大于零、最多两位小数的{currency}金额。", "金額無效：請填寫大於零、最多兩位小數的{currency}金額。",
		"This is no amount: give one in {currency} above zero with at most two decimals.",
	}},
	contract.CodeCurrency: {http.StatusUnprocessableEntity, said{
		"账户只以{currency}记账：请折算为{currency}后填写。", "賬戶只以{currency}記賬：請折算為{currency}後填寫。",
		"Accounts are kept in {currency} only: convert the amount first.",
	}},
	contract.CodeReference: {http.StatusUnprocessableEntity, said{
		"单号格式不符（{field}）：只能用字母、数字、连字符、斜线和点，最多四十个。", "單號格式不符（{field}）：只能用字母、數字、連字號、斜線和點，最多四十個。",
		"This is no such number ({field}): use letters, digits, - / and points, at most forty.",
	}},
	contract.CodeReferenceUsed: {http.StatusConflict, said{
		"该账户已有单号{item}的申请（{state}）：请换用新单号，或查看原申请。", "該賬戶已有單號{item}的申請（{state}）：請換用新單號，或查看原申請。",
		"The account has a request {item} already ({state}): use a new number, or look at that one.",
	}},
	contract.CodeNotReleased: {http.StatusConflict, said{
		"账户不放行该货物（额度{limit}，未收{unpaid}，本次{amount}）：尚未发出的请申请放行；已发出的请填写承担人，按擅自发货登记。",
		"賬戶不放行該貨物（額度{limit}，未收{unpaid}，本次{amount}）：尚未發出的請申請放行；已發出的請填寫承擔人，按擅自發貨登記。",
		"The account doesn't release these goods (limit {limit}, unpaid {unpaid}, goods {amount}): ask for a release while they are still there; once they have left, name who bears them.",
	}},
	contract.CodeReceiptUsed: {http.StatusConflict, said{
		"收款单号{receipt}已入账（账户{case}，第{seq}条）：请核对是否重复。", "收款單號{receipt}已入賬（賬戶{case}，第{seq}條）：請核對是否重複。",
		"Receipt {receipt} is booked already (account {case}, event {seq}): check whether this is the same payment.",
	}},
	contract.CodeNotEligible: {http.StatusConflict, said{
		"该客户无授信：请现款开票提货并附回款计划，或先补齐三项资格证明。", "該客戶無授信：請現款開票提貨並附回款計劃，或先補齊三項資格證明。",
		"The customer has no credit: sell for cash with a collection plan, or bring the missing proofs first.",
	}},
	contract.CodeAccountClosed: {http.StatusConflict, said{
		"账户已关闭，不再放行货物：请先重新启用账户。", "賬戶已關閉，不再放行貨物：請先重新啟用賬戶。",
		"The account is closed and releases nothing: reopen it first.",
	}},
	contract.CodeUnfit: {http.StatusConflict, said{
		"数额已变，此签批不再适用（额度{limit}，未收{unpaid}，本次{amount}）：请予拒绝后重新申请，或由客户先汇款。",
		"數額已變，此簽批不再適用（額度{limit}，未收{unpaid}，本次{amount}）：請予拒絕後重新申請，或由客戶先匯款。",
		"The figures have moved and this signature doesn't fit any more (limit {limit}, unpaid {unpaid}, goods {amount}): refuse it and ask anew, or have the customer remit first.",
	}},
	contract.CodeTooMany: {http.StatusConflict, said{
		"该账户已有{most}个申请待处理：请先处理其中之一。", "該賬戶已有{most}個申請待處理：請先處理其中之一。",
		"{most} requests of this account wait already: have one of them decided first.",
	}},
	contract.CodeBalanceOpen: {http.StatusConflict, said{
		"{year}年的货款尚未结清（{item}）：请先收回或核销。", "{year}年的貨款尚未結清（{item}）：請先收回或核銷。",
		"Goods of {year} aren't paid ({item}): collect or write them off first.",
	}},
	contract.CodeStillWaiting: {http.StatusConflict, said{
		"账户尚有申请待处理（{item}）：请先处理。", "賬戶尚有申請待處理（{item}）：請先處理。",
		"A request of the account waits ({item}): have it decided first.",
	}},
	contract.CodeQuantities: {http.StatusConflict, said{
		"还不能入账：核准数量（{approved}）与实收数量（{actual}）须相符且大于零。请先查明差异。",
		"還不能入帳：核准數量（{approved}）與實收數量（{actual}）須相符且大於零。請先查明差異。",
		"It can't be booked yet: the approved quantity ({approved}) and the one that came ({actual}) must be equal and more than zero. Find out why they differ first."}},
	contract.CodeExpired: {http.StatusConflict, said{
		"此命令一天内未能送达，已作废：请用新的键重新提交。",
		"此命令一天內未能送達，已作廢：請用新的鍵重新提交。",
		"This command couldn't be delivered for a day and was given up: send it again with a new key."}},
	contract.CodeAmountNotAllowed: {http.StatusUnprocessableEntity, said{
		"金额不可接受：须为不超过 1,000,000,000 元、至多两位小数的数字，例如 \"1000.00\"。",
		"金額不可接受：須為不超過 1,000,000,000 元、至多兩位小數的數字，例如 \"1000.00\"。",
		"The amount can't be accepted: write CNY up to 1,000,000,000 with at most two decimals, such as \"1000.00\"."}},
}

func init() { addProblems(problemsOfCredit) }

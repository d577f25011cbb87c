package api

// loanWords are those of requests for records.
var loanWords = map[string]said{
	"loan": {"借阅申请", "借閱申請", "request for a record"},

	// Actions and duties
	"grant":          {"批准申请", "批准申請", "approve the request"},
	"approve":        {"审批申请", "審批申請", "approve the request"},
	"deny":           {"不予批准", "不予批准", "deny the request"},
	"issue":          {"交出档案", "交出檔案", "hand the record out"},
	"give_back":      {"归还档案", "歸還檔案", "give the record back"},
	"finish_reading": {"阅毕交回", "閱畢交回", "finish reading"},
	"end_access":     {"结束查阅", "結束查閱", "end the reading on screen"},
	"amend":          {"附注更正", "附註更正", "note something beside the record"},
	"disclose":       {"对外提供", "對外提供", "pass it on to somebody outside"},
	"report_leak":    {"报告泄密", "報告洩密", "report a leak"},
	"settle_leak":    {"处理泄密", "處理洩密", "see to the leak"},

	// Statuses
	"requested": {"已申请", "已申請", "asked for"},
	"denied":    {"未获批准", "未獲批准", "denied"},
	"reading":   {"查阅中", "查閱中", "being read"},
	"on_loan":   {"借出中", "借出中", "lent"},
	"overdue":   {"逾期", "逾期", "overdue"},
	"returned":  {"已归还", "已歸還", "returned"},
	"amended":   {"已附注", "已附註", "amended"},
	"disclosed": {"已对外提供", "已對外提供", "passed on"},

	// Events
	"event.countersigned": {"一方已批准", "一方已批准", "approved by one"},
	"event.granted":       {"已批准申请", "已批准申請", "approved"},
	"event.denied":        {"未获批准", "未獲批准", "denied"},
	"event.issued":        {"档案已交出", "檔案已交出", "handed out"},
	"event.given_back":    {"档案已归还", "檔案已歸還", "given back"},
	"event.access_ended":  {"查阅已结束", "查閱已結束", "reading on screen ended"},
	"event.amended":       {"已附注更正", "已附註更正", "note written beside the record"},
	"event.disclosed":     {"已对外提供", "已對外提供", "passed on to somebody outside"},
	"event.leaked":        {"已报告泄密", "已報告洩密", "leak reported"},
	"event.leak_settled":  {"泄密已处理", "洩密已處理", "leak seen to"},

	// What is asked for, and whose it is
	"purpose.read":              {"查阅", "查閱", "read"},
	"purpose.borrow":            {"借出", "借出", "borrow"},
	"purpose.amend":             {"附注更正", "附註更正", "amend"},
	"purpose.disclose":          {"对外提供", "對外提供", "pass on"},
	"record.archive":            {"客户档案", "客戶檔案", "customer's archive"},
	"record.vehicle_file":       {"车辆档案", "車輛檔案", "file of a vehicle"},
	"record.customer_documents": {"客户资料", "客戶資料", "customer's documents"},
	"record.order_list":         {"订单表", "訂單表", "order list"},
	"record.tenant_archive":     {"租户档案", "租戶檔案", "tenant's archive"},
	"record.visit_records":      {"回访记录", "回訪記錄", "records of return visits"},
	"record.customer_data":      {"客户信息", "客戶信息", "customer's data"},
	"relation.own":              {"本单位", "本單位", "one's own unit's"},
	"relation.other":            {"其他单位", "其他單位", "another unit's"},
	"relation.outside":          {"对外", "對外", "for somebody outside"},
	"done.complete":             {"完整", "完整", "complete"},
	"done.undamaged":            {"无损坏", "無損壞", "undamaged"},
	"complete":                  {"完整", "完整", "complete"},
	"undamaged":                 {"无损坏", "無損壞", "undamaged"},
	"violation.late_documents":  {"客户资料逾期未还", "客戶資料逾期未還", "customer's documents given back late"},
	"violation.lost_documents":  {"遗失客户资料", "遺失客戶資料", "customer's documents lost"},
	"violation.lost_pieces":     {"借阅中遗失档案", "借閱中遺失檔案", "pieces of a borrowed file lost"},

	// Columns
	"column.asker":       {"申请人", "申請人", "Asked for by"},
	"column.record":      {"档案种类", "檔案種類", "Record"},
	"column.purpose":     {"用途", "用途", "Purpose"},
	"column.relation":    {"归属", "歸屬", "Whose record"},
	"column.paper":       {"编号", "編號", "Number of the paper"},
	"column.approved_at": {"批准时间", "批准時間", "Approved at"},
	"column.until":       {"可查阅至", "可查閱至", "May be read until"},
	"column.issued_at":   {"交出时间", "交出時間", "Handed out at"},
	"column.back_at":     {"归还时间", "歸還時間", "Back at"},
	"column.leaks":       {"未处理泄密", "未處理洩密", "Leaks not seen to"},

	// Fields
	"purpose":  {"用途", "用途", "purpose"},
	"paper":    {"编号", "編號", "number of the paper"},
	"relation": {"归属", "歸屬", "whose record it is"},
}

func init() { addWords(loanWords) }

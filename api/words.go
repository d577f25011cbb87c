package api

import "strings"

// words are the values that a problem's sentence may name, as people say them. What isn't here is shown as it is.
var words = map[string]said{
	// Actions and duties
	"open":          {"登记", "登記", "open"},
	"classify":      {"定级", "定級", "classify"},
	"assign":        {"指派处理人", "指派處理人", "assign a handler"},
	"report":        {"提交处理报告", "提交處理報告", "report on the handling"},
	"decide":        {"审批", "審批", "decide"},
	"tell":          {"告知客户", "告知客戶", "tell the customer"},
	"answer":        {"记录客户答复", "記錄客戶答覆", "record the customer's answer"},
	"close":         {"结案", "結案", "close"},
	"report_result": {"上报结果", "上報結果", "report the result"},
	"prewarn":       {"预警", "預警", "give the early warning"},
	"relay":         {"转报高层", "轉報高層", "relay the warning"},
	"convene":       {"召集危机小组", "召集危機小組", "convene the crisis team"},
	"note":          {"添加备注", "新增備註", "add a note"},
	"attach":        {"添加附件", "新增附件", "attach a file"},
	"reassign":      {"改派", "改派", "reassign"},
	"claim":         {"认领", "認領", "claim"},
	"pause":         {"暂停", "暫停", "pause"},
	"resume":        {"恢复", "恢復", "resume"},
	"void":          {"作废", "作廢", "void"},
	"withdraw":      {"撤诉", "撤訴", "withdraw"},

	"brief":           {"报副总经理", "報副總經理", "brief the vice general manager"},
	"attend":          {"前往客户处", "前往客戶處", "go to the customer"},
	"input_marketing": {"提交营销部意见", "提交營銷部意見", "give marketing's input"},
	"input_rnd":       {"提交研发部意见", "提交研發部意見", "give R&D's input"},
	"input_service":   {"提交客户服务部意见", "提交客戶服務部意見", "give customer service's input"},
	"join":            {"联合处理", "聯合處理", "handle it together"},
	"investigate":     {"填写调查结果", "填寫調查結果", "fill in the result of the investigation"},
	"collect":         {"收款", "收款", "collect the receivable"},
	"object":          {"以签呈提出异议", "以簽呈提出異議", "object by memo"},
	"liability":       {"判明责任", "判明責任", "state the liability"},
	"monthly_review":  {"月度审查", "月度審查", "review it for the month"},
	"review":          {"待复核", "待複核", "under review"},
	"sign":            {"签核结算单", "簽核結算單", "sign the settlement's form"},
	"route":           {"分送联单", "分送聯單", "hand a copy over"},
	"settle":          {"入账结算", "入帳結算", "book the settlement"},
	"track":           {"跟踪结果", "跟蹤結果", "track the result"},
	"pass_on":         {"转交二级部门", "轉交二級部門", "pass it on"},
	"reply":           {"答复并反馈", "答覆並反饋", "answer and feed back"},
	"conclude":        {"按期结案", "按期結案", "close it in time"},

	"add_calendar": {"更改日历", "更改行事曆", "change a calendar"},

	// Deeds
	"confirm_entry":  {"确认分录", "確認分錄", "confirm the entry"},
	"reject_entry":   {"驳回分录", "駁回分錄", "reject the entry"},
	"reverse_entry":  {"冲销分录", "沖銷分錄", "reverse the entry"},
	"record_absence": {"登记缺勤", "登記缺勤", "record an absence"},
	"end_absence":    {"登记销假", "登記銷假", "end an absence"},

	// States of entries
	"proposed":     {"待确认", "待確認", "proposed"},
	"needs_review": {"须先核查", "須先核查", "to be looked at"},
	"confirmed":    {"已确认", "已確認", "confirmed"},
	"rejected":     {"已驳回", "已駁回", "rejected"},
	"reversed":     {"已冲销", "已沖銷", "reversed"},
	"contra":       {"冲销分录", "沖銷分錄", "a contra entry"},
	"import":       {"导入", "匯入", "import"},
	"merge":        {"合并", "合併", "merge"},
	"reclassify":   {"重新定级", "重新定級", "reclassify"},
	"reopen":       {"重新打开", "重新開啟", "reopen"},
	"revisit":      {"回访", "回訪", "make the return visit"},

	// Why complaints aren't one issue, and how grave one is
	"no_such_complaint":   {"没有可并入的投诉", "沒有可併入的投訴", "no such running complaint"},
	"another_customer":    {"客户不同", "客戶不同", "another customer's"},
	"not_the_earlier_one": {"并非开立更早的一件", "並非開立更早的一件", "not the earlier one"},
	"too_far_apart":       {"相隔过久", "相隔過久", "too far apart"},
	"subjects_differ":     {"回避人员不一致", "迴避人員不一致", "other staff are kept away"},
	"ordinary":            {"一般", "一般", "ordinary"},
	"important":           {"重要", "重要", "important"},
	"major":               {"重大", "重大", "major"},

	// Statuses
	"registered": {"已登记", "已登記", "registered"},
	"classified": {"已定级", "已定級", "classified"},
	"assigned":   {"处理中", "處理中", "assigned"},
	"reported":   {"待审批", "待審批", "reported"},
	"approved":   {"已批准", "已批准", "approved"},
	"told":       {"已告知客户", "已告知客戶", "told"},
	"accepted":   {"客户已接受", "客戶已接受", "accepted"},
	"not_upheld": {"投诉不成立", "投訴不成立", "not upheld"},
	"closed":     {"已结案，待上报结果", "已結案，待上報結果", "closed, its result still to be reported"},
	"completed":  {"已完成", "已完成", "completed"},
	"voided":     {"已作废", "已作廢", "voided"},
	"merged":     {"已并入另一投诉", "已併入另一投訴", "merged into another"},
	"withdrawn":  {"已撤诉", "已撤訴", "withdrawn"},

	// Files of vehicles
	"send":                 {"自查并签交", "自查並簽交", "sign for handing it over"},
	"receive":              {"签收", "簽收", "sign for having received it"},
	"check":                {"核对", "核對", "check the file"},
	"correct":              {"登记整改", "登記整改", "record a correction"},
	"supply":               {"补交资料", "補交資料", "record that a document has come"},
	"store":                {"入柜存档", "入櫃存檔", "store the file"},
	"stop":                 {"停止处罚", "停止處罰", "end the fines"},
	"lose":                 {"登记遗失", "登記遺失", "record a loss"},
	"restore":              {"登记复原", "登記復原", "record that it is whole again"},
	"hand_over_new_car":    {"移交新车档案", "移交新車檔案", "hand the file over"},
	"hand_over_aftersales": {"移交售后档案", "移交售後檔案", "hand the file over"},
	"waiting":              {"待移交", "待移交", "waiting to be handed over"},
	"sent":                 {"待签收", "待簽收", "sent"},
	"signed":               {"待核对", "待核對", "signed by both sides"},
	"checked":              {"待入柜", "待入櫃", "checked"},
	"defective":            {"待整改", "待整改", "defective"},
	"stored":               {"已存档", "已存檔", "stored"},
	"lost":                 {"已遗失", "已遺失", "lost"},
	"sender":               {"移交人", "移交人", "sender"},
	"file":                 {"档案类别", "檔案類別", "file"},
	"papers":               {"资料", "資料", "papers"},
	"findings":             {"问题", "問題", "findings"},
	"expected":             {"预计补交日期", "預計補交日期", "expected day"},
	"pieces":               {"件数", "件數", "pieces"},
	"person":               {"责任人", "責任人", "person"},
	"copied":               {"复印", "複印", "copied"},
	"scanned":              {"扫描", "掃描", "scanned"},
	"cabinet":              {"入柜", "入櫃", "in the cabinet"},
	"register":             {"登记", "登記", "entered in the register"},

	// Parts in a case, fields
	"handler":    {"处理人", "處理人", "handler"},
	"recipient":  {"受理人", "受理人", "recipient"},
	"reporter":   {"报告人", "報告人", "reporter"},
	"proposer":   {"提出人", "提出人", "proposer"},
	"staff":      {"员工", "員工", "staff"},
	"name":       {"姓名", "姓名", "name"},
	"phone":      {"电话", "電話", "phone number"},
	"car_model":  {"车型", "車型", "car model"},
	"plate":      {"车牌", "車牌", "plate"},
	"content":    {"投诉内容", "投訴內容", "what the complaint is"},
	"assignee":   {"承办人", "承辦人", "assignee"},
	"subjects":   {"被投诉人", "被投訴人", "subjects"},
	"channel":    {"投诉渠道", "投訴管道", "channel"},
	"severity":   {"等级", "等級", "severity"},
	"major_kind": {"重大投诉类别", "重大投訴類別", "major_kind"},
	"nature":     {"性质", "性質", "nature"},
	"into":       {"并入的投诉", "併入的投訴", "into"},
	"settlement": {"结算方式", "結算方式", "settlement"},
	"copy":       {"联次", "聯次", "copy"},
	"medium":     {"告知方式", "告知方式", "medium"},
	"days":       {"表定期限", "表定期限", "days"},
	"liable":     {"责任人", "責任人", "liable"},
	"verdict":    {"结论", "結論", "verdict"},

	// Columns of workbooks
	"customer_ref": {"客户外部编号", "客戶外部編號", "customer reference"},
	"vehicle_ref":  {"车辆外部编号", "車輛外部編號", "vehicle reference"},
	"consultant":   {"顾问工号", "顧問工號", "consultant"},
}

// sentence puts a problem's params into its sentence. Names of roles come from the binder, other words from the table;
// of a comma-separated list each word is looked up.
func sentence(text, lang string, params map[string]string, role func(id, lang string) string) string {
	pairs := make([]string, 0, 2*len(params))
	for name, value := range params {
		list := strings.Split(value, ",")
		for i, word := range list {
			title := ""
			if name == "roles" {
				title = role(word, lang)
			}
			if title != "" {
				list[i] = title
			} else if w, ok := words[word]; ok {
				list[i] = w.in(lang)
			}
		}
		pairs = append(pairs, "{"+name+"}", strings.Join(list, said{"、", "、", ", "}.in(lang)))
	}
	return leftOver.ReplaceAllString(strings.NewReplacer(pairs...).Replace(text), "—")
}

// Word is what people call an action, a status or another word that stands in the contract; known is false when the table
// hasn't got it.
func Word(id, lang string) (text string, known bool) {
	w, known := words[id]
	if !known {
		return "", false
	}
	return w.in(lang), true
}

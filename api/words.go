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

	// A word that means two things has a key for each field in which it means the other.

	// Kinds of cases, of entries, marks and imports
	"complaint":       {"投诉", "投訴", "complaint"},
	"archive":         {"档案", "檔案", "archive"},
	"kind.fine":       {"罚款", "罰款", "fine"},
	"pay_cut":         {"绩效扣减", "績效扣減", "pay cut"},
	"kind.liability":  {"责任承担", "責任承擔", "liability"},
	"kind.remind":     {"提醒", "提醒", "reminder"},
	"kind.escalate":   {"提前上报", "提前上報", "escalation"},
	"kind.breach":     {"逾期", "逾期", "breach"},
	"kind.customers":  {"客户", "客戶", "customers"},
	"kind.vehicles":   {"车辆", "車輛", "vehicles"},
	"kind.staff":      {"员工", "員工", "staff"},
	"kind.deliveries": {"交车记录", "交車記錄", "deliveries"},

	// How a complaint comes in and what kind of complaint it is
	"visit":                     {"来访", "來訪", "visit"},
	"channel.phone":             {"电话", "電話", "phone"},
	"call_back":                 {"回访", "回訪", "call back"},
	"channel.group_call_centre": {"集团呼叫中心", "集團客服中心", "group call centre"},
	"letter":                    {"信函", "信函", "letter"},
	"hotline":                   {"热线", "熱線", "hotline"},
	"repeated":                  {"重复投诉", "重複投訴", "repeated"},
	"to_manufacturer":           {"投诉至厂家", "投訴至廠家", "to the manufacturer"},
	"blocking_the_door":         {"堵门", "堵門", "blocking the door"},
	"disturbance":               {"闹事", "鬧事", "disturbance"},
	"return_or_exchange":        {"要求退换车", "要求退換車", "return or exchange"},
	"negative_media":            {"媒体负面报道", "媒體負面報導", "negative media"},
	"other_grave":               {"其他严重情形", "其他嚴重情形", "other grave"},
	"nature.quality":            {"质量问题", "品質問題", "of quality"},
	"nature.non_quality":        {"非质量问题", "非品質問題", "not of quality"},
	"nature.service_standard":   {"服务标准", "服務標準", "standard of service"},
	"nature.service_process":    {"服务过程", "服務過程", "process of service"},
	"nature.product_quality":    {"产品质量", "產品品質", "quality of the product"},
	"nature.staff":              {"人员", "人員", "conduct of staff"},

	// How the customer is met, what was said, and how it is settled
	"medium.phone":        {"电话", "電話", "by phone"},
	"medium.letter":       {"信函", "信函", "by letter"},
	"medium.visit":        {"上门", "上門", "in person"},
	"verdict.approve":     {"批准", "批准", "approve"},
	"verdict.return":      {"退回", "退回", "send it back"},
	"verdict.accept":      {"接受", "接受", "accepts"},
	"verdict.reject":      {"不接受", "不接受", "doesn't accept"},
	"satisfied":           {"满意", "滿意", "satisfied"},
	"dissatisfied":        {"不满意", "不滿意", "dissatisfied"},
	"waived":              {"免回访", "免回訪", "waived"},
	"penalty":             {"有行政处罚", "有行政處罰", "penalty"},
	"no_penalty":          {"无行政处罚", "無行政處罰", "no penalty"},
	"settlement.discount": {"折让", "折讓", "discount"},
	"settlement.return":   {"退货", "退貨", "return of the goods"},
	"settlement.none":     {"无须结算", "無須結算", "nothing to settle"},

	// Files of vehicles: kinds, papers, faults and what they cost
	"file.new_car":                         {"新车档案", "新車檔案", "new car"},
	"file.aftersales":                      {"售后档案", "售後檔案", "after-sales"},
	"fault.missing":                        {"缺少资料", "缺少資料", "missing"},
	"fault.wrong":                          {"资料有误或不合标准", "資料有誤或不合標準", "wrong or not to standard"},
	"fault.user_signature":                 {"缺用户签字", "缺用戶簽字", "the customer's signature is missing"},
	"fault.internal_signature":             {"缺内部签字", "缺內部簽字", "a signature of the house is missing"},
	"fault.contact":                        {"未核实联系人及电话", "未核實聯絡人及電話", "person and number weren't verified"},
	"violation.late_sales":                 {"新车档案逾期移交", "新車檔案逾期移交", "new car's file handed over late"},
	"violation.sales_signature":            {"新车档案签字不全", "新車檔案簽字不全", "signature missing in a new car's file"},
	"violation.contact_check":              {"来店时未核实联系方式", "來店時未核實聯絡方式", "contact not verified at the visit"},
	"violation.late_service":               {"售后档案逾期移交", "售後檔案逾期移交", "after-sales file handed over late"},
	"violation.service_document":           {"售后档案资料缺失或有误", "售後檔案資料缺失或有誤", "document of an after-sales file missing or wrong"},
	"violation.service_user_signature":     {"售后档案缺用户签字", "售後檔案缺用戶簽字", "customer's signature missing in an after-sales file"},
	"violation.service_internal_signature": {"售后档案缺内部签字", "售後檔案缺內部簽字", "signature of the house missing in an after-sales file"},
	"violation.lost":                       {"档案遗失或损坏", "檔案遺失或損壞", "pieces of a file lost or damaged"},
	"mode.record_only":                     {"仅登记，不扣款", "僅登記，不扣款", "recorded only"},
	"mode.deduct":                          {"可从工资扣除", "可從薪資扣除", "may be taken from pay"},
	"who.customer":                         {"客户签字", "客戶簽字", "signed by the customer"},
	"who.house":                            {"内部签字", "內部簽字", "signed in the house"},

	// States of to-dos, marks, papers, findings and imports
	"state.open":      {"未完成", "未完成", "open"},
	"state.paused":    {"已暂停", "已暫停", "paused"},
	"state.waiting":   {"等待中", "等待中", "waiting"},
	"state.fired":     {"已执行", "已執行", "fired"},
	"state.folded":    {"已并入后一次提醒", "已併入後一次提醒", "folded into a later reminder"},
	"state.dropped":   {"不再执行", "不再執行", "dropped"},
	"state.present":   {"齐备", "齊備", "present"},
	"state.missing":   {"缺少", "缺少", "missing"},
	"state.excused":   {"延后提交", "延後提交", "comes later"},
	"state.corrected": {"已整改", "已整改", "put right"},
	"state.stopped":   {"已停止处罚", "已停止處罰", "stays as it is"},
	"state.running":   {"进行中", "進行中", "running"},
	"state.finished":  {"已结束", "已結束", "finished"},
	"fulfilled":       {"已履行", "已履行", "fulfilled"},
	"cancelled":       {"已取消", "已取消", "cancelled"},
	"missed":          {"已错过", "已錯過", "missed"},

	// Where something comes from, and how a clause is kept
	"source.policy":  {"制度原文", "制度原文", "printed in the policy"},
	"source.default": {"默认建议", "預設建議", "recommended default"},
	"source.house":   {"系统自设", "系統自設", "carebook's own"},
	"origin.shipped": {"随系统提供", "隨系統提供", "came with carebook"},
	"origin.folder":  {"由运维导入", "由維運匯入", "from the operator's folder"},
	"origin.staff":   {"由日历管理员录入", "由行事曆管理員登錄", "from a calendar keeper"},
	"kept.enforced":  {"系统强制", "系統強制", "enforced"},
	"kept.recorded":  {"系统记录", "系統記錄", "recorded"},
	"kept.stated":    {"仅作说明", "僅作說明", "stated"},

	// Days and moments of an explanation, days of a calendar
	"what.start":       {"起算", "起算", "start"},
	"what.elapsed":     {"连续计时", "連續計時", "time that runs on"},
	"what.worked":      {"工作日", "工作日", "working day"},
	"what.make_up_day": {"调休上班", "補班日", "make-up day"},
	"what.weekend":     {"周末", "週末", "weekend"},
	"what.holiday":     {"放假", "放假", "day off"},
	"what.paused":      {"暂停期间", "暫停期間", "paused"},
	"what.until":       {"截止日", "截止日", "last day"},
	"what.short_month": {"当月无此日", "當月無此日", "month without that day"},
	"what.moved":       {"顺延", "順延", "moved"},
	"what.provisional": {"安排尚未公布", "安排尚未公佈", "not published yet"},
	"what.usual_close": {"正常下班", "正常下班", "usual close"},
	"what.midnight":    {"当日结束", "當日結束", "end of the day"},
	"what.permitted":   {"可联系时段", "可聯繫時段", "permitted time"},
	"what.due":         {"到期", "到期", "due"},

	// Events
	"event.opened":          {"已登记", "已登記", "opened"},
	"event.classified":      {"已定级", "已定級", "classified"},
	"event.assigned":        {"已指派处理人", "已指派處理人", "assigned"},
	"event.reported":        {"已提交处理报告", "已提交處理報告", "reported on"},
	"event.approved":        {"已批准", "已批准", "approved"},
	"event.returned":        {"已退回处理人", "已退回處理人", "sent back"},
	"event.told":            {"已告知客户", "已告知客戶", "customer told"},
	"event.accepted":        {"客户已接受", "客戶已接受", "accepted by the customer"},
	"event.rejected":        {"客户不接受", "客戶不接受", "rejected by the customer"},
	"event.closed":          {"已结案", "已結案", "closed"},
	"event.result_reported": {"已上报结果", "已上報結果", "result reported"},
	"event.prewarned":       {"已预警", "已預警", "warned early"},
	"event.relayed":         {"已转报高层", "已轉報高層", "warning relayed"},
	"event.convened":        {"已召集危机小组", "已召集危機小組", "crisis team met"},
	"event.noted":           {"已添加备注", "已新增備註", "note added"},
	"event.attached":        {"已添加附件", "已新增附件", "file attached"},
	"event.reassigned":      {"已改派", "已改派", "reassigned"},
	"event.claimed":         {"已认领", "已認領", "claimed"},
	"event.paused":          {"已暂停", "已暫停", "paused"},
	"event.resumed":         {"已恢复", "已恢復", "resumed"},
	"event.voided":          {"已作废", "已作廢", "voided"},
	"event.withdrawn":       {"客户已撤诉", "客戶已撤訴", "withdrawn by the customer"},
	"event.reminded":        {"到期前提醒", "到期前提醒", "reminded"},
	"event.escalated":       {"到期前上报", "到期前上報", "escalated"},
	"event.breached":        {"已逾期", "已逾期", "breached"},
	"event.recounted":       {"已按新日历重新计算", "已按新行事曆重新計算", "counted again by a new calendar"},
	"event.merged":          {"已并入另一投诉", "已併入另一投訴", "merged into another"},
	"event.reclassified":    {"已重新定级", "已重新定級", "reclassified"},
	"event.reopened":        {"已重新打开", "已重新開啟", "reopened"},
	"event.revisited":       {"已回访，客户满意", "已回訪，客戶滿意", "revisited, the customer is satisfied"},
	"event.dissatisfied":    {"回访后客户不满意", "回訪後客戶不滿意", "revisited, the customer is dissatisfied"},
	"event.revisit_waived":  {"已免回访", "已免回訪", "return visit waived"},
	"event.sent":            {"移交人已签字", "移交人已簽字", "signed for by the sender"},
	"event.signed":          {"已签收", "已簽收", "signed for by the archivist"},
	"event.checked":         {"核对无误", "核對無誤", "checked, nothing is wrong"},
	"event.faulted":         {"核对有问题", "核對有問題", "checked, something is wrong"},
	"event.corrected":       {"已整改", "已整改", "put right"},
	"event.supplied":        {"已补交资料", "已補交資料", "document has come"},
	"event.stored":          {"已入柜存档", "已入櫃存檔", "stored"},
	"event.stopped":         {"已停止处罚", "已停止處罰", "fines ended"},
	"event.lost":            {"已登记遗失", "已登記遺失", "loss recorded"},
	"event.restored":        {"已复原", "已復原", "whole again"},
	"event.deferred":        {"责任人休假，期限顺延", "責任人休假，期限順延", "put off, since its person is on leave"},
	"event.dismissed":       {"认定不成立", "認定不成立", "not upheld"},
	"event.briefed":         {"已报副总经理", "已報副總經理", "vice general manager briefed"},
	"event.attended":        {"已前往客户处", "已前往客戶處", "went to the customer"},
	"event.marketing_input": {"营销部已提意见", "營銷部已提意見", "input of marketing given"},
	"event.rnd_input":       {"研发部已提意见", "研發部已提意見", "input of R&D given"},
	"event.service_input":   {"客户服务部已提意见", "客戶服務部已提意見", "input of customer service given"},
	"event.joined":          {"已联合处理", "已聯合處理", "handled together"},
	"event.investigated":    {"已填写调查结果", "已填寫調查結果", "result of the investigation filled in"},
	"event.collected":       {"已收款", "已收款", "receivable collected"},
	"event.objected":        {"已提出异议", "已提出異議", "objected by memo"},
	"event.liability_held":  {"已判明责任", "已判明責任", "liability stated"},
	"event.reviewed":        {"已完成月度审查", "已完成月度審查", "reviewed for the month"},
	"event.form_signed":     {"结算单已签核", "結算單已簽核", "settlement's form signed"},
	"event.routed":          {"联单已分送", "聯單已分送", "copy handed over"},
	"event.settled":         {"已入账结算", "已入帳結算", "settlement booked"},
	"event.tracked":         {"已跟踪结果", "已跟蹤結果", "result tracked"},
	"event.passed_on":       {"已转交二级部门", "已轉交二級部門", "passed on"},
	"event.replied":         {"已答复并反馈", "已答覆並反饋", "answered"},
	"event.entry_proposed":  {"已提出分录", "已提出分錄", "entry proposed"},

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

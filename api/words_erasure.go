package api

// erasureWords are those of requests to erase a person.
var erasureWords = map[string]said{
	"erasure":       {"删除申请", "刪除申請", "request for erasure"},
	"erased_person": {"已删除人员", "已刪除人員", "erased person"},

	// Actions and duties
	"identify":       {"核实请求人身份", "核實請求人身分", "check who asks"},
	"answer_request": {"答复删除请求", "答覆刪除請求", "answer the request"},
	"look_again":     {"复查限制", "複查限制", "look at it again"},
	"erase":          {"删除个人信息", "刪除個人資訊", "erase the person"},
	"restrict":       {"依法限制处理", "依法限制處理", "keep the data and do nothing else with them"},
	"turn_down":      {"不予办理", "不予辦理", "turn it down"},

	"checker": {"核实人", "核實人", "whoever checked who asks"},

	// Statuses
	"erasure_asked": {"已请求删除", "已請求刪除", "asked for"},
	"identified":    {"身份已核实", "身分已核實", "identity checked"},
	"restricted":    {"限制处理", "限制處理", "restricted"},
	"erased":        {"已删除", "已刪除", "erased"},
	"turned_down":   {"未予办理", "未予辦理", "turned down"},

	// Events
	"event.identified":  {"身份已核实", "身分已核實", "identity checked"},
	"event.erased":      {"个人信息已删除", "個人資訊已刪除", "person erased"},
	"event.restricted":  {"已限制处理", "已限制處理", "restricted"},
	"event.turned_down": {"未予办理", "未予辦理", "turned down"},

	// Who asks, how, and how that was checked
	"asker.self":          {"本人", "本人", "the customer"},
	"asker.guardian":      {"监护人", "監護人", "a guardian"},
	"asker.agent":         {"受托人", "受託人", "somebody authorised"},
	"asker.relative":      {"逝者近亲属", "逝者近親屬", "next of kin of somebody deceased"},
	"channel.email":       {"电子邮件", "電子郵件", "email"},
	"channel.online":      {"网上", "網上", "online"},
	"proof.identity_card": {"查验身份证件", "查驗身分證件", "an identity card was seen"},
	"proof.call_back":     {"回拨登记电话", "回撥登記電話", "called back on the known number"},
	"proof.authorisation": {"查验授权书", "查驗授權書", "an authorisation was seen"},
	"proof.known":         {"经办人熟识", "經辦人熟識", "known to whoever took it"},

	// What stands against it, and why it isn't done
	"open_case":               {"有未结案件", "有未結案件", "a case that is still open"},
	"kept_file":               {"档案仍在留存期内", "檔案仍在留存期內", "a file that is to be kept for longer"},
	"unpaid_credit":           {"有未付款项", "有未付款項", "goods that aren't paid"},
	"ground.not_identified":   {"身份未能核实", "身分未能核實", "it isn't known who asks"},
	"ground.not_entitled":     {"请求人无权请求", "請求人無權請求", "whoever asks may not"},
	"ground.legal_duty":       {"履行法定义务所必需", "履行法定義務所必需", "the law demands what is done with the data"},
	"ground.dispute":          {"有争议或诉讼", "有爭議或訴訟", "a dispute"},
	"ground.public_authority": {"主管机关要求留存", "主管機關要求留存", "an authority wants it kept"},

	// Columns and fields
	"column.pseudonym":  {"化名", "化名", "Pseudonym"},
	"column.requester":  {"请求人", "請求人", "Asked by"},
	"column.proof":      {"核实方式", "核實方式", "Checked by"},
	"column.decided_at": {"决定时间", "決定時間", "Decided at"},
	"column.ground":     {"理由", "理由", "Ground"},
	"column.erased_at":  {"删除时间", "刪除時間", "Erased at"},
	"asker":             {"请求人", "請求人", "who asks"},
	"proof":             {"核实方式", "核實方式", "how it was checked"},
	"ground":            {"理由", "理由", "ground"},
}

func init() { addWords(erasureWords) }

package main

import (
	"fmt"
	"strings"

	"carebook/api"
	"carebook/calendar"
	"carebook/policies"
)

// phrases puts what policies say into a reader's language.
type phrases struct {
	binder *policies.Book
	lang   string
}

// headings are what the page itself says.
var headings = map[string]policies.Title{
	"page":    {"zh-Hans": "%s（%s）流程", "zh-Hant": "%s（%s）流程", "en": "Process %s (%s)"},
	"made":    {"zh-Hans": "本页由 `make processes` 根据制度生成，请勿手改。每个数值后面是其条款；“默认”指原文未写、按 A 编号建议；“自设”指 carebook 自己的设定；“–”指该方案没有此项。\n", "zh-Hant": "本頁由 `make processes` 根據制度產生，請勿手改。每個數值後面是其條款；「預設」指原文未寫、按 A 編號建議；「自設」指 carebook 自己的設定；「–」指該方案沒有此項。\n", "en": "Made by `make processes` from the policies; don't edit it. Behind each value stands its clause. *Default* means that the text is\nsilent and the A-number recommends it, *house* that it is carebook's own setting; – that the profile's policy has none.\n"},
	"profile": {"zh-Hans": "适用方案", "zh-Hant": "適用方案", "en": "profile"},
	"policy":  {"zh-Hans": "制度", "zh-Hant": "制度", "en": "policy"},
	"title":   {"zh-Hans": "名称", "zh-Hant": "名稱", "en": "what it is about"},

	"steps":        {"zh-Hans": "步骤", "zh-Hant": "步驟", "en": "Steps"},
	"steps are":    {"zh-Hans": "谁可以做，谁须做，期限多长。", "zh-Hant": "誰可以做，誰須做，期限多長。", "en": "Who may take it; who owes it, and within what time."},
	"row of steps": {"zh-Hans": "步骤", "zh-Hant": "步驟", "en": "step"},

	"clocks":        {"zh-Hans": "提醒与逾期", "zh-Hant": "提醒與逾期", "en": "Before and at the due time"},
	"clocks are":    {"zh-Hans": "到期之前提醒谁、上报谁，逾期时告知谁、提出什么。", "zh-Hant": "到期之前提醒誰、上報誰，逾期時告知誰、提出什麼。", "en": "How long before it whoever owes is reminded and somebody above is told; who is told when it is missed, and what is proposed."},
	"row of clocks": {"zh-Hans": "职责", "zh-Hant": "職責", "en": "duty"},

	"authority":        {"zh-Hans": "权限核决表", "zh-Hant": "權限核決表", "en": "Authority table"},
	"authority are":    {"zh-Hans": "按金额由谁决定，自低而高，含本数。", "zh-Hant": "按金額由誰決定，自低而高，含本數。", "en": "Who decides an amount in CNY, from the lowest rung; a limit includes the amount itself."},
	"row of authority": {"zh-Hans": "级", "zh-Hant": "級", "en": "rung"},
	"up to":            {"zh-Hans": "不超过 %s 元", "zh-Hant": "不超過 %s 元", "en": "up to %s CNY"},
	"without limit":    {"zh-Hans": "不限金额", "zh-Hant": "不限金額", "en": "without limit"},

	"announcements":        {"zh-Hans": "通知", "zh-Hant": "通知", "en": "Announcements"},
	"announcements are":    {"zh-Hans": "发生时告知谁。", "zh-Hant": "發生時告知誰。", "en": "Who is told when something has happened, and in which cases."},
	"row of announcements": {"zh-Hans": "事件", "zh-Hant": "事件", "en": "event"},

	"fines":        {"zh-Hans": "罚款与分录", "zh-Hant": "罰款與分錄", "en": "Fines and entries"},
	"fines are":    {"zh-Hans": "罚什么、罚多少、由谁决定。", "zh-Hant": "罰什麼、罰多少、由誰決定。", "en": "What is fined, what it costs, and who decides on what is proposed."},
	"row of fines": {"zh-Hans": "项目", "zh-Hant": "項目", "en": "line"},
	"party":        {"zh-Hans": "计入", "zh-Hant": "計入", "en": "counted with"},

	"settings":        {"zh-Hans": "种类与其他设定", "zh-Hant": "種類與其他設定", "en": "Kinds and other settings"},
	"settings are":    {"zh-Hans": "制度所区分的种类，及其余各项。", "zh-Hant": "制度所區分的種類，及其餘各項。", "en": "The kinds that a policy tells apart, and whatever else it sets."},
	"row of settings": {"zh-Hans": "设定", "zh-Hant": "設定", "en": "setting"},

	"default":             {"zh-Hans": "默认", "zh-Hant": "預設", "en": "default"},
	"house":               {"zh-Hans": "自设", "zh-Hant": "自設", "en": "house"},
	"owed by":             {"zh-Hans": "责任人", "zh-Hant": "責任人", "en": "owed by"},
	"the authority table": {"zh-Hans": "权限表所定之人", "zh-Hant": "權限表所定之人", "en": "whoever the authority table names"},
}

// pageWords are the words of a policy that no answer of the API needs, or that read otherwise there. A word that stands in
// neither table is shown as the policy writes it.
var pageWords = map[string]policies.Title{
	"phone": {"zh-Hans": "电话", "zh-Hant": "電話", "en": "phone"},
	"true":  {"zh-Hans": "是", "zh-Hant": "是", "en": "yes"},
	"false": {"zh-Hans": "否", "zh-Hant": "否", "en": "no"},

	"not_by":          {"zh-Hans": "不得由", "zh-Hant": "不得由", "en": "not"},
	"within":          {"zh-Hans": "期限", "zh-Hant": "期限", "en": "within"},
	"window":          {"zh-Hans": "可联系时段", "zh-Hant": "可聯繫時段", "en": "only"},
	"remind":          {"zh-Hans": "提前提醒", "zh-Hant": "提前提醒", "en": "reminded before"},
	"escalate.before": {"zh-Hans": "提前上报", "zh-Hant": "提前上報", "en": "escalated before"},
	"escalate.to":     {"zh-Hans": "上报给", "zh-Hant": "上報給", "en": "escalated to"},
	"breach.to":       {"zh-Hans": "逾期告知", "zh-Hant": "逾期告知", "en": "missed, told"},
	"breach.propose":  {"zh-Hans": "逾期提出", "zh-Hant": "逾期提出", "en": "missed, proposed"},

	"filed":           {"zh-Hans": "归档可早于登记", "zh-Hant": "歸檔可早於登記", "en": "how far back the filing may lie"},
	"longest":         {"zh-Hans": "每次延期保管上限", "zh-Hant": "每次延期保管上限", "en": "kept longer at a time for at most"},
	"tidy":            {"zh-Hans": "年度整理", "zh-Hant": "年度整理", "en": "the yearly tidy comes after"},
	"years":           {"zh-Hans": "保管期限", "zh-Hant": "保管期限", "en": "kept for"},
	"methods":         {"zh-Hans": "销毁方式", "zh-Hant": "銷毀方式", "en": "destroyed by"},
	"owner":           {"zh-Hans": "待办责任人", "zh-Hant": "待辦責任人", "en": "whoever has the to-do"},
	"keeper":          {"zh-Hans": "保管人", "zh-Hant": "保管人", "en": "whoever keeps the record"},
	"anybody":         {"zh-Hans": "任何员工", "zh-Hant": "任何員工", "en": "any member of staff"},
	"access":          {"zh-Hans": "屏幕查阅时限", "zh-Hant": "屏幕查閱時限", "en": "how long it is read on screen"},
	"records":         {"zh-Hans": "档案", "zh-Hant": "檔案", "en": "record"},
	"read":            {"zh-Hans": "查阅", "zh-Hant": "查閱", "en": "read"},
	"leave":           {"zh-Hans": "请假时顺延", "zh-Hant": "請假時順延", "en": "put off during leave"},
	"purposes":        {"zh-Hans": "用途", "zh-Hant": "用途", "en": "what for"},
	"own":             {"zh-Hans": "本单位档案审批人", "zh-Hant": "本單位檔案審批人", "en": "of one's own unit, approved by"},
	"other_unit":      {"zh-Hans": "其他单位档案审批人", "zh-Hant": "其他單位檔案審批人", "en": "of another unit, approved by"},
	"outsiders":       {"zh-Hans": "对外审批人", "zh-Hant": "對外審批人", "en": "for somebody outside, approved by"},
	"askers":          {"zh-Hans": "可申请的人", "zh-Hant": "可申請的人", "en": "who may ask"},
	"place":           {"zh-Hans": "阅读地点", "zh-Hant": "閱讀地點", "en": "read only in the"},
	"authorised":      {"zh-Hans": "须有客户授权", "zh-Hant": "須有客戶授權", "en": "passed on with the customer's authorisation"},
	"looked_at":       {"zh-Hans": "归还时核对", "zh-Hant": "歸還時核對", "en": "looked at when it comes back"},
	"each_piece":      {"zh-Hans": "按件计罚", "zh-Hant": "按件計罰", "en": "for each piece"},
	"ban":             {"zh-Hans": "不再借出", "zh-Hant": "不再借出", "en": "never lent again"},
	"heads":           {"zh-Hans": "可代为办理的岗位", "zh-Hant": "可代為辦理的崗位", "en": "who opens and records for others"},
	"objects":         {"zh-Hans": "拜访对象", "zh-Hant": "拜訪對象", "en": "to whom"},
	"ways":            {"zh-Hans": "拜访方式", "zh-Hant": "拜訪方式", "en": "how it is made"},
	"by_phone":        {"zh-Hans": "可用电话的事项", "zh-Hant": "可用電話的事項", "en": "by phone only"},
	"training":        {"zh-Hans": "客户培训（分钟）", "zh-Hant": "客戶培訓（分鐘）", "en": "training of the customer, minutes"},
	"least":           {"zh-Hans": "至少", "zh-Hant": "至少", "en": "at least"},
	"most":            {"zh-Hans": "至多", "zh-Hant": "至多", "en": "at most"},
	"checklists":      {"zh-Hans": "准备清单", "zh-Hant": "準備清單", "en": "checklist"},
	"late_plan":       {"zh-Hans": "迟交计划的期限", "zh-Hant": "遲交計劃的期限", "en": "for a plan that comes late"},
	"counted_after":   {"zh-Hans": "期末后多久统计", "zh-Hant": "期末後多久統計", "en": "counted so long after its end"},
	"quotas":          {"zh-Hans": "指标", "zh-Hant": "指標", "en": "quota"},
	"per":             {"zh-Hans": "每", "zh-Hant": "每", "en": "in each"},
	"evidence":        {"zh-Hans": "须附文件", "zh-Hant": "須附檔案", "en": "with a file that shows it"},
	"off_duty":        {"zh-Hans": "取消值班时长", "zh-Hant": "取消值班時長", "en": "how long a duty is taken away"},
	"dismiss":         {"zh-Hans": "确认劝退", "zh-Hant": "確認勸退", "en": "confirm a dismissal"},
	"proofs":          {"zh-Hans": "身份核实方式", "zh-Hant": "身分核實方式", "en": "how it is checked who asks"},
	"conflicts":       {"zh-Hans": "阻碍删除的情形", "zh-Hant": "阻礙刪除的情形", "en": "what stands against it"},
	"keep":            {"zh-Hans": "档案留存期", "zh-Hant": "檔案留存期", "en": "how long a file is kept"},
	"refusals":        {"zh-Hans": "不予办理的理由", "zh-Hant": "不予辦理的理由", "en": "grounds to turn it down"},
	"restrictions":    {"zh-Hans": "限制处理的理由", "zh-Hant": "限制處理的理由", "en": "grounds to keep the data"},
	"checker":         {"zh-Hans": "核实人", "zh-Hant": "核實人", "en": "whoever checked who asks"},
	"entries":         {"zh-Hans": "分录", "zh-Hant": "分錄", "en": "entry"},
	"liability":       {"zh-Hans": "责任承担", "zh-Hant": "責任承擔", "en": "liability"},
	"channels":        {"zh-Hans": "投诉渠道", "zh-Hant": "投訴管道", "en": "channels"},
	"intake":          {"zh-Hans": "登记内容", "zh-Hant": "登記內容", "en": "recorded when it is taken in"},
	"severities":      {"zh-Hans": "严重程度", "zh-Hant": "嚴重程度", "en": "severities"},
	"natures":         {"zh-Hans": "性质", "zh-Hant": "性質", "en": "natures"},
	"major_kinds":     {"zh-Hans": "重大投诉情形", "zh-Hant": "重大投訴情形", "en": "kinds of major complaints"},
	"exclude_subject": {"zh-Hans": "被投诉人回避", "zh-Hant": "被投訴人迴避", "en": "who is complained about is excluded"},
	"handled_event":   {"zh-Hans": "处理结束以何为准", "zh-Hant": "處理結束以何為準", "en": "what ends the handling"},
	"backdate":        {"zh-Hans": "可补记的期限", "zh-Hant": "可補記的期限", "en": "how late it may be recorded"},
	"counting":        {"zh-Hans": "计日", "zh-Hant": "計日", "en": "counting"},
	"move_last_day":   {"zh-Hans": "末日逢休息日顺延", "zh-Hant": "末日逢休息日順延", "en": "a last day off is moved"},
	"opened":          {"zh-Hans": "已登记", "zh-Hant": "已登記", "en": "opened"},
	"result_reported": {"zh-Hans": "已上报结果", "zh-Hant": "已上報結果", "en": "result reported"},
	"prewarned":       {"zh-Hans": "已预警", "zh-Hant": "已預警", "en": "warned early"},
	"relayed":         {"zh-Hans": "已转报高层", "zh-Hant": "已轉報高層", "en": "warning relayed"},
	"confirm":         {"zh-Hans": "确认", "zh-Hant": "確認", "en": "confirm"},
	"reject":          {"zh-Hans": "驳回", "zh-Hant": "駁回", "en": "reject"},
	"reverse":         {"zh-Hans": "冲销", "zh-Hant": "沖銷", "en": "reverse"},
	"violations":      {"zh-Hans": "违规", "zh-Hant": "違規", "en": "violation"},
	"double":          {"zh-Hans": "加倍", "zh-Hant": "加倍", "en": "doubling"},
	"amount":          {"zh-Hans": "金额", "zh-Hant": "金額", "en": "amount"},
	"again":           {"zh-Hans": "未改正可再罚", "zh-Hant": "未改正可再罰", "en": "again while it isn't put right"},
	"mode":            {"zh-Hans": "执行方式", "zh-Hant": "執行方式", "en": "mode"},
}

func (p phrases) say(id string) string { return p.title(headings[id]) }

func (p phrases) title(t policies.Title) string {
	text, _ := t.In(p.lang)
	return text
}

// word is what a role or a word of the process is called.
func (p phrases) word(id string) string {
	if role, ok := p.binder.Role(id); ok {
		return p.title(role.Title)
	}
	if id == "authority" {
		return p.say("the authority table")
	}
	if t, ok := pageWords[id]; ok {
		return p.title(t)
	}
	if text, ok := api.Word(id, p.lang); ok {
		return text
	}
	return strings.ReplaceAll(id, "_", " ")
}

// value is a number's value: a rule of the calendar, or words.
func (p phrases) value(text string) string {
	if rule, err := calendar.ParseRule(text); err == nil {
		return rule.Text(p.lang)
	}
	list := strings.Split(text, ", ")
	for i, word := range list {
		list[i] = p.word(word)
	}
	return strings.Join(list, p.comma())
}

func (p phrases) comma() string {
	if p.lang == "en" {
		return ", "
	}
	return "、"
}

func (p phrases) colon() string {
	if p.lang == "en" {
		return ": "
	}
	return "："
}

// reference is the clause of a value and, unless the policy's own text has it, its source.
func (p phrases) reference(clause string, source policies.Source) string {
	if source == policies.FromPolicy {
		return "(" + clause + ")"
	}
	return fmt.Sprintf("(%s, %s)", clause, p.say(string(source)))
}

// label says what a number is in its row; nothing where the row says it already.
func (p phrases) label(key, row string) string {
	duty, isDuty := strings.CutPrefix(key, "duties.")
	if isDuty {
		_, key, _ = strings.Cut(duty, ".")
	}
	parts := strings.Split(key, ".")
	last := lastOf(key)
	if len(parts) > 1 {
		before, _, _ := strings.Cut(parts[len(parts)-2], "[")
		if t, ok := pageWords[before+"."+last]; ok {
			return p.title(t)
		}
	}
	switch {
	case last == "by" && isDuty:
		return p.say("owed by")
	case last == "by", last == lastOf(row):
		return ""
	}
	return p.word(last)
}

// rowTitle is the words of a row's dotted name and, for a single one, how the policy writes it.
func (p phrases) rowTitle(row string) string {
	var words []string
	for _, part := range strings.Split(row, ".") {
		words = append(words, p.word(part))
	}
	text := strings.Join(words, p.colon())
	if len(words) == 1 && text != row {
		text += " `" + row + "`"
	}
	return text
}

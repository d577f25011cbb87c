package api

// campaignWords are those of campaigns, greetings and what begins by itself.
var campaignWords = map[string]said{
	"campaign": {"客户问候活动", "客戶問候活動", "campaign"},

	// Actions and duties
	"greet":             {"问候客户", "問候客戶", "greet"},
	"approve_gifts":     {"批准礼品", "批准禮品", "approve the gifts"},
	"close_page":        {"提前结束本页", "提前結束本頁", "end a page"},
	"relate_customer":   {"登记问候方式", "登記問候方式", "say how a customer is greeted"},
	"pause_schedule":    {"暂停计划", "暫停計劃", "pause a schedule"},
	"resume_schedule":   {"恢复计划", "恢復計劃", "let a schedule go on"},
	"trigger_schedule":  {"立即开始下一期", "立即開始下一期", "begin the next round now"},
	"backfill_schedule": {"补办往期", "補辦往期", "begin rounds of earlier days"},

	// Statuses
	"status.listing":  {"正在列出客户", "正在列出客戶", "customers are gone through"},
	"status.greeting": {"问候中", "問候中", "customers are being greeted"},

	// Events
	"event.page_opened":         {"已列出一页客户", "已列出一頁客戶", "page opened"},
	"event.page_closed":         {"本页已结束", "本頁已結束", "page closed"},
	"event.gifts_approved":      {"礼品已批准", "禮品已批准", "gifts approved"},
	"event.greeted":             {"已问候", "已問候", "greeted"},
	"event.not_reached":         {"未联系上", "未聯繫上", "not reached"},
	"event.customer_related":    {"已登记问候方式", "已登記問候方式", "how the customer is greeted"},
	"event.schedule_paused":     {"计划已暂停", "計劃已暫停", "schedule paused"},
	"event.schedule_resumed":    {"计划已恢复", "計劃已恢復", "schedule goes on"},
	"event.schedule_triggered":  {"已提前开始", "已提前開始", "round begun by hand"},
	"event.schedule_backfilled": {"往期已补办", "往期已補辦", "earlier rounds begun"},

	// What customers are greeted for, how, and with what
	"occasion.festivals":  {"节日", "節日", "festivals"},
	"occasion.birthdays":  {"生日", "生日", "birthdays"},
	"occasion.nodes":      {"项目节点", "項目節點", "points of a project"},
	"occasion.events":     {"活动邀请", "活動邀請", "invitations to events"},
	"occasion.news":       {"项目消息", "項目消息", "news"},
	"of.festival":         {"节日", "節日", "festival"},
	"of.birthday":         {"生日", "生日", "birthday"},
	"of.node":             {"项目节点", "項目節點", "point of a project"},
	"of.event":            {"活动邀请", "活動邀請", "invitation to an event"},
	"of.news":             {"项目消息", "項目消息", "news"},
	"name.events":         {"定期活动邀请", "定期活動邀請", "regular invitations"},
	"name.festivals":      {"节日问候", "節日問候", "greetings on festivals"},
	"name.birthdays":      {"生日问候", "生日問候", "greetings on birthdays"},
	"name.news":           {"每月消息", "每月消息", "news of the month"},
	"node.opening":        {"开盘", "開盤", "opening"},
	"node.offer":          {"优惠", "優惠", "offer"},
	"node.sales_event":    {"促销活动", "促銷活動", "sales event"},
	"node.topping_out":    {"封顶", "封頂", "topping-out"},
	"node.handover":       {"交付", "交付", "handover"},
	"node.show_flat":      {"样板房", "樣板房", "show flat"},
	"node.progress":       {"工程进度", "工程進度", "building progress"},
	"node.site_tour":      {"参观工地", "參觀工地", "tour of the site"},
	"node.evening":        {"酒会或舞会", "酒會或舞會", "evening or ball"},
	"node.owners_event":   {"业主活动", "業主活動", "event for owners"},
	"node.launch":         {"发布会", "發布會", "launch"},
	"node.thank_you":      {"答谢会", "答謝會", "thank-you event"},
	"node.promotion":      {"促销推广活动", "促銷推廣活動", "promotion"},
	"node.dinner":         {"商务宴请", "商務宴請", "business dinner"},
	"means.message":       {"信息", "資訊", "message"},
	"means.phone":         {"电话", "電話", "phone"},
	"means.mail":          {"邮件", "郵件", "mail"},
	"means.visit":         {"上门", "上門", "visit"},
	"gift.flowers":        {"鲜花", "鮮花", "flowers"},
	"gift.cake":           {"蛋糕", "蛋糕", "cake"},
	"gift.present":        {"礼品", "禮品", "present"},
	"whose.own":           {"本人", "本人", "the customer's own"},
	"whose.family":        {"家人", "家人", "of the family"},
	"outcome.greeted":     {"已问候", "已問候", "greeted"},
	"outcome.not_reached": {"未联系上", "未聯繫上", "not reached"},

	"class.ordinary":   {"一般客户", "一般客戶", "ordinary customer"},
	"class.important":  {"重要客户", "重要客戶", "important customer"},
	"class.vip":        {"特邀贵宾", "特邀貴賓", "invited VIP"},
	"class.introduced": {"领导介绍", "領導介紹", "introduced by leaders"},

	"left_out.no_consent": {"未同意问候", "未同意問候", "hasn't agreed"},
	"left_out.class":      {"本次不问候该类客户", "本次不問候該類客戶", "class isn't greeted on this occasion"},
	"left_out.unclassed":  {"尚未分类", "尚未分類", "has no class"},
	"left_out.restricted": {"资料依法限制处理", "資料依法限制處理", "data are restricted by law"},

	"source.temporal":   {"按时触发", "按時觸發", "by Temporal's schedule"},
	"source.sweeper":    {"补漏触发", "補漏觸發", "by the second source"},
	"source.hand":       {"人工触发", "人工觸發", "by hand"},
	"result.unopened":   {"等待开始", "等待開始", "waits to be opened"},
	"result.not_opened": {"未能开始", "未能開始", "couldn't be opened"},

	// Columns
	"column.occasion":  {"事由", "事由", "Occasion"},
	"column.period":    {"期次", "期次", "Round"},
	"column.day":       {"日期", "日期", "Day"},
	"column.planned":   {"应问候", "應問候", "To be greeted"},
	"column.still":     {"未完成", "未完成", "Still open"},
	"column.greeted":   {"已问候", "已問候", "Greeted"},
	"column.not_met":   {"已错过", "已錯過", "Missed"},
	"column.schedule":  {"计划", "計劃", "Schedule"},
	"column.next_at":   {"下一期时间", "下一期時間", "Next at"},
	"column.paused_on": {"暂停时间", "暫停時間", "Paused at"},

	// Fields
	"occasion": {"事由", "事由", "occasion"},
	"node":     {"项目节点", "項目節點", "point of the project"},
	"means":    {"问候方式", "問候方式", "means"},
	"outcome":  {"结果", "結果", "outcome"},
	"item":     {"项目", "項目", "item"},
}

func init() { addWords(campaignWords) }

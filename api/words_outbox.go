package api

// outboxWords are those of what leaves the house.
var outboxWords = map[string]said{
	// Deeds
	"test_channel": {"测试通道", "測試通道", "test a channel"},
	"read_outbox":  {"查看发出的消息", "檢視發出的訊息", "see the messages that leave the house"},
	"send_again":   {"重新发送", "重新發送", "send it again"},

	"channel.wecom":    {"企业微信机器人", "企業微信機器人", "WeCom robot"},
	"channel.dingtalk": {"钉钉机器人", "釘釘機器人", "DingTalk robot"},
	"channel.feishu":   {"飞书机器人", "飛書機器人", "Feishu robot"},
	"channel.webhook":  {"Webhook", "Webhook", "webhook"},

	"kind.notice":  {"通知", "通知", "notice"},
	"kind.morning": {"今日待办清单", "今日待辦清單", "list of the day"},
	"kind.test":    {"测试", "測試", "test"},

	"state.sent":     {"已发送", "已發送", "sent"},
	"state.given_up": {"已放弃", "已放棄", "given up"},

	"lang.zh-Hans": {"简体中文", "簡體中文", "Simplified Chinese"},
	"lang.zh-Hant": {"繁体中文", "繁體中文", "Traditional Chinese"},
	"lang.en":      {"英文", "英文", "English"},

	"error.no_answer":       {"对方无应答", "對方無回應", "no answer"},
	"error.private_address": {"地址不是公网地址，且未获准", "位址不是公開網路位址，且未獲准", "the address isn't public and isn't allowed"},
	"error.bad_answer":      {"对方应答无法识别", "對方回應無法識別", "the answer can't be read"},
	"error.bad_address":     {"邮箱地址无效", "郵箱位址無效", "not an e-mail address"},
	"error.no_tls":          {"邮件服务器不支持加密", "郵件伺服器不支援加密", "the mail server offers no TLS"},
	"error.no_receiver":     {"已无接收人", "已無接收人", "nobody is left whom it was for"},
	"error.nothing_due":     {"已无到期待办", "已無到期待辦", "nothing was due any more"},
	"error.no_worker":       {"没有配置该通道的工作进程", "沒有設定該通道的工作程序", "no worker has the channel"},

	// What messages say
	"message.duty":    {"事项", "事項", "Duty"},
	"message.clause":  {"依据条款", "依據條款", "Clause"},
	"message.ref":     {"消息编号", "訊息編號", "Message"},
	"message.morning": {"今日待办 {due} 项，其中已逾期 {overdue} 项", "今日待辦 {due} 項，其中已逾期 {overdue} 項", "Due today: {due}, of them late: {overdue}"},
	"message.more":    {"另有 {more} 项", "另有 {more} 項", "and {more} more"},
	"message.late":    {"已逾期", "已逾期", "late"},
	"message.test":    {"carebook 测试消息：收到即表示该通道可用。", "carebook 測試訊息：收到即表示該通道可用。", "A test message of carebook: it came, so the channel works."},

	"column.message":      {"消息编号", "訊息編號", "Message"},
	"column.message_kind": {"消息类别", "訊息類別", "Kind of message"},
	"column.tries":        {"尝试次数", "嘗試次數", "Tries"},
	"column.error":        {"最近失败", "最近失敗", "Last failure"},
	"column.sent_at":      {"结束时间", "結束時間", "Ended at"},
}

func init() { addWords(outboxWords) }

package worker

import (
	"testing"
	"time"

	"carebook/contract"
	"carebook/models"
)

var saidHere = map[string]string{
	"kind.complaint": "客户投诉", "event.escalated": "已升级上报", "report": "提交处理报告", "message.duty": "事项", "message.clause": "依据条款", "message.ref": "消息编号",
	"message.morning": "今日待办 {due} 项，其中已逾期 {overdue} 项", "message.more": "另有 {more} 项", "message.late": "已逾期", "message.test": "测试",
}

func words(key, lang string) (string, bool) {
	text, known := saidHere[key]
	return text, known && lang == "zh-Hans"
}

func TestAMessageSaysWhatHappenedByWhichClauseAndWhereToLook(t *testing.T) {
	zone := time.FixedZone("CST", 8*3600)
	n := models.NoticeItem{Kind: contract.Complaint, Number: "EAST-2026-00001", Duty: "report"}
	n.ID, n.CaseID, n.What, n.Clause = "01890000-0000-7000-8000-0000deadbeef", "01890000-0000-7000-8000-000000000001", "escalated", "V13-2.4b"
	l := letter{words, "zh-Hans", "https://desk.example", zone}
	subject, body := l.write(models.Draft{Notice: &n})
	if subject != "客户投诉 EAST-2026-00001 · 已升级上报" ||
		body != "事项：提交处理报告\n依据条款：V13-2.4b\nhttps://desk.example/complaints/01890000-0000-7000-8000-000000000001\n消息编号：deadbeef" {
		t.Errorf("%s\n%s", subject, body)
	}
	n.Duty = ""
	subject, body = letter{words, "en", "", zone}.write(models.Draft{Notice: &n}) // of what has no word the key is shown
	if subject != "complaint EAST-2026-00001 · escalated" || body != "clause: V13-2.4b\nref: deadbeef" {
		t.Errorf("%s\n%s", subject, body)
	}
}

func TestTheListOfTheDayCountsAndNamesTheMostUrgent(t *testing.T) {
	at := time.Date(2026, 3, 2, 0, 30, 0, 0, time.UTC)
	late, due := models.Todo{Number: "EAST-2026-00001"}, models.Todo{Number: "EAST-2026-00002"}
	late.Duty, late.DueAt, due.Duty, due.DueAt = "report", at.Add(-time.Hour), "report", at.Add(9*time.Hour)
	m := models.Morning{At: at, Due: 30, Overdue: 1, First: []models.Todo{late, due}}
	subject, body := letter{words, "zh-Hans", "https://desk.example", time.FixedZone("CST", 8*3600)}.write(models.Draft{Morning: &m})
	if subject != "今日待办 30 项，其中已逾期 1 项" || body !=
		"EAST-2026-00001 提交处理报告 03-02 07:30 · 已逾期\nEAST-2026-00002 提交处理报告 03-02 17:30\n另有 28 项\nhttps://desk.example/" {
		t.Errorf("%s\n%s", subject, body)
	}
}

package api

// peopleWords are those of the administration of people.
var peopleWords = map[string]said{
	// Deeds
	"add_staff":        {"登记员工", "登記員工", "add a member of staff"},
	"propose_role":     {"提议授予岗位", "提議授予崗位", "propose a role"},
	"confirm_role":     {"确认授予岗位", "確認授予崗位", "confirm a role"},
	"reject_role":      {"驳回授予岗位", "駁回授予崗位", "reject a proposed role"},
	"end_role":         {"结束岗位", "結束崗位", "end a role"},
	"leave":            {"登记离职", "登記離職", "record that somebody leaves"},
	"hand_over_duties": {"移交", "移交", "hand over"},
	"substitute":       {"指定代理人", "指定代理人", "name a substitute"},
	"set_superior":     {"指定上级", "指定上級", "say who is above somebody"},

	"superior": {"上级", "上級", "the superior"},

	"kind.line": {"直属", "直屬", "in the line"},
	"kind.area": {"区域", "區域", "by area"},

	"decision.confirmed": {"已确认", "已確認", "confirmed"},
	"decision.rejected":  {"已驳回", "已駁回", "rejected"},
}

func init() { addWords(peopleWords) }

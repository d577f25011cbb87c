package api

// retentionWords are those of records that are kept and destroyed.
var retentionWords = map[string]said{
	"retention": {"档案保管", "檔案保管", "record that is kept"},

	// Actions and duties
	"bind":                {"装订资料", "裝訂資料", "bind the documents"},
	"box":                 {"年度整理装箱", "年度整理裝箱", "tidy and box it"},
	"keep":                {"保管档案", "保管檔案", "keep the record"},
	"hold":                {"延期保管", "延期保管", "keep it longer"},
	"review_record":       {"销毁前审查", "銷毀前審查", "review it before destruction"},
	"approve_destruction": {"批准销毁", "批准銷毀", "approve the destruction"},
	"keep_longer":         {"延期保管", "延期保管", "keep it longer"},
	"destroy":             {"销毁档案", "銷毀檔案", "destroy it"},

	// Statuses
	"status.left":      {"租户已迁出", "租戶已遷出", "tenant left"},
	"status.bound":     {"已装订", "已裝訂", "bound"},
	"status.boxed":     {"已装箱保管", "已裝箱保管", "boxed"},
	"status.retained":  {"保管中", "保管中", "kept"},
	"status.due":       {"保管期满", "保管期滿", "time is over"},
	"status.kept":      {"延期保管中", "延期保管中", "kept longer"},
	"status.destroyed": {"已销毁", "已銷毀", "destroyed"},

	// Events
	"event.bound":                {"资料已装订", "資料已裝訂", "documents bound"},
	"event.boxed":                {"已整理装箱", "已整理裝箱", "tidied and boxed"},
	"event.fell_due":             {"保管期满", "保管期滿", "time is over"},
	"event.record_reviewed":      {"已审查", "已審查", "reviewed"},
	"event.destruction_approved": {"已批准销毁", "已批准銷毀", "destruction approved"},
	"event.kept_longer":          {"已延期保管", "已延期保管", "kept longer"},
	"event.destroyed":            {"已销毁", "已銷毀", "destroyed"},

	// Kinds of records, and how they go
	"record.vehicle_archive": {"汽车档案", "汽車檔案", "file of a vehicle"},
	"record.deal_archive":    {"成交客户档案", "成交客戶檔案", "archive of a closed deal"},
	"record.tenant_file":     {"租户资料", "租戶資料", "tenant's file"},
	"record.reception_data":  {"接待资料", "接待資料", "data of the reception desk"},
	"method.shred":           {"粉碎", "粉碎", "shredded"},
	"method.delete":          {"删除", "刪除", "deleted"},
	"method.firm":            {"专业机构销毁", "專業機構銷毀", "by a professional firm"},

	// Columns
	"column.kept_record":     {"档案种类", "檔案種類", "Record"},
	"column.kept_paper":      {"档案编号", "檔案編號", "Number of the paper"},
	"column.keeper":          {"保管人", "保管人", "Kept by"},
	"column.filed_at":        {"归档时间", "歸檔時間", "Filed at"},
	"column.kept_until":      {"保管至", "保管至", "Kept until"},
	"column.due_since":       {"期满时间", "期滿時間", "Due since"},
	"column.reviewed_at":     {"审查时间", "審查時間", "Reviewed at"},
	"column.reviewed_by":     {"审查人", "審查人", "Reviewed by"},
	"column.destruction_at":  {"批准销毁时间", "批准銷毀時間", "Destruction approved at"},
	"column.destruction_by":  {"批准人", "批准人", "Destruction approved by"},
	"column.destroyed_at":    {"销毁时间", "銷毀時間", "Destroyed at"},
	"column.destroyed_by":    {"销毁人", "銷毀人", "Destroyed by"},
	"column.method":          {"销毁方式", "銷毀方式", "How"},
	"column.files_destroyed": {"销毁电子文件数", "銷毀電子檔案數", "Files destroyed"},

	// Fields
	"method": {"销毁方式", "銷毀方式", "how it is destroyed"},
}

func init() { addWords(retentionWords) }

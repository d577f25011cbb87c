package api

import (
	"net/http"
	"regexp"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// fieldProblems says what may be wrong with a field. The validator speaks English and quotes what it was given: it is
// heard, by the beginning of its sentence, and never quoted.
var fieldProblems = map[string]said{
	"required":        {"必填", "必填", "is required"},
	"unknown":         {"没有这个字段或参数", "沒有這個欄位或參數", "there is no such field or parameter"},
	"length":          {"长度不符", "長度不符", "is too short or too long"},
	"range":           {"超出允许范围", "超出允許範圍", "is out of range"},
	"items":           {"数量不符，或有重复", "數量不符，或有重複", "too few, too many or repeated entries"},
	"format":          {"格式不符", "格式不符", "isn't in the expected form"},
	"choice":          {"不是允许的值", "不是允許的值", "isn't one of the allowed values"},
	"type":            {"类型不符", "類型不符", "is of the wrong type"},
	"time":            {"须为带时区的 RFC 3339 时间，例如 2026-11-21T09:00:00+08:00", "須為帶時區的 RFC 3339 時間，例如 2026-11-21T09:00:00+08:00", "must be an RFC 3339 time with its offset, such as 2026-11-21T09:00:00+08:00"},
	"years":           {"年份须在 1000 至 2999 之间", "年份須在 1000 至 2999 之間", "must lie in the years 1000 to 2999"},
	"characters":      {"含有控制字符或不可见字符", "含有控制字元或不可見字元", "holds control or invisible characters"},
	"reason":          {"填写 occurred_at 时必须说明理由", "填寫 occurred_at 時必須說明理由", "is required when occurred_at is given"},
	"exactly_one":     {"phone、phone_last4、plate、vin、name 须恰好填写一项", "phone、phone_last4、plate、vin、name 須恰好填寫一項", "give exactly one of phone, phone_last4, plate, vin, name"},
	"birthday":        {"没有这样的日子：请核对月、日，以及是否农历、闰月", "沒有這樣的日子：請核對月、日，以及是否農曆、閏月", "is no day of any year: check month and day, and whether it is lunar or in a leap month"},
	"correction":      {"没有要更正的内容：请至少填写一项", "沒有要更正的內容：請至少填寫一項", "corrects nothing: give at least one field"},
	"cursor":          {"不是本列表给出的游标：请从头翻页", "不是本清單給出的游標：請從頭翻頁", "isn't a cursor of this list: begin at its first page"},
	"calendar":        {"日历文件有误：", "行事曆檔案有誤：", "a problem in the calendar: "},
	"amount":          {"须为至多两位小数、不超过 1,000,000,000 的数字，例如 \"1000.00\"", "須為至多兩位小數、不超過 1,000,000,000 的數字，例如 \"1000.00\"", "must be a number up to 1,000,000,000 with at most two decimals, such as \"1000.00\""},
	"file_name":       {"须为百分号编码（UTF-8）的文件名，不含路径", "須為百分號編碼（UTF-8）的檔名，不含路徑", "must be a file's name in percent-encoded UTF-8, without a path"},
	"number":          {"被存成了数字，末位可能已丢失：请把该列设为文本格式后重填", "被存成了數字，末位可能已遺失：請把該欄設為文字格式後重填", "was stored as a number and may have lost digits: format the column as text and fill it in again"},
	"reference":       {"只能用字母、数字、连字符、斜线和点，最多四十个，不得含个人信息", "只能用字母、數字、連字號、斜線和點，最多四十個，不得含個人資訊", "takes letters, digits, - / and points, at most forty, and nothing personal"},
	"currency":        {"须为三个字母的货币代码，例如 CNY", "須為三個字母的貨幣代碼，例如 CNY", "must be a currency's code of three letters, such as CNY"},
	"moment":          {"须为日期或时间，例如 2026-03-06 16:50", "須為日期或時間，例如 2026-03-06 16:50", "must be a date or a time, such as 2026-03-06 16:50"},
	"column_unknown":  {"没有这样的列；可用的列：", "沒有這樣的欄；可用的欄：", "there is no such column; those that may stand here: "},
	"column_missing":  {"缺少列：", "缺少欄：", "this column is missing: "},
	"column_twice":    {"列重复：", "欄重複：", "this column stands twice: "},
	"unnamed_only":    {"仅匿名投诉可填写", "僅匿名投訴可填寫", "is only for a complainant who is unnamed"},
	"named_only":      {"匿名投诉不得填写客户、车辆或先前投诉", "匿名投訴不得填寫客戶、車輛或先前投訴", "an unnamed complainant has no customer, car or earlier complaint: leave them out"},
	"one_of":          {"须且仅须填写 case、customer_id、paper 之一", "須且僅須填寫 case、customer_id、paper 之一", "is one of case, customer_id and paper: name exactly one of them"},
	"case_or_paper":   {"须且仅须填写 case、paper 之一", "須且僅須填寫 case、paper 之一", "is one of case and paper: name exactly one of them"},
	"excused_only":    {"仅用于延后提交（excused）的资料", "僅用於延後提交（excused）的資料", "is for an excused document only"},
	"finding":         {"contact 以外须填写资料代码，contact 不得填写", "contact 以外須填寫資料代碼，contact 不得填寫", "name the document, except with contact"},
	"mail_address":    {"电子邮件通道须填写有效的邮箱地址，例如 name@example.com", "電子郵件通道須填寫有效的郵箱位址，例如 name@example.com", "the e-mail channel takes one address, such as name@example.com"},
	"address_of_mail": {"仅电子邮件通道可填写 address", "僅電子郵件通道可填寫 address", "only the e-mail channel has an address"},
	"no_case":         {"没有这个案件：请从 /api/v1/archives 中选取", "沒有這個案件：請從 /api/v1/archives 中選取", "there is no such case: take the id from /api/v1/archives"},
	"invalid":         {"无效", "無效", "isn't valid"},
}

// heard finds a field problem by how the validator's sentence begins. The first that fits counts.
var heard = []struct{ begins, code string }{
	{"expected required property", "required"}, {"required ", "required"}, {"request body is required", "required"},
	{"unexpected property", "unknown"}, {"unknown query parameter", "unknown"},
	{"expected length", "length"}, {"expected number to be a multiple", "range"}, {"expected number >", "range"}, {"expected number <", "range"},
	{"expected array length", "items"}, {"expected array items", "items"},
	{"expected string to be RFC 3339 date-time", "time"}, {"expected string to be RFC 3339 date", "format"}, {"expected string to be RFC 3339", "time"}, {"invalid date/time", "time"}, {"parsing time", "time"},
	{"expected string to be " + yearsInWord, "years"}, {"expected string to", "format"}, {"expected value to be one of", "choice"},
	{"expected ", "type"}, {"invalid ", "type"}, {"json: cannot unmarshal", "type"},
}

// known are locations that quote nothing: fields of the published schema have plain names, and their places in lists.
var known = regexp.MustCompile(`^(body|query|path|header)((\.[A-Za-z][A-Za-z0-9_-]{0,40})|(\[[0-9]{1,6}\]))*$`)

// missing finds the name of a field that should be there.
var missing = regexp.MustCompile(`^expected required property ([a-z0-9_]+) to be present`)

// invalid answers a request of which single fields are wrong.
func (s *Server) invalid(r *request, fields ...FieldProblem) *Problem {
	p := s.problem(r, codeInvalid)
	for _, f := range fields {
		f.Message = fieldProblems[f.Code].in(r.lang)
		p.Errors = append(p.Errors, f)
	}
	return p
}

// validation answers what huma found wrong before a handler was called.
func (s *Server) validation(r *request, status int, errs []error) *Problem {
	if status < http.StatusBadRequest || status >= http.StatusInternalServerError {
		s.log.Error("huma failed", "status", status, "request", r.id)
		return s.problem(r, codeInternal)
	}
	if status == http.StatusRequestEntityTooLarge {
		return s.problem(r, codeTooLarge)
	}
	var fields []FieldProblem
	for _, err := range errs {
		if d, ok := err.(huma.ErrorDetailer); ok {
			fields = append(fields, fieldProblem(*d.ErrorDetail()))
		}
	}
	if len(fields) == 0 {
		fields = []FieldProblem{{Location: "body", Code: "required"}} // huma's only other complaint: there is no body
	}
	return s.invalid(r, fields...)
}

func fieldProblem(d huma.ErrorDetail) FieldProblem {
	f := FieldProblem{Location: d.Location, Code: "invalid"}
	for _, h := range heard {
		if strings.HasPrefix(d.Message, h.begins) {
			f.Code = h.code
			break
		}
	}
	if name := missing.FindStringSubmatch(d.Message); name != nil { // the schema's own name
		f.Location += "." + name[1]
	}
	// The name of a field that isn't in the schema came from the caller.
	if f.Code == "unknown" || !known.MatchString(f.Location) {
		f.Location = root(f.Location)
	}
	return f
}

// root is the part of a location that the schema knows whatever was sent.
func root(location string) string {
	for _, part := range []string{"body", "query", "path", "header"} {
		if strings.HasPrefix(location, part) {
			return part
		}
	}
	return "body"
}

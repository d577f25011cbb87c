package api

import (
	"go/ast"
	"go/parser"
	"go/token"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"carebook/contract"
)

// refusalCodes reads contract's codes with the status that stands beside each.
func refusalCodes(t *testing.T) map[string]int {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "../contract/command.go", nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	codes, status := map[string]int{}, regexp.MustCompile(`^[0-9]{3}`)
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || !strings.HasPrefix(spec.Names[0].Name, "Code") {
			return true
		}
		value, _ := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
		codes[value], _ = strconv.Atoi(status.FindString(strings.TrimSpace(spec.Comment.Text())))
		return true
	})
	if len(codes) < 20 {
		t.Fatalf("found %d codes in contract", len(codes))
	}
	return codes
}

func TestEveryRefusalHasItsStatusAndASentenceInThreeLanguages(t *testing.T) {
	for code, status := range refusalCodes(t) {
		if k := problems[code]; k.status != status {
			t.Errorf("%s: status %d, contract says %d", code, k.status, status)
		}
	}
	for code, k := range problems {
		for _, lang := range languages {
			if len(k.in(lang)) < 15 {
				t.Errorf("%s says in %s: %q", code, lang, k.in(lang))
			}
		}
		if http.StatusText(k.status) == "" || k.status < 400 {
			t.Errorf("%s: status %d", code, k.status)
		}
	}
}

func TestEveryFieldProblemAndWordHasThreeLanguages(t *testing.T) {
	for code, text := range fieldProblems {
		if text.hans == "" || text.hant == "" || text.en == "" {
			t.Errorf("field problem %s: %+v", code, text)
		}
	}
	for word, text := range words {
		if text.hans == "" || text.hant == "" || text.en == "" {
			t.Errorf("word %s: %+v", word, text)
		}
	}
	for _, h := range heard {
		if _, ok := fieldProblems[h.code]; !ok {
			t.Errorf("%q leads to %s, which isn't a field problem", h.begins, h.code)
		}
	}
}

func TestARefusalNamesActionsStatusesAndRolesInTheReadersLanguage(t *testing.T) {
	c := openLite(t)
	why := contract.Refused(contract.CodeWrongRole, "V13-2.2", "action", "assign", "roles", "customer_relations_manager,general_manager")
	for lang, want := range map[string]string{
		"en":      "Your roles don't allow this (assign a handler): ask one of: Customer relations manager, General manager.",
		"zh-Hans": "您的岗位无权“指派处理人”：请交由以下岗位办理：客户关系部经理、总经理。",
		"zh-Hant": "您的崗位無權「指派處理人」：請交由以下崗位辦理：客戶關係部經理、總經理。",
	} {
		if got := c.server.refusal(&request{lang: lang}, why); got.Detail != want || got.Clause != "V13-2.2" {
			t.Errorf("%s: %s (%s)", lang, got.Detail, got.Clause)
		}
	}
}

func TestARefusalDoesNotRepeatTheValueThatWasSent(t *testing.T) {
	c := closed()
	p := c.server.refusal(&request{lang: "en"}, contract.Refused(contract.CodeUnknownValue, "V13-2.1", "field", "channel", "value", "secret"))
	if _, there := p.Params["value"]; there || strings.Contains(p.Detail, "secret") {
		t.Errorf("%+v", p)
	}
}

func TestARefusalWithoutARowIsAnInternalError(t *testing.T) {
	c := closed()
	if p := c.server.refusal(&request{lang: "en"}, contract.Refused("never_heard_of", "")); p.Status != 500 || p.Code != codeInternal {
		t.Errorf("%+v", p)
	}
}

func TestAFieldProblemNeverQuotesWhatWasSent(t *testing.T) {
	for in, want := range map[huma.ErrorDetail]FieldProblem{
		{Location: "body", Message: "expected required property severity to be present"}:    {Location: "body.severity", Code: "required"},
		{Location: "body.王小明", Message: "unexpected property", Value: "13800001234"}:        {Location: "body", Code: "unknown"},
		{Location: "query.phone13800001234", Message: "unknown query parameter"}:            {Location: "query", Code: "unknown"},
		{Location: "body.subjects[1]", Message: "expected string to be RFC 4122 uuid: 王小明"}: {Location: "body.subjects[1]", Code: "format"},
		{Location: "query.due_before", Message: `invalid date/time for format 2006`}:        {Location: "query.due_before", Code: "time"},
		{Location: "body", Message: "json: cannot unmarshal number 1e400 into Go value"}:    {Location: "body", Code: "type"},
		{Location: "cookie.x", Message: "something new"}:                                    {Location: "body", Code: "invalid"},
	} {
		equal(t, in.Message, fieldProblem(in), want)
	}
}

func TestTheLanguageIsTheOneAskedForOrSimplifiedChinese(t *testing.T) {
	for header, want := range map[string]string{
		"": "zh-Hans", "en-GB,en;q=0.9": "en", "zh-TW": "zh-Hant", "zh-HK,zh;q=0.8": "zh-Hant", "zh-CN": "zh-Hans", "zh": "zh-Hans",
		"zh-Hant": "zh-Hant", "fr": "zh-Hans", "fr,en;q=0.5": "en", "\x00;;;": "zh-Hans", strings.Repeat("en,", 100): "zh-Hans",
	} {
		if got := languageOf(header); got != want {
			t.Errorf("%q: %s, want %s", header, got, want)
		}
	}
}

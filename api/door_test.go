package api

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gin-gonic/gin"

	"carebook/contract"
	"carebook/internal/dispatch"
	"carebook/models"
)

// operations are all that the description lists, with a made-up id in each path.
func operations(s *Server) map[string]*huma.Operation {
	all := map[string]*huma.Operation{}
	for path, item := range s.huma.OpenAPI().Paths {
		for _, op := range []*huma.Operation{item.Get, item.Post, item.Put, item.Patch, item.Delete} {
			if op != nil {
				all[op.Method+" "+base+strings.ReplaceAll(path, "{id}", models.NewID())] = op
			}
		}
	}
	return all
}

func TestEveryRouteWantsAToken(t *testing.T) {
	c := openLite(t)
	left, _, err := c.books.CreateToken(context.Background(), c.seed.Staff["1008"], "has left", nil)
	if err != nil {
		t.Fatal(err)
	}
	all := operations(c.server)
	if len(all) < 35 {
		t.Fatalf("only %d operations", len(all))
	}
	for where, op := range all {
		if op.Extensions[rightExtension].(right).Who == byNobody {
			continue
		}
		method, path, _ := strings.Cut(where, " ")
		for _, authorization := range []string{"", "Bearer ", "Bearer cb_made-up", "Basic Y2I6Y2I=", "Bearer " + left} {
			r := c.do(ask{method: method, path: path, headers: map[string]string{"Authorization": authorization}})
			if r.Status != http.StatusUnauthorized || r.code() != codeUnauthenticated || r.Header.Get("WWW-Authenticate") == "" {
				t.Errorf("%s with %q: %d %s", where, authorization, r.Status, r.Text)
			}
		}
	}
}

func TestEveryRouteOutsideOfTheDescriptionIsNamedHere(t *testing.T) {
	c := closed()
	described := map[string]bool{"GET /openapi.json": true, "GET /openapi.yaml": true, "GET /docs": true, "GET /livez": true, "GET /readyz": true}
	for path, item := range c.server.huma.OpenAPI().Paths {
		for _, op := range []*huma.Operation{item.Get, item.Post} {
			if op != nil {
				described[op.Method+" "+base+strings.NewReplacer("{", ":", "}", "").Replace(path)] = true
			}
		}
	}
	for _, r := range c.server.engine.Routes() {
		if !described[r.Method+" "+r.Path] {
			t.Errorf("%s %s answers and isn't described", r.Method, r.Path)
		}
	}
}

func TestEveryOperationSaysWhatItIsAndHowItFails(t *testing.T) {
	c := closed()
	for where, op := range operations(c.server) {
		ways := 2
		if may, _ := op.Extensions[rightExtension].(right); may.Who == byNobody {
			ways = 0
		}
		if op.Summary == "" || len(op.Tags) != 1 || len(op.Security) != ways || op.OperationID == "" {
			t.Errorf("%s: %+v", where, op)
		}
		for _, status := range []string{"401", "503", "500"} {
			if op.Responses[status] == nil {
				t.Errorf("%s doesn't document %s", where, status)
			}
		}
		if op.Method == http.MethodPost && (op.Responses["400"] == nil || op.Responses["413"] == nil || op.Responses["422"] == nil) {
			t.Errorf("%s doesn't document 400, 413, 422: %v", where, slices.Sorted(maps.Keys(op.Responses)))
		}
	}
}

// those are the operations whose rows of the table say something.
func those(c *counter, says func(right) bool) (all []string) {
	for _, op := range operations(c.server) {
		if says(rightOf(op)) {
			all = append(all, op.Path)
		}
	}
	return slices.Sorted(slices.Values(all))
}

func TestFewOperationsAreOpenToATokenThatReadsAndBeforeTheSecondFactor(t *testing.T) {
	c := openLite(t)
	equal(t, "POSTs that only read", those(c, func(r right) bool { return r.Reading }), []string{"/complaints/follow-up", "/customers/search", "/session", "/session/end"})
	equal(t, "what comes before the second factor", those(c, func(r right) bool { return r.Early }), []string{
		"/session/end", "/session/second-factor", "/session/second-factor/confirm", "/session/second-factor/give", "/staff/me",
	})
}

func TestEveryPostThatChangesSomethingWantsAKey(t *testing.T) {
	c := openLite(t)
	equal(t, "POSTs without a key", those(c, func(r right) bool { return r.Keyless }), []string{
		"/complaints/follow-up", "/complaints/{id}/reveal", "/customers/search", "/customers/{id}/reveal", "/obligations/{id}/reveal", "/session",
		"/session/end", "/session/oidc/link", "/session/oidc/logout", "/session/password", "/session/password/change",
		"/session/second-factor", "/session/second-factor/confirm", "/session/second-factor/give",
		"/session/second-factor/recovery-codes", "/session/second-factor/remove", "/session/sign-in", "/sessions/{id}/end", "/staff/me/channels",
		"/staff/{id}/invitation", "/tokens", "/tokens/{id}/end",
	})
	session, _ := c.byPassword("1006") // some are for nobody who comes with a token
	for where, op := range operations(c.server) {
		method, path, _ := strings.Cut(where, " ")
		if method != http.MethodPost || rightOf(op).Keyless {
			continue
		}
		c.want(c.within(session, ask{method: method, path: path, key: "-"}), 400, codeKeyMissing)
		for _, key := range []string{" ", "a b", "键", strings.Repeat("k", 256), "a\tb", "\x7f"} {
			c.want(c.within(session, ask{method: method, path: path, key: key}), 400, codeKeyInvalid)
		}
		r := c.within(session, ask{method: method, path: path, key: strings.Repeat("~", 255)})
		if r.code() == codeKeyInvalid || r.code() == codeKeyMissing {
			t.Errorf("%s refuses a good key: %s", where, r.Text)
		}
	}
	if n := c.rows("commands"); n != 2 { // the seed's own
		t.Errorf("%d commands were stored", n)
	}
}

func TestABodyIsReadableBeforeAnythingElseIsSaidAboutIt(t *testing.T) {
	c := openLite(t)
	for name, a := range map[string]struct {
		body, contentType string
		status            int
		code              string
	}{
		"syntax":          {`{"content":`, "application/json", 400, codeUnreadable},
		"two documents":   {`{}{}`, "application/json", 400, codeTrailing},
		"a key twice":     {`{"channel":"visit","Channel":"phone"}`, "application/json", 400, codeDuplicateKey},
		"bad UTF-8":       {"{\"content\":\"\xff\"}", "application/json", 400, codeNotUTF8},
		"half a pair":     {`{"content":"\ud800"}`, "application/json", 400, codeNotUTF8},
		"NUL":             {`{"content":"\u0000"}`, "application/json", 400, codeNUL},
		"too deep":        {strings.Repeat("[", 40) + strings.Repeat("]", 40), "application/json", 400, codeTooDeep},
		"too large":       {`{"content":"` + strings.Repeat("x", 1<<20) + `"}`, "application/json", 413, codeTooLarge},
		"a form":          {`{}`, "application/x-www-form-urlencoded", 415, codeContentType},
		"plain text":      {`{}`, "text/plain", 415, codeContentType},
		"another charset": {`{}`, "application/json; charset=gbk", 415, codeContentType},
		"unknown field":   {`{"status":"closed"}`, "application/json; charset=utf-8", 422, codeInvalid},
		"no object":       {`[]`, "application/json", 422, codeInvalid},
		"nothing":         {``, "", 422, codeInvalid},
	} {
		r := c.do(ask{method: "POST", path: "/api/v1/complaints", badge: "1006", body: a.body, headers: map[string]string{"Content-Type": a.contentType}})
		if r.Status != a.status || r.code() != a.code {
			t.Errorf("%s: %d %s, want %d %s", name, r.Status, r.Text, a.status, a.code)
		}
	}
	if n := len(c.line.sent); n != 0 {
		t.Errorf("%d messages were sent", n)
	}
}

func TestAnAddressThatTheBooksCouldNotReadIsRefused(t *testing.T) {
	c := openLite(t)
	for _, path := range []string{"/api/v1/complaints/%00", "/api/v1/complaints/%ff", "/api/v1/complaints?unit=%00", "/api/v1/complaints?unit=%ff", "/api/v1/complaints?unit=%zz"} {
		c.want(c.get("1006", path), 400, codeAddress)
	}
}

func TestWhatIsNotThereIsAProblemToo(t *testing.T) {
	c := openLite(t)
	for where, want := range map[string]string{
		"GET /": codeNotFound, "GET /api/v1/nothing": codeNotFound, "GET /api/v1/complaints/": codeNotFound, "GET /API/V1/units": codeNotFound,
		"PUT /api/v1/complaints": codeMethod, "DELETE /api/v1/staff/me": codeMethod, "OPTIONS /api/v1/units": codeMethod, "HEAD /docs": codeMethod,
	} {
		method, path, _ := strings.Cut(where, " ")
		r := c.do(ask{method: method, path: path, badge: "1006"})
		if r.Status != problems[want].status || r.Header.Get("Content-Type") != "application/problem+json" || method != "HEAD" && r.code() != want {
			t.Errorf("%s: %d %s", where, r.Status, r.Text)
		}
	}
}

func TestEveryAnswerCarriesTheHeadersThatKeepBrowsersSafe(t *testing.T) {
	c := openLite(t)
	for _, path := range []string{"/docs", "/livez", "/api/v1/units", "/nothing", "/api/v1/complaints?x=1"} {
		r := c.get("1006", path)
		for name, value := range headers {
			if r.Header.Get(name) != value {
				t.Errorf("%s: %s is %q", path, name, r.Header.Get(name))
			}
		}
		if r.Header.Get("Access-Control-Allow-Origin") != "" || r.Header.Get("X-Request-Id") == "" || r.Header.Get("Link") != "" {
			t.Errorf("%s: %v", path, r.Header)
		}
	}
}

func TestAPanicIsAnsweredAndItsWordsStayInside(t *testing.T) {
	c := openLite(t)
	c.server.engine.GET("/panic", func(*gin.Context) { panic("演示客户甲 13900004321") })
	r := c.want(c.get("", "/panic"), 500, codeInternal)
	log := c.log.text()
	if strings.Contains(r.Text+log, "演示客户甲") || !strings.Contains(log, "door_test.go") || !strings.Contains(log, r.JSON["request_id"].(string)) {
		t.Errorf("%s\n%s", r.Text, log)
	}
}

func TestOneCallerCannotKeepTheCounterBusy(t *testing.T) {
	c := openLite(t)
	c.server.limits.Concurrent = 1
	id := c.complaint()
	entered, leave := make(chan struct{}), make(chan struct{})
	c.line.state = func() (s contract.ComplaintState, err error) { close(entered); <-leave; return s, nil }
	finished := make(chan reply)
	go func() { finished <- c.get("1006", "/api/v1/complaints/"+id+"/state") }()
	<-entered
	if r := c.want(c.get("1006", "/api/v1/units"), 429, codeTooMany); r.Header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	c.want(c.get("1003", "/api/v1/units"), 200, "")
	close(leave)
	<-finished
	c.want(c.get("1006", "/api/v1/units"), 200, "")
}

func TestAForwardedAddressIsNotBelieved(t *testing.T) {
	c := openLite(t)
	var seen string
	c.server.engine.GET("/whoami", func(g *gin.Context) { seen = g.ClientIP() })
	c.do(ask{method: "GET", path: "/whoami", headers: map[string]string{"X-Forwarded-For": "10.9.9.9", "X-Real-IP": "10.9.9.9"}})
	if seen != "192.0.2.1" { // httptest's own
		t.Errorf("client address %s", seen)
	}
}

func TestTheServerHasLimitsAgainstSlowCallers(t *testing.T) {
	s := HTTPServer(http.NewServeMux(), "127.0.0.1:0")
	if s.ReadHeaderTimeout != 5*time.Second || s.ReadTimeout != 30*time.Second || s.WriteTimeout != time.Minute ||
		s.IdleTimeout != time.Minute || s.MaxHeaderBytes != 16<<10 {
		t.Errorf("%+v", s)
	}
}

func TestReadyAsksBothStoresAndSaysWhichIsMissing(t *testing.T) {
	c := openLite(t)
	r := c.want(c.get("", "/readyz"), 200, "")
	equal(t, "ready", r.JSON, map[string]any{"status": "ready", "books": "ok", "temporal": "ok"})
	c.line.ready = errors.New("connection refused by 10.1.2.3")
	r = c.want(c.get("", "/readyz"), 503, "")
	equal(t, "Temporal away", r.JSON, map[string]any{"status": "degraded", "books": "ok", "temporal": "away"})
	c.line.ready = nil
	if err := c.books.DB.Exec("UPDATE goose_db_version SET version_id = 99").Error; err != nil {
		t.Fatal(err)
	}
	r = c.want(c.get("", "/readyz"), 503, "")
	equal(t, "books of another version", r.JSON, map[string]any{"status": "degraded", "books": "away", "temporal": "ok"})
	c.want(c.get("", "/livez"), 200, "")
}

func TestTheDocumentationLoadsNothingAndExplainsEveryProblem(t *testing.T) {
	c := openLite(t)
	page := c.get("", "/docs").Text
	for _, foreign := range []string{"<script", "src=", "http://", "https://", "<link"} {
		if strings.Contains(page, foreign) {
			t.Errorf("the page holds %q", foreign)
		}
	}
	for code := range problems {
		if !strings.Contains(page, `id="problem-`+code+`"`) {
			t.Errorf("%s isn't explained", code)
		}
	}
	for where, op := range operations(c.server) {
		if !strings.Contains(page, `id="`+op.OperationID+`"`) {
			t.Errorf("%s isn't explained", where)
		}
	}
	if r := c.get("", "/openapi.json"); r.JSON["openapi"] != "3.1.0" || strings.Contains(r.Text, "$schema") {
		t.Errorf("description: %.100s", r.Text)
	}
}

func TestAwayAndLateAreToldFromFaults(t *testing.T) {
	c := closed()
	for err, want := range map[error]string{
		dispatch.ErrAway: codeTemporalAway, dispatch.ErrLate: codeLate, context.DeadlineExceeded: codeBooksAway,
		errors.New("surprise"): codeInternal, models.ErrBooksOld: codeBooksAway,
	} {
		if got := c.server.fault(&request{lang: "en"}, err).Code; got != want {
			t.Errorf("%v: %s, want %s", err, got, want)
		}
	}
	for state, want := range map[string]bool{"08006": true, "53300": true, "57P03": true, "40001": true, "55P03": true, "23505": false, "": false} {
		if awayState(state) != want {
			t.Errorf("SQLSTATE %q: %v", state, !want)
		}
	}
}

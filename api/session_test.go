package api

import (
	"context"
	"crypto/tls"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"carebook/models"
)

func TestATokenBecomesACookieThatNoScriptAndNoOtherSiteGets(t *testing.T) {
	c := openLite(t)
	r := c.want(c.do(ask{method: "POST", path: "/api/v1/session", badge: "1006", key: "-"}), 204, "")
	got := r.Header.Get("Set-Cookie")
	value, rest, _ := strings.Cut(strings.TrimPrefix(got, "carebook_session="), ";")
	if rest != " Path=/; HttpOnly; SameSite=Strict" || !strings.HasPrefix(value, "cs_") || len(value) != 3+43 || strings.Contains(got, c.token("1006")) {
		t.Errorf("%s", got)
	}
	over := httptest.NewRequest("POST", "https://carebook.test/api/v1/session", nil)
	over.TLS = &tls.ConnectionState{}
	over.Header.Set("Authorization", "Bearer "+c.token("1006"))
	got = c.serve(over).Header.Get("Set-Cookie")
	if !strings.HasPrefix(got, "__Host-carebook_session=cs_") || !strings.HasSuffix(got, "; Path=/; HttpOnly; Secure; SameSite=Strict") {
		t.Errorf("over TLS: %s", got)
	}
	clear := httptest.NewRequest("GET", "https://carebook.test/api/v1/staff/me", nil)
	clear.TLS = &tls.ConnectionState{}
	clear.Header.Set("Cookie", "carebook_session="+value)
	if r := c.serve(clear); r.Status != 401 {
		t.Errorf("over TLS a cookie counts that a page in the clear may have set: %d", r.Status)
	}
	r = c.want(c.cookied("1006", "POST", "/api/v1/session/end", map[string]string{"Sec-Fetch-Site": "same-origin"}), 204, "")
	if got := r.Header.Get("Set-Cookie"); got != "carebook_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict" {
		t.Errorf("at the end: %s", got)
	}
	if log := c.log.text(); strings.Contains(log, c.token("1006")) || strings.Contains(log, value) {
		t.Errorf("the log: %s", log)
	}
}

// session is the value of a session that stands for a badge's token.
func (c *counter) session(badge string) string {
	c.t.Helper()
	caller, err := c.books.StaffByToken(context.Background(), c.token(badge))
	if err != nil {
		c.t.Fatal(err)
	}
	text, _, err := c.books.BeginSession(context.Background(), models.NewSession{Staff: caller.ID, How: models.ByToken, Token: caller.Token})
	if err != nil {
		c.t.Fatal(err)
	}
	return text
}

// cookied asks with the cookie of a fresh session.
func (c *counter) cookied(badge, method, path string, headers map[string]string) reply {
	c.t.Helper()
	return c.within(c.session(badge), ask{method: method, path: path, headers: headers})
}

// within asks in a session.
func (c *counter) within(session string, a ask) reply {
	c.t.Helper()
	all := map[string]string{"Cookie": "carebook_session=" + session}
	for name, value := range a.headers {
		all[name] = value
	}
	a.headers = all
	return c.do(a)
}

const mePath = "/api/v1/staff/me"

func TestACookieCountsWhereThereIsNoHeaderUntilItsTokenEnds(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		session := c.session("1006")
		me := func(headers map[string]string) reply {
			return c.within(session, ask{method: "GET", path: mePath, headers: headers})
		}
		if r := c.want(me(nil), 200, ""); r.JSON["id"] != c.seed.Staff["1006"] {
			t.Errorf("%s", r.Text)
		}
		if r := c.want(me(map[string]string{"Authorization": "Bearer " + c.token("1003")}), 200, ""); r.JSON["id"] != c.seed.Staff["1003"] {
			t.Errorf("the header doesn't come first: %s", r.Text)
		}
		for _, cookie := range []string{"", "cs_made-up", "cb_made-up", c.token("1006"), session + "x", session[3:]} {
			c.want(me(map[string]string{"Cookie": "carebook_session=" + cookie}), 401, codeUnauthenticated)
		}
		for _, token := range []string{"cb_made-up", session} {
			c.want(me(map[string]string{"Authorization": "Bearer " + token}), 401, codeUnauthenticated)
		}
		c.revoke("1006")
		c.want(me(nil), 401, codeUnauthenticated)
	})
}

// revoke ends every token of a member of staff.
func (c *counter) revoke(badge string) {
	c.t.Helper()
	var tokens []models.Token
	err := c.books.DB.Where("staff_id = ?", c.seed.Staff[badge]).Find(&tokens).Error
	for _, token := range tokens {
		if err == nil {
			err = c.books.RevokeToken(context.Background(), token.ID)
		}
	}
	if err != nil {
		c.t.Fatal(err)
	}
}

// B17: whatever ended, ended at the next request.
func TestB17ASessionThatEndedLetsNobodyInWhateverEndedIt(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		get := func(session string) reply { return c.within(session, ask{method: "GET", path: mePath}) }
		for name, end := range map[string]func(session string){
			"signed out": func(session string) {
				c.want(c.within(session, ask{method: "POST", path: "/api/v1/session/end", key: "-"}), 204, "")
			},
			"left": func(string) { c.exec("UPDATE staff SET active = ? WHERE code = '1006'", false) },
			"ended from elsewhere": func(session string) {
				list := c.want(c.within(session, ask{method: "GET", path: "/api/v1/sessions"}), 200, "")
				for _, item := range list.JSON["items"].([]any) {
					id := item.(map[string]any)["id"].(string)
					c.want(c.do(ask{method: "POST", path: "/api/v1/sessions/" + id + "/end", badge: "1006", key: "-"}), 204, "")
				}
			},
		} {
			session := c.session("1006")
			c.want(get(session), 200, "")
			end(session)
			if r := get(session); r.Status != 401 || r.code() != codeUnauthenticated {
				t.Errorf("%s: %d %s", name, r.Status, r.Text)
			}
			c.exec("UPDATE staff SET active = ? WHERE code = '1006'", true)
		}
	})
}

func TestB17SigningInGivesANewValueWhateverTheBrowserBrought(t *testing.T) {
	c := openLite(t)
	planted := c.session("1003")
	r := c.want(c.do(ask{method: "POST", path: "/api/v1/session", badge: "1006", key: "-", headers: map[string]string{"Cookie": "carebook_session=" + planted}}), 204, "")
	value := strings.TrimPrefix(strings.Split(r.Header.Get("Set-Cookie"), ";")[0], "carebook_session=")
	if value == planted || value == "" {
		t.Fatalf("the same value: %s", value)
	}
	if me := c.within(value, ask{method: "GET", path: mePath}); me.JSON["id"] != c.seed.Staff["1006"] {
		t.Errorf("%s", me.Text)
	}
}

func (c *counter) exec(sql string, args ...any) {
	c.t.Helper()
	if err := c.books.DB.Exec(sql, args...).Error; err != nil {
		c.t.Fatal(err)
	}
}

func TestASessionEndsWhenNothingWasAskedForHalfAnHourAndAfterTwelveHours(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		began, err := c.books.Now(c.books.DB) // the seed's roles are held from now on
		if err != nil {
			t.Fatal(err)
		}
		c.at(began)
		status := func(session string, at time.Duration) int {
			c.at(began.Add(at))
			return c.within(session, ask{method: "GET", path: mePath}).Status
		}
		idle := c.session("1006")
		if got := status(idle, 30*time.Minute-time.Second); got != 200 {
			t.Errorf("after half an hour, nearly: %d", got)
		}
		if got := status(idle, time.Hour); got != 401 {
			t.Errorf("half an hour after it was last used: %d", got)
		}
		c.at(began)
		busy := c.session("1006")
		for at := 25 * time.Minute; at < 12*time.Hour; at += 25 * time.Minute {
			if got := status(busy, at); got != 200 {
				t.Fatalf("used all the time, after %s: %d", at, got)
			}
		}
		if got := status(busy, 12*time.Hour); got != 401 {
			t.Errorf("after twelve hours: %d", got)
		}
		c.at(began)
		keeper := c.session("0007")
		if got := status(keeper, 15*time.Minute-time.Second); got != 200 {
			t.Errorf("a calendar keeper after a quarter of an hour, nearly: %d", got)
		}
		if got := status(keeper, 30*time.Minute); got != 401 {
			t.Errorf("a calendar keeper a quarter of an hour later: %d", got)
		}
	})
}

func TestAChangeStreamDoesNotKeepASessionAwake(t *testing.T) {
	c := openLite(t)
	began := time.Date(2026, 3, 9, 1, 0, 0, 0, time.UTC)
	c.at(began)
	session := c.session("1006")
	c.at(began.Add(20 * time.Minute))
	if _, err := c.books.PeekSession(context.Background(), session); err != nil {
		t.Fatal(err)
	}
	c.at(began.Add(31 * time.Minute))
	c.want(c.within(session, ask{method: "GET", path: mePath}), 401, codeUnauthenticated)
}

func TestTheEleventhSessionEndsTheFirst(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		var all []string
		for range 11 {
			all = append(all, c.session("1006"))
		}
		if r := c.within(all[0], ask{method: "GET", path: mePath}); r.Status != 401 {
			t.Errorf("the first: %d", r.Status)
		}
		list := c.want(c.within(all[1], ask{method: "GET", path: "/api/v1/sessions"}), 200, "")
		items := list.JSON["items"].([]any)
		if last := items[len(items)-1].(map[string]any); len(items) != 10 || last["this_one"] != true || last["how"] != "token" {
			t.Errorf("%s", list.Text)
		}
		c.want(c.do(ask{method: "POST", path: "/api/v1/sessions/" + items[0].(map[string]any)["id"].(string) + "/end", badge: "1003", key: "-"}), 404, codeNotFound)
		c.want(c.within(all[10], ask{method: "GET", path: mePath}), 200, "")
	})
}

func TestAnotherSiteCannotMakeABrowserChangeAnything(t *testing.T) {
	c := openLite(t)
	for name, headers := range map[string]map[string]string{
		"cross-site":     {"Sec-Fetch-Site": "cross-site"},
		"a sister site":  {"Sec-Fetch-Site": "same-site"},
		"an old browser": {"Origin": "https://elsewhere.test"},
		"no origin":      {"Origin": "null"},
	} {
		session := c.session("1006")
		for where := range operations(c.server) {
			if path, isPost := strings.CutPrefix(where, "POST "); isPost {
				if r := c.within(session, ask{method: "POST", path: path, headers: headers}); r.Status != 403 || r.code() != codeCrossOrigin {
					t.Errorf("%s, %s: %d %s", name, path, r.Status, r.Text)
				}
			}
		}
		c.want(c.within(session, ask{method: "GET", path: mePath, headers: headers}), 200, "")
	}
	for name, headers := range map[string]map[string]string{
		"its own page": {"Sec-Fetch-Site": "same-origin"}, "an old browser": {"Origin": "http://example.com"}, "no browser": nil,
	} {
		if r := c.cookied("1006", http.MethodPost, "/api/v1/session/end", headers); r.Status != 204 {
			t.Errorf("%s: %d %s", name, r.Status, r.Text)
		}
	}
	program := map[string]string{"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.test"}
	c.want(c.do(ask{method: "POST", path: "/api/v1/session", badge: "1006", headers: program}), 204, "")
}

func TestATokenForReadingChangesNothing(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		text, row, err := c.books.IssueToken(context.Background(), models.NewToken{Staff: c.seed.Staff["1006"], Scope: models.ScopeRead})
		if err != nil {
			t.Fatal(err)
		}
		session, _, err := c.books.BeginSession(context.Background(), models.NewSession{Staff: row.StaffID, How: models.ByToken, Token: &row.ID})
		if err != nil {
			t.Fatal(err)
		}
		for name, ask := range map[string]func(ask) reply{
			"in the header": func(a ask) reply { a.headers = map[string]string{"Authorization": "Bearer " + text}; return c.do(a) },
			"in a session":  func(a ask) reply { return c.within(session, a) },
		} {
			t.Log(name)
			c.want(ask(askGet("/api/v1/complaints")), 200, "")
			c.want(ask(askPost("/api/v1/customers/search", map[string]any{"phone": "13900004321"})), 200, "")
			c.want(ask(askPost("/api/v1/complaints", c.newComplaint())), 403, codeReadsOnly)
		}
	})
}

func askGet(path string) ask            { return ask{method: http.MethodGet, path: path} }
func askPost(path string, body any) ask { return ask{method: http.MethodPost, path: path, body: body} }

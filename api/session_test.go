package api

import (
	"context"
	"crypto/tls"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"carebook/models"
)

func TestATokenBecomesACookieThatNoScriptAndNoOtherSiteGets(t *testing.T) {
	c := openLite(t)
	r := c.want(c.do(ask{method: "POST", path: "/api/v1/session", badge: "1006", key: "-"}), 204, "")
	want := "carebook_session=" + c.token("1006") + "; Path=/; HttpOnly; SameSite=Strict"
	if got := r.Header.Get("Set-Cookie"); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	over := httptest.NewRequest("POST", "https://carebook.test/api/v1/session", nil)
	over.TLS = &tls.ConnectionState{}
	over.Header.Set("Authorization", "Bearer "+c.token("1006"))
	if got := c.serve(over).Header.Get("Set-Cookie"); !strings.HasSuffix(got, "; HttpOnly; Secure; SameSite=Strict") {
		t.Errorf("over TLS: %s", got)
	}
	r = c.want(c.cookied("1006", "POST", "/api/v1/session/end", map[string]string{"Sec-Fetch-Site": "same-origin"}), 204, "")
	if got := r.Header.Get("Set-Cookie"); got != "carebook_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict" {
		t.Errorf("at the end: %s", got)
	}
	if log := c.log.text(); strings.Contains(log, c.token("1006")) {
		t.Errorf("the log: %s", log)
	}
}

// cookied asks with the cookie of a session.
func (c *counter) cookied(badge, method, path string, headers map[string]string) reply {
	c.t.Helper()
	all := map[string]string{"Cookie": "carebook_session=" + c.token(badge)}
	for name, value := range headers {
		all[name] = value
	}
	return c.do(ask{method: method, path: path, headers: all})
}

func TestACookieCountsWhereThereIsNoHeaderUntilItsTokenEnds(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		me := func(headers map[string]string) reply { return c.cookied("1006", "GET", "/api/v1/staff/me", headers) }
		if r := c.want(me(nil), 200, ""); r.JSON["id"] != c.seed.Staff["1006"] {
			t.Errorf("%s", r.Text)
		}
		if r := c.want(me(map[string]string{"Authorization": "Bearer " + c.token("1003")}), 200, ""); r.JSON["id"] != c.seed.Staff["1003"] {
			t.Errorf("the header doesn't come first: %s", r.Text)
		}
		c.want(me(map[string]string{"Authorization": "Bearer cb_made-up"}), 401, codeUnauthenticated)
		c.want(me(map[string]string{"Cookie": "carebook_session="}), 401, codeUnauthenticated)
		c.want(me(map[string]string{"Cookie": "carebook_session=cb_made-up"}), 401, codeUnauthenticated)
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

func TestAnotherSiteCannotMakeABrowserChangeAnything(t *testing.T) {
	c := openLite(t)
	for name, headers := range map[string]map[string]string{
		"cross-site":     {"Sec-Fetch-Site": "cross-site"},
		"a sister site":  {"Sec-Fetch-Site": "same-site"},
		"an old browser": {"Origin": "https://elsewhere.test"},
		"no origin":      {"Origin": "null"},
	} {
		for where := range operations(c.server) {
			if path, isPost := strings.CutPrefix(where, "POST "); isPost {
				if r := c.cookied("1006", "POST", path, headers); r.Status != 403 || r.code() != codeCrossOrigin {
					t.Errorf("%s, %s: %d %s", name, path, r.Status, r.Text)
				}
			}
		}
		c.want(c.cookied("1006", "GET", "/api/v1/staff/me", headers), 200, "")
	}
	for name, headers := range map[string]map[string]string{
		"its own page": {"Sec-Fetch-Site": "same-origin"}, "an old browser": {"Origin": "http://example.com"}, "no browser": nil,
	} {
		if r := c.cookied("1006", http.MethodPost, "/api/v1/session", headers); r.Status != 204 {
			t.Errorf("%s: %d %s", name, r.Status, r.Text)
		}
	}
	program := map[string]string{"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.test"}
	c.want(c.do(ask{method: "POST", path: "/api/v1/session", badge: "1006", headers: program}), 204, "")
}

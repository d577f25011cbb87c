package api

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"

	"carebook/internal/idptest"
	"carebook/internal/openid"
	"carebook/models"
)

// signsInAt gives an open counter an identity provider.
func (c *counter) signsInAt(idp *idptest.Provider, secondFactor ...string) {
	c.t.Helper()
	p, err := openid.New(openid.Config{
		Issuer: idp.URL, ClientID: idptest.ClientID, Secret: idptest.Secret, Redirect: "http://127.0.0.1:8080" + base + callbackPath, SecondFactor: secondFactor,
	})
	if err != nil {
		c.t.Fatal(err)
	}
	c.server.provider = p
}

// linked links a badge to a subject of the provider.
func (c *counter) linked(idp *idptest.Provider, badge, subject string) {
	c.t.Helper()
	c.write(&models.Identity{
		ID: models.NewID(), Issuer: idp.URL, Subject: subject, StaffID: c.seed.Staff[badge], CreatedBy: c.seed.Staff[badge], CreatedAt: time.Now(),
	})
}

// browser is somebody's, with the cookies that the counter gave it.
type browser struct {
	c       *counter
	cookies map[string]string
}

func (c *counter) browser() *browser { return &browser{c, map[string]string{}} }

// go sends the browser to an address of the counter.
func (b *browser) visit(method, path, body string) reply {
	b.c.t.Helper()
	headers := map[string]string{}
	var pairs []string
	for name, value := range b.cookies {
		pairs = append(pairs, name+"="+value)
	}
	if len(pairs) > 0 {
		headers["Cookie"] = strings.Join(pairs, "; ")
	}
	a := ask{method: method, path: path, headers: headers}
	if body != "" {
		a.body = body
	}
	r := b.c.do(a)
	for _, set := range (&http.Response{Header: r.Header}).Cookies() {
		if b.cookies[set.Name] = set.Value; set.MaxAge < 0 {
			delete(b.cookies, set.Name)
		}
	}
	return r
}

// begin goes to the provider, signs in there, and is at the address to which it was sent back.
func (b *browser) begin(idp *idptest.Provider, to string) *url.URL {
	b.c.t.Helper()
	r := b.c.want(b.visit("GET", base+oidcPath+to, ""), 302, "")
	return idp.Authorize(b.c.t, r.Header.Get("Location"))
}

// back brings the provider's answer to the counter.
func (b *browser) back(at *url.URL) reply { return b.visit("GET", at.RequestURI(), "") }

// signIn is begin and back.
func (b *browser) signIn(idp *idptest.Provider) reply { return b.back(b.begin(idp, "")) }

// me is who the browser is signed in as.
func (b *browser) me() reply { return b.visit("GET", mePath, "") }

func TestSomebodyLinkedSignsInAtTheProviderAndGoesOnWhereHeWas(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		idp := idptest.New(t)
		c.signsInAt(idp)
		c.linked(idp, "1006", "subject-1")
		b := c.browser()
		at := b.begin(idp, "?to="+url.QueryEscape("/complaints/019a?tab=rounds"))
		r := c.want(b.back(at), 302, "")
		if r.Header.Get("Location") != "/complaints/019a?tab=rounds" || len(b.cookies) != 1 {
			t.Errorf("%v, cookies %v", r.Header, b.cookies)
		}
		if me := c.want(b.me(), 200, ""); me.JSON["id"] != c.seed.Staff["1006"] {
			t.Errorf("%s", me.Text)
		}
		var s models.Session
		if err := c.books.DB.Take(&s).Error; err != nil || s.How != models.ByOIDC || s.SecondAt != nil {
			t.Errorf("%+v, %v", s, err)
		}
		if n := c.rows("sign_in_attempts"); n != 0 {
			t.Errorf("%d attempts are left", n)
		}
	})
}

func TestTheCookiesOfSigningInAreOutOfReachOfScriptsAndOtherSites(t *testing.T) {
	c, idp := openLite(t), idptest.New(t)
	c.signsInAt(idp)
	r := c.want(c.get("", base+oidcPath), 302, "")
	if got := r.Header.Get("Set-Cookie"); !strings.HasPrefix(got, "carebook_sign_in=") || !strings.HasSuffix(got, "; Path=/; Max-Age=600; HttpOnly; SameSite=Lax") {
		t.Errorf("%s", got)
	}
	p, err := openid.New(openid.Config{Issuer: idp.URL, ClientID: "carebook", Redirect: "https://care.example.com" + base + callbackPath})
	if err != nil {
		t.Fatal(err)
	}
	c.server.provider = p
	r = c.want(c.get("", base+oidcPath), 302, "")
	if got := r.Header.Get("Set-Cookie"); !strings.HasPrefix(got, "__Host-carebook_sign_in=") || !strings.HasSuffix(got, "; HttpOnly; Secure; SameSite=Lax") {
		t.Errorf("%s", got)
	}
}

func TestOnlyAPageOfOursIsGoneOnTo(t *testing.T) {
	c, idp := openLite(t), idptest.New(t)
	c.signsInAt(idp)
	for _, to := range []string{"https://elsewhere.test/", "//elsewhere.test", `/\elsewhere.test`, "elsewhere", "/\telsewhere", "javascript:alert(1)", "/./..//x", "/" + strings.Repeat("x", 512)} {
		c.want(c.get("", base+oidcPath+"?to="+url.QueryEscape(to)), 422, codeInvalid)
	}
	c.linked(idp, "1006", "subject-1")
	for to, want := range map[string]string{"": "/", "?to=/": "/", "?to=/api/v1/session/oidc": "/", "?to=/work": "/work"} {
		b := c.browser()
		if r := b.back(b.begin(idp, to)); r.Header.Get("Location") != want {
			t.Errorf("%s: on to %s", to, r.Header.Get("Location"))
		}
	}
}

// A name or an address that fits is nobody's identity.
func TestSomebodyUnknownIsNeverFoundByNameOrAddress(t *testing.T) {
	c, idp := openLite(t), idptest.New(t)
	c.signsInAt(idp)
	var staff models.Staff
	if err := c.books.DB.Where("code = '1006'").Take(&staff).Error; err != nil {
		t.Fatal(err)
	}
	idp.Extra = map[string]any{"name": staff.Name, "preferred_username": staff.Code, "email": "1006@example.com", "email_verified": true}
	c.want(c.browser().signIn(idp), 403, codeNobodyLinked)
	idp.Subject = staff.ID
	c.want(c.browser().signIn(idp), 403, codeNobodyLinked)
	c.linked(idp, "1008", "gone") // has left
	idp.Subject = "gone"
	c.want(c.browser().signIn(idp), 403, codeNobodyLinked)
}

func TestABrowserIsShownAPageThatRunsNothing(t *testing.T) {
	c, idp := openLite(t), idptest.New(t)
	c.signsInAt(idp)
	idp.Subject = `<script>alert("x")</script>`
	b := c.browser()
	at := b.begin(idp, "")
	r := httptest.NewRequest("GET", at.RequestURI(), nil)
	r.Header.Set("Accept", "text/html,application/xhtml+xml")
	r.Header.Set("Accept-Language", "en")
	r.Header.Set("Cookie", attemptName+"="+b.cookies[attemptName])
	page := c.serve(r)
	if page.Status != 403 || page.Header.Get("Content-Type") != "text/html; charset=utf-8" || strings.Contains(page.Text, "<script") ||
		!strings.Contains(page.Text, "&lt;script&gt;") || !strings.Contains(page.Text, codeNobodyLinked) || !strings.Contains(page.Text, idp.URL) {
		t.Errorf("%d %v %s", page.Status, page.Header, page.Text)
	}
	if page.Header.Get("Content-Security-Policy") != headers["Content-Security-Policy"] {
		t.Errorf("%v", page.Header)
	}
}

func TestEveryAlgorithmWhoseKeysArePublicIsTakenAndKeysMayChange(t *testing.T) {
	c, idp := openLite(t), idptest.New(t)
	c.signsInAt(idp)
	c.linked(idp, "1006", "subject-1")
	for _, alg := range []jose.SignatureAlgorithm{jose.RS256, jose.ES256, jose.PS256, jose.EdDSA} {
		old := idp.KeyID
		idp.KeyID, idp.Alg = "next-"+string(alg), alg
		idp.AddKey(t, idp.KeyID, alg)
		idp.DropKey(old)
		if r := c.browser().signIn(idp); r.Status != 302 {
			t.Errorf("%s: %d %s", alg, r.Status, r.Text)
		}
	}
	idp.Skew = 2 * time.Minute
	c.want(c.browser().signIn(idp), 302, "")
	idp.Skew = -2 * time.Minute
	c.want(c.browser().signIn(idp), 302, "")
}

func TestAProviderThatIsAwayKeepsNobodyFromTheRestOfTheCounter(t *testing.T) {
	c, idp := openLite(t), idptest.New(t)
	c.signsInAt(idp)
	c.linked(idp, "1006", "subject-1")
	b := c.browser()
	at := b.begin(idp, "")
	idp.Instead["/token"] = func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) }
	r := c.want(b.back(at), 503, codeProviderAway)
	if r.Header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	delete(idp.Instead, "/token")
	idp.Instead["/keys"] = func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) }
	c.want(c.browser().signIn(idp), 503, codeProviderAway)
	c.nobodyIn(b, r)
	fresh := idptest.New(t)
	fresh.Stop()
	c.signsInAt(fresh)
	c.want(c.get("", base+oidcPath), 503, codeProviderAway)
	c.want(c.get("1006", mePath), 200, "")
}

func TestWithoutAProviderThereIsNoSuchWay(t *testing.T) {
	c := openLite(t)
	ways := func() []any { return c.want(c.get("", base+"/session/ways"), 200, "").JSON["ways"].([]any) }
	if got := ways(); len(got) != 2 {
		t.Errorf("%v", got)
	}
	c.want(c.get("", base+oidcPath), 404, codeWayOff)
	c.want(c.get("", base+callbackPath+"?code=x&state=y"), 404, codeWayOff)
	c.want(c.logout("x"), 400, codeLogoutRefused)
	idp := idptest.New(t)
	c.signsInAt(idp)
	if got := ways(); len(got) != 3 || got[2].(map[string]any)["name"] != strings.TrimPrefix(idp.URL, "http://") {
		t.Errorf("%v", got)
	}
	if len(idp.Asked) != 0 {
		t.Error("the provider is asked before anybody signs in")
	}
}

func TestOnlyWhatWasConfiguredCountsAsASecondFactor(t *testing.T) {
	c, idp := openLite(t), idptest.New(t)
	c.linked(idp, "1006", "subject-1")
	for _, given := range []struct {
		config []string
		extra  map[string]any
		want   bool
	}{
		{nil, map[string]any{"amr": []string{"pwd", "otp"}, "acr": "2"}, false},
		{[]string{"otp"}, map[string]any{"amr": []string{"pwd", "otp"}}, true},
		{[]string{"otp"}, map[string]any{"amr": []string{"pwd"}}, false},
		{[]string{"otp"}, map[string]any{"amr": "otp"}, false},
		{[]string{"otp"}, map[string]any{"amr": []any{"otp", 1}}, false},
		{[]string{"otp", "gold"}, map[string]any{"acr": "gold"}, true},
		{[]string{"gold"}, map[string]any{"acr": []string{"gold"}}, false},
		{[]string{"gold"}, nil, false},
	} {
		c.signsInAt(idp, given.config...)
		c.exec("DELETE FROM identity_sessions")
		c.exec("DELETE FROM sessions")
		idp.Extra = given.extra
		c.want(c.browser().signIn(idp), 302, "")
		var s models.Session
		if err := c.books.DB.Take(&s).Error; err != nil || (s.SecondAt != nil) != given.want {
			t.Errorf("%+v: %v, %v", given, s.SecondAt, err)
		}
	}
}

// logout is what the provider sends when somebody has signed out there.
func (c *counter) logout(token string) reply {
	c.t.Helper()
	return c.form("logout_token=" + url.QueryEscape(token))
}

func (c *counter) form(body string) reply {
	c.t.Helper()
	return c.do(ask{method: "POST", path: base + logoutPath, key: "-", body: body, headers: map[string]string{"Content-Type": "application/x-www-form-urlencoded"}})
}

func TestWhoeverSignsOutAtTheProviderIsOutHereAtOnce(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		idp := idptest.New(t)
		c.signsInAt(idp)
		c.linked(idp, "1006", "subject-1")
		c.linked(idp, "1003", "subject-2")
		other := c.browser()
		idp.Subject = "subject-2"
		c.want(other.signIn(idp), 302, "")
		idp.Subject = "subject-1"
		for name, extra := range map[string]map[string]any{
			"by subject": nil, "by session": {"sub": nil, "sid": "session-of-subject-1"}, "by both": {"sid": "session-of-subject-1"},
		} {
			idp.Extra = nil
			one, two := c.browser(), c.browser()
			c.want(one.signIn(idp), 302, "")
			c.want(two.signIn(idp), 302, "")
			idp.Extra = extra
			token := idp.LogoutToken()
			if r := c.logout(token); r.Status != 204 {
				t.Fatalf("%s: %d %s", name, r.Status, r.Text)
			}
			if a, b := one.me().Status, two.me().Status; a != 401 || b != 401 {
				t.Errorf("%s: %d, %d", name, a, b)
			}
			c.want(c.logout(token), 400, codeLogoutRefused) // again
		}
		c.want(other.me(), 200, "")
		if strings.Contains(c.log.text(), "subject-1") {
			t.Error("the log names a subject")
		}
	})
}

func TestALogoutTokenIsBelievedNoMoreThanAnIDToken(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		idp := idptest.New(t)
		c.signsInAt(idp)
		c.linked(idp, "1006", "subject-1")
		b := c.browser()
		c.want(b.signIn(idp), 302, "")
		const event = "http://schemas.openid.net/event/backchannel-logout"
		for name, extra := range map[string]map[string]any{
			"wrong aud": {"aud": "another"}, "no aud": {"aud": nil}, "wrong iss": {"iss": "https://elsewhere.test"}, "no iss": {"iss": nil}, "a nonce": {"nonce": "x"},
			"an empty nonce": {"nonce": ""}, "no events": {"events": nil}, "other events": {"events": map[string]any{"x": map[string]any{}}},
			"an event that is no object": {"events": map[string]any{event: "x"}}, "no exp": {"exp": nil}, "exp in the past": {"exp": time.Now().Add(-time.Minute).Unix()},
			"no iat": {"iat": nil}, "an old iat": {"iat": time.Now().Add(-time.Hour).Unix(), "exp": time.Now().Add(time.Hour).Unix()},
			"iat to come": {"iat": time.Now().Add(time.Hour).Unix(), "exp": time.Now().Add(2 * time.Hour).Unix()},
			"nbf to come": {"nbf": time.Now().Add(time.Hour).Unix()}, "no jti": {"jti": nil}, "a jti without an end": {"jti": strings.Repeat("x", 300)},
			"nobody": {"sub": nil}, "another azp": {"azp": "another"},
		} {
			idp.Extra = extra
			if r := c.logout(idp.LogoutToken()); r.Status != 400 || r.code() != codeLogoutRefused || strings.Contains(r.Text, "oidc") {
				t.Errorf("%s: %d %s", name, r.Status, r.Text)
			}
		}
		idp.Extra = nil
		for name, forge := range map[string]func(header, claims map[string]any) string{
			"alg none": func(_, claims map[string]any) string {
				return idptest.Unsigned(map[string]any{"alg": "none"}, claims) + "."
			},
			"HS256": func(h, claims map[string]any) string {
				h["alg"] = "HS256"
				return idptest.Keyed(secretOf(t, idp)[0], h, claims)
			},
			"an id token": func(_, _ map[string]any) string { idp.Forge = nil; return idp.IDToken("x") },
			"at+jwt": func(h, claims map[string]any) string {
				h["typ"] = "at+jwt"
				return idptest.Sign(idp.Key("rsa-1"), h, claims)
			},
			"not a token":  func(_, _ map[string]any) string { return "x" },
			"nothing":      func(_, _ map[string]any) string { return "" },
			"an empty one": func(_, _ map[string]any) string { return ".." },
		} {
			idp.Forge = forge
			if r := c.logout(idp.LogoutToken()); r.Status != 400 || r.code() != codeLogoutRefused {
				t.Errorf("%s: %d %s", name, r.Status, r.Text)
			}
		}
		idp.Forge = nil
		good := idp.LogoutToken()
		for name, body := range map[string]string{
			"twice": "logout_token=" + good + "&logout_token=" + good, "no form": "%zz", "another field": "token=" + good, "too long": "logout_token=" + strings.Repeat("x", 40<<10),
		} {
			if r := c.form(body); r.Status != 400 || r.code() != codeLogoutRefused {
				t.Errorf("%s: %d %s", name, r.Status, r.Text)
			}
		}
		c.want(c.do(ask{method: "POST", path: base + logoutPath, key: "-", body: map[string]string{"logout_token": good}}), 400, codeLogoutRefused)
		c.want(b.me(), 200, "")
		c.want(c.logout(good), 204, "")
	})
}

func TestUsedLogoutTokensAreForgottenWhenTheyAreTooOldToBeUsed(t *testing.T) {
	c, idp := openLite(t), idptest.New(t)
	c.signsInAt(idp)
	c.want(c.logout(idp.LogoutToken()), 204, "")
	c.exec("UPDATE logout_tokens SET until = ?", time.Now().Add(-time.Second).UTC())
	c.want(c.logout(idp.LogoutToken()), 204, "")
	if n := c.rows("logout_tokens"); n != 1 {
		t.Errorf("%d are remembered", n)
	}
}

func TestAHeaderIsNobodysIdentity(t *testing.T) { // S08, B20
	c := openLite(t)
	for _, name := range []string{"X-Remote-User", "REMOTE_USER", "X-Forwarded-User", "X-Forwarded-Email", "X-Auth-Request-User", "X-SSL-Client-S-DN"} {
		c.want(c.do(ask{method: "GET", path: mePath, headers: map[string]string{name: "1006"}}), 401, codeUnauthenticated)
	}
}

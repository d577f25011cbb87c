package api

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"carebook/internal/booktest"
	"carebook/models"
)

const (
	phrase = "jade kettle 九 rivers"
	other  = "seven grey herons!"
)

// invited sets a password for a badge with an invitation that is made on the machine.
func (c *counter) invited(badge, password string) {
	c.t.Helper()
	secret, _, err := c.books.Invite(context.Background(), models.NewInvitation{Staff: c.seed.Staff[badge]})
	if err != nil {
		c.t.Fatal(err)
	}
	c.want(c.keyless("/api/v1/session/password", map[string]any{"invitation": secret, "password": password}), 204, "")
}

// keyless posts without a key and without saying who asks.
func (c *counter) keyless(path string, body any) reply {
	c.t.Helper()
	return c.do(ask{method: http.MethodPost, path: path, body: body, key: "-"})
}

func (c *counter) signIn(badge, password, second string) reply {
	c.t.Helper()
	body := map[string]any{"code": badge, "password": password}
	if second != "" {
		body["second_factor"] = second
	}
	return c.keyless("/api/v1/session/sign-in", body)
}

// signInFrom is signIn from an address.
func (c *counter) signInFrom(source, badge, password string) reply {
	c.t.Helper()
	body, err := json.Marshal(map[string]any{"code": badge, "password": password})
	if err != nil {
		c.t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/api/v1/session/sign-in", strings.NewReader(string(body)))
	r.Header.Set("Content-Type", "application/json")
	r.RemoteAddr = source + ":4321"
	return c.serve(r)
}

// cookieOf is the value of the session that an answer sets.
func cookieOf(r reply) string {
	value, _, _ := strings.Cut(r.Header.Get("Set-Cookie"), ";")
	return strings.TrimPrefix(value, "carebook_session=")
}

// inside signs in and returns the session.
func (c *counter) inside(badge, password, second string) string {
	c.t.Helper()
	return cookieOf(c.want(c.signIn(badge, password, second), 200, ""))
}

func (c *counter) postWithin(session, path string, body any) reply {
	c.t.Helper()
	return c.within(session, ask{method: http.MethodPost, path: path, body: body, key: "-"})
}

func (c *counter) me(session string) reply {
	c.t.Helper()
	return c.within(session, askGet(mePath))
}

// now stops the clock at this moment of the books.
func (c *counter) now() time.Time {
	c.t.Helper()
	now, err := c.books.Now(c.books.DB)
	if err != nil {
		c.t.Fatal(err)
	}
	c.at(now)
	return now
}

// codeAt is the code that a telephone shows.
func (c *counter) codeAt(secret string, at time.Time) string {
	c.t.Helper()
	code, err := totp.GenerateCode(secret, at)
	if err != nil {
		c.t.Fatal(err)
	}
	return code
}

// enrolled sets up a second factor in a session: its secret, its recovery codes and the session's new value.
func (c *counter) enrolled(session string, at time.Time) (secret string, codes []string, renewed string) {
	c.t.Helper()
	begun := c.want(c.postWithin(session, "/api/v1/session/second-factor", nil), 200, "")
	secret = begun.JSON["secret"].(string)
	r := c.want(c.postWithin(session, "/api/v1/session/second-factor/confirm", map[string]any{"code": c.codeAt(secret, at)}), 200, "")
	for _, code := range r.JSON["recovery_codes"].([]any) {
		codes = append(codes, code.(string))
	}
	return secret, codes, cookieOf(r)
}

func TestAnInvitationSetsAPasswordOnceAndSigningInGivesASession(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		now := c.now()
		secret, _, err := c.books.Invite(context.Background(), models.NewInvitation{Staff: c.seed.Staff["1006"]})
		if err != nil {
			t.Fatal(err)
		}
		set := func(secret, password string) reply {
			return c.keyless("/api/v1/session/password", map[string]any{"invitation": secret, "password": password})
		}
		c.want(set(secret, "short"), 422, codePasswordLength)
		c.want(set(secret, "password1234"), 422, codePasswordCommon)
		c.want(set(secret, "1006-S1-carebook"[5:]+"1006"), 422, codePasswordCommon)
		c.want(set("ci_made-up", phrase), 422, codeInvitation)
		c.want(set(secret, phrase), 204, "")
		c.want(set(secret, other), 422, codeInvitation)
		session := c.inside("1006", phrase, "")
		if me := c.want(c.me(session), 200, ""); me.JSON["id"] != c.seed.Staff["1006"] || !strings.Contains(me.Text, `"password_set"`) {
			t.Errorf("%s", me.Text)
		}
		late, _, err := c.books.Invite(context.Background(), models.NewInvitation{Staff: c.seed.Staff["1006"]})
		if err != nil {
			t.Fatal(err)
		}
		c.at(now.Add(time.Hour))
		c.want(set(late, other), 422, codeInvitation)
		if log := c.log.text(); strings.Contains(log, phrase) || strings.Contains(log, secret) || strings.Contains(log, session) {
			t.Error("the log has a secret")
		}
	})
}

func TestAPasswordChangesWithTheOldOneAndEndsAllOtherSessions(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		c.invited("1006", phrase)
		here, there := c.inside("1006", phrase, ""), c.inside("1006", phrase, "")
		change := func(old, next string) reply {
			return c.postWithin(here, "/api/v1/session/password/change", map[string]any{"old": old, "new": next})
		}
		c.want(change(other, other), 401, codeSignIn)
		c.want(change(phrase, "qwertyqwerty"), 422, codePasswordCommon)
		c.want(change(phrase, other), 204, "")
		c.want(c.me(here), 200, "")
		c.want(c.me(there), 401, codeUnauthenticated)
		c.want(c.signIn("1006", phrase, ""), 401, codeSignIn)
		c.inside("1006", other, "")
		c.invited("1006", phrase)
		c.want(c.me(here), 401, codeUnauthenticated)
	})
}

// B18: of many guesses at one account five are looked at, however many come at once.
func TestB18OfFiftyGuessesAtOnceFiveAreLookedAt(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		now := c.now()
		c.invited("1006", phrase)
		var wg sync.WaitGroup
		replies := make([]reply, 50)
		for i := range replies {
			wg.Go(func() { replies[i] = c.signInFrom("192.0.2."+strconv.Itoa(i), "1006", "guess number "+strconv.Itoa(i)) })
		}
		wg.Wait()
		counts := map[int]int{}
		for _, r := range replies {
			counts[r.Status]++
			if r.Status == 429 && (r.code() != codeGuesses || r.Header.Get("Retry-After") != "900") {
				t.Errorf("%s: %s", r.Header.Get("Retry-After"), r.Text)
			}
		}
		if counts[401] != 5 || counts[429] != 45 {
			t.Errorf("%v", counts)
		}
		c.want(c.signIn("1006", phrase, ""), 429, codeGuesses)
		c.at(now.Add(15*time.Minute + time.Second))
		c.inside("1006", phrase, "") // never locked for good
		if log := c.log.text(); strings.Contains(log, "192.0.2.") || strings.Contains(log, "guess number") {
			t.Error("the log has what was sent")
		}
		var left int64
		if err := c.books.DB.Model(&models.Guess{}).Count(&left).Error; err != nil || left != 0 {
			t.Errorf("%d guesses are kept: %v", left, err)
		}
	})
}

func TestB18AnAccountThatDoesNotExistIsSlowedDownLikeAnyOther(t *testing.T) {
	c := openLite(t)
	c.invited("1006", phrase)
	for badge, guess := range map[string]string{"1006": other, "9999": other, "1008": phrase, "1003": phrase} {
		for n := range 7 {
			r := c.signInFrom("198.51.100."+badge[3:], badge, guess)
			want := map[bool]int{true: 401, false: 429}[n < 5]
			if r.Status != want || want == 401 && r.code() != codeSignIn {
				t.Errorf("%s, guess %d: %d %s", badge, n, r.Status, r.Text)
			}
		}
	}
}

func TestB18OneGuessAtEachOfManyAccountsIsNoticed(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		c.invited("1006", phrase)
		for n := range 12 {
			r := c.signInFrom("203.0.113.7", "made-up-"+strconv.Itoa(n), other)
			if want := map[bool]int{true: 401, false: 429}[n < 10]; r.Status != want {
				t.Errorf("account %d: %d %s", n, r.Status, r.Text)
			}
		}
		if r := c.signInFrom("203.0.113.8", "1006", phrase); r.Status != 200 {
			t.Errorf("from elsewhere: %d %s", r.Status, r.Text)
		}
		if !strings.Contains(c.log.text(), "why=spray") {
			t.Error("the log doesn't say so")
		}
	})
}

func TestB18WhoeverHasASecondFactorGetsInWhileOthersGuess(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		now := c.now()
		c.invited("1006", phrase)
		secret, recovery, _ := c.enrolled(c.inside("1006", phrase, ""), now)
		for n := range 6 {
			c.signInFrom("192.0.2."+strconv.Itoa(n), "1006", other)
		}
		later := now.Add(time.Minute)
		c.at(later)
		c.want(c.signIn("1006", phrase, ""), 429, codeGuesses)
		c.want(c.signIn("1006", phrase, "000000"), 429, codeGuesses)
		c.want(c.signIn("1006", other, c.codeAt(secret, later)), 429, codeGuesses)
		c.inside("1006", phrase, c.codeAt(secret, later))
		c.want(c.signIn("1006", phrase, c.codeAt(secret, later)), 429, codeGuesses) // taken
		c.inside("1006", phrase, recovery[0])
	})
}

// To say that nobody is there takes as long as to say that the password is wrong.
func TestB18AnUnknownAccountIsToldAsLateAsAKnownOne(t *testing.T) {
	c := openLite(t)
	c.invited("1006", phrase)
	took := map[string][]time.Duration{}
	for range 5 {
		for _, badge := range []string{"1006", "9999", "1008"} {
			began := time.Now()
			c.want(c.signIn(badge, other, ""), 401, codeSignIn)
			took[badge] = append(took[badge], time.Since(began))
		}
		c.exec("DELETE FROM guesses")
	}
	known := slices.Min(took["1006"])
	for _, badge := range []string{"9999", "1008"} {
		if got := slices.Min(took[badge]); got < known/2 || got > known*2 {
			t.Errorf("%s: %s, a known one %s", badge, got, known)
		}
	}
}

func TestACodeIsTakenOnceAndARecoveryCodeStandsForItOnce(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		now := c.now()
		c.invited("1006", phrase)
		first := c.inside("1006", phrase, "")
		elsewhere := c.inside("1006", phrase, "")
		secret, recovery, session := c.enrolled(first, now)
		c.want(c.me(first), 401, codeUnauthenticated) // a new value
		c.want(c.me(elsewhere), 401, codeUnauthenticated)
		c.want(c.me(session), 200, "")
		c.want(c.postWithin(session, "/api/v1/session/second-factor", nil), 409, codeSecondThere)

		c.want(c.signIn("1006", phrase, ""), 401, codeSecondNeeded)
		c.want(c.signIn("1006", phrase, c.codeAt(secret, now)), 403, codeSecondWrong) // it confirmed
		for apart, want := range map[time.Duration]int{0: 200, 30 * time.Second: 200, -30 * time.Second: 200, 90 * time.Second: 403, -90 * time.Second: 403} {
			c.exec("UPDATE second_factors SET last_step = 0")
			if r := c.signIn("1006", phrase, c.codeAt(secret, now.Add(apart))); r.Status != want { // the telephone's clock
				t.Errorf("%s apart: %d %s", apart, r.Status, r.Text)
			}
		}
		c.at(now.Add(2 * time.Hour))
		c.inside("1006", phrase, strings.ToLower(strings.ReplaceAll(recovery[3], "-", " ")))
		c.want(c.signIn("1006", phrase, recovery[3]), 403, codeSecondWrong)
		session = c.inside("1006", phrase, recovery[4])
		c.want(c.postWithin(session, "/api/v1/session/second-factor/remove", map[string]any{"code": "123"}), 403, codeSecondWrong)
		renewed := c.want(c.postWithin(session, "/api/v1/session/second-factor/recovery-codes", map[string]any{"code": recovery[5]}), 200, "")
		c.want(c.signIn("1006", phrase, recovery[6]), 403, codeSecondWrong)
		fresh := renewed.JSON["recovery_codes"].([]any)
		c.want(c.postWithin(session, "/api/v1/session/second-factor/remove", map[string]any{"code": fresh[0]}), 204, "")
		c.want(c.postWithin(session, "/api/v1/session/second-factor/remove", map[string]any{"code": fresh[1]}), 409, codeNoSecond)
		c.inside("1006", phrase, "")
	})
}

func TestTheSecretOfASecondFactorIsSealed(t *testing.T) {
	c := openLite(t)
	now := c.now()
	c.invited("1006", phrase)
	secret, codes, _ := c.enrolled(c.inside("1006", phrase, ""), now)
	var f models.SecondFactor
	var kept []models.RecoveryCode
	if err := c.books.DB.Take(&f).Error; err != nil {
		t.Fatal(err)
	}
	if err := c.books.DB.Find(&kept).Error; err != nil {
		t.Fatal(err)
	}
	if len(kept) != 10 || len(codes) != 10 || strings.Contains(string(f.Sealed), secret) {
		t.Errorf("%d codes, %q", len(kept), f.Sealed)
	}
}

func TestWhoeverHoldsARoleOfCarebooksOwnSetsUpASecondFactorFirst(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		now := c.now()
		c.invited("0007", phrase)
		r := c.want(c.signIn("0007", phrase, ""), 200, "")
		if r.JSON["second_factor_wanted"] != true || r.JSON["second_factor"] != false {
			t.Errorf("%s", r.Text)
		}
		session := cookieOf(r)
		for _, path := range []string{"/api/v1/complaints", "/api/v1/sessions", "/api/v1/tokens", "/api/v1/changes", "/api/v1/complaints/export"} {
			c.want(c.within(session, askGet(path)), 403, codeSecondWanted)
		}
		c.want(c.postWithin(session, "/api/v1/tokens", map[string]any{"label": "x", "scope": "all"}), 403, codeSecondWanted)
		c.want(c.me(session), 200, "")
		secret, _, session := c.enrolled(session, now)
		c.want(c.within(session, askGet("/api/v1/complaints")), 200, "")
		c.at(now.Add(time.Minute))
		r = c.want(c.signIn("0007", phrase, c.codeAt(secret, now.Add(time.Minute))), 200, "")
		if r.JSON["second_factor_wanted"] != false || r.JSON["second_factor"] != true {
			t.Errorf("%s", r.Text)
		}
		// One that began elsewhere, without a second factor, gets it here.
		text, _, err := c.books.BeginSession(context.Background(), models.NewSession{Staff: c.seed.Staff["0007"], How: models.ByOIDC})
		if err != nil {
			t.Fatal(err)
		}
		c.want(c.within(text, askGet("/api/v1/complaints")), 403, codeSecondWanted)
		c.at(now.Add(2 * time.Minute))
		given := c.want(c.postWithin(text, "/api/v1/session/second-factor/give", map[string]any{"code": c.codeAt(secret, now.Add(2*time.Minute))}), 204, "")
		c.want(c.me(text), 401, codeUnauthenticated)
		c.want(c.within(cookieOf(given), askGet("/api/v1/complaints")), 200, "")
	})
}

func TestAnAdministratorInvitesAndChoosesNoPassword(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		now := c.now()
		c.seed.Administer(t, c.books, "1007", "S1")
		c.invited("1007", phrase)
		_, _, admin := c.enrolled(c.inside("1007", phrase, ""), now)
		invite := func(session, badge string) reply {
			return c.postWithin(session, "/api/v1/staff/"+c.seed.Staff[badge]+"/invitation", nil)
		}
		r := c.want(invite(admin, "1006"), 201, "")
		if at, err := time.Parse(time.RFC3339, r.JSON["expires_at"].(string)); err != nil || !at.Equal(now.Add(24*time.Hour).Truncate(time.Second)) && at.Sub(now) > 24*time.Hour {
			t.Errorf("%s, %v", r.Text, err)
		}
		c.want(c.keyless("/api/v1/session/password", map[string]any{"invitation": r.JSON["invitation"], "password": other}), 204, "")
		mine := c.inside("1006", other, "")
		if me := c.me(mine); !strings.Contains(me.Text, `"by":"`+c.seed.Staff["1007"]) || !strings.Contains(me.Text, `"invited"`) {
			t.Errorf("%s", me.Text)
		}
		c.want(invite(mine, "1003"), 403, "wrong_role")
		c.want(invite(admin, "1007"), 403, "wrong_role") // himself
		c.want(invite(admin, "2001"), 404, codeNotFound)
		c.exec("INSERT INTO role_assignments (id, staff_id, role, unit_id, valid_from) VALUES ('x', ?, 'ceo', ?, ?)", c.seed.Staff["1006"], c.seed.Units["G"], now)
		c.want(invite(admin, "1006"), 403, "wrong_role") // what counts for the group isn't a store's
		c.want(c.do(ask{method: "POST", path: "/api/v1/staff/" + c.seed.Staff["1003"] + "/invitation", badge: "1007", key: "-"}), 403, codePersonsOnly)
	})
}

func TestAnInvitationDoesNotGetAroundASecondFactor(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		now := c.now()
		c.invited("1006", phrase)
		_, recovery, _ := c.enrolled(c.inside("1006", phrase, ""), now)
		secret, _, err := c.books.Invite(context.Background(), models.NewInvitation{Staff: c.seed.Staff["1006"]})
		if err != nil {
			t.Fatal(err)
		}
		body := map[string]any{"invitation": secret, "password": other}
		c.want(c.keyless("/api/v1/session/password", body), 401, codeSecondNeeded)
		body["second_factor"] = recovery[0]
		c.want(c.keyless("/api/v1/session/password", body), 204, "")
		drop, _, err := c.books.Invite(context.Background(), models.NewInvitation{Staff: c.seed.Staff["1006"], DropsFactor: true})
		if err != nil {
			t.Fatal(err)
		}
		c.want(c.keyless("/api/v1/session/password", map[string]any{"invitation": drop, "password": phrase}), 204, "")
		c.inside("1006", phrase, "")
	})
}

func TestATokenIsMadeByWhoeverSignedInAndMakesNone(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		c.invited("1006", phrase)
		session := c.inside("1006", phrase, "")
		made := c.want(c.postWithin(session, "/api/v1/tokens", map[string]any{"label": "export", "scope": "read"}), 201, "")
		bearer := map[string]string{"Authorization": "Bearer " + made.JSON["token"].(string)}
		c.want(c.do(ask{method: "GET", path: mePath, headers: bearer}), 200, "")
		for _, path := range []string{"/tokens", "/session/password/change", "/session/second-factor", "/session/second-factor/remove", "/tokens/x/end"} {
			c.want(c.do(ask{method: "POST", path: base + path, body: map[string]any{}, key: "-", badge: "1006"}), 403, codePersonsOnly)
			c.want(c.do(ask{method: "POST", path: base + path, body: map[string]any{}, key: "-", headers: bearer}), 403, codeReadsOnly)
			c.want(c.postWithin(c.session("1006"), base+path, map[string]any{}), 403, codePersonsOnly)
		}
		list := c.want(c.within(session, askGet("/api/v1/tokens")), 200, "")
		if strings.Contains(list.Text, made.JSON["token"].(string)) || !strings.Contains(list.Text, made.JSON["id"].(string)) {
			t.Errorf("%s", list.Text)
		}
		for _, days := range []int{-1, 367} {
			c.want(c.postWithin(session, "/api/v1/tokens", map[string]any{"label": "x", "scope": "all", "days": days}), 422, codeInvalid)
		}
		stands := cookieOf(c.want(c.do(ask{method: "POST", path: "/api/v1/session", key: "-", headers: bearer}), 204, ""))
		c.want(c.me(stands), 200, "")
		c.want(c.postWithin(session, "/api/v1/tokens/"+made.JSON["id"].(string)+"/end", nil), 204, "")
		c.want(c.do(ask{method: "GET", path: mePath, headers: bearer}), 401, codeUnauthenticated)
		c.want(c.me(stands), 401, codeUnauthenticated)
		c.want(c.postWithin(session, "/api/v1/tokens/"+models.NewID()+"/end", nil), 404, codeNotFound)
	})
}

func TestTwoCountersCountGuessesTogether(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		c := open(t, b)
		second, err := New(Options{Books: b, Cases: c.line, Imports: c.line, Shelf: c.server.shelf, Log: c.server.log})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = second.Close(context.Background()) })
		first := c.server
		for n := range 6 {
			c.server = []*Server{first, second}[n%2]
			if r, want := c.signIn("1006", other, ""), map[bool]int{true: 401, false: 429}[n < 5]; r.Status != want {
				t.Errorf("guess %d: %d", n, r.Status)
			}
		}
		c.server = first
	})
}

func TestSigningInAndOutIsAuditedAndSoIsAWrongGuess(t *testing.T) {
	each(t, func(t *testing.T, c *counter) {
		c.token("1003") // begins the chain
		before := c.lastAudited()
		secret, _, err := c.books.Invite(context.Background(), models.NewInvitation{Staff: c.seed.Staff["1006"]})
		if err != nil {
			t.Fatal(err)
		}
		c.want(c.keyless("/api/v1/session/password", map[string]any{"invitation": secret, "password": phrase}), 204, "")
		session := c.inside("1006", phrase, "")
		c.want(c.keyless("/api/v1/session/sign-in", map[string]any{"code": "1006", "password": other}), 401, codeSignIn)
		c.want(c.within(session, ask{method: http.MethodPost, path: "/api/v1/session/end", key: "-"}), 204, "")
		var got []string
		for _, e := range c.audited(before) {
			who := map[string]string{c.seed.Staff["1006"]: "1006"}[e.Actor]
			if who == "" {
				who = e.Actor
			}
			got = append(got, strings.Join([]string{who, string(e.Action), e.ObjectKind, e.Code}, " "))
			if (e.RequestID == "") != (e.Actor == models.ByCommandLine) {
				t.Errorf("%s of request %q", e.Action, e.RequestID)
			}
		}
		equal(t, "audited", got, []string{
			"command_line password_reset staff ", "1006 password_changed staff ", "1006 signed_in session ",
			"nobody signed_in session sign_in_wrong", "1006 signed_out session ",
		})
	})
}

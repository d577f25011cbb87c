package e2e_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"

	"github.com/google/uuid"
)

// reasons are what staff say of colleagues and of looks at customers.
var reasons = map[string]string{
	"why shown":      "reveal-canary 客户要求回电",
	"why away":       "absence-canary 住院三天",
	"why proposed":   "role-canary 接替离职同事",
	"why it is over": "hand-over-canary 因病离职",
}

// whispers has administrators and managers give reasons that nobody else is to read, and returns what lets somebody in: the books know
// of it only what checks it.
func (h *house) whispers(customer string) (secrets map[string]string) {
	h.t.Helper()
	h.tokens["administrator"] = strings.TrimSpace(run(h.t, h.environment(), full(h.t), "token", "create", "--staff", "administrator"))
	adviser, manager := h.people["adviser"], h.people["sales-manager"]
	for _, o := range []order{
		newOrder("care-manager", "reveal", "/customers/"+customer+"/reveal", map[string]any{"fields": []string{"name", "phone"}, "reason": reasons["why shown"]}),
		newOrder("administrator", "propose_role", "/staff/"+adviser+"/roles", map[string]any{"role": "group_leader", "unit": h.unit, "reason": reasons["why proposed"]}),
		newOrder("general-manager", "record_absence", "/staff/"+adviser+"/absences", map[string]any{"from": "2030-01-02", "reason": reasons["why away"]}),
		newOrder("administrator", "hand_over_duties", "/staff/"+adviser+"/hand-over", map[string]any{"to": manager, "reason": reasons["why it is over"]}),
	} {
		if a, err := h.ask(o.staff, http.MethodPost, o.path, o.key, o.content); err != nil || a.status < 200 || a.status > 299 {
			h.t.Fatalf("%s: %v %d %s", o.action, err, a.status, a.raw)
		}
	}
	secrets = h.getsIn("care-specialist")
	for staff, token := range h.tokens {
		secrets["token of "+staff] = token
	}
	return secrets
}

// getsIn has somebody set a password, guess wrongly, sign in, begin a second factor and make a token.
func (h *house) getsIn(staff string) map[string]string {
	h.t.Helper()
	invitation := strings.TrimSpace(run(h.t, h.environment(), full(h.t), "invite", "--staff", staff))
	right, wrong := "canary-password "+uuid.NewString(), "canary-guess "+uuid.NewString()
	jar, err := cookiejar.New(nil)
	if err != nil {
		h.t.Fatal(err)
	}
	browser := &http.Client{Jar: jar}
	h.gives(browser, "/session/password", map[string]any{"invitation": invitation, "password": right}, http.StatusNoContent, nil)
	h.gives(browser, "/session/sign-in", map[string]any{"code": staff, "password": wrong}, http.StatusUnauthorized, nil)
	h.gives(browser, "/session/sign-in", map[string]any{"code": wrong, "password": right}, http.StatusUnauthorized, nil)
	h.gives(browser, "/session/sign-in", map[string]any{"code": staff, "password": right}, http.StatusOK, nil)
	var factor struct{ Secret string }
	h.gives(browser, "/session/second-factor", nil, http.StatusOK, &factor)
	var token struct {
		Text string `json:"token"`
	}
	h.gives(browser, "/tokens", map[string]any{"label": "canary", "scope": "read"}, http.StatusCreated, &token)
	secrets := map[string]string{"password": right, "guess": wrong, "invitation": invitation, "secret of the second factor": factor.Secret, "new token": token.Text}
	for _, c := range jar.Cookies(&url.URL{Scheme: "http", Host: h.web, Path: "/"}) {
		secrets["session"] = c.Value
	}
	for what, secret := range secrets {
		if len(secret) < 16 {
			h.t.Fatalf("%s: %q is no secret", what, secret)
		}
	}
	if secrets["session"] == "" {
		h.t.Fatal("signing in set no cookie")
	}
	return secrets
}

// gives sends what a browser would, and keeps what comes with a refusal.
func (h *house) gives(browser *http.Client, path string, content any, status int, into any) {
	h.t.Helper()
	body := "{}"
	if content != nil {
		data, err := json.Marshal(content)
		if err != nil {
			h.t.Fatal(err)
		}
		body = string(data)
	}
	res, err := browser.Post("http://"+h.web+"/api/v1"+path, "application/json", strings.NewReader(body))
	if err != nil {
		h.t.Fatal(err)
	}
	defer res.Body.Close()
	answered, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != status {
		h.t.Fatalf("POST %s: %v %d %s, want %d", path, err, res.StatusCode, answered, status)
	}
	if status >= http.StatusBadRequest {
		h.said.add(answered)
	}
	if into != nil {
		if err := json.Unmarshal(answered, into); err != nil {
			h.t.Fatal(fmt.Errorf("%s: %w", path, err))
		}
	}
}

package e2e_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"

	"carebook/internal/channeltest"
)

// chromium is Debian's, whose release the walks are written for.
const chromium = "/usr/bin/chromium"

// demoHouse is where the demo's organisation stands.
var demoHouse = filepath.Join("..", "cmd", "carebook", "demo", "organisation.yaml")

// Staff walk through the desk in a real browser, on the demo: its clocks run out while one looks on.
func TestTheDeskIsWalkedThrough(t *testing.T) {
	browses(t)
	walkTheDemo(t, "--exclude", "walks/pages.walk.ts")
}

// Looking at every page needs no clock, so it may go beside what else there is.
func TestEveryPageOfTheDeskIsLookedAt(t *testing.T) {
	browses(t)
	t.Parallel()
	walkTheDemo(t, "pages.walk.ts")
}

// walkTheDemo lets some of the walks go through a demo of their own.
func walkTheDemo(t *testing.T, walks ...string) {
	t.Helper()
	data, address := t.TempDir(), freeAddress(t)
	channels := channeltest.Open(t).Config(t, "allow: [127.0.0.1]\ndesk: https://desk.demo.example")
	env := []string{"CAREBOOK_LISTEN=" + address, "CAREBOOK_CHANNELS=" + channels}
	p := launch(t, "serve", filepath.Join(t.TempDir(), "serve.log"), env, full(t), "serve", "--demo", "--data", data)
	h := &house{t: t, web: address, http: http.DefaultClient}
	h.eventually(2*time.Minute, "the demo is ready", func() error {
		if !p.running() {
			t.Fatalf("serve has ended\n%s", p.tail())
		}
		return h.readyNow()
	})
	tokens := map[string]string{}
	for _, code := range demoPeople(t) {
		tokens[code] = strings.TrimSpace(run(t, nil, full(t), "token", "create", "--staff", code, "--data", data))
	}
	invited := fmt.Sprintf(`CAREBOOK_INVITATIONS={"care-head": %q}`, strings.TrimSpace(run(t, nil, full(t), "invite", "--staff", "care-head", "--data", data)))
	walk(t, address, tokens, []string{invited}, append([]string{"walks/vitest.config.ts"}, walks...)...)
	if t.Failed() {
		t.Log(p.tail())
	}
	p.stop(t)
}

// demoPeople are the codes of everybody in the demo.
func demoPeople(t *testing.T) (codes []string) {
	t.Helper()
	src, err := os.ReadFile(demoHouse)
	if err != nil {
		t.Fatal(err)
	}
	var organisation struct{ Staff []struct{ Code string } }
	if err := yaml.Unmarshal(src, &organisation); err != nil {
		t.Fatal(err)
	}
	for _, s := range organisation.Staff {
		codes = append(codes, s.Code)
	}
	return codes
}

// walk runs the walks that a configuration in web/walks names, or some of them, in Chromium, and fails the test when one of them fails.
// Screenshots are left in e2e/artifacts.
func walk(t *testing.T, address string, tokens map[string]string, env []string, config ...string) {
	t.Helper()
	known, err := json.Marshal(tokens)
	if err != nil {
		t.Fatal(err)
	}
	artifacts, err := filepath.Abs("artifacts")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(artifacts, 0o700); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "node", append([]string{"node_modules/vitest/vitest.mjs", "run", "--config"}, config...)...)
	cmd.Dir = filepath.Join("..", "web")
	cmd.Env = append(os.Environ(), "CAREBOOK_DESK=http://"+address, "CAREBOOK_TOKENS="+string(known), "CAREBOOK_ARTIFACTS="+artifacts, "NO_COLOR=1")
	cmd.Env = append(cmd.Env, env...)
	cmd.SysProcAttr = ourChild()
	cmd.WaitDelay = 10 * time.Second // a browser may hold the output open
	said, err := cmd.CombinedOutput()
	t.Logf("%v\n%s", config, said)
	if err != nil {
		t.Errorf("%v: %v; screenshots are in %s", config, err, artifacts)
	}
}

// browses skips the test where the desk can't be walked through, but fails it where CI is set.
func browses(t *testing.T) {
	t.Helper()
	if err := walkable(); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("this build promised the desk (CI is set): %v", err)
		}
		t.Skipf("needs a browser: %v", err)
	}
}

// walkable says what is missing, and how to get it.
func walkable() error {
	if _, err := exec.LookPath("node"); err != nil {
		return fmt.Errorf("node is missing (Debian: apt-get install nodejs npm): %w", err)
	}
	if _, err := os.Stat(filepath.Join("..", "web", "node_modules", "vitest")); err != nil {
		return fmt.Errorf("the desk's tools are missing (make desk): %w", err)
	}
	if _, err := os.Stat(chromium); err != nil {
		return fmt.Errorf("chromium is missing (Debian: apt-get install chromium fonts-noto-cjk): %w", err)
	}
	return nil
}

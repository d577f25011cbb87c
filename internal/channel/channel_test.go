package channel_test

import (
	"context"
	"encoding/base64"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"carebook/internal/channel"
	"carebook/internal/channeltest"
)

const here = "allow: [127.0.0.0/8]\n"

func load(t *testing.T, path string) map[string]channel.Channel {
	t.Helper()
	set, err := channel.Load(path)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]channel.Channel{}
	for _, c := range set.Channels {
		all[c.Name()] = c
	}
	return all
}

func message(key string) channel.Message {
	return channel.Message{
		Key: key, Kind: "notice", To: "somebody@demo.example", Subject: "客户投诉 S1-2026-0001", Text: "事项：提交处理报告\n条款：V13-2.4b",
		At: time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC),
	}
}

func TestEveryChannelSpeaksAsItsPlaceUnderstands(t *testing.T) {
	town := channeltest.Open(t)
	all := load(t, town.Config(t, here))
	for _, name := range channel.Names() {
		for range 2 {
			if err := all[name].Send(context.Background(), message("key-"+name)); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	taken, faults := town.Taken()
	if len(faults) > 0 || len(taken) != 10 {
		t.Fatalf("%d taken, wrong was %v", len(taken), faults)
	}
	for i := 0; i < len(taken); i += 2 {
		if taken[i] != taken[i+1] {
			t.Errorf("two tries differ: %+v %+v", taken[i], taken[i+1])
		}
		content := taken[i].Content
		if _, body, mail := strings.Cut(content, "\n\n"); mail {
			text, err := base64.StdEncoding.DecodeString(strings.ReplaceAll(body, "\n", ""))
			if content = string(text); err != nil {
				t.Error(err)
			}
		}
		if !strings.Contains(content, "V13-2.4b") {
			t.Errorf("%s: %s", taken[i].Channel, content)
		}
	}
}

func TestWhatAPlaceRefusesOrLosesIsAFailureWithACode(t *testing.T) {
	town := channeltest.Open(t)
	all := load(t, town.Config(t, here))
	for _, c := range []struct{ name, answer, want string }{
		{channel.WeCom, `{"errcode":45009,"errmsg":"api freq out of limit"}`, "errcode_45009"},
		{channel.DingTalk, `{"errcode":310000,"errmsg":"sign not match"}`, "errcode_310000"},
		{channel.Feishu, `{"code":19021,"msg":"sign match fail"}`, "errcode_19021"},
		{channel.Feishu, `{}`, channel.BadAnswer},
		{channel.WeCom, `<html>`, channel.BadAnswer},
		{channel.Email, "550 5.1.1 somebody@demo.example unknown", "smtp_550"},
	} {
		town.Answer(c.name, c.answer)
		if err := all[c.name].Send(context.Background(), message("k")); err == nil || err.Error() != c.want {
			t.Errorf("%s: %v", c.name, err)
		}
		town.Answer(c.name, "")
	}
	town.Lose(func(string) bool { return true })
	for name, c := range all {
		if err := c.Send(context.Background(), message("k")); err == nil || channel.CodeOf(err) != channel.NoAnswer {
			t.Errorf("%s without an answer: %v", name, err)
		}
	}
	if taken, _ := town.Taken(); len(taken) != 5 {
		t.Errorf("%d were taken though the answer was lost", len(taken))
	}
}

func TestNothingGoesInwardsUnlessItIsAllowed(t *testing.T) {
	town := channeltest.Open(t)
	for name, c := range load(t, town.Config(t, "")) {
		if err := c.Send(context.Background(), message("k")); channel.CodeOf(err) != channel.PrivateAddress {
			t.Errorf("%s: %v", name, err)
		}
	}
	if taken, faults := town.Taken(); len(taken)+len(faults) > 0 {
		t.Errorf("%v %v", taken, faults)
	}
}

// place is a webhook that does as it is told.
func place(t *testing.T, handler http.HandlerFunc) channel.Channel {
	t.Helper()
	town := channeltest.Open(t)
	s := httptest.NewUnstartedServer(handler)
	s.TLS = town.HTTP.TLS
	s.StartTLS()
	t.Cleanup(s.Close)
	path := filepath.Join(t.TempDir(), "channels.yaml")
	text := here + "ca: " + town.CA + "\nwebhook: {address: '" + s.URL + "', secret: " + channeltest.WebhookSecret + "}\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return load(t, path)[channel.Webhook]
}

func TestRedirectsAreNotFollowedAndAnswersEnd(t *testing.T) {
	var followed atomic.Bool
	c := place(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/elsewhere" {
			followed.Store(true)
		}
		http.Redirect(w, r, "/elsewhere", http.StatusTemporaryRedirect)
	})
	if err := c.Send(context.Background(), message("k")); err == nil || err.Error() != "http_307" || followed.Load() {
		t.Errorf("%v, followed %v", err, followed.Load())
	}
	written := make(chan int64, 1) // the writer ends only when the reader has gone, which may be after Send has returned
	c = place(t, func(w http.ResponseWriter, _ *http.Request) {
		n, _ := io.Copy(w, io.LimitReader(endless{}, 64<<20))
		written <- n
	})
	if err := c.Send(context.Background(), message("k")); err != nil {
		t.Error(err)
	}
	if n := <-written; n > 32<<20 {
		t.Errorf("%d bytes read", n)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

func TestWhoeverDoesntAnswerIsLeftInTime(t *testing.T) {
	c := place(t, func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body) // else the server doesn't notice that the caller has gone
		<-r.Context().Done()
	})
	ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer cancel()
	if err := c.Send(ctx, message("k")); channel.CodeOf(err) != channel.NoAnswer {
		t.Error(err)
	}
}

func TestAnEmailAddressIsOneAndNothingElse(t *testing.T) {
	for _, good := range []string{"a@demo.example", "first.last+tag@mail.demo.example"} {
		if !channel.IsAddress(good) {
			t.Errorf("%s is refused", good)
		}
	}
	for _, bad := range []string{
		"", "a", "@demo.example", "A <a@demo.example>", "a@demo.example, b@demo.example", "a@demo.example\r\nBcc: b@demo.example", "\"a b\"@demo.example",
		"甲@demo.example", " a@demo.example", strings.Repeat("a", 250) + "@demo.example",
	} {
		if channel.IsAddress(bad) {
			t.Errorf("%q is taken", bad)
		}
	}
}

func TestAFileOfChannelsIsReadWholeOrRefusedWithoutBeingQuoted(t *testing.T) {
	const secret = "s3cret-of-the-house"
	for text, want := range map[string]string{
		"": "no channel", "wecom: {address: 'http://" + secret + "'}": "wecom.address", "dingtalk: {address: 'https://x.example', secret: s3cret}": "dingtalk.secret",
		"wecom: {address: 'https://x.example/" + secret + "', secret: " + secret + "}": "wecom.secret", "webhok: {address: " + secret + "}": "webhok",
		"email: {address: 'smtp://u:" + secret + "@mail.example', from: a@demo.example}": "email.address", "email: {address: 'smtps://mail.example', from: me}": "email.from",
		"email: {address: 'smtps://mail.example', from: a@demo.example, user: u}": "belong together", "desk: nowhere\nwecom: {address: 'https://x.example'}": "desk",
		"language: fr\nwecom: {address: 'https://x.example'}": "language", "ca: /nowhere\nwecom: {address: 'https://x.example'}": "ca:",
	} {
		path := filepath.Join(t.TempDir(), "channels.yaml")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := channel.Load(path); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s: %v", text, err)
		}
	}
	path := filepath.Join(t.TempDir(), "channels.yaml")
	if err := os.WriteFile(path, []byte("wecom: {address: 'https://x.example'}"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := channel.Load(path); err == nil || !strings.Contains(err.Error(), "chmod 600") {
		t.Errorf("open to others: %v", err)
	}
}

func TestRobotsAreSharedAndTakeSoManyMessagesInAMinute(t *testing.T) {
	for _, name := range channel.Names() {
		robot := slices.Contains([]string{channel.WeCom, channel.DingTalk, channel.Feishu}, name)
		if channel.Shared(name) != robot || (channel.PerMinute(name) > 0) != robot {
			t.Errorf("%s: shared %v, %d in a minute", name, channel.Shared(name), channel.PerMinute(name))
		}
	}
}

package channel

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// robot is what the robots of groups have in common: they take JSON at an address that is itself a secret, and say in the answer's
// body whether they did.
type robot struct {
	name    string
	address *url.URL
	secret  string
	client  *http.Client
	now     func() time.Time
}

func (r *robot) Name() string { return r.name }

// plain is a message as robots show it: what it is about, and then the text. Markdown isn't used: each robot reads another one.
func plain(m Message) string {
	if m.Subject == "" {
		return m.Text
	}
	return m.Subject + "\n" + m.Text
}

// ask posts a body and understands the answer: a robot refuses with a code in an answer that is fine otherwise.
func (r *robot) ask(ctx context.Context, address string, m Message, body any) error {
	text, err := json.Marshal(body)
	if err != nil {
		return failed(BadAnswer)
	}
	answer, err := post(ctx, r.client, address, m, text, nil)
	if err != nil {
		return err
	}
	var said struct {
		ErrCode *int64 `json:"errcode"` // WeCom, DingTalk
		Code    *int64 `json:"code"`    // Feishu
	}
	if json.Unmarshal(answer, &said) != nil || said.ErrCode == nil && said.Code == nil {
		return failed(BadAnswer)
	}
	for _, code := range []*int64{said.ErrCode, said.Code} {
		if code != nil && *code != 0 {
			return failed(fmt.Sprintf("errcode_%d", *code))
		}
	}
	return nil
}

// signed is a signature as DingTalk and Feishu want it, each with another key and another text.
func signed(key, text string) string {
	h := hmac.New(sha256.New, []byte(key))
	h.Write([]byte(text))
	return base64.StdEncoding.EncodeToString(h.Sum(nil))
}

func millis(t time.Time) string  { return strconv.FormatInt(t.UnixMilli(), 10) }
func seconds(t time.Time) string { return strconv.FormatInt(t.Unix(), 10) }

// clip cuts a text to so many bytes, between characters, and says that something is missing.
func clip(text string, most int) string {
	if len(text) <= most {
		return text
	}
	const more = "…"
	cut := most - len(more)
	for cut > 0 && text[cut]&0xc0 == 0x80 {
		cut--
	}
	return text[:cut] + more
}

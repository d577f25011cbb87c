package channeltest

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"time"
)

// places are the robots and the webhook.
func (town *Town) places() http.Handler {
	mux := http.NewServeMux()
	for path, check := range map[string]func(*http.Request, []byte) (to, content, fault string){
		"wecom": wecom, "dingtalk": dingtalk, "feishu": feishu, "webhook": webhook,
	} {
		mux.HandleFunc("POST /"+path, func(w http.ResponseWriter, r *http.Request) {
			body, err := io.ReadAll(io.LimitReader(r.Body, 64<<10))
			to, content, fault := check(r, body)
			key := r.Header.Get("Carebook-Key")
			if err != nil || fault != "" || key == "" {
				town.fault("%s: %s, key %q: %v", path, fault, key, err)
				http.Error(w, "no", http.StatusBadRequest)
				return
			}
			answer, lost := town.take(Taken{Channel: path, Key: key, To: to, Content: content})
			if lost {
				hangUp(w)
				return
			}
			if answer == "" {
				answer = map[string]string{"feishu": `{"StatusCode":0,"code":0,"msg":"success","data":{}}`, "webhook": "ok"}[path]
			}
			if answer == "" {
				answer = `{"errcode":0,"errmsg":"ok"}`
			}
			_, _ = io.WriteString(w, answer)
		})
	}
	return mux
}

func mac(key, text string) []byte {
	h := hmac.New(sha256.New, []byte(key))
	h.Write([]byte(text))
	return h.Sum(nil)
}

// near reports whether a moment in a unit since 1970 is no more than some time away.
func near(text string, unit, most time.Duration) bool {
	n, err := strconv.ParseInt(text, 10, 64)
	away := time.Since(time.Unix(0, 0).Add(time.Duration(n) * unit))
	return err == nil && away < most && away > -most
}

func wecom(r *http.Request, body []byte) (to, content, fault string) {
	var m struct {
		Type string `json:"msgtype"`
		Text struct{ Content string }
	}
	switch err := json.Unmarshal(body, &m); {
	case err != nil, m.Type != "text", m.Text.Content == "", len(m.Text.Content) > 2048:
		return "", "", "body"
	case r.URL.RawQuery != "key="+WeComKey:
		return "", "", "key"
	}
	return "", m.Text.Content, ""
}

func dingtalk(r *http.Request, body []byte) (to, content, fault string) {
	var m struct {
		Type string `json:"msgtype"`
		Text struct{ Content string }
	}
	q := r.URL.Query()
	want := base64.StdEncoding.EncodeToString(mac(DingTalkSecret, q.Get("timestamp")+"\n"+DingTalkSecret))
	switch err := json.Unmarshal(body, &m); {
	case err != nil, m.Type != "text", m.Text.Content == "":
		return "", "", "body"
	case q.Get("access_token") != DingTalkToken:
		return "", "", "token"
	case q.Get("sign") != want, !near(q.Get("timestamp"), time.Millisecond, time.Hour):
		return "", "", "signature"
	}
	return "", m.Text.Content, ""
}

func feishu(_ *http.Request, body []byte) (to, content, fault string) {
	var m struct {
		Timestamp string
		Sign      string
		Type      string `json:"msg_type"`
		Content   struct{ Text string }
	}
	switch err := json.Unmarshal(body, &m); {
	case err != nil, m.Type != "text", m.Content.Text == "":
		return "", "", "body"
	case m.Sign != base64.StdEncoding.EncodeToString(mac(m.Timestamp+"\n"+FeishuSecret, "")), !near(m.Timestamp, time.Second, time.Hour):
		return "", "", "signature"
	}
	return "", m.Content.Text, ""
}

func webhook(r *http.Request, body []byte) (to, content, fault string) {
	var m struct{ Key, To, Text string }
	at := r.Header.Get("Carebook-Timestamp")
	switch err := json.Unmarshal(body, &m); {
	case err != nil, m.Key != r.Header.Get("Carebook-Key"), m.Text == "":
		return "", "", "body"
	case r.Header.Get("Carebook-Signature") != "v1="+hex.EncodeToString(mac(WebhookSecret, at+"."+string(body))), !near(at, time.Second, 5*time.Minute):
		return "", "", "signature"
	}
	return m.To, string(body), ""
}

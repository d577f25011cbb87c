package channel

import "context"

// feishu is the robot of a Feishu group (飞书自定义机器人) that wants signatures: time and secret together are the key, and the text is
// empty; both time and signature stand in the body.
type feishu struct{ robot }

func (f *feishu) Send(ctx context.Context, m Message) error {
	type text struct {
		Text string `json:"text"`
	}
	timestamp := seconds(f.now())
	return f.ask(ctx, f.address.String(), m, struct {
		Timestamp string `json:"timestamp"`
		Sign      string `json:"sign"`
		Type      string `json:"msg_type"`
		Content   text   `json:"content"`
	}{timestamp, feishuSign(timestamp, f.secret), "text", text{clip(plain(m), robotLongest)}})
}

func feishuSign(timestamp, secret string) string { return signed(timestamp+"\n"+secret, "") }

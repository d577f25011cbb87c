package channel

import "context"

// dingtalk is the robot of a DingTalk group (钉钉自定义机器人) that wants signatures (加签): the secret is the key, and time and
// secret the text; both time and signature stand in the address.
type dingtalk struct{ robot }

// robotLongest is how many bytes of text DingTalk's and Feishu's robots are sent at most: they take 20,000.
const robotLongest = 16000

func (d *dingtalk) Send(ctx context.Context, m Message) error {
	type text struct {
		Content string `json:"content"`
	}
	return d.ask(ctx, d.addressAt(millis(d.now())), m, struct {
		Type string `json:"msgtype"`
		Text text   `json:"text"`
	}{"text", text{clip(plain(m), robotLongest)}})
}

func (d *dingtalk) addressAt(timestamp string) string {
	address, query := *d.address, d.address.Query()
	query.Set("timestamp", timestamp)
	query.Set("sign", dingtalkSign(timestamp, d.secret))
	address.RawQuery = query.Encode()
	return address.String()
}

// dingtalkSign is the signature before it is escaped for an address, which is done with the query.
func dingtalkSign(timestamp, secret string) string { return signed(secret, timestamp+"\n"+secret) }

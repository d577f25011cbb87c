package channel

import "context"

// wecom is the robot of a WeCom group (企业微信群机器人). Its address holds the key; nothing is signed.
type wecom struct{ robot }

// wecomLongest is how many bytes of text it takes.
const wecomLongest = 2048

func (w *wecom) Send(ctx context.Context, m Message) error {
	type text struct {
		Content string `json:"content"`
	}
	return w.ask(ctx, w.address.String(), m, struct {
		Type string `json:"msgtype"`
		Text text   `json:"text"`
	}{"text", text{clip(plain(m), wecomLongest)}})
}

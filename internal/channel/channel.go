package channel

import (
	"context"
	"errors"
	"time"
)

// Names of channels.
const (
	Email    = "email"
	WeCom    = "wecom"
	DingTalk = "dingtalk"
	Feishu   = "feishu"
	Webhook  = "webhook"
)

// Names are all channels that there are, in the order in which they are shown.
func Names() []string { return []string{Email, WeCom, DingTalk, Feishu, Webhook} }

// Shared reports whether a channel leads to one place for all who have chosen it: a robot speaks to its group, so what it is
// told once has been told to everybody there.
func Shared(name string) bool { return name == WeCom || name == DingTalk || name == Feishu }

// PerMinute is how many messages a channel takes in a minute; 0 for as many as come. The services say so of their robots, and keep
// one that sends more quiet for some minutes.
func PerMinute(name string) int {
	return map[string]int{WeCom: 20, DingTalk: 20, Feishu: 100}[name]
}

// Patience is how long one try may take.
const Patience = 10 * time.Second

// Message is what is sent. Each try of a message is the same one: the receiver tells doubles by Key.
type Message struct {
	Key     string
	Kind    string // notice, morning or test
	To      string // address of an e-mail; of a webhook, an id that says nothing by itself; "" for a robot
	Subject string
	Text    string
	At      time.Time // when it was written, which isn't when it is sent
}

// A Channel sends messages to one place. It is safe for concurrent use.
type Channel interface {
	Name() string
	// Send returns nil when the receiver has taken the message, and a *Failure otherwise: it may have taken it all the same.
	Send(ctx context.Context, m Message) error
}

// Failure is why a message wasn't sent, in a word: it goes into the books and the log.
type Failure struct{ Code string }

func (f *Failure) Error() string { return f.Code }

// Codes of failures. Others are http_, errcode_ and smtp_ with the number that the receiver answered.
const (
	NoAnswer       = "no_answer"       // nobody there, too slow, or the connection broke
	PrivateAddress = "private_address" // the name led to an address that isn't public and that the operator hasn't allowed
	BadAnswer      = "bad_answer"      // it can't be read
	BadAddress     = "bad_address"     // of an e-mail
	NoTLS          = "no_tls"          // the mail server offers none
)

func failed(code string) error { return &Failure{code} }

// CodeOf is the code of whatever went wrong; what isn't a Failure is no answer.
func CodeOf(err error) string {
	var f *Failure
	if errors.As(err, &f) {
		return f.Code
	}
	return NoAnswer
}

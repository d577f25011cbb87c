package channel

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/url"
	"time"
)

// webhook is any place that takes JSON. It checks that a message is ours by the signature over time and body, which it shouldn't
// believe when the time is more than five minutes away, and tells doubles by the key.
type webhook struct {
	address *url.URL
	secret  string
	client  *http.Client
	now     func() time.Time
}

// Headers of a webhook, beside the key's.
const (
	TimestampHeader = "Carebook-Timestamp" // seconds
	SignatureHeader = "Carebook-Signature" // v1= and HMAC-SHA256 in hex, over the timestamp, a full stop and the body
)

// webhookBody is the body, whose fields stay in this order.
type webhookBody struct {
	Key     string `json:"key"`
	Kind    string `json:"kind"`
	To      string `json:"to"`
	Subject string `json:"subject"`
	Text    string `json:"text"`
	At      string `json:"at"`
}

func (w *webhook) Name() string { return Webhook }

func (w *webhook) Send(ctx context.Context, m Message) error {
	body, err := json.Marshal(webhookBody{m.Key, m.Kind, m.To, m.Subject, m.Text, m.At.UTC().Format(time.RFC3339)})
	if err != nil {
		return failed(BadAnswer)
	}
	timestamp := seconds(w.now())
	_, err = post(ctx, w.client, w.address.String(), m, body, map[string]string{
		TimestampHeader: timestamp, SignatureHeader: WebhookSignature(w.secret, timestamp, body),
	})
	return err
}

// WebhookSignature is what a receiver compares SignatureHeader with.
func WebhookSignature(secret, timestamp string, body []byte) string {
	h := hmac.New(sha256.New, []byte(secret))
	h.Write([]byte(timestamp + "."))
	h.Write(body)
	return "v1=" + hex.EncodeToString(h.Sum(nil))
}

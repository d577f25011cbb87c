package channel

import (
	"net/url"
	"testing"
)

// The signatures were computed with OpenSSL by the rules that the services publish.
func TestEachServicesSignatureIsWhatItsRuleGives(t *testing.T) {
	for name, c := range map[string]struct{ got, want string }{
		"DingTalk: the secret is the key, time and secret the text": {
			dingtalkSign("1577262236757", "this is secret"), "hmPWwU+7lVdm3ZZz0r9tSfx0L4Q26jWOZr9+Gs6EZQM="},
		"Feishu: time and secret are the key, the text is empty": {
			feishuSign("1599360473", "demo"), "l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8="},
		"a webhook: the secret is the key, time and body the text": {
			WebhookSignature("whsec-demo-secret", "1772413200", []byte(`{"key":"k"}`)), "v1=2cc5cd1ec8d5f3910f8d80c7a4615669e0826edc9a584ca7d2929d561eb4d9f7"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %s", name, c.got)
		}
	}
}

func TestDingTalksSignatureStandsEscapedInTheAddressBesideTheToken(t *testing.T) {
	address, err := url.Parse("https://oapi.dingtalk.com/robot/send?access_token=T")
	if err != nil {
		t.Fatal(err)
	}
	d := dingtalk{robot{address: address, secret: "this is secret"}}
	const want = "https://oapi.dingtalk.com/robot/send?access_token=T&sign=hmPWwU%2B7lVdm3ZZz0r9tSfx0L4Q26jWOZr9%2BGs6EZQM%3D&timestamp=1577262236757"
	if got := d.addressAt("1577262236757"); got != want || address.RawQuery != "access_token=T" {
		t.Errorf("%s, and the address became %s", got, address)
	}
}

func TestATextIsCutBetweenCharacters(t *testing.T) {
	for text, want := range map[string]string{"投诉升级": "投诉…", "complaint": "complain…", "short": "short"} {
		most := map[string]int{"投诉升级": 10, "complaint": 8 + len("…"), "short": 5}[text]
		if text == "complaint" {
			text = "complaint, long"
		}
		if got := clip(text, most); got != want || len(got) > most {
			t.Errorf("%s at %d: %s", text, most, got)
		}
	}
}

package channeltest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// Secrets of the places.
const (
	WeComKey       = "11111111-2222-3333-4444-555555555555"
	DingTalkSecret = "SECdemo0000000000000000000000"
	DingTalkToken  = "demo-access-token"
	FeishuSecret   = "demo-feishu-secret"  //nolint:gosec // invented
	WebhookSecret  = "demo-webhook-secret" //nolint:gosec // invented
	MailUser       = "carebook@demo.example"
	MailPassword   = "demo-mail-password" //nolint:gosec // invented
)

// Taken is a message that a place has taken, without what may differ from try to try: time and signature.
type Taken struct {
	Channel string
	Key     string
	To      string
	Content string
}

// Town is where all places are.
type Town struct {
	CA   string // file with the certificate that they show
	HTTP *httptest.Server

	mail  net.Listener
	certs *tls.Config

	mu     sync.Mutex
	taken  []Taken
	faults []string
	lose   func(channel string) bool
	answer map[string]string // by channel, in place of a good one
}

// Open opens all places until the test ends.
func Open(t testing.TB) *Town {
	t.Helper()
	town := &Town{answer: map[string]string{}, lose: func(string) bool { return false }}
	town.certify(t)
	town.HTTP = httptest.NewUnstartedServer(town.places())
	town.HTTP.TLS = town.certs
	town.HTTP.StartTLS()
	t.Cleanup(town.HTTP.Close)
	var err error
	if town.mail, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { town.mail.Close() })
	go town.serveMail()
	return town
}

// certify makes a certificate for this machine that is its own authority.
func (town *Town) certify(t testing.TB) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	cert := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "localhost"}, DNSNames: []string{"localhost"},
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, cert, cert, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	town.CA = filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(town.CA, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
	town.certs = &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}
}

// Config writes the operator's file with all channels and returns its path.
func (town *Town) Config(t testing.TB, more string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "channels.yaml")
	text := fmt.Sprintf("%s\nca: %s\n", more, town.CA) +
		fmt.Sprintf("email: {address: 'smtp://%s', user: %s, password: %s, from: carebook@demo.example}\n", town.mail.Addr(), MailUser, MailPassword) +
		fmt.Sprintf("wecom: {address: '%s/wecom?key=%s'}\n", town.HTTP.URL, WeComKey) +
		fmt.Sprintf("dingtalk: {address: '%s/dingtalk?access_token=%s', secret: %s}\n", town.HTTP.URL, DingTalkToken, DingTalkSecret) +
		fmt.Sprintf("feishu: {address: '%s/feishu', secret: %s}\n", town.HTTP.URL, FeishuSecret) +
		fmt.Sprintf("webhook: {address: '%s/webhook', secret: %s}\n", town.HTTP.URL, WebhookSecret)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Lose has places lose their answers from now on, after they have taken a message, when fn says so.
func (town *Town) Lose(fn func(channel string) bool) {
	town.mu.Lock()
	defer town.mu.Unlock()
	town.lose = fn
}

// Answer has a place answer something else than that all is well; "" for that again.
func (town *Town) Answer(channel, text string) {
	town.mu.Lock()
	defer town.mu.Unlock()
	town.answer[channel] = text
}

// Taken is what has been taken so far, and what was wrong with what wasn't.
func (town *Town) Taken() (taken []Taken, faults []string) {
	town.mu.Lock()
	defer town.mu.Unlock()
	return append(taken, town.taken...), append(faults, town.faults...)
}

func (town *Town) fault(format string, args ...any) {
	town.mu.Lock()
	defer town.mu.Unlock()
	town.faults = append(town.faults, fmt.Sprintf(format, args...))
}

// take notes a message, and says what is answered and whether that is lost.
func (town *Town) take(m Taken) (answer string, lost bool) {
	town.mu.Lock()
	defer town.mu.Unlock()
	if answer = town.answer[m.Channel]; answer == "" {
		town.taken = append(town.taken, m)
	}
	return answer, town.lose(m.Channel)
}

// hangUp ends a connection without an answer.
func hangUp(w http.ResponseWriter) {
	if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
		conn.Close()
	}
}

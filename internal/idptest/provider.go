package idptest

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
)

// ClientID and Secret are what carebook is known by at every provider of tests.
const (
	ClientID = "carebook"
	Secret   = "a secret of tests"
)

// Provider is one identity provider. Its fields say how it behaves; a test sets them between two requests.
type Provider struct {
	URL string // also the issuer

	Subject string         // who signs in there
	Extra   map[string]any // claims beside the usual ones, or instead of them; nil takes one out
	Header  map[string]any // the same for the token's header
	Skew    time.Duration  // of its clock
	KeyID   string         // of the key in use
	Alg     jose.SignatureAlgorithm

	Forge    func(header, claims map[string]any) string          // makes the id token instead of the provider's key
	Discover func(document map[string]any)                       // changes what it says of itself
	Instead  map[string]func(http.ResponseWriter, *http.Request) // by path, instead of an honest answer
	Asked    map[string]int                                      // how often, by path

	server *httptest.Server
	mu     sync.Mutex
	keys   map[string]crypto.Signer
	codes  map[string]grant
	id     int
}

// grant is what a code stands for.
type grant struct{ nonce, challenge, redirect string }

// first is the key with which every provider of a process begins: making one takes long.
var first = sync.OnceValue(func() crypto.Signer {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return key
})

// New starts a provider that is honest until told otherwise, and ends it with the test.
func New(t testing.TB) *Provider {
	t.Helper()
	p := &Provider{
		Subject: "subject-1", Alg: jose.RS256, KeyID: "rsa-1", Instead: map[string]func(http.ResponseWriter, *http.Request){},
		Asked: map[string]int{}, keys: map[string]crypto.Signer{}, codes: map[string]grant{},
	}
	p.keys[p.KeyID] = first()
	p.server = httptest.NewServer(http.HandlerFunc(p.answer))
	p.URL = p.server.URL
	t.Cleanup(p.server.Close)
	return p
}

// Stop has nobody answer any more.
func (p *Provider) Stop() { p.server.Close() }

// AddKey makes a key and publishes it; the provider signs with it once KeyID and Alg say so.
func (p *Provider) AddKey(t testing.TB, id string, alg jose.SignatureAlgorithm) {
	t.Helper()
	var key crypto.Signer
	var err error
	switch alg {
	case jose.ES256:
		key, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	case jose.EdDSA:
		_, key, err = ed25519.GenerateKey(rand.Reader)
	default:
		key, err = rsa.GenerateKey(rand.Reader, 2048)
	}
	if err != nil {
		t.Fatal(err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.keys[id] = key
}

// DropKey takes a key out of those that are published.
func (p *Provider) DropKey(id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.keys, id)
}

// Key is one of its keys.
func (p *Provider) Key(id string) crypto.Signer {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.keys[id]
}

func (p *Provider) answer(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	p.Asked[r.URL.Path]++
	p.mu.Unlock()
	if instead := p.Instead[r.URL.Path]; instead != nil {
		instead(w, r)
		return
	}
	switch r.URL.Path {
	case "/.well-known/openid-configuration":
		p.configuration(w)
	case "/keys":
		p.published(w)
	case "/token":
		p.token(w, r)
	default:
		http.NotFound(w, r)
	}
}

func (p *Provider) configuration(w http.ResponseWriter) {
	document := map[string]any{
		"issuer": p.URL, "authorization_endpoint": p.URL + "/authorize", "token_endpoint": p.URL + "/token", "jwks_uri": p.URL + "/keys",
		"id_token_signing_alg_values_supported": []string{"RS256", "ES256", "HS256", "none"}, "response_types_supported": []string{"code"},
		"subject_types_supported": []string{"public"},
	}
	if p.Discover != nil {
		p.Discover(document)
	}
	write(w, http.StatusOK, document)
}

func (p *Provider) published(w http.ResponseWriter) {
	p.mu.Lock()
	defer p.mu.Unlock()
	var set jose.JSONWebKeySet
	for id, key := range p.keys {
		set.Keys = append(set.Keys, jose.JSONWebKey{Key: key.Public(), KeyID: id, Use: "sig"})
	}
	write(w, http.StatusOK, set)
}

// Authorize is somebody signing in at the address to which carebook sent his browser. It answers with the address to which the
// browser is sent back.
func (p *Provider) Authorize(t testing.TB, at string) *url.URL {
	t.Helper()
	u, err := url.Parse(at)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	if u.Path != "/authorize" || q.Get("response_type") != "code" || q.Get("client_id") != ClientID || q.Get("code_challenge_method") != "S256" ||
		q.Get("code_challenge") == "" || q.Get("state") == "" || q.Get("nonce") == "" || q.Get("scope") != "openid" {
		t.Fatalf("not a request to sign in: %s", at)
	}
	back, err := url.Parse(q.Get("redirect_uri"))
	if err != nil {
		t.Fatal(err)
	}
	code := rand.Text()
	p.mu.Lock()
	p.codes[code] = grant{q.Get("nonce"), q.Get("code_challenge"), q.Get("redirect_uri")}
	p.mu.Unlock()
	back.RawQuery = url.Values{"code": {code}, "state": {q.Get("state")}, "iss": {p.URL}, "session_state": {"x.y"}}.Encode()
	return back
}

// token exchanges a code, once, for whoever has the secret and the verifier.
func (p *Provider) token(w http.ResponseWriter, r *http.Request) {
	id, secret, _ := r.BasicAuth()
	code := r.PostFormValue("code")
	p.mu.Lock()
	g, known := p.codes[code]
	delete(p.codes, code)
	p.mu.Unlock()
	hash := sha256.Sum256([]byte(r.PostFormValue("code_verifier")))
	secret, _ = url.QueryUnescape(secret)
	switch {
	case id != ClientID || secret != Secret:
		write(w, http.StatusUnauthorized, map[string]string{"error": "invalid_client"})
	case !known || base64.RawURLEncoding.EncodeToString(hash[:]) != g.challenge || r.PostFormValue("redirect_uri") != g.redirect:
		write(w, http.StatusBadRequest, map[string]string{"error": "invalid_grant"})
	default:
		write(w, http.StatusOK, map[string]any{"access_token": "opaque", "token_type": "Bearer", "expires_in": 300, "id_token": p.IDToken(g.nonce)})
	}
}

// IDToken is what the provider says about whoever signs in, with the changes that Extra, Header and Forge make.
func (p *Provider) IDToken(nonce string) string {
	now := p.now()
	return p.made(map[string]any{
		"iss": p.URL, "sub": p.Subject, "aud": ClientID, "nonce": nonce, "iat": now.Unix(), "exp": now.Add(5 * time.Minute).Unix(),
		"auth_time": now.Unix(), "sid": "session-of-" + p.Subject,
	})
}

// LogoutToken says that whoever signed in has signed out, with the same changes.
func (p *Provider) LogoutToken() string {
	now := p.now()
	p.mu.Lock()
	p.id++
	id := fmt.Sprint("logout-", p.id)
	p.mu.Unlock()
	return p.made(map[string]any{
		"iss": p.URL, "sub": p.Subject, "aud": ClientID, "iat": now.Unix(), "exp": now.Add(2 * time.Minute).Unix(), "jti": id,
		"events": map[string]any{"http://schemas.openid.net/event/backchannel-logout": map[string]any{}},
	})
}

func (p *Provider) now() time.Time { return time.Now().Add(p.Skew) }

func (p *Provider) made(claims map[string]any) string {
	header := map[string]any{"alg": string(p.Alg), "kid": p.KeyID, "typ": "JWT"}
	overlay(claims, p.Extra)
	overlay(header, p.Header)
	if p.Forge != nil {
		return p.Forge(header, claims)
	}
	return Sign(p.Key(p.KeyID), header, claims)
}

func overlay(onto, changes map[string]any) {
	maps.Copy(onto, changes)
	maps.DeleteFunc(onto, func(_ string, value any) bool { return value == nil })
}

func write(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(body); err != nil {
		panic(err)
	}
}

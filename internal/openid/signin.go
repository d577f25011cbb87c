package openid

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// skew is how far the provider's clock may be ahead of ours.
const skew = 5 * time.Minute

// longName bounds what the provider calls somebody or something (OpenID Connect Core 2 does so for subjects).
const longName = 255

// Refused says why what came from the provider, or in its name, wasn't believed. It is for the log: whoever sent it learns
// nothing of it.
type Refused struct{ Why string }

// Error is the reason.
func (r *Refused) Error() string { return r.Why }

func refuse(why string) error { return &Refused{why} }

// Attempt is what binds one attempt to sign in together: whoever began it knows all three, the provider sees the state, the
// nonce and a hash of the verifier.
type Attempt struct{ State, Nonce, Verifier string }

// NewAttempt makes one of random bits.
func NewAttempt() Attempt { return Attempt{random(), random(), oauth2.GenerateVerifier()} }

func random() string {
	b := make([]byte, 32)
	rand.Read(b)
	return base64.RawURLEncoding.EncodeToString(b)
}

// Begin is the address at the provider where somebody says who he is. Its error is ErrAway.
func (p *Provider) Begin(ctx context.Context, a Attempt) (string, error) {
	m, err := p.metadata(ctx)
	if err != nil {
		return "", err
	}
	return m.oauth.AuthCodeURL(a.State, oidc.Nonce(a.Nonce), oauth2.S256ChallengeOption(a.Verifier)), nil
}

// Answer is what the provider had a browser bring.
type Answer struct{ Code, State, Issuer, Error string }

// Identity is who somebody is at the provider. Nothing else of the id token is believed to say that.
type Identity struct {
	Subject      string
	Session      string     // the provider's name for its session; "" when it gave none
	Authentic    *time.Time // when the person last proved it; nil when the provider doesn't say
	SecondFactor bool       // by a way that counts as one
}

// Finish asks the provider whom an answer is about. now is the books' clock. An error is ErrAway or *Refused; either way nobody is
// signed in, and the attempt is not to be used again.
func (p *Provider) Finish(ctx context.Context, a Attempt, in Answer, now time.Time) (*Identity, error) {
	m, err := p.metadata(ctx)
	if err != nil {
		return nil, err
	}
	switch {
	case a.State == "" || subtle.ConstantTimeCompare([]byte(in.State), []byte(a.State)) != 1:
		return nil, refuse("the state is not that of the attempt")
	case in.Issuer != "" && in.Issuer != p.config.Issuer, in.Issuer == "" && m.always:
		return nil, refuse("the answer is not from this issuer")
	case in.Error != "":
		return nil, refuse("the provider answered with an error")
	case in.Code == "":
		return nil, refuse("the answer has no code")
	}
	token, err := m.oauth.Exchange(oidc.ClientContext(ctx, p.client.Client), in.Code, oauth2.VerifierOption(a.Verifier))
	if err != nil {
		return nil, exchanged(err)
	}
	raw, ok := token.Extra("id_token").(string)
	if !ok {
		return nil, refuse("there is no id token")
	}
	return p.identify(ctx, m, a, raw, token.AccessToken, now)
}

// exchanged tells a provider that is away from one that says no. Neither the code nor what came back is repeated.
func exchanged(err error) error {
	var said *oauth2.RetrieveError
	var network *url.Error
	switch {
	case errors.As(err, &said) && said.Response.StatusCode >= 500, errors.As(err, &network):
		return ErrAway
	case errors.As(err, &said) && slices.Contains(tokenErrors, said.ErrorCode):
		return refuse("the code wasn't exchanged: " + said.ErrorCode)
	}
	return refuse("the code wasn't exchanged")
}

// tokenErrors are the words of RFC 6749 5.2.
var tokenErrors = []string{
	"invalid_request", "invalid_client", "invalid_grant", "unauthorized_client", "unsupported_grant_type", "invalid_scope",
}

// claims are those that the library leaves to us.
type claims struct {
	Party     string          `json:"azp"`
	Session   string          `json:"sid"`
	Authentic *int64          `json:"auth_time"`
	Class     json.RawMessage `json:"acr"`
	Methods   json.RawMessage `json:"amr"`
}

// identify believes an id token, or says why not.
func (p *Provider) identify(ctx context.Context, m *metadata, a Attempt, raw, access string, now time.Time) (*Identity, error) {
	if err := typed(raw, "JWT"); err != nil {
		return nil, err
	}
	token, err := p.verifier(m, now).Verify(ctx, raw)
	if err != nil {
		return nil, disbelieved(err)
	}
	var c claims
	if token.Claims(&c) != nil {
		return nil, refuse("the id token has claims of another type")
	}
	why := p.issuedElse(token, c, a)
	if why == "" {
		why = unsound(token, c, access, now)
	}
	if why != "" {
		return nil, refuse(why)
	}
	who := &Identity{Subject: token.Subject, Session: c.Session, SecondFactor: p.secondFactor(c)}
	if c.Authentic != nil {
		at := time.Unix(*c.Authentic, 0).UTC()
		who.Authentic = &at
	}
	return who, nil
}

// issuedElse says that an id token is by somebody else, for somebody else or for another attempt; "" when it isn't.
func (p *Provider) issuedElse(token *oidc.IDToken, c claims, a Attempt) string {
	switch {
	case token.Issuer != p.config.Issuer: // the library is more lenient with one provider
		return "the id token is not from this issuer"
	case a.Nonce == "" || subtle.ConstantTimeCompare([]byte(token.Nonce), []byte(a.Nonce)) != 1:
		return "the nonce is not that of the attempt"
	case len(token.Audience) > 1 && c.Party == "", c.Party != "" && c.Party != p.config.ClientID:
		return "the id token was issued to another party"
	}
	return ""
}

// unsound says what an id token lacks; "" when nothing.
func unsound(token *oidc.IDToken, c claims, access string, now time.Time) string {
	switch {
	case token.IssuedAt.IsZero() || token.IssuedAt.After(now.Add(skew)):
		return "the id token says no good moment of issue"
	case c.Authentic != nil && time.Unix(*c.Authentic, 0).After(now.Add(skew)):
		return "the person is said to have signed in later than now"
	case !named(token.Subject) || len(c.Session) > longName:
		return "the subject is missing or too long"
	case token.AccessTokenHash != "" && token.VerifyAccessToken(access) != nil:
		return "the id token belongs to another access token"
	}
	return ""
}

// verifier checks signature, issuer, audience and times. Its keys come from the issuer's own answer, whatever a token names.
func (p *Provider) verifier(m *metadata, now time.Time) *oidc.IDTokenVerifier {
	return oidc.NewVerifier(p.config.Issuer, m.keys, &oidc.Config{
		ClientID: p.config.ClientID, SupportedSigningAlgs: algorithms, Now: func() time.Time { return now },
	})
}

// disbelieved is an error of the verifier. When no keys could be had the provider is away, not the token wrong; the library says
// that in words alone.
func disbelieved(err error) error {
	if text := err.Error(); strings.Contains(text, "fetching keys") && !strings.Contains(text, errTooMany.Error()) {
		return ErrAway
	}
	return refuse("the token doesn't hold: " + brief(err))
}

// typed refuses a token that says of itself that it is for something else, such as an access token (RFC 9068).
func typed(raw string, kinds ...string) error {
	first, _, _ := strings.Cut(raw, ".")
	text, err := base64.RawURLEncoding.DecodeString(first)
	var header struct {
		Type string `json:"typ"`
	}
	if err != nil || json.Unmarshal(text, &header) != nil {
		return refuse("the token has no header")
	}
	if header.Type != "" && !slices.ContainsFunc(kinds, func(kind string) bool { return strings.EqualFold(kind, header.Type) }) {
		return refuse("the token is of another type")
	}
	return nil
}

// named takes a subject as OpenID Connect has it: at most 255 visible ASCII characters.
func named(subject string) bool {
	return subject != "" && len(subject) <= longName && strings.IndexFunc(subject, func(c rune) bool { return c < ' ' || c > '~' }) < 0
}

// secondFactor reads acr, a word, and amr, a list of words; what is neither counts for nothing.
func (p *Provider) secondFactor(c claims) bool {
	var class string
	var methods []string
	if json.Unmarshal(c.Class, &class) != nil {
		class = ""
	}
	if json.Unmarshal(c.Methods, &methods) != nil {
		methods = nil
	}
	return slices.ContainsFunc(append(methods, class), func(said string) bool { return said != "" && slices.Contains(p.config.SecondFactor, said) })
}

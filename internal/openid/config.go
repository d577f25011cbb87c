package openid

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/sync/singleflight"
)

// Config says which identity provider is asked, and who carebook is there.
type Config struct {
	Issuer       string   // exactly as the provider writes it: https, or http on loopback
	ClientID     string   // of carebook at the provider
	Secret       string   // of carebook at the provider; "" for a public client, which PKCE protects alone
	Redirect     string   // carebook's own address where the provider sends people back to
	SecondFactor []string // values of acr or amr that count as a second factor; none when empty
}

// Provider is one identity provider. It is asked for what it can do when somebody first needs it, and again after a failure.
type Provider struct {
	config Config
	host   string
	client *client
	asking singleflight.Group
	known  atomic.Pointer[metadata]
}

// slow is how long the provider has for one answer.
const slow = 5 * time.Second

// New checks a config and asks nobody: that the provider is away must not keep a counter from opening.
func New(c Config) (*Provider, error) {
	issuer, err := address(c.Issuer)
	if err != nil {
		return nil, fmt.Errorf("the issuer %w", err)
	}
	if _, err := address(c.Redirect); err != nil {
		return nil, fmt.Errorf("the redirect address %w", err)
	}
	if c.ClientID == "" {
		return nil, errors.New("the client id is missing: the identity provider gives it out")
	}
	return &Provider{config: c, host: issuer.Host, client: newClient(issuer, slow)}, nil
}

// Name is what people know the provider by: its host.
func (p *Provider) Name() string { return p.host }

// Issuer is half of everybody's identity there.
func (p *Provider) Issuer() string { return p.config.Issuer }

// Encrypted reports whether people come back over an encrypted connection.
func (p *Provider) Encrypted() bool { return strings.HasPrefix(p.config.Redirect, "https:") }

// address reads one that can be compared letter by letter: https, or http on this machine.
func address(text string) (*url.URL, error) {
	u, err := url.Parse(text)
	switch {
	case err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || u.Opaque != "" || strings.ContainsAny(text, "?#"):
		return nil, errors.New("must be like https://sso.example.com/path, without a name, query or fragment")
	case u.Scheme == "https", u.Scheme == "http" && onLoopback(u.Hostname()):
		return u, nil
	}
	return nil, errors.New("must begin with https:// (http:// only on loopback)")
}

func onLoopback(host string) bool {
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.Unmap().IsLoopback()
}

// dialled is the host and port that a request to u asks for.
func dialled(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"https": "443", "http": "80"}[u.Scheme]
	}
	return net.JoinHostPort(u.Hostname(), port)
}

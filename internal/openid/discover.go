package openid

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// ErrAway says that the provider can't be asked now: to try again is the way out.
var ErrAway = errors.New("the identity provider is away")

// algorithms are those by which the provider may sign: none whose key is a secret, and never "none".
var algorithms = []string{oidc.RS256, oidc.ES256, oidc.PS256, oidc.EdDSA}

// metadata is what the provider says of itself, as far as it was believed.
type metadata struct {
	oauth  oauth2.Config
	keys   oidc.KeySet
	always bool // its answers name it (RFC 9207)
}

// metadata asks the provider what it can do, the first time and after each failure. Whoever comes meanwhile waits for the
// same answer.
func (p *Provider) metadata(ctx context.Context) (*metadata, error) {
	if known := p.known.Load(); known != nil {
		return known, nil
	}
	answer := p.asking.DoChan("", func() (any, error) {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), slow)
		defer cancel()
		m, err := p.discover(ctx)
		if err == nil {
			p.known.Store(m)
		}
		return m, err
	})
	select {
	case a := <-answer:
		if a.Err != nil {
			return nil, fmt.Errorf("%w: %s", ErrAway, brief(a.Err))
		}
		return a.Val.(*metadata), nil
	case <-ctx.Done():
		return nil, fmt.Errorf("%w: %w", ErrAway, ctx.Err())
	}
}

func (p *Provider) discover(ctx context.Context) (*metadata, error) {
	ctx = oidc.ClientContext(ctx, p.client.Client)
	found, err := oidc.NewProvider(ctx, p.config.Issuer)
	if err != nil {
		return nil, err
	}
	var more struct {
		Keys    string   `json:"jwks_uri"`
		Always  bool     `json:"authorization_response_iss_parameter_supported"`
		Secrets []string `json:"token_endpoint_auth_methods_supported"`
	}
	if err := found.Claims(&more); err != nil {
		return nil, err
	}
	end := found.Endpoint()
	for name, endpoint := range map[string]string{"authorization_endpoint": end.AuthURL, "token_endpoint": end.TokenURL, "jwks_uri": more.Keys} {
		if !p.mayAsk(endpoint) {
			return nil, fmt.Errorf("its %s isn't an https address", name)
		}
	}
	end.AuthStyle = oauth2.AuthStyleInHeader
	basic := len(more.Secrets) == 0 || slices.Contains(more.Secrets, "client_secret_basic")
	if p.config.Secret == "" || !basic {
		end.AuthStyle = oauth2.AuthStyleInParams
	}
	p.client.keys.Store(&more.Keys)
	return &metadata{
		oauth: oauth2.Config{
			ClientID: p.config.ClientID, ClientSecret: p.config.Secret, RedirectURL: p.config.Redirect, Endpoint: end, Scopes: []string{oidc.ScopeOpenID},
		},
		keys: oidc.NewRemoteKeySet(ctx, more.Keys), always: more.Always,
	}, nil
}

// mayAsk takes https, and what stands beside an issuer on this machine. The client looks again at where that leads.
func (p *Provider) mayAsk(endpoint string) bool {
	u, err := url.Parse(endpoint)
	if err != nil || u.User != nil || u.Host == "" || u.Opaque != "" || u.Fragment != "" {
		return false
	}
	return u.Scheme == "https" || u.Scheme == "http" && p.client.loopback && dialled(u) == p.client.own
}

// brief is an error of the libraries for the log: they quote whole answers.
func brief(err error) string {
	const most = 200
	text := []rune(err.Error())
	if len(text) > most {
		text = append(text[:most], '…')
	}
	return string(text)
}

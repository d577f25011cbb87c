package openid

import (
	"context"
	"time"
)

// Logout says that somebody's sign-in at the provider has ended.
type Logout struct {
	ID      string // counts once
	Subject string // "" when only the session is named
	Session string
	Until   time.Time // it is good no longer
}

// stale is how old a logout token may be: the provider sends it at once, and its id is remembered only so long.
const stale = 10 * time.Minute

// Logout believes a logout token (OpenID Connect Back-Channel Logout 1.0), or says why not: the errors are ErrAway and *Refused.
// now is the books' clock. Whether it was used before is for the caller to know.
func (p *Provider) Logout(ctx context.Context, raw string, now time.Time) (*Logout, error) {
	m, err := p.metadata(ctx)
	if err != nil {
		return nil, err
	}
	if err := typed(raw, "JWT", "logout+jwt"); err != nil {
		return nil, err
	}
	token, err := p.verifier(m, now).VerifyLogout(ctx, raw)
	if err != nil {
		return nil, disbelieved(err)
	}
	var more struct {
		Party     string         `json:"azp"`
		NotBefore *float64       `json:"nbf"`
		Events    map[string]any `json:"events"`
	}
	if token.Claims(&more) != nil {
		return nil, refuse("the logout token has claims of another type")
	}
	_, isObject := more.Events["http://schemas.openid.net/event/backchannel-logout"].(map[string]any)
	switch {
	case !isObject:
		return nil, refuse("the logout token is about something else")
	case more.Party != "" && more.Party != p.config.ClientID:
		return nil, refuse("the logout token was issued to another party")
	case more.NotBefore != nil && time.Unix(int64(*more.NotBefore), 0).After(now.Add(skew)):
		return nil, refuse("the logout token isn't good yet")
	case token.IssuedAt.Before(now.Add(-stale)) || token.IssuedAt.After(now.Add(skew)):
		return nil, refuse("the logout token wasn't issued just now")
	case token.Subject != "" && !named(token.Subject), len(token.SessionID) > longName, !named(token.TokenID):
		return nil, refuse("the logout token names what is too long")
	}
	return &Logout{ID: token.TokenID, Subject: token.Subject, Session: token.SessionID, Until: token.IssuedAt.Add(stale).UTC()}, nil
}

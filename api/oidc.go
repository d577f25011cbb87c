package api

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"carebook/internal/openid"
	"carebook/models"
)

const (
	oidcPath     = "/session/oidc"
	callbackPath = "/session/oidc/callback"
	logoutPath   = "/session/oidc/logout"
	linkPath     = "/session/oidc/link"

	// attemptName is the cookie of an attempt to sign in. A browser sends it when the identity provider sends it back here.
	attemptName = "carebook_sign_in"
)

func (s *Server) oidcRoutes() {
	route(s, get("session", "/session/ways", "List the ways to sign in"), anyone, (*Server).ways)
	begin := get("session", oidcPath, "Sign in at the identity provider", http.StatusUnprocessableEntity)
	begin.Description = "For browsers: sends them on to the provider, which sends them back."
	browserRoute(s, begin, anyone, (*Server).beginOIDC)
	finish := get("session", callbackPath, "Come back from the identity provider", http.StatusForbidden, http.StatusConflict, http.StatusUnprocessableEntity)
	finish.Description = "For browsers: begins a session for whoever is linked to that identity, and sends them on to the desk."
	finish.SkipValidateParams = true // a provider may add what it likes
	browserRoute(s, finish, anyone, (*Server).finishOIDC)
	link := found(session(linkPath, "Link myself to an identity", "For whoever has signed in otherwise: the answer is the address at the identity "+
		"provider to go to. Whoever signs in there is linked to the caller."))
	link.Errors = append(link.Errors, http.StatusNotFound)
	route(s, link, own.inPerson().keyless(), (*Server).beginLink)
	route(s, session(logoutPath, "Hear that somebody signed out at the identity provider", "For the provider alone (OpenID Connect Back-Channel "+
		"Logout 1.0): ends the sessions of that person that rest on it, at once."), anyone.keyless(), (*Server).providerLogout)
	s.identityRoutes()
}

// Way is a way to sign in.
type Way struct {
	Way   string `json:"way" enum:"password,token,oidc"`
	Name  string `json:"name,omitempty" doc:"Of the identity provider." example:"sso.example.com"`
	Start string `json:"start,omitempty" doc:"Where a browser goes to sign in; ?to= may name the page to come back to." example:"/api/v1/session/oidc"`
}

func (s *Server) ways(context.Context, *struct{}) (*bodyOutput[Ways], error) {
	w := Ways{Ways: []Way{{Way: "password"}, {Way: "token"}}}
	if s.provider != nil {
		w.Ways = append(w.Ways, Way{Way: "oidc", Name: s.provider.Name(), Start: base + oidcPath})
	}
	return &bodyOutput[Ways]{w}, nil
}

// Ways are all that this counter knows.
type Ways struct {
	Ways []Way `json:"ways"`
}

// GoOn is a page of the desk: no other host, and none of our own addresses that do something.
type GoOn struct {
	To string `query:"to" json:"to,omitempty" maxLength:"512" pattern:"^(/([A-Za-z0-9_-][A-Za-z0-9/_.~?&=%-]*)?)?$" doc:"Page of the desk to go on to." example:"/work"`
}

func (g GoOn) desk() string {
	if g.To == "" || ours(g.To) {
		return "/"
	}
	return g.To
}

type beginOIDCInput struct {
	GoOn
	Accept string `header:"Accept"`
}

func (in *beginOIDCInput) page() bool { return isPage(in.Accept) }

func (s *Server) beginOIDC(ctx context.Context, in *beginOIDCInput) (*browserOutput, error) {
	at, cookie, err := s.attempt(ctx, models.SignInAttempt{GoOn: in.desk()})
	if err != nil {
		return nil, err
	}
	return sentOn(at, cookie), nil
}

type beginLinkInput struct{ Body GoOn }

// Going is where a browser goes next.
type Going struct {
	Go string `json:"go" format:"uri" doc:"At the identity provider."`
}

type linkOutput struct {
	Cookie http.Cookie `header:"Set-Cookie" doc:"Of this attempt."`
	Body   Going
}

// beginLink is for whoever signed in: a token that fell into other hands must not open a way in that lasts longer.
func (s *Server) beginLink(ctx context.Context, in *beginLinkInput) (*linkOutput, error) {
	r := requestOf(ctx)
	at, cookie, err := s.attempt(ctx, models.SignInAttempt{GoOn: in.Body.desk(), StaffID: &r.staff.ID, SessionID: &r.caller.Session.ID})
	if err != nil {
		return nil, err
	}
	return &linkOutput{cookie, Going{at}}, nil
}

// attempt begins one: the address at the provider, and the cookie that binds it to this browser.
func (s *Server) attempt(ctx context.Context, a models.SignInAttempt) (at string, _ http.Cookie, err error) {
	if s.provider == nil {
		return "", http.Cookie{}, s.problem(requestOf(ctx), codeWayOff)
	}
	fresh := openid.NewAttempt()
	if at, err = s.provider.Begin(ctx, fresh); err != nil {
		return "", http.Cookie{}, s.disbelieved(ctx, err)
	}
	a.State, a.Nonce, a.Verifier = fresh.State, fresh.Nonce, fresh.Verifier
	text, err := s.books.BeginAttempt(ctx, a)
	return at, s.attemptCookie(text, int(models.AttemptWithin.Seconds())), err
}

// attemptCookie is sent along when the provider sends a browser back here: a strict one would not be.
func (s *Server) attemptCookie(text string, age int) http.Cookie {
	c := http.Cookie{Name: attemptName, Value: text, Path: "/", MaxAge: age, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: s.provider.Encrypted()} //nolint:gosec // over plain HTTP on loopback it would be none at all
	if c.Secure {
		c.Name = "__Host-" + c.Name
	}
	return c
}

type finishOIDCInput struct {
	Accept string `header:"Accept"`
	Safe   string `cookie:"__Host-carebook_sign_in"`
	Plain  string `cookie:"carebook_sign_in"`
	Code   string `query:"code" doc:"What the provider knows the sign-in by."`
	State  string `query:"state" doc:"Of the attempt."`
	Issuer string `query:"iss" doc:"The provider that answers (RFC 9207)."`
	Error  string `query:"error" doc:"What went wrong there."`
}

func (in *finishOIDCInput) page() bool { return isPage(in.Accept) }

func (in *finishOIDCInput) attempt(encrypted bool) string {
	if encrypted {
		return in.Safe
	}
	return in.Plain
}

// finishOIDC takes an attempt off the books before anything else: whatever comes of it, it was used.
func (s *Server) finishOIDC(ctx context.Context, in *finishOIDCInput) (*browserOutput, error) {
	if s.provider == nil {
		return nil, s.problem(requestOf(ctx), codeWayOff)
	}
	a, err := s.books.TakeAttempt(ctx, in.attempt(s.provider.Encrypted()))
	if err != nil {
		return nil, s.disbelieved(ctx, err)
	}
	now, err := s.books.Now(s.db(ctx))
	if err != nil {
		return nil, err
	}
	who, err := s.provider.Finish(ctx, openid.Attempt{State: a.State, Nonce: a.Nonce, Verifier: a.Verifier},
		openid.Answer{Code: in.Code, State: in.State, Issuer: in.Issuer, Error: in.Error}, now)
	if err != nil {
		return nil, s.disbelieved(ctx, err)
	}
	over := s.attemptCookie("", -1)
	if a.StaffID != nil {
		return sentOn(a.GoOn, over), s.linkProven(ctx, a, who.Subject, now)
	}
	begun, err := s.signedInAt(ctx, who)
	if err != nil {
		return nil, err
	}
	return sentOn(a.GoOn, over, *begun), nil
}

// signedInAt begins a session for whoever an identity is linked to. An unknown one is told to its owner, to give it to an
// administrator; nobody is ever found by a name or an address.
func (s *Server) signedInAt(ctx context.Context, who *openid.Identity) (*http.Cookie, error) {
	r := requestOf(ctx)
	text, row, err := s.books.BeginSessionAt(ctx, models.SignedInAt{
		Issuer: s.provider.Issuer(), Subject: who.Subject, Session: who.Session, Second: who.SecondFactor,
	})
	if errors.Is(err, models.ErrNoIdentity) {
		p := s.problem(r, codeNobodyLinked)
		p.Params = map[string]string{"issuer": s.provider.Issuer(), "subject": who.Subject}
		return nil, p
	}
	if err != nil {
		return nil, err
	}
	s.log.Info("signed in", "how", row.How, "session", row.ID, "request", r.id)
	c := cookie(r, text, 0)
	return &c, nil
}

// disbelieved is the problem of what the provider, or somebody in its name, said. Why it wasn't believed is for the log alone.
func (s *Server) disbelieved(ctx context.Context, err error) error {
	r := requestOf(ctx)
	var refused *openid.Refused
	switch {
	case errors.Is(err, openid.ErrAway):
		s.log.Warn("the identity provider is away", "request", r.id, "error", err)
		return s.problem(r, codeProviderAway)
	case errors.As(err, &refused):
		s.log.Warn("what came from the identity provider wasn't believed", "request", r.id, "why", refused.Why)
	case errors.Is(err, models.ErrNoAttempt):
		s.log.Warn("an attempt to sign in that isn't open", "request", r.id)
	default:
		return err
	}
	return s.problem(r, codeSignInRefused)
}

type logoutInput struct {
	RawBody []byte `contentType:"application/x-www-form-urlencoded"`
}

// providerLogout is asked by the provider itself: whoever has a good token may.
func (s *Server) providerLogout(ctx context.Context, _ *logoutInput) (*struct{}, error) {
	r := requestOf(ctx)
	if s.provider == nil {
		return nil, s.problem(r, codeLogoutRefused)
	}
	now, err := s.books.Now(s.db(ctx))
	if err != nil {
		return nil, err
	}
	var refused *openid.Refused
	out, err := s.provider.Logout(ctx, r.form.Get("logout_token"), now)
	if err == nil {
		var ended int64
		ended, err = s.books.EndSessionsAt(ctx, models.SignedOutAt{
			Issuer: s.provider.Issuer(), Subject: out.Subject, Session: out.Session, Token: out.ID, Until: out.Until,
		})
		if err == nil {
			s.log.Info("signed out at the identity provider", "sessions", ended, "request", r.id)
			return nil, nil
		}
	}
	switch {
	case errors.As(err, &refused), errors.Is(err, models.ErrTokenUsed):
		s.log.Warn("a logout token wasn't believed", "request", r.id, "why", err)
		return nil, s.problem(r, codeLogoutRefused)
	case errors.Is(err, openid.ErrAway):
		return nil, s.disbelieved(ctx, err)
	}
	return nil, err
}

// isPage reports whether whoever asks reads pages rather than problems.
func isPage(accept string) bool { return strings.Contains(accept, "text/html") }

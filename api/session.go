package api

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"carebook/models"
)

// sessionName is the cookie in which a browser keeps its session. No script can read it, and other sites' pages don't send it.
const sessionName = "carebook_session"

// cookieName is sessionName where the connection is encrypted with a promise that browsers hold: that no other host of the
// domain and no page in the clear has set it.
func cookieName(tls bool) string {
	if tls {
		return "__Host-" + sessionName
	}
	return sessionName
}

func (s *Server) sessionRoutes() {
	route(s, session("/session", "Keep a token in a session",
		"For browsers: the answer's cookie stands for the token in the header, for as long as that is good and for 12 hours at most; it "+
			"ends when nothing is asked for 30 minutes. It counts where there is no Authorization header; what changes something must "+
			"then come from a page of this address."), own.keyless().reading(), (*Server).keepToken)
	route(s, session("/session/end", "Sign out", "Ends the session and drops its cookie. A token itself stays good."), own.keyless().reading().early(), (*Server).endSession)
	route(s, get("session", "/sessions", "List my sessions"), own, (*Server).listSessions)
	route(s, ending("/sessions/{id}/end", "End one of my sessions", "It counts at its next request. One that has ended stays as it is."), ownOf(models.ThingSession).keyless(), (*Server).endOther)
}

// session is an operation on a browser's cookie: it needs no key, since a browser keeps one cookie however often it is set.
func session(path, summary, description string) huma.Operation {
	op := post("session", path, summary, description)
	op.DefaultStatus, op.Errors = http.StatusNoContent, unreadable
	return op
}

// ending is session for something that has an id.
func ending(path, summary, description string) huma.Operation {
	op := session(path, summary, description)
	op.Errors = append([]int{http.StatusNotFound}, op.Errors...)
	return op
}

type sessionOutput struct {
	Cookie http.Cookie `header:"Set-Cookie" doc:"The browser's session."`
}

// keepToken begins a session that stands for the token in the header.
func (s *Server) keepToken(ctx context.Context, _ *struct{}) (*sessionOutput, error) {
	r := requestOf(ctx)
	if r.caller.Session != nil {
		return nil, s.problem(r, codeUnauthenticated)
	}
	out, _, err := s.signedIn(ctx, models.NewSession{Staff: r.staff.ID, How: models.ByToken, Token: r.caller.Token})
	return out, err
}

// signedIn begins a session and puts it into the browser's cookie. Whatever stood there before doesn't count any more.
func (s *Server) signedIn(ctx context.Context, n models.NewSession) (*sessionOutput, models.Session, error) {
	text, row, err := s.books.BeginSession(ctx, n)
	if errors.Is(err, models.ErrNoSession) {
		return nil, row, s.problem(requestOf(ctx), codeUnauthenticated)
	}
	if err != nil {
		return nil, row, err
	}
	s.log.Info("signed in", "how", row.How, "session", row.ID, "request", requestOf(ctx).id)
	return &sessionOutput{Cookie: cookie(requestOf(ctx), text, 0)}, row, nil
}

func (s *Server) endSession(ctx context.Context, _ *struct{}) (*sessionOutput, error) {
	r := requestOf(ctx)
	if r.caller.Session != nil {
		if err := s.books.EndSession(ctx, r.staff.ID, r.caller.Session.ID); err != nil {
			return nil, err
		}
	}
	return &sessionOutput{Cookie: cookie(r, "", -1)}, nil
}

// cookie ends with the browser, or at once for a negative age. It is Secure where it can be: on one machine, and behind a proxy that does the encrypting,
// the counter itself is asked in the clear.
func cookie(r *request, text string, age int) http.Cookie {
	return http.Cookie{ //nolint:gosec // Secure over plain HTTP would be no session at all
		Name: cookieName(r.tls), Value: text, Path: "/", MaxAge: age, HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: r.tls,
	}
}

// Session is one of the caller's sessions.
type Session struct {
	ID           string     `json:"id"`
	How          string     `json:"how" enum:"password,token,oidc" doc:"How the caller signed in."`
	BegunAt      time.Time  `json:"begun_at"`
	SeenAt       time.Time  `json:"seen_at" doc:"When it was last used, to a minute."`
	EndsAt       time.Time  `json:"ends_at" doc:"At the latest."`
	SecondFactor *time.Time `json:"second_factor_at,omitempty" doc:"When a second factor was given."`
	Mine         bool       `json:"this_one" doc:"The one that asks."`
}

func (s *Server) listSessions(ctx context.Context, _ *struct{}) (*listOutput[Session], error) {
	r, db := requestOf(ctx), s.db(ctx)
	now, err := s.books.Now(db)
	if err != nil {
		return nil, err
	}
	rows, err := models.SessionsOf(db, r.staff.ID, now)
	if err != nil {
		return nil, err
	}
	return listed(s, "sessions", rows, nil, func(m models.Session) Session {
		mine := r.caller.Session != nil && r.caller.Session.ID == m.ID
		return Session{m.ID, m.How, s.at(m.BegunAt), s.at(m.SeenAt), s.at(m.EndsAt), s.atPtr(m.SecondAt), mine}
	}), nil
}

type ownInput struct {
	ID string `path:"id" maxLength:"64"`
}

func (s *Server) endOther(ctx context.Context, in *ownInput) (*struct{}, error) {
	return nil, s.books.EndSession(ctx, requestOf(ctx).staff.ID, in.ID)
}

package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
)

// sessionName is the cookie in which a browser keeps a token. No script can read it, and other sites' pages don't send it.
const sessionName = "carebook_session"

func (s *Server) sessionRoutes() {
	route(s, session("/session", "Keep the token in a cookie",
		"For browsers: the answer's cookie names the same member of staff as the token, for as long as the token does. It counts "+
			"where there is no Authorization header; what changes something must then come from a page of this address."), own, (*Server).beginSession)
	route(s, session("/session/end", "Drop the cookie", "The token itself stays good."), own, (*Server).endSession)
}

// session is an operation on a browser's cookie: it needs no key, since a browser keeps one cookie however often it is set.
func session(path, summary, description string) huma.Operation {
	op := post("session", path, summary, description)
	op.DefaultStatus, op.Errors = http.StatusNoContent, unreadable
	return op
}

type sessionOutput struct {
	Cookie http.Cookie `header:"Set-Cookie" doc:"The browser's session."`
}

func (s *Server) beginSession(ctx context.Context, _ *struct{}) (*sessionOutput, error) {
	r := requestOf(ctx)
	return &sessionOutput{Cookie: cookie(r, r.token, 0)}, nil
}

func (s *Server) endSession(ctx context.Context, _ *struct{}) (*sessionOutput, error) {
	return &sessionOutput{Cookie: cookie(requestOf(ctx), "", -1)}, nil
}

// cookie ends with the browser, or at once for a negative age. It is Secure where it can be: on one machine, and behind a proxy that does the encrypting,
// the counter itself is asked in the clear.
func cookie(r *request, token string, age int) http.Cookie {
	return http.Cookie{ //nolint:gosec // Secure over plain HTTP would be no session at all
		Name: sessionName, Value: token, Path: "/", MaxAge: age, HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: r.tls,
	}
}

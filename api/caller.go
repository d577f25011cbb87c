package api

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"carebook/models"
)

// credential is what came with a request to say who asks.
type credential struct {
	text    string
	session bool // from a browser's cookie; else a token in the header
}

// authenticated lets staff in by their token or session. It comes before anything of the body is read: strangers cost nothing.
func (s *Server) authenticated(c *gin.Context) {
	r := requestOf(c.Request.Context())
	r.tls = s.encrypted(c)
	c.Request = c.Request.WithContext(from(c.Request.Context(), r))
	if s.rightOf(c).Who == byNobody {
		s.stranger(c)
		return
	}
	code := ""
	if r.credential, code = s.credentialOf(c); code != "" {
		s.refuse(c, code)
		return
	}
	caller, err := s.callerBy(c.Request.Context(), r.credential, streams(c))
	if errors.Is(err, errNobody) {
		s.refuse(c, codeUnauthenticated)
		return
	}
	if err != nil {
		s.write(c, s.fault(r, err))
		return
	}
	if code := s.barred(c, caller); code != "" {
		s.refuse(c, code)
		return
	}
	r.caller, r.staff = caller, caller.Staff
	s.pace.back(r.source)
	c.Request = c.Request.WithContext(from(c.Request.Context(), r))
	slot, most := caller.ID, s.limits.Concurrent
	if streams(c) { // it would be in the way of others for ever
		slot, most = "stream "+caller.ID, streamsAtOnce
	}
	s.oneOf(c, slot, most)
}

// strangersAtOnce are the requests of one address that may run before anybody says who asks.
const strangersAtOnce = 10

// stranger lets in whoever wants to sign in, from a page of ours or from a program.
func (s *Server) stranger(c *gin.Context) {
	if s.origins.Check(c.Request) != nil {
		s.refuse(c, codeCrossOrigin)
		return
	}
	s.oneOf(c, "source "+requestOf(c.Request.Context()).source.String(), strangersAtOnce)
}

// oneOf goes on unless too many of the same slot are running.
func (s *Server) oneOf(c *gin.Context, slot string, most int) {
	if !s.running.enter(slot, most) {
		s.refuse(c, codeTooMany)
		return
	}
	defer s.running.leave(slot)
	c.Next()
}

// errNobody says that a credential lets nobody in.
var errNobody = errors.New("nobody is let in by this")

// callerBy is whoever a credential names. To peek doesn't count as use of a session.
func (s *Server) callerBy(ctx context.Context, cred credential, peek bool) (caller *models.Caller, err error) {
	switch {
	case !cred.session:
		caller, err = s.books.StaffByToken(ctx, cred.text)
	case peek:
		caller, err = s.books.PeekSession(ctx, cred.text)
	default:
		caller, err = s.books.StaffBySession(ctx, cred.text)
	}
	if errors.Is(err, models.ErrNoToken) || errors.Is(err, models.ErrNoSession) {
		return nil, errNobody
	}
	return caller, err
}

// still asks again whether a credential lets the caller in, for what takes long.
func (s *Server) still(ctx context.Context) error {
	r := requestOf(ctx)
	_, err := s.callerBy(ctx, r.credential, true)
	if errors.Is(err, errNobody) {
		return s.problem(r, codeUnauthenticated)
	}
	return err
}

// credentialOf is the token in the header or, without one, what stands in a session's cookie; or the code of what is wrong. A
// browser sends its cookies whoever made it ask, so what another site had it ask may change nothing.
func (s *Server) credentialOf(c *gin.Context) (cred credential, code string) {
	if header := c.GetHeader("Authorization"); header != "" {
		scheme, token, _ := strings.Cut(header, " ")
		if token = strings.TrimSpace(token); !strings.EqualFold(scheme, "Bearer") || token == "" {
			return cred, codeUnauthenticated
		}
		return credential{text: token}, ""
	}
	cookie, err := c.Request.Cookie(cookieName(s.encrypted(c)))
	if err != nil {
		return cred, codeUnauthenticated
	}
	if s.origins.Check(c.Request) != nil {
		return cred, codeCrossOrigin
	}
	return credential{text: cookie.Value, session: true}, ""
}

// barred is why a caller may not ask this however many roles he holds; "" when nothing is in the way.
func (s *Server) barred(c *gin.Context, caller *models.Caller) string {
	may := s.rightOf(c)
	switch {
	case caller.WantsSecond() && !may.Early:
		return codeSecondWanted
	case caller.Scope == models.ScopeRead && c.Request.Method == http.MethodPost && !may.Reading:
		return codeReadsOnly
	}
	return ""
}

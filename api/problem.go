package api

import (
	"context"
	"maps"
	"net/http"
	"regexp"
	"strconv"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"carebook/contract"
	"carebook/policies"
)

// Problem is every answer that isn't the one asked for (RFC 9457). It never quotes what was sent.
type Problem struct {
	Type      string            `json:"type" format:"uri-reference" doc:"Where the code is explained." example:"/docs#problem-wrong_state"`
	Title     string            `json:"title" doc:"The HTTP status in words." example:"Conflict"`
	Status    int               `json:"status" doc:"The HTTP status." example:"409"`
	Detail    string            `json:"detail" doc:"What is wrong and the way out, in the caller's language."`
	Code      string            `json:"code" doc:"Stable name of the problem." example:"wrong_state"`
	Clause    string            `json:"clause,omitempty" doc:"The clause of the policy that refused." example:"V13-2.9"`
	Params    map[string]string `json:"params,omitempty" doc:"The values that detail names: enum values, ids, moments."`
	Errors    []FieldProblem    `json:"errors,omitempty" doc:"What is wrong with which field."`
	Since     []Missed          `json:"since,omitempty" doc:"What happened after the version named by If-Match."`
	RequestID string            `json:"request_id" doc:"Names this request in the log."`

	retryAfter int // seconds; 0 when to try again wouldn't help
}

// FieldProblem says what is wrong with one field.
type FieldProblem struct {
	Location string `json:"location" doc:"Where it stands." example:"body.severity"`
	Code     string `json:"code" doc:"What is wrong." example:"required"`
	Message  string `json:"message" doc:"The same as a sentence, in the caller's language."`
}

// Missed is an event that happened after the caller last looked.
type Missed struct {
	Seq  int64  `json:"seq" example:"8"`
	Type string `json:"type" example:"reported"`
}

var (
	_ huma.StatusError       = (*Problem)(nil)
	_ huma.HeadersError      = (*Problem)(nil)
	_ huma.ContentTypeFilter = (*Problem)(nil)

	leftOver = regexp.MustCompile(`\{[a-z_]+\}`) // a param that a refusal didn't bring
)

// Error is the code; the sentence is for people.
func (p *Problem) Error() string { return p.Code }

// GetStatus is the HTTP status.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is that of RFC 9457.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// GetHeaders says when to try again, and how to say who one is.
func (p *Problem) GetHeaders() http.Header {
	h := http.Header{}
	if p.retryAfter > 0 {
		h.Set("Retry-After", strconv.Itoa(p.retryAfter))
	}
	if p.Status == http.StatusUnauthorized {
		h.Set("WWW-Authenticate", `Bearer realm="carebook"`)
	}
	return h
}

// problem answers a request with a code of the table.
func (s *Server) problem(r *request, code string) *Problem {
	return s.refusal(r, contract.Refused(code, ""))
}

// refusal answers a request with what a process or the ledger refused. A value that the caller sent isn't repeated: it may
// be personal, typed into the wrong field.
func (s *Server) refusal(r *request, why *contract.Refusal) *Problem {
	k, code := problems[why.Code], why.Code
	if k.status == 0 {
		s.log.Error("a refusal without a row in the table of problems", "code", why.Code, "request", r.id)
		k, code = problems[codeInternal], codeInternal
	}
	params := maps.Clone(why.Params)
	delete(params, "value")
	p := &Problem{
		Type: "/docs#problem-" + code, Title: http.StatusText(k.status), Status: k.status, Code: code, Clause: why.Clause,
		Params: params, RequestID: r.id, Detail: sentence(k.in(r.lang), r.lang, params, s.titles()),
	}
	switch k.status {
	case http.StatusServiceUnavailable, http.StatusTooManyRequests:
		p.retryAfter = 5
	case http.StatusGatewayTimeout:
		p.retryAfter = 1
	}
	return p
}

// titles names roles as the binder in force does. Books that are away must not keep a problem from being told.
func (s *Server) titles() func(id, lang string) string {
	book := sync.OnceValue(func() *policies.Book {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		book, _, err := s.book(ctx)
		if err != nil {
			return s.shelf.Base
		}
		return book
	})
	return func(id, lang string) string { return roleTitle(book(), id, lang) }
}

// roleName is a role's title, or the word for a part in a case such as handler; empty for neither.
func roleName(book *policies.Book, id, lang string) string {
	if title := roleTitle(book, id, lang); title != "" {
		return title
	}
	word, _ := Word(id, lang)
	return word
}

func roleTitle(book *policies.Book, id, lang string) string {
	role, ok := book.Role(id)
	if !ok {
		return ""
	}
	title, _ := role.Title.In(lang)
	return title
}

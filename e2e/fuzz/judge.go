package fuzz

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
)

// Answer is what came back.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte // empty when it streams
	Took   time.Duration
}

// OK reports whether what was asked for was done.
func (a *Answer) OK() bool { return a.Status >= 200 && a.Status < 300 }

// Headers are those of every answer, whatever it is.
var Headers = map[string]string{
	"Strict-Transport-Security": "max-age=31536000; includeSubDomains", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
	"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
}

// insides are what no answer may say: SQL, stacks, paths of files, names of libraries.
var insides = regexp.MustCompile(`(?i)sqlstate|\bselect\b.{1,200}\bfrom\b|insert into |constraint failed|no such (table|column)|syntax error at|goroutine \d|` +
	`\w\.go:\d|runtime error|nil pointer|/(root|tmp|home|usr|var)/|\bgorm\b|\bpgx?:|\bsqlite\b|\bhuma\b|strconv\.|json: (cannot|unknown|invalid)|sql: |workflowservice|grpc`)

// Judge says what is wrong with an answer; nothing when all is well.
func (k *Maker) Judge(q *Request, a *Answer) (wrong []string) {
	say := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	if a.Status >= 500 && (a.Status != 503 && a.Status != 504 || a.Header.Get("Retry-After") == "") {
		say("status %d", a.Status)
	}
	if q.refusedByTheServer(a) {
		return wrong // before our own door: net/http answers such requests by itself
	}
	wrong = append(wrong, headersOf(a)...)
	if why := k.shape(q, a); why != "" {
		say("%s", why)
	}
	return append(wrong, k.leaks(q, a)...)
}

// headersOf says what is wrong with the headers of an answer.
func headersOf(a *Answer) (wrong []string) {
	say := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	for name, value := range Headers {
		if got := a.Header.Get(name); got != value {
			say("%s is %q", name, got)
		}
	}
	policy := a.Header.Get("Content-Security-Policy")
	for _, part := range []string{"default-src '", "frame-ancestors 'none'"} {
		if !strings.Contains(policy, part) {
			say("Content-Security-Policy is %q", policy)
		}
	}
	if a.Header.Get("X-Request-Id") == "" || a.Header.Get("Access-Control-Allow-Origin") != "" {
		say("X-Request-Id or CORS: %v", a.Header)
	}
	if media, _, _ := strings.Cut(a.Header.Get("Content-Type"), ";"); media != "text/html" && a.Header.Get("Cache-Control") != "no-store" {
		say("Cache-Control is %q", a.Header.Get("Cache-Control"))
	}
	return wrong
}

// refusedByTheServer tells requests that net/http answers before any handler: headers or an address that are too large, and
// what isn't HTTP.
func (q *Request) refusedByTheServer(a *Answer) bool {
	return a.Header.Get("X-Request-Id") == "" && (a.Status == 431 || a.Status == 400 || a.Status == 501) && len(a.Body) < 100
}

// shape holds an answer against the description.
func (k *Maker) shape(q *Request, a *Answer) string {
	media, _, _ := strings.Cut(a.Header.Get("Content-Type"), ";")
	if q.Method == http.MethodHead || a.Status == http.StatusNoContent {
		return ""
	}
	if q.Altered { // whatever it has come to: a problem is a problem
		if media == problemType {
			return conforms(k.Description.problem, a.Body)
		}
		return ""
	}
	described := q.Op.answers[strconv.Itoa(a.Status)]
	if described == nil {
		return fmt.Sprintf("status %d isn't described", a.Status)
	}
	content := described.Content[media]
	switch {
	case content == nil:
		return fmt.Sprintf("content of type %q isn't described for status %d", media, a.Status)
	case media == jsonType || media == problemType:
		return conforms(content.Schema.Value, a.Body)
	}
	return ""
}

func conforms(s *openapi3.Schema, body []byte) string {
	var v any
	if err := json.Unmarshal(body, &v); err != nil {
		return "the body isn't JSON"
	}
	if err := s.VisitJSON(v, openapi3.EnableFormatValidation()); err != nil {
		return "the body breaks its schema: " + first(err.Error())
	}
	return ""
}

// first is the first line: the others show schema and value in full.
func first(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

// leaks looks for what an answer must not say to this caller.
func (k *Maker) leaks(q *Request, a *Answer) (wrong []string) {
	media, _, _ := strings.Cut(a.Header.Get("Content-Type"), ";")
	if media != jsonType && media != problemType {
		return nil
	}
	if a.Status >= 400 {
		if found := insides.Find(a.Body); found != nil {
			wrong = append(wrong, fmt.Sprintf("a problem speaks of our insides: %q", found))
		}
		if strings.Contains(string(a.Body), marker) {
			wrong = append(wrong, "a problem repeats what was sent")
		}
	}
	for unit, canary := range k.World.Canaries {
		if !q.Caller.Sees[unit] && strings.Contains(string(a.Body), canary) {
			wrong = append(wrong, fmt.Sprintf("%s is shown what belongs to unit %s", q.Caller.Code, unit))
		}
	}
	return wrong
}

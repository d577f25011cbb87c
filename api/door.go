package api

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/gin-gonic/gin"
	"github.com/google/uuid"
)

// newEngine is gin without its own log and recovery: both write what was asked for.
func (s *Server) newEngine() *gin.Engine {
	gin.SetMode(gin.ReleaseMode)
	e := gin.New()
	e.HandleMethodNotAllowed = true
	e.RedirectTrailingSlash = false
	trusting(e, s.proxies.texts())
	e.Use(s.begin, s.logged, s.recovered, s.paced, s.readable)
	e.NoRoute(s.elsewhere)
	e.NoMethod(func(c *gin.Context) { s.refuse(c, codeMethod) })
	return e
}

// elsewhere is whatever has no route: a page of the desk, or nothing.
func (s *Server) elsewhere(c *gin.Context) {
	reading := c.Request.Method == http.MethodGet || c.Request.Method == http.MethodHead
	if s.desk == nil || !reading || ours(c.Request.URL.Path) {
		s.refuse(c, codeNotFound)
		return
	}
	c.Status(http.StatusOK)                   // of an address without a route gin expects 404
	c.Writer.Header().Del("Content-Language") // the desk has languages of its own
	s.desk.ServeHTTP(c.Writer, c.Request)
}

// ours are the addresses that programs ask: a page would be no answer to them.
func ours(path string) bool {
	first, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	switch first {
	case "api", "docs", "livez", "readyz":
		return true
	}
	return strings.HasPrefix(first, "openapi")
}

// begin names the request, chooses its language, sets its deadline and puts the headers on its answer.
func (s *Server) begin(c *gin.Context) {
	r := &request{counter: s, id: uuid.NewString(), lang: languageOf(c.GetHeader("Accept-Language")), path: c.Request.URL.Path,
		connection: c.Request.Context()}
	ctx, cancel := context.WithTimeout(context.WithValue(c.Request.Context(), requestKey{}, r), s.limits.Time)
	defer cancel()
	c.Request = c.Request.WithContext(ctx)
	h := c.Writer.Header()
	for name, value := range headers {
		h.Set(name, value)
	}
	h.Set("X-Request-Id", r.id)
	h.Set("Content-Language", r.lang)
	if len(c.Request.TransferEncoding) > 0 { // a proxy may have read another length: what comes behind the body isn't taken for a request
		h.Set("Connection", "close")
	}
	c.Next()
}

// headers stand on every answer, errors included. Nothing that the counter serves runs a script or loads anything; the desk
// does, and brings its own policy for it.
var headers = map[string]string{
	"Strict-Transport-Security":    "max-age=31536000; includeSubDomains",
	"Content-Security-Policy":      "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'",
	"X-Content-Type-Options":       "nosniff",
	"Referrer-Policy":              "no-referrer",
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Cache-Control":                "no-store",
	"Vary":                         "Accept-Language, Authorization, Cookie",
}

// logged writes one line for each request: the route's template, never the address, which a caller can fill with anything.
func (s *Server) logged(c *gin.Context) {
	began := time.Now()
	c.Next()
	route := c.FullPath()
	if route == "" {
		route = "-"
	}
	s.log.Info("request", "method", method(c.Request.Method), "route", route, "status", c.Writer.Status(),
		"duration", time.Since(began).Round(time.Microsecond), "request", requestOf(c.Request.Context()).id)
}

// method keeps made-up methods out of the log.
func method(m string) string {
	switch m {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return m
	}
	return "other"
}

// recovered answers a panic like any other fault. The log gets where it happened; not what was thrown, which may quote a
// request.
func (s *Server) recovered(c *gin.Context) {
	defer func() {
		thrown := recover()
		if thrown == nil {
			return
		}
		if err, ok := thrown.(error); ok && errors.Is(err, http.ErrAbortHandler) {
			panic(thrown)
		}
		s.log.Error("panic", "request", requestOf(c.Request.Context()).id, "stack", frames())
		if c.Writer.Written() {
			c.Abort()
			return
		}
		s.refuse(c, codeInternal)
	}()
	c.Next()
}

// frames is the stack without the arguments of its calls.
func frames() string {
	var kept []string
	for _, line := range strings.Split(string(debug.Stack()), "\n") {
		if strings.HasPrefix(line, "\t") {
			kept = append(kept, strings.TrimSpace(line))
		}
	}
	return strings.Join(kept, " ")
}

// readable refuses addresses that the databases would stumble over. URL.Query would silently forget what it can't read.
func (s *Server) readable(c *gin.Context) {
	query, err := url.ParseQuery(c.Request.URL.RawQuery)
	ok := err == nil && plain(c.Request.URL.Path)
	for name, values := range query {
		ok = ok && plain(name) && plain(strings.Join(values, ""))
	}
	if !ok {
		s.refuse(c, codeAddress)
	}
}

func plain(text string) bool { return utf8.ValidString(text) && !strings.ContainsRune(text, 0) }

// refuse answers without huma: before it is reached, or where it has no route.
func (s *Server) refuse(c *gin.Context, code string) {
	s.write(c, s.problem(requestOf(c.Request.Context()), code))
}

func (s *Server) write(c *gin.Context, p *Problem) {
	p = s.told(c.Request.Context(), p)
	for name, values := range p.GetHeaders() {
		c.Header(name, values[0])
	}
	c.Header("Content-Type", p.ContentType(""))
	c.AbortWithStatusJSON(p.Status, p)
}

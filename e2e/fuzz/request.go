package fuzz

import (
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
)

// Base is where the operations' paths begin.
const Base = "/api/v1"

// Request is one request, as it goes over the wire.
type Request struct {
	N       int
	Op      *Operation
	Altered bool // its address or method is no longer the operation's
	Caller  Caller
	Method  string
	Target  string // path and query, escaped or not: as it is sent
	Header  [][2]string
	Body    []byte
	Key     string // its Idempotency-Key, when that is one
}

// Maker makes requests. It may be used by several at once.
type Maker struct {
	Description *Description
	World       *World
	Seed        uint64
	Now         time.Time // moments in requests lie around it
}

// The shares of 100 requests. What is right in every respect may reach a workflow, which costs a hundred times as much as a
// refusal at the door: that share is what a run can pay for.
const (
	rightReads  = 30 // of reading requests, as good as we can make them
	rightWrites = 8  // idem of writing ones
	edgy        = 15 // at the edge of what is allowed
	strangers   = 6
	foreigners  = 25 // staff who don't work in the unit that it is about
)

// Request makes the request of a number.
func (k *Maker) Request(n int) *Request {
	r := rand.New(rand.NewPCG(k.Seed, uint64(n))) //nolint:gosec // the same seed makes the same request
	op := one(r, k.Description.Operations)
	if op.Streams() && r.IntN(10) > 0 { // few may listen at once, and listening is slow
		op = one(r, k.Description.Operations)
	}
	caller := one(r, k.World.Staff)
	m := &maker{Rand: r, w: k.World, unit: caller.Unit, now: k.Now}
	q := &Request{N: n, Op: op, Method: op.Method, Caller: caller}
	if m.chance(foreigners) {
		q.Caller = one(r, k.World.Staff)
	}
	if m.chance(strangers) {
		q.Caller = one(r, k.World.Strangers)
	}
	right := rightReads
	if op.Method == http.MethodPost {
		right = rightWrites
	}
	edge := !m.chance(100-edgy) && !m.chance(right)
	good := m.chance(right)
	q.address(m, edge)
	q.headers(m, k.Seed)
	q.content(m, edge, good)
	if !good && !edge {
		q.twist(m)
	}
	return q
}

// address fills the path and the query.
func (q *Request) address(m *maker, edge bool) {
	resource, _, _ := strings.Cut(strings.TrimPrefix(q.Op.Path, "/"), "/")
	path := q.Op.Path
	for _, p := range q.Op.parameters(openapi3.ParameterInPath) {
		of := resource
		switch {
		case p.Name != "id":
			of = p.Name + "s"
		case strings.HasSuffix(q.Op.Path, "/leave"): // whoever has left asks nothing any more
			of = "leavers"
		}
		path = strings.ReplaceAll(path, "{"+p.Name+"}", url.PathEscape(m.id(of)))
	}
	query := url.Values{}
	for _, p := range q.Op.parameters(openapi3.ParameterInQuery) {
		if p.Required || m.chance(12) {
			query.Set(p.Name, fmt.Sprint(m.value(p.Schema.Value, p.Name, edge)))
		}
	}
	q.Target = Base + path
	if len(query) > 0 {
		q.Target += "?" + query.Encode()
	}
}

func (q *Request) headers(m *maker, seed uint64) {
	q.set("Accept-Language", one(m.Rand, []string{"zh-Hans", "zh-Hant", "en", "*"}))
	if q.Caller.Token != "" {
		q.set("Authorization", "Bearer "+q.Caller.Token)
	}
	if q.Method == http.MethodPost {
		q.Key = fmt.Sprintf("fz-%d-%d", seed, q.N)
		q.set("Idempotency-Key", q.Key)
		if m.chance(5) {
			q.set("If-Match", fmt.Sprintf("%q", fmt.Sprint(m.IntN(5))))
		}
	}
}

// content makes the body.
func (q *Request) content(m *maker, edge, good bool) {
	switch {
	case q.Method != http.MethodPost || q.Op.media == "":
	case q.Op.body != nil:
		q.set("Content-Type", jsonType)
		body := m.value(q.Op.body, "", edge)
		if good || edge || m.chance(40) {
			q.Body = rendered(body)
			break
		}
		q.Body = m.hostileBody(body)
	default:
		q.set("Content-Type", q.Op.media)
		q.Body = m.hostileFile()
	}
}

// twist changes one thing about an otherwise decent request.
func (q *Request) twist(m *maker) {
	switch m.IntN(9) {
	case 0:
		q.twistPath(m)
	case 1:
		q.twistQuery(m)
	case 2:
		h := one(m.Rand, hostileHeaders)
		q.set(h[0], h[1])
		if h[0] == "Content-Type" || h[0] == "Big" {
			q.Altered = q.Altered || h[0] == "Big" // the server itself refuses it
		}
	case 3:
		if q.Method == http.MethodPost {
			q.Key = ""
			q.set("Idempotency-Key", one(m.Rand, hostileKeys))
		}
	case 4:
		q.Method, q.Altered = one(m.Rand, []string{"HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "GET", "POST"}), true
	}
}

func (q *Request) twistPath(m *maker) {
	path, query, _ := strings.Cut(q.Target, "?")
	q.Altered = true
	switch m.IntN(8) {
	case 0:
		path += "/"
	case 1:
		path = strings.ToUpper(path)
	case 2:
		path = strings.Replace(path, "/v1/", "/v1/%2e%2e/v1/", 1)
	case 3:
		path = strings.Replace(path, "/v1/", "//v1/", 1)
	case 4:
		path += "%00"
	case 5:
		path += ";a=" + strings.Repeat("x", one(m.Rand, []int{10, 1_000, 20_000}))
	default: // an id of another kind
		at := strings.LastIndex(path, "/")
		path = path[:at+1] + url.PathEscape(one(m.Rand, hostileTexts))
	}
	q.Target = path
	if query != "" {
		q.Target += "?" + query
	}
}

func (q *Request) twistQuery(m *maker) {
	name := one(m.Rand, []string{"limit", "cursor", "sort", "fields", "unit", "status", "q", "offset", "page_size", "$where", ""})
	if all := q.Op.parameters(openapi3.ParameterInQuery); len(all) > 0 && m.chance(70) {
		name = one(m.Rand, all).Name
	}
	value := url.QueryEscape(one(m.Rand, append([]string{"1000000000", "0", "-1", "id;drop table cases", "2147483648", strings.Repeat("x", 400), "AAAAAAAAAAAAAAAAAAAAAAAA"}, hostileTexts...)))
	if m.chance(10) {
		value = one(m.Rand, []string{"%", "%zz", "%ff", "%00", ";"})
	}
	joint := "?"
	if strings.Contains(q.Target, "?") {
		joint = "&"
	}
	q.Target += joint + url.QueryEscape(name) + "=" + value
}

// set gives a header one value.
func (q *Request) set(name, value string) {
	q.Header = slices.DeleteFunc(q.Header, func(h [2]string) bool { return h[0] == name })
	q.Header = append(q.Header, [2]string{name, value})
}

// Again is the same request once more, to find out what has become of it.
func (q *Request) Again() *Request {
	again := *q
	return &again
}

// Curl is the request as a line for a shell, with the caller's code in place of the token.
func (q *Request) Curl(host string) string {
	line := []string{"curl", "-isS", "--path-as-is", "-X", q.Method}
	for _, h := range q.Header {
		if h[0] == "Authorization" {
			h[1] = "Bearer $TOKEN_OF_" + strings.ToUpper(strings.ReplaceAll(q.Caller.Code, "-", "_"))
		}
		line = append(line, "-H", shellQuoted(h[0]+": "+h[1]))
	}
	if q.Body != nil {
		line = append(line, "--data-binary", shellQuoted(string(q.Body[:min(len(q.Body), 2_000)])))
	}
	return strings.Join(append(line, shellQuoted("http://"+host+q.Target)), " ")
}

// shellQuoted is a text as a shell reads it, whatever bytes it has.
func shellQuoted(text string) string {
	var b strings.Builder
	for _, c := range []byte(text) {
		if c < ' ' || c > '~' || c == '\'' || c == '\\' {
			b.WriteString(`\x` + hex.EncodeToString([]byte{c}))
		} else {
			b.WriteByte(c)
		}
	}
	if b.Len() == len(text) {
		return "'" + text + "'"
	}
	return "$'" + b.String() + "'"
}

package api

import (
	"bytes"
	"context"
	_ "embed"
	"html/template"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
)

// browserOutput sends a browser on, or shows it a page.
type browserOutput struct {
	Location string        `header:"Location" doc:"Where to go on."`
	Cookies  []http.Cookie `header:"Set-Cookie"`
	Body     func(huma.Context)
}

func sentOn(to string, cookies ...http.Cookie) *browserOutput {
	return &browserOutput{Location: to, Cookies: cookies, Body: func(hc huma.Context) { hc.SetStatus(http.StatusFound) }}
}

// accepting is the input of an operation that a browser asks for as a page.
type accepting interface{ page() bool }

// browserRoute is route for what a person's browser asks for by itself: a problem is a page then, and still a problem for a
// program.
func browserRoute[I any, P interface {
	*I
	accepting
}](s *Server, op huma.Operation, may right, handle func(*Server, context.Context, *I) (*browserOutput, error)) {
	op.DefaultStatus = http.StatusFound
	route(s, op, may, func(s *Server, ctx context.Context, in *I) (*browserOutput, error) {
		out, err := handle(s, ctx, in)
		if err != nil && P(in).page() {
			return asPage(requestOf(ctx), s.fault(requestOf(ctx), err)), nil
		}
		return out, err
	})
	for status, answer := range s.huma.OpenAPI().Paths[op.Path].Get.Responses {
		if status != "302" {
			answer.Content["text/html"] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString}}
		}
	}
}

//go:embed problem.html
var problemHTML string

var (
	problemPage = template.Must(template.New("problem").Parse(problemHTML))

	notDone = said{"未能登录", "未能登入", "You aren't signed in"}
	goBack  = said{"返回 carebook", "返回 carebook", "Back to carebook"}
)

// asPage is a problem as a page.
func asPage(r *request, p *Problem) *browserOutput {
	return &browserOutput{Body: func(hc huma.Context) {
		var page bytes.Buffer
		err := problemPage.Execute(&page, map[string]any{"Problem": p, "Lang": r.lang, "Title": notDone.in(r.lang), "Back": goBack.in(r.lang)})
		if err != nil {
			panic(err) // of strings alone: it fails in every test or never
		}
		for name, values := range p.GetHeaders() {
			hc.SetHeader(name, values[0])
		}
		hc.SetHeader("Content-Type", "text/html; charset=utf-8")
		hc.SetStatus(p.Status)
		_, _ = hc.BodyWriter().Write(page.Bytes()) // whoever asked may have gone
	}}
}

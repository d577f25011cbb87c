package api

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"sync"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"
	"github.com/gin-gonic/gin"
)

// base is where the resources begin.
const base = "/api/v1"

// huma finds by these two variables what an error looks like. They are set once, before any counter exists: a counter that
// set them would race with another.
func init() {
	huma.DefaultArrayNullable = false // a list without entries is []
	huma.NewError = func(status int, _ string, _ ...error) huma.StatusError { return &Problem{Status: status} }
	huma.NewErrorWithContext = func(ctx huma.Context, status int, _ string, errs ...error) huma.StatusError {
		r := requestOf(ctx.Context())
		return r.counter.validation(r, status, errs)
	}
}

// newAPI lays huma over gin. What it adds by itself ($schema, Link, pages that load scripts from elsewhere) stays out.
func (s *Server) newAPI() huma.API {
	cfg := huma.DefaultConfig("carebook", "1.0.0")
	cfg.Info.Description = description
	cfg.CreateHooks = nil
	cfg.OpenAPIPath, cfg.DocsPath, cfg.SchemasPath = "", "", ""
	cfg.RejectUnknownQueryParameters = true
	cfg.OnAddOperation = append(cfg.OnAddOperation, yearly)
	cfg.Servers = []*huma.Server{{URL: base}}
	cfg.Tags = tags
	cfg.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"token":   {Type: "http", Scheme: "bearer", Description: "Names a member of staff: carebook token create --staff CODE."},
		"session": {Type: "apiKey", In: "cookie", Name: sessionName, Description: "What a browser keeps after signing in; over TLS its name begins with __Host-."},
	}
	return humagin.NewWithGroup(s.engine, s.engine.Group(base, s.authenticated, s.keyed, s.few, s.bodied), cfg)
}

const description = "Customer policies that run themselves: every deadline, refusal and approval cites its clause.\n\n" +
	"Every POST that changes something needs an Idempotency-Key: the same key never does a thing twice, and is the way to " +
	"find out what came of a request whose answer was lost. Answers about one case or customer carry its version as ETag; " +
	"If-Match makes a command depend on it. Problems (RFC 9457) have a stable code and say the way out in zh-Hans, zh-Hant " +
	"or en, as Accept-Language asks. Times carry the offset of the business zone, money is a decimal string in CNY."

var tags = []*huma.Tag{
	{Name: "complaints", Description: "PF-01: from opening to the reported result."},
	{Name: "archives", Description: "PF-06: the file of a vehicle, from the delivery to the cabinet."},
	{Name: "return-visits", Description: "PF-02: visits and calls after an event or in a cycle, with the draw of those who are visited."},
	{Name: "leads", Description: "PF-03: the follow-up of leads and customers' cards, from the first call to the deal."},
	{Name: "loans", Description: "PF-08: requests to read, borrow, amend or pass on records, who approves them, and what is out."},
	{Name: "erasures", Description: "Requests to erase a person: who asks, how that was checked, what stands against it, who decides."},
	{Name: "retentions", Description: "PF-09: records that are kept for their time, reviewed, approved and destroyed."},
	{Name: "campaigns", Description: "PF-05: customers greeted on festivals and birthdays, at points of a project and with news."},
	{Name: "schedules", Description: "What begins by itself: when next, what came of the last round; paused, resumed, begun by hand."},
	{Name: "visits", Description: "PF-04: visits to customers, from the appointment over the preparation to the last promise."},
	{Name: "visit-plans", Description: "PF-04: a person's month of visits: its plan, plan and actual, and what a post owes each day, month and road show."},
	{Name: "credits", Description: "PF-11 and PF-12: accounts of customers who buy on credit, decided by the figures of the books."},
	{Name: "cases", Description: "What happened in a case, event by event, the files attached to it, and which cases change."},
	{Name: "obligations", Description: "To-dos: who owes what until when, and why then."},
	{Name: "figures", Description: "What a manager asks first; each figure opens as a list."},
	{Name: "notices", Description: "What you should know."},
	{Name: "channels", Description: "Over which channels notices leave the house, and what came of each message."},
	{Name: "customers", Description: "Customers and their cars. Personal fields are shown masked."},
	{Name: "entries", Description: "Fines and other money lines, as proposals until somebody with the right decides."},
	{Name: "session", Description: "How a browser says who asks."},
	{Name: "organisation", Description: "Units, staff and their absences."},
	{Name: "imports", Description: "Workbooks of customers, vehicles, staff, deliveries, dispatches and payments."},
	{Name: "calendars", Description: "By what the time of a promise is counted."},
	{Name: "audit", Description: "Who did and who saw what, for auditors alone."},
	{Name: "policies", Description: "What the company promises, number by number, with its clause."},
}

// Description is the counter's OpenAPI 3.1 as YAML.
func Description() ([]byte, error) {
	return describe(Options{Log: slog.New(slog.DiscardHandler)}, nil).huma.OpenAPI().YAML()
}

// publish serves the description, for programs and for people, and the signs of life.
func (s *Server) publish() {
	yaml := func() ([]byte, error) { return s.huma.OpenAPI().YAML() }
	s.engine.GET("/openapi.json", s.fixed("application/openapi+json", s.huma.OpenAPI().MarshalJSON))
	s.engine.GET("/openapi.yaml", s.fixed("application/openapi+yaml", yaml))
	s.engine.GET("/docs", s.fixed("text/html; charset=utf-8", s.docs))
	s.engine.GET("/livez", s.alive)
	s.engine.GET("/readyz", s.ready)
}

// fixed serves what never changes while the counter is open. It is made when somebody first asks: most counters, in tests
// above all, are never asked.
func (s *Server) fixed(contentType string, make func() ([]byte, error)) gin.HandlerFunc {
	once := sync.OnceValues(make)
	return func(c *gin.Context) {
		body, err := once()
		if err != nil {
			panic(err) // the description is built from our own types: it fails in every test or never
		}
		c.Data(http.StatusOK, contentType, body)
	}
}

// route registers one operation with its row of the table of rights. An error becomes a problem in one place.
func route[I, O any](s *Server, op huma.Operation, may right, handle func(*Server, context.Context, *I) (*O, error)) {
	if may.Who == "" {
		panic(op.OperationID + " is for nobody: give it a row of the table of rights")
	}
	op.Middlewares = append(op.Middlewares, s.door(may))
	s.rights[op.Method+" "+base+strings.NewReplacer("{", ":", "}", "").Replace(op.Path)] = may
	op.Extensions = map[string]any{rightExtension: may}
	op.Security = []map[string][]string{{"token": {}}, {"session": {}}}
	if may.Who == byNobody {
		op.Security = []map[string][]string{}
	}
	op.Errors = append([]int{
		http.StatusUnauthorized, http.StatusForbidden, http.StatusTooManyRequests, http.StatusServiceUnavailable,
	}, op.Errors...)
	huma.Register(s.huma, op, func(ctx context.Context, in *I) (*O, error) {
		out, err := handle(s, ctx, in)
		if err != nil {
			return nil, s.told(ctx, s.fault(requestOf(ctx), err))
		}
		return out, nil
	})
}

// segment is a word of ours as a part of an address.
func segment(word string) string { return strings.ReplaceAll(word, "_", "-") }

// operationID is the method and the words of the path: post-complaints-id-classify.
func operationID(method, path string) string {
	words := strings.FieldsFunc(path, func(c rune) bool { return c == '/' || c == '{' || c == '}' })
	return strings.ToLower(method) + "-" + strings.Join(words, "-")
}

package api

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/go-cmp/cmp"
	"gorm.io/gorm"

	"carebook/contract"
	"carebook/internal/booktest"
	"carebook/internal/pgtest"
	"carebook/models"
	"carebook/policies"
	"carebook/policies/book"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

var shipped = sync.OnceValue(func() *policies.Book {
	binder, err := policies.Load(book.FS())
	if err != nil {
		panic(err)
	}
	return binder
})

// line is the transport in tests: it notes what was sent. answer says what comes back; without one the command goes to
// the real ledger at once, with the event that it leads to and nothing else.
type line struct {
	books  *models.Books
	answer func(m contract.Message) (contract.Receipt, error)
	state  func() (contract.ComplaintState, error)
	file   contract.ArchiveState
	lead   contract.LeadState
	visit  contract.ReturnVisitState
	loan   contract.LoanState
	open   []contract.OpenAction
	gone   error // instead of open
	ready  error

	mu   sync.Mutex
	sent []string // action and command id
}

func (l *line) Open(ctx context.Context, kind contract.Kind, id string, m contract.Message) (contract.Receipt, error) {
	return l.send(ctx, kind, id, m)
}

func (l *line) Act(ctx context.Context, kind contract.Kind, id string, m contract.Message) (contract.Receipt, error) {
	return l.send(ctx, kind, id, m)
}

func (l *line) State(_ context.Context, _ contract.Kind, _ string, into any) error {
	if file, ok := into.(*contract.ArchiveState); ok {
		*file = l.file
		return nil
	}
	if visit, ok := into.(*contract.ReturnVisitState); ok {
		*visit = l.visit
		return nil
	}
	if lead, ok := into.(*contract.LeadState); ok {
		*lead = l.lead
		return nil
	}
	if loan, ok := into.(*contract.LoanState); ok {
		*loan = l.loan
		return nil
	}
	switch into.(type) {
	case *contract.CreditState, *contract.ErasureState, *contract.RetentionState, *contract.CampaignState, *contract.CustomerVisitState, *contract.VisitPlanState:
		return nil
	}
	state, err := l.state()
	*into.(*contract.ComplaintState) = state
	return err
}

func (l *line) Actions(context.Context, contract.Kind, string) ([]contract.OpenAction, error) {
	return l.open, l.gone
}

func (l *line) Ready(context.Context) error { return l.ready }

func (l *line) StartImport(_ context.Context, id string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sent = append(l.sent, "import "+id)
	return l.ready
}

func (l *line) send(ctx context.Context, kind contract.Kind, id string, m contract.Message) (contract.Receipt, error) {
	l.mu.Lock()
	l.sent = append(l.sent, string(m.Action)+" "+m.Command)
	l.mu.Unlock()
	if l.answer != nil {
		return l.answer(m)
	}
	return l.record(ctx, kind, id, m)
}

func (l *line) record(ctx context.Context, kind contract.Kind, id string, m contract.Message) (contract.Receipt, error) {
	var k models.Case
	l.books.DB.Where("id = ?", id).Limit(1).Find(&k)
	p := contract.Proposal{Type: contract.Leads[m.Action][0], Status: k.Status, Facts: m.Facts}
	switch m.Action {
	case contract.Open:
		if kind == contract.Erasure {
			p.Status, p.Owe = contract.ErasureAsked, []contract.Owe{{Duty: "answer_request", Since: m.At}}
			break
		}
		if kind == contract.Campaign {
			p.Status, p.Owe = contract.Listing, []contract.Owe{{Duty: "greet", Item: "1", Since: m.At}}
			break
		}
		if kind == contract.Retention {
			p.Status, p.Owe = contract.Retained, []contract.Owe{{Duty: "keep", Since: m.At}}
			break
		}
		if kind == contract.Visit {
			p.Status, p.Owe = contract.Planned, []contract.Owe{{Duty: "appoint", Since: m.At}}
			break
		}
		if kind == contract.VisitPlan {
			p.Status, p.Owe = contract.PlanDraft, []contract.Owe{{Duty: "submit", Since: m.At}}
			break
		}
		if kind == contract.Lead {
			p.Status, p.Owe = contract.New, []contract.Owe{{Duty: "first_contact", Since: m.At}}
			break
		}
		if kind == contract.ReturnVisit {
			p.Status, p.Owe = contract.Planned, []contract.Owe{{Duty: "visit", Item: "1", Since: m.At, Person: m.Facts.Assignee}}
			break
		}
		if kind == contract.Credit {
			p.Status = contract.NotEligible
			break
		}
		if kind == contract.Archive {
			p.Status, p.Owe = contract.Waiting, []contract.Owe{{Duty: "hand_over_" + m.Facts.File, Since: m.At, Person: m.Facts.Assignee}}
			break
		}
		p.Status, p.Owe = contract.Registered, []contract.Owe{{Duty: "classify", Since: m.At}}
	case contract.AskFor:
		for _, r := range m.Facts.Visited().Requests {
			p.Owe = append(p.Owe, contract.Owe{Duty: "approve", Item: r.What, Since: m.At})
		}
	case contract.Grant, contract.Deny:
		if kind == contract.Visit {
			p.Type = map[contract.Action]string{contract.Grant: contract.EventGranted, contract.Deny: contract.EventDenied}[m.Action]
		}
	case contract.RecordVisit:
		if kind == contract.Visit {
			p.Status = contract.VisitMade
			break
		}
		p.Status, p.Owe = contract.VisitRecorded, []contract.Owe{{Duty: "report", Item: "1", Since: m.At}}
		p.Settle = []contract.Settle{{ID: l.owed(id, "visit"), How: contract.Fulfilled}}
	case contract.Contact:
		p.Status = contract.Contacted
	case contract.GiveUp:
		p.Status = contract.GivenUp
	case contract.Destroy:
		p.Status = contract.Destroyed
	case contract.KeepLonger:
		p.Owe = []contract.Owe{{Duty: "hold", Since: m.At}}
	case contract.Void:
		p.Status = contract.Voided
	case contract.Claim:
		p.Move = []contract.Move{{ID: m.Facts.Obligation, Person: m.Actor}}
	case contract.Classify:
		p.Status = contract.Classified
	case contract.Send:
		p.Status = contract.Sent
	case contract.Receive:
		p.Status = contract.Signed
	case contract.Check:
		faulted(&p, m)
	case contract.Identify, contract.Erase, contract.Restrict, contract.TurnDown:
		p.Status = contract.Status(p.Type)
	}
	if kind == contract.Loan {
		l.lends(&p, id, m)
	}
	rec, err := l.books.Append(ctx, booktest.Shelf{Book: shipped()}, contract.Record{
		Kind: kind, Case: id, After: k.Seq, Effect: contract.Effect{Command: m.Command}, Proposal: p,
	})
	if err != nil {
		return contract.Receipt{}, err
	}
	r := contract.Receipt{Seq: k.Seq, Status: k.Status, Refusal: rec.Refusal}
	for _, e := range rec.Events {
		r.Seq, r.Status = e.Seq, e.Status
	}
	return r, nil
}

// owed is the id of the open to-do of a duty.
func (l *line) owed(caseID, duty string) string {
	var o models.Obligation
	l.books.DB.Where("case_id = ? AND duty = ? AND state = 'open'", caseID, duty).Limit(1).Find(&o)
	return o.ID
}

// faulted orders the first finding of a check to be put right.
func faulted(p *contract.Proposal, m contract.Message) {
	p.Type, p.Status = contract.EventFaulted, contract.Defective
	p.Owe = []contract.Owe{{Duty: "correct", Item: m.Facts.Findings[0].Item(), Since: m.At}}
	p.Fines = []contract.Fine{{Violation: "sales_signature", Person: "", Item: m.Facts.Findings[0].Item()}}
}

// counter is an open counter on seeded books, with a token for each member of staff.
type counter struct {
	t      *testing.T
	server *Server
	books  *models.Books
	line   *line
	seed   booktest.Seeded
	log    *lockedBuffer
	tokens map[string]string // by badge
	pinned atomic.Pointer[time.Time]
}

// at stops the clock of the books. The counter confirms in the background and reads it there, so it is replaced before the
// counter opens and only told the time afterwards.
func (c *counter) at(moment time.Time) {
	moment = moment.UTC()
	c.pinned.Store(&moment)
}

func (c *counter) clock(books func(*gorm.DB) (time.Time, error)) func(*gorm.DB) (time.Time, error) {
	return func(tx *gorm.DB) (time.Time, error) {
		if moment := c.pinned.Load(); moment != nil {
			return *moment, nil
		}
		return books(tx)
	}
}

type lockedBuffer struct {
	mu sync.Mutex
	bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Buffer.Write(p)
}

func (b *lockedBuffer) text() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.String()
}

func each(t *testing.T, fn func(t *testing.T, c *counter)) {
	t.Helper()
	booktest.Each(t, func(t *testing.T, b *models.Books) { fn(t, open(t, b)) })
}

// closed is a counter that can only say what it does: nothing is behind it.
func closed() *counter {
	return &counter{server: describe(Options{Shelf: &models.Binding{Base: shipped()}, Log: slog.New(slog.DiscardHandler)}, nil)}
}

func openLite(t *testing.T) *counter {
	t.Helper()
	return open(t, booktest.OpenSQLite(t))
}

func open(t *testing.T, b *models.Books) *counter {
	t.Helper()
	c := &counter{t: t, books: b, line: &line{books: b}, seed: booktest.Seed(t, b), log: &lockedBuffer{}, tokens: map[string]string{}}
	b.Now = c.clock(b.Now)
	var err error
	c.server, err = New(Options{
		Books: b, Cases: c.line, Imports: c.line, Shelf: &models.Binding{Base: shipped()}, Log: slog.New(slog.NewTextHandler(c.log, nil)),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.close)
	return c
}

// close may be called early: confirmations stand in the books afterwards.
func (c *counter) close() {
	if c.server == nil {
		return
	}
	if err := c.server.Close(context.Background()); err != nil {
		c.t.Error(err)
	}
	c.server = nil
}

func (c *counter) token(badge string) string {
	if c.tokens[badge] == "" {
		text, _, err := c.books.CreateToken(context.Background(), c.seed.Staff[badge], "test", nil)
		if err != nil {
			c.t.Fatal(err)
		}
		c.tokens[badge] = text
	}
	return c.tokens[badge]
}

// ask is a request; body may be a string, taken as it is, or anything that marshals.
type ask struct {
	method, path string
	body         any
	badge        string // of whoever asks
	key          string // "" for a fresh one, "-" for none
	headers      map[string]string
}

type reply struct {
	Status int
	Header http.Header
	Text   string
	JSON   map[string]any
}

// code is the problem's code; empty when the answer isn't a problem.
func (r reply) code() string {
	if r.Header.Get("Content-Type") != "application/problem+json" {
		return ""
	}
	return fmt.Sprint(r.JSON["code"])
}

func (c *counter) do(a ask) reply {
	c.t.Helper()
	text, ok := a.body.(string)
	if !ok && a.body != nil {
		raw, err := json.Marshal(a.body)
		if err != nil {
			c.t.Fatal(err)
		}
		text = strings.TrimPrefix(string(raw), "null") // an action without a body
	}
	r := httptest.NewRequest(a.method, a.path, strings.NewReader(text))
	if a.badge != "" {
		r.Header.Set("Authorization", "Bearer "+c.token(a.badge))
	}
	if text != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	if a.method == http.MethodPost && a.key != "-" {
		key := a.key
		if key == "" {
			key = models.NewID()
		}
		r.Header.Set("Idempotency-Key", key)
	}
	r.Header.Set("Accept-Language", "en")
	for name, value := range a.headers {
		r.Header.Set(name, value)
	}
	out := c.serve(r)
	c.conforms(a, out)
	return out
}

func (c *counter) serve(r *http.Request) reply {
	w := httptest.NewRecorder()
	c.server.ServeHTTP(w, r)
	out := reply{Status: w.Code, Header: w.Header(), Text: w.Body.String()}
	_ = json.Unmarshal(w.Body.Bytes(), &out.JSON) // pages aren't JSON
	return out
}

// conforms holds every JSON answer against the description: status, content type, fields, enums, formats.
func (c *counter) conforms(a ask, r reply) {
	c.t.Helper()
	op := c.operation(a)
	if op == nil {
		return
	}
	documented := op.Responses[strconv.Itoa(r.Status)]
	if documented == nil {
		c.t.Errorf("%s %s: %d isn't documented", a.method, op.Path, r.Status)
		return
	}
	kind := r.Header.Get("Content-Type")
	media := documented.Content[kind]
	if media == nil && len(documented.Content) == 0 && r.Text == "" {
		return
	}
	if media == nil {
		c.t.Errorf("%s %s: %d as %q isn't documented", a.method, op.Path, r.Status, kind)
		return
	}
	if !strings.HasSuffix(kind, "json") {
		return // a file
	}
	res := &huma.ValidateResult{}
	huma.Validate(c.server.huma.OpenAPI().Components.Schemas, media.Schema, huma.NewPathBuffer(nil, 0), huma.ModeReadFromServer, any(r.JSON), res)
	for _, err := range res.Errors {
		c.t.Errorf("%s %s: %d doesn't fit its description: %v in %s", a.method, op.Path, r.Status, err, r.Text)
	}
}

// operation finds what the description says of an address; nil for one outside of it.
func (c *counter) operation(a ask) *huma.Operation {
	path, _, _ := strings.Cut(a.path, "?")
	var found *huma.Operation
	for template, item := range c.server.huma.OpenAPI().Paths {
		if !addresses(base+template, path) {
			continue
		}
		for _, op := range []*huma.Operation{item.Get, item.Post} {
			if op != nil && op.Method == a.method && (found == nil || !strings.Contains(template, "{")) {
				found = op
			}
		}
	}
	return found
}

// addresses reports whether a path is one of a template's: what stands in braces may be anything but empty.
func addresses(template, path string) bool {
	return slices.EqualFunc(strings.Split(template, "/"), strings.Split(path, "/"), func(want, got string) bool {
		return want == got || strings.HasPrefix(want, "{") && got != ""
	})
}

func (c *counter) get(badge, path string) reply {
	c.t.Helper()
	return c.do(ask{method: http.MethodGet, path: path, badge: badge})
}

func (c *counter) post(badge, path string, body any) reply {
	c.t.Helper()
	return c.do(ask{method: http.MethodPost, path: path, badge: badge, body: body})
}

// want stops unless the answer is as expected: 200, or 409 wrong_state.
func (c *counter) want(r reply, status int, code string) reply {
	c.t.Helper()
	if r.Status != status || r.code() != code {
		c.t.Fatalf("%d %s, want %d %s: %s", r.Status, r.code(), status, code, r.Text)
	}
	return r
}

// complaint opens one at store S1 by its service consultant, and returns its id.
func (c *counter) complaint() string {
	c.t.Helper()
	r := c.want(c.post("1006", "/api/v1/complaints", c.newComplaint()), http.StatusCreated, "")
	return r.JSON["id"].(string)
}

func (c *counter) newComplaint() map[string]any {
	return map[string]any{
		"unit": c.seed.Units["S1"], "customer_id": c.seed.Customer, "vehicle_id": c.seed.Vehicle, "channel": "visit",
		"content": "刹车异响，三次维修未解决",
	}
}

// rows counts what a table holds.
func (c *counter) rows(table string) int64 {
	c.t.Helper()
	var n int64
	if err := c.books.DB.Table(table).Count(&n).Error; err != nil {
		c.t.Fatal(err)
	}
	return n
}

func equal(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

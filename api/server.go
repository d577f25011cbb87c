package api

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gin-gonic/gin"

	"carebook/contract"
	"carebook/internal/openid"
	"carebook/models"
	"carebook/policies"
)

// Cases is all that the counter needs of Temporal. Its errors are those of package dispatch, and a *contract.Refusal when
// the case itself said "not now".
type Cases interface {
	Open(ctx context.Context, kind contract.Kind, caseID string, m contract.Message) (contract.Receipt, error)
	Act(ctx context.Context, kind contract.Kind, caseID string, m contract.Message) (contract.Receipt, error)
	State(ctx context.Context, kind contract.Kind, caseID string, into any) error
	Actions(ctx context.Context, kind contract.Kind, caseID string) ([]contract.OpenAction, error)
	Ready(ctx context.Context) error
}

// Options are what a counter is made of. Zero limits stand for the usual ones.
type Options struct {
	Books    *models.Books
	Cases    Cases
	Imports  Imports
	Shelf    *models.Binding // policies, profiles, roles and the clause register
	Spawned  func()          // told when something done at once has brought a command for a case; nil when nobody asks
	Desk     http.Handler    // pages for staff, where no route of ours is; nil for a counter without
	Log      *slog.Logger
	Provider *openid.Provider // where staff sign in; nil for a counter without

	Zone    *time.Location // business zone in which times are shown; Asia/Shanghai when nil
	Limits  Limits
	Proxies []string // addresses and networks of the proxies before the counter, whose word about a caller counts
}

// Limits protect the counter from being kept busy by one caller.
type Limits struct {
	Body       int64         // bytes of a request's body: 1 MiB
	Concurrent int           // running requests of one member of staff: 100
	Time       time.Duration // of one request, all in all: 30 s
	Export     int           // rows of a workbook that is made of a list: 50,000
	Reveals    int           // personal fields that one member of staff may see unmasked in a day: 50
	Strangers  int           // requests a second from one address of callers whom nobody knows: 100, and 20 s' worth at once
}

// Server is the counter: an http.Handler.
type Server struct {
	books   *models.Books
	cases   Cases
	imports Imports
	shelf   *models.Binding
	spawned func()
	desk    http.Handler
	log     *slog.Logger

	provider *openid.Provider

	zone    *time.Location
	limits  Limits
	proxies proxies
	pace    *pace
	engine  *gin.Engine
	huma    huma.API
	confirm *confirmer
	running *running
	rights  map[string]right // by method and address
	files   chan struct{}    // one for each file in hand
	origins *http.CrossOriginProtection
	changes *changes
}

// New makes a counter. It needs books with keys, and neither books nor Temporal have to be there yet.
func New(o Options) (*Server, error) {
	if o.Books == nil || o.Cases == nil || o.Imports == nil || o.Shelf == nil || o.Log == nil {
		return nil, errors.New("opening the counter: books, cases, imports, shelf and log are needed")
	}
	trusted, err := parseProxies(o.Proxies)
	if err != nil {
		return nil, fmt.Errorf("opening the counter: %w", err)
	}
	s := describe(o, trusted)
	s.confirm = newConfirmer(o.Books, o.Log)
	return s, nil
}

// describe is a counter that can say what it does but is not open: nothing runs beside it.
func describe(o Options, trusted proxies) *Server {
	s := &Server{
		books: o.Books, cases: o.Cases, imports: o.Imports, shelf: o.Shelf, desk: o.Desk, log: o.Log, provider: o.Provider, zone: o.Zone,
		limits: o.Limits.orUsual(), running: newRunning(), rights: map[string]right{}, files: make(chan struct{}, filesAtOnce),
		origins: http.NewCrossOriginProtection(), changes: newChanges(o.Books, o.Log), spawned: o.Spawned,
	}
	if s.spawned == nil {
		s.spawned = func() {} // a worker's sweep finds it
	}
	s.proxies, s.pace = trusted, newPace(s.limits.Strangers)
	if s.zone == nil {
		s.zone = BusinessZone()
	}
	s.engine = s.newEngine()
	s.huma = s.newAPI()
	s.routes()
	s.publish()
	return s
}

func (l Limits) orUsual() Limits {
	usual := Limits{Body: 1 << 20, Concurrent: 100, Time: 30 * time.Second, Export: 50_000, Reveals: 50, Strangers: 100}
	if l.Body > 0 {
		usual.Body = l.Body
	}
	if l.Concurrent > 0 {
		usual.Concurrent = l.Concurrent
	}
	if l.Time > 0 {
		usual.Time = l.Time
	}
	if l.Export > 0 {
		usual.Export = l.Export
	}
	if l.Reveals > 0 {
		usual.Reveals = l.Reveals
	}
	if l.Strangers > 0 {
		usual.Strangers = l.Strangers
	}
	return usual
}

// BusinessZone is where the company's days begin. It can't fail: package calendar carries the zones with it.
func BusinessZone() *time.Location {
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		panic(err)
	}
	return zone
}

// book is the binder in force now, and the company's edition in it.
func (s *Server) book(ctx context.Context) (*policies.Book, models.Binder, error) {
	db := s.db(ctx)
	now, err := s.books.Now(db)
	if err != nil {
		return nil, models.Binder{}, err
	}
	return s.shelf.At(db, now)
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.engine.ServeHTTP(w, r) }

// EndStreams has everybody who listens for changes hang up, now and from now on: streams don't end by themselves, and a
// server that stops waits for its requests.
func (s *Server) EndStreams() { s.changes.end() }

// Close notes the last confirmations and looks for changes no more. Requests must have ended before.
func (s *Server) Close(ctx context.Context) error {
	s.changes.close()
	return s.confirm.close(ctx)
}

// HTTPServer is a server for the counter with the limits against slow and greedy callers.
func HTTPServer(handler http.Handler, addr string) *http.Server {
	return &http.Server{
		Addr:              addr,
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       60 * time.Second,
		MaxHeaderBytes:    16 << 10,
	}
}

// at shows a moment in the business zone.
func (s *Server) at(t time.Time) time.Time { return t.In(s.zone) }

// atPtr is at for a moment that may not have come.
func (s *Server) atPtr(t *time.Time) *time.Time {
	if t == nil {
		return nil
	}
	local := s.at(*t)
	return &local
}

package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"
	"github.com/gin-gonic/gin"

	"carebook/models"
)

const (
	changesPath   = "/changes"
	streamsAtOnce = 10               // of one member of staff
	readWithin    = 10 * time.Second // how long somebody who listens may take for what is sent
	forgotten     = time.Hour        // after so long a pause, to read everything again is less work
)

// Change is a case that isn't as it was: something happened in it, or an entry of it was decided on.
type Change struct {
	ID     string `json:"id" doc:"Of the case."`
	Kind   string `json:"kind" example:"complaint"`
	Unit   string `json:"unit"`
	Seq    int64  `json:"seq" doc:"Of its last event: its version."`
	Status string `json:"status" example:"classified"`
}

func (s *Server) changesRoutes() {
	op := get("cases", changesPath, "Hear which cases change", http.StatusUnprocessableEntity)
	op.Description = "Server-sent events that don't end: `case` for each change of a case that the caller may see, `reset` when so much " +
		"was missed that everything should be read again. An id stands for all that came before it; with the last one in Last-Event-ID " +
		"nothing is missed, but something may come twice. A comment every 15 seconds is a sign of life. The stream ends with the " +
		"caller's token or session; at most 10 are open for one member of staff."
	op.Responses = map[string]*huma.Response{"200": {
		Description: "Events of type case, each with this as its data, and reset.",
		Content: map[string]*huma.MediaType{"text/event-stream": {
			Schema: s.huma.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[Change](), true, "Change"),
		}},
	}}
	route(s, op, inSight, (*Server).streamChanges)
}

// streams reports whether a request is for a stream, which goes on for as long as somebody listens.
func streams(c *gin.Context) bool { return c.FullPath() == base+changesPath }

type changesInput struct {
	LastEventID string `header:"Last-Event-ID" doc:"The last id that was heard; a browser sends it by itself when it connects again."`
}

// streamChanges begins a stream, after which nothing but its end can be told.
func (s *Server) streamChanges(ctx context.Context, in *changesInput) (*huma.StreamResponse, error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	now, err := s.books.Now(db)
	if err != nil {
		return nil, err
	}
	return &huma.StreamResponse{Body: func(hc huma.Context) {
		c := humagin.Unwrap(hc)
		t := &stream{s: s, r: requestOf(ctx), w: c.Writer, control: http.NewResponseController(c.Writer), scope: scope, at: now}
		if err := t.run(in.LastEventID); err != nil && t.r.connection.Err() == nil {
			s.log.Info("a stream of changes was cut off", "request", t.r.id, "error", err)
		}
	}}, nil
}

// stream is what one caller hears.
type stream struct {
	s       *Server
	r       *request
	w       http.ResponseWriter
	control *http.ResponseController
	scope   models.Scope
	at      time.Time // the caller has heard of everything that could be seen then
}

// run listens before it reads what was missed: what happens between the two comes twice rather than not at all. It returns
// nil when the stream should end.
func (t *stream) run(last string) error {
	l := t.s.changes.join(t.at)
	defer t.s.changes.leave(l)
	if err := t.open(last); err != nil {
		return err
	}
	pulse := time.NewTicker(t.s.changes.pulse)
	defer pulse.Stop()
	for {
		select {
		case <-t.r.connection.Done():
			return nil
		case <-t.s.changes.over:
			return nil
		case b, on := <-l.batches:
			if !on {
				return errors.New("too slow: it may take up again where it was")
			}
			if err := t.tell(b); err != nil {
				return err
			}
		case <-pulse.C:
			if on, err := t.allowed(); !on || err != nil {
				return err
			}
			if err := t.send(": still here\n" + t.id() + "\n"); err != nil {
				return err
			}
		}
	}
}

// open sends the head of the answer, and what was missed since the last id.
func (t *stream) open(last string) error {
	h := t.w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("X-Accel-Buffering", "no") // a proxy that gathers would keep it all to itself
	if err := t.control.SetReadDeadline(time.Time{}); err != nil {
		return fmt.Errorf("opening a stream: %w", err)
	}
	if last == "" {
		return t.send(": listening\n" + t.id() + "\n")
	}
	micros, err := strconv.ParseInt(last, 36, 64)
	since := time.UnixMicro(micros).UTC()
	if err != nil || since.After(t.at) || t.at.Sub(since) > forgotten {
		return t.tell(batch{after: t.at, until: t.at})
	}
	ctx, cancel := context.WithTimeout(t.r.connection, readWithin)
	defer cancel()
	missed, all, err := models.ChangesSince(t.s.ledger(ctx), since.Add(-lookBack), mostChanges)
	if err != nil {
		return err
	}
	return t.tell(batch{changes: missed, after: since, until: t.at, all: all})
}

// tell sends what the caller may see of a batch. Until all of it is sent, the ids are those from before it.
func (t *stream) tell(b batch) error {
	var out strings.Builder
	if !b.all {
		fmt.Fprintf(&out, "event: reset\ndata: {}\n%s\n", idOf(b.until))
	}
	changes, err := t.shown(b.changes)
	if err != nil {
		return err
	}
	for _, c := range changes {
		data, err := json.Marshal(Change{ID: c.CaseID, Kind: string(c.Kind), Unit: c.UnitID, Seq: c.Seq, Status: string(c.Status)})
		if err != nil {
			return err
		}
		fmt.Fprintf(&out, "event: case\ndata: %s\n%s\n", data, idOf(b.after))
	}
	t.at = b.until
	if out.Len() == 0 {
		return nil
	}
	return t.send(out.String() + t.id() + "\n")
}

// shown are those changes of which the caller may hear: by the scope, and by what the books show the caller.
func (t *stream) shown(all []models.Change) ([]models.Change, error) {
	all = slices.DeleteFunc(slices.Clone(all), func(c models.Change) bool { return !t.scope.Shows(c) })
	if len(all) == 0 {
		return nil, nil
	}
	ctx, cancel := context.WithTimeout(models.See(t.r.connection, t.scope), readWithin)
	defer cancel()
	return models.ChangesShown(t.s.books.Counter.WithContext(ctx), all)
}

func (t *stream) id() string { return idOf(t.at) }

// idOf is the line of an id. It stands for a moment, but that is nobody's business.
func idOf(at time.Time) string { return "id: " + strconv.FormatInt(at.UnixMicro(), 36) + "\n" }

// allowed reads again whether the caller is still let in and what he may see. To listen doesn't count as use of a session.
func (t *stream) allowed() (bool, error) {
	ctx, cancel := context.WithTimeout(t.r.connection, readWithin)
	defer cancel()
	caller, err := t.s.callerBy(ctx, t.r.credential, true)
	if errors.Is(err, errNobody) || err == nil && caller.WantsSecond() {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	db := t.s.ledger(ctx)
	now, err := t.s.books.Now(db)
	if err != nil {
		return false, err
	}
	t.scope, err = models.ScopeOf(db, t.r.staff.ID, now)
	return err == nil, err
}

// send gives each piece its own time: the server's limit for a whole answer would cut the stream.
func (t *stream) send(text string) error {
	if err := t.control.SetWriteDeadline(time.Now().Add(readWithin)); err != nil {
		return err
	}
	if _, err := io.WriteString(t.w, text); err != nil {
		return err
	}
	return t.control.Flush()
}

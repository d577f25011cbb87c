package api

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
)

// readyWithin is how long the stores have to answer.
const readyWithin = 3 * time.Second

// health is the answer of /readyz. It says which store is missing, not why: that stands in the log.
type health struct {
	Status   string `json:"status"` // ready or degraded
	Books    string `json:"books"`  // ok or away
	Temporal string `json:"temporal"`
}

// alive says that the process answers, and asks nobody.
func (s *Server) alive(c *gin.Context) { c.JSON(http.StatusOK, gin.H{"status": "alive"}) }

// ready really asks both stores: the books for their schema, Temporal for its namespace.
func (s *Server) ready(c *gin.Context) {
	ctx, cancel := context.WithTimeout(c.Request.Context(), readyWithin)
	defer cancel()
	h := health{Status: "ready"}
	var both sync.WaitGroup
	both.Go(func() { h.Books = s.asked(ctx, "books", s.books.Ready) })
	both.Go(func() { h.Temporal = s.asked(ctx, "temporal", s.cases.Ready) })
	both.Wait()
	status := http.StatusOK
	if h.Books != "ok" || h.Temporal != "ok" {
		h.Status, status = "degraded", http.StatusServiceUnavailable
	}
	c.JSON(status, h)
}

func (s *Server) asked(ctx context.Context, store string, ask func(context.Context) error) string {
	if err := ask(ctx); err != nil {
		s.log.Warn("not ready", "store", store, "error", err)
		return "away"
	}
	return "ok"
}

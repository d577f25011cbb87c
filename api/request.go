package api

import (
	"context"
	"net/netip"
	"net/url"

	"gorm.io/gorm"

	"carebook/models"
)

// request is what the counter knows of the request it is answering.
type request struct {
	counter    *Server        // that answers it
	id         string         // names the request in its answer and in the log
	lang       string         // one of languages
	staff      models.Staff   // who asks; empty where nobody needs to say so
	caller     *models.Caller // the same, and by what; nil where nobody needs to say so
	credential credential     // that named the caller
	source     netip.Prefix   // where it comes from, as far as the proxies that we trust say; guesses are counted by it
	tls        bool           // it came encrypted
	path       string         // of its address

	operation string // that it asks; "" before that is known
	object    string // id in its address; "" for none

	connection context.Context // ends with the connection, not with the time of a request: for streams
	key        string          // Idempotency-Key
	body       []byte          // as it came
	form       url.Values      // the same, where it is a form
	scope      *models.Scope   // what staff may see: read once for each request
	look       *gorm.DB        // all is read in this one look; nil where each question sees the books as they stand
}

type requestKey struct{}

// requestOf is never nil: outside of a request it is an empty one in the first language.
func requestOf(ctx context.Context) *request {
	if r, ok := ctx.Value(requestKey{}).(*request); ok {
		return r
	}
	return &request{lang: languages[0]}
}

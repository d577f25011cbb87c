package api

import (
	"context"
	"crypto/hmac"
	"encoding/base64"
	"strconv"
	"strings"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/models"
)

// Paging is what every list takes.
type Paging struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"How many to return at most."`
	Cursor string `query:"cursor" maxLength:"300" doc:"The next of the page before; empty for the first page."`
}

// List is a page of a list.
type List[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next,omitempty" doc:"Cursor of the next page; absent on the last."`
}

// macSize keeps cursors short; they guard against mistakes and against probing, not against an enemy with the key.
const macSize = 12

// cursor seals a place in a list, so that only places that were handed out come back.
func (s *Server) cursor(list string, c *models.Cursor) string {
	if c == nil {
		return ""
	}
	place := strconv.FormatInt(c.At.UnixMicro(), 36) + " " + c.ID
	return base64.RawURLEncoding.EncodeToString(append(s.mac(list, place), place...))
}

// mac is over a text that no body can be: a body holds no NUL.
func (s *Server) mac(list, place string) []byte {
	return s.books.Keys.BodyHash([]byte("cursor\x00" + list + "\x00" + place))[:macSize]
}

// page reads a list's paging.
func (s *Server) page(ctx context.Context, list string, p Paging) (models.Page, error) {
	out := models.Page{Limit: p.Limit}
	if p.Cursor == "" {
		return out, nil
	}
	raw, err := base64.RawURLEncoding.Strict().DecodeString(p.Cursor)
	if err != nil || len(raw) <= macSize || !hmac.Equal(raw[:macSize], s.mac(list, string(raw[macSize:]))) {
		return out, s.invalid(requestOf(ctx), FieldProblem{Location: "query.cursor", Code: "cursor"})
	}
	moment, id, _ := strings.Cut(string(raw[macSize:]), " ")
	micros, err := strconv.ParseInt(moment, 36, 64)
	out.After = &models.Cursor{At: time.UnixMicro(micros).UTC(), ID: id}
	return out, err
}

// sorted reads the paging of a list that has several orders: a cursor is good for its own alone.
func (s *Server) sorted(ctx context.Context, list, sort string, p Paging) (models.Page, string, error) {
	list += " " + sort
	page, err := s.page(ctx, list, p)
	page.Sort = models.Sort(sort)
	return page, list, err
}

// moment is what a query may leave out.
func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// listed is the answer of a list.
func listed[Row, Item any](s *Server, list string, rows []Row, next *models.Cursor, show func(Row) Item) *listOutput[Item] {
	return &listOutput[Item]{List[Item]{showAll(rows, show), s.cursor(list, next)}}
}

type ofCaseInput struct {
	Paging
	ID string `path:"id" maxLength:"64" doc:"Id of the case."`
}

// ofCase lists what was written down in a case of a kind, from the latest. A cursor's moment is the last seq of its page.
func ofCase[T any](
	ctx context.Context, s *Server, kind contract.Kind, in *ofCaseInput, list string,
	read func(tx *gorm.DB, id string, before int64, limit int) ([]T, bool, error), seq func(T) int64,
) (*listOutput[T], error) {
	c, err := s.seen(ctx, kind, in.ID)
	if err != nil {
		return nil, err
	}
	list += "/" + c.ID
	page, err := s.page(ctx, list, in.Paging)
	if err != nil {
		return nil, err
	}
	before := int64(0)
	if page.After != nil {
		before = page.After.At.UnixMicro()
	}
	rows, more, err := read(s.db(ctx), c.ID, before, page.Limit)
	if err != nil {
		return nil, err
	}
	var next *models.Cursor
	if more {
		next = &models.Cursor{At: time.UnixMicro(seq(rows[len(rows)-1]))}
	}
	return &listOutput[T]{List[T]{rows, s.cursor(list, next)}}, nil
}

type listOutput[T any] struct{ Body List[T] }

type bodyOutput[T any] struct{ Body T }

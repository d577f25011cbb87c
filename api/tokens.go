package api

import (
	"context"
	"net/http"
	"time"

	"carebook/models"
)

func (s *Server) tokenRoutes() {
	route(s, get("session", "/tokens", "List my tokens"), own, (*Server).listTokens)
	create := session("/tokens", "Make a token for a program",
		"It acts as me, within its scope and until its end. The text is shown this once. Only for somebody who signed in: a token makes no tokens.")
	create.DefaultStatus = http.StatusCreated
	route(s, create, own.inPerson().keyless(), (*Server).makeToken)
	route(s, ending("/tokens/{id}/end", "End one of my tokens", "It counts at its next request, and ends the sessions that stand for it."),
		ownOf(models.ThingToken).inPerson().keyless(), (*Server).endToken)
}

// Token is one of the caller's tokens.
type Token struct {
	ID        string     `json:"id"`
	Label     string     `json:"label" doc:"What it is for."`
	Scope     string     `json:"scope" enum:"read,all" doc:"read: to read and to search; all: what I may do."`
	CreatedAt time.Time  `json:"created_at"`
	ExpiresAt *time.Time `json:"expires_at,omitempty" doc:"Absent only for those of before every token had an end."`
}

// NewToken is a token to be made.
type NewToken struct {
	Label string `json:"label" minLength:"1" maxLength:"100" doc:"What it is for."`
	Scope string `json:"scope" enum:"read,all"`
	Days  int    `json:"days,omitempty" minimum:"1" maximum:"366" doc:"How long it is good for; 90 when nothing is said."`
}

// MadeToken is a token with its text.
type MadeToken struct {
	Token
	Text string `json:"token" doc:"Shown this once: it isn't kept."`
}

type newTokenInput struct {
	Body NewToken
}

func (s *Server) token(t models.Token) Token {
	return Token{t.ID, t.Label, t.Scope, s.at(t.CreatedAt), s.atPtr(t.ExpiresAt)}
}

func (s *Server) listTokens(ctx context.Context, _ *struct{}) (*listOutput[Token], error) {
	db := s.db(ctx)
	now, err := s.books.Now(db)
	if err != nil {
		return nil, err
	}
	rows, err := models.TokensOf(db, requestOf(ctx).staff.ID, now)
	if err != nil {
		return nil, err
	}
	return listed(s, "tokens", rows, nil, s.token), nil
}

func (s *Server) makeToken(ctx context.Context, in *newTokenInput) (*bodyOutput[MadeToken], error) {
	id := requestOf(ctx).staff.ID
	text, row, err := s.books.IssueToken(ctx, models.NewToken{
		Staff: id, Label: in.Body.Label, Scope: in.Body.Scope, Life: time.Duration(in.Body.Days) * 24 * time.Hour, ByStaff: &id,
	})
	if err != nil {
		return nil, err
	}
	return &bodyOutput[MadeToken]{MadeToken{s.token(row), text}}, nil
}

func (s *Server) endToken(ctx context.Context, in *ownInput) (*struct{}, error) {
	return nil, s.books.EndToken(ctx, requestOf(ctx).staff.ID, in.ID)
}

package api

import (
	"context"
	"time"

	"carebook/models"
)

// HandOver is how far the duties of somebody who leaves have gone to a successor.
type HandOver struct {
	ID        string        `json:"id"`
	Staff     string        `json:"staff"`
	To        string        `json:"to" doc:"Staff id of the successor."`
	From      time.Time     `json:"from"`
	OrderedBy string        `json:"ordered_by"`
	OrderedAt time.Time     `json:"ordered_at"`
	BegunAt   *time.Time    `json:"begun_at,omitempty" doc:"Absent before its day."`
	Moved     int           `json:"moved"`
	Left      int           `json:"left" doc:"On their way."`
	Refused   []RefusedItem `json:"refused" doc:"What stayed: hand it over to somebody else, or settle it."`
}

// RefusedItem is what couldn't go to the successor.
type RefusedItem struct {
	OpenDuty
	Code   string `json:"code"`
	Detail string `json:"detail" doc:"Why, and the way out."`
}

// NewHandOver says who goes on with what somebody owes and looks after.
type NewHandOver struct {
	To     string `json:"to" minLength:"1" maxLength:"64" doc:"Staff id of the successor."`
	From   string `json:"from_day,omitempty" format:"date" doc:"Absent: now."`
	Reason string `json:"reason" minLength:"1" maxLength:"2000" doc:"Is kept sealed."`
}

type newHandOverInput struct {
	ID   string `path:"id" maxLength:"64" doc:"Staff id."`
	Key  string `header:"Idempotency-Key" required:"true" doc:"A new key for each new action."`
	Body NewHandOver
}

func (s *Server) handOver(ctx context.Context, in *newHandOverInput) (*bodyOutput[HandOver], error) {
	n := models.NewHandOver{Command: s.newCommand(ctx, order{}), Staff: in.ID, To: in.Body.To, FromDay: in.Body.From, Reason: in.Body.Reason}
	if in.Body.From != "" {
		var err error
		if n.From, err = s.beginOf(in.Body.From); err != nil {
			return nil, err
		}
	}
	cmd, err := s.books.HandItOver(ctx, n)
	if err := s.done(ctx, cmd, err); err != nil {
		return nil, err
	}
	return s.getHandOver(ctx, &handOverInput{ID: cmd.ID})
}

type handOverInput struct {
	ID string `path:"id" maxLength:"64" doc:"Id of the hand-over."`
}

func (s *Server) getHandOver(ctx context.Context, in *handOverInput) (*bodyOutput[HandOver], error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	p, err := s.books.HandOverOf(db, scope, in.ID)
	if err != nil {
		return nil, err
	}
	out := HandOver{
		ID: p.ID, Staff: p.StaffID, To: p.SuccessorID, From: s.at(p.FromAt), OrderedBy: p.OrderedBy, OrderedAt: s.at(p.OrderedAt),
		BegunAt: s.atPtr(p.BegunAt), Moved: p.Moved, Left: p.Left, Refused: []RefusedItem{},
	}
	for _, r := range p.Refused {
		why := s.refusal(requestOf(ctx), &r.Refusal)
		out.Refused = append(out.Refused, RefusedItem{openDuty(r.OpenDuty), why.Code, why.Detail})
	}
	return &bodyOutput[HandOver]{out}, nil
}

// Ordered is a hand-over as a list shows it.
type Ordered struct {
	ID        string    `json:"id"`
	To        string    `json:"to" doc:"Staff id of the successor."`
	From      time.Time `json:"from"`
	OrderedAt time.Time `json:"ordered_at"`
}

func (s *Server) handOvers(ctx context.Context, in *staffIDInput) (*listOutput[Ordered], error) {
	rows, err := models.HandOversOf(s.db(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return listed(s, "hand-overs", rows, nil, func(h models.HandOver) Ordered {
		return Ordered{h.ID, h.SuccessorID, s.at(h.FromAt), s.at(h.OrderedAt)}
	}), nil
}

package api

import (
	"context"
	"errors"
	"time"

	"carebook/models"
)

// OutboxMessage is a message that leaves the house, or has left, without its text: that is for whom it was written.
type OutboxMessage struct {
	ID        string     `json:"id" doc:"The key by which a receiver tells doubles."`
	Kind      string     `json:"kind" enum:"notice,morning,test"`
	Channel   string     `json:"channel" enum:"email,wecom,dingtalk,feishu,webhook"`
	Staff     string     `json:"staff,omitempty" doc:"Absent: for all who share the channel."`
	Unit      string     `json:"unit,omitempty" doc:"Of the case that it is about."`
	Notice    string     `json:"notice,omitempty" doc:"The notice that it tells."`
	State     string     `json:"state" enum:"waiting,sent,given_up,dropped" doc:"dropped: nobody was left whom it was for, or nothing of which it would tell."`
	Tries     int64      `json:"tries"`
	Error     string     `json:"error,omitempty" doc:"Code of the last failure." example:"no_answer"`
	CreatedAt time.Time  `json:"created_at"`
	NextAt    *time.Time `json:"next_at,omitempty" doc:"When it is tried next; absent when it isn't any more."`
	UntilAt   time.Time  `json:"until_at" doc:"Then it is given up."`
	SettledAt *time.Time `json:"settled_at,omitempty" doc:"When it was sent, given up or dropped."`
}

func (s *Server) outboxMessage(o models.Outgoing) OutboxMessage {
	out := OutboxMessage{
		ID: o.ID, Kind: o.Kind, Channel: o.Channel, Staff: textOr(o.StaffID), Unit: textOr(o.UnitID), Notice: textOr(o.NoticeID), State: o.State,
		Tries: o.Tries, Error: o.Error, CreatedAt: s.at(o.CreatedAt), UntilAt: s.at(o.UntilAt), SettledAt: s.atPtr(o.SettledAt),
	}
	if o.State == models.OutWaiting {
		out.NextAt = s.atPtr(&o.NextAt)
	}
	return out
}

func textOr(p *string) string {
	if p == nil {
		return ""
	}
	return *p
}

type outboxInput struct {
	Paging
	OutboxQuery
}

// OutboxQuery says which messages are wanted.
type OutboxQuery struct {
	State   string `query:"state" enum:"waiting,sent,given_up,dropped"`
	Channel string `query:"channel" enum:"email,wecom,dingtalk,feishu,webhook"`
	Kind    string `query:"kind" enum:"notice,morning,test"`
}

func (s *Server) listOutbox(ctx context.Context, in *outboxInput) (*listOutput[OutboxMessage], error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	page, err := s.page(ctx, "outbox", in.Paging)
	if err != nil {
		return nil, err
	}
	rows, next, err := models.Outbox(db, scope, models.OutboxFilter{State: in.State, Channel: in.Channel, Kind: in.Kind}, page)
	if err != nil {
		return nil, err
	}
	return listed(s, "outbox", rows, next, s.outboxMessage), nil
}

type messageInput struct {
	ID  string `path:"id" maxLength:"64" doc:"Id of the message."`
	Key string `header:"Idempotency-Key" required:"true" doc:"A new key for each new action."`
}

// sendAgain needs no command row: a message that waits isn't made to wait once more.
func (s *Server) sendAgain(ctx context.Context, in *messageInput) (*bodyOutput[OutboxMessage], error) {
	_, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	row, err := s.books.RetryOutbox(ctx, scope, in.ID)
	if errors.Is(err, models.ErrNotGivenUp) {
		return nil, s.problem(requestOf(ctx), codeNotGivenUp)
	}
	if err != nil {
		return nil, err
	}
	return &bodyOutput[OutboxMessage]{s.outboxMessage(row)}, nil
}

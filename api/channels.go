package api

import (
	"context"
	"errors"
	"slices"
	"time"

	"carebook/internal/channel"
	"carebook/models"
)

// Channel is one over which notices may leave the house.
type Channel struct {
	Channel string    `json:"channel" enum:"email,wecom,dingtalk,feishu,webhook"`
	Shared  bool      `json:"shared" doc:"It speaks to one group for all who choose it."`
	SeenAt  time.Time `json:"seen_at" doc:"When a worker that has it was last alive, to some minutes."`
}

// listChannels lists the channels that the workers have been started with. Where they lead isn't known here.
func (s *Server) listChannels(ctx context.Context, _ *struct{}) (*listOutput[Channel], error) {
	db := s.db(ctx)
	now, err := s.books.Now(db)
	if err != nil {
		return nil, err
	}
	rows, err := models.KnownChannels(db, now)
	if err != nil {
		return nil, err
	}
	return listed(s, "channels", rows, nil, func(k models.KnownChannel) Channel {
		return Channel{k.Name, channel.Shared(k.Name), s.at(k.SeenAt)}
	}), nil
}

// ChosenChannel is a channel over which the caller is told of notices, beside the desk.
type ChosenChannel struct {
	Channel string `json:"channel" enum:"email,wecom,dingtalk,feishu,webhook"`
	Lang    string `json:"lang,omitempty" enum:"zh-Hans,zh-Hant,en" doc:"In which language; absent: the caller's. A group has the operator's."`
	Address string `json:"address,omitempty" maxLength:"254" doc:"Of the e-mail channel, and of no other. Kept sealed."`
}

// ChosenChannels are all channels over which the caller is told.
type ChosenChannels struct {
	Channels []ChosenChannel `json:"channels" maxItems:"5" doc:"None: in the desk alone."`
}

func (s *Server) myChannels(ctx context.Context, _ *struct{}) (*bodyOutput[ChosenChannels], error) {
	rows, err := s.books.ChosenChannels(s.db(ctx), requestOf(ctx).staff.ID)
	if err != nil {
		return nil, err
	}
	out := ChosenChannels{Channels: make([]ChosenChannel, len(rows))}
	for i, r := range rows {
		out.Channels[i] = ChosenChannel(r)
	}
	return &bodyOutput[ChosenChannels]{out}, nil
}

type chooseInput struct {
	Body ChosenChannels
}

// chooseChannels needs no command row: to choose the same twice is to have chosen it.
func (s *Server) chooseChannels(ctx context.Context, in *chooseInput) (*bodyOutput[ChosenChannels], error) {
	r := requestOf(ctx)
	var wanted []models.ChannelChoice
	for _, c := range in.Body.Channels {
		switch {
		case slices.ContainsFunc(wanted, func(w models.ChannelChoice) bool { return w.Channel == c.Channel }):
			return nil, s.invalid(r, FieldProblem{Location: "body.channels", Code: "items"})
		case c.Channel != channel.Email && c.Address != "":
			return nil, s.invalid(r, FieldProblem{Location: "body.channels", Code: "address_of_mail"})
		}
		if c.Lang == "" {
			c.Lang = r.lang
		}
		wanted = append(wanted, models.ChannelChoice(c))
	}
	err := s.books.ChooseChannels(ctx, r.staff.ID, wanted)
	switch {
	case errors.Is(err, models.ErrNoAddress):
		return nil, s.invalid(r, FieldProblem{Location: "body.channels", Code: "mail_address"})
	case errors.Is(err, models.ErrNoChannel):
		return nil, s.problem(r, codeNoChannel)
	case err != nil:
		return nil, err
	}
	return s.myChannels(ctx, nil)
}

type channelInput struct {
	Channel string `path:"channel" enum:"email,wecom,dingtalk,feishu,webhook"`
	Key     string `header:"Idempotency-Key" required:"true" doc:"A new key for each new action."`
}

// testChannel needs no command row: the message's own key is made of the caller's, and the same one is sent once.
func (s *Server) testChannel(ctx context.Context, in *channelInput) (*bodyOutput[OutboxMessage], error) {
	r := requestOf(ctx)
	row, err := s.books.TestChannel(ctx, r.staff.ID, in.Channel, in.Key)
	switch {
	case errors.Is(err, models.ErrNoChannel):
		return nil, s.problem(r, codeNoChannel)
	case errors.Is(err, models.ErrNoAddress):
		return nil, s.problem(r, codeChannelNotMine)
	case err != nil:
		return nil, err
	}
	return &bodyOutput[OutboxMessage]{s.outboxMessage(row)}, nil
}

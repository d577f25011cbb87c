package api

import (
	"cmp"
	"context"

	"carebook/models"
)

// GreetingText is what a customer is told on an occasion, as the policy has it, ready to be said or sent.
type GreetingText struct {
	Text    string   `json:"text"`
	Lang    string   `json:"lang" doc:"Language of the text: another than was asked for where the policy has none in that." example:"zh-Hans"`
	Clause  string   `json:"clause" doc:"That the text serves."`
	Missing []string `json:"missing" doc:"Placeholders still in the text, such as phone: whoever writes puts in what belongs there."`
}

type textInput struct {
	ID   string `path:"id" maxLength:"64" doc:"Id of the obligation."`
	Lang string `query:"lang" enum:"zh-Hans,zh-Hant,en" doc:"Language in which the customer is written to; that of the request when it isn't said."`
}

func (s *Server) greetingText(ctx context.Context, in *textInput) (*bodyOutput[GreetingText], error) {
	out, err := s.textOf(ctx, in.ID, models.TextAsk{Lang: in.Lang, Shown: maskName})
	if err != nil {
		return nil, err
	}
	if err := s.usable(ctx, out.Card); err != nil {
		return nil, err
	}
	return &bodyOutput[GreetingText]{asText(out)}, nil
}

// RevealText asks for the text of a greeting with the customer's name as it is.
type RevealText struct {
	Reason string `json:"reason" minLength:"1" maxLength:"500" doc:"What it is needed for. An auditor reads it."`
	Lang   string `json:"lang,omitempty" enum:"zh-Hans,zh-Hant,en" doc:"Language in which the customer is written to; that of the request when it isn't said."`
	Phone  string `json:"phone,omitempty" maxLength:"40" pattern:"^[0-9+() -]{3,40}$" doc:"Of whoever writes, to be put in. It is kept nowhere."`
}

// RevealedText is the text of a greeting with the customer's name as it is.
type RevealedText struct {
	GreetingText
	Left int `json:"left" doc:"How many fields more the caller may see so today."`
}

type revealTextInput struct {
	ID   string `path:"id" maxLength:"64" doc:"Id of the obligation."`
	Body RevealText
}

func (s *Server) revealText(ctx context.Context, in *revealTextInput) (*bodyOutput[RevealedText], error) {
	if wrong := named("body.reason", in.Body.Reason); len(wrong) > 0 {
		return nil, s.invalid(requestOf(ctx), wrong...)
	}
	out, err := s.textOf(ctx, in.ID, models.TextAsk{Lang: in.Body.Lang, Phone: in.Body.Phone})
	if err != nil {
		return nil, err
	}
	left, err := s.revealCard(ctx, out.Card, []string{"name"}, in.Body.Reason)
	if err != nil {
		return nil, err
	}
	return &bodyOutput[RevealedText]{RevealedText{asText(out), left}}, nil
}

// textOf is the text of a greeting from the caller, who is to say or send it.
func (s *Server) textOf(ctx context.Context, id string, ask models.TextAsk) (*models.GreetingText, error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	r := requestOf(ctx)
	ask.Lang, ask.Consultant, ask.Words = cmp.Or(ask.Lang, r.lang), r.staff.Name, Word
	return s.books.GreetingText(db, scope, id, ask)
}

func asText(t *models.GreetingText) GreetingText {
	return GreetingText{Text: t.Text, Lang: t.Lang, Clause: t.Clause, Missing: append([]string{}, t.Missing...)}
}

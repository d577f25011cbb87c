package api

import (
	"context"
	"strings"
	"time"

	"carebook/calendar"
	"carebook/contract"
	"carebook/models"
)

// Greeting is what is owed to one customer of a campaign, and what came of it.
type Greeting struct {
	ID       string     `json:"id" doc:"Of the obligation."`
	Customer string     `json:"customer_id"`
	Class    string     `json:"class"`
	Means    []string   `json:"means" doc:"By which the policy has the customer greeted, the usual one first."`
	Gifts    []string   `json:"gifts" doc:"That may go with it, once they are approved."`
	State    string     `json:"state" doc:"Of the obligation: open, paused, fulfilled; cancelled when nobody is greeted any more."`
	Tries    int64      `json:"tries"`
	Outcome  string     `json:"outcome,omitempty" doc:"Of the last try: greeted, not_reached."`
	By       string     `json:"by,omitempty" doc:"Means that was used."`
	Gift     string     `json:"gift,omitempty" doc:"That went with it."`
	Staff    *string    `json:"staff,omitempty" doc:"Staff id of whoever greeted."`
	At       *time.Time `json:"at,omitempty"`
}

type greetingsInput struct {
	ID string `path:"id" maxLength:"64" doc:"Id of the campaign."`
	Paging
	State    string `query:"state" enum:"open,paused,fulfilled,cancelled"`
	Outcome  string `query:"outcome" enum:"greeted,not_reached"`
	Customer string `query:"customer_id" maxLength:"64"`
}

func (s *Server) listGreetings(ctx context.Context, in *greetingsInput) (*listOutput[Greeting], error) {
	if _, err := s.seen(ctx, contract.Campaign, in.ID); err != nil {
		return nil, err
	}
	list := "greetings/" + in.ID
	page, err := s.page(ctx, list, in.Paging)
	if err != nil {
		return nil, err
	}
	rows, next, err := models.Greetings(s.db(ctx), in.ID, models.GreetingFilter{State: in.State, Outcome: in.Outcome, Customer: in.Customer}, page)
	if err != nil {
		return nil, err
	}
	return listed(s, list, rows, next, s.greeting), nil
}

func (s *Server) greeting(g models.GreetingItem) Greeting {
	return Greeting{
		ID: g.ObligationID, Customer: g.CustomerID, Class: g.Class, Means: several(g.Means), Gifts: several(g.Gifts), State: g.State, Tries: g.Tries,
		Outcome: g.Outcome, By: g.ByMeans, Gift: g.Gift, Staff: g.StaffID, At: s.atPtr(g.At),
	}
}

// several are the words of a comma separated column.
func several(text string) []string {
	if text == "" {
		return []string{}
	}
	return strings.Split(text, ",")
}

// GreetingMade is what came of greeting a customer.
type GreetingMade struct {
	Outcome string `json:"outcome" enum:"greeted,not_reached"`
	Means   string `json:"means" enum:"message,phone,mail,visit" doc:"One of the greeting's."`
	Gift    string `json:"gift,omitempty" enum:"flowers,cake,present" doc:"One of the greeting's, once the campaign's gifts are approved."`
}

type greetInput struct {
	ID   string `path:"id" maxLength:"64" doc:"Id of the obligation."`
	Key  string `header:"Idempotency-Key" required:"true" doc:"A new key for each new action."`
	Body GreetingMade
}

func (s *Server) greet(ctx context.Context, in *greetInput) (*bodyOutput[Greeting], error) {
	cmd, err := s.books.Greet(ctx, models.NewGreeting{
		Command: s.newCommand(ctx, order{}), Obligation: in.ID, Outcome: in.Body.Outcome, Means: in.Body.Means, Gift: in.Body.Gift,
	})
	if err := s.done(ctx, cmd, err); err != nil {
		return nil, err
	}
	s.spawned()
	g, err := models.GreetingByID(s.db(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return &bodyOutput[Greeting]{s.greeting(*g)}, nil
}

// Relation is how a customer is greeted.
type Relation struct {
	Class     string     `json:"class,omitempty" enum:"ordinary,important,vip,introduced,a,b,c,d" doc:"Absent while nobody knows: then the customer isn't greeted."`
	Consent   bool       `json:"consent" doc:"The customer has agreed to be greeted. Without that nobody greets him, and what is owed of it ends."`
	Birthdays []Birthday `json:"birthdays,omitempty" maxItems:"12" doc:"His own and those of his family; none takes away those that were known."`
}

// Birthday is a day of a solar or of a lunar year.
type Birthday struct {
	Whose     string `json:"whose" enum:"own,family"`
	Lunar     bool   `json:"lunar,omitempty"`
	LeapMonth bool   `json:"leap_month,omitempty" doc:"In the leap month of that number."`
	Month     int    `json:"month" minimum:"1" maximum:"12"`
	Day       int    `json:"day" minimum:"1" maximum:"31"`
}

type relationInput struct {
	ID      string `path:"id" maxLength:"64" doc:"Id of the customer."`
	Key     string `header:"Idempotency-Key" required:"true" doc:"A new key for each new action."`
	IfMatch string `header:"If-Match" doc:"ETag of the version that this depends on."`
	Body    Relation
}

func (s *Server) relateCustomer(ctx context.Context, in *relationInput) (*customerOutput, error) {
	n := models.Relation{Class: in.Body.Class, Consent: in.Body.Consent}
	var wrong []FieldProblem
	for _, b := range in.Body.Birthdays {
		day := calendar.Birthday{Lunar: b.Lunar, LeapMonth: b.LeapMonth, Month: b.Month, Day: b.Day}
		if !day.Exists() {
			wrong = append(wrong, FieldProblem{Location: "body.birthdays", Code: "birthday"})
		}
		n.Birthdays = append(n.Birthdays, models.BirthdayOf{Whose: b.Whose, Day: day})
	}
	if len(wrong) > 0 {
		return nil, s.invalid(requestOf(ctx), wrong...)
	}
	expect, err := s.version(ctx, in.IfMatch)
	if err != nil {
		return nil, err
	}
	n.Command = s.newCommand(ctx, order{stream: in.ID, expect: expect})
	cmd, err := s.books.RelateCustomer(ctx, n)
	if err := s.done(ctx, cmd, err); err != nil {
		return nil, err
	}
	s.spawned()
	return s.showCustomer(ctx, in.ID)
}

package api

import (
	"context"
	"time"

	"carebook/models"
)

// Superior is whoever is or was above a member of staff.
type Superior struct {
	Superior string     `json:"superior" doc:"Staff id."`
	Kind     string     `json:"kind" enum:"line,area" doc:"In the line, or by area."`
	From     time.Time  `json:"from"`
	To       *time.Time `json:"to,omitempty" doc:"Not included; absent for whoever is so now."`
}

func (s *Server) superiors(ctx context.Context, in *staffIDInput) (*listOutput[Superior], error) {
	rows, err := models.SuperiorsOf(s.db(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return listed(s, "superiors", rows, nil, func(r models.Superior) Superior {
		return Superior{r.SuperiorID, r.Kind, s.at(r.ValidFrom), s.atPtr(r.ValidTo)}
	}), nil
}

// NewSuperior says who is above a member of staff from now on.
type NewSuperior struct {
	Superior string `json:"superior,omitempty" maxLength:"64" doc:"Staff id; absent: nobody."`
	Kind     string `json:"kind" enum:"line,area"`
	Reason   string `json:"reason,omitempty" maxLength:"2000" doc:"Is kept sealed."`
}

type newSuperiorInput struct {
	ID   string `path:"id" maxLength:"64" doc:"Staff id."`
	Key  string `header:"Idempotency-Key" required:"true" doc:"A new key for each new action."`
	Body NewSuperior
}

func (s *Server) setSuperior(ctx context.Context, in *newSuperiorInput) (*listOutput[Superior], error) {
	cmd, err := s.books.SetSuperior(ctx, models.NewSuperior{
		Command: s.newCommand(ctx, order{}), Staff: in.ID, Superior: in.Body.Superior, Kind: in.Body.Kind, Reason: in.Body.Reason,
	})
	if err := s.done(ctx, cmd, err); err != nil {
		return nil, err
	}
	return s.superiors(ctx, &staffIDInput{ID: in.ID})
}

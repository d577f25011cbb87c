package api

import (
	"context"
	"encoding/hex"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/models"
)

// WhyDrawn answers why a customer is visited, or isn't.
type WhyDrawn struct {
	Visited    bool       `json:"visited" doc:"This customer is visited."`
	Why        string     `json:"why" enum:"everybody,cycle,again,drawn,stands_in,rounded_up,at_least,left_out" doc:"everybody: the rate is 100 %; again: an earlier visit wasn't the end of it; stands_in: for somebody who can't be reached; rounded_up: so that the month has its rate; at_least: the first of a month are visited whatever the lot says."`
	Clause     string     `json:"clause,omitempty" doc:"Of the rate, or of the cycle." example:"V17-1.3a"`
	Rate       string     `json:"rate,omitempty" doc:"Parts of a whole; the whole is the length of a block." example:"1/2"`
	Period     string     `json:"period,omitempty" doc:"Unit, event and month out of which was drawn."`
	Number     int64      `json:"number,omitempty" doc:"Of this event in the period, in the order of recording."`
	Block      int64      `json:"block,omitempty" doc:"In which the number lies."`
	Drawn      bool       `json:"drawn" doc:"The lot fell on it."`
	Commitment string     `json:"commitment,omitempty" doc:"SHA-256 of the period's secret, in hex, fixed when the period began."`
	Secret     string     `json:"secret,omitempty" doc:"In hex; only when the period is closed: with it anybody can draw again."`
	ClosedAt   *time.Time `json:"closed_at,omitempty"`
	InPlaceOf  int64      `json:"in_place_of,omitempty" doc:"Number of the customer who can't be reached, and whose place this one takes."`
	Replaced   string     `json:"replaced,omitempty" enum:"unreachable,moved,refused,duplicate" doc:"Why another customer takes this one's place."`
}

// whyDrawn reads what the books know of the draw: of this case, or of the one that the lot had left out before.
func (s *Server) whyDrawn(ctx context.Context, in *visitInput) (*bodyOutput[WhyDrawn], error) {
	var out WhyDrawn
	err := s.show(ctx, func(tx *gorm.DB, scope models.Scope) error {
		v, err := models.VisitByID(tx, scope, in.ID)
		if err != nil {
			return err
		}
		out, err = s.why(tx, v)
		return err
	})
	return &bodyOutput[WhyDrawn]{out}, err
}

func (s *Server) why(tx *gorm.DB, v *models.VisitItem) (WhyDrawn, error) {
	p, err := s.books.PolicyOf(tx, contract.ReturnVisit, v.Edition)
	if err != nil {
		return WhyDrawn{}, err
	}
	caseID := v.ID
	if v.CalledIn {
		if caseID, err = s.books.SparedCase(tx, v.ID); err != nil {
			return WhyDrawn{}, err
		}
	}
	drawn, err := models.SampledCase(tx, caseID)
	if err != nil || drawn != nil {
		return s.drawn(v, drawn), err
	}
	rate := p.ReturnVisit.Events[v.Event].Rate
	switch {
	case v.Cycle != "":
		return WhyDrawn{Visited: true, Why: "cycle", Clause: p.ReturnVisit.Cycles[v.Cycle].Every.Clause}, nil
	case rate.Value == 100:
		return WhyDrawn{Visited: true, Why: "everybody", Clause: rate.Clause}, nil
	}
	return WhyDrawn{Visited: true, Why: "again", Clause: rate.Clause}, nil
}

// drawn says what the draw said; nothing when there was none.
func (s *Server) drawn(v *models.VisitItem, d *models.Sampled) WhyDrawn {
	if d == nil {
		return WhyDrawn{}
	}
	p := d.Period
	out := WhyDrawn{
		Visited: v.Status != contract.NotSampled || d.Fill != nil, Why: "left_out", Clause: p.Clause, Rate: p.Rate().String(), Period: p.ID, Number: d.N,
		Block: p.Rate().Block(d.N), Drawn: d.Drawn, Commitment: hex.EncodeToString(p.Commitment), Secret: hex.EncodeToString(p.Secret),
		ClosedAt: s.atPtr(p.ClosedAt),
	}
	switch {
	case d.Drawn:
		out.Why = "drawn"
	case d.Fill != nil && d.Fill.ForN != 0:
		out.Why, out.InPlaceOf = "stands_in", d.Fill.ForN
	case d.Fill != nil:
		out.Why = "rounded_up"
	case out.Visited:
		out.Why = "at_least"
	}
	if d.Gap != nil {
		out.Replaced = d.Gap.Reason
	}
	return out
}

// VisitFigure is how the visits went that were due in a month, after one event or in one cycle of a unit.
type VisitFigure struct {
	Unit     string `json:"unit"`
	Event    string `json:"event,omitempty"`
	Cycle    string `json:"cycle,omitempty"`
	Due      int64  `json:"due" doc:"Visits that were due in the month."`
	Done     int64  `json:"done" doc:"Of those."`
	OnTime   int64  `json:"on_time" doc:"Of those that were done."`
	Spared   int64  `json:"spared" doc:"Customers whom the draw left out."`
	Issues   int64  `json:"issues" doc:"That came up in those cases."`
	Settled  int64  `json:"settled" doc:"Of those."`
	Coverage *int64 `json:"coverage,omitempty" doc:"Done of due, in per cent, rounded down; absent when nothing was due."`
	Handling *int64 `json:"handling_rate,omitempty" doc:"Issues settled, in per cent, rounded down; absent when none came up."`
	Punctual *int64 `json:"on_time_rate,omitempty" doc:"On time of due, in per cent, rounded down; absent when nothing was due."`
}

type visitFiguresInput struct {
	Unit  string `query:"unit" maxLength:"64" doc:"Id; all units that the caller sees, when absent."`
	Month string `query:"month" required:"true" pattern:"^[0-9]{4}-(0[1-9]|1[0-2])$" doc:"By the business zone." example:"2026-03"`
}

// VisitFigures are the figures of a month.
type VisitFigures struct {
	Items []VisitFigure `json:"items"`
}

func (s *Server) visitFigures(ctx context.Context, in *visitFiguresInput) (*bodyOutput[VisitFigures], error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	from, err := time.ParseInLocation("2006-01", in.Month, s.zone)
	if err != nil {
		return nil, err
	}
	to := time.Date(from.Year(), from.Month()+1, 1, 0, 0, 0, 0, s.zone)
	rows, err := models.VisitFigures(db, scope, in.Unit, from, to)
	if err != nil {
		return nil, err
	}
	out := VisitFigures{Items: []VisitFigure{}}
	for _, r := range rows {
		out.Items = append(out.Items, VisitFigure{
			Unit: r.UnitID, Event: r.Event, Cycle: r.Cycle, Due: r.Due, Done: r.Done, OnTime: r.OnTime, Spared: r.Spared, Issues: r.Issues,
			Settled: r.Settled, Coverage: percent(r.Done, r.Due), Handling: percent(r.Settled, r.Issues), Punctual: percent(r.OnTime, r.Due),
		})
	}
	return &bodyOutput[VisitFigures]{out}, nil
}

// percent is a part of a whole, rounded down; nil of nothing.
func percent(part, whole int64) *int64 {
	if whole == 0 {
		return nil
	}
	p := 100 * part / whole
	return &p
}

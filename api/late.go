package api

import (
	"context"
	"time"

	"carebook/contract"
	"carebook/models"
)

// LateMark is a mark that came a second or more after its moment: carebook was late, not whoever owes the duty.
type LateMark struct {
	Obligation  string    `json:"obligation"`
	N           int       `json:"n"`
	Case        string    `json:"case"`
	CaseKind    string    `json:"case_kind"`
	Number      string    `json:"number" doc:"Number of the case."`
	Unit        string    `json:"unit"`
	Duty        string    `json:"duty" example:"report"`
	Kind        string    `json:"kind" enum:"remind,escalate,breach"`
	State       string    `json:"state" enum:"fired,folded" doc:"Folded: a later reminder stood for it."`
	At          time.Time `json:"at" doc:"When it should have come."`
	FiredAt     time.Time `json:"fired_at"`
	LateSeconds float64   `json:"late_seconds" doc:"fired_at less at, to the millisecond."`
}

type lateInput struct {
	Paging
	LateQuery
}

// LateQuery says which late marks are wanted.
type LateQuery struct {
	AtLeast    int       `query:"at_least" minimum:"1" maximum:"31536000" default:"1" doc:"Only those that were at least so many seconds late."`
	FiredFrom  time.Time `query:"fired_from"`
	FiredUntil time.Time `query:"fired_until" doc:"Fired before it."`
	Kind       string    `query:"kind" enum:"remind,escalate,breach"`
}

// listLateMarks says where carebook itself was late, the last one first.
func (s *Server) listLateMarks(ctx context.Context, in *lateInput) (*listOutput[LateMark], error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	page, err := s.page(ctx, "late-marks", in.Paging)
	if err != nil {
		return nil, err
	}
	rows, next, err := models.LateMarks(db, scope, models.LateFilter{
		AtLeast: time.Duration(in.AtLeast) * time.Second, Kind: contract.MarkKind(in.Kind),
		From: moment(in.FiredFrom), To: moment(in.FiredUntil),
	}, page)
	if err != nil {
		return nil, err
	}
	return listed(s, "late-marks", rows, next, s.lateMark), nil
}

func (s *Server) lateMark(m models.LateMark) LateMark {
	out := LateMark{
		Obligation: m.ObligationID, N: m.N, Case: m.CaseID, CaseKind: string(m.CaseKind), Number: m.Number, Unit: m.UnitID,
		Duty: m.Duty, Kind: string(m.Kind), State: m.State, At: s.at(m.At),
	}
	if m.FiredAt != nil && m.LateMs != nil {
		out.FiredAt, out.LateSeconds = s.at(*m.FiredAt), float64(*m.LateMs)/1000
	}
	return out
}

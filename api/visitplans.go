package api

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/models"
)

// NewVisitPlan opens a person's month: one's own, or somebody else's by whoever the policy names.
type NewVisitPlan struct {
	Moment
	Unit   string `json:"unit" format:"uuid" doc:"Id of the business unit."`
	Person string `json:"person,omitempty" format:"uuid" doc:"Staff id of whoever visits, if not the caller."`
	Month  string `json:"month" pattern:"^20[0-9]{2}-(0[1-9]|1[0-2])$" doc:"Not over yet." example:"2026-04"`
}

func (b NewVisitPlan) fill(o *order) {
	b.Moment.fill(o)
	o.facts.Unit = b.Unit
	o.facts.VisitPlan = &contract.VisitPlanFacts{Person: b.Person, Month: b.Month}
}

// ofMonth gives a month a key of its own, which seals what is written about it.
func (s *Server) ofMonth(ctx context.Context, o *order) (err error) {
	o.person, err = s.books.NewPersonKey(ctx)
	return err
}

// VisitPlanDone is a month after a command on it: where it stands and what it owes.
type VisitPlanDone struct {
	VisitPlanItem
	Obligations []Obligation `json:"obligations" doc:"Open ones, by due time."`
	Receipt     Receipt      `json:"receipt"`
}

var visitPlans = family[VisitPlanDone]{contract.VisitPlan, "visit-plans", "/visit-plans", (*Server).visitPlanDone}

func (s *Server) visitPlanDone(db *gorm.DB, scope models.Scope, id string, receipt contract.Receipt) (seq int64, done VisitPlanDone, err error) {
	p, err := models.VisitPlanByID(db, scope, id)
	if err != nil {
		return 0, done, err
	}
	owed, err := s.openObligationsOf(db, scope, id)
	return p.Seq, VisitPlanDone{s.visitPlanItem(*p), owed, s.receipt(receipt)}, err
}

type visitPlansInput struct {
	Paging
	VisitPlanQuery
}

// VisitPlanQuery says which months are wanted.
type VisitPlanQuery struct {
	Status  string `query:"status" enum:"draft,submitted,sent_back,approved,completed,voided"`
	Unit    string `query:"unit" maxLength:"64"`
	Person  string `query:"person" maxLength:"64" doc:"Staff id."`
	Month   string `query:"month" maxLength:"7" doc:"The plan and actual of a month." example:"2026-04"`
	Running bool   `query:"running" doc:"Without those that have ended."`
	Sort    string `query:"sort" enum:"opened_at,-opened_at,updated_at,-updated_at" default:"-opened_at" doc:"With - the latest first."`
}

// VisitPlanItem is a person's month in a list.
type VisitPlanItem struct {
	ID          string     `json:"id"`
	Number      string     `json:"number" example:"S1-M2026-00001"`
	Unit        string     `json:"unit"`
	Status      string     `json:"status"`
	Ended       bool       `json:"ended"`
	Person      string     `json:"person" doc:"Staff id."`
	Month       string     `json:"month" example:"2026-04"`
	Lines       int64      `json:"lines"`
	SubmittedAt *time.Time `json:"submitted_at,omitempty"`
	ApprovedAt  *time.Time `json:"approved_at,omitempty"`
	ApprovedBy  *string    `json:"approved_by,omitempty" doc:"Staff id."`
	CountedTo   string     `json:"counted_to,omitempty" doc:"Last day that is counted." example:"2026-04-07"`
	ClosedAt    *time.Time `json:"closed_at,omitempty"`
	Planned     int64      `json:"planned" doc:"Visits, at the closing."`
	Actual      int64      `json:"actual" doc:"Of those planned ones, made."`
	Beside      int64      `json:"beside" doc:"Made and not planned."`
	Seq         int64      `json:"seq" doc:"Version."`
	OpenedAt    time.Time  `json:"opened_at"`
	UpdatedAt   time.Time  `json:"updated_at"`
}

func (s *Server) visitPlanItem(p models.VisitPlanItem) VisitPlanItem {
	return VisitPlanItem{
		ID: p.ID, Number: p.Number, Unit: p.Case.UnitID, Status: string(p.Status), Ended: p.Ended, Person: p.PersonID, Month: p.Month, Lines: p.Lines,
		SubmittedAt: s.atPtr(p.SubmittedAt), ApprovedAt: s.atPtr(p.ApprovedAt), ApprovedBy: p.ApproverID, CountedTo: p.CountedTo,
		ClosedAt: s.atPtr(p.ClosedAt), Planned: p.Planned, Actual: p.Actual, Beside: p.Beside, Seq: p.Seq, OpenedAt: s.at(p.OpenedAt),
		UpdatedAt: s.at(p.UpdatedAt),
	}
}

func (s *Server) listVisitPlans(ctx context.Context, in *visitPlansInput) (*listOutput[VisitPlanItem], error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	page, list, err := s.sorted(ctx, "visit-plans", in.Sort, in.Paging)
	if err != nil {
		return nil, err
	}
	rows, next, err := models.VisitPlans(db, scope, models.VisitPlanFilter{
		Status: contract.Status(in.Status), Unit: in.Unit, Person: in.Person, Month: in.Month, Running: in.Running,
	}, page)
	if err != nil {
		return nil, fmt.Errorf("listing months of visits: %w", err)
	}
	return listed(s, list, rows, next, s.visitPlanItem), nil
}

package api

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/models"
)

// NewCustomerVisit plans a visit to a customer: by a line of the month's plan, or on its own.
type NewCustomerVisit struct {
	Moment
	Unit     string     `json:"unit" format:"uuid" doc:"Id of the business unit."`
	Customer string     `json:"customer_id" format:"uuid"`
	Purpose  string     `json:"purpose" pattern:"^[a-z][a-z0-9_]{0,39}$" doc:"One of the policy's." example:"customer_care"`
	Object   string     `json:"object,omitempty" pattern:"^[a-z][a-z0-9_]{0,39}$" doc:"What the customer is, where the policy asks: current, target, potential, same_trade."`
	Way      string     `json:"way" enum:"visit,phone"`
	Matter   string     `json:"matter,omitempty" enum:"simple,supplement,full" doc:"Of a call, where the policy lets only some be made by phone."`
	Earlier  string     `json:"earlier_id,omitempty" format:"uuid" doc:"Id of the visit that a call supplements."`
	Visitor  string     `json:"visitor,omitempty" format:"uuid" doc:"Staff id of whoever visits, if not the caller."`
	Plan     string     `json:"plan,omitempty" format:"uuid" doc:"Id of the month whose plan has the visit."`
	Line     int        `json:"line,omitempty" minimum:"1" maximum:"99" doc:"Of that plan."`
	NextAt   *time.Time `json:"next_at,omitempty" doc:"What is agreed with the customer; still to come. Preparation and visit are owed by then."`
	Contact  string     `json:"contact,omitempty" maxLength:"2000" doc:"Whom to see there, and where."`
}

func (b NewCustomerVisit) fill(o *order) {
	b.Moment.fill(o)
	o.text("contact", b.Contact)
	o.facts.Unit, o.facts.Customer, o.facts.Assignee, o.facts.Earlier = b.Unit, b.Customer, b.Visitor, b.Earlier
	o.next(b.NextAt)
	o.facts.CustomerVisit = &contract.CustomerVisitFacts{
		Purpose: b.Purpose, Object: b.Object, Channel: b.Way, Matter: b.Matter, Plan: b.Plan, Line: b.Line,
	}
	if (b.Plan == "") != (b.Line == 0) {
		o.reject("body.line", "required")
	}
}

// CustomerVisitDone is a visit after a command on it: where it stands and what it owes.
type CustomerVisitDone struct {
	CustomerVisitItem
	Obligations []Obligation `json:"obligations" doc:"Open ones, by due time."`
	Receipt     Receipt      `json:"receipt"`
}

var customerVisits = family[CustomerVisitDone]{contract.Visit, "visits", "/visits", (*Server).customerVisitDone}

func (s *Server) customerVisitDone(db *gorm.DB, scope models.Scope, id string, receipt contract.Receipt) (seq int64, done CustomerVisitDone, err error) {
	v, err := models.CustomerVisitByID(db, scope, id)
	if err != nil {
		return 0, done, err
	}
	owed, err := s.openObligationsOf(db, scope, id)
	return v.Seq, CustomerVisitDone{s.customerVisitItem(*v), owed, s.receipt(receipt)}, err
}

type customerVisitsInput struct {
	Paging
	CustomerVisitQuery
}

// CustomerVisitQuery says which visits are wanted.
type CustomerVisitQuery struct {
	Status        string    `query:"status" enum:"planned,appointed,prepared,made,overdue,reported,follow_ups,completed,cancelled,voided"`
	Unit          string    `query:"unit" maxLength:"64"`
	Visitor       string    `query:"visitor" maxLength:"64" doc:"Staff id."`
	Customer      string    `query:"customer_id" maxLength:"64"`
	Plan          string    `query:"plan" maxLength:"64" doc:"Id of a month: the visits by its plan."`
	Purpose       string    `query:"purpose" maxLength:"40"`
	VisitedFrom   time.Time `query:"visited_from" doc:"Made at that moment or later."`
	VisitedBefore time.Time `query:"visited_before" doc:"Made before that moment."`
	AgreedFrom    time.Time `query:"appointed_from" doc:"Agreed for that moment or later, whether made or not."`
	AgreedBefore  time.Time `query:"appointed_before" doc:"Idem, before that moment."`
	Late          bool      `query:"late" doc:"The list of overdue reports: not reported on in time."`
	Promised      bool      `query:"promised" doc:"With promises that aren't kept yet."`
	Running       bool      `query:"running" doc:"Without those that have ended."`
	Sort          string    `query:"sort" enum:"opened_at,-opened_at,updated_at,-updated_at" default:"-opened_at" doc:"With - the latest first."`
}

// CustomerVisitItem is a visit in a list.
type CustomerVisitItem struct {
	ID           string     `json:"id"`
	Number       string     `json:"number" example:"S1-V2026-00001"`
	Unit         string     `json:"unit"`
	Status       string     `json:"status"`
	Ended        bool       `json:"ended"`
	Customer     string     `json:"customer_id"`
	Visitor      string     `json:"visitor" doc:"Staff id."`
	Purpose      string     `json:"purpose" example:"customer_care"`
	Object       string     `json:"object,omitempty" example:"current"`
	Way          string     `json:"way" example:"visit"`
	Matter       string     `json:"matter,omitempty"`
	Earlier      *string    `json:"earlier_id,omitempty"`
	Plan         *string    `json:"plan,omitempty" doc:"Id of the month whose plan has it."`
	Line         int64      `json:"line,omitempty"`
	AppointedAt  *time.Time `json:"appointed_at,omitempty"`
	PreparedAt   *time.Time `json:"prepared_at,omitempty"`
	VisitedAt    *time.Time `json:"visited_at,omitempty"`
	Minutes      int64      `json:"minutes,omitempty" doc:"For which the customer was trained."`
	Promises     int64      `json:"promises" doc:"That were made to the customer."`
	Kept         int64      `json:"kept" doc:"Of these."`
	ReportedAt   *time.Time `json:"reported_at,omitempty"`
	Late         bool       `json:"late" doc:"Not reported on in time."`
	ReviewedAt   *time.Time `json:"reviewed_at,omitempty"`
	ReviewedBy   *string    `json:"reviewed_by,omitempty" doc:"Staff id."`
	OffDutyUntil *time.Time `json:"off_duty_until,omitempty" doc:"Until when the visitor's duty may be taken away, as it is proposed."`
	Seq          int64      `json:"seq" doc:"Version."`
	OpenedAt     time.Time  `json:"opened_at"`
	UpdatedAt    time.Time  `json:"updated_at"`
}

func (s *Server) customerVisitItem(v models.CustomerVisitItem) CustomerVisitItem {
	return CustomerVisitItem{
		ID: v.ID, Number: v.Number, Unit: v.Case.UnitID, Status: string(v.Status), Ended: v.Ended, Customer: v.CustomerID, Visitor: v.PersonID,
		Purpose: v.Purpose, Object: v.Object, Way: v.Way, Matter: v.Matter, Earlier: v.EarlierID, Plan: v.PlanID, Line: v.PlanLine,
		AppointedAt: s.atPtr(v.AppointedAt), PreparedAt: s.atPtr(v.PreparedAt), VisitedAt: s.atPtr(v.VisitedAt), Minutes: v.Minutes,
		Promises: v.Promises, Kept: v.Kept, ReportedAt: s.atPtr(v.ReportedAt), Late: v.Late, ReviewedAt: s.atPtr(v.ReviewedAt),
		ReviewedBy: v.ReviewerID, OffDutyUntil: s.atPtr(v.OffDutyUntil), Seq: v.Seq, OpenedAt: s.at(v.OpenedAt), UpdatedAt: s.at(v.UpdatedAt),
	}
}

func (s *Server) listCustomerVisits(ctx context.Context, in *customerVisitsInput) (*listOutput[CustomerVisitItem], error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	page, list, err := s.sorted(ctx, "visits", in.Sort, in.Paging)
	if err != nil {
		return nil, err
	}
	rows, next, err := models.CustomerVisits(db, scope, models.CustomerVisitFilter{
		Status: contract.Status(in.Status), Unit: in.Unit, Person: in.Visitor, Customer: in.Customer, Plan: in.Plan, Purpose: in.Purpose,
		From: moment(in.VisitedFrom), Before: moment(in.VisitedBefore),
		For: moment(in.AgreedFrom), ForUntil: moment(in.AgreedBefore), Late: in.Late, Promised: in.Promised, Running: in.Running,
	}, page)
	if err != nil {
		return nil, fmt.Errorf("listing visits: %w", err)
	}
	return listed(s, list, rows, next, s.customerVisitItem), nil
}

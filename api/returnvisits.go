package api

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/models"
)

// NewVisit is something after which a customer is visited, or a standing cycle of visits that begins.
type NewVisit struct {
	OccurredAt *time.Time `json:"occurred_at,omitempty" doc:"When it happened, if not now: the clock starts there. The policy says how far back it may lie."`
	Reason     string     `json:"reason,omitempty" maxLength:"2000" doc:"Why it is entered only now: required with occurred_at."`
	Unit       string     `json:"unit" format:"uuid" doc:"Id of the business unit."`
	Customer   string     `json:"customer_id" format:"uuid"`
	Event      string     `json:"event,omitempty" pattern:"^[a-z][a-z0-9_]{0,39}$" doc:"One of the policy's events; absent where a cycle begins." example:"repair_finished"`
	Cycle      string     `json:"cycle,omitempty" pattern:"^[a-z][a-z0-9_]{0,39}$" doc:"One of the policy's cycles; absent after an event." example:"regular_call"`
	Severity   string     `json:"severity,omitempty" enum:"ordinary,important,major" doc:"Of the complaint that was handled."`
	Class      string     `json:"class,omitempty" pattern:"^[a-z][a-z0-9_]{0,39}$" doc:"Of the customer, where the policy visits classes differently." example:"key"`
	Visitor    string     `json:"visitor,omitempty" format:"uuid" doc:"Staff id of whoever visits; anybody of the role may, when absent."`
	Reference  string     `json:"reference,omitempty" pattern:"^[A-Za-z0-9][A-Za-z0-9_./-]{0,63}$" doc:"Of the event in another system: a second time it is refused. Never a name or a number of a person." example:"WO-2026-118"`
	Text       string     `json:"text,omitempty" maxLength:"20000" doc:"What the visitor should know."`
}

func (b NewVisit) fill(o *order) {
	o.at(b.OccurredAt, b.Reason)
	o.text("text", b.Text)
	if (b.Event == "") == (b.Cycle == "") {
		o.reject("body.event", "required")
	}
	o.facts = contract.Facts{
		Unit: b.Unit, Customer: b.Customer, Event: b.Event, Cycle: b.Cycle, Severity: b.Severity, Class: b.Class, Assignee: b.Visitor,
		Reference: b.Reference,
	}
}

// VisitDone is a return visit after a command on it: where it stands and what it owes.
type VisitDone struct {
	VisitItem
	Obligations []Obligation `json:"obligations" doc:"Open ones, by due time."`
	Receipt     Receipt      `json:"receipt"`
}

var visits = family[VisitDone]{contract.ReturnVisit, "return-visits", "/return-visits", (*Server).visitDone}

func (s *Server) visitDone(db *gorm.DB, scope models.Scope, id string, receipt contract.Receipt) (seq int64, done VisitDone, err error) {
	v, err := models.VisitByID(db, scope, id)
	if err != nil {
		return 0, done, err
	}
	owed, err := s.openObligationsOf(db, scope, id)
	return v.Seq, VisitDone{s.visitItem(*v), owed, s.receipt(receipt)}, err
}

type visitsInput struct {
	Paging
	VisitQuery
}

// VisitQuery says which return visits are wanted.
type VisitQuery struct {
	Status    string    `query:"status" enum:"planned,assigned,appointed,attempted,recorded,issue_open,reported,reviewed,completed,not_sampled,waived,unreached,voided"`
	Unit      string    `query:"unit" maxLength:"64"`
	Event     string    `query:"event" pattern:"^[a-z][a-z0-9_]{0,39}$" doc:"After which customers are visited."`
	Cycle     string    `query:"cycle" pattern:"^[a-z][a-z0-9_]{0,39}$"`
	Visitor   string    `query:"visitor" maxLength:"64" doc:"Staff id of whoever visits."`
	Role      string    `query:"role" maxLength:"64" doc:"That visits."`
	Customer  string    `query:"customer_id" maxLength:"64"`
	Complaint string    `query:"complaint" maxLength:"64" doc:"Id of the complaint after which the customer is visited."`
	DueFrom   time.Time `query:"due_from" doc:"A visit is due at this moment or later; for a calendar, with due_before."`
	DueBefore time.Time `query:"due_before"`
	Sampled   string    `query:"sampled" enum:"yes,no" doc:"Only those on whom the lot fell, or whom it left out."`
	Late      bool      `query:"late" doc:"A visit was made too late, or not at all."`
	Running   bool      `query:"running" doc:"Without those that have ended."`
	Paused    bool      `query:"paused" doc:"Only those whose clocks stand still."`
	Sort      string    `query:"sort" enum:"opened_at,-opened_at,updated_at,-updated_at,due_at,-due_at" default:"-opened_at" doc:"With - the latest first. By due_at only those that owe a visit are listed."`
}

// VisitItem is a return visit in a list.
type VisitItem struct {
	ID          string     `json:"id"`
	Number      string     `json:"number" example:"S1-R2026-00001"`
	Unit        string     `json:"unit"`
	Status      string     `json:"status"`
	Ended       bool       `json:"ended"`
	PausedAt    *time.Time `json:"paused_at,omitempty"`
	Customer    string     `json:"customer_id"`
	Event       string     `json:"event,omitempty" doc:"After which the customer is visited; absent in a cycle." example:"repair_finished"`
	Cycle       string     `json:"cycle,omitempty" doc:"Standing one; absent after an event." example:"regular_call"`
	Severity    string     `json:"severity,omitempty" doc:"Of the complaint."`
	Class       string     `json:"class,omitempty" doc:"Of the customer."`
	Complaint   *string    `json:"complaint,omitempty" doc:"Id of the complaint after which the customer is visited."`
	Reference   string     `json:"reference,omitempty" doc:"Of the event in another system."`
	Role        string     `json:"role" doc:"That visits." example:"property_assistant"`
	Visitor     *string    `json:"visitor,omitempty" doc:"Staff id of whoever visits; absent while anybody of the role may."`
	HappenedAt  time.Time  `json:"happened_at" doc:"When the event was, or the cycle began."`
	DueAt       *time.Time `json:"due_at,omitempty" doc:"Of the visit that is owed."`
	AppointedAt *time.Time `json:"appointed_at,omitempty" doc:"What is agreed with the customer."`
	Visit       int64      `json:"visit" doc:"Number of the visit that is owed, or was last."`
	Held        int64      `json:"held" doc:"How many were made."`
	HeldAt      *time.Time `json:"held_at,omitempty" doc:"The last of them."`
	Medium      string     `json:"medium,omitempty" doc:"Of the last one. phone: noted as a call, without a signature." example:"phone"`
	Verdict     string     `json:"verdict,omitempty" doc:"Of the customer, the last one." example:"satisfied"`
	Score       *int64     `json:"score,omitempty" doc:"Of the last answers, in per cent of all scales."`
	Issues      int64      `json:"issues" doc:"That came up."`
	Settled     int64      `json:"settled" doc:"Of those."`
	Sampled     *bool      `json:"sampled,omitempty" doc:"The lot fell on this customer, or left him out; absent where there was no draw."`
	CalledIn    bool       `json:"called_in" doc:"Visited although the lot had left this customer out: in somebody's place, or to round a month up."`
	Late        bool       `json:"late" doc:"A visit was made too late, or not at all."`
	FewerCalls  bool       `json:"fewer_calls" doc:"The customer wants fewer of them."`
	Seq         int64      `json:"seq" doc:"Version."`
	OpenedAt    time.Time  `json:"opened_at"`
	UpdatedAt   time.Time  `json:"updated_at"`
}

func (s *Server) visitItem(v models.VisitItem) VisitItem {
	return VisitItem{
		ID: v.ID, Number: v.Number, Unit: v.Case.UnitID, Status: string(v.Status), Ended: v.Case.Ended, PausedAt: s.atPtr(v.PausedAt),
		Customer: v.CustomerID, Event: v.Event, Cycle: v.Cycle, Severity: v.Severity, Class: v.Class, Complaint: v.OriginID,
		Reference: v.Reference, Role: v.Visitor, Visitor: v.HandlerID, HappenedAt: s.at(v.OccurredAt), DueAt: s.atPtr(v.DueAt),
		AppointedAt: s.atPtr(v.AppointedAt), Visit: v.Visit, Held: v.Held, HeldAt: s.atPtr(v.HeldAt), Medium: v.Medium, Verdict: v.Verdict,
		Score: v.Score, Issues: v.Issues, Settled: v.Settled, Sampled: v.Drawn, CalledIn: v.CalledIn, Late: v.Late, FewerCalls: v.Lower,
		Seq: v.Seq, OpenedAt: s.at(v.OpenedAt), UpdatedAt: s.at(v.UpdatedAt),
	}
}

func (s *Server) listVisits(ctx context.Context, in *visitsInput) (*listOutput[VisitItem], error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	page, list, err := s.sorted(ctx, "return-visits", in.Sort, in.Paging)
	if err != nil {
		return nil, err
	}
	f := models.VisitFilter{
		Status: contract.Status(in.Status), Unit: in.Unit, Event: in.Event, Cycle: in.Cycle, Visitor: in.Visitor, Role: in.Role,
		Customer: in.Customer, Origin: in.Complaint, DueFrom: moment(in.DueFrom), DueBefore: moment(in.DueBefore), Late: in.Late,
		Running: in.Running, Paused: in.Paused,
	}
	if in.Sampled != "" {
		drawn := in.Sampled == "yes"
		f.Sampled = &drawn
	}
	rows, next, err := models.Visits(db, scope, f, page)
	if err != nil {
		return nil, fmt.Errorf("listing return visits: %w", err)
	}
	return listed(s, list, rows, next, s.visitItem), nil
}

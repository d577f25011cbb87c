package api

import (
	"context"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/models"
)

// VisitPlan is a person's month as the books have it: its plan, line by line with what came of it, and what was counted.
type VisitPlan struct {
	VisitPlanItem
	Edition     string        `json:"edition" doc:"Edition of the policy that it is pinned to."`
	Calendar    string        `json:"calendar"`
	Plan        []PlannedLine `json:"plan"`
	Quotas      []CountedWork `json:"quotas" doc:"What was counted, in the order of counting."`
	Obligations []Obligation  `json:"obligations" doc:"By due time, those that came to their end included."`
	Attachments []Attachment  `json:"attachments" doc:"In the order of events."`
	Entries     []LedgerEntry `json:"entries" doc:"Fines that were proposed, with what has become of them."`
}

// PlannedLine is one line of a plan.
type PlannedLine struct {
	Line     int64   `json:"line"`
	Purpose  string  `json:"purpose"`
	Object   string  `json:"object,omitempty"`
	Customer *string `json:"customer_id,omitempty" doc:"Absent for a class of customers."`
	Visits   int64   `json:"visits" doc:"How many are planned."`
	Actual   int64   `json:"actual" doc:"How many of these were made."`
}

// CountedWork is what was counted of a quota in a period.
type CountedWork struct {
	Quota    string    `json:"quota" example:"met"`
	Period   string    `json:"period" doc:"A day, a month, or the number of a road show." example:"2026-04-07"`
	Done     int64     `json:"done"`
	Least    int64     `json:"least" doc:"What was to be done."`
	Missing  int64     `json:"missing" doc:"Nothing where it wasn't a working day, or the person was on leave."`
	Late     bool      `json:"late" doc:"Counted later than it should have been."`
	ClosedAt time.Time `json:"closed_at"`
}

type visitPlanInput struct {
	ID string `path:"id" maxLength:"64" doc:"Id of the case."`
}

type visitPlanOutput struct {
	ETag string `header:"ETag" doc:"Version."`
	Body VisitPlan
}

// getVisitPlan reads everything in one view: the version says what all of it looked like at one moment.
func (s *Server) getVisitPlan(ctx context.Context, in *visitPlanInput) (*visitPlanOutput, error) {
	out := &visitPlanOutput{}
	err := s.show(ctx, func(tx *gorm.DB, scope models.Scope) error {
		p, err := models.VisitPlanByID(tx, scope, in.ID)
		if err != nil {
			return err
		}
		out.ETag = etag(p.Seq)
		out.Body = VisitPlan{VisitPlanItem: s.visitPlanItem(*p), Edition: p.Edition, Calendar: p.Calendar, Plan: []PlannedLine{}, Quotas: []CountedWork{}}
		lines, err := models.PlanLines(tx, p.ID)
		if err != nil {
			return err
		}
		for _, l := range lines {
			out.Body.Plan = append(out.Body.Plan, PlannedLine{l.N, l.Purpose, l.Object, l.CustomerID, l.Visits, l.Actual})
		}
		counted, err := models.QuotasOf(tx, p.ID)
		if err != nil {
			return err
		}
		for _, q := range counted {
			out.Body.Quotas = append(out.Body.Quotas, CountedWork{q.Quota, q.Period, q.Done, q.Least, q.Missing, q.Late, s.at(q.ClosedAt)})
		}
		for _, read := range []func() error{
			func() error { out.Body.Obligations, err = s.obligationsOf(tx, scope, p.ID); return err },
			func() error { out.Body.Attachments, err = s.attachmentsOf(tx, p.ID); return err },
			func() error { out.Body.Entries, err = s.entriesOf(tx, scope, p.ID); return err },
		} {
			if err := read(); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

// VisitPlanState is where a month stands, as its running workflow says.
type VisitPlanState struct {
	Seq         int64      `json:"seq"`
	Status      string     `json:"status"`
	Person      string     `json:"person"`
	Lines       int        `json:"lines"`
	Obligations []LiveDuty `json:"obligations" doc:"Open ones, in the order of opening."`
}

func (s *Server) visitPlanState(ctx context.Context, in *visitPlanInput) (*bodyOutput[VisitPlanState], error) {
	var p contract.VisitPlanState
	if err := s.live(ctx, contract.VisitPlan, in.ID, &p); err != nil {
		return nil, err
	}
	return &bodyOutput[VisitPlanState]{VisitPlanState{
		Seq: p.Seq, Status: string(p.Status), Person: p.Handler, Lines: p.Lines, Obligations: s.liveDuties(p.Obligations),
	}}, nil
}

// VisitPlanFacts are what an event says about a person's month.
type VisitPlanFacts struct {
	Person  string     `json:"person,omitempty"`
	Month   string     `json:"month,omitempty"`
	Lines   []PlanLine `json:"lines,omitempty"`
	Quota   string     `json:"quota,omitempty"`
	Period  string     `json:"period,omitempty"`
	Done    *int64     `json:"done,omitempty" doc:"What was counted; of a whole month, of the planned visits."`
	Least   *int64     `json:"least,omitempty" doc:"What was to be done; of a whole month, what was planned."`
	Missing *int64     `json:"missing,omitempty"`
	Late    bool       `json:"late,omitempty"`
}

// PlanLine is a line of a plan as it is drafted.
type PlanLine struct {
	Purpose  string `json:"purpose" pattern:"^[a-z][a-z0-9_]{0,39}$" doc:"One of the policy's." example:"customer_care"`
	Object   string `json:"object,omitempty" pattern:"^[a-z][a-z0-9_]{0,39}$" doc:"Where the policy asks: current, target, potential, same_trade."`
	Customer string `json:"customer_id,omitempty" format:"uuid" doc:"Absent for a class of customers."`
	Visits   int    `json:"visits" minimum:"1" maximum:"99"`
}

// planFacts joins what was said with what the ledger counted.
func planFacts(f contract.Facts, counted *contract.VisitTally) *VisitPlanFacts {
	if f.VisitPlan == nil && counted == nil {
		return nil
	}
	said := f.PlannedMonth()
	out := &VisitPlanFacts{Person: said.Person, Month: said.Month, Quota: said.Quota, Period: said.Period}
	for _, l := range said.Lines {
		out.Lines = append(out.Lines, PlanLine{l.Purpose, l.Object, l.Customer, l.Count})
	}
	if counted != nil {
		out.Done, out.Least, out.Missing, out.Late = &counted.Done, &counted.Least, &counted.Missing, counted.Late
	}
	return out
}

// The bodies of the actions on a month.

// PlanDraft is the whole plan, in the place of what was drafted before.
type PlanDraft struct {
	Moment
	Lines []PlanLine `json:"lines" minItems:"1" maxItems:"40"`
	Text  string     `json:"text,omitempty" maxLength:"20000"`
}

func (b PlanDraft) fill(o *order) {
	b.Moment.fill(o)
	o.text("text", b.Text)
	said := &contract.VisitPlanFacts{}
	for _, l := range b.Lines {
		said.Lines = append(said.Lines, contract.PlanLine{Purpose: l.Purpose, Object: l.Object, Customer: l.Customer, Count: l.Visits})
	}
	o.facts.VisitPlan = said
}

// PlanVerdict approves a plan, or sends it back with a reason.
type PlanVerdict struct {
	Moment
	Verdict string `json:"verdict" enum:"approve,return" doc:"return needs a reason."`
}

func (b PlanVerdict) fill(o *order) {
	b.Moment.fill(o)
	o.facts.Verdict = b.Verdict
}

// VisitActivity is something that somebody has done, as it counts for a quota.
type VisitActivity struct {
	ID         string    `json:"id"`
	Kind       string    `json:"kind" example:"met"`
	Day        string    `json:"day" format:"date"`
	Customer   *string   `json:"customer_id,omitempty"`
	Number     string    `json:"number,omitempty" example:"CARD-17"`
	Show       string    `json:"show,omitempty"`
	Attachment *string   `json:"attachment,omitempty"`
	RecordedBy string    `json:"recorded_by" doc:"Staff id."`
	RecordedAt time.Time `json:"recorded_at"`
}

func (s *Server) visitActivity(a models.VisitActivity) VisitActivity {
	out := VisitActivity{
		ID: a.ID, Kind: a.Kind, Day: a.Day, Customer: a.CustomerID, Show: a.Show, Attachment: a.AttachmentID, RecordedBy: a.RecordedBy,
		RecordedAt: s.at(a.RecordedAt),
	}
	if a.CustomerID == nil {
		out.Number = a.About
	}
	return out
}

func (s *Server) listActivities(ctx context.Context, in *ofCaseInput) (*listOutput[VisitActivity], error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	p, err := models.VisitPlanByID(db, scope, in.ID)
	if err != nil {
		return nil, err
	}
	list := "activities/" + p.ID
	page, err := s.page(ctx, list, in.Paging)
	if err != nil {
		return nil, err
	}
	rows, next, err := models.Activities(db, p.ID, page)
	if err != nil {
		return nil, err
	}
	return listed(s, list, rows, next, s.visitActivity), nil
}

// NewVisitActivity records what somebody has done, on its day and before that is counted.
type NewVisitActivity struct {
	Kind       string `json:"kind" enum:"met,called,old_customer,road_show,show_duty,lead" doc:"What the policy counts; show_duty: the person is on duty at a road show, of which leads are counted."`
	Day        string `json:"day" format:"date" doc:"In the month, not to come."`
	Customer   string `json:"customer_id,omitempty" format:"uuid" doc:"Whom it was about, or"`
	Number     string `json:"number,omitempty" maxLength:"40" doc:"The number of a card, a list or the road show: letters, digits, - / and points; no number of a person."`
	Show       string `json:"show,omitempty" maxLength:"40" doc:"Of a lead: the number of the road show."`
	Attachment string `json:"attachment,omitempty" format:"uuid" doc:"A file of the month that shows it; the policy may want one."`
}

type newActivityInput struct {
	ID   string `path:"id" maxLength:"64" doc:"Id of the month."`
	Key  string `header:"Idempotency-Key" required:"true" doc:"A new key for each new action."`
	Body NewVisitActivity
}

func (s *Server) recordActivity(ctx context.Context, in *newActivityInput) (*bodyOutput[VisitActivity], error) {
	cmd, err := s.books.RecordActivity(ctx, models.NewActivity{
		Command: s.newCommand(ctx, order{}), Plan: in.ID, Kind: in.Body.Kind, Day: in.Body.Day, Customer: in.Body.Customer, Number: in.Body.Number,
		Show: in.Body.Show, Attachment: in.Body.Attachment,
	})
	if err := s.done(ctx, cmd, err); err != nil {
		return nil, err
	}
	a, err := models.ActivityByID(s.db(ctx), cmd.ID)
	if err != nil {
		return nil, err
	}
	return &bodyOutput[VisitActivity]{s.visitActivity(a)}, nil
}

package api

import (
	"context"
	"encoding/hex"
	"strings"
	"time"

	"carebook/contract"
	"carebook/models"
)

// Event is what happened, a link in its case's hash chain.
type Event struct {
	Seq        int64             `json:"seq"`
	Type       string            `json:"type" example:"classified"`
	Effect     string            `json:"effect" doc:"Its one cause: command:<id>, or mark:<obligation>:<n>."`
	Actor      string            `json:"actor,omitempty" doc:"Staff id; absent when a mark fired."`
	Behalf     string            `json:"on_behalf_of,omitempty" doc:"Staff id of whoever was away and in whose place the actor did this."`
	Roles      []string          `json:"roles,omitempty" doc:"What allowed the actor to do this."`
	OccurredAt time.Time         `json:"occurred_at"`
	RecordedAt time.Time         `json:"recorded_at"`
	Status     string            `json:"status" doc:"Where the case stood afterwards."`
	Calendar   string            `json:"calendar,omitempty"`
	Facts      Facts             `json:"facts"`
	Text       map[string]string `json:"text,omitempty" doc:"What was said and written."`
	Forgotten  bool              `json:"forgotten,omitempty" doc:"There was a text, but the customer was forgotten."`
	Opened     []LiveDuty        `json:"opened,omitempty" doc:"Obligations that began."`
	Settled    []Settled         `json:"settled,omitempty" doc:"Obligations that came to their end."`
	Moved      []LiveDuty        `json:"moved,omitempty" doc:"Obligations with another person, or other moments."`
	Fired      *Fired            `json:"fired,omitempty" doc:"The mark that fired."`
	Annuls     []string          `json:"annuls,omitempty" doc:"Obligations recorded as breached that were kept in time."`
	PrevHash   string            `json:"prev_hash" doc:"Hex."`
	Hash       string            `json:"hash" doc:"Hex."`
}

// Facts are the plain facts of an event.
type Facts struct {
	Unit       string   `json:"unit,omitempty"`
	Customer   string   `json:"customer_id,omitempty"`
	Vehicle    string   `json:"vehicle_id,omitempty"`
	Channel    string   `json:"channel,omitempty"`
	Severity   string   `json:"severity,omitempty"`
	MajorKind  string   `json:"major_kind,omitempty"`
	DataTrue   bool     `json:"data_true,omitempty"`
	Subjects   []string `json:"subjects,omitempty"`
	Assignee   string   `json:"assignee,omitempty"`
	Obligation string   `json:"obligation,omitempty"`
	Amount     string   `json:"amount,omitempty"`
	Verdict    string   `json:"verdict,omitempty"`
	Medium     string   `json:"medium,omitempty"`
	Clause     string   `json:"clause,omitempty"`
	Attachment string   `json:"attachment,omitempty"`
	Nature     string   `json:"nature,omitempty"`
	Into       string   `json:"into,omitempty"`
	Earlier    string   `json:"earlier_id,omitempty"`
	Anonymous  bool     `json:"anonymous,omitempty"`
	Signed     bool     `json:"signed,omitempty"`

	File     string      `json:"file,omitempty" doc:"Kind of file of a vehicle."`
	Papers   []LivePaper `json:"papers,omitempty"`
	Findings []string    `json:"findings,omitempty"`
	Item     string      `json:"item,omitempty"`
	Done     []string    `json:"done,omitempty"`
	Pieces   int         `json:"pieces,omitempty"`
	Person   string      `json:"person,omitempty" doc:"Staff id of whoever lost or damaged them."`

	Days  int        `json:"days,omitempty" doc:"Limit that a command set, in days."`
	Cause string     `json:"cause,omitempty" doc:"Why a customer is assessed before the time: overdue, bad_debt, complaint (earlier_id, where carebook has it) or ownership (attachment, where there is a paper)."`
	Lead  *LeadFacts `json:"lead,omitempty" doc:"What is said about a lead."`

	Loan      *LoanFacts      `json:"loan,omitempty" doc:"What is said about a request for a record."`
	Retention *RetentionFacts `json:"retention,omitempty" doc:"What is said about a record that is kept."`

	Campaign *CampaignFacts `json:"campaign,omitempty" doc:"What is said about a campaign, and what a page of it holds."`

	Visit *VisitFacts `json:"visit,omitempty" doc:"What is said about a return visit."`

	CustomerVisit *CustomerVisitFacts `json:"customer_visit,omitempty" doc:"What is said about a visit to a customer."`
	VisitPlan     *VisitPlanFacts     `json:"visit_plan,omitempty" doc:"What is said about a person's month, and what was counted of it."`

	Erasure *ErasureFacts `json:"erasure,omitempty" doc:"What is said about a request to erase a person."`
}

// Settled says how an obligation came to its end.
type Settled struct {
	Obligation string `json:"obligation"`
	How        string `json:"how" enum:"fulfilled,cancelled,missed" doc:"missed: the same is owed anew."`
}

// Fired is a mark whose moment came.
type Fired struct {
	Obligation string `json:"obligation"`
	Mark       int    `json:"mark"`
	Kind       string `json:"kind" enum:"remind,escalate,breach"`
	Folded     []int  `json:"folded,omitempty" doc:"Earlier reminders that it stands for."`
}

type eventsInput struct {
	Paging
	ID string `path:"id" maxLength:"64" doc:"Id of the case."`
}

// caseEvents lists a case's events from the first. A cursor's id is the last seq of its page.
func (s *Server) caseEvents(ctx context.Context, in *eventsInput) (*listOutput[Event], error) {
	c, err := s.seen(ctx, anyKind, in.ID)
	if err != nil {
		return nil, err
	}
	list := "events/" + c.ID
	page, err := s.page(ctx, list, in.Paging)
	if err != nil {
		return nil, err
	}
	after := int64(0)
	if page.After != nil {
		after = page.After.At.UnixMicro()
	}
	rows, err := s.books.EventsOf(s.db(ctx), c.ID, after, page.Limit+1)
	if err != nil {
		return nil, err
	}
	var next *models.Cursor
	if len(rows) > page.Limit {
		rows = rows[:page.Limit]
		next = &models.Cursor{At: time.UnixMicro(rows[page.Limit-1].Seq)}
	}
	var wrong error
	out := listed(s, list, rows, next, func(e models.Happened) Event {
		shown, err := s.event(e)
		if err != nil {
			wrong = err
		}
		return shown
	})
	return out, wrong
}

func (s *Server) event(e models.Happened) (Event, error) {
	text, err := opened(e)
	out := Event{
		Seq: e.Seq, Type: e.Type, Effect: e.Effect, Actor: e.Actor, Behalf: e.What.Behalf, OccurredAt: s.at(e.OccurredAt), RecordedAt: s.at(e.RecordedAt),
		Status: string(e.What.Status), Calendar: e.Calendar, Facts: s.facts(e.What), Text: text, Forgotten: e.Forgotten,
		Opened: s.duties(e.What.Opened), Moved: s.duties(e.What.Moved), Annuls: e.What.Annuls,
		PrevHash: hex.EncodeToString(e.PrevHash), Hash: hex.EncodeToString(e.Hash),
	}
	out.Facts.VisitPlan = planFacts(e.What.Facts, e.What.Tally)
	if e.Roles != "" {
		out.Roles = strings.Split(e.Roles, ",")
	}
	for _, settled := range e.What.Settled {
		out.Settled = append(out.Settled, Settled{settled.ID, string(settled.How)})
	}
	if f := e.What.Fired; f != nil {
		out.Fired = &Fired{f.Obligation, f.Mark, string(f.Kind), f.Folded}
	}
	return out, err
}

func (s *Server) facts(e contract.Event) Facts {
	f := e.Facts
	out := Facts{
		Unit: f.Unit, Customer: f.Customer, Vehicle: f.Vehicle, Channel: f.Channel, Severity: f.Severity, MajorKind: f.MajorKind,
		DataTrue: f.DataTrue, Subjects: f.Subjects, Assignee: f.Assignee, Obligation: f.Obligation, Verdict: f.Verdict,
		Medium: f.Medium, Clause: f.Clause, Attachment: f.Attachment,
		Nature: f.Nature, Into: f.Into, Earlier: f.Earlier, Anonymous: f.Anonymous,
		Signed: f.Signed,
		File:   f.File, Papers: s.livePapers(f.Papers), Findings: items(f.Findings), Item: f.Item, Done: f.Done, Pieces: f.Pieces, Person: f.Person,
		Days: f.Days, Cause: f.Cause, Lead: leadFacts(f.Lead), Loan: s.loanFacts(f.Loan, e.Loan), Retention: retentionFacts(f.Retention), Visit: s.visitFacts(f), Erasure: erasureFacts(f.Erasure, e.Erasure),
		Campaign: campaignFacts(f.Campaign, e.Campaign),
	}
	if out.CustomerVisit = s.customerVisitFacts(f); out.CustomerVisit != nil {
		out.Visit = nil
	}
	if f.Amount != 0 {
		out.Amount = money(f.Amount)
	}
	return out
}

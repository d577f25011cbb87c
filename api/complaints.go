package api

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/models"
)

// NewComplaint is what the customer said, and how it came in.
type NewComplaint struct {
	Moment
	Unit     string   `json:"unit" format:"uuid" doc:"Id of the business unit that the complaint is about."`
	Customer string   `json:"customer_id,omitempty" format:"uuid" doc:"Required unless anonymous."`
	Vehicle  string   `json:"vehicle_id,omitempty" format:"uuid" doc:"The customer's car that it is about."`
	Channel  string   `json:"channel" pattern:"^[a-z][a-z0-9_]{0,39}$" doc:"One of the policy's channels." example:"visit"`
	Content  string   `json:"content" minLength:"1" maxLength:"20000" doc:"What the complaint is, in the customer's words."`
	Subjects []string `json:"subjects,omitempty" format:"uuid" maxItems:"20" uniqueItems:"true" doc:"Staff whom the complaint is about: they are kept away from it."`

	Anonymous bool   `json:"anonymous,omitempty" doc:"The complainant isn't named; the answer has a code with which to ask later. The unit's policy says whether it takes such complaints."`
	Identity  string `json:"identity,omitempty" maxLength:"2000" doc:"Who an unnamed complainant says he is: sealed apart, read only by the roles that the policy names."`
	Earlier   string `json:"earlier_id,omitempty" format:"uuid" doc:"An earlier complaint of the same customer that this one takes up again."`
}

func (b NewComplaint) fill(o *order) {
	b.Moment.fill(o)
	o.need("content", b.Content)
	switch {
	case !b.Anonymous && b.Customer == "":
		o.reject("body.customer_id", "required")
	case !b.Anonymous && b.Identity != "":
		o.reject("body.identity", "unnamed_only")
	case b.Anonymous && (b.Customer != "" || b.Vehicle != "" || b.Earlier != ""):
		o.reject("body.anonymous", "named_only")
	}
	o.facts.Anonymous, o.facts.Earlier = b.Anonymous, b.Earlier
	o.facts.Unit, o.facts.Customer, o.facts.Vehicle = b.Unit, b.Customer, b.Vehicle
	o.facts.Channel, o.facts.Subjects = b.Channel, b.Subjects
}

// ComplaintDone is a complaint after a command on it: where it stands and what it owes. Texts are read with GET.
type ComplaintDone struct {
	ComplaintItem
	Obligations []Obligation `json:"obligations" doc:"By due time, those that came to their end included."`
	Receipt     Receipt      `json:"receipt"`
	Code        string       `json:"follow_up_code,omitempty" doc:"Of an opening by somebody unnamed: kept nowhere, for the complainant alone."`
	Duplicates  []CaseLink   `json:"duplicates,omitempty" doc:"Of an opening: running complaints of the customer that may be the same issue."`
}

// openComplaint answers with what is only said then, too.
func (s *Server) openComplaint(ctx context.Context, in *openInput[NewComplaint]) (*doneOutput[ComplaintDone], error) {
	complainant := (*Server).ofCustomer
	if in.Body.Anonymous {
		complainant = func(s *Server, ctx context.Context, o *order) error { return s.unnamed(ctx, o, in.Body.Identity) }
	}
	out, err := openCase[NewComplaint](complaints, here(complainant))(s, ctx, in)
	if err != nil {
		return nil, err
	}
	if in.Body.Anonymous {
		out.Body.Code = s.books.Keys.FollowUpCode(out.Body.ID)
		return out, nil
	}
	c, err := s.seenComplaint(ctx, out.Body.ID)
	if err == nil {
		out.Body.Duplicates, err = s.duplicatesOf(ctx, c)
	}
	if err != nil {
		return nil, afterSending(err)
	}
	return out, nil
}

var complaints = family[ComplaintDone]{contract.Complaint, "complaints", "/complaints", (*Server).complaintDone}

func (s *Server) complaintDone(
	db *gorm.DB, scope models.Scope, id string, receipt contract.Receipt,
) (seq int64, done ComplaintDone, err error) {
	c, err := models.ComplaintByID(db, scope, id)
	if err != nil {
		return 0, done, err
	}
	owed, err := s.obligationsOf(db, scope, id)
	return c.Seq, ComplaintDone{ComplaintItem: s.complaintItem(*c), Obligations: owed, Receipt: s.receipt(receipt)}, err
}

type complaintsInput struct {
	Paging
	ComplaintQuery
}

// ComplaintQuery says which complaints are wanted.
type ComplaintQuery struct {
	Status   string `query:"status" enum:"registered,classified,assigned,reported,approved,told,accepted,not_upheld,closed,completed,voided,withdrawn,merged"`
	Unit     string `query:"unit" maxLength:"64"`
	Severity string `query:"severity" maxLength:"40"`
	Customer string `query:"customer_id" maxLength:"64"`
	Handler  string `query:"handler" maxLength:"64" doc:"Staff id."`
	Running  bool   `query:"running" doc:"Without those that have ended."`
	Paused   bool   `query:"paused" doc:"Only those whose clocks stand still."`
	Sort     string `query:"sort" enum:"opened_at,-opened_at,updated_at,-updated_at" default:"-opened_at" doc:"With - the latest first."`
}

// ComplaintItem is a complaint in a list.
type ComplaintItem struct {
	ID        string     `json:"id"`
	Number    string     `json:"number" example:"S1-2026-00001"`
	Unit      string     `json:"unit"`
	Status    string     `json:"status"`
	Ended     bool       `json:"ended"`
	PausedAt  *time.Time `json:"paused_at,omitempty"`
	Severity  string     `json:"severity,omitempty" doc:"Absent until classified."`
	MajorKind string     `json:"major_kind,omitempty"`
	Channel   string     `json:"channel"`
	Round     int64      `json:"round" doc:"1, 2, …: a rejected answer begins the next."`
	Handler   *string    `json:"handler,omitempty"`
	Recipient string     `json:"recipient"`
	Amount    string     `json:"amount" doc:"Compensation proposed in the last report, in CNY." example:"800.00"`
	Seq       int64      `json:"seq" doc:"Version."`
	OpenedAt  time.Time  `json:"opened_at"`
	UpdatedAt time.Time  `json:"updated_at"`

	Nature     string  `json:"nature,omitempty" doc:"One of the policy's natures, where it has any."`
	Anonymous  bool    `json:"anonymous,omitempty" doc:"The complainant is unnamed."`
	MergedInto *string `json:"merged_into,omitempty" doc:"The complaint that this one goes on in."`
	Earlier    *string `json:"earlier_id,omitempty" doc:"The complaint that this one takes up again."`
}

func (s *Server) complaintItem(c models.ComplaintItem) ComplaintItem {
	return ComplaintItem{
		ID: c.ID, Number: c.Number, Unit: c.UnitID, Status: string(c.Status), Ended: c.Ended, PausedAt: s.atPtr(c.PausedAt),
		Severity: c.Severity, MajorKind: c.MajorKind, Channel: c.Channel, Round: c.Round, Handler: c.HandlerID,
		Recipient: c.RecipientID, Amount: money(c.Amount), Seq: c.Seq, OpenedAt: s.at(c.OpenedAt), UpdatedAt: s.at(c.UpdatedAt),
		Nature: c.Nature, Anonymous: c.CustomerID == nil, MergedInto: c.MergedInto, Earlier: c.EarlierID,
	}
}

func (s *Server) listComplaints(ctx context.Context, in *complaintsInput) (*listOutput[ComplaintItem], error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	page, list, err := s.sorted(ctx, "complaints", in.Sort, in.Paging)
	if err != nil {
		return nil, err
	}
	rows, next, err := models.Complaints(db, scope, models.ComplaintFilter{
		Status: contract.Status(in.Status), Unit: in.Unit, Severity: in.Severity, Customer: in.Customer, Handler: in.Handler,
		Running: in.Running, Paused: in.Paused,
	}, page)
	if err != nil {
		return nil, fmt.Errorf("listing complaints: %w", err)
	}
	return listed(s, list, rows, next, s.complaintItem), nil
}

package api

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/models"
	"carebook/policies"
)

// NewLead is somebody who called, came or was introduced: from then on he is followed.
type NewLead struct {
	Moment
	Unit       string `json:"unit" format:"uuid" doc:"Id of the business unit."`
	Customer   string `json:"customer_id" format:"uuid"`
	Source     string `json:"source" pattern:"^[a-z][a-z0-9_]{0,39}$" doc:"One of the policy's sources." example:"call_in"`
	Class      string `json:"class,omitempty" pattern:"^[a-z][a-z0-9_]{0,39}$" doc:"Of a visitor, where the policy has classes." example:"a"`
	Quality    bool   `json:"quality,omitempty" doc:"A call-in worth more calls."`
	Key        bool   `json:"key_customer,omitempty"`
	Objection  bool   `json:"objection,omitempty" doc:"The customer has one that stands in the way."`
	OnDuty     bool   `json:"on_duty,omitempty" doc:"Came to the consultant on duty, and left a number."`
	Consultant string `json:"consultant,omitempty" format:"uuid" doc:"Staff id of whoever follows the lead; whoever enters it, when absent."`
	Text       string `json:"text,omitempty" maxLength:"20000" doc:"What was asked and said."`
}

func (b NewLead) fill(o *order) {
	b.Moment.fill(o)
	o.text("text", b.Text)
	o.facts.Unit, o.facts.Customer, o.facts.Assignee = b.Unit, b.Customer, b.Consultant
	o.facts.Lead = &contract.LeadFacts{Traits: policies.Traits{
		Source: b.Source, Class: b.Class, Quality: b.Quality, Key: b.Key, Objection: b.Objection, OnDuty: b.OnDuty,
	}}
}

// LeadDone is a lead after a command on it: where it stands and what it owes. Its contacts are read with GET.
type LeadDone struct {
	LeadItem
	Obligations []Obligation `json:"obligations" doc:"Open ones, by due time."`
	Receipt     Receipt      `json:"receipt"`
}

var leads = family[LeadDone]{contract.Lead, "leads", "/leads", (*Server).leadDone}

func (s *Server) leadDone(db *gorm.DB, scope models.Scope, id string, receipt contract.Receipt) (seq int64, done LeadDone, err error) {
	l, err := models.LeadByID(db, scope, id)
	if err != nil {
		return 0, done, err
	}
	owed, err := s.openObligationsOf(db, scope, id)
	return l.Seq, LeadDone{s.leadItem(*l), owed, s.receipt(receipt)}, err
}

type leadsInput struct {
	Paging
	LeadQuery
}

// LeadQuery says which leads are wanted.
type LeadQuery struct {
	Status     string `query:"status" enum:"new,valid,contacted,cycling,visited,asleep,lapsed,won,given_up,cancelled,voided"`
	Unit       string `query:"unit" maxLength:"64"`
	Consultant string `query:"consultant" maxLength:"64" doc:"Staff id of whoever follows the lead."`
	Customer   string `query:"customer_id" maxLength:"64"`
	Source     string `query:"source" enum:"call_in,visitor,introduced,vip,card,prospect"`
	Class      string `query:"class" enum:"a,b,c,d"`
	Stale      bool   `query:"stale" doc:"Without progress for too long."`
	Void       bool   `query:"void" doc:"Whose card is void: it can be given to somebody else."`
	Running    bool   `query:"running" doc:"Without those that have ended."`
	Paused     bool   `query:"paused" doc:"Only those whose clocks stand still."`
	Sort       string `query:"sort" enum:"opened_at,-opened_at,updated_at,-updated_at" default:"-opened_at" doc:"With - the latest first."`
}

// LeadItem is a lead in a list.
type LeadItem struct {
	ID            string     `json:"id"`
	Number        string     `json:"number" example:"S1-L2026-00001"`
	Unit          string     `json:"unit"`
	Status        string     `json:"status"`
	Ended         bool       `json:"ended"`
	PausedAt      *time.Time `json:"paused_at,omitempty"`
	Customer      string     `json:"customer_id"`
	Consultant    string     `json:"consultant" doc:"Who follows the lead."`
	Recipient     string     `json:"recipient" doc:"Who entered it."`
	Source        string     `json:"source" example:"call_in"`
	Class         string     `json:"class,omitempty" example:"a"`
	Quality       bool       `json:"quality"`
	Key           bool       `json:"key_customer"`
	Objection     bool       `json:"objection"`
	OnDuty        bool       `json:"on_duty"`
	DislikesCalls bool       `json:"dislikes_calls"`
	Cadence       string     `json:"cadence,omitempty" doc:"Row of the policy's table by which the lead is followed; absent where none fits." example:"quality_call_in"`
	Messages      int64      `json:"messages_in_a_row" doc:"Of further contacts, without a call or a visit between them."`
	CallOwed      bool       `json:"call_owed" doc:"A message stands for a call that is still to be made."`
	SignedAt      *time.Time `json:"signed_at,omitempty" doc:"Since when the card counts, where the policy asks for a signature."`
	LastContactAt *time.Time `json:"last_contact_at,omitempty" doc:"When somebody was reached last."`
	Stale         bool       `json:"stale" doc:"Without progress for too long."`
	LapsedAt      *time.Time `json:"lapsed_at,omitempty" doc:"Since when the card is void."`
	Seq           int64      `json:"seq" doc:"Version."`
	OpenedAt      time.Time  `json:"opened_at"`
	UpdatedAt     time.Time  `json:"updated_at"`
}

func (s *Server) leadItem(l models.LeadItem) LeadItem {
	return LeadItem{
		ID: l.ID, Number: l.Number, Unit: l.UnitID, Status: string(l.Status), Ended: l.Ended, PausedAt: s.atPtr(l.PausedAt),
		Customer: l.CustomerID, Consultant: l.ConsultantID, Recipient: l.RecipientID, Source: l.Source, Class: l.Class, Quality: l.Quality,
		Key: l.KeyCustomer, Objection: l.Objection, OnDuty: l.OnDuty, DislikesCalls: l.Dislikes, Cadence: l.Cadence, Messages: l.Texts,
		CallOwed: l.CallOwed, SignedAt: s.atPtr(l.SignedAt), LastContactAt: s.atPtr(l.LastContactAt), Stale: l.Stale,
		LapsedAt: s.atPtr(l.LapsedAt), Seq: l.Seq, OpenedAt: s.at(l.OpenedAt), UpdatedAt: s.at(l.UpdatedAt),
	}
}

func (s *Server) listLeads(ctx context.Context, in *leadsInput) (*listOutput[LeadItem], error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	page, list, err := s.sorted(ctx, "leads", in.Sort, in.Paging)
	if err != nil {
		return nil, err
	}
	rows, next, err := models.Leads(db, scope, models.LeadFilter{
		Status: contract.Status(in.Status), Unit: in.Unit, Consultant: in.Consultant, Customer: in.Customer, Source: in.Source, Class: in.Class,
		Stale: in.Stale, Void: in.Void, Running: in.Running, Paused: in.Paused,
	}, page)
	if err != nil {
		return nil, fmt.Errorf("listing leads: %w", err)
	}
	return listed(s, list, rows, next, s.leadItem), nil
}

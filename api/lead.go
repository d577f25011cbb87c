package api

import (
	"context"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/models"
)

// Lead is a lead or a customer's card as the books have it. It may be followed for years: its contacts and what it owed are
// lists of their own.
type Lead struct {
	LeadItem
	Edition     string        `json:"edition" doc:"Edition of the policy that it is pinned to."`
	Calendar    string        `json:"calendar"`
	Owner       *CustomerSeen `json:"customer"`
	Contacts    []LeadContact `json:"contacts" doc:"The last ten, the latest first; GET /leads/{id}/contacts lists all."`
	Obligations []Obligation  `json:"obligations" doc:"Open ones, by due time."`
	Attachments []Attachment  `json:"attachments" doc:"In the order of events."`
	Entries     []LedgerEntry `json:"entries" doc:"Fines that were proposed, with what has become of them."`
}

// LeadContact is one call, message or visit.
type LeadContact struct {
	Seq       int64             `json:"seq" doc:"Of its event."`
	Medium    string            `json:"medium" example:"phone"`
	Opening   string            `json:"opening,omitempty" doc:"The reason with which it opened." example:"offer"`
	Result    string            `json:"result" example:"reached"`
	Class     string            `json:"class,omitempty" doc:"Of the visitor, as it was set then."`
	By        string            `json:"by" doc:"Staff id."`
	At        time.Time         `json:"at"`
	Text      map[string]string `json:"text,omitempty" doc:"What was said and written."`
	Forgotten bool              `json:"forgotten,omitempty" doc:"There was a text, but the customer was forgotten."`
}

// lastContacts is how many contacts are shown with a lead.
const lastContacts = 10

type leadInput struct {
	ID string `path:"id" maxLength:"64" doc:"Id of the case."`
}

type leadOutput struct {
	ETag string `header:"ETag" doc:"Version."`
	Body Lead
}

// getLead reads everything in one view: the version says what all of it looked like at one moment.
func (s *Server) getLead(ctx context.Context, in *leadInput) (*leadOutput, error) {
	out := &leadOutput{}
	err := s.show(ctx, func(tx *gorm.DB, scope models.Scope) error {
		l, err := models.LeadByID(tx, scope, in.ID)
		if err != nil {
			return err
		}
		out.ETag = etag(l.Seq)
		out.Body, err = s.lead(tx, scope, l)
		return err
	})
	return out, err
}

// lead gathers what the books hold of a lead.
func (s *Server) lead(tx *gorm.DB, scope models.Scope, l *models.LeadItem) (out Lead, err error) {
	out = Lead{LeadItem: s.leadItem(*l), Edition: l.Edition, Calendar: l.Calendar}
	for _, read := range []func() error{
		func() error { out.Owner, err = s.customerOf(tx, scope, &l.CustomerID, nil); return err },
		func() error { out.Contacts, _, err = s.contactsOf(tx, l.ID, 0, lastContacts); return err },
		func() error { out.Obligations, err = s.openObligationsOf(tx, scope, l.ID); return err },
		func() error { out.Attachments, err = s.attachmentsOf(tx, l.ID); return err },
		func() error { out.Entries, err = s.entriesOf(tx, scope, l.ID); return err },
	} {
		if err := read(); err != nil {
			return out, err
		}
	}
	return out, nil
}

// openObligationsOf are what a case owes now, by due time.
func (s *Server) openObligationsOf(db *gorm.DB, scope models.Scope, id string) ([]Obligation, error) {
	rows, err := models.CaseOwes(db, scope, id)
	out := make([]Obligation, len(rows))
	for i, t := range rows {
		out[i] = s.obligation(t)
	}
	return out, err
}

func (s *Server) contactsOf(tx *gorm.DB, id string, before int64, limit int) (out []LeadContact, more bool, err error) {
	rows, more, err := s.books.LeadContacts(tx, id, before, limit)
	if err != nil {
		return nil, false, err
	}
	out = []LeadContact{}
	for _, c := range rows {
		text, err := opened(c.Said)
		if err != nil {
			return nil, false, err
		}
		out = append(out, LeadContact{
			Seq: c.Seq, Medium: c.Medium, Opening: c.Reason, Result: c.Result, Class: c.Class, By: c.StaffID, At: s.at(c.At), Text: text,
			Forgotten: c.Said.Forgotten,
		})
	}
	return out, more, nil
}

// LeadFacts are what an event says about a lead.
type LeadFacts struct {
	Source        string `json:"source,omitempty"`
	Class         string `json:"class,omitempty"`
	Quality       bool   `json:"quality,omitempty"`
	Key           bool   `json:"key_customer,omitempty"`
	Objection     bool   `json:"objection,omitempty"`
	OnDuty        bool   `json:"on_duty,omitempty"`
	DislikesCalls bool   `json:"dislikes_calls,omitempty"`
	Opening       string `json:"opening,omitempty"`
	Result        string `json:"result,omitempty"`
	Agreed        bool   `json:"agreed,omitempty"`
	Anyway        bool   `json:"anyway,omitempty"`
}

func leadFacts(f *contract.LeadFacts) *LeadFacts {
	if f == nil {
		return nil
	}
	return &LeadFacts{
		Source: f.Source, Class: f.Class, Quality: f.Quality, Key: f.Key, Objection: f.Objection, OnDuty: f.OnDuty, DislikesCalls: f.Dislikes,
		Opening: f.Reason, Result: f.Result, Agreed: f.Agreed, Anyway: f.Anyway,
	}
}

// leadContacts lists a lead's contacts from the latest.
func (s *Server) leadContacts(ctx context.Context, in *ofCaseInput) (*listOutput[LeadContact], error) {
	return ofCase(ctx, s, contract.Lead, in, "contacts", s.contactsOf, func(c LeadContact) int64 { return c.Seq })
}

// LeadState is where a lead stands, as its running workflow says.
type LeadState struct {
	Seq         int64      `json:"seq"`
	Status      string     `json:"status"`
	Source      string     `json:"source"`
	Class       string     `json:"class,omitempty"`
	Recipient   string     `json:"recipient"`
	Consultant  string     `json:"consultant" doc:"Who follows the lead."`
	PausedAt    *time.Time `json:"paused_at,omitempty"`
	CardSigned  bool       `json:"card_signed"`
	Cadence     string     `json:"cadence,omitempty" doc:"Row of the policy's table by which the lead is followed."`
	Messages    int        `json:"messages_in_a_row"`
	CallOwed    bool       `json:"call_owed"`
	Obligations []LiveDuty `json:"obligations" doc:"Open ones, in the order of opening."`
}

func (s *Server) leadState(ctx context.Context, in *leadInput) (*bodyOutput[LeadState], error) {
	var l contract.LeadState
	if err := s.live(ctx, contract.Lead, in.ID, &l); err != nil {
		return nil, err
	}
	out := LeadState{
		Seq: l.Seq, Status: string(l.Status), Source: l.Source, Class: l.Class, Recipient: l.Recipient, Consultant: l.Handler,
		PausedAt: s.atPtr(l.PausedAt), CardSigned: l.CardSigned, Messages: l.Texts, CallOwed: l.CallOwed,
		Obligations: s.liveDuties(l.Obligations),
	}
	if l.Terms != nil {
		out.Cadence, _ = l.Terms.Cadence(l.Traits)
	}
	return &bodyOutput[LeadState]{out}, nil
}

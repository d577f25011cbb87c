package api

import (
	"context"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/models"
)

// Loan is a request for a record as the books have it. What was written with it stands in its events.
type Loan struct {
	LoanItem
	Edition     string        `json:"edition" doc:"Edition of the policy that it is pinned to."`
	Calendar    string        `json:"calendar"`
	Obligations []Obligation  `json:"obligations" doc:"By due time, those that came to their end included."`
	Attachments []Attachment  `json:"attachments" doc:"In the order of events."`
	Entries     []LedgerEntry `json:"entries" doc:"Fines that were proposed, with what has become of them."`
}

type loanInput struct {
	ID string `path:"id" maxLength:"64" doc:"Id of the case."`
}

type loanOutput struct {
	ETag string `header:"ETag" doc:"Version."`
	Body Loan
}

// getLoan reads everything in one view: the version says what all of it looked like at one moment.
func (s *Server) getLoan(ctx context.Context, in *loanInput) (*loanOutput, error) {
	out := &loanOutput{}
	err := s.show(ctx, func(tx *gorm.DB, scope models.Scope) error {
		l, err := models.LoanByID(tx, scope, in.ID)
		if err != nil {
			return err
		}
		out.ETag = etag(l.Seq)
		out.Body = Loan{LoanItem: s.loanItem(*l), Edition: l.Edition, Calendar: l.Calendar}
		for _, read := range []func() error{
			func() error { out.Body.Obligations, err = s.obligationsOf(tx, scope, l.ID); return err },
			func() error { out.Body.Attachments, err = s.attachmentsOf(tx, l.ID); return err },
			func() error { out.Body.Entries, err = s.entriesOf(tx, scope, l.ID); return err },
		} {
			if err := read(); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

// LoanRead is one look at a record that a request has opened.
type LoanRead struct {
	ID   string    `json:"id"`
	Case string    `json:"case" doc:"Id of the case that was looked at."`
	By   string    `json:"by" doc:"Staff id."`
	What string    `json:"what" doc:"How the route is called that was asked." example:"/archives/{id}"`
	At   time.Time `json:"at"`
}

// loanReads lists who looked at what a request has opened, the latest first (C1-5.3.2).
func (s *Server) loanReads(ctx context.Context, in *ofCaseInput) (*listOutput[LoanRead], error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	l, err := models.LoanByID(db, scope, in.ID)
	if err != nil {
		return nil, err
	}
	list := "reads/" + l.ID
	page, err := s.page(ctx, list, in.Paging)
	if err != nil {
		return nil, err
	}
	rows, next, err := models.LoanReads(db, l.ID, page)
	if err != nil {
		return nil, err
	}
	return listed(s, list, rows, next, func(r models.LoanRead) LoanRead {
		return LoanRead{ID: r.ID, Case: r.RecordCaseID, By: r.StaffID, What: r.What, At: s.at(r.At)}
	}), nil
}

// LoanState is where a request stands, as its running workflow says.
type LoanState struct {
	Seq         int64      `json:"seq"`
	Status      string     `json:"status"`
	Purpose     string     `json:"purpose"`
	Asker       string     `json:"asker"`
	Screen      bool       `json:"screen" doc:"Read on screen."`
	PausedAt    *time.Time `json:"paused_at,omitempty"`
	Unsigned    []string   `json:"unsigned" doc:"Roles that haven't approved yet."`
	Obligations []LiveDuty `json:"obligations" doc:"Open ones, in the order of opening."`
}

func (s *Server) loanState(ctx context.Context, in *loanInput) (*bodyOutput[LoanState], error) {
	var l contract.LoanState
	if err := s.live(ctx, contract.Loan, in.ID, &l); err != nil {
		return nil, err
	}
	return &bodyOutput[LoanState]{LoanState{
		Seq: l.Seq, Status: string(l.Status), Purpose: l.Purpose, Asker: l.Recipient, Screen: l.Screen, PausedAt: s.atPtr(l.PausedAt),
		Unsigned: append([]string{}, l.Unsigned()...), Obligations: s.liveDuties(l.Obligations),
	}}, nil
}

// LoanFacts are what an event says about a request.
type LoanFacts struct {
	Purpose  string     `json:"purpose,omitempty"`
	Record   string     `json:"record,omitempty"`
	Case     string     `json:"case,omitempty"`
	Paper    string     `json:"paper,omitempty"`
	Outside  bool       `json:"outside,omitempty"`
	Relation string     `json:"relation,omitempty" doc:"As the ledger found it."`
	Clause   string     `json:"clause,omitempty" doc:"That names who approves, or allows to read on screen."`
	Until    *time.Time `json:"until,omitempty" doc:"Until when it may be read on screen."`
}

// loanFacts joins what was asked for with what the ledger found.
func (s *Server) loanFacts(f *contract.LoanFacts, ruled *contract.LoanRuling) *LoanFacts {
	if f == nil && ruled == nil {
		return nil
	}
	out := &LoanFacts{}
	if f != nil {
		out.Purpose, out.Record, out.Case, out.Paper, out.Outside = f.Purpose, f.Record, f.Case, f.Paper, f.Outside
	}
	if ruled != nil {
		out.Relation, out.Clause, out.Until = ruled.Relation, ruled.Clause, s.atPtr(ruled.Until)
	}
	return out
}

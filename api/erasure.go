package api

import (
	"context"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/models"
)

// Erasure is a request to erase a person as the books have it.
type Erasure struct {
	ErasureItem
	Edition     string        `json:"edition" doc:"Edition of the policy that it is pinned to."`
	Calendar    string        `json:"calendar"`
	Person      *CustomerSeen `json:"customer"`
	Conflicts   []Conflict    `json:"conflicts" doc:"What stands against erasing the person now, at whatever unit; none of one that has ended."`
	Obligations []Obligation  `json:"obligations" doc:"By due time, those that came to their end included."`
	Attachments []Attachment  `json:"attachments" doc:"In the order of events."`
}

// Conflict is something that stands against an erasure.
type Conflict struct {
	What  string `json:"what" enum:"open_case,kept_file,unpaid_credit"`
	Count int64  `json:"count"`
}

type erasureInput struct {
	ID string `path:"id" maxLength:"64" doc:"Id of the case."`
}

type erasureOutput struct {
	ETag string `header:"ETag" doc:"Version."`
	Body Erasure
}

// getErasure reads everything in one view: the version says what all of it looked like at one moment. What stands against the
// erasure is asked of the ledger, which also knows of other units' cases.
func (s *Server) getErasure(ctx context.Context, in *erasureInput) (*erasureOutput, error) {
	out := &erasureOutput{}
	var item *models.ErasureItem
	err := s.show(ctx, func(tx *gorm.DB, scope models.Scope) (err error) {
		if item, err = models.ErasureByID(tx, scope, in.ID); err != nil {
			return err
		}
		out.ETag = etag(item.Seq)
		out.Body, err = s.erasure(tx, scope, item)
		return err
	})
	if err != nil || item.Ended {
		return out, err
	}
	now, err := s.books.Now(s.ledger(ctx))
	if err != nil {
		return nil, err
	}
	found, err := s.books.Conflicts(s.ledger(ctx), item, now)
	for _, c := range found {
		out.Body.Conflicts = append(out.Body.Conflicts, Conflict(c))
	}
	return out, err
}

// erasure gathers what the books hold of a request.
func (s *Server) erasure(tx *gorm.DB, scope models.Scope, e *models.ErasureItem) (out Erasure, err error) {
	out = Erasure{ErasureItem: s.erasureItem(*e), Edition: e.Edition, Calendar: e.Case.Calendar, Conflicts: []Conflict{}}
	for _, read := range []func() error{
		func() error { out.Person, err = s.customerOf(tx, scope, &e.CustomerID, nil); return err },
		func() error { out.Obligations, err = s.obligationsOf(tx, scope, e.ID); return err },
		func() error { out.Attachments, err = s.attachmentsOf(tx, e.ID); return err },
	} {
		if err := read(); err != nil {
			return out, err
		}
	}
	return out, nil
}

// ErasureState is where a request stands, as its running workflow says.
type ErasureState struct {
	Seq         int64      `json:"seq"`
	Status      string     `json:"status"`
	Recipient   string     `json:"recipient"`
	PausedAt    *time.Time `json:"paused_at,omitempty"`
	Obligations []LiveDuty `json:"obligations" doc:"Open ones, in the order of opening."`
}

func (s *Server) erasureState(ctx context.Context, in *erasureInput) (*bodyOutput[ErasureState], error) {
	var e contract.ErasureState
	if err := s.live(ctx, contract.Erasure, in.ID, &e); err != nil {
		return nil, err
	}
	return &bodyOutput[ErasureState]{ErasureState{
		Seq: e.Seq, Status: string(e.Status), Recipient: e.Recipient, PausedAt: s.atPtr(e.PausedAt), Obligations: s.liveDuties(e.Obligations),
	}}, nil
}

// ErasureFacts are what an event says about a request to erase a person.
type ErasureFacts struct {
	Asker     string     `json:"asker,omitempty"`
	Proof     string     `json:"proof,omitempty"`
	Ground    string     `json:"ground,omitempty"`
	Conflicts []Conflict `json:"conflicts,omitempty" doc:"What stood against it then."`
	Files     int64      `json:"files,omitempty" doc:"Attachments that were destroyed."`
	Rows      int64      `json:"import_rows,omitempty"`
}

// erasureFacts joins what was said with what the ledger found.
func erasureFacts(f *contract.ErasureFacts, found *contract.ErasureRuling) *ErasureFacts {
	if f == nil && found == nil {
		return nil
	}
	out := &ErasureFacts{}
	if f != nil {
		out.Asker, out.Proof, out.Ground = f.Asker, f.Proof, f.Ground
	}
	if found != nil {
		out.Files, out.Rows = found.Files, found.Rows
		for _, c := range found.Conflicts {
			out.Conflicts = append(out.Conflicts, Conflict(c))
		}
	}
	return out
}

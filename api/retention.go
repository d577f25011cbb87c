package api

import (
	"context"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/models"
)

// Retention is a record that is kept, as the books have it. What was written with it stands in its events.
type Retention struct {
	RetentionItem
	Edition     string       `json:"edition" doc:"Edition of the policy that it is pinned to."`
	Calendar    string       `json:"calendar"`
	Obligations []Obligation `json:"obligations" doc:"By due time, those that came to their end included."`
	Attachments []Attachment `json:"attachments" doc:"Papers of the record itself, such as the signed record of destruction, in the order of events."`
}

type retentionInput struct {
	ID string `path:"id" maxLength:"64" doc:"Id of the case."`
}

type retentionOutput struct {
	ETag string `header:"ETag" doc:"Version."`
	Body Retention
}

// getRetention reads everything in one view: the version says what all of it looked like at one moment.
func (s *Server) getRetention(ctx context.Context, in *retentionInput) (*retentionOutput, error) {
	out := &retentionOutput{}
	err := s.show(ctx, func(tx *gorm.DB, scope models.Scope) error {
		r, err := models.RetentionByID(tx, scope, in.ID)
		if err != nil {
			return err
		}
		out.ETag = etag(r.Seq)
		out.Body = Retention{RetentionItem: s.retentionItem(*r), Edition: r.Edition, Calendar: r.Calendar}
		if out.Body.Obligations, err = s.obligationsOf(tx, scope, r.ID); err != nil {
			return err
		}
		out.Body.Attachments, err = s.attachmentsOf(tx, r.ID)
		return err
	})
	return out, err
}

// RetentionState is where a record stands, as its running workflow says.
type RetentionState struct {
	Seq         int64      `json:"seq"`
	Status      string     `json:"status"`
	Keeper      string     `json:"keeper"`
	Obligations []LiveDuty `json:"obligations" doc:"Open ones, in the order of opening."`
}

func (s *Server) retentionState(ctx context.Context, in *retentionInput) (*bodyOutput[RetentionState], error) {
	var r contract.RetentionState
	if err := s.live(ctx, contract.Retention, in.ID, &r); err != nil {
		return nil, err
	}
	return &bodyOutput[RetentionState]{RetentionState{
		Seq: r.Seq, Status: string(r.Status), Keeper: r.Handler, Obligations: s.liveDuties(r.Obligations),
	}}, nil
}

// RetentionFacts are what an event says about a record that is kept.
type RetentionFacts struct {
	Record string `json:"record,omitempty"`
	Case   string `json:"case,omitempty"`
	Paper  string `json:"paper,omitempty"`
	Until  string `json:"until,omitempty" doc:"Last day for which it is kept longer."`
	Method string `json:"method,omitempty"`
}

func retentionFacts(f *contract.RetentionFacts) *RetentionFacts {
	if f == nil {
		return nil
	}
	return &RetentionFacts{Record: f.Record, Case: f.Case, Paper: f.Paper, Until: f.Until, Method: f.Method}
}

// The bodies of the actions on a record.

// KeptLonger says until when a record is kept beyond its time, and why: a claim, a hold by law.
type KeptLonger struct {
	Reasoned
	Until string `json:"until" format:"date" doc:"Last day." example:"2037-12-31"`
}

func (b KeptLonger) fill(o *order) {
	b.Reasoned.fill(o)
	o.facts.Retention = &contract.RetentionFacts{Until: b.Until}
}

// Destruction is the record of it: the books add who reviewed and approved it.
type Destruction struct {
	Moment
	Method string `json:"method" enum:"shred,delete,firm" doc:"One of the policy's. What carebook itself has of the file goes whichever it is."`
	Text   string `json:"text" minLength:"1" maxLength:"20000" doc:"What was destroyed, where, and who saw it; of a firm, its name and receipt."`
}

func (b Destruction) fill(o *order) {
	b.Moment.fill(o)
	o.need("text", b.Text)
	o.facts.Retention = &contract.RetentionFacts{Method: b.Method}
}

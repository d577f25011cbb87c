package api

import (
	"context"

	"carebook/models"
	"carebook/policies"
)

// EntryConfirmation makes a proposal count.
type EntryConfirmation struct {
	Amount  string `json:"amount,omitempty" pattern:"^[0-9]{1,10}(\\.[0-9]{1,2})?$" doc:"In CNY: for an entry that has none." example:"800.00"`
	Percent int64  `json:"percent,omitempty" minimum:"1" maximum:"100" doc:"For a pay cut, if it isn't what is proposed."`
	Reason  string `json:"reason,omitempty" maxLength:"2000"`
}

// EntryRefusal says why an entry shall not count.
type EntryRefusal struct {
	Reason  string `json:"reason" minLength:"1" maxLength:"2000" doc:"Why."`
	Correct bool   `json:"correct,omitempty" doc:"For a fine under review: it is proposed anew, counted as of now."`
}

type confirmEntryInput struct {
	ID   string `path:"id" maxLength:"64" doc:"Id of the entry."`
	Key  string `header:"Idempotency-Key" required:"true" doc:"A new key for each new action."`
	Body EntryConfirmation
}

type refuseEntryInput struct {
	ID   string `path:"id" maxLength:"64" doc:"Id of the entry."`
	Key  string `header:"Idempotency-Key" required:"true" doc:"A new key for each new action."`
	Body EntryRefusal
}

func (s *Server) confirmEntry(ctx context.Context, in *confirmEntryInput) (*bodyOutput[EntryDetail], error) {
	var amount policies.Money
	if in.Body.Amount != "" {
		var err error
		if amount, err = policies.ParseMoney(in.Body.Amount); err != nil {
			return nil, s.invalid(requestOf(ctx), FieldProblem{Location: "body.amount", Code: "amount"})
		}
	}
	return s.decideEntry(ctx, models.NewDecision{
		Entry: in.ID, Decision: models.EntryConfirmed, Amount: int64(amount), Percent: in.Body.Percent, Reason: in.Body.Reason,
	})
}

func (s *Server) rejectEntry(ctx context.Context, in *refuseEntryInput) (*bodyOutput[EntryDetail], error) {
	return s.refuseEntry(ctx, in, models.EntryRejected)
}

func (s *Server) reverseEntry(ctx context.Context, in *refuseEntryInput) (*bodyOutput[EntryDetail], error) {
	return s.refuseEntry(ctx, in, models.EntryReversed)
}

func (s *Server) refuseEntry(ctx context.Context, in *refuseEntryInput, decision string) (*bodyOutput[EntryDetail], error) {
	o := order{}
	if o.need("reason", in.Body.Reason); len(o.wrong) > 0 {
		return nil, s.invalid(requestOf(ctx), o.wrong...)
	}
	return s.decideEntry(ctx, models.NewDecision{Entry: in.ID, Decision: decision, Reason: in.Body.Reason, Correct: in.Body.Correct})
}

// decideEntry carries a decision to the books. Whoever doesn't see the entry isn't told that it is there.
func (s *Server) decideEntry(ctx context.Context, n models.NewDecision) (*bodyOutput[EntryDetail], error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := models.EntryByID(db, scope, n.Entry); err != nil {
		return nil, err
	}
	n.Command = s.newCommand(ctx, order{})
	cmd, err := s.books.DecideEntry(ctx, n)
	if err := s.done(ctx, cmd, err); err != nil {
		return nil, err
	}
	return s.showEntry(ctx, n.Entry)
}

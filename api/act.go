package api

import (
	"context"
	"time"

	"carebook/contract"
	"carebook/models"
)

// An action on a case is the same whatever the case is about: a body that fills an order, which is carried to the case.

// Receipt is what came of a command.
type Receipt struct {
	Seq     int64      `json:"seq" doc:"Version of the case afterwards."`
	Status  string     `json:"status" doc:"Where the case stood then."`
	NextDue *time.Time `json:"next_due,omitempty" doc:"When the next thing is due, if anything is."`
}

func (s *Server) receipt(r contract.Receipt) Receipt {
	return Receipt{Seq: r.Seq, Status: string(r.Status), NextDue: s.atPtr(r.NextDue)}
}

// body is the body of an action: it fills an order.
type body interface{ fill(o *order) }

type actInput[B body] struct {
	ID      string `path:"id" maxLength:"64" doc:"Id of the case."`
	Key     string `header:"Idempotency-Key" required:"true" doc:"A new key for each new action."`
	IfMatch string `header:"If-Match" doc:"ETag of the version that this depends on."`
	Body    B
}

// actOnCase carries out one action on a case of a kind; done reads the case back.
func actOnCase[B body, D any](
	kind contract.Kind, action contract.Action, done func(*Server, context.Context, string, contract.Receipt) (*D, error),
) func(*Server, context.Context, *actInput[B]) (*D, error) {
	return func(s *Server, ctx context.Context, in *actInput[B]) (*D, error) {
		o := order{action: action}
		in.Body.fill(&o)
		receipt, err := s.act(ctx, kind, in.ID, in.IfMatch, o)
		if err != nil {
			return nil, err
		}
		return done(s, ctx, in.ID, receipt)
	}
}

// act checks what the counter itself can check, and carries an order to its case.
func (s *Server) act(ctx context.Context, kind contract.Kind, id, ifMatch string, o order) (contract.Receipt, error) {
	r := requestOf(ctx)
	if len(o.wrong) > 0 {
		return contract.Receipt{}, s.invalid(r, o.wrong...)
	}
	if clause := o.facts.Clause; clause != "" {
		book, _, err := s.book(ctx)
		if err != nil {
			return contract.Receipt{}, err
		}
		if _, ok := book.Clause(clause); !ok {
			return contract.Receipt{}, s.problem(r, codeUnknownClause)
		}
	}
	var err error
	if o.expect, err = s.version(ctx, ifMatch); err != nil {
		return contract.Receipt{}, err
	}
	if err := s.address(ctx, kind, id, &o); err != nil {
		return contract.Receipt{}, err
	}
	receipt, _, err := s.carryOut(ctx, o)
	return receipt, err
}

// address sends an order to a case that the caller may try to act on.
func (s *Server) address(ctx context.Context, kind contract.Kind, id string, o *order) error {
	k, err := s.actable(ctx, kind, id)
	if err != nil {
		return err
	}
	if o.kind, o.stream = contract.Kind(k.Kind), k.ID; len(o.texts) > 0 {
		o.person, err = models.CaseKey(s.books.DB.WithContext(ctx), k.ID)
	}
	return err
}

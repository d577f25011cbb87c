package api

import (
	"context"
	"time"

	"gorm.io/gorm"

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

type openInput[B body] struct {
	Key  string `header:"Idempotency-Key" required:"true" doc:"A new key for each new action."`
	Body B
}

// doneOutput is a case after a command on it.
type doneOutput[D any] struct {
	ETag     string `header:"ETag" doc:"Version."`
	Location string `header:"Location"`
	Body     D
}

// lookup reads a case back: at the receipt's version or a later one, since both are in the same books.
type lookup[D any] func(s *Server, db *gorm.DB, scope models.Scope, id string, receipt contract.Receipt) (seq int64, done D, err error)

// family is what the routes of a kind of case have in common.
type family[D any] struct {
	kind contract.Kind
	tag  string // of the description
	path string // of its list: a case is found under its id below it
	read lookup[D]
}

// party finds whose a new case is.
type party func(*Server, context.Context, *order) error

// here is a party at a unit that the caller sees.
func here(whose party) party {
	return func(s *Server, ctx context.Context, o *order) error {
		if err := s.seesUnit(ctx, o.facts.Unit); err != nil {
			return err
		}
		return whose(s, ctx, o)
	}
}

// openCase opens a case of a family.
func openCase[B body, D any](f family[D], whose party) func(*Server, context.Context, *openInput[B]) (*doneOutput[D], error) {
	return func(s *Server, ctx context.Context, in *openInput[B]) (*doneOutput[D], error) {
		o := order{kind: f.kind, action: contract.Open, stream: models.NewID()}
		in.Body.fill(&o)
		if len(o.wrong) > 0 {
			return nil, s.invalid(requestOf(ctx), o.wrong...)
		}
		if err := whose(s, ctx, &o); err != nil {
			return nil, err
		}
		receipt, id, err := s.carryOut(ctx, o)
		if err != nil {
			return nil, err
		}
		out, err := readBack(ctx, s, id, receipt, f.read)
		if err == nil {
			out.Location = base + f.path + "/" + id
		}
		return out, err
	}
}

// ofCustomer says that a case is about the customer whom its facts name.
func (s *Server) ofCustomer(ctx context.Context, o *order) (err error) {
	o.person, err = s.customerKey(ctx, o.facts.Customer)
	return err
}

func readBack[D any](ctx context.Context, s *Server, id string, receipt contract.Receipt, read lookup[D]) (*doneOutput[D], error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, afterSending(err)
	}
	seq, done, err := read(s, db, scope, id, receipt)
	if err != nil {
		return nil, afterSending(err)
	}
	return &doneOutput[D]{ETag: etag(seq), Body: done}, nil
}

// action registers one action on the cases of a family.
func action[B body, D any](s *Server, f family[D], a contract.Action, summary string) {
	op := done(post(f.tag, f.path+"/{id}/"+segment(string(a)), summary,
		"Who may do this, and when, stands in the policy; a refusal cites its clause."))
	route(s, op, judged(f.kind, a), func(s *Server, ctx context.Context, in *actInput[B]) (*doneOutput[D], error) {
		o := order{action: a}
		in.Body.fill(&o)
		receipt, err := s.act(ctx, f.kind, in.ID, in.IfMatch, o)
		if err != nil {
			return nil, err
		}
		return readBack(ctx, s, in.ID, receipt, f.read)
	})
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

// address sends an order to its case.
func (s *Server) address(ctx context.Context, kind contract.Kind, id string, o *order) error {
	k, err := s.seen(ctx, kind, id)
	if err != nil {
		return err
	}
	if o.kind, o.stream = contract.Kind(k.Kind), k.ID; len(o.texts) > 0 {
		o.person, err = models.CaseKey(s.ledger(ctx), k.ID)
	}
	return err
}

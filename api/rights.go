package api

import (
	"context"
	"errors"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"
	"github.com/gin-gonic/gin"
	"gorm.io/gorm"

	"carebook/contract"
	"carebook/models"
)

// A right is an operation's row in the table of rights: who may ask it. Each route has one and the door asks it before the
// handler sees anything; the lists that a handler shows and the commands that the ledger takes are judged again where they are read and
// written.
type right struct {
	Who    asker           `json:"who"`
	Of     models.Thing    `json:"of,omitempty"`     // what {id} names
	Kind   contract.Kind   `json:"kind,omitempty"`   // of the case; empty for any
	Action contract.Action `json:"action,omitempty"` // that the policy is asked for
	Role   string          `json:"role,omitempty"`   // of carebook's own

	// InPerson is for somebody who signed in: whoever finds a token must not be able to stay.
	InPerson bool `json:"in_person,omitempty"`

	// Keyless is a POST that needs no Idempotency-Key: it changes nothing in the books, is about the caller's own ways in, or is a choice
	// of the caller's own that is the same however often it is made. Of the ways in each is good once or ends what may have ended, and what it shows is never shown again.
	Keyless bool `json:"keyless,omitempty"`
	// Reading is a POST that a token may ask which is good for reading alone.
	Reading bool `json:"reading,omitempty"`
	// Early is for whom a second factor is wanted first as well: who that is, enrolling, giving a code, leaving.
	Early bool `json:"early,omitempty"`
}

func (r right) inPerson() right {
	r.InPerson = true
	return r
}

func (r right) keyless() right {
	r.Keyless = true
	return r
}

func (r right) reading() right {
	r.Reading = true
	return r
}

func (r right) early() right {
	r.Early = true
	return r
}

// rightOf is the row of the operation that a request names; the zero right when it names none.
func (s *Server) rightOf(c *gin.Context) right { return s.rights[c.Request.Method+" "+c.FullPath()] }

// asker says in one word by what somebody may ask.
type asker string

const (
	byNobody    asker = "anyone"    // it is how one signs in: nobody needs to be known
	bySigningIn asker = "signed_in" // whoever is signed in: it says nothing of anybody else
	byOwning    asker = "owner"     // nothing is shown or changed but what is the caller's own
	bySight     asker = "sight"     // nothing is shown but what belongs to units where the caller holds a role, without exclusions
	byPolicy    asker = "policy"    // what is seen, and then whoever the policy's clause permits it, without exclusions
	byRole      asker = "role"      // whoever holds one of carebook's own roles
)

// The rows of the table.
var (
	anyone  = right{Who: byNobody}
	anybody = right{Who: bySigningIn}
	own     = right{Who: byOwning}
	inSight = right{Who: bySight}
)

// ownOf is about one of the caller's own things.
func ownOf(t models.Thing) right { return right{Who: byOwning, Of: t} }

// sees is about one thing that the caller must see; whatever else there is, isn't there.
func sees(t models.Thing) right { return right{Who: bySight, Of: t} }

// seesA is sees for a case of a kind.
func seesA(kind contract.Kind) right { return right{Who: bySight, Of: models.ThingCase, Kind: kind} }

// judged is an action on a case of a kind, which its policy permits to some.
func judged(kind contract.Kind, a contract.Action) right {
	return right{Who: byPolicy, Of: models.ThingCase, Kind: kind, Action: a}
}

// judgedAt is an action on what belongs to a case, which the case's policy permits to some.
func judgedAt(t models.Thing, a contract.Action) right {
	return right{Who: byPolicy, Of: t, Action: a}
}

// opening is the opening of a case at a unit that the body names, which the unit's policy permits to some.
func opening(kind contract.Kind) right {
	return right{Who: byPolicy, Kind: kind, Action: contract.Open}
}

// holding is for whoever holds one of carebook's own roles; the ledger asks for which unit.
func holding(role string, a contract.Action) right { return right{Who: byRole, Role: role, Action: a} }

// rightExtension is where the description says an operation's right.
const rightExtension = "x-right"

// admit asks whether the caller may ask an operation about what its address names: gorm.ErrRecordNotFound when that isn't there for
// the caller, a refusal when it is but the caller is kept away.
//
// What the scope doesn't show is there for whoever asked for it by a request that was approved (PF-08); each look at such a record is
// logged here, before anything is shown. What names the route.
func (s *Server) admit(ctx context.Context, r right, id, what string) error {
	if r.Who == bySigningIn || r.Who == byNobody {
		return nil
	}
	db, scope, err := s.scope(ctx)
	if err != nil {
		return err
	}
	if r.Role != "" && !scope.HoldsAnywhere(r.Role) {
		return contract.Refused(contract.CodeWrongRole, "", "action", string(r.Action), "roles", r.Role)
	}
	if r.Of == "" {
		return nil
	}
	now, err := s.books.Now(db)
	if err != nil {
		return err
	}
	err = scope.Reaches(db, r.Of, string(r.Kind), id, now)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		if r.Who != bySight {
			what = ""
		}
		if opened, failed := s.books.OpenedTo(ctx, scope, r.Of, string(r.Kind), id, what); opened || failed != nil {
			return failed
		}
	}
	if r.Who == byPolicy && errors.Is(err, gorm.ErrRecordNotFound) {
		return s.keptAway(s.ledger(ctx), scope, r, id) // what is hidden from the caller, who is told nothing of it but that
	}
	return err
}

// keptAway says why something that a case's policy permits to some isn't there for somebody: nobody knows it, or the caller is
// excluded from its case and is told so, with the clause.
func (s *Server) keptAway(db *gorm.DB, scope models.Scope, r right, id string) error {
	k, err := scope.KeptFrom(db, r.Of, string(r.Kind), id)
	if err != nil {
		return err
	}
	p, err := s.books.PolicyOf(db, contract.Kind(k.Kind), k.Edition)
	if err != nil {
		return err
	}
	return contract.Refused(contract.CodeExcluded, p.Excludes().Clause)
}

// door is what stands before the handler of an operation: it asks the operation's right.
func (s *Server) door(may right) func(huma.Context, func(huma.Context)) {
	return func(hc huma.Context, next func(huma.Context)) {
		ctx := hc.Context()
		r := requestOf(ctx)
		r.operation, r.object = hc.Operation().OperationID, onlyID(hc.Param("id"))
		if may.InPerson && !r.caller.SignedIn() {
			s.refuse(humagin.Unwrap(hc), codePersonsOnly)
			return
		}
		if err := s.admit(ctx, may, hc.Param("id"), hc.Operation().Path); err != nil {
			s.write(humagin.Unwrap(hc), s.fault(r, err))
			return
		}
		next(hc)
	}
}

package activities

import (
	"context"
	"errors"
	"time"

	"go.temporal.io/sdk/temporal"

	"carebook/contract"
	"carebook/internal/failpoint"
	"carebook/models"
	"carebook/policies"
)

// Ledger is the one hand that writes into the books for a process.
type Ledger struct {
	Books *models.Books
	Shelf *Shelf
}

// Record writes one effect of one case, exactly once, however often it is called: as a local activity, again as a regular
// one, and again after a crash. See models.Append.
func (l *Ledger) Record(ctx context.Context, in contract.Record) (contract.Recorded, error) {
	out, err := l.Books.Append(ctx, l.Shelf, in)
	if err != nil {
		return contract.Recorded{}, translate(err)
	}
	failpoint.Hit(failpoint.AfterLedgerCommit)
	return out, nil
}

// translate gives the ledger's errors a type that an operator finds in the history. None is final: the books come back,
// or somebody restores them, and then the case goes on.
func translate(err error) error {
	if errors.Is(err, models.ErrAhead) {
		return temporal.NewApplicationErrorWithCause("the books are older than the workflow", "BooksBehind", err)
	}
	return err
}

// Shelf holds what units run now: the binder of policies. It is read at the start and never changed.
type Shelf struct {
	Book *policies.Book
}

// Policy is what a unit with this profile runs for a kind of case that begins at this moment.
func (s *Shelf) Policy(kind contract.Kind, profile string, _ time.Time) (*policies.Policy, policies.Profile, error) {
	return s.Book.For(string(kind), profile)
}

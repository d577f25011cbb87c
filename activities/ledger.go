package activities

import (
	"context"
	"errors"
	"slices"

	"go.temporal.io/sdk/temporal"

	"carebook/contract"
	"carebook/internal/failpoint"
	"carebook/models"
)

// Ledger is the one hand that writes into the books for a process.
type Ledger struct {
	Books *models.Books
	Shelf models.Shelf

	Spawned func() // told when an event has brought a command for another case; nil when nobody asks
}

// Record writes one effect of one case, exactly once, however often it is called: as a local activity, again as a regular
// one, and again after a crash. See models.Append.
func (l *Ledger) Record(ctx context.Context, in contract.Record) (contract.Recorded, error) {
	defer beat(ctx)()
	out, err := l.Books.Append(ctx, l.Shelf, in)
	if err != nil {
		return contract.Recorded{}, translate(err)
	}
	failpoint.Hit(failpoint.AfterLedgerCommit)
	if l.Spawned != nil && slices.ContainsFunc(out.Events, func(e contract.Event) bool { return len(e.Spawned) > 0 }) {
		l.Spawned()
	}
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

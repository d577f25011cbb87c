package activities

import (
	"context"
	"errors"
	"sync"

	"go.temporal.io/sdk/activity"

	"carebook/contract"
	"carebook/internal/failpoint"
	"carebook/models"
)

// How an import goes on: rows in one transaction, so that nobody waits long for the books; openings sent at once; and
// rows in one activity, so that a history shows progress and stays short.
const (
	rowsAtOnce     = 20
	openingsAtOnce = 8
	rowsOfActivity = 1000
)

// Opener is all that an import needs of Temporal: to open cases.
type Opener interface {
	Open(ctx context.Context, kind contract.Kind, caseID string, m contract.Message) (contract.Receipt, error)
}

// Imports carries out what workbooks brought in.
type Imports struct {
	Books *models.Books
	Cases Opener
}

// Rows carries out the next rows of an import. It begins where the books say that the import stands, so it may be called
// again after a crash, and beside itself.
func (i *Imports) Rows(ctx context.Context, in contract.ImportStart) (contract.ImportStep, error) {
	var all contract.ImportStep
	for {
		step, err := i.part(ctx, in.Import)
		if err != nil {
			return all, translate(err)
		}
		all.Done, all.Left = all.Done+step.Done, step.Left
		activity.RecordHeartbeat(ctx, all)
		if all.Left == 0 || all.Done >= rowsOfActivity {
			return all, ctx.Err()
		}
		failpoint.Hit(failpoint.DuringImport)
	}
}

// part carries out the rows of one transaction, and opens the cases that they ask for.
func (i *Imports) part(ctx context.Context, id string) (contract.ImportStep, error) {
	chunk, err := i.Books.ImportRows(ctx, id, rowsAtOnce)
	if err != nil || len(chunk.Openings) == 0 {
		return chunk.ImportStep, err
	}
	answered, failed := i.open(ctx, chunk.Openings)
	step, err := i.Books.SettleOpenings(ctx, id, answered)
	step.Done += chunk.Done
	return step, errors.Join(failed, err)
}

// open opens cases, some at once, and returns those that were answered.
func (i *Imports) open(ctx context.Context, openings []models.Opening) ([]models.Opened, error) {
	var mu sync.Mutex
	var answered []models.Opened
	var failed error
	var all sync.WaitGroup
	free := make(chan struct{}, openingsAtOnce)
	for _, o := range openings {
		free <- struct{}{}
		all.Go(func() {
			defer func() { <-free }()
			refusal, err := i.openOne(ctx, o)
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				failed = err
				return
			}
			answered = append(answered, models.Opened{Opening: o, Refusal: refusal})
		})
	}
	all.Wait()
	return answered, failed
}

// openOne opens one case. When no answer came, the command's row may have one.
func (i *Imports) openOne(ctx context.Context, o models.Opening) (*contract.Refusal, error) {
	m, err := o.Command.Message()
	if err != nil {
		return nil, err
	}
	receipt, err := i.Cases.Open(ctx, contract.Kind(o.Command.Kind), o.Command.Stream, m)
	var refusal *contract.Refusal
	if errors.As(err, &refusal) {
		receipt.Refusal, err = refusal, nil
	}
	if err == nil && receipt.Refusal == nil {
		return nil, nil
	}
	return i.inTheBooks(ctx, o, receipt.Refusal, err)
}

// inTheBooks finds out what an opening came to that was refused or not answered. The row has the last word; a refusal that
// it doesn't have yet is stored.
func (i *Imports) inTheBooks(ctx context.Context, o models.Opening, why *contract.Refusal, unanswered error) (*contract.Refusal, error) {
	if why != nil {
		err := i.Books.Refuse(ctx, o.Command.ID, *why)
		if err == nil || !errors.Is(err, models.ErrSettled) {
			return why, err
		}
	}
	row, err := models.CommandByID(i.Books.DB.WithContext(ctx), o.Command.ID)
	if err != nil {
		return nil, errors.Join(unanswered, err)
	}
	if row.State == models.Received {
		return nil, unanswered
	}
	outcome, err := row.Result()
	if outcome.Refusal == nil && row.State != models.Recorded {
		outcome.Refusal = contract.Refused(contract.CodeExpired, "")
	}
	return outcome.Refusal, err
}

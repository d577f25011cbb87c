package activities

import (
	"context"
	"errors"
	"sync"

	"go.temporal.io/sdk/activity"
	"gorm.io/gorm"

	"carebook/contract"
	"carebook/internal/failpoint"
	"carebook/models"
)

// How an import goes on: rows in one transaction, so that nobody waits long for the books; commands sent to several cases
// at once; and rows in one activity, so that a history shows progress and stays short.
const (
	rowsAtOnce     = 20
	casesAtOnce    = 8
	rowsOfActivity = 1000
)

// Cases is all that an import needs of Temporal: to open cases, and to carry commands to those that there are.
type Cases interface {
	Open(ctx context.Context, kind contract.Kind, caseID string, m contract.Message) (contract.Receipt, error)
	Act(ctx context.Context, kind contract.Kind, caseID string, m contract.Message) (contract.Receipt, error)
}

// Imports carries out what workbooks brought in.
type Imports struct {
	Books *models.Books
	Cases Cases
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

// part carries out the rows of one transaction, and sends the commands that they lead to.
func (i *Imports) part(ctx context.Context, id string) (contract.ImportStep, error) {
	chunk, err := i.Books.ImportRows(ctx, id, rowsAtOnce)
	if err != nil || len(chunk.Commands) == 0 {
		return chunk.ImportStep, err
	}
	answered, failed := i.send(ctx, chunk.Commands)
	step, err := i.Books.SettleCommands(ctx, id, answered)
	step.Done += chunk.Done
	return step, errors.Join(failed, err)
}

// send carries commands to their cases, to some cases at once, and returns those that were answered. Those of one case go in
// the order of the sheet, as far as they are answered: what comes of one depends on those before it.
func (i *Imports) send(ctx context.Context, commands []models.RowCommand) ([]models.RowAnswer, error) {
	var mu sync.Mutex
	var answered []models.RowAnswer
	var failed error
	one := func(c models.RowCommand) bool {
		refusal, err := i.sendOne(ctx, c)
		mu.Lock()
		defer mu.Unlock()
		if err != nil {
			failed = err
			return false
		}
		answered = append(answered, models.RowAnswer{RowCommand: c, Refusal: refusal})
		activity.RecordHeartbeat(ctx)
		return true
	}
	var all sync.WaitGroup
	free := make(chan struct{}, casesAtOnce)
	for _, ofCase := range byCase(commands) {
		free <- struct{}{}
		all.Go(func() {
			defer func() { <-free }()
			for _, c := range ofCase {
				if !one(c) {
					return
				}
			}
		})
	}
	all.Wait()
	return answered, failed
}

// byCase are the commands of each case, cases in the order of their first.
func byCase(commands []models.RowCommand) (out [][]models.RowCommand) {
	at := map[string]int{}
	for _, c := range commands {
		k, known := at[c.Command.Stream]
		if !known {
			k = len(out)
			at[c.Command.Stream], out = k, append(out, nil)
		}
		out[k] = append(out[k], c)
	}
	return out
}

// sendOne carries one command to its case. When no answer came, the command's row may have one.
func (i *Imports) sendOne(ctx context.Context, c models.RowCommand) (*contract.Refusal, error) {
	m, err := c.Command.Message()
	if err != nil {
		return nil, err
	}
	send := i.Cases.Act
	if c.Command.Action == contract.Open {
		send = i.Cases.Open
	}
	receipt, err := send(ctx, contract.Kind(c.Command.Kind), c.Command.Stream, m)
	var refusal *contract.Refusal
	if errors.As(err, &refusal) {
		receipt.Refusal, err = refusal, nil
	}
	if err == nil && receipt.Refusal == nil {
		return nil, nil
	}
	return i.inTheBooks(ctx, c, receipt.Refusal, err)
}

// inTheBooks finds out what a command came to that was refused or not answered. The row has the last word; a refusal that
// it doesn't have yet is stored. A case that is over answers nothing any more.
func (i *Imports) inTheBooks(ctx context.Context, c models.RowCommand, why *contract.Refusal, unanswered error) (*contract.Refusal, error) {
	db := i.Books.DB.WithContext(ctx)
	if why == nil {
		var err error
		if why, err = ended(db, c.Command); err != nil {
			return nil, errors.Join(unanswered, err)
		}
	}
	if why != nil {
		err := i.Books.Refuse(ctx, c.Command.ID, *why)
		if err == nil || !errors.Is(err, models.ErrSettled) {
			return why, err
		}
	}
	row, err := models.CommandByID(db, c.Command.ID)
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

// ended refuses a command for a case that is over; nil for others.
func ended(db *gorm.DB, c models.Command) (*contract.Refusal, error) {
	k, err := models.CaseByID(db, c.Stream)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, nil
	}
	if err != nil || !k.Ended {
		return nil, err
	}
	return contract.HasEnded(c.Action, k.Status), nil
}

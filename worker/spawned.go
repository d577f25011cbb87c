package worker

import (
	"context"
	"errors"

	"carebook/contract"
	"carebook/internal/dispatch"
	"carebook/models"
)

// Spawned sends the commands that events have brought for other cases. What a case refuses is stored as the command's
// outcome, as it is for a request: nobody asks again, but for a case that has just been paused. That is asked when it goes on.
func (s *Sweeper) Spawned(ctx context.Context) error {
	waiting, err := s.Books.Spawned(ctx, sweepBatch)
	if err != nil {
		return err
	}
	var confirmed []string
	for i := range waiting {
		err := s.sendSpawned(ctx, &waiting[i])
		if err == nil {
			confirmed = append(confirmed, waiting[i].ID)
			continue
		}
		s.note(ctx, "spawned command not sent", err)
		if errors.Is(err, dispatch.ErrAway) || ctx.Err() != nil {
			break // so it would be for all others
		}
	}
	return s.Books.Confirm(ctx, confirmed)
}

func (s *Sweeper) sendSpawned(ctx context.Context, c *models.Command) error {
	r, err := s.ask(ctx, c)
	refusal := r.Refusal // by the ledger, which has stored it
	if errors.As(err, &refusal) {
		if refusal.Code == contract.CodePaused {
			return nil
		}
		err = s.Books.Refuse(ctx, c.ID, *refusal)
	}
	if errors.Is(err, dispatch.ErrGone) {
		refusal, err = s.refuseGone(ctx, c)
	}
	if errors.Is(err, models.ErrSettled) {
		return nil // another worker was first
	}
	if refusal != nil {
		s.Log.WarnContext(ctx, "spawned command refused", "command", c.ID, "kind", c.Kind, "action", c.Action, "code", refusal.Code)
	}
	return err
}

// ask sends a spawned command, and once more when its case refuses it: after a crash a case may not know yet what the ledger has
// written, even the very event for which the command came. It is told first, so that a refusal is about what has happened.
func (s *Sweeper) ask(ctx context.Context, c *models.Command) (contract.Receipt, error) {
	r, err := s.send(ctx, c)
	var refusal *contract.Refusal
	if !errors.As(err, &refusal) || refusal.Code == contract.CodePaused || c.Action == contract.Open {
		return r, err
	}
	if r, err = s.Cases.Sync(ctx, contract.Kind(c.Kind), c.Stream); err != nil {
		return r, err
	}
	return s.send(ctx, c)
}

// refuseGone answers for a case that has ended; a missing workflow of any other is a fault to be seen.
func (s *Sweeper) refuseGone(ctx context.Context, c *models.Command) (*contract.Refusal, error) {
	if err := s.goneForGood(ctx, c); err != nil {
		return nil, err
	}
	refusal := contract.HasEnded(c.Action, contract.Completed)
	return refusal, s.Books.Refuse(ctx, c.ID, *refusal)
}

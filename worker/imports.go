package worker

import (
	"context"
	"errors"
)

// imports starts the workflows of imports that are in the books and not at their end: a counter that died between the two
// is the reason that there are any.
func (s *Sweeper) imports(ctx context.Context) error {
	waiting, err := s.Books.UnfinishedImports(ctx, commandWaits, sweepBatch)
	for _, id := range waiting {
		err = errors.Join(err, s.Cases.StartImport(ctx, id))
	}
	return err
}

package worker

import (
	"context"
	"crypto/ed25519"

	"carebook/models"
)

// headsBatch bounds one round: what is left is signed a minute later.
const headsBatch = 100

// Signer signs the heads of all chains into a file outside the database. Of several that share one, one signs at a time.
type Signer struct {
	File models.HeadsFile
	Key  ed25519.PrivateKey
}

// Sign does one round: everything that is new since the last one.
func (s *Signer) Sign(ctx context.Context, b *models.Books) error {
	for range headsBatch {
		if more, err := b.SignHeads(ctx, s.File, s.Key); err != nil || !more {
			return err
		}
	}
	return nil
}

package passwords

import (
	"context"
	"fmt"
	"sync"

	"github.com/alexedwards/argon2id"
)

// params are those of new hashes: what OWASP asks of Argon2id at least. An older hash says its own.
var params = argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// slots bound how many hashes are made at once: each takes 19 MiB and a processor for a while.
var slots = make(chan struct{}, 2)

// Hash is the Argon2id hash of a password, with its parameters and a fresh salt. It waits for its turn, or for ctx.
func Hash(ctx context.Context, password string) (string, error) {
	if err := enter(ctx); err != nil {
		return "", err
	}
	defer leave()
	hash, err := argon2id.CreateHash(password, &params)
	if err != nil {
		return "", fmt.Errorf("hashing a password: %w", err)
	}
	return hash, nil
}

// Verify reports whether a password is the one that was hashed, to the byte, and whether that should be hashed again because
// the parameters have changed. An empty hash is that of nobody: to say so takes as long as with one.
func Verify(ctx context.Context, password, hash string) (right, again bool, err error) {
	if err := enter(ctx); err != nil {
		return false, false, err
	}
	defer leave()
	known := hash != ""
	if !known {
		hash = nobodys()
	}
	same, old, err := argon2id.CheckHash(password, hash)
	if err != nil {
		return false, false, fmt.Errorf("checking a password: %w", err)
	}
	return same && known, *old != params, nil
}

// nobodys is a hash of something random.
var nobodys = sync.OnceValue(func() string {
	hash, err := argon2id.CreateHash("nobody's", &params)
	if err != nil {
		panic(err) // without randomness nothing here can go on
	}
	return hash
})

func enter(ctx context.Context) error {
	select {
	case slots <- struct{}{}:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("waiting to hash a password: %w", ctx.Err())
	}
}

func leave() { <-slots }

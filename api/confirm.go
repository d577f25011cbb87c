package api

import (
	"context"
	"log/slog"
	"time"

	"carebook/models"
)

// How confirmations are gathered: a batch waits at most this long, and no longer once it holds so many.
const (
	confirmWithin = 50 * time.Millisecond
	confirmBatch  = 200
)

// confirmer notes in the books, off the path of requests, that the answers to commands were seen. A confirmation that is
// lost does no harm: the worker asks again for what stays unconfirmed.
type confirmer struct {
	books *models.Books
	log   *slog.Logger
	ids   chan string
	stop  chan struct{}
	ended chan struct{}
}

func newConfirmer(books *models.Books, log *slog.Logger) *confirmer {
	c := &confirmer{books: books, log: log, ids: make(chan string, 10*confirmBatch), stop: make(chan struct{}), ended: make(chan struct{})}
	go c.run()
	return c
}

// add never waits: when the books are slow, the worker's sweep will do it.
func (c *confirmer) add(id string) {
	select {
	case c.ids <- id:
	default:
	}
}

// close writes what is there. What a straggler adds afterwards stays unconfirmed, which is harmless.
func (c *confirmer) close(ctx context.Context) error {
	close(c.stop)
	select {
	case <-c.ended:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (c *confirmer) run() {
	defer close(c.ended)
	for {
		select {
		case id := <-c.ids:
			c.write(c.gather([]string{id}, time.After(confirmWithin)))
		case <-c.stop:
			if rest := c.gather(nil, nil); len(rest) > 0 {
				c.write(rest)
			}
			return
		}
	}
}

// gather takes what is there and waits, until enough, for others to share the transaction; nil waits for nobody.
func (c *confirmer) gather(batch []string, enough <-chan time.Time) []string {
	for len(batch) < cap(c.ids) {
		select {
		case id := <-c.ids:
			batch = append(batch, id)
			continue
		default:
		}
		if enough == nil || len(batch) >= confirmBatch {
			break
		}
		select {
		case id := <-c.ids:
			batch = append(batch, id)
		case <-c.stop:
			enough = nil
		case <-enough:
			return batch
		}
	}
	return batch
}

func (c *confirmer) write(batch []string) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if err := c.books.Confirm(ctx, batch); err != nil {
		c.log.Warn("commands not confirmed; the worker will ask again", "commands", len(batch), "error", err)
	}
}

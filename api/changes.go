package api

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"carebook/models"
)

const (
	// lookBack covers what is recorded in a transaction that ends later: the books give up on a statement after half of it.
	lookBack = time.Minute
	// mostChanges is how many are told one by one; after more than that, to read everything again is less work.
	mostChanges = 50_000
	// behind is how many looks somebody who listens may be behind.
	behind = 16
)

// changes looks for what has changed in the books, for everybody who listens to this counter: once for all of them, and not
// at all when nobody does.
type changes struct {
	books *models.Books
	log   *slog.Logger
	every time.Duration // between two looks
	pulse time.Duration // between two signs of life, with which rights are read again
	over  chan struct{} // closed when everybody is to hang up

	mu        sync.Mutex
	listeners map[*listener]bool
	stop      context.CancelFunc // of the looks; nil while nobody listens
	looks     sync.WaitGroup
}

// listener is somebody who listens: a stream.
type listener struct {
	batches chan batch // closed when it is too far behind
}

// batch is what one look found. Whoever has heard it has heard of everything that could be seen at its until.
type batch struct {
	changes      []models.Change
	after, until time.Time // of the look before, and of this one
	all          bool      // false: too much to be told
}

func newChanges(books *models.Books, log *slog.Logger) *changes {
	return &changes{
		books: books, log: log, every: time.Second, pulse: 15 * time.Second, over: make(chan struct{}), listeners: map[*listener]bool{},
	}
}

// join begins to listen. Somebody who has heard of everything that could be seen at a moment misses nothing from then on.
func (c *changes) join(at time.Time) *listener {
	l := &listener{batches: make(chan batch, behind)}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.isOver() {
		return l
	}
	c.listeners[l] = true
	if c.stop == nil {
		var ctx context.Context
		ctx, c.stop = context.WithCancel(context.Background())
		c.looks.Go(func() { c.look(ctx, at) })
	}
	return l
}

func (c *changes) leave(l *listener) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.listeners, l)
	if len(c.listeners) == 0 && c.stop != nil {
		c.stop()
		c.stop = nil
	}
}

func (c *changes) isOver() bool {
	select {
	case <-c.over:
		return true
	default:
		return false
	}
}

// end has everybody hang up, now and from now on.
func (c *changes) end() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.isOver() {
		close(c.over)
	}
	if c.stop != nil {
		c.stop()
		c.stop = nil
	}
}

// look looks again and again. What it can't read, it reads with the next look: that begins where the last good one ended.
func (c *changes) look(ctx context.Context, at time.Time) {
	told := map[mark]bool{}
	for away := false; ; {
		select {
		case <-ctx.Done():
			return
		case <-time.After(c.every):
		}
		b, marks, err := c.find(ctx, at, told)
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			if !away {
				c.log.Warn("no look for changes; looking again", "error", err)
			}
			away = true
			continue
		}
		at, told, away = b.until, marks, false
		c.tell(b)
	}
}

// mark names a change, so that it is told once although several looks find it.
type mark struct {
	id string // of a case or an entry
	n  int64
}

func markOf(c models.Change) mark {
	if c.EntryID != "" {
		return mark{c.EntryID, c.N}
	}
	return mark{c.CaseID, c.Seq}
}

// find is one look: what wasn't told yet, and the marks of all that it found.
func (c *changes) find(ctx context.Context, after time.Time, told map[mark]bool) (b batch, marks map[mark]bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, lookBack/4)
	defer cancel()
	db := c.books.DB.WithContext(ctx) // for all who listen at once: each stream asks the books again what its own may hear of
	b.after = after
	if b.until, err = c.books.Now(db); err != nil {
		return b, nil, err
	}
	found, all, err := models.ChangesSince(db, after.Add(-lookBack), mostChanges)
	if err != nil {
		return b, nil, err
	}
	b.all, marks = all, map[mark]bool{}
	for _, change := range found {
		m := markOf(change)
		if marks[m] = true; !told[m] {
			b.changes = append(b.changes, change)
		}
	}
	return b, marks, nil
}

// tell waits for nobody: whoever is too far behind is cut off, and takes up again where he was.
func (c *changes) tell(b batch) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for l := range c.listeners {
		select {
		case l.batches <- b:
		default:
			delete(c.listeners, l)
			close(l.batches)
		}
	}
}

// close ends the looks. Nobody listens any more.
func (c *changes) close() {
	c.end()
	c.looks.Wait()
}

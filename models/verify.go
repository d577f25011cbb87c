package models

import (
	"bytes"
	"context"
	"fmt"

	"gorm.io/gorm"
)

// Break is a place where a chain doesn't hold.
type Break struct {
	Stream string
	Seq    int64
	What   string // names columns, never values
}

// Verdict counts what VerifyChains looked at and what it found.
type Verdict struct {
	Streams, Events, Breaks int64
	Audited, Heads          int64 // by VerifyAll
}

// VerifyChains recomputes every hash in the books, on one unchanging view of them, and reports each break. Every edit of
// an event is found, every gap, and a tail that is gone while its case or customer is still there. What is gone without that
// trace is found by the heads that were signed: see VerifyAll.
func VerifyChains(ctx context.Context, b *Books, report func(Break)) (Verdict, error) {
	var v verifier
	err := b.Look(ctx, func(tx *gorm.DB) error {
		v = verifier{store: storedChains{tx}, report: report}
		return v.all()
	})
	if err != nil {
		return v.Verdict, fmt.Errorf("verifying chains: %w", err)
	}
	return v.Verdict, nil
}

// batch is how many rows are held in memory at once.
const batch = 1000

type verifier struct {
	Verdict
	store  chainStore
	report func(Break)
	tell   func(Verdict) // how far it is; nil when nobody asks
	last   *Event        // of the stream being read; as it stands in the books
	ends   []Event
}

func (v *verifier) all() error {
	if err := v.events(); err != nil {
		return err
	}
	missing, err := v.store.headless()
	for _, b := range missing {
		v.broken(b.Stream, b.Seq, "%s", b.What)
	}
	return err
}

func (v *verifier) broken(stream string, seq int64, what string, args ...any) {
	v.Breaks++
	v.report(Break{stream, seq, fmt.Sprintf(what, args...)})
}

func (v *verifier) progress() {
	if v.tell != nil {
		v.tell(v.Verdict)
	}
}

func (v *verifier) events() error {
	for {
		events, err := v.store.eventsAfter(v.last, batch)
		if err != nil {
			return err
		}
		for i := range events {
			v.event(&events[i])
		}
		if len(events) < batch && v.last != nil {
			v.ends = append(v.ends, *v.last)
		}
		v.progress()
		if err := v.heads(); err != nil || len(events) < batch {
			return err
		}
	}
}

// event checks one event against the one before it. After a break the chain is followed on from what stands there, so
// that one edit is one report.
func (v *verifier) event(e *Event) {
	v.Events++
	prev, seq := genesis, int64(1)
	if v.last != nil && v.last.Stream == e.Stream {
		prev, seq = v.last.Hash, v.last.Seq+1
	} else {
		v.Streams++
		if v.last != nil {
			v.ends = append(v.ends, *v.last)
		}
	}
	switch {
	case e.Seq != seq:
		v.broken(e.Stream, e.Seq, "seq %d expected: events are missing", seq)
	case !bytes.Equal(e.PrevHash, prev):
		v.broken(e.Stream, e.Seq, "prev_hash isn't the hash of the event before")
	}
	if !bytes.Equal(e.Hash, e.sum()) {
		v.broken(e.Stream, e.Seq, "hash doesn't match: the event was changed")
	}
	v.last = e
}

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
}

// VerifyChains recomputes every hash in the books, on one unchanging view of them, and reports each break. Every edit of
// an event is found, every gap, and a tail that is gone while its case or customer is still there; a stream that is gone
// together with its row can only be missed by somebody who kept its head elsewhere.
func VerifyChains(ctx context.Context, b *Books, report func(Break)) (Verdict, error) {
	v := verifier{report: report}
	if err := b.Look(ctx, v.all); err != nil {
		return v.Verdict, fmt.Errorf("verifying chains: %w", err)
	}
	return v.Verdict, nil
}

// batch is how many rows are held in memory at once.
const batch = 1000

type verifier struct {
	Verdict
	report func(Break)
	last   *Event // of the stream being read; as it stands in the books
	ends   []Event
}

func (v *verifier) all(tx *gorm.DB) error {
	if err := v.events(tx); err != nil {
		return err
	}
	return v.headless(tx)
}

func (v *verifier) broken(stream string, seq int64, what string, args ...any) {
	v.Breaks++
	v.report(Break{stream, seq, fmt.Sprintf(what, args...)})
}

func (v *verifier) events(tx *gorm.DB) error {
	for {
		q := tx.Order("stream, seq").Limit(batch)
		if v.last != nil {
			q = q.Where("(stream, seq) > (?, ?)", v.last.Stream, v.last.Seq)
		}
		var events []Event
		if err := q.Find(&events).Error; err != nil {
			return err
		}
		for i := range events {
			v.event(&events[i])
		}
		if len(events) < batch && v.last != nil {
			v.ends = append(v.ends, *v.last)
		}
		if err := v.heads(tx); err != nil || len(events) < batch {
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

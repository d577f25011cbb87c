package models

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"carebook/contract"
)

// CaseRef names a case to whoever sends it something.
type CaseRef struct {
	Kind contract.Kind
	ID   string
}

// superseded are the numbers of editions that are not current any more; 0 stands for those before editions were kept.
const superseded = `SELECT 0 AS n UNION ALL
	SELECT c.n FROM calendars c WHERE c.n < (SELECT max(l.n) FROM calendars l WHERE l.id = c.id)`

// Superseded are the editions by which something that is still owed was counted although they are not current any more.
// Normally there are none.
func (b *Books) Superseded(ctx context.Context) (editions []int64, err error) {
	err = b.DB.WithContext(ctx).Raw(`SELECT s.n FROM (` + superseded + `) s
		WHERE EXISTS (SELECT 1 FROM obligations o WHERE o.state = 'open' AND o.calendar_n = s.n) ORDER BY s.n`).Scan(&editions).Error
	if err != nil {
		return nil, fmt.Errorf("listing superseded calendars: %w", err)
	}
	return editions, nil
}

// CountedBy are cases that owe something counted by an edition, by id, from the one after a given one on.
func (b *Books) CountedBy(ctx context.Context, edition int64, after string, limit int) ([]CaseRef, error) {
	var out []CaseRef
	err := b.DB.WithContext(ctx).Raw(`SELECT DISTINCT c.kind, c.id FROM obligations o JOIN cases c ON c.id = o.case_id
		WHERE o.state = 'open' AND o.calendar_n = ? AND o.case_id > ? ORDER BY c.id LIMIT ?`, edition, after, limit).Scan(&out).Error
	if err != nil {
		return nil, fmt.Errorf("listing cases counted by edition %d: %w", edition, err)
	}
	return out, nil
}

// HoldCalendar counts what a case owes by the current edition of its calendar. When all of it holds, due times and marks, that
// is noted, without an event, and the answer is 0. Else nothing is written, and the answer is the number of the edition by
// which the case is to be counted again. What can't be counted holds too; the error says why, beside the answer.
func (b *Books) HoldCalendar(ctx context.Context, caseID string) (edition int64, err error) {
	var doubts []error
	err = b.Tx(ctx, func(tx *gorm.DB) (err error) {
		edition, doubts = 0, nil
		w := &writer{b: b, tx: tx}
		if w.k, w.calN, err = lockCase(tx, caseID); err != nil {
			return err
		}
		if w.now, err = b.Now(tx); err != nil {
			return err
		}
		if err := w.lookUpCase(); err != nil {
			return err
		}
		shifts, whyNot, err := w.counts()
		if doubts = whyNot; err != nil {
			return err
		}
		for _, s := range shifts {
			if s.moves {
				edition = w.calN
				return nil
			}
		}
		for _, s := range shifts {
			if err := w.hold(s); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("counting case %s again: %w", caseID, err)
	}
	return edition, errors.Join(doubts...)
}

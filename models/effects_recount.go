package models

import (
	"fmt"

	"carebook/contract"
)

// recount counts what the case owes by the current edition of its calendar. Every open obligation has that number
// afterwards; the event tells of those that moved, and whoever owes one with another due time is told.
func (w *writer) recount() error {
	n := w.in.Effect.Calendar
	if n == 0 {
		return nil
	}
	if n > w.calN {
		return fmt.Errorf("edition %d of calendar %s isn't in the books", n, w.k.Calendar)
	}
	shifts, _, err := w.counts() // what can't be counted stays; the sweeper has said why
	if err != nil {
		return err
	}
	for _, s := range shifts {
		if err := w.recountOne(s); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) recountOne(s shift) error {
	if !s.moves {
		return w.hold(s)
	}
	var earlier []byte
	if !s.ob.Due.Equal(s.row.DueAt) || !s.ob.Last.Equal(deref(s.row.LastAt)) {
		earlier = s.row.Explanation
	}
	if err := w.shift(s, MarkWaiting, earlier); err != nil || s.ob.Due.Equal(s.row.DueAt) {
		return err
	}
	return w.tellRecounted(s.row)
}

// counts works out what each open obligation that was counted by an earlier edition comes to by the current one. What was
// missed stays missed, and nobody can keep a promise that has been moved behind them: such a due time stays. So does one that
// can't be counted again; doubts say why.
func (w *writer) counts() (shifts []shift, doubts []error, err error) {
	var rows []Obligation
	err = w.tx.Where("case_id = ? AND state = ? AND calendar_n > ? AND calendar_n < ?", w.k.ID, ObligationOpen, followsClock, w.calN).Order("opened_seq, id").Find(&rows).Error
	if err != nil {
		return nil, nil, fmt.Errorf("reading what is owed: %w", err)
	}
	for _, row := range rows {
		s, doubt, err := w.countAgain(row)
		if err != nil {
			return nil, nil, err
		}
		if doubt != nil {
			doubts = append(doubts, fmt.Errorf("%s of case %s can't be counted again: %w", row.Duty, w.k.ID, doubt))
		}
		shifts = append(shifts, s)
	}
	return shifts, doubts, nil
}

func (w *writer) countAgain(row Obligation) (s shift, doubt, err error) {
	s.row = row
	if row.BreachedAt != nil {
		return s, nil, nil
	}
	c, doubt := w.countOf(row)
	if doubt != nil {
		return s, doubt, nil
	}
	due, doubt := w.cal.Recount(c.prev, c.rule, c.window)
	if doubt != nil || !micros(due.At).After(w.now) {
		return s, doubt, nil
	}
	s, err = w.shifted(row, due, w.now)
	return s, nil, err
}

// hold notes that a due time holds by the current edition. One that isn't provisional any more gets its new account, which
// ends as the earlier one did.
func (w *writer) hold(s shift) error {
	if !s.due.At.IsZero() && s.due.Provisional != s.row.Provisional {
		return w.recordCount(s.row, s.due, nil)
	}
	err := w.tx.Model(&Obligation{}).Where("id = ?", s.row.ID).Update("calendar_n", w.calN).Error
	if err != nil {
		return fmt.Errorf("noting that %s holds: %w", s.row.Duty, err)
	}
	return nil
}

// tellRecounted leaves a notice for whoever owes an obligation, one for each, by the clause that gives the time.
func (w *writer) tellRecounted(o Obligation) error {
	return w.leave(w.id("notice", o.ID), o.Role, deref(o.PersonID), contract.EventRecounted, o.Clause, &o)
}

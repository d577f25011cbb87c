package models

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"carebook/calendar"
	"carebook/contract"
)

// count is what a clock is counted from: its account so far, and what the case's edition says of the duty.
type count struct {
	prev   calendar.Due
	rule   calendar.Rule
	window calendar.Window
}

func (w *writer) countOf(row Obligation) (c count, err error) {
	if err := json.Unmarshal(row.Explanation, &c.prev); err != nil {
		return c, fmt.Errorf("reading the account of %s: %w", row.Duty, err)
	}
	c.window = w.process().Duties[row.Duty].Permitted()
	c.rule, err = calendar.ParseRule(row.Rule)
	return c, err
}

// shift is an obligation with another due time, and what becomes of its marks.
type shift struct {
	row     Obligation // as it is in the books
	due     calendar.Due
	ob      contract.Obligation // as it will be
	dropped []int               // marks that it doesn't have any more
	moves   bool                // its due time, its last permitted moment or a mark
}

// shifted works out what a due time means for an obligation. Marks that haven't fired go to their moments before it, none of
// them before the earliest, and one that would come before the duty began is dropped.
func (w *writer) shifted(row Obligation, due calendar.Due, earliest time.Time) (shift, error) {
	before, err := w.load(row)
	if err != nil {
		return shift{}, err
	}
	s := shift{row: row, due: due, ob: before}
	s.ob.Due, s.ob.Last = micros(due.At), lastOf(due)
	fresh, err := marksOf(w.cal, w.process().Duties[row.Duty], s.ob)
	if err != nil {
		return shift{}, fmt.Errorf("marks of %s: %w", row.Duty, err)
	}
	s.ob.Marks, s.dropped = moveMarks(before.Marks, fresh, earliest)
	s.moves = !s.ob.Due.Equal(before.Due) || !s.ob.Last.Equal(before.Last) || !slices.EqualFunc(s.ob.Marks, before.Marks,
		func(a, b contract.Mark) bool { return a.N == b.N && a.At.Equal(b.At) })
	return s, nil
}

// moveMarks pairs the marks of a clock with those of its new due time. They keep their numbers and their kinds. Before a
// later due time there may be more of a kind than there were: the last ones are those that the clock already had.
func moveMarks(marks, fresh []contract.Mark, earliest time.Time) (kept []contract.Mark, dropped []int) {
	for _, m := range slices.Backward(marks) {
		at, found := takeLast(&fresh, m.Kind)
		switch {
		case m.Fired:
		case !found:
			dropped = append(dropped, m.N)
			continue
		case !at.Before(earliest):
			m.At = at
		case m.At.After(earliest): // it has been moved behind us: now
			m.At = earliest
		} // else its moment has come already, and it stays as late as it is
		kept = append(kept, m)
	}
	slices.Reverse(kept)
	return kept, dropped
}

// takeLast takes the last mark of a kind out of the list.
func takeLast(marks *[]contract.Mark, kind contract.MarkKind) (time.Time, bool) {
	for i, m := range slices.Backward(*marks) {
		if m.Kind == kind {
			*marks = slices.Delete(*marks, i, i+1)
			return m.At, true
		}
	}
	return time.Time{}, false
}

// shift writes a shift down, and has the event tell of it. Marks that stand in the state from run on from here. Earlier is the
// account that is kept beside the new one, nil for none.
func (w *writer) shift(s shift, from string, earlier []byte) error {
	if err := w.recordCount(s.row, s.due, earlier); err != nil {
		return err
	}
	set := func(n int, to map[string]any) error {
		err := w.tx.Model(&Mark{}).Where("obligation_id = ? AND n = ? AND state = ?", s.row.ID, n, from).Updates(to).Error
		if err != nil {
			return fmt.Errorf("moving mark %d of %s: %w", n, s.row.Duty, err)
		}
		return nil
	}
	for _, m := range s.ob.Marks {
		if err := set(m.N, map[string]any{"state": MarkWaiting, "at": m.At}); err != nil {
			return err
		}
	}
	for _, n := range s.dropped {
		if err := set(n, map[string]any{"state": MarkDropped}); err != nil {
			return err
		}
	}
	w.event.Moved = append(w.event.Moved, s.ob)
	return nil
}

// recordCount stores what a running clock came to by the current edition of the calendar.
func (w *writer) recordCount(row Obligation, due calendar.Due, earlier []byte) error {
	explanation, err := json.Marshal(due)
	if err != nil {
		return fmt.Errorf("writing the explanation of %s: %w", row.Duty, err)
	}
	set := map[string]any{
		"state": ObligationOpen, "due_at": micros(due.At), "last_at": moment(lastOf(due)), "provisional": due.Provisional,
		"explanation": explanation, "calendar": calendarName(w.cal), "calendar_n": w.calN,
	}
	if earlier != nil {
		set["earlier"], set["earlier_due_at"] = earlier, row.DueAt
	}
	if err := w.tx.Model(&Obligation{}).Where("id = ?", row.ID).Updates(set).Error; err != nil {
		return fmt.Errorf("counting %s: %w", row.Duty, err)
	}
	return nil
}

// load reads an obligation back in the words of the contract.
func (w *writer) load(row Obligation) (contract.Obligation, error) {
	duty := w.process().Duties[row.Duty]
	ob := contract.Obligation{
		ID: row.ID, Duty: row.Duty, Item: row.Item, Role: row.Role, Person: deref(row.PersonID), Clause: duty.By.Clause,
		Since: micros(row.Since), Due: micros(row.DueAt), Last: deref(microsPtr(row.LastAt)),
	}
	var marks []Mark
	err := w.tx.Where("obligation_id = ? AND state <> ?", row.ID, MarkDropped).Order("n").Find(&marks).Error
	if err != nil {
		return ob, fmt.Errorf("reading the marks of %s: %w", row.Duty, err)
	}
	for _, m := range marks {
		ob.Marks = append(ob.Marks, contract.Mark{
			N: m.N, At: micros(m.At), Kind: m.Kind, To: m.ToRole, Clause: m.Clause, Fired: m.State == MarkFired || m.State == MarkFolded,
		})
	}
	return ob, nil
}

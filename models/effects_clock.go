package models

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"carebook/calendar"
	"carebook/contract"
	"carebook/policies"
)

// open starts an obligation: what the case's edition says of the duty, counted by its calendar from the moment it began.
// A duty that the policy doesn't have has no clock.
func (w *writer) open(o contract.Owe) error {
	duty := w.policy.Complaint.Duties[o.Duty]
	if duty == nil {
		return nil
	}
	due, err := w.cal.Due(o.Since, duty.Within.Value)
	if err == nil {
		due, err = w.cal.Permit(due, duty.Permitted())
	}
	if err != nil {
		return fmt.Errorf("due time of %s: %w", o.Duty, err)
	}
	ob := contract.Obligation{
		ID: w.id("obligation", o.Duty), Duty: o.Duty, Role: duty.By.Value, Person: o.Person, Clause: duty.By.Clause,
		Since: micros(o.Since), Due: micros(due.At),
	}
	if o.Role != "" {
		ob.Role, ob.Clause = o.Role, o.Clause
	}
	if ob.Person == "" && ob.Role == partHandler {
		ob.Person = deref(w.detail.HandlerID)
	}
	if ob.Marks, err = marksOf(w.cal, duty, ob, due); err != nil {
		return fmt.Errorf("marks of %s: %w", o.Duty, err)
	}
	if err := w.insertObligation(ob, duty, due); err != nil {
		return err
	}
	w.event.Opened = append(w.event.Opened, ob)
	return nil
}

func (w *writer) insertObligation(ob contract.Obligation, duty *policies.Duty, due calendar.Due) error {
	explanation, err := json.Marshal(due)
	if err != nil {
		return fmt.Errorf("writing the explanation of %s: %w", ob.Duty, err)
	}
	row := Obligation{
		ID: ob.ID, CaseID: w.k.ID, UnitID: w.k.UnitID, Duty: ob.Duty, Role: ob.Role, PersonID: optional(ob.Person),
		Clause: duty.Within.Clause, Rule: duty.Within.Value.String(), Source: string(duty.Within.From()),
		Since: ob.Since, DueAt: ob.Due, LastAt: lastOf(due), Provisional: due.Provisional, Calendar: calendarName(w.cal),
		CalendarN:   w.calN,
		Explanation: explanation, State: ObligationOpen, OpenedSeq: w.event.Seq,
	}
	if err := w.tx.Create(&row).Error; err != nil {
		return fmt.Errorf("opening obligation %s: %w", ob.Duty, err)
	}
	return w.insertMarks(ob)
}

func (w *writer) insertMarks(ob contract.Obligation) error {
	rows := make([]Mark, len(ob.Marks))
	for i, m := range ob.Marks {
		rows[i] = Mark{
			ObligationID: ob.ID, N: m.N, CaseID: w.k.ID, At: m.At, Kind: m.Kind, ToRole: m.To, Clause: m.Clause, State: MarkWaiting,
		}
	}
	if err := w.tx.Create(&rows).Error; err != nil {
		return fmt.Errorf("setting the marks of %s: %w", ob.Duty, err)
	}
	return nil
}

// lastOf is the last permitted moment of a due time, nil when there is none.
func lastOf(due calendar.Due) *time.Time {
	if due.Last.IsZero() {
		return nil
	}
	return microsPtr(&due.Last)
}

// marksOf puts the marks on an obligation's clock: reminders to whoever owes it, escalations, and the breach at the due
// time. Those before the breach count back from the last permitted moment, if there is one. A mark that would come before
// the duty began is left out.
func marksOf(cal *calendar.Calendar, d *policies.Duty, o contract.Obligation, due calendar.Due) ([]contract.Mark, error) {
	until := o.Due
	if !due.Last.IsZero() {
		until = micros(due.Last)
	}
	var marks []contract.Mark
	add := func(kind contract.MarkKind, to string, before policies.Rule[calendar.Rule]) error {
		at, err := cal.Before(until, before.Value)
		if err != nil || !at.After(o.Since) {
			return err
		}
		marks = append(marks, contract.Mark{At: micros(at), Kind: kind, To: to, Clause: before.Clause})
		return nil
	}
	for _, r := range d.Remind {
		if err := add(contract.Remind, o.Role, r); err != nil {
			return nil, err
		}
	}
	for _, e := range d.Escalate {
		if err := add(contract.Escalate, e.To.Value, e.Before); err != nil {
			return nil, err
		}
	}
	breach := contract.Mark{At: o.Due, Kind: contract.Breach, To: d.Breach.To.Value, Clause: d.Breach.To.Clause}
	slices.SortStableFunc(marks, func(a, b contract.Mark) int { return a.At.Compare(b.At) })
	marks = append(marks, breach)
	for i := range marks {
		marks[i].N = i + 1
	}
	return marks, nil
}

// stop pauses every running clock of the case; what was left of each is found again from the moment of the pause.
func (w *writer) stop() error {
	w.k.PausedAt = &w.event.At
	if err := w.tx.Model(&Obligation{}).Where("case_id = ? AND state = ?", w.k.ID, ObligationOpen).
		Update("state", ObligationPaused).Error; err != nil {
		return fmt.Errorf("pausing obligations: %w", err)
	}
	if err := w.tx.Model(&Mark{}).Where("case_id = ? AND state = ?", w.k.ID, MarkWaiting).
		Update("state", MarkPaused).Error; err != nil {
		return fmt.Errorf("pausing marks: %w", err)
	}
	return nil
}

// resume starts the clocks again: each due time moves by what the pause cost, and the marks that haven't fired move with
// it.
func (w *writer) resume() error {
	var rows []Obligation
	if err := w.tx.Where("case_id = ? AND state = ?", w.k.ID, ObligationPaused).Order("opened_seq, id").Find(&rows).Error; err != nil {
		return fmt.Errorf("reading paused obligations: %w", err)
	}
	for _, row := range rows {
		if err := w.resumeOne(row); err != nil {
			return fmt.Errorf("resuming obligation %s: %w", row.Duty, err)
		}
	}
	w.k.PausedAt = nil
	return nil
}

func (w *writer) resumeOne(row Obligation) error {
	var prev calendar.Due
	if err := json.Unmarshal(row.Explanation, &prev); err != nil {
		return err
	}
	rule, err := calendar.ParseRule(row.Rule)
	if err != nil {
		return err
	}
	due := prev
	if from := stoodStill(prev, *w.k.PausedAt); row.BreachedAt == nil && !from.After(prev.At) && from.Before(w.event.At) {
		due, err = w.cal.Resume(prev, rule, calendar.Pause{From: from, To: w.event.At})
		if err == nil {
			due, err = w.cal.Permit(due, w.policy.Complaint.Duties[row.Duty].Permitted())
		}
		if err != nil {
			return err
		}
	} // else what was missed before the pause stays missed
	explanation, err := json.Marshal(due)
	if err != nil {
		return err
	}
	err = w.tx.Model(&Obligation{}).Where("id = ?", row.ID).Updates(map[string]any{
		"state": ObligationOpen, "due_at": micros(due.At), "last_at": lastOf(due), "provisional": due.Provisional, "explanation": explanation,
		"calendar": calendarName(w.cal), "calendar_n": w.calN,
	}).Error
	if err != nil {
		return err
	}
	row.DueAt = micros(due.At)
	return w.moveMarks(row, due)
}

// stoodStill is since when a clock stood still in a pause: a pause may say that it began earlier, but a clock can't stop
// before it began to run or while it already stood.
func stoodStill(prev calendar.Due, pausedAt time.Time) time.Time {
	for _, l := range prev.Account {
		switch {
		case l.What == calendar.Start && l.From.After(pausedAt):
			pausedAt = l.From
		case l.What == calendar.Paused && l.To.After(pausedAt):
			pausedAt = l.To
		}
	}
	return pausedAt
}

// moveMarks sets the marks that haven't fired to the moments of the new due time.
func (w *writer) moveMarks(row Obligation, due calendar.Due) error {
	ob, err := w.load(row)
	if err != nil {
		return err
	}
	fresh, err := marksOf(w.cal, w.policy.Complaint.Duties[row.Duty], ob, due)
	if err != nil {
		return err
	}
	// Marks keep their numbers and their kinds. Before a later due time there may be more of a kind than there were: the
	// last ones are those that the clock already had.
	for i := len(ob.Marks) - 1; i >= 0; i-- {
		m := &ob.Marks[i]
		at, found := takeLast(&fresh, m.Kind)
		if found && !m.Fired {
			m.At = at
		}
		if err := w.restoreMark(ob.ID, *m); err != nil {
			return err
		}
	}
	w.event.Moved = append(w.event.Moved, ob)
	return nil
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

func (w *writer) restoreMark(obligation string, m contract.Mark) error {
	return w.tx.Model(&Mark{}).Where("obligation_id = ? AND n = ? AND state = ?", obligation, m.N, MarkPaused).
		Updates(map[string]any{"state": MarkWaiting, "at": m.At}).Error
}

// load reads an obligation back in the words of the contract.
func (w *writer) load(row Obligation) (contract.Obligation, error) {
	duty := w.policy.Complaint.Duties[row.Duty]
	ob := contract.Obligation{
		ID: row.ID, Duty: row.Duty, Role: row.Role, Person: deref(row.PersonID), Clause: duty.By.Clause,
		Since: micros(row.Since), Due: micros(row.DueAt),
	}
	var marks []Mark
	if err := w.tx.Where("obligation_id = ?", row.ID).Order("n").Find(&marks).Error; err != nil {
		return ob, fmt.Errorf("reading the marks of %s: %w", row.Duty, err)
	}
	for _, m := range marks {
		ob.Marks = append(ob.Marks, contract.Mark{
			N: m.N, At: micros(m.At), Kind: m.Kind, To: m.ToRole, Clause: m.Clause, Fired: m.State == MarkFired || m.State == MarkFolded,
		})
	}
	return ob, nil
}

func calendarName(c *calendar.Calendar) string { return c.ID() + "@" + c.Version() }

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// id names a row that hangs on this event: the same effect always gives the same id.
func (w *writer) id(parts ...string) string {
	return uuid.NewSHA1(uuid.NameSpaceOID, fmt.Appendf(nil, "%s/%d/%q", w.in.Case, w.event.Seq, parts)).String()
}

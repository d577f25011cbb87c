package models

import (
	"cmp"
	"encoding/json"
	"fmt"
	"time"

	"carebook/calendar"
	"carebook/contract"
	"carebook/policies"
)

// onLeave moves a due time by the days of leave of whoever owes it, where the duty's clock stands still on them: each whole
// day of leave on which it would have run is a pause in its account. An absence whose end isn't known counts up to today.
func (w *writer) onLeave(person string, duty *policies.Duty, due calendar.Due) (calendar.Due, error) {
	if person == "" || duty.Leave == nil || !duty.Leave.Value {
		return due, nil
	}
	for {
		pause, found, err := w.leaveOf(person, due)
		if err != nil || !found {
			return due, err
		}
		pause.Clause = duty.Leave.Clause
		if due, err = w.cal.Resume(due, duty.Within.Value, pause); err != nil {
			return due, fmt.Errorf("leaving out leave: %w", err)
		}
	}
}

// leaveOf is the first stretch of leave of a member of staff in which a clock runs that didn't stand still before.
func (w *writer) leaveOf(person string, due calendar.Due) (p calendar.Pause, found bool, err error) {
	zone := w.cal.Location()
	from, until := runsFrom(due, zone), due.At.In(zone)
	today := w.event.At.In(zone).Format(time.DateOnly)
	var rows []Absence
	err = w.tx.Where("staff_id = ? AND from_day <= ? AND (to_day >= ? OR to_day IS NULL)",
		person, until.Format(time.DateOnly), from.Format(time.DateOnly)).Order("from_day, id").Find(&rows).Error
	if err != nil {
		return p, false, fmt.Errorf("reading absences of %s: %w", person, err)
	}
	for _, a := range rows {
		last := cmp.Or(deref(a.ToDay), today)
		begins, errFrom := time.ParseInLocation(time.DateOnly, a.FromDay, zone)
		ends, errTo := time.ParseInLocation(time.DateOnly, last, zone)
		if errFrom != nil || errTo != nil {
			return p, false, fmt.Errorf("absence %s goes from %q to %q", a.ID, a.FromDay, last)
		}
		y, m, d := ends.Date()
		p = calendar.Pause{From: begins, To: time.Date(y, m, d+1, 0, 0, 0, 0, zone), By: a.RecordedBy}
		if p.From.Before(from) {
			p.From = from
		}
		if p.From.Before(p.To) && !p.From.After(due.At) {
			return p, true, nil
		}
	}
	return p, false, nil
}

// runsFrom is the moment from which a clock has run without a break: on days before the first that counts for it, and up
// to the end of its last pause, nobody's leave matters.
func runsFrom(due calendar.Due, zone *time.Location) time.Time {
	var from time.Time
	counted := false
	for _, l := range due.Account {
		switch {
		case l.What == calendar.Start:
			from = l.From
		case l.What == calendar.Paused:
			from, counted = l.To, true
		case !counted && !l.Counted.IsZero():
			counted = true
			if day, err := time.ParseInLocation(time.DateOnly, l.Date, zone); err == nil && day.After(from) {
				from = day
			}
		}
	}
	return from.In(zone)
}

// defers takes the place of a breach when whoever owes the duty was on leave in its time: the due time moves, its account
// says why, and the clock gets marks of their own.
func (w *writer) defers() error {
	f := w.in.Proposal.Fire
	if f == nil || f.Kind != contract.Breach {
		return nil
	}
	var row Obligation
	if err := w.tx.Where("id = ? AND case_id = ?", f.Obligation, w.k.ID).Take(&row).Error; err != nil {
		return fmt.Errorf("reading obligation %s: %w", f.Obligation, err)
	}
	duty := w.process().Duties[row.Duty]
	var before calendar.Due
	if err := json.Unmarshal(row.Explanation, &before); err != nil {
		return fmt.Errorf("reading the account of %s: %w", row.Duty, err)
	}
	due, err := w.onLeave(deref(row.PersonID), duty, before)
	if err != nil || !due.At.After(before.At) {
		return err
	}
	w.event.Type, w.in.Proposal = contract.EventDeferred, contract.Proposal{Type: contract.EventDeferred, Status: w.event.Status}
	return w.deferTo(row, duty, due)
}

func (w *writer) deferTo(row Obligation, duty *policies.Duty, due calendar.Due) error {
	if err := w.recordCount(row, due, row.Explanation); err != nil {
		return err
	}
	if err := w.dropMarks(row.ID); err != nil {
		return err
	}
	var last int
	if err := w.tx.Model(&Mark{}).Select("max(n)").Where("obligation_id = ?", row.ID).Scan(&last).Error; err != nil {
		return fmt.Errorf("numbering marks of %s: %w", row.Duty, err)
	}
	ob, err := w.load(row)
	if err != nil {
		return err
	}
	ob.Due, ob.Last = micros(due.At), lastOf(due)
	fresh, err := marksOf(w.cal, duty, ob)
	if err != nil {
		return fmt.Errorf("marks of %s: %w", row.Duty, err)
	}
	var set []contract.Mark
	for _, m := range fresh {
		if m.Kind == contract.Breach || m.At.After(w.event.At) {
			m.N = last + len(set) + 1 // never a number that has been an effect
			set = append(set, m)
		}
	}
	if err := w.insertMarks(contract.Obligation{ID: ob.ID, Duty: ob.Duty, Marks: set}); err != nil {
		return err
	}
	ob.Marks = append(ob.Marks, set...)
	w.event.Moved = append(w.event.Moved, ob)
	return w.tell(row.Role, deref(row.PersonID), contract.EventDeferred, duty.Leave.Clause, &row)
}

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
	duty := w.process().Duties[o.Duty]
	if duty == nil {
		return nil
	}
	if err := w.notBeforeEntered(&o); err != nil {
		return err
	}
	begins, person := o.Since, o.Person
	if o.From != nil {
		begins = *o.From
	}
	if o.Role == "" && person == "" && duty.By.Value == partHandler {
		person = w.detail.handler()
	}
	within, err := w.limitOf(&o, duty)
	if err != nil || within.Value.IsZero() {
		return err
	}
	due, err := w.cal.Due(begins, within.Value)
	if err == nil {
		due, err = w.onLeave(person, duty, due)
	}
	if err == nil {
		due, err = w.cal.Permit(due, duty.Permitted())
	}
	if err != nil {
		return fmt.Errorf("due time of %s: %w", o.Duty, err)
	}
	ob := contract.Obligation{
		ID: w.obligationID(o), Duty: o.Duty, Item: o.Item, Role: duty.By.Value, Person: person, Clause: duty.By.Clause,
		Since: micros(o.Since), Due: micros(due.At), Last: lastOf(due),
	}
	if o.Role != "" {
		ob.Role, ob.Clause = o.Role, o.Clause
	}
	if ob.Marks, err = marksOf(w.cal, duty, ob); err != nil {
		return fmt.Errorf("marks of %s: %w", o.Duty, err)
	}
	if err := w.insertObligation(ob, within, due); err != nil {
		return err
	}
	w.event.Opened = append(w.event.Opened, ob)
	return nil
}

// notBeforeEntered lets what a mark brings begin when the case was entered, at the earliest: nobody is ordered anything by a
// case that nobody had opened yet, however far back it says that it began.
func (w *writer) notBeforeEntered(o *contract.Owe) error {
	if w.cmd != nil {
		return nil
	}
	var first Event
	if err := w.tx.Select("recorded_at").Where("stream = ? AND seq = 1", w.k.ID).Take(&first).Error; err != nil {
		return fmt.Errorf("reading when the case was entered: %w", err)
	}
	if o.Since.Before(first.RecordedAt) {
		o.Since = micros(first.RecordedAt)
	}
	return nil
}

// obligationID names the obligation of a duty in this event; where each item is owed, of that.
func (w *writer) obligationID(o contract.Owe) string {
	if o.Item == "" {
		return w.id("obligation", o.Duty)
	}
	return w.id("obligation", o.Duty, o.Item)
}

func (w *writer) insertObligation(ob contract.Obligation, within policies.Rule[calendar.Rule], due calendar.Due) error {
	explanation, err := json.Marshal(due)
	if err != nil {
		return fmt.Errorf("writing the explanation of %s: %w", ob.Duty, err)
	}
	row := Obligation{
		ID: ob.ID, CaseID: w.k.ID, UnitID: w.k.UnitID, Duty: ob.Duty, Item: ob.Item, Role: ob.Role, PersonID: optional(ob.Person),
		Clause: within.Clause, Rule: within.Value.String(), Source: string(within.From()),
		Since: ob.Since, DueAt: ob.Due, LastAt: moment(ob.Last), Provisional: due.Provisional, Calendar: calendarName(w.cal),
		CalendarN: w.calN, Explanation: explanation, State: ObligationOpen, OpenedSeq: w.event.Seq,
	}
	if err := w.tx.Create(&row).Error; err != nil {
		return fmt.Errorf("opening obligation %s: %w", ob.Duty, err)
	}
	return w.insertMarks(ob)
}

// limitOf is how long a duty has: as the edition says, unless the command sets its limit in days (S3-25.2). Then the clause
// that says who owes it is the one that allows that.
func (w *writer) limitOf(o *contract.Owe, duty *policies.Duty) (policies.Rule[calendar.Rule], error) {
	if l, limits := w.detail.(limiter); limits {
		if within, own, err := l.limit(w, o); own || err != nil {
			return within, err
		}
	}
	if o.Days == 0 {
		return duty.Within, nil
	}
	unit := "days"
	if o.Days == 1 {
		unit = "day"
	}
	rule, err := calendar.ParseRule(fmt.Sprintf("%d %s", o.Days, unit))
	if err != nil {
		return policies.Rule[calendar.Rule]{}, fmt.Errorf("limit of %s: %w", o.Duty, err)
	}
	return policies.Rule[calendar.Rule]{Value: rule, Clause: duty.By.Clause}, nil
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

// lastOf is the last permitted moment of a due time, zero when there is none.
func lastOf(due calendar.Due) time.Time {
	if due.Last.IsZero() {
		return time.Time{}
	}
	return micros(due.Last)
}

// moment is a time as a column that may be NULL.
func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// marksOf puts the marks on an obligation's clock: reminders to whoever owes it, escalations, and the breach at the due
// time. Those before the breach count back from the last permitted moment, if there is one. A mark that would come before
// the duty began is left out.
func marksOf(cal *calendar.Calendar, d *policies.Duty, o contract.Obligation) ([]contract.Mark, error) {
	until := o.Due
	if !o.Last.IsZero() {
		until = o.Last
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

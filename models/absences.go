package models

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/policies"
)

// KindAbsence is the kind of the stream of a person's absences.
const KindAbsence = "absence"

// What happens to an absence.
const (
	RecordAbsenceAction  contract.Action = "record_absence"
	EndAbsenceAction     contract.Action = "end_absence"
	EventAbsenceRecorded                 = "absence_recorded"
	EventAbsenceEnded                    = "absence_ended"
)

// administrator is carebook's own role.
const administrator = "administrator"

// AbsenceStream is the stream of a person's absences.
func AbsenceStream(staff string) string { return KindAbsence + "/" + staff }

// NewAbsence says that a member of staff is away from one day to another, both included. Days are written 2026-03-06, in
// the business zone; To is empty while the last one isn't known.
type NewAbsence struct {
	Command NewCommand
	ID      string
	Staff   string
	From    string
	To      string
	Reason  string

	Substitute string     // who stands in for the person meanwhile; "" for nobody
	Begins     time.Time  // From, in the business zone
	Ends       *time.Time // the end of To, exclusive; nil while it isn't known
}

// AbsenceEnd says on which day an absence ended; the day before it began takes it back.
type AbsenceEnd struct {
	Command NewCommand
	ID      string
	Staff   string
	To      string
	Reason  string
	Ends    time.Time // the end of To in the business zone, exclusive
}

// RecordAbsence writes an absence, who stands in meanwhile, its event in the person's stream and the settled command in one transaction. Who may
// do that, the profiles of the person's units say, and an administrator there may; nobody may for himself.
func (b *Books) RecordAbsence(ctx context.Context, shelf *Binding, n NewAbsence) (Command, error) {
	n.Command.Kind, n.Command.Stream, n.Command.Action = KindAbsence, AbsenceStream(n.Staff), RecordAbsenceAction
	n.Command.Facts = contract.Facts{Assignee: n.Staff, From: n.From, To: n.To, Person: n.Substitute}
	return b.direct(ctx, n.Command, func(d *deed) (*contract.Refusal, error) {
		roles, seq, refusal, err := d.recording(shelf, n.Staff)
		if refusal != nil || err != nil {
			return refusal, err
		}
		row := Absence{
			ID: n.ID, StaffID: n.Staff, Seq: seq, FromDay: n.From, ToDay: optional(n.To), RecordedBy: d.cmd.Principal, RecordedAt: d.now,
		}
		if refusal, err := d.mayStandIn(n.Staff, n.Substitute, n.Begins, n.Ends); refusal != nil || err != nil {
			return refusal, err
		}
		if err := d.tx.Create(&row).Error; err != nil {
			return nil, err
		}
		if err := d.standsIn(n.ID, n.Staff, n.Substitute, n.Begins, n.Ends); err != nil {
			return nil, err
		}
		d.audit(AuditEntry{Action: AuditAbsence, Kind: KindStaff, Object: n.Staff})
		return nil, d.absent(EventAbsenceRecorded, seq, roles, n.Reason)
	})
}

// EndAbsence writes the last day of an absence, the event in the person's stream and the settled command in one
// transaction. Whoever may record one may end it.
func (b *Books) EndAbsence(ctx context.Context, shelf *Binding, n AbsenceEnd) (Command, error) {
	n.Command.Kind, n.Command.Stream, n.Command.Action = KindAbsence, AbsenceStream(n.Staff), EndAbsenceAction
	n.Command.Facts = contract.Facts{Assignee: n.Staff, To: n.To}
	return b.direct(ctx, n.Command, func(d *deed) (*contract.Refusal, error) {
		roles, seq, refusal, err := d.recording(shelf, n.Staff)
		if refusal != nil || err != nil {
			return refusal, err
		}
		row, refusal, err := d.absence(n.Staff, n.ID)
		if refusal != nil || err != nil {
			return refusal, err
		}
		if err := d.standsWith(*row, n.Ends); err != nil {
			return nil, err
		}
		err = d.tx.Model(row).Updates(map[string]any{"to_day": n.To, "seq": seq, "ended_by": d.cmd.Principal, "ended_at": d.now}).Error
		if err != nil {
			return nil, fmt.Errorf("ending an absence: %w", err)
		}
		d.audit(AuditEntry{Action: AuditAbsenceEnded, Kind: KindStaff, Object: n.Staff})
		return nil, d.absent(EventAbsenceEnded, seq, roles, n.Reason)
	})
}

// absence is one of a member of staff's.
func (d *deed) absence(staff, id string) (*Absence, *contract.Refusal, error) {
	var row Absence
	err := d.tx.Where("id = ? AND staff_id = ?", id, staff).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, contract.Refused(contract.CodeUnknownAbsence, ""), nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("reading absence %s: %w", id, err)
	}
	return &row, nil, nil
}

// recording is how a deed about somebody's absences begins: with the roles by which the actor may, and the event's number.
func (d *deed) recording(shelf *Binding, staff string) (roles []string, seq int64, refusal *contract.Refusal, err error) {
	if roles, refusal, err = d.mayRecord(shelf, staff); refusal != nil || err != nil {
		return nil, 0, refusal, err
	}
	seq, err = d.nextAbsence(staff)
	return roles, seq, nil, err
}

// mayRecord finds the roles by which the actor may say that somebody is away: at a unit where that person holds a role.
func (d *deed) mayRecord(shelf *Binding, staff string) (roles []string, _ *contract.Refusal, _ error) {
	var units []Unit
	err := d.tx.Where("id IN (?)", assignments(d.tx, d.now).Select("a.unit_id").Where("a.staff_id = ?", staff)).Order("code").Find(&units).Error
	if err != nil {
		return nil, nil, fmt.Errorf("reading the units of %s: %w", staff, err)
	}
	if len(units) == 0 {
		return nil, contract.Refused(contract.CodeUnknownStaff, "", "field", "staff"), nil
	}
	binder, _, err := shelf.At(d.tx, d.now)
	if err != nil {
		return nil, nil, err
	}
	wanted, clause := []string{administrator}, ""
	for _, u := range units {
		may := []string{administrator}
		if p, ok := binder.Profile(u.Profile); ok && p.Absences != nil {
			may, clause = append(may, p.Absences.Value...), p.Absences.Clause
		}
		held, err := RolesAt(d.tx, d.cmd.Principal, u.ID, d.now)
		if err != nil {
			return nil, nil, err
		}
		above, err := d.isAbove(d.cmd.Principal, staff)
		if err != nil {
			return nil, nil, err
		}
		if above {
			held = append(held, policies.WordSuperior)
		}
		for _, role := range may {
			if slices.Contains(held, role) {
				roles = append(roles, role)
			}
		}
		wanted = append(wanted, may...)
	}
	switch {
	case staff == d.cmd.Principal:
		return nil, contract.Refused(contract.CodeOwnAbsence, clause), nil
	case len(roles) == 0:
		slices.Sort(wanted)
		return nil, contract.Refused(contract.CodeWrongRole, clause, "action", string(d.cmd.Action), "roles", joinRoles(slices.Compact(wanted))), nil
	}
	slices.Sort(roles)
	return slices.Compact(roles), nil, nil
}

// nextAbsence locks the person and numbers the next event.
func (d *deed) nextAbsence(staff string) (int64, error) {
	if err := lockStaff(d.tx, staff); err != nil {
		return 0, err
	}
	var last int64
	err := d.tx.Model(&Absence{}).Select("coalesce(max(seq), 0)").Where("staff_id = ?", staff).Scan(&last).Error
	if err != nil {
		return 0, fmt.Errorf("reading absences of %s: %w", staff, err)
	}
	return last + 1, nil
}

func (d *deed) absent(what string, seq int64, roles []string, reason string) error {
	prev, err := d.last(seq - 1)
	if err != nil {
		return err
	}
	row := Event{Stream: d.cmd.Stream, Seq: seq, Kind: KindAbsence, Type: what, Roles: joinRoles(roles)}
	if err := d.seal(&row, reason); err != nil {
		return err
	}
	return d.write(row, prev, seq)
}

// AbsencesOf are the absences of a member of staff, the first one first. Whether the person may be seen is for the caller
// to ask first.
func AbsencesOf(tx *gorm.DB, staff string, p Page) ([]Absence, *Cursor, error) {
	var rows []Absence
	if err := p.forward(tx.Where("staff_id = ?", staff), "recorded_at", "id").Find(&rows).Error; err != nil {
		return nil, nil, fmt.Errorf("listing absences of %s: %w", staff, err)
	}
	rows, next := turn(p, rows, func(a Absence) Cursor { return Cursor{a.RecordedAt, a.ID} })
	return rows, next, nil
}

// LeaveDays are the days from one to another, both included and written 2026-03-06, on which a member of staff is away by
// what is recorded now: each once, in order. An absence without a last day goes on.
func LeaveDays(tx *gorm.DB, staff, from, to string) ([]string, error) {
	var rows []Absence
	err := tx.Where("staff_id = ? AND from_day <= ? AND (to_day IS NULL OR to_day >= ?)", staff, to, from).Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("reading absences of %s: %w", staff, err)
	}
	first, errFrom := time.Parse(time.DateOnly, from)
	last, errTo := time.Parse(time.DateOnly, to)
	if err := errors.Join(errFrom, errTo); err != nil {
		return nil, fmt.Errorf("leave days of %s: %w", staff, err)
	}
	var days []string
	for at := first; !at.After(last); at = at.Add(24 * time.Hour) { // UTC: no day is longer
		day := at.Format(time.DateOnly)
		if slices.ContainsFunc(rows, func(a Absence) bool { return a.FromDay <= day && (a.ToDay == nil || *a.ToDay >= day) }) {
			days = append(days, day)
		}
	}
	return days, nil
}

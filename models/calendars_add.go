package models

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
)

// KindCalendar is the kind of a calendar's stream: what its keepers did.
const KindCalendar = "calendar"

// What happens to a calendar by command.
const (
	AddCalendarAction  contract.Action = "add_calendar"
	EventCalendarAdded string          = "calendar_added"
)

// CalendarKeeper is carebook's own role: whoever holds it at a unit that is under no other may change calendars.
const CalendarKeeper = "calendar_keeper"

// CalendarStream is the stream of what was done to a calendar.
func CalendarStream(id string) string { return "calendar/" + id }

// NewCalendar is an edition to be added. The command's If-Match is the number of the edition that it was written from.
type NewCalendar struct {
	Command NewCommand
	ID      string
	File    string // what problems call it
	Content []byte
}

// CalendarError is what is wrong with a calendar, as file:line:column, one problem in a line.
type CalendarError struct{ Problems error }

func (e *CalendarError) Error() string { return e.Problems.Error() }

// AddCalendar stores an edition, which becomes current, the editions of overlays on it, the event in the calendar's stream
// and the settled command in one transaction. It returns the command as it stands: the seq of its outcome is the edition's
// number. A calendar that can't be read, or that an overlay doesn't fit, is a *CalendarError, and nothing is stored.
func (b *Books) AddCalendar(ctx context.Context, n NewCalendar) (Command, error) {
	n.Command.Kind, n.Command.Action, n.Command.Stream = KindCalendar, AddCalendarAction, CalendarStream(n.ID)
	return b.direct(ctx, n.Command, func(d *deed) (*contract.Refusal, error) {
		keeps, err := heldAtARoot(d.tx, d.cmd.Principal, CalendarKeeper, d.now)
		if err != nil {
			return nil, err
		}
		if !keeps {
			return contract.Refused(contract.CodeWrongRole, "", "action", string(AddCalendarAction), "roles", CalendarKeeper), nil
		}
		desk, err := b.openCalendars(d.tx, d.now)
		if err != nil {
			return nil, err
		}
		if current := desk.current[n.ID]; d.cmd.ExpectSeq != nil && *d.cmd.ExpectSeq != current {
			return contract.Refused(contract.CodeVersionMismatch, "", "seq", fmt.Sprint(current)), nil
		}
		return d.addCalendar(desk, n)
	})
}

func (d *deed) addCalendar(desk *calendarDesk, n NewCalendar) (*contract.Refusal, error) {
	c, base, err := desk.parse(newCalendarFile(n.File, n.Content))
	if err != nil {
		return nil, &CalendarError{err}
	}
	if c.ID() != n.ID {
		return nil, &CalendarError{fmt.Errorf("%s:1:1: id: it is %q, and %q was to be changed: one of them is wrong", n.File, c.ID(), n.ID)}
	}
	if row := desk.rows[desk.current[n.ID]]; row.Version == c.Version() && deref(row.BaseN) == deref(base) {
		return contract.Refused(contract.CodeCalendarUnchanged, "", "seq", fmt.Sprint(row.N)), nil
	}
	if err := desk.store(c, base, FromStaff, &d.cmd.Principal); err != nil {
		return nil, err
	}
	var conflicts []error
	for _, id := range sortedKeys(desk.conflicts) {
		conflicts = append(conflicts, fmt.Errorf("overlay %w", desk.conflicts[id]))
	}
	if len(conflicts) > 0 {
		return nil, &CalendarError{errors.Join(conflicts...)}
	}
	for _, e := range desk.audits {
		e.Action = AuditCalendarAdded
		d.audit(e)
	}
	return nil, d.calendarAdded(desk.Stored[0])
}

func (d *deed) calendarAdded(row Calendar) error {
	var last Event
	err := d.tx.Where("stream = ?", d.cmd.Stream).Order("seq DESC").Take(&last).Error
	if err != nil && !errors.Is(err, gorm.ErrRecordNotFound) {
		return err
	}
	e := Event{
		Stream: d.cmd.Stream, Seq: last.Seq + 1, Kind: KindCalendar, Type: EventCalendarAdded, Roles: CalendarKeeper,
		Calendar: row.ID + "@" + row.Version,
	}
	return d.write(e, last.Hash, row.N)
}

// heldAtARoot reports whether a member of staff holds a role at a unit that is under no other.
func heldAtARoot(tx *gorm.DB, staffID, role string, at time.Time) (bool, error) {
	var n int64
	err := assignments(tx, at).Joins("JOIN units u ON u.id = a.unit_id").Joins("JOIN staff s ON s.id = a.staff_id").
		Where("a.staff_id = ? AND a.role = ? AND s.active AND u.parent_id IS NULL", staffID, role).Count(&n).Error
	if err != nil {
		return false, fmt.Errorf("reading the roles of %s: %w", staffID, err)
	}
	return n > 0, nil
}

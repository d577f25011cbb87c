package models

import (
	"fmt"
	"time"

	"gorm.io/gorm"

	"carebook/calendar"
	"carebook/contract"
	"carebook/policies"
)

// CallWindow says when customers are called, by a policy: none when it doesn't say.
func CallWindow(p *policies.Process) *policies.Rule[calendar.Window] {
	if visit := p.Duties[dutyVisit]; visit != nil {
		return visit.Window
	}
	return nil
}

// inWindow refuses a call at a moment at which a policy's window has nobody called, and says when the next one is permitted.
func (w *writer) inWindow(window *policies.Rule[calendar.Window], at time.Time) (*contract.Refusal, error) {
	if window == nil {
		return nil, nil
	}
	next, err := w.cal.Permitted(window.Value, at)
	if err != nil || next.Equal(at) {
		return nil, err
	}
	return contract.Refused(contract.CodeOutsideWindow, window.Clause,
		"window", window.Value.String(), "next", next.Format(time.RFC3339)), nil
}

// NextCall is the first moment, from one on, at which a window permits a call by the current edition of a calendar.
func (b *Books) NextCall(tx *gorm.DB, calendarID string, w calendar.Window, from time.Time) (time.Time, error) {
	var n int64
	if err := tx.Raw(`SELECT coalesce(max(n), 0) FROM calendars WHERE id = ?`, calendarID).Scan(&n).Error; err != nil {
		return time.Time{}, fmt.Errorf("reading calendar %s: %w", calendarID, err)
	}
	cal, err := b.CalendarByN(tx, n)
	if err != nil {
		return time.Time{}, err
	}
	return cal.Permitted(w, from)
}

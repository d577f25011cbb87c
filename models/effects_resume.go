package models

import (
	"encoding/json"
	"fmt"
	"time"

	"carebook/calendar"
	"carebook/contract"
)

// resume starts the clocks again: each due time moves by what the pause cost, and the marks that haven't fired move with
// it.
func (w *writer) resume() error {
	var rows []Obligation
	if err := w.tx.Where("case_id = ? AND state = ? AND calendar_n > ?", w.k.ID, ObligationPaused, followsClock).Order("opened_seq, id").Find(&rows).Error; err != nil {
		return fmt.Errorf("reading paused obligations: %w", err)
	}
	if len(rows) > 0 {
		pause, err := w.pause()
		if err != nil {
			return err
		}
		for _, row := range rows {
			if err := w.resumeOne(row, pause); err != nil {
				return fmt.Errorf("resuming obligation %s: %w", row.Duty, err)
			}
		}
	}
	w.k.PausedAt = nil
	return nil
}

// pause is the one that ends now, with who began it and by which clause. The reason is free text and stays in its event.
func (w *writer) pause() (calendar.Pause, error) {
	var row Event
	err := w.tx.Where("stream = ? AND type = ?", w.k.ID, contract.EventPaused).Order("seq DESC").Limit(1).Take(&row).Error
	if err != nil {
		return calendar.Pause{}, fmt.Errorf("reading the pause: %w", err)
	}
	var e contract.Event
	if err := json.Unmarshal(row.Data, &e); err != nil {
		return calendar.Pause{}, fmt.Errorf("reading the pause: %w", err)
	}
	return calendar.Pause{From: *w.k.PausedAt, To: w.event.At, By: e.Actor, Clause: e.Facts.Clause, Seq: e.Seq}, nil
}

// resumeOne lets one clock go on. One that was counted by an earlier edition of the calendar is first counted again, up to
// the pause.
func (w *writer) resumeOne(row Obligation, pause calendar.Pause) error {
	c, err := w.countOf(row)
	if err != nil {
		return err
	}
	due, earlier := c.prev, []byte(nil)
	if pause.From = stoodStill(c.prev, pause.From); row.BreachedAt == nil && !pause.From.After(c.prev.At) && pause.From.Before(pause.To) {
		if row.CalendarN != w.calN {
			if again, err := w.cal.Recount(c.prev, c.rule, c.window); err == nil && !pause.From.After(again.At) {
				if !again.At.Equal(due.At) {
					earlier = row.Explanation
				}
				due = again
			} // else the due time stays, and goes on from where it was
		}
		if due, err = w.cal.Resume(due, c.rule, pause); err == nil {
			due, err = w.cal.Permit(due, c.window)
		}
		if err != nil {
			return err
		}
	} // else what was missed before the pause stays missed
	s, err := w.shifted(row, due, time.Time{})
	if err != nil {
		return err
	}
	if err := w.shift(s, MarkPaused, earlier); err != nil || earlier == nil {
		return err
	}
	return w.tellRecounted(row)
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

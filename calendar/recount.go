package calendar

import (
	"fmt"
	"time"
)

// Recount counts a clock again by this edition of the calendar: from the start
// in prev's account, through the pauses in it, inside the window (the zero Window
// is none). A pause that begins after the new due time doesn't move it any more.
func (c *Calendar) Recount(prev Due, r Rule, window Window) (Due, error) {
	start, pauses := prev.history()
	due, err := c.Due(start, r)
	if err != nil {
		return Due{}, err
	}
	for _, p := range pauses {
		if p.From.After(due.At) {
			break
		}
		if due, err = c.Resume(due, r, p); err != nil {
			return Due{}, fmt.Errorf("counting again: %w", err)
		}
	}
	return c.Permit(due, window)
}

// history is what an account says really happened: when the clock began, and
// when it stood still.
func (d Due) history() (start time.Time, pauses []Pause) {
	for _, l := range d.Account {
		switch l.What {
		case Start:
			start = l.From
		case Paused:
			pauses = append(pauses, Pause{From: l.From, To: l.To, By: l.By, Clause: l.Clause, Seq: l.Seq})
		}
	}
	return start, pauses
}

package calendar

import (
	"fmt"
	"time"
)

// Permitted is the first moment, from one on, that a window permits; the moment itself when it does. A window includes both ends
// of its stretches, as Permit does; the zero Window permits every moment.
func (c *Calendar) Permitted(w Window, from time.Time) (time.Time, error) {
	if w.IsZero() {
		return from, nil
	}
	at := c.local(from)
	for d := dateOf(at); ; d++ {
		today, err := c.on(d)
		if err != nil {
			return time.Time{}, fmt.Errorf("finding a moment in %s: %w", w, err)
		}
		if !w.allows(today) {
			continue
		}
		for _, s := range w.spans() {
			if open, closes := d.at(s.Open, c.zone), d.at(s.Close, c.zone); !closes.Before(at) {
				return later(open, at), nil
			}
		}
	}
}

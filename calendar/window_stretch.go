package calendar

import (
	"fmt"
	"time"
)

// mostAhead is how far a window is searched for its next stretch.
const mostAhead = 366

// NextStretch is the first stretch of a window that opens after a moment: when it opens and when it closes. A window with none
// within a year is an error, as the zero Window is.
func (c *Calendar) NextStretch(w Window, after time.Time) (opens, closes time.Time, err error) {
	at := c.local(after)
	for d := dateOf(at); !w.IsZero() && d <= dateOf(at)+mostAhead; d++ {
		today, err := c.on(d)
		if err != nil {
			return time.Time{}, time.Time{}, fmt.Errorf("finding a stretch of %s: %w", w, err)
		}
		for _, s := range w.spans() {
			if opens := d.at(s.Open, c.zone); w.allows(today) && opens.After(at) {
				return opens, d.at(s.Close, c.zone), nil
			}
		}
	}
	return time.Time{}, time.Time{}, fmt.Errorf("window %q has no stretch within a year after %s", w, after.Format(time.RFC3339))
}

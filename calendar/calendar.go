package calendar

import (
	"bytes"
	"fmt"
	"time"
	_ "time/tzdata" // a minimal container has no zone files
)

// A Calendar is one edition of a working calendar. It never changes after Parse
// and may be shared by any number of goroutines.
type Calendar struct {
	id      string
	version string
	names   Names
	zone    *time.Location
	usual   int    // minute at which business usually closes, for days without working time
	days    []*day // by date, from firstDate to lastDate
	how     Counting
	content *file // what it was built from
	source  []byte
}

// A day is what the calendar knows of one date; equal days share one value.
type day struct {
	what        What // Worked, MakeUpDay, Weekend or Holiday
	name        Names
	spans       []span
	off         bool // taken off by the arrangement, even where an overlay is open
	provisional bool // its year has no published arrangement
}

// A span is a stretch of work in minutes after midnight, 0 ≤ Open < Close ≤ 1440.
type span struct{ Open, Close int }

// ID names the calendar, such as "cn"; Version tells its editions apart.
func (c *Calendar) ID() string { return c.id }

// Version is the SHA-256 of the calendar's content in hex, an overlay's together
// with what it takes from its base. Comments, spacing and the order of keys don't
// change it.
func (c *Calendar) Version() string { return c.version }

// Names is the calendar's title.
func (c *Calendar) Names() Names { return c.names }

// Location is the zone whose civil dates the calendar counts.
func (c *Calendar) Location() *time.Location { return c.zone }

// Base is the id of the calendar that this one is an overlay of, "" for none.
func (c *Calendar) Base() string { return c.content.Base }

// Source is the text of the file that was parsed.
func (c *Calendar) Source() []byte { return bytes.Clone(c.source) }

// on looks a date up; outside the horizon there is no answer.
func (c *Calendar) on(d date) (*day, error) {
	if d < firstDate || d > lastDate {
		return nil, fmt.Errorf("calendar %s: %s is outside %s to %s", c.id, d, firstDate, lastDate)
	}
	return c.days[d-firstDate], nil
}

// local is t on the calendar's clocks, without a monotonic reading, so that equal
// moments also print and marshal equally.
func (c *Calendar) local(t time.Time) time.Time { return t.In(c.zone) }

func (d *day) works() bool { return len(d.spans) > 0 }

func (d *day) opening() int { return d.spans[0].Open }

func (d *day) closing() int { return d.spans[len(d.spans)-1].Close }

// Works reports whether somebody works on the day that the calendar's clocks show at t.
func (c *Calendar) Works(t time.Time) (bool, error) {
	d, err := c.on(dateOf(c.local(t)))
	if err != nil {
		return false, err
	}
	return len(d.spans) > 0, nil
}

package calendar

import (
	"errors"
	"fmt"
	"io/fs"
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
}

// A day is what the calendar knows of one date; equal days share one value.
type day struct {
	what        What // Worked, MakeUpDay, Weekend or Holiday
	name        Names
	spans       []span
	provisional bool // its year has no published arrangement
}

// A span is a stretch of work in minutes after midnight, 0 ≤ Open < Close ≤ 1440.
type span struct{ Open, Close int }

// ID names the calendar, such as "cn"; Version tells its editions apart.
func (c *Calendar) ID() string { return c.id }

// Version is the SHA-256 of the calendar's content in hex. Comments, spacing and
// the order of keys don't change it.
func (c *Calendar) Version() string { return c.version }

// Names is the calendar's title.
func (c *Calendar) Names() Names { return c.names }

// Location is the zone whose civil dates the calendar counts.
func (c *Calendar) Location() *time.Location { return c.zone }

// Load reads every *.yaml at the top of fsys, by calendar id. Problems of all
// files come back joined; two files with one id are one of them.
func Load(fsys fs.FS) (map[string]*Calendar, error) {
	files, err := fs.Glob(fsys, "*.yaml")
	if err != nil {
		return nil, fmt.Errorf("listing calendars: %w", err)
	}
	all := make(map[string]*Calendar, len(files))
	from := make(map[string]string, len(files))
	var problems []error
	for _, name := range files {
		c, err := loadFile(fsys, name)
		if err != nil {
			problems = append(problems, err)
			continue
		}
		if other, taken := from[c.id]; taken {
			problems = append(problems, fmt.Errorf("%s: calendar %q is already defined by %s", name, c.id, other))
			continue
		}
		all[c.id], from[c.id] = c, name
	}
	if err := errors.Join(problems...); err != nil {
		return nil, err
	}
	return all, nil
}

func loadFile(fsys fs.FS, name string) (*Calendar, error) {
	src, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("reading calendar: %w", err)
	}
	return Parse(name, src)
}

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

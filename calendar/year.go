package calendar

import (
	"fmt"
	"time"
)

// Year lists the days that make a year special, in order: its holidays and its
// make-up days, equal days that follow each other as one line. A year without a
// published arrangement begins with a Provisional line.
func (c *Calendar) Year(year int) ([]Line, error) {
	first, last := newDate(year, time.January, 1), newDate(year, time.December, 31)
	if first < firstDate || last > lastDate {
		return nil, fmt.Errorf("calendar %s: year %d is outside %d to %d", c.id, year, firstDate.year(), lastDate.year())
	}
	var lines []Line
	if c.days[first-firstDate].provisional {
		lines = append(lines, Line{Date: first.String(), What: Provisional})
	}
	run := date(-1) // the day before, when it stands in the last line
	for d := first; d <= last; d++ {
		today := c.days[d-firstDate]
		if today.what != Holiday && today.what != MakeUpDay {
			continue
		}
		if n := len(lines) - 1; run == d-1 && lines[n].What == today.what && lines[n].Name == today.name {
			lines[n].Through = d.String()
		} else {
			lines = append(lines, Line{Date: d.String(), What: today.what, Name: today.name})
		}
		run = d
	}
	return lines, nil
}

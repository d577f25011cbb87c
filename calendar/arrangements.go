package calendar

import (
	"fmt"
	"maps"
	"slices"
)

// An Arrangement is one published text that a calendar's years were taken from: a
// year's arrangement, or an amendment of it.
type Arrangement struct {
	Year      int
	Source    string // its title
	Published string // the day, as 2025-11-04
	Amends    bool
}

// Arrangements lists what was published, by year and then in the order of publication.
func (c *Calendar) Arrangements() []Arrangement {
	var all []Arrangement
	for _, y := range slices.Sorted(maps.Keys(c.content.Years)) {
		a := c.content.Years[y]
		all = append(all, Arrangement{y, a.Source, a.Published, false})
		for _, amendment := range a.Amended {
			all = append(all, Arrangement{y, amendment.Source, amendment.Published, true})
		}
	}
	return all
}

// AsOf is the calendar as it was known at the end of a day such as "2019-03-01":
// what was published later is missing. Its version is that of its content, so the
// calendar of a day on which all was known is the calendar itself.
func (c *Calendar) AsOf(day string) (*Calendar, error) {
	if _, err := parseDate(day); err != nil {
		return nil, fmt.Errorf("calendar %s as of %s: want a day such as 2019-03-01", c.id, quoted(day))
	}
	known := *c.content
	known.Years = map[int]*arrangement{}
	for y, a := range c.content.Years {
		if a.Published > day {
			continue
		}
		then := *a
		then.Amended = nil // as in a file without amendments
		for _, amendment := range a.Amended {
			if amendment.Published <= day {
				then.Amended = append(then.Amended, amendment)
			}
		}
		known.Years[y] = &then
	}
	built, err := known.build()
	if err != nil {
		return nil, err
	}
	asOf := *c
	asOf.content, asOf.version, asOf.days = built.content, built.version, built.days
	return &asOf, nil
}

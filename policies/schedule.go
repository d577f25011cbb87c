package policies

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"carebook/calendar"
)

// Schedule is what happens again and again by itself: at a time of the day on which a round of one of its cadences falls.
type Schedule struct {
	Every Rule[[]calendar.Cadence] `yaml:"every"`
	At    Rule[calendar.Rule]      `yaml:"at"`
	Each  *Rule[[]string]          `yaml:"each,omitempty"` // roles: a round begins something for each person of the unit who holds one, else once
}

// Round is one round of a schedule. Its name tells it from every other, and stays what it is when the calendar's next edition moves it.
type Round struct {
	Name string
	Day  time.Time // midnight of its day
	At   time.Time // when it begins
}

// mostRounds bounds the rounds of one cadence that are asked for at once: a daily one of five years.
const mostRounds = 2000

// Rounds are those that begin after one moment and not after another, in order. A cadence that is a length counts from since.
func (s Schedule) Rounds(cal *calendar.Calendar, since, after, upTo time.Time) ([]Round, error) {
	var all []Round
	for _, cad := range s.Every.Value {
		// A day ends after the round begins, and not more than a day after the day itself.
		periods, err := cal.Periods(cad, since, after.Add(-time.Minute), upTo.Add(49*time.Hour), mostRounds)
		if err != nil {
			return nil, fmt.Errorf("rounds of %s: %w", cad, err)
		}
		for _, p := range periods {
			at, err := cal.Due(p.Day, s.At.Value)
			if err != nil {
				return nil, fmt.Errorf("when %s begins: %w", p.Name, err)
			}
			if at.At.After(after) && !at.At.After(upTo) {
				all = append(all, Round{p.Name, p.Day, at.At})
			}
		}
	}
	slices.SortFunc(all, func(a, b Round) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Name, b.Name)) })
	return all, nil
}

// schedules checks what a family has happen by itself.
func (d *decoder) schedules(family string, all map[string]Schedule) {
	for _, name := range sorted(all) {
		path, s := family+".schedules."+name, all[name]
		if known := families[family].schedules; !slices.Contains(known, name) {
			d.complain(d.keyOr(path), "unknown schedule %s; %s", quote(name), oneOf(known))
		}
		if at := s.At.Value; !at.IsZero() && !at.IsTimeOfDay() {
			d.complain(d.at(path+".at.value"), "%s is no time of day: want one such as 09:00", at)
		}
		d.each(family, path, s)
		for i, cad := range s.Every.Value {
			if d.sound(elementOf(path+".every.value", i)) && len(s.Every.Value) > 1 && !cad.IsYearly() {
				d.complain(d.at(elementOf(path+".every.value", i)), "%s stands beside others: only festivals do, whose rounds have names of their own", cad)
			}
		}
	}
}

// each checks for whom a round begins something.
func (d *decoder) each(family, path string, s Schedule) {
	if (s.Each != nil) != families[family].each {
		d.complain(d.keyOr(path), "each is for what every person has one of, as a month of visits, and for nothing else: add or remove it")
	}
	if s.Each != nil {
		for i, role := range s.Each.Value {
			d.role(elementOf(path+".each.value", i), role, nil)
		}
	}
}

// Directs are the roles that may pause a schedule of a view's family (Policy.For) or begin its rounds: whoever may open a case, or,
// where each person has one of his own, open it for others.
func (p *Policy) Directs() Rule[[]string] {
	if p.VisitPlan != nil {
		return p.VisitPlan.Heads
	}
	permit, _ := p.Process().Permit("open")
	return permit.By
}

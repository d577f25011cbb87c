package policies

import "carebook/calendar"

// Counting says how a policy counts days. What it leaves out is counted as the Civil Code has it.
type Counting struct {
	FirstDay    *Rule[string] `yaml:"first_day,omitempty"`     // next_day, or same_day: the day of the event counts
	EndsAt      *Rule[string] `yaml:"ends_at,omitempty"`       // close_of_business, or midnight of the last day
	MoveLastDay *Rule[bool]   `yaml:"move_last_day,omitempty"` // a last day that isn't worked is moved to the next worked one
}

const (
	nextDay         = "next_day"
	sameDay         = "same_day"
	closeOfBusiness = "close_of_business"
	midnight        = "midnight"
)

// Way is how the calendar counts for the policy; a policy that says nothing has the zero way.
func (p *Policy) Way() calendar.Counting {
	c := p.Counting
	if c == nil {
		return calendar.Counting{}
	}
	return calendar.Counting{
		SameDay:     c.FirstDay != nil && c.FirstDay.Value == sameDay,
		Midnight:    c.EndsAt != nil && c.EndsAt.Value == midnight,
		MoveLastDay: c.MoveLastDay != nil && c.MoveLastDay.Value,
	}
}

func (d *decoder) counting(c *Counting) {
	if c.FirstDay != nil {
		d.oneWord("counting.first_day.value", c.FirstDay.Value, "first day", []string{nextDay, sameDay})
	}
	if c.EndsAt != nil {
		d.oneWord("counting.ends_at.value", c.EndsAt.Value, "end", []string{closeOfBusiness, midnight})
	}
}

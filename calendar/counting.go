package calendar

// Counting is how a policy counts days. The zero value is the default of the
// Civil Code of the PRC; each field is one departure from it.
type Counting struct {
	SameDay     bool // the day of the event is the first day; else the day after it (article 201)
	Midnight    bool // a period ends with its last day; else when business closes on it (article 203(2))
	MoveLastDay bool // a last day that isn't worked is moved to the next worked one (article 203(1))
}

// Counting is the same calendar, counting as k says. It shares the days with c
// and is the same edition.
func (c *Calendar) Counting(k Counting) *Calendar {
	if k == c.how {
		return c
	}
	other := *c
	other.how = k
	return &other
}

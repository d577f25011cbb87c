package calendar

// festival is the date of a festival in a solar year, and false when the calendar
// gives it none.
func (c *Calendar) festival(string, int) (date, bool) { return 0, false }

// festivalNames are a festival's names, and false when the calendar doesn't give
// it a date.
func (c *Calendar) festivalNames(string) (Names, bool) { return Names{}, false }

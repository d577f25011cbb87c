package calendar

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// A Season is a part of every year, both days included, such as "1 May - 30
// September" or, over the turn of the year, "1 November - 31 March". Seasons
// compare with ==; the zero Season is none and holds no day.
type Season struct{ from, to yearDay }

// A yearDay is a day of every year: month and day.
type yearDay struct {
	month time.Month
	day   int
}

// ParseSeason reads the one spelling of a season.
func ParseSeason(s string) (Season, error) {
	from, to, _ := strings.Cut(s, " - ")
	first, ok := parseYearDay(from)
	last, okLast := parseYearDay(to)
	season := Season{first, last}
	if !ok || !okLast || season.String() != s {
		return Season{}, fmt.Errorf(`season %s: want two days of the year such as "1 May - 30 September"`, quoted(s))
	}
	return season, nil
}

// parseYearDay reads "30 September"; 29 February is no day of every year.
func parseYearDay(s string) (yearDay, bool) {
	number, name, _ := strings.Cut(s, " ")
	n, ok := readNumber(number)
	for m := time.January; m <= time.December; m++ {
		if name == m.String() {
			return yearDay{m, n}, ok && n >= 1 && n <= newDate(2025, m+1, 0).midnight().Day()
		}
	}
	return yearDay{}, false
}

func (d yearDay) String() string { return strconv.Itoa(d.day) + " " + d.month.String() }

// before reports whether d comes earlier in a year.
func (d yearDay) before(other yearDay) bool {
	return d.month < other.month || d.month == other.month && d.day < other.day
}

// String gives the spelling ParseSeason accepts; the zero Season gives "".
func (s Season) String() string {
	if s.IsZero() {
		return ""
	}
	return s.from.String() + " - " + s.to.String()
}

// IsZero reports whether s was never set.
func (s Season) IsZero() bool { return s == Season{} }

// MarshalText lets JSON and YAML hold the season as its string.
func (s Season) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what MarshalText wrote; an empty text is the zero Season.
func (s *Season) UnmarshalText(text []byte) (err error) {
	*s = Season{}
	if len(text) > 0 {
		*s, err = ParseSeason(string(text))
	}
	return err
}

// InSeason reports whether the calendar's clocks show a day of the season at t.
func (c *Calendar) InSeason(s Season, t time.Time) bool {
	_, month, day := c.local(t).Date()
	today := yearDay{month, day}
	if s.IsZero() {
		return false
	}
	if s.to.before(s.from) {
		return !today.before(s.from) || !s.to.before(today)
	}
	return !today.before(s.from) && !s.to.before(today)
}

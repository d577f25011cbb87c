package calendar

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// A festival gives its name to days off, and rules count from its day.
type festival struct {
	Names Names
	Day   yearly // zero for one that has no day of its own
}

// A yearly is a day that comes every year: By "on" a solar date ("10-01"), by
// "lunar" date ("08-15", or "eve" for the last day before the lunar year), or by
// solar "term" ("qingming"). The zero yearly is no day.
type yearly struct {
	By, Text   string
	month, day int
}

// festival is the date of a festival in year, and false when it has none. The
// year of a lunar date is the lunar one that begins in that solar year: the last
// weeks of its twelfth month lie in the next solar year.
func (c *Calendar) festival(key string, year int) (date, bool) {
	return c.content.Festivals[key].Day.in(year)
}

// HasFestival reports whether rules can be counted from a festival of that name.
// Behind "before" and "after" any other name is a project node.
func (c *Calendar) HasFestival(key string) bool {
	_, known := c.FestivalNames(key)
	return known
}

// FestivalNames is how a festival is called, and false when there is no such one.
func (c *Calendar) FestivalNames(key string) (Names, bool) {
	f, known := c.content.Festivals[key]
	return f.Names, known
}

func (y yearly) in(year int) (date, bool) {
	switch {
	case y.By == "on":
		return newDate(year, time.Month(y.month), y.day), true
	case y.By == "term":
		return solarTerms[y.Text].in(year)
	case y.Text == "eve":
		return lunarEve(year)
	}
	return lunarToDate(year, y.month, y.day, false) // none for the zero yearly
}

func (r *fileReader) readFestivals(n ast.Node) {
	r.Festivals = map[string]festival{}
	if n == nil {
		return
	}
	for _, e := range r.entries(n, "festivals") {
		what := "festival " + e.key
		if len(e.key) > 64 || !anchorForm.MatchString(e.key) || e.key == birthdayAnchor {
			r.wrong(e.at, "festivals: %s cannot be named in a rule, want lower-case words joined by _ and not birthday", quoted(e.key))
		}
		f := r.fields(e.value, what, "on?", "lunar?", "term?", "zh-Hans", "zh-Hant", "en")
		r.Festivals[e.key] = festival{r.namesIn(f, what), r.yearly(f, what)}
	}
}

// known complains about a festival that the file doesn't have.
func (r *fileReader) known(at *token.Token, key, what string) {
	if _, known := r.Festivals[key]; key != "" && !known {
		r.wrong(at, "%s: %s is not among the festivals of this file", what, quoted(key))
	}
}

// yearly reads the day that on, lunar or term gives; without any it is zero.
func (r *fileReader) yearly(f map[string]ast.Node, what string) (found yearly) {
	for _, by := range [...]struct{ key, want string }{
		{"on", "is not a day of every year, want one such as 10-01"},
		{"lunar", "is not a day of the lunar year, want one such as 08-15, or eve"},
		{"term", "is not a solar term that is known here, want qingming or winter_solstice"},
	} {
		n := f[by.key]
		if n == nil {
			continue
		}
		text := r.text(n, what)
		y, ok := parseYearly(by.key, text)
		switch {
		case text == "":
		case !ok:
			r.wrong(n.GetToken(), "%s: %s %s", what, quoted(text), by.want)
		case found != yearly{}:
			r.wrong(n.GetToken(), "%s: %s is a second day, want one of on, lunar and term", what, text)
		default:
			found = y
		}
	}
	return found
}

func parseYearly(by, text string) (y yearly, ok bool) {
	y = yearly{By: by, Text: text}
	switch {
	case by == "term":
		_, ok = solarTerms[text]
		return y, ok
	case by == "lunar" && text == "eve":
		return y, true
	case by == "lunar":
		y.month, y.day, ok = parseMonthDay(text)
		return y, ok && 1 <= y.month && y.month <= 12 && 1 <= y.day && y.day <= 30
	}
	y.month, y.day, ok = parseMonthDay(text)
	const commonYear = 2001 // without 29 February
	return y, ok && newDate(commonYear, time.Month(y.month), y.day).midnight().Format("01-02") == text
}

// parseMonthDay reads "08-15".
func parseMonthDay(s string) (month, day int, ok bool) {
	m, d, _ := strings.Cut(s, "-")
	month, err := strconv.Atoi(m)
	if err != nil {
		return 0, 0, false
	}
	day, err = strconv.Atoi(d)
	return month, day, err == nil && fmt.Sprintf("%02d-%02d", month, day) == s
}

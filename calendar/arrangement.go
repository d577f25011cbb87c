package calendar

import (
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// An arrangement is one year's published list of days off and make-up days, or an
// amendment of it, whose Days are then the whole year's from its day on.
type arrangement struct {
	Source, Published string
	Days              map[date]special
	Amended           []*arrangement // in the order of their publication
}

type special struct {
	Festival string
	Work     bool
}

// days are those of the latest amendment.
func (a *arrangement) days() map[date]special {
	if n := len(a.Amended); n > 0 {
		return a.Amended[n-1].Days
	}
	return a.Days
}

func (r *fileReader) readYears(n ast.Node) {
	r.Years = map[int]*arrangement{}
	if n == nil {
		return
	}
	for _, e := range r.entries(n, "years") {
		if y := r.year(e.at, e.key); y != 0 {
			r.Years[y] = r.arrangement(e.value, y)
		}
	}
}

func (r *fileReader) arrangement(n ast.Node, y int) *arrangement {
	what := "year " + strconv.Itoa(y)
	f := r.fields(n, what, "source", "published", "off", "work", "amended?")
	a := r.paper(f, what, y, nil)
	latest := a
	for _, item := range r.list(f["amended"], what+": amended") {
		what := what + ": amendment"
		f := r.fields(item, what, "source", "published", "off", "work")
		next := r.paper(f, what, y, latest.Days)
		if next.Published != "" && next.Published <= latest.Published {
			r.wrong(f["published"].GetToken(), "%s: published %s, want a day after %s, when what it amends was published", what, next.Published, latest.Published)
		}
		a.Amended = append(a.Amended, next)
		latest = next
	}
	return a
}

// paper reads what was published at once. It replaces all days of the festivals
// that it names and leaves the others as they were before.
func (r *fileReader) paper(f map[string]ast.Node, what string, y int, before map[date]special) *arrangement {
	a := &arrangement{Source: r.text(f["source"], what+": source"), Days: map[date]special{}}
	a.Published = r.text(f["published"], what+": published")
	if _, err := parseDate(a.Published); err != nil && a.Published != "" {
		r.wrong(f["published"].GetToken(), "%s: published %s is not a date", what, quoted(a.Published))
		a.Published = ""
	}
	off, work := "days off of "+strconv.Itoa(y), "make-up days of "+strconv.Itoa(y)
	offDays, workDays := r.byFestival(f["off"], off), r.byFestival(f["work"], work)
	named := map[string]bool{}
	for _, e := range append(offDays, workDays...) {
		named[e.key] = true
	}
	for d, s := range before {
		if !named[s.Festival] {
			a.Days[d] = s
		}
	}
	r.specials(a, y, offDays, off, false)
	r.specials(a, y, workDays, work, true)
	return a
}

func (r *fileReader) byFestival(n ast.Node, what string) []entry {
	if n == nil {
		return nil
	}
	all := r.entries(n, what)
	for _, e := range all {
		r.known(e.at, e.key, what)
	}
	return all[:len(all):len(all)]
}

// specials reads "off" or "work": lists of dates and ranges by festival.
func (r *fileReader) specials(a *arrangement, y int, days []entry, what string, work bool) {
	for _, e := range days {
		for _, item := range r.list(e.value, what) {
			text := r.text(item, what)
			if text == "" {
				continue
			}
			first, last, ok := parseRange(text)
			if !ok || first.year() != y {
				r.wrong(item.GetToken(), "%s: %s is not a date or range of %d, want 2026-02-15 or 2026-02-15..2026-02-23", what, quoted(text), y)
				continue
			}
			for d := first; d <= last; d++ {
				if !r.special(a, item.GetToken(), d, special{e.key, work}) {
					break // one complaint for a range is enough
				}
			}
		}
	}
}

// special adds one date and reports whether it could.
func (r *fileReader) special(a *arrangement, at *token.Token, d date, s special) bool {
	other, taken := a.Days[d]
	switch {
	case taken && other.Work != s.Work:
		r.wrong(at, "%s is both a day off and a make-up day", d)
	case taken:
		r.wrong(at, "%s stands twice", d)
	case s.Work && len(r.Week[d.weekday()]) > 0:
		r.wrong(at, "%s is a %s, a working day anyway, and cannot be a make-up day", d, d.weekday())
	default:
		a.Days[d] = s
		return true
	}
	return false
}

// parseRange reads "2026-02-15", or "2026-02-15..2026-02-23" within one year.
func parseRange(s string) (first, last date, ok bool) {
	from, to, isRange := strings.Cut(s, "..")
	first, err := parseDate(from)
	if err != nil {
		return 0, 0, false
	}
	if !isRange {
		return first, first, true
	}
	last, err = parseDate(to)
	return first, last, err == nil && first < last && first.year() == last.year()
}

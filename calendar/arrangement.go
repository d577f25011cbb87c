package calendar

import (
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

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
	f := r.fields(n, what, "source", "published", "off", "work")
	a := &arrangement{Days: map[date]special{}}
	a.Source = r.text(f["source"], what+": source")
	a.Published = r.text(f["published"], what+": published")
	if _, err := parseDate(a.Published); err != nil && a.Published != "" {
		r.wrong(f["published"].GetToken(), "%s: published %s is not a date", what, quoted(a.Published))
	}
	r.specials(a, y, f["off"], false)
	r.specials(a, y, f["work"], true)
	return a
}

// specials reads "off" or "work": lists of dates and ranges by festival.
func (r *fileReader) specials(a *arrangement, y int, n ast.Node, work bool) {
	if n == nil {
		return
	}
	what := "days off of " + strconv.Itoa(y)
	if work {
		what = "make-up days of " + strconv.Itoa(y)
	}
	for _, e := range r.entries(n, what) {
		r.festival(e.at, e.key, what)
		for _, item := range r.list(e.value, what) {
			text := r.text(item, what)
			if text == "" {
				continue
			}
			first, last, ok := parseRange(text)
			if !ok || first.year() != y || last.year() != y {
				r.wrong(item.GetToken(), "%s: %s is not a date or range of %d, want 2026-02-15 or 2026-02-15..2026-02-23", what, quoted(text), y)
				continue
			}
			for d := first; d <= last; d++ {
				r.special(a, item.GetToken(), d, special{e.key, work})
			}
		}
	}
}

func (r *fileReader) special(a *arrangement, at *token.Token, d date, s special) {
	other, taken := a.Days[d]
	switch {
	case taken && other.Work != s.Work:
		r.wrong(at, "%s is both a day off and a make-up day", d)
	case taken:
		r.wrong(at, "%s stands twice", d)
	case s.Work && len(r.Week[d.weekday()]) > 0:
		r.wrong(at, "%s is a %s, a working day anyway, and cannot be a make-up day", d, d.weekday())
	}
	a.Days[d] = s
}

// parseRange reads "2026-02-15" or "2026-02-15..2026-02-23".
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
	return first, last, err == nil && first < last
}

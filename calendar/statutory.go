package calendar

import "github.com/goccy/go-yaml/ast"

// A statutoryDay is a day off by law, known before a year's arrangement is
// published, in the years from Since to Until.
type statutoryDay struct {
	Festival     string
	Day          yearly
	Since, Until int
}

func (r *fileReader) readStatutory(n ast.Node) {
	const what = "statutory day"
	for _, item := range r.list(n, "statutory") {
		f := r.fields(item, what, "festival", "on?", "lunar?", "term?", "since?", "until?")
		s := statutoryDay{Festival: r.text(f["festival"], what), Day: r.yearly(f, what), Since: firstDate.year(), Until: lastDate.year()}
		if f["festival"] != nil {
			r.known(f["festival"].GetToken(), s.Festival, what)
		}
		if since := f["since"]; since != nil {
			s.Since = r.year(since.GetToken(), r.text(since, "since"))
		}
		if until := f["until"]; until != nil {
			s.Until = r.year(until.GetToken(), r.text(until, "until"))
		}
		r.statutory(item, f, s)
	}
}

// statutory adds one day, when it makes sense beside those before it.
func (r *fileReader) statutory(item ast.Node, f map[string]ast.Node, s statutoryDay) {
	if isMapping(item) && f["on"] == nil && f["lunar"] == nil && f["term"] == nil {
		r.wrong(place(item), "statutory day: its day is missing, give on, lunar or term")
	}
	if s.Until < s.Since && s.Until != 0 {
		r.wrong(place(item), "statutory day: until %d is before since %d", s.Until, s.Since)
	}
	for _, other := range r.Statutory {
		if first := max(s.Since, other.Since); s.Day == other.Day && s.Day != (yearly{}) && first <= min(s.Until, other.Until) {
			r.wrong(place(item), "statutory day: %s stands twice in %d", s.Day.Text, first)
			break // else n equal days would have n² complaints
		}
	}
	r.Statutory = append(r.Statutory, s)
}

// statutoryIn is all a solar year has before its arrangement is published. Of two
// festivals on one date, the first in the file gives the name.
func (f *file) statutoryIn(y int) map[date]special {
	all := make(map[date]special, len(f.Statutory))
	for _, s := range f.Statutory {
		if y < s.Since || y > s.Until {
			continue
		}
		for year := y - 1; year <= y; year++ { // a lunar year ends in the next solar one
			d, ok := s.Day.in(year)
			if _, taken := all[d]; ok && !taken && d.year() == y {
				all[d] = special{Festival: s.Festival}
			}
		}
	}
	return all
}

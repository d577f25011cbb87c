package calendar

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// A file is a calendar as it is written, an overlay together with what it takes
// from its base, with every value checked. Its JSON is what the version is a hash
// of.
type file struct {
	ID        string
	Base      string // what it extends, "" when it stands alone
	Names     Names
	Zone      string
	Week      [7][]span // from Sunday
	MakeUp    time.Weekday
	Usual     int // minute of the usual close of business
	Festivals map[string]festival
	Statutory []statutoryDay
	Years     map[int]*arrangement
	Own       map[date]ownDay // an overlay's
}

var weekdayNames = [7]string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}

var idForm = regexp.MustCompile(`^[a-z][a-z0-9-]{0,31}$`)

// fileReader reads one file; week and festivals come before what refers to them.
type fileReader struct {
	reader
	file
}

// standalone reads a file that extends nothing.
func (r *fileReader) standalone(n ast.Node) {
	f := r.fields(n, "calendar", "id", "names", "zone", "week", "make_up_hours", "close_of_business", "festivals", "statutory", "years")
	r.readID(f["id"])
	r.Names = r.names(f["names"], "names")
	r.readZone(f["zone"])
	r.readWeek(f["week"], "")
	r.readMakeUp(f["make_up_hours"])
	r.readUsual(f["close_of_business"])
	r.readFestivals(f["festivals"])
	r.readStatutory(f["statutory"])
	r.readYears(f["years"])
}

func (r *fileReader) readID(n ast.Node) {
	if r.ID = r.text(n, "id"); r.ID != "" && !idForm.MatchString(r.ID) {
		r.wrong(n.GetToken(), "id %q: want lower-case letters, digits and dashes", r.ID)
	}
}

func (r *fileReader) names(n ast.Node, what string) Names {
	if n == nil {
		return Names{}
	}
	return r.namesIn(r.fields(n, what, "zh-Hans", "zh-Hant", "en"), what)
}

// namesIn takes the three languages out of a mapping that may hold more.
func (r *fileReader) namesIn(f map[string]ast.Node, what string) Names {
	return Names{r.text(f["zh-Hans"], what), r.text(f["zh-Hant"], what), r.text(f["en"], what)}
}

func (r *fileReader) readZone(n ast.Node) {
	r.Zone = r.text(n, "zone")
	if r.Zone == "" {
		return
	}
	// "Local" would make due times depend on the machine.
	if _, err := time.LoadLocation(r.Zone); err != nil || r.Zone == "Local" {
		r.wrong(n.GetToken(), "zone %q is unknown, want a name such as Asia/Shanghai", r.Zone)
	}
}

// readWeek reads the working hours by weekday. With optional "?" the days that are
// left out keep what they have.
func (r *fileReader) readWeek(n ast.Node, optional string) {
	if n == nil {
		return
	}
	var known [7]string
	for i, name := range weekdayNames {
		known[i] = name + optional
	}
	f := r.fields(n, "week", known[:]...)
	before := len(r.problems)
	for i, name := range weekdayNames {
		if f[name] != nil {
			r.Week[i] = r.spans(f[name], name)
		}
	}
	if r.idle() && len(r.problems) == before {
		r.wrong(place(n), "week: nobody ever works, give at least one weekday working hours")
	}
}

// idle reports a week without any working hours.
func (r *fileReader) idle() bool {
	return !slices.ContainsFunc(r.Week[:], func(s []span) bool { return len(s) > 0 })
}

// spans reads a day's working hours, which follow each other without overlap.
func (r *fileReader) spans(n ast.Node, what string) []span {
	var all []span
	end := -1
	for _, item := range r.list(n, what) {
		text := r.text(item, what)
		s, ok := parseSpan(text)
		switch {
		case text == "":
		case !ok:
			r.wrong(item.GetToken(), "%s: %s is not a stretch of time, want one such as 09:00-12:00", what, quoted(text))
		case s.Open < end:
			r.wrong(item.GetToken(), "%s: %s begins before the stretch ahead of it ends", what, text)
		default:
			all, end = append(all, s), s.Close
		}
	}
	return all
}

func (r *fileReader) readMakeUp(n ast.Node) {
	name := r.text(n, "make_up_hours")
	if name == "" || r.idle() {
		return
	}
	for i, weekday := range weekdayNames {
		if weekday == name && len(r.Week[i]) > 0 {
			r.MakeUp = time.Weekday(i)
			return
		}
	}
	r.wrong(n.GetToken(), "make_up_hours: %s is not a weekday with working hours", quoted(name))
}

func (r *fileReader) readUsual(n ast.Node) {
	text := r.text(n, "close_of_business")
	minute, ok := parseClock(text)
	if text != "" && (!ok || minute == 0) {
		r.wrong(n.GetToken(), "close_of_business: %s is not a time of day, want one such as 18:00", quoted(text))
	}
	r.Usual = minute
}

func (r *fileReader) year(at *token.Token, text string) int {
	y, err := strconv.Atoi(text)
	if text != "" && (err != nil || y < firstDate.year() || y > lastDate.year()) {
		r.wrong(at, "%s is not a year from %d to %d", quoted(text), firstDate.year(), lastDate.year())
		return 0
	}
	return y
}

func parseSpan(text string) (s span, ok bool) {
	from, to, _ := strings.Cut(text, "-")
	s.Open, ok = parseClock(from)
	end, endOK := parseClock(to)
	s.Close = end
	return s, ok && endOK && s.Open < end
}

// parseClock reads HH:MM as minutes after midnight, 24:00 included.
func parseClock(s string) (int, bool) {
	if s == "24:00" {
		return 24 * 60, true
	}
	t, err := time.Parse("15:04", s)
	return t.Hour()*60 + t.Minute(), err == nil && len(s) == len("15:04")
}

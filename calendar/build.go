package calendar

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"
)

// Parse reads one calendar. The file is strict: unknown keys, impossible values
// and days that contradict each other are errors, reported all at once as
// name:line:column.
func Parse(name string, src []byte) (*Calendar, error) {
	r := fileReader{reader: reader{file: name}}
	if root := r.root(src); root != nil {
		r.calendar(root)
	}
	if err := r.err(); err != nil {
		return nil, err
	}
	return r.file.build()
}

// build lays every date of the horizon out, so that counting only looks up.
func (f *file) build() (*Calendar, error) {
	version, err := f.version()
	if err != nil {
		return nil, err
	}
	zone, err := time.LoadLocation(f.Zone)
	if err != nil {
		return nil, fmt.Errorf("loading zone: %w", err)
	}
	c := &Calendar{id: f.ID, version: version, names: f.Names, zone: zone, usual: f.Usual}
	c.days = make([]*day, lastDate-firstDate+1)
	l := layout{file: f, kinds: map[kind]*day{}}
	for y := firstDate.year(); y <= lastDate.year(); y++ {
		l.year(c.days, y)
	}
	return c, nil
}

// version hashes the content in a canonical form: fixed field order, sorted keys.
func (f *file) version() (string, error) {
	canonical, err := json.Marshal(f)
	if err != nil {
		return "", fmt.Errorf("hashing calendar %s: %w", f.ID, err)
	}
	sum := sha256.Sum256(canonical)
	return hex.EncodeToString(sum[:]), nil
}

// A kind tells days apart; all days of one kind share one value.
type kind struct {
	what        What
	festival    string
	weekday     time.Weekday // whose hours are worked
	provisional bool
}

type layout struct {
	*file
	kinds map[kind]*day
}

func (l *layout) year(all []*day, y int) {
	published := l.Years[y]
	fixed := map[date]string{}
	if published == nil {
		fixed = l.fixedIn(y)
	}
	for d := newDate(y, time.January, 1); d <= newDate(y, time.December, 31); d++ {
		k := l.usualDay(d)
		if s, ok := published.on(d); ok {
			k = l.specialDay(s)
		} else if festival, ok := fixed[d]; ok {
			k = l.specialDay(special{Festival: festival})
		}
		k.provisional = published == nil
		all[d-firstDate] = l.day(k)
	}
}

func (a *arrangement) on(d date) (special, bool) {
	if a == nil {
		return special{}, false
	}
	s, ok := a.Days[d]
	return s, ok
}

// fixedIn is all a year has before its arrangement is published.
func (l *layout) fixedIn(y int) map[date]string {
	all := make(map[date]string, len(l.Fixed))
	for _, f := range l.Fixed {
		if f.Since <= y {
			all[newDate(y, f.month, f.day)] = f.Festival
		}
	}
	return all
}

func (l *layout) usualDay(d date) kind {
	if weekday := d.weekday(); len(l.Week[weekday]) > 0 {
		return kind{what: Worked, weekday: weekday}
	}
	return kind{what: Weekend}
}

func (l *layout) specialDay(s special) kind {
	if s.Work {
		return kind{what: MakeUpDay, festival: s.Festival, weekday: l.MakeUp}
	}
	return kind{what: Holiday, festival: s.Festival}
}

func (l *layout) day(k kind) *day {
	if known := l.kinds[k]; known != nil {
		return known
	}
	d := &day{what: k.what, name: l.Festivals[k.festival], provisional: k.provisional}
	if k.what == Worked || k.what == MakeUpDay {
		d.spans = l.Week[k.weekday]
	}
	l.kinds[k] = d
	return d
}

package calendar

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"
)

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
	c := &Calendar{id: f.ID, version: version, names: f.Names, zone: zone, usual: f.Usual, content: f}
	c.days = make([]*day, lastDate-firstDate+1)
	l := layout{file: f, days: c.days, kinds: map[kind]*day{}}
	for y := firstDate.year(); y <= lastDate.year(); y++ {
		l.year(y)
	}
	for d, own := range f.Own {
		l.set(d, l.ownDay(d, own))
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
	name        Names
	weekday     time.Weekday // whose hours are worked
	off         bool
	provisional bool
}

type layout struct {
	*file
	days  []*day
	kinds map[kind]*day
}

func (l *layout) year(y int) {
	var usual [7]*day
	for weekday := range usual {
		usual[weekday] = l.day(l.usualDay(time.Weekday(weekday)), y)
	}
	first, last := newDate(y, time.January, 1), newDate(y, time.December, 31)
	weekday := int(first.weekday())
	for d := first; d <= last; d++ {
		l.days[d-firstDate] = usual[weekday]
		weekday = (weekday + 1) % 7
	}
	for d, s := range l.specialsIn(y) {
		l.set(d, l.specialDay(d, s))
	}
}

func (l *layout) specialsIn(y int) map[date]special {
	if a := l.Years[y]; a != nil {
		return a.days()
	}
	return l.statutoryIn(y)
}

func (l *layout) set(d date, k kind) { l.days[d-firstDate] = l.day(k, d.year()) }

func (l *layout) usualDay(weekday time.Weekday) kind {
	if len(l.Week[weekday]) > 0 {
		return kind{what: Worked, weekday: weekday}
	}
	return kind{what: Weekend}
}

// specialDay is a day off or a make-up day. An overlay may work the weekday of a
// make-up day anyway, with its own hours.
func (l *layout) specialDay(d date, s special) kind {
	name := l.Festivals[s.Festival].Names
	switch usual := l.usualDay(d.weekday()); {
	case !s.Work:
		return kind{what: Holiday, name: name, off: true}
	case usual.what == Worked:
		return usual
	}
	return kind{what: MakeUpDay, name: name, weekday: l.MakeUp}
}

// ownDay is a date of the overlay's own: closed, or open with the weekday's hours
// or, when it has none, those of a make-up day. Either way it remains what the
// base makes of it, a holiday or none.
func (l *layout) ownDay(d date, own ownDay) kind {
	s, special := l.specialsIn(d.year())[d]
	off := special && !s.Work
	if !own.Open {
		return kind{what: Holiday, name: own.Names, off: off}
	}
	open := l.usualDay(d.weekday())
	if open.what != Worked {
		open = kind{what: Worked, weekday: l.MakeUp}
	}
	open.off = off
	return open
}

func (l *layout) day(k kind, y int) *day {
	k.provisional = l.Years[y] == nil
	if known := l.kinds[k]; known != nil {
		return known
	}
	d := &day{what: k.what, name: k.name, off: k.off, provisional: k.provisional}
	if k.what == Worked || k.what == MakeUpDay {
		d.spans = l.Week[k.weekday]
	}
	l.kinds[k] = d
	return d
}

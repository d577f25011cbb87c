package calendar

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// A Window says when a call or a visit is permitted, such as "10:00-11:30,
// 15:30-17:00, not on holidays". The zero Window permits every moment. Windows
// compare with ==.
type Window struct {
	text string // the one spelling, from which the rest is read
	days windowDays
}

type windowDays uint8

const (
	anyDay windowDays = iota
	notHolidays
	onWorkingDays
)

var windowEndings = map[windowDays]string{notHolidays: ", not on holidays", onWorkingDays: ", on working days"}

const windowForms = `stretches of a day in their order, such as "10:00-11:30, 15:30-17:00", and behind them ", not on holidays" or ", on working days" if need be`

// ParseWindow reads the one spelling of a window.
func ParseWindow(s string) (Window, error) {
	w := Window{text: s}
	spans := s
	for days, ending := range windowEndings {
		if before, ok := strings.CutSuffix(s, ending); ok {
			w.days, spans = days, before
		}
	}
	const most = 12
	if list := strings.Split(spans, ", "); len(list) > most || !inOrder(list) {
		return Window{}, fmt.Errorf("window %s: want %s", quoted(s), windowForms)
	}
	return w, nil
}

func inOrder(list []string) bool {
	end := -1
	for _, text := range list {
		s, ok := parseSpan(text)
		if !ok || s.Open <= end {
			return false
		}
		end = s.Close
	}
	return true
}

// String gives the spelling ParseWindow accepts; the zero Window gives "".
func (w Window) String() string { return w.text }

// IsZero reports whether every moment is permitted.
func (w Window) IsZero() bool { return w == Window{} }

// MarshalText lets JSON and YAML hold the window as its string.
func (w Window) MarshalText() ([]byte, error) { return []byte(w.text), nil }

// UnmarshalText reads what MarshalText wrote; an empty text is the zero Window.
func (w *Window) UnmarshalText(text []byte) (err error) {
	*w = Window{}
	if len(text) > 0 {
		*w, err = ParseWindow(string(text))
	}
	return err
}

// spans are the stretches of a day, checked when the window was read.
func (w Window) spans() []span {
	var all []span
	for text := range strings.SplitSeq(strings.TrimSuffix(w.text, windowEndings[w.days]), ", ") {
		s, _ := parseSpan(text)
		all = append(all, s)
	}
	return all
}

// Permit finds the last moment, not after the due time and not before the clock
// began (or went on after a pause), that a window permits, and notes it in the
// account, in place of what another window permitted. When there is none d.Last
// stays zero: the due time wins.
func (c *Calendar) Permit(d Due, w Window) (Due, error) {
	if !d.Last.IsZero() {
		d.Last = time.Time{}
		d.Account = slices.DeleteFunc(slices.Clone(d.Account), func(l Line) bool { return l.What == Permitted })
	}
	if w.IsZero() {
		return d, nil
	}
	last, provisional, err := c.lastPermitted(w, c.local(d.At), c.local(d.running()))
	if err != nil {
		return Due{}, fmt.Errorf("finding a moment in %s: %w", w, err)
	}
	d.Provisional = d.Provisional || provisional
	if last.IsZero() {
		return d, nil
	}
	d.Last = last
	line := Line{Date: dateOf(last).String(), From: last, What: Permitted, Rule: w.text}
	d.Account = slices.Insert(slices.Clone(d.Account), len(d.Account)-1, line)
	return d, nil
}

// running is since when the clock has been running without a break.
func (d Due) running() (since time.Time) {
	since, pauses := d.history()
	if n := len(pauses); n > 0 {
		since = pauses[n-1].To
	}
	return since
}

func (c *Calendar) lastPermitted(w Window, at, since time.Time) (last time.Time, provisional bool, err error) {
	spans := w.spans()
	for d := dateOf(at); d >= dateOf(since); d-- {
		today, err := c.on(d)
		if err != nil {
			return time.Time{}, false, err
		}
		provisional = provisional || today.provisional && w.days != anyDay
		if !w.allows(today) {
			continue
		}
		for _, s := range slices.Backward(spans) {
			open, last := d.at(s.Open, c.zone), earlier(at, d.at(s.Close, c.zone))
			if !last.Before(later(open, since)) {
				return last, provisional, nil
			}
		}
	}
	return time.Time{}, provisional, nil
}

func (w Window) allows(d *day) bool {
	switch w.days {
	case notHolidays:
		return !d.off
	case onWorkingDays:
		return d.works()
	}
	return true
}

package calendar

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// What says what a line of an account is about.
type What string

// The kinds of lines. Weekend is any day that the weekly pattern leaves free.
const (
	Start       What = "start"       // the event; From is its moment
	Elapsed     What = "elapsed"     // time or days that count whatever day it is
	Worked      What = "worked"      // working time of an ordinary working day
	MakeUpDay   What = "make_up_day" // working time of a day worked in exchange for a holiday
	Weekend     What = "weekend"     // not counted
	Holiday     What = "holiday"     // not counted; Name says which
	Paused      What = "paused"      // not counted, From to To
	Provisional What = "provisional" // from Date on no arrangement is published for the year
	UsualClose  What = "usual_close" // From is the usual close, taken for want of working time
	DueTime     What = "due"         // the last line; From is the due moment
)

// A Line is one step of an account. Start, UsualClose and DueTime are moments and
// stand in From; stretches have From and To; whole days have neither.
type Line struct {
	Date    string    `json:"date"`              // civil date in the calendar's zone, 2026-02-16
	Through string    `json:"through,omitempty"` // last date, when the line covers several
	From    time.Time `json:"from,omitzero"`
	To      time.Time `json:"to,omitzero"`
	What    What      `json:"what"`
	Name    Names     `json:"name,omitzero"`
	Counted Amount    `json:"counted,omitzero"`
}

// An Amount is what a line adds to the count: whole days or a length of time,
// never both. It marshals as "2d" or "4h30m0s".
type Amount struct {
	Days int
	Time time.Duration
}

// IsZero reports that nothing was counted.
func (a Amount) IsZero() bool { return a == Amount{} }

// MarshalText writes "2d" for days and the duration otherwise.
func (a Amount) MarshalText() ([]byte, error) {
	if a.Days != 0 {
		return append(strconv.AppendInt(nil, int64(a.Days), 10), 'd'), nil
	}
	return []byte(a.Time.String()), nil
}

// UnmarshalText reads what MarshalText wrote.
func (a *Amount) UnmarshalText(text []byte) (err error) {
	*a = Amount{}
	if number, ok := strings.CutSuffix(string(text), "d"); ok {
		a.Days, err = strconv.Atoi(number)
	} else {
		a.Time, err = time.ParseDuration(string(text))
	}
	if err != nil {
		return fmt.Errorf("reading an amount: %w", err)
	}
	return nil
}

// A walk writes an account line by line; its due time is the last of them.
type walk struct {
	c    *Calendar
	at   time.Time // where counting begins
	due  Due
	fold bool // counted days of one kind share a line
	year int  // last year a Provisional line was written for
}

// foldBeyond is the number of days up to which each counted day has a line of
// its own. Uncounted days always share one, so that a festival is one line.
const foldBeyond = 31

func (c *Calendar) walkFrom(start time.Time, r Rule) *walk {
	start = c.local(start)
	w := &walk{c: c, at: start, due: Due{Calendar: c.id, Version: c.version}}
	w.fold = r.longer(foldBeyond)
	w.due.Account = append(make([]Line, 0, r.lines()), Line{Date: dateOf(start).String(), From: start, What: Start})
	return w
}

// on looks at a date of the walk and notes where published days end.
func (w *walk) on(d date) (*day, error) {
	today, err := w.c.on(d)
	if err != nil || !today.provisional {
		return today, err
	}
	if year := d.year(); year != w.year {
		w.year = year
		w.due.Provisional = true
		w.add(Line{Date: d.String(), What: Provisional})
	}
	return today, nil
}

func (w *walk) add(l Line) { w.due.Account = append(w.due.Account, l) }

// addDay adds one day's line, or lengthens the last line when it says the same
// of the day before.
func (w *walk) addDay(l Line) {
	prev := &w.due.Account[len(w.due.Account)-1]
	if prev.What != l.What || prev.Name != l.Name || !w.fold && !l.Counted.IsZero() {
		w.add(l)
		return
	}
	prev.Through, prev.To = l.Date, l.To
	prev.Counted.Days += l.Counted.Days
	prev.Counted.Time += l.Counted.Time
}

func (w *walk) off(d date, today *day) {
	w.addDay(Line{Date: d.String(), What: today.what, Name: today.name})
}

// end writes the last line and reads the due time from it.
func (w *walk) end(at time.Time) {
	w.add(Line{Date: dateOf(at).String(), From: at, What: DueTime})
	w.due.At = w.due.Account[len(w.due.Account)-1].From
}

// through is the last date of a stretch, left out when it is also the first.
func through(first, last date) string {
	if first == last {
		return ""
	}
	return last.String()
}

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
	Paused      What = "paused"      // not counted, From to To; By, Clause and Seq say by whom and why
	Until       What = "until"       // up to what Rule names, such as "end of month"; Name says which festival
	ShortMonth  What = "short_month" // the month doesn't have the day: its last one
	Moved       What = "moved"       // a last day that isn't worked, passed over
	Provisional What = "provisional" // from Date on no arrangement is published for the year
	UsualClose  What = "usual_close" // From is the usual close, taken for want of working time
	Midnight    What = "midnight"    // Date ends at 24:00, not at the close of business
	Permitted   What = "permitted"   // From is the last moment that the window in Rule permits
	DueTime     What = "due"         // the last line; From is the due moment
)

// A Line is one step of an account. Start, UsualClose, Permitted and DueTime are
// moments and stand in From; stretches have From and To; whole days have neither.
type Line struct {
	Date    string    `json:"date"`              // civil date in the calendar's zone, 2026-02-16
	Through string    `json:"through,omitempty"` // last date, when the line covers several
	From    time.Time `json:"from,omitzero"`
	To      time.Time `json:"to,omitzero"`
	What    What      `json:"what"`
	Name    Names     `json:"name,omitzero"`
	Counted Amount    `json:"counted,omitzero"`
	Rule    string    `json:"rule,omitempty"`   // of Until, the rule; of Permitted, the window
	By      string    `json:"by,omitempty"`     // of Paused: who paused, as an id
	Clause  string    `json:"clause,omitempty"` // of Paused: the clause that allows it
	Seq     int64     `json:"seq,omitempty"`    // of Paused: the event that tells why
}

// An Amount is what a line adds to the count: whole days, months, or a length of
// time, only one of them. It marshals as "2d", "3mo" or "4h30m0s".
type Amount struct {
	Days   int
	Months int
	Time   time.Duration
}

// IsZero reports that nothing was counted.
func (a Amount) IsZero() bool { return a == Amount{} }

// MarshalText writes "2d" for days, "3mo" for months and the duration otherwise.
func (a Amount) MarshalText() ([]byte, error) {
	if a.Days != 0 {
		return append(strconv.AppendInt(nil, int64(a.Days), 10), 'd'), nil
	}
	if a.Months != 0 {
		return append(strconv.AppendInt(nil, int64(a.Months), 10), "mo"...), nil
	}
	return []byte(a.Time.String()), nil
}

// UnmarshalText reads what MarshalText wrote.
func (a *Amount) UnmarshalText(text []byte) (err error) {
	*a = Amount{}
	if number, ok := strings.CutSuffix(string(text), "d"); ok {
		a.Days, err = strconv.Atoi(number)
	} else if number, ok := strings.CutSuffix(string(text), "mo"); ok {
		a.Months, err = strconv.Atoi(number)
	} else {
		a.Time, err = time.ParseDuration(string(text))
	}
	if err != nil {
		return fmt.Errorf("reading an amount: %w", err)
	}
	return nil
}

// A walk counts; unless it is quiet it writes an account line by line, and its
// due time is the last of them.
type walk struct {
	c     *Calendar
	at    time.Time // where counting begins
	due   Due
	quiet bool // no account, only the due time
	again bool // it begins where the last one of a rhythm ended
	fold  bool // counted days of one kind share a line
	year  int  // last year a Provisional line was written for
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
	w.due.Provisional = true
	if w.quiet {
		return today, nil
	}
	if year := d.year(); year != w.year {
		w.year = year
		w.add(Line{Date: d.String(), What: Provisional})
	}
	return today, nil
}

func (w *walk) add(l Line) { w.due.Account = append(w.due.Account, l) }

// addDay adds one day's line, or lengthens the last line when it says the same
// of the day before.
func (w *walk) addDay(d date, l Line) {
	if w.quiet {
		return
	}
	l.Date = d.String()
	prev := &w.due.Account[len(w.due.Account)-1]
	if prev.What != l.What || prev.Name != l.Name || !w.fold && !l.Counted.IsZero() {
		w.add(l)
		return
	}
	prev.Through, prev.To = l.Date, l.To
	prev.Counted.Days += l.Counted.Days
	prev.Counted.Time += l.Counted.Time
}

// addDates adds a line that covers several days.
func (w *walk) addDates(first, last date, l Line) {
	if w.quiet {
		return
	}
	l.Date, l.Through = first.String(), through(first, last)
	w.add(l)
}

// stretch adds a line from one moment to another.
func (w *walk) stretch(l Line) {
	if !w.quiet {
		w.addDates(dateOf(l.From), dateOf(l.To), l)
	}
}

func (w *walk) off(d date, today *day) { w.addDay(d, Line{What: today.what, Name: today.name}) }

// worked is the line of a whole working day.
func (w *walk) worked(d date, today *day) Line {
	if w.quiet {
		return Line{}
	}
	return Line{What: today.what, Name: today.name, From: d.at(today.opening(), w.c.zone),
		To: d.at(today.closing(), w.c.zone), Counted: Amount{Days: 1}}
}

// until says what the time up to d (or, before a node, from d on) is for.
func (w *walk) until(r Rule, d date, name Names) {
	if w.quiet {
		return
	}
	today := dateOf(w.at)
	w.addDates(min(today, d), max(today, d), Line{What: Until, Rule: r.String(), Name: name})
}

// end writes the last line and reads the due time from it.
func (w *walk) end(at time.Time) {
	if w.quiet {
		w.due.At = at
		return
	}
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

package calendar_test

import (
	"errors"
	"fmt"
	"time"

	"carebook/calendar"
)

// manner draws how a policy counts, for both.
func (d dice) manner(in pair) pair {
	if d.IntN(2) == 0 {
		return in
	}
	k := calendar.Counting{SameDay: d.IntN(2) == 0, Midnight: d.IntN(2) == 0, MoveLastDay: d.IntN(2) == 0}
	in.oracle.sameDay, in.oracle.midnight, in.oracle.moveLastDay = k.SameDay, k.Midnight, k.MoveLastDay
	in.Calendar = in.Calendar.Counting(k)
	return in
}

func (p *proof) dayTable(d dice) (string, error) {
	in := d.manner(oneOf(d, p.pairs...))
	switch d.IntN(13) {
	case 0:
		return in.cadenceCase(d)
	case 1:
		return in.windowCase(d)
	case 2:
		return in.beforeCase(d)
	case 3:
		return in.birthdayCase(d)
	case 4:
		return in.seasonCase(d)
	case 5:
		return recountCase(d, oneOf(d, p.editions...), p.pairs[0])
	}
	return in.dueCase(d)
}

// wrong is what is wrong with a case, and the case in words.
func (in pair) wrong(err error, format string, args ...any) error {
	if err == nil {
		return nil
	}
	for i, arg := range args {
		if t, ok := arg.(time.Time); ok {
			args[i] = t.Format(exact)
		}
	}
	o := in.oracle
	return fmt.Errorf("%s (same day %v, midnight %v, move %v): %s: %w", in.ID(), o.sameDay, o.midnight, o.moveLastDay, fmt.Sprintf(format, args...), err)
}

// same compares a due time with the oracle's answer, and its last permitted moment with the oracle's last; the zero answer is no
// window.
func (in pair) same(got calendar.Due, err error, want, last answer) error {
	switch {
	case err != nil:
		return err
	case !got.At.Equal(want.at):
		return fmt.Errorf("due %s, the oracle says %s", got.At.Format(exact), want.at.Format(exact))
	case !got.Last.Equal(last.at):
		return fmt.Errorf("due %s, last permitted %s, the oracle says %s", got.At.Format(exact), got.Last.Format(exact), last.at.Format(exact))
	case got.Provisional != (in.oracle.provisional(want) || last != noWindow && in.oracle.provisional(last)):
		return fmt.Errorf("due %s, provisional %v; the oracle looked at %s to %s", got.At.Format(exact), got.Provisional,
			in.oracle.moment(want.from, 0).Format(time.DateOnly), in.oracle.moment(want.to, 0).Format(time.DateOnly))
	}
	if last := got.Account[len(got.Account)-1]; last.What != calendar.DueTime || !last.From.Equal(got.At) {
		return fmt.Errorf("due %s, but the account ends with %v", got.At.Format(exact), last)
	}
	return nil
}

var noWindow answer

const exact = "Mon 2006-01-02 15:04:05.999999 -07:00"

func (in pair) dueCase(d dice) (string, error) {
	start, spelling := d.start(in.oracle.sheet), d.rule(in.festivals)
	m, err := in.oracle.understand(spelling)
	if err != nil {
		return spelling, err
	}
	r, err := calendar.ParseRule(spelling)
	if err != nil {
		return m.kind, err
	}
	got, err := in.Due(start, r)
	want := m.ask(in.oracle, start)
	if err := in.same(got, err, want, noWindow); err != nil {
		return m.kind, in.wrong(err, "%s + %s", start, spelling)
	}
	if at, provisional, err := in.Moment(start, r); err != nil || !at.Equal(got.At) || provisional != got.Provisional {
		return m.kind, in.wrong(fmt.Errorf("the moment alone is %s, %v, %w", at.Format(exact), provisional, err), "%s + %s", start, spelling)
	}
	if !m.pausable(want.at) || d.IntN(4) > 0 {
		return m.kind, nil
	}
	stops := in.stops(d, m, start, want.at)
	want, _ = in.paused(m, want, start, stops)
	got, err = in.through(got, r, stops)
	return m.kind + ", paused", in.wrong(in.same(got, err, want, noWindow), "%s + %s paused %v", start, spelling, stops)
}

// pausable: a clock runs until it is due, not longer than the stopwatches know.
func (m meaning) pausable(due time.Time) bool {
	return !m.backward && (!m.working || due.Before(watched[1].AddDate(-1, 0, 0)))
}

// stops draws one to three pauses of a clock that is due.
func (in pair) stops(d dice, m meaning, running, due time.Time) (all []stop) {
	for range 1 + d.IntN(3) {
		s := stop{from: d.between(running, due)}
		s.to = s.from.Add(time.Duration(d.Int64N(int64(30 * 24 * time.Hour))).Truncate(time.Microsecond))
		all, running, due = append(all, s), s.to, in.oracle.resumed(m.working, due, s)
	}
	return all
}

// paused is the answer after pauses, and since when the clock then runs. A pause that begins after the clock was due doesn't
// move it.
func (in pair) paused(m meaning, a answer, start time.Time, stops []stop) (answer, time.Time) {
	running := start
	for _, s := range stops {
		if s.from.After(a.at) {
			break
		}
		a.at, running = in.oracle.resumed(m.working, a.at, s), s.to
		if m.working && a.at.After(s.to) {
			a.to, _ = in.oracle.civil(a.at.Add(-1)) // a close at midnight is the evening's
		}
	}
	return a, running
}

// through pauses a clock of the package again and again.
func (in pair) through(d calendar.Due, r calendar.Rule, stops []stop) (calendar.Due, error) {
	for _, s := range stops {
		var err error
		if d, err = in.Resume(d, r, calendar.Pause{From: s.from, To: s.to}); err != nil {
			return d, err
		}
	}
	return d, nil
}

func (in pair) cadenceCase(d dice) (string, error) {
	start, spelling := d.start(in.oracle.sheet), d.cadence(in.festivals)
	after := d.between(start, start.AddDate(1+d.IntN(2), 0, 0))
	beat, err := in.oracle.understandCadence(spelling)
	if err != nil {
		return spelling, err
	}
	cadence, err := calendar.ParseCadence(spelling)
	if err != nil {
		return "cadence", err
	}
	got, err := in.Next(cadence, start, after)
	return "cadence", in.wrong(in.same(got, err, beat(in.oracle, start, after), noWindow), "%s from %s after %s", spelling, start, after)
}

// windowCase asks for the last permitted moment of a clock that may have been paused.
func (in pair) windowCase(d dice) (string, error) {
	start, spelling, inside := d.start(in.oracle.sheet), oneOf(d, d.elapsedLength(), plural(d.amount(60), "working day"), "end of "+oneOf(d, periods...)), d.window()
	m, err := in.oracle.understand(spelling)
	if err != nil {
		return spelling, err
	}
	r, err := calendar.ParseRule(spelling)
	if err != nil {
		return "window", err
	}
	w, err := calendar.ParseWindow(inside)
	if err != nil {
		return "window", err
	}
	want, running := m.ask(in.oracle, start), start
	var stops []stop
	if m.pausable(want.at) && d.IntN(3) == 0 {
		stops = in.stops(d, m, start, want.at)
		want, running = in.paused(m, want, start, stops)
	}
	got, err := in.Due(start, r)
	if err == nil {
		got, err = in.through(got, r, stops)
	}
	if err == nil {
		got, err = in.Permit(got, w)
	}
	last := understandWindow(inside).last(in.oracle, running, want.at)
	return "window", in.wrong(in.same(got, err, want, last), "%s + %s paused %v in %s", start, spelling, stops, inside)
}

func (in pair) beforeCase(d dice) (string, error) {
	at, spelling := d.start(in.oracle.sheet), d.reminder()
	n, unit, _ := amountOf(spelling)
	r, err := calendar.ParseRule(spelling)
	if err != nil {
		return "counting back", err
	}
	got, err := in.Before(at, r)
	if want := in.oracle.back(at, n, unit); err == nil && !got.Equal(want) {
		err = fmt.Errorf("%s, the oracle says %s", got.Format(exact), want.Format(exact))
	}
	return "counting back", in.wrong(err, "%s before %s", spelling, at)
}

func (in pair) birthdayCase(d dice) (string, error) {
	start, spelling, b := d.start(in.oracle.sheet), d.around("birthday"), d.birthday()
	m, ok := yearly(spelling, map[string]dayOfYear{"birthday": b.is})
	if !ok {
		return spelling, fmt.Errorf("the oracle doesn't understand %q", spelling)
	}
	r, err := calendar.ParseRule(spelling)
	if err != nil {
		return "birthday", err
	}
	custom := calendar.BirthdayCustom{Feb29: b.feb29, Leap: map[bool]string{false: "regular", true: "leap"}[b.inLeap]}
	got, err := in.BirthdayDue(start, r, calendar.Birthday{Lunar: b.lunar, Month: b.month, Day: b.day, LeapMonth: b.leap}, custom)
	return "birthday", in.wrong(in.same(got, err, m.ask(in.oracle, start), noWindow), "%s + %s %+v", start, spelling, b)
}

func (in pair) seasonCase(d dice) (string, error) {
	at, from, to := d.start(in.oracle.sheet), d.dayOfYear(), d.dayOfYear()
	spelling := fmt.Sprintf("%d %s - %d %s", from[1], time.Month(from[0]), to[1], time.Month(to[0]))
	season, err := calendar.ParseSeason(spelling)
	if got, want := in.InSeason(season, at), in.oracle.inSeason(at, from, to); err == nil && got != want {
		err = fmt.Errorf("%v, the oracle says %v", got, want)
	}
	return "season", in.wrong(err, "%s in %s", at, spelling)
}

// recountCase counts a clock by an earlier edition and then again by today's, through the same pauses.
func recountCase(d dice, old edition, fresh pair) (string, error) {
	const kind = "counted again by another edition"
	start, spelling := d.startIn(old.oracle.sheet, old.first, old.end), oneOf(d, d.rule(old.festivals), d.workingRule())
	m, err := old.oracle.understand(spelling)
	if err != nil {
		return kind, err
	}
	r, err := calendar.ParseRule(spelling)
	if err != nil {
		return kind, err
	}
	want := m.ask(old.oracle, start)
	var stops []stop
	if m.pausable(want.at) && d.IntN(2) == 0 {
		stops = old.stops(d, m, start, want.at)
	}
	got, err := old.Due(start, r)
	if err == nil {
		got, err = old.through(got, r, stops)
	}
	want, _ = old.paused(m, want, start, stops)
	if err := old.same(got, err, want, noWindow); err != nil {
		return kind, old.wrong(err, "%s + %s paused %v", start, spelling, stops)
	}
	inside := d.window()
	w, err := calendar.ParseWindow(inside)
	if err != nil {
		return kind, err
	}
	got, err = fresh.Recount(got, r, w)
	want, running := fresh.paused(m, m.ask(fresh.oracle, start), start, stops)
	last := understandWindow(inside).last(fresh.oracle, running, want.at)
	return kind, fresh.wrong(fresh.same(got, err, want, last), "%s + %s paused %v, counted again in %s", start, spelling, stops, inside)
}

// minuteByMinute draws a rule that is worked off, and up to three pauses.
func (p *proof) minuteByMinute(d dice) (string, error) {
	in := d.manner(oneOf(d, p.pairs...))
	start, spelling := d.start(in.oracle.sheet), d.workingRule()
	n, unit, _ := amountOf(spelling)
	kind := "minute by minute: " + unit + "s"
	r, err := calendar.ParseRule(spelling)
	if err != nil {
		return kind, err
	}
	m, watch := meaning{working: true}, in.oracle.watch
	want := answer{at: in.oracle.worked(start, n, unit)}
	var stops []stop
	if d.IntN(2) == 0 {
		kind += ", paused"
		stops = in.stops(d, m, start, want.at)
		want, _ = in.paused(m, want, start, stops)
	}
	if each := workingUnits[unit]; each > 0 && !watch.after(start, time.Duration(n)*each, stops...).Equal(want.at) {
		return kind, in.wrong(errors.New("the stopwatch differs from itself"), "%s + %s paused %v", start, spelling, stops)
	}
	got, err := in.Due(start, r)
	if err == nil {
		got, err = in.through(got, r, stops)
	}
	if err == nil && !got.At.Equal(want.at) {
		err = fmt.Errorf("due %s, the stopwatch says %s", got.At.Format(exact), want.at.Format(exact))
	}
	return kind, in.wrong(err, "%s + %s paused %v", start, spelling, stops)
}

package calendar_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"carebook/calendar"
)

// A stopwatch is a second way to count, sharing nothing with the package: it
// walks minute by minute over a table drawn from lunar-go's holidays and the
// hours written here.
type stopwatch struct {
	base int64  // the table's first minute
	work []bool // by minute of 2024 to 2026, Shanghai time
}

const shanghai = 8 * 3600 // no summer time in these years

func newStopwatch() *stopwatch {
	first := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	end := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	s := &stopwatch{base: first.Unix() / 60}
	days := map[string]listed{}
	for year := 2024; year <= 2026; year++ {
		for day, l := range lunarDays(year) {
			days[day] = l
		}
	}
	for t := first; t.Before(end); t = t.Add(time.Minute) {
		l, special := days[t.Format(time.DateOnly)]
		weekend := t.Weekday() == time.Saturday || t.Weekday() == time.Sunday
		open := t.Hour() >= 9 && t.Hour() < 18 && t.Hour() != 12
		s.work = append(s.work, open && (l.Work || !special && !weekend))
	}
	return s
}

func (s *stopwatch) minute(t time.Time) int { return int((t.Unix()+shanghai)/60 - s.base) }

func (s *stopwatch) time(minute int) time.Time {
	return time.Unix((s.base+int64(minute))*60-shanghai, 0)
}

// hours steps until n working hours have passed outside the pauses.
func (s *stopwatch) hours(start time.Time, n int, pauses ...[2]time.Time) time.Time {
	paused := map[int]bool{}
	for _, p := range pauses {
		for m := s.minute(p[0]); m < s.minute(p[1]); m++ {
			paused[m] = true
		}
	}
	m := s.minute(start)
	for left := n * 60; left > 0; m++ {
		if s.work[m] && !paused[m] {
			left--
		}
	}
	return s.time(m)
}

// days steps from the midnight after start to the end of the last working minute
// of the n-th date that has one.
func (s *stopwatch) days(start time.Time, n int) time.Time {
	const perDay = 24 * 60
	closing := 0
	for day := s.minute(start)/perDay + 1; n > 0; day++ {
		last := 0
		for m := day * perDay; m < (day+1)*perDay; m++ {
			if s.work[m] {
				last = m + 1
			}
		}
		if last > 0 {
			closing = last
			n--
		}
	}
	return s.time(closing)
}

const randomCases = 4_000

func randomMinute(r *rand.Rand) time.Time {
	first := time.Date(2024, 1, 1, 0, 0, 0, 0, time.FixedZone("", shanghai))
	return first.Add(time.Duration(r.IntN(2*365*24*60+180*24*60)) * time.Minute)
}

func TestWorkingRulesEqualAMinuteByMinuteCount(t *testing.T) {
	c, s := china(t), newStopwatch()
	random := rand.New(rand.NewPCG(2026, 2))
	for range randomCases {
		start, n := randomMinute(random), 2+random.IntN(60)
		for unit, want := range map[string]time.Time{"working days": s.days(start, n), "working hours": s.hours(start, n)} {
			r := rule(t, fmt.Sprint(n, " ", unit))
			if got, err := c.Due(start, r); err != nil || !got.At.Equal(want) {
				t.Fatalf("%s + %s = %s, %v; the stopwatch says %s", start, r, got.At, err, want)
			}
		}
	}
}

// Two pauses in a row, anywhere in what is left of the clock.
func TestPausedWorkingHoursEqualAMinuteByMinuteCount(t *testing.T) {
	c, s := china(t), newStopwatch()
	random := rand.New(rand.NewPCG(2026, 3))
	between := func(from, to time.Time) time.Time {
		return from.Add(time.Duration(random.Int64N(int64(to.Sub(from)/time.Minute))) * time.Minute)
	}
	for range randomCases {
		start, n := randomMinute(random), 2+random.IntN(60)
		r := rule(t, fmt.Sprint(n, " working hours"))
		d, err := c.Due(start, r)
		var pauses [][2]time.Time
		running := start
		for range 2 {
			from := between(running, d.At)
			to := from.Add(time.Duration(1+random.IntN(6*24*60)) * time.Minute)
			pauses = append(pauses, [2]time.Time{from, to})
			if err == nil {
				d, err = c.Resume(d, r, calendar.Pause{From: from, To: to})
			}
			running = to
			if !running.Before(d.At) {
				break
			}
		}
		if want := s.hours(start, n, pauses...); err != nil || !d.At.Equal(want) {
			t.Fatalf("%s + %s paused %v = %s, %v; the stopwatch says %s", start, r, pauses, d.At, err, want)
		}
		if got := counted(d).Time; got != time.Duration(n)*time.Hour {
			t.Fatalf("%s + %s paused %v: the account sums to %s:\n%v", start, r, pauses, got, texts(d, "en"))
		}
	}
}

// counted is the sum of what the lines count.
func counted(d calendar.Due) (sum calendar.Amount) {
	for _, l := range d.Account {
		sum.Days += l.Counted.Days
		sum.Time += l.Counted.Time
	}
	return sum
}

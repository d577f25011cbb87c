package calendar_test

import (
	"cmp"
	"math/rand/v2"
	"os"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"carebook/calendar"
)

// The package counts every case as the oracle does: in CI 200,000 against the day table and 20,000 against a minute-by-minute
// count; `make calendar-proof` makes it 1,000,000 and 100,000 and writes docs/calendar-proof.md.
func TestEveryCaseEqualsTheSecondImplementation(t *testing.T) {
	cases, err := strconv.ParseUint(cmp.Or(os.Getenv("CAREBOOK_PROOF_CASES"), "200000"), 10, 32)
	if err != nil {
		t.Fatal(err)
	}
	p := &proof{seed: rand.Uint64(), pairs: pairs(t), editions: editions(t), tally: map[string]int{}}
	if again := os.Getenv("CAREBOOK_PROOF_SEED"); again != "" {
		if p.seed, err = strconv.ParseUint(again, 10, 64); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("CAREBOOK_PROOF_SEED=%d draws these cases again", p.seed)
	p.run(t, cases, p.dayTable)
	p.run(t, cases/10, p.minuteByMinute)
	if page := os.Getenv("CAREBOOK_PROOF_PAGE"); page != "" && !t.Failed() {
		p.write(t, page, cases)
	}
}

// A pair is one calendar in both implementations.
type pair struct {
	*calendar.Calendar
	oracle    oracle
	festivals []string
}

// An edition is a calendar as it was known on a day, in both implementations, and the dates around which that matters.
type edition struct {
	pair
	asOf       string
	first, end int
}

type proof struct {
	seed     uint64
	pairs    []pair
	editions []edition
	mu       sync.Mutex
	tally    map[string]int
}

// pairs are the calendars that cases are drawn for: the shipped one, one that extends it and is open on Sundays, and one with
// summer time.
func pairs(t testing.TB) []pair {
	t.Helper()
	if known != nil {
		return known
	}
	known = []pair{
		{Calendar: china(t), oracle: oracle{sheet: chinaSheet(t, today)}},
		{Calendar: dealer(t), oracle: oracle{sheet: dealerSheet(t)}},
		{Calendar: newYork(t), oracle: oracle{sheet: newYorkSheet(t)}},
	}
	for i := range known {
		known[i].ready()
	}
	return known
}

var known []pair

func (in *pair) ready() {
	in.festivals = sorted(in.oracle.festivals)
	in.oracle.watch = newStopwatch(in.oracle.sheet)
}

// editions are calendar cn before Labour Day of 2019 and Spring Festival of 2020 were amended, and before 2026 was arranged.
func editions(t testing.TB) (all []edition) {
	for _, asOf := range []string{"2019-03-01", "2020-01-10", "2025-06-01"} {
		old, err := china(t).AsOf(asOf)
		if err != nil {
			t.Fatal(err)
		}
		day, err := time.Parse(time.DateOnly, asOf)
		if err != nil {
			t.Fatal(err)
		}
		first := dateNo(day.Date())
		e := edition{pair{Calendar: old, oracle: oracle{sheet: chinaSheet(t, asOf)}}, asOf, first, first + 250}
		e.ready()
		all = append(all, e)
	}
	return all
}

// A check is one case: its kind for the tally, and what is wrong with it.
type check func(d dice) (kind string, err error)

// run makes so many cases on all processors. A case is told by its number, so that the seed alone draws all of them again.
func (p *proof) run(t *testing.T, cases uint64, one check) {
	var next, wrong atomic.Uint64
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			tally := map[string]int{}
			for i := next.Add(1); i <= cases && wrong.Load() < 20; i = next.Add(1) {
				kind, err := one(newDice(p.seed, i))
				if tally[kind]++; err != nil {
					wrong.Add(1)
					t.Errorf("case %d, %s: %v", i, kind, err)
				}
			}
			p.mu.Lock()
			defer p.mu.Unlock()
			for kind, n := range tally {
				p.tally[kind] += n
			}
		})
	}
	workers.Wait()
}

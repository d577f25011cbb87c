// Package load runs one operation over and over, bounded by count and by time, and says what it cost.
//
// Here belongs: loops, quantiles, medians, processor time of processes. What is measured, and what a figure means, doesn't.
package load

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// Op does one thing. The number counts from 0 and is given once, so that an operation can choose its own target.
type Op func(ctx context.Context, n int) error

// Bound ends a loop: after so many operations or so long, whichever comes first. Neither may be zero.
type Bound struct {
	Ops int
	For time.Duration
}

// maxErrors is the share of failed operations above which a measurement means nothing.
const maxErrors = 0.001

// Result is what a loop did. Latencies are those of operations that succeeded, ascending.
type Result struct {
	Ops       int
	Errors    int
	First     error // the first that went wrong
	Elapsed   time.Duration
	Latencies []time.Duration
}

// Run does op with conc callers at once. Operations that were begun are finished.
func Run(ctx context.Context, conc int, bound Bound, op Op) Result {
	var (
		next    atomic.Int64
		mu      sync.Mutex
		callers sync.WaitGroup
		r       Result
	)
	begun := time.Now()
	end := begun.Add(bound.For)
	for range conc {
		callers.Go(func() {
			for ctx.Err() == nil && time.Now().Before(end) {
				n := int(next.Add(1)) - 1
				if n >= bound.Ops {
					return
				}
				t := time.Now()
				err := op(ctx, n)
				took := time.Since(t)
				mu.Lock()
				r.Add(took, err)
				mu.Unlock()
			}
		})
	}
	callers.Wait()
	r.Elapsed = time.Since(begun)
	slices.Sort(r.Latencies)
	return r
}

// Add counts one operation. Latencies stay in the order in which they came.
func (r *Result) Add(took time.Duration, err error) {
	r.Ops++
	if err == nil {
		r.Latencies = append(r.Latencies, took)
		return
	}
	if r.Errors++; r.First == nil {
		r.First = err
	}
}

// Void reports that so much went wrong that the figures mean nothing; a loop that did nothing is void too.
func (r Result) Void() bool { return r.Ops == 0 || float64(r.Errors) > maxErrors*float64(r.Ops) }

// Rate is how many operations succeeded in a second.
func (r Result) Rate() float64 {
	if r.Elapsed <= 0 {
		return 0
	}
	return float64(r.Ops-r.Errors) / r.Elapsed.Seconds()
}

// P is a quantile of the latencies, q between 0 and 1.
func (r Result) P(q float64) time.Duration { return Quantile(r.Latencies, q) }

// Quantile is the smallest of the ascending values that at least q of them don't exceed; zero without values.
func Quantile[T any](ascending []T, q float64) T {
	var none T
	if len(ascending) == 0 {
		return none
	}
	i := int(q*float64(len(ascending))+0.999999) - 1
	return ascending[min(max(i, 0), len(ascending)-1)]
}

// Spread is the middle of some values, with the ends.
type Spread struct{ Min, Median, Max float64 }

// SpreadOf sorts values; the middle of an even number is the mean of the two in the middle.
func SpreadOf(values []float64) Spread {
	if len(values) == 0 {
		return Spread{}
	}
	v := slices.Sorted(slices.Values(values))
	n := len(v)
	return Spread{v[0], (v[(n-1)/2] + v[n/2]) / 2, v[n-1]}
}

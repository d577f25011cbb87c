package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"carebook/bench/load"
)

// burst is what happened after many marks fell due in the same second.
type burst struct {
	late []time.Duration // ascending
	idle load.Result     // staff actions before
	busy load.Result     // staff actions meanwhile

	looked, detours, lost int // cases looked at afterwards, with ledger calls by the slow way, with workflow tasks that timed out or failed
}

// rate is how many marks fired in a second, counted from the moment they were due until the last one.
func (b burst) rate() float64 {
	if len(b.late) == 0 {
		return 0
	}
	return float64(len(b.late)) / b.late[len(b.late)-1].Seconds()
}

// How a burst is measured. People don't hammer: each of them acts, thinks, acts again.
const (
	people       = 4
	thinking     = 50 * time.Millisecond
	slower       = 2.0 // how much longer than the rounds say the preparation may take
	longestBurst = 2 * time.Minute
)

// bursts lets as many timers of empty workflows ring, then as many marks, with the same staff at work beside both.
func (b *bench) bursts(ctx context.Context) error {
	var err error
	if b.report.timers, err = b.burst(ctx, empty, b.emptyTimers); err != nil {
		return fmt.Errorf("timers: %w", err)
	}
	if b.report.marks, err = b.burst(ctx, carebook, b.marksDue); err != nil {
		return fmt.Errorf("marks: %w", err)
	}
	return b.detours(ctx, &b.report.marks)
}

// crowd prepares things that are due at a moment. What it returns waits until they are done and says how late each was.
type crowd func(ctx context.Context, due time.Time) (late func(context.Context) ([]time.Duration, error), err error)

func (b *bench) burst(ctx context.Context, who contender, prepare crowd) (burst, error) {
	perSecond := over(b.report.cells[cell{opening, who, b.conc}], rate).Min
	if perSecond == 0 { // no rounds before
		perSecond = 25
	}
	open := time.Duration(slower * float64(b.options.marks) / perSecond * float64(time.Second))
	due := time.Now().Add(open + 2*b.settle).Truncate(time.Second).Add(time.Second)
	late, err := prepare(ctx, due)
	if err != nil {
		return burst{}, err
	}
	if spare := time.Until(due); spare < b.settle {
		return burst{}, fmt.Errorf("preparing took so long that only %s were left", spare.Round(time.Millisecond))
	}
	if err := pause(ctx, time.Until(due)-b.settle); err != nil {
		return burst{}, err
	}
	staff := b.atWork(ctx, due)
	lates, err := late(ctx)
	idle, busy := staff()
	if err == nil && idle.Void() {
		err = fmt.Errorf("staff actions failed before the burst: %w", firstOf(idle, idle))
	}
	if err != nil {
		return burst{}, err
	}
	if busy.First != nil {
		b.progress("%d of %d staff actions failed during the burst, the first with: %v", busy.Errors, busy.Ops, busy.First)
	}
	slices.Sort(lates)
	b.progress("%d %s fired, the last %s late", len(lates), who.dues(), lates[len(lates)-1].Round(time.Millisecond))
	return burst{late: lates, idle: idle, busy: busy}, nil
}

// atWork lets a few people act until the returned function is called, and sorts what they saw into before and after due.
func (b *bench) atWork(ctx context.Context, due time.Time) func() (idle, busy load.Result) {
	var (
		mu         sync.Mutex
		idle, busy load.Result
		home       atomic.Bool
		gone       sync.WaitGroup
	)
	ids := b.counter.complaints.recent(pool)
	for person := range people {
		gone.Go(func() {
			for n := person; !home.Load() && ctx.Err() == nil; n += people {
				begun := time.Now()
				err := b.counter.note(ctx, ids[n%len(ids)])
				took := time.Since(begun)
				mu.Lock()
				switch {
				case begun.After(due):
					busy.Add(took, err)
					if err != nil { // whoever waited for nothing waited all the same
						busy.Latencies = append(busy.Latencies, took)
					}
				case begun.Add(took).Before(due):
					idle.Add(took, err)
				}
				mu.Unlock()
				_ = pause(ctx, thinking)
			}
		})
	}
	return func() (load.Result, load.Result) {
		home.Store(true)
		gone.Wait()
		slices.Sort(idle.Latencies)
		slices.Sort(busy.Latencies)
		return idle, busy
	}
}

// emptyTimers are empty workflows that do nothing when their timer rings but set the next.
func (b *bench) emptyTimers(ctx context.Context, due time.Time) (func(context.Context) ([]time.Duration, error), error) {
	ids, all := fresh(b.options.marks), b.bare.Watch(b.options.marks)
	r := load.Run(ctx, b.conc, load.Bound{Ops: len(ids), For: time.Until(due)}, func(ctx context.Context, n int) error {
		return b.bare.Open(ctx, ids[n], false, due)
	})
	if r.Errors > 0 || r.Ops < len(ids) {
		return nil, fmt.Errorf("%d of %d workflows started: %w", r.Ops-r.Errors, len(ids), firstOf(r, r))
	}
	return func(ctx context.Context) ([]time.Duration, error) {
		select {
		case <-all:
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(time.Until(due) + longestBurst):
			return nil, errors.New("not all timers rang")
		}
		var late []time.Duration
		for _, at := range b.bare.Woken() {
			late = append(late, at.Sub(due))
		}
		return late, nil
	}, nil
}

// marksDue are complaints that came in at the same moment, so that the first mark of their first duty is due at the same
// moment too: everybody's paper from the same morning, written into the books.
func (b *bench) marksDue(ctx context.Context, due time.Time) (func(context.Context) ([]time.Duration, error), error) {
	first, err := b.firstMark(ctx)
	if err != nil {
		return nil, err
	}
	came := due.Add(-first)
	r := load.Run(ctx, b.conc, load.Bound{Ops: b.options.marks, For: time.Until(due)}, func(ctx context.Context, _ int) error {
		_, err := b.counter.open(ctx, came)
		return err
	})
	if r.Errors > 0 || r.Ops < b.options.marks {
		return nil, fmt.Errorf("%d of %d complaints opened: %w", r.Ops-r.Errors, b.options.marks, firstOf(r, r))
	}
	return func(ctx context.Context) ([]time.Duration, error) { return b.fired(ctx, due) }, nil
}

// firstMark is how long after the opening the first mark of a complaint is due. The policy says so, not this program.
func (b *bench) firstMark(ctx context.Context) (time.Duration, error) {
	id, err := b.counter.open(ctx, time.Time{})
	if err != nil {
		return 0, err
	}
	var micros int64
	err = b.stage.books.DB.WithContext(ctx).Raw(`
		SELECT (extract(epoch FROM min(m.at) - min(o.since)) * 1000000)::bigint
		FROM marks m JOIN obligations o ON o.id = m.obligation_id WHERE m.case_id = ?`, id).Scan(&micros).Error
	if err == nil && micros <= 0 {
		err = errors.New("a complaint opens without a mark")
	}
	return time.Duration(micros) * time.Microsecond, err
}

// fired waits until all marks of the moment have fired, and compares what the books say: recorded, less due.
func (b *bench) fired(ctx context.Context, due time.Time) ([]time.Duration, error) {
	b.due = due
	var micros []int64
	for len(micros) < b.options.marks {
		if time.Since(due) > longestBurst {
			return nil, fmt.Errorf("%d of %d marks fired", len(micros), b.options.marks)
		}
		if err := pause(ctx, 250*time.Millisecond); err != nil {
			return nil, err
		}
		if time.Now().Before(due) {
			continue
		}
		micros = nil
		err := b.stage.books.DB.WithContext(ctx).Raw(`
			SELECT (extract(epoch FROM e.recorded_at - m.at) * 1000000)::bigint
			FROM marks m JOIN events e ON e.effect = 'mark:' || m.obligation_id || ':' || m.n
			WHERE m.at = ?`, due).Scan(&micros).Error
		if err != nil {
			return nil, err
		}
	}
	late := make([]time.Duration, len(micros))
	for i, m := range micros {
		late[i] = time.Duration(m) * time.Microsecond
	}
	return late, nil
}

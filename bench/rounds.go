package main

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"carebook/bench/load"
)

// Who does an operation. The order in which they come is another one in each round.
type contender int

const (
	carebook contender = iota
	empty              // workflow, answering with nothing
	rows               // workflow, committing three rows in a local activity
	contenders
)

func (c contender) String() string { return [...]string{"carebook", "empty", "empty + 3 rows"}[c] }

// dues is what falls due for a contender.
func (c contender) dues() string {
	if c == carebook {
		return "marks"
	}
	return "timers"
}

// cell is one figure's place: an operation, by a contender, with so many callers at once.
type cell struct {
	op   operation
	who  contender
	conc int
}

func (c cell) String() string { return fmt.Sprintf("%s, %s, %d at once", c.op, c.who, c.conc) }

// measured is what one round found in a cell.
type measured struct {
	load.Result
	cpu cpu
}

// pool is how many cases share the staff actions of a cell: enough that callers rarely meet in one.
const pool = 64

// rounds measures every cell once per round.
func (b *bench) rounds(ctx context.Context) error {
	b.report.cells = map[cell][]measured{}
	kept := [contenders][]string{}
	for round := range b.options.rounds {
		for _, conc := range []int{1, b.conc} {
			for op := opening; op < operations; op++ {
				for i := range contenders {
					c := cell{op, (i + contender(round)) % contenders, conc}
					if !op.about().alike && c.who != carebook || !op.measuredAt(conc, b.conc) {
						continue
					}
					if err := b.measure(ctx, c, &kept); err != nil {
						return err
					}
				}
			}
		}
		b.progress("round %d of %d", round+1, b.options.rounds)
	}
	return nil
}

// measure warms a cell, measures it, and keeps the figures.
func (b *bench) measure(ctx context.Context, c cell, kept *[contenders][]string) error {
	op, ops, err := b.operation(ctx, c, kept)
	if err != nil {
		return fmt.Errorf("preparing %s: %w", c, err)
	}
	warm := load.Run(ctx, c.conc, load.Bound{Ops: min(b.warm, ops/2), For: b.bound.For}, op)
	done := warm.Ops
	before, err := b.stage.cpu()
	if err != nil {
		return err
	}
	r := load.Run(ctx, c.conc, load.Bound{Ops: min(b.bound.Ops, ops-done), For: b.bound.For},
		func(ctx context.Context, n int) error { return op(ctx, n+done) })
	after, err := b.stage.cpu()
	if err != nil {
		return err
	}
	if r.Void() || warm.Void() {
		return fmt.Errorf("%s: %d of %d operations failed, the first with: %w", c, r.Errors+warm.Errors, r.Ops+warm.Ops, firstOf(r, warm))
	}
	if c.op == opening && c.who != carebook {
		kept[c.who] = kept[c.who][:done+r.Ops]
	}
	b.report.cells[c] = append(b.report.cells[c], measured{r, after.less(before)})
	return nil
}

func firstOf(r, warm load.Result) error {
	if r.First != nil {
		return r.First
	}
	if warm.First != nil {
		return warm.First
	}
	return fmt.Errorf("nothing was done: %w", context.DeadlineExceeded)
}

// operation is what a cell does, and how often it can be done.
func (b *bench) operation(ctx context.Context, c cell, kept *[contenders][]string) (load.Op, int, error) {
	switch {
	case c.who == carebook:
		d, err := b.deed(ctx, c.op)
		return d.op, d.often, err
	case c.op == opening:
		ids := fresh(b.bound.Ops + b.warm)
		kept[c.who] = ids
		return func(ctx context.Context, n int) error { return b.bare.Open(ctx, ids[n], c.who == rows, far()) }, len(ids), nil
	}
	ids := kept[c.who][max(0, len(kept[c.who])-pool):]
	return func(ctx context.Context, n int) error { return b.bare.Act(ctx, ids[n%len(ids)], c.who == rows) }, endless, nil
}

// fresh are ids for empty workflows that nobody used before.
func fresh(n int) []string {
	ids := make([]string, n)
	for i := range ids {
		ids[i] = "empty/" + uuid.NewString()
	}
	return ids
}

// calibrate measures what doesn't depend on carebook, at the beginning and at the end: how far apart the two are says how
// much the machine itself moved meanwhile.
func (b *bench) calibrate(ctx context.Context) error {
	bound := load.Bound{Ops: 1 << 30, For: b.bound.For / 2}
	for _, conc := range []int{1, b.conc} {
		op := func(ctx context.Context, _ int) error { return b.bare.ThreeRows(ctx) }
		if err := b.calibrated(ctx, fmt.Sprintf("three rows in plain SQL, %d at once", conc), conc, bound, op); err != nil {
			return err
		}
	}
	ids := fresh(b.conc)
	for _, id := range ids {
		if err := b.bare.Open(ctx, id, false, far()); err != nil {
			return err
		}
	}
	return b.calibrated(ctx, fmt.Sprintf("Update of an empty workflow, %d at once", b.conc), b.conc, bound,
		func(ctx context.Context, n int) error { return b.bare.Act(ctx, ids[n%len(ids)], false) })
}

func (b *bench) calibrated(ctx context.Context, name string, conc int, bound load.Bound, op load.Op) error {
	load.Run(ctx, conc, load.Bound{Ops: 4 * b.warm, For: time.Second}, op)
	r := load.Run(ctx, conc, bound, op)
	if r.Void() {
		return fmt.Errorf("%s: %d of %d failed: %w", name, r.Errors, r.Ops, firstOf(r, r))
	}
	b.report.calibrate(name, r.Rate())
	return nil
}

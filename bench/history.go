package main

import (
	"context"
	"fmt"
	"time"

	"carebook/contract"
)

// size is what Temporal keeps of one case.
type size struct{ events, bytes int64 }

func (s size) less(t size) size { return size{s.events - t.events, s.bytes - t.bytes} }

// kase is one of the cases that are looked at.
type kase struct {
	kind contract.Kind
	id   string
}

// sizeOf asks Temporal how long a case's history is.
func (b *bench) sizeOf(ctx context.Context, k kase) (size, error) {
	d, err := b.bare.Client.DescribeWorkflowExecution(ctx, contract.WorkflowID(k.kind, k.id), "")
	if err != nil {
		return size{}, fmt.Errorf("asking for the history of a case: %w", err)
	}
	info := d.GetWorkflowExecutionInfo()
	return size{info.GetHistoryLength(), info.GetHistorySizeBytes()}, nil
}

// histories finds what each operation adds to a history: the largest of several.
func (b *bench) histories(ctx context.Context) error {
	b.report.history = map[operation]size{}
	for op := range operations {
		d, err := b.deed(ctx, op)
		if err != nil {
			return fmt.Errorf("preparing %s: %w", op, err)
		}
		for n := range min(b.cases, d.often) {
			added, err := b.adds(ctx, op, d, n)
			if err != nil {
				return err
			}
			most := b.report.history[op]
			b.report.history[op] = size{max(most.events, added.events), max(most.bytes, added.bytes)}
		}
	}
	return nil
}

// adds is what a deed adds to the history of its case: all of it when it opens one.
func (b *bench) adds(ctx context.Context, op operation, d deed, n int) (added size, err error) {
	var before size
	if !op.about().opens {
		if before, err = b.sizeOf(ctx, kase{op.about().kind, d.on(n)}); err != nil {
			return size{}, err
		}
	}
	id, err := d.do(ctx, d.on(n))
	if err != nil || id == "" { // the lot left the customer out
		return size{}, err
	}
	after, err := b.sizeOf(ctx, kase{op.about().kind, id})
	return after.less(before), err
}

// waiting opens cases, leaves them alone, and looks again.
func (b *bench) waiting(ctx context.Context) error {
	cases, err := b.open(ctx)
	if err != nil {
		return err
	}
	before, err := b.sizesOf(ctx, cases)
	if err != nil {
		return err
	}
	cpuBefore, err := b.stage.cpu()
	if err != nil {
		return err
	}
	if err := pause(ctx, b.idle); err != nil {
		return err
	}
	cpuAfter, err := b.stage.cpu()
	if err != nil {
		return err
	}
	after, err := b.sizesOf(ctx, cases)
	if err != nil {
		return err
	}
	w := &b.report.waited
	w.cases, w.events = map[operation]int{}, map[operation]int64{}
	for op, ids := range cases {
		w.cases[op] = len(ids)
		for i := range ids {
			w.events[op] += after[op][i].events - before[op][i].events
		}
	}
	c, spent := b.counter, cpuAfter.less(cpuBefore)
	w.time, w.open = b.idle, len(c.complaints.recent(endless))+len(c.cycles.recent(endless))+len(c.accounts.recent(endless))
	w.cpu = (spent.serve + spent.postgres).Seconds() / b.idle.Seconds()
	return nil
}

// open opens some cases of each sort.
func (b *bench) open(ctx context.Context) (map[operation][]string, error) {
	cases := map[operation][]string{}
	for op := range operations {
		if !op.about().opens {
			continue
		}
		d, err := b.deed(ctx, op)
		for n := 0; n < b.cases && err == nil; n++ {
			var id string
			if id, err = d.do(ctx, ""); id != "" {
				cases[op] = append(cases[op], id)
			}
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", op, err)
		}
	}
	return cases, nil
}

func (b *bench) sizesOf(ctx context.Context, cases map[operation][]string) (map[operation][]size, error) {
	sizes := map[operation][]size{}
	for op, ids := range cases {
		for _, id := range ids {
			s, err := b.sizeOf(ctx, kase{op.about().kind, id})
			if err != nil {
				return nil, err
			}
			sizes[op] = append(sizes[op], s)
		}
	}
	return sizes, nil
}

func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

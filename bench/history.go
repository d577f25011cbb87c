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

// sizeOf asks Temporal how long a case's history is.
func (b *bench) sizeOf(ctx context.Context, id string) (size, error) {
	d, err := b.bare.Client.DescribeWorkflowExecution(ctx, contract.WorkflowID(contract.Complaint, id), "")
	if err != nil {
		return size{}, fmt.Errorf("asking for the history of a case: %w", err)
	}
	info := d.GetWorkflowExecutionInfo()
	return size{info.GetHistoryLength(), info.GetHistorySizeBytes()}, nil
}

// histories finds what an opening and a staff action add to a history: the largest of several.
func (b *bench) histories(ctx context.Context) error {
	b.report.history = map[operation]size{}
	for range b.cases {
		id, err := b.counter.open(ctx, time.Time{})
		if err != nil {
			return err
		}
		last := size{}
		for op, do := range []func(context.Context, string) error{
			opening: func(context.Context, string) error { return nil },
			action:  b.counter.note,
			moving:  b.counter.classify,
		} {
			if err := do(ctx, id); err != nil {
				return err
			}
			now, err := b.sizeOf(ctx, id)
			if err != nil {
				return err
			}
			most, added := b.report.history[operation(op)], now.less(last)
			b.report.history[operation(op)] = size{max(most.events, added.events), max(most.bytes, added.bytes)}
			last = now
		}
	}
	return nil
}

// waiting looks at open cases, leaves them alone, and looks again.
func (b *bench) waiting(ctx context.Context) error {
	ids := b.counter.recent(b.cases)
	before, err := b.sizesOf(ctx, ids)
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
	after, err := b.sizesOf(ctx, ids)
	if err != nil {
		return err
	}
	for i := range ids {
		b.report.waited.events += after[i].events - before[i].events
	}
	spent := cpuAfter.less(cpuBefore)
	b.report.waited.cases, b.report.waited.time, b.report.waited.open = len(ids), b.idle, len(b.counter.recent(1<<30))
	b.report.waited.cpu = (spent.serve + spent.postgres).Seconds() / b.idle.Seconds()
	return nil
}

func (b *bench) sizesOf(ctx context.Context, ids []string) ([]size, error) {
	sizes := make([]size, len(ids))
	for i, id := range ids {
		var err error
		if sizes[i], err = b.sizeOf(ctx, id); err != nil {
			return nil, err
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

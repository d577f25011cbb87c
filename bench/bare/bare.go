// Package bare is what carebook is measured against: an empty workflow on the same Temporal server, on a task queue of its
// own, with a worker and a client in this process.
//
// It does what any case must do and nothing more: it has one timer, and answers updates, either with nothing or with one
// local activity that commits three rows. Business, and how long anything took, don't belong here.
package bare

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/google/uuid"
	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"
)

const (
	taskQueue = "bench"
	process   = "Empty"
	update    = "act"
)

// Bare is the worker and the client of empty workflows.
type Bare struct {
	Client client.Client
	hands  *hands
	wakes  *wakes
	worker worker.Worker
}

// Start connects to Temporal and to a database for the three rows, and begins to poll with carebook's own settings.
func Start(ctx context.Context, temporal, namespace, database string) (*Bare, error) {
	pool, err := openPool(ctx, database)
	if err != nil {
		return nil, err
	}
	quiet := log.NewStructuredLogger(slog.New(slog.DiscardHandler))
	c, err := client.DialContext(ctx, client.Options{HostPort: temporal, Namespace: namespace, Logger: quiet})
	if err != nil {
		pool.Close()
		return nil, fmt.Errorf("connecting to Temporal: %w", err)
	}
	b := &Bare{Client: c, hands: &hands{pool}, wakes: newWakes()}
	b.worker = worker.New(c, taskQueue, worker.Options{MaxConcurrentWorkflowTaskPollers: 10, MaxConcurrentActivityTaskPollers: 2})
	b.worker.RegisterWorkflowWithOptions(b.empty, workflow.RegisterOptions{Name: process})
	b.worker.RegisterActivityWithOptions(b.hands.ThreeRows, activity.RegisterOptions{Name: threeRows})
	if err := b.worker.Start(); err != nil {
		c.Close()
		pool.Close()
		return nil, fmt.Errorf("starting the worker of empty workflows: %w", err)
	}
	return b, nil
}

// Stop ends the worker first, then what it used.
func (b *Bare) Stop() {
	b.worker.Stop()
	b.Client.Close()
	b.hands.pool.Close()
}

// start is the input of an empty workflow.
type start struct {
	ID   string    `json:"id"`
	Wake time.Time `json:"wake"` // when its timer rings
}

// message asks an empty workflow to answer, or to commit three rows first.
type message struct {
	Rows bool `json:"rows"`
}

type receipt struct {
	Seq int64 `json:"seq"`
}

// empty waits for its timer and answers updates; when the timer has rung it sets another, as a case does.
func (b *Bare) empty(ctx workflow.Context, in start) error {
	answered := int64(0)
	err := workflow.SetUpdateHandler(ctx, update, func(ctx workflow.Context, m message) (receipt, error) {
		if m.Rows {
			if err := workflow.ExecuteLocalActivity(localOptions(ctx), threeRows, in.ID).Get(ctx, nil); err != nil {
				return receipt{}, err
			}
		}
		answered++
		return receipt{answered}, nil
	})
	if err != nil {
		return err
	}
	if err := workflow.NewTimer(ctx, in.Wake.Sub(workflow.Now(ctx))).Get(ctx, nil); err != nil {
		return err
	}
	if !workflow.IsReplaying(ctx) {
		b.wakes.note(in.ID)
	}
	return workflow.NewTimer(ctx, 24*time.Hour).Get(ctx, nil)
}

// Open starts an empty workflow whose timer rings at wake, and waits for its first answer: one Update-with-Start.
func (b *Bare) Open(ctx context.Context, id string, rows bool, wake time.Time) error {
	first := b.Client.NewWithStartWorkflowOperation(client.StartWorkflowOptions{
		ID: id, TaskQueue: taskQueue, WorkflowIDConflictPolicy: enumspb.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
	}, process, start{id, wake})
	handle, err := b.Client.UpdateWithStartWorkflow(ctx, client.UpdateWithStartWorkflowOptions{
		StartWorkflowOperation: first, UpdateOptions: updateOptions("", rows),
	})
	return answer(ctx, handle, err)
}

// Act is one Update of a running empty workflow.
func (b *Bare) Act(ctx context.Context, id string, rows bool) error {
	handle, err := b.Client.UpdateWorkflow(ctx, updateOptions(id, rows))
	return answer(ctx, handle, err)
}

func updateOptions(workflowID string, rows bool) client.UpdateWorkflowOptions {
	return client.UpdateWorkflowOptions{
		WorkflowID: workflowID, UpdateID: uuid.NewString(), UpdateName: update, Args: []any{message{rows}},
		WaitForStage: client.WorkflowUpdateStageCompleted,
	}
}

func answer(ctx context.Context, handle client.WorkflowUpdateHandle, err error) error {
	if err != nil {
		return err
	}
	return handle.Get(ctx, nil)
}

// Watch forgets earlier wakes; the channel is closed when n more workflows have been woken by their timers.
func (b *Bare) Watch(n int) <-chan struct{} { return b.wakes.watch(n) }

// Woken are the moments at which workflows resumed from their timers since Watch.
func (b *Bare) Woken() []time.Time { return b.wakes.all() }

// wakes notes the first moment at which each workflow resumed: a task that is done again isn't a second wake.
type wakes struct {
	mu   sync.Mutex
	at   map[string]time.Time
	want int
	done chan struct{}
}

func newWakes() *wakes { return &wakes{at: map[string]time.Time{}} }

func (w *wakes) note(id string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if _, ok := w.at[id]; ok {
		return
	}
	w.at[id] = time.Now()
	if w.done != nil && len(w.at) == w.want {
		close(w.done)
	}
}

func (w *wakes) watch(n int) <-chan struct{} {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.at, w.want, w.done = map[string]time.Time{}, n, make(chan struct{})
	return w.done
}

func (w *wakes) all() []time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	var all []time.Time
	for _, at := range w.at {
		all = append(all, at)
	}
	return all
}

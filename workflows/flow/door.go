package flow

import (
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"carebook/contract"
)

// Record is the ledger door: the only way from a process into the books. It is a local activity first, because that costs
// one event; when the books are slow or away it becomes a regular activity that is retried for long. Either may have
// committed without our seeing the answer: the effect's key makes that harmless.
func Record(ctx workflow.Context, in contract.Record) (contract.Recorded, error) {
	var out contract.Recorded
	local := workflow.WithLocalActivityOptions(ctx, workflow.LocalActivityOptions{
		StartToCloseTimeout:    3 * time.Second,
		ScheduleToCloseTimeout: 5 * time.Second,
		RetryPolicy:            &temporal.RetryPolicy{InitialInterval: 200 * time.Millisecond, MaximumAttempts: 2},
	})
	if err := workflow.ExecuteLocalActivity(local, contract.ActivityRecord, in).Get(ctx, &out); err == nil {
		return out, nil
	} else if temporal.IsCanceledError(err) {
		return out, err
	}
	regular := workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		StartToCloseTimeout: time.Minute, // ending a festival is one transaction for all who weren't greeted
		HeartbeatTimeout:    15 * time.Second,
		RetryPolicy:         &temporal.RetryPolicy{InitialInterval: time.Second, MaximumInterval: time.Minute},
	})
	var again contract.Recorded
	err := workflow.ExecuteActivity(regular, contract.ActivityRecord, in).Get(ctx, &again)
	return again, err
}

package workflows

import (
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"carebook/contract"
)

// Import carries out the rows of a workbook, part by part, until none waits. It knows no row: where the import stands is in
// the books, and a part that was broken off goes on from there.
func Import(ctx workflow.Context, start contract.ImportStart) (contract.ImportEnd, error) {
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		StartToCloseTimeout: 30 * time.Minute,
		HeartbeatTimeout:    15 * time.Second, // how soon another worker goes on after a crash
		RetryPolicy:         &temporal.RetryPolicy{InitialInterval: time.Second, MaximumInterval: time.Minute},
	})
	var end contract.ImportEnd
	for {
		var step contract.ImportStep
		if err := workflow.ExecuteActivity(ctx, contract.ActivityImportRows, start).Get(ctx, &step); err != nil {
			return end, err
		}
		end.Done += step.Done
		if step.Left == 0 {
			return end, nil
		}
	}
}

package workflows

import (
	"time"

	"go.temporal.io/sdk/workflow"

	"carebook/contract"
)

// Periods begins what a schedule has to begin by now: it is started at each moment at which there is something, and is only the clock.
// Which rounds those are, and that each begins once, the books know; so a start that was missed or doubled changes nothing.
func Periods(ctx workflow.Context, start contract.PeriodsStart) (begun int, err error) {
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{StartToCloseTimeout: time.Minute})
	err = workflow.ExecuteActivity(ctx, contract.ActivityBeginPeriods, start).Get(ctx, &begun)
	return begun, err
}

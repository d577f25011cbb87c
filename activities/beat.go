package activities

import (
	"context"
	"time"

	"go.temporal.io/sdk/activity"
)

// beatsEvery leaves room for two beats that are lost before the ledger door takes the worker for dead.
const beatsEvery = 4 * time.Second

// beat tells Temporal that a regular activity goes on, until the function it returns is called: so a worker that has died is noticed
// long before the longest transaction would be over.
func beat(ctx context.Context) (end func()) {
	if !activity.IsActivity(ctx) || activity.GetInfo(ctx).IsLocalActivity {
		return func() {}
	}
	ctx, end = context.WithCancel(ctx)
	go func() {
		for ticker := time.NewTicker(beatsEvery); ; {
			select {
			case <-ctx.Done():
				ticker.Stop()
				return
			case <-ticker.C:
				activity.RecordHeartbeat(ctx)
			}
		}
	}()
	return end
}

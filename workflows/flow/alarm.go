package flow

import (
	"time"

	"go.temporal.io/sdk/workflow"
)

// Alarm is the one timer of a case. It rings at the earliest mark of the case's open obligations; when that moment moves,
// the timer is replaced; when there is none, no timer runs and the case costs nothing.
type Alarm struct {
	at     time.Time
	future workflow.Future
	cancel workflow.CancelFunc
}

// Set makes the alarm ring at a moment; the zero moment takes it away. Setting it to the moment it has adds no event.
func (a *Alarm) Set(ctx workflow.Context, at time.Time) {
	if a.future != nil && a.at.Equal(at) {
		return
	}
	if a.cancel != nil {
		a.cancel()
		*a = Alarm{}
	}
	if at.IsZero() {
		return
	}
	timerCtx, cancel := workflow.WithCancel(ctx)
	*a = Alarm{at: at, cancel: cancel, future: workflow.NewTimer(timerCtx, at.Sub(workflow.Now(ctx)))}
}

// Rang reports whether the moment has come.
func (a *Alarm) Rang() bool { return a.future != nil && a.future.IsReady() }

// Clear forgets a timer that rang, so that the same moment can be set again.
func (a *Alarm) Clear() { *a = Alarm{} }

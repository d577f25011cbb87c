package activities_test

import (
	"context"
	"testing"
	"time"

	"go.temporal.io/sdk/interceptor"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/worker"
	"gorm.io/gorm"

	"carebook/activities"
	"carebook/contract"
	"carebook/internal/booktest"
	"carebook/models"
	"carebook/policies"
)

// listener hears the beats of activities.
type listener struct {
	interceptor.WorkerInterceptorBase
	beat chan struct{}
}

func (l *listener) InterceptActivity(_ context.Context, next interceptor.ActivityInboundInterceptor) interceptor.ActivityInboundInterceptor {
	return &listensIn{interceptor.ActivityInboundInterceptorBase{Next: next}, l}
}

type listensIn struct {
	interceptor.ActivityInboundInterceptorBase
	*listener
}

func (l *listensIn) Init(out interceptor.ActivityOutboundInterceptor) error {
	return l.Next.Init(&listensOut{interceptor.ActivityOutboundInterceptorBase{Next: out}, l.beat})
}

type listensOut struct {
	interceptor.ActivityOutboundInterceptorBase
	beat chan struct{}
}

func (l *listensOut) RecordHeartbeat(ctx context.Context, details ...any) {
	l.beat <- struct{}{}
	l.Next.RecordHeartbeat(ctx, details...)
}

// slowShelf hands out no policy before it has heard a beat.
type slowShelf struct {
	booktest.Shelf
	t    *testing.T
	beat chan struct{}
}

func (s slowShelf) Policy(tx *gorm.DB, kind contract.Kind, profile string, at time.Time) (*policies.Policy, policies.Profile, error) {
	select {
	case <-s.beat:
	case <-time.After(30 * time.Second):
		s.t.Error("no beat")
	}
	return s.Shelf.Policy(tx, kind, profile, at)
}

func TestATransactionThatTakesLongTellsTemporalThatItGoesOn(t *testing.T) {
	t.Parallel()
	b := booktest.OpenSQLite(t)
	in, shelf := opening(t, b), slowShelf{newShelf(t), t, make(chan struct{}, 9)}
	var suite testsuite.WorkflowTestSuite
	env := suite.NewTestActivityEnvironment()
	env.SetTestTimeout(time.Minute)
	env.SetWorkerOptions(worker.Options{Interceptors: []interceptor.WorkerInterceptor{&listener{beat: shelf.beat}}})
	env.RegisterActivity((&activities.Ledger{Books: b, Shelf: shelf}).Record)
	value, err := env.ExecuteActivity((&activities.Ledger{}).Record, in)
	var out contract.Recorded
	if err == nil {
		err = value.Get(&out)
	}
	if err != nil || out.Outcome != contract.Written {
		t.Errorf("%+v, %v", out, err)
	}
	if k, err := models.CaseByID(b.DB, in.Case); err != nil || k.Seq != 1 {
		t.Errorf("%+v, %v", k, err)
	}
}

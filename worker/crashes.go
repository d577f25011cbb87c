package worker

import (
	"go.temporal.io/sdk/interceptor"
	"go.temporal.io/sdk/workflow"

	"carebook/internal/failpoint"
)

// crashes puts two failpoints where only the SDK passes by: between a handler's end and the reply, and at
// continue-as-new. It is installed in test builds only.
type crashes struct {
	interceptor.WorkerInterceptorBase
}

func (crashes) InterceptWorkflow(
	ctx workflow.Context, next interceptor.WorkflowInboundInterceptor,
) interceptor.WorkflowInboundInterceptor {
	i := &crashInbound{}
	i.Next = next
	return i
}

type crashInbound struct {
	interceptor.WorkflowInboundInterceptorBase
}

func (i *crashInbound) ExecuteUpdate(ctx workflow.Context, in *interceptor.UpdateInput) (any, error) {
	out, err := i.Next.ExecuteUpdate(ctx, in)
	if !workflow.IsReplaying(ctx) {
		failpoint.Hit(failpoint.BeforeUpdateReply)
	}
	return out, err
}

func (i *crashInbound) ExecuteWorkflow(ctx workflow.Context, in *interceptor.ExecuteWorkflowInput) (any, error) {
	out, err := i.Next.ExecuteWorkflow(ctx, in)
	if workflow.IsContinueAsNewError(err) && !workflow.IsReplaying(ctx) {
		failpoint.Hit(failpoint.DuringContinueAsNew)
	}
	return out, err
}

package dispatch

import (
	"context"
	"errors"
	"fmt"
	"time"

	commonpb "go.temporal.io/api/common/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/durationpb"

	"carebook/contract"
)

func describeNamespace(name string) *workflowservice.DescribeNamespaceRequest {
	return &workflowservice.DescribeNamespaceRequest{Namespace: name}
}

// MakeNamespace makes carebook's namespace in the Temporal service at address (host:port), which keeps the history of a
// finished workflow for retention; a namespace that is there keeps what it has, and made is false. It waits, as long as ctx
// lets it, for a service that is still starting, and until the service answers for the namespace.
func MakeNamespace(ctx context.Context, address string, retention time.Duration) (made bool, err error) {
	c, err := client.NewLazyClient(client.Options{HostPort: address, Namespace: contract.Namespace})
	if err != nil {
		return false, fmt.Errorf("making a client for Temporal at %s: %w", address, err)
	}
	defer c.Close()
	for {
		now, err := registerNamespace(ctx, c.WorkflowService(), retention)
		made = made || now
		if err == nil {
			err = answersFor(ctx, c.WorkflowService())
		}
		if err == nil {
			return made, nil
		}
		if !starting(err) {
			return made, fmt.Errorf("making namespace %s in Temporal at %s: %w", contract.Namespace, address, err)
		}
		select {
		case <-ctx.Done():
			return made, fmt.Errorf("making namespace %s in Temporal at %s: %w", contract.Namespace, address, err)
		case <-time.After(500 * time.Millisecond):
		}
	}
}

func registerNamespace(ctx context.Context, s workflowservice.WorkflowServiceClient, retention time.Duration) (bool, error) {
	_, err := s.RegisterNamespace(ctx, &workflowservice.RegisterNamespaceRequest{
		Namespace: contract.Namespace, WorkflowExecutionRetentionPeriod: durationpb.New(retention),
	})
	var exists *serviceerror.NamespaceAlreadyExists
	if errors.As(err, &exists) {
		return false, nil
	}
	return err == nil, err
}

// answersFor asks for a workflow that isn't there: only a service to which the namespace's making has come through, some
// seconds later, can say so.
func answersFor(ctx context.Context, s workflowservice.WorkflowServiceClient) error {
	_, err := s.DescribeWorkflowExecution(ctx, &workflowservice.DescribeWorkflowExecutionRequest{
		Namespace: contract.Namespace, Execution: &commonpb.WorkflowExecution{WorkflowId: "namespace-ready"},
	})
	var notFound *serviceerror.NotFound
	if errors.As(err, &notFound) {
		return nil
	}
	return err
}

// starting reports whether an error is what a service answers, or doesn't, before it is whole.
func starting(err error) bool {
	var unknown *serviceerror.NamespaceNotFound
	if errors.As(err, &unknown) {
		return true
	}
	switch serviceerror.ToStatus(err).Code() {
	case codes.Unavailable, codes.DeadlineExceeded, codes.ResourceExhausted:
		return true
	}
	return false
}

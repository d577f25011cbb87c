package dispatch

import (
	"context"
	"errors"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"

	"carebook/contract"
)

// StartImport starts the workflow that carries out an import. One that runs or has done its work isn't started again; one
// that somebody stopped is.
func (s *Sender) StartImport(ctx context.Context, id string) error {
	ctx, judge, cancel := s.begin(ctx)
	defer cancel()
	_, err := s.Client.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
		ID:                       contract.ImportWorkflowID(id),
		TaskQueue:                contract.TaskQueue,
		WorkflowIDConflictPolicy: enumspb.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
		WorkflowIDReusePolicy:    enumspb.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE_FAILED_ONLY,
	}, contract.WorkflowImport, contract.ImportStart{Import: id})
	var done *serviceerror.WorkflowExecutionAlreadyStarted
	if errors.As(err, &done) {
		return nil
	}
	return judge(err)
}

package workflows_test

import (
	"context"
	"errors"
	"testing"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/testsuite"

	"carebook/contract"
	"carebook/workflows"
)

func TestAnImportGoesOnUntilNoRowWaitsWhateverFailsOnTheWay(t *testing.T) {
	var suite testsuite.WorkflowTestSuite
	env := suite.NewTestWorkflowEnvironment()
	calls := 0
	env.RegisterActivityWithOptions(func(_ context.Context, in contract.ImportStart) (contract.ImportStep, error) {
		switch calls++; {
		case in.Import != "0197":
			return contract.ImportStep{}, errors.New("another import")
		case calls == 2 || calls == 3:
			return contract.ImportStep{}, errors.New("the books are away")
		case calls == 5:
			return contract.ImportStep{Done: 7}, nil
		}
		return contract.ImportStep{Done: 1000, Left: 1007}, nil
	}, activity.RegisterOptions{Name: contract.ActivityImportRows})
	env.ExecuteWorkflow(workflows.Import, contract.ImportStart{Import: "0197"})
	var end contract.ImportEnd
	if err := env.GetWorkflowResult(&end); err != nil {
		t.Fatal(err)
	}
	if end.Done != 2007 || calls != 5 {
		t.Errorf("%+v after %d calls", end, calls)
	}
}

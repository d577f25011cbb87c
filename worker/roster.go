package worker

import (
	"log/slog"
	"maps"
	"slices"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/interceptor"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"carebook/activities"
	"carebook/contract"
	"carebook/internal/failpoint"
	"carebook/workflows"
)

// processes is the roster: every workflow that a worker can run, by the name that histories know it by.
var processes = map[string]any{
	contract.WorkflowComplaint: workflows.Complaint,
	contract.WorkflowArchive:   workflows.Archive,
	contract.WorkflowCredit:    workflows.Credit,
	contract.WorkflowLead:      workflows.Lead,
	contract.WorkflowLoan:      workflows.Loan,
	contract.WorkflowErasure:   workflows.Erasure,
	contract.WorkflowRetention: workflows.Retention,
	contract.WorkflowCampaign:  workflows.Campaign,
	contract.WorkflowVisit:     workflows.Visit,
	contract.WorkflowVisitPlan: workflows.VisitPlan,
	contract.WorkflowImport:    workflows.Import,
	contract.WorkflowPeriods:   workflows.Periods,

	contract.WorkflowReturnVisit: workflows.ReturnVisit,
}

// registry is what both a worker and a replayer offer.
type registry interface {
	RegisterWorkflowWithOptions(w any, options workflow.RegisterOptions)
}

// RegisterProcesses puts the roster of workflows on a worker or a replayer.
func RegisterProcesses(r registry) {
	for name, process := range processes {
		r.RegisterWorkflowWithOptions(process, workflow.RegisterOptions{Name: name})
	}
}

// Processes are the names of the roster's workflows, in order.
func Processes() []string { return slices.Sorted(maps.Keys(processes)) }

// New makes a worker with the whole roster. It polls when it is started.
func New(c client.Client, ledger *activities.Ledger, imports *activities.Imports, periods *activities.Periods, log *slog.Logger) worker.Worker {
	w := worker.New(c, contract.TaskQueue, worker.Options{
		MaxConcurrentWorkflowTaskPollers: 10,
		MaxConcurrentActivityTaskPollers: 2,
		Interceptors:                     interceptors(),
		OnFatalError:                     func(err error) { log.Error("worker stopped", "error", err) },
	})
	RegisterProcesses(w)
	w.RegisterActivityWithOptions(ledger.Record, activity.RegisterOptions{Name: contract.ActivityRecord})
	w.RegisterActivityWithOptions(imports.Rows, activity.RegisterOptions{Name: contract.ActivityImportRows})
	w.RegisterActivityWithOptions(periods.Begin, activity.RegisterOptions{Name: contract.ActivityBeginPeriods})
	return w
}

// interceptors are none in an ordinary build; a test build may die between a decision and its answer.
func interceptors() []interceptor.WorkerInterceptor {
	if !failpoint.Enabled {
		return nil
	}
	return []interceptor.WorkerInterceptor{&crashes{}}
}

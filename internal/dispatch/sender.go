package dispatch

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"

	"carebook/contract"
)

// Errors of sending. Anything else is a fault of ours. A validator's refusal is a *contract.Refusal.
var (
	ErrAway = errors.New("can't reach Temporal")             // nothing was sent
	ErrLate = errors.New("no answer in time")                // it may have happened, or may happen still
	ErrGone = errors.New("the case has no running workflow") // ended, or never opened
)

// Sender sends commands to cases and asks them for their state.
type Sender struct {
	Client client.Client
	Renew  int           // events or updates after which a case's history begins anew
	Wait   time.Duration // how long to wait for an answer

	log        *slog.Logger
	attributes atomic.Int32 // 0 not asked yet, 1 registered, 2 not
}

// NewSender makes a sender with the waiting time of the counter.
func NewSender(c client.Client, renew int, log *slog.Logger) *Sender {
	return &Sender{Client: c, Renew: renew, Wait: 10 * time.Second, log: log}
}

// Open starts a case's workflow and opens it in one step. A case whose workflow runs already is not started again
// (USE_EXISTING): the command's id is the update's id, so a repeated opening gets the first one's answer. A workflow that
// ended as "not opened" may be started again; one that did its work never is.
func (s *Sender) Open(ctx context.Context, kind contract.Kind, caseID string, m contract.Message) (contract.Receipt, error) {
	ctx, judge, cancel := s.begin(ctx)
	defer cancel()
	r, err := s.open(ctx, kind, caseID, m, s.attributesOf(ctx, kind, m.Facts.Unit))
	if unmapped(err) {
		s.attributes.Store(0) // registered a moment ago, and not yet known in every corner of Temporal: asked again
		r, err = s.open(ctx, kind, caseID, m, temporal.SearchAttributes{})
	}
	return r, judge(err)
}

func (s *Sender) open(
	ctx context.Context, kind contract.Kind, caseID string, m contract.Message, attributes temporal.SearchAttributes,
) (contract.Receipt, error) {
	start := s.Client.NewWithStartWorkflowOperation(client.StartWorkflowOptions{
		ID:                       contract.WorkflowID(kind, caseID),
		TaskQueue:                contract.TaskQueue,
		WorkflowIDConflictPolicy: enumspb.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
		WorkflowIDReusePolicy:    enumspb.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE_FAILED_ONLY,
		TypedSearchAttributes:    attributes,
	}, kind.Workflow(), contract.Start[any]{Case: caseID, Renew: s.Renew})
	handle, err := s.Client.UpdateWithStartWorkflow(ctx, client.UpdateWithStartWorkflowOptions{
		StartWorkflowOperation: start,
		UpdateOptions: client.UpdateWorkflowOptions{
			UpdateID: m.Command, UpdateName: contract.UpdateOpen, Args: []any{m},
			WaitForStage: client.WorkflowUpdateStageCompleted,
		},
	})
	return receipt(ctx, handle, err)
}

// attributesOf are the search attributes of a new case; none where Temporal doesn't know them.
func (s *Sender) attributesOf(ctx context.Context, kind contract.Kind, unit string) temporal.SearchAttributes {
	if s.attributes.Load() == 0 {
		known, err := registered(ctx, s.Client)
		if err != nil {
			return temporal.SearchAttributes{} // asked again at the next opening
		}
		s.attributes.Store(2)
		if known {
			s.attributes.Store(1)
		} else {
			s.log.WarnContext(ctx, "search attributes are not registered: cases start without them")
		}
	}
	if s.attributes.Load() != 1 {
		return temporal.SearchAttributes{}
	}
	return temporal.NewSearchAttributes(attributeKind.ValueSet(string(kind)), attributeUnit.ValueSet(unit))
}

// Act carries a later command to a running case. It never starts one.
func (s *Sender) Act(ctx context.Context, kind contract.Kind, caseID string, m contract.Message) (contract.Receipt, error) {
	return s.update(ctx, kind, caseID, client.UpdateWorkflowOptions{
		UpdateID: m.Command, UpdateName: contract.UpdateAct, Args: []any{m},
	})
}

// Sync asks a case to look at the books: for events it missed, and for marks whose moment has come.
func (s *Sender) Sync(ctx context.Context, kind contract.Kind, caseID string) (contract.Receipt, error) {
	return s.update(ctx, kind, caseID, client.UpdateWorkflowOptions{UpdateName: contract.UpdateSync})
}

// Recount asks a case to count what it owes by an edition of its calendar. Asked again, it is the same update.
func (s *Sender) Recount(ctx context.Context, kind contract.Kind, caseID string, edition int64) (contract.Receipt, error) {
	return s.update(ctx, kind, caseID, client.UpdateWorkflowOptions{
		UpdateID: contract.Effect{Case: caseID, Calendar: edition}.Key(), UpdateName: contract.UpdateRecount,
		Args: []any{contract.Recount{Calendar: edition}},
	})
}

func (s *Sender) update(
	ctx context.Context, kind contract.Kind, caseID string, o client.UpdateWorkflowOptions,
) (contract.Receipt, error) {
	ctx, judge, cancel := s.begin(ctx)
	defer cancel()
	o.WorkflowID, o.WaitForStage = contract.WorkflowID(kind, caseID), client.WorkflowUpdateStageCompleted
	handle, err := s.Client.UpdateWorkflow(ctx, o)
	r, err := receipt(ctx, handle, err)
	return r, judge(err)
}

// State asks the workflow itself where the case stands; into points to the state of its kind.
func (s *Sender) State(ctx context.Context, kind contract.Kind, caseID string, into any) error {
	return s.query(ctx, kind, caseID, contract.QueryState, into)
}

// Actions asks the workflow itself what the present state of the case allows.
func (s *Sender) Actions(ctx context.Context, kind contract.Kind, caseID string) (open []contract.OpenAction, err error) {
	err = s.query(ctx, kind, caseID, contract.QueryActions, &open)
	return open, err
}

func (s *Sender) query(ctx context.Context, kind contract.Kind, caseID, name string, into any) error {
	ctx, judge, cancel := s.begin(ctx)
	defer cancel()
	value, err := s.Client.QueryWorkflow(ctx, contract.WorkflowID(kind, caseID), "", name)
	if err != nil {
		return judge(err)
	}
	if err := value.Get(into); err != nil {
		return fmt.Errorf("reading the %s of a case: %w", name, err)
	}
	return nil
}

// Ready really asks Temporal: for the namespace, which lives in its store.
func (s *Sender) Ready(ctx context.Context) error {
	_, err := s.Client.WorkflowService().DescribeNamespace(ctx, describeNamespace(contract.Namespace))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrAway, err)
	}
	return nil
}

func receipt(ctx context.Context, handle client.WorkflowUpdateHandle, err error) (contract.Receipt, error) {
	var r contract.Receipt
	if err == nil {
		err = handle.Get(ctx, &r)
	}
	if err != nil {
		return contract.Receipt{}, err
	}
	return r, nil
}

// translate is the one place that decides what an error of Temporal means to whoever sent a command.
func translate(err error) error {
	if err == nil {
		return nil
	}
	var app *temporal.ApplicationError
	if errors.As(err, &app) {
		return rejection(app)
	}
	var (
		notFound  *serviceerror.NotFound
		done      *serviceerror.WorkflowExecutionAlreadyStarted
		notReady  *serviceerror.WorkflowNotReady
		away      *serviceerror.Unavailable
		exhausted *serviceerror.ResourceExhausted
		unmade    *serviceerror.NamespaceNotFound // Temporal was started a moment ago
		cancelled *serviceerror.Canceled
		deadline  *serviceerror.DeadlineExceeded
		late      *client.WorkflowUpdateServiceTimeoutOrCanceledError
	)
	switch {
	case errors.As(err, &notFound), errors.As(err, &done):
		return fmt.Errorf("%w: %w", ErrGone, err)
	case errors.As(err, &late), errors.As(err, &deadline), errors.As(err, &cancelled), errors.As(err, &notReady),
		errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return fmt.Errorf("%w: %w", ErrLate, err)
	case errors.As(err, &away), errors.As(err, &exhausted), errors.As(err, &unmade):
		return fmt.Errorf("%w: %w", ErrAway, err)
	}
	return fmt.Errorf("asking Temporal: %w", err)
}

// completedUnderUpdate is how the server names an update that its workflow ended under.
const completedUnderUpdate = "AcceptedUpdateCompletedWorkflow"

func rejection(app *temporal.ApplicationError) error {
	if app.Type() == completedUnderUpdate {
		return fmt.Errorf("%w: %w", ErrLate, app)
	}
	var r contract.Refusal
	if app.Type() == contract.RejectedType && app.Details(&r) == nil {
		return &r
	}
	return fmt.Errorf("the case failed to answer: %w", app)
}

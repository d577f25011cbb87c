package dispatch_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"

	"carebook/contract"
	"carebook/internal/dispatch"
)

// Away says that nothing was sent: 503. Late says that it may have happened: 504. Gone is answered from the books.
func TestWhatErrorsOfTemporalMeanToWhoeverSentACommand(t *testing.T) {
	for name, c := range map[string]struct{ err, want error }{
		"no such workflow":        {serviceerror.NewNotFound("workflow not found"), dispatch.ErrGone},
		"already completed":       {serviceerror.NewNotFound("workflow execution already completed"), dispatch.ErrGone},
		"opening an ended case":   {serviceerror.NewWorkflowExecutionAlreadyStarted("ended", "request", "run"), dispatch.ErrGone},
		"no connection":           {serviceerror.NewUnavailable("connection refused"), dispatch.ErrAway},
		"no namespace yet":        {serviceerror.NewNamespaceNotFound("carebook"), dispatch.ErrAway},
		"a busy service":          {serviceerror.NewResourceExhausted(enumspb.RESOURCE_EXHAUSTED_CAUSE_RPS_LIMIT, "busy"), dispatch.ErrAway},
		"deadline of the service": {serviceerror.NewDeadlineExceeded("late"), dispatch.ErrLate},
		"cancelled by the client": {serviceerror.NewCanceled("gone"), dispatch.ErrLate},
		"no worker yet":           {serviceerror.NewWorkflowNotReady("no task yet"), dispatch.ErrLate},
		"our own deadline":        {context.DeadlineExceeded, dispatch.ErrLate},
		"our own caller":          {context.Canceled, dispatch.ErrLate},
		"no answer to an update":  {client.NewWorkflowUpdateServiceTimeoutOrCanceledError(context.DeadlineExceeded), dispatch.ErrLate},
		// It may have been sent before the connection broke.
		"broken while waiting":     {client.NewWorkflowUpdateServiceTimeoutOrCanceledError(serviceerror.NewUnavailable("reset")), dispatch.ErrLate},
		"ended under the update":   {temporal.NewApplicationError("completed", "AcceptedUpdateCompletedWorkflow"), dispatch.ErrLate},
		"wrapped by somebody else": {fmt.Errorf("updating: %w", serviceerror.NewNotFound("gone")), dispatch.ErrGone},
	} {
		got := dispatch.Translate(c.err)
		for _, kind := range []error{dispatch.ErrAway, dispatch.ErrLate, dispatch.ErrGone} {
			if is, want := errors.Is(got, kind), kind == c.want; is != want { //nolint:errorlint // which of the three it should be
				t.Errorf("%s: is %q %v, want %v: %v", name, kind, is, want, got)
			}
		}
		if !errors.Is(got, c.err) {
			t.Errorf("%s: the cause is lost: %v", name, got)
		}
	}
}

func TestARefusalOfTheValidatorComesBackAsARefusal(t *testing.T) {
	want := contract.Refused(contract.CodeWrongState, "V13-2.9", "action", "decide")
	var got *contract.Refusal
	err := dispatch.Translate(temporal.NewApplicationError(want.Error(), contract.RejectedType, *want))
	if !errors.As(err, &got) {
		t.Fatalf("%T %v", err, err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestAnyOtherErrorIsAFaultOfOurs(t *testing.T) {
	for name, err := range map[string]error{
		"a handler that failed":     temporal.NewApplicationError("broken", "Broken"),
		"a refusal without details": temporal.NewApplicationError("broken", contract.RejectedType),
		"a wrong request":           serviceerror.NewInvalidArgument("wrong"),
		"anything":                  errors.New("anything"),
	} {
		got := dispatch.Translate(err)
		var refusal *contract.Refusal
		if errors.Is(got, dispatch.ErrAway) || errors.Is(got, dispatch.ErrLate) || errors.Is(got, dispatch.ErrGone) ||
			errors.As(got, &refusal) || !errors.Is(got, err) {
			t.Errorf("%s: %v", name, got)
		}
	}
}

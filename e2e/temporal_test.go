package e2e_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/log"

	"carebook/e2e/checker"
)

const namespace = "carebook"

// temporal is a plain client, without carebook's codec: it asks what runs, never what it knows.
func (h *house) temporal() client.Client {
	h.t.Helper()
	c, err := client.NewLazyClient(client.Options{HostPort: h.core, Namespace: namespace, Logger: noLog{}})
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(c.Close)
	return c
}

// live asks Temporal and the workflows about every case in the list, and for workflows that nobody has listed.
func (h *house) live(cases []string) (map[string]checker.Live, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	c := h.temporal()
	out := map[string]checker.Live{}
	for _, id := range cases {
		l, err := h.ofCase(ctx, c, id)
		if err != nil {
			return nil, fmt.Errorf("asking the workflow of %s: %w", id, err)
		}
		out[id] = l
	}
	for token := []byte(nil); ; {
		page, err := c.ListWorkflow(ctx, &workflowservice.ListWorkflowExecutionsRequest{
			Namespace: namespace, Query: "ExecutionStatus = 'Running'", NextPageToken: token,
		})
		if err != nil {
			return nil, fmt.Errorf("listing workflows: %w", err)
		}
		for _, e := range page.Executions {
			id := strings.TrimPrefix(e.Execution.WorkflowId, "complaint/")
			if _, known := out[id]; !known {
				out[id] = checker.Live{Running: true}
			}
		}
		if token = page.NextPageToken; len(token) == 0 {
			return out, nil
		}
	}
}

func (h *house) ofCase(ctx context.Context, c client.Client, id string) (l checker.Live, err error) {
	d, err := c.DescribeWorkflowExecution(ctx, "complaint/"+id, "")
	var none *serviceerror.NotFound
	if errors.As(err, &none) {
		return l, nil
	}
	if err != nil {
		return l, err
	}
	if l.Running = d.WorkflowExecutionInfo.Status == enumspb.WORKFLOW_EXECUTION_STATUS_RUNNING; !l.Running {
		return l, nil
	}
	a, err := h.ask("general-manager", http.MethodGet, "/complaints/"+id+"/state", "", nil)
	if err != nil {
		return l, err
	}
	if a.status != http.StatusOK && a.body.Code != "case_ended" {
		return l, fmt.Errorf("state: %d %s", a.status, a.raw)
	}
	l.Seq, l.Status = a.body.Seq, a.state()
	return l, nil
}

// noLog keeps the client's words out of the tests' output.
type noLog struct{}

var _ log.Logger = noLog{}

func (noLog) Debug(string, ...any) {}
func (noLog) Info(string, ...any)  {}
func (noLog) Warn(string, ...any)  {}
func (noLog) Error(string, ...any) {}

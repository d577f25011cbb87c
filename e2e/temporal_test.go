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
			id := e.Execution.WorkflowId
			for _, k := range kinds {
				id = strings.TrimPrefix(id, k.name+"/")
			}
			if _, known := out[id]; !known {
				out[id] = checker.Live{Running: true}
			}
		}
		if token = page.NextPageToken; len(token) == 0 {
			return out, nil
		}
	}
}

// kinds are the kinds of cases: what their workflows' ids begin with, where they are read, and by whom in each unit that has some.
var kinds = []struct {
	name, path string
	readers    []string
}{
	{"complaint", "/complaints/", []string{"general-manager", "prop-service"}}, {"archive", "/archives/", []string{"customer-director"}},
	{"lead", "/leads/", []string{"sales-manager"}}, {"returnvisit", "/return-visits/", []string{"prop-service"}},
	{"loan", "/loans/", []string{"general-manager", "prop-service"}}, {"retention", "/retentions/", []string{"prop-affairs-head", "customer-director"}}, {"credit", "/credits/", []string{"trade-head"}}, {"erasure", "/erasures/", []string{"general-manager", "prop-service"}},
	{"campaign", "/campaigns/", []string{"homes-manager"}},
}

// ofCase finds the workflow of a case of whatever kind; there is none when none of them has it.
func (h *house) ofCase(ctx context.Context, c client.Client, id string) (l checker.Live, err error) {
	for _, k := range kinds {
		d, err := c.DescribeWorkflowExecution(ctx, k.name+"/"+id, "")
		var none *serviceerror.NotFound
		if errors.As(err, &none) {
			continue
		}
		return h.says(d, err, k.readers, k.path+id)
	}
	return l, nil
}

func (h *house) says(d *workflowservice.DescribeWorkflowExecutionResponse, err error, readers []string, path string) (l checker.Live, _ error) {
	if err != nil {
		return l, err
	}
	if l.Running = d.WorkflowExecutionInfo.Status == enumspb.WORKFLOW_EXECUTION_STATUS_RUNNING; !l.Running {
		return l, nil
	}
	var a answer
	for _, reader := range readers {
		if a, err = h.ask(reader, http.MethodGet, path+"/state", "", nil); err != nil {
			return l, err
		}
		if a.status != http.StatusNotFound && a.status != http.StatusUnauthorized {
			break
		}
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

package dispatch

import "go.temporal.io/api/workflowservice/v1"

func describeNamespace(name string) *workflowservice.DescribeNamespaceRequest {
	return &workflowservice.DescribeNamespaceRequest{Namespace: name}
}

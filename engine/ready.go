//go:build !slim

package engine

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"time"

	commonpb "go.temporal.io/api/common/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	sdklog "go.temporal.io/sdk/log"
	"go.temporal.io/server/common"
	"google.golang.org/protobuf/types/known/durationpb"
)

// readyLimit is how long a server may take from its start until every shard answers.
const readyLimit = 30 * time.Second

// becomeReady makes the namespace and waits until every shard answers for it: the services are up well before that.
func (s *Server) becomeReady(ctx context.Context, namespace string) error {
	ctx, cancel := context.WithTimeout(ctx, readyLimit)
	defer cancel()
	c, err := client.NewLazyClient(client.Options{HostPort: s.address, Namespace: namespace,
		Logger: sdklog.NewStructuredLogger(slog.New(slog.DiscardHandler))})
	if err != nil {
		return fmt.Errorf("connecting to the server just started: %w", err)
	}
	defer c.Close()
	if err := ensureNamespace(ctx, c.WorkflowService(), namespace); err != nil {
		return fmt.Errorf("making namespace %s: %w", namespace, err)
	}
	if err := awaitShards(ctx, c.WorkflowService(), namespace); err != nil {
		return fmt.Errorf("waiting for the server just started: %w", err)
	}
	return nil
}

// ensureNamespace makes the namespace. One that is there keeps the retention it has.
func ensureNamespace(ctx context.Context, service workflowservice.WorkflowServiceClient, namespace string) error {
	_, err := service.RegisterNamespace(ctx, &workflowservice.RegisterNamespaceRequest{
		Namespace: namespace, WorkflowExecutionRetentionPeriod: durationpb.New(Retention)})
	var exists *serviceerror.NamespaceAlreadyExists
	if errors.As(err, &exists) {
		return nil
	}
	return err
}

// awaitShards asks each shard for a workflow that isn't there. Only a shard that has been taken over can say so.
func awaitShards(ctx context.Context, service workflowservice.WorkflowServiceClient, namespace string) error {
	ns, err := service.DescribeNamespace(ctx, &workflowservice.DescribeNamespaceRequest{Namespace: namespace})
	if err != nil {
		return err
	}
	asked := map[int32]bool{}
	for n := 0; len(asked) < Shards; n++ {
		id := "engine-ready-" + strconv.Itoa(n)
		shard := common.WorkflowIDToHistoryShard(ns.NamespaceInfo.Id, id, Shards)
		if asked[shard] {
			continue
		}
		asked[shard] = true
		if err := awaitShard(ctx, service, namespace, id); err != nil {
			return fmt.Errorf("shard %d of %d: %w", shard, Shards, err)
		}
	}
	return nil
}

// awaitShard asks one shard. A client that asked for the namespace before it was made has left a memory of that behind,
// which the server keeps for a moment.
func awaitShard(ctx context.Context, service workflowservice.WorkflowServiceClient, namespace, id string) error {
	for {
		_, err := service.DescribeWorkflowExecution(ctx, &workflowservice.DescribeWorkflowExecutionRequest{
			Namespace: namespace, Execution: &commonpb.WorkflowExecution{WorkflowId: id}})
		var notFound *serviceerror.NotFound
		var unknown *serviceerror.NamespaceNotFound
		if errors.As(err, &notFound) {
			return nil
		}
		if !errors.As(err, &unknown) {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(100 * time.Millisecond):
		}
	}
}

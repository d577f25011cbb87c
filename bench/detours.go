package main

import (
	"context"
	"fmt"

	enumspb "go.temporal.io/api/enums/v1"

	"carebook/contract"
)

// sample is how many histories are read after a burst.
const sample = 100

// detours looks into the histories of some cases whose marks have fired. Under pressure the ledger door falls back from a
// local activity to a regular one, and workflow tasks that nobody takes in time are given out again: both cost much more
// than the ordinary way, so a slow burst is explained here first.
func (b *bench) detours(ctx context.Context, r *burst) error {
	var ids []string
	err := b.stage.books.DB.WithContext(ctx).Raw("SELECT case_id FROM marks WHERE at = ? ORDER BY case_id LIMIT ?", b.due, sample).
		Scan(&ids).Error
	if err != nil {
		return err
	}
	for _, id := range ids {
		regular, lost, err := b.troubles(ctx, id)
		if err != nil {
			return err
		}
		r.looked++
		if regular {
			r.detours++
		}
		if lost {
			r.lost++
		}
	}
	return nil
}

func (b *bench) troubles(ctx context.Context, id string) (regular, lost bool, err error) {
	events := b.bare.Client.GetWorkflowHistory(ctx, contract.WorkflowID(contract.Complaint, id), "", false,
		enumspb.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
	for events.HasNext() {
		e, err := events.Next()
		if err != nil {
			return false, false, fmt.Errorf("reading the history of a case: %w", err)
		}
		switch e.GetEventType() {
		case enumspb.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED:
			regular = true
		case enumspb.EVENT_TYPE_WORKFLOW_TASK_TIMED_OUT, enumspb.EVENT_TYPE_WORKFLOW_TASK_FAILED:
			lost = true
		}
	}
	return regular, lost, nil
}

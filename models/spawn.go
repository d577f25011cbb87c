package models

import (
	"context"
	"encoding/json"
	"fmt"

	"carebook/contract"
)

// spawn lets the event that is being written bring a command for another case, in the same transaction: workers send it
// when that is committed. Who sent the command that led to the event stands behind this one too, so its rights aren't asked for
// again. An opening has no case yet: the one that it will open is returned.
func (w *writer) spawn(kind contract.Kind, caseID string, action contract.Action, facts contract.Facts) (string, error) {
	if action == contract.Open {
		caseID = w.id("case", string(kind), facts.Customer)
	}
	said, err := json.Marshal(facts)
	if err != nil {
		return "", fmt.Errorf("writing the facts of a spawned command: %w", err)
	}
	c := Command{
		ID: w.id("spawn", string(kind), caseID, string(action)), Principal: w.event.Actor, Kind: string(kind), Stream: caseID,
		Action: action, Facts: said, BodyHash: []byte{}, OccurredAt: w.event.At, ReceivedAt: w.now, State: Received,
		Cause: fmt.Sprintf("%s/%d", w.k.ID, w.event.Seq),
	}
	c.Key = "cause:" + c.ID
	err = w.tx.Create(&c).Error
	if err == nil {
		err = w.spawnTwice(c)
	}
	if err != nil {
		return "", fmt.Errorf("spawning %s of a %s: %w", action, kind, err)
	}
	w.event.Spawned = append(w.event.Spawned, contract.Spawned{Command: c.ID, Kind: kind, Case: caseID, Action: action})
	return caseID, nil
}

// Spawned lists commands that events of other cases have brought, that weren't sent yet and needn't wait, oldest first: what acts
// on a case waits until that is opened, and as long as its clocks stand still, for which most would be refused; an end and a hand-over don't.
// The condition stands in the text, not in parameters, so that the partial index can be used: it is normally empty.
func (b *Books) Spawned(ctx context.Context, limit int) ([]Command, error) {
	var out []Command
	err := b.DB.WithContext(ctx).Where(`state = 'received' AND cause <> '' AND (action = 'open' OR EXISTS
		(SELECT 1 FROM cases c WHERE c.id = commands.stream AND (c.paused_at IS NULL OR commands.action IN ('void', 'reassign'))))`).
		Order("received_at, id").Limit(limit).Find(&out).Error
	if err != nil {
		return nil, fmt.Errorf("listing spawned commands: %w", err)
	}
	return out, nil
}

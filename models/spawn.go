package models

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

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

// brought is a command that acts on a case, or opens one, when no event of another case brings it, as spawn does for one that has an
// event: here the cause is something else in the books, what says of which kind, and nobody sent it.
type brought struct {
	what, cause string
	kind        contract.Kind
	stream      string
	action      contract.Action
	facts       contract.Facts
	key         *string   // that seals what is written in a case which is nobody's
	at          time.Time // when it happened; zero: now
}

// id is that of the command: the same cause brings the same one.
func (b brought) id() string {
	return uuid.NewSHA1(uuid.NameSpaceOID, []byte(b.what+"/"+b.cause)).String()
}

// bring writes such a command; called twice it writes one.
func bring(tx *gorm.DB, now time.Time, b brought) error {
	said, err := json.Marshal(b.facts)
	if err != nil {
		return fmt.Errorf("writing the facts of a %s: %w", b.what, err)
	}
	cmd := Command{
		ID: b.id(), Kind: string(b.kind), Stream: b.stream, Action: b.action, Facts: said, BodyHash: []byte{}, BodyKey: b.key,
		OccurredAt: now, ReceivedAt: now, State: Received, Cause: b.cause,
	}
	if !b.at.IsZero() {
		cmd.OccurredAt = micros(b.at)
	}
	cmd.Key = "cause:" + cmd.ID
	return wrap(tx.Clauses(clause.OnConflict{DoNothing: true}).Create(&cmd).Error, "bringing %s of a %s for %s", b.action, b.kind, b.cause)
}

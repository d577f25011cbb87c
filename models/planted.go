//go:build failpoints

package models

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"carebook/contract"
	"carebook/internal/failpoint"
)

// Bugs that a test build can be told to have (internal/failpoint), to see that the checker of e2e notices them. An
// ordinary build doesn't have their code: unplanted.go stands in its place. Bugs of one word stand where they happen.

const plantedAgain = ":again" // makes a second key of an effect's key

// effectKey is the key that the database holds unique. The bug skip-5a gets around it: an effect that is already there is
// written again, under another key; under its own the database would catch what the checker is to catch.
func (w *writer) effectKey() (string, error) {
	key := w.in.Effect.Key()
	if !failpoint.Planted("skip-5a") {
		return key, nil
	}
	var n int64
	err := w.tx.Model(&Event{}).Where("effect = ?", key).Count(&n).Error
	if n > 0 {
		key += plantedAgain
	}
	return key, err
}

// fireTwice writes a mark's event a second time, under another key: the bug of the same name.
func (w *writer) fireTwice() error {
	if !failpoint.Planted("fire-twice") || w.event.Fired == nil {
		return nil
	}
	again := w.event
	again.Seq++
	again.Effect += plantedAgain
	data, err := json.Marshal(again)
	if err != nil {
		return err
	}
	row := Event{
		Stream: w.k.ID, Seq: again.Seq, Kind: w.k.Kind, Type: again.Type, Effect: again.Effect, OccurredAt: again.At,
		RecordedAt: w.now, Calendar: calendarName(w.cal), Data: data,
	}
	row.Seal(w.k.Head)
	w.k.Seq, w.k.Head = row.Seq, row.Hash
	if err := w.tx.Create(&row).Error; err != nil {
		return err
	}
	return w.tx.Save(w.k).Error
}

// spawnTwice brings a command a second time, under another id, of which the event doesn't tell: the bug spawn-twice.
func (w *writer) spawnTwice(c Command) error {
	if !failpoint.Planted("spawn-twice") {
		return nil
	}
	c.ID = w.id("spawn", c.ID, plantedAgain)
	if c.Action == contract.Open {
		c.Stream = w.id("case", c.Stream, plantedAgain)
	}
	c.Key += plantedAgain
	return w.tx.Create(&c).Error
}

// ConfirmPlanted confirms a command before anything came of it: the bug confirm-before-commit. When that fails it says so
// here: the request goes on as if there were no bug.
func (b *Books) ConfirmPlanted(ctx context.Context, id string) {
	if !failpoint.Planted("confirm-before-commit") {
		return
	}
	db := b.DB.WithContext(ctx)
	now, err := b.Now(db)
	if err == nil {
		err = db.Model(&Command{}).Where("id = ?", id).Update("confirmed_at", now).Error
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "planted confirm-before-commit: %v\n", err)
	}
}

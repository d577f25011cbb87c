package models

import (
	"encoding/json"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/internal/keys"
)

// Happened is an event as somebody with the right to it reads it.
type Happened struct {
	Event
	What      contract.Event
	Text      []byte // what was sealed, opened: JSON; nil when there was nothing
	Forgotten bool   // there was something, but the person's key has been destroyed
}

// EventsOf are the events of a stream after a seq, at most limit, with what is sealed in them opened. Whether the stream
// may be seen is for the caller to ask first.
func (b *Books) EventsOf(tx *gorm.DB, stream string, after int64, limit int) ([]Happened, error) {
	var rows []Event
	if err := tx.Where("stream = ? AND seq > ?", stream, after).Order("seq").Limit(limit).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("listing events of %s: %w", stream, err)
	}
	out := make([]Happened, len(rows))
	known := map[string][]byte{} // most events of a case are sealed with the same key
	for i, row := range rows {
		out[i].Event = row
		if err := json.Unmarshal(row.Data, &out[i].What); err != nil {
			return nil, fmt.Errorf("reading event %d of %s: %w", row.Seq, stream, err)
		}
		if err := b.openEvent(tx, &out[i], known); err != nil {
			return nil, fmt.Errorf("opening event %d of %s: %w", row.Seq, stream, err)
		}
	}
	return out, nil
}

// Step is an event by name alone: what may be said of it to whoever knows the stream.
type Step struct {
	Seq  int64
	Type string
}

// StepsSince are all events of a stream after a seq, in their order, without what they carry.
func StepsSince(tx *gorm.DB, stream string, after int64) ([]Step, error) {
	var steps []Step
	err := tx.Model(&Event{}).Where("stream = ? AND seq > ?", stream, after).Order("seq").Find(&steps).Error
	if err != nil {
		return nil, fmt.Errorf("listing events of %s after %d: %w", stream, after, err)
	}
	return steps, nil
}

func (b *Books) openEvent(tx *gorm.DB, h *Happened, known map[string][]byte) (err error) {
	if h.KeyID == nil || h.Sealed == nil {
		return nil
	}
	key, ok := known[*h.KeyID]
	if !ok {
		key, err = b.personKey(tx, *h.KeyID)
		if err != nil && !errors.Is(err, ErrForgotten) {
			return err
		}
		known[*h.KeyID] = key
	}
	if key == nil {
		h.Forgotten = true
		return nil
	}
	h.Text, err = keys.Open(key, []byte(h.Effect), h.Sealed)
	return err
}

package models

import (
	"context"
	"encoding/json"
	"fmt"

	"carebook/contract"
)

// Message is the update that carries a command: built from its row alone, so that whoever sends it again sends the same.
func (c *Command) Message() (contract.Message, error) {
	m := contract.Message{Command: c.ID, Action: c.Action, Actor: c.Principal, At: c.OccurredAt}
	if err := json.Unmarshal(c.Facts, &m.Facts); err != nil {
		return m, fmt.Errorf("reading the facts of command %s: %w", c.ID, err)
	}
	return m, nil
}

// Ended reports whether a case has come to its end; false for one that doesn't exist.
func (b *Books) Ended(ctx context.Context, caseID string) (bool, error) {
	var n int64
	err := b.DB.WithContext(ctx).Model(&Case{}).Where("id = ? AND ended", caseID).Count(&n).Error
	if err != nil {
		return false, fmt.Errorf("asking whether case %s has ended: %w", caseID, err)
	}
	return n > 0, nil
}

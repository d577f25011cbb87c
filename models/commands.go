package models

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"carebook/contract"
)

// Errors of commands.
var (
	ErrKeyReused = errors.New("idempotency key was used for another request")
	ErrSettled   = errors.New("command has been settled already")
)

// NewCommand is a request as it goes into the books. Facts are plain; what is personal is sealed in BodySealed.
type NewCommand struct {
	ID         string // UUIDv7
	Principal  string // staff id
	Key        string // Idempotency-Key
	Method     string
	Path       string
	BodyHash   []byte // keys.Ring.BodyHash of the body as it came
	Kind       string // of the stream
	Stream     string
	Action     contract.Action
	Facts      contract.Facts
	BodyKey    *string // person key of BodySealed
	BodySealed []byte
	ExpectSeq  *int64     // If-Match
	OccurredAt *time.Time // nil: now
}

// Outcome is what came of a command, as it stands in its row: nothing personal. Seq and Status are those of the case
// afterwards.
type Outcome struct {
	Seq     int64             `json:"seq,omitempty"`
	Status  contract.Status   `json:"status,omitempty"`
	Refusal *contract.Refusal `json:"refusal,omitempty"`
	Behalf  string            `json:"behalf,omitempty"` // in whose place the principal acted
}

// Result reads a command's outcome; it is empty while the command is only received, and after it has expired.
func (c *Command) Result() (Outcome, error) {
	var o Outcome
	if len(c.Outcome) == 0 {
		return o, nil
	}
	if err := json.Unmarshal(c.Outcome, &o); err != nil {
		return o, fmt.Errorf("reading outcome of command %s: %w", c.ID, err)
	}
	return o, nil
}

// Receive stores a command: one insert, which is its own transaction. When the principal has used the key before, the
// stored command is returned and fresh is false; ErrKeyReused when that was for another request.
func (b *Books) Receive(ctx context.Context, n NewCommand) (c Command, fresh bool, err error) {
	err = b.write(ctx, func(db *gorm.DB) error {
		now, err := b.Now(db)
		if err != nil {
			return err
		}
		c, fresh, err = receive(db, n, now)
		return err
	})
	if err != nil {
		return Command{}, false, fmt.Errorf("receiving command: %w", err)
	}
	return c, fresh, nil
}

func receive(tx *gorm.DB, n NewCommand, now time.Time) (Command, bool, error) {
	c, err := n.row(now)
	if err != nil {
		return c, false, err
	}
	onKey := clause.OnConflict{Columns: []clause.Column{{Name: "principal"}, {Name: "key"}}, DoNothing: true}
	res := tx.Clauses(onKey).Create(&c)
	if res.Error != nil || res.RowsAffected == 1 {
		return c, res.Error == nil, res.Error
	}
	c, err = n.before(tx)
	return c, false, err
}

// Repeated finds the command that the principal has sent before under the same key, as Receive does, for a request that can't be stored
// any more: gorm.ErrRecordNotFound when there is none, ErrKeyReused when that was for another request.
func (b *Books) Repeated(ctx context.Context, n NewCommand) (Command, error) {
	c, err := n.before(b.DB.WithContext(ctx))
	if err != nil {
		return Command{}, fmt.Errorf("looking for a command: %w", err)
	}
	return c, nil
}

// before is what came under the same key. Of a command about a person who was erased no body is left to compare: its address decides.
func (n NewCommand) before(tx *gorm.DB) (Command, error) {
	c, err := CommandByKey(tx, n.Principal, n.Key)
	if err != nil {
		return Command{}, err
	}
	if c.Method != n.Method || c.Path != n.Path || len(c.BodyHash) > 0 && !bytes.Equal(c.BodyHash, n.BodyHash) {
		return Command{}, ErrKeyReused
	}
	return *c, nil
}

func (n NewCommand) row(now time.Time) (Command, error) {
	facts, err := json.Marshal(n.Facts)
	if err != nil {
		return Command{}, err
	}
	c := Command{
		ID: n.ID, Principal: n.Principal, Key: n.Key, Method: n.Method, Path: n.Path, BodyHash: n.BodyHash, Kind: n.Kind,
		Stream: n.Stream, Action: n.Action, Facts: facts, BodyKey: n.BodyKey, BodySealed: n.BodySealed,
		ExpectSeq: n.ExpectSeq, OccurredAt: now, ReceivedAt: now, State: Received,
	}
	if n.OccurredAt != nil {
		c.OccurredAt = micros(*n.OccurredAt)
		c.Backdated = c.OccurredAt.Before(now)
	}
	return c, nil
}

// CommandByID is a command as it stands; gorm.ErrRecordNotFound when there is none.
func CommandByID(tx *gorm.DB, id string) (*Command, error) {
	var c Command
	if err := tx.Where("id = ?", id).Take(&c).Error; err != nil {
		return nil, fmt.Errorf("reading command %s: %w", id, err)
	}
	return &c, nil
}

// CommandByKey is what a principal sent under a key; gorm.ErrRecordNotFound when there is nothing.
func CommandByKey(tx *gorm.DB, principal, key string) (*Command, error) {
	var c Command
	if err := tx.Where("principal = ? AND key = ?", principal, key).Take(&c).Error; err != nil {
		return nil, fmt.Errorf("reading command by key: %w", err)
	}
	return &c, nil
}

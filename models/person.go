package models

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/internal/keys"
)

// ErrForgotten says that a person's key has been destroyed: what it sealed can't be read by anybody any more.
var ErrForgotten = errors.New("the person has been forgotten")

// newPersonKey makes and stores the data key of one person.
func (b *Books) newPersonKey(tx *gorm.DB, now time.Time) (id string, plain []byte, err error) {
	plain, wrapped := b.Keys.NewPersonKey()
	row := PersonKey{ID: NewID(), Wrapped: wrapped, CreatedAt: now}
	if err := tx.Create(&row).Error; err != nil {
		return "", nil, fmt.Errorf("storing person key: %w", err)
	}
	return row.ID, plain, nil
}

// personKey reads and unwraps the data key of one person.
func (b *Books) personKey(tx *gorm.DB, id string) ([]byte, error) {
	var row PersonKey
	if err := tx.Where("id = ?", id).Take(&row).Error; err != nil {
		return nil, fmt.Errorf("reading person key %s: %w", id, err)
	}
	if len(row.Wrapped) == 0 {
		return nil, ErrForgotten
	}
	plain, err := b.Keys.Unwrap(row.Wrapped)
	if err != nil {
		return nil, fmt.Errorf("person key %s: %w", id, err)
	}
	return plain, nil
}

// SealBody seals what is personal in a command with a person's key. The command's event takes the bytes over as they
// are: they are bound to the command's effect.
func (b *Books) SealBody(tx *gorm.DB, keyID, commandID string, text []byte) ([]byte, error) {
	key, err := b.personKey(tx, keyID)
	if err != nil {
		return nil, err
	}
	return keys.Seal(key, []byte(contract.Effect{Command: commandID}.Key()), text), nil
}

// cell says where a sealed value stands, so that it can't be read anywhere else.
func cell(table, column, id string) []byte { return []byte(table + "." + column + "/" + id) }

// HoldsPersonKeys reports whether anything in the books is sealed.
func (b *Books) HoldsPersonKeys(ctx context.Context) (bool, error) {
	var n int64
	if err := b.DB.WithContext(ctx).Model(&PersonKey{}).Limit(1).Count(&n).Error; err != nil {
		return false, fmt.Errorf("counting person keys: %w", err)
	}
	return n > 0, nil
}

package models

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"gorm.io/gorm"

	"carebook/internal/keys"
)

// NewPersonKey makes a data key for somebody who isn't in the books, and names it.
func (b *Books) NewPersonKey(ctx context.Context) (id string, err error) {
	err = b.write(ctx, func(db *gorm.DB) error {
		now, err := b.Now(db)
		if err != nil {
			return err
		}
		id, _, err = b.newPersonKey(db, now)
		return err
	})
	return id, err
}

// SealIdentity seals who an unnamed complainant says he is, with a key of its own: it stands among the texts of the opening,
// and whoever may read those still can't read it.
func (b *Books) SealIdentity(ctx context.Context, caseID, identity string) (string, error) {
	id, err := b.NewPersonKey(ctx)
	if err != nil {
		return "", err
	}
	key, err := b.personKey(b.DB.WithContext(ctx), id)
	if err != nil {
		return "", err
	}
	sealed := keys.Seal(key, cell("complaints", "identity", caseID), []byte(identity))
	return id + "." + base64.StdEncoding.EncodeToString(sealed), nil
}

// OpenIdentity opens what SealIdentity made for a case; empty when it was forgotten. Whether the reader may know it is for the
// caller to ask first.
func (b *Books) OpenIdentity(tx *gorm.DB, caseID, text string) (string, error) {
	id, encoded, _ := strings.Cut(text, ".")
	sealed, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		return "", fmt.Errorf("reading the identity of %s: not what was written", caseID)
	}
	key, err := b.personKey(tx, id)
	if errors.Is(err, ErrForgotten) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	plain, err := keys.Open(key, cell("complaints", "identity", caseID), sealed)
	return string(plain), err
}

// ComplaintByCode is the complaint of somebody unnamed with this follow-up code, however it is typed; gorm.ErrRecordNotFound
// when the scope shows none.
func (b *Books) ComplaintByCode(tx *gorm.DB, s Scope, code string) (*ComplaintItem, error) {
	index := b.Keys.Index(keys.FollowUp, code)
	if len(index) == 0 {
		return nil, gorm.ErrRecordNotFound
	}
	var c ComplaintItem
	if err := s.cases(complaints(tx)).Where("complaints.follow_up = ?", index).Take(&c).Error; err != nil {
		return nil, fmt.Errorf("reading a complaint by its code: %w", err)
	}
	return &c, nil
}

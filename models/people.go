package models

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"
)

// RolesAt are the roles that a member of staff holds for a unit at a moment: given at the unit itself or at any unit
// above it, sorted. Whoever isn't active holds none.
func RolesAt(tx *gorm.DB, staffID, unitID string, at time.Time) ([]string, error) {
	var roles []string
	err := tx.Raw(withAbove+`
		SELECT DISTINCT a.role FROM role_assignments a JOIN above ON above.id = a.unit_id JOIN staff s ON s.id = a.staff_id
		WHERE a.staff_id = ? AND s.active AND a.valid_from <= ? AND (a.valid_to IS NULL OR a.valid_to > ?)
		ORDER BY a.role`, unitID, staffID, micros(at), micros(at)).Scan(&roles).Error
	if err != nil {
		return nil, fmt.Errorf("reading the roles of %s: %w", staffID, err)
	}
	return roles, nil
}

// Excluded reports whether a member of staff may not touch or see a case.
func Excluded(tx *gorm.DB, caseID, staffID string) (bool, error) {
	var n int64
	err := tx.Model(&Exclusion{}).Where("case_id = ? AND staff_id = ?", caseID, staffID).Count(&n).Error
	if err != nil {
		return false, fmt.Errorf("reading exclusions of case %s: %w", caseID, err)
	}
	return n > 0, nil
}

// Exclusions are the members of staff who may not touch or see a case, in the order in which they were excluded; an empty
// list when there is nobody. Whether the case may be seen is for the caller to ask first.
func Exclusions(tx *gorm.DB, caseID string) ([]string, error) {
	staff := []string{}
	err := tx.Model(&Exclusion{}).Where("case_id = ?", caseID).Order("seq, staff_id").Pluck("staff_id", &staff).Error
	if err != nil {
		return nil, fmt.Errorf("reading exclusions of case %s: %w", caseID, err)
	}
	return staff, nil
}

// StaffByID is a member of staff, active or not; gorm.ErrRecordNotFound when there is none.
func StaffByID(tx *gorm.DB, id string) (*Staff, error) {
	var s Staff
	if err := tx.Where("id = ?", id).Take(&s).Error; err != nil {
		return nil, fmt.Errorf("reading staff %s: %w", id, err)
	}
	return &s, nil
}

// StaffByCode finds a member of staff by the number on the badge; gorm.ErrRecordNotFound when there is none.
func StaffByCode(tx *gorm.DB, code string) (*Staff, error) {
	var s Staff
	if err := tx.Where("code = ?", code).Take(&s).Error; err != nil {
		return nil, fmt.Errorf("reading staff %s: %w", code, err)
	}
	return &s, nil
}

// tokenPrefix makes a leaked token easy to find.
const tokenPrefix = "cb_"

// ErrNoToken says that a token doesn't let anybody in: unknown, expired, revoked, or its owner has left. Which one it is
// isn't said.
var ErrNoToken = errors.New("no such token")

// CreateToken makes a token of 256 random bits that acts as a member of staff. The text is returned here and never
// again; nil expires means until revoked.
func (b *Books) CreateToken(ctx context.Context, staffID, label string, expires *time.Time) (text string, row Token, err error) {
	secret := make([]byte, 32)
	rand.Read(secret)
	text = tokenPrefix + base64.RawURLEncoding.EncodeToString(secret)
	err = b.write(ctx, func(db *gorm.DB) error {
		now, err := b.Now(db)
		if err != nil {
			return err
		}
		row = Token{
			ID: NewID(), Hash: tokenHash(text), StaffID: staffID, Label: label, CreatedAt: now, ExpiresAt: microsPtr(expires),
		}
		return db.Create(&row).Error
	})
	if err != nil {
		return "", Token{}, fmt.Errorf("creating token: %w", err)
	}
	return text, row, nil
}

// StaffByToken is the member of staff whom a token names, as of the database's clock; ErrNoToken when it lets nobody in.
func (b *Books) StaffByToken(ctx context.Context, text string) (*Staff, error) {
	if !strings.HasPrefix(text, tokenPrefix) {
		return nil, ErrNoToken
	}
	db := b.DB.WithContext(ctx)
	now, err := b.Now(db)
	if err != nil {
		return nil, err
	}
	var s Staff
	err = db.Joins("JOIN tokens ON tokens.staff_id = staff.id").
		Where("tokens.hash = ? AND tokens.revoked_at IS NULL AND (tokens.expires_at IS NULL OR tokens.expires_at > ?) AND staff.active",
			tokenHash(text), now).Take(&s).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, ErrNoToken
	}
	if err != nil {
		return nil, fmt.Errorf("reading token: %w", err)
	}
	return &s, nil
}

// UnitByCode is the unit with this code; gorm.ErrRecordNotFound when there is none.
func UnitByCode(tx *gorm.DB, code string) (*Unit, error) {
	var u Unit
	if err := tx.Where("code = ?", code).Take(&u).Error; err != nil {
		return nil, fmt.Errorf("reading unit %s: %w", code, err)
	}
	return &u, nil
}

// HasNoTokens reports whether nobody was ever given a token.
func (b *Books) HasNoTokens(ctx context.Context) (bool, error) {
	var n int64
	if err := b.DB.WithContext(ctx).Model(&Token{}).Limit(1).Count(&n).Error; err != nil {
		return false, fmt.Errorf("counting tokens: %w", err)
	}
	return n == 0, nil
}

// RevokeToken ends a token now; one that is revoked already stays as it is.
func (b *Books) RevokeToken(ctx context.Context, id string) error {
	err := b.write(ctx, func(db *gorm.DB) error {
		now, err := b.Now(db)
		if err != nil {
			return err
		}
		return db.Model(&Token{}).Where("id = ? AND revoked_at IS NULL", id).Update("revoked_at", now).Error
	})
	if err != nil {
		return fmt.Errorf("revoking token: %w", err)
	}
	return nil
}

// tokenHash needs neither salt nor cost: 256 random bits can't be guessed.
func tokenHash(text string) []byte {
	h := sha256.Sum256([]byte(text))
	return h[:]
}

// NewID is a fresh id for a row: a UUIDv7, so that rows made one after the other lie side by side in an index.
func NewID() string { return uuid.Must(uuid.NewV7()).String() }

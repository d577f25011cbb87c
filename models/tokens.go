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

	"gorm.io/gorm"
)

// tokenPrefix makes a leaked token easy to find.
const tokenPrefix = "cb_"

// What a token is good for.
const (
	ScopeAll  = "all"  // what its owner may do
	ScopeRead = "read" // to read, and to search
)

// How long tokens are good for.
const (
	TokenLife    = 90 * 24 * time.Hour // of those that don't say it
	LongestToken = 366 * 24 * time.Hour
	secretBytes  = 32 // of tokens, sessions and invitations: can't be guessed
)

// ErrNoToken says that a token doesn't let anybody in: unknown, expired, revoked, or its owner has left. Which one it is
// isn't said.
var ErrNoToken = errors.New("no such token")

// ErrTokenLife says that a token would be good for longer than any may be, or not at all.
var ErrTokenLife = errors.New("a token is good for at most 366 days")

// NewToken is a token to be made.
type NewToken struct {
	Staff   string
	Label   string
	Scope   string        // ScopeAll or ScopeRead
	Life    time.Duration // 0: TokenLife
	ByStaff *string       // who made it; nil on the machine
}

// IssueToken makes a token of 256 random bits that acts as a member of staff. The text is returned here and never again.
// A life of more than LongestToken is ErrTokenLife.
func (b *Books) IssueToken(ctx context.Context, n NewToken) (text string, row Token, err error) {
	if n.Life == 0 {
		n.Life = TokenLife
	}
	if n.Life < 0 || n.Life > LongestToken {
		return "", Token{}, ErrTokenLife
	}
	text, hash := newSecret(tokenPrefix)
	err = b.Tx(ctx, func(tx *gorm.DB) error {
		now, err := b.Now(tx)
		if err != nil {
			return err
		}
		until := micros(now.Add(n.Life))
		row = Token{ID: NewID(), Hash: hash, StaffID: n.Staff, Label: n.Label, Scope: n.Scope, CreatedAt: now, ExpiresAt: &until}
		if err := tx.Create(&row).Error; err != nil {
			return err
		}
		if err := b.changed(tx, n.Staff, TokenMade, n.ByStaff, now); err != nil {
			return err
		}
		return b.Audit(tx, AuditEntry{Action: AuditTokenCreated, Kind: "token", Object: row.ID})
	})
	if err != nil {
		return "", Token{}, fmt.Errorf("creating token: %w", err)
	}
	return text, row, nil
}

// CreateToken is IssueToken for everything that its owner may do, until a moment; nil stands for TokenLife.
func (b *Books) CreateToken(ctx context.Context, staffID, label string, expires *time.Time) (text string, row Token, err error) {
	n := NewToken{Staff: staffID, Label: label, Scope: ScopeAll}
	if expires != nil {
		now, err := b.Now(b.DB.WithContext(ctx))
		if err != nil {
			return "", Token{}, err
		}
		n.Life = expires.Sub(now)
	}
	return b.IssueToken(ctx, n)
}

// StaffByToken is the member of staff whom a token names, as of the database's clock; ErrNoToken when it lets nobody in.
func (b *Books) StaffByToken(ctx context.Context, text string) (*Caller, error) {
	if !strings.HasPrefix(text, tokenPrefix) {
		return nil, ErrNoToken
	}
	db := b.DB.WithContext(ctx)
	now, err := b.Now(db)
	if err != nil {
		return nil, err
	}
	var c struct {
		Staff
		TokenID string
		Scope   string
	}
	err = db.Model(&Staff{}).Select("staff.*, tokens.id AS token_id, tokens.scope").Joins("JOIN tokens ON tokens.staff_id = staff.id").
		Where("tokens.hash = ? AND "+goodToken+" AND "+stillHere, secretHash(text), now, now).Take(&c).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, ErrNoToken
	}
	if err != nil {
		return nil, fmt.Errorf("reading token: %w", err)
	}
	return &Caller{Staff: c.Staff, Token: &c.TokenID, Scope: c.Scope}, nil
}

// goodToken is the condition that a row of tokens lets somebody in at a moment.
const goodToken = "tokens.revoked_at IS NULL AND (tokens.expires_at IS NULL OR tokens.expires_at > ?)"

// HasNoTokens reports whether nobody was ever given a token.
func (b *Books) HasNoTokens(ctx context.Context) (bool, error) {
	var n int64
	if err := b.DB.WithContext(ctx).Model(&Token{}).Limit(1).Count(&n).Error; err != nil {
		return false, fmt.Errorf("counting tokens: %w", err)
	}
	return n == 0, nil
}

// RevokeToken ends a token now, and with it the sessions that it began; one that is revoked already stays as it is.
func (b *Books) RevokeToken(ctx context.Context, id string) error {
	err := b.Tx(ctx, func(tx *gorm.DB) error {
		now, err := b.Now(tx)
		if err != nil {
			return err
		}
		done := tx.Model(&Token{}).Where("id = ? AND revoked_at IS NULL", id).Update("revoked_at", now)
		if done.Error != nil || done.RowsAffected == 0 {
			return done.Error
		}
		return b.Audit(tx, AuditEntry{Action: AuditTokenRevoked, Kind: "token", Object: id})
	})
	if err != nil {
		return fmt.Errorf("revoking token: %w", err)
	}
	return nil
}

// TokensOf are the tokens of a member of staff that let somebody in at a moment, the newest first.
func TokensOf(tx *gorm.DB, staffID string, at time.Time) ([]Token, error) {
	var rows []Token
	err := tx.Where("staff_id = ? AND "+goodToken, staffID, at).Order("created_at DESC, id DESC").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("listing tokens: %w", err)
	}
	return rows, nil
}

// EndToken is RevokeToken for one of a member of staff's own; another's is gorm.ErrRecordNotFound.
func (b *Books) EndToken(ctx context.Context, staffID, id string) error {
	var row Token
	if err := b.DB.WithContext(ctx).Where("id = ? AND staff_id = ?", id, staffID).Take(&row).Error; err != nil {
		return fmt.Errorf("reading token: %w", err)
	}
	if row.RevokedAt != nil {
		return nil
	}
	err := b.Tx(ctx, func(tx *gorm.DB) error {
		now, err := b.Now(tx)
		if err != nil {
			return err
		}
		if err := tx.Model(&Token{}).Where("id = ? AND revoked_at IS NULL", id).Update("revoked_at", now).Error; err != nil {
			return err
		}
		if err := b.changed(tx, staffID, TokenEnded, &staffID, now); err != nil {
			return err
		}
		return b.Audit(tx, AuditEntry{Action: AuditTokenRevoked, Kind: "token", Object: id})
	})
	if err != nil {
		return fmt.Errorf("ending token: %w", err)
	}
	return nil
}

// newSecret is 256 random bits as a text that begins with a prefix, and the hash that is kept of it.
func newSecret(prefix string) (text string, hash []byte) {
	secret := make([]byte, secretBytes)
	rand.Read(secret)
	text = prefix + base64.RawURLEncoding.EncodeToString(secret)
	return text, secretHash(text)
}

// secretHash needs neither salt nor cost: 256 random bits can't be guessed.
func secretHash(text string) []byte {
	h := sha256.Sum256([]byte(text))
	return h[:]
}

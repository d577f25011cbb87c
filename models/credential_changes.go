package models

import (
	"fmt"
	"time"

	"gorm.io/gorm"
)

// What changes among the ways in of a member of staff.
const (
	TokenMade       = "token_made"
	TokenEnded      = "token_ended"
	Invited         = "invited"
	PasswordSet     = "password_set" // by an invitation
	PasswordChanged = "password_changed"
	FactorAdded     = "second_factor_added"
	FactorRemoved   = "second_factor_removed"
	RecoveryRenewed = "recovery_codes_renewed"
	RecoveryUsed    = "recovery_code_used"
)

// auditedAs is how a change is called in the second chain. Tokens stand there by their own ids, and a recovery code is a part of
// signing in.
var auditedAs = map[string]AuditAction{
	Invited: AuditPasswordReset, PasswordSet: AuditPasswordChanged, PasswordChanged: AuditPasswordChanged, FactorAdded: AuditFactorAdded,
	FactorRemoved: AuditFactorRemoved, RecoveryRenewed: AuditCodesRenewed,
}

// changed notes what its owner will be told of, and audits it: nothing may follow it in its transaction.
func (b *Books) changed(tx *gorm.DB, staffID, what string, by *string, at time.Time) error {
	if err := noted(tx, staffID, what, by, at); err != nil {
		return err
	}
	action, known := auditedAs[what]
	if !known {
		return nil
	}
	entry := AuditEntry{Actor: ByCommandLine, Action: action, Kind: "staff", Object: staffID}
	if by != nil {
		entry.Actor = *by
	}
	return b.Audit(tx, entry)
}

// noted notes what its owner will be told of.
func noted(tx *gorm.DB, staffID, what string, by *string, at time.Time) error {
	return tx.Create(&CredentialChange{ID: NewID(), StaffID: staffID, What: what, ByStaff: by, At: at}).Error
}

// CredentialChanges are the last changes of a member of staff's ways in since a moment, the newest first, 50 at most.
func CredentialChanges(tx *gorm.DB, staffID string, since time.Time) ([]CredentialChange, error) {
	var rows []CredentialChange
	err := tx.Where("staff_id = ? AND at >= ?", staffID, micros(since)).Order("at DESC, id DESC").Limit(50).Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("reading changes of ways in: %w", err)
	}
	return rows, nil
}

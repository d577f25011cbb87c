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

// changed notes what its owner will be told of.
func changed(tx *gorm.DB, staffID, what string, by *string, at time.Time) error {
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

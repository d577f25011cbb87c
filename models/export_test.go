package models

import "gorm.io/gorm"

// Sum recomputes an event's hash from its columns.
func (e *Event) Sum() []byte { return e.sum() }

// VerifyIn is VerifyChains inside a transaction, so that a test can roll its tampering back.
func VerifyIn(tx *gorm.DB) (breaks []Break, err error) {
	v := verifier{report: func(b Break) { breaks = append(breaks, b) }}
	return breaks, v.all(tx)
}

package models

import "time"

// Erasure is what a request to erase a person has besides its case. It names the person by the id of the customer, which is left when
// nothing else is. Written by Append; SweptAt by SweepErased.
type Erasure struct {
	CaseID     string `gorm:"primaryKey"`
	CustomerID string
	ReceiverID string // who took the request
	HandlerID  string // who answers for it: the same, until it is reassigned
	Asker      string // contract.AskedSelf, …
	Channel    string // how it came in
	Proof      string // how the identity was checked; "" until it was
	CheckerID  *string
	CheckedAt  *time.Time
	DeciderID  *string
	DecidedAt  *time.Time
	Ground     string     // why it was turned down or restricted; "" otherwise
	ErasedAt   *time.Time // carried out
	Files      int64      // attachments that were destroyed
	ImportRows int64      // imported rows that named the person
	SweptAt    *time.Time // the database's own files were rid of what was erased
}

// TableName is the table of requests to erase a person.
func (Erasure) TableName() string { return "erasures" }

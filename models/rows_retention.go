package models

import "time"

// Retention is what a record that is kept has besides its case: the state that lists and rights need. With the destroyed ones' it
// is the record of destruction: what, who, approved by whom. Written by Append only.
type Retention struct {
	CaseID      string  `gorm:"primaryKey"`
	Record      string  // kind of record
	KeptCaseID  *string // the case whose file it is
	CustomerID  *string
	Paper       string // number; "" where it is a case's file
	KeeperID    string // who filed it, or was given it since
	FiledAt     time.Time
	UntilAt     *time.Time // when its time, or that for which it is kept longer, is over
	DueAt       *time.Time // since when it waits for a decision
	ReviewedAt  *time.Time
	ReviewerID  *string
	ApprovedAt  *time.Time
	ApproverID  *string
	DestroyedAt *time.Time
	DestroyerID *string
	Method      string
	Files       int64 // whose content was destroyed with it
	Voided      bool
}

// TableName is the table of records that are kept.
func (Retention) TableName() string { return "retentions" }

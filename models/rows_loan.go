package models

import "time"

// Loan is what a request for a record has besides its case: the state that lists and rights need. Written by Append only.
type Loan struct {
	CaseID       string  `gorm:"primaryKey"`
	AskerID      string  // who asked, and has it then
	Purpose      string  // contract.ToRead, …
	Record       string  // kind of record
	RecordCaseID *string // the record, when it is a case
	CustomerID   *string // or a customer's
	Paper        string  // or the number of a paper; "" otherwise
	Outside      bool    // for somebody outside
	Relation     string  // contract.OwnRecord, …: as the ledger found it
	ApprovedAt   *time.Time
	UntilAt      *time.Time // of an approved one that is read on screen
	IssuedAt     *time.Time
	DueAt        *time.Time // when it is to be given back
	BackAt       *time.Time // given back, or the access ended
	Late         bool       // given back too late, or not yet and too late
	Leaks        int64      // that nobody has seen to yet
}

// TableName is the table of requests for records.
func (Loan) TableName() string { return "loans" }

// LoanGrant opens one case to one person for a time, though the scope doesn't show it. Written by Append only.
type LoanGrant struct {
	CaseID       string `gorm:"primaryKey"` // of the request
	RecordCaseID string // that is opened
	StaffID      string
	FromAt       time.Time
	UntilAt      time.Time // exclusive
	EndedAt      *time.Time
}

// TableName is the table of what requests have opened on screen.
func (LoanGrant) TableName() string { return "loan_grants" }

// LoanRead is one look at a record that a request has opened. The database refuses to change or delete one. Written by OpenedTo.
type LoanRead struct {
	ID           string
	CaseID       string // of the request
	RecordCaseID string
	StaffID      string
	What         string // how the route is called that was asked
	At           time.Time
}

// TableName is the log of what was read through requests.
func (LoanRead) TableName() string { return "loan_reads" }

// LoanBan keeps a kind of record from somebody who gave one back late or lost one, as long as the fine for that stands. Written by
// Append only; the database refuses to change or delete one.
type LoanBan struct {
	CaseID  string `gorm:"primaryKey"`
	Seq     int64  `gorm:"primaryKey;autoIncrement:false"` // of the event, which proposed the fine
	StaffID string
	Policy  string // id
	Record  string
	Clause  string
	At      time.Time
}

// TableName is the table of those who are never lent a record again.
func (LoanBan) TableName() string { return "loan_bans" }

package models

import "time"

// Credit is what the account of a customer has besides its case: the state that lists and rights need. Written by Append
// only.
type Credit struct {
	CaseID      string `gorm:"primaryKey"`
	UnitID      string
	CustomerID  string
	RecipientID string // who opened it
	SellerID    string // whose customer it is
	ArchivedAt  *time.Time
	Contract    string // kind of the signed contract; "" while none is proven
	ContractAt  *time.Time
	BalanceYear int64 // latest year of which nothing is still to be received; 0: none
	BalanceAt   *time.Time
	Proposed    *int64 // starting limit that waits for approval, in fen
	ProposerID  *string
	AssessorID  *string // of the last sheet
	Grade       string
	GradedAt    *time.Time
	Unpaid      int64 // fen, at the last event; negative when the customer is ahead
	Over        bool  // more than the limit, at the last event
	Waiting     int64 // requests that wait
	Voided      bool

	desk *creditDesk // what the ledger looked at for the event that is being written
}

// TableName is the table of customers' accounts.
func (Credit) TableName() string { return "credits" }

// Kinds of lines.
const (
	LineGoods    = "goods"
	LinePayment  = "payment"
	LineFreed    = "freed"     // what was remitted for goods that aren't released pays others
	LineWriteOff = "write_off" // goods that won't be paid any more
	LineLimit    = "limit"     // a starting limit was approved
	LineTerms    = "terms"     // a grade set them
)

// CreditLine is something that moves an account's figures. The database refuses to change or delete one. Written by Append
// only.
type CreditLine struct {
	CaseID     string `gorm:"primaryKey"`
	N          int64  `gorm:"primaryKey;autoIncrement:false"` // in the order of recording
	UnitID     string
	Kind       string
	Amount     int64  // fen; of terms the most that the limit can be, 0 for no most
	Item       string // reference of the goods; of a payment those that it names
	Way        string // of goods: how they were released
	Receipt    string // of a payment
	Days       int64  // of terms: in which goods are to be paid
	Day        string // 2026-03-06, in the business zone
	At         time.Time
	Seq        int64 // event that brought it
	RecordedAt time.Time
}

// TableName is the table of the lines of accounts.
func (CreditLine) TableName() string { return "credit_lines" }

// What became of a review.
const (
	ReviewAsked      = "asked"
	ReviewUpheld     = "upheld"
	ReviewOverturned = "overturned"
)

// CreditRequest is a request for goods on account, with what it was decided by. Written by Append only.
type CreditRequest struct {
	CaseID      string `gorm:"primaryKey"`
	Item        string `gorm:"primaryKey"` // reference
	Amount      int64  // fen
	State       string // contract.RequestWaiting, …
	Way         string // how it was or can be released; "" when it can't
	RequesterID string
	RequestedAt time.Time
	Seq         int64   // event that brought it
	Figures     []byte  `gorm:"not null"` // contract.CreditFigures as JSON, before the first decision
	Grounds     string  // clauses that it rests on, by commas
	SignerID    *string // who decided later
	SignedAt    *time.Time
	SignedSeq   *int64
	Signed      []byte // figures then
	PlanDays    int64  // of the collection plan; 0: none
	Review      string // "", ReviewAsked, …
	ReviewerID  *string
	ReviewedAt  *time.Time
}

// TableName is the table of requests.
func (CreditRequest) TableName() string { return "credit_requests" }

// CreditGrade is a grade that a customer had from an event on. Written by Append only.
type CreditGrade struct {
	CaseID     string `gorm:"primaryKey"`
	Seq        int64  `gorm:"primaryKey;autoIncrement:false"`
	Grade      string
	AssessorID *string
	GraderID   string
	At         time.Time
}

// TableName is the table of grades.
func (CreditGrade) TableName() string { return "credit_grades" }

package models

import (
	"time"

	"carebook/contract"
)

// Edition is one immutable version of a policy, named by its content's hash. Stored on first use, never changed.
type Edition struct {
	Hash     string `gorm:"primaryKey"`
	Policy   string
	Family   string
	Content  []byte `gorm:"not null"`
	StoredAt time.Time
}

// TableName is the table of editions.
func (Edition) TableName() string { return "editions" }

// Case is one running or ended instance of a process: the row that is locked while its events are written. Written by
// Append only.
type Case struct {
	ID        string
	Kind      string
	Number    string // for humans, allotted at the opening
	UnitID    string
	Edition   string // policy edition it is pinned to
	Calendar  string // id of the calendar it counts by
	Status    contract.Status
	Ended     bool
	PausedAt  *time.Time
	Seq       int64     // of its last event
	Head      []byte    `gorm:"not null"` // hash of its last event
	OpenedAt  time.Time // occurred_at of the opening
	UpdatedAt time.Time `gorm:"autoUpdateTime:false"` // recorded_at of the last event
}

// TableName is the table of cases.
func (Case) TableName() string { return "cases" }

// Complaint is what a complaint has besides its case: the state that lists and rights need. Written by Append only.
type Complaint struct {
	CaseID      string  `gorm:"primaryKey"`
	CustomerID  *string // nil for somebody unnamed
	VehicleID   *string
	Channel     string
	Severity    string // "" until classified
	MajorKind   string // "" unless major
	DataTrue    bool
	Round       int64
	RecipientID string
	HandlerID   *string
	ReporterID  *string
	Amount      int64 // fen, proposed in the last report

	KeyID      *string // person key of the texts of somebody unnamed
	FollowUp   []byte  // keyed hash of the follow-up code of somebody unnamed
	Nature     string  // "" unless the policy has natures
	MergedInto *string // the case that it goes on in
	EarlierID  *string // the earlier case that it takes up again

	Visited       bool    // a return visit of its own follows each closing
	ReturnVisitID *string // the one after the last closing

	Joint            bool   // departments handle it together
	Dismissed        bool   // decided: not upheld
	Settlement       string // one of the policy's ways, or none; "" until closed
	ApprovedQuantity int64  // of the booked settlement
	ActualQuantity   int64
	Review           string // penalty, no_penalty; "" until reviewed
}

// TableName is the table of complaints.
func (Complaint) TableName() string { return "complaints" }

// Exclusion keeps a member of staff away from a case, reading included (I9). Written by Append only.
type Exclusion struct {
	CaseID  string `gorm:"primaryKey"`
	StaffID string `gorm:"primaryKey"`
	Seq     int64  // since this event
}

// TableName is the table of exclusions.
func (Exclusion) TableName() string { return "case_exclusions" }

// Event is what happened, a link in the hash chain of its stream. The database refuses to change or delete one. Written
// by Append for cases, by the customer functions for customers.
type Event struct {
	Stream     string `gorm:"primaryKey"`
	Seq        int64  `gorm:"primaryKey;autoIncrement:false"`
	Kind       string // of the stream
	Type       string
	Effect     string // the one cause (I2)
	Actor      string // staff id; "" for a mark
	Roles      string // that the actor held for this, comma separated
	OccurredAt time.Time
	RecordedAt time.Time
	Calendar   string  // id@version used for due times, "" if none
	Data       []byte  `gorm:"not null"` // contract.Event as JSON: nothing personal
	KeyID      *string // person key of Sealed
	Sealed     []byte  // free text and personal fields
	PrevHash   []byte  `gorm:"not null"`
	Hash       []byte  `gorm:"not null"`
}

// TableName is the table of events.
func (Event) TableName() string { return "events" }

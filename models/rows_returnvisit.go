package models

import "time"

// ReturnVisit is what a return visit has besides its case: the state that lists and rights need. Written by Append only.
type ReturnVisit struct {
	CaseID      string `gorm:"primaryKey"`
	UnitID      string
	CustomerID  string
	Event       string  // after which the customer is visited; "" in a cycle
	Cycle       string  // standing one; "" after an event
	Severity    string  // of the complaint; "" else
	Class       string  // of the customer; "" when nothing depends on it
	OriginID    *string // complaint after which the customer is visited
	Reference   string  // of the event in another system; "" for none
	Visitor     string  // role that visits
	RecipientID *string // who opened the case
	HandlerID   *string // who visits
	CallerID    *string // who did so last
	OccurredAt  time.Time
	DueAt       *time.Time // of the visit that is owed
	AppointedAt *time.Time
	Visit       int64 // number of the one that is owed, or was last
	Held        int64 // visits that were made
	HeldAt      *time.Time
	Medium      string // of the last one
	Verdict     string // of the customer, the last one
	Score       *int64 // of the last answers, in per cent
	Issues      int64  // that came up
	Settled     int64  // of those
	Late        bool   // a visit was made too late, or not at all
	Lower       bool   // the customer wants fewer calls
	CalledIn    bool   // for somebody else, or to round a month up, though the lot had left this customer out
	Ended       bool
	Voided      bool
}

// TableName is the table of return visits.
func (ReturnVisit) TableName() string { return "return_visits" }

// VisitRound is one talk with the customer, or one answer to an issue. Written by Append only; the database refuses to change it.
type VisitRound struct {
	CaseID       string `gorm:"primaryKey"`
	Seq          int64  `gorm:"primaryKey;autoIncrement:false"`
	Visit        int64  // number of the visit
	Item         string // issue that was answered; "" for the visit itself
	Round        int64
	Medium       string
	Verdict      string
	Kind         string // how the customer is to be met
	Score        *int64 // per cent
	Signed       bool
	AttachmentID *string // the signed paper
	StaffID      string
	At           time.Time
	DueAt        time.Time
	AppointedAt  *time.Time // what was agreed before
}

// TableName is the table of rounds.
func (VisitRound) TableName() string { return "return_visit_rounds" }

// VisitAnswer is what a customer answered to one question of a script. Written by Append only.
type VisitAnswer struct {
	CaseID   string `gorm:"primaryKey"`
	Seq      int64  `gorm:"primaryKey;autoIncrement:false"`
	Question string `gorm:"primaryKey"`
	Value    string
}

// TableName is the table of answers.
func (VisitAnswer) TableName() string { return "return_visit_answers" }

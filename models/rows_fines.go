package models

import "time"

// Kinds of entries that the ledger prices itself. Other kinds are words of a policy, their amounts entered by hand.
const (
	EntryFine   = "fine"
	EntryPayCut = "pay_cut"

	// EntryDismissal is no money: what becomes of it is decided by whoever the policy names.
	EntryDismissal = "dismissal"
)

// FineMonth is a person's calendar month under a policy: the row that is locked while violations are counted. Written by
// Append and DecideEntry.
type FineMonth struct {
	StaffID string `gorm:"primaryKey"`
	Month   string `gorm:"primaryKey"` // 2026-03, in the business zone
	Policy  string `gorm:"primaryKey"`
	N       int64  // places allotted so far
}

// TableName is the table of months.
func (FineMonth) TableName() string { return "fine_months" }

// Fine is what an entry has besides when it is a fine, or the pay cut that comes with one: the figures by which it was
// priced. The database refuses to change or delete one. Written by Append, and by DecideEntry where it corrects one.
type Fine struct {
	EntryID      string `gorm:"primaryKey"`
	Policy       string
	Edition      string // of the policy
	Month        string
	Place        int64  // in the month; what corrects an entry has its place; 0 when nobody is known
	Violation    string // key of the policy's table
	Item         string // "" where not each is fined
	Again        bool   // the same one again, since it wasn't put right in time
	Base         int64  // fen, once; 0 of a pay cut
	Factor       int64  // 1 or 2
	Counted      int64  // how many stood before it
	DoubleClause string // that doubled it; "" when it is single
	Percent      *int64 // of a pay cut, as proposed
	Mode         string // what becomes of it once confirmed: a word of policies.Fines
	ObligationID *string
	ProposerID   *string // nil when a clock proposed it
	Corrects     *string // entry whose count didn't hold
}

// TableName is the table of fines.
func (Fine) TableName() string { return "fines" }

// EntryCount says that an entry stood before another when that was priced. The database refuses to change or delete one.
type EntryCount struct {
	EntryID   string `gorm:"primaryKey"`
	CountedID string `gorm:"primaryKey"`
}

// TableName is the table of counted entries.
func (EntryCount) TableName() string { return "entry_counts" }

// What was decided on an entry.
const (
	EntryConfirmed = "confirmed"
	EntryRejected  = "rejected"
	EntryReversed  = "reversed" // a contra entry stands against it
	EntryReview    = "review"   // one that it counted doesn't count any more
)

// EntryDecision is one decision on an entry; the latest is the entry's state. The database refuses to change or delete
// one. Written by DecideEntry, and by Append where it withdraws an entry.
type EntryDecision struct {
	EntryID   string `gorm:"primaryKey"`
	N         int64  `gorm:"primaryKey;autoIncrement:false"`
	Decision  string
	StaffID   *string // nil: the ledger itself
	Clause    string
	Amount    *int64  // fen, of what was confirmed
	Percent   *int64  // of a confirmed pay cut
	BecauseOf *string // of a review: the entry that doesn't count any more
	EventSeq  *int64  // event in the entry's stream; nil for what follows from another
	DecidedAt time.Time
}

// TableName is the table of decisions.
func (EntryDecision) TableName() string { return "entry_decisions" }

// Absence is a time in which a member of staff is away, in whole days. Written by RecordAbsence and EndAbsence.
type Absence struct {
	ID         string
	StaffID    string
	Seq        int64   // last event about it in the person's stream of absences
	FromDay    string  // 2026-03-06
	ToDay      *string // included; nil while it isn't known
	RecordedBy string
	RecordedAt time.Time
	EndedBy    *string // who said when it really ended
	EndedAt    *time.Time
}

// TableName is the table of absences.
func (Absence) TableName() string { return "absences" }

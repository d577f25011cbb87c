package models

import (
	"time"

	"carebook/contract"
)

// States of an obligation.
const (
	ObligationOpen      = "open"
	ObligationPaused    = "paused"
	ObligationFulfilled = "fulfilled"
	ObligationCancelled = "cancelled"
)

// stillOwed are the states of what hasn't come to its end.
var stillOwed = []string{ObligationOpen, ObligationPaused}

// Obligation is a duty somebody owes by a moment; staff see it as a to-do. Written by Append only.
type Obligation struct {
	ID          string
	CaseID      string
	UnitID      string
	Duty        string // key of the duty in the policy
	Item        string // which one, where each is owed; else ""
	Role        string
	PersonID    *string // nil: whoever of the role claims it
	Clause      string
	Rule        string // the time allowed, as the policy says it
	Source      string // where that number comes from
	Since       time.Time
	DueAt       time.Time
	LastAt      *time.Time // last permitted moment; nil without a window, or when it permits none
	Provisional bool       // the calendar of its year isn't published yet
	Calendar    string     // id@version
	CalendarN   int64      // number of that edition in these books; 0 for what was counted before editions were kept, followsClock for what has no clock of its own
	Explanation []byte     `gorm:"not null"` // calendar.Due as JSON, day by day
	State       string
	BreachedAt  *time.Time
	Annulled    bool       // breached in the books, but kept in time
	SettledAt   *time.Time // occurred_at of what settled it
	OpenedSeq   int64
	SettledSeq  *int64

	Earlier      []byte     // calendar.Due as JSON: what it was before it was counted again
	EarlierDueAt *time.Time // nil for one that never was
}

// TableName is the table of obligations.
func (Obligation) TableName() string { return "obligations" }

// States of a mark. A folded mark is an earlier reminder for which a later one stood.
const (
	MarkWaiting = "waiting"
	MarkPaused  = "paused"
	MarkFired   = "fired"
	MarkFolded  = "folded"
	MarkDropped = "dropped"
)

// Mark is a moment on an obligation's clock. Written by Append only.
type Mark struct {
	ObligationID string `gorm:"primaryKey"`
	N            int    `gorm:"primaryKey;autoIncrement:false"`
	CaseID       string
	At           time.Time
	Kind         contract.MarkKind
	ToRole       string
	Clause       string
	State        string
	FiredAt      *time.Time
	LateMs       *int64 // FiredAt less At, of fired and folded marks
}

// TableName is the table of marks.
func (Mark) TableName() string { return "marks" }

// States of a ledger entry. An entry is never changed: a correction is a contra entry that names it.
const (
	EntryProposed    = "proposed"
	EntryNeedsReview = "needs_review" // the obligation overlapped an outage
	EntryContra      = "contra"
)

// Entry is a money line that a clause proposes: nothing is owed until somebody with the right confirms it. The database
// refuses to change or delete one. Written by Append only.
type Entry struct {
	ID           string
	CaseID       string
	Seq          int64 // event that brought it
	ObligationID *string
	Kind         string
	StaffID      *string
	Amount       *int64 // fen; nil until entered by hand
	Clause       string
	State        string
	ContraOf     *string
	OutageID     *string
	CreatedAt    time.Time `gorm:"autoCreateTime:false"`
}

// TableName is the table of ledger entries.
func (Entry) TableName() string { return "ledger_entries" }

// Notice tells everybody who holds a role at a unit, or one person, that something happened. Written by Append; FanOut puts it into the outbox.
type Notice struct {
	ID           string
	CaseID       string
	Seq          int64
	UnitID       string
	ToRole       string // "" when to one person
	ToStaff      *string
	What         string // key of the text
	Clause       string
	ObligationID *string
	CreatedAt    time.Time  `gorm:"autoCreateTime:false"`
	FannedAt     *time.Time // when it was put into the outbox, for whoever is told outside as well
}

// TableName is the table of notices.
func (Notice) TableName() string { return "notices" }

// NoticeRead says that somebody has read a notice. Written by MarkRead.
type NoticeRead struct {
	NoticeID string `gorm:"primaryKey"`
	StaffID  string `gorm:"primaryKey"`
	ReadAt   time.Time
}

// TableName is the table of read notices.
func (NoticeRead) TableName() string { return "notice_reads" }

// Heartbeat is the last sign of life of a kind of process. Written by Beat.
type Heartbeat struct {
	ID     string
	BeatAt time.Time
}

// TableName is the table of heartbeats.
func (Heartbeat) TableName() string { return "heartbeats" }

// Outage is a time in which no worker was alive: nobody could be reminded in it. Written by Beat.
type Outage struct {
	ID      string
	BeganAt time.Time // last beat before the silence
	EndedAt time.Time
}

// TableName is the table of outages.
func (Outage) TableName() string { return "outages" }

package models

import "time"

// Unit is a business unit: a node of the tree by which rights are inherited downwards. Written by LoadOrganisation.
type Unit struct {
	ID        string
	ParentID  *string
	Code      string
	Name      string
	Profile   string    // the policies it runs; "" for a unit that runs none of its own, such as a group
	Calendar  string    // id of the calendar it counts by; "" for its profile's
	CreatedAt time.Time `gorm:"autoCreateTime:false"`
}

// TableName is the table of units.
func (Unit) TableName() string { return "units" }

// Department is a part of a unit. Written by LoadOrganisation.
type Department struct {
	ID     string
	UnitID string
	Code   string
	Name   string
}

// TableName is the table of departments.
func (Department) TableName() string { return "departments" }

// Staff is a member of staff; whoever has left stays here, inactive, because the books name them. Written by
// LoadOrganisation, AddStaff, Leave and Depart.
type Staff struct {
	ID        string
	Code      string // the number on the badge
	Name      string
	Active    bool
	CreatedAt time.Time  `gorm:"autoCreateTime:false"`
	Seq       int64      // last event in the person's stream; 0 before the first
	LeavesAt  *time.Time // end of the last day of whoever leaves, exclusive
}

// TableName is the table of staff.
func (Staff) TableName() string { return "staff" }

// RoleAssignment gives a member of staff a role at a unit and everything below it, for a time. An assignment is ended,
// never deleted: who held what when stays answerable. Written by LoadOrganisation, ConfirmRole, EndRole and Leave.
type RoleAssignment struct {
	ID           string
	StaffID      string
	Role         string
	UnitID       string
	DepartmentID *string
	ValidFrom    time.Time
	ValidTo      *time.Time // exclusive
}

// TableName is the table of role assignments.
func (RoleAssignment) TableName() string { return "role_assignments" }

// What became of a proposed role; the empty word while it waits.
const (
	RoleConfirmed = "confirmed"
	RoleRejected  = "rejected"
)

// RoleProposal is a role that an administrator proposes: it counts when another one has confirmed it. Written by ProposeRole,
// ConfirmRole and RejectRole.
type RoleProposal struct {
	ID           string
	StaffID      string
	Role         string
	UnitID       string
	DepartmentID *string
	ValidFrom    *time.Time // nil: from when it is confirmed
	ValidTo      *time.Time // exclusive
	ProposedBy   string
	ProposedAt   time.Time
	Decision     string
	DecidedBy    *string
	DecidedAt    *time.Time
	AssignmentID *string // that it has led to
}

// TableName is the table of proposed roles.
func (RoleProposal) TableName() string { return "role_proposals" }

// Substitution lets somebody act in place of whoever is away, for as long as an absence lasts. Written by RecordAbsence,
// EndAbsence and Substitute.
type Substitution struct {
	ID           string
	AbsenceID    string
	StaffID      string // who is away
	SubstituteID string
	ValidFrom    time.Time
	ValidTo      *time.Time // exclusive
}

// TableName is the table of substitutions.
func (Substitution) TableName() string { return "substitutions" }

// CaseSubstitute says that somebody has acted in a case in place of another: when four eyes are counted the two are one.
// Written by Append and DecideEntry.
type CaseSubstitute struct {
	CaseID   string `gorm:"primaryKey"`
	StaffID  string `gorm:"primaryKey"` // who acted
	BehalfID string `gorm:"primaryKey"` // in whose place
	Seq      int64  // of the first event
}

// TableName is the table of those who have acted in place of others.
func (CaseSubstitute) TableName() string { return "case_substitutes" }

// Superior says who is above a member of staff, for a time. Written by LoadOrganisation and SetSuperior.
type Superior struct {
	ID         string
	StaffID    string
	SuperiorID string
	Kind       string // SuperiorLine or SuperiorArea
	ValidFrom  time.Time
	ValidTo    *time.Time // exclusive
}

// TableName is the table of who is above whom.
func (Superior) TableName() string { return "superiors" }

// HandOver moves what somebody owes and looks after to a successor. Written by HandItOver and BeginHandOvers.
type HandOver struct {
	ID          string
	StaffID     string
	SuccessorID string
	FromAt      time.Time
	OrderedBy   string
	OrderedAt   time.Time
	Seq         int64      // of the event in the person's stream that ordered it
	BegunAt     *time.Time // when its commands were written
}

// TableName is the table of hand-overs.
func (HandOver) TableName() string { return "hand_overs" }

// HandOverItem is one command of a hand-over: its state says what became of it. Written by HandItOver and BeginHandOvers.
type HandOverItem struct {
	HandOverID   string `gorm:"primaryKey"`
	CommandID    string `gorm:"primaryKey"`
	CaseID       string
	ObligationID *string // nil for the case with all that its handler owes
}

// TableName is the table of the commands of hand-overs.
func (HandOverItem) TableName() string { return "hand_over_items" }

// Token lets a program or a browser act as one member of staff. Only its hash is kept. Written by IssueToken and
// RevokeToken.
type Token struct {
	ID        string
	Hash      []byte `gorm:"not null"` // SHA-256
	StaffID   string
	Label     string
	Scope     string
	CreatedAt time.Time  `gorm:"autoCreateTime:false"`
	ExpiresAt *time.Time // nil only for those of before every token had an end
	RevokedAt *time.Time
}

// TableName is the table of tokens.
func (Token) TableName() string { return "tokens" }

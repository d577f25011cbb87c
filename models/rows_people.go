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
// LoadOrganisation.
type Staff struct {
	ID        string
	Code      string // the number on the badge
	Name      string
	Active    bool
	CreatedAt time.Time `gorm:"autoCreateTime:false"`
}

// TableName is the table of staff.
func (Staff) TableName() string { return "staff" }

// RoleAssignment gives a member of staff a role at a unit and everything below it, for a time. An assignment is ended,
// never deleted: who held what when stays answerable. Written by LoadOrganisation.
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

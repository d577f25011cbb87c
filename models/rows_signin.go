package models

import "time"

// Session lets a browser act as one member of staff, from signing in until it ends. Only the hash of its value is kept.
// Written by BeginSession, StaffBySession, Strengthen and whatever ends it.
type Session struct {
	ID       string
	Hash     []byte `gorm:"not null"` // SHA-256
	StaffID  string
	How      string
	TokenID  *string // the token that was kept in it
	BegunAt  time.Time
	SeenAt   time.Time  // to a minute
	EndsAt   time.Time  // at the latest
	SecondAt *time.Time // when a second factor was given
	EndedAt  *time.Time
}

// TableName is the table of sessions.
func (Session) TableName() string { return "sessions" }

// Password is what a member of staff signs in with. Written by UseInvitation, ChangePassword and, when the parameters
// have changed, SignIn.
type Password struct {
	StaffID string `gorm:"primaryKey"`
	Hash    string // Argon2id with its parameters and its salt
	SetAt   time.Time
}

// TableName is the table of passwords.
func (Password) TableName() string { return "passwords" }

// Invitation is a secret with which its owner sets a password, once. Only its hash is kept. Written by Invite and
// UseInvitation.
type Invitation struct {
	ID          string
	Hash        []byte `gorm:"not null"` // SHA-256
	StaffID     string
	ByStaff     *string   // nil: made on the machine
	DropsFactor bool      // the second factor is lost and ends with it
	CreatedAt   time.Time `gorm:"autoCreateTime:false"`
	ExpiresAt   time.Time
	UsedAt      *time.Time
}

// TableName is the table of invitations.
func (Invitation) TableName() string { return "invitations" }

// SecondFactor is a secret that a member of staff's telephone shares with the books. Written by BeginFactor,
// ConfirmFactor, RemoveFactor and whatever takes a code.
type SecondFactor struct {
	StaffID     string `gorm:"primaryKey"`
	KeyID       string
	Sealed      []byte `gorm:"not null"`
	BegunAt     time.Time
	ConfirmedAt *time.Time // counts since then
	LastStep    int64      // of the last code that was taken
}

// TableName is the table of second factors.
func (SecondFactor) TableName() string { return "second_factors" }

// RecoveryCode stands for the second factor once. Written by ConfirmFactor and RenewRecovery.
type RecoveryCode struct {
	StaffID string `gorm:"primaryKey"`
	Hash    []byte `gorm:"primaryKey;not null"` // SHA-256
	UsedAt  *time.Time
}

// TableName is the table of recovery codes.
func (RecoveryCode) TableName() string { return "recovery_codes" }

// Guess is one at a password or a code, written before it is known to be right and taken out when it is. Written by SignIn
// and whatever else takes a password or a code.
type Guess struct {
	ID      int64 `gorm:"primaryKey;autoIncrement:false"`
	At      time.Time
	AtWhat  string
	Account []byte `gorm:"not null"` // keyed hashes
	Source  []byte `gorm:"not null"`
}

// TableName is the table of guesses.
func (Guess) TableName() string { return "guesses" }

// CredentialChange is what somebody is told of a change to his ways in.
type CredentialChange struct {
	ID      string
	StaffID string
	What    string
	ByStaff *string // nil: done on the machine
	At      time.Time
}

// TableName is the table of changes of credentials.
func (CredentialChange) TableName() string { return "credential_changes" }

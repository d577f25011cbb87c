package models

import "time"

// AuditEvent is something that an auditor can ask after: who did what, or saw what, and whether it was refused. The database
// refuses to change or delete one. Written by Audit.
type AuditEvent struct {
	Seq        int64 `gorm:"primaryKey;autoIncrement:false"`
	At         time.Time
	Actor      string // staff id, or one of ByCommandLine, ByWorker, ByNobody
	Roles      string // that the actor held then, comma separated: for the unit, or anywhere when there is none
	UnitID     string // "" for what concerns none
	Action     AuditAction
	ObjectKind string
	ObjectID   string
	Result     string
	Code       string  // of the refusal
	KeyID      *string // seals the reason
	Sealed     []byte
	Source     []byte // keyed hash of the address that the request came from
	RequestID  string
	BeforeHash []byte // SHA-256 of a setting
	AfterHash  []byte
	PrevHash   []byte `gorm:"not null"`
	Hash       []byte `gorm:"not null"`
}

// TableName is the table of audited events.
func (AuditEvent) TableName() string { return "audit_events" }

// Results of what is audited.
const (
	AuditDone    = "done"
	AuditRefused = "refused"
)

// AuditHead is what was signed at a moment; the file outside the database has the same, with the streams of its leaves. The
// database refuses to change or delete one. Written by SignHeads.
type AuditHead struct {
	N         int64 `gorm:"primaryKey;autoIncrement:false"`
	At        time.Time
	AuditSeq  int64  // of the last audited event
	AuditHash []byte `gorm:"not null"`
	Leaves    int64  // streams with something new
	Events    int64  // signed so far, with these
	PrevHash  []byte `gorm:"not null"`
	Hash      []byte `gorm:"not null"`
	Signature []byte `gorm:"not null"` // Ed25519
}

// TableName is the table of signed heads.
func (AuditHead) TableName() string { return "audit_heads" }

// UnsignedEvent is the end of a stream that no signed head covers yet. Written by a trigger, taken away by SignHeads.
type UnsignedEvent struct {
	Stream string `gorm:"primaryKey"`
	Seq    int64  `gorm:"primaryKey;autoIncrement:false"`
	Covers int64  // events of the stream that are new with this one
}

// TableName is the table of unsigned events.
func (UnsignedEvent) TableName() string { return "unsigned_events" }

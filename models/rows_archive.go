package models

import "time"

// Archive is what the file of a vehicle has besides its case: the state that lists and rights need. Written by Append only.
type Archive struct {
	CaseID       string `gorm:"primaryKey"`
	VehicleID    string
	CustomerID   string
	File         string // kind of file
	Delivery     string // day of it, 2026-03-06; "" for a kind of which a vehicle has one for ever
	DeliveredAt  time.Time
	RecipientID  string  // who opened the case
	ConsultantID string  // who hands the file over
	SenderID     *string // who signed for that
	SignedAt     *time.Time
	StoredAt     *time.Time
	Late         bool  // handed over too late, or not yet and too late
	Defects      int64 // to be put right
	Voided       bool
}

// TableName is the table of vehicles' files.
func (Archive) TableName() string { return "archives" }

// ArchivePaper is a document of a file as it stands. Written by Append only.
type ArchivePaper struct {
	CaseID     string `gorm:"primaryKey"`
	Code       string `gorm:"primaryKey"`
	State      string // contract.PaperPresent, …
	Approved   bool   // the excuse was accepted
	ExpectedAt *time.Time
	StaffID    string // who said so last
	At         time.Time
}

// TableName is the table of the documents of files.
func (ArchivePaper) TableName() string { return "archive_papers" }

// States of a defect.
const (
	DefectOpen      = "open"
	DefectCorrected = "corrected"
	DefectStopped   = "stopped" // it stays, and isn't fined any more
)

// ArchiveDefect is what had to be put right in a file. Written by Append only.
type ArchiveDefect struct {
	CaseID    string `gorm:"primaryKey"`
	Item      string `gorm:"primaryKey"` // contract.Finding.Item
	State     string
	FoundBy   string
	FoundAt   time.Time
	SettledBy *string
	SettledAt *time.Time
}

// TableName is the table of the defects of files.
func (ArchiveDefect) TableName() string { return "archive_defects" }

package models

import "time"

// Origins of an edition of a calendar.
const (
	FromShipped = "shipped" // came with the binary
	FromFolder  = "folder"  // in the operator's folder of calendars
	FromStaff   = "staff"   // added by a calendar keeper
)

// Calendar is one edition of a working calendar. Rows are only ever added, and the newest of an id is current. Written by
// AdoptCalendars and AddCalendar.
type Calendar struct {
	N        int64  `gorm:"primaryKey;autoIncrement:false"` // 1, 2, 3, … without gaps
	ID       string `gorm:"column:id"`
	Version  string // hash of what it says, its base included
	BaseN    *int64 // edition that it extends; nil for one that stands alone
	Content  []byte `gorm:"not null"` // the file
	Origin   string
	StoredAt time.Time
	StoredBy *string // staff id; nil for what a process stored
}

// TableName is the table of calendars.
func (Calendar) TableName() string { return "calendars" }

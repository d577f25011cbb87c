package models

import (
	"time"

	"carebook/internal/draw"
)

// SamplePeriod is a month of one kind of event of a unit, out of which a part is drawn: the row that is locked while its
// numbers are allotted. The database refuses to change one but for its count, and that it is closed once. Written by Append and
// CloseSamples.
type SamplePeriod struct {
	ID         string // unit/event/2026-03
	UnitID     string
	Event      string
	Month      string // 2026-03, by the calendar of the unit
	Parts      int64  // are drawn of
	Whole      int64  // so many; the length of a block
	Clause     string // of the rate
	Commitment []byte `gorm:"not null"` // SHA-256 of the secret
	Sealed     []byte `gorm:"not null"` // the secret, wrapped as a person's key is
	N          int64  // numbers allotted so far
	OpenedAt   time.Time
	EndsAt     time.Time // when the next month begins
	ClosedAt   *time.Time
	Secret     []byte // revealed when it is closed
}

// TableName is the table of periods.
func (SamplePeriod) TableName() string { return "sample_periods" }

// Rate is the part that is drawn.
func (p SamplePeriod) Rate() draw.Rate { return draw.Rate{Parts: p.Parts, Whole: p.Whole} }

// lottery draws with a secret of the period.
func (p SamplePeriod) lottery(secret []byte) draw.Lottery {
	return draw.Lottery{Secret: secret, Event: p.Event, Period: p.ID, Rate: p.Rate()}
}

// Sample is the place of an event in its period. The database refuses to change or delete one. Written by Append.
type Sample struct {
	PeriodID   string `gorm:"primaryKey"`
	N          int64  `gorm:"primaryKey;autoIncrement:false"` // 1, 2, … in the order of recording
	CaseID     string // whose opening event says the same
	CustomerID string
	Source     string // stream of what happened; "" when nothing here tells of it
	Drawn      bool   // by lot
	At         time.Time
}

// TableName is the table of samples.
func (Sample) TableName() string { return "samples" }

// SampleGap is somebody who was to be visited and can't be reached. The database refuses to change or delete one. Written by
// Append.
type SampleGap struct {
	PeriodID string `gorm:"primaryKey"`
	N        int64  `gorm:"primaryKey;autoIncrement:false"`
	Place    int64  // 1, 2, … in the order of recording
	Reason   string // of contract.GapReasons
	Seen     int64  // the last number allotted by then
	Late     bool   // the period was closed by then
	At       time.Time
}

// TableName is the table of gaps.
func (SampleGap) TableName() string { return "sample_gaps" }

// SampleFill is somebody whom no lot has drawn and who is to be visited all the same. The database refuses to change or delete
// one. Written by Append and CloseSamples.
type SampleFill struct {
	PeriodID string `gorm:"primaryKey"`
	N        int64  `gorm:"primaryKey;autoIncrement:false"`
	ForN     int64  // the gap; 0: to round the period up
	At       time.Time
}

// TableName is the table of fills.
func (SampleFill) TableName() string { return "sample_fills" }

package models

import (
	"strings"
	"time"
)

// Schedule is what begins by itself for a unit, because the policy that it runs says so. Written by KnowSchedules and DirectSchedule.
type Schedule struct {
	ID     string // of unit, family and name
	UnitID string
	Family string
	Word   string    // by which the policy calls it
	Since  time.Time // rounds before aren't begun
	Seq    int64     // last event in its own stream; 0 before the first
	GoneAt *time.Time
}

// TableName is the table of schedules.
func (Schedule) TableName() string { return "schedules" }

// SchedulePause is a time in which a schedule begins nothing by itself. Written by DirectSchedule.
type SchedulePause struct {
	ScheduleID string `gorm:"primaryKey"`
	N          int64  `gorm:"primaryKey;autoIncrement:false"`
	FromAt     time.Time
	ToAt       *time.Time // nil while it lasts
}

// TableName is the table of pauses.
func (SchedulePause) TableName() string { return "schedule_pauses" }

// SchedulePeriod is a round of a schedule that has begun, or what it has begun for one person: there is one, whoever noticed that it was
// time. Its period is the name of the round, with the person behind a slash where each has a case. Written by BeginPeriods and
// DirectSchedule.
type SchedulePeriod struct {
	ScheduleID string `gorm:"primaryKey"`
	Period     string `gorm:"primaryKey"`
	BeginsAt   time.Time
	BegunAt    time.Time
	Late       bool
	Source     string
	CommandID  string
	CaseID     string
}

// TableName is the table of periods.
func (SchedulePeriod) TableName() string { return "schedule_periods" }

// Round is the name of the round.
func (p SchedulePeriod) Round() string {
	round, _, _ := strings.Cut(p.Period, ofPerson)
	return round
}

package models

import "time"

// LoadedByCLI is who loaded a binder with carebook policy load.
const LoadedByCLI = "cli"

// Binder is one edition of the company's own binder, laid over what a process was started with. Rows are only ever added.
// Written by LoadBinder.
type Binder struct {
	N             int64     `gorm:"primaryKey;autoIncrement:false"` // 1, 2, 3, … without gaps
	Hash          string    // of its files; see policies.Pack
	Content       []byte    `gorm:"not null"` // its files, packed
	EffectiveFrom time.Time // the beginning of a day in the business zone
	LoadedAt      time.Time
	LoadedBy      string // LoadedByCLI, or a staff id
	Note          string
}

// TableName is the table of binders.
func (Binder) TableName() string { return "binders" }

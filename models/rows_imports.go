package models

import (
	"time"

	"carebook/contract"
)

// States of an imported row. All but waiting are final.
const (
	RowWaiting   = "waiting"
	RowCreated   = "created"   // this import carried it out
	RowUnchanged = "unchanged" // the books say the same already
	RowRefused   = "refused"
)

// Import is a workbook that somebody brought in. Written by BeginImport; the workers move BeganAt and FinishedAt.
type Import struct {
	ID         string
	Kind       contract.ImportKind
	UnitID     string
	StaffID    string
	KeyID      string
	Total      int64
	ReceivedAt time.Time
	BeganAt    *time.Time
	FinishedAt *time.Time
}

// TableName is the table of imports.
func (Import) TableName() string { return "imports" }

// ImportRow is a row of an import, its cells sealed with the import's key. Written by BeginImport, settled by the workers.
type ImportRow struct {
	ImportID string `gorm:"primaryKey"`
	N        int64  `gorm:"primaryKey;autoIncrement:false"` // row of the sheet, its head is 1
	State    string
	Refusal  []byte // contract.Refusal as JSON
	Sealed   []byte // nil once the cells stand in their columns, or whom they name was erased
	ResultID *string
}

// TableName is the table of imported rows.
func (ImportRow) TableName() string { return "import_rows" }

// ExternalRef is how another system calls a customer, a vehicle, a member of staff, a delivery, a dispatch or a payment of a unit. It is what
// makes a row happen once, whoever imports it and how often. Written with what it names.
type ExternalRef struct {
	Kind        contract.ImportKind `gorm:"primaryKey"`
	UnitID      string              `gorm:"primaryKey"`
	RefIndex    []byte              `gorm:"primaryKey;not null"`
	ResultID    string
	ContentHash []byte `gorm:"not null"`
	ImportID    string
	N           int64 // row of that import
}

// TableName is the table of external references.
func (ExternalRef) TableName() string { return "external_refs" }

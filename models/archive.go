package models

import (
	"fmt"

	"gorm.io/gorm"

	"carebook/contract"
)

// ArchiveItem is the file of a vehicle with its case.
type ArchiveItem struct {
	Case
	Archive
}

// ArchiveFilter narrows a list of files; empty fields don't.
type ArchiveFilter struct {
	Status     contract.Status
	Unit       string // id
	File       string // kind of file
	Consultant string // staff id
	Customer   string // id
	Vehicle    string // id
	Late       bool   // handed over too late, or not yet and too late
	Defects    bool   // with something to be put right
	Running    bool   // without those that have ended, and those that are stored
	Paused     bool   // only those whose clocks stand still
}

// running is the condition that something is still to be done in a case: a file that is stored stays open, but rests, and so does a
// request whose record is back, amended or passed on.
const running = "NOT cases.ended AND cases.status <> 'stored' AND cases.status NOT IN ('returned', 'amended', 'disclosed')"

// Archives are the files that the scope shows, the newest case first unless the page is sorted otherwise.
func Archives(tx *gorm.DB, s Scope, f ArchiveFilter, p Page) ([]ArchiveItem, *Cursor, error) {
	q := s.cases(archives(tx))
	for _, c := range []struct{ column, value string }{
		{"cases.status", string(f.Status)}, {"cases.unit_id", f.Unit}, {"archives.file", f.File},
		{"archives.consultant_id", f.Consultant}, {"archives.customer_id", f.Customer}, {"archives.vehicle_id", f.Vehicle},
	} {
		if c.value != "" {
			q = q.Where(c.column+" = ?", c.value)
		}
	}
	if f.Late {
		q = q.Where("archives.late")
	}
	if f.Defects {
		q = q.Where("archives.defects > 0")
	}
	if f.Running {
		q = q.Where(running)
	}
	if f.Paused {
		q = q.Where("cases.paused_at IS NOT NULL")
	}
	var rows []ArchiveItem
	if err := p.cases(q).Find(&rows).Error; err != nil {
		return nil, nil, fmt.Errorf("listing files: %w", err)
	}
	rows, next := turn(p, rows, func(a ArchiveItem) Cursor { return p.place(a.Case) })
	return rows, next, nil
}

// ArchiveByID is one file; gorm.ErrRecordNotFound when there is none that the scope shows, or an approved request opens: the
// door has logged that.
func ArchiveByID(tx *gorm.DB, s Scope, id string) (*ArchiveItem, error) {
	var a ArchiveItem
	if err := s.reads(archives(tx)).Where("cases.id = ?", id).Take(&a).Error; err != nil {
		return nil, fmt.Errorf("reading file %s: %w", id, err)
	}
	return &a, nil
}

// Papers are the documents of a file by their code, as they stand. Whether the case may be seen is for the caller to ask
// first.
func Papers(tx *gorm.DB, caseID string) ([]ArchivePaper, error) {
	var rows []ArchivePaper
	if err := tx.Where("case_id = ?", caseID).Order("code").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("listing papers of case %s: %w", caseID, err)
	}
	return rows, nil
}

// Defects are what had to be put right in a file, in the order in which it was found. Whether the case may be seen is for
// the caller to ask first.
func Defects(tx *gorm.DB, caseID string) ([]ArchiveDefect, error) {
	var rows []ArchiveDefect
	if err := tx.Where("case_id = ?", caseID).Order("found_at, item").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("listing defects of case %s: %w", caseID, err)
	}
	return rows, nil
}

func archives(tx *gorm.DB) *gorm.DB {
	return tx.Table("cases").Joins("JOIN archives ON archives.case_id = cases.id").Select("cases.*, archives.*")
}

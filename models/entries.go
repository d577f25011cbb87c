package models

import (
	"fmt"

	"gorm.io/gorm"

	"carebook/contract"
)

// EntryItem is an entry with what has become of it, its case, and its figures where the ledger priced it: they are empty
// otherwise.
type EntryItem struct {
	Entry
	Now      string // state: the latest decision, or what it was written as
	Owed     *int64 // fen, as it was confirmed last; nil while it wasn't
	Number   string // of the case
	UnitID   string
	CaseKind contract.Kind
	Figures
}

// Figures are those of a fine or a pay cut.
type Figures struct {
	Policy       string
	Edition      string
	Month        string
	Violation    string
	Item         string
	Again        bool
	Base         int64
	Factor       int64
	Counted      int64
	DoubleClause string
	Percent      *int64
	Mode         string
	BreachOf     *string // obligation whose breach brought it
	ProposerID   *string
	Corrects     *string
}

// EntryFilter narrows a list of entries; empty fields don't.
type EntryFilter struct {
	Person string // staff id
	Month  string // of fines: 2026-03
	State  string
	Unit   string // id
	Case   string // id
}

// EntriesSeen are the entries of all cases that the scope shows, the last one first.
func EntriesSeen(tx *gorm.DB, s Scope, f EntryFilter, p Page) ([]EntryItem, *Cursor, error) {
	return listEntries(f.narrow(s.cases(entryItems(tx))), p)
}

func (f EntryFilter) narrow(q *gorm.DB) *gorm.DB {
	for _, narrow := range []struct{ column, value string }{
		{"ledger_entries.staff_id", f.Person}, {"fines.month", f.Month}, {entryState, f.State}, {"cases.unit_id", f.Unit}, {"cases.id", f.Case},
	} {
		if narrow.value != "" {
			q = q.Where(narrow.column+" = ?", narrow.value)
		}
	}
	return q
}

func listEntries(q *gorm.DB, p Page) ([]EntryItem, *Cursor, error) {
	var rows []EntryItem
	if err := p.backward(q, "ledger_entries.created_at", "ledger_entries.id").Find(&rows).Error; err != nil {
		return nil, nil, fmt.Errorf("listing entries: %w", err)
	}
	rows, next := turn(p, rows, func(e EntryItem) Cursor { return Cursor{e.CreatedAt, e.ID} })
	return rows, next, nil
}

// Entries are the ledger entries of a case in the order of their events. Whether the case may be seen is for the caller to
// ask first.
func Entries(tx *gorm.DB, caseID string) ([]EntryItem, error) {
	var rows []EntryItem
	err := entryItems(tx).Where("cases.id = ?", caseID).Order("ledger_entries.seq, ledger_entries.created_at, ledger_entries.id").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("listing entries of case %s: %w", caseID, err)
	}
	return rows, nil
}

// SeesEntry reports whether an entry of a case that is read is shown, too. Of a case that is read for another reason than its unit only
// those against the reader are: what others owe isn't lent.
func (s Scope) SeesEntry(e EntryItem) bool {
	return s.Sees(e.UnitID) || e.StaffID != nil && *e.StaffID == s.Staff
}

// EntryByID is one entry; gorm.ErrRecordNotFound when there is none that the scope shows.
func EntryByID(tx *gorm.DB, s Scope, id string) (*EntryItem, error) {
	var e EntryItem
	if err := s.cases(entryItems(tx)).Where("ledger_entries.id = ?", id).Take(&e).Error; err != nil {
		return nil, fmt.Errorf("reading entry %s: %w", id, err)
	}
	return &e, nil
}

func entryItems(tx *gorm.DB) *gorm.DB {
	return tx.Table("ledger_entries").Joins("JOIN cases ON cases.id = ledger_entries.case_id").
		Joins("LEFT JOIN fines ON fines.entry_id = ledger_entries.id").
		Select("ledger_entries.*, " + entryState + ` AS now, (SELECT d.amount FROM entry_decisions d
			WHERE d.entry_id = ledger_entries.id AND d.decision = 'confirmed' ORDER BY d.n DESC LIMIT 1) AS owed, cases.number, cases.unit_id, cases.kind AS case_kind, fines.policy, fines.edition,
			fines.month, fines.violation, fines.item, fines.again, fines.base, fines.factor, fines.counted, fines.double_clause, fines.percent,
			fines.mode, fines.obligation_id AS breach_of, fines.proposer_id, fines.corrects`)
}

// CountedBy are the ids of the entries that an entry counted when it was priced, in the order of the month. Whether the
// entry may be seen is for the caller to ask first.
func CountedBy(tx *gorm.DB, entry string) ([]string, error) {
	ids := []string{}
	err := tx.Table("entry_counts").Joins("JOIN fines ON fines.entry_id = entry_counts.counted_id").
		Where("entry_counts.entry_id = ?", entry).Order("fines.place, fines.entry_id").Pluck("entry_counts.counted_id", &ids).Error
	if err != nil {
		return nil, fmt.Errorf("listing what entry %s counted: %w", entry, err)
	}
	return ids, nil
}

// Decisions are all decisions on an entry, the first one first. Whether the entry may be seen is for the caller to ask
// first.
func Decisions(tx *gorm.DB, entry string) ([]EntryDecision, error) {
	var rows []EntryDecision
	if err := tx.Where("entry_id = ?", entry).Order("n").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("listing decisions on entry %s: %w", entry, err)
	}
	return rows, nil
}

// OutageByID is an outage; gorm.ErrRecordNotFound when there is none.
func OutageByID(tx *gorm.DB, id string) (*Outage, error) {
	var o Outage
	if err := tx.Where("id = ?", id).Take(&o).Error; err != nil {
		return nil, fmt.Errorf("reading outage %s: %w", id, err)
	}
	return &o, nil
}

package models

import (
	"fmt"

	"gorm.io/gorm"

	"carebook/contract"
)

// LeadItem is a lead with its case.
type LeadItem struct {
	Case
	Lead
}

// LeadFilter narrows a list of leads; empty fields don't.
type LeadFilter struct {
	Status     contract.Status
	Unit       string // id
	Consultant string // staff id
	Customer   string // id
	Source     string
	Class      string
	Stale      bool // without progress for too long
	Void       bool // whose card is void
	Running    bool // without those that have ended
	Paused     bool // only those whose clocks stand still
}

// Leads are the leads that the scope shows, the newest case first unless the page is sorted otherwise.
func Leads(tx *gorm.DB, s Scope, f LeadFilter, p Page) ([]LeadItem, *Cursor, error) {
	q := s.cases(leads(tx))
	for _, c := range []struct{ column, value string }{
		{"cases.status", string(f.Status)}, {"cases.unit_id", f.Unit}, {"leads.consultant_id", f.Consultant},
		{"leads.customer_id", f.Customer}, {"leads.source", f.Source}, {"leads.class", f.Class},
	} {
		if c.value != "" {
			q = q.Where(c.column+" = ?", c.value)
		}
	}
	for condition, asked := range map[string]bool{
		"leads.stale": f.Stale, "leads.lapsed_at IS NOT NULL": f.Void, "NOT cases.ended": f.Running, "cases.paused_at IS NOT NULL": f.Paused,
	} {
		if asked {
			q = q.Where(condition)
		}
	}
	var rows []LeadItem
	if err := p.cases(q).Find(&rows).Error; err != nil {
		return nil, nil, fmt.Errorf("listing leads: %w", err)
	}
	rows, next := turn(p, rows, func(l LeadItem) Cursor { return p.place(l.Case) })
	return rows, next, nil
}

// LeadByID is one lead; gorm.ErrRecordNotFound when there is none that the scope shows.
func LeadByID(tx *gorm.DB, s Scope, id string) (*LeadItem, error) {
	var l LeadItem
	if err := s.cases(leads(tx)).Where("cases.id = ?", id).Take(&l).Error; err != nil {
		return nil, fmt.Errorf("reading lead %s: %w", id, err)
	}
	return &l, nil
}

// LeadSaid is a contact with what was written about it.
type LeadSaid struct {
	LeadContact
	Said Happened // its event
}

// LeadContacts are the contacts with a lead before an event of its chain, the latest first; before 0 they begin with the last.
// More says that there are earlier ones. Whether the case may be seen is for the caller to ask first.
func (b *Books) LeadContacts(tx *gorm.DB, caseID string, before int64, limit int) (out []LeadSaid, more bool, err error) {
	q := tx.Where("case_id = ?", caseID)
	if before > 0 {
		q = q.Where("seq < ?", before)
	}
	var rows []LeadContact
	if err := q.Order("seq DESC").Limit(limit + 1).Find(&rows).Error; err != nil {
		return nil, false, fmt.Errorf("listing contacts of case %s: %w", caseID, err)
	}
	more = len(rows) > limit
	rows = rows[:min(len(rows), limit)]
	seqs := make([]int64, len(rows))
	for i, row := range rows {
		seqs[i] = row.Seq
	}
	var events []Event
	if err := tx.Where("stream = ? AND seq IN ?", caseID, seqs).Order("seq DESC").Find(&events).Error; err != nil {
		return nil, false, fmt.Errorf("reading contacts of case %s: %w", caseID, err)
	}
	if len(events) != len(rows) {
		return nil, false, fmt.Errorf("case %s has %d contacts and %d events of them", caseID, len(rows), len(events))
	}
	known := map[string][]byte{}
	for i, row := range rows {
		said := Happened{Event: events[i]}
		if err := b.openEvent(tx, &said, known); err != nil {
			return nil, false, fmt.Errorf("opening contact %d of %s: %w", row.Seq, caseID, err)
		}
		out = append(out, LeadSaid{row, said})
	}
	return out, more, nil
}

func leads(tx *gorm.DB) *gorm.DB {
	return tx.Table("cases").Joins("JOIN leads ON leads.case_id = cases.id").Select("cases.*, leads.*")
}

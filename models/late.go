package models

import (
	"fmt"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
)

// lateness is by how much a mark of a kind was struck after its moment.
type lateness struct {
	kind contract.MarkKind
	by   time.Duration
}

// LateMark is a mark that fired, or was folded, a second or more after its moment, with what it belongs to.
type LateMark struct {
	Mark
	CaseKind contract.Kind
	Number   string // of the case
	UnitID   string
	Duty     string
}

// LateFilter narrows a list of late marks; empty fields don't.
type LateFilter struct {
	AtLeast time.Duration // a second is the least that counts as late
	From    *time.Time    // fired at it or later
	To      *time.Time    // fired before it
	Kind    contract.MarkKind
}

// LateMarks are the marks of all cases that the scope shows that came late, the last one first.
func LateMarks(tx *gorm.DB, s Scope, f LateFilter, p Page) ([]LateMark, *Cursor, error) {
	// The second stands in the text, not in a parameter: the index holds only what is late.
	q := s.cases(tx.Table("marks").Joins("JOIN cases ON cases.id = marks.case_id").
		Joins("JOIN obligations ON obligations.id = marks.obligation_id").
		Select("marks.*, cases.kind AS case_kind, cases.number, cases.unit_id, obligations.duty")).
		Where("marks.late_ms >= 1000 AND marks.late_ms >= ?", f.AtLeast.Milliseconds())
	if f.From != nil {
		q = q.Where("marks.fired_at >= ?", micros(*f.From))
	}
	if f.To != nil {
		q = q.Where("marks.fired_at < ?", micros(*f.To))
	}
	if f.Kind != "" {
		q = q.Where("marks.kind = ?", f.Kind)
	}
	var rows []LateMark
	if err := p.backward(q, "marks.fired_at", "marks.obligation_id || ':' || marks.n").Find(&rows).Error; err != nil {
		return nil, nil, fmt.Errorf("listing late marks: %w", err)
	}
	rows, next := turn(p, rows, func(m LateMark) Cursor {
		return Cursor{*m.FiredAt, fmt.Sprintf("%s:%d", m.ObligationID, m.N)}
	})
	return rows, next, nil
}

package models

import (
	"fmt"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
)

// VisitItem is a return visit with its case, and with what the draw said of it.
type VisitItem struct {
	Case
	ReturnVisit
	Drawn *bool // nil where there was no draw
}

// VisitFilter narrows a list of return visits; empty fields don't.
type VisitFilter struct {
	Status    contract.Status
	Unit      string // id
	Event     string
	Cycle     string
	Visitor   string // staff id of whoever visits
	Role      string // that visits
	Customer  string // id
	Origin    string // id of the complaint
	DueFrom   *time.Time
	DueBefore *time.Time
	Sampled   *bool // drawn, or left out
	Late      bool  // a visit was made too late, or not at all
	Running   bool  // without those that have ended
	Paused    bool  // only those whose clocks stand still
}

// Visits are the return visits that the scope shows, the newest case first unless the page is sorted otherwise. Sorted by due
// time, those that owe no visit are left out.
func Visits(tx *gorm.DB, s Scope, f VisitFilter, p Page) ([]VisitItem, *Cursor, error) {
	var rows []VisitItem
	if err := p.visits(f.narrow(s.cases(visits(tx)))).Find(&rows).Error; err != nil {
		return nil, nil, fmt.Errorf("listing return visits: %w", err)
	}
	rows, next := turn(p, rows, func(v VisitItem) Cursor {
		if p.Sort == SortDue || p.Sort == SortDueDown {
			return Cursor{*v.DueAt, v.ID}
		}
		return p.place(v.Case)
	})
	return rows, next, nil
}

func (f VisitFilter) narrow(q *gorm.DB) *gorm.DB {
	for _, c := range []struct{ column, value string }{
		{"cases.status", string(f.Status)}, {"cases.unit_id", f.Unit}, {"return_visits.event", f.Event}, {"return_visits.cycle", f.Cycle},
		{"return_visits.handler_id", f.Visitor}, {"return_visits.visitor", f.Role}, {"return_visits.customer_id", f.Customer},
		{"return_visits.origin_id", f.Origin},
	} {
		if c.value != "" {
			q = q.Where(c.column+" = ?", c.value)
		}
	}
	if f.DueFrom != nil {
		q = q.Where("return_visits.due_at >= ?", micros(*f.DueFrom))
	}
	if f.DueBefore != nil {
		q = q.Where("return_visits.due_at < ?", micros(*f.DueBefore))
	}
	if f.Sampled != nil {
		q = q.Where("samples.drawn = ?", *f.Sampled)
	}
	if f.Late {
		q = q.Where("return_visits.late")
	}
	if f.Running {
		q = q.Where(running)
	}
	if f.Paused {
		q = q.Where("cases.paused_at IS NOT NULL")
	}
	return q
}

// visits orders return visits: by what is due next, or as cases are.
func (p Page) visits(q *gorm.DB) *gorm.DB {
	switch p.Sort {
	case SortDue:
		return p.forward(q.Where("return_visits.due_at IS NOT NULL"), "return_visits.due_at", "cases.id")
	case SortDueDown:
		return p.backward(q.Where("return_visits.due_at IS NOT NULL"), "return_visits.due_at", "cases.id")
	}
	return p.cases(q)
}

// VisitByID is one return visit; gorm.ErrRecordNotFound when there is none that the scope shows.
func VisitByID(tx *gorm.DB, s Scope, id string) (*VisitItem, error) {
	var v VisitItem
	if err := s.cases(visits(tx)).Where("cases.id = ?", id).Take(&v).Error; err != nil {
		return nil, fmt.Errorf("reading return visit %s: %w", id, err)
	}
	return &v, nil
}

func visits(tx *gorm.DB) *gorm.DB {
	return tx.Table("cases").Joins("JOIN return_visits ON return_visits.case_id = cases.id").
		Joins("LEFT JOIN samples ON samples.case_id = cases.id").Select("cases.*, return_visits.*, samples.drawn")
}

// VisitSaid is a round with what was said and written of it, and with the answers that were given.
type VisitSaid struct {
	VisitRound
	Said    Happened
	Answers []VisitAnswer
}

// VisitRounds are the rounds of a return visit before an event of its chain, the latest first; before 0 they begin with the last.
// More says that there are earlier ones. Whether the case may be seen is for the caller to ask first.
func (b *Books) VisitRounds(tx *gorm.DB, caseID string, before int64, limit int) (out []VisitSaid, more bool, err error) {
	q := tx.Where("case_id = ?", caseID)
	if before > 0 {
		q = q.Where("seq < ?", before)
	}
	var rows []VisitRound
	if err := q.Order("seq DESC").Limit(limit + 1).Find(&rows).Error; err != nil {
		return nil, false, fmt.Errorf("listing rounds of case %s: %w", caseID, err)
	}
	more = len(rows) > limit
	rows = rows[:min(len(rows), limit)]
	known := map[string][]byte{}
	for _, row := range rows {
		said := VisitSaid{VisitRound: row}
		err := tx.Where("stream = ? AND seq = ?", caseID, row.Seq).Take(&said.Said.Event).Error
		if err == nil {
			err = b.openEvent(tx, &said.Said, known)
		}
		if err == nil {
			err = tx.Where("case_id = ? AND seq = ?", caseID, row.Seq).Order("question").Find(&said.Answers).Error
		}
		if err != nil {
			return nil, false, fmt.Errorf("reading round %d of %s: %w", row.Seq, caseID, err)
		}
		out = append(out, said)
	}
	return out, more, nil
}

// VisitFigure is how the visits of a unit went that were due in a month, after one event or in one cycle.
type VisitFigure struct {
	UnitID  string
	Event   string
	Cycle   string
	Due     int64 // visits
	Done    int64 // of those
	OnTime  int64 // of those that were done
	Issues  int64 // that came up in cases with such a visit
	Settled int64 // of those
	Spared  int64 // customers of the month whom the draw left out
}

// VisitFigures counts the visits that were due at from or later and before to, of one unit or, with "", of all that the scope
// shows.
func VisitFigures(tx *gorm.DB, s Scope, unit string, from, to time.Time) (rows []VisitFigure, err error) {
	const by = "cases.unit_id, return_visits.event, return_visits.cycle"
	from, to = micros(from), micros(to)
	q := s.cases(tx.Table("cases")).Joins("JOIN return_visits ON return_visits.case_id = cases.id")
	if unit != "" {
		q = q.Where("cases.unit_id = ?", unit)
	}
	q = q.Joins(`LEFT JOIN (
		SELECT case_id, count(*) AS due, sum(CASE WHEN state = 'fulfilled' THEN 1 ELSE 0 END) AS done,
			sum(CASE WHEN state = 'fulfilled' AND settled_at <= due_at THEN 1 ELSE 0 END) AS on_time
		FROM obligations WHERE duty = 'visit' AND due_at >= ? AND due_at < ?
			AND (state <> 'cancelled' OR breached_at IS NOT NULL AND NOT annulled) GROUP BY case_id
	) o ON o.case_id = cases.id`, from, to).
		Where("o.due > 0 OR cases.status = ? AND cases.opened_at >= ? AND cases.opened_at < ?", contract.NotSampled, from, to)
	err = q.Select(by + `, coalesce(sum(o.due), 0) AS due, coalesce(sum(o.done), 0) AS done, coalesce(sum(o.on_time), 0) AS on_time,
		sum(return_visits.issues) AS issues, sum(return_visits.settled) AS settled,
		sum(CASE WHEN cases.status = 'not_sampled' THEN 1 ELSE 0 END) AS spared`).Group(by).Order(by).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("counting return visits: %w", err)
	}
	return rows, nil
}

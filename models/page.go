package models

import (
	"time"

	"gorm.io/gorm"
)

// Cursor is the place in a list after which the next page begins: the moment it is ordered by, and the id.
type Cursor struct {
	At time.Time
	ID string
}

// Sort is what a list is ordered by; with - before it the latest comes first. A list that doesn't know it keeps its own
// order, which "" stands for.
type Sort string

// Sorts of cases and of to-dos.
const (
	SortOpened      Sort = "opened_at"
	SortOpenedDown  Sort = "-opened_at" // a list of cases' own
	SortUpdated     Sort = "updated_at"
	SortUpdatedDown Sort = "-updated_at"
	SortDue         Sort = "due_at" // a list of to-dos' own
	SortDueDown     Sort = "-due_at"
)

// Page is a part of a list. Limit has no default: whoever asks says how much it can carry.
type Page struct {
	After *Cursor // nil: from the beginning; else of a page with the same sort
	Limit int
	Sort  Sort
}

// forward orders by moment and id, oldest first, and begins after the cursor. One row more is read than asked for, to
// know whether there is another page.
func (p Page) forward(q *gorm.DB, at, id string) *gorm.DB {
	if p.After != nil {
		q = q.Where("("+at+", "+id+") > (?, ?)", micros(p.After.At), p.After.ID)
	}
	return q.Order(at + ", " + id).Limit(p.Limit + 1)
}

// backward is forward with the newest first.
func (p Page) backward(q *gorm.DB, at, id string) *gorm.DB {
	if p.After != nil {
		q = q.Where("("+at+", "+id+") < (?, ?)", micros(p.After.At), p.After.ID)
	}
	return q.Order(at + " DESC, " + id + " DESC").Limit(p.Limit + 1)
}

// cases orders a query that has table cases.
func (p Page) cases(q *gorm.DB) *gorm.DB {
	switch p.Sort {
	case SortOpened:
		return p.forward(q, "cases.opened_at", "cases.id")
	case SortUpdated:
		return p.forward(q, "cases.updated_at", "cases.id")
	case SortUpdatedDown:
		return p.backward(q, "cases.updated_at", "cases.id")
	default:
		return p.backward(q, "cases.opened_at", "cases.id")
	}
}

// place is where a case stands in a list that cases ordered.
func (p Page) place(c Case) Cursor {
	if p.Sort == SortUpdated || p.Sort == SortUpdatedDown {
		return Cursor{c.UpdatedAt, c.ID}
	}
	return Cursor{c.OpenedAt, c.ID}
}

// turn cuts the extra row off and says where the next page begins; nil when this was the last.
func turn[T any](p Page, rows []T, at func(T) Cursor) ([]T, *Cursor) {
	if len(rows) <= p.Limit {
		return rows, nil
	}
	rows = rows[:p.Limit]
	if p.Limit == 0 {
		return rows, p.After
	}
	c := at(rows[p.Limit-1])
	return rows, &c
}

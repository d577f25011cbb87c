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

// Page is a part of a list. Limit has no default: whoever asks says how much it can carry.
type Page struct {
	After *Cursor // nil: from the beginning
	Limit int
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

package models

import (
	"fmt"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
)

// Todo is an obligation as staff see it, with what they call its case.
type Todo struct {
	Obligation
	Kind   contract.Kind
	Number string
	Status contract.Status

	LastMark contract.MarkKind // that fired on its clock; "" while none has
}

// Timing says whether a to-do was kept in time.
type Timing string

// Timings of to-dos. A breach that was annulled was kept in time.
const (
	TimingKnown Timing = "known" // fulfilled or breached: it is known whether it was in time
	InTime      Timing = "in_time"
	TooLate     Timing = "late"
)

// Conditions on to-dos. They say states in the text, not in parameters: indexes hold only such rows.
const (
	openTodo  = "obligations.state = 'open'"
	doneTodo  = "obligations.state = 'fulfilled'"
	lateTodo  = "obligations.breached_at IS NOT NULL AND NOT obligations.annulled"
	knownTodo = "(obligations.state = 'fulfilled' OR obligations.breached_at IS NOT NULL)"
	keptTodo  = "(obligations.breached_at IS NULL OR obligations.annulled)"
)

// TodoFilter narrows a list of to-dos; empty fields don't. Without State and Timing it is a list of open ones.
type TodoFilter struct {
	Role      string
	Unit      string // id
	Person    string // staff id
	Duty      string
	Clause    string
	Kind      contract.Kind // of the case
	State     string        // open or fulfilled
	Timing    Timing
	Late      bool // breached, and not annulled
	DueFrom   *time.Time
	DueBefore *time.Time
}

// MyTodos are the open to-dos of a member of staff: those that name the person, and the unclaimed ones of a role held
// for the unit, and the same of whoever is away and in whose place the person stands; of one duty, unless it is empty. The most urgent comes first.
func MyTodos(tx *gorm.DB, s Scope, duty string, dueBefore *time.Time, p Page) ([]Todo, *Cursor, error) {
	q := s.notExcluded(todos(tx)).Where("(? OR obligations.person_id IS NULL AND ?)",
		s.byName("obligations.person_id"), s.byRole("obligations.role", "obligations.unit_id"))
	if duty != "" {
		q = q.Where("obligations.duty = ?", duty)
	}
	return listTodos(due(q.Where(openTodo), nil, dueBefore), p)
}

// Todos are the to-dos of all cases that the scope shows, the most urgent first unless the page is sorted otherwise.
func Todos(tx *gorm.DB, s Scope, f TodoFilter, p Page) ([]Todo, *Cursor, error) {
	return listTodos(f.seen(tx, s), p)
}

// seen are those of the filter in all cases that the scope shows.
func (f TodoFilter) seen(tx *gorm.DB, s Scope) *gorm.DB {
	q := s.within(s.notExcluded(todos(tx)), "obligations.unit_id")
	for _, c := range []struct{ column, value string }{
		{"obligations.role", f.Role}, {"obligations.unit_id", f.Unit}, {"obligations.person_id", f.Person},
		{"obligations.duty", f.Duty}, {"obligations.clause", f.Clause}, {"cases.kind", string(f.Kind)},
	} {
		if c.value != "" {
			q = q.Where(c.column+" = ?", c.value)
		}
	}
	return due(f.standing(q), f.DueFrom, f.DueBefore)
}

// standing narrows to-dos by their state, and by whether they were kept in time.
func (f TodoFilter) standing(q *gorm.DB) *gorm.DB {
	switch {
	case f.State == ObligationFulfilled:
		q = q.Where(doneTodo)
	case f.State == ObligationOpen || f.Timing == "":
		q = q.Where(openTodo)
	}
	switch f.Timing {
	case TimingKnown:
		q = q.Where(knownTodo)
	case InTime:
		q = q.Where(knownTodo + " AND " + keptTodo)
	case TooLate:
		q = q.Where(knownTodo + " AND " + lateTodo)
	}
	if f.Late {
		q = q.Where(lateTodo)
	}
	return q
}

// CaseTodos are all to-dos of one case that the scope shows, ended ones included, by due time.
func CaseTodos(tx *gorm.DB, s Scope, caseID string, p Page) ([]Todo, *Cursor, error) {
	return listTodos(s.reads(todos(tx)).Where("obligations.case_id = ?", caseID), p)
}

// CaseOwes are the to-dos of one case that aren't settled, by due time. There are few: a case owes a thing once.
func CaseOwes(tx *gorm.DB, s Scope, caseID string) ([]Todo, error) {
	rows, _, err := listTodos(s.reads(todos(tx)).Where("obligations.case_id = ? AND obligations.state IN ?", caseID, stillOwed), Page{Limit: mostOwed})
	return rows, err
}

// mostOwed is more than a case can owe at once.
const mostOwed = 500

// TodoByID is one to-do with its explanation; gorm.ErrRecordNotFound when there is none that the scope shows.
func TodoByID(tx *gorm.DB, s Scope, id string) (*Todo, error) {
	var t Todo
	if err := s.reads(todos(tx)).Where("obligations.id = ?", id).Take(&t).Error; err != nil {
		return nil, fmt.Errorf("reading to-do %s: %w", id, err)
	}
	return &t, nil
}

// CaseOfTodo is the id of the case that a to-do belongs to, whoever asks; gorm.ErrRecordNotFound when there is no such
// to-do.
func CaseOfTodo(tx *gorm.DB, id string) (string, error) {
	var o Obligation
	if err := tx.Select("case_id").Where("id = ?", id).Take(&o).Error; err != nil {
		return "", fmt.Errorf("reading the case of to-do %s: %w", id, err)
	}
	return o.CaseID, nil
}

// Marks are the moments on a to-do's clock, in their order. Whether the to-do may be seen is for the caller to ask first.
func Marks(tx *gorm.DB, todoID string) ([]Mark, error) {
	var rows []Mark
	if err := tx.Where("obligation_id = ?", todoID).Order("n").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("listing marks of to-do %s: %w", todoID, err)
	}
	return rows, nil
}

func todos(tx *gorm.DB) *gorm.DB {
	return tx.Table("obligations").Joins("JOIN cases ON cases.id = obligations.case_id").
		Select("obligations.*, cases.kind, cases.number, cases.status, COALESCE(" + lastMark + ", '') AS last_mark")
}

const lastMark = `(SELECT m.kind FROM marks m WHERE m.obligation_id = obligations.id AND m.state = 'fired' ORDER BY m.n DESC LIMIT 1)`

// due narrows to-dos to those that are due at a moment or later, and before another; nil doesn't narrow.
func due(q *gorm.DB, from, before *time.Time) *gorm.DB {
	if from != nil {
		q = q.Where("obligations.due_at >= ?", micros(*from))
	}
	if before != nil {
		q = q.Where("obligations.due_at < ?", micros(*before))
	}
	return q
}

func listTodos(q *gorm.DB, p Page) ([]Todo, *Cursor, error) {
	var rows []Todo
	order := p.forward
	if p.Sort == SortDueDown {
		order = p.backward
	}
	if err := order(q, "obligations.due_at", "obligations.id").Find(&rows).Error; err != nil {
		return nil, nil, fmt.Errorf("listing to-dos: %w", err)
	}
	rows, next := turn(p, rows, func(t Todo) Cursor { return Cursor{t.DueAt, t.ID} })
	return rows, next, nil
}

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
}

// TodoFilter narrows a list of open to-dos; empty fields don't.
type TodoFilter struct {
	Role      string
	Unit      string // id
	DueBefore *time.Time
}

// MyTodos are the open to-dos of a member of staff: those that name the person, and the unclaimed ones of a role held
// for the unit. The most urgent comes first.
func MyTodos(tx *gorm.DB, s Scope, dueBefore *time.Time, p Page) ([]Todo, *Cursor, error) {
	q := s.notExcluded(todos(tx)).Where("(obligations.person_id = ? OR obligations.person_id IS NULL AND ?)",
		s.Staff, s.byRole("obligations.role", "obligations.unit_id"))
	return listTodos(openTodos(q, dueBefore), p)
}

// Todos are the open to-dos of all cases that the scope shows, the most urgent first.
func Todos(tx *gorm.DB, s Scope, f TodoFilter, p Page) ([]Todo, *Cursor, error) {
	q := in(s.notExcluded(todos(tx)), "obligations.unit_id", s.units)
	if f.Role != "" {
		q = q.Where("obligations.role = ?", f.Role)
	}
	if f.Unit != "" {
		q = q.Where("obligations.unit_id = ?", f.Unit)
	}
	return listTodos(openTodos(q, f.DueBefore), p)
}

// CaseTodos are all to-dos of one case that the scope shows, ended ones included, by due time.
func CaseTodos(tx *gorm.DB, s Scope, caseID string, p Page) ([]Todo, *Cursor, error) {
	return listTodos(s.cases(todos(tx)).Where("obligations.case_id = ?", caseID), p)
}

// TodoByID is one to-do with its explanation; gorm.ErrRecordNotFound when there is none that the scope shows.
func TodoByID(tx *gorm.DB, s Scope, id string) (*Todo, error) {
	var t Todo
	if err := s.cases(todos(tx)).Where("obligations.id = ?", id).Take(&t).Error; err != nil {
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
		Select("obligations.*, cases.kind, cases.number, cases.status")
}

// openTodos says the state in the text, not in a parameter: the indexes hold open ones only.
func openTodos(q *gorm.DB, dueBefore *time.Time) *gorm.DB {
	q = q.Where("obligations.state = 'open'")
	if dueBefore != nil {
		q = q.Where("obligations.due_at < ?", micros(*dueBefore))
	}
	return q
}

func listTodos(q *gorm.DB, p Page) ([]Todo, *Cursor, error) {
	var rows []Todo
	if err := p.forward(q, "obligations.due_at", "obligations.id").Find(&rows).Error; err != nil {
		return nil, nil, fmt.Errorf("listing to-dos: %w", err)
	}
	rows, next := turn(p, rows, func(t Todo) Cursor { return Cursor{t.DueAt, t.ID} })
	return rows, next, nil
}

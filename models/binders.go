package models

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/policies"
)

// Turn says when a binder counts, seen from a moment.
type Turn string

// Turns of a binder.
const (
	TurnPast     Turn = "past"     // it was in force, another one followed
	TurnNow      Turn = "in force" // new cases run by it
	TurnComing   Turn = "coming"   // its day hasn't come
	TurnReplaced Turn = "replaced" // another one was loaded later for the same day
)

// Binders are all editions of the company's binder without their content, by the day from which they count, with the turn
// that each has at a moment.
func Binders(tx *gorm.DB, at time.Time) ([]Binder, []Turn, error) {
	var rows []Binder
	if err := tx.Omit("content").Order("effective_from, n").Find(&rows).Error; err != nil {
		return nil, nil, fmt.Errorf("listing binders: %w", err)
	}
	turns := make([]Turn, len(rows))
	for i, row := range rows {
		next := i + 1
		switch {
		case next < len(rows) && rows[next].EffectiveFrom.Equal(row.EffectiveFrom):
			turns[i] = TurnReplaced
		case row.EffectiveFrom.After(at):
			turns[i] = TurnComing
		case next < len(rows) && !rows[next].EffectiveFrom.After(at):
			turns[i] = TurnPast
		default:
			turns[i] = TurnNow
		}
	}
	return rows, turns, nil
}

// BinderAt is the edition in force at a moment, without its content; the zero Binder when there is none.
func BinderAt(tx *gorm.DB, at time.Time) (Binder, error) {
	var row Binder
	err := tx.Omit("content").Where("effective_from <= ?", micros(at)).Order("effective_from DESC, n DESC").Limit(1).Find(&row).Error
	if err != nil {
		return Binder{}, fmt.Errorf("looking for the binder in force: %w", err)
	}
	return row, nil
}

// Binding is the Shelf of a running service: it finds what units run at a moment, the binder that the process was started with and, laid over it, the company's
// edition in force. It asks the books each time and keeps what it has read, so that no process has to be started anew. Safe
// for concurrent use; the zero value but for Base is ready.
type Binding struct {
	Base *policies.Book

	laid sync.Map // n → *policies.Book: editions laid over Base
}

// At is the book in force at a moment, and which edition of the company's it has; the zero Binder when it is Base alone.
func (b *Binding) At(tx *gorm.DB, at time.Time) (*policies.Book, Binder, error) {
	row, err := BinderAt(tx, at)
	if err != nil || row.N == 0 {
		return b.Base, row, err
	}
	book, err := b.lay(tx, row.N)
	return book, row, err
}

// Policy is what a unit with this profile runs for a kind of case that begins at this moment.
func (b *Binding) Policy(tx *gorm.DB, kind contract.Kind, profile string, at time.Time) (*policies.Policy, policies.Profile, error) {
	book, _, err := b.At(tx, at)
	if err != nil {
		return nil, policies.Profile{}, err
	}
	return book.For(string(kind), profile)
}

func (b *Binding) lay(tx *gorm.DB, n int64) (*policies.Book, error) {
	if book, ok := b.laid.Load(n); ok {
		return book.(*policies.Book), nil
	}
	var row Binder
	if err := tx.Where("n = ?", n).Take(&row).Error; err != nil {
		return nil, fmt.Errorf("reading edition %d of the binder: %w", n, err)
	}
	files, err := policies.Unpack(row.Content)
	if err != nil {
		return nil, fmt.Errorf("reading edition %d of the binder: %w", n, err)
	}
	book, err := b.Base.Overlay(files)
	if err != nil {
		return nil, fmt.Errorf("edition %d of the binder doesn't fit what this process was started with: correct its folder and load it for the same day with carebook policy load:\n%w", n, err)
	}
	b.laid.Store(n, book)
	return book, nil
}

// Fit says whether every edition that is in force or will be can be laid over Base. One that was loaded beside an earlier
// version of carebook, or beside another folder of policies, may not.
func (b *Binding) Fit(tx *gorm.DB, at time.Time) error {
	rows, turns, err := Binders(tx, at)
	if err != nil {
		return err
	}
	var misfits []error
	for i, row := range rows {
		if turns[i] == TurnNow || turns[i] == TurnComing {
			_, err := b.lay(tx, row.N)
			misfits = append(misfits, err)
		}
	}
	return errors.Join(misfits...)
}

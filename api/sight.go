package api

import (
	"context"
	"errors"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/models"
)

// db are the books as the caller may see them, once scope has been asked; before, nothing of them that is protected. They are as they
// stand, or as they stood when the one look began in which all of the request is read.
func (s *Server) db(ctx context.Context) *gorm.DB {
	r := requestOf(ctx)
	if r.look != nil {
		return r.look
	}
	if r.scope != nil {
		ctx = models.See(ctx, *r.scope)
	}
	return s.books.Counter.WithContext(ctx)
}

// ledger are all the books, whoever asks: for carrying out what somebody wants to do, which the ledger judges again, and for the
// few things that must be known before it can be said what the caller may see. Nothing that is shown is read in them.
func (s *Server) ledger(ctx context.Context) *gorm.DB { return s.books.DB.WithContext(ctx) }

// show runs fn on one unchanging view of what the caller may see.
func (s *Server) show(ctx context.Context, fn func(tx *gorm.DB, scope models.Scope) error) error {
	_, scope, err := s.scope(ctx)
	if err != nil {
		return err
	}
	return s.books.Show(models.See(ctx, scope), func(tx *gorm.DB) error { return fn(tx, scope) })
}

// scope is what the caller may see. It is read once for each request; the ledger reads rights again when it writes.
func (s *Server) scope(ctx context.Context) (*gorm.DB, models.Scope, error) {
	r, db := requestOf(ctx), s.db(ctx)
	if r.scope != nil {
		return db, *r.scope, nil
	}
	now, err := s.books.Now(db)
	if err != nil {
		return nil, models.Scope{}, err
	}
	scope, err := models.ScopeOf(s.ledger(ctx), r.staff.ID, now) // in whose place somebody stands is protected itself
	if err != nil {
		return nil, models.Scope{}, err
	}
	r.scope = &scope
	return s.db(ctx), scope, nil
}

// anyKind asks for a case whatever its kind.
const anyKind contract.Kind = ""

func of(k *models.Case, kind contract.Kind) bool { return kind == anyKind || k.Kind == string(kind) }

// seen is a case of a kind that the caller may see; gorm.ErrRecordNotFound otherwise.
func (s *Server) seen(ctx context.Context, kind contract.Kind, id string) (*models.Case, error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	k, err := models.CaseSeen(db, scope, id)
	if err == nil && !of(k, kind) {
		return nil, gorm.ErrRecordNotFound
	}
	return k, err
}

// seesUnit refuses a unit where the caller holds no role: for the caller there is none.
func (s *Server) seesUnit(ctx context.Context, unit string) error {
	_, scope, err := s.scope(ctx)
	if err == nil && !scope.Sees(unit) {
		err = contract.Refused(contract.CodeUnknownUnit, "")
	}
	return err
}

// customerKey names the key that seals what is personal of a customer whom the caller may see; for anybody else the customer
// doesn't exist.
func (s *Server) customerKey(ctx context.Context, customer string) (string, error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return "", err
	}
	c, err := models.CustomerKeyOf(db, customer)
	if errors.Is(err, gorm.ErrRecordNotFound) || err == nil && !scope.Sees(c.UnitID) {
		return "", contract.Refused(contract.CodeUnknownCustomer, "")
	}
	return c.KeyID, err
}

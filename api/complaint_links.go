package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/models"
)

// CaseLink is another case that leads to a complaint or comes from it.
type CaseLink struct {
	ID       string    `json:"id"`
	Number   string    `json:"number" example:"S1-2026-00001"`
	Status   string    `json:"status"`
	OpenedAt time.Time `json:"opened_at"`
}

func (s *Server) links(rows []models.ComplaintItem) []CaseLink {
	out := make([]CaseLink, len(rows))
	for i, c := range rows {
		out[i] = CaseLink{ID: c.ID, Number: c.Number, Status: string(c.Status), OpenedAt: s.at(c.OpenedAt)}
	}
	return out
}

// duplicates hints at complaints that may be the same issue; a person decides.
func (s *Server) duplicates(ctx context.Context, in *complaintInput) (*listOutput[CaseLink], error) {
	c, err := s.seenComplaint(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	rows, err := s.duplicatesOf(ctx, c)
	if err != nil {
		return nil, err
	}
	return listed(s, "duplicates", rows, nil, func(l CaseLink) CaseLink { return l }), nil
}

// seenComplaint is a complaint that the caller may see; gorm.ErrRecordNotFound otherwise.
func (s *Server) seenComplaint(ctx context.Context, id string) (*models.ComplaintItem, error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	return models.ComplaintByID(db, scope, id)
}

func (s *Server) duplicatesOf(ctx context.Context, c *models.ComplaintItem) ([]CaseLink, error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := s.books.Duplicates(db, scope, c)
	return s.links(rows), err
}

// FollowUpCode is what an unnamed complainant was given.
type FollowUpCode struct {
	Code string `json:"code" minLength:"16" maxLength:"40" doc:"As it stood in the answer to the opening; case, blanks and hyphens don't matter." example:"ABCD-EFGH-IJKL-MNOP"`
}

type followUpInput struct{ Body FollowUpCode }

// FollowedUp is all that a code tells.
type FollowedUp struct {
	ID        string    `json:"id"`
	Number    string    `json:"number"`
	Unit      string    `json:"unit"`
	Status    string    `json:"status"`
	Ended     bool      `json:"ended"`
	UpdatedAt time.Time `json:"updated_at"`
}

// followUp answers whoever asks with the code of an unnamed complainant. It changes nothing.
func (s *Server) followUp(ctx context.Context, in *followUpInput) (*bodyOutput[FollowedUp], error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	c, err := s.books.ComplaintByCode(db, scope, in.Body.Code)
	if err != nil {
		return nil, err
	}
	return &bodyOutput[FollowedUp]{FollowedUp{
		ID: c.ID, Number: c.Number, Unit: c.UnitID, Status: string(c.Status), Ended: c.Ended, UpdatedAt: s.at(c.UpdatedAt),
	}}, nil
}

// textIdentity is the text of an opening that is sealed once more: who an unnamed complainant says he is.
const textIdentity = "identity"

// unnamed seals what somebody unnamed says: the texts with a key of their own, the identity with another. A request that
// comes again needs no new keys.
func (s *Server) unnamed(ctx context.Context, o *order, identity string) (err error) {
	r := requestOf(ctx)
	before, err := models.CommandByKey(s.ledger(ctx), r.staff.ID, r.key)
	switch {
	case err == nil && before.BodyKey != nil:
		o.person = *before.BodyKey
		return nil
	case err != nil && !errors.Is(err, gorm.ErrRecordNotFound):
		return err
	}
	if identity != "" {
		sealed, err := s.books.SealIdentity(ctx, o.stream, identity)
		if err != nil {
			return err
		}
		o.text(textIdentity, sealed)
	}
	o.person, err = s.books.NewPersonKey(ctx)
	return err
}

// identityOf is who an unnamed complainant says he is, for whoever holds a role that the policy names; else empty.
func (s *Server) identityOf(tx *gorm.DB, scope models.Scope, c *models.ComplaintItem) (string, error) {
	p, err := s.books.PolicyOf(tx, contract.Complaint, c.Edition)
	if err != nil || c.CustomerID != nil || p.Complaint.IdentityBy == nil {
		return "", err
	}
	if !slices.ContainsFunc(p.Complaint.IdentityBy.Value, func(role string) bool { return scope.Holds(role, c.UnitID) }) {
		return "", nil
	}
	first, err := s.books.EventsOf(tx, c.ID, 0, 1)
	if err != nil || len(first) == 0 || len(first[0].Text) == 0 {
		return "", err
	}
	var text map[string]string
	if err := json.Unmarshal(first[0].Text, &text); err != nil {
		return "", fmt.Errorf("reading the texts of the opening of %s: not what was written", c.ID)
	}
	if text[textIdentity] == "" {
		return "", nil
	}
	return s.books.OpenIdentity(tx, c.ID, text[textIdentity])
}

package api

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/models"
)

// Reveal asks for personal fields as they are.
type Reveal struct {
	Fields []string `json:"fields" minItems:"1" maxItems:"4" uniqueItems:"true" enum:"name,phone,plate,vin" doc:"Each is audited and counts for the day."`
	Reason string   `json:"reason" minLength:"1" maxLength:"500" doc:"What they are needed for. An auditor reads it."`
}

type revealInput struct {
	ID   string `path:"id" maxLength:"64" doc:"Id of the customer."`
	Body Reveal
}

// Revealed are personal fields as they are: those that were asked for.
type Revealed struct {
	Name     string            `json:"name,omitempty"`
	Phone    string            `json:"phone,omitempty"`
	Vehicles []RevealedVehicle `json:"vehicles,omitempty"`
	Left     int               `json:"left" doc:"How many fields more the caller may see so today."`
}

// RevealedVehicle is a car as it is.
type RevealedVehicle struct {
	ID    string `json:"id"`
	Plate string `json:"plate,omitempty"`
	VIN   string `json:"vin,omitempty"`
}

func (s *Server) revealCustomer(ctx context.Context, in *revealInput) (*bodyOutput[Revealed], error) {
	if wrong := named("body.reason", in.Body.Reason); len(wrong) > 0 {
		return nil, s.invalid(requestOf(ctx), wrong...)
	}
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	card, err := s.books.CustomerByID(db, scope, in.ID)
	if err != nil {
		return nil, err
	}
	left, err := s.revealCard(ctx, card, in.Body.Fields, in.Body.Reason)
	if err != nil {
		return nil, err
	}
	out := revealed(card, in.Body.Fields)
	out.Left = left
	return &bodyOutput[Revealed]{out}, nil
}

// revealCard has it audited that the caller sees fields of a customer as they are, unless nothing is left of them or the law has them
// kept.
func (s *Server) revealCard(ctx context.Context, card *models.CustomerCard, fields []string, reason string) (left int, err error) {
	if err := s.usable(ctx, card); err != nil {
		return 0, err
	}
	key, err := models.CustomerKeyOf(s.db(ctx), card.ID)
	if err != nil {
		return 0, err
	}
	return s.reveal(ctx, models.Revealing{
		Unit: card.UnitID, Kind: "customer", Object: card.ID, Fields: fields, Reason: reason, KeyID: key.KeyID,
	})
}

// usable refuses a customer of whom nothing personal is left, or whose data the law has kept and not used.
func (s *Server) usable(ctx context.Context, card *models.CustomerCard) error {
	switch {
	case card.Forgotten:
		return s.problem(requestOf(ctx), codeForgotten)
	case card.RestrictedAt != nil:
		return s.problem(requestOf(ctx), contract.CodeRestricted)
	}
	return nil
}

// reveal has it audited that the caller sees what is revealed, within what one may see in a day of the business zone, and says
// how much of that is left.
func (s *Server) reveal(ctx context.Context, r models.Revealing) (left int, err error) {
	now, err := s.books.Now(s.db(ctx))
	if err != nil {
		return 0, err
	}
	y, m, d := s.at(now).Date()
	r.Staff, r.Since, r.Most = requestOf(ctx).staff.ID, time.Date(y, m, d, 0, 0, 0, 0, s.zone), s.limits.Reveals
	left, err = s.books.Reveal(ctx, r)
	if errors.Is(err, models.ErrRevealQuota) {
		return 0, contract.Refused(codeRevealQuota, "", "fields", strconv.Itoa(s.limits.Reveals))
	}
	return left, err
}

func revealed(c *models.CustomerCard, fields []string) (out Revealed) {
	wants := func(field string) bool { return slices.Contains(fields, field) }
	if wants("name") {
		out.Name = c.Name
	}
	if wants("phone") {
		out.Phone = c.Phone
	}
	if !wants("plate") && !wants("vin") {
		return out
	}
	for _, v := range c.Vehicles {
		car := RevealedVehicle{ID: v.ID}
		if wants("plate") {
			car.Plate = v.Plate
		}
		if wants("vin") {
			car.VIN = v.VIN
		}
		out.Vehicles = append(out.Vehicles, car)
	}
	return out
}

type revealIdentityInput struct {
	ID   string `path:"id" maxLength:"64" doc:"Id of the complaint."`
	Body RevealIdentity
}

// RevealIdentity asks who an unnamed complainant says he is.
type RevealIdentity struct {
	Reason string `json:"reason" minLength:"1" maxLength:"500" doc:"What it is needed for. An auditor reads it."`
}

// RevealedIdentity is who an unnamed complainant says he is, as it was written down.
type RevealedIdentity struct {
	Identity string `json:"identity"`
	Left     int    `json:"left" doc:"How many fields more the caller may see so today."`
}

func (s *Server) revealIdentity(ctx context.Context, in *revealIdentityInput) (*bodyOutput[RevealedIdentity], error) {
	if wrong := named("body.reason", in.Body.Reason); len(wrong) > 0 {
		return nil, s.invalid(requestOf(ctx), wrong...)
	}
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	c, err := models.ComplaintByID(db, scope, in.ID)
	if err != nil {
		return nil, err
	}
	identity, err := s.identityOf(db, scope, c)
	if err != nil {
		return nil, err
	}
	if identity == "" { // nobody said it, or not to whoever asks
		return nil, gorm.ErrRecordNotFound
	}
	left, err := s.reveal(ctx, models.Revealing{
		Unit: c.UnitID, Kind: "complaint", Object: c.ID, Fields: []string{"identity"}, Reason: in.Body.Reason,
	})
	return &bodyOutput[RevealedIdentity]{RevealedIdentity{identity, left}}, err
}

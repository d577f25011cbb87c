package api

import (
	"context"

	"carebook/models"
)

// CustomerCorrection is what was written wrongly about a customer, or is otherwise by now (PIPL 46); what isn't given stays.
type CustomerCorrection struct {
	Name   *string `json:"name,omitempty" minLength:"1" maxLength:"100"`
	Phone  *string `json:"phone,omitempty" pattern:"^\\+?[0-9][0-9 ()-]{4,24}$" doc:"Digits, with the usual signs between them." example:"138 0000 1234"`
	Reason string  `json:"reason,omitempty" maxLength:"2000" doc:"Who said so. It is sealed like the rest."`
}

type customerCorrectionInput struct {
	ID      string `path:"id" maxLength:"64" doc:"Id of the customer."`
	Key     string `header:"Idempotency-Key" required:"true" doc:"A new key for each new action."`
	IfMatch string `header:"If-Match" doc:"ETag of the version that this depends on."`
	Body    CustomerCorrection
}

func (b CustomerCorrection) wrong() []FieldProblem {
	if b.Name == nil && b.Phone == nil {
		return []FieldProblem{{Location: "body", Code: "correction"}}
	}
	if b.Name == nil {
		return nil
	}
	return named("body.name", *b.Name)
}

// correctCustomer answers a customer whom the caller doesn't see as one who isn't there.
func (s *Server) correctCustomer(ctx context.Context, in *customerCorrectionInput) (*customerOutput, error) {
	if wrong := in.Body.wrong(); len(wrong) > 0 {
		return nil, s.invalid(requestOf(ctx), wrong...)
	}
	expect, err := s.version(ctx, in.IfMatch)
	if err != nil {
		return nil, err
	}
	cmd, err := s.books.CorrectCustomer(ctx, models.CorrectedCustomer{
		Command: s.newCommand(ctx, order{stream: in.ID, expect: expect}), Name: in.Body.Name, Phone: in.Body.Phone, Reason: in.Body.Reason,
	})
	if err := s.done(ctx, cmd, err); err != nil {
		return nil, err
	}
	return s.showCustomer(ctx, in.ID)
}

// VehicleCorrection is idem about a car: a plate that it has by now, a mistyped VIN.
type VehicleCorrection struct {
	Model  *string `json:"model,omitempty" minLength:"1" maxLength:"100" doc:"Model of the car."`
	Plate  *string `json:"plate,omitempty" maxLength:"20" doc:"Number plate; empty where it has none any more."`
	VIN    *string `json:"vin,omitempty" maxLength:"30" doc:"Vehicle identification number."`
	Reason string  `json:"reason,omitempty" maxLength:"2000" doc:"Who said so. It is sealed like the rest."`
}

type vehicleCorrectionInput struct {
	ID      string `path:"id" maxLength:"64" doc:"Id of the customer."`
	Vehicle string `path:"vehicle" maxLength:"64" doc:"Id of the car."`
	Key     string `header:"Idempotency-Key" required:"true" doc:"A new key for each new action."`
	IfMatch string `header:"If-Match" doc:"ETag of the version that this depends on."`
	Body    VehicleCorrection
}

func (b VehicleCorrection) wrong() (wrong []FieldProblem) {
	if b.Model == nil && b.Plate == nil && b.VIN == nil {
		return []FieldProblem{{Location: "body", Code: "correction"}}
	}
	if b.Model != nil {
		wrong = named("body.model", *b.Model)
	}
	if b.Plate != nil {
		wrong = append(wrong, clean("body.plate", *b.Plate)...)
	}
	if b.VIN != nil {
		wrong = append(wrong, clean("body.vin", *b.VIN)...)
	}
	return wrong
}

func (s *Server) correctVehicle(ctx context.Context, in *vehicleCorrectionInput) (*customerOutput, error) {
	if wrong := in.Body.wrong(); len(wrong) > 0 {
		return nil, s.invalid(requestOf(ctx), wrong...)
	}
	expect, err := s.version(ctx, in.IfMatch)
	if err != nil {
		return nil, err
	}
	cmd, err := s.books.CorrectVehicle(ctx, models.CorrectedVehicle{
		Command: s.newCommand(ctx, order{stream: in.ID, expect: expect}), ID: in.Vehicle,
		Model: in.Body.Model, Plate: in.Body.Plate, VIN: in.Body.VIN, Reason: in.Body.Reason,
	})
	if err := s.done(ctx, cmd, err); err != nil {
		return nil, err
	}
	return s.showCustomer(ctx, in.ID)
}

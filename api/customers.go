package api

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"

	"carebook/models"
)

// Customer is a customer with the personal fields masked.
type Customer struct {
	ID        string    `json:"id"`
	Unit      string    `json:"unit" doc:"Id of the unit that keeps the customer."`
	Seq       int64     `json:"seq" doc:"Version."`
	Name      string    `json:"name" example:"张**"`
	Phone     string    `json:"phone" example:"138****1234"`
	Vehicles  []Vehicle `json:"vehicles"`
	CreatedAt time.Time `json:"created_at"`
	Forgotten bool      `json:"forgotten,omitempty" doc:"The customer was forgotten: nothing personal can be read any more."`

	Class       string     `json:"class,omitempty" doc:"By which the customer is greeted; absent while nobody knows." example:"important"`
	ConsentedAt *time.Time `json:"consented_at,omitempty" doc:"When the customer agreed to be greeted; absent while he hasn't."`

	ErasedAt     *time.Time `json:"erased_at,omitempty" doc:"When the customer was erased; the name is a pseudonym since then."`
	RestrictedAt *time.Time `json:"restricted_at,omitempty" doc:"Since when the law has the customer's data kept, and nothing else is done with them."`
}

// Vehicle is a car with plate and VIN masked.
type Vehicle struct {
	ID    string `json:"id"`
	Model string `json:"model"`
	Plate string `json:"plate,omitempty" example:"沪A****1"`
	VIN   string `json:"vin,omitempty" example:"*************4321"`
}

// customer masks what is personal; whoever was erased has a pseudonym for a name, in the language of the request.
func (s *Server) customer(c models.CustomerCard, lang string) Customer {
	out := Customer{
		ID: c.ID, Unit: c.UnitID, Seq: c.Seq, Name: maskName(c.Name), Phone: maskPhone(c.Phone),
		CreatedAt: s.at(c.CreatedAt), Forgotten: c.Forgotten, Vehicles: make([]Vehicle, len(c.Vehicles)),
		ErasedAt: s.atPtr(c.ErasedAt), RestrictedAt: s.atPtr(c.RestrictedAt),
		Class: c.Class, ConsentedAt: s.atPtr(c.ConsentedAt),
	}
	if c.ErasedAt != nil {
		out.Name = words["erased_person"].in(lang) + " " + models.Pseudonym(c.ID)
	}
	for i, v := range c.Vehicles {
		out.Vehicles[i] = Vehicle{ID: v.ID, Model: v.Model, Plate: maskPlate(v.Plate), VIN: maskVIN(v.VIN)}
	}
	return out
}

// NewVehicle is a car to be added.
type NewVehicle struct {
	Model string `json:"model" minLength:"1" maxLength:"100" doc:"Model of the car."`
	Plate string `json:"plate,omitempty" maxLength:"20" doc:"Number plate; empty while the car has none."`
	VIN   string `json:"vin,omitempty" maxLength:"30" doc:"Vehicle identification number; empty while it isn't known."`
}

func (v NewVehicle) wrong(at string) []FieldProblem {
	return append(named(at+".model", v.Model), append(clean(at+".plate", v.Plate), clean(at+".vin", v.VIN)...)...)
}

// NewCustomer is a customer to be created.
type NewCustomer struct {
	Unit     string       `json:"unit" format:"uuid" doc:"Id of the unit that keeps the customer."`
	Name     string       `json:"name" minLength:"1" maxLength:"100"`
	Phone    string       `json:"phone" pattern:"^\\+?[0-9][0-9 ()-]{4,24}$" doc:"Digits, with the usual signs between them." example:"138 0000 1234"`
	Vehicles []NewVehicle `json:"vehicles,omitempty" maxItems:"20"`
}

type newCustomerInput struct {
	Key  string `header:"Idempotency-Key" required:"true" doc:"A new key for each new action."`
	Body NewCustomer
}

type customerOutput struct {
	ETag string `header:"ETag" doc:"Version."`
	Body Customer
}

// createCustomer writes the customer, then each car, as commands of one key: whatever is missing after a crash is added
// when the same key comes again.
func (s *Server) createCustomer(ctx context.Context, in *newCustomerInput) (*customerOutput, error) {
	wrong := named("body.name", in.Body.Name)
	for i, v := range in.Body.Vehicles {
		wrong = append(wrong, v.wrong(fmt.Sprintf("body.vehicles[%d]", i))...)
	}
	if len(wrong) > 0 {
		return nil, s.invalid(requestOf(ctx), wrong...)
	}
	if err := s.seesUnit(ctx, in.Body.Unit); err != nil {
		return nil, err
	}
	cmd, err := s.books.CreateCustomer(ctx, models.NewCustomer{
		Command: s.newCommand(ctx, order{stream: models.NewID()}), UnitID: in.Body.Unit, Name: in.Body.Name, Phone: in.Body.Phone,
	})
	if err := s.done(ctx, cmd, err); err != nil {
		return nil, err
	}
	for i, v := range in.Body.Vehicles {
		if err := s.putVehicle(ctx, cmd.Stream, fmt.Sprintf(" vehicle %d", i), nil, v); err != nil {
			return nil, err
		}
	}
	return s.showCustomer(ctx, cmd.Stream)
}

// putVehicle adds a car. The suffix keeps the commands of one key apart; it begins with a blank, which no key of a caller
// has.
func (s *Server) putVehicle(ctx context.Context, customer, suffix string, expect *int64, v NewVehicle) error {
	n := s.newCommand(ctx, order{stream: customer, expect: expect})
	n.Key += suffix
	cmd, err := s.books.AddVehicle(ctx, models.NewVehicle{Command: n, ID: models.NewID(), Model: v.Model, Plate: v.Plate, VIN: v.VIN})
	return s.done(ctx, cmd, err)
}

// done is what came of a command that was carried out at once.
func (s *Server) done(ctx context.Context, cmd models.Command, err error) error {
	if err != nil {
		return err
	}
	receipt, err := stored(cmd)
	if err != nil || receipt.Refusal == nil {
		return err
	}
	return s.refused(ctx, cmd, receipt.Refusal)
}

type customerInput struct {
	ID string `path:"id" maxLength:"64" doc:"Id of the customer."`
}

func (s *Server) getCustomer(ctx context.Context, in *customerInput) (*customerOutput, error) {
	return s.showCustomer(ctx, in.ID)
}

func (s *Server) showCustomer(ctx context.Context, id string) (*customerOutput, error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	c, err := s.books.CustomerByID(db, scope, id)
	if err != nil {
		return nil, err
	}
	return &customerOutput{ETag: etag(c.Seq), Body: s.customer(*c, requestOf(ctx).lang)}, nil
}

type newVehicleInput struct {
	ID      string `path:"id" maxLength:"64" doc:"Id of the customer."`
	Key     string `header:"Idempotency-Key" required:"true" doc:"A new key for each new action."`
	IfMatch string `header:"If-Match" doc:"ETag of the version that this depends on."`
	Body    NewVehicle
}

func (s *Server) addVehicle(ctx context.Context, in *newVehicleInput) (*customerOutput, error) {
	if wrong := in.Body.wrong("body"); len(wrong) > 0 {
		return nil, s.invalid(requestOf(ctx), wrong...)
	}
	expect, err := s.version(ctx, in.IfMatch)
	if err != nil {
		return nil, err
	}
	if _, err := s.showCustomer(ctx, in.ID); err != nil {
		return nil, err
	}
	if err := s.putVehicle(ctx, in.ID, "", expect, in.Body); err != nil {
		return nil, err
	}
	return s.showCustomer(ctx, in.ID)
}

// CustomerSearch is one exact value. It is sent in a body because addresses are written into logs on their way.
type CustomerSearch struct {
	Phone      string `json:"phone,omitempty" maxLength:"30"`
	PhoneLast4 string `json:"phone_last4,omitempty" pattern:"^[0-9]{4}$"`
	Plate      string `json:"plate,omitempty" maxLength:"20"`
	VIN        string `json:"vin,omitempty" maxLength:"30"`
	Name       string `json:"name,omitempty" maxLength:"100" doc:"The whole name."`
}

type searchInput struct {
	Paging
	Body CustomerSearch
}

func (s *Server) searchCustomers(ctx context.Context, in *searchInput) (*listOutput[Customer], error) {
	db, scope, err := s.scope(ctx)
	if err != nil {
		return nil, err
	}
	page, err := s.page(ctx, "customers", in.Paging)
	if err != nil {
		return nil, err
	}
	b := in.Body
	rows, next, err := s.books.SearchCustomers(db, scope, models.CustomerSearch{
		Phone: b.Phone, Last4: b.PhoneLast4, Plate: b.Plate, VIN: b.VIN, Name: b.Name,
	}, page)
	if errors.Is(err, models.ErrOneCriterion) {
		return nil, s.invalid(requestOf(ctx), FieldProblem{Location: "body", Code: "exactly_one"})
	}
	if err != nil {
		return nil, err
	}
	return listed(s, "customers", rows, next, func(c models.CustomerCard) Customer {
		return s.customer(c, requestOf(ctx).lang)
	}), nil
}

// named is clean for a field that must say something.
func named(location, value string) []FieldProblem {
	if strings.TrimSpace(value) == "" {
		return []FieldProblem{{Location: location, Code: "required"}}
	}
	return clean(location, value)
}

// clean refuses what nobody types into a name: control characters, and format characters that change how other text is
// shown (bidi controls, zero width).
func clean(location, value string) []FieldProblem {
	if strings.IndexFunc(value, func(c rune) bool { return unicode.Is(unicode.Cc, c) || unicode.Is(unicode.Cf, c) }) < 0 {
		return nil
	}
	return []FieldProblem{{Location: location, Code: "characters"}}
}

package models

import (
	"context"

	"carebook/contract"
	"carebook/internal/keys"
)

// KindCustomer is the kind of a customer's stream.
const KindCustomer = "customer"

// What happens to a customer. There is no clock and no process behind it: the event is written with its command.
const (
	CreateCustomerAction   contract.Action = "create_customer"
	AddVehicleAction       contract.Action = "add_vehicle"
	CorrectCustomerAction  contract.Action = "correct_customer"
	CorrectVehicleAction   contract.Action = "correct_vehicle"
	EventCustomerCreated                   = "customer_created"
	EventVehicleAdded                      = "vehicle_added"
	EventCustomerCorrected                 = "customer_corrected"
	EventVehicleCorrected                  = "vehicle_corrected"
)

// NewCustomer is a customer to be written into the books. Command.Stream is the customer's id.
type NewCustomer struct {
	Command NewCommand
	UnitID  string
	Name    string
	Phone   string
}

// NewVehicle is a car of a customer. Command.Stream is the customer's id.
type NewVehicle struct {
	Command NewCommand
	ID      string
	Model   string
	Plate   string // "" while it has none
	VIN     string // "" while it isn't known
}

// CreateCustomer writes a customer, its own data key, its first event and the settled command in one transaction. It
// returns the command as it stands: a repeated one names the customer it made, a refused one says why.
func (b *Books) CreateCustomer(ctx context.Context, n NewCustomer) (Command, error) {
	return b.direct(ctx, n.command(), n.write)
}

func (n NewCustomer) command() NewCommand {
	c := n.Command
	c.Kind, c.Action, c.Facts = KindCustomer, CreateCustomerAction, contract.Facts{Unit: n.UnitID, Customer: c.Stream}
	return c
}

func (n NewCustomer) write(d *deed) (*contract.Refusal, error) {
	var units int64
	if err := d.tx.Model(&Unit{}).Where("id = ?", n.UnitID).Count(&units).Error; err != nil {
		return nil, err
	}
	if units == 0 {
		return contract.Refused(contract.CodeUnknownUnit, "", "unit", n.UnitID), nil
	}
	keyID, key, err := d.b.newPersonKey(d.tx, d.now)
	if err != nil {
		return nil, err
	}
	id := d.cmd.Stream
	c := Customer{
		ID: id, KeyID: keyID, UnitID: n.UnitID, Seq: 1, CreatedAt: d.now,
		NameSealed:  keys.Seal(key, cell("customers", "name_sealed", id), []byte(n.Name)),
		PhoneSealed: keys.Seal(key, cell("customers", "phone_sealed", id), []byte(n.Phone)),
		NameIndex:   d.b.Keys.Index(keys.Name, n.Name),
		PhoneIndex:  d.b.Keys.Index(keys.Phone, n.Phone),
		Last4Index:  d.b.Keys.Index(keys.PhoneLast4, n.Phone),
	}
	if err := d.tx.Create(&c).Error; err != nil {
		return nil, err
	}
	return nil, d.customerEvent(EventCustomerCreated, &c, nil, key, map[string]string{"name": n.Name, "phone": n.Phone})
}

// AddVehicle writes a car of a customer, the event in the customer's stream and the settled command in one transaction.
// It returns the command as CreateCustomer does.
func (b *Books) AddVehicle(ctx context.Context, n NewVehicle) (Command, error) {
	return b.direct(ctx, n.command(), n.write)
}

func (n NewVehicle) command() NewCommand {
	c := n.Command
	c.Kind, c.Action, c.Facts = KindCustomer, AddVehicleAction, contract.Facts{Customer: c.Stream, Vehicle: n.ID}
	return c
}

func (n NewVehicle) write(d *deed) (*contract.Refusal, error) {
	c, key, refusal, err := d.openCustomer()
	if refusal != nil || err != nil {
		return refusal, err
	}
	v := Vehicle{
		ID: n.ID, CustomerID: c.ID, Model: n.Model, CreatedAt: d.now,
		PlateSealed: keys.Seal(key, cell("vehicles", "plate_sealed", n.ID), []byte(n.Plate)),
		VINSealed:   keys.Seal(key, cell("vehicles", "vin_sealed", n.ID), []byte(n.VIN)),
		PlateIndex:  d.b.Keys.Index(keys.Plate, n.Plate),
		VINIndex:    d.b.Keys.Index(keys.VIN, n.VIN),
	}
	if err := d.tx.Create(&v).Error; err != nil {
		return nil, err
	}
	return nil, d.customerMoves(EventVehicleAdded, c, key, map[string]string{"plate": n.Plate, "vin": n.VIN})
}

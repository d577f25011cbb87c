package models

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/internal/keys"
)

// CorrectedCustomer is what was written wrongly about a customer, or is otherwise now (PIPL 46); a nil field stays. Command.Stream is
// the customer's id. What stood there before stays sealed in the customer's events.
type CorrectedCustomer struct {
	Command NewCommand
	Name    *string
	Phone   *string
	Reason  string
}

// CorrectedVehicle is idem about a customer's car: a plate that it has by now, a mistyped VIN. Command.Stream is the customer's id.
type CorrectedVehicle struct {
	Command NewCommand
	ID      string
	Model   *string
	Plate   *string
	VIN     *string
	Reason  string
}

// CorrectCustomer writes over a customer's name or number, with an event in the customer's stream and the settled command, in one
// transaction. It returns the command as CreateCustomer does; nobody corrects whoever was erased or is kept because the law says so.
func (b *Books) CorrectCustomer(ctx context.Context, n CorrectedCustomer) (Command, error) {
	return b.direct(ctx, n.command(), n.write)
}

func (n CorrectedCustomer) command() NewCommand {
	c := n.Command
	c.Kind, c.Action, c.Facts = KindCustomer, CorrectCustomerAction, contract.Facts{Customer: c.Stream}
	return c
}

func (n CorrectedCustomer) write(d *deed) (*contract.Refusal, error) {
	c, key, refusal, err := d.openCustomer()
	if refusal != nil || err != nil {
		return refusal, err
	}
	o := overwriting{d, key, "customers", c.ID, map[string]any{}, map[string]string{}}
	o.field("name", n.Name, map[string]keys.Field{"name_index": keys.Name})
	o.field("phone", n.Phone, map[string]keys.Field{"phone_index": keys.Phone, "last4_index": keys.PhoneLast4})
	if err := d.tx.Model(&Customer{}).Where("id = ?", c.ID).Updates(o.columns).Error; err != nil {
		return nil, fmt.Errorf("correcting customer %s: %w", c.ID, err)
	}
	return nil, d.customerMoves(EventCustomerCorrected, c, key, o.said(n.Reason))
}

// CorrectVehicle is CorrectCustomer for a car of the customer.
func (b *Books) CorrectVehicle(ctx context.Context, n CorrectedVehicle) (Command, error) {
	return b.direct(ctx, n.command(), n.write)
}

func (n CorrectedVehicle) command() NewCommand {
	c := n.Command
	c.Kind, c.Action, c.Facts = KindCustomer, CorrectVehicleAction, contract.Facts{Customer: c.Stream, Vehicle: n.ID}
	return c
}

func (n CorrectedVehicle) write(d *deed) (*contract.Refusal, error) {
	c, key, refusal, err := d.openCustomer()
	if refusal != nil || err != nil {
		return refusal, err
	}
	switch owner, err := CustomerOfVehicle(d.tx, n.ID); {
	case errors.Is(err, gorm.ErrRecordNotFound) || err == nil && owner != c.ID:
		return contract.Refused(contract.CodeUnknownVehicle, ""), nil
	case err != nil:
		return nil, err
	}
	o := overwriting{d, key, "vehicles", n.ID, map[string]any{}, map[string]string{}}
	o.field("plate", n.Plate, map[string]keys.Field{"plate_index": keys.Plate})
	o.field("vin", n.VIN, map[string]keys.Field{"vin_index": keys.VIN})
	if n.Model != nil {
		o.columns["model"] = *n.Model
	}
	if err := d.tx.Model(&Vehicle{}).Where("id = ?", n.ID).Updates(o.columns).Error; err != nil {
		return nil, fmt.Errorf("correcting vehicle %s: %w", n.ID, err)
	}
	return nil, d.customerMoves(EventVehicleCorrected, c, key, o.said(n.Reason))
}

// overwriting gathers what takes the place of a person's fields: sealed columns with their indexes, and the event's texts.
type overwriting struct {
	d         *deed
	key       []byte
	table, id string
	columns   map[string]any
	texts     map[string]string
}

func (o overwriting) field(name string, value *string, indexes map[string]keys.Field) {
	if value == nil {
		return
	}
	sealed := name + "_sealed"
	o.columns[sealed], o.texts[name] = keys.Seal(o.key, cell(o.table, sealed, o.id), []byte(*value)), *value
	for column, field := range indexes {
		o.columns[column] = o.d.b.Keys.Index(field, *value)
	}
}

func (o overwriting) said(reason string) map[string]string {
	if reason != "" {
		o.texts["reason"] = reason
	}
	return o.texts
}

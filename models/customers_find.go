package models

import (
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"carebook/internal/keys"
)

// ErrOneCriterion says that a search for customers needs exactly one criterion, with something left of it once blanks and
// signs are gone.
var ErrOneCriterion = errors.New("search by exactly one of phone, last four, plate, VIN and name")

// CustomerCard is a customer in plain text. It must not be logged.
type CustomerCard struct {
	ID        string
	UnitID    string
	Seq       int64
	Name      string
	Phone     string
	CreatedAt time.Time
	Vehicles  []VehicleCard
	Forgotten bool // the person's key has been destroyed; what was personal is empty

	Class       string // for which policies greet differently
	ConsentedAt *time.Time

	ErasedAt     *time.Time
	RestrictedAt *time.Time
}

// VehicleCard is a car in plain text.
type VehicleCard struct {
	ID    string
	Model string
	Plate string
	VIN   string
}

// CustomerSearch has exactly one field filled; all match exactly, in any usual spelling.
type CustomerSearch struct {
	Phone, Last4, Plate, VIN, Name string
}

// CustomerByID is a customer that the scope shows, in plain text; gorm.ErrRecordNotFound when there is none.
func (b *Books) CustomerByID(tx *gorm.DB, s Scope, id string) (*CustomerCard, error) {
	var c Customer
	if err := s.within(tx, "unit_id").Where("id = ?", id).Take(&c).Error; err != nil {
		return nil, fmt.Errorf("reading customer %s: %w", id, err)
	}
	cards, err := b.cards(tx, []Customer{c})
	if err != nil {
		return nil, err
	}
	return &cards[0], nil
}

// CustomerKey names the key that seals what is personal of a customer, and the unit that the customer belongs to.
type CustomerKey struct {
	KeyID  string
	UnitID string
}

// CustomerKeyOf finds a customer's key, whoever asks; gorm.ErrRecordNotFound when there is no such customer.
func CustomerKeyOf(tx *gorm.DB, id string) (CustomerKey, error) {
	var k CustomerKey
	if err := tx.Model(&Customer{}).Where("id = ?", id).Take(&k).Error; err != nil {
		return k, fmt.Errorf("finding the key of customer %s: %w", id, err)
	}
	return k, nil
}

// SearchCustomers finds the customers that the scope shows by one exact value, the newest first.
func (b *Books) SearchCustomers(tx *gorm.DB, s Scope, search CustomerSearch, p Page) ([]CustomerCard, *Cursor, error) {
	q, err := b.criterion(tx, search)
	if err != nil {
		return nil, nil, err
	}
	var rows []Customer
	if err := p.backward(s.within(q, "unit_id"), "created_at", "id").Find(&rows).Error; err != nil {
		return nil, nil, fmt.Errorf("searching customers: %w", err)
	}
	rows, next := turn(p, rows, func(c Customer) Cursor { return Cursor{c.CreatedAt, c.ID} })
	cards, err := b.cards(tx, rows)
	return cards, next, err
}

func (b *Books) criterion(tx *gorm.DB, s CustomerSearch) (*gorm.DB, error) {
	var q *gorm.DB
	for _, c := range []struct {
		field keys.Field
		value string
		where string
	}{
		{keys.Phone, s.Phone, "phone_index = ?"},
		{keys.PhoneLast4, s.Last4, "last4_index = ?"},
		{keys.Name, s.Name, "name_index = ?"},
		{keys.Plate, s.Plate, "id IN (SELECT customer_id FROM vehicles WHERE plate_index = ?)"},
		{keys.VIN, s.VIN, "id IN (SELECT customer_id FROM vehicles WHERE vin_index = ?)"},
	} {
		if c.value == "" {
			continue
		}
		index := b.Keys.Index(c.field, c.value)
		if q != nil || len(index) == 0 {
			return nil, ErrOneCriterion
		}
		q = tx.Where(c.where, index)
	}
	if q == nil {
		return nil, ErrOneCriterion
	}
	return q, nil
}

// cards opens customers and their vehicles.
func (b *Books) cards(tx *gorm.DB, rows []Customer) ([]CustomerCard, error) {
	ids := make([]string, len(rows))
	for i, c := range rows {
		ids[i] = c.ID
	}
	var vehicles []Vehicle
	if err := in(tx, "customer_id", ids).Order("created_at, id").Find(&vehicles).Error; err != nil {
		return nil, fmt.Errorf("reading vehicles: %w", err)
	}
	out := make([]CustomerCard, len(rows))
	for i, c := range rows {
		card, err := b.card(tx, c, vehicles)
		if err != nil {
			return nil, fmt.Errorf("opening customer %s: %w", c.ID, err)
		}
		out[i] = card
	}
	return out, nil
}

func (b *Books) card(tx *gorm.DB, c Customer, vehicles []Vehicle) (CustomerCard, error) {
	card := CustomerCard{ID: c.ID, UnitID: c.UnitID, Seq: c.Seq, CreatedAt: c.CreatedAt, ErasedAt: c.ErasedAt, RestrictedAt: c.RestrictedAt,
		Class: c.Class, ConsentedAt: c.ConsentedAt}
	key, err := b.personKey(tx, c.KeyID)
	if err != nil && !errors.Is(err, ErrForgotten) {
		return card, err
	}
	o := opener{key: key}
	card.Forgotten = key == nil
	card.Name = o.open("customers", "name_sealed", c.ID, c.NameSealed)
	card.Phone = o.open("customers", "phone_sealed", c.ID, c.PhoneSealed)
	for _, v := range vehicles {
		if v.CustomerID == c.ID {
			card.Vehicles = append(card.Vehicles, VehicleCard{
				ID: v.ID, Model: v.Model,
				Plate: o.open("vehicles", "plate_sealed", v.ID, v.PlateSealed),
				VIN:   o.open("vehicles", "vin_sealed", v.ID, v.VINSealed),
			})
		}
	}
	return card, o.err
}

// opener opens cells of one person and keeps the first error. Without a key everything is empty.
type opener struct {
	key []byte
	err error
}

func (o *opener) open(table, column, id string, sealed []byte) string {
	if o.key == nil || o.err != nil {
		return ""
	}
	plain, err := keys.Open(o.key, cell(table, column, id), sealed)
	if err != nil {
		o.err = fmt.Errorf("%s.%s: %w", table, column, err)
	}
	return string(plain)
}

// CustomerOfVehicle is the id of whose car it is; gorm.ErrRecordNotFound when there is no such car.
func CustomerOfVehicle(tx *gorm.DB, vehicle string) (string, error) {
	var v Vehicle
	if err := tx.Select("customer_id").Where("id = ?", vehicle).Take(&v).Error; err != nil {
		return "", fmt.Errorf("reading vehicle %s: %w", vehicle, err)
	}
	return v.CustomerID, nil
}

package models

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"carebook/calendar"
	"carebook/contract"
	"carebook/internal/keys"
)

// What is known of a customer for the sake of greetings, and when that changes.
const (
	RelateCustomerAction contract.Action = "relate_customer"
	EventCustomerRelated string          = "customer_related"
)

// mostBirthdays bounds what is kept of a customer's family.
const mostBirthdays = 12

// BirthdayOf is a birthday of a customer, or of somebody in the family.
type BirthdayOf struct {
	Whose string // policies.WhoseOwn, policies.WhoseFamily
	Day   calendar.Birthday
}

// Relation is how a customer is greeted: all of it is replaced. Command.Stream is the customer's id.
type Relation struct {
	Command   NewCommand
	Class     string // "" while nobody knows
	Consent   bool   // has agreed to be greeted
	Birthdays []BirthdayOf
}

// RelateCustomer writes how a customer is greeted, with an event in the customer's stream and the settled command, in one transaction.
// It returns the command as CreateCustomer does. Birthdays are personal: they are sealed with the customer's key.
func (b *Books) RelateCustomer(ctx context.Context, n Relation) (Command, error) {
	c := n.Command
	c.Kind, c.Action, c.Facts = KindCustomer, RelateCustomerAction, contract.Facts{Customer: c.Stream, Class: n.Class}
	return b.direct(ctx, c, n.write)
}

func (n Relation) write(d *deed) (*contract.Refusal, error) {
	if len(n.Birthdays) > mostBirthdays {
		return contract.Refused(contract.CodeUnknownValue, "", "field", "birthdays", "value", fmt.Sprint(len(n.Birthdays))), nil
	}
	c, key, refusal, err := d.openCustomer()
	if refusal != nil || err != nil {
		return refusal, err
	}
	columns := map[string]any{"class": n.Class, "consented_at": nil}
	if n.Consent {
		columns["consented_at"] = d.now
		if c.ConsentedAt != nil {
			columns["consented_at"] = *c.ConsentedAt
		}
	}
	if err := d.tx.Model(&Customer{}).Where("id = ?", c.ID).Updates(columns).Error; err != nil {
		return nil, fmt.Errorf("keeping how customer %s is greeted: %w", c.ID, err)
	}
	if !n.Consent {
		if err := dropGreetings(d.tx, d.now, c.ID); err != nil {
			return nil, err
		}
	}
	texts := map[string]string{"consent": fmt.Sprint(n.Consent)}
	if err := n.keepBirthdays(d, c.ID, key, texts); err != nil {
		return nil, fmt.Errorf("keeping birthdays of customer %s: %w", c.ID, err)
	}
	return nil, d.customerMoves(EventCustomerRelated, c, key, texts)
}

func (n Relation) keepBirthdays(d *deed, customer string, key []byte, texts map[string]string) error {
	if err := d.tx.Where("customer_id = ?", customer).Delete(&CustomerBirthday{}).Error; err != nil {
		return err
	}
	for i, b := range n.Birthdays {
		row := CustomerBirthday{ID: uuid.NewSHA1(uuid.NameSpaceOID, fmt.Appendf(nil, "birthday/%s/%d", d.cmd.ID, i)).String(), CustomerID: customer, Whose: b.Whose}
		text := BirthdayText(b.Day)
		row.DaySealed = keys.Seal(key, cell("customer_birthdays", "day_sealed", row.ID), []byte(text))
		row.DayIndex = d.b.Keys.Index(keys.Birthday, text)
		if err := d.tx.Create(&row).Error; err != nil {
			return err
		}
		texts[fmt.Sprintf("birthday_%d", i+1)] = b.Whose + " " + text
	}
	return nil
}

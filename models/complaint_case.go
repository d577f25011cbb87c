package models

import (
	"errors"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/policies"
)

// Fields of the intake form.
const (
	fieldName     = "name"
	fieldPhone    = "phone"
	fieldCarModel = "car_model"
	fieldPlate    = "plate"
	fieldContent  = "content"
)

func (d *Complaint) take(caseID string, f contract.Facts, opener string) {
	*d = Complaint{
		CaseID: caseID, CustomerID: f.Customer, VehicleID: optional(f.Vehicle), Channel: f.Channel, Round: 1, RecipientID: opener,
	}
}

func (d *Complaint) learn(w *writer) {
	switch f := w.facts; w.event.Type {
	case contract.EventClassified:
		d.Severity, d.MajorKind, d.DataTrue = f.Severity, f.MajorKind, f.DataTrue
	case contract.EventAssigned:
		d.HandlerID = &f.Assignee
	case contract.EventReassigned:
		if f.Obligation == "" {
			d.HandlerID = &f.Assignee
		}
	case contract.EventReported:
		d.Amount, d.ReporterID = f.Amount, &w.cmd.Principal
	case contract.EventRejected:
		d.Round, d.Amount = d.Round+1, 0
	}
}

func (d *Complaint) plays(part, staff string) bool {
	switch part {
	case partHandler:
		return deref(d.HandlerID) == staff
	case partRecipient:
		return d.RecipientID == staff
	case partReporter:
		return deref(d.ReporterID) == staff
	}
	return false
}

func (d *Complaint) mayDecide(word string, p *policies.Policy) []string {
	if word != wordAuthority {
		return nil
	}
	return p.Complaint.Authority.Roles(d.Amount)
}

func (d *Complaint) is(condition string) bool {
	return condition == d.Severity || condition == d.Channel
}

func (d *Complaint) handler() string { return deref(d.HandlerID) }

// admit checks what an opening must record: a channel of the policy, the customer, and the fields of the intake form.
func (d *Complaint) admit(w *writer) (*contract.Refusal, error) {
	if w.cmd.Action != contract.Open {
		return nil, nil
	}
	p := w.policy.Complaint
	if !slices.Contains(p.Channels.Value, w.facts.Channel) {
		return contract.Refused(contract.CodeUnknownValue, p.Channels.Clause, "field", "channel", "value", w.facts.Channel), nil
	}
	var customer Customer
	err := w.tx.Where("id = ?", w.facts.Customer).Take(&customer).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return contract.Refused(contract.CodeUnknownCustomer, ""), nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the customer: %w", err)
	}
	missing, err := d.missing(w, customer)
	if err != nil || len(missing) == 0 {
		return nil, err
	}
	return contract.Refused(contract.CodeIncomplete, p.Intake.Clause, "fields", joinRoles(missing)), nil
}

// missing names the fields of the intake form that the opening doesn't record.
func (d *Complaint) missing(w *writer, customer Customer) ([]string, error) {
	var car Vehicle
	if w.facts.Vehicle != "" {
		err := w.tx.Where("id = ? AND customer_id = ?", w.facts.Vehicle, customer.ID).Take(&car).Error
		if err != nil && !errors.Is(err, gorm.ErrRecordNotFound) {
			return nil, fmt.Errorf("reading the vehicle: %w", err)
		}
	}
	recorded := map[string]bool{
		fieldName: len(customer.NameSealed) > 0, fieldPhone: len(customer.PhoneSealed) > 0,
		fieldCarModel: car.Model != "", fieldPlate: len(car.PlateIndex) > 0,
		fieldContent: len(w.cmd.BodySealed) > 0,
	}
	var missing []string
	for _, field := range w.policy.Complaint.Intake.Value {
		if !recorded[field] {
			missing = append(missing, field)
		}
	}
	return missing, nil
}

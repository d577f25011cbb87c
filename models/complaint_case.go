package models

import (
	"errors"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/internal/keys"
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
		CaseID: caseID, CustomerID: optional(f.Customer), EarlierID: optional(f.Earlier), VehicleID: optional(f.Vehicle), Channel: f.Channel, Round: 1, RecipientID: opener,
	}
}

func (d *Complaint) learn(w *writer) {
	switch f := w.facts; w.event.Type {
	case contract.EventOpened:
		if f.Anonymous {
			d.KeyID, d.FollowUp = w.cmd.BodyKey, w.b.Keys.Index(keys.FollowUp, w.b.Keys.FollowUpCode(w.k.ID))
		}
	case contract.EventClassified:
		d.Severity, d.MajorKind, d.Nature, d.DataTrue = f.Severity, f.MajorKind, f.Nature, f.DataTrue
	case contract.EventReclassified:
		d.Severity, d.MajorKind, d.Nature = f.Severity, f.MajorKind, f.Nature
	case contract.EventMerged:
		d.MergedInto = &f.Into
	case contract.EventAssigned:
		if f.Assignee != "" { // else whoever was asked first keeps it
			d.HandlerID = &f.Assignee
		}
	case contract.EventReassigned:
		if f.Obligation == "" {
			d.HandlerID = &f.Assignee
		}
	case contract.EventReported:
		d.Amount, d.ReporterID = f.Amount, &w.cmd.Principal
	case contract.EventRejected, contract.EventReopened, contract.EventDissatisfied:
		d.Round, d.Amount = d.Round+1, 0
	}
	d.learnParts(w)
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
	switch {
	case word == wordAuthority:
		return p.Complaint.Authority.Roles(d.Amount)
	case word == wordVisitor && p.Complaint.Revisit != nil:
		return []string{p.Complaint.Revisit.By[d.Severity].Value}
	}
	return nil
}

func (d *Complaint) is(condition string) bool {
	return condition == d.Severity || condition == d.Nature || condition == d.Channel || d.isPart(condition)
}

func (d *Complaint) handler() string { return deref(d.HandlerID) }

// admit checks what an opening must record, and whether a merge joins what is one issue.
func (d *Complaint) admit(w *writer) (*contract.Refusal, error) {
	switch w.cmd.Action {
	case contract.Open:
		return d.admitOpening(w)
	case contract.Merge:
		return d.admitMerge(w)
	case contract.Liability:
		return d.admitParts(w)
	case contract.Revisit:
		return d.admitRevisit(w)
	}
	return nil, nil
}

// admitOpening asks for a channel of the policy, the customer or a policy that takes unnamed ones, the fields of the intake
// form, and an earlier case of the same customer if one is named.
func (d *Complaint) admitOpening(w *writer) (*contract.Refusal, error) {
	p := w.policy.Complaint
	if !slices.Contains(p.Channels.Value, w.facts.Channel) {
		return contract.Refused(contract.CodeUnknownValue, p.Channels.Clause, "field", "channel", "value", w.facts.Channel), nil
	}
	customer, refusal, err := d.complainant(w)
	if refusal != nil || err != nil {
		return refusal, err
	}
	missing, err := d.missing(w, customer)
	if err != nil {
		return nil, err
	}
	if len(missing) > 0 {
		return contract.Refused(contract.CodeIncomplete, p.Intake.Clause, "fields", joinRoles(missing)), nil
	}
	if d.Visited, err = w.visitsAfterClosing(); err != nil {
		return nil, err
	}
	return d.admitEarlier(w)
}

// complainant is the customer who complains, nil for somebody unnamed.
func (d *Complaint) complainant(w *writer) (*Customer, *contract.Refusal, error) {
	if w.facts.Anonymous {
		takes, clause := w.policy.Complaint.TakesAnonymous()
		switch {
		case !takes:
			return nil, contract.Refused(contract.CodeAnonymousRefused, clause), nil
		case w.facts.Customer != "" || w.facts.Vehicle != "" || w.facts.Earlier != "":
			return nil, contract.Refused(contract.CodeUnknownCustomer, clause), nil // a name is given after all
		}
		return nil, nil, nil
	}
	var customer Customer
	err := w.tx.Where("id = ?", w.facts.Customer).Take(&customer).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, contract.Refused(contract.CodeUnknownCustomer, ""), nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("reading the customer: %w", err)
	}
	return &customer, nil, nil
}

// missing names the fields of the intake form that the opening doesn't record.
// Of somebody unnamed only what was said can be asked for.
func (d *Complaint) missing(w *writer, customer *Customer) ([]string, error) {
	if customer == nil {
		if len(w.cmd.BodySealed) == 0 {
			return []string{fieldContent}, nil
		}
		return nil, nil
	}
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

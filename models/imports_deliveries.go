package models

import (
	"errors"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
)

// archive is the kind of the case that a delivery opens.
const archive contract.Kind = "archive"

// delivery opens the archive case of a vehicle. The command's id is also the case's.
func (d *importDesk) delivery(ref *ExternalRef, cells map[string]string) (NewCommand, *contract.Refusal, error) {
	n := d.command(ref, "")
	unknown := contract.Refused(contract.CodeUnknownReference, "", "field", "vehicle_ref")
	car, err := d.named(contract.ImportVehicles, cells["vehicle_ref"])
	if car == nil || err != nil {
		return n, unknown, err
	}
	var v Vehicle
	if err := d.tx.Where("id = ?", car.ResultID).Take(&v).Error; err != nil {
		return n, nil, err
	}
	key, err := d.customerKey(v.CustomerID)
	if errors.Is(err, ErrForgotten) {
		return n, unknown, nil
	}
	if err != nil {
		return n, nil, err
	}
	consultant, err := StaffByCode(d.tx, cells["consultant"])
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return n, contract.Refused(contract.CodeUnknownStaff, "", "field", "consultant"), nil
	}
	if err != nil {
		return n, nil, err
	}
	at, err := time.Parse(time.RFC3339, cells["delivered_at"])
	if err != nil {
		return n, nil, err
	}
	ref.ResultID = n.ID
	n.Stream, n.Key, n.Kind, n.Action, n.OccurredAt = n.ID, d.command(ref, "").Key, string(archive), contract.Open, &at
	n.Facts = contract.Facts{
		Unit: d.i.UnitID, Customer: v.CustomerID, Vehicle: v.ID, File: cells["kind"], Assignee: consultant.ID,
	}
	return n, nil, d.because(&n, key)
}

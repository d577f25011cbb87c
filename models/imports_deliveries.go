package models

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
)

// archive is the kind of the case that a delivery opens.
const archive contract.Kind = "archive"

// Opening is the command that opens the archive case of a delivery. The command's id is also the case's.
type Opening struct {
	N       int64
	Command Command
	Mine    bool // this row brought it; otherwise it only waits for what comes of it

	ref []byte
}

// Opened is what came of an opening; a nil refusal means that the case is open.
type Opened struct {
	Opening
	Refusal *contract.Refusal
}

// delivery stores the command of a delivery, or finds the one that the same delivery has already.
func (d *importDesk) delivery(ref ExternalRef, known *ExternalRef, cells map[string]string) error {
	if known != nil {
		cmd, err := CommandByID(d.tx, known.ResultID)
		if err != nil {
			return err
		}
		mine := known.ImportID == d.i.ID && known.N == ref.N
		switch cmd.State {
		case Recorded:
			return d.settle(ref.N, openedState(mine), cmd.Stream)
		case Received:
			d.out.Openings = append(d.out.Openings, Opening{N: ref.N, Command: *cmd, Mine: mine, ref: ref.RefIndex})
			return nil
		}
		if err := d.forget(ref.RefIndex, known.ResultID); err != nil { // refused or given up: it may be tried again
			return err
		}
	}
	n, refusal, err := d.opening(&ref, cells)
	if err != nil {
		return err
	}
	if refusal != nil {
		return d.refuse(ref.N, refusal)
	}
	cmd, _, err := receive(d.tx, n, d.now)
	if err != nil {
		return err
	}
	d.out.Openings = append(d.out.Openings, Opening{N: ref.N, Command: cmd, Mine: true, ref: ref.RefIndex})
	return d.tx.Create(&ref).Error
}

func openedState(mine bool) string {
	if mine {
		return RowCreated
	}
	return RowUnchanged
}

// opening is the command of a delivery that nobody has brought in before.
func (d *importDesk) opening(ref *ExternalRef, cells map[string]string) (NewCommand, *contract.Refusal, error) {
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

// because says why the opening is recorded later than it happened.
func (d *importDesk) because(n *NewCommand, key string) error {
	text, err := json.Marshal(map[string]string{"reason": "import " + d.i.ID})
	if err != nil {
		return err
	}
	n.BodyKey = &key
	n.BodySealed, err = d.b.SealBody(d.tx, key, n.ID, text)
	return err
}

// forget takes a reference back whose case was never opened.
func (d *importDesk) forget(index []byte, result string) error {
	return d.tx.Where("kind = ? AND unit_id = ? AND ref_index = ? AND result_id = ?", d.i.Kind, d.i.UnitID, index, result).
		Delete(&ExternalRef{}).Error
}

// SettleOpenings ends the rows of deliveries whose openings were answered, and confirms their commands. A refused one
// leaves nothing behind: the delivery may be brought in again.
func (b *Books) SettleOpenings(ctx context.Context, id string, answered []Opened) (contract.ImportStep, error) {
	var out contract.ImportStep
	err := b.Tx(ctx, func(tx *gorm.DB) error {
		d, err := b.openImport(tx, id)
		if err != nil {
			return err
		}
		for _, o := range answered {
			if err := d.opened(o); err != nil {
				return err
			}
		}
		err = d.count()
		out = d.out.ImportStep
		return err
	})
	if err != nil {
		return out, fmt.Errorf("settling the openings of import %s: %w", id, err)
	}
	ids := make([]string, len(answered))
	for k, o := range answered {
		ids[k] = o.Command.ID
	}
	return out, b.Confirm(ctx, ids)
}

func (d *importDesk) opened(o Opened) error {
	if o.Refusal == nil {
		return d.settle(o.N, openedState(o.Mine), o.Command.Stream)
	}
	if err := d.forget(o.ref, o.Command.ID); err != nil {
		return err
	}
	return d.refuse(o.N, o.Refusal)
}

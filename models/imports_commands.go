package models

import (
	"context"
	"encoding/json"
	"fmt"

	"gorm.io/gorm"

	"carebook/contract"
)

// RowCommand is the command that a row of a workbook leads to, for the case that it opens or that there is.
type RowCommand struct {
	N       int64
	Command Command
	Mine    bool // this row brought it; otherwise it only waits for what comes of it

	ref []byte
}

// RowAnswer is what came of a row's command; a nil refusal means that it is carried out.
type RowAnswer struct {
	RowCommand
	Refusal *contract.Refusal
}

// sent stores the command of a row, or finds the one that the same row has already.
func (d *importDesk) sent(ref ExternalRef, known *ExternalRef, cells map[string]string) error {
	if known != nil {
		cmd, err := CommandByID(d.tx, known.ResultID)
		if err != nil {
			return err
		}
		mine := known.ImportID == d.i.ID && known.N == ref.N
		switch cmd.State {
		case Recorded:
			return d.settle(ref.N, carriedState(mine), cmd.Stream)
		case Received:
			d.out.Commands = append(d.out.Commands, RowCommand{N: ref.N, Command: *cmd, Mine: mine, ref: ref.RefIndex})
			return nil
		}
		if err := d.forget(ref.RefIndex, known.ResultID); err != nil { // refused or given up: it may be tried again
			return err
		}
	}
	n, refusal, err := d.commandOf()(&ref, cells)
	switch {
	case err != nil:
		return err
	case refusal != nil:
		return d.refuse(ref.N, refusal)
	case ref.ImportID == "": // the books have it, but from no import
		return d.settle(ref.N, RowUnchanged, ref.ResultID)
	}
	cmd, _, err := receive(d.tx, n, d.now)
	if err != nil {
		return err
	}
	d.out.Commands = append(d.out.Commands, RowCommand{N: ref.N, Command: cmd, Mine: true, ref: ref.RefIndex})
	return d.tx.Create(&ref).Error
}

// commandOf makes the command of a row that nobody has brought in before; nil for kinds whose rows are carried out at once.
func (d *importDesk) commandOf() func(*ExternalRef, map[string]string) (NewCommand, *contract.Refusal, error) {
	return map[contract.ImportKind]func(*ExternalRef, map[string]string) (NewCommand, *contract.Refusal, error){
		contract.ImportDeliveries: d.delivery, contract.ImportDispatches: d.dispatch, contract.ImportPayments: d.payment,
	}[d.i.Kind]
}

func carriedState(mine bool) string {
	if mine {
		return RowCreated
	}
	return RowUnchanged
}

// because says why the command is recorded later than it happened.
func (d *importDesk) because(n *NewCommand, key string) error {
	text, err := json.Marshal(map[string]string{"reason": "import " + d.i.ID})
	if err != nil {
		return err
	}
	n.BodyKey = &key
	n.BodySealed, err = d.b.SealBody(d.tx, key, n.ID, text)
	return err
}

// forget takes a reference back whose command was never carried out.
func (d *importDesk) forget(index []byte, result string) error {
	return d.tx.Where("kind = ? AND unit_id = ? AND ref_index = ? AND result_id = ?", d.i.Kind, d.i.UnitID, index, result).
		Delete(&ExternalRef{}).Error
}

// SettleCommands ends the rows whose commands were answered, and confirms the commands. A refused one leaves nothing
// behind: its row may be brought in again.
func (b *Books) SettleCommands(ctx context.Context, id string, answered []RowAnswer) (contract.ImportStep, error) {
	var out contract.ImportStep
	err := b.Tx(ctx, func(tx *gorm.DB) error {
		d, err := b.openImport(tx, id)
		if err != nil {
			return err
		}
		for _, a := range answered {
			if err := d.answered(a); err != nil {
				return err
			}
		}
		err = d.count()
		out = d.out.ImportStep
		return err
	})
	if err != nil {
		return out, fmt.Errorf("settling the commands of import %s: %w", id, err)
	}
	ids := make([]string, len(answered))
	for k, a := range answered {
		ids[k] = a.Command.ID
	}
	return out, b.Confirm(ctx, ids)
}

func (d *importDesk) answered(a RowAnswer) error {
	if a.Refusal == nil {
		return d.settle(a.N, carriedState(a.Mine), a.Command.Stream)
	}
	if err := d.forget(a.ref, a.Command.ID); err != nil {
		return err
	}
	return d.refuse(a.N, a.Refusal)
}

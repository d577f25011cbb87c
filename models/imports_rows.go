package models

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"carebook/contract"
	"carebook/internal/keys"
)

// importDesk carries out rows of one import in one transaction.
type importDesk struct {
	b    *Books
	tx   *gorm.DB
	now  time.Time
	i    Import
	key  []byte            // opens the rows
	unit Unit              // that they belong to
	mind *contract.Refusal // of every row: whoever brought them in may not any more
	out  ImportChunk

	audits []AuditEntry // of staff that the rows bring
}

// ImportChunk is what came of a part of an import.
type ImportChunk struct {
	contract.ImportStep
	Commands []RowCommand // for Temporal; their rows still wait
}

// ImportRows carries out the next rows of an import, at most so many, in one transaction: each row's deed, its external
// reference and its state together. Rows that a case decides about only get their command; they are settled by
// SettleCommands. It may be called again at any time, by several workers at once.
func (b *Books) ImportRows(ctx context.Context, id string, most int) (ImportChunk, error) {
	var out ImportChunk
	err := b.Tx(ctx, func(tx *gorm.DB) error {
		d, err := b.openImport(tx, id)
		if err != nil {
			return err
		}
		var rows []ImportRow
		if err := tx.Where("import_id = ? AND state = ?", id, RowWaiting).Order("n").Limit(most).Find(&rows).Error; err != nil {
			return err
		}
		for k := range rows {
			if err := d.row(&rows[k]); err != nil {
				return fmt.Errorf("row %d: %w", rows[k].N, err)
			}
		}
		if err := d.count(); err != nil {
			return err
		}
		out = d.out
		return b.Audit(tx, d.audits...)
	})
	if err != nil {
		return ImportChunk{}, fmt.Errorf("carrying out import %s: %w", id, err)
	}
	return out, nil
}

// openImport keeps other workers of the import waiting until tx ends.
func (b *Books) openImport(tx *gorm.DB, id string) (*importDesk, error) {
	d := &importDesk{b: b, tx: tx}
	var err error
	if d.now, err = b.Now(tx); err != nil {
		return nil, err
	}
	if err := tx.Clauses(clause.Locking{Strength: "UPDATE"}).Where("id = ?", id).Take(&d.i).Error; err != nil {
		return nil, err
	}
	if err := tx.Where("id = ?", d.i.UnitID).Take(&d.unit).Error; err != nil {
		return nil, err
	}
	if d.key, err = b.personKey(tx, d.i.KeyID); err != nil {
		return nil, err
	}
	if d.mind, err = mayImport(tx, d.i.StaffID, d.i.UnitID, d.now); err != nil {
		return nil, err
	}
	if d.i.BeganAt == nil {
		err = tx.Model(&Import{}).Where("id = ?", id).Update("began_at", d.now).Error
	}
	return d, err
}

// count says how many rows still wait, and ends the import when none does.
func (d *importDesk) count() error {
	var left int64
	err := d.tx.Model(&ImportRow{}).Where("import_id = ? AND state = ?", d.i.ID, RowWaiting).Count(&left).Error
	if err != nil {
		return err
	}
	if d.out.Left = int(left); left > 0 {
		return nil
	}
	return d.tx.Model(&Import{}).Where("id = ? AND finished_at IS NULL", d.i.ID).Update("finished_at", d.now).Error
}

func (d *importDesk) row(r *ImportRow) error {
	if d.mind != nil {
		return d.refuse(r.N, d.mind)
	}
	cells, err := r.open(d.key)
	if err != nil {
		return err
	}
	ref, err := d.reference(r.N, cells)
	if err != nil {
		return err
	}
	known, err := d.known(ref.Kind, ref.RefIndex)
	if err == nil && known != nil && slices.Contains(personalRows, ref.Kind) && len(known.ContentHash) == 0 {
		return d.dropErased(r.N)
	}
	switch {
	case err != nil:
		return err
	case known != nil && !bytes.Equal(known.ContentHash, ref.ContentHash):
		return d.refuse(r.N, contract.Refused(contract.CodeRowChanged, ""))
	case d.commandOf() != nil:
		return d.sent(ref, known, cells)
	case known != nil:
		return d.settle(r.N, RowUnchanged, known.ResultID)
	}
	return d.create(ref, cells)
}

// reference is what the books will know a row by.
func (d *importDesk) reference(n int64, cells map[string]string) (ExternalRef, error) {
	content, err := json.Marshal(cells) // keys in order
	return ExternalRef{
		Kind: d.i.Kind, UnitID: d.i.UnitID, RefIndex: d.b.Keys.Index(keys.Reference, cells[contract.ReferenceColumn(d.i.Kind)]),
		ContentHash: d.b.Keys.BodyHash(append([]byte("import\x00"), content...)), ImportID: d.i.ID, N: n,
	}, err
}

// known is what was imported under a reference; nil when nothing was.
func (d *importDesk) known(kind contract.ImportKind, index []byte) (*ExternalRef, error) {
	var ref ExternalRef
	err := d.tx.Where("kind = ? AND unit_id = ? AND ref_index = ?", kind, d.i.UnitID, index).Take(&ref).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, nil
	}
	return &ref, err
}

// named is what a cell refers to; nil when nothing was imported under it.
func (d *importDesk) named(kind contract.ImportKind, ref string) (*ExternalRef, error) {
	return d.known(kind, d.b.Keys.Index(keys.Reference, ref))
}

// create carries out a row whose reference is new.
func (d *importDesk) create(ref ExternalRef, cells map[string]string) error {
	make := map[contract.ImportKind]func(*ExternalRef, map[string]string) (*contract.Refusal, error){
		contract.ImportCustomers: d.customer, contract.ImportVehicles: d.vehicle, contract.ImportStaff: d.member,
	}[d.i.Kind]
	refusal, err := make(&ref, cells)
	switch {
	case err != nil:
		return err
	case refusal != nil:
		return d.refuse(ref.N, refusal)
	case ref.ImportID == "": // it was there before anything was imported
		return d.settle(ref.N, RowUnchanged, ref.ResultID)
	}
	if err := d.tx.Create(&ref).Error; err != nil {
		return err
	}
	return d.settle(ref.N, RowCreated, ref.ResultID)
}

// command is the command of a row: the same deed as by the counter, in the name of whoever brought the row in.
func (d *importDesk) command(ref *ExternalRef, stream string) NewCommand {
	return NewCommand{
		ID: NewID(), Principal: d.i.StaffID, Key: fmt.Sprintf("import/%s/%s", d.i.Kind, ref.ResultID), Method: "POST",
		Path: "/api/v1/imports/" + string(d.i.Kind), BodyHash: ref.ContentHash, Stream: stream,
	}
}

func (d *importDesk) customer(ref *ExternalRef, cells map[string]string) (*contract.Refusal, error) {
	ref.ResultID = NewID()
	n := NewCustomer{Command: d.command(ref, ref.ResultID), UnitID: d.i.UnitID, Name: cells["name"], Phone: cells["phone"]}
	return outcome(d.b.within(d.tx, n.command(), n.write))
}

func (d *importDesk) vehicle(ref *ExternalRef, cells map[string]string) (*contract.Refusal, error) {
	owner, err := d.named(contract.ImportCustomers, cells["customer_ref"])
	if err != nil {
		return nil, err
	}
	unknown := contract.Refused(contract.CodeUnknownReference, "", "field", "customer_ref")
	if owner == nil {
		return unknown, nil
	}
	if _, err := d.customerKey(owner.ResultID); errors.Is(err, ErrForgotten) {
		return unknown, nil
	} else if err != nil {
		return nil, err
	}
	ref.ResultID = NewID()
	n := NewVehicle{
		Command: d.command(ref, owner.ResultID), ID: ref.ResultID, Model: cells["model"], Plate: cells["plate"], VIN: cells["vin"],
	}
	return outcome(d.b.within(d.tx, n.command(), n.write))
}

// customerKey names the key of a customer; ErrForgotten when it opens nothing any more.
func (d *importDesk) customerKey(id string) (string, error) {
	c, err := CustomerKeyOf(d.tx, id)
	if err == nil {
		_, err = d.b.personKey(d.tx, c.KeyID)
	}
	return c.KeyID, err
}

// member writes a member of staff as an organisation file would. Somebody who is there already stays as they are.
func (d *importDesk) member(ref *ExternalRef, cells map[string]string) (*contract.Refusal, error) {
	s := OrganisationStaff{Code: cells["badge"], Name: cells["name"]}
	for _, role := range strings.FieldsFunc(cells["roles"], func(c rune) bool { return c == ',' }) {
		s.Roles = append(s.Roles, OrganisationRole{Role: role, Unit: d.unit.Code})
	}
	old, err := StaffByCode(d.tx, s.Code)
	if err == nil {
		ref.ResultID, ref.ImportID = old.ID, ""
		return d.same(old, s)
	}
	if !errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, err
	}
	l := orgLoader{tx: d.tx, now: d.now, units: map[string]string{d.unit.Code: d.unit.ID}}
	if err := l.member(s); err != nil {
		return nil, err
	}
	for _, e := range l.changes {
		e.Actor = d.i.StaffID
		d.audits = append(d.audits, e)
	}
	made, err := StaffByCode(d.tx, s.Code)
	if err != nil {
		return nil, err
	}
	ref.ResultID = made.ID
	return nil, nil
}

// same refuses a row that says something else of somebody than the books do.
func (d *importDesk) same(old *Staff, s OrganisationStaff) (*contract.Refusal, error) {
	held, err := Assignments(d.tx, []string{old.ID}, d.now)
	if err != nil {
		return nil, err
	}
	same := old.Active && old.Name == s.Name
	for _, r := range s.Roles {
		same = same && slices.ContainsFunc(held, func(h RoleAssignment) bool { return h.Role == r.Role && h.UnitID == d.unit.ID })
	}
	if same {
		return nil, nil
	}
	return contract.Refused(contract.CodeRowChanged, ""), nil
}

// outcome is what came of a command that was carried out at once.
func outcome(c Command, err error) (*contract.Refusal, error) {
	if err != nil {
		return nil, err
	}
	o, err := c.Result()
	return o.Refusal, err
}

// settle ends a row; its cells stand in their columns.
func (d *importDesk) settle(n int64, state, result string) error {
	return d.end(n, map[string]any{"state": state, "result_id": result, "sealed": nil})
}

// refuse ends a row that is kept for whoever brought it in.
func (d *importDesk) refuse(n int64, why *contract.Refusal) error {
	text, err := json.Marshal(why)
	if err != nil {
		return err
	}
	return d.end(n, map[string]any{"state": RowRefused, "refusal": text})
}

// dropErased ends a row that would bring back somebody who was erased: it isn't kept for anybody.
func (d *importDesk) dropErased(n int64) error {
	text, err := json.Marshal(contract.Refused(contract.CodeErased, ""))
	if err != nil {
		return err
	}
	return d.end(n, map[string]any{"state": RowRefused, "refusal": text, "sealed": nil})
}

func (d *importDesk) end(n int64, columns map[string]any) error {
	d.out.Done++
	return d.tx.Model(&ImportRow{}).Where("import_id = ? AND n = ? AND state = ?", d.i.ID, n, RowWaiting).Updates(columns).Error
}

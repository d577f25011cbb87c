package models

import (
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

// caseTables are the tables of those kinds of cases that are about a customer.
var caseTables = []string{"complaints", "archives", "credits", "return_visits", "leads", "loans", "retentions", "visits", "erasures"}

// Pseudonym is what an erased customer is called: the end of the id, which is random and stays in the ledger. It is as stable as that,
// and says nothing about the person.
func Pseudonym(customerID string) string {
	return strings.ToUpper(customerID[max(0, len(customerID)-6):])
}

// casesOf are the ids of the cases about a customer, at whatever unit.
func casesOf(tx *gorm.DB, customerID string) ([]string, error) {
	all := []string{}
	for _, table := range caseTables {
		var ids []string
		if err := tx.Table(table).Where("customer_id = ?", customerID).Order("case_id").Pluck("case_id", &ids).Error; err != nil {
			return nil, fmt.Errorf("looking for cases of customer %s: %w", customerID, err)
		}
		all = append(all, ids...)
	}
	return all, nil
}

// eraser takes a person out of the books in one transaction: all of it or nothing.
type eraser struct {
	b        *Books
	tx       *gorm.DB
	now      time.Time
	by       string // case that decided so
	c        Customer
	vehicles []Vehicle
	cases    []string

	files, rows int64 // what was found
}

// erase destroys what the books hold of a customer: the key, which seals the texts of the events and files, and with it whatever of
// them stands in backups; the sealed columns with their blind indexes; files; imported rows that name the person. Ids stay, and every
// chain verifies: it runs over what was sealed. Whoever does it a second time finds nothing left.
//
// What another system calls the customer stays as a keyed hash, so that its next import doesn't bring the person back; that of the
// content goes.
func (b *Books) erase(tx *gorm.DB, customerID, by string, now time.Time) (*eraser, error) {
	e := &eraser{b: b, tx: tx, now: now, by: by}
	err := lockCustomerRow(tx, customerID)
	if err == nil {
		err = tx.Where("id = ?", customerID).Take(&e.c).Error
	}
	if err != nil {
		return nil, fmt.Errorf("reading customer %s: %w", customerID, err)
	}
	if e.cases, err = casesOf(tx, customerID); err != nil {
		return nil, err
	}
	if err := tx.Where("customer_id = ?", customerID).Order("id").Find(&e.vehicles).Error; err != nil {
		return nil, fmt.Errorf("reading vehicles: %w", err)
	}
	for _, do := range []func() error{e.imports, e.attachments, e.commands, e.greetings, e.columns, e.key} {
		if err := do(); err != nil {
			return nil, fmt.Errorf("erasing customer %s: %w", customerID, err)
		}
	}
	return e, nil
}

func (e *eraser) attachments() (err error) {
	e.files, err = destroyFiles(e.tx, e.by, e.now, "key_id = ? AND case_id IN ?", e.c.KeyID, e.cases)
	return err
}

// greetings takes away when somebody would be greeted, and what is still owed of it.
func (e *eraser) greetings() error {
	if err := e.tx.Where("customer_id = ?", e.c.ID).Delete(&CustomerBirthday{}).Error; err != nil {
		return fmt.Errorf("deleting birthdays: %w", err)
	}
	return dropGreetings(e.tx, e.now, e.c.ID)
}

// commands refuses those that wait, and takes away the keyed hashes of those that were carried out: they could confirm a guess. The one
// that asks for this is being carried out.
func (e *eraser) commands() error {
	refused, err := json.Marshal(Outcome{Refusal: contract.Refused(contract.CodeErased, "")})
	if err != nil {
		return err
	}
	waiting := e.tx.Model(&Command{}).Where("state = 'received' AND body_key = ? AND NOT (stream = ? AND action = ?)",
		e.c.KeyID, e.by, contract.Erase)
	err = waiting.Updates(map[string]any{
		"state": Refused, "outcome": refused, "settled_at": e.now, "confirmed_at": e.now, "body_sealed": nil, "body_hash": []byte{},
	}).Error
	if err != nil {
		return fmt.Errorf("refusing commands that wait: %w", err)
	}
	empty := map[string]any{"body_sealed": nil, "body_hash": []byte{}}
	for _, stream := range append([]string{e.c.ID}, e.cases...) {
		var done []string
		err := e.tx.Model(&Event{}).Where("stream = ? AND effect LIKE 'command:%'", stream).Pluck("substr(effect, 9)", &done).Error
		if err != nil {
			return fmt.Errorf("looking for commands: %w", err)
		}
		for some := range slices.Chunk(done, rowsAtOnce) {
			if err := e.tx.Model(&Command{}).Where("id IN ?", some).Updates(empty).Error; err != nil {
				return fmt.Errorf("emptying commands: %w", err)
			}
		}
	}
	return nil
}

// columns empties the customer and the cars, and what finds them.
func (e *eraser) columns() error {
	none := []byte{}
	ids := []string{e.c.ID}
	for _, v := range e.vehicles {
		ids = append(ids, v.ID)
	}
	for _, change := range []struct {
		q       *gorm.DB
		columns map[string]any
	}{
		{e.tx.Model(&Vehicle{}).Where("customer_id = ?", e.c.ID), map[string]any{
			"plate_sealed": none, "vin_sealed": none, "plate_index": none, "vin_index": none,
		}},
		{e.tx.Model(&ExternalRef{}).Where("kind IN ? AND result_id IN ?", personalRows, ids), map[string]any{"content_hash": none}},
		{e.tx.Model(&Customer{}).Where("id = ? AND erased_at IS NULL", e.c.ID), map[string]any{
			"name_sealed": none, "phone_sealed": none, "name_index": none, "phone_index": none, "last4_index": none,
			"erased_at": e.now, "restricted_at": nil, "class": "", "consented_at": nil,
		}},
	} {
		if err := change.q.Updates(change.columns).Error; err != nil {
			return fmt.Errorf("emptying columns: %w", err)
		}
	}
	return nil
}

// personalRows are the kinds of imported rows that are a customer or a customer's car.
var personalRows = []contract.ImportKind{contract.ImportCustomers, contract.ImportVehicles}

func (e *eraser) key() error {
	err := e.tx.Model(&PersonKey{}).Where("id = ? AND length(wrapped) > 0", e.c.KeyID).Update("wrapped", []byte{}).Error
	if err != nil {
		return fmt.Errorf("destroying the key: %w", err)
	}
	return nil
}

// imports empties those rows that are kept, since they were refused or wait, and name the person: by phone, plate, VIN or the
// reference of another system. One that waits is refused.
func (e *eraser) imports() error {
	marks, err := e.marks()
	if err != nil {
		return err
	}
	var open []Import
	err = e.tx.Where("id IN (SELECT import_id FROM import_rows WHERE sealed IS NOT NULL)").Order("id").Find(&open).Error
	if err != nil {
		return fmt.Errorf("looking for imported rows: %w", err)
	}
	for _, i := range open {
		key, err := e.b.personKey(e.tx, i.KeyID)
		if errors.Is(err, ErrForgotten) {
			continue
		}
		if err != nil {
			return err
		}
		if err := e.importRows(i, key, marks); err != nil {
			return fmt.Errorf("import %s: %w", i.ID, err)
		}
	}
	return nil
}

// marks are the keyed hashes by which a cell names the person.
func (e *eraser) marks() (map[string]bool, error) {
	marks, ids := map[string]bool{string(e.c.PhoneIndex): true}, []string{e.c.ID}
	for _, v := range e.vehicles {
		marks[string(v.PlateIndex)], marks[string(v.VINIndex)] = true, true
		ids = append(ids, v.ID)
	}
	var refs []ExternalRef
	if err := e.tx.Where("kind IN ? AND result_id IN ?", personalRows, ids).Find(&refs).Error; err != nil {
		return nil, fmt.Errorf("reading references: %w", err)
	}
	for _, r := range refs {
		marks[r.UnitID+string(r.RefIndex)] = true
	}
	delete(marks, "") // what isn't known names nobody
	return marks, nil
}

const rowsAtOnce = 500

func (e *eraser) importRows(i Import, key []byte, marks map[string]bool) error {
	refused, err := json.Marshal(contract.Refused(contract.CodeErased, ""))
	if err != nil {
		return err
	}
	for after := int64(0); ; {
		var rows []ImportRow
		err := e.tx.Where("import_id = ? AND n > ? AND sealed IS NOT NULL", i.ID, after).Order("n").Limit(rowsAtOnce).Find(&rows).Error
		if err != nil {
			return err
		}
		for k := range rows {
			after = rows[k].N
			cells, err := rows[k].open(key)
			if err != nil {
				return err
			}
			if !e.named(i.UnitID, cells, marks) {
				continue
			}
			change := map[string]any{"sealed": nil}
			if rows[k].State == RowWaiting {
				change["state"], change["refusal"] = RowRefused, refused
			}
			if err := e.tx.Model(&ImportRow{}).Where("import_id = ? AND n = ?", i.ID, after).Updates(change).Error; err != nil {
				return err
			}
			e.rows++
		}
		if len(rows) < rowsAtOnce {
			return nil
		}
	}
}

// named reports whether a cell of a row names the person.
func (e *eraser) named(unit string, cells map[string]string, marks map[string]bool) bool {
	for _, text := range cells {
		if marks[unit+string(e.b.Keys.Index(keys.Reference, text))] ||
			slices.ContainsFunc([]keys.Field{keys.Phone, keys.Plate, keys.VIN}, func(f keys.Field) bool {
				return marks[string(e.b.Keys.Index(f, text))]
			}) {
			return true
		}
	}
	return false
}

// closedTo refuses whatever is new about a customer who was erased, or whose data the law has kept and nothing else done with them. A
// request to erase somebody is itself a case about a customer: its family says when that may be.
func closedTo(c *Customer) *contract.Refusal {
	switch {
	case c.ErasedAt != nil:
		return contract.Refused(contract.CodeErased, "")
	case c.RestrictedAt != nil:
		return contract.Refused(contract.CodeRestricted, "")
	}
	return nil
}

// customerOpen is closedTo for the customer about whom a case is to be opened, and keeps an erasure waiting until that stands in the
// books. Whether there is such a customer is for the family to ask.
func (w *writer) customerOpen() (*contract.Refusal, error) {
	if w.begun() || w.facts.Customer == "" {
		return nil, nil
	}
	var c Customer
	err := w.tx.Clauses(clause.Locking{Strength: "SHARE"}).Where("id = ?", w.facts.Customer).Take(&c).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the customer: %w", err)
	}
	if c.ErasedAt == nil && (w.in.Kind == contract.Erasure || w.cmd.Cause != "") {
		return nil, nil // cases that were open go on, with what they bring
	}
	return closedTo(&c), nil
}

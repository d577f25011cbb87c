package models

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"carebook/contract"
	"carebook/internal/keys"
)

// deed is one command that is carried out at once, in the transaction that stores it.
type deed struct {
	b   *Books
	tx  *gorm.DB
	now time.Time
	cmd Command

	audits []AuditEntry // of what it changes, to be written last
	behalf string       // in whose place the principal does it; "" in the own
}

// direct stores a command and carries it out in the same transaction. A refusal is its outcome and leaves no event.
func (b *Books) direct(ctx context.Context, n NewCommand, do func(*deed) (*contract.Refusal, error)) (Command, error) {
	var out Command
	err := b.Tx(ctx, func(tx *gorm.DB) (err error) {
		out, err = b.within(tx, n, do)
		return err
	})
	if err != nil {
		return Command{}, fmt.Errorf("carrying out %s: %w", n.Action, err)
	}
	return out, nil
}

// within is direct as a part of a larger transaction.
func (b *Books) within(tx *gorm.DB, n NewCommand, do func(*deed) (*contract.Refusal, error)) (Command, error) {
	now, err := b.Now(tx)
	if err != nil {
		return Command{}, err
	}
	cmd, fresh, err := receive(tx, n, now)
	if err != nil || !fresh {
		return cmd, err
	}
	d := &deed{b: b, tx: tx, now: now, cmd: cmd}
	refusal := d.inTime()
	if refusal == nil {
		refusal, err = do(d)
	}
	switch {
	case err != nil:
		return d.cmd, err
	case refusal != nil:
		return d.cmd, d.settle(Refused, Outcome{Refusal: refusal})
	}
	return d.cmd, b.Audit(tx, d.audits...)
}

// audit has something written into the second chain when all else is done.
func (d *deed) audit(e AuditEntry) {
	e.Actor = d.cmd.Principal
	d.audits = append(d.audits, e)
}

// inTime refuses a moment that isn't now: no clock runs here, and no policy says how far back such a deed may lie.
func (d *deed) inTime() *contract.Refusal {
	if d.cmd.OccurredAt.Equal(d.cmd.ReceivedAt) {
		return nil
	}
	return contract.Refused(contract.CodeBackdated, "")
}

func (d *deed) lockCustomer() (*Customer, *contract.Refusal, error) {
	var c Customer
	err := d.tx.Clauses(clause.Locking{Strength: "UPDATE"}).Where("id = ?", d.cmd.Stream).Take(&c).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, contract.Refused(contract.CodeUnknownCustomer, ""), nil
	}
	if err != nil {
		return nil, nil, err
	}
	if refusal := closedTo(&c); refusal != nil {
		return nil, refusal, nil
	}
	if want := d.cmd.ExpectSeq; want != nil && *want != c.Seq {
		return nil, contract.Refused(contract.CodeVersionMismatch, "", "seq", fmt.Sprint(c.Seq)), nil
	}
	return &c, nil, nil
}

// openCustomer is lockCustomer with the key that opens and seals what is personal of the customer.
func (d *deed) openCustomer() (c *Customer, key []byte, refusal *contract.Refusal, err error) {
	if c, refusal, err = d.lockCustomer(); refusal != nil || err != nil {
		return nil, nil, refusal, err
	}
	key, err = d.b.personKey(d.tx, c.KeyID)
	return c, key, nil, err
}

// customerEvent is what a deed leaves in a customer's stream, with the personal fields sealed.
func (d *deed) customerEvent(what string, c *Customer, prev, key []byte, personal map[string]string) error {
	roles, err := RolesAt(d.tx, d.cmd.Principal, c.UnitID, d.now)
	if err != nil {
		return err
	}
	text, err := json.Marshal(personal)
	if err != nil {
		return err
	}
	return d.write(Event{
		Stream: c.ID, Seq: c.Seq, Kind: KindCustomer, Type: what, Roles: strings.Join(roles, ","), KeyID: &c.KeyID,
		Sealed: keys.Seal(key, []byte(d.effect()), text),
	}, prev, c.Seq)
}

// customerMoves is customerEvent for a customer who is there already: the next one in the stream, which makes the next version.
func (d *deed) customerMoves(what string, c *Customer, key []byte, personal map[string]string) error {
	var last Event
	if err := d.tx.Where("stream = ? AND seq = ?", c.ID, c.Seq).Take(&last).Error; err != nil {
		return err
	}
	c.Seq++
	if err := d.tx.Model(&Customer{}).Where("id = ?", c.ID).Update("seq", c.Seq).Error; err != nil {
		return err
	}
	return d.customerEvent(what, c, last.Hash, key, personal)
}

func (d *deed) effect() string { return contract.Effect{Command: d.cmd.ID}.Key() }

// write adds the event to its stream and settles the command, whose outcome names the version that it led to; nobody else
// has to answer, so it is confirmed.
func (d *deed) write(row Event, prev []byte, version int64) error {
	e := contract.Event{Seq: row.Seq, Type: row.Type, Effect: d.effect(), Actor: d.cmd.Principal, Behalf: d.behalf, At: d.cmd.OccurredAt}
	if err := json.Unmarshal(d.cmd.Facts, &e.Facts); err != nil {
		return err
	}
	data, err := json.Marshal(e)
	if err != nil {
		return err
	}
	row.Effect, row.Actor, row.OccurredAt, row.RecordedAt, row.Data = e.Effect, e.Actor, e.At, d.now, data
	row.Seal(prev)
	if err := d.tx.Create(&row).Error; err != nil {
		return err
	}
	return d.settle(Recorded, Outcome{Seq: version, Behalf: d.behalf})
}

// last is the hash of an event of the command's stream; nil for none.
func (d *deed) last(seq int64) ([]byte, error) {
	if seq == 0 {
		return nil, nil
	}
	var e Event
	if err := d.tx.Where("stream = ? AND seq = ?", d.cmd.Stream, seq).Take(&e).Error; err != nil {
		return nil, fmt.Errorf("reading event %d of %s: %w", seq, d.cmd.Stream, err)
	}
	return e.Hash, nil
}

// seal puts a reason into an event, sealed with a key of its own: it may speak of anybody.
func (d *deed) seal(row *Event, reason string) error {
	if reason == "" {
		return nil
	}
	text, err := json.Marshal(map[string]string{"reason": reason})
	if err != nil {
		return err
	}
	id, key, err := d.b.newPersonKey(d.tx, d.now)
	if err != nil {
		return err
	}
	row.KeyID, row.Sealed = &id, keys.Seal(key, []byte(d.effect()), text)
	return nil
}

func (d *deed) settle(state string, o Outcome) error {
	outcome, err := json.Marshal(o)
	if err != nil {
		return err
	}
	d.cmd.State, d.cmd.Outcome, d.cmd.SettledAt, d.cmd.ConfirmedAt = state, outcome, &d.now, &d.now
	return d.tx.Model(&Command{}).Where("id = ?", d.cmd.ID).Updates(map[string]any{
		"state": state, "outcome": outcome, "settled_at": d.now, "confirmed_at": d.now,
	}).Error
}

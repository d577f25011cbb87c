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
)

// HandOverAction moves what somebody owes to a successor.
const HandOverAction contract.Action = "hand_over_duties"

// EventHandingOver is the event of HandOverAction.
const EventHandingOver = "handing_over"

// NewHandOver says who goes on with what somebody owes and looks after, and from which day on.
type NewHandOver struct {
	Command NewCommand
	Staff   string
	To      string    // the successor
	FromDay string    // 2026-03-06; "" for now
	From    time.Time // when that day begins
	Reason  string
}

// HandItOver orders that everything open which names a member of staff goes to a successor (V12-1.6.4), by the event in the
// person's stream and the settled command in one transaction. When its day has come each case, and each to-do of another case,
// gets a command of its own: workers send it, and the case's process and the ledger judge whether the successor may have it. It
// may be ordered again, to somebody else, for what was refused. Administrators of each unit concerned may, and nobody for
// himself; a case from which the administrator is excluded stays for another one. The hand-over has the command's id.
func (b *Books) HandItOver(ctx context.Context, n NewHandOver) (Command, error) {
	n.Command.Facts = contract.Facts{Person: n.To, From: n.FromDay}
	return b.aboutStaff(ctx, n.Command, n.Staff, HandOverAction, func(p *personal) (*contract.Refusal, error) {
		if n.Staff == p.cmd.Principal {
			return contract.Refused(contract.CodeOwnLeaving, ""), nil
		}
		if refusal, err := p.administersAll(n.Staff); refusal != nil || err != nil {
			return refusal, err
		}
		if refusal, err := p.administersDuties(); refusal != nil || err != nil {
			return refusal, err
		}
		if refusal, err := p.successor(n.To); refusal != nil || err != nil {
			return refusal, err
		}
		row := HandOver{
			ID: p.cmd.ID, StaffID: n.Staff, SuccessorID: n.To, FromAt: p.now, OrderedBy: p.cmd.Principal, OrderedAt: p.now, Seq: p.who.Seq + 1,
		}
		if n.From.After(p.now) {
			row.FromAt = micros(n.From)
		}
		if err := p.tx.Create(&row).Error; err != nil {
			return nil, fmt.Errorf("ordering a hand-over: %w", err)
		}
		if !row.FromAt.After(p.now) {
			if err := row.begin(p.tx, p.now); err != nil {
				return nil, err
			}
		}
		p.audit(AuditEntry{Action: AuditHandedOver, Kind: KindStaff, Object: n.Staff})
		return nil, p.told(EventHandingOver, n.Reason)
	})
}

// administersDuties refuses whoever isn't an administrator of each unit in which the person owes something.
func (p *personal) administersDuties() (*contract.Refusal, error) {
	open, err := dutiesBut(p.tx, p.cmd.Principal, p.who.ID)
	if err != nil {
		return nil, err
	}
	asked := map[string]bool{}
	for _, o := range open {
		if asked[o.UnitID] {
			continue
		}
		asked[o.UnitID] = true
		if refusal, err := p.administersAt(o.UnitID); refusal != nil || err != nil {
			return refusal, err
		}
	}
	return nil, nil
}

// successor refuses whoever doesn't work here, or will have left as well.
func (p *personal) successor(id string) (*contract.Refusal, error) {
	unknown := contract.Refused(contract.CodeUnknownStaff, "", "field", "to")
	if id == p.who.ID {
		return unknown, nil
	}
	row, err := StaffByID(p.tx, id)
	if errors.Is(err, gorm.ErrRecordNotFound) || err == nil && (!row.Active || row.LeavesAt != nil) {
		return unknown, nil
	}
	return nil, err
}

// begin writes a command for each thing that is open and doesn't go over already.
func (h *HandOver) begin(tx *gorm.DB, now time.Time) error {
	open, err := dutiesBut(tx, h.OrderedBy, h.StaffID)
	if err != nil {
		return err
	}
	going, err := goingOver(tx, h.StaffID)
	if err != nil {
		return err
	}
	for _, o := range open {
		if going[[2]string{o.CaseID, deref(o.ObligationID)}] {
			continue
		}
		if err := h.move(tx, o, now); err != nil {
			return fmt.Errorf("handing %s over: %w", o.Number, err)
		}
	}
	h.BegunAt = &now
	if err := tx.Save(h).Error; err != nil {
		return fmt.Errorf("beginning a hand-over: %w", err)
	}
	return nil
}

func (h *HandOver) move(tx *gorm.DB, o OpenDuty, now time.Time) error {
	said, err := json.Marshal(contract.Facts{Assignee: h.SuccessorID, Obligation: deref(o.ObligationID)})
	if err != nil {
		return err
	}
	c := Command{
		ID: NewID(), Principal: h.OrderedBy, Kind: string(o.Kind), Stream: o.CaseID, Action: contract.Reassign, Facts: said, BodyHash: []byte{},
		OccurredAt: now, ReceivedAt: now, State: Received, Cause: fmt.Sprintf("%s/%d", StaffStream(h.StaffID), h.Seq),
	}
	c.Key = "cause:" + c.ID
	if err := tx.Create(&c).Error; err != nil {
		return err
	}
	return tx.Create(&HandOverItem{HandOverID: h.ID, CommandID: c.ID, CaseID: o.CaseID, ObligationID: o.ObligationID}).Error
}

// goingOver are the cases and to-dos of a person whose commands still wait.
func goingOver(tx *gorm.DB, staff string) (map[[2]string]bool, error) {
	var rows []HandOverItem
	err := tx.Table("hand_over_items i").Select("i.*").Joins("JOIN hand_overs h ON h.id = i.hand_over_id").
		Joins("JOIN commands c ON c.id = i.command_id").Where("h.staff_id = ? AND c.state = ?", staff, Received).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("reading what goes over: %w", err)
	}
	going := map[[2]string]bool{}
	for _, r := range rows {
		going[[2]string{r.CaseID, deref(r.ObligationID)}] = true
	}
	return going, nil
}

// BeginHandOvers begins those whose day has come, each in a transaction of its own.
func (b *Books) BeginHandOvers(ctx context.Context) error {
	db := b.DB.WithContext(ctx)
	now, err := b.Now(db)
	if err != nil {
		return err
	}
	var waiting []HandOver
	if err := db.Where("begun_at IS NULL AND from_at <= ?", now).Order("from_at, id").Limit(batch).Find(&waiting).Error; err != nil {
		return fmt.Errorf("listing hand-overs: %w", err)
	}
	for _, h := range waiting {
		err := b.Tx(ctx, func(tx *gorm.DB) error {
			var row HandOver
			err := tx.Clauses(clause.Locking{Strength: "UPDATE"}).Where("id = ? AND begun_at IS NULL", h.ID).Take(&row).Error
			if errors.Is(err, gorm.ErrRecordNotFound) {
				return nil // another worker was first
			}
			if err != nil {
				return err
			}
			return row.begin(tx, now)
		})
		if err != nil {
			return fmt.Errorf("beginning hand-over %s: %w", h.ID, err)
		}
	}
	return nil
}

// leaver is whose hand-over has brought a command; "" when something else did.
func (c *Command) leaver() string {
	rest, ofStaff := strings.CutPrefix(c.Cause, KindStaff+"/")
	staff, _, _ := strings.Cut(rest, "/")
	if !ofStaff {
		return ""
	}
	return staff
}

// stillTheirs refuses a hand-over's command for what has been given to somebody else meanwhile: nothing is taken from them.
func (w *writer) stillTheirs() (*contract.Refusal, error) {
	leaver := w.cmd.leaver()
	if leaver == "" {
		return nil, nil
	}
	if refusal, err := w.notExcluded(); refusal != nil || err != nil {
		return refusal, err // whoever ordered it
	}
	has := w.detail.handler()
	if w.facts.Obligation != "" {
		var o Obligation
		if err := w.tx.Where("id = ? AND case_id = ?", w.facts.Obligation, w.k.ID).Take(&o).Error; err != nil {
			return nil, fmt.Errorf("reading the to-do: %w", err)
		}
		has = deref(o.PersonID)
	}
	if has == leaver {
		return nil, nil
	}
	return contract.Refused(contract.CodeNotYours, ""), nil
}

// HandOverProgress is how far a hand-over is.
type HandOverProgress struct {
	HandOver
	Moved, Left int
	Refused     []RefusedItem
}

// RefusedItem is what a hand-over couldn't move, and why.
type RefusedItem struct {
	OpenDuty
	Refusal contract.Refusal
}

// HandOverOf is a hand-over with what came of it, as far as the scope shows the cases; gorm.ErrRecordNotFound when there is none.
// What became of its commands stands in the books alone, which nobody at the counter reads.
func (b *Books) HandOverOf(tx *gorm.DB, s Scope, id string) (*HandOverProgress, error) {
	p := &HandOverProgress{Refused: []RefusedItem{}}
	if err := tx.Where("id = ?", id).Take(&p.HandOver).Error; err != nil {
		return nil, fmt.Errorf("reading hand-over %s: %w", id, err)
	}
	var rows []struct {
		OpenDuty
		CommandID string
	}
	err := s.cases(tx.Table("hand_over_items i").Joins("JOIN cases ON cases.id = i.case_id")).
		Select("i.case_id, cases.kind, cases.number, cases.unit_id, i.obligation_id, coalesce(o.duty, '') AS duty, i.command_id").
		Joins("LEFT JOIN obligations o ON o.id = i.obligation_id").Where("i.hand_over_id = ?", id).
		Order("cases.number, i.command_id").Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("reading hand-over %s: %w", id, err)
	}
	for _, r := range rows {
		c, err := CommandByID(b.DB.WithContext(tx.Statement.Context), r.CommandID)
		if err != nil {
			return nil, err
		}
		switch c.State {
		case Recorded:
			p.Moved++
		case Received:
			p.Left++
		default:
			o, err := c.Result()
			if err != nil {
				return nil, err
			}
			p.Refused = append(p.Refused, RefusedItem{r.OpenDuty, deref(o.Refusal)})
		}
	}
	return p, nil
}

// HandOversOf are the hand-overs of a member of staff, the first one first.
func HandOversOf(tx *gorm.DB, staff string) ([]HandOver, error) {
	var rows []HandOver
	if err := tx.Where("staff_id = ?", staff).Order("ordered_at, id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("listing hand-overs of %s: %w", staff, err)
	}
	return rows, nil
}

package models

import (
	"errors"
	"fmt"
	"slices"
	"strconv"

	"gorm.io/gorm"

	"carebook/contract"
)

// whatFined is the notice to those who may confirm.
const whatFined = "entry_proposed"

// fines proposes what the process fines: priced, counted and doubled under the lock of each person's month (V4-5.6a,
// V4-5.6b). Which month it is, the moment of the event says.
func (w *writer) fines() error {
	asked := w.in.Proposal.Fines
	if len(asked) == 0 {
		return nil
	}
	table := w.policy.Process().Fines
	if table == nil {
		return fmt.Errorf("policy %s fines nothing", w.policy.ID)
	}
	p := pricing{tx: w.tx, now: w.now, policy: w.policy, fines: table}
	month := w.event.At.In(w.cal.Location()).Format("2006-01")
	if err := w.lockTallies(month); err != nil {
		return err
	}
	base, fine, err := w.fineBase()
	if err != nil {
		return err
	}
	for i, a := range asked {
		if a.Again && table.Violations[a.Violation].Again == nil {
			continue // the policy fines it once
		}
		e, f := base, fine
		e.ID, e.StaffID = w.id(EntryFine, strconv.Itoa(i), a.Violation, a.Person, a.Item), optional(a.Person)
		f.Month, f.Violation, f.Item, f.Again = month, a.Violation, a.Item, a.Again
		if a.Person != "" {
			if f.Place, err = (tally{a.Person, month, w.policy.ID}).lock(w.tx, 1); err != nil {
				return err
			}
		}
		if err := p.propose(e, f); err != nil {
			return err
		}
	}
	for _, role := range table.Confirm.By.Value {
		if err := w.tell(role, "", whatFined, table.Confirm.By.Clause, nil); err != nil {
			return err
		}
	}
	return nil
}

// lockTallies locks the months of all who are fined, always in the same order, so that two cases never wait for each other.
func (w *writer) lockTallies(month string) error {
	var persons []string
	for _, a := range w.in.Proposal.Fines {
		if a.Person != "" {
			persons = append(persons, a.Person)
		}
	}
	slices.Sort(persons)
	for _, person := range slices.Compact(persons) {
		if _, err := (tally{person, month, w.policy.ID}).lock(w.tx, 0); err != nil {
			return err
		}
	}
	return nil
}

// fineBase is what all fines of this event have in common: who proposed them, or the breach that brought them, which is for
// a person to look at first when its clock overlapped an outage.
func (w *writer) fineBase() (Entry, Fine, error) {
	e := Entry{CaseID: w.k.ID, Seq: w.event.Seq, State: EntryProposed}
	if w.cmd != nil {
		return e, Fine{ProposerID: optional(w.cmd.Principal)}, nil
	}
	fire := w.in.Proposal.Fire
	if fire == nil || fire.Kind != contract.Breach {
		return e, Fine{}, nil
	}
	var o Obligation
	if err := w.tx.Where("id = ? AND case_id = ?", fire.Obligation, w.k.ID).Take(&o).Error; err != nil {
		return e, Fine{}, fmt.Errorf("reading obligation %s: %w", fire.Obligation, err)
	}
	if err := w.silence(&e, o); err != nil {
		return e, Fine{}, err
	}
	return e, Fine{ObligationID: &o.ID}, nil
}

// silence marks an entry whose clock overlapped an outage of the workers: nobody could be reminded in it.
func (w *writer) silence(e *Entry, o Obligation) error {
	var outage Outage
	err := w.tx.Where("began_at < ? AND ended_at > ?", o.DueAt, o.Since).Order("began_at").Take(&outage).Error
	switch {
	case err == nil:
		e.State, e.OutageID = EntryNeedsReview, &outage.ID
	case !errors.Is(err, gorm.ErrRecordNotFound):
		return fmt.Errorf("looking for outages: %w", err)
	}
	return nil
}

// withdrawEntries sets a contra entry against everything that an annulled breach proposed and that still counts.
func (w *writer) withdrawEntries(obligation string) error {
	var rows []struct {
		Entry
		Month, Policy string
	}
	err := w.tx.Table("ledger_entries").Joins("LEFT JOIN fines ON fines.entry_id = ledger_entries.id").
		Select("ledger_entries.*, fines.month, fines.policy").
		Where("(ledger_entries.obligation_id = ? OR fines.obligation_id = ?) AND ledger_entries.contra_of IS NULL", obligation, obligation).
		Order("ledger_entries.staff_id, ledger_entries.id").Scan(&rows).Error
	if err != nil {
		return fmt.Errorf("reading entries of %s: %w", obligation, err)
	}
	for _, r := range rows {
		if r.StaffID != nil && r.Month != "" {
			if _, err := (tally{*r.StaffID, r.Month, r.Policy}).lock(w.tx, 0); err != nil {
				return err
			}
		}
		if err := w.withdraw(r.Entry); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) withdraw(e Entry) error {
	last, err := standing(w.tx, e)
	if err != nil || slices.Contains(dead, last.state) {
		return err
	}
	amount := e.Amount
	if last.owed {
		amount = last.amount
	}
	if err := contra(w.tx, e, amount, w.event.Seq, w.now); err != nil {
		return err
	}
	if err := note(w.tx, EntryDecision{EntryID: e.ID, Decision: EntryReversed, Clause: e.Clause, DecidedAt: w.now}); err != nil {
		return err
	}
	return unsettle(w.tx, e.ID, e.Clause, w.now)
}

// stands is what has become of an entry so far.
type stands struct {
	state   string
	owed    bool   // it was confirmed at some time
	amount  *int64 // fen, as it was confirmed last
	percent *int64
	seq     int64 // last event of its stream
}

// standing reads all decisions on an entry.
func standing(tx *gorm.DB, e Entry) (stands, error) {
	s := stands{state: e.State}
	var decisions []EntryDecision
	if err := tx.Where("entry_id = ?", e.ID).Order("n").Find(&decisions).Error; err != nil {
		return s, fmt.Errorf("reading decisions on entry %s: %w", e.ID, err)
	}
	for _, d := range decisions {
		s.state = d.Decision
		if d.EventSeq != nil {
			s.seq = *d.EventSeq
		}
		if d.Decision == EntryConfirmed {
			s.owed, s.amount, s.percent = true, d.Amount, d.Percent
		}
	}
	return s, nil
}

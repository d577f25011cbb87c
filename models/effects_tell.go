package models

import (
	"fmt"

	"gorm.io/gorm/clause"

	"carebook/contract"
	"carebook/policies"
)

// fire writes what a mark does: reminders tell whoever owes the duty, escalations and breaches a role above; a breach may
// propose a ledger entry. What was to be kept for a time has been kept when that is over.
func (w *writer) fire() error {
	f := w.in.Proposal.Fire
	if f == nil {
		return nil
	}
	var o Obligation
	if err := w.tx.Where("id = ? AND case_id = ?", f.Obligation, w.k.ID).Take(&o).Error; err != nil {
		return fmt.Errorf("reading obligation %s: %w", f.Obligation, err)
	}
	m, err := w.strike(*f, o)
	if err != nil {
		return err
	}
	w.event.Fired = f
	to, person := m.ToRole, ""
	if m.Kind == contract.Remind {
		person = deref(o.PersonID)
	}
	if err := w.tell(to, person, w.event.Type, m.Clause, &o); err != nil {
		return err
	}
	if m.Kind == contract.Breach && !policies.Lasts(w.k.Kind, o.Duty) {
		return w.breach(o)
	}
	return nil
}

// strike notes that a mark has fired, and the reminders that are folded into it, each with how late that was.
func (w *writer) strike(f contract.Fire, o Obligation) (fired Mark, err error) {
	numbers := append([]int{f.Mark}, f.Folded...)
	var marks []Mark
	if err := w.tx.Where("obligation_id = ? AND n IN ?", f.Obligation, numbers).Find(&marks).Error; err != nil {
		return fired, fmt.Errorf("reading mark %d of %s: %w", f.Mark, o.Duty, err)
	}
	if len(marks) != len(numbers) {
		return fired, fmt.Errorf("marks %v of %s: %d are there", numbers, o.Duty, len(marks))
	}
	for _, m := range marks {
		if m.State != MarkWaiting || w.event.At.Before(m.At) {
			return fired, fmt.Errorf("mark %d of %s is %s and due at %s: it can't fire at %s",
				m.N, o.Duty, m.State, m.At.UTC(), w.event.At) // I5: never before its moment
		}
		state, late := MarkFolded, w.event.At.Sub(m.At)
		if m.N == f.Mark {
			state, fired = MarkFired, m
		}
		err := w.tx.Model(&Mark{}).Where("obligation_id = ? AND n = ?", f.Obligation, m.N).
			Updates(map[string]any{"state": state, "fired_at": w.event.At, "late_ms": late.Milliseconds()}).Error
		if err != nil {
			return fired, fmt.Errorf("striking mark %d of %s: %w", m.N, o.Duty, err)
		}
		w.late = append(w.late, lateness{m.Kind, late})
	}
	return fired, nil
}

// breach notes that a duty was missed and proposes what its clause says. An entry whose clock overlapped an outage of the
// workers is for a person to look at first.
func (w *writer) breach(o Obligation) error {
	if err := w.tx.Model(&Obligation{}).Where("id = ?", o.ID).Update("breached_at", w.event.At).Error; err != nil {
		return fmt.Errorf("breaching %s: %w", o.Duty, err)
	}
	propose := w.process().Duties[o.Duty].Breach.Propose
	if propose == nil {
		return nil
	}
	entry := Entry{
		ID: w.id("entry", o.Duty), CaseID: w.k.ID, Seq: w.event.Seq, ObligationID: &o.ID, Kind: propose.Value,
		StaffID: o.PersonID, Clause: propose.Clause, State: EntryProposed, CreatedAt: w.now,
	}
	if err := w.silence(&entry, o); err != nil {
		return err
	}
	if err := w.tx.Create(&entry).Error; err != nil {
		return fmt.Errorf("proposing %s: %w", entry.Kind, err)
	}
	return nil
}

// announce tells the roles that the policy names when something happens, and a person who has just been given work.
func (w *writer) announce() error {
	for _, a := range w.process().Announce {
		if a.On != w.event.Type || (a.If != "" && !w.detail.is(a.If)) {
			continue
		}
		person := ""
		if a.To.Value == partHandler {
			person = w.detail.handler()
		}
		if err := w.tell(a.To.Value, person, w.event.Type, a.To.Clause, nil); err != nil {
			return err
		}
	}
	if w.facts.Assignee == "" || w.facts.Assignee == w.event.Actor {
		return nil
	}
	return w.tell("", w.facts.Assignee, w.event.Type, w.process().Actions[string(w.cmd.Action)].By.Clause, nil)
}

// tell leaves a notice for a person when one is known, else for everybody who holds the role at the unit or above it.
func (w *writer) tell(role, person, what, rule string, o *Obligation) error {
	// A policy may name a role twice for one event, as its consequence and in its list of announcements: one notice is enough.
	return w.leave(w.id("notice", role, person, what), role, person, what, rule, o)
}

func (w *writer) leave(id, role, person, what, rule string, o *Obligation) error {
	n := Notice{
		ID: id, CaseID: w.k.ID, Seq: w.event.Seq, UnitID: w.k.UnitID, ToRole: role,
		ToStaff: optional(person), What: what, Clause: rule, CreatedAt: w.now,
	}
	if person != "" {
		n.ToRole = ""
	}
	if o != nil {
		n.ObligationID = &o.ID
	}
	if err := w.tx.Clauses(clause.OnConflict{DoNothing: true}).Create(&n).Error; err != nil {
		return fmt.Errorf("leaving a notice: %w", err)
	}
	return nil
}

package models

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"

	"gorm.io/gorm"

	"carebook/contract"
)

// write puts one judged effect into the books: the case's rows, its clocks, what follows from them, and last the event
// itself, which tells it all.
func (w *writer) write() error {
	if err := w.begin(); err != nil {
		return err
	}
	for _, do := range []func() error{
		w.defers, w.readModel, w.attachFile, w.follow, w.fire, w.fines, w.settle, w.clock, w.recount, w.move, w.owe,
		w.announce, w.finish, w.close,
	} {
		if err := do(); err != nil {
			return err
		}
	}
	if w.cmd == nil {
		return nil
	}
	if err := noteSubstitute(w.tx, w.k.ID, w.cmd.Principal, w.behalf, w.event.Seq); err != nil {
		return err
	}
	if err := w.settleCommand(Recorded, Outcome{Seq: w.event.Seq, Status: w.event.Status, Behalf: w.behalf}); err != nil {
		return err
	}
	if f, is := w.detail.(audited); is {
		return w.b.Audit(w.tx, f.audits(w)...)
	}
	return nil
}

// finish brings the family's row up to date with its clocks.
func (w *writer) finish() error {
	f, finishes := w.detail.(finisher)
	if !finishes {
		return nil
	}
	return w.changed(func() error { return f.finish(w) })
}

// changed saves the family's row when something about it has changed: a note or a mark mostly changes nothing here.
func (w *writer) changed(change func() error) error {
	before := reflect.ValueOf(w.detail).Elem().Interface()
	if err := change(); err != nil {
		return err
	}
	if reflect.DeepEqual(before, reflect.ValueOf(w.detail).Elem().Interface()) {
		return nil
	}
	if err := w.tx.Save(w.detail).Error; err != nil {
		return fmt.Errorf("updating the %s: %w", w.in.Kind, err)
	}
	return nil
}

// begin numbers the event and, at an opening, makes the case.
func (w *writer) begin() error {
	key, err := w.effectKey()
	if err != nil {
		return fmt.Errorf("naming the effect: %w", err)
	}
	w.event = contract.Event{Seq: w.k.Seq + 1, Effect: key, At: micros(w.in.At), Facts: w.facts}
	if w.cmd == nil {
		err = w.lookUpCase()
	} else {
		w.event.Actor, w.event.Behalf, w.event.At = w.cmd.Principal, w.behalf, micros(w.cmd.OccurredAt)
	}
	if err == nil {
		err = w.decideItself()
	}
	if err != nil || w.begun() {
		return err
	}
	return w.makeCase()
}

// decideItself lets a family decide in the ledger. What it makes of a command is still something that its action leads to.
func (w *writer) decideItself() error {
	if d, decides := w.detail.(decider); decides {
		if err := d.decide(w); err != nil {
			return fmt.Errorf("deciding: %w", err)
		}
	}
	w.event.Type, w.event.Status = w.in.Proposal.Type, w.in.Proposal.Status
	if w.cmd != nil && !slices.Contains(contract.Leads[w.cmd.Action], w.event.Type) {
		return fmt.Errorf("%s doesn't lead to %s", w.cmd.Action, w.event.Type)
	}
	return nil
}

func (w *writer) makeCase() error {
	if err := w.b.keepEdition(w.tx, w.policy, w.now); err != nil {
		return err
	}
	n, err := w.number()
	if err != nil {
		return err
	}
	w.k.Number, w.k.Head, w.k.UpdatedAt = n, genesis, w.now
	err = w.tx.Create(w.k).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return errRace
	}
	if err != nil {
		return fmt.Errorf("making the case: %w", err)
	}
	err = w.tx.Create(w.detail).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return errRace // admit finds what was first
	}
	if err != nil {
		return fmt.Errorf("making the %s: %w", w.in.Kind, err)
	}
	return nil
}

// number allots the case's number for humans: unit, year in the business zone, running number.
func (w *writer) number() (string, error) {
	year := w.cmd.OccurredAt.In(w.cal.Location()).Year()
	scope := fmt.Sprintf("%s/%s/%d", w.in.Kind, w.k.Number, year)
	var n int64
	err := w.tx.Raw(`INSERT INTO counters (scope, n) VALUES (?, 1)
		ON CONFLICT (scope) DO UPDATE SET n = counters.n + 1 RETURNING n`, scope).Scan(&n).Error
	if err != nil {
		return "", fmt.Errorf("numbering the case: %w", err)
	}
	return fmt.Sprintf("%s-%s%d-%05d", w.k.Number, letters[w.in.Kind], year, n), nil
}

// readModel brings the family's row up to date, and notes who is excluded from now on.
func (w *writer) readModel() error {
	err := w.changed(func() error {
		w.detail.learn(w)
		if k, keeps := w.detail.(keeper); keeps {
			return k.keep(w)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, id := range w.facts.Subjects {
		err := w.tx.Exec(`INSERT INTO case_exclusions (case_id, staff_id, seq) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`,
			w.k.ID, id, w.event.Seq).Error
		if err != nil {
			return fmt.Errorf("excluding a person: %w", err)
		}
	}
	return nil
}

// settle ends obligations. One that was kept in time although the breach had already been recorded is annulled: the
// breach stays in the chain, what it proposed is withdrawn by a contra entry.
func (w *writer) settle() error {
	for _, s := range w.in.Proposal.Settle {
		var o Obligation
		if err := w.tx.Where("id = ? AND case_id = ?", s.ID, w.k.ID).Take(&o).Error; err != nil {
			return fmt.Errorf("reading obligation %s: %w", s.ID, err)
		}
		annulled := s.How == contract.Fulfilled && o.BreachedAt != nil && !w.event.At.After(o.DueAt)
		err := w.tx.Model(&Obligation{}).Where("id = ?", o.ID).Updates(map[string]any{
			"state": settledAs(s.How), "settled_at": w.event.At, "settled_seq": w.event.Seq, "annulled": annulled,
		}).Error
		if err != nil {
			return fmt.Errorf("settling obligation %s: %w", o.Duty, err)
		}
		if err := w.dropMarks(o.ID); err != nil {
			return err
		}
		w.event.Settled = append(w.event.Settled, s)
		if annulled {
			if err := w.annul(o.ID); err != nil {
				return err
			}
		}
		if s.How == contract.Fulfilled && o.Item != "" {
			if err := w.annulEarlier(o); err != nil {
				return err
			}
		}
	}
	return nil
}

// settledAs is the state of an obligation that came to this end. One that was missed has a breach and is owed no more.
func settledAs(how contract.How) string {
	if how == contract.Missed {
		return ObligationCancelled
	}
	return string(how)
}

func (w *writer) annul(obligation string) error {
	w.event.Annuls = append(w.event.Annuls, obligation)
	return w.withdrawEntries(obligation)
}

// annulEarlier annuls those missed before an obligation that was owed anew each time, when it was really kept in their
// time: what has been put right isn't fined, however late that was recorded.
func (w *writer) annulEarlier(o Obligation) error {
	var missed []Obligation
	err := w.tx.Where("case_id = ? AND duty = ? AND item = ? AND id <> ?", w.k.ID, o.Duty, o.Item, o.ID).
		Where("state = ? AND breached_at IS NOT NULL AND NOT annulled AND due_at >= ?", ObligationCancelled, w.event.At).
		Order("due_at, id").Find(&missed).Error
	if err != nil {
		return fmt.Errorf("reading what was missed of %s: %w", o.Duty, err)
	}
	for _, m := range missed {
		if err := w.tx.Model(&Obligation{}).Where("id = ?", m.ID).Update("annulled", true).Error; err != nil {
			return fmt.Errorf("annulling %s: %w", m.Duty, err)
		}
		if err := w.annul(m.ID); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) dropMarks(obligation string) error {
	err := w.tx.Model(&Mark{}).Where("obligation_id = ? AND state IN ?", obligation, []string{MarkWaiting, MarkPaused}).
		Update("state", MarkDropped).Error
	if err != nil {
		return fmt.Errorf("dropping marks: %w", err)
	}
	return nil
}

func (w *writer) clock() error {
	switch w.in.Proposal.Clock {
	case contract.Stop:
		return w.stop()
	case contract.Go:
		return w.resume()
	}
	return nil
}

// move gives open obligations to another person.
func (w *writer) move() error {
	for _, m := range w.in.Proposal.Move {
		var row Obligation
		if err := w.tx.Where("id = ? AND case_id = ?", m.ID, w.k.ID).Take(&row).Error; err != nil {
			return fmt.Errorf("reading obligation %s: %w", m.ID, err)
		}
		row.PersonID = &m.Person
		if err := w.tx.Model(&Obligation{}).Where("id = ?", m.ID).Update("person_id", m.Person).Error; err != nil {
			return fmt.Errorf("moving obligation %s: %w", row.Duty, err)
		}
		ob, err := w.load(row)
		if err != nil {
			return err
		}
		w.event.Moved = append(w.event.Moved, ob)
	}
	return nil
}

func (w *writer) owe() error {
	for _, o := range w.in.Proposal.Owe {
		if err := w.open(o); err != nil {
			return err
		}
	}
	return nil
}

// close seals the event onto the case's chain.
func (w *writer) close() error {
	data, err := json.Marshal(w.event)
	if err != nil {
		return fmt.Errorf("writing event %d: %w", w.event.Seq, err)
	}
	row := Event{
		Stream: w.k.ID, Seq: w.event.Seq, Kind: w.k.Kind, Type: w.event.Type, Effect: w.event.Effect, Actor: w.event.Actor,
		Roles: joinRoles(w.roles), OccurredAt: w.event.At, RecordedAt: w.now, Calendar: calendarName(w.cal), Data: data,
	}
	if w.cmd != nil {
		row.KeyID, row.Sealed = w.cmd.BodyKey, w.cmd.BodySealed
	}
	row.Seal(w.k.Head)
	if err := w.tx.Create(&row).Error; err != nil {
		if errors.Is(err, gorm.ErrDuplicatedKey) {
			return errRace
		}
		return fmt.Errorf("writing event %d: %w", w.event.Seq, err)
	}
	w.k.Seq, w.k.Head, w.k.Status, w.k.Ended, w.k.UpdatedAt = row.Seq, row.Hash, w.event.Status, w.event.Status.Ended(), w.now
	if w.k.Ended {
		w.k.PausedAt = nil
	}
	if err := w.tx.Save(w.k).Error; err != nil {
		return fmt.Errorf("updating the case: %w", err)
	}
	return w.fireTwice()
}

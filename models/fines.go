package models

import (
	"fmt"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"carebook/policies"
)

// entryState is an entry's state in SQL: the latest decision, or else what it was written as.
const entryState = `coalesce((SELECT d.decision FROM entry_decisions d WHERE d.entry_id = ledger_entries.id
	ORDER BY d.n DESC LIMIT 1), ledger_entries.state)`

// dead are the states of entries that don't count.
var dead = []string{EntryRejected, EntryReversed, EntryContra}

// tally is what counts together: a person's violations of a policy in a calendar month.
type tally struct{ staff, month, policy string }

// lock keeps every other writer of the tally waiting until tx ends, and allots the next places of it.
func (t tally) lock(tx *gorm.DB, places int) (last int64, err error) {
	err = tx.Raw(`INSERT INTO fine_months (staff_id, month, policy, n) VALUES (?, ?, ?, ?)
		ON CONFLICT (staff_id, month, policy) DO UPDATE SET n = fine_months.n + excluded.n RETURNING n`,
		t.staff, t.month, t.policy, places).Scan(&last).Error
	if err != nil {
		return 0, fmt.Errorf("locking the month %s: %w", t.month, err)
	}
	return last, nil
}

// entries are those of a kind in the tally that count.
func (t tally) entries(tx *gorm.DB, kind string) *gorm.DB {
	return tx.Table("fines").Joins("JOIN ledger_entries ON ledger_entries.id = fines.entry_id").
		Where("ledger_entries.staff_id = ? AND fines.month = ? AND fines.policy = ? AND ledger_entries.kind = ?", t.staff, t.month, t.policy, kind).
		Where(entryState+" NOT IN ?", dead)
}

// before lists the fines that stand before a place.
func (t tally) before(tx *gorm.DB, place int64) (ids []string, err error) {
	err = t.entries(tx, EntryFine).Where("fines.place < ?", place).Order("fines.place").Pluck("fines.entry_id", &ids).Error
	if err != nil {
		return nil, fmt.Errorf("counting the month %s: %w", t.month, err)
	}
	return ids, nil
}

// pricing proposes fines by one edition of a policy.
type pricing struct {
	tx     *gorm.DB
	now    time.Time
	policy *policies.Policy
	fines  *policies.Fines
}

// propose prices a violation and writes its entry: e brings the entry's id, case, event, person and state, f the violation
// and its place in the month. The month is locked already.
func (p pricing) propose(e Entry, f Fine) error {
	v, ok := p.fines.Violations[f.Violation]
	if !ok {
		return fmt.Errorf("policy %s fines no %q", p.policy.ID, f.Violation)
	}
	var counted []string
	if e.StaffID != nil {
		var err error
		if counted, err = p.tally(e, f).before(p.tx, f.Place); err != nil {
			return err
		}
	}
	nth := len(counted) + 1
	factor, double := p.fines.Factor(v.Party, nth)
	amount := int64(v.Amount.Value) * factor
	e.Kind, e.Amount, e.Clause = EntryFine, &amount, v.Amount.Clause
	f.Base, f.Factor = int64(v.Amount.Value), factor
	if double != nil {
		f.DoubleClause = double.Clause
	}
	if err := p.write(e, f, counted); err != nil {
		return err
	}
	if err := p.dismissal(e, f, v.Dismissal); err != nil {
		return err
	}
	d, doubles := p.fines.Double[v.Party]
	if !doubles || d.PayCut == nil || nth != int(d.From.Value) {
		return nil
	}
	return p.payCut(e, f, *d.PayCut, append(counted, e.ID))
}

// dismissal proposes one beside the fine that is more than so many of its violation in the month, unless the month has one that
// counts.
func (p pricing) dismissal(e Entry, f Fine, most *policies.Rule[policies.Count]) error {
	if most == nil || e.StaffID == nil {
		return nil
	}
	var same, proposed int64
	err := p.tally(e, f).entries(p.tx, EntryFine).Where("fines.violation = ?", f.Violation).Count(&same).Error
	if err == nil {
		err = p.tally(e, f).entries(p.tx, EntryDismissal).Count(&proposed).Error
	}
	if err != nil {
		return fmt.Errorf("counting %s in %s: %w", f.Violation, f.Month, err)
	}
	if same <= int64(most.Value) || proposed > 0 {
		return nil
	}
	e.ID, e.Kind, e.Amount, e.Clause = beside(e.ID, EntryDismissal), EntryDismissal, nil, most.Clause
	f.Base, f.Factor, f.DoubleClause, f.Corrects = 0, 1, "", nil
	return p.write(e, f, nil)
}

// payCut proposes one beside the fine that reached the number, unless the month has one that counts.
func (p pricing) payCut(e Entry, f Fine, cut policies.PayCut, counted []string) error {
	var n int64
	if err := p.tally(e, f).entries(p.tx, EntryPayCut).Count(&n).Error; err != nil {
		return fmt.Errorf("looking for a pay cut in %s: %w", f.Month, err)
	}
	if n > 0 {
		return nil
	}
	percent := int64(cut.Propose.Value)
	e.ID, e.Kind, e.Amount, e.Clause = beside(e.ID, EntryPayCut), EntryPayCut, nil, cut.Most.Clause
	f.Base, f.Factor, f.DoubleClause, f.Percent, f.Corrects = 0, 1, "", &percent, nil
	return p.write(e, f, counted)
}

func (p pricing) write(e Entry, f Fine, counted []string) error {
	f.EntryID, f.Policy, f.Edition, f.Mode, f.Counted = e.ID, p.policy.ID, p.policy.Edition, p.fines.Mode.Value, int64(len(counted))
	e.CreatedAt = p.now
	counts := make([]EntryCount, len(counted))
	for i, id := range counted {
		counts[i] = EntryCount{e.ID, id}
	}
	for _, rows := range []any{&e, &f, &counts} {
		if rows == any(&counts) && len(counts) == 0 {
			continue
		}
		if err := p.tx.Create(rows).Error; err != nil {
			return fmt.Errorf("proposing %s: %w", e.Kind, err)
		}
	}
	return nil
}

func (p pricing) tally(e Entry, f Fine) tally { return tally{*e.StaffID, f.Month, p.policy.ID} }

// beside names what hangs on an entry: always the same.
func beside(entry, what string) string {
	return uuid.NewSHA1(uuid.NameSpaceOID, []byte("entry/"+entry+"/"+what)).String()
}

// note writes a decision on an entry, behind those that are there.
func note(tx *gorm.DB, d EntryDecision) error {
	var last int64
	err := tx.Model(&EntryDecision{}).Select("coalesce(max(n), 0)").Where("entry_id = ?", d.EntryID).Scan(&last).Error
	if err == nil {
		d.N = last + 1
		err = tx.Create(&d).Error
	}
	if err != nil {
		return fmt.Errorf("deciding on entry %s: %w", d.EntryID, err)
	}
	return nil
}

// contra sets an entry of the negative amount against one.
func contra(tx *gorm.DB, e Entry, amount *int64, seq int64, now time.Time) error {
	of := e.ID
	e.ID, e.Seq, e.State, e.ContraOf, e.OutageID, e.CreatedAt = beside(of, EntryContra), seq, EntryContra, &of, nil, now
	if e.Amount = nil; amount != nil {
		back := -*amount
		e.Amount = &back
	}
	if err := tx.Create(&e).Error; err != nil {
		return fmt.Errorf("setting a contra entry against %s: %w", of, err)
	}
	return nil
}

// unsettle marks every entry for review that counted one which doesn't count any more.
func unsettle(tx *gorm.DB, entry, clause string, now time.Time) error {
	var later []string
	err := tx.Table("entry_counts").Joins("JOIN ledger_entries ON ledger_entries.id = entry_counts.entry_id").
		Where("entry_counts.counted_id = ?", entry).Where(entryState+" NOT IN ?", append([]string{EntryReview}, dead...)).
		Order("entry_counts.entry_id").Pluck("entry_counts.entry_id", &later).Error
	if err != nil {
		return fmt.Errorf("looking for entries that counted %s: %w", entry, err)
	}
	for _, id := range later {
		err := note(tx, EntryDecision{EntryID: id, Decision: EntryReview, Clause: clause, BecauseOf: &entry, DecidedAt: now})
		if err != nil {
			return err
		}
	}
	return nil
}

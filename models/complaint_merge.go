package models

import (
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
)

// Why two complaints aren't one issue: words of a refusal.
const (
	notHere     = "no_such_complaint"
	notSame     = "another_customer"
	notEarlier  = "not_the_earlier_one"
	notInWindow = "too_far_apart"
	notExcludes = "subjects_differ"
)

// admitMerge asks whether the case named in the command is an earlier, open complaint of the same customer at the same unit,
// not further back than the policy's window (V17-1.12, A-51). It locks that case: it must not end meanwhile. Locks are always
// taken from the younger to the older, so no two merges wait for each other.
func (d *Complaint) admitMerge(w *writer) (*contract.Refusal, error) {
	window := w.policy.Complaint.MergeWindow
	refuse := func(why string) (*contract.Refusal, error) {
		return contract.Refused(contract.CodeNotMergeable, window.Clause, "why", why), nil
	}
	k, other, err := d.survivor(w)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return refuse(notHere)
	}
	if err != nil {
		return nil, err
	}
	since, err := w.cal.Before(w.k.OpenedAt, window.Value)
	if err != nil {
		return nil, err
	}
	excluded, err := excludesAllOf(w.tx, k.ID, w.k.ID)
	switch {
	case err != nil:
		return nil, err
	case k.Ended || k.UnitID != w.k.UnitID:
		return refuse(notHere)
	case d.CustomerID == nil || other.CustomerID == nil || *d.CustomerID != *other.CustomerID:
		return refuse(notSame)
	case !k.OpenedAt.Before(w.k.OpenedAt):
		return refuse(notEarlier)
	case k.OpenedAt.Before(since):
		return refuse(notInWindow)
	case !excluded:
		return refuse(notExcludes)
	}
	return nil, nil
}

// survivor locks and reads the complaint that this one is merged into; gorm.ErrRecordNotFound when the actor may not know it.
func (d *Complaint) survivor(w *writer) (k *Case, other Complaint, err error) {
	if w.facts.Into == w.k.ID {
		return nil, other, gorm.ErrRecordNotFound
	}
	if k, _, err = lockCase(w.tx, w.facts.Into); err != nil {
		return nil, other, err
	}
	excluded, err := Excluded(w.tx, k.ID, w.cmd.Principal)
	if err == nil && (excluded || k.Kind != string(contract.Complaint)) {
		err = gorm.ErrRecordNotFound
	}
	if err == nil {
		err = w.tx.Where("case_id = ?", k.ID).Take(&other).Error
	}
	return k, other, err
}

// excludesAllOf reports whether whoever is kept away from a case is kept away from another one too: a merge must not open to
// them what they may not see.
func excludesAllOf(tx *gorm.DB, caseID, of string) (bool, error) {
	var n int64
	err := tx.Model(&Exclusion{}).Where("case_id = ?", of).
		Where("staff_id NOT IN (?)", tx.Model(&Exclusion{}).Select("staff_id").Where("case_id = ?", caseID)).Count(&n).Error
	if err != nil {
		return false, fmt.Errorf("comparing exclusions: %w", err)
	}
	return n == 0, nil
}

// admitEarlier asks whether the earlier case that an opening names is a complaint of the same customer, which whoever opens
// may know.
func (d *Complaint) admitEarlier(w *writer) (*contract.Refusal, error) {
	if w.facts.Earlier == "" {
		return nil, nil
	}
	var earlier Complaint
	err := w.tx.Where("case_id = ? AND customer_id = ?", w.facts.Earlier, w.facts.Customer).Take(&earlier).Error
	if err != nil && !errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, fmt.Errorf("reading the earlier complaint: %w", err)
	}
	excluded, exErr := Excluded(w.tx, w.facts.Earlier, w.cmd.Principal)
	if exErr != nil {
		return nil, exErr
	}
	if err != nil || excluded {
		return contract.Refused(contract.CodeUnknownEarlier, ""), nil
	}
	return nil, nil
}

// Duplicates are the running complaints that may be the same issue as this one: of the same customer at the same unit, and
// not further from it than the policy's window. Whether they are, a person decides.
func (b *Books) Duplicates(tx *gorm.DB, s Scope, c *ComplaintItem) ([]ComplaintItem, error) {
	from, to, err := b.mergeWindow(tx, c)
	if err != nil || c.CustomerID == nil || from.IsZero() {
		return nil, err
	}
	var rows []ComplaintItem
	err = s.cases(complaints(tx)).
		Where("complaints.customer_id = ? AND cases.unit_id = ? AND NOT cases.ended AND cases.id <> ?", *c.CustomerID, c.UnitID, c.ID).
		Where("cases.opened_at >= ? AND cases.opened_at <= ?", from, to).
		Order("cases.opened_at, cases.id").Limit(maxLinked).Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("looking for duplicates of %s: %w", c.ID, err)
	}
	return rows, nil
}

// maxLinked is how many complaints are shown beside one: more than any customer ever had at a time.
const maxLinked = 100

// mergeWindow is how early and how late a complaint may have been opened to be the same issue; zero when the policy joins none.
func (b *Books) mergeWindow(tx *gorm.DB, c *ComplaintItem) (from, to time.Time, err error) {
	p, err := b.PolicyOf(tx, contract.Complaint, c.Edition)
	if err != nil || p.Complaint.MergeWindow == nil {
		return from, to, err
	}
	var n int64
	if err := tx.Table("calendars").Select("coalesce(max(n), 0)").Where("id = ?", c.Calendar).Scan(&n).Error; err != nil {
		return from, to, fmt.Errorf("reading calendar %s: %w", c.Calendar, err)
	}
	cal, err := b.CalendarByN(tx, n)
	if err != nil {
		return from, to, err
	}
	rule := p.Complaint.MergeWindow.Value
	if from, err = cal.Before(c.OpenedAt, rule); err != nil {
		return from, to, err
	}
	due, err := cal.Counting(p.Way()).Due(c.OpenedAt, rule)
	return micros(from), micros(due.At), err
}

// Linked are complaints that others lead to or come from.
type Linked struct {
	Merged []ComplaintItem // what was merged into it
	Later  []ComplaintItem // what takes it up again
}

// LinkedTo are the complaints that were merged into one, and those that take it up again, as far as the scope shows them.
func LinkedTo(tx *gorm.DB, s Scope, id string) (l Linked, err error) {
	for column, into := range map[string]*[]ComplaintItem{"merged_into": &l.Merged, "earlier_id": &l.Later} {
		err := s.cases(complaints(tx)).Where("complaints."+column+" = ?", id).
			Order("cases.opened_at, cases.id").Limit(maxLinked).Find(into).Error
		if err != nil {
			return l, fmt.Errorf("listing complaints linked to %s: %w", id, err)
		}
	}
	return l, nil
}

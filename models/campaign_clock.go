package models

import (
	"errors"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"carebook/contract"
)

// A campaign's customers are greeted by one clock at a time: what is owed to each follows that of the page, and ends with it.

// clocks are what the campaign still owes as a whole; what it owes customers follows them.
func (c *Campaign) clocks(w *writer, duties ...string) *gorm.DB {
	return w.tx.Where("case_id = ? AND duty IN ? AND state IN ? AND calendar_n > ?", c.CaseID, duties, stillOwed, followsClock).Order("opened_seq")
}

// lapse ends all pages of a clock when its day is over: nobody is greeted later.
func (c *Campaign) lapse(w *writer) error {
	if w.event.Fired.Kind != contract.Breach {
		return nil
	}
	return c.endGreetings(w, true, "clock_id = ?", w.event.Fired.Obligation)
}

// endGreetings ends what is still owed on some of the campaign's pages, and closes them.
func (c *Campaign) endGreetings(w *writer, missed bool, where string, args ...any) error {
	pages, err := c.lockPages(w, where, args...)
	if err != nil {
		return err
	}
	set := map[string]any{"state": ObligationCancelled, "settled_at": w.event.At, "settled_seq": w.event.Seq}
	if missed {
		set["breached_at"] = w.event.At
	}
	for some := range slices.Chunk(pages, pagesAtOnce) {
		err := c.owed(w, some).Updates(set).Error
		if err == nil {
			err = w.tx.Model(&CampaignPage{}).Where("id IN ?", some).Updates(map[string]any{"closed_at": w.event.At, "open": 0}).Error
		}
		if err != nil {
			return fmt.Errorf("ending what is owed to customers: %w", err)
		}
	}
	return nil
}

// movePages has what is owed to customers follow its clock, through a pause or another edition of the calendar.
func (c *Campaign) movePages(w *writer) error {
	for _, o := range w.event.Moved {
		if o.Duty != dutyGreet {
			continue
		}
		var row Obligation
		if err := w.tx.Where("id = ?", o.ID).Take(&row).Error; err != nil {
			return fmt.Errorf("reading a clock: %w", err)
		}
		pages, err := c.lockPages(w, "clock_id = ?", o.ID)
		if err != nil {
			return err
		}
		for some := range slices.Chunk(pages, pagesAtOnce) {
			err := c.owed(w, some).Updates(map[string]any{
				"state": row.State, "due_at": row.DueAt, "last_at": row.LastAt, "explanation": row.Explanation, "provisional": row.Provisional,
			}).Error
			if err != nil {
				return fmt.Errorf("moving what is owed to customers: %w", err)
			}
		}
	}
	return nil
}

// pagesAtOnce is how many pages one statement changes.
const pagesAtOnce = 100

// owed is what is still owed to customers on some pages.
func (c *Campaign) owed(w *writer, pages []string) *gorm.DB {
	return w.tx.Model(&Obligation{}).Where("case_id = ? AND duty = ? AND state IN ?", c.CaseID, dutyGreet, stillOwed).
		Where("id IN (?)", w.tx.Model(&Greeting{}).Select("obligation_id").Where("page_id IN ?", pages))
}

// lockPages are the ids of open pages of the campaign, and keeps whoever greets somebody in them waiting: everybody locks a page before
// what is owed in it.
func (c *Campaign) lockPages(w *writer, where string, args ...any) (ids []string, err error) {
	q := forUpdate(w.tx.Model(&CampaignPage{})).Where("case_id = ? AND closed_at IS NULL", c.CaseID)
	if where != "" {
		q = q.Where(where, args...)
	}
	err = q.Order("id").Pluck("id", &ids).Error
	return ids, wrap(err, "locking pages")
}

// lockPage reads a page and keeps every other writer of it waiting until the transaction ends.
func lockPage(tx *gorm.DB, id string) (CampaignPage, error) {
	var p CampaignPage
	err := forUpdate(tx).Where("id = ?", id).Take(&p).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return p, err
	}
	return p, wrap(err, "locking a page")
}

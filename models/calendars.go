package models

import (
	"fmt"

	"gorm.io/gorm"

	"carebook/calendar"
)

// CurrentCalendars are the newest editions of all calendars, by id.
func CurrentCalendars(tx *gorm.DB) ([]Calendar, error) {
	var rows []Calendar
	err := tx.Where("n IN (SELECT max(n) FROM calendars GROUP BY id)").Order("id").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("listing calendars: %w", err)
	}
	return rows, nil
}

// CalendarEditions are all editions of one calendar, the current one first; none when there is no such calendar.
func CalendarEditions(tx *gorm.DB, id string) ([]Calendar, error) {
	var rows []Calendar
	if err := tx.Where("id = ?", id).Order("n DESC").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("listing editions of calendar %s: %w", id, err)
	}
	return rows, nil
}

// CalendarByN is the edition with this number, from memory or from the books; gorm.ErrRecordNotFound when there is none.
// Editions never change, so all share it. A transaction that stores editions doesn't ask for its own: they aren't sure yet.
func (b *Books) CalendarByN(tx *gorm.DB, n int64) (*calendar.Calendar, error) {
	if c, ok := b.calendars.Load(n); ok {
		return c.(*calendar.Calendar), nil
	}
	var row Calendar
	if err := tx.Where("n = ?", n).Take(&row).Error; err != nil {
		return nil, fmt.Errorf("reading edition %d of the calendars: %w", n, err)
	}
	var base *calendar.Calendar
	if row.BaseN != nil {
		var err error
		if base, err = b.CalendarByN(tx, *row.BaseN); err != nil {
			return nil, err
		}
	}
	c, err := calendar.Parse(row.ID, row.Content, base)
	if err != nil {
		return nil, fmt.Errorf("reading edition %d of calendar %s: %w", n, row.ID, err)
	}
	b.calendars.Store(n, c)
	return c, nil
}

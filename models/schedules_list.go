package models

import (
	"fmt"
	"time"

	"gorm.io/gorm"

	"carebook/policies"
)

// shownRounds is how many rounds that are to come are shown, and looksAhead how far ahead they are looked for.
const (
	shownRounds = 5
	looksAhead  = 400 * 24 * time.Hour
)

// ScheduleItem is a schedule with the rounds that are to come, and the one that was begun last.
type ScheduleItem struct {
	Rhythm
	PausedAt *time.Time
	Next     []policies.Round
	Begun    map[string]bool // of Next, those that somebody has begun before their time
	Last     *PeriodItem
}

// PeriodItem is a round that has begun, with what came of it.
type PeriodItem struct {
	SchedulePeriod
	Result string // status of the case; unopened while it waits, not_opened when it couldn't be
}

// ScheduleFilter narrows a list of schedules; empty fields don't.
type ScheduleFilter struct {
	Unit string // id
}

// SchedulesSeen are those in force of units that the scope shows, by unit and name.
func (b *Books) SchedulesSeen(tx *gorm.DB, s Scope, shelf *Binding, f ScheduleFilter, p Page) ([]ScheduleItem, *Cursor, error) {
	q := s.within(tx.Model(&Schedule{}), "unit_id").Where("gone_at IS NULL")
	if f.Unit != "" {
		q = q.Where("unit_id = ?", f.Unit)
	}
	var rows []Schedule
	if err := p.forward(q, "since", "id").Find(&rows).Error; err != nil {
		return nil, nil, fmt.Errorf("listing schedules: %w", err)
	}
	rows, next := turn(p, rows, func(r Schedule) Cursor { return Cursor{r.Since, r.ID} })
	items := make([]ScheduleItem, 0, len(rows))
	for _, row := range rows {
		item, err := b.ScheduleNow(b.DB.WithContext(tx.Statement.Context), shelf, row.ID)
		if err != nil {
			return nil, nil, err
		}
		if item != nil {
			items = append(items, *item)
		}
	}
	return items, next, nil
}

// ScheduleNow is one schedule as it stands; nil when no policy has it any more.
func (b *Books) ScheduleNow(tx *gorm.DB, shelf *Binding, id string) (*ScheduleItem, error) {
	now, err := b.Now(tx)
	if err != nil {
		return nil, err
	}
	all, err := b.Rhythms(tx, shelf, now, id)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	item := &ScheduleItem{Rhythm: all[0], Begun: map[string]bool{}}
	pause, err := lastPause(tx, id)
	if err != nil {
		return nil, err
	}
	if pause.N > 0 && pause.ToAt == nil {
		item.PausedAt = &pause.FromAt
	}
	if item.Next, err = item.Rounds(now, now.Add(looksAhead)); err != nil {
		return nil, err
	}
	item.Next = item.Next[:min(len(item.Next), shownRounds)]
	var early []SchedulePeriod
	if err := tx.Where("schedule_id = ? AND begins_at > ?", id, now).Find(&early).Error; err != nil {
		return nil, fmt.Errorf("reading what was begun before its time: %w", err)
	}
	for _, p := range early {
		item.Begun[p.Round()] = true
	}
	last, _, err := Periods(tx, id, Page{Limit: 1})
	if err != nil {
		return nil, err
	}
	if len(last) > 0 {
		item.Last = &last[0]
	}
	return item, nil
}

// ScheduleIsThere is gorm.ErrRecordNotFound when there is no such schedule, or the database doesn't show it.
func ScheduleIsThere(tx *gorm.DB, id string) error {
	if err := tx.Select("id").Where("id = ?", id).Take(&Schedule{}).Error; err != nil {
		return fmt.Errorf("reading schedule %s: %w", id, err)
	}
	return nil
}

// Periods are the rounds of a schedule that have begun, the latest first, each as often as it has opened a case. Whether the schedule may be seen is for the caller to ask
// first.
func Periods(tx *gorm.DB, id string, p Page) ([]PeriodItem, *Cursor, error) {
	q := tx.Table("schedule_periods").Joins("LEFT JOIN cases c ON c.id = schedule_periods.case_id").
		Joins("LEFT JOIN commands m ON m.id = schedule_periods.command_id").
		Select("schedule_periods.*, coalesce(c.status, CASE m.state WHEN 'refused' THEN 'not_opened' ELSE 'unopened' END) AS result").
		Where("schedule_periods.schedule_id = ?", id)
	var rows []PeriodItem
	if err := p.backward(q, "schedule_periods.begun_at", "schedule_periods.period").Find(&rows).Error; err != nil {
		return nil, nil, fmt.Errorf("listing rounds of schedule %s: %w", id, err)
	}
	rows, next := turn(p, rows, func(r PeriodItem) Cursor { return Cursor{r.BegunAt, r.Period} })
	return rows, next, nil
}

package models

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"carebook/calendar"
)

// morningLines bounds what a list of the day names one by one.
const morningLines = 20

// Morning is what somebody owes today, or all who share a channel do.
type Morning struct {
	At      time.Time
	Due     int64  // open to-dos that are due by the end of the day
	Overdue int64  // of them, those that are late already
	First   []Todo // the most urgent
}

// MakeMornings puts the lists of the day into the outbox, from the moment on that the binder says for each unit's profile: on the unit's
// working days, once for each person and channel, late when no worker was there, and never after the day.
func (b *Books) MakeMornings(ctx context.Context, shelf *Binding) error {
	db := b.DB.WithContext(ctx)
	now, err := b.Now(db)
	if err != nil {
		return err
	}
	chosen, err := choosers(db, "", now)
	if err != nil || len(chosen) == 0 {
		return err
	}
	begun, err := b.mornings(db, shelf, now)
	if err != nil || len(begun) == 0 {
		return err
	}
	for staff, mine := range byStaff(chosen) {
		if err := b.morningOf(ctx, staff, mine, begun); err != nil {
			return fmt.Errorf("making the list of the day: %w", err)
		}
	}
	return nil
}

func byStaff(rows []StaffChannel) map[string][]StaffChannel {
	all := map[string][]StaffChannel{}
	for _, r := range rows {
		all[r.StaffID] = append(all[r.StaffID], r)
	}
	return all
}

// today is a working day whose list may be made, as a unit sees it.
type today struct {
	day string
	end time.Time
}

// mornings are the units for which the moment of the list has come today. Units count alike that have the same profile and calendar.
func (b *Books) mornings(tx *gorm.DB, shelf *Binding, now time.Time) (map[string]today, error) {
	book, _, err := shelf.At(tx, now)
	if err != nil {
		return nil, err
	}
	current, err := CurrentCalendars(tx)
	if err != nil {
		return nil, err
	}
	var units []Unit
	if err := tx.Where("profile <> ''").Order("code").Find(&units).Error; err != nil {
		return nil, fmt.Errorf("reading units: %w", err)
	}
	begun, known := map[string]today{}, map[[2]string]today{}
	for _, u := range units {
		p, _ := book.Profile(u.Profile)
		id := u.Calendar
		if id == "" {
			id = p.Calendar
		}
		pair := [2]string{u.Profile, id}
		t, ok := known[pair]
		if at := slices.IndexFunc(current, func(c Calendar) bool { return c.ID == id }); !ok && at >= 0 {
			cal, err := b.CalendarByN(tx, current[at].N)
			if err != nil {
				return nil, err
			}
			if t, err = morningAt(cal, book.Morning(u.Profile), now); err != nil {
				return nil, err
			}
		}
		if known[pair] = t; t.day != "" {
			begun[u.ID] = t
		}
	}
	return begun, nil
}

// morningAt is the day on which a moment lies, when it is one with a list and the list's moment has come; else nothing.
func morningAt(cal *calendar.Calendar, r calendar.Rule, now time.Time) (today, error) {
	if r == (calendar.Rule{}) {
		return today{}, nil
	}
	local := now.In(cal.Location())
	year, month, day := local.Date()
	midnight := time.Date(year, month, day, 0, 0, 0, 0, cal.Location())
	at, _, err := cal.Moment(midnight.Add(-time.Second), r)
	if err != nil {
		return today{}, fmt.Errorf("finding the moment of the day's list: %w", err)
	}
	end := time.Date(year, month, day+1, 0, 0, 0, 0, cal.Location())
	if now.Before(at) || !at.Before(end) {
		return today{}, nil
	}
	return today{local.Format(time.DateOnly), end}, nil
}

// morningOf makes the list of one person, over each channel that hasn't had it.
func (b *Books) morningOf(ctx context.Context, staff string, mine []StaffChannel, begun map[string]today) error {
	all := func(day string) bool {
		return !slices.ContainsFunc(mine, func(c StaffChannel) bool { return c.Morning < day })
	}
	if latest := latestDay(begun); all(latest) {
		return nil
	}
	db := b.DB.WithContext(ctx)
	now, err := b.Now(db)
	if err != nil {
		return err
	}
	_, units, err := heldBy(db, staff, now)
	if err != nil {
		return err
	}
	var t today
	for _, id := range units {
		if u := begun[id]; u.day > t.day {
			t = u
		}
	}
	if t.day == "" || all(t.day) {
		return nil
	}
	return b.Tx(ctx, func(tx *gorm.DB) error { return b.putMorning(tx, staff, t) })
}

func latestDay(begun map[string]today) (day string) {
	for _, t := range begun {
		day = max(day, t.day)
	}
	return day
}

// putMorning writes the rows of one person's list. The rows of the choice are the lock: of two workers one makes the list.
func (b *Books) putMorning(tx *gorm.DB, staff string, t today) error {
	now, err := b.Now(tx)
	if err != nil {
		return err
	}
	var mine []StaffChannel
	err = tx.Clauses(clause.Locking{Strength: "UPDATE"}).Where("staff_id = ? AND morning < ?", staff, t.day).Order("channel").Find(&mine).Error
	if err != nil || len(mine) == 0 {
		return err
	}
	s, err := ScopeOf(tx, staff, now)
	if err != nil {
		return err
	}
	m, err := owedBy(tx, []Scope{s}, now, t.end, 0)
	if err != nil {
		return err
	}
	for _, c := range mine {
		if m.Due == 0 {
			break
		}
		row := outgoing(OutMorning, c.Channel, staff, t.day, now, t.end)
		if err := tx.Clauses(clause.OnConflict{DoNothing: true}).Create(&row).Error; err != nil {
			return err
		}
	}
	return tx.Model(&StaffChannel{}).Where("staff_id = ? AND morning < ?", staff, t.day).Update("morning", t.day).Error
}

// morning is what the list of a message says now: of a person, or of all who share the channel.
func (w *outWriter) morning(row Outgoing, mine *StaffChannel) (*Morning, error) {
	var scopes []Scope
	for _, c := range w.choosers {
		if mine != nil && c.StaffID != mine.StaffID {
			continue
		}
		s, err := ScopeOf(w.tx, c.StaffID, w.now)
		if err != nil {
			return nil, err
		}
		scopes = append(scopes, s)
	}
	return owedBy(w.tx, scopes, w.now, row.UntilAt, morningLines)
}

// owedBy counts the open to-dos of some members of staff that are due before a moment, each once, and names the most urgent. They are those
// of MyTodos; of a case from which one of them is excluded there are none, for they read the list together.
func owedBy(tx *gorm.DB, scopes []Scope, now, before time.Time, lines int) (*Morning, error) {
	either, vars, ids := []string{}, []any{}, []string{}
	for _, s := range scopes {
		mine := "(? OR obligations.person_id IS NULL AND ?)"
		vars = append(vars, s.byName("obligations.person_id"), s.byRole("obligations.role", "obligations.unit_id"))
		if len(s.lent) > 0 {
			mine, vars = mine+" AND ?", append(vars, s.placed())
		}
		either, ids = append(either, mine), append(ids, s.Staff)
	}
	m := &Morning{At: now}
	if len(scopes) == 0 {
		return m, nil
	}
	q := func() *gorm.DB {
		return due(todos(tx).Where(openTodo), nil, &before).Where(clause.Expr{SQL: "(" + strings.Join(either, " OR ") + ")", Vars: vars}).
			Where("NOT EXISTS (SELECT 1 FROM case_exclusions x WHERE x.case_id = cases.id AND x.staff_id IN ?)", ids)
	}
	if err := q().Count(&m.Due).Error; err != nil {
		return nil, fmt.Errorf("counting what is owed: %w", err)
	}
	if err := q().Where("obligations.due_at <= ?", micros(now)).Count(&m.Overdue).Error; err != nil {
		return nil, fmt.Errorf("counting what is late: %w", err)
	}
	if lines == 0 || m.Due == 0 {
		return m, nil
	}
	if err := q().Order("obligations.due_at, obligations.id").Limit(lines).Find(&m.First).Error; err != nil {
		return nil, fmt.Errorf("listing what is owed: %w", err)
	}
	return m, nil
}

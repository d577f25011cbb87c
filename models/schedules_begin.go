package models

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// Who noticed that a round was to begin.
const (
	BegunByTemporal = "temporal" // a schedule of Temporal's
	BegunBySweeper  = "sweeper"  // the second source
	BegunByHand     = "hand"
)

// looksBack is how far back a round is begun that nobody has noticed, and punctual how much later than it was to be one may begin
// without being late.
const (
	looksBack = 60 * 24 * time.Hour
	punctual  = time.Hour
)

// BeginPeriods begins every round that it is time for and that hasn't begun, for each person where each has one: of all schedules, or of
// one when its id is given. Who asks, how often and how late, makes no difference but to what stands in the row.
func (b *Books) BeginPeriods(ctx context.Context, shelf *Binding, id, source string) (begun int, err error) {
	now, err := b.Now(b.DB.WithContext(ctx))
	if err != nil {
		return 0, err
	}
	all, err := b.Rhythms(b.DB.WithContext(ctx), shelf, now, id)
	if err != nil {
		return 0, fmt.Errorf("beginning what is due: %w", err)
	}
	var failed []error
	for _, r := range all {
		n, err := b.beginDue(ctx, r, now, source)
		begun += n
		failed = append(failed, err)
	}
	return begun, errors.Join(failed...)
}

func (b *Books) beginDue(ctx context.Context, r Rhythm, now time.Time, source string) (begun int, err error) {
	from := now.Add(-looksBack)
	if r.Since.After(from) {
		from = r.Since
	}
	rounds, err := r.Rounds(from, now)
	if err != nil || len(rounds) == 0 {
		return 0, err
	}
	all, err := r.opens(b.DB.WithContext(ctx), rounds, now)
	if err != nil {
		return 0, err
	}
	left, err := b.missing(b.DB.WithContext(ctx), r, rounds[0].At, all)
	if err != nil {
		return 0, err
	}
	var failed []error
	for _, o := range left {
		err := b.Tx(ctx, func(tx *gorm.DB) error {
			fresh, err := b.begin(tx, r, o, now, source)
			if fresh {
				begun++
			}
			return err
		})
		failed = append(failed, wrap(err, "beginning %s of %s", o.name(), r.ID))
	}
	return begun, errors.Join(failed...)
}

// missing are those openings, the first of them due at a moment, that haven't begun and weren't to begin in a pause.
func (b *Books) missing(tx *gorm.DB, r Rhythm, first time.Time, all []opening) (left []opening, err error) {
	var there []string
	if err := tx.Model(&SchedulePeriod{}).Where("schedule_id = ? AND begins_at >= ?", r.ID, first.Add(-looksBack)).Pluck("period", &there).Error; err != nil {
		return nil, fmt.Errorf("reading what has begun: %w", err)
	}
	var pauses []SchedulePause
	if err := tx.Where("schedule_id = ?", r.ID).Find(&pauses).Error; err != nil {
		return nil, fmt.Errorf("reading pauses: %w", err)
	}
	begun := map[string]bool{}
	for _, name := range there {
		begun[name] = true
	}
	for _, o := range all {
		if !begun[o.name()] && !paused(pauses, o.Round.At) {
			left = append(left, o)
		}
	}
	return left, nil
}

func paused(pauses []SchedulePause, at time.Time) bool {
	for _, p := range pauses {
		if !at.Before(p.FromAt) && (p.ToAt == nil || at.Before(*p.ToAt)) {
			return true
		}
	}
	return false
}

// begin writes that an opening has begun, with the command that it brings, unless somebody else was first.
func (b *Books) begin(tx *gorm.DB, r Rhythm, o opening, now time.Time, source string) (fresh bool, err error) {
	late := now.Sub(o.Round.At) > punctual
	opens, err := r.brings(o, late)
	if err != nil {
		return false, err
	}
	row := SchedulePeriod{
		ScheduleID: r.ID, Period: o.name(), BeginsAt: micros(o.Round.At), BegunAt: now, Late: late, Source: source,
		CommandID: opens.id(), CaseID: opens.stream,
	}
	made := tx.Clauses(clause.OnConflict{DoNothing: true}).Create(&row)
	if made.Error != nil || made.RowsAffected == 0 {
		return false, wrap(made.Error, "noting a round")
	}
	key, _, err := b.newPersonKey(tx, now)
	if err != nil {
		return false, err
	}
	opens.key = &key
	return true, bring(tx, now, opens)
}

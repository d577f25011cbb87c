package worker

import (
	"context"
	"time"

	"carebook/internal/dispatch"
	"carebook/models"
)

// Timekeeper is what the sweeper needs to have Temporal fire in time.
type Timekeeper interface {
	Keep(ctx context.Context, all []dispatch.Timetable) error
}

// timetableReaches is how far ahead Temporal is told when something begins.
const timetableReaches = 400 * 24 * time.Hour

// schedules notes what begins by itself, has Temporal fire at those moments, and begins what nobody has begun: the second source.
func (s *Sweeper) schedules(ctx context.Context) error {
	all, err := s.Books.KnowSchedules(ctx, s.Shelf)
	if err != nil {
		return err
	}
	begun, err := s.Books.BeginPeriods(ctx, s.Shelf, "", models.BegunBySweeper)
	if begun > 0 {
		s.Wake()
	}
	if err != nil {
		return err
	}
	return s.keepTime(ctx, all)
}

// keepTime tells Temporal the moments of the months to come. The list begins with today, so that it is the same all day long.
func (s *Sweeper) keepTime(ctx context.Context, all []models.Rhythm) error {
	now, err := s.Books.Now(s.Books.DB.WithContext(ctx))
	if err != nil {
		return err
	}
	paused, err := s.Books.PausedSchedules(ctx)
	if err != nil {
		return err
	}
	tables := make([]dispatch.Timetable, 0, len(all))
	for _, r := range all {
		y, m, d := now.In(r.Zone()).Date()
		from := time.Date(y, m, d, 0, 0, 0, -1, r.Zone())
		rounds, err := r.Rounds(from, from.Add(timetableReaches))
		if err != nil {
			return err
		}
		t := dispatch.Timetable{Schedule: r.ID, Paused: paused[r.ID]}
		for _, round := range rounds {
			t.At = append(t.At, round.At)
		}
		tables = append(tables, t)
	}
	return s.Schedules.Keep(ctx, tables)
}

package main

import (
	"context"

	"carebook/calendar/data"
	"carebook/models"
)

// adopt stores the calendars that the books don't have yet: those that ship with carebook, then the company's own.
func (s *service) adopt(ctx context.Context, f calendarFlags) error {
	done, err := s.books.AdoptCalendars(ctx, data.FS(), models.FromShipped)
	if err != nil {
		return err
	}
	s.adopted(done)
	own, err := f.own()
	if own == nil {
		return err
	}
	if done, err = s.books.AdoptCalendars(ctx, own, models.FromFolder); err != nil {
		return err
	}
	s.adopted(done)
	return nil
}

func (s *service) adopted(done models.Adoption) {
	for _, c := range done.Stored {
		s.log.Info("calendar adopted", "calendar", c.ID, "edition", c.N, "version", c.Version, "origin", c.Origin)
	}
	for _, c := range done.Passed {
		s.log.Warn("calendar not adopted", "calendar", c.ID, "why", c.Why)
	}
}

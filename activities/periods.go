package activities

import (
	"context"

	"carebook/contract"
	"carebook/models"
)

// Periods begins rounds of schedules.
type Periods struct {
	Books *models.Books
	Shelf *models.Binding

	Spawned func() // told when a round has brought a command; nil when nobody asks
}

// Begin begins every round of a schedule that it is time for and that hasn't begun, and says how many those were.
func (p *Periods) Begin(ctx context.Context, start contract.PeriodsStart) (int, error) {
	begun, err := p.Books.BeginPeriods(ctx, p.Shelf, start.Schedule, models.BegunByTemporal)
	if begun > 0 && p.Spawned != nil {
		p.Spawned()
	}
	return begun, err
}

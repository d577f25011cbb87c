package booktest

import (
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/policies"
)

// Shelf is a binder from which units run the same at every moment.
type Shelf struct{ *policies.Book }

// Policy is what a unit with this profile runs for a kind of case.
func (s Shelf) Policy(_ *gorm.DB, kind contract.Kind, profile string, _ time.Time) (*policies.Policy, policies.Profile, error) {
	return s.For(string(kind), profile)
}

package booktest

import (
	"context"
	_ "embed"
	"testing"

	"carebook/calendar/data"
	"carebook/models"
)

//go:embed organisation.yaml
var organisation []byte

// The demo customer of Seed.
const (
	Name  = "演示客户甲"
	Phone = "+86 139 0000 4321"
	Model = "Demo One"
	Plate = "沪A·D4321"
	VIN   = "LDEMO000000004321"
)

// Seeded are the ids of what Seed wrote.
type Seeded struct {
	Units    map[string]string // by code: G, S1, S2
	Staff    map[string]string // by code
	Roles    map[string]string // staff of store S1 and of the group, by role
	Customer string
	Vehicle  string
}

// Seed writes the shipped calendars, a car dealer group with two stores (G → S1, S2), staff with V13's roles, and a customer
// with a vehicle at store S1.
func Seed(t testing.TB, b *models.Books) Seeded {
	t.Helper()
	if _, err := b.AdoptCalendars(context.Background(), data.FS(), models.FromShipped); err != nil {
		t.Fatal(err)
	}
	if _, err := models.LoadOrganisation(context.Background(), b, organisation); err != nil {
		t.Fatal(err)
	}
	s := Seeded{Units: map[string]string{}, Staff: map[string]string{}, Roles: map[string]string{}}
	s.look(t, b)
	s.customer(t, b)
	return s
}

func (s *Seeded) look(t testing.TB, b *models.Books) {
	t.Helper()
	var units []models.Unit
	var staff []models.Staff
	var roles []models.RoleAssignment
	for _, rows := range []any{&units, &staff, &roles} {
		if err := b.DB.Order("id").Find(rows).Error; err != nil {
			t.Fatal(err)
		}
	}
	for _, u := range units {
		s.Units[u.Code] = u.ID
	}
	for _, p := range staff {
		s.Staff[p.Code] = p.ID
	}
	for _, r := range roles {
		if _, taken := s.Roles[r.Role]; !taken && r.UnitID != s.Units["S2"] {
			s.Roles[r.Role] = r.StaffID
		}
	}
}

func (s *Seeded) customer(t testing.TB, b *models.Books) {
	t.Helper()
	ctx := context.Background()
	s.Customer, s.Vehicle = models.NewID(), models.NewID()
	_, err := b.CreateCustomer(ctx, models.NewCustomer{
		Command: s.Command("/customers", s.Customer), UnitID: s.Units["S1"], Name: Name, Phone: Phone,
	})
	if err != nil {
		t.Fatal(err)
	}
	_, err = b.AddVehicle(ctx, models.NewVehicle{
		Command: s.Command("/vehicles", s.Customer), ID: s.Vehicle, Model: Model, Plate: Plate, VIN: VIN,
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Command is a fresh POST by the service consultant of store S1 on a stream.
func (s *Seeded) Command(path, stream string) models.NewCommand {
	id := models.NewID()
	return models.NewCommand{
		ID: id, Principal: s.Staff["1006"], Key: id, Method: "POST", Path: path, BodyHash: []byte("hash of " + id), Stream: stream,
	}
}

// Administer gives the administrator's role for a unit to a member of staff.
func (s *Seeded) Administer(t testing.TB, b *models.Books, badge, unit string) {
	t.Helper()
	now, err := b.Now(b.DB)
	if err != nil {
		t.Fatal(err)
	}
	err = b.DB.Create(&models.RoleAssignment{
		ID: models.NewID(), StaffID: s.Staff[badge], Role: models.Administrator, UnitID: s.Units[unit], ValidFrom: now,
	}).Error
	if err != nil {
		t.Fatal(err)
	}
}

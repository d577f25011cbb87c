package models_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"gorm.io/gorm"

	"carebook/contract"
	"carebook/internal/booktest"
	"carebook/models"
)

func scopeOf(t *testing.T, b *models.Books, staff string) models.Scope {
	t.Helper()
	return must(models.ScopeOf(b.DB, staff, now(t, b)))(t)
}

func TestACustomerIsReadBackByThoseOfTheUnitAndAbove(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		s := booktest.Seed(t, b)
		want := &models.CustomerCard{
			ID: s.Customer, UnitID: s.Units["S1"], Seq: 2, Name: booktest.Name, Phone: booktest.Phone,
			Vehicles: []models.VehicleCard{{ID: s.Vehicle, Model: booktest.Model, Plate: booktest.Plate, VIN: booktest.VIN}},
		}
		for _, staff := range []string{"1006", "0001"} {
			got := must(b.CustomerByID(b.DB, scopeOf(t, b, s.Staff[staff]), s.Customer))(t)
			got.CreatedAt = time.Time{}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s reads: %s", staff, diff)
			}
		}
		for _, staff := range []string{"2001", "1008"} {
			if _, err := b.CustomerByID(b.DB, scopeOf(t, b, s.Staff[staff]), s.Customer); !errors.Is(err, gorm.ErrRecordNotFound) {
				t.Errorf("%s reads a customer of another store: %v", staff, err)
			}
		}
	})
}

func TestACustomerIsFoundByOneExactValueInAnySpelling(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		s := booktest.Seed(t, b)
		mine := scopeOf(t, b, s.Staff["1006"])
		for _, search := range []models.CustomerSearch{
			{Phone: "139-0000-4321"}, {Last4: "4321"}, {Plate: "沪ad4321"}, {VIN: strings.ToLower(booktest.VIN)}, {Name: " " + booktest.Name},
		} {
			got, next, err := b.SearchCustomers(b.DB, mine, search, models.Page{Limit: 10})
			if err != nil || len(got) != 1 || got[0].ID != s.Customer || next != nil {
				t.Errorf("%+v: %v, %v, %v", search, got, next, err)
			}
			got, _, err = b.SearchCustomers(b.DB, scopeOf(t, b, s.Staff["2001"]), search, models.Page{Limit: 10})
			if err != nil || len(got) != 0 {
				t.Errorf("%+v from another store: %v, %v", search, got, err)
			}
		}
		for _, search := range []models.CustomerSearch{{Phone: "139-0000-4322"}, {Last4: "0000"}, {Plate: "沪AD432"}, {Name: "演示"}} {
			if got, _, err := b.SearchCustomers(b.DB, mine, search, models.Page{Limit: 10}); err != nil || len(got) != 0 {
				t.Errorf("%+v: %v, %v", search, got, err)
			}
		}
		for _, search := range []models.CustomerSearch{{}, {Phone: "1", Name: "x"}, {Plate: "··"}} {
			if _, _, err := b.SearchCustomers(b.DB, mine, search, models.Page{Limit: 10}); !errors.Is(err, models.ErrOneCriterion) {
				t.Errorf("%+v: %v", search, err)
			}
		}
	})
}

func TestARepeatedCommandNamesTheCustomerItMade(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		s := booktest.Seed(t, b)
		n := models.NewCustomer{Command: s.Command("/customers", models.NewID()), UnitID: s.Units["S1"], Name: "演示客户乙", Phone: "1"}
		first := must(b.CreateCustomer(context.Background(), n))(t)
		if first.State != models.Recorded || first.ConfirmedAt == nil {
			t.Errorf("%+v", first)
		}
		again := n
		again.Command.ID, again.Command.Stream = models.NewID(), models.NewID()
		second := must(b.CreateCustomer(context.Background(), again))(t)
		if second.ID != first.ID || second.Stream != n.Command.Stream {
			t.Errorf("%+v", second)
		}
		if got := strs(t, b, "SELECT id FROM customers"); len(got) != 2 {
			t.Errorf("%d customers", len(got))
		}
		again.Command.BodyHash = []byte("another body")
		if _, err := b.CreateCustomer(context.Background(), again); !errors.Is(err, models.ErrKeyReused) {
			t.Errorf("another body: %v", err)
		}
	})
}

func TestARefusedCommandOnACustomerLeavesNoEvent(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		s := booktest.Seed(t, b)
		ctx := context.Background()
		stale, nobody := int64(1), s.Command("/vehicles", models.NewID())
		old := s.Command("/vehicles", s.Customer)
		old.ExpectSeq = &stale
		for code, do := range map[string]func() (models.Command, error){
			contract.CodeUnknownUnit: func() (models.Command, error) {
				return b.CreateCustomer(ctx, models.NewCustomer{Command: s.Command("/customers", models.NewID()), UnitID: "x"})
			},
			contract.CodeUnknownCustomer: func() (models.Command, error) {
				return b.AddVehicle(ctx, models.NewVehicle{Command: nobody, ID: models.NewID()})
			},
			contract.CodeVersionMismatch: func() (models.Command, error) {
				return b.AddVehicle(ctx, models.NewVehicle{Command: old, ID: models.NewID()})
			},
		} {
			c := must(do())(t)
			o := must(c.Result())(t)
			if c.State != models.Refused || o.Refusal == nil || o.Refusal.Code != code {
				t.Errorf("%s: %+v", code, c)
			}
			if stored := must(models.CommandByID(b.DB, c.ID))(t); stored.State != models.Refused {
				t.Errorf("%s is stored as %s", code, stored.State)
			}
		}
		if v, breaks := verify(t, b); v.Events != 2 || breaks != nil {
			t.Errorf("%+v %v", v, breaks)
		}
	})
}

func TestACustomersEventsOpenUntilThePersonIsForgotten(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		s := booktest.Seed(t, b)
		events := must(b.EventsOf(b.DB, s.Customer, 0, 10))(t)
		if len(events) != 2 || !strings.Contains(string(events[0].Text), booktest.Name) || !strings.Contains(string(events[1].Text), booktest.VIN) {
			t.Fatalf("%+v", events)
		}
		if e := events[1]; e.What.Type != models.EventVehicleAdded || e.Roles != "service_consultant" || e.What.Facts.Vehicle != s.Vehicle {
			t.Errorf("%+v", e)
		}
		if err := b.DB.Exec("UPDATE person_keys SET wrapped = ?", []byte{}).Error; err != nil {
			t.Fatal(err)
		}
		for _, e := range must(b.EventsOf(b.DB, s.Customer, 0, 10))(t) {
			if !e.Forgotten || e.Text != nil {
				t.Errorf("%+v", e)
			}
		}
		card := must(b.CustomerByID(b.DB, scopeOf(t, b, s.Staff["1006"]), s.Customer))(t)
		if !card.Forgotten || card.Name != "" || card.Vehicles[0].Plate != "" {
			t.Errorf("%+v", card)
		}
		if v, breaks := verify(t, b); v.Breaks != 0 {
			t.Errorf("the chain doesn't hold any more: %v", breaks)
		}
	})
}

func TestWhatWasCorrectedIsFoundByTheNewValueAloneAndTheOldOneStaysSealedInTheStream(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		s := booktest.Seed(t, b)
		ctx, mine := context.Background(), scopeOf(t, b, s.Staff["1006"])
		name, phone, plate := "演示客户丁", "137 0000 1234", "沪A·D0001"
		must(b.CorrectCustomer(ctx, models.CorrectedCustomer{Command: s.Command("/correct", s.Customer), Name: &name, Phone: &phone, Reason: "本人来电"}))(t)
		must(b.CorrectVehicle(ctx, models.CorrectedVehicle{Command: s.Command("/correct-car", s.Customer), ID: s.Vehicle, Plate: &plate}))(t)
		card := must(b.CustomerByID(b.DB, mine, s.Customer))(t)
		got := []string{card.Name, card.Phone, card.Vehicles[0].Plate, card.Vehicles[0].VIN, card.Vehicles[0].Model}
		if diff := cmp.Diff([]string{name, phone, plate, booktest.VIN, booktest.Model}, got); diff != "" || card.Seq != 4 {
			t.Errorf("version %d: %s", card.Seq, diff)
		}
		for search, want := range map[models.CustomerSearch]int{
			{Name: booktest.Name}: 0, {Phone: booktest.Phone}: 0, {Last4: "4321"}: 0, {Plate: booktest.Plate}: 0,
			{Name: name}: 1, {Phone: phone}: 1, {Last4: "1234"}: 1, {Plate: plate}: 1, {VIN: booktest.VIN}: 1,
		} {
			if found, _, err := b.SearchCustomers(b.DB, mine, search, models.Page{Limit: 10}); err != nil || len(found) != want {
				t.Errorf("%+v finds %d, %v", search, len(found), err)
			}
		}
		events := must(b.EventsOf(b.DB, s.Customer, 0, 10))(t)
		if !strings.Contains(string(events[0].Text), booktest.Name) || !strings.Contains(string(events[2].Text), "本人来电") || strings.Contains(string(events[3].Text), "vin") {
			t.Errorf("%s %s %s", events[0].Text, events[2].Text, events[3].Text)
		}
		if v, breaks := verify(t, b); v.Breaks != 0 {
			t.Errorf("the chain doesn't hold any more: %v", breaks)
		}
	})
}

func TestACarOfSomebodyElseIsNotCorrected(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		s := booktest.Seed(t, b)
		ctx, plate := context.Background(), "沪A·D0001"
		other := must(b.CreateCustomer(ctx, models.NewCustomer{Command: s.Command("/customers", models.NewID()), UnitID: s.Units["S1"], Name: "演示客户乙", Phone: "1"}))(t)
		for _, car := range []string{s.Vehicle, models.NewID()} {
			c := must(b.CorrectVehicle(ctx, models.CorrectedVehicle{Command: s.Command("/correct/"+car, other.Stream), ID: car, Plate: &plate}))(t)
			if out := must(c.Result())(t); c.State != models.Refused || out.Refusal.Code != contract.CodeUnknownVehicle {
				t.Errorf("%s %+v", c.State, out.Refusal)
			}
		}
	})
}

func TestAValueMovedToAnotherCustomerDoesNotOpen(t *testing.T) {
	b := booktest.OpenSQLite(t)
	s := booktest.Seed(t, b)
	if err := b.DB.Exec("UPDATE customers SET phone_sealed = name_sealed").Error; err != nil {
		t.Fatal(err)
	}
	if _, err := b.CustomerByID(b.DB, scopeOf(t, b, s.Staff["1006"]), s.Customer); err == nil {
		t.Error("a name was read as a phone number")
	}
}

func TestNothingPersonalStandsInTheFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "books.db")
	b := booktest.Open(t, file)
	must(models.MigrateUp(context.Background(), b))(t)
	booktest.Seed(t, b)
	var all strings.Builder
	for _, suffix := range []string{"", "-wal"} {
		all.Write(must(os.ReadFile(file + suffix))(t))
	}
	if !strings.Contains(all.String(), booktest.Model) {
		t.Fatal("the file doesn't even hold the car's model")
	}
	for _, planted := range []string{booktest.Name, booktest.Phone, "13900004321", booktest.Plate, booktest.VIN} {
		if strings.Contains(all.String(), planted) {
			t.Errorf("%s stands in the file", planted)
		}
	}
}

// No clock runs against anybody here, and no policy says how far back such a command may lie.
func TestACustomerIsWrittenNowAndAtNoOtherMoment(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		s := booktest.Seed(t, b)
		ctx := context.Background()
		for _, by := range []time.Duration{-time.Hour, time.Hour} {
			at := now(t, b).Add(by)
			n := s.Command("/customers", models.NewID())
			n.OccurredAt = &at
			car := s.Command("/vehicles", s.Customer)
			car.OccurredAt = &at
			for what, c := range map[string]models.Command{
				"a customer": must(b.CreateCustomer(ctx, models.NewCustomer{Command: n, UnitID: s.Units["S1"], Name: "n", Phone: "1"}))(t),
				"a car":      must(b.AddVehicle(ctx, models.NewVehicle{Command: car, ID: models.NewID(), Model: "m"}))(t),
			} {
				if out := must(c.Result())(t); c.State != models.Refused || out.Refusal.Code != contract.CodeBackdated {
					t.Errorf("%s of %s: %s %+v", what, by, c.State, out.Refusal)
				}
			}
		}
	})
}

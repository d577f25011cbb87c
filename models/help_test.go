package models_test

import (
	"testing"
	"time"

	"carebook/contract"
	"carebook/internal/booktest"
	"carebook/models"
)

// must stops the test on an error and hands the value on.
func must[T any](v T, err error) func(t *testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func create(t *testing.T, b *models.Books, rows ...any) {
	t.Helper()
	for _, row := range rows {
		if err := b.DB.Create(row).Error; err != nil {
			t.Fatal(err)
		}
	}
}

func now(t *testing.T, b *models.Books) time.Time {
	t.Helper()
	return must(b.Now(b.DB))(t)
}

// openCase writes a complaint with three chained events, an obligation with a mark and a ledger entry, row by row: what
// Append would leave, without a policy.
func openCase(t *testing.T, b *models.Books, s booktest.Seeded) models.Case {
	t.Helper()
	at := now(t, b)
	hash := models.NewID()
	c := models.Case{
		ID: models.NewID(), Kind: "complaint", Number: "S1-" + models.NewID(), UnitID: s.Units["S1"], Edition: hash, Calendar: "cn",
		Status: contract.Registered, Seq: 3, OpenedAt: at, UpdatedAt: at,
	}
	events := chain(c.ID, at, 3)
	c.Head = events[2].Hash
	o := models.Obligation{
		ID: models.NewID(), CaseID: c.ID, UnitID: c.UnitID, Duty: "classify", Role: "customer_relations_specialist",
		Clause: "V13-2.3", Rule: "2 hours", Source: "default", Since: at, DueAt: at.Add(2 * time.Hour), Calendar: "cn@1",
		Explanation: []byte("{}"), State: models.ObligationOpen, OpenedSeq: 1,
	}
	create(t, b,
		&models.Edition{Hash: hash, Policy: "V13", Family: "complaint", Content: []byte("x"), StoredAt: at}, &c,
		&models.Complaint{CaseID: c.ID, CustomerID: &s.Customer, VehicleID: &s.Vehicle, Channel: "visit", Round: 1, RecipientID: s.Staff["1006"]},
		&events, &o,
		&models.Mark{ObligationID: o.ID, N: 1, CaseID: c.ID, At: at.Add(time.Hour), Kind: contract.Remind, ToRole: o.Role, Clause: o.Clause, State: models.MarkWaiting},
		&models.Entry{ID: models.NewID(), CaseID: c.ID, Seq: 1, ObligationID: &o.ID, Kind: "liability", Clause: "V13-2.7", State: models.EntryProposed, CreatedAt: at},
	)
	return c
}

// bareCase is a case with n events and nothing else.
func bareCase(t *testing.T, b *models.Books, s booktest.Seeded, n int) models.Case {
	t.Helper()
	at := now(t, b)
	c := models.Case{
		ID: models.NewID(), Kind: "complaint", Number: "S1-" + models.NewID(), UnitID: s.Units["S1"], Edition: models.NewID(),
		Calendar: "cn", Status: contract.Registered, Seq: int64(n), OpenedAt: at, UpdatedAt: at,
	}
	events := chain(c.ID, at, n)
	c.Head = events[n-1].Hash
	create(t, b, &models.Edition{Hash: c.Edition, Policy: "V13", Family: "complaint", Content: []byte("x"), StoredAt: at}, &c, &events)
	return c
}

// chain is a stream of n sealed events.
func chain(stream string, at time.Time, n int) []models.Event {
	events := make([]models.Event, n)
	var prev []byte
	for i := range events {
		events[i] = models.Event{
			Stream: stream, Seq: int64(i + 1), Kind: "complaint", Type: "noted", Effect: "command:" + models.NewID(), Actor: "a",
			Roles: "r", OccurredAt: at, RecordedAt: at, Calendar: "cn@1", Data: []byte(`{"n":1}`), Sealed: []byte("sealed"),
		}
		events[i].Seal(prev)
		prev = events[i].Hash
	}
	return events
}

// must2 is must for two values of which the second doesn't matter.
func must2[T, U any](v T, _ U, err error) func(t *testing.T) T { return must(v, err) }

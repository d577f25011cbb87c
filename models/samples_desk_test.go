package models_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"gorm.io/gorm"
	"pgregory.net/rapid"

	"carebook/contract"
	"carebook/internal/booktest"
	"carebook/models"
	"carebook/policies"
)

// sampleDesk draws for return visits as an opening would: the sample, the case and its first event in one transaction.
type sampleDesk struct {
	*desk
	unit      string
	edition   string
	customers []string
	cases     map[int64]string // by number, of the month that is being drawn in
}

func eachSampleDesk(t *testing.T, fn func(t *testing.T, d *sampleDesk)) {
	t.Helper()
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		d := &sampleDesk{desk: newDesk(t, b), cases: map[int64]string{}, edition: models.NewID()}
		d.unit, d.customers = d.Units["S1"], []string{d.Customer}
		for range 2 {
			id := models.NewID()
			must(b.CreateCustomer(context.Background(), models.NewCustomer{
				Command: d.Command("/customers", id), UnitID: d.unit, Name: booktest.Name, Phone: booktest.Phone,
			}))(t)
			d.customers = append(d.customers, id)
		}
		create(t, b, &models.Edition{Hash: d.edition, Policy: "V17", Family: "complaint", Content: []byte("x"), StoredAt: d.now})
		fn(t, d)
	})
}

const drawnFor = "complaint_closed"

func (d *sampleDesk) period() string { return d.unit + "/" + drawnFor + "/2026-03" }

// draws opens a case for the next customer.
func (d *sampleDesk) draws(t rapid.TB, percent policies.Percent) contract.Draw {
	t.Helper()
	id := models.NewID()
	var got contract.Draw
	err := d.b.Tx(context.Background(), func(tx *gorm.DB) (err error) {
		customer := d.customers[len(d.cases)%len(d.customers)]
		if got, err = models.DrawIn(d.b, tx, d.now, d.unit, drawnFor, percent, id, customer); err != nil {
			return err
		}
		return d.opens(tx, id, contract.Event{Draw: &got, Facts: contract.Facts{Customer: customer}})
	})
	if err != nil {
		t.Fatal(err)
	}
	d.cases[got.N] = id
	return got
}

// drawsMany draws n times, and says which were drawn and which weren't.
func (d *sampleDesk) drawsMany(t rapid.TB, percent policies.Percent, n int) (drawn, free []int64) {
	t.Helper()
	for range n {
		if got := d.draws(t, percent); got.Drawn {
			drawn = append(drawn, got.N)
		} else {
			free = append(free, got.N)
		}
	}
	return drawn, free
}

// opens writes a case with its first event.
func (d *sampleDesk) opens(tx *gorm.DB, id string, e contract.Event) error {
	k := models.Case{
		ID: id, Kind: "complaint", Number: "S1-" + id, UnitID: d.unit, Edition: d.edition, Calendar: "cn",
		Status: contract.Registered, Seq: 1, OpenedAt: d.now, UpdatedAt: d.now,
	}
	row, err := d.event(id, 1, e)
	if err != nil {
		return err
	}
	row.Seal(nil)
	k.Head = row.Hash
	if err := tx.Create(&k).Error; err != nil {
		return err
	}
	return tx.Create(row).Error
}

func (d *sampleDesk) event(stream string, seq int64, e contract.Event) (*models.Event, error) {
	e.Seq, e.Effect, e.At = seq, "command:"+models.NewID(), d.now
	data, err := json.Marshal(e)
	return &models.Event{
		Stream: stream, Seq: seq, Kind: "complaint", Type: "opened", Effect: e.Effect, OccurredAt: d.now, RecordedAt: d.now, Data: data,
	}, err
}

// misses gives up the place of a number, and writes what the case's event would say.
func (d *sampleDesk) misses(t rapid.TB, n int64, reason string) (contract.Gap, []models.CallIn) {
	t.Helper()
	var gap contract.Gap
	var called []models.CallIn
	err := d.b.Tx(context.Background(), func(tx *gorm.DB) (err error) {
		if gap, called, err = models.ReplaceIn(d.b, tx, d.now, d.cases[n], reason); err != nil {
			return err
		}
		var last models.Event
		if err := tx.Where("stream = ?", d.cases[n]).Order("seq DESC").Take(&last).Error; err != nil {
			return err
		}
		row, err := d.event(d.cases[n], last.Seq+1, contract.Event{Gap: &gap})
		if err != nil {
			return err
		}
		row.Seal(last.Hash)
		if err := tx.Create(row).Error; err != nil {
			return err
		}
		return tx.Model(&models.Case{}).Where("id = ?", d.cases[n]).Updates(map[string]any{"seq": row.Seq, "head": row.Hash}).Error
	})
	if err != nil {
		t.Fatal(err)
	}
	return gap, called
}

// closes lets the month end, and returns who was called in.
func (d *sampleDesk) closes(t rapid.TB) (called []models.CallIn) {
	t.Helper()
	d.now = time.Date(2026, 3, 31, 16, 0, 0, 0, time.UTC) // midnight in Shanghai
	err := d.b.CloseSamples(context.Background(), func(tx *gorm.DB, now time.Time, c models.CallIn) error {
		called = append(called, c)
		return models.CallsIn(tx, now, c)
	})
	if err != nil {
		t.Fatal(err)
	}
	return called
}

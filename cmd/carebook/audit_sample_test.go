package main

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"carebook/contract"
	"carebook/internal/draw"
	"carebook/models"
)

var march = time.Date(2026, 3, 6, 8, 0, 0, 0, time.UTC)

// sampled puts a closed month of two events, one of which is drawn, into prepared books, and gives its secret.
func sampled(t *testing.T, dir string) (secret []byte) {
	t.Helper()
	books := openBooks(t, dir)
	var unit models.Unit
	if err := books.DB.Where("code = 'S1'").Take(&unit).Error; err != nil {
		t.Fatal(err)
	}
	secret, sealed := books.Keys.NewPersonKey()
	closed := time.Date(2026, 3, 31, 16, 0, 0, 0, time.UTC)
	p := models.SamplePeriod{
		ID: unit.ID + "/complaint_closed/2026-03", UnitID: unit.ID, Event: "complaint_closed", Month: "2026-03", Parts: 1, Whole: 2,
		Clause: "V17-1.3a", Commitment: draw.Commitment(secret), Sealed: sealed, N: 2, OpenedAt: march, EndsAt: closed, ClosedAt: &closed,
		Secret: secret,
	}
	customer := models.NewID()
	command := models.NewCommand{ID: models.NewID(), Principal: "x", Key: "x", Method: "POST", Path: "/customers", BodyHash: []byte("x"), Stream: customer}
	_, err := books.CreateCustomer(context.Background(), models.NewCustomer{Command: command, UnitID: unit.ID, Name: "演示客户甲", Phone: "139 0000 4321"})
	err = errors.Join(err, books.DB.Create(&p).Error)
	l := draw.Lottery{Secret: secret, Event: p.Event, Period: p.ID, Rate: p.Rate()}
	for n := int64(1); n <= 2; n++ {
		s := models.Sample{PeriodID: p.ID, N: n, CaseID: models.NewID(), CustomerID: customer, Drawn: l.Drawn(n), At: march}
		d := contract.Draw{
			Period: p.ID, N: n, Block: 1, Drawn: s.Drawn, Rate: p.Rate().String(), Clause: p.Clause, Commitment: hex.EncodeToString(p.Commitment),
		}
		data, merr := json.Marshal(contract.Event{Seq: 1, Type: "opened", At: march, Draw: &d, Facts: contract.Facts{Customer: customer}})
		e := models.Event{
			Stream: s.CaseID, Seq: 1, Kind: "complaint", Type: "opened", Effect: fmt.Sprint("command:", n), OccurredAt: march, RecordedAt: march, Data: data,
		}
		e.Seal(nil)
		err = errors.Join(err, merr, books.DB.Create(&s).Error, books.DB.Create(&e).Error)
	}
	if err != nil {
		t.Fatal(err)
	}
	return secret
}

func openBooks(t *testing.T, dir string) *models.Books {
	t.Helper()
	books, err := storeFlags{Data: dir}.open(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := books.Close(); err != nil {
			t.Error(err)
		}
	})
	return books
}

func TestTheSampleOfAMonthAgreesUntilSomebodyChangesIt(t *testing.T) {
	dir := prepared(t)
	secret := sampled(t, dir)
	out := good(t, "audit", "sample", "2026-03", "--data", dir, "--unit", "S1")
	for _, want := range []string{
		"S1 complaint_closed: 1/2 (V17-1.3a), 2 numbers, 1 drawn, 0 not reached, 0 called in\n", "secret " + hex.EncodeToString(secret), "\n  agrees\n",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	for _, sql := range []string{"DROP TRIGGER samples_no_update", "UPDATE samples SET drawn = NOT drawn WHERE n = 1"} {
		if err := openBooks(t, dir).DB.Exec(sql).Error; err != nil {
			t.Fatal(err)
		}
	}
	var stdout, stderr bytes.Buffer
	status := run([]string{"audit", "sample", "2026-03", "--data", dir}, &stdout, &stderr)
	if status != exitFailed || !strings.Contains(stderr.String(), "2 disagreements") ||
		!strings.Contains(stdout.String(), "computed again, the lot says otherwise") {
		t.Errorf("status %d\n%s%s", status, stdout.String(), stderr.String())
	}
}

func TestAMonthWithoutADrawIsSaidSo(t *testing.T) {
	dir := prepared(t)
	if got := good(t, "audit", "sample", "2026-03", "--data", dir); got != "nothing was drawn in 2026-03\n" {
		t.Errorf("%s", got)
	}
	if got := bad(t, "audit", "sample", "March", "--data", dir); !strings.Contains(got, "like 2026-03") {
		t.Errorf("%s", got)
	}
}

package activities_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.temporal.io/sdk/testsuite"

	"carebook/activities"
	"carebook/contract"
	"carebook/internal/booktest"
	"carebook/internal/dispatch"
	"carebook/models"
)

// opener is a Temporal whose cases answer as they are told, by the consultant's delivery.
type opener struct {
	b      *models.Books
	answer func(n int, m contract.Message) (contract.Receipt, error) // n counts from 1

	mu       sync.Mutex
	sent     []string
	receipts []string // of payments
}

func (o *opener) Open(_ context.Context, kind contract.Kind, caseID string, m contract.Message) (contract.Receipt, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.sent = append(o.sent, fmt.Sprintf("%s/%s", kind, caseID))
	if m.Facts.Receipt != "" {
		o.receipts = append(o.receipts, m.Facts.Receipt)
	}
	return o.answer(len(o.sent), m)
}

func (o *opener) Act(ctx context.Context, kind contract.Kind, caseID string, m contract.Message) (contract.Receipt, error) {
	return o.Open(ctx, kind, caseID, m)
}

// written answers as a case does whose ledger has written the opening.
func (o *opener) written(_ int, m contract.Message) (contract.Receipt, error) {
	now, err := o.b.Now(o.b.DB)
	if err == nil {
		err = o.b.DB.Model(&models.Command{}).Where("id = ?", m.Command).
			Updates(map[string]any{"state": models.Recorded, "outcome": []byte(`{"seq":1}`), "settled_at": now}).Error
	}
	return contract.Receipt{Seq: 1}, err
}

// drive runs the activity until nothing waits, as the workflow does, at most so many times.
func drive(t *testing.T, i *activities.Imports, id string, most int) (done int, err error) {
	t.Helper()
	var suite testsuite.WorkflowTestSuite
	env := suite.NewTestActivityEnvironment()
	env.RegisterActivity(i.Rows)
	for range most {
		var value contract.ImportStep
		encoded, failed := env.ExecuteActivity(i.Rows, contract.ImportStart{Import: id})
		if err = failed; err != nil {
			continue
		}
		if err := encoded.Get(&value); err != nil {
			t.Fatal(err)
		}
		if done += value.Done; value.Left == 0 {
			return done, nil
		}
	}
	return done, err
}

// brought is an import of store S1, of which everything that it names is in the books.
func brought(t *testing.T, b *models.Books, s booktest.Seeded, kind contract.ImportKind, rows ...map[string]string) string {
	t.Helper()
	n := models.NewImport{Command: s.Command("/imports", models.NewID()), Kind: kind, UnitID: s.Units["S1"]}
	n.Command.Principal = s.Staff["1001"]
	for k, r := range rows {
		n.Rows = append(n.Rows, models.NewImportRow{N: int64(k + 2), Cells: r})
	}
	cmd, err := b.BeginImport(context.Background(), n)
	if err != nil || cmd.State != models.Recorded {
		t.Fatalf("%s %v", cmd.State, err)
	}
	return cmd.Stream
}

func states(t *testing.T, b *models.Books, id string) map[string]int {
	t.Helper()
	var rows []models.ImportRow
	if err := b.DB.Where("import_id = ?", id).Find(&rows).Error; err != nil {
		t.Fatal(err)
	}
	out := map[string]int{}
	for _, r := range rows {
		out[r.State]++
	}
	return out
}

func deliveries(t *testing.T, b *models.Books, n int) (booktest.Seeded, []map[string]string) {
	t.Helper()
	s := booktest.Seed(t, b)
	s.Administer(t, b, "1001", "S1")
	var customers, vehicles, rows []map[string]string
	for k := range n {
		ref := fmt.Sprint("R", k)
		customers = append(customers, map[string]string{"external_ref": ref, "name": "演示", "phone": "13900007777"})
		vehicles = append(vehicles, map[string]string{"external_ref": ref, "customer_ref": ref, "model": "Demo One"})
		rows = append(rows, map[string]string{
			"external_ref": ref, "vehicle_ref": ref, "delivered_at": "2026-03-06T16:50:00+08:00", "consultant": "1005", "kind": "new_car",
		})
	}
	i := &activities.Imports{Books: b}
	if done, err := drive(t, i, brought(t, b, s, contract.ImportCustomers, customers...), 9); done != n || err != nil {
		t.Fatal(done, err)
	}
	if done, err := drive(t, i, brought(t, b, s, contract.ImportVehicles, vehicles...), 9); done != n || err != nil {
		t.Fatal(done, err)
	}
	return s, rows
}

func TestEachDeliveryOpensOneCaseAndTheSameFileAgainOpensNone(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		s, rows := deliveries(t, b, 45)
		o := &opener{b: b}
		o.answer = o.written
		i := &activities.Imports{Books: b, Cases: o}
		id := brought(t, b, s, contract.ImportDeliveries, rows...)
		if done, err := drive(t, i, id, 9); done != 45 || err != nil {
			t.Fatal(done, err)
		}
		again := brought(t, b, s, contract.ImportDeliveries, rows...)
		if done, err := drive(t, i, again, 9); done != 45 || err != nil {
			t.Fatal(done, err)
		}
		if diff := cmp.Diff([]map[string]int{{"created": 45}, {"unchanged": 45}}, []map[string]int{states(t, b, id), states(t, b, again)}); diff != "" {
			t.Error(diff)
		}
		slices.Sort(o.sent)
		if cases := len(slices.Compact(o.sent)); cases != 45 || len(o.sent) != 45 {
			t.Errorf("%d openings of %d cases", len(o.sent), cases)
		}
		if waiting, err := b.Unconfirmed(context.Background(), 0, 9); err != nil || len(waiting) > 0 {
			t.Errorf("%d unconfirmed, %v", len(waiting), err)
		}
	})
}

func TestWhenTemporalIsAwayTheOpeningsThatWereAnsweredStandAndTheOthersComeAgain(t *testing.T) {
	b := booktest.OpenSQLite(t)
	s, rows := deliveries(t, b, 10)
	o := &opener{b: b}
	o.answer = func(n int, m contract.Message) (contract.Receipt, error) {
		switch {
		case n == 3: // it was written, and the answer was lost
			r, err := o.written(n, m)
			return r, errors.Join(err, dispatch.ErrLate)
		case n > 6 && n <= 10:
			return contract.Receipt{}, dispatch.ErrAway
		}
		return o.written(n, m)
	}
	i := &activities.Imports{Books: b, Cases: o}
	id := brought(t, b, s, contract.ImportDeliveries, rows...)
	if _, err := drive(t, i, id, 1); err == nil {
		t.Fatal("nobody was told that Temporal is away")
	}
	if diff := cmp.Diff(map[string]int{"created": 6, "waiting": 4}, states(t, b, id)); diff != "" {
		t.Error(diff)
	}
	if _, err := drive(t, i, id, 1); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]int{"created": 10}, states(t, b, id)); diff != "" || len(o.sent) != 14 {
		t.Errorf("%d sent %s", len(o.sent), diff)
	}
}

func TestCommandsOfOneAccountGoInTheOrderOfTheSheetAndStopAtTheFirstThatIsNotAnswered(t *testing.T) {
	b := booktest.OpenSQLite(t)
	s, rows := payments(t, b, 6)
	o := &opener{b: b}
	o.answer = func(n int, m contract.Message) (contract.Receipt, error) {
		if n == 4 {
			return contract.Receipt{}, dispatch.ErrLate
		}
		return o.written(n, m)
	}
	id := brought(t, b, s, contract.ImportPayments, rows...)
	i := &activities.Imports{Books: b, Cases: o}
	if _, err := drive(t, i, id, 1); err == nil {
		t.Fatal("nobody was told that an answer is missing")
	}
	if diff := cmp.Diff(map[string]int{"created": 3, "waiting": 3}, states(t, b, id)); diff != "" || len(o.sent) != 4 {
		t.Errorf("%d sent %s", len(o.sent), diff)
	}
	if _, err := drive(t, i, id, 1); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"R-0", "R-1", "R-2", "R-3", "R-3", "R-4", "R-5"}, o.receipts); diff != "" {
		t.Error(diff)
	}
	last := map[string]string{"external_ref": "P-9", "customer_ref": "K1", "receipt": "R-9", "amount": "1.00", "paid_at": rows[0]["paid_at"]}
	id = brought(t, b, s, contract.ImportPayments, last)
	o.answer = func(int, contract.Message) (contract.Receipt, error) { // voided in this moment: nobody answers any more
		err := b.DB.Model(&models.Case{}).Where("kind = 'credit'").Updates(map[string]any{"ended": true, "status": contract.Voided}).Error
		return contract.Receipt{}, errors.Join(dispatch.ErrGone, err)
	}
	if _, err := drive(t, i, id, 1); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]int{"refused": 1}, states(t, b, id)); diff != "" {
		t.Error(diff)
	}
}

// payments are so many rows for the account of one customer.
func payments(t *testing.T, b *models.Books, n int) (booktest.Seeded, []map[string]string) {
	t.Helper()
	s := booktest.Seed(t, b)
	s.Administer(t, b, "1001", "S1")
	id := brought(t, b, s, contract.ImportCustomers, map[string]string{"external_ref": "K1", "name": "演示", "phone": "13900007777"})
	if _, err := drive(t, &activities.Imports{Books: b}, id, 1); err != nil {
		t.Fatal(err)
	}
	var row models.ImportRow
	if err := b.DB.Where("import_id = ?", id).Take(&row).Error; err != nil {
		t.Fatal(err)
	}
	now, err := b.Now(b.DB)
	if err != nil {
		t.Fatal(err)
	}
	kase := models.Case{
		ID: models.NewID(), Kind: string(contract.Credit), Number: "S1-C1", UnitID: s.Units["S1"], Edition: "e", Status: contract.Eligible, Seq: 1,
		Head: []byte{1}, OpenedAt: now, UpdatedAt: now,
	}
	for _, row := range []any{
		&models.Edition{Hash: "e", Policy: "V2", Family: "credit", Content: []byte{}, StoredAt: now}, &kase,
		&models.Credit{CaseID: kase.ID, UnitID: kase.UnitID, CustomerID: *row.ResultID, RecipientID: s.Staff["1006"], SellerID: s.Staff["1006"]},
	} {
		if err := b.DB.Create(row).Error; err != nil {
			t.Fatal(err)
		}
	}
	var rows []map[string]string
	for k := range n {
		rows = append(rows, map[string]string{
			"external_ref": fmt.Sprint("P-", k), "customer_ref": "K1", "receipt": fmt.Sprint("R-", k), "amount": "1.00",
			"paid_at": now.Format("2006-01-02T15:04:05Z07:00"),
		})
	}
	return s, rows
}

func TestARefusedOpeningIsTheRowsReasonWhoeverRefused(t *testing.T) {
	b := booktest.OpenSQLite(t)
	s, rows := deliveries(t, b, 2)
	late := contract.Refused(contract.CodeBackdated, "V4-4.1", "limit", "7 days")
	o := &opener{b: b, answer: func(n int, m contract.Message) (contract.Receipt, error) {
		if n == 1 {
			return contract.Receipt{}, late // by a validator: the books don't know it
		}
		if err := b.Refuse(context.Background(), m.Command, *late); err != nil { // by the ledger
			return contract.Receipt{}, err
		}
		return contract.Receipt{Refusal: late}, nil
	}}
	id := brought(t, b, s, contract.ImportDeliveries, rows...)
	if done, err := drive(t, &activities.Imports{Books: b, Cases: o}, id, 1); done != 2 || err != nil {
		t.Fatal(done, err)
	}
	item, err := models.ImportOf(b.DB, s.Staff["1001"], id)
	if err != nil {
		t.Fatal(err)
	}
	refused, err := b.RefusedRows(b.DB, item.Import)
	if err != nil || len(refused) != 2 {
		t.Fatal(refused, err)
	}
	for _, r := range refused {
		if diff := cmp.Diff(*late, r.Refusal); diff != "" {
			t.Error(diff)
		}
	}
}

func TestALongImportIsDividedAmongActivities(t *testing.T) {
	b := booktest.OpenSQLite(t)
	s := booktest.Seed(t, b)
	s.Administer(t, b, "1001", "S1")
	var rows []map[string]string
	for n := range 1100 {
		rows = append(rows, map[string]string{"external_ref": fmt.Sprint(n), "name": "演示", "phone": "13900007777"})
	}
	id := brought(t, b, s, contract.ImportCustomers, rows...)
	i := &activities.Imports{Books: b}
	if done, err := drive(t, i, id, 1); done != 1000 || err != nil {
		t.Error(done, err)
	}
	if done, err := drive(t, i, id, 1); done != 100 || err != nil {
		t.Error(done, err)
	}
}

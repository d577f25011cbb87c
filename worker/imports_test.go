package worker_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"carebook/contract"
	"carebook/models"
)

func TestAnImportThatNobodyStartedIsStartedByTheSweeper(t *testing.T) {
	eachYard(t, func(t *testing.T, y *yard) {
		y.seeded.Administer(t, y.b, "1001", "S1")
		n := models.NewImport{Command: y.seeded.Command("/imports", models.NewID()), Kind: contract.ImportCustomers, UnitID: y.seeded.Units["S1"]}
		n.Command.Principal = y.seeded.Staff["1001"]
		n.Rows = []models.NewImportRow{{N: 2, Cells: map[string]string{"external_ref": "K1", "name": "演示", "phone": "13900007777"}}}
		cmd, err := y.b.BeginImport(context.Background(), n)
		if err != nil {
			t.Fatal(err)
		}
		started := func() bool {
			y.cases.sent = nil
			if err := y.sweeper.Sweep(context.Background()); err != nil {
				t.Fatal(err)
			}
			return slices.Contains(y.cases.sent, "import "+cmd.Stream+"  ")
		}
		if started() {
			t.Error("started by the sweeper while the counter may still do it")
		}
		y.now = y.now.Add(time.Minute)
		if !started() {
			t.Errorf("not started: %q", y.cases.sent)
		}
		if _, err := y.b.ImportRows(context.Background(), cmd.Stream, 9); err != nil {
			t.Fatal(err)
		}
		if started() {
			t.Error("started again after its end")
		}
	})
}

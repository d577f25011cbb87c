package e2e_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"carebook/internal/failpoint"
	"carebook/internal/workbook"
)

func TestAnImportKilledInTheMiddleGoesOnAndTheSameFileAgainChangesNothing(t *testing.T) {
	t.Parallel()
	for _, shape := range []string{onSQLite, onPostgres} {
		t.Run(shape, func(t *testing.T) {
			const rows = 600
			h := newHouse(t, shape, byTheBook)
			h.administrator()
			h.up(diesAt(failpoint.DuringImport, 10))
			file := h.workbook("customers.xlsx", customers(rows))
			first := h.importing("customers", file)
			if err := h.processes["serve"].diedAt(failpoint.DuringImport, time.Minute); err != nil {
				t.Fatal(err)
			}
			if n := h.count("SELECT count(*) FROM customers"); n < 1 || n >= rows {
				t.Fatalf("%d customers were there at the kill, want some of %d", n, rows)
			}
			h.up()
			h.imported(first, "600 rows: 600 created, 0 unchanged, 0 refused")
			h.imported(h.importing("customers", file), "600 rows: 600 created, 0 unchanged, 0 refused")
			backwards := customers(rows)
			for k := range rows / 2 {
				backwards[k+1], backwards[rows-k] = backwards[rows-k], backwards[k+1]
			}
			h.imported(h.importing("customers", h.workbook("backwards.xlsx", backwards)), "600 rows: 0 created, 600 unchanged, 0 refused")
			if n := h.count("SELECT count(*) FROM customers"); n != rows {
				t.Errorf("%d customers, want %d", n, rows)
			}
			if n := h.count("SELECT count(*) FROM imports"); n != 2 {
				t.Errorf("%d imports, want 2", n)
			}
			run(t, h.environment(), full(t), "audit", "verify")
			h.passes(demand{})
			h.down()
		})
	}
}

func TestEachDeliveryOpensItsArchiveCaseOnceThroughAKill(t *testing.T) {
	t.Parallel()
	const rows = 60
	h := newHouse(t, onSQLite, byTheBook)
	h.administrator()
	h.up(diesAt(failpoint.DuringImport, 5)) // twice in each workbook of 60 rows: in the middle of the third
	h.imported(h.importing("customers", h.workbook("customers.xlsx", customers(rows))), "60 rows: 60 created, 0 unchanged, 0 refused")
	h.imported(h.importing("vehicles", h.workbook("vehicles.xlsx", vehicles(rows))), "60 rows: 60 created, 0 unchanged, 0 refused")
	today := deliveries(rows, time.Now().Add(-time.Hour).Format(time.RFC3339))
	first := h.importing("deliveries", h.workbook("deliveries.xlsx", today))
	if err := h.processes["serve"].diedAt(failpoint.DuringImport, time.Minute); err != nil {
		t.Fatal(err)
	}
	h.up()
	h.imported(first, "60 rows: 60 created, 0 unchanged, 0 refused")
	today[1], today[rows] = today[rows], today[1]
	h.imported(h.importing("deliveries", h.workbook("again.xlsx", today)), "60 rows: 0 created, 60 unchanged, 0 refused")

	late := h.importing("deliveries", h.workbook("late.xlsx", [][]string{today[0], {"D-late", "K00001", "2020-01-02", "adviser", "aftersales"}}))
	if status, err := late.ends(time.Minute); err != nil || status.ExitStatus() != 1 || !strings.Contains(late.tail(), "late-errors.xlsx") {
		t.Errorf("a delivery of years ago: %d %v\n%s", status.ExitStatus(), err, late.tail())
	}
	if n := h.count("SELECT count(*) FROM cases WHERE kind = 'archive'"); n != rows {
		t.Errorf("%d archive cases, want %d", n, rows)
	}
	if n := h.count("SELECT count(DISTINCT vehicle_id) FROM archives"); n != rows {
		t.Errorf("the cases are of %d vehicles, want %d", n, rows)
	}
	run(t, h.environment(), full(t), "audit", "verify")
	h.passes(demand{})
	h.down()
}

func vehicles(n int) [][]string {
	rows := [][]string{{"external_ref", "customer_ref", "model", "plate"}}
	for k := range n {
		ref := fmt.Sprintf("K%05d", k)
		rows = append(rows, []string{ref, ref, "E2E 1", fmt.Sprintf("沪C%05d", k)})
	}
	return rows
}

func deliveries(n int, at string) [][]string {
	rows := [][]string{{"external_ref", "vehicle_ref", "delivered_at", "consultant", "kind"}}
	for k := range n {
		ref := fmt.Sprintf("K%05d", k)
		rows = append(rows, []string{"D" + ref, ref, at, "adviser", "new_car"})
	}
	return rows
}

// administrator gives the house's administrator a token.
func (h *house) administrator() {
	h.t.Helper()
	h.tokens["administrator"] = strings.TrimSpace(run(h.t, h.environment(), full(h.t), "token", "create", "--staff", "administrator"))
}

func customers(n int) [][]string {
	rows := [][]string{{"外部编号", "姓名", "电话"}}
	for k := range n {
		rows = append(rows, []string{fmt.Sprintf("K%05d", k), fmt.Sprintf("客户%d", k), fmt.Sprintf("139%08d", k)})
	}
	return rows
}

func (h *house) workbook(name string, rows [][]string) string {
	h.t.Helper()
	var file bytes.Buffer
	if err := workbook.Write(&file, rows[0], rows[1:]); err != nil {
		h.t.Fatal(err)
	}
	path := filepath.Join(h.side, name)
	if err := os.WriteFile(path, file.Bytes(), 0o600); err != nil {
		h.t.Fatal(err)
	}
	return path
}

// importing starts the command that brings a workbook in.
func (h *house) importing(kind, file string) *process {
	h.t.Helper()
	return h.importingTo("EAST", kind, file)
}

func (h *house) importingTo(unit, kind, file string) *process {
	h.t.Helper()
	log := filepath.Join(h.side, fmt.Sprintf("import-%d.log", time.Now().UnixNano()))
	return launch(h.t, "import", log, append(h.environment(), "CAREBOOK_TOKEN="+h.tokens["administrator"]), full(h.t),
		"import", kind, file, "--server", "http://"+h.web, "--unit", unit, "--lang", "en")
}

// imported waits until the command has ended well and wants its last word.
func (h *house) imported(p *process, want string) {
	h.t.Helper()
	status, err := p.ends(2 * time.Minute)
	if err != nil {
		h.t.Fatal(err)
	}
	if said := p.tail(); status.ExitStatus() != 0 || !strings.HasSuffix(strings.TrimSpace(said), want) {
		h.t.Fatalf("carebook import ended with %d\n%s", status.ExitStatus(), said)
	}
}

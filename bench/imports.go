package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"regexp"
	"strconv"
	"time"

	"github.com/google/uuid"

	"carebook/contract"
	"carebook/internal/workbook"
)

// imported is one workbook, carried out and brought in again.
type imported struct {
	kind        contract.ImportKind
	rows        int
	size        int           // bytes of the workbook
	first       time.Duration // until every row was at its end
	again       time.Duration // the same rows in a second import
	before, top int64         // memory of serve: before, and at most, in KiB
}

// imports brings workbooks in, each twice: the second time nothing may change.
func (b *bench) imports(ctx context.Context) error {
	for _, kind := range []contract.ImportKind{contract.ImportCustomers, contract.ImportVehicles, contract.ImportDeliveries} {
		rows := b.imported
		if kind != contract.ImportCustomers {
			rows = max(1, rows/4)
		}
		file, err := sheet(kind, rows)
		if err != nil {
			return err
		}
		i := imported{kind: kind, rows: rows, size: len(file)}
		if i.before, err = b.stage.resetMemory(); err != nil {
			return err
		}
		if i.first, err = b.bring(ctx, kind, file, importedAs{Created: rows}); err != nil {
			return fmt.Errorf("%s: %w", kind, err)
		}
		if i.again, err = b.bring(ctx, kind, file, importedAs{Unchanged: rows}); err != nil {
			return fmt.Errorf("%s again: %w", kind, err)
		}
		if i.top, err = b.stage.memory("VmHWM"); err != nil {
			return err
		}
		b.progress("%d %s in %s, again in %s", rows, kind, i.first.Round(time.Millisecond), i.again.Round(time.Millisecond))
		b.report.imports = append(b.report.imports, i)
	}
	return nil
}

// importedAs is what an import says of its rows.
type importedAs struct{ Created, Unchanged, Refused int }

// bring posts a workbook and waits until the import is at its end.
func (b *bench) bring(ctx context.Context, kind contract.ImportKind, file []byte, want importedAs) (time.Duration, error) {
	begun, key := time.Now(), uuid.NewString()
	var is struct {
		importedAs
		ID, State string
	}
	err := b.post(ctx, kind, file, key, &is)
	for again := 0; err != nil && again < 3; again++ { // the same key finds what the first one began
		err = b.post(ctx, kind, file, key, &is)
	}
	for err == nil && is.State != "finished" {
		select {
		case <-ctx.Done():
			return 0, ctx.Err()
		case <-time.After(100 * time.Millisecond):
			err = b.counter.get(ctx, administrator, "/imports/"+is.ID, &is)
		}
	}
	if err == nil && is.importedAs != want {
		err = fmt.Errorf("%+v, want %+v", is.importedAs, want)
	}
	return time.Since(begun), err
}

func (b *bench) post(ctx context.Context, kind contract.ImportKind, file []byte, key string, into any) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, b.counter.base+"/imports/"+string(kind)+"?unit="+b.counter.units[store], bytes.NewReader(file))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", workbook.MediaType)
	req.Header.Set("Idempotency-Key", key)
	return b.counter.do(req, administrator, into)
}

// sheet is a workbook of made-up rows.
func sheet(kind contract.ImportKind, rows int) ([]byte, error) {
	head := map[contract.ImportKind][]string{
		contract.ImportCustomers:  {"external_ref", "name", "phone"},
		contract.ImportVehicles:   {"external_ref", "customer_ref", "model", "plate", "vin"},
		contract.ImportDeliveries: {"external_ref", "vehicle_ref", "delivered_at", "consultant", "kind"},
	}[kind]
	lines, at := make([][]string, rows), time.Now().Add(-time.Minute).Format(time.RFC3339)
	for n := range lines {
		ref := fmt.Sprintf("R%06d", n)
		switch kind {
		case contract.ImportCustomers:
			lines[n] = []string{ref, "演示客户" + strconv.Itoa(n), fmt.Sprintf("139%08d", n)}
		case contract.ImportVehicles:
			lines[n] = []string{ref, ref, "Demo One", fmt.Sprintf("沪B%05d", n), fmt.Sprintf("LDEMO%012d", n)}
		default:
			lines[n] = []string{ref, ref, at, adviser, "new_car"}
		}
	}
	var file bytes.Buffer
	err := workbook.Write(&file, head, lines)
	return file.Bytes(), err
}

// resetMemory lets the most that serve has held count from now on, and returns what it holds.
func (s *stage) resetMemory() (int64, error) {
	err := os.WriteFile(fmt.Sprintf("/proc/%d/clear_refs", s.serve.Process.Pid), []byte("5"), 0o600)
	if err != nil {
		return 0, fmt.Errorf("counting the most memory from now on: %w", err)
	}
	return s.memory("VmRSS")
}

// memory reads a line of the process's status: VmRSS is what it holds, VmHWM the most that it has held; in KiB.
func (s *stage) memory(line string) (int64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.serve.Process.Pid))
	if err != nil {
		return 0, err
	}
	found := regexp.MustCompile(`(?m)^` + line + `:\s+([0-9]+) kB$`).FindSubmatch(text)
	if found == nil {
		return 0, errors.New("the system doesn't say how much memory a process holds")
	}
	return strconv.ParseInt(string(found[1]), 10, 64)
}

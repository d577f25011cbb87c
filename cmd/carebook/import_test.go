package main

import (
	"bytes"
	"context"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"carebook/api"
	"carebook/internal/booktest"
	"carebook/internal/dispatch"
	"carebook/internal/workbook"
	"carebook/models"
	"carebook/policies"
	"carebook/policies/book"
)

// atOnce carries an import out when it comes, as workers would a moment later. At first it may be late.
type atOnce struct {
	books *models.Books
	late  *atomic.Int32
}

func (a atOnce) StartImport(ctx context.Context, id string) error {
	if a.late.Add(-1) >= 0 {
		return dispatch.ErrLate
	}
	for {
		step, err := a.books.ImportRows(ctx, id, 10)
		if err != nil || step.Left == 0 {
			return err
		}
	}
}

// office is a counter with the books behind it, and an administrator's token.
type office struct {
	t     *testing.T
	books *models.Books
	shelf *models.Binding
	seed  booktest.Seeded
	url   string
	dir   string
	late  atomic.Int32 // so many answers of Temporal don't come in time
}

func newOffice(t *testing.T) *office {
	t.Helper()
	o := &office{t: t, books: booktest.OpenSQLite(t), dir: t.TempDir()}
	o.seed = booktest.Seed(t, o.books)
	o.seed.Administer(t, o.books, "1001", "S1")
	token, _, err := o.books.CreateToken(context.Background(), o.seed.Staff["1001"], "test", nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("CAREBOOK_TOKEN", token)
	binder, err := policies.Load(book.FS())
	if err != nil {
		t.Fatal(err)
	}
	o.shelf = &models.Binding{Base: binder}
	quiet := slog.New(slog.DiscardHandler)
	client, err := dispatch.NewClient(dispatch.Options{Address: "127.0.0.1:1", CodecKey: o.books.Keys.CodecKey(), Log: quiet})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	counter, err := api.New(api.Options{Books: o.books, Cases: dispatch.NewSender(client, 1000, quiet), Imports: atOnce{o.books, &o.late}, Shelf: o.shelf, Log: quiet})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(counter)
	t.Cleanup(func() {
		server.Close()
		if err := counter.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	o.url = server.URL
	return o
}

func (o *office) sheet(name string, rows ...[]string) string {
	o.t.Helper()
	var file bytes.Buffer
	if err := workbook.Write(&file, rows[0], rows[1:]); err != nil {
		o.t.Fatal(err)
	}
	path := filepath.Join(o.dir, name)
	if err := os.WriteFile(path, file.Bytes(), 0o600); err != nil {
		o.t.Fatal(err)
	}
	return path
}

// run is the command; it returns its exit status and what it said.
func (o *office) run(args ...string) (status int, out, errs string) {
	var stdout, stderr bytes.Buffer
	status = run(append([]string{"import", "--server", o.url, "--lang", "en", "--unit", "S1"}, args...), &stdout, &stderr)
	return status, stdout.String(), stderr.String()
}

func TestAnImportSaysWhatCameOfItAndLeavesAWorkbookOfBadRows(t *testing.T) {
	o := newOffice(t)
	customers := o.sheet("customers.xlsx", []string{"external_ref", "name", "phone"}, []string{"K1", "演示乙", "13900007777"}, []string{"K2", "演示丙", "13900007778"})
	for _, want := range []string{"2 rows: 2 created, 0 unchanged, 0 refused\n", "2 rows: 2 created, 0 unchanged, 0 refused\n"} {
		if status, out, errs := o.run("customers", customers); status != exitOK || out != want || !strings.Contains(errs, "customers: 2 of 2 rows") {
			t.Errorf("%d %s%s", status, out, errs)
		}
	}
	vehicles := o.sheet("cars.xlsx", []string{"external_ref", "customer_ref", "model"}, []string{"V1", "K1", "Demo"}, []string{"V2", "K3", "Demo"})
	status, out, errs := o.run("vehicles", vehicles)
	if status != exitFailed || out != "2 rows: 1 created, 0 unchanged, 1 refused\n" || !strings.Contains(errs, "1 of 2 rows were refused: they stand in "+o.dir+"/cars-errors.xlsx") {
		t.Errorf("%d %s%s", status, out, errs)
	}
	o.sheet("K3.xlsx", []string{"external_ref", "name", "phone"}, []string{"K3", "演示丁", "13900007779"})
	if status, out, errs := o.run("customers", o.dir+"/K3.xlsx"); status != exitOK {
		t.Errorf("%d %s%s", status, out, errs)
	}
	if status, out, errs := o.run("vehicles", o.dir+"/cars-errors.xlsx"); status != exitOK || out != "1 rows: 1 created, 0 unchanged, 0 refused\n" {
		t.Errorf("the bad rows again: %d %s%s", status, out, errs)
	}
	if status, out, errs := o.run("vehicles", vehicles); status != exitOK || out != "2 rows: 0 created, 2 unchanged, 0 refused\n" {
		t.Errorf("the whole file again: %d %s%s", status, out, errs)
	}
	var imports int64
	if err := o.books.DB.Model(&models.Import{}).Count(&imports).Error; err != nil || imports != 5 {
		t.Errorf("%d imports, %v: the file without bad rows finds its import", imports, err)
	}
}

func TestAnAnswerThatCameLateIsAskedForAgainAndBeginsNothingTwice(t *testing.T) {
	o := newOffice(t)
	o.late.Store(1)
	customers := o.sheet("customers.xlsx", []string{"external_ref", "name", "phone"}, []string{"K1", "演示乙", "13900007777"})
	if status, out, errs := o.run("customers", customers); status != exitOK || out != "1 rows: 1 created, 0 unchanged, 0 refused\n" {
		t.Errorf("%d %s%s", status, out, errs)
	}
	var imports int64
	if err := o.books.DB.Model(&models.Import{}).Count(&imports).Error; err != nil || imports != 1 {
		t.Errorf("%d imports, %v", imports, err)
	}
}

func TestAnImportThatCantBeginSaysWhy(t *testing.T) {
	o := newOffice(t)
	file := o.sheet("a.xlsx", []string{"external_ref", "名字", "phone"})
	for what, c := range map[string]struct {
		args []string
		want string
	}{
		"head":  {[]string{"customers", file}, "body.B1: there is no such column; those that may stand here: External reference, Name, Phone\n  body.name: this column is missing: Name"},
		"unit":  {[]string{"customers", file, "--unit", "S9"}, "there is no unit S9 that the token's owner sees: check --unit"},
		"token": {[]string{"customers", file, "--token", "cb_x"}, "send a valid token"},
		"away":  {[]string{"customers", file, "--server", "http://127.0.0.1:1"}, "nobody answers at http://127.0.0.1:1/api/v1: start carebook there, or check --server"},
		"other": {[]string{"customers", file, "--server", o.url + "/docs"}, "check the address"},
	} {
		status, out, errs := o.run(c.args...)
		if status != exitFailed || out != "" || !strings.Contains(errs, c.want) {
			t.Errorf("%s: %d %s%s", what, status, out, errs)
		}
	}
	t.Setenv("CAREBOOK_TOKEN", "")
	if status, _, errs := o.run("customers", file); status != exitFailed || !strings.Contains(errs, "carebook token create") {
		t.Errorf("%d %s", status, errs)
	}
}

func TestTheSameWorkbookForAnotherUnitOrKindHasAnotherKey(t *testing.T) {
	keys := map[string]bool{}
	for _, what := range [][]string{{"customers", "S1", "f"}, {"vehicles", "S1", "f"}, {"customers", "S2", "f"}, {"customers", "S1", "g"}, {"customers", "S1", "f", "first"}} {
		keys[keyOf(what)] = true
	}
	if diff := cmp.Diff(5, len(keys)); diff != "" {
		t.Error(diff)
	}
}

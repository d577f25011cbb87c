package models_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"gorm.io/gorm"

	"carebook/contract"
	"carebook/internal/booktest"
	"carebook/models"
)

// importer brings workbooks in for store S1, as its general manager, who is its administrator too.
type importer struct {
	t *testing.T
	b *models.Books
	s booktest.Seeded
}

func newImporter(t *testing.T, b *models.Books) *importer {
	t.Helper()
	m := &importer{t: t, b: b, s: booktest.Seed(t, b)}
	m.s.Administer(t, b, "1001", "S1")
	return m
}

type cells = map[string]string

// bring stores an import and returns its id.
func (m *importer) bring(kind contract.ImportKind, rows ...cells) string {
	m.t.Helper()
	c, err := m.b.BeginImport(context.Background(), m.newImport("1001", kind, rows...))
	if err != nil || c.State != models.Recorded {
		m.t.Fatalf("%s %s %v", c.State, c.Outcome, err)
	}
	return c.Stream
}

func (m *importer) newImport(badge string, kind contract.ImportKind, rows ...cells) models.NewImport {
	n := models.NewImport{Command: m.s.Command("/imports", models.NewID()), Kind: kind, UnitID: m.s.Units["S1"]}
	n.Command.Principal = m.s.Staff[badge]
	for k, r := range rows {
		n.Rows = append(n.Rows, models.NewImportRow{N: int64(k + 2), Cells: r})
	}
	return n
}

// part carries out so many rows.
func (m *importer) part(id string, most int) models.ImportChunk {
	m.t.Helper()
	return must(m.b.ImportRows(context.Background(), id, most))(m.t)
}

// all brings rows in, carries them out and returns what came of each: its state, or the code that refused it.
func (m *importer) all(kind contract.ImportKind, rows ...cells) []string {
	m.t.Helper()
	id := m.bring(kind, rows...)
	if step := m.part(id, 100); step.Left != len(step.Commands) {
		m.t.Fatalf("%+v", step)
	}
	return m.states(id)
}

func (m *importer) states(id string) (states []string) {
	m.t.Helper()
	var rows []models.ImportRow
	if err := m.b.DB.Where("import_id = ?", id).Order("n").Find(&rows).Error; err != nil {
		m.t.Fatal(err)
	}
	i := must(models.ImportOf(m.b.DB, m.s.Staff["1001"], id))(m.t)
	refused := must(m.b.RefusedRows(m.b.DB, i.Import))(m.t)
	for _, r := range rows {
		if r.State == models.RowRefused {
			states = append(states, refused[0].Refusal.Error())
			refused = refused[1:]
			continue
		}
		if (r.Sealed == nil) != (r.State != models.RowWaiting) {
			m.t.Errorf("row %d is %s and keeps its cells: %v", r.N, r.State, r.Sealed != nil)
		}
		states = append(states, r.State)
	}
	return states
}

func (m *importer) count(table string) (n int64) {
	m.t.Helper()
	if err := m.b.DB.Table(table).Count(&n).Error; err != nil {
		m.t.Fatal(err)
	}
	return n
}

func (m *importer) want(what string, got []string, want ...string) {
	m.t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		m.t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func customer(ref, name string) cells {
	return cells{"external_ref": ref, "name": name, "phone": "139 0000 7777"}
}

func TestEachReferenceIsCarriedOutOnceForEver(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		m := newImporter(t, b)
		m.want("new ones", m.all(contract.ImportCustomers, customer("K1", "演示乙"), customer("K2", "演示丙"), customer("K1", "演示乙"), customer("K1", "演示丁")),
			"created", "created", "unchanged", "row_changed")
		m.want("the same again", m.all(contract.ImportCustomers, customer("K1", "演示乙"), customer(" K2 ", "演示丙")), "unchanged", "row_changed")
		m.want("cars", m.all(contract.ImportVehicles, cells{"external_ref": "K1", "customer_ref": "K1", "model": "Demo One", "plate": "沪A00001"},
			cells{"external_ref": "V2", "customer_ref": "K9", "model": "Demo One"}), "created", "unknown_reference")
		m.want("cars again", m.all(contract.ImportVehicles, cells{"external_ref": "K1", "customer_ref": "K1", "model": "Demo One", "plate": "沪A00001"}), "unchanged")

		found, _, err := b.SearchCustomers(b.DB, scopeOf(t, b, m.s.Staff["1006"]), models.CustomerSearch{Plate: "沪A00001"}, models.Page{Limit: 9})
		if err != nil || len(found) != 1 || found[0].Name != "演示乙" || len(found[0].Vehicles) != 1 {
			t.Errorf("%+v %v", found, err)
		}
		if v, err := models.VerifyChains(context.Background(), b, func(k models.Break) { t.Error(k) }); err != nil || v.Breaks != 0 {
			t.Errorf("%+v %v", v, err)
		}
	})
}

func TestStaffAreMadeAsAnOrganisationFileWouldAndNeverChanged(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		m := newImporter(t, b)
		rows := []cells{
			{"badge": "1900", "name": "演示新人", "roles": "sales_consultant,department_head"},
			{"badge": "1005", "name": "演示销售顾问", "roles": "sales_consultant"},
			{"badge": "1005", "name": "演示销售顾问", "roles": "general_manager"},
			{"badge": "1006", "name": "别名"},
		}
		m.want("staff", m.all(contract.ImportStaff, rows...), "created", "unchanged", "row_changed", "row_changed")
		m.want("staff again", m.all(contract.ImportStaff, rows[:2]...), "unchanged", "unchanged")
		made := must(models.StaffByCode(b.DB, "1900"))(t)
		roles := must(models.RolesAt(b.DB, made.ID, m.s.Units["S1"], now(t, b)))(t)
		m.want("roles", roles, "department_head", "sales_consultant")
	})
}

func TestAnImportGoesOnWhereItStandsAndEndsOnce(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		m := newImporter(t, b)
		var rows []cells
		for n := range 10 {
			rows = append(rows, customer("K"+strconv.Itoa(n), "演示"))
		}
		id := m.bring(contract.ImportCustomers, rows...)
		before := m.count("customers")
		if step := m.part(id, 4).ImportStep; step != (contract.ImportStep{Done: 4, Left: 6}) {
			t.Errorf("%+v", step)
		}
		i := must(models.ImportOf(b.DB, m.s.Staff["1001"], id))(t)
		if i.Done() != 4 || i.BeganAt == nil || i.FinishedAt != nil {
			t.Errorf("in the middle: %+v", i)
		}
		waiting := must(b.UnfinishedImports(context.Background(), 0, 9))(t)
		m.want("unfinished", waiting, id)

		var both sync.WaitGroup
		for range 2 { // two workers at once, as after a heartbeat that came late
			both.Go(func() {
				for {
					step, err := b.ImportRows(context.Background(), id, 2)
					if err != nil || step.Left == 0 {
						if err != nil {
							t.Error(err)
						}
						return
					}
				}
			})
		}
		both.Wait()
		i = must(models.ImportOf(b.DB, m.s.Staff["1001"], id))(t)
		if i.Created != 10 || i.Total != 10 || i.FinishedAt == nil || m.count("customers") != before+10 {
			t.Errorf("at the end: %+v, %d customers", i, m.count("customers")-before)
		}
		if waiting := must(b.UnfinishedImports(context.Background(), 0, 9))(t); len(waiting) > 0 {
			t.Errorf("unfinished: %v", waiting)
		}
	})
}

func TestOnlyAnAdministratorOfTheUnitImportsAndOnlyWhileBeingOne(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		m := newImporter(t, b)
		for _, badge := range []string{"1003", "2001", "0001"} {
			c := must(b.BeginImport(context.Background(), m.newImport(badge, contract.ImportCustomers, customer("K1", "演示"))))(t)
			if o := must(c.Result())(t); o.Refusal == nil || o.Refusal.Code != contract.CodeWrongRole {
				t.Errorf("%s: %+v", badge, o)
			}
		}
		if n := m.count("imports") + m.count("import_rows"); n != 0 {
			t.Errorf("%d rows were stored", n)
		}
		id := m.bring(contract.ImportCustomers, customer("K1", "演示"), customer("K2", "演示"))
		m.part(id, 1)
		err := b.DB.Model(&models.RoleAssignment{}).Where("role = ?", models.Administrator).Update("valid_to", now(t, b)).Error
		if err != nil {
			t.Fatal(err)
		}
		m.part(id, 9)
		m.want("after the role was taken", m.states(id), "created", "wrong_role")
		if _, err := models.ImportOf(b.DB, m.s.Staff["1003"], id); !errors.Is(err, gorm.ErrRecordNotFound) {
			t.Errorf("somebody else reads it: %v", err)
		}
	})
}

func TestARowThatCantBeUsedIsRefusedFromTheBeginningAndReadBack(t *testing.T) {
	b := booktest.OpenSQLite(t)
	m := newImporter(t, b)
	n := m.newImport("1001", contract.ImportCustomers, customer("K1", "演示"), cells{"external_ref": "K2"})
	n.Rows[1].Refusal = contract.Refused(contract.CodeRowInvalid, "", "cells", "name:required")
	id := must(b.BeginImport(context.Background(), n))(t).Stream
	m.part(id, 9)
	i := must(models.ImportOf(b.DB, m.s.Staff["1001"], id))(t)
	got := must(b.RefusedRows(b.DB, i.Import))(t)
	want := []models.RefusedRow{{N: 3, Cells: cells{"external_ref": "K2"}, Refusal: *n.Rows[1].Refusal}}
	if diff := cmp.Diff(want, got); diff != "" || i.Created != 1 || i.Refused != 1 {
		t.Errorf("%+v %s", i, diff)
	}
	list, next, err := models.ImportsOf(b.DB, m.s.Staff["1001"], models.Page{Limit: 5})
	if err != nil || next != nil || len(list) != 1 || list[0].ID != id || list[0].Refused != 1 {
		t.Errorf("%+v %v %v", list, next, err)
	}
}

func TestNothingPersonalOfAnImportStandsInTheFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "books.db")
	b := booktest.Open(t, "sqlite://"+file)
	if _, err := models.MigrateUp(context.Background(), b); err != nil {
		t.Fatal(err)
	}
	m := newImporter(t, b)
	id := m.bring(contract.ImportCustomers, customer("ZJ-310101199001011234", "张小明明"), customer("ZJ-310101199001011235", "李小红红"))
	m.part(id, 1)
	files, err := filepath.Glob(file + "*")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, secret := range []string{"张小明明", "李小红红", "31010119900101", "139 0000 7777"} {
			if bytes.Contains(text, []byte(secret)) {
				t.Errorf("%s stands in %s", secret, filepath.Base(f))
			}
		}
	}
}

func TestADeliveryHasOneOpeningHoweverOftenItIsBroughtIn(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		m := newImporter(t, b)
		m.all(contract.ImportCustomers, customer("K1", "演示乙"))
		m.all(contract.ImportVehicles, cells{"external_ref": "V1", "customer_ref": "K1", "model": "Demo One"})
		row := cells{"external_ref": "D1", "vehicle_ref": "V1", "delivered_at": "2026-03-06T16:50:00+08:00", "consultant": "1005", "kind": "new_car"}
		none := cells{"external_ref": "D2", "vehicle_ref": "V9", "delivered_at": "2026-03-06T16:50:00+08:00", "consultant": "1005", "kind": "new_car"}
		nobody := cells{"external_ref": "D3", "vehicle_ref": "V1", "delivered_at": "2026-03-06T16:50:00+08:00", "consultant": "4711", "kind": "new_car"}
		first := m.bring(contract.ImportDeliveries, row, none, nobody, row)
		a := m.part(first, 9)
		again := m.part(first, 9) // the worker died before it could send anything
		other := m.bring(contract.ImportDeliveries, row)
		c := m.part(other, 9)
		if len(a.Commands) != 2 || len(again.Commands) != 2 || len(c.Commands) != 1 {
			t.Fatalf("%d, %d and %d commands", len(a.Commands), len(again.Commands), len(c.Commands))
		}
		cmd := a.Commands[0].Command
		for _, o := range append(append(a.Commands[1:], again.Commands...), c.Commands...) {
			if o.Command.ID != cmd.ID {
				t.Errorf("another command: %s and %s", o.Command.ID, cmd.ID)
			}
		}
		message := must(cmd.Message())(t)
		if f := message.Facts; f.File != "new_car" || f.Assignee != m.s.Staff["1005"] || f.Unit != m.s.Units["S1"] || f.Customer == "" || f.Vehicle == "" ||
			cmd.Kind != "archive" || cmd.Action != contract.Open || !cmd.Backdated || cmd.BodySealed == nil || cmd.Stream != cmd.ID {
			t.Errorf("%+v", cmd)
		}
		record(t, b, cmd.ID)
		m.settle(first, a.Commands, nil)
		m.settle(other, c.Commands, nil)
		m.want("opened", m.states(first), "created", "unknown_reference", "unknown_staff", "unchanged")
		m.want("by another import", m.states(other), "unchanged")
		m.want("again", m.all(contract.ImportDeliveries, row), "unchanged")
	})
}

func TestADeliveryThatWasRefusedMayComeAgain(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		m := newImporter(t, b)
		m.all(contract.ImportCustomers, customer("K1", "演示乙"))
		m.all(contract.ImportVehicles, cells{"external_ref": "V1", "customer_ref": "K1", "model": "Demo One"})
		row := cells{"external_ref": "D1", "vehicle_ref": "V1", "delivered_at": "2026-03-06T16:50:00+08:00", "consultant": "1005", "kind": "new_car"}
		id := m.bring(contract.ImportDeliveries, row)
		first := m.part(id, 9).Commands
		late := contract.Refused(contract.CodeBackdated, "V4-4.1", "limit", "7 days")
		if err := b.Refuse(context.Background(), first[0].Command.ID, *late); err != nil {
			t.Fatal(err)
		}
		m.settle(id, first, late)
		m.want("too late", m.states(id), "occurred_at_refused (V4-4.1)")
		second := m.part(m.bring(contract.ImportDeliveries, row), 9).Commands
		if len(second) != 1 || second[0].Command.ID == first[0].Command.ID || !second[0].Mine {
			t.Errorf("%+v", second)
		}
	})
}

func (m *importer) settle(id string, commands []models.RowCommand, why *contract.Refusal) {
	m.t.Helper()
	var answered []models.RowAnswer
	for _, o := range commands {
		answered = append(answered, models.RowAnswer{RowCommand: o, Refusal: why})
	}
	if step := must(m.b.SettleCommands(context.Background(), id, answered))(m.t); step.Left != 0 {
		m.t.Errorf("%+v", step)
	}
}

// record settles a command as the ledger would.
func record(t *testing.T, b *models.Books, id string) {
	t.Helper()
	err := b.DB.Model(&models.Command{}).Where("id = ?", id).
		Updates(map[string]any{"state": models.Recorded, "outcome": []byte(`{"seq":1}`), "settled_at": now(t, b)}).Error
	if err != nil {
		t.Fatal(err)
	}
}

func TestACarOfSomebodyForgottenIsRefused(t *testing.T) {
	b := booktest.OpenSQLite(t)
	m := newImporter(t, b)
	m.all(contract.ImportCustomers, customer("K1", "演示乙"))
	if err := b.DB.Exec("UPDATE person_keys SET wrapped = '' WHERE id IN (SELECT key_id FROM customers)").Error; err != nil {
		t.Fatal(err)
	}
	got := m.all(contract.ImportVehicles, cells{"external_ref": "V1", "customer_ref": "K1", "model": "Demo One"})
	if strings.Join(got, " ") != "unknown_reference" {
		t.Error(got)
	}
}

// account gives a customer an account at store S1, as the ledger would.
func (m *importer) account(customer string) {
	m.t.Helper()
	at := now(m.t, m.b)
	k := models.Case{
		ID: models.NewID(), Kind: string(contract.Credit), Number: "S1-C1", UnitID: m.s.Units["S1"], Edition: "e", Status: contract.Eligible, Seq: 1,
		Head: []byte{1}, OpenedAt: at, UpdatedAt: at,
	}
	for _, row := range []any{
		&models.Edition{Hash: "e", Policy: "V2", Family: "credit", Content: []byte{}, StoredAt: at}, &k,
		&models.Credit{CaseID: k.ID, UnitID: k.UnitID, CustomerID: customer, RecipientID: m.s.Staff["1006"], SellerID: m.s.Staff["1006"]},
	} {
		if err := m.b.DB.Create(row).Error; err != nil {
			m.t.Fatal(err)
		}
	}
}

func TestADispatchHasOneCommandOnItsAccountAndADayBeginsWithTheAccount(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		m := newImporter(t, b)
		id := m.bring(contract.ImportCustomers, customer("K1", "演示乙"), customer("K2", "演示丙"))
		m.part(id, 9)
		var made models.ImportRow
		if err := b.DB.Where("import_id = ? AND n = 2", id).Take(&made).Error; err != nil {
			t.Fatal(err)
		}
		m.account(*made.ResultID)
		var k models.Case
		if err := b.DB.Take(&k).Error; err != nil {
			t.Fatal(err)
		}
		zone := time.FixedZone("", 8*60*60)
		row := cells{"external_ref": "D-1", "customer_ref": "K1", "amount": "12.50", "dispatched_at": k.OpenedAt.In(zone).Format("2006-01-02T00:00:00Z07:00")}
		left := cells{"external_ref": "D-2", "customer_ref": "K1", "amount": "1.00", "dispatched_at": row["dispatched_at"], "bearers": "1005,1006"}
		nobody := cells{"external_ref": "D-3", "customer_ref": "K1", "amount": "1.00", "dispatched_at": row["dispatched_at"], "bearers": "1005,4711"}
		other := cells{"external_ref": "D-4", "customer_ref": "K2", "amount": "1.00", "dispatched_at": row["dispatched_at"]}
		first := m.bring(contract.ImportDispatches, row, left, nobody, other, row)
		a, again := m.part(first, 9).Commands, m.part(first, 9).Commands // the worker died before it could send anything
		if len(a) != 3 || len(again) != 3 || a[0].Command.ID != again[0].Command.ID || a[0].Command.ID != again[2].Command.ID {
			t.Fatalf("%+v %+v", a, again)
		}
		cmd, facts := a[0].Command, must(a[0].Command.Message())(t).Facts
		if cmd.Action != contract.Request || cmd.Stream != k.ID || !cmd.OccurredAt.Equal(k.OpenedAt) || cmd.BodySealed == nil {
			t.Errorf("%+v", cmd)
		}
		want := contract.Facts{Item: "D-1", Amount: 1250, Gone: true}
		if diff := cmp.Diff(want, facts); diff != "" {
			t.Error(diff)
		}
		facts = must(a[1].Command.Message())(t).Facts
		want = contract.Facts{Item: "D-2", Amount: 100, Bearers: []string{m.s.Staff["1005"], m.s.Staff["1006"]}}
		if diff := cmp.Diff(want, facts); diff != "" || a[1].Command.Action != contract.Discover {
			t.Errorf("%s %s", a[1].Command.Action, diff)
		}
		record(t, b, a[0].Command.ID)
		record(t, b, a[1].Command.ID)
		m.settle(first, again, nil)
		m.want("rows", m.states(first), "created", "created", "unknown_staff", "no_account", "unchanged")
		m.want("again", m.all(contract.ImportDispatches, row, left), "unchanged", "unchanged")
		row["amount"] = "12.51"
		m.want("another amount", m.all(contract.ImportDispatches, row), "row_changed")
	})
}

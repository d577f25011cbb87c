package models_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"carebook/contract"
	"carebook/internal/booktest"
	"carebook/models"
	"carebook/models/migrations"
)

func TestSchemaGoesUpDownAndUpAgainWithRowsInIt(t *testing.T) {
	booktest.EachEmpty(t, func(t *testing.T, b *models.Books) {
		ctx := context.Background()
		for range 2 {
			up, err := models.MigrateUp(ctx, b)
			if err != nil || len(up) == 0 {
				t.Fatalf("up applied %d migrations: %v", len(up), err)
			}
			booktest.Seed(t, b)
			for range up {
				if _, err := models.MigrateDown(ctx, b); err != nil {
					t.Fatal(err)
				}
			}
			if b.DB.Migrator().HasTable("units") || b.DB.Migrator().HasTable("outages") {
				t.Fatal("tables are left after the last step down")
			}
		}
	})
}

func TestMigratingTwiceAppliesNothingTheSecondTime(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		up, err := models.MigrateUp(context.Background(), b)
		if err != nil || len(up) != 0 {
			t.Fatalf("applied %v, %v", up, err)
		}
		status, err := models.MigrateStatus(context.Background(), b)
		if err != nil || len(status) == 0 {
			t.Fatalf("status %v, %v", status, err)
		}
		for i, m := range status {
			if m.Version != int64(i+1) || m.AppliedAt == nil {
				t.Errorf("migration %d is %+v", i+1, m)
			}
		}
	})
}

func TestOfSeveralThatMigrateAtOnceOneMigrates(t *testing.T) {
	booktest.EachAddress(t, func(t *testing.T, address string) {
		const n = 5
		applied, errs := make([]int, n), make([]error, n)
		var wg sync.WaitGroup
		for i := range n {
			b := booktest.Open(t, address) // a pool of its own, as another process would have
			wg.Go(func() {
				up, err := models.MigrateUp(context.Background(), b)
				applied[i], errs[i] = len(up), err
			})
		}
		wg.Wait()
		if err := errors.Join(errs...); err != nil {
			t.Fatal(err)
		}
		var whole int
		for _, a := range applied {
			if a > 0 {
				whole++
			}
		}
		if whole != 1 {
			t.Errorf("migrations applied per caller: %v", applied)
		}
	})
}

func TestReadySaysWhichSideIsOld(t *testing.T) {
	booktest.EachEmpty(t, func(t *testing.T, b *models.Books) {
		ctx := context.Background()
		if err := b.Ready(ctx); !errors.Is(err, models.ErrBooksOld) {
			t.Errorf("empty books: %v", err)
		}
		if _, err := models.MigrateUp(ctx, b); err != nil {
			t.Fatal(err)
		}
		if err := b.Ready(ctx); err != nil {
			t.Errorf("migrated books: %v", err)
		}
		if err := b.DB.Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (999, true)").Error; err != nil {
			t.Fatal(err)
		}
		if err := b.Ready(ctx); !errors.Is(err, models.ErrBinaryOld) {
			t.Errorf("books of a later version: %v", err)
		}
	})
}

func TestBothDialectsHaveTheSameMigrationsNumberedWithoutGaps(t *testing.T) {
	lite, err := migrations.FS.ReadDir("sqlite")
	if err != nil {
		t.Fatal(err)
	}
	pg, err := migrations.FS.ReadDir("postgres")
	if err != nil {
		t.Fatal(err)
	}
	if len(lite) != len(pg) {
		t.Fatalf("%d and %d migrations", len(lite), len(pg))
	}
	for i := range pg {
		if pg[i].Name() != lite[i].Name() || pg[i].Name()[:5] != fmt.Sprintf("%05d", i+1) {
			t.Errorf("migration %d: %s and %s", i+1, pg[i].Name(), lite[i].Name())
		}
	}
}

func TestWhatHappenedCantBeChangedOrRemoved(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		s := booktest.Seed(t, b)
		openCase(t, b, s) // an event, an entry, an edition and, from the seed, a calendar to try it on
		statements := []string{
			"UPDATE events SET actor = 'x'", "DELETE FROM events",
			"UPDATE ledger_entries SET amount = 1", "DELETE FROM ledger_entries",
			"UPDATE editions SET content = 'x'", "DELETE FROM editions",
			"UPDATE calendars SET content = 'x'", "DELETE FROM calendars",
		}
		if b.Dialect == models.Postgres {
			statements = append(statements, "TRUNCATE events CASCADE", "TRUNCATE ledger_entries CASCADE", "TRUNCATE editions CASCADE", "TRUNCATE calendars CASCADE")
		} else {
			statements = append(statements, "REPLACE INTO events SELECT * FROM events", "REPLACE INTO editions SELECT * FROM editions",
				"REPLACE INTO calendars SELECT * FROM calendars")
		}
		for _, sql := range statements {
			if err := b.DB.Exec(sql).Error; err == nil {
				t.Errorf("%s went through", sql)
			}
		}
	})
}

// before2 are a case with an open duty, as the first migration alone keeps them: one of its marks fired 90.5 s late, the
// other waits.
const before2 = `
INSERT INTO units VALUES ('u', NULL, 'U', 'Unit', 'dealer-4s', '2026-03-02 01:00:00+00:00');
INSERT INTO editions VALUES ('e', 'V13', 'complaint', '', '2026-03-02 01:00:00+00:00');
INSERT INTO cases VALUES ('c', 'complaint', 'U-1', 'u', 'e', 'cn', 'registered', false, NULL, 1, '', '2026-03-02 01:00:00+00:00',
	'2026-03-02 01:00:00+00:00');
INSERT INTO obligations VALUES ('o', 'c', 'u', 'classify', 'r', NULL, 'A-02', '2 hours', 'default', '2026-03-02 01:00:00+00:00',
	'2026-03-02 03:00:00+00:00', false, 'cn@1', '{}', 'open', NULL, false, NULL, 1, NULL);
INSERT INTO marks VALUES ('o', 1, 'c', '2026-03-02 02:30:00+00:00', 'remind', 'r', 'c', 'fired', '2026-03-02 02:31:30.500+00:00');
INSERT INTO marks VALUES ('o', 2, 'c', '2026-03-02 03:00:00+00:00', 'breach', 'r', 'c', 'waiting', NULL)`

// before3 are an entry and the contra entry that withdrew it, as the books kept them before there were decisions.
const before3 = `
INSERT INTO ledger_entries VALUES ('e1', 'c', 1, 'o', 'liability', NULL, NULL, 'V13-2.7', 'proposed', NULL, NULL, '2026-03-02 03:00:00+00:00');
INSERT INTO ledger_entries VALUES ('e2', 'c', 1, 'o', 'liability', NULL, NULL, 'V13-2.7', 'contra', 'e1', NULL, '2026-03-02 04:00:00+00:00')`

func TestWhatWasWithdrawnBeforeThereWereDecisionsIsReversed(t *testing.T) {
	booktest.EachEmpty(t, func(t *testing.T, b *models.Books) {
		ctx := context.Background()
		up := must(models.MigrateUp(ctx, b))(t)
		for range up[1:] {
			must(models.MigrateDown(ctx, b))(t)
		}
		for sql := range strings.SplitSeq(before2+";"+before3, ";") {
			if err := b.DB.Exec(sql).Error; err != nil {
				t.Fatal(err)
			}
		}
		must(models.MigrateUp(ctx, b))(t)
		entries := must(models.Entries(b.DB, "c"))(t)
		if len(entries) != 2 || entries[0].Now != models.EntryReversed || entries[1].Now != models.EntryContra || entries[0].Violation != "" {
			t.Errorf("%+v", entries)
		}
	})
}

func TestCasesOfTheFirstMigrationAreKeptAndWaitToBeCountedAgain(t *testing.T) {
	booktest.EachEmpty(t, func(t *testing.T, b *models.Books) {
		ctx := context.Background()
		up := must(models.MigrateUp(ctx, b))(t)
		for range up[1:] {
			must(models.MigrateDown(ctx, b))(t)
		}
		for sql := range strings.SplitSeq(before2, ";") {
			if err := b.DB.Exec(sql).Error; err != nil {
				t.Fatal(err)
			}
		}
		must(models.MigrateUp(ctx, b))(t)
		var o models.Obligation
		var marks []models.Mark
		var u models.Unit
		for _, err := range []error{b.DB.Take(&o).Error, b.DB.Order("n").Find(&marks).Error, b.DB.Take(&u).Error} {
			if err != nil {
				t.Fatal(err)
			}
		}
		if o.CalendarN != 0 || o.LastAt != nil || o.Earlier != nil || o.EarlierDueAt != nil || o.State != models.ObligationOpen {
			t.Errorf("%+v", o)
		}
		if u.Calendar != "" || len(marks) != 2 || marks[0].LateMs == nil || *marks[0].LateMs != 90_500 || marks[1].LateMs != nil {
			t.Errorf("%+v %+v", u, marks)
		}
	})
}

func TestImportsOfBeforeAreKeptWhenTheirKindsAreWidenedAndNarrowed(t *testing.T) {
	booktest.EachEmpty(t, func(t *testing.T, b *models.Books) {
		ctx := context.Background()
		up := must(models.MigrateUp(ctx, b))(t)
		m := newImporter(t, b)
		m.all(contract.ImportCustomers, customer("K1", "演示乙"), cells{"external_ref": "K1", "name": "演示丙"})
		for range 2 {
			m.all(contract.ImportPayments, cells{"external_ref": "P-1", "customer_ref": "K1"})
			for range up[17:] {
				must(models.MigrateDown(ctx, b))(t)
			}
			must(models.MigrateUp(ctx, b))(t)
			if n := [3]int64{m.count("imports"), m.count("import_rows"), m.count("external_refs")}; n != [3]int64{1, 2, 1} {
				t.Errorf("%v imports, rows and references", n)
			}
		}
		m.want("the same again", m.all(contract.ImportCustomers, customer("K1", "演示乙")), "unchanged")
	})
}

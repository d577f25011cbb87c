package models_test

import (
	"context"
	"errors"
	"sync"
	"testing"

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
		if pg[i].Name() != lite[i].Name() || pg[i].Name()[:5] != "0000"+string(rune('1'+i)) {
			t.Errorf("migration %d: %s and %s", i+1, pg[i].Name(), lite[i].Name())
		}
	}
}

func TestWhatHappenedCantBeChangedOrRemoved(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		s := booktest.Seed(t, b)
		openCase(t, b, s) // an event, an entry and an edition to try it on
		statements := []string{
			"UPDATE events SET actor = 'x'", "DELETE FROM events",
			"UPDATE ledger_entries SET amount = 1", "DELETE FROM ledger_entries",
			"UPDATE editions SET content = 'x'", "DELETE FROM editions",
		}
		if b.Dialect == models.Postgres {
			statements = append(statements, "TRUNCATE events CASCADE", "TRUNCATE ledger_entries CASCADE", "TRUNCATE editions CASCADE")
		} else {
			statements = append(statements, "REPLACE INTO events SELECT * FROM events", "REPLACE INTO editions SELECT * FROM editions")
		}
		for _, sql := range statements {
			if err := b.DB.Exec(sql).Error; err == nil {
				t.Errorf("%s went through", sql)
			}
		}
	})
}

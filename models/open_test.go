package models_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"carebook/internal/booktest"
	"carebook/internal/pgtest"
	"carebook/models"
)

func TestTheSQLiteFileAndItsCompanionsAreTheOwnersAlone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a b%20?#")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	b := booktest.Open(t, "sqlite://"+dir+"/books.db")
	must(models.MigrateUp(context.Background(), b))(t)
	files := must(os.ReadDir(dir))(t)
	if len(files) < 2 {
		t.Fatalf("only %v", files)
	}
	for _, f := range files {
		if info := must(f.Info())(t); info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v", f.Name(), info.Mode())
		}
	}
}

func TestAStoreThatMayForgetIsRefused(t *testing.T) {
	pg := must(url.Parse(pgtest.URL(t)))(t)
	q := pg.Query()
	q.Set("synchronous_commit", "off")
	pg.RawQuery = q.Encode()
	for address, want := range map[string]string{
		pg.String():           "synchronous_commit=off",
		":memory:":            "needs a file",
		"sqlite://":           "needs a file",
		t.TempDir() + "/x/db": "no such file",
	} {
		b, err := models.Open(context.Background(), address)
		if err == nil {
			t.Errorf("%s was opened: %v", address, b.Close())
		} else if !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", address, err)
		}
	}
}

func TestABadAddressIsRefusedWithoutItsPassword(t *testing.T) {
	_, err := models.Open(context.Background(), "postgres://me:s3cret@localhost:notaport/x")
	if err == nil || strings.Contains(err.Error(), "s3cret") {
		t.Errorf("got %v", err)
	}
}

func TestAnAwayDatabaseIsAnErrorOfPing(t *testing.T) {
	booktest.EachAddress(t, func(t *testing.T, address string) {
		b := must(models.Open(context.Background(), address))(t)
		if err := b.Ping(context.Background()); err != nil {
			t.Error(err)
		}
		if err := b.Close(); err != nil {
			t.Error(err)
		}
		if err := b.Ping(context.Background()); err == nil {
			t.Error("closed books answered")
		}
	})
}

func TestAFailedStatementIsReturnedAndNotLogged(t *testing.T) {
	var log bytes.Buffer
	old := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&log, nil))) // takes over the standard logger too
	defer slog.SetDefault(old)
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		log.Reset()
		staff := models.Staff{ID: "1", Code: "2", Name: "planted-name"}
		create(t, b, &staff)
		if err := b.DB.Create(&staff).Error; !errors.Is(err, gorm.ErrDuplicatedKey) {
			t.Errorf("a second row with the same key: %v", err)
		}
		err := b.DB.Exec("INSERT INTO nowhere VALUES (?)", "planted-name").Error
		if err == nil || strings.Contains(err.Error(), "planted") {
			t.Errorf("a row that went nowhere: %v", err)
		}
		if log.Len() > 0 || b.DB.Logger != logger.Discard { // gorm's usual one writes to standard output
			t.Errorf("logged by %T: %s", b.DB.Logger, log.String())
		}
	})
}

func TestTheClockIsUTCInMicrosecondsAndMoves(t *testing.T) {
	booktest.EachEmpty(t, func(t *testing.T, b *models.Books) {
		err := b.Tx(context.Background(), func(tx *gorm.DB) error {
			first := must(b.Now(tx))(t)
			if d := time.Since(first); d > time.Minute || d < -time.Minute {
				t.Errorf("the clock is %v off", d)
			}
			for { // within one transaction
				next := must(b.Now(tx))(t)
				if next.Location() != time.UTC || !next.Equal(next.Truncate(time.Microsecond)) {
					t.Errorf("%v isn't whole microseconds in UTC", next)
				}
				if next.After(first) {
					return nil
				}
			}
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestManyWritersLoseNothing(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		create(t, b, &models.Counter{Scope: "x"})
		const writers, each = 16, 10
		var wg sync.WaitGroup
		for range writers {
			wg.Go(func() {
				for range each {
					err := b.Tx(context.Background(), func(tx *gorm.DB) error {
						return tx.Model(&models.Counter{}).Where("scope = 'x'").Update("n", gorm.Expr("n + 1")).Error
					})
					if err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		var c models.Counter
		if err := b.DB.Take(&c).Error; err != nil || c.N != writers*each {
			t.Errorf("counted %d, %v", c.N, err)
		}
	})
}

func TestTwoWritersThatWaitForEachOtherBothSucceed(t *testing.T) {
	b := booktest.OpenPostgres(t)
	create(t, b, &models.Counter{Scope: "a"}, &models.Counter{Scope: "b"})
	var both sync.WaitGroup
	both.Add(2)
	meet := func() func() { var once sync.Once; return func() { once.Do(func() { both.Done(); both.Wait() }) } }
	write := func(first, second string) error {
		met := meet() // in the first attempt only: each holds its first lock before either asks for the second
		return b.Tx(context.Background(), func(tx *gorm.DB) error {
			for i, scope := range []string{first, second} {
				if err := tx.Model(&models.Counter{}).Where("scope = ?", scope).Update("n", gorm.Expr("n + 1")).Error; err != nil {
					return err
				}
				if i == 0 {
					met()
				}
			}
			return nil
		})
	}
	var wg sync.WaitGroup
	var errs [2]error
	wg.Go(func() { errs[0] = write("a", "b") })
	wg.Go(func() { errs[1] = write("b", "a") })
	wg.Wait()
	if err := errors.Join(errs[:]...); err != nil {
		t.Fatal(err)
	}
	if got := strs(t, b, "SELECT n::text FROM counters"); got[0] != "2" || got[1] != "2" {
		t.Errorf("counted %v", got)
	}
}

func TestALookSeesNothingOfLaterWritesAndBlocksThemNot(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		create(t, b, &models.Counter{Scope: "x"})
		ctx := context.Background()
		err := b.Look(ctx, func(tx *gorm.DB) error {
			var before, after models.Counter
			if err := tx.Take(&before).Error; err != nil {
				return err
			}
			err := b.Tx(ctx, func(w *gorm.DB) error { return w.Exec("UPDATE counters SET n = 5").Error })
			if err != nil {
				return err
			}
			if err := tx.Take(&after).Error; err != nil {
				return err
			}
			if after != before {
				t.Errorf("saw %+v, then %+v", before, after)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestWhoeverWaitsForSQLitesWriterCanGiveUp(t *testing.T) {
	b := booktest.OpenSQLite(t)
	err := b.Tx(context.Background(), func(*gorm.DB) error {
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		if err := b.Confirm(ctx, []string{"x"}); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

package models_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"gorm.io/gorm"

	"carebook/contract"
	"carebook/internal/booktest"
	"carebook/models"
	"carebook/policies"
)

var shanghai = time.FixedZone("business", 8*60*60)

// day is the beginning of a day of March 2026 in the business zone; noon, where the clock of a desk stands, is in the 2nd.
func day(n int) time.Time { return time.Date(2026, time.March, n, 0, 0, 0, 0, shanghai) }

// folder is a company's own folder in which the early warning is due within so many hours.
func folder(t testing.TB, hours int) fstest.MapFS {
	t.Helper()
	v13, _ := newShelf(t).Book.Policy("V13")
	text := strings.ReplaceAll(string(v13.Content), "24 hours", fmt.Sprintf("%d hours", hours))
	if hours != 24 && text == string(v13.Content) {
		t.Fatal("V13 has no limit of 24 hours any more")
	}
	return fstest.MapFS{"V13.yaml": {Data: []byte(text)}}
}

// newBinder packs a folder to be loaded.
func newBinder(t testing.TB, own fstest.MapFS, from time.Time) models.NewBinder {
	t.Helper()
	content, hash, err := policies.Pack(own)
	if err != nil {
		t.Fatal(err)
	}
	return models.NewBinder{Content: content, Hash: hash, From: from, By: models.LoadedByCLI}
}

func loadBinder(t testing.TB, b *models.Books, hours int, from time.Time) (models.Binder, bool) {
	t.Helper()
	row, fresh, err := b.LoadBinder(context.Background(), newBinder(t, folder(t, hours), from))
	if err != nil {
		t.Fatal(err)
	}
	return row, fresh
}

// eachAtNoon runs a test on books whose clock stands.
func eachAtNoon(t *testing.T, fn func(t *testing.T, b *models.Books)) {
	t.Helper()
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		b.Now = func(*gorm.DB) (time.Time, error) { return day(2).Add(12 * time.Hour), nil }
		fn(t, b)
	})
}

func TestTheBinderInForceHasTheLatestDayThatHasComeAndOfThatTheHighestNumber(t *testing.T) {
	eachAtNoon(t, func(t *testing.T, b *models.Books) {
		for i, l := range []struct {
			hours int
			from  time.Time
		}{{12, day(10)}, {9, day(2)}, {10, day(10)}, {20, day(20)}} {
			if row, fresh := loadBinder(t, b, l.hours, l.from); !fresh || row.N != int64(i+1) || row.LoadedBy != "cli" {
				t.Fatalf("loaded %+v, fresh %v", row, fresh)
			}
		}
		binding := &models.Binding{Base: newShelf(t).Book}
		for _, c := range []struct {
			at    time.Time
			n     int64
			hours string
		}{
			{day(1), 0, "24 hours"}, {day(2).Add(-time.Microsecond), 0, "24 hours"}, {day(2), 2, "9 hours"}, {day(9), 2, "9 hours"},
			{day(10), 3, "10 hours"}, {day(19).Add(24*time.Hour - time.Microsecond), 3, "10 hours"}, {day(20), 4, "20 hours"},
		} {
			book, row, err := binding.At(b.DB, c.at)
			if err != nil {
				t.Fatal(err)
			}
			if p := must2(book.For("complaint", "dealer-4s"))(t); row.N != c.n || p.Complaint.Duties["prewarn"].Within.Value.String() != c.hours {
				t.Errorf("at %s edition %d with %s, want %d with %s", c.at, row.N, p.Complaint.Duties["prewarn"].Within.Value, c.n, c.hours)
			}
		}
		rows, turns, err := models.Binders(b.DB, day(15))
		if err != nil {
			t.Fatal(err)
		}
		var said []string
		for i, row := range rows {
			said = append(said, fmt.Sprint(row.N, " ", turns[i]))
		}
		if diff := cmp.Diff([]string{"2 past", "1 replaced", "3 in force", "4 coming"}, said); diff != "" {
			t.Error(diff)
		}
	})
}

func TestTheSameBinderForTheSameDayChangesNothing(t *testing.T) {
	eachAtNoon(t, func(t *testing.T, b *models.Books) {
		var stored []int64
		for _, l := range []struct{ hours, day int }{{12, 10}, {12, 10}, {9, 10}, {12, 10}, {12, 11}} {
			if row, fresh := loadBinder(t, b, l.hours, day(l.day)); fresh {
				stored = append(stored, row.N)
			} else {
				stored = append(stored, -row.N)
			}
		}
		if diff := cmp.Diff([]int64{1, -1, 2, 3, 4}, stored); diff != "" {
			t.Error(diff)
		}
	})
}

func TestABinderCountsFromTodayAtTheEarliest(t *testing.T) {
	eachAtNoon(t, func(t *testing.T, b *models.Books) {
		if _, _, err := b.LoadBinder(context.Background(), newBinder(t, folder(t, 12), day(1))); !errors.Is(err, models.ErrBinderLate) {
			t.Errorf("from yesterday: %v", err)
		}
		dry := newBinder(t, folder(t, 12), day(2))
		dry.DryRun = true
		if _, fresh, err := b.LoadBinder(context.Background(), dry); err != nil || !fresh {
			t.Errorf("a dry run: fresh %v, %v", fresh, err)
		}
		if rows, _, err := models.Binders(b.DB, day(2)); err != nil || len(rows) != 0 {
			t.Errorf("%d are stored, %v", len(rows), err)
		}
		loadBinder(t, b, 12, day(2))
	})
}

func TestBindersLoadedAtOnceAreNumberedWithoutGaps(t *testing.T) {
	eachAtNoon(t, func(t *testing.T, b *models.Books) {
		const n = 6
		var wg sync.WaitGroup
		errs := make([]error, n)
		for i := range n {
			load := newBinder(t, folder(t, i+9), day(5))
			wg.Go(func() { _, _, errs[i] = b.LoadBinder(context.Background(), load) })
		}
		wg.Wait()
		rows, _, err := models.Binders(b.DB, day(5))
		if err = errors.Join(append(errs, err)...); err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			if row.N != int64(i+1) {
				t.Errorf("number %d is %d", i+1, row.N)
			}
		}
		if len(rows) != n {
			t.Errorf("%d of %d are stored", len(rows), n)
		}
	})
}

func TestBindersCantBeChangedOrRemoved(t *testing.T) {
	eachAtNoon(t, func(t *testing.T, b *models.Books) {
		loadBinder(t, b, 12, day(2))
		statements := []string{"UPDATE binders SET effective_from = loaded_at", "DELETE FROM binders", "REPLACE INTO binders SELECT * FROM binders"}
		if b.Dialect == models.Postgres {
			statements[2] = "TRUNCATE binders"
		}
		for _, sql := range statements {
			if err := b.DB.Exec(sql).Error; err == nil {
				t.Errorf("%s went through", sql)
			}
		}
	})
}

func TestACaseKeepsItsEditionAndOneThatBeginsFromTheDayOnHasTheNewOne(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		shelf := &models.Binding{Base: d.shelf.Book}
		opens := func(change ...func(*models.NewCommand)) (id, warned string) {
			t.Helper()
			in := d.opening(t, models.NewID(), change...)
			if out, err := d.b.Append(context.Background(), shelf, in); err != nil || out.Outcome != contract.Written {
				t.Fatalf("%+v, %v", out, err)
			}
			return in.Case, d.warnedWithin(t, in.Case)
		}
		first, limit := opens()
		if loadBinder(t, d.b, 12, day(4)); limit != "24 hours" {
			t.Fatalf("as shipped: %s", limit)
		}
		for _, c := range []struct {
			what  string
			now   time.Time
			limit string
		}{
			{"loaded, its day still to come", noon, "24 hours"},
			{"the last moment before its day", day(4).Add(-time.Microsecond), "24 hours"},
			{"its day", day(4), "12 hours"},
		} {
			d.now = c.now
			if _, limit := opens(); limit != c.limit {
				t.Errorf("%s: %s", c.what, limit)
			}
		}
		d.now = day(4).Add(10 * time.Hour)
		if _, limit := opens(occurred(day(4).Add(-time.Hour))); limit != "24 hours" {
			t.Errorf("recorded on its day, begun the day before: %s", limit)
		}
		if limit := d.warnedWithin(t, first); limit != "24 hours" {
			t.Errorf("the first case has %s now", limit)
		}
	})
}

// warnedWithin is how long the early warning of a case has, by the edition that the case is pinned to.
func (d *desk) warnedWithin(t *testing.T, caseID string) string {
	t.Helper()
	var k models.Case
	if err := d.b.DB.Where("id = ?", caseID).Take(&k).Error; err != nil {
		t.Fatal(err)
	}
	return must(d.b.Edition(d.b.DB, k.Edition))(t).Complaint.Duties["prewarn"].Within.Value.String()
}

func TestAnOpeningWaitsWhileTheEditionInForceDoesNotFit(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		misfit := fstest.MapFS{"profiles.yaml": {Data: []byte("profiles: {kiosk: {title: {en: Kiosk}, calendar: cn, complaint: V99}}\n")}}
		if _, _, err := d.b.LoadBinder(context.Background(), newBinder(t, misfit, day(2))); err != nil {
			t.Fatal(err)
		}
		in := d.opening(t, models.NewID())
		if out, err := d.b.Append(context.Background(), &models.Binding{Base: d.shelf.Book}, in); err == nil || !strings.Contains(err.Error(), "carebook policy load") {
			t.Errorf("%+v, %v", out, err)
		}
		loadBinder(t, d.b, 12, day(2))
		if out, err := d.b.Append(context.Background(), &models.Binding{Base: d.shelf.Book}, in); err != nil || out.Outcome != contract.Written {
			t.Errorf("%+v, %v", out, err)
		}
	})
}

func TestAnEditionThatDoesNotFitIsSaidBeforeItCounts(t *testing.T) {
	eachAtNoon(t, func(t *testing.T, b *models.Books) {
		binding := &models.Binding{Base: newShelf(t).Book}
		misfit := fstest.MapFS{"profiles.yaml": {Data: []byte("profiles: {kiosk: {title: {en: Kiosk}, calendar: cn, complaint: V99}}\n")}}
		if _, _, err := b.LoadBinder(context.Background(), newBinder(t, misfit, day(9))); err != nil {
			t.Fatal(err)
		}
		for at, says := range map[time.Time]string{day(2): `no policy "V99"`, day(12): "edition 1 of the binder doesn't fit"} {
			if err := binding.Fit(b.DB, at); err == nil || !strings.Contains(err.Error(), says) {
				t.Errorf("at %s: %v", at, err)
			}
		}
		if _, _, err := binding.At(b.DB, day(2)); err != nil {
			t.Errorf("before its day: %v", err)
		}
		if _, _, err := binding.At(b.DB, day(9)); err == nil {
			t.Error("it counts")
		}
		loadBinder(t, b, 12, day(9)) // takes its place
		if err := binding.Fit(b.DB, day(2)); err != nil {
			t.Error(err)
		}
	})
}

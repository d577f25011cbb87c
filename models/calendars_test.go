package models_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"gorm.io/gorm"

	"carebook/calendar/data"
	"carebook/contract"
	"carebook/internal/booktest"
	"carebook/models"
)

// base is a calendar that stands alone; its make-up days are worked like the named weekday.
func base(id, closes, makeUp string) string {
	return fmt.Sprintf(`id: %s
names: {zh-Hans: 甲, zh-Hant: 甲, en: Base}
zone: Asia/Shanghai
week:
  monday: [09:00-17:00]
  tuesday: [09:00-17:00]
  wednesday: [09:00-17:00]
  thursday: [09:00-17:00]
  friday: [09:00-17:00]
  saturday: []
  sunday: []
make_up_hours: %s
close_of_business: "%s"
festivals: {}
statutory: []
years: {}
`, id, makeUp, closes)
}

// overlay is a shop that is closed on Tuesdays and open on Sundays.
func overlay(id, extends string) string {
	return fmt.Sprintf("id: %s\nextends: %s\nnames: {zh-Hans: 乙, zh-Hant: 乙, en: Shop}\nweek:\n  tuesday: []\n  sunday: [10:00-16:00]\n", id, extends)
}

// files is a folder of calendars, named after what is in them.
func files(sources ...string) fs.FS {
	folder := fstest.MapFS{}
	for _, src := range sources {
		id, _, _ := strings.Cut(strings.TrimPrefix(src, "id: "), "\n")
		folder[id+".yaml"] = &fstest.MapFile{Data: []byte(src)}
	}
	return folder
}

func adopt(t *testing.T, b *models.Books, origin string, folder fs.FS) models.Adoption {
	t.Helper()
	return must(b.AdoptCalendars(context.Background(), folder, origin))(t)
}

// became lists new editions as "n id base origin".
func became(a models.Adoption) (lines []string) {
	for _, c := range a.Stored {
		n := int64(0)
		if c.BaseN != nil {
			n = *c.BaseN
		}
		lines = append(lines, fmt.Sprintf("%d %s on %d, %s", c.N, c.ID, n, c.Origin))
	}
	for _, p := range a.Passed {
		lines = append(lines, "not "+p.ID)
	}
	return lines
}

func wants(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s: %s", what, diff)
	}
}

func TestCalendarsAreAdoptedOnceEachAndNumberedInTheirOrder(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		both := files(base("b", "17:00", "monday"), overlay("a", "b")) // an overlay whose file comes first
		wants(t, "first", became(adopt(t, b, models.FromShipped, both)), "1 b on 0, shipped", "2 a on 1, shipped")
		wants(t, "again", became(adopt(t, b, models.FromShipped, both)))
		comments := files("# the same in other words\n" + base("b", "17:00", "monday"))
		wants(t, "with a comment", became(adopt(t, b, models.FromShipped, comments)))
	})
}

func TestOfSeveralThatAdoptAtOnceOneStores(t *testing.T) {
	booktest.EachAddress(t, func(t *testing.T, address string) {
		first := booktest.Open(t, address)
		must(models.MigrateUp(context.Background(), first))(t)
		var wg sync.WaitGroup
		for range 4 {
			b := booktest.Open(t, address)
			wg.Go(func() {
				if _, err := b.AdoptCalendars(context.Background(), files(base("b", "17:00", "monday"), overlay("a", "b")), models.FromFolder); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if got := strs(t, first, "SELECT id FROM calendars ORDER BY n"); len(got) != 2 {
			t.Errorf("stored %v", got)
		}
	})
}

func TestAShippedCalendarNeverReplacesTheCompanysOwn(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		adopt(t, b, models.FromShipped, files(base("b", "17:00", "monday")))
		wants(t, "own", became(adopt(t, b, models.FromFolder, files(base("b", "18:00", "monday")))), "2 b on 0, folder")
		wants(t, "a new shipped one", became(adopt(t, b, models.FromShipped, files(base("b", "19:00", "monday")))), "not b")
		wants(t, "own again", became(adopt(t, b, models.FromFolder, files(base("b", "20:00", "monday")))), "3 b on 0, folder")
	})
}

// A worker of the version before, started again, must not bring its calendars back.
func TestACalendarThatWasReplacedDoesntComeBackByItself(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		earlier, later := files(base("b", "17:00", "monday")), files(base("b", "18:00", "monday"))
		adopt(t, b, models.FromShipped, earlier)
		adopt(t, b, models.FromShipped, later)
		wants(t, "the earlier", became(adopt(t, b, models.FromShipped, earlier)), "not b")
		wants(t, "the later", became(adopt(t, b, models.FromShipped, later)))
	})
}

func TestOverlaysAreLaidAnewOnANewEditionOfTheirBase(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		adopt(t, b, models.FromShipped, files(base("b", "17:00", "monday")))
		adopt(t, b, models.FromFolder, files(overlay("a", "b"), base("c", "12:00", "monday")))
		got := adopt(t, b, models.FromShipped, files(base("b", "18:00", "monday")))
		wants(t, "a new base", became(got), "4 b on 0, shipped", "5 a on 4, folder")
		a := must(b.CalendarByN(b.DB, 5))(t)
		if a.ID() != "a" || a.Base() != "b" || a.Version() == must(b.CalendarByN(b.DB, 2))(t).Version() {
			t.Errorf("%s on %s, %s", a.ID(), a.Base(), a.Version())
		}
		// Its make-up days are worked like a Tuesday now, on which a is closed.
		got = adopt(t, b, models.FromShipped, files(base("b", "18:00", "tuesday")))
		wants(t, "a base that it doesn't fit", became(got), "6 b on 0, shipped", "not a")
		if !strings.Contains(got.Passed[0].Why, "a:1:1: make_up_hours: tuesday") {
			t.Errorf("%+v", got.Passed)
		}
		wants(t, "a base that it fits again", became(adopt(t, b, models.FromShipped, files(base("b", "19:00", "friday")))),
			"7 b on 0, shipped", "8 a on 7, folder")
		both := files(base("b", "20:00", "tuesday"), overlay("a", "b")+"make_up_hours: monday\n")
		wants(t, "both changed to fit", became(adopt(t, b, models.FromFolder, both)), "9 b on 0, folder", "10 a on 9, folder")
	})
}

func TestCalendarsWithProblemsAreRefusedTogetherAndNoneIsStored(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		_, err := b.AdoptCalendars(context.Background(), fstest.MapFS{
			"good.yaml":  {Data: []byte(base("g", "17:00", "monday"))},
			"bad.yaml":   {Data: []byte(base("b", "25:00", "monday"))},
			"shop.yaml":  {Data: []byte(overlay("s", "nowhere"))},
			"twice.yaml": {Data: []byte(base("g", "18:00", "monday"))},
			"torn.yaml":  {Data: []byte("id: [")},
		}, models.FromFolder)
		for _, want := range []string{
			`bad.yaml:13:20: close_of_business`, `shop.yaml:2:10: extends: there is no calendar "nowhere"`,
			`twice.yaml: calendar "g" is already defined by good.yaml`, "torn.yaml:1:",
		} {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("not said: %s\n%v", want, err)
			}
		}
		if n := one(t, b, "SELECT count(*) FROM calendars"); n != "0" {
			t.Errorf("%s stored", n)
		}
	})
}

func TestTheNewestEditionIsCurrentAndTheOthersAreKept(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		for _, closes := range []string{"17:00", "18:00", "19:00"} {
			adopt(t, b, models.FromFolder, files(base("b", closes, "monday"), base("a", "12:00", "monday")))
		}
		var current, editions []string
		for _, c := range must(models.CurrentCalendars(b.DB))(t) {
			current = append(current, fmt.Sprintf("%s %d", c.ID, c.N))
		}
		for _, c := range must(models.CalendarEditions(b.DB, "b"))(t) {
			editions = append(editions, fmt.Sprint(c.N))
		}
		wants(t, "current", current, "a 1", "b 4")
		wants(t, "editions", editions, "4", "3", "2")
		if got := must(models.CalendarEditions(b.DB, "nowhere"))(t); len(got) != 0 {
			t.Errorf("%+v", got)
		}
		if _, err := b.CalendarByN(b.DB, 9); !errors.Is(err, gorm.ErrRecordNotFound) {
			t.Error(err)
		}
	})
}

// adds is a keeper's, or somebody else's, wish to store an edition.
func (o office) adds(staff, id, content string, change ...func(*models.NewCommand)) (models.Command, models.Outcome, error) {
	o.t.Helper()
	n := o.Command("/calendars", "")
	n.Principal = o.Staff[staff]
	for _, c := range change {
		c(&n)
	}
	c, err := o.b.AddCalendar(context.Background(), models.NewCalendar{Command: n, ID: id, File: "content", Content: []byte(content)})
	if err != nil {
		return c, models.Outcome{}, err
	}
	return c, must(c.Result())(o.t), nil
}

const keeper = "0007"

func TestAKeeperAddsAnEditionWithItsEventAndItsOverlays(t *testing.T) {
	eachOffice(t, func(t *testing.T, o office) {
		adopt(t, o.b, models.FromFolder, files(overlay("shop", "cn"))) // cn is number 1
		fixed := func(n *models.NewCommand) { n.Key, n.BodyHash = "key", []byte("the same") }
		c, out, err := o.adds(keeper, "cn", base("cn", "17:00", "monday"), fixed)
		if err != nil || out.Seq != 3 || c.State != models.Recorded || c.ConfirmedAt == nil || c.Stream != "calendar/cn" {
			t.Fatalf("%v %+v %+v", err, out, c)
		}
		again, out, err := o.adds(keeper, "cn", base("cn", "17:00", "monday"), fixed)
		if err != nil || again.ID != c.ID || out.Seq != 3 {
			t.Errorf("the same key: %v %+v", err, out)
		}
		if _, out, err := o.adds(keeper, "cn", base("cn", "18:00", "monday")); err != nil || out.Seq != 5 {
			t.Errorf("the next: %v %+v", err, out)
		}
		wants(t, "editions", strs(t, o.b, "SELECT n || ' ' || id || ' ' || origin || CASE WHEN stored_by IS NULL THEN '' ELSE ' by somebody' END FROM calendars ORDER BY n"),
			"1 cn shipped", "2 shop folder", "3 cn staff by somebody", "4 shop folder", "5 cn staff by somebody", "6 shop folder")
		events := must(o.b.EventsOf(o.b.DB, "calendar/cn", 0, 9))(t)
		if len(events) != 2 || events[0].Seq != 1 || events[1].Seq != 2 {
			t.Fatalf("%+v", events)
		}
		current := must(o.b.CalendarByN(o.b.DB, 5))(t)
		if e := events[1]; e.Type != models.EventCalendarAdded || e.Kind != models.KindCalendar || e.Roles != "calendar_keeper" ||
			e.Actor != o.Staff[keeper] || e.Calendar != "cn@"+current.Version() {
			t.Errorf("%+v", e)
		}
		if v, breaks := verify(t, o.b); len(breaks) > 0 || v.Streams < 2 {
			t.Errorf("%+v %+v", v, breaks)
		}
	})
}

func TestWhoMayAddACalendarAndWhenNot(t *testing.T) {
	eachOffice(t, func(t *testing.T, o office) {
		s1 := o.Units["S1"]
		create(t, o.b, &models.RoleAssignment{ID: models.NewID(), StaffID: o.Staff["1003"], Role: "calendar_keeper", UnitID: s1, ValidFrom: noon.Add(-time.Hour)})
		three, yesterday := int64(3), noon
		for name, c := range map[string]struct {
			staff, content, code string
			change               func(*models.NewCommand)
		}{
			"a keeper of one store":   {"1003", base("cn", "17:00", "monday"), contract.CodeWrongRole, nil},
			"no keeper":               {"0001", base("cn", "17:00", "monday"), contract.CodeWrongRole, nil},
			"written from another":    {keeper, base("cn", "17:00", "monday"), contract.CodeVersionMismatch, func(n *models.NewCommand) { n.ExpectSeq = &three }},
			"it says that already":    {keeper, string(must(fs.ReadFile(data.FS(), "cn.yaml"))(t)), contract.CodeCalendarUnchanged, nil},
			"said to be of yesterday": {keeper, base("cn", "17:00", "monday"), contract.CodeBackdated, func(n *models.NewCommand) { n.OccurredAt = &yesterday }},
		} {
			if c.change == nil {
				c.change = func(*models.NewCommand) {}
			}
			cmd, out, err := o.adds(c.staff, "cn", c.content, c.change)
			if err != nil || cmd.State != models.Refused || out.Refusal == nil || out.Refusal.Code != c.code {
				t.Errorf("%s: %v %s %+v", name, err, cmd.State, out.Refusal)
			}
		}
		if n := one(t, o.b, "SELECT count(*) FROM calendars"); n != "1" {
			t.Errorf("%s editions", n)
		}
	})
}

// Numbers that were given back are given again: what was read in between must not stay in memory.
func TestACalendarThatCantBeReadLeavesNothingBehind(t *testing.T) {
	eachOffice(t, func(t *testing.T, o office) {
		adopt(t, o.b, models.FromFolder, files(overlay("shop", "cn")))
		for name, c := range map[string]struct{ id, content, want string }{
			"a mistake":             {"cn", base("cn", "25:00", "monday"), "content:13:20: close_of_business"},
			"another id":            {"x", base("cn", "17:00", "monday"), "content:1:1: id"},
			"no base":               {"x", overlay("x", "nowhere"), "content:2:10: extends"},
			"an overlay in its way": {"cn", base("cn", "17:00", "tuesday"), "overlay shop:1:1: make_up_hours"},
		} {
			cmd, _, err := o.adds(keeper, c.id, c.content)
			var wrong *models.CalendarError
			if !errors.As(err, &wrong) || !strings.HasPrefix(wrong.Error(), c.want) || cmd.ID != "" {
				t.Errorf("%s: %v", name, err)
			}
		}
		if n := one(t, o.b, "SELECT count(*) FROM commands WHERE action = 'add_calendar'"); n != "0" {
			t.Errorf("%s commands", n)
		}
		if _, out, err := o.adds(keeper, "cn", base("cn", "16:00", "monday")); err != nil || out.Seq != 3 {
			t.Fatalf("%v %+v", err, out)
		}
		rows := must(models.CurrentCalendars(o.b.DB))(t)
		for _, row := range rows {
			if c := must(o.b.CalendarByN(o.b.DB, row.N))(t); c.Version() != row.Version || c.ID() != row.ID {
				t.Errorf("%d is %s@%s in memory and %s@%s in the books", row.N, c.ID(), c.Version(), row.ID, row.Version)
			}
		}
	})
}

func TestALostEventOfACalendarIsNoticed(t *testing.T) {
	b := booktest.OpenSQLite(t)
	o := office{t, b, booktest.Seed(t, b)}
	for _, closes := range []string{"17:00", "18:00"} {
		if _, _, err := o.adds(keeper, "cn", base("cn", closes, "monday")); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.DB.Exec("DROP TRIGGER events_no_delete").Error; err != nil {
		t.Fatal(err)
	}
	for harm, want := range map[string]string{
		"DELETE FROM events WHERE stream = 'calendar/cn' AND seq = 2": "the calendar says its last seq is 2",
		"DELETE FROM events WHERE stream = 'calendar/cn'":             "no event in calendars' stream is left",
	} {
		breaks := tamper(t, b, []string{harm})
		if len(breaks) != 1 || breaks[0].Stream != "calendar/cn" || breaks[0].What != want {
			t.Errorf("%s: %+v", harm, breaks)
		}
	}
}

func TestAUnitCountsByItsOwnCalendarElseByItsProfiles(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		adopt(t, d.b, models.FromFolder, files(overlay("shop", "cn")))
		for _, c := range []struct{ unit, counted string }{{"", "cn"}, {"shop", "shop"}} {
			if err := d.b.DB.Model(&models.Unit{}).Where("code = 'S1'").Update("calendar", c.unit).Error; err != nil {
				t.Fatal(err)
			}
			f, opened := d.newFile(t)
			k := must(models.CaseByID(d.b.DB, f.id))(t)
			var o models.Obligation
			if err := d.b.DB.Where("id = ?", opened.Opened[0].ID).Take(&o).Error; err != nil {
				t.Fatal(err)
			}
			current := must(models.CalendarEditions(d.b.DB, c.counted))(t)[0]
			if k.Calendar != c.counted || o.Calendar != current.ID+"@"+current.Version || o.CalendarN != current.N {
				t.Errorf("with %q: the case counts by %s, its duty by %s, %d", c.unit, k.Calendar, o.Calendar, o.CalendarN)
			}
		}
	})
}

func TestAUnitWhoseCalendarIsntInTheBooksOpensNoCase(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		if err := d.b.DB.Model(&models.Unit{}).Where("code = 'S1'").Update("calendar", "lost").Error; err != nil {
			t.Fatal(err)
		}
		in := d.opening(t, models.NewID())
		if r := d.refuses(t, in); r.Code != contract.CodeNoCalendar || r.Params["calendar"] != "lost" || r.Params["unit"] != "S1" {
			t.Errorf("%+v", r)
		}
	})
}

func TestWhatIsOwedNextIsCountedByTheEditionThatIsCurrentThen(t *testing.T) {
	eachDesk(t, func(t *testing.T, d *desk) {
		f, _ := d.newFile(t)
		first := f.do(t, manager, contract.Classify, contract.Facts{}, owes("decide")).Opened[0]
		adopt(t, d.b, models.FromFolder, files(base("cn", "17:00", "monday")))
		second := f.do(t, manager, contract.Classify, contract.Facts{}, owes("relay")).Opened[0]
		if got := second.Due.Sub(first.Due); got != -time.Hour { // business closes at 17:00 on every day of the week, not at 18:00
			t.Errorf("the second is due %s after the first", got)
		}
	})
}

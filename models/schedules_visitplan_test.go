package models_test

import (
	"slices"
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

// eachDealer are books of which store S1 sells cars: two of its people are consultants (1005, 1014), and one wins key accounts (1006).
func eachDealer(t *testing.T, fn func(d *scheduleDesk)) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		b.Now = func(*gorm.DB) (time.Time, error) { return time.Unix(0, 0).UTC(), nil } // everybody has his post already
		d := &scheduleDesk{t: t, b: b, seed: booktest.Seed(t, b), shelf: &models.Binding{Base: must(shippedBinder())(t)}, family: "visitplan"}
		d.holds("1006", "key_account_specialist", time.Unix(0, 0), nil)
		b.Now = func(*gorm.DB) (time.Time, error) { return d.now, nil }
		fn(d)
	})
}

func (d *scheduleDesk) holds(badge, role string, from time.Time, to *time.Time) {
	d.t.Helper()
	create(d.t, d.b, &models.RoleAssignment{
		ID: models.NewID(), StaffID: d.seed.Staff[badge], Role: role, UnitID: d.seed.Units["S1"], ValidFrom: from.UTC(), ValidTo: to,
	})
}

// months are those that commands open, with the badge of whoever has one.
func (d *scheduleDesk) months() (all []string) {
	d.t.Helper()
	var rows []models.Command
	if err := d.b.DB.Where("kind = ? AND action = ?", contract.VisitPlan, contract.Open).Find(&rows).Error; err != nil {
		d.t.Fatal(err)
	}
	for _, c := range rows {
		said := must(c.Message())(d.t).Facts.PlannedMonth()
		for badge, id := range d.seed.Staff {
			if id == said.Person {
				all = append(all, said.Month+" of "+badge)
			}
		}
		if c.Principal != "" || c.BodyKey == nil {
			d.t.Errorf("%s was sent by %q, with key %v", c.ID, c.Principal, c.BodyKey)
		}
	}
	slices.Sort(all)
	return all
}

// V6-3.1, S2-5.2a: a round opens the month after it, once for each person of the post, whoever notices and however often.
func TestARoundOpensAMonthForEachPersonOfThePostOnce(t *testing.T) {
	eachDealer(t, func(d *scheduleDesk) {
		d.at("2026-02-23 18:00")
		d.knows()
		d.at("2026-02-24 09:00")
		var all sync.WaitGroup
		for i := range 6 {
			all.Go(func() {
				id, source := d.id("visit_plan"), models.BegunByTemporal
				if i%2 == 1 {
					id, source = "", models.BegunBySweeper
				}
				if _, err := d.b.BeginPeriods(d.t.Context(), d.shelf, id, source); err != nil {
					d.t.Error(err)
				}
			})
		}
		all.Wait()
		want := []string{"2026-03 of 1005", "2026-03 of 1006", "2026-03 of 1014"}
		if diff := cmp.Diff(want, d.months()); diff != "" {
			d.t.Error(diff)
		}
		for _, name := range d.rounds("visit_plan") {
			if !strings.HasPrefix(name, "2026-02/") || strings.Contains(name, "late") {
				d.t.Error(name)
			}
		}
	})
}

// Who has the post when the round is to begin is asked, however late that is noticed: who comes later opens his own month, and who has
// left has none.
func TestALateRoundIsForThoseWhoHadThePostInTime(t *testing.T) {
	eachDealer(t, func(d *scheduleDesk) {
		d.at("2026-02-23 18:00")
		d.knows()
		day := must(time.ParseInLocation(time.DateOnly, "2026-02-25", shanghai))(d.t).UTC()
		d.holds("1012", "marketing_specialist", day, nil)
		d.holds("1013", "marketing_specialist", time.Unix(0, 0), &day)
		d.at("2026-02-26 10:00")
		if n := d.begins("", models.BegunBySweeper); n != 4 {
			d.t.Errorf("%d have begun", n)
		}
		if n := d.begins("", models.BegunBySweeper); n != 0 {
			d.t.Errorf("%d have begun again", n)
		}
		want := []string{"2026-03 of 1005", "2026-03 of 1006", "2026-03 of 1013", "2026-03 of 1014"}
		if diff := cmp.Diff(want, d.months()); diff != "" {
			d.t.Error(diff)
		}
		if got := d.rounds("visit_plan"); len(got) != 4 || !strings.HasSuffix(got[0], "by sweeper, late") {
			d.t.Errorf("%v", got)
		}
	})
}

// Whoever has a month of his own doesn't pause everybody's: only who opens months for others does.
func TestARoundOfMonthsIsBegunByHandByWhoeverOpensThemForOthers(t *testing.T) {
	eachDealer(t, func(d *scheduleDesk) {
		d.at("2026-02-20 18:00")
		d.knows()
		trigger := func() string {
			return d.directsAt("visit_plan", models.TriggerScheduleAction, models.NewDirection{Reason: "提前"})
		}
		if code := trigger(); code != contract.CodeWrongRole {
			d.t.Errorf("a specialist triggers: %q", code)
		}
		d.holds("1006", "group_leader", time.Unix(0, 0), nil)
		if code := trigger(); code != "" {
			d.t.Fatal(code)
		}
		if got := d.months(); len(got) != 3 {
			d.t.Errorf("%v", got)
		}
		item := must(d.b.ScheduleNow(d.b.DB, d.shelf, d.id("visit_plan")))(d.t)
		if item.Next[0].Name != "2026-02" || !item.Begun["2026-02"] || item.Begun["2026-03"] {
			d.t.Errorf("%s, %v", item.Next[0].Name, item.Begun)
		}
		d.at("2026-02-24 09:00")
		if n := d.begins("", models.BegunBySweeper); n != 0 {
			d.t.Errorf("%d have begun again", n)
		}
		if code := trigger(); code != "" {
			d.t.Fatal(code)
		}
		if got := d.months(); len(got) != 6 || got[5] != "2026-04 of 1014" {
			d.t.Errorf("%v", got)
		}
	})
}

package models_test

import (
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"gorm.io/gorm"

	"carebook/contract"
	"carebook/internal/booktest"
	"carebook/models"
)

// scheduleDesk are books of which store S1 sells homes and no other unit has schedules, by a clock of their own.
type scheduleDesk struct {
	t     *testing.T
	b     *models.Books
	seed  booktest.Seeded
	shelf *models.Binding
	now   time.Time

	family string // whose schedules are asked about
}

func eachScheduled(t *testing.T, fn func(d *scheduleDesk)) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		d := &scheduleDesk{t: t, b: b, seed: booktest.Seed(t, b), shelf: &models.Binding{Base: must(shippedBinder())(t)}, family: "campaign"}
		for unit, profile := range map[string]string{"S1": "real-estate", "S2": "clinic"} {
			if err := b.DB.Model(&models.Unit{}).Where("id = ?", d.seed.Units[unit]).Update("profile", profile).Error; err != nil {
				t.Fatal(err)
			}
		}
		create(t, b, &models.RoleAssignment{ID: "may", StaffID: d.seed.Staff["1006"], Role: "site_manager", UnitID: d.seed.Units["S1"], ValidFrom: time.Unix(0, 0)})
		b.Now = func(*gorm.DB) (time.Time, error) { return d.now, nil }
		fn(d)
	})
}

// at moves the clock, in Shanghai.
func (d *scheduleDesk) at(text string) {
	d.t.Helper()
	d.now = must(time.ParseInLocation("2006-01-02 15:04", text, shanghai))(d.t).UTC()
}

func (d *scheduleDesk) knows() []models.Rhythm {
	d.t.Helper()
	return must(d.b.KnowSchedules(d.t.Context(), d.shelf))(d.t)
}

func (d *scheduleDesk) begins(id, source string) int {
	d.t.Helper()
	return must(d.b.BeginPeriods(d.t.Context(), d.shelf, id, source))(d.t)
}

func (d *scheduleDesk) id(name string) string {
	return models.ScheduleID(d.seed.Units["S1"], d.family, name)
}

func (d *scheduleDesk) rounds(name string) (all []string) {
	d.t.Helper()
	var rows []models.SchedulePeriod
	if err := d.b.DB.Where("schedule_id = ?", d.id(name)).Order("begins_at").Find(&rows).Error; err != nil {
		d.t.Fatal(err)
	}
	for _, r := range rows {
		text := r.Period + " by " + r.Source
		if r.Late {
			text += ", late"
		}
		all = append(all, text)
	}
	return all
}

// opened are the commands that open campaigns.
func (d *scheduleDesk) opened() int {
	d.t.Helper()
	var n int64
	if err := d.b.DB.Model(&models.Command{}).Where("kind = ? AND action = ?", "campaign", contract.Open).Count(&n).Error; err != nil {
		d.t.Fatal(err)
	}
	return int(n)
}

func (d *scheduleDesk) directs(a contract.Action, n models.NewDirection) string {
	d.t.Helper()
	return d.directsAt("birthdays", a, n)
}

func (d *scheduleDesk) directsAt(name string, a contract.Action, n models.NewDirection) string {
	d.t.Helper()
	n.Command = d.seed.Command("/schedules", "")
	n.Command.Principal, n.Command.Action = d.seed.Staff["1006"], a
	n.Schedule = d.id(name)
	cmd := must(d.b.DirectSchedule(d.t.Context(), d.shelf, n))(d.t)
	out := must(cmd.Result())(d.t)
	if out.Refusal != nil {
		return out.Refusal.Code
	}
	return ""
}

func TestARoundBeginsOnceWhoeverNoticesAndHoweverOften(t *testing.T) {
	eachScheduled(t, func(d *scheduleDesk) {
		d.at("2026-09-24 12:00")
		if n := len(d.knows()); n != 3 {
			d.t.Fatalf("%d schedules", n)
		}
		if n := d.begins("", models.BegunBySweeper); n != 0 {
			d.t.Errorf("%d rounds have begun before their time", n)
		}
		d.at("2026-09-25 09:00")
		var all sync.WaitGroup
		for i := range 6 {
			all.Go(func() {
				id, source := d.id("festivals"), models.BegunByTemporal
				if i%2 == 1 {
					id, source = "", models.BegunBySweeper
				}
				if _, err := d.b.BeginPeriods(d.t.Context(), d.shelf, id, source); err != nil {
					d.t.Error(err)
				}
			})
		}
		all.Wait()
		if n := len(d.rounds("festivals")); n != 1 {
			d.t.Errorf("%v", d.rounds("festivals"))
		}
		if n := d.opened(); n != 2 { // the festival, and the birthdays of the day
			d.t.Errorf("%d campaigns are opened", n)
		}
	})
}

func TestAfterAnOutageOverAHolidayEachMissedRoundBeginsOnceAndSaysItIsLate(t *testing.T) {
	eachScheduled(t, func(d *scheduleDesk) {
		d.at("2026-09-30 18:00")
		d.knows()
		d.at("2026-10-09 08:00")
		d.begins("", models.BegunBySweeper)
		d.begins("", models.BegunBySweeper)
		if diff := cmp.Diff([]string{"national_day 2026 by sweeper, late"}, d.rounds("festivals")); diff != "" {
			d.t.Error(diff)
		}
		if got := d.rounds("birthdays"); len(got) != 8 || got[0] != "2026-10-01 by sweeper, late" || got[7] != "2026-10-08 by sweeper, late" {
			d.t.Errorf("%v", got)
		}
	})
}

func TestWhatWasBeforeAScheduleIsKnownDoesntBegin(t *testing.T) {
	eachScheduled(t, func(d *scheduleDesk) {
		d.at("2026-10-02 10:00")
		d.knows()
		d.begins("", models.BegunBySweeper)
		if n := d.opened(); n != 0 {
			d.t.Errorf("%d campaigns are opened", n)
		}
	})
}

func TestAPausedScheduleBeginsNothingAndABackfillMakesUpForIt(t *testing.T) {
	eachScheduled(t, func(d *scheduleDesk) {
		d.at("2026-03-01 12:00")
		d.knows()
		if code := d.directs(models.PauseScheduleAction, models.NewDirection{Reason: "盘点"}); code != "" {
			d.t.Fatal(code)
		}
		d.at("2026-03-04 10:00")
		d.begins("", models.BegunBySweeper)
		if code := d.directs(models.ResumeScheduleAction, models.NewDirection{}); code != "" {
			d.t.Fatal(code)
		}
		d.begins("", models.BegunBySweeper)
		if got := d.rounds("birthdays"); got != nil {
			d.t.Errorf("%v have begun", got)
		}
		from := must(time.ParseInLocation(time.DateOnly, "2026-03-02", shanghai))(d.t)
		fill := models.NewDirection{From: from, To: from.Add(71 * time.Hour), FromDay: "2026-03-02", ToDay: "2026-03-04"}
		if code := d.directs(models.BackfillScheduleAction, fill); code != "" {
			d.t.Fatal(code)
		}
		want := []string{"2026-03-02 by hand, late", "2026-03-03 by hand, late", "2026-03-04 by hand"}
		if diff := cmp.Diff(want, d.rounds("birthdays")); diff != "" {
			d.t.Error(diff)
		}
		if code := d.directs(models.BackfillScheduleAction, fill); code != contract.CodeNothingToBegin {
			d.t.Error(code)
		}
		v, err := models.VerifyChains(d.t.Context(), d.b, func(b models.Break) { d.t.Error(b) })
		if err != nil || v.Breaks != 0 {
			d.t.Error(v, err)
		}
	})
}

func TestAScheduleThatNoPolicyHasAnyMoreIsGoneAndComesBackWithoutItsPast(t *testing.T) {
	eachScheduled(t, func(d *scheduleDesk) {
		profile := func(to string) {
			if err := d.b.DB.Model(&models.Unit{}).Where("id = ?", d.seed.Units["S1"]).Update("profile", to).Error; err != nil {
				d.t.Fatal(err)
			}
		}
		d.at("2026-03-01 12:00")
		d.knows()
		profile("clinic")
		if n := len(d.knows()); n != 0 {
			d.t.Fatalf("%d schedules are left", n)
		}
		d.at("2026-03-05 12:00")
		if n := d.begins("", models.BegunBySweeper); n != 0 {
			d.t.Errorf("%d rounds of what is gone have begun", n)
		}
		profile("real-estate")
		d.knows()
		d.begins("", models.BegunBySweeper)
		if got := d.rounds("birthdays"); got != nil {
			d.t.Errorf("%v have begun", got)
		}
		d.at("2026-03-06 09:00")
		d.begins("", models.BegunBySweeper)
		if got := d.rounds("birthdays"); len(got) != 1 {
			d.t.Errorf("%v have begun", got)
		}
	})
}

package models_test

import (
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"carebook/internal/channel"
	"carebook/models"
)

func (p *post) mornings() {
	p.Helper()
	p.must(p.b.MakeMornings(p.Context(), p.binding()))
}

func (p *post) binding() *models.Binding {
	return &models.Binding{Base: newShelf(p.T).Book}
}

// at is a moment in Shanghai.
func at(text string) time.Time {
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		panic(err)
	}
	t, err := time.ParseInLocation("2006-01-02 15:04", text, zone)
	if err != nil {
		panic(err)
	}
	return t.UTC()
}

// owes is a to-do of a specialist at S1 that is due at a moment.
func (p *post) owes(due string) models.Case {
	p.Helper()
	k := openCase(p.T, p.b, p.Seeded)
	p.must(p.b.DB.Model(&models.Obligation{}).Where("case_id = ?", k.ID).Update("due_at", at(due)).Error)
	return k
}

func (p *post) lists() (n int) {
	for _, r := range p.rows() {
		if r.Kind == models.OutMorning {
			n++
		}
	}
	return n
}

func TestTheListOfTheDayComesOnceOnWorkingDaysFromItsMomentOnAndNeverAfterTheDay(t *testing.T) {
	eachPost(t, func(p *post) {
		p.choose(channel.Email, "1004")
		p.owes("2026-02-27 17:00")
		for _, c := range []struct {
			now   string
			lists int
		}{
			{"2026-02-28 09:00", 1}, // a Saturday that is worked
			{"2026-03-01 12:00", 1}, // a Sunday that isn't
			{"2026-03-02 08:29", 1}, {"2026-03-02 08:30", 2}, {"2026-03-02 08:31", 2}, {"2026-03-02 23:59", 2},
			{"2026-03-03 08:29", 2}, {"2026-03-03 21:00", 3}, {"2026-03-03 21:01", 3}, // no worker until the evening
			{"2026-03-05 00:10", 3}, // nor on the 4th: that day is over
			{"2026-03-05 09:00", 4},
		} {
			p.now = at(c.now)
			p.mornings()
			if got := p.lists(); got != c.lists {
				t.Errorf("%s: %d lists, want %d", c.now, got, c.lists)
			}
		}
	})
}

func TestAListThatCouldntBeSentOnItsDayIsGivenUp(t *testing.T) {
	eachPost(t, func(p *post) {
		p.choose(channel.Email, "1004")
		p.owes("2026-03-02 17:00")
		p.now = at("2026-03-02 23:58")
		p.mornings()
		p.tried(p.lease(channel.Email)[0], "no_answer")
		if row := p.rows()[0]; row.State != models.OutWaiting && row.State != models.OutGivenUp {
			t.Errorf("%+v", row)
		}
		p.now = at("2026-03-03 00:10")
		if leased := p.lease(channel.Email); len(leased) != 0 {
			t.Errorf("yesterday's list: %+v", leased)
		}
		p.Administer(t, p.b, "1002", "S1")
		if _, err := p.b.RetryOutbox(t.Context(), scopeOf(p.T, p.b, p.Staff["1002"]), p.rows()[0].ID); err == nil || p.rows()[0].State != models.OutGivenUp {
			t.Errorf("%v: %+v", err, p.rows()[0])
		}
	})
}

func TestTheListCountsWhatIsOwedByTheEndOfTheDayAndNobodyWhoOwesNothingGetsOne(t *testing.T) {
	eachPost(t, func(p *post) {
		p.now = at("2026-03-02 08:30")
		p.choose(channel.Email, "1004", "1009")
		p.owes("2026-03-02 08:30")
		p.owes("2026-03-02 17:00")
		p.owes("2026-03-03 00:00")
		kept := p.owes("2026-03-02 16:00")
		p.must(p.b.DB.Create(&models.Exclusion{CaseID: kept.ID, StaffID: p.Staff["1004"], Seq: 1}).Error)
		p.mornings()
		leased := p.lease(channel.Email)
		if len(leased) != 1 || leased[0].To != "1004@demo.example" || leased[0].Body != "2 1 2" {
			t.Errorf("%+v", leased)
		}
	})
}

func TestAGroupGetsOneListOfWhatAllInItOweWithoutTheCasesThatOneMayntSee(t *testing.T) {
	eachPost(t, func(p *post) {
		p.now = at("2026-03-02 08:30")
		p.choose(channel.WeCom, "1003", "1004", "1009")
		p.owes("2026-03-02 17:00")
		k := p.owes("2026-03-02 17:00")
		p.must(p.b.DB.Model(&models.Obligation{}).Where("case_id = ?", k.ID).Updates(map[string]any{"person_id": p.Staff["1003"]}).Error)
		kept := p.owes("2026-03-02 16:00")
		p.must(p.b.DB.Create(&models.Exclusion{CaseID: kept.ID, StaffID: p.Staff["1009"], Seq: 1}).Error)
		p.mornings()
		if leased := p.lease(channel.WeCom); len(leased) != 1 || leased[0].Body != "2 0 2" || leased[0].To != "" {
			t.Errorf("%+v", leased)
		}
	})
}

func TestTwoWorkersMakeOneList(t *testing.T) {
	eachPost(t, func(p *post) {
		p.now = at("2026-03-02 08:30")
		p.choose(channel.Email, "1004")
		p.choose(channel.WeCom, "1004")
		p.owes("2026-03-02 17:00")
		binding := p.binding()
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				if err := p.b.MakeMornings(t.Context(), binding); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if n := p.lists(); n != 2 {
			t.Errorf("%d lists over two channels", n)
		}
	})
}

func TestAProfileMaySayWhenItsListComes(t *testing.T) {
	own, err := newShelf(t).Book.Overlay(fstest.MapFS{"profiles.yaml": {Data: []byte(`
profiles:
  dealer-4s:
    title: {zh-Hans: 店}
    calendar: cn
    complaint: V13
    morning: {value: next day 07:00, clause: A-02, source: house}
`)}})
	if err != nil {
		t.Fatal(err)
	}
	eachPost(t, func(p *post) {
		p.choose(channel.Email, "1004")
		p.owes("2026-03-01 17:00")
		p.now = at("2026-03-01 07:00") // a Sunday
		p.mornings()
		if n := p.lists(); n != 0 {
			t.Errorf("%d by the binder", n)
		}
		p.must(p.b.MakeMornings(t.Context(), &models.Binding{Base: own}))
		if n := p.lists(); n != 1 {
			t.Errorf("%d by the profile", n)
		}
	})
}

package models_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"gorm.io/gorm"

	"carebook/internal/booktest"
	"carebook/internal/channel"
	"carebook/models"
)

// post is a house whose notices leave it, at a moment that the test moves.
type post struct {
	*testing.T
	b *models.Books
	booktest.Seeded
	now time.Time
}

// monday is a working day, 10:00 in Shanghai.
var monday = time.Date(2026, 3, 2, 2, 0, 0, 0, time.UTC)

func eachPost(t *testing.T, fn func(p *post)) {
	t.Helper()
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		p := &post{T: t, b: b, now: monday.Add(-30 * 24 * time.Hour)} // so that roles have been held for a while
		b.Now = func(*gorm.DB) (time.Time, error) { return p.now, nil }
		p.Seeded = booktest.Seed(t, b)
		p.now = monday
		p.must(b.KnowChannels(t.Context(), channel.Names()))
		fn(p)
	})
}

func (p *post) must(err error) {
	p.Helper()
	if err != nil {
		p.Fatal(err)
	}
}

// choose has members of staff told over a channel.
func (p *post) choose(name string, badges ...string) {
	p.Helper()
	for _, badge := range badges {
		old, err := p.b.ChosenChannels(p.b.DB, p.Staff[badge])
		p.must(err)
		c := models.ChannelChoice{Channel: name, Lang: "en"}
		if name == channel.Email {
			c.Address = badge + "@demo.example"
		}
		p.must(p.b.ChooseChannels(p.Context(), p.Staff[badge], append(old, c)))
	}
}

// notice tells a role at S1, or one person.
func (p *post) notice(k models.Case, role, badge string) models.Notice {
	p.Helper()
	n := models.Notice{ID: models.NewID(), CaseID: k.ID, Seq: 1, UnitID: k.UnitID, ToRole: role, What: "escalated", Clause: "V13-2.4b", CreatedAt: p.now}
	if badge != "" {
		id := p.Staff[badge]
		n.ToStaff = &id
	}
	p.must(p.b.DB.Create(&n).Error)
	return n
}

func (p *post) fan() {
	p.Helper()
	for more := true; more; {
		var err error
		more, err = p.b.FanOut(p.Context())
		p.must(err)
	}
}

func write(d models.Draft) (subject, body string) {
	switch {
	case d.Notice != nil:
		return d.Notice.Number, d.Lang + " " + d.Notice.What
	case d.Morning != nil:
		return "morning", fmt.Sprintf("%d %d %d", d.Morning.Due, d.Morning.Overdue, len(d.Morning.First))
	}
	return "test", d.Lang
}

func (p *post) lease(name string) []models.Leased {
	p.Helper()
	all, err := p.b.LeaseOutbox(p.Context(), models.Lease{Channel: name, Lang: "zh-Hans", Write: write})
	p.must(err)
	return all
}

func (p *post) tried(l models.Leased, code string) {
	p.Helper()
	p.must(p.b.NoteTried(p.Context(), models.Tried{Leased: l, Code: code}))
}

func (p *post) rows() (rows []models.Outgoing) {
	p.Helper()
	p.must(p.b.DB.Order("channel, id").Find(&rows).Error)
	return rows
}

func (p *post) row(id string) (row models.Outgoing) {
	p.Helper()
	p.must(p.b.DB.Where("id = ?", id).Take(&row).Error)
	return row
}

// receivers are the badges to which a channel's messages would go now.
func (p *post) receivers(name string) (badges []string) {
	for _, l := range p.lease(name) {
		for badge, id := range p.Staff {
			if l.To == id || l.To == badge+"@demo.example" {
				badges = append(badges, badge)
			}
		}
	}
	slices.Sort(badges)
	return badges
}

func TestANoticeOfARoleGoesToEachWhoHoldsItAndHasChosenAChannelOnceForEach(t *testing.T) {
	eachPost(t, func(p *post) {
		p.choose(channel.Email, "1009", "1014", "1003")
		p.choose(channel.Webhook, "1014")
		k := openCase(p.T, p.b, p.Seeded)
		p.notice(k, "archivist", "")
		for range 2 {
			p.fan()
		}
		if n := len(p.rows()); n != 3 {
			t.Fatalf("%d rows: two archivists by mail, one of them by webhook", n)
		}
		if got := p.receivers(channel.Email); !slices.Equal(got, []string{"1009", "1014"}) {
			t.Errorf("mail to %v", got)
		}
		if got := p.receivers(channel.Webhook); !slices.Equal(got, []string{"1014"}) {
			t.Errorf("webhook for %v", got)
		}
	})
}

func TestNoticesOfBeforeSomebodyChoseAndOldNewsDontLeave(t *testing.T) {
	eachPost(t, func(p *post) {
		k := openCase(p.T, p.b, p.Seeded)
		p.notice(k, "archivist", "")
		p.fan()
		p.choose(channel.Email, "1009")
		p.fan()
		p.notice(k, "archivist", "")
		p.now = p.now.Add(25 * time.Hour)
		p.fan()
		if rows := p.rows(); len(rows) != 0 {
			t.Errorf("%+v", rows)
		}
	})
}

func TestSeveralWorkersFanOutEachNoticeOnceAndLeaseEachMessageOnce(t *testing.T) {
	eachPost(t, func(p *post) {
		p.choose(channel.Email, "1009", "1014")
		k := openCase(p.T, p.b, p.Seeded)
		for range 30 {
			p.notice(k, "archivist", "")
		}
		var all sync.WaitGroup
		var mu sync.Mutex
		seen := map[string]int{}
		for range 4 {
			all.Go(func() {
				for range 8 {
					if _, err := p.b.FanOut(context.Background()); err != nil {
						t.Error(err)
					}
					leased, err := p.b.LeaseOutbox(context.Background(), models.Lease{Channel: channel.Email, Write: write})
					if err != nil {
						t.Error(err)
					}
					mu.Lock()
					for _, l := range leased {
						seen[l.ID]++
					}
					mu.Unlock()
				}
			})
		}
		all.Wait()
		if len(seen) != 60 || len(p.rows()) != 60 {
			t.Errorf("%d messages leased of %d, want 60", len(seen), len(p.rows()))
		}
		for id, n := range seen {
			if n != 1 {
				t.Errorf("%s was leased %d times", id, n)
			}
		}
	})
}

func TestAMessageOfAWorkerThatDiedIsTriedByAnotherWithTheSameText(t *testing.T) {
	eachPost(t, func(p *post) {
		p.choose(channel.Email, "1009")
		p.notice(openCase(p.T, p.b, p.Seeded), "archivist", "")
		p.fan()
		first := p.lease(channel.Email)
		if len(first) != 1 || len(p.lease(channel.Email)) != 0 {
			t.Fatal("leased twice, or not at all")
		}
		p.now = p.now.Add(5*time.Minute + time.Second)
		p.must(p.b.ChooseChannels(t.Context(), p.Staff["1009"], []models.ChannelChoice{{Channel: channel.Email, Lang: "zh-Hant", Address: "1009@demo.example"}}))
		again := p.lease(channel.Email)
		if len(again) != 1 || again[0].ID != first[0].ID || again[0].Body != first[0].Body || again[0].Tries != 2 {
			t.Fatalf("%+v, then %+v", first, again)
		}
		p.tried(first[0], "no_answer") // what came of the older try doesn't matter any more
		if row := p.row(first[0].ID); row.Error != "" || row.State != models.OutWaiting {
			t.Errorf("%+v", row)
		}
		p.tried(again[0], "")
		if row := p.row(first[0].ID); row.State != models.OutSent || row.SettledAt == nil {
			t.Errorf("%+v", row)
		}
	})
}

func TestWaitingDoublesUpToAnHourAndAfterADayAMessageIsGivenUpUntilSomebodyTriesItAgain(t *testing.T) {
	eachPost(t, func(p *post) {
		p.choose(channel.Email, "1009")
		p.notice(openCase(p.T, p.b, p.Seeded), "archivist", "")
		p.fan()
		begun, least := p.now, time.Minute
		var row models.Outgoing
		for range 60 {
			leased := p.lease(channel.Email)
			if len(leased) != 1 {
				t.Fatalf("%d leased at %s", len(leased), p.now)
			}
			p.tried(leased[0], "smtp_451")
			if row = p.row(leased[0].ID); row.State == models.OutGivenUp {
				break
			}
			if wait := row.NextAt.Sub(p.now); wait < least || wait > least*5/4 || wait > time.Hour {
				t.Fatalf("waits %s after %d tries, want %s and a quarter at most", wait, row.Tries, least)
			}
			least, p.now = min(2*least, 48*time.Minute), row.NextAt
		}
		if d := p.now.Sub(begun); row.State != models.OutGivenUp || row.Error != "smtp_451" || d < 22*time.Hour || d > 24*time.Hour {
			t.Fatalf("%+v after %s", row, d)
		}
		p.Administer(t, p.b, "1002", "S1")
		s := scopeOf(p.T, p.b, p.Staff["1002"])
		again, err := p.b.RetryOutbox(t.Context(), s, row.ID)
		p.must(err)
		if again.State != models.OutWaiting || len(p.lease(channel.Email)) != 1 {
			t.Errorf("%+v isn't tried again", again)
		}
		if _, err := p.b.RetryOutbox(t.Context(), s, row.ID); !errors.Is(err, models.ErrNotGivenUp) {
			t.Errorf("what waits: %v", err)
		}
		other := scopeOf(p.T, p.b, p.Staff["1003"])
		if _, err := p.b.RetryOutbox(t.Context(), other, row.ID); !errors.Is(err, gorm.ErrRecordNotFound) {
			t.Errorf("whoever is no administrator: %v", err)
		}
	})
}

func TestWhatNoWorkerCanSendIsGivenUpAfterADay(t *testing.T) {
	eachPost(t, func(p *post) {
		p.choose(channel.Email, "1009")
		p.notice(openCase(p.T, p.b, p.Seeded), "archivist", "")
		p.fan()
		p.now = p.now.Add(24 * time.Hour)
		p.must(p.b.GiveUp(t.Context()))
		if row := p.rows()[0]; row.State != models.OutWaiting {
			t.Errorf("at once: %+v", row)
		}
		p.now = p.now.Add(6 * time.Minute)
		p.must(p.b.GiveUp(t.Context()))
		if row := p.rows()[0]; row.State != models.OutGivenUp || row.Error != "no_worker" {
			t.Errorf("%+v", row)
		}
	})
}

func TestARobotTakesSoManyMessagesInAMinuteWhicheverWorkersSendThem(t *testing.T) {
	eachPost(t, func(p *post) {
		p.choose(channel.WeCom, "1009", "1014")
		k := openCase(p.T, p.b, p.Seeded)
		for range 45 {
			p.notice(k, "archivist", "")
		}
		p.fan()
		if n := len(p.rows()); n != 45 {
			t.Fatalf("%d rows: a group is told once, however many are in it", n)
		}
		minute := func() (n int) {
			for {
				leased := p.lease(channel.WeCom)
				for _, l := range leased {
					p.tried(l, "errcode_45009")
				}
				if n += len(leased); len(leased) == 0 {
					return n
				}
				p.now = p.now.Add(time.Second)
			}
		}
		if n := minute(); n != 20 {
			t.Errorf("%d in the first minute", n)
		}
		p.now = p.now.Add(30 * time.Second)
		if n := minute(); n != 0 {
			t.Errorf("%d more within the minute", n)
		}
		p.now = p.now.Add(31 * time.Second)
		if n := minute(); n == 0 || n > 20 {
			t.Errorf("%d in the second minute", n)
		}
	})
}

func TestWhoeverIsExcludedFromTheCaseGetsNothingAlsoWhenThatBecomesKnownLater(t *testing.T) {
	eachPost(t, func(p *post) {
		p.choose(channel.Email, "1009", "1014")
		p.choose(channel.Feishu, "1009", "1014")
		k, other := openCase(p.T, p.b, p.Seeded), openCase(p.T, p.b, p.Seeded)
		p.must(p.b.DB.Create(&models.Exclusion{CaseID: k.ID, StaffID: p.Staff["1009"], Seq: 1}).Error)
		p.notice(k, "archivist", "")
		p.notice(other, "archivist", "")
		p.fan()
		p.must(p.b.DB.Create(&models.Exclusion{CaseID: other.ID, StaffID: p.Staff["1009"], Seq: 1}).Error)
		if got := p.receivers(channel.Email); !slices.Equal(got, []string{"1014", "1014"}) {
			t.Errorf("mail to %v", got)
		}
		if leased := p.lease(channel.Feishu); len(leased) != 0 {
			t.Errorf("%d messages in a group in which one is excluded", len(leased))
		}
		for _, r := range p.rows() {
			if r.Channel == channel.Feishu && (r.State != models.OutDropped || r.Error != "no_receiver" || r.Body != "") {
				t.Errorf("%+v", r)
			}
		}
	})
}

func TestWhoeverHasLeftOrLostTheRoleOrChosenOtherwiseGetsNothing(t *testing.T) {
	for name, change := range map[string]func(p *post){
		"left": func(p *post) {
			p.must(p.b.DB.Model(&models.Staff{}).Where("id = ?", p.Staff["1009"]).Update("leaves_at", p.now.Add(-time.Second)).Error)
			p.must(p.b.DB.Model(&models.RoleAssignment{}).Where("staff_id = ?", p.Staff["1009"]).Update("valid_to", p.now.Add(-time.Second)).Error)
		},
		"lost the role": func(p *post) {
			p.must(p.b.DB.Model(&models.RoleAssignment{}).Where("staff_id = ?", p.Staff["1009"]).Update("valid_to", p.now.Add(-time.Second)).Error)
		},
		"chose otherwise": func(p *post) { p.must(p.b.ChooseChannels(p.Context(), p.Staff["1009"], nil)) },
	} {
		t.Run(name, func(t *testing.T) {
			eachPost(t, func(p *post) {
				p.choose(channel.Email, "1009")
				p.notice(openCase(p.T, p.b, p.Seeded), "archivist", "")
				p.fan()
				change(p)
				p.notice(openCase(p.T, p.b, p.Seeded), "archivist", "")
				p.fan()
				if leased := p.lease(channel.Email); len(leased) != 0 {
					t.Errorf("%+v", leased)
				}
				if rows := p.rows(); len(rows) != 1 || rows[0].State != models.OutDropped {
					t.Errorf("%+v", rows)
				}
			})
		})
	}
}

func TestWhereSomebodyWasToldIsForgottenWhenThePersonHasLeft(t *testing.T) {
	eachPost(t, func(p *post) {
		p.choose(channel.Email, "1009")
		p.must(p.b.DB.Model(&models.Staff{}).Where("id = ?", p.Staff["1009"]).Update("leaves_at", p.now).Error)
		p.must(p.b.Depart(t.Context()))
		if chosen, err := p.b.ChosenChannels(p.b.DB, p.Staff["1009"]); err != nil || len(chosen) != 0 {
			t.Errorf("%v %v", chosen, err)
		}
	})
}

// absent has somebody stand in for another from now on.
func (p *post) absent(away, stands string) {
	p.Helper()
	id := models.NewID()
	p.must(p.b.DB.Create(&models.Absence{
		ID: id, StaffID: p.Staff[away], Seq: 1, FromDay: "2026-03-01", RecordedBy: p.Staff["1001"], RecordedAt: p.now,
	}).Error)
	p.must(p.b.DB.Create(&models.Substitution{
		ID: models.NewID(), AbsenceID: id, StaffID: p.Staff[away], SubstituteID: p.Staff[stands], ValidFrom: p.now.Add(-time.Hour),
	}).Error)
}

// Whoever finds a notice in his list is told of it outside, and nobody else is; but in place of somebody who is excluded from the case
// nobody is told, though he may find it there since he sees the case himself.
func TestSubstitutesAreToldAsTheirListsShow(t *testing.T) {
	eachPost(t, func(p *post) {
		everybody := []string{"0001", "1001", "1003", "1004", "1007", "1009", "1014", "2003"}
		p.choose(channel.Email, everybody...)
		p.absent("1003", "1007")
		p.absent("1009", "1004")
		kept := openCase(p.T, p.b, p.Seeded)
		p.must(p.b.DB.Create(&models.Exclusion{CaseID: kept.ID, StaffID: p.Staff["1003"], Seq: 1}).Error)
		var want []string
		for i, n := range []models.Notice{
			p.notice(openCase(p.T, p.b, p.Seeded), "customer_relations_manager", ""), p.notice(openCase(p.T, p.b, p.Seeded), "", "1003"),
			p.notice(kept, "customer_relations_manager", ""), p.notice(kept, "", "1003"), p.notice(openCase(p.T, p.b, p.Seeded), "archivist", ""),
			p.notice(openCase(p.T, p.b, p.Seeded), "ceo", ""), p.notice(openCase(p.T, p.b, p.Seeded), models.Administrator, ""),
		} {
			for _, badge := range everybody {
				items, _, err := models.Notices(p.b.DB, scopeOf(p.T, p.b, p.Staff[badge]), false, models.Page{Limit: 50})
				p.must(err)
				if i != 2 && slices.ContainsFunc(items, func(m models.NoticeItem) bool { return m.ID == n.ID }) {
					want = append(want, fmt.Sprint(i, " ", n.ToRole, " ", badge))
				}
			}
			p.fan()
			var got []string
			for _, r := range p.rows() {
				if *r.NoticeID == n.ID {
					for badge, id := range p.Staff {
						if id == *r.StaffID {
							got = append(got, fmt.Sprint(i, " ", n.ToRole, " ", badge))
						}
					}
				}
			}
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("told %v, want %v", got, want)
			}
			want = nil
		}
	})
}

func TestAnAddressIsSealedAndChannelsThatNobodyHasArentChosen(t *testing.T) {
	eachPost(t, func(p *post) {
		p.choose(channel.Email, "1009")
		var row models.StaffChannel
		p.must(p.b.DB.Take(&row).Error)
		if row.KeyID == nil || strings.Contains(string(row.AddressSealed), "1009@") {
			t.Errorf("%+v", row)
		}
		id := p.Staff["1003"]
		for want, c := range map[error]models.ChannelChoice{models.ErrNoAddress: {Channel: channel.Email, Lang: "en", Address: "nowhere"}, models.ErrNoChannel: {Channel: "pigeon", Lang: "en"}} {
			if err := p.b.ChooseChannels(t.Context(), id, []models.ChannelChoice{c}); !errors.Is(err, want) {
				t.Errorf("%+v: %v", c, err)
			}
		}
		p.now = p.now.Add(25 * time.Hour)
		if err := p.b.ChooseChannels(t.Context(), id, []models.ChannelChoice{{Channel: channel.WeCom, Lang: "en"}}); !errors.Is(err, models.ErrNoChannel) {
			t.Errorf("a channel that no worker has any more: %v", err)
		}
	})
}

func TestATestOfAChannelComesOnceForEachKey(t *testing.T) {
	eachPost(t, func(p *post) {
		id := p.Staff["1009"]
		if _, err := p.b.TestChannel(t.Context(), id, channel.Email, "k1"); !errors.Is(err, models.ErrNoAddress) {
			t.Errorf("a mail to nowhere: %v", err)
		}
		if _, err := p.b.TestChannel(t.Context(), id, "pigeon", "k1"); !errors.Is(err, models.ErrNoChannel) {
			t.Errorf("no such channel: %v", err)
		}
		p.choose(channel.Email, "1009")
		for _, key := range []string{"k1", "k1", "k2"} {
			_, err := p.b.TestChannel(t.Context(), id, channel.Email, key)
			p.must(err)
		}
		_, err := p.b.TestChannel(t.Context(), id, channel.DingTalk, "k1")
		p.must(err)
		if mail, robot := p.lease(channel.Email), p.lease(channel.DingTalk); len(mail) != 2 || len(robot) != 1 || mail[0].Body != "en" || robot[0].Body != "zh-Hans" {
			t.Errorf("%+v %+v", mail, robot)
		}
	})
}

func TestWhatWasSentIsForgottenAfterAMonth(t *testing.T) {
	eachPost(t, func(p *post) {
		p.choose(channel.Email, "1009")
		p.notice(openCase(p.T, p.b, p.Seeded), "archivist", "")
		p.fan()
		p.tried(p.lease(channel.Email)[0], "")
		p.now = p.now.Add(29 * 24 * time.Hour)
		p.must(p.b.ForgetOutbox(t.Context()))
		if len(p.rows()) != 1 {
			t.Fatal("forgotten too early")
		}
		p.now = p.now.Add(2 * 24 * time.Hour)
		p.must(p.b.ForgetOutbox(t.Context()))
		p.fan()
		if rows := p.rows(); len(rows) != 0 {
			t.Errorf("%+v", rows)
		}
	})
}

package models_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"gorm.io/gorm"

	"carebook/contract"
	"carebook/internal/booktest"
	"carebook/models"
)

func newCommand() models.NewCommand {
	id := models.NewID()
	return models.NewCommand{
		ID: id, Principal: "staff", Key: id, Method: "POST", Path: "/complaints", BodyHash: []byte("hash"), Kind: "complaint",
		Stream: models.NewID(), Action: contract.Open, Facts: contract.Facts{Channel: "visit"}, BodySealed: []byte("sealed"),
	}
}

// setClock makes the books' clock stand at a moment.
func setClock(b *models.Books, at time.Time) {
	b.Now = func(*gorm.DB) (time.Time, error) { return at, nil }
}

var noon = time.Date(2026, 3, 2, 4, 0, 0, 123000, time.UTC)

func TestACommandIsStoredOnceAndFoundAgainByItsKey(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		ctx := context.Background()
		setClock(b, noon)
		n := newCommand()
		first, fresh, err := b.Receive(ctx, n)
		if err != nil || !fresh {
			t.Fatal(fresh, err)
		}
		want := models.Command{
			ID: n.ID, Principal: "staff", Key: n.Key, Method: "POST", Path: "/complaints", BodyHash: []byte("hash"), Kind: "complaint",
			Stream: n.Stream, Action: contract.Open, Facts: []byte(`{"channel":"visit"}`), BodySealed: []byte("sealed"),
			OccurredAt: noon, ReceivedAt: noon, State: models.Received,
		}
		again := n
		again.ID, again.Stream = models.NewID(), models.NewID()
		setClock(b, noon.Add(time.Hour))
		second, fresh, err := b.Receive(ctx, again)
		if err != nil || fresh {
			t.Fatal(fresh, err)
		}
		if diff := cmp.Diff([]models.Command{want, want}, []models.Command{first, second}); diff != "" {
			t.Error(diff)
		}
	})
}

func TestAKeyIsForOneRequestOfOnePrincipal(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		n := newCommand()
		must2(b.Receive(context.Background(), n))(t)
		for name, change := range map[string]func(*models.NewCommand){
			"method": func(n *models.NewCommand) { n.Method = "PUT" },
			"path":   func(n *models.NewCommand) { n.Path = "/other" },
			"body":   func(n *models.NewCommand) { n.BodyHash = []byte("other") },
		} {
			other := n
			other.ID = models.NewID()
			change(&other)
			if _, _, err := b.Receive(context.Background(), other); !errors.Is(err, models.ErrKeyReused) {
				t.Errorf("another %s: %v", name, err)
			}
		}
		theirs := n
		theirs.ID, theirs.Principal = models.NewID(), "somebody else"
		if _, fresh, err := b.Receive(context.Background(), theirs); err != nil || !fresh {
			t.Errorf("another principal's key: fresh %v, %v", fresh, err)
		}
	})
}

func TestOfFiftyEqualRequestsAtOnceOneIsFresh(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		n := newCommand()
		var mu sync.Mutex
		var wg sync.WaitGroup
		ids, fresh := map[string]bool{}, 0
		for range 50 {
			wg.Go(func() {
				mine := n
				mine.ID = models.NewID()
				c, f, err := b.Receive(context.Background(), mine)
				mu.Lock()
				defer mu.Unlock()
				if err != nil {
					t.Error(err)
				}
				if ids[c.ID] = true; f {
					fresh++
				}
			})
		}
		wg.Wait()
		if fresh != 1 || len(ids) != 1 {
			t.Errorf("%d fresh, %d ids", fresh, len(ids))
		}
	})
}

func TestACommandIsBackdatedWhenItNamesAnEarlierMoment(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		setClock(b, noon)
		earlier, same, later := noon.Add(-time.Hour+999), noon, noon.Add(time.Hour)
		for _, c := range []struct {
			named     *time.Time
			at        time.Time
			backdated bool
		}{
			{nil, noon, false}, {&earlier, noon.Add(-time.Hour), true}, {&same, noon, false}, {&later, later, false},
		} {
			n := newCommand()
			n.OccurredAt = c.named
			got := must2(b.Receive(context.Background(), n))(t)
			if !got.OccurredAt.Equal(c.at) || got.Backdated != c.backdated {
				t.Errorf("named %v: occurred %v, backdated %v", c.named, got.OccurredAt, got.Backdated)
			}
		}
	})
}

func TestARefusalSettlesAWaitingCommandAndDropsItsBody(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		ctx := context.Background()
		setClock(b, noon)
		n := newCommand()
		must2(b.Receive(ctx, n))(t)
		refusal := contract.Refused(contract.CodeWrongState, "V13-2.3", "status", "closed")
		if err := b.Refuse(ctx, n.ID, *refusal); err != nil {
			t.Fatal(err)
		}
		got := must(models.CommandByID(b.DB, n.ID))(t)
		outcome := must(got.Result())(t)
		if diff := cmp.Diff(models.Outcome{Refusal: refusal}, outcome); diff != "" {
			t.Error(diff)
		}
		if got.State != models.Refused || got.BodySealed != nil || got.SettledAt == nil || got.ConfirmedAt == nil {
			t.Errorf("%+v", got)
		}
		if err := b.Refuse(ctx, n.ID, *refusal); !errors.Is(err, models.ErrSettled) {
			t.Errorf("refused twice: %v", err)
		}
	})
}

// settled puts a command into a state as Append would.
func settled(t *testing.T, b *models.Books, state string, at time.Time) string {
	t.Helper()
	setClock(b, at)
	c := must2(b.Receive(context.Background(), newCommand()))(t)
	err := b.DB.Model(&models.Command{}).Where("id = ?", c.ID).Updates(map[string]any{"state": state, "settled_at": at}).Error
	if err != nil {
		t.Fatal(err)
	}
	return c.ID
}

func TestRecordedCommandsStayOnTheListUntilConfirmed(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		ctx := context.Background()
		second := settled(t, b, models.Recorded, noon.Add(time.Second))
		first := settled(t, b, models.Recorded, noon)
		settled(t, b, models.Recorded, noon.Add(time.Hour)) // too young
		settled(t, b, models.Refused, noon)
		waiting := must2(b.Receive(ctx, newCommand()))(t).ID
		setClock(b, noon.Add(time.Minute))
		list := func(limit int) (ids []string) {
			for _, c := range must(b.Unconfirmed(ctx, 30*time.Second, limit))(t) {
				ids = append(ids, c.ID)
			}
			return ids
		}
		if diff := cmp.Diff([]string{first, second}, list(10)); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff([]string{first}, list(1)); diff != "" {
			t.Error(diff)
		}
		if err := b.Confirm(ctx, []string{first, waiting, "unknown"}); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]string{second}, list(10)); diff != "" {
			t.Error(diff)
		}
		if c := must(models.CommandByID(b.DB, waiting))(t); c.ConfirmedAt != nil {
			t.Error("a command that nobody answered was confirmed")
		}
	})
}

func TestCommandsNobodySentAgainExpireAndLoseTheirBody(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		ctx := context.Background()
		setClock(b, noon)
		old := must2(b.Receive(ctx, newCommand()))(t).ID
		setClock(b, noon.Add(time.Hour))
		young := must2(b.Receive(ctx, newCommand()))(t).ID
		setClock(b, noon.Add(24*time.Hour+time.Second))
		if n := must(b.ExpireReceived(ctx, 24*time.Hour))(t); n != 1 {
			t.Errorf("%d expired", n)
		}
		if c := must(models.CommandByID(b.DB, old))(t); c.State != models.Expired || c.BodySealed != nil {
			t.Errorf("%+v", c)
		}
		if c := must(models.CommandByID(b.DB, young))(t); c.State != models.Received || c.BodySealed == nil {
			t.Errorf("%+v", c)
		}
	})
}

func TestCasesWithOverdueMarksAreListedOnceTheLongestOverdueFirst(t *testing.T) {
	booktest.Each(t, func(t *testing.T, b *models.Books) {
		s := booktest.Seed(t, b)
		setClock(b, noon)
		early := openCase(t, b, s)
		setClock(b, noon.Add(time.Minute))
		late := openCase(t, b, s)
		mark := models.Mark{CaseID: early.ID, N: 2, At: noon.Add(90 * time.Minute), Kind: contract.Breach, State: models.MarkWaiting}
		mark.ObligationID = one(t, b, "SELECT id FROM obligations WHERE case_id = ?", early.ID)
		create(t, b, &mark)
		overdue := func(at time.Time) (ids []string) {
			setClock(b, at)
			for _, c := range must(b.OverdueMarks(context.Background(), time.Minute, 10))(t) {
				if c.Kind != contract.Complaint {
					t.Errorf("kind %s", c.Kind)
				}
				ids = append(ids, c.ID)
			}
			return ids
		}
		if got := overdue(noon.Add(61 * time.Minute)); got != nil {
			t.Errorf("too early: %v", got)
		}
		if diff := cmp.Diff([]string{early.ID, late.ID}, overdue(noon.Add(3*time.Hour))); diff != "" {
			t.Error(diff)
		}
	})
}

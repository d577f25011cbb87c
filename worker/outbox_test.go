package worker_test

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"carebook/internal/booktest"
	"carebook/internal/channel"
	"carebook/models"
	"carebook/worker"
)

// pigeon is a channel that fails as it is told, and notes what it was given.
type pigeon struct {
	mu   sync.Mutex
	sent []channel.Message
	fail error
}

func (p *pigeon) Name() string { return channel.Webhook }

func (p *pigeon) Send(_ context.Context, m channel.Message) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.sent = append(p.sent, m)
	return p.fail
}

func TestAMessageIsTriedUntilItIsTakenWithOneKeyAndOneTextAndItsFailuresNameNobody(t *testing.T) {
	eachYard(t, func(t *testing.T, y *yard) {
		var said strings.Builder
		bird := &pigeon{fail: errors.New("dial tcp: somebody@demo.example said 139 0000 4321")}
		o := &worker.Outbox{
			Books: y.b, Set: channel.Set{Channels: []channel.Channel{bird}, Language: "zh-Hans"}, Zone: time.UTC,
			Words: func(string, string) (string, bool) { return "", false }, Log: slog.New(slog.NewTextHandler(&said, nil)),
		}
		ctx, who := t.Context(), y.seeded.Staff["1003"]
		must := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		must(y.b.KnowChannels(ctx, []string{channel.Webhook}))
		must(y.b.ChooseChannels(ctx, who, []models.ChannelChoice{{Channel: channel.Webhook, Lang: "zh-Hans"}}))
		id, _ := y.opened()
		must(y.b.DB.Create(&models.Notice{
			ID: models.NewID(), CaseID: id, Seq: 1, UnitID: y.seeded.Units["S1"], ToRole: "customer_relations_manager", What: "opened", Clause: "V13-2.4a",
			CreatedAt: y.now,
		}).Error)
		_, err := y.b.FanOut(ctx)
		must(err)
		for i := range 4 {
			if i == 3 {
				bird.fail = nil
			}
			must(o.Send(ctx, bird))
			y.now = y.now.Add(10 * time.Minute)
		}
		must(o.Send(ctx, bird))
		if len(bird.sent) != 4 {
			t.Fatalf("%d tries, want three that failed and one that didn't", len(bird.sent))
		}
		for _, m := range bird.sent {
			if m != bird.sent[0] || m.To != who || !strings.Contains(m.Subject, "opened") || strings.Contains(m.Subject+m.Text, booktest.Name) {
				t.Errorf("%+v", m)
			}
		}
		var row models.Outgoing
		must(y.b.DB.Take(&row).Error)
		if row.State != models.OutSent || row.Tries != 4 || strings.Contains(said.String(), "demo.example") || !strings.Contains(said.String(), "no_answer") {
			t.Errorf("%+v\n%s", row, said.String())
		}
	})
}

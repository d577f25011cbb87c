package worker

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"carebook/internal/channel"
	"carebook/models"
)

// How often the outbox is looked into. An empty one costs a question to an index that is empty.
const (
	outboxEvery   = 5 * time.Second
	morningsEvery = 30 * time.Second
	channelsEvery = 10 * time.Minute
)

// Outbox sends what leaves the house over the channels that this worker has. Without any it still puts notices into the outbox, for the
// workers that do.
type Outbox struct {
	Books *models.Books
	Shelf *models.Binding
	Set   channel.Set
	Words Words
	Zone  *time.Location // in which due times are told
	Log   *slog.Logger
	First time.Duration // that is waited after a first try; 0 for a minute, which only test builds change
}

// Run works until ctx ends. No channel waits for another.
func (o *Outbox) Run(ctx context.Context) {
	var all sync.WaitGroup
	loop := func(interval time.Duration, what string, do func(context.Context) error) {
		all.Go(func() {
			o.note(ctx, what, do(ctx))
			every(ctx, interval, func() { o.note(ctx, what, do(ctx)) })
		})
	}
	loop(channelsEvery, "channels not noted", o.known)
	often := outboxEvery
	if o.First > 0 {
		often = min(often, o.First)
	}
	loop(often, "notices not put into the outbox", o.fanOut)
	loop(morningsEvery, "lists of the day not made", func(ctx context.Context) error { return o.Books.MakeMornings(ctx, o.Shelf) })
	loop(sweepEvery, "messages not given up", o.Books.GiveUp)
	loop(forgetEvery, "old messages not forgotten", o.Books.ForgetOutbox)
	for _, c := range o.Set.Channels {
		loop(often, "messages not sent", func(ctx context.Context) error { return o.Send(ctx, c) })
	}
	all.Wait()
}

func (o *Outbox) note(ctx context.Context, what string, err error) {
	if err != nil && ctx.Err() == nil {
		o.Log.WarnContext(ctx, what, "error", err)
	}
}

func (o *Outbox) known(ctx context.Context) error {
	var names []string
	for _, c := range o.Set.Channels {
		names = append(names, c.Name())
	}
	return o.Books.KnowChannels(ctx, names)
}

func (o *Outbox) fanOut(ctx context.Context) error {
	for {
		if more, err := o.Books.FanOut(ctx); err != nil || !more {
			return err
		}
	}
}

// Send sends everything that is due over one channel.
func (o *Outbox) Send(ctx context.Context, c channel.Channel) error {
	for ctx.Err() == nil {
		leased, err := o.Books.LeaseOutbox(ctx, models.Lease{Channel: c.Name(), Lang: o.Set.Language, Write: o.write})
		if err != nil || len(leased) == 0 {
			return err
		}
		for _, l := range leased {
			if err := o.try(ctx, c, l); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}

// try sends one message and writes down what came of it. Of one that a worker broke off it isn't known: its lease runs out.
func (o *Outbox) try(ctx context.Context, c channel.Channel, l models.Leased) error {
	m := channel.Message{Key: l.ID, Kind: l.Kind, To: l.To, Subject: l.Subject, Text: l.Body, At: l.CreatedAt}
	limited, cancel := context.WithTimeout(ctx, channel.Patience)
	err := c.Send(limited, m)
	cancel()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	code := ""
	if err != nil {
		code = channel.CodeOf(err)
		o.Log.WarnContext(ctx, "message not sent", "message", l.ID, "channel", c.Name(), "try", l.Tries, "code", code)
	}
	return o.Books.NoteTried(ctx, models.Tried{Leased: l, Code: code, First: o.First})
}

func (o *Outbox) write(d models.Draft) (subject, body string) {
	return letter{o.Words, d.Lang, o.Set.Desk, o.Zone}.write(d)
}

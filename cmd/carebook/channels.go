package main

import (
	"os"
	"time"

	"carebook/api"
	"carebook/internal/channel"
	"carebook/internal/failpoint"
	"carebook/worker"
)

// channelFlags say over which channels notices leave the house. Where they lead, and the secrets, stand in a file.
type channelFlags struct {
	Channels string `env:"CAREBOOK_CHANNELS" placeholder:"FILE" help:"File with the channels over which notices leave the house (e-mail, robots, webhook), readable by its owner alone; without it they stay in the desk."`
}

func (f channelFlags) set() (channel.Set, error) {
	if f.Channels == "" {
		return channel.Set{}, nil
	}
	set, err := channel.Load(f.Channels)
	if err != nil {
		return channel.Set{}, err
	}
	return *set, nil
}

// outbox is what sends notices over some channels.
func (s *service) outbox(set channel.Set) *worker.Outbox {
	return &worker.Outbox{
		Books: s.books, Shelf: s.shelf, Set: set, Words: api.Word, Zone: api.BusinessZone(), Log: s.log, First: firstWait(),
	}
}

// firstWait is what is waited after the first try of a message. Test builds may shorten it, to see many tries.
func firstWait() time.Duration {
	if d, err := time.ParseDuration(os.Getenv("CAREBOOK_OUTBOX_WAIT")); failpoint.Enabled && err == nil {
		return d
	}
	return 0
}

package dispatch_test

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"testing"
	"time"

	"carebook/contract"
	"carebook/internal/dispatch"
)

// nobody is an address at which nothing listens.
func nobody(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func TestATemporalThatIsntThereIsAway(t *testing.T) {
	t.Parallel()
	quiet := slog.New(slog.DiscardHandler)
	c, err := dispatch.NewClient(dispatch.Options{Address: nobody(t), CodecKey: make([]byte, 32), Log: quiet})
	if err != nil {
		t.Fatalf("a service must start while Temporal is away: %v", err)
	}
	defer c.Close()
	s := dispatch.NewSender(c, contract.DefaultRenew, quiet)
	s.Wait = 2 * time.Second
	ctx, m := context.Background(), contract.Message{Command: "command"}
	for name, ask := range map[string]func() error{
		"open":    func() error { _, err := s.Open(ctx, contract.Complaint, "case", m); return err },
		"act":     func() error { _, err := s.Act(ctx, contract.Complaint, "case", m); return err },
		"sync":    func() error { _, err := s.Sync(ctx, contract.Complaint, "case"); return err },
		"recount": func() error { _, err := s.Recount(ctx, contract.Complaint, "case", 2); return err },
		"state":   func() error { return s.State(ctx, contract.Complaint, "case", new(contract.ComplaintState)) },
		"actions": func() error { _, err := s.Actions(ctx, contract.Complaint, "case"); return err },
		"ready":   func() error { return s.Ready(ctx) },
	} {
		t.Run(name, func(t *testing.T) {
			begun := time.Now()
			if err := ask(); !errors.Is(err, dispatch.ErrAway) {
				t.Errorf("after %s: %v", time.Since(begun), err)
			}
		})
	}
}

package dispatch

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"google.golang.org/grpc"
)

// patience is how long the SDK may go on trying to reach a Temporal that nobody has reached since the call began. The
// caller then knows that nothing was sent, and soon.
const patience = 2 * time.Second

// attempts follows one call through the SDK's retries, to tell a Temporal that is away from one that is late.
type attempts struct {
	giveUp context.CancelCauseFunc

	mu      sync.Mutex
	failing time.Time // since when nothing came through
	through bool      // an attempt did: the message may have arrived
}

type attemptsKey struct{}

// begin sets the limit of a call and follows its attempts. The function it returns decides what an error of the call means.
func (s *Sender) begin(ctx context.Context) (context.Context, func(error) error, context.CancelFunc) {
	ctx, cancel := context.WithTimeout(ctx, s.Wait)
	ctx, giveUp := context.WithCancelCause(ctx)
	ctx = context.WithValue(ctx, attemptsKey{}, &attempts{giveUp: giveUp})
	judge := func(err error) error {
		if err != nil && errors.Is(context.Cause(ctx), ErrAway) {
			return fmt.Errorf("%w: %w", ErrAway, err)
		}
		return translate(err)
	}
	return ctx, judge, cancel
}

// follow is the innermost interceptor: it sees every attempt.
func follow(
	ctx context.Context, method string, req, reply any, conn *grpc.ClientConn, invoke grpc.UnaryInvoker, o ...grpc.CallOption,
) error {
	err := invoke(ctx, method, req, reply, conn, o...)
	if a, ok := ctx.Value(attemptsKey{}).(*attempts); ok {
		a.note(err)
	}
	return err
}

// note looks at one attempt's end. Only a connection that was never made is sure to have carried nothing.
func (a *attempts) note(err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	unsent := err != nil && strings.Contains(err.Error(), "while dialing")
	a.through = a.through || !unsent
	if a.through {
		return
	}
	if a.failing.IsZero() {
		a.failing = time.Now()
	}
	if time.Since(a.failing) > patience {
		a.giveUp(ErrAway)
	}
}

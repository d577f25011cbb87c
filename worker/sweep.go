package worker

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"carebook/contract"
	"carebook/internal/dispatch"
	"carebook/models"
)

// How often the books are asked for what was forgotten, and how long something must have waited to count as forgotten.
const (
	sweepEvery     = 30 * time.Second
	commandWaits   = 30 * time.Second
	markWaits      = time.Minute
	receivedWaits  = 24 * time.Hour
	sweepBatch     = 200
	heartbeatEvery = 10 * time.Second
	signEvery      = time.Minute
	forgetEvery    = time.Hour
)

// Sender is what the sweeper needs to speak to cases.
type Sender interface {
	Open(ctx context.Context, kind contract.Kind, caseID string, m contract.Message) (contract.Receipt, error)
	Act(ctx context.Context, kind contract.Kind, caseID string, m contract.Message) (contract.Receipt, error)
	Sync(ctx context.Context, kind contract.Kind, caseID string) (contract.Receipt, error)
	Recount(ctx context.Context, kind contract.Kind, caseID string, edition int64) (contract.Receipt, error)
	StartImport(ctx context.Context, id string) error
}

// Sweeper is the second source: it finds what a crash between two stores left behind, and sends it again. It decides
// nothing itself; sending twice is harmless.
type Sweeper struct {
	Books *models.Books
	Cases Sender
	Log   *slog.Logger
	Heads *Signer // nil where nobody signs

	Shelf     *models.Binding // with Schedules: what begins by itself
	Schedules Timekeeper      // nil where nobody looks after schedules

	woken chan struct{}
}

// NewSweeper makes a sweeper; Run starts it.
func NewSweeper(b *models.Books, cases Sender, log *slog.Logger) *Sweeper {
	return &Sweeper{Books: b, Cases: cases, Log: log, woken: make(chan struct{}, 1)}
}

// Wake lets the sweeper look for spawned commands now. It never waits.
func (s *Sweeper) Wake() {
	select {
	case s.woken <- struct{}{}:
	default: // it will look anyway
	}
}

// Run sweeps, sends spawned commands, counts again, signs heads, and writes the workers' heartbeat, until ctx ends. None of them waits for another: a sweep may
// take long, counting everything by a new calendar longer, and a late heartbeat would count as an outage.
func (s *Sweeper) Run(ctx context.Context) {
	var all sync.WaitGroup
	all.Go(func() {
		s.note(ctx, "heartbeat not written", s.Books.Beat(ctx))
		every(ctx, heartbeatEvery, func() { s.note(ctx, "heartbeat not written", s.Books.Beat(ctx)) })
	})
	all.Go(func() { every(ctx, sweepEvery, func() { s.note(ctx, "sweep not finished", s.Sweep(ctx)) }) })
	all.Go(func() {
		for ctx.Err() == nil {
			s.note(ctx, "spawned commands not sent", s.Spawned(ctx))
			select {
			case <-ctx.Done():
			case <-s.woken:
			case <-time.After(sweepEvery):
			}
		}
	})
	if s.Heads != nil {
		all.Go(func() {
			s.note(ctx, "heads not signed", s.Heads.Sign(ctx, s.Books))
			every(ctx, signEvery, func() { s.note(ctx, "heads not signed", s.Heads.Sign(ctx, s.Books)) })
		})
	}
	all.Go(func() { every(ctx, sweepEvery, func() { s.note(ctx, "counting again not finished", s.Recount(ctx)) }) })
	if s.Schedules != nil {
		all.Go(func() {
			s.note(ctx, "schedules not looked after", s.schedules(ctx))
			every(ctx, sweepEvery, func() { s.note(ctx, "schedules not looked after", s.schedules(ctx)) })
		})
	}
	all.Go(func() {
		s.note(ctx, "old sign-ins not forgotten", s.Books.ForgetSignIns(ctx))
		every(ctx, forgetEvery, func() { s.note(ctx, "old sign-ins not forgotten", s.Books.ForgetSignIns(ctx)) })
	})
	all.Wait()
}

func every(ctx context.Context, interval time.Duration, do func()) {
	tick := time.NewTicker(interval)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			do()
		}
	}
}

// Sweep does one round: commands recorded whose answer nobody saw, marks that should have fired, imports that should have
// been carried out, requests given up, days and months of visits that are over, staff whose last day is over,
// hand-overs whose day has come, what the database still holds of those who were erased.
func (s *Sweeper) Sweep(ctx context.Context) error {
	return errors.Join(s.commands(ctx), s.marks(ctx), s.imports(ctx), s.expire(ctx), s.Books.CloseVisitSamples(ctx), s.Books.CloseQuotas(ctx),
		s.Books.Depart(ctx), s.Books.BeginHandOvers(ctx), s.Books.SweepErased(ctx))
}

func (s *Sweeper) commands(ctx context.Context) error {
	waiting, err := s.Books.Unconfirmed(ctx, commandWaits, sweepBatch)
	if err != nil {
		return err
	}
	var confirmed []string
	for i := range waiting {
		err := s.again(ctx, &waiting[i])
		if err == nil {
			confirmed = append(confirmed, waiting[i].ID)
			continue
		}
		s.note(ctx, "command not confirmed", err)
		if errors.Is(err, dispatch.ErrAway) || ctx.Err() != nil {
			break // so it would be for all others
		}
	}
	return s.Books.Confirm(ctx, confirmed)
}

// again sends a recorded command with its own id. A refusal by the validator means that the workflow knows the event
// already; a case that has ended needs nothing more.
func (s *Sweeper) again(ctx context.Context, c *models.Command) error {
	_, err := s.send(ctx, c)
	var refusal *contract.Refusal
	if errors.As(err, &refusal) {
		return nil
	}
	if errors.Is(err, dispatch.ErrGone) {
		return s.goneForGood(ctx, c)
	}
	return err
}

// send carries a command to its case, which an opening starts.
func (s *Sweeper) send(ctx context.Context, c *models.Command) (contract.Receipt, error) {
	m, err := c.Message()
	if err != nil {
		return contract.Receipt{}, err
	}
	if c.Action == contract.Open {
		return s.Cases.Open(ctx, contract.Kind(c.Kind), c.Stream, m)
	}
	return s.Cases.Act(ctx, contract.Kind(c.Kind), c.Stream, m)
}

// goneForGood accepts a missing workflow only for a case that has ended: anything else is a fault to be seen.
func (s *Sweeper) goneForGood(ctx context.Context, c *models.Command) error {
	ended, err := s.Books.Ended(ctx, c.Stream)
	if err == nil && !ended {
		return dispatch.ErrGone
	}
	return err
}

func (s *Sweeper) marks(ctx context.Context) error {
	overdue, err := s.Books.OverdueMarks(ctx, markWaits, sweepBatch)
	if err != nil {
		return err
	}
	for _, c := range overdue {
		if !s.wake(ctx, c) {
			break
		}
	}
	return nil
}

// wake asks one case to look at its marks, and reports whether it is worth asking the next.
func (s *Sweeper) wake(ctx context.Context, c models.CaseRef) bool {
	_, err := s.Cases.Sync(ctx, c.Kind, c.ID)
	s.note(ctx, "case not woken", err)
	return !errors.Is(err, dispatch.ErrAway) && ctx.Err() == nil
}

// Recount does one round over everything owed that was counted by an edition of a calendar that isn't current any more.
// What holds is noted; each other case is asked to count again.
func (s *Sweeper) Recount(ctx context.Context) error {
	editions, err := s.Books.Superseded(ctx)
	if err != nil {
		return err
	}
	for _, n := range editions {
		if err := s.recountFrom(ctx, n); err != nil {
			return err
		}
	}
	return nil
}

// recountFrom goes through the cases of one edition, each once: one that can't be counted now doesn't hold up the others.
func (s *Sweeper) recountFrom(ctx context.Context, edition int64) error {
	for after := ""; ; {
		cases, err := s.Books.CountedBy(ctx, edition, after, sweepBatch)
		if err != nil {
			return err
		}
		for _, c := range cases {
			if err := s.recount(ctx, c); errors.Is(err, dispatch.ErrAway) || ctx.Err() != nil {
				return err
			}
			after = c.ID
		}
		if len(cases) < sweepBatch {
			return nil
		}
	}
}

func (s *Sweeper) recount(ctx context.Context, c models.CaseRef) error {
	edition, err := s.Books.HoldCalendar(ctx, c.ID)
	s.note(ctx, "not all of a case was counted again", err)
	if edition == 0 {
		return err
	}
	_, err = s.Cases.Recount(ctx, c.Kind, c.ID, edition)
	s.note(ctx, "case not counted again", err)
	return err
}

func (s *Sweeper) expire(ctx context.Context) error {
	n, err := s.Books.ExpireReceived(ctx, receivedWaits)
	if n > 0 {
		s.Log.InfoContext(ctx, "requests expired", "count", n)
	}
	return err
}

func (s *Sweeper) note(ctx context.Context, what string, err error) {
	if err != nil && ctx.Err() == nil {
		s.Log.WarnContext(ctx, what, "error", err)
	}
}

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"carebook/bench/load"
	"carebook/contract"
	"carebook/models"
)

// festival is what it costs to owe very many customers a greeting in one morning.
type festival struct {
	customers   int
	took        time.Duration   // from its beginning until all customers were gone through
	gaps        []time.Duration // from one page to the next, in their order; the policy's pace is part of each
	spent       cpu
	before, top int64         // memory of serve: before, and at most, in KiB
	grew        int64         // bytes of the books
	history     size          // of the campaign's present run, when all were gone through
	ended       time.Duration // calling it off: one transaction for all that is owed
	idle, busy  load.Result   // staff actions before and meanwhile
}

// longestFestival bounds the going through of customers.
const longestFestival = 15 * time.Minute

// festivals has the next round of a schedule begun for a unit with many customers, with staff at work beside it.
func (b *bench) festivals(ctx context.Context) error {
	if err := b.crowdHome(ctx); err != nil {
		return fmt.Errorf("filling the books: %w", err)
	}
	schedule, err := b.scheduled(ctx, "festivals")
	if err != nil {
		return err
	}
	f := &b.report.festival
	f.customers = b.greeted
	if f.before, err = b.stage.resetMemory(); err != nil {
		return err
	}
	due := time.Now().Add(6 * b.settle)
	staff := b.atWork(ctx, due)
	if err := pause(ctx, time.Until(due)); err != nil {
		return err
	}
	before, err := b.stage.cpu()
	if err != nil {
		return err
	}
	held, err := b.stage.bytes(ctx)
	if err != nil {
		return err
	}
	campaign, err := b.greetAll(ctx, schedule)
	f.idle, f.busy = staff()
	if err != nil {
		return err
	}
	after, err := b.stage.cpu()
	if err != nil {
		return err
	}
	f.spent = after.less(before)
	if f.grew, err = b.stage.bytes(ctx); err != nil {
		return err
	}
	f.grew -= held
	if f.top, err = b.stage.memory("VmHWM"); err != nil {
		return err
	}
	if f.history, err = b.sizeOf(ctx, kase{contract.Campaign, campaign}); err != nil {
		return err
	}
	if f.ended, err = b.callOff(ctx, campaign); err != nil {
		return err
	}
	if f.idle.Void() {
		return fmt.Errorf("staff actions failed before the festival: %w", firstOf(f.idle, f.idle))
	}
	b.progress("%d customers are owed a greeting after %s", f.customers, f.took.Round(time.Millisecond))
	return b.gaps(ctx, campaign)
}

// bytes is how much room the books take, with their indexes.
func (s *stage) bytes(ctx context.Context) (n int64, err error) {
	return n, s.books.DB.WithContext(ctx).Raw(`SELECT pg_database_size(current_database())`).Scan(&n).Error
}

// crowdHome writes customers into the books who have agreed to be greeted, after the example of one who really did.
func (b *bench) crowdHome(ctx context.Context) error {
	like, err := b.counter.meet(ctx, consultant)
	if err != nil {
		return err
	}
	if err := b.counter.post(ctx, consultant, "/customers/"+like+"/relation", fields{"class": "ordinary", "consent": true}, nil); err != nil {
		return err
	}
	conn, err := pgx.Connect(ctx, b.stage.url(booksDatabase))
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	columns := []string{
		"id", "key_id", "unit_id", "seq", "name_sealed", "phone_sealed", "name_index", "phone_index", "last4_index", "created_at", "class", "consented_at",
	}
	row := make([]any, len(columns))
	into := make([]any, len(columns))
	for i := range row {
		into[i] = &row[i]
	}
	err = conn.QueryRow(ctx, `SELECT id, key_id, unit_id, 0::bigint, name_sealed, phone_sealed, name_index, phone_index, last4_index, created_at, class, consented_at
		FROM customers WHERE id = $1`, like).Scan(into...)
	if err != nil {
		return fmt.Errorf("reading the example: %w", err)
	}
	err = copyRows(ctx, conn, "customers", columns, b.greeted-1, func(int) []any {
		row[0] = models.NewID()
		return row
	})
	if err != nil {
		return err
	}
	_, err = conn.Exec(ctx, "ANALYZE customers")
	return err
}

// scheduled is the id of a schedule of the unit's, once carebook knows it.
func (b *bench) scheduled(ctx context.Context, name string) (string, error) {
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); {
		var all struct{ Items []struct{ ID, Name string } }
		if err := b.counter.get(ctx, host, "/schedules", &all); err != nil {
			return "", err
		}
		for _, s := range all.Items {
			if s.Name == name {
				return s.ID, nil
			}
		}
		if err := pause(ctx, time.Second); err != nil {
			return "", err
		}
	}
	return "", fmt.Errorf("there is no schedule %s", name)
}

// greetAll begins the schedule's next round and waits until its campaign has gone through all customers.
func (b *bench) greetAll(ctx context.Context, schedule string) (campaign string, err error) {
	f, begun := &b.report.festival, time.Now()
	if err := b.counter.post(ctx, host, "/schedules/"+schedule+"/trigger", fields{"reason": "a measurement"}, nil); err != nil {
		return "", err
	}
	var rounds struct{ Items []struct{ Case string } }
	if err := b.counter.get(ctx, host, "/schedules/"+schedule+"/periods", &rounds); err != nil {
		return "", err
	}
	if len(rounds.Items) != 1 {
		return "", fmt.Errorf("%d rounds have begun", len(rounds.Items))
	}
	campaign = rounds.Items[0].Case
	for {
		var planned int
		var listed bool
		err := b.stage.books.DB.WithContext(ctx).Raw(`SELECT coalesce(max(planned), 0), coalesce(bool_or(listed_at IS NOT NULL), false)
			FROM campaigns WHERE case_id = ?`, campaign).Row().Scan(&planned, &listed)
		switch {
		case err != nil:
			return "", err
		case listed && planned == f.customers:
			f.took = time.Since(begun)
			return campaign, nil
		case listed, time.Since(begun) > longestFestival:
			return "", fmt.Errorf("%d of %d customers are owed a greeting, gone through all: %t", planned, f.customers, listed)
		}
		if err := pause(ctx, 100*time.Millisecond); err != nil {
			return "", err
		}
	}
}

// callOff ends a campaign, and with it all that it owes.
func (b *bench) callOff(ctx context.Context, campaign string) (time.Duration, error) {
	began := time.Now()
	if err := b.counter.post(ctx, host, "/campaigns/"+campaign+"/cancel", fields{"reason": "a measurement"}, nil); err != nil {
		return 0, err
	}
	took := time.Since(began)
	var open int
	err := b.stage.books.DB.WithContext(ctx).Raw(`SELECT count(*) FROM obligations WHERE case_id = ? AND state = 'open'`, campaign).Scan(&open).Error
	if err == nil && open > 0 {
		err = fmt.Errorf("a campaign that was called off still owes %d", open)
	}
	return took, err
}

// gaps reads when each page was recorded.
func (b *bench) gaps(ctx context.Context, campaign string) error {
	var at []time.Time
	err := b.stage.books.DB.WithContext(ctx).Raw(`SELECT recorded_at FROM events WHERE stream = ? AND type = ? ORDER BY seq`,
		campaign, contract.EventPageOpened).Scan(&at).Error
	if err == nil && len(at) < 2 {
		err = errors.New("there are too few pages to say how fast they come")
	}
	if err != nil {
		return err
	}
	for i := range at[1:] {
		b.report.festival.gaps = append(b.report.festival.gaps, at[i+1].Sub(at[i]))
	}
	return nil
}

func inOrder(gaps []time.Duration) []time.Duration { return slices.Sorted(slices.Values(gaps)) }

func (f festival) rate() float64 { return float64(f.customers) / f.took.Seconds() }

func (f festival) print(w io.Writer) {
	first, last := inOrder(f.gaps[:(len(f.gaps)+1)/2]), inOrder(f.gaps[len(f.gaps)/2:])
	fmt.Fprintf(w, "\nFestival: %d customers are owed a greeting, with %d people at work beside it\n", f.customers, people)
	fmt.Fprintln(w, "  took\tper second\tpage after page p50, first half\tsecond half\tp99\tserve CPU\tPostgreSQL\tMiB before\tat most\tbytes a duty\tevents\tbytes\tcalled off in\taction idle p50\tp99\tmeanwhile p50\tp99")
	fmt.Fprintf(w, "  %s\t%.0f\t%s\t%s\t%s\t%.0f %%\t%.0f %%\t%d\t%d\t%d\t%d\t%d\t%s\t%s\t%s\t%s\t%s\n", seconds(f.took), f.rate(),
		short(load.Quantile(first, 0.5)), short(load.Quantile(last, 0.5)), short(load.Quantile(inOrder(f.gaps), 0.99)),
		100*f.spent.serve.Seconds()/f.took.Seconds(), 100*f.spent.postgres.Seconds()/f.took.Seconds(), f.before>>10, f.top>>10, f.grew/int64(f.customers),
		f.history.events, f.history.bytes, short(f.ended), short(f.idle.P(0.5)), short(f.idle.P(0.99)), short(f.busy.P(0.5)), short(f.busy.P(0.99)))
}

func (f festival) budgets() []budget {
	if f.customers == 0 {
		return nil
	}
	slower := float64(f.busy.P(0.99)) / float64(f.idle.P(0.99))
	return []budget{
		{what: "p99 of staff actions during a festival, of idle", want: fmt.Sprintf("≤ %.1f", slowerBusy),
			got: fmt.Sprintf("%.1f", slower), holds: slower <= slowerBusy},
		atMost("staff actions that failed during a festival", 0, int64(f.busy.Errors)),
	}
}

package main

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"carebook/models"
)

// What seeded books look like: one case in ten is still open and has one to-do, the others had two. Half of the open to-dos
// are overdue. Cases are spread evenly over the units and over three years.
const (
	openEvery = 10
	past      = 3 * 365 * 24 * time.Hour
)

// seeder writes rows that lists read. They have no events and no workflow: nothing but lists may touch them.
type seeder struct {
	units                                        []string
	edition, calendar, customer, vehicle, worker string
	calendarN                                    int64
	explanation                                  []byte
	rows                                         int
	now                                          time.Time
	ids                                          []string
}

func (b *bench) seed(ctx context.Context) error {
	conn, err := pgx.Connect(ctx, b.stage.url(booksDatabase))
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	s := &seeder{rows: b.rows, now: time.Now().UTC().Truncate(time.Microsecond), customer: b.counter.customer, vehicle: b.counter.vehicle}
	if err := s.learn(ctx, conn); err != nil {
		return err
	}
	for _, write := range []func(context.Context, *pgx.Conn) error{s.cases, s.complaints, s.obligations} {
		if err := write(ctx, conn); err != nil {
			return err
		}
	}
	_, err = conn.Exec(ctx, "ANALYZE cases, complaints, obligations")
	return err
}

// learn takes what every row needs from a case that was really opened.
func (s *seeder) learn(ctx context.Context, conn *pgx.Conn) error {
	rows, _ := conn.Query(ctx, "SELECT id FROM units WHERE profile = 'dealer-4s' ORDER BY code")
	var err error
	if s.units, err = pgx.CollectRows(rows, pgx.RowTo[string]); err != nil {
		return err
	}
	s.ids = make([]string, s.rows)
	for i := range s.ids {
		s.ids[i] = models.NewID()
	}
	return conn.QueryRow(ctx, `
		SELECT c.edition, c.calendar, o.calendar_n, o.explanation, (SELECT id FROM staff WHERE code = $1)
		FROM cases c JOIN obligations o ON o.case_id = c.id LIMIT 1`, specialist,
	).Scan(&s.edition, &s.calendar, &s.calendarN, &s.explanation, &s.worker)
}

func (s *seeder) opened(i int) time.Time {
	return s.now.Add(-past / time.Duration(s.rows) * time.Duration(i+1)).Truncate(time.Microsecond)
}

func (s *seeder) unit(i int) string { return s.units[i/openEvery%len(s.units)] }

func running(i int) bool { return i%openEvery == 0 }

func (s *seeder) cases(ctx context.Context, conn *pgx.Conn) error {
	columns := []string{
		"id", "kind", "number", "unit_id", "edition", "calendar", "status", "ended", "seq", "head", "opened_at", "updated_at",
	}
	return copyRows(ctx, conn, "cases", columns, s.rows, func(i int) []any {
		status := "completed"
		if running(i) {
			status = "classified"
		}
		at := s.opened(i)
		return []any{s.ids[i], "complaint", fmt.Sprintf("SEED-%08d", i), s.unit(i), s.edition, s.calendar, status, !running(i), 9,
			make([]byte, 32), at, at.Add(48 * time.Hour)}
	})
}

func (s *seeder) complaints(ctx context.Context, conn *pgx.Conn) error {
	columns := []string{
		"case_id", "customer_id", "vehicle_id", "channel", "severity", "major_kind", "data_true", "round", "recipient_id", "amount",
	}
	return copyRows(ctx, conn, "complaints", columns, s.rows, func(i int) []any {
		return []any{s.ids[i], s.customer, s.vehicle, "phone", "ordinary", "", true, 1, s.worker, 0}
	})
}

func (s *seeder) obligations(ctx context.Context, conn *pgx.Conn) error {
	columns := []string{
		"id", "case_id", "unit_id", "duty", "role", "clause", "rule", "source", "since", "due_at", "provisional", "calendar",
		"calendar_n", "explanation", "state", "annulled", "settled_at", "opened_seq",
	}
	return copyRows(ctx, conn, "obligations", columns, 2*s.rows, func(n int) []any {
		i, second := n/2, n%2 == 1
		since, state, settled := s.opened(i), "fulfilled", any(s.opened(i).Add(time.Hour))
		due := since.Add(2 * time.Hour)
		if running(i) {
			if second {
				return nil
			}
			state, settled = "open", nil
			due = s.now.Add(time.Duration(i%2000-1000) * time.Minute)
		}
		return []any{models.NewID(), s.ids[i], s.unit(i), "classify", "customer_relations_specialist", "V13-2.3", "2 hours",
			"default", since, due, false, s.calendar, s.calendarN, s.explanation, state, false, settled, 1}
	})
}

// copyRows streams rows into a table; a nil row is left out.
func copyRows(ctx context.Context, conn *pgx.Conn, table string, columns []string, n int, row func(int) []any) error {
	i := 0
	_, err := conn.CopyFrom(ctx, pgx.Identifier{table}, columns, pgx.CopyFromFunc(func() ([]any, error) {
		for i < n {
			values := row(i)
			i++
			if values != nil {
				return values, nil
			}
		}
		return nil, nil
	}))
	if err != nil {
		return fmt.Errorf("copying into %s: %w", table, err)
	}
	return nil
}

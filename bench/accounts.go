package main

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"carebook/bench/load"
	"carebook/contract"
	"carebook/models"
)

// Lines that accounts have before anybody asks for goods, beside that of their limit.
const (
	fewLines  = 10
	manyLines = 10_000
)

// account prepares an operation on accounts. As many share requests and payments as there are callers in the crowded cells.
func (b *bench) account(ctx context.Context, op operation) (deed, error) {
	var err error
	c := b.counter
	switch op {
	case crowding:
		ids, err := b.trade(ctx, 1, fewLines)
		return acts(ids, c.request), err
	case aging:
		if b.old == nil {
			b.old, err = b.trade(ctx, 1, manyLines)
		}
		return acts(b.old, c.request), err
	case paying:
		return acts(b.accounts, c.pay), nil
	}
	b.accounts, err = b.trade(ctx, b.conc, fewLines)
	return acts(b.accounts, c.request), err
}

// trade opens accounts of customers who may owe more than anybody asks for here, and gives each a past.
func (b *bench) trade(ctx context.Context, n, lines int) ([]string, error) {
	if err := b.meet(ctx, seller, n); err != nil {
		return nil, err
	}
	ids := make([]string, n)
	r := load.Run(ctx, b.conc, load.Bound{Ops: n, For: time.Minute}, func(ctx context.Context, i int) (err error) {
		ids[i], err = b.counter.trade(ctx)
		return err
	})
	if r.Errors > 0 || r.Ops < n {
		return nil, fmt.Errorf("%d of %d accounts opened: %w", r.Ops-r.Errors, n, firstOf(r, r))
	}
	return ids, b.past(ctx, ids, lines)
}

// openAccount opens the account of a customer who has none.
func (c *counter) openAccount(ctx context.Context) (string, error) {
	var made struct{ ID string }
	err := c.post(ctx, seller, "/credits", fields{
		"unit": c.units[at(seller)], "customer_id": c.strangers[seller].next(), "seller": c.people[seller],
	}, &made)
	return c.accounts.keep(made.ID, err)
}

// trade opens an account, proves what must be proven, and has a limit approved.
func (c *counter) trade(ctx context.Context) (string, error) {
	id, err := c.openAccount(ctx)
	for _, do := range []struct {
		who, what string
		body      fields
	}{
		{seller, "prove-archive", fields{}},
		{seller, "prove-contract", fields{"contract": "direct"}},
		{finance, "prove-balance", fields{"year": time.Now().In(china).Year() - 1}},
		{seller, "propose-limit", fields{"amount": "10000000.00"}},
		{manager, "approve-limit", fields{"verdict": "approve"}},
	} {
		if err == nil {
			err = c.post(ctx, do.who, "/credits/"+id+"/"+do.what, do.body, nil)
		}
	}
	return id, err
}

// china is the zone in which accounts count years.
var china = time.FixedZone("", 8*60*60)

// request asks for goods within the limit; anything but their release is an error.
func (c *counter) request(ctx context.Context, id string) error {
	var done struct{ Request struct{ State, Way string } }
	err := c.post(ctx, seller, "/credits/"+id+"/request", fields{"reference": "D-" + uuid.NewString(), "amount": "1.00"}, &done)
	if got := done.Request; err == nil && (got.State != contract.RequestReleased || got.Way != contract.WayInLimit) {
		err = fmt.Errorf("the request on account %s was decided as %+v", id, got)
	}
	return err
}

// pay notes money for the oldest goods.
func (c *counter) pay(ctx context.Context, id string) error {
	return c.post(ctx, finance, "/credits/"+id+"/pay", fields{"receipt": "R-" + uuid.NewString(), "amount": "1.00"}, nil)
}

// past gives accounts lines of the year before: goods and then their money, in turn, with the request of each release and the
// date by which its money had to be there. No event tells of them: nothing but requests and payments may touch them.
func (b *bench) past(ctx context.Context, ids []string, lines int) error {
	conn, err := pgx.Connect(ctx, b.stage.url(booksDatabase))
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	for _, id := range ids {
		p := pastOf{id: id, lines: lines, step: 300 * 24 * time.Hour / time.Duration(lines), now: time.Now().UTC().Truncate(time.Microsecond)}
		if err := p.learn(ctx, conn, b.counter); err != nil {
			return err
		}
		for _, write := range []func(context.Context, *pgx.Conn) error{p.writeLines, p.writeRequests, p.writeDates} {
			if err := write(ctx, conn); err != nil {
				return err
			}
		}
	}
	_, err = conn.Exec(ctx, "ANALYZE credit_lines, credit_requests, obligations")
	return err
}

// pastOf writes the past of one account. Its first line is that of the limit.
type pastOf struct {
	id, unit, seller, calendar string
	calendarN                  int64
	explanation                []byte
	lines                      int
	step                       time.Duration // between two lines
	now                        time.Time
}

func (p *pastOf) learn(ctx context.Context, conn *pgx.Conn, c *counter) error {
	p.unit, p.seller = c.units[at(seller)], c.people[seller]
	return conn.QueryRow(ctx, "SELECT calendar, calendar_n, explanation FROM obligations WHERE case_id = $1 LIMIT 1", p.id).
		Scan(&p.calendar, &p.calendarN, &p.explanation)
}

// at is when a line was written; the last one ten days ago.
func (p *pastOf) at(i int) time.Time {
	return p.now.Add(-10*24*time.Hour - p.step*time.Duration(p.lines-i)).Truncate(time.Microsecond)
}

func (p *pastOf) goods(i int) string { return fmt.Sprintf("D-%08d", i/2) }

func (p *pastOf) writeLines(ctx context.Context, conn *pgx.Conn) error {
	columns := []string{
		"case_id", "n", "unit_id", "kind", "amount", "item", "way", "receipt", "days", "day", "at", "seq", "recorded_at",
	}
	return copyRows(ctx, conn, "credit_lines", columns, p.lines, func(i int) []any {
		at := p.at(i)
		kind, item, way, receipt := models.LineGoods, p.goods(i), contract.WayInLimit, ""
		if i%2 == 1 {
			kind, item, way, receipt = models.LinePayment, "", "", fmt.Sprintf("R-%s-%d", p.id[24:], i)
		}
		return []any{p.id, i + 2, p.unit, kind, 100, item, way, receipt, 0, at.In(china).Format(time.DateOnly), at, later + i, at}
	})
}

// later begins numbers of events that no account of a run reaches.
const later = 1_000_000

func (p *pastOf) writeRequests(ctx context.Context, conn *pgx.Conn) error {
	columns := []string{
		"case_id", "item", "amount", "state", "way", "requester_id", "requested_at", "seq", "figures", "grounds", "plan_days", "review",
	}
	figures := []byte(`{"d":"2026-03-06","l":1000000000,"v":300000,"s":1000000000,"u":0,"t":30}`)
	return copyRows(ctx, conn, "credit_requests", columns, p.lines/2, func(n int) []any {
		return []any{p.id, p.goods(2 * n), 100, contract.RequestReleased, contract.WayInLimit, p.seller, p.at(2 * n), later + 2*n, figures,
			"V2-1.2,V2-1.3,V2-2.1,A-55", 0, ""}
	})
}

func (p *pastOf) writeDates(ctx context.Context, conn *pgx.Conn) error {
	columns := []string{
		"id", "case_id", "unit_id", "duty", "item", "role", "person_id", "clause", "rule", "source", "since", "due_at", "provisional",
		"calendar", "calendar_n", "explanation", "state", "annulled", "settled_at", "opened_seq", "settled_seq",
	}
	return copyRows(ctx, conn, "obligations", columns, p.lines/2, func(n int) []any {
		since := p.at(2 * n)
		return []any{models.NewID(), p.id, p.unit, "collect", p.goods(2 * n), "salesperson", p.seller, "V2-1.4.2", "30 days", "", since,
			since.Add(30 * 24 * time.Hour), false, p.calendar, p.calendarN, p.explanation, models.ObligationFulfilled, false, p.at(2*n + 1),
			later + 2*n, later + 2*n + 1}
	})
}

package main

import (
	"context"
	"fmt"
	"time"

	"carebook/bench/load"
	"carebook/contract"
)

// meet writes customers into the books until there are so many with whom nobody has anything to do: one customer has one
// cycle, and one account.
func (b *bench) meet(ctx context.Context, who string, n int) error {
	strangers := b.counter.strangers[who]
	missing := n - strangers.left()
	if missing <= 0 {
		return nil
	}
	r := load.Run(ctx, b.conc, load.Bound{Ops: missing, For: time.Minute}, func(ctx context.Context, _ int) error {
		_, err := strangers.keep(b.counter.meet(ctx, who))
		return err
	})
	if r.Errors > 0 || r.Ops < missing {
		return fmt.Errorf("%d of %d customers written: %w", r.Ops-r.Errors, missing, firstOf(r, r))
	}
	return nil
}

// meet writes a customer of somebody's unit into the books.
func (c *counter) meet(ctx context.Context, who string) (string, error) {
	var made struct{ ID string }
	err := c.post(ctx, who, "/customers", fields{"unit": c.units[at(who)], "name": "演示客户", "phone": "138 0000 0000"}, &made)
	return made.ID, err
}

// openVisit opens the visit that is owed when a project has begun. When the lot leaves its customer out it has come to its end,
// and no id is returned.
func (c *counter) openVisit(ctx context.Context) (string, error) {
	var made struct{ ID, Status string }
	err := c.post(ctx, caller, "/return-visits", fields{
		"unit": c.units[at(caller)], "customer_id": c.builder, "event": "project_started", "visitor": c.people[caller],
	}, &made)
	if made.Status == string(contract.NotSampled) {
		return "", err
	}
	return c.visits.keep(made.ID, err)
}

// openCycle opens a standing cycle of visits to a customer who has none.
func (c *counter) openCycle(ctx context.Context) (string, error) {
	var made struct{ ID string }
	err := c.post(ctx, visitor, "/return-visits", fields{
		"unit": c.units[at(visitor)], "customer_id": c.strangers[visitor].next(), "cycle": "regular", "visitor": c.people[visitor],
	}, &made)
	return c.cycles.keep(made.ID, err)
}

// recordVisit notes a call with a satisfied customer, and the answers to all questions of the script.
func (c *counter) recordVisit(ctx context.Context, id string) error {
	return c.record(ctx, caller, id, fields{
		"design": "5", "quality": "5", "attitude": "5", "on_time": "4", "people": "5", "inspection": "yes", "signs": "yes", "order": "5",
		"rules": "yes", "breaches": "no", "recommend": "yes", "overall": "5", "improvements": "no",
	})
}

// recordInCycle is the same in a cycle, whose script is shorter.
func (c *counter) recordInCycle(ctx context.Context, id string) error {
	return c.record(ctx, visitor, id, fields{"needs": "nothing", "content": "5", "dissatisfied_with": "no", "second_visit": "yes"})
}

func (c *counter) record(ctx context.Context, who, id string, answers fields) error {
	var said []fields
	for question, value := range answers {
		said = append(said, fields{"question": question, "value": value})
	}
	return c.post(ctx, who, "/return-visits/"+id+"/record", fields{"medium": "phone", "verdict": "satisfied", "answers": said}, nil)
}

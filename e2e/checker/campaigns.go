package checker

import (
	"context"
	"database/sql"
	"fmt"
)

// The automaton of a campaign (PF-05), as a table like that of a complaint.
var campaignTransitions = map[string]map[string][]string{
	"": {"opened": {"listing"}},
	"listing": {
		"page_opened": {"listing", "greeting", "completed"}, "page_closed": {"listing"}, "breached": {"listing"}, "gifts_approved": {"listing"},
		"cancelled": {"cancelled"},
	},
	"greeting": {
		"page_closed": {"greeting", "completed"}, "breached": {"greeting", "completed"}, "gifts_approved": {"greeting"}, "cancelled": {"cancelled"},
	},
}

// greeting is what a campaign owes to one customer. It has no event of its own that opens it: that of its page does.
type greeting struct {
	Obligation, Case, Customer, State string
	OpenedSeq                         int64
	Page                              string
}

// leaf is a page of a campaign.
type leaf struct {
	ID, Case      string
	Clock         string // obligation by which its customers are greeted
	N             int
	Planned, Open int
	Closed        sql.NullTime
}

func readCampaigns(ctx context.Context, tx *sql.Tx, b *books) (err error) {
	b.greetings, err = rows(ctx, tx, `SELECT g.obligation_id, g.case_id, g.customer_id, o.state, o.opened_seq, g.page_id
		FROM greetings g JOIN obligations o ON o.id = g.obligation_id`,
		func(g *greeting) []any {
			return []any{&g.Obligation, &g.Case, &g.Customer, &g.State, &g.OpenedSeq, &g.Page}
		})
	if err != nil {
		return err
	}
	b.leaves, err = rows(ctx, tx, `SELECT id, case_id, clock_id, n, planned, open, closed_at FROM campaign_pages ORDER BY case_id, n`,
		func(l *leaf) []any { return []any{&l.ID, &l.Case, &l.Clock, &l.N, &l.Planned, &l.Open, &l.Closed} })
	return err
}

// paged judges the event of a page (I2): it is of its own campaign, nobody's act, and the next after the one before.
func (c *check) paged(e event, id string, n int) {
	before := 0
	for _, other := range c.streams[e.Stream] {
		if other.Seq < e.Seq && other.Type == "page_opened" {
			before++
		}
	}
	if e.Type != "page_opened" || id != e.Stream || e.Actor != "" || n != before+1 || e.what.Campaign == nil || e.what.Campaign.N != n {
		c.violated("I2", place(e.Stream, e.Seq), "%s by %q is no page %d of its campaign, which has %d", e.Type, e.Actor, n, before)
	}
}

// campaigns (I2): a campaign owes each customer one greeting, in one of its pages, and as many as the events of its pages say. I4: a
// page is closed when nothing in it is owed any more, and owes as many greetings as it says.
func (c *check) campaigns() {
	once, owed, held := map[[2]string]bool{}, map[string]int{}, map[string]int{}
	for _, g := range c.books.greetings {
		key := [2]string{g.Case, g.Customer}
		if once[key] {
			c.violated("I2", g.Case, "customer %s is greeted twice", g.Customer)
		}
		once[key] = true
		held[g.Page]++
		if g.State == "open" || g.State == "paused" {
			owed[g.Page]++
		}
	}
	c.Counts.Greetings = len(c.books.greetings)
	planned := c.planned()
	for _, l := range c.books.leaves {
		at := fmt.Sprintf("%s/%d", l.Case, l.N)
		switch {
		case planned[at] != l.Planned || held[l.ID] != l.Planned:
			c.violated("I2", at, "the page says %d greetings, its event %d, and there are %d", l.Planned, planned[at], held[l.ID])
		case owed[l.ID] != l.Open || l.Closed.Valid && l.Open > 0:
			c.violated("I4", at, "the page owes %d greetings, says %d, and is closed: %t", owed[l.ID], l.Open, l.Closed.Valid)
		}
		delete(planned, at)
	}
	for at, n := range planned {
		if n > 0 {
			c.violated("I2", at, "%d greetings of a page that isn't in the books", n)
		}
	}
}

// planned is how many greetings the events of pages tell of, by campaign and page.
func (c *check) planned() map[string]int {
	planned := map[string]int{}
	for _, e := range c.books.events {
		if e.Type == "page_opened" && e.what.Campaign != nil {
			planned[fmt.Sprintf("%s/%d", e.Stream, e.what.Campaign.N)] = e.what.Campaign.Planned
		}
	}
	return planned
}

// greets (I4): an open campaign has the clock of each page that isn't closed, none without a page once all are known, and perhaps owes an
// approval.
func (c *check) greets(k kase, due []obligation) {
	clocks := map[string]bool{} // whether a page needs it
	for _, o := range due {
		if o.Duty == "greet" {
			clocks[o.ID] = false
		}
	}
	for _, l := range c.books.leaves {
		if l.Case != k.ID || l.Closed.Valid {
			continue
		}
		if _, runs := clocks[l.Clock]; !runs {
			c.violated("I4", k.ID, "page %d is open, and its clock isn't", l.N)
		}
		clocks[l.Clock] = true
	}
	for id, needed := range clocks {
		if !needed && k.Status == "greeting" {
			c.violated("I4", k.ID, "it owes %s, and no page is open", id)
		}
	}
	if len(due) == 0 && k.Status == "greeting" {
		c.violated("I4", k.ID, "%s: it is open and owes nothing", k.Status)
	}
}

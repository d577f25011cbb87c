package checker

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// check carries one judgement.
type check struct {
	Report
	ev    Evidence
	books books

	command    map[string]command
	obligation map[string]*obligation
	effects    map[string][]event // by the cause that an event names
	kase       map[string]kase
	streams    map[string][]event
	begun      map[string]time.Time // when each obligation was written down
	pauses     map[string][]span    // by case
	signed     map[string]bool      // leads whose card was signed
	visitOf    map[string]string    // by complaint: the return visit of its last closing
	pending    map[string]bool      // complaints whose return visit has still to be made
	lending    map[string]*lending  // requests for records
}

// Check judges the evidence. It never fails: what it can't read it says.
func Check(ctx context.Context, ev Evidence) *Report {
	c := &check{ev: ev}
	var err error
	if c.books, err = read(ctx, ev.Books); err != nil {
		c.doubt("the books can't be read: %v", err)
		return &c.Report
	}
	c.index()
	for _, judge := range []func(){
		c.acknowledged, c.causes, c.spawned, c.money, c.files, c.cards, c.accounts, c.lent, c.samples, c.duties, c.overdue, c.moments, c.calendars,
		c.current, c.path, c.excluded, c.forgotten, c.destroyed, c.campaigns, c.chain, c.agree, c.enough,
	} {
		judge()
	}
	return &c.Report
}

func (c *check) index() {
	c.command, c.obligation, c.effects = map[string]command{}, map[string]*obligation{}, map[string][]event{}
	c.kase, c.begun, c.pauses = map[string]kase{}, map[string]time.Time{}, map[string][]span{}
	c.streams, c.signed = map[string][]event{}, map[string]bool{}
	for _, cmd := range c.books.commands {
		c.command[cmd.ID] = cmd
	}
	for i := range c.books.obligations {
		c.obligation[c.books.obligations[i].ID] = &c.books.obligations[i]
	}
	for _, e := range c.books.events {
		c.effects[e.Effect] = append(c.effects[e.Effect], e)
		c.streams[e.Stream] = append(c.streams[e.Stream], e)
		c.Counts.Spawned += len(e.what.Spawned)
		c.signed[e.Stream] = c.signed[e.Stream] || e.Type == "card_signed"
	}
	c.Counts.Cases, c.Counts.Events, c.Counts.Marks = len(c.books.cases), len(c.books.events), len(c.books.marks)
	for _, k := range c.books.cases {
		c.kase[k.ID] = k
		if n := map[string]*int{
			archive: &c.Counts.Files, returnVisit: &c.Counts.Visits, lead: &c.Counts.Leads, account: &c.Counts.Accounts,
			loan: &c.Counts.Loans, retention: &c.Counts.Records, erasure: &c.Counts.Erasures, campaign: &c.Counts.Campaigns,
		}[k.Kind]; n != nil {
			*n++
		}
		if !k.Ended {
			c.Counts.Open++
		}
	}
	c.stillnesses()
}

// enough asks whether the run proves anything: commands acknowledged, and kills that hit while commands were under way.
func (c *check) enough() {
	for _, f := range c.ev.Faults {
		if f.Died && f.Flying > 0 {
			c.Counts.Kills++
		}
	}
	if c.Counts.Acknowledged < c.ev.MinAcks {
		c.doubt("%d commands were acknowledged, at least %d are needed", c.Counts.Acknowledged, c.ev.MinAcks)
	}
	if c.Counts.Kills < c.ev.MinKills {
		c.doubt("%d kills hit commands under way, at least %d are needed", c.Counts.Kills, c.ev.MinKills)
	}
}

func place(stream string, seq int64) string { return fmt.Sprintf("%s#%d", stream, seq) }

// cause takes an effect key apart: a command's id, an obligation and the number of its mark, a case and the number of an
// edition of its calendar, or a campaign and the number of its page.
func cause(effect string) (kind, id string, n int) {
	kind, rest, _ := strings.Cut(effect, ":")
	if kind == "command" {
		return kind, rest, 0
	}
	id, number, _ := strings.Cut(rest, ":")
	if _, err := fmt.Sscanf(number, "%d", &n); err != nil || fmt.Sprint(n) != number {
		return "", effect, 0
	}
	return kind, id, n
}

// event is one of a stream, empty when there is none.
func (c *check) event(stream string, seq int64) event {
	if all := c.streams[stream]; seq > 0 && seq <= int64(len(all)) {
		return all[seq-1]
	}
	return event{}
}

package models

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"carebook/contract"
	"carebook/policies"
)

const (
	dutyGreet        = "greet"
	dutyApproveGifts = "approve_gifts"
)

func (c *Campaign) take(caseID string, f contract.Facts, opener string) {
	said := f.Campaigned()
	*c = Campaign{
		CaseID: caseID, Occasion: said.Occasion, Period: said.Period, Day: said.Day, Node: said.Node, Late: said.Late,
		OpenerID: optional(opener), LeftOut: "{}",
	}
}

// begins greets on the day of the round. An event that a schedule begins is the only one of its occasion.
func (c *Campaign) begins(r Rhythm, o opening, late bool) contract.Facts {
	said := &contract.CampaignFacts{Occasion: r.Word, Period: o.Round.Name, Day: o.Round.Day.Format(time.DateOnly), Late: late}
	if nodes := r.Policy.Campaign.Occasions[r.Word].Nodes; nodes != nil {
		said.Node = nodes.Value[0]
	}
	return contract.Facts{Campaign: said}
}

func (c *Campaign) learn(w *writer) {
	switch w.event.Type {
	case contract.EventPageOpened:
		c.Pages, c.Reached = int64(c.page.event.N), c.page.reached
		c.Planned += int64(c.page.event.Planned)
		c.Gifts += int64(c.page.event.Gifts)
		if c.page.event.Last {
			c.ListedAt = &w.event.At
		}
	case contract.EventReassigned:
		if w.facts.Obligation == "" {
			c.OpenerID = optional(w.facts.Assignee)
		}
	case contract.EventGiftsApproved:
		c.ApprovedAt, c.ApproverID = &w.event.At, &w.cmd.Principal
	}
}

func (c *Campaign) plays(part, staff string) bool {
	return (part == partHandler || part == partRecipient) && deref(c.OpenerID) == staff
}

func (c *Campaign) mayDecide(string, *policies.Policy) []string { return nil }

func (c *Campaign) is(condition string) bool { return condition == c.Occasion }

func (c *Campaign) handler() string { return deref(c.OpenerID) }

// admit refuses an occasion that the policy doesn't have, one that only a schedule begins, and the end of a page that isn't open.
func (c *Campaign) admit(w *writer) (*contract.Refusal, error) {
	switch w.cmd.Action {
	case contract.Open:
		return c.admitOpening(w)
	case contract.ClosePage:
		n, err := c.openPages(w, "id = ?", pageID(c.CaseID, w.facts.Item))
		if err != nil || n > 0 {
			return nil, err
		}
		return contract.Refused(contract.CodeUnknownItem, "", "item", w.facts.Item), nil
	}
	return nil, nil
}

func (c *Campaign) admitOpening(w *writer) (*contract.Refusal, error) {
	o, known := w.policy.Campaign.Occasions[c.Occasion]
	switch {
	case !known, w.cmd.Cause == "" && o.Scheduled():
		return contract.Refused(contract.CodeUnknownValue, "", "field", "occasion", "value", c.Occasion), nil
	case o.Nodes == nil && c.Node != "", o.Nodes != nil && !slices.Contains(o.Nodes.Value, c.Node):
		return contract.Refused(contract.CodeUnknownValue, o.Of.Clause, "field", "node", "value", c.Node), nil
	}
	if c.Day == "" {
		c.Day = w.cmd.OccurredAt.In(w.cal.Location()).Format(time.DateOnly)
	}
	_, err := c.on(w)
	return nil, err
}

// on is the day on which the customers are greeted, in the zone of the unit.
func (c *Campaign) on(w *writer) (time.Time, error) {
	day, err := time.ParseInLocation(time.DateOnly, c.Day, w.cal.Location())
	return day, wrap(err, "reading the day of a campaign")
}

// decide opens a page: only the books know who is in it, and whether it is the last one. They know, too, when nothing is owed any more.
func (c *Campaign) decide(w *writer) error {
	listed := w.k.Status == contract.Greeting
	switch p := &w.in.Proposal; {
	case p.Type == contract.EventPageOpened:
		return c.decidePage(w)
	case p.Type == contract.EventPageClosed && listed:
		open, err := c.openPages(w, "id <> ?", pageID(c.CaseID, w.facts.Item))
		if err != nil || open > 0 {
			return err
		}
		return c.over(w, contract.Fulfilled)
	case p.Type == contract.EventBreached && listed:
		var o Obligation
		if err := w.tx.Where("id = ?", w.in.Effect.Obligation).Take(&o).Error; err != nil || o.Duty != dutyGreet {
			return wrap(err, "reading what wasn't kept")
		}
		return c.over(w, contract.Cancelled)
	}
	return nil
}

func (c *Campaign) decidePage(w *writer) error {
	p := &w.in.Proposal
	if n := int64(w.in.Effect.Page); n != c.Pages+1 {
		return fmt.Errorf("page %d of a campaign follows %d", n, c.Pages)
	}
	var err error
	if c.page, err = c.turn(w); err != nil {
		return err
	}
	found := &c.page.event
	w.event.Campaign = found
	p.Owe = slices.DeleteFunc(p.Owe, func(o contract.Owe) bool {
		return found.Planned == 0 || o.Duty == dutyApproveGifts && (found.Gifts == 0 || c.Gifts > 0)
	})
	if !found.Last {
		return nil
	}
	p.Status = contract.Greeting
	open, err := c.openPages(w, "")
	if err != nil || open > 0 || found.Planned > 0 {
		return err
	}
	return c.over(w, contract.Fulfilled)
}

// over ends the campaign: nobody is to be greeted any more, and nobody approves what for.
func (c *Campaign) over(w *writer, how contract.How) error {
	var rows []Obligation
	if err := c.clocks(w, dutyGreet, dutyApproveGifts).Find(&rows).Error; err != nil {
		return fmt.Errorf("looking for what is owed: %w", err)
	}
	p := &w.in.Proposal
	p.Status, p.Settle = contract.Completed, nil
	for _, o := range rows {
		end := contract.Settle{ID: o.ID, How: how}
		if o.Duty == dutyApproveGifts {
			end.How = contract.Cancelled
		}
		p.Settle = append(p.Settle, end)
	}
	return nil
}

// openPages counts the pages in which somebody is still to be greeted; where narrows that.
func (c *Campaign) openPages(w *writer, where string, args ...any) (n int64, err error) {
	q := w.tx.Model(&CampaignPage{}).Where("case_id = ? AND closed_at IS NULL", c.CaseID)
	if where != "" {
		q = q.Where(where, args...)
	}
	err = q.Count(&n).Error
	return n, wrap(err, "counting open pages")
}

// finish writes what a page owes each of its customers, and ends that with the page or with its clock.
func (c *Campaign) finish(w *writer) error {
	switch w.event.Type {
	case contract.EventPageOpened:
		if err := c.leaveOut(); err != nil {
			return err
		}
		return c.keepPage(w)
	case contract.EventPageClosed:
		return c.endGreetings(w, true, "id = ?", pageID(c.CaseID, w.facts.Item))
	case contract.EventBreached:
		return c.lapse(w)
	case contract.EventCancelled, contract.EventVoided:
		return c.endGreetings(w, false, "")
	}
	return c.movePages(w)
}

// leaveOut adds up why customers are left out.
func (c *Campaign) leaveOut() error {
	all := map[string]int{}
	if err := json.Unmarshal([]byte(c.LeftOut), &all); err != nil {
		return fmt.Errorf("reading who was left out: %w", err)
	}
	for reason, n := range c.page.event.LeftOut {
		all[reason] += n
	}
	text, err := json.Marshal(all)
	c.LeftOut = string(text)
	return err
}

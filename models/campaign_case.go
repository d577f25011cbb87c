package models

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"

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

// admit refuses an occasion that the policy doesn't have, and one that only a schedule begins.
func (c *Campaign) admit(w *writer) (*contract.Refusal, error) {
	if w.cmd.Action != contract.Open {
		return nil, nil
	}
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

// decide opens a page: only the books know who is in it, and whether it is the last one.
func (c *Campaign) decide(w *writer) error {
	p := &w.in.Proposal
	if p.Type != contract.EventPageOpened {
		return nil
	}
	if n := int64(w.in.Effect.Page); n != c.Pages+1 {
		return fmt.Errorf("page %d of a campaign follows %d", n, c.Pages)
	}
	var err error
	if c.page, err = c.turn(w); err != nil {
		return err
	}
	found := &c.page.event
	w.event.Campaign = found
	open, err := c.openPages(w)
	if err != nil {
		return err
	}
	p.Owe = slices.DeleteFunc(p.Owe, func(o contract.Owe) bool {
		return found.Planned == 0 || o.Duty == dutyApproveGifts && (found.Gifts == 0 || c.Gifts > 0)
	})
	switch {
	case found.Last && open == 0 && found.Planned == 0:
		p.Status = contract.Completed
	case found.Last:
		p.Status = contract.Greeting
	}
	if p.Status == contract.Completed {
		return c.nobodyApproves(w)
	}
	return nil
}

// nobodyApproves cancels an approval that isn't needed any more.
func (c *Campaign) nobodyApproves(w *writer) error {
	var rows []Obligation
	err := w.tx.Where("case_id = ? AND duty = ? AND state = ?", c.CaseID, dutyApproveGifts, ObligationOpen).Find(&rows).Error
	for _, o := range rows {
		w.in.Proposal.Settle = append(w.in.Proposal.Settle, contract.Settle{ID: o.ID, How: contract.Cancelled})
	}
	return wrap(err, "looking for what is owed")
}

func (c *Campaign) openPages(w *writer) (n int64, err error) {
	err = w.tx.Model(&CampaignPage{}).Where("case_id = ? AND closed_at IS NULL", c.CaseID).Count(&n).Error
	return n, wrap(err, "counting open pages")
}

// finish writes what a page owes each of its customers, and ends that with the page.
func (c *Campaign) finish(w *writer) error {
	switch w.event.Type {
	case contract.EventPageOpened:
		if err := c.leaveOut(); err != nil {
			return err
		}
		return c.keepPage(w)
	case contract.EventPageClosed:
		return c.endPage(w, w.facts.Item)
	case contract.EventBreached:
		return c.lapse(w)
	case contract.EventCancelled, contract.EventVoided:
		return c.endGreetings(w, false, "case_id = ?", c.CaseID)
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

// lapse ends a page whose day is over: nobody is greeted later.
func (c *Campaign) lapse(w *writer) error {
	var o Obligation
	err := w.tx.Where("id = ?", w.event.Fired.Obligation).Take(&o).Error
	if err != nil || o.Duty != dutyGreet || w.event.Fired.Kind != contract.Breach {
		return wrap(err, "reading what lapses")
	}
	return c.endPage(w, o.Item)
}

// endPage closes a page. What is open in it was missed.
func (c *Campaign) endPage(w *writer, n string) error {
	p, err := lockPage(w.tx, pageID(c.CaseID, n))
	if err != nil {
		return fmt.Errorf("page %s: %w", n, err)
	}
	return c.endGreetings(w, true, "id = ?", p.ID)
}

// endGreetings ends what is still owed on some pages, and closes them.
func (c *Campaign) endGreetings(w *writer, missed bool, where string, args ...any) error {
	pages := w.tx.Model(&CampaignPage{}).Select("id").Where(where+" AND closed_at IS NULL", args...)
	set := map[string]any{"state": ObligationCancelled, "settled_at": w.event.At, "settled_seq": w.event.Seq}
	if missed {
		set["breached_at"] = w.event.At
	}
	err := w.tx.Model(&Obligation{}).Where("case_id = ? AND duty = ? AND state IN ?", c.CaseID, dutyGreet, []string{ObligationOpen, ObligationPaused}).
		Where("id IN (?)", w.tx.Model(&Greeting{}).Select("obligation_id").Where("page_id IN (?)", pages)).Updates(set).Error
	if err == nil {
		err = w.tx.Model(&CampaignPage{}).Where(where+" AND closed_at IS NULL", args...).Updates(map[string]any{"closed_at": w.event.At, "open": 0}).Error
	}
	return wrap(err, "ending what is owed to customers")
}

// movePages has what is owed to customers follow the clock of their page, through a pause or another edition of the calendar.
func (c *Campaign) movePages(w *writer) error {
	for _, o := range w.event.Moved {
		if o.Duty != dutyGreet {
			continue
		}
		var row Obligation
		if err := w.tx.Where("id = ?", o.ID).Take(&row).Error; err != nil {
			return fmt.Errorf("reading the clock of page %s: %w", o.Item, err)
		}
		err := w.tx.Model(&Obligation{}).Where("case_id = ? AND duty = ? AND state IN ?", c.CaseID, dutyGreet, []string{ObligationOpen, ObligationPaused}).
			Where("id IN (?)", w.tx.Model(&Greeting{}).Select("obligation_id").Where("page_id = ?", pageID(c.CaseID, o.Item))).
			Updates(map[string]any{"state": row.State, "due_at": row.DueAt, "last_at": row.LastAt, "explanation": row.Explanation, "provisional": row.Provisional}).Error
		if err != nil {
			return fmt.Errorf("moving what is owed on page %s: %w", o.Item, err)
		}
	}
	return nil
}

// lockPage reads a page and keeps every other writer of it waiting until the transaction ends.
func lockPage(tx *gorm.DB, id string) (CampaignPage, error) {
	var p CampaignPage
	err := forUpdate(tx).Where("id = ?", id).Take(&p).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return p, err
	}
	return p, wrap(err, "locking a page")
}

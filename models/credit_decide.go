package models

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"carebook/contract"
	"carebook/internal/failpoint"
	"carebook/policies"
)

// decide gives the event that a command leads to, by the figures of the books under the account's lock, and notes a request
// whose time to be paid for is over.
func (c *Credit) decide(w *writer) error {
	if w.cmd == nil {
		return c.lapses(w)
	}
	if d := c.desk; d != nil {
		if found := c.found(w, d); found != nil {
			d.way, w.event.Credit = found.Way, found
		}
	}
	if p := &w.in.Proposal; isStatus(p.Status) {
		p.Status = contract.NotEligible
		if c.eligibleAfter(w) {
			p.Status = contract.Eligible
		}
	}
	return nil
}

// lapses declines a request for whose goods nobody remitted in time: the mark of that duty says so.
func (c *Credit) lapses(w *writer) error {
	if w.in.Proposal.Type != contract.EventBreached {
		return nil
	}
	var o Obligation
	if err := w.tx.Where("id = ? AND case_id = ?", w.in.Proposal.Fire.Obligation, c.CaseID).Take(&o).Error; err != nil {
		return fmt.Errorf("reading what was missed: %w", err)
	}
	if o.Duty != dutyRemit {
		return nil
	}
	if err := c.look(w, w.event.At, o.Item); err != nil {
		return err
	}
	if c.desk.waits(contract.WayPrepay) {
		w.event.Credit = c.desk.decision(w.policy.Credit, o.Item, contract.RequestDeclined, "", "declined")
	}
	return nil
}

// eligibleAfter reports whether the customer has credit with what the command proves.
func (c *Credit) eligibleAfter(w *writer) bool {
	at := w.cmd.OccurredAt
	after := *c
	if w.in.Proposal.Type == contract.EventProven {
		after.prove(contract.Event{Type: contract.EventProven, At: at, Facts: w.facts})
	}
	return after.EligibleIn(at.In(w.cal.Location()).Year())
}

// found is what the ledger finds about the request that a command speaks of; nil when the command decides nothing.
func (c *Credit) found(w *writer, d *creditDesk) *contract.CreditDecision {
	switch p, f := w.policy.Credit, &w.in.Proposal; w.cmd.Action {
	case contract.Request:
		way, _ := d.findWay(p, w.facts.Amount)
		return d.answers(p, f, w.facts.Item, way)
	case contract.SignFirst, contract.SignLast, contract.DecideSpecial:
		return c.signature(w, d)
	case contract.SettleReview:
		if f.Type == contract.EventReleased {
			return d.decision(p, w.facts.Item, contract.RequestReleased, contract.WayReview, "special")
		}
	case contract.Plan, contract.Pay:
		if d.covered(w) {
			f.Type = contract.EventPrepaid
			return d.decision(p, w.facts.Item, contract.RequestReleased, contract.WayPrepaid, "prepay")
		}
	case contract.Discover:
		return d.decision(p, w.facts.Item, contract.RequestUnauthorised, contract.WayUnauthorised, "unauthorised")
	case contract.WriteOff:
		g := d.account.find(w.facts.Item)
		out := d.decision(p, w.facts.Item, "", g.way, "bad_debt")
		out.Amount = g.left
		return out
	}
	return nil
}

// findWay is how goods of this amount can be released by the figures, and the clause that says so: "" when they can't be. Without
// credit it is cash, whatever the figures.
// The readings of the limit are those of the policy.
func (d *creditDesk) findWay(p *policies.Credit, amount int64) (way, clause string) {
	f := d.figures
	switch {
	case !d.eligible:
		return contract.WayCash, p.Grounds["cash_only"].Clause
	case p.Reads(policies.ReadAge) && f.Age > f.Term:
		return contract.WaySpecial, p.Term.Clause
	case !p.Reads(policies.ReadAmount) || f.Unpaid+amount <= f.Limit || failpoint.Planted("over-release"):
		return contract.WayInLimit, p.Window.Clause
	}
	if f.Over < len(p.Over) {
		if o := p.Over[f.Over]; o.Below.Value.Above(amount, f.Limit) {
			return o.Way, o.Below.Clause
		}
	}
	if p.Prepay != nil && p.Prepay.Value {
		return contract.WayPrepay, p.Prepay.Clause
	}
	return "", p.Grounds["declined"].Clause
}

// answers is the first decision on a request.
func (d *creditDesk) answers(p *policies.Credit, f *contract.Proposal, item, way string) *contract.CreditDecision {
	switch way {
	case contract.WayInLimit:
		f.Type = contract.EventReleased
		return d.decision(p, item, contract.RequestReleased, way, "in_limit")
	case contract.WayCash:
		f.Type = contract.EventCashOnly
		return d.decision(p, item, contract.RequestCash, way, "cash_only")
	case contract.WaySpecial:
		f.Type = contract.EventSpecial
		return d.decision(p, item, contract.RequestWaiting, way, "special")
	case contract.WayPrepay:
		f.Type = contract.EventOverLimit
		return d.decision(p, item, contract.RequestWaiting, way, "prepay")
	case "":
		f.Type = contract.EventDeclined
		return d.decision(p, item, contract.RequestDeclined, way, "declined")
	}
	f.Type = contract.EventOverLimit
	return d.decision(p, item, contract.RequestWaiting, way, "over_limit")
}

// signature is what a signer decided. What is inside the limit by now is released as that.
func (c *Credit) signature(w *writer, d *creditDesk) *contract.CreditDecision {
	p, item := w.policy.Credit, w.facts.Item
	if w.facts.Verdict == contract.Refusing {
		return d.decision(p, item, contract.RequestDeclined, "", "declined")
	}
	if w.cmd.Action == contract.DecideSpecial {
		return d.decision(p, item, contract.RequestReleased, contract.WaySpecial, "special")
	}
	if way, _ := d.findWay(p, d.request.Amount); way == contract.WayInLimit {
		return d.decision(p, item, contract.RequestReleased, way, "in_limit")
	}
	return d.decision(p, item, contract.RequestReleased, d.request.Way, "over_limit")
}

// covered reports whether the money for a request is there, with a collection plan (V2-2.2.3): what was remitted for it, and
// what comes with this command.
func (d *creditDesk) covered(w *writer) bool {
	if !d.prepays(w.policy.Credit) {
		return false
	}
	money, plan := d.account.held[d.request.Item], d.request.PlanDays
	if w.cmd.Action == contract.Pay {
		money += w.facts.Amount
	} else {
		plan = int64(w.facts.Days)
	}
	return money >= d.request.Amount && plan > 0
}

func (d *creditDesk) decision(p *policies.Credit, item, state, way, ground string) *contract.CreditDecision {
	figures := d.figures
	return &contract.CreditDecision{
		Item: item, State: state, Way: way, Grounds: slices.Clone(p.Grounds[ground].Value), Figures: &figures,
	}
}

// owes adds to a proposal what follows from a decision: who signs, who remits, and what is to be proven at the next year
// change.
func (c *Credit) owes(w *writer) {
	p, at := &w.in.Proposal, w.event.At
	add := func(o contract.Owe) { o.Since = at; p.Owe = append(p.Owe, o) }
	year := at.In(w.cal.Location()).Year()
	switch d := w.event.Credit; {
	case w.event.Type == contract.EventOpened, w.event.Type == contract.EventAccountReopened && c.BalanceYear < int64(year-1):
		add(contract.Owe{Duty: string(contract.ProveBalance), Item: strconv.Itoa(year - 1)})
	case w.event.Type == contract.EventProven && w.facts.Year == year-1, w.event.Type == contract.EventAccountReopened:
		from := time.Date(year+1, time.January, 1, 0, 0, 0, 0, w.cal.Location()).UTC()
		add(contract.Owe{Duty: string(contract.ProveBalance), Item: strconv.Itoa(year), From: &from})
	case d == nil:
	case d.State == contract.RequestWaiting:
		add(contract.Owe{Duty: creditDuties[d.Way], Item: d.Item})
	case d.State == contract.RequestCash && d.Figures.Unpaid > 0:
		add(contract.Owe{Duty: dutyCollectPlan, Item: d.Item, Days: w.facts.Days})
	case d.State == contract.RequestReleased && d.Way == contract.WayLast:
		add(contract.Owe{Duty: dutyCollectLast, Item: d.Item, Person: w.cmd.Principal})
	}
}

// Duties of an account that no action is named for, or that another action keeps.
const (
	dutyRemit       = "remit"
	dutyCollect     = "collect"
	dutyCollectLast = "collect_last"
	dutyCollectPlan = "collect_plan"
)

// creditDuties are what is owed while a request waits.
var creditDuties = map[string]string{
	contract.WayFirst: string(contract.SignFirst), contract.WayLast: string(contract.SignLast),
	contract.WaySpecial: string(contract.DecideSpecial), contract.WayPrepay: dutyRemit,
}

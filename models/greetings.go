package models

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
)

// KindPage is the kind of the stream of a campaign's page: what came of greeting its customers.
const KindPage = "page"

// What happens to a greeting: there is no clock of its own behind it, so the event is written with its command.
const (
	EventGreeted      = "greeted"
	EventNotReached   = "not_reached"
	causeLastGreeting = "last-greeting"
)

// NewGreeting is what came of greeting a customer. Command.Stream is filled in.
type NewGreeting struct {
	Command    NewCommand
	Obligation string // id
	Outcome    string // contract.Greeted, contract.NotReached
	Means      string
	Gift       string // "" for none
}

// Greet writes what came of a greeting, the event in the page's stream and the settled command in one transaction; the last one of a
// page brings the command that closes it. Whoever owes the greeting may say so.
func (b *Books) Greet(ctx context.Context, n NewGreeting) (Command, error) {
	var g Greeting
	if err := b.DB.WithContext(ctx).Where("obligation_id = ?", n.Obligation).Limit(1).Find(&g).Error; err != nil {
		return Command{}, fmt.Errorf("reading greeting %s: %w", n.Obligation, err)
	}
	n.Command.Kind, n.Command.Stream, n.Command.Action = KindPage, g.PageID, contract.Greet
	n.Command.Facts = contract.Facts{Obligation: n.Obligation, Campaign: &contract.CampaignFacts{Outcome: n.Outcome, Means: n.Means, Gift: n.Gift}}
	return b.direct(ctx, n.Command, n.write)
}

func (n NewGreeting) write(d *deed) (*contract.Refusal, error) {
	var p CampaignPage
	if d.cmd.Stream != "" {
		var err error
		if p, err = lockPage(d.tx, d.cmd.Stream); err != nil {
			return nil, err
		}
	}
	var o Obligation
	if err := d.tx.Where("id = ?", n.Obligation).Take(&o).Error; err != nil {
		return nil, fmt.Errorf("reading what is owed: %w", err)
	}
	roles, refusal, err := d.owes(o)
	if refusal != nil || err != nil {
		return refusal, err
	}
	if p.ID == "" { // the clock of all
		return contract.Refused(contract.CodeNoSuchStep, "", "action", string(contract.Greet), "policy", ""), nil
	}
	var g Greeting
	if err := d.tx.Where("obligation_id = ?", n.Obligation).Take(&g).Error; err != nil {
		return nil, fmt.Errorf("reading greeting %s: %w", n.Obligation, err)
	}
	if refusal, err := n.judge(d, g, o); refusal != nil || err != nil {
		return refusal, err
	}
	if err := n.keep(d, p, g, o); err != nil {
		return nil, err
	}
	prev, err := d.last(p.Seq)
	if err != nil {
		return nil, err
	}
	what := map[string]string{contract.Greeted: EventGreeted, contract.NotReached: EventNotReached}[n.Outcome]
	return nil, d.write(Event{Stream: p.ID, Seq: p.Seq + 1, Kind: KindPage, Type: what, Roles: joinRoles(roles)}, prev, p.Seq+1)
}

// owes finds by which role the actor may say what came of an obligation, or in whose place.
func (d *deed) owes(o Obligation) ([]string, *contract.Refusal, error) {
	var k Case
	if err := d.tx.Where("id = ?", o.CaseID).Take(&k).Error; err != nil {
		return nil, nil, fmt.Errorf("reading the case of what is owed: %w", err)
	}
	policy, err := d.b.PolicyOf(d.tx, contract.Kind(k.Kind), k.Edition)
	if err != nil {
		return nil, nil, err
	}
	detail, err := readFamily(d.tx, contract.Kind(k.Kind), k.ID)
	if err != nil {
		return nil, nil, err
	}
	held, err := RolesAt(d.tx, d.cmd.Principal, k.UnitID, d.now)
	if err != nil {
		return nil, nil, err
	}
	p := party{tx: d.tx, policy: policy, detail: detail, caseID: k.ID, staff: d.cmd.Principal, held: held}
	permit, _ := policy.Process().Permit(string(d.cmd.Action))
	allowed, err := p.expand(permit.By.Value, p.owing(o.ID))
	if err != nil {
		return nil, nil, err
	}
	roles := p.among(allowed)
	if len(roles) == 0 {
		if roles, d.behalf, err = p.place(k.UnitID, d.now, nil, allowed, permit); err != nil {
			return nil, nil, err
		}
	}
	switch {
	case len(roles) == 0:
		return nil, contract.Refused(contract.CodeWrongRole, permit.By.Clause, "action", string(d.cmd.Action), "roles", joinRoles(allowed)), nil
	case o.State == ObligationOpen && o.PersonID != nil && *o.PersonID != d.cmd.Principal && *o.PersonID != d.behalf:
		return nil, contract.Refused(contract.CodeNotYours, o.Clause), nil
	}
	return roles, nil, nil
}

// judge refuses what isn't owed, what the policy has no means for, and a gift that nobody has approved.
func (n NewGreeting) judge(d *deed, g Greeting, o Obligation) (*contract.Refusal, error) {
	switch {
	case o.State == ObligationPaused:
		return contract.Refused(contract.CodePaused, "", "action", string(contract.Greet)), nil
	case o.State != ObligationOpen:
		return contract.Refused(contract.CodeAlreadyDone, o.Clause, "duty", o.Duty), nil
	case n.Outcome != contract.Greeted && n.Outcome != contract.NotReached:
		return contract.Refused(contract.CodeUnknownValue, "", "field", "outcome", "value", n.Outcome), nil
	case !slices.Contains(strings.Split(g.Means, ","), n.Means):
		return contract.Refused(contract.CodeUnknownValue, o.Clause, "field", "means", "value", n.Means), nil
	case n.Gift == "":
		return nil, nil
	case g.Gifts == "" || !slices.Contains(strings.Split(g.Gifts, ","), n.Gift):
		return contract.Refused(contract.CodeUnknownValue, o.Clause, "field", "gift", "value", n.Gift), nil
	}
	var c Campaign
	err := d.tx.Select("approved_at").Where("case_id = ?", g.CaseID).Take(&c).Error
	if err != nil || c.ApprovedAt != nil {
		return nil, wrap(err, "reading whether gifts are approved")
	}
	return contract.Refused(contract.CodeGiftNotApproved, o.Clause), nil
}

func (n NewGreeting) keep(d *deed, p CampaignPage, g Greeting, o Obligation) error {
	err := d.tx.Model(&Greeting{}).Where("obligation_id = ?", g.ObligationID).Updates(map[string]any{
		"tries": g.Tries + 1, "outcome": n.Outcome, "by_means": n.Means, "gift": n.Gift, "staff_id": d.cmd.Principal, "at": d.cmd.OccurredAt,
	}).Error
	if err != nil {
		return fmt.Errorf("keeping a greeting: %w", err)
	}
	page := map[string]any{"seq": p.Seq + 1}
	if n.Outcome == contract.Greeted {
		page["open"] = p.Open - 1
		err = d.tx.Model(&Obligation{}).Where("id = ?", o.ID).Updates(map[string]any{
			"state": ObligationFulfilled, "settled_at": d.cmd.OccurredAt, "person_id": d.cmd.Principal,
		}).Error
	}
	if err == nil {
		err = d.tx.Model(&CampaignPage{}).Where("id = ?", p.ID).Updates(page).Error
	}
	if err != nil || page["open"] != int64(0) {
		return wrap(err, "keeping page %d", p.N)
	}
	return closePage(d.tx, d.now, p)
}

// closePage brings the command that ends a page in which nobody is to be greeted any more.
func closePage(tx *gorm.DB, now time.Time, p CampaignPage) error {
	return bring(tx, now, brought{
		what: causeLastGreeting, cause: p.ID, kind: contract.Campaign, stream: p.CaseID, action: contract.ClosePage,
		facts: contract.Facts{Item: strconv.FormatInt(p.N, 10)},
	})
}

// dropGreetings ends what is still owed to a customer who isn't to be greeted any more.
func dropGreetings(tx *gorm.DB, now time.Time, customer string) error {
	var open []Greeting
	err := tx.Joins("JOIN obligations o ON o.id = greetings.obligation_id").
		Where("greetings.customer_id = ? AND o.state IN ?", customer, stillOwed).Order("page_id").Find(&open).Error
	if err != nil {
		return fmt.Errorf("looking for greetings: %w", err)
	}
	for _, g := range open {
		p, err := lockPage(tx, g.PageID)
		if err != nil {
			return err
		}
		done := tx.Model(&Obligation{}).Where("id = ? AND state IN ?", g.ObligationID, stillOwed).
			Updates(map[string]any{"state": ObligationCancelled, "settled_at": now})
		if done.Error != nil {
			return fmt.Errorf("ending a greeting: %w", done.Error)
		}
		if done.RowsAffected == 0 {
			continue // it was made a moment ago
		}
		if err := tx.Model(&CampaignPage{}).Where("id = ?", p.ID).Update("open", p.Open-1).Error; err != nil {
			return fmt.Errorf("counting page %d: %w", p.N, err)
		}
		if p.Open == 1 {
			if err := closePage(tx, now, p); err != nil {
				return err
			}
		}
	}
	return nil
}

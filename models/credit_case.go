package models

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"

	"carebook/contract"
	"carebook/policies"
)

// Parts in an account beside those that every case has.
const (
	partRequester     = "requester" // of the request that a command is about
	partSigner        = "signer"    // idem, who decided it
	partAssessor      = "assessor"
	partLimitProposer = "limit_proposer"
)

func (c *Credit) take(caseID string, f contract.Facts, opener string) {
	*c = Credit{CaseID: caseID, UnitID: f.Unit, CustomerID: f.Customer, RecipientID: opener, SellerID: f.Assignee}
}

func (c *Credit) learn(w *writer) {
	switch f, at := w.facts, w.event.At; w.event.Type {
	case contract.EventReassigned:
		if f.Obligation == "" {
			c.SellerID = f.Assignee
		}
	case contract.EventProven:
		c.prove(w.event)
	case contract.EventLimitProposed:
		c.Proposed, c.ProposerID = &f.Amount, &w.cmd.Principal
	case contract.EventLimitKept:
		c.Proposed = nil
	case contract.EventAssessed:
		c.AssessorID = &w.cmd.Principal
	case contract.EventGraded:
		c.Grade, c.GradedAt = f.Grade, &at
	case contract.EventVoided:
		c.Voided = true
	}
}

// prove notes a proof. Of several years the latest counts.
func (c *Credit) prove(e contract.Event) {
	switch p, at := e.Proof(), e.At; contract.Action(p.What) {
	case contract.ProveBalance:
		if year := int64(p.Year); year > c.BalanceYear {
			c.BalanceYear, c.BalanceAt = year, &at
		}
	case contract.ProveContract:
		c.Contract, c.ContractAt = p.Kind, &at
	default:
		c.ArchivedAt = &at
	}
}

// EligibleIn reports whether the customer has credit in a year: each proof is there, the balance's of the year before.
func (c *Credit) EligibleIn(year int) bool {
	return c.ArchivedAt != nil && c.Contract != "" && c.BalanceYear >= int64(year-1)
}

func (c *Credit) plays(part, staff string) bool {
	switch part {
	case partHandler:
		return c.SellerID == staff
	case partRecipient:
		return c.RecipientID == staff
	case partAssessor:
		return deref(c.AssessorID) == staff
	case partLimitProposer:
		return c.Proposed != nil && deref(c.ProposerID) == staff
	}
	return c.desk != nil && c.desk.plays(part, staff)
}

func (c *Credit) mayDecide(string, *policies.Policy) []string { return nil }

func (c *Credit) is(condition string) bool { return c.desk != nil && c.desk.way == condition }

func (c *Credit) handler() string { return c.SellerID }

// creditDesk is what the ledger has before it when it decides about an account: the lines under the case's lock, what they
// add up to, and the request that is spoken of.
type creditDesk struct {
	account  *account
	figures  contract.CreditFigures
	lines    []CreditLine
	request  *CreditRequest // nil when there is none of that reference
	eligible bool           // on the day of the event
	way      string         // that was found for the request
}

func (d *creditDesk) plays(part, staff string) bool {
	switch {
	case d.request == nil:
		return false
	case part == partRequester:
		return d.request.RequesterID == staff
	}
	return part == partSigner && deref(d.request.SignerID) == staff
}

// look reads the account's lines, and its request of a reference, as of the day of a moment.
func (c *Credit) look(w *writer, at time.Time, item string) error {
	p, d := w.policy.Credit, &creditDesk{}
	if err := w.tx.Where("case_id = ?", c.CaseID).Order("n").Find(&d.lines).Error; err != nil {
		return fmt.Errorf("reading the account's lines: %w", err)
	}
	day := at.In(w.cal.Location())
	d.account = booked(d.lines, rulesOf(p))
	d.figures, d.eligible = d.account.on(dayNumber(day.Format(time.DateOnly))), c.EligibleIn(day.Year())
	if item != "" {
		var r CreditRequest
		err := w.tx.Where("case_id = ? AND item = ?", c.CaseID, item).Take(&r).Error
		if err != nil && !errors.Is(err, gorm.ErrRecordNotFound) {
			return fmt.Errorf("reading the request: %w", err)
		}
		if err == nil {
			d.request = &r
		}
	}
	c.desk = d
	return nil
}

func rulesOf(p *policies.Credit) CreditRules {
	return CreditRules{Window: policies.DaysOf(p.Window.Value), Term: policies.DaysOf(p.Term.Value)}
}

// isStatus reports whether a status is one of those that follow from the proofs.
func isStatus(s contract.Status) bool { return s == contract.Eligible || s == contract.NotEligible }

// waits reports whether the request waits in one of these ways.
func (d *creditDesk) waits(ways ...string) bool {
	return d.request != nil && d.request.State == contract.RequestWaiting && slices.Contains(ways, d.request.Way)
}

package models

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"

	"carebook/calendar"
	"carebook/contract"
	"carebook/policies"
)

const (
	dutySubmit = "submit"
	dutyDecide = "decide"

	mostLines  = 40 // of a plan: it travels in one message
	mostVisits = 99 // of a line
)

func (p *VisitPlan) take(caseID string, f contract.Facts, opener string) {
	said := f.PlannedMonth()
	person := opener
	if said.Person != "" {
		person = said.Person
	}
	*p = VisitPlan{CaseID: caseID, UnitID: f.Unit, PersonID: person, Month: said.Month, RecipientID: optional(opener)}
}

// begins opens a person's month after the one in which the round falls.
func (p *VisitPlan) begins(_ Rhythm, o opening, _ bool) contract.Facts {
	day := o.Round.Day
	next := time.Date(day.Year(), day.Month()+1, 1, 0, 0, 0, 0, day.Location())
	return contract.Facts{VisitPlan: &contract.VisitPlanFacts{Person: o.Person, Month: next.Format(contract.MonthForm)}}
}

func (p *VisitPlan) learn(w *writer) {
	switch w.event.Type {
	case contract.EventDrafted:
		p.Lines = int64(len(w.facts.PlannedMonth().Lines))
	case contract.EventSubmitted:
		p.SubmittedAt = &w.event.At
	case contract.EventApproved:
		p.ApprovedAt, p.ApproverID = &w.event.At, &w.cmd.Principal
	case contract.EventReturned:
		p.SubmittedAt = nil
	case contract.EventMonthClosed:
		p.ClosedAt, p.NextAt = &w.event.At, nil
	case contract.EventVoided:
		p.Voided, p.NextAt = true, nil
	}
}

func (p *VisitPlan) plays(part, staff string) bool {
	switch part {
	case partHandler:
		return p.PersonID == staff
	case partRecipient:
		return deref(p.RecipientID) == staff
	}
	return false
}

func (p *VisitPlan) mayDecide(string, *policies.Policy) []string { return nil }

func (p *VisitPlan) is(string) bool { return false }

func (p *VisitPlan) handler() string { return p.PersonID }

func (p *VisitPlan) pin(policy *policies.Policy, out *contract.Recorded) {
	out.VisitPlan = policy.VisitPlan.Terms()
}

// admit checks what the tables know about a command on a month.
func (p *VisitPlan) admit(w *writer) (*contract.Refusal, error) {
	switch w.cmd.Action {
	case contract.Open:
		return p.admitOpening(w)
	case contract.DraftPlan:
		return p.admitLines(w)
	case contract.Decide:
		if w.facts.Verdict == contract.Return {
			return reasoned(w, "reason"), nil
		}
	}
	return nil, nil
}

// admitOpening wants a month that isn't over and a person who works here, once: for oneself, or by whoever may do so for others. A
// schedule opens it for nobody but the person it names.
func (p *VisitPlan) admitOpening(w *writer) (*contract.Refusal, error) {
	clause := w.process().Actions[string(contract.Open)].By.Clause
	_, next, is := w.facts.PlannedMonth().Begins(w.cal.Location())
	if !is || !next.After(w.cmd.OccurredAt) {
		return contract.Refused(contract.CodeUnknownValue, clause, "field", "month", "value", p.Month), nil
	}
	if p.PersonID == "" {
		return contract.Refused(contract.CodeIncomplete, clause, "fields", "person"), nil
	}
	if refusal, err := w.worksHere(p.PersonID, "person"); refusal != nil || err != nil {
		return refusal, err
	}
	if w.cmd.Cause == "" {
		if refusal, err := p.may(w.tx, w.cmd.Principal, contract.Open, w.policy.VisitPlan, w.now); refusal != nil || err != nil {
			return refusal, err
		}
	}
	var other VisitPlan
	err := w.tx.Where("unit_id = ? AND person_id = ? AND month = ? AND NOT voided", p.UnitID, p.PersonID, p.Month).Take(&other).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("looking for the month's case: %w", err)
	}
	return contract.Refused(contract.CodePlanExists, clause, "case", other.CaseID), nil
}

// may refuses to touch a month of somebody else's but to those whom the policy names.
func (p *VisitPlan) may(tx *gorm.DB, who string, action contract.Action, policy *policies.VisitPlan, at time.Time) (*contract.Refusal, error) {
	if who == p.PersonID {
		return nil, nil
	}
	held, err := RolesAt(tx, who, p.UnitID, at)
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(policy.Heads.Value, func(role string) bool { return slices.Contains(held, role) }) {
		return nil, nil
	}
	return contract.Refused(contract.CodeWrongRole, policy.Heads.Clause, "action", string(action), "roles", joinRoles(policy.Heads.Value)), nil
}

// admitLines refuses what the policy doesn't plan, and customers who aren't the unit's.
func (p *VisitPlan) admitLines(w *writer) (*contract.Refusal, error) {
	policy, lines := w.policy.VisitPlan, w.facts.PlannedMonth().Lines
	unknown := func(clause, field, value string) (*contract.Refusal, error) {
		return contract.Refused(contract.CodeUnknownValue, clause, "field", field, "value", value), nil
	}
	if len(lines) > mostLines {
		return unknown(policy.Purposes.Clause, "lines", fmt.Sprint(len(lines)))
	}
	for _, l := range lines {
		switch {
		case !slices.Contains(policy.Purposes.Value, l.Purpose):
			return unknown(policy.Purposes.Clause, "purpose", l.Purpose)
		case policy.Objects != nil && !slices.Contains(policy.Objects.Value, l.Object):
			return unknown(policy.Objects.Clause, "object", l.Object)
		case l.Count < 1 || l.Count > mostVisits:
			return unknown(policy.Purposes.Clause, "count", fmt.Sprint(l.Count))
		case l.Customer == "":
			continue
		}
		c, err := CustomerKeyOf(w.tx, l.Customer)
		if err != nil && !errors.Is(err, gorm.ErrRecordNotFound) {
			return nil, err
		}
		if c.UnitID != w.k.UnitID {
			return contract.Refused(contract.CodeUnknownCustomer, ""), nil
		}
	}
	return nil, nil
}

// decide completes what the process proposes by what only the books know: whether somebody plans at all, from when the plan is
// counted, and what was counted of the month.
func (p *VisitPlan) decide(w *writer) error {
	if w.cmd == nil {
		return nil
	}
	proposal := &w.in.Proposal
	switch proposal.Type {
	case contract.EventOpened:
		if err := p.begin(w); err != nil {
			return err
		}
		if w.policy.VisitPlan.Purposes == nil {
			proposal.Status, proposal.Owe = contract.Approved, nil
		}
	case contract.EventTallied:
		return p.tally(w)
	case contract.EventMonthClosed:
		return p.compare(w)
	}
	for i := range proposal.Owe {
		from, inTime, err := p.before(w, proposal.Owe[i].Duty)
		if err != nil {
			return err
		}
		if inTime {
			proposal.Owe[i].From = from
		}
	}
	return nil
}

// begin gives the month a key of its own, and says from when on it can be counted: its first day, or the day after it was opened.
func (p *VisitPlan) begin(w *writer) error {
	if w.cmd.BodyKey == nil { // a schedule writes nothing: what people write later needs a key all the same
		id, _, err := w.b.newPersonKey(w.tx, w.now)
		if err != nil {
			return err
		}
		w.cmd.BodyKey = &id
	}
	first, _, _ := w.facts.PlannedMonth().Begins(w.cal.Location())
	if opened := startOfDay(w.cmd.OccurredAt, w.cal.Location(), 0); opened.After(first) || opened.Equal(first) {
		p.CountedTo = w.cmd.OccurredAt.In(w.cal.Location()).Format(time.DateOnly)
	}
	at, err := p.closes(w.cal, w.policy.VisitPlan, p.nextDay(w.cal.Location()))
	p.NextAt = &at
	return err
}

// before is the month before as a plan's clocks count it: from its first day on, and whether that is still in time.
func (p *VisitPlan) before(w *writer, duty string) (from *time.Time, inTime bool, err error) {
	first, _, ok := contract.VisitPlanFacts{Month: p.Month}.Begins(w.cal.Location())
	if !ok || w.process().Duties[duty] == nil {
		return nil, false, nil
	}
	at := time.Date(first.Year(), first.Month()-1, 1, 0, 0, 0, 0, w.cal.Location()).UTC()
	due, err := w.cal.Due(at, w.process().Duties[duty].Within.Value)
	if err != nil {
		return nil, false, fmt.Errorf("until when %s is owed: %w", duty, err)
	}
	return &at, due.At.After(w.cmd.OccurredAt), nil
}

// limit is that of a plan which comes too late to be counted from the month before.
func (p *VisitPlan) limit(w *writer, o *contract.Owe) (within policies.Rule[calendar.Rule], own bool, err error) { //nolint:unparam // a limiter
	if o.From != nil || o.Duty != dutySubmit && o.Duty != dutyDecide {
		return within, false, nil
	}
	return *w.policy.VisitPlan.Late, true, nil
}

// keep writes the lines of the plan anew.
func (p *VisitPlan) keep(w *writer) error {
	if w.event.Type != contract.EventDrafted {
		return nil
	}
	if err := w.tx.Where("case_id = ?", p.CaseID).Delete(&VisitPlanLine{}).Error; err != nil {
		return fmt.Errorf("replacing the lines of a plan: %w", err)
	}
	for i, l := range w.facts.PlannedMonth().Lines {
		row := VisitPlanLine{CaseID: p.CaseID, N: int64(i + 1), Purpose: l.Purpose, Object: l.Object, CustomerID: optional(l.Customer), Visits: int64(l.Count)}
		if err := w.tx.Create(&row).Error; err != nil {
			return fmt.Errorf("writing line %d of a plan: %w", i+1, err)
		}
	}
	return nil
}

// tally proposes what was missing in a period that is counted, as the policy fines it.
func (p *VisitPlan) tally(w *writer) error {
	said := w.facts.PlannedMonth()
	var row VisitQuota
	err := w.tx.Where("case_id = ? AND quota = ? AND period = ?", p.CaseID, said.Quota, said.Period).Take(&row).Error
	if err != nil {
		return fmt.Errorf("reading what was counted of %s: %w", said.Quota, err)
	}
	w.event.Tally = &contract.VisitTally{Done: row.Done, Least: row.Least, Missing: row.Missing, Late: row.Late}
	fine := w.policy.VisitPlan.Quotas[row.Quota].Fine
	for range row.Missing {
		if fine != nil {
			w.in.Proposal.Fines = append(w.in.Proposal.Fines, contract.Fine{Violation: fine.Value, Person: p.PersonID, Item: row.Quota})
		}
	}
	return nil
}

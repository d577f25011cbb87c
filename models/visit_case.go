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

// Words and duties of PF-04 that the ledger itself must know.
const (
	dutyPrepare = "prepare"
	dutyReport  = "report"

	partAppointed = "appointed" // its time is agreed

	// eventPromise is the event after which a customer is visited again to whom a promise was kept (V9-16).
	eventPromise = "promise_fulfilled"
)

func (v *Visit) take(caseID string, f contract.Facts, opener string) {
	said := f.Visited()
	person := opener
	if f.Assignee != "" {
		person = f.Assignee
	}
	*v = Visit{
		CaseID: caseID, UnitID: f.Unit, CustomerID: f.Customer, PersonID: person, RecipientID: optional(opener), PlanID: optional(said.Plan),
		PlanLine: int64(said.Line), Purpose: said.Purpose, Object: said.Object, Way: said.Channel, Matter: said.Matter,
		EarlierID: optional(f.Earlier), AppointedAt: microsPtr(f.Next),
	}
}

func (v *Visit) learn(w *writer) {
	switch w.event.Type {
	case contract.EventReassigned:
		if w.facts.Obligation == "" {
			v.PersonID = w.facts.Assignee
		}
	case contract.EventAppointed:
		v.AppointedAt = microsPtr(w.facts.Next)
	case contract.EventPrepared:
		v.PreparedAt = &w.event.At
	case contract.EventVisited:
		said := w.facts.Visited()
		v.VisitedAt, v.Minutes, v.Promises = &w.event.At, int64(said.Minutes), int64(said.Promises)
	case contract.EventReported:
		v.ReportedAt = &w.event.At
	case contract.EventVisitReviewed:
		v.ReviewedAt, v.ReviewerID = &w.event.At, &w.cmd.Principal
	case contract.EventPromiseKept:
		v.Kept++
	}
}

func (v *Visit) plays(part, staff string) bool {
	switch part {
	case partHandler:
		return v.PersonID == staff
	case partRecipient:
		return deref(v.RecipientID) == staff
	}
	return false
}

func (v *Visit) mayDecide(word string, p *policies.Policy) (roles []string) {
	if word != wordAuthority {
		return nil
	}
	for _, what := range sortedKeys(p.Visit.Requests) {
		if role := p.Visit.Requests[what].Value; !slices.Contains(roles, role) {
			roles = append(roles, role)
		}
	}
	return roles
}

func (v *Visit) is(condition string) bool {
	return condition == v.Purpose || condition == v.Way || condition == partAppointed && v.AppointedAt != nil
}

func (v *Visit) handler() string { return v.PersonID }

func (v *Visit) pin(p *policies.Policy, out *contract.Recorded) {
	out.Visit = p.Visit.TermsOf(v.Purpose)
}

// admit checks what the tables know about a command on a visit.
func (v *Visit) admit(w *writer) (*contract.Refusal, error) {
	switch w.cmd.Action {
	case contract.Open:
		return v.admitOpening(w)
	case contract.Appoint:
		return v.admitAppointment(w), nil
	case contract.Grant:
		return v.admitApproval(w)
	case contract.Deny:
		if refusal, err := v.admitApproval(w); refusal != nil || err != nil {
			return refusal, err
		}
		return reasoned(w, "reason"), nil
	case contract.AskFor, contract.Report, contract.ReviewVisit, contract.KeepPromise:
		return reasoned(w, "text"), nil
	case contract.Cancel:
		return reasoned(w, "reason"), nil
	}
	return nil, nil
}

// admitOpening checks that the policy has such visits, that the customer is the unit's, and that the plan has the line.
func (v *Visit) admitOpening(w *writer) (*contract.Refusal, error) {
	if refusal := v.said(w); refusal != nil {
		return refusal, nil
	}
	c, err := CustomerKeyOf(w.tx, v.CustomerID)
	if err != nil && !errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, err
	}
	if c.UnitID != w.k.UnitID {
		return contract.Refused(contract.CodeUnknownCustomer, ""), nil
	}
	for _, check := range []func(*writer) (*contract.Refusal, error){v.admitCall, v.admitLine} {
		if refusal, err := check(w); refusal != nil || err != nil {
			return refusal, err
		}
	}
	return v.admitAppointment(w), nil
}

// said refuses a purpose, an object or a way that the policy doesn't have.
func (v *Visit) said(w *writer) *contract.Refusal {
	p := w.policy.Visit
	unknown := func(clause, field, value string) *contract.Refusal {
		return contract.Refused(contract.CodeUnknownValue, clause, "field", field, "value", value)
	}
	switch {
	case !slices.Contains(p.Purposes.Value, v.Purpose):
		return unknown(p.Purposes.Clause, "purpose", v.Purpose)
	case p.Objects != nil && !slices.Contains(p.Objects.Value, v.Object):
		return unknown(p.Objects.Clause, "object", v.Object)
	case p.Objects == nil && v.Object != "":
		return unknown(p.Purposes.Clause, "object", v.Object)
	case !slices.Contains(p.Ways.Value, v.Way):
		return unknown(p.Ways.Clause, "way", v.Way)
	}
	return nil
}

// admitCall lets somebody be called only about what is simple, or to supplement an earlier visit (V5-4).
func (v *Visit) admitCall(w *writer) (*contract.Refusal, error) {
	rule := w.policy.Visit.ByPhone
	if v.Way != contract.ByPhone || rule == nil {
		return nil, nil
	}
	if !slices.Contains(rule.Value, v.Matter) {
		return contract.Refused(contract.CodeCallNotEnough, rule.Clause), nil
	}
	if v.Matter != contract.SupplementMatter {
		return nil, nil
	}
	var earlier int64
	err := w.tx.Model(&Visit{}).Where("case_id = ? AND customer_id = ? AND visited_at IS NOT NULL", v.EarlierID, v.CustomerID).Count(&earlier).Error
	if err != nil {
		return nil, fmt.Errorf("looking for the earlier visit: %w", err)
	}
	if earlier == 0 {
		return contract.Refused(contract.CodeUnknownEarlier, rule.Clause), nil
	}
	return nil, nil
}

// admitLine wants the line of a plan that the visitor has, and that is approved.
func (v *Visit) admitLine(w *writer) (*contract.Refusal, error) {
	if v.PlanID == nil && v.PlanLine == 0 {
		return nil, nil
	}
	var lines int64
	err := w.tx.Table("visit_plan_lines l").Joins("JOIN visit_plans p ON p.case_id = l.case_id").
		Joins("JOIN cases k ON k.id = l.case_id AND NOT k.ended").
		Where("l.case_id = ? AND l.n = ? AND p.unit_id = ? AND p.person_id = ? AND p.approved_at IS NOT NULL", v.PlanID, v.PlanLine, w.k.UnitID, v.PersonID).
		Where("l.customer_id IS NULL OR l.customer_id = ?", v.CustomerID).Count(&lines).Error
	if err != nil {
		return nil, fmt.Errorf("looking for the line of the plan: %w", err)
	}
	if lines == 0 {
		return contract.Refused(contract.CodeUnknownPlan, w.process().Actions[string(contract.Open)].By.Clause), nil
	}
	return nil, nil
}

// admitAppointment refuses one that lies before it is made.
func (v *Visit) admitAppointment(w *writer) *contract.Refusal {
	if w.facts.Next == nil || !w.facts.Next.Before(w.cmd.OccurredAt) {
		return nil
	}
	clause := w.process().Actions[string(contract.Appoint)].By.Clause
	return contract.Refused(contract.CodeUnknownValue, clause, "field", "next_at", "value", w.facts.Next.In(w.cal.Location()).Format(time.RFC3339))
}

// admitApproval: whoever approves holds the role that the policy names for what was asked for.
func (v *Visit) admitApproval(w *writer) (*contract.Refusal, error) {
	rule, known := w.policy.Visit.Requests[w.facts.Item]
	if !known {
		return nil, nil // the process refuses it
	}
	held, err := RolesAt(w.tx, w.cmd.Principal, w.k.UnitID, w.now)
	if err != nil || slices.Contains(held, rule.Value) {
		return nil, err
	}
	if w.behalf != "" { // in whose place it is done
		held, err = RolesAt(w.tx, w.behalf, w.k.UnitID, w.now)
		if err != nil || slices.Contains(held, rule.Value) {
			return nil, err
		}
	}
	return contract.Refused(contract.CodeWrongRole, rule.Clause, "action", string(w.cmd.Action), "roles", rule.Value), nil
}

// decide completes what the process proposes by what only the books know: until when it is owed, and who approves.
func (v *Visit) decide(w *writer) error { //nolint:unparam // a decider
	if w.cmd == nil {
		return nil
	}
	appointed := v.AppointedAt
	if w.facts.Next != nil {
		appointed = microsPtr(w.facts.Next)
	}
	for i := range w.in.Proposal.Owe {
		switch o := &w.in.Proposal.Owe[i]; o.Duty {
		case dutyApprove:
			rule := w.policy.Visit.Requests[o.Item]
			o.Role, o.Clause = rule.Value, rule.Clause
		case dutyPrepare:
			o.From = startOfDay(*appointed, w.cal.Location(), -time.Second) // from it on, the time of an appointment is that day's
		case dutyVisit:
			o.From = startOfDay(*appointed, w.cal.Location(), 0)
		}
	}
	return nil
}

// startOfDay is the first moment of a day, moved by some time.
func startOfDay(at time.Time, zone *time.Location, by time.Duration) *time.Time {
	y, m, d := at.In(zone).Date()
	from := time.Date(y, m, d, 0, 0, 0, 0, zone).Add(by).UTC()
	return &from
}

// limit is the appointment itself, for what is to be done before it.
func (v *Visit) limit(w *writer, o *contract.Owe) (within policies.Rule[calendar.Rule], own bool, err error) {
	if o.Duty != dutyPrepare {
		return within, false, nil
	}
	appointed := v.AppointedAt
	if w.facts.Next != nil {
		appointed = microsPtr(w.facts.Next)
	}
	hour, minute, _ := appointed.In(w.cal.Location()).Clock()
	rule, err := calendar.ParseRule(fmt.Sprintf("%02d:%02d", hour, minute))
	if err != nil {
		return within, true, fmt.Errorf("when a visit begins: %w", err)
	}
	return policies.Rule[calendar.Rule]{Value: rule, Clause: w.process().Duties[o.Duty].By.Clause, Source: policies.FromHouse}, true, nil
}

// finish notes that a report is late, and until when the policy takes somebody's duty away for that (S2-5.1a).
func (v *Visit) finish(w *writer) error {
	if w.event.Type == contract.EventReported && len(w.event.Annuls) > 0 {
		v.Late, v.OffDutyUntil = false, nil
	}
	fired := w.event.Fired
	if fired == nil || fired.Kind != contract.Breach {
		return nil
	}
	var o Obligation
	if err := w.tx.Where("id = ?", fired.Obligation).Take(&o).Error; err != nil {
		return fmt.Errorf("reading what is late: %w", err)
	}
	if o.Duty != dutyReport {
		return nil
	}
	v.Late = true
	if off := w.policy.Visit.OffDuty; off != nil {
		due, err := w.cal.Due(w.event.At, off.Value)
		if err != nil {
			return fmt.Errorf("how long a duty is taken away: %w", err)
		}
		until := micros(due.At)
		v.OffDutyUntil = &until
	}
	return nil
}

// follow has the customer visited again to whom a promise was kept, where the unit does so on that day (V9-16).
func (v *Visit) follow(w *writer) error {
	if w.event.Type != contract.EventPromiseKept {
		return nil
	}
	visits, err := w.visitsAfter(eventPromise)
	if err != nil || !visits {
		return err
	}
	_, err = w.spawn(contract.ReturnVisit, "", contract.Open, contract.Facts{
		Unit: w.k.UnitID, Customer: v.CustomerID, Event: eventPromise, Reference: w.k.Number + "/" + w.facts.Item,
	})
	return err
}

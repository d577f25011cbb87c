package models

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"gorm.io/gorm"

	"carebook/calendar"
	"carebook/contract"
	"carebook/policies"
)

const (
	partCaller = "caller" // who visited last

	dutyVisit       = "visit"
	dutyAnswerIssue = "answer_issue"
)

func (r *ReturnVisit) take(caseID string, f contract.Facts, opener string) {
	*r = ReturnVisit{
		CaseID: caseID, UnitID: f.Unit, CustomerID: f.Customer, Event: f.Event, Cycle: f.Cycle, Severity: f.Severity, Class: f.Class,
		OriginID: optional(f.Earlier), Reference: f.Reference, RecipientID: optional(opener), HandlerID: optional(f.Assignee), Visit: 1,
		CalledIn: f.CalledIn != "",
	}
}

func (r *ReturnVisit) learn(w *writer) {
	f := w.facts
	r.Lower = r.Lower || f.Lower
	switch w.event.Type {
	case contract.EventAssigned:
		r.HandlerID = &f.Assignee
	case contract.EventReassigned:
		if f.Obligation == "" {
			r.HandlerID = &f.Assignee
		}
	case contract.EventAppointed, contract.EventAttempted:
		r.AppointedAt = microsPtr(f.Next)
	case contract.EventVisited, contract.EventDispleased:
		r.Held, r.HeldAt, r.Medium, r.Verdict, r.CallerID = r.Held+1, &w.event.At, f.Medium, f.Verdict, &w.cmd.Principal
		if r.HandlerID == nil { // whoever of the role took it up
			r.HandlerID = r.CallerID
		}
	case contract.EventIssueAnswered, contract.EventIssueStays:
		r.Verdict, r.CallerID = f.Verdict, &w.cmd.Principal
	case contract.EventVoided:
		r.Voided = true
	}
	r.Ended = w.event.Status.Ended()
}

func (r *ReturnVisit) plays(part, staff string) bool {
	switch part {
	case partHandler:
		return deref(r.HandlerID) == staff
	case partRecipient:
		return deref(r.RecipientID) == staff
	case partCaller:
		return deref(r.CallerID) == staff
	}
	return false
}

func (r *ReturnVisit) mayDecide(word string, _ *policies.Policy) []string {
	if word != wordVisitor || r.Visitor == "" {
		return nil
	}
	return []string{r.Visitor}
}

func (r *ReturnVisit) is(condition string) bool {
	return slices.Contains([]string{r.Event, r.Cycle, r.Severity, r.Class}, condition)
}

func (r *ReturnVisit) handler() string { return deref(r.HandlerID) }

func (r *ReturnVisit) pin(p *policies.Policy, out *contract.Recorded) {
	out.ReturnVisit = p.ReturnVisit.TermsOf(r.Event, r.Cycle)
}

func (r *ReturnVisit) way(p *policies.Policy) policies.VisitWay {
	way, _ := p.ReturnVisit.Way(r.Event, r.Cycle)
	return way
}

// admit checks what the tables know about a command on a return visit.
func (r *ReturnVisit) admit(w *writer) (*contract.Refusal, error) {
	checks := map[contract.Action][]func(*writer) (*contract.Refusal, error){
		contract.Open:        {r.admitOpening, r.admitOnce, r.admitVisitor},
		contract.Assign:      {r.admitVisitor},
		contract.Appoint:     {r.admitWindow},
		contract.RecordVisit: {r.admitCall, (*writer).attachedFile, r.admitAnswers, r.admitClocks, r.admitRoom},
		contract.RaiseIssue:  {r.admitClocks, r.admitRoom},
		contract.AnswerIssue: {r.admitCall, (*writer).attachedFile, r.admitClocks},
		contract.ReviewVisit: {r.admitOpinion},
		contract.Report:      {r.admitClocks},
		contract.Waive:       {r.admitReply},
	}
	for _, check := range checks[w.cmd.Action] {
		if refusal, err := check(w); refusal != nil || err != nil {
			return refusal, err
		}
	}
	return nil, nil
}

// admitOpening asks for an event or a cycle of the policy, not both, for a customer, and for a class that the policy can know.
func (r *ReturnVisit) admitOpening(w *writer) (*contract.Refusal, error) {
	p := w.policy.ReturnVisit
	unknown := func(field, value string) (*contract.Refusal, error) {
		return contract.Refused(contract.CodeUnknownValue, p.Actions[string(contract.Open)].By.Clause, "field", field, "value", value), nil
	}
	way, known := p.Way(r.Event, r.Cycle)
	switch {
	case r.Event != "" && r.Cycle != "":
		return unknown("cycle", r.Cycle)
	case !known && r.Cycle != "":
		return unknown("cycle", r.Cycle)
	case !known:
		return unknown("event", r.Event)
	case r.Severity != "" && !slices.Contains(policies.Severities(), r.Severity):
		return unknown("severity", r.Severity)
	case r.Class != "" && !slices.Contains(policies.VisitClasses(), r.Class):
		return unknown("class", r.Class)
	}
	var customers int64
	if err := w.tx.Model(&Customer{}).Where("id = ?", r.CustomerID).Count(&customers).Error; err != nil {
		return nil, fmt.Errorf("reading the customer: %w", err)
	}
	if customers == 0 {
		return contract.Refused(contract.CodeUnknownCustomer, ""), nil
	}
	r.Visitor, r.OccurredAt = way.VisitedBy(r.Severity, r.Class).Value, micros(w.cmd.OccurredAt)
	return nil, nil
}

// admitOnce refuses an event, or a cycle of a customer, that has a case already.
func (r *ReturnVisit) admitOnce(w *writer) (*contract.Refusal, error) {
	q := w.tx.Where("unit_id = ? AND customer_id = ? AND cycle = ? AND NOT ended", r.UnitID, r.CustomerID, r.Cycle)
	switch {
	case r.Reference != "":
		q = w.tx.Where("unit_id = ? AND event = ? AND reference = ? AND NOT voided", r.UnitID, r.Event, r.Reference)
	case r.Cycle == "":
		return nil, nil
	}
	var other ReturnVisit
	err := q.Take(&other).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("looking for a case of this visit: %w", err)
	}
	return contract.Refused(contract.CodeVisitExists, w.process().Actions[string(contract.Open)].By.Clause, "case", other.CaseID), nil
}

// admitVisitor refuses to give a visit to somebody who doesn't hold the role that visits this customer.
func (r *ReturnVisit) admitVisitor(w *writer) (*contract.Refusal, error) {
	if w.facts.Assignee == "" {
		return nil, nil
	}
	held, err := RolesAt(w.tx, w.facts.Assignee, w.k.UnitID, w.now)
	if err != nil || slices.Contains(held, r.Visitor) {
		return nil, err
	}
	return contract.Refused(contract.CodeUnknownStaff, r.way(w.policy).VisitedBy(r.Severity, r.Class).Clause, "field", "assignee"), nil
}

// admitWindow refuses to appoint a call at a time at which nobody is called.
func (r *ReturnVisit) admitWindow(w *writer) (*contract.Refusal, error) {
	if w.facts.Medium != contract.ByPhone || w.facts.Next == nil {
		return nil, nil
	}
	return w.inWindow(CallWindow(w.process()), micros(*w.facts.Next))
}

// admitCall refuses a call that was made at such a time.
func (r *ReturnVisit) admitCall(w *writer) (*contract.Refusal, error) {
	if w.facts.Medium != contract.ByPhone {
		return nil, nil
	}
	return w.inWindow(CallWindow(w.process()), micros(w.cmd.OccurredAt))
}

// admitOpinion asks for what the supervisor writes. It is free text, and sealed.
func (r *ReturnVisit) admitOpinion(w *writer) (*contract.Refusal, error) {
	if len(w.cmd.BodySealed) > 0 {
		return nil, nil
	}
	return contract.Refused(contract.CodeIncomplete, w.process().Actions[string(w.cmd.Action)].By.Clause, "fields", "text"), nil
}

// replied is the reason for which a visit is dropped because the customer wanted no more than a letter.
const replied = "written_reply"

// admitReply asks for that letter.
func (r *ReturnVisit) admitReply(w *writer) (*contract.Refusal, error) {
	if w.facts.Verdict == replied && w.facts.Attachment == "" {
		return contract.Refused(contract.CodeIncomplete, w.policy.ReturnVisit.Waivers.Clause, "fields", "attachment"), nil
	}
	return w.attachedFile()
}

// mostLeft is how much may be left undone before a visit or an issue brings more. A case hands all that it owes from one run of its
// workflow to the next, and that has to stay small however long a cycle goes on.
const mostLeft = 8

// admitRoom asks for the oldest of what was left undone first.
func (r *ReturnVisit) admitRoom(w *writer) (*contract.Refusal, error) {
	var left []Obligation
	err := w.tx.Where("case_id = ? AND duty <> ? AND state IN ?", r.CaseID, dutyVisit, stillOwed).
		Order("opened_seq, duty, item").Limit(mostLeft).Find(&left).Error
	if err != nil {
		return nil, fmt.Errorf("reading what was left undone: %w", err)
	}
	if len(left) < mostLeft {
		return nil, nil
	}
	return contract.Refused(contract.CodeWrongState, left[0].Clause,
		"action", string(w.cmd.Action), "status", string(w.k.Status), "owed", left[0].Duty), nil
}

// admitClocks refuses a clock that begins at another moment than the books know: when the event was, when the last visit of a
// cycle was due, or when the customer is told that somebody comes. A message can't shift them.
func (r *ReturnVisit) admitClocks(w *writer) (*contract.Refusal, error) {
	for _, o := range w.in.Proposal.Owe {
		if o.From == nil {
			continue
		}
		from := r.OccurredAt
		switch {
		case o.Duty == dutyAnswerIssue && w.facts.Next != nil:
			from = micros(*w.facts.Next)
		case o.Duty == dutyVisit && r.Cycle != "":
			row, err := r.openVisit(w)
			if err != nil {
				return nil, err
			}
			from = row.DueAt
		case o.Duty != dutyVisit:
			return contract.Refused(contract.CodeForged, ""), nil
		}
		if !o.From.Equal(from) {
			return contract.Refused(contract.CodeForged, ""), nil
		}
	}
	return nil, nil
}

// openVisit is the visit that is owed.
func (r *ReturnVisit) openVisit(w *writer) (o Obligation, err error) {
	err = w.tx.Where("case_id = ? AND duty = ? AND state IN ?", r.CaseID, dutyVisit, stillOwed).Take(&o).Error
	if err != nil {
		return o, fmt.Errorf("reading the visit that is owed: %w", err)
	}
	return o, nil
}

// onDay is a moment on the day that a due time belongs to: 24:00 is the end of the day before.
func onDay(due time.Time, zone *time.Location) time.Time {
	if h, m, s := due.In(zone).Clock(); h+m+s == 0 {
		return due.Add(-time.Second)
	}
	return due
}

// limit is within what time a visit is made, and by whom: the policy says that by event and number, or by cycle and season.
func (r *ReturnVisit) limit(w *writer, o *contract.Owe) (within policies.Rule[calendar.Rule], own bool, err error) {
	if o.Duty != dutyVisit {
		return within, false, nil
	}
	p := w.policy.ReturnVisit
	visitor := r.way(w.policy).VisitedBy(r.Severity, r.Class)
	o.Role, o.Clause = visitor.Value, visitor.Clause
	if r.Cycle != "" {
		from := onDay(*cmp.Or(o.From, &o.Since), w.cal.Location())
		if o.From != nil {
			o.From = &from
		}
		month := policies.Months()[from.In(w.cal.Location()).Month()-1]
		return p.Interval(r.Cycle, month, r.Lower), true, nil
	}
	n, err := strconv.Atoi(o.Item)
	limits := p.Events[r.Event].Within
	if err != nil || n < 1 || n > len(limits) {
		return within, false, fmt.Errorf("%s has no visit %s", r.Event, o.Item)
	}
	return limits[n-1], true, nil
}

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

// Duties of a lead that the ledger itself must know.
const (
	dutyCall     = "call" // for which a message stood
	dutyProgress = "progress"
)

// conditionOnDuty is the condition of an announcement that somebody on duty took the lead.
const conditionOnDuty = "on_duty"

func (l *Lead) take(caseID string, f contract.Facts, opener string) {
	traits := contract.Message{Facts: f}.Lead().Traits
	*l = Lead{CaseID: caseID, CustomerID: f.Customer, RecipientID: opener, ConsultantID: opener}
	if f.Assignee != "" {
		l.ConsultantID = f.Assignee
	}
	l.goOn(contract.LeadCourse{Traits: traits})
}

// course is how far the lead has come, as its process has it.
func (l *Lead) course() contract.LeadCourse {
	return contract.LeadCourse{
		Traits: policies.Traits{
			Source: l.Source, Class: l.Class, Quality: l.Quality, Key: l.KeyCustomer, Objection: l.Objection, OnDuty: l.OnDuty,
			Dislikes: l.Dislikes,
		},
		Contacts: int(l.Contacts), Texts: int(l.Texts), CallOwed: l.CallOwed,
	}
}

func (l *Lead) goOn(c contract.LeadCourse) {
	l.Source, l.Class, l.Quality, l.KeyCustomer = c.Source, c.Class, c.Quality, c.Key
	l.Objection, l.OnDuty, l.Dislikes = c.Objection, c.OnDuty, c.Dislikes
	l.Contacts, l.Texts, l.CallOwed = int64(c.Contacts), int64(c.Texts), c.CallOwed
}

func (l *Lead) learn(w *writer) {
	c := l.course()
	c.Learn(w.event, slices.ContainsFunc(w.in.Proposal.Owe, func(o contract.Owe) bool { return o.Duty == dutyCall }))
	l.goOn(c)
	l.Cadence, _ = w.policy.Lead.Cadence(c.Traits)
	switch w.event.Type {
	case contract.EventCardSigned:
		if l.SignedAt == nil {
			l.SignedAt = &w.event.At
		}
	case contract.EventContacted, contract.EventCame:
		if w.message().Lead().Result != contract.NoAnswer {
			l.LastContactAt = &w.event.At
		}
	case contract.EventReassigned:
		if w.facts.Obligation == "" {
			l.ConsultantID, l.LapsedAt = w.facts.Assignee, nil
		}
	case contract.EventLapsed:
		l.LapsedAt, l.Stale = &w.event.At, false
	}
	l.learnProgress(w)
}

// learnProgress: a lead is stale from the breach of its clock without progress until that begins anew.
func (l *Lead) learnProgress(w *writer) {
	if slices.ContainsFunc(w.in.Proposal.Owe, func(o contract.Owe) bool { return o.Duty == dutyProgress }) {
		l.Stale = false
	}
	if w.event.Type == contract.EventBreached && w.event.Status == contract.Asleep &&
		slices.ContainsFunc(w.in.Proposal.Settle, func(s contract.Settle) bool { return s.How == contract.Missed }) {
		l.Stale = true
	}
}

// message is what the command said.
func (w *writer) message() contract.Message { return contract.Message{Facts: w.facts} }

func (l *Lead) plays(part, staff string) bool {
	switch part {
	case partHandler:
		return l.ConsultantID == staff
	case partRecipient:
		return l.RecipientID == staff
	}
	return false
}

func (l *Lead) mayDecide(string, *policies.Policy) []string { return nil }

func (l *Lead) is(condition string) bool {
	return condition == l.Source || condition != "" && condition == l.Class || condition == conditionOnDuty && l.OnDuty
}

func (l *Lead) handler() string { return l.ConsultantID }

// admit checks what the tables know about a command on a lead.
func (l *Lead) admit(w *writer) (*contract.Refusal, error) {
	switch w.cmd.Action {
	case contract.Open:
		return l.admitOpening(w)
	case contract.Contact:
		if refusal := reasoned(w, "content"); refusal != nil {
			return refusal, nil
		}
		return l.admitCall(w)
	case contract.GiveUp, contract.Cancel, contract.TakeStock, contract.Shelve:
		return reasoned(w, "reason"), nil
	case contract.PlanFollowUp:
		return reasoned(w, "goal"), nil
	}
	return nil, nil
}

// reasoned refuses what needs words and has none. They are free text, and sealed.
func reasoned(w *writer, field string) *contract.Refusal {
	if len(w.cmd.BodySealed) > 0 {
		return nil
	}
	return contract.Refused(contract.CodeIncomplete, w.process().Actions[string(w.cmd.Action)].By.Clause, "fields", field)
}

// admitOpening checks that the customer is there, and that the policy knows where the lead came from and its class.
func (l *Lead) admitOpening(w *writer) (*contract.Refusal, error) {
	p := w.policy.Lead
	if !slices.Contains(p.Sources.Value, l.Source) {
		return contract.Refused(contract.CodeUnknownValue, p.Sources.Clause, "field", "source", "value", l.Source), nil
	}
	visitor := l.Source == contract.Visitor
	switch {
	case p.Classes == nil && l.Class != "", p.Classes != nil && !visitor && l.Class != "":
		return contract.Refused(contract.CodeUnknownValue, p.Sources.Clause, "field", "class", "value", l.Class), nil
	case p.Classes != nil && visitor && !slices.Contains(p.Classes.Value, l.Class):
		return contract.Refused(contract.CodeUnknownValue, p.Classes.Clause, "field", "class", "value", l.Class), nil
	}
	var customer Customer
	err := w.tx.Where("id = ?", l.CustomerID).Take(&customer).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return contract.Refused(contract.CodeUnknownCustomer, ""), nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the customer: %w", err)
	}
	return nil, nil
}

// admitCall refuses a call outside the window, unless the customer wanted to be called then (R1-5.3: by customer).
func (l *Lead) admitCall(w *writer) (*contract.Refusal, error) {
	if w.facts.Medium != contract.Phone || w.message().Lead().Agreed {
		return nil, nil
	}
	return w.inWindow(w.policy.Lead.Window, w.cmd.OccurredAt)
}

// limit is the time that a contact has by the table of cadences, unless a plan has set it: only the one that is next has a
// clock, and none before the card counts. A call for which a message stood is due at the end of the next stretch of the window
//
func (l *Lead) limit(w *writer, o *contract.Owe) (within policies.Rule[calendar.Rule], own bool, err error) {
	terms, traits := &w.policy.Lead.LeadTerms, l.course().Traits
	if o.Duty == dutyCall {
		within, err = l.nextCall(w, o.Since)
		return within, true, err
	}
	rule, timed := terms.Limit(traits, o.Duty)
	if !timed || o.Days > 0 {
		return within, false, nil
	}
	signed := l.SignedAt != nil || terms.Signed == nil || !terms.Signed.Value
	if rule == nil || terms.IsContact(o.Duty) && (!signed || terms.Owed(traits, int(l.Contacts)) != o.Duty) {
		return within, true, nil
	}
	return *rule, true, nil
}

func (l *Lead) nextCall(w *writer, since time.Time) (within policies.Rule[calendar.Rule], err error) {
	window := w.policy.Lead.Window
	if window == nil {
		return within, nil
	}
	_, closes, err := w.cal.NextStretch(window.Value, since)
	if err != nil {
		return within, err
	}
	text := fmt.Sprintf("%02d:%02d", closes.Hour(), closes.Minute())
	if since.In(w.cal.Location()).Format(time.DateOnly) != closes.Format(time.DateOnly) {
		text = "next day " + text
	}
	within.Clause, within.Source = window.Clause, window.Source
	if within.Value, err = calendar.ParseRule(text); err != nil {
		return within, fmt.Errorf("end of the next stretch: %w", err)
	}
	return within, nil
}

// keep writes down a contact; the row of the lead itself is written after it.
func (l *Lead) keep(w *writer) error {
	if w.cmd == nil || w.cmd.Action != contract.Contact {
		return nil
	}
	f := w.message().Lead()
	row := LeadContact{
		CaseID: l.CaseID, Seq: w.event.Seq, Medium: w.facts.Medium, Reason: f.Reason, Result: f.Result, Class: f.Class,
		StaffID: w.cmd.Principal, At: w.event.At,
	}
	if err := w.tx.Create(&row).Error; err != nil {
		return fmt.Errorf("keeping the contact: %w", err)
	}
	return nil
}

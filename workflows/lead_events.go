package workflows

import (
	"slices"
	"time"

	"carebook/contract"
	"carebook/policies"
)

// opened asks for all that a new lead may owe at once: the ledger opens what its policy has for it. Where a card counts from
// its signature on, the contacts begin there.
func (l *lead) opened(m contract.Message) contract.Proposal {
	p := contract.Proposal{Type: contract.EventOpened, Status: contract.New, Facts: m.Facts}
	duties := []string{dutySignCard, dutyFirst, dutyFurther, dutyPlan, dutyProgress}
	if m.Lead().OnDuty {
		duties = append(duties, dutyMessage)
	}
	if judges(m.Lead().Traits) {
		duties = append(duties, dutyConfirmClass)
	}
	for _, duty := range duties {
		p.Owe = append(p.Owe, contract.Owe{Duty: duty, Since: m.At})
	}
	return p
}

// judges reports whether somebody has made up his mind about a customer, which somebody else looks at.
func judges(t policies.Traits) bool { return t.Class != "" || t.Quality || t.Key || t.Objection }

// signed lets the card count, from the day of the signature on. Further ones are signatures in rotation (S2-3.11a).
func (l *lead) signed(m contract.Message) contract.Proposal {
	p := contract.Proposal{Type: contract.EventCardSigned, Status: l.Status, Settle: l.Fulfils(dutySignCard)}
	if l.CardSigned {
		return p
	}
	if p.Owe = l.next(l.LeadCourse, m.At); l.Status == contract.New {
		p.Status = l.stands(l.LeadCourse, contract.Valid)
	}
	return p
}

// contacted is a call, a message or a visit. Each further contact is owed from it on.
func (l *lead) contacted(m contract.Message) contract.Proposal {
	f, said, c := m.Facts, m.Lead(), l.After(m.Facts)
	p := contract.Proposal{Type: contract.EventContacted, Status: l.Status}
	if said.Result == contract.NoAnswer {
		return p
	}
	p.Settle = l.messageSent(m)
	if l.oneTooMany(f) {
		return l.voided(m.At)
	}
	l.clocks(m, c, &p)
	if o := l.Owing(dutyProgress); l.Progressed(f.Medium, said.Result) {
		if o != nil {
			p.Settle = append(p.Settle, contract.Settle{ID: o.ID, How: contract.Fulfilled})
		}
		p.Settle = append(p.Settle, l.Cancels(dutyAssess)...)
		p.Owe = append(p.Owe, contract.Owe{Duty: dutyProgress, Since: m.At})
	}
	if judges(said.Traits) {
		p.Settle = append(p.Settle, l.Cancels(dutyConfirmClass)...)
		p.Owe = append(p.Owe, contract.Owe{Duty: dutyConfirmClass, Since: m.At})
	}
	p.Status = l.stands(c, l.leadsTo(f.Medium, said.Result))
	if f.Medium == contract.InPerson {
		p.Type, p.Status = contract.EventCame, contract.Visited
	}
	return p
}

// clocks are those of the contacts: what this one keeps, and what it leaves owed. A message in place of a call keeps the duty
// and leaves the call itself owed, in the next window for calls.
func (l *lead) clocks(m contract.Message, c contract.LeadCourse, p *contract.Proposal) {
	text, due := contract.IsText(m.Facts.Medium), l.contactOwed()
	if text && l.CallOwed {
		return
	}
	if due != nil {
		p.Settle = append(p.Settle, contract.Settle{ID: due.ID, How: contract.Fulfilled})
	}
	p.Settle = append(p.Settle, l.Fulfils(dutyCall)...)
	switch {
	case text && due != nil && l.byPhone() && !c.Dislikes:
		p.Owe = append(p.Owe, contract.Owe{Duty: dutyCall, Since: m.At})
	case l.counts():
		p.Owe = append(p.Owe, l.next(c, m.At)...)
		if l.Contacts == 1 && c.Contacts == contract.LeadFurther {
			p.Owe = append(p.Owe, contract.Owe{Duty: dutySignSecond, Since: m.At})
		}
	}
}

// byPhone reports whether contacts are calls.
func (l *lead) byPhone() bool { return l.Terms.Calls != nil && l.Terms.Calls.Value }

// messageSent ends the duty to write on the same day: a message keeps it, and once that day is over any contact makes it
// pointless.
func (l *lead) messageSent(m contract.Message) []contract.Settle {
	o := l.Owing(dutyMessage)
	switch {
	case o == nil:
		return nil
	case contract.IsText(m.Facts.Medium):
		return []contract.Settle{{ID: o.ID, How: contract.Fulfilled}}
	case m.At.After(o.Due):
		return []contract.Settle{{ID: o.ID, How: contract.Cancelled}}
	}
	return nil
}

// leadsTo is where a contact leaves a lead that isn't counted by its contacts: asleep, until something moves.
func (l *lead) leadsTo(medium, result string) contract.Status {
	switch asleep := l.Status == contract.Asleep; {
	case result == contract.DislikesCalls, asleep && !l.Progressed(medium, result):
		return contract.Asleep
	case asleep:
		return l.awake()
	}
	return l.Status
}

// awake is the status of a lead without a contact.
func (l *lead) awake() contract.Status {
	if l.CardSigned {
		return contract.Valid
	}
	return contract.New
}

// stands is the status after so many contacts: otherwise, where there is none yet, where the card doesn't count, or asleep.
func (l *lead) stands(c contract.LeadCourse, otherwise contract.Status) contract.Status {
	switch {
	case otherwise == contract.Asleep, otherwise == contract.New && !l.counts():
		return otherwise
	case c.Contacts == 1:
		return contract.Contacted
	case c.Contacts >= contract.LeadFurther:
		return contract.Cycling
	}
	return otherwise
}

// next is the contact that is owed from a moment on.
func (l *lead) next(c contract.LeadCourse, at time.Time) []contract.Owe {
	if duty := l.Terms.Owed(c.Traits, c.Contacts); duty != "" {
		return []contract.Owe{{Duty: duty, Since: at}}
	}
	return nil
}

// secondSigned is the signature for the day of the second contact. When it comes too late, its own day counts, and the further
// contact is owed from then on.
func (l *lead) secondSigned(m contract.Message) contract.Proposal {
	o := l.Owing(dutySignSecond)
	p := contract.Proposal{Type: contract.EventSecondSigned, Status: l.Status, Settle: l.Fulfils(dutySignSecond)}
	if further := l.Owing(dutyFurther); further != nil && m.At.After(o.Due) {
		p.Settle = append(p.Settle, contract.Settle{ID: further.ID, How: contract.Cancelled})
		p.Owe = l.next(l.LeadCourse, m.At)
	}
	return p
}

// classified sets what decides on the cadence; the contact that is owed is owed anew when that changes. Somebody else looks at
// it.
func (l *lead) classified(m contract.Message) contract.Proposal {
	p := contract.Proposal{
		Type: contract.EventClassified, Status: l.Status, Settle: l.Cancels(dutyConfirmClass),
		Owe: []contract.Owe{{Duty: dutyConfirmClass, Since: m.At}},
	}
	c := l.LeadCourse
	c.Traits = l.Judged(m.Lead().Traits)
	before, _ := l.Terms.Cadence(l.Traits)
	after, _ := l.Terms.Cadence(c.Traits)
	if before == after || !l.counts() || l.CallOwed {
		return p
	}
	if due := l.contactOwed(); due != nil {
		p.Settle = append(p.Settle, contract.Settle{ID: due.ID, How: contract.Cancelled})
	}
	p.Owe = append(p.Owe, l.next(c, m.At)...)
	return p
}

func (l *lead) confirmed(contract.Message) contract.Proposal {
	return contract.Proposal{Type: contract.EventClassConfirmed, Status: l.Status, Settle: l.Fulfils(dutyConfirmClass)}
}

// planned may say in how many days the next contact is; then that counts instead of the table.
func (l *lead) planned(m contract.Message) contract.Proposal {
	p := contract.Proposal{Type: contract.EventFollowUpPlanned, Status: l.Status, Settle: l.Fulfils(dutyPlan)}
	if m.Facts.Days == 0 {
		return p
	}
	if due := l.contactOwed(); due != nil {
		p.Settle = append(p.Settle, contract.Settle{ID: due.ID, How: contract.Cancelled})
	}
	p.Owe = []contract.Owe{{Duty: dutyFurther, Since: m.At, Days: m.Facts.Days}}
	return p
}

// assessed lets the lead go on: its clock without progress begins anew.
func (l *lead) assessed(m contract.Message) contract.Proposal {
	p := contract.Proposal{
		Type: contract.EventStockTaken, Status: l.Status, Settle: l.Fulfils(dutyAssess),
		Owe: []contract.Owe{{Duty: dutyProgress, Since: m.At}},
	}
	if l.Status == contract.Asleep {
		p.Status = l.stands(l.LeadCourse, l.awake())
	}
	return p
}

// handedOver gives a to-do or the lead to somebody else. A void card begins anew with that, by the same clocks (S2-3.3): its
// contacts, or where nobody had signed it yet the signature from which they count.
func (l *lead) handedOver(m contract.Message) contract.Proposal {
	p := reassigned(l, m)
	if l.Status != contract.Lapsed || m.Facts.Obligation != "" {
		return p
	}
	p.Status, p.Move, p.Settle = contract.Valid, nil, l.Fulfils(dutyReassign)
	for _, o := range append(l.next(contract.LeadCourse{Traits: l.Traits}, m.At), contract.Owe{Duty: dutyProgress, Since: m.At}) {
		o.Person = m.Facts.Assignee
		p.Owe = append(p.Owe, o)
	}
	if !l.counts() {
		p.Status, p.Owe = contract.New, append(p.Owe, contract.Owe{Duty: dutySignCard, Since: m.At})
	}
	return p
}

func (l *lead) shelved(contract.Message) contract.Proposal {
	return contract.Proposal{Type: contract.EventShelved, Status: l.Status, Settle: l.Cancels(dutyReassign)}
}

// cancelled takes the card out; whoever had it is fined where the policy does (S2-3.10).
func (l *lead) cancelled(m contract.Message) contract.Proposal {
	p := ended[*lead](contract.EventCancelled, contract.CalledOff)(l, m)
	if l.Terms.Torn != nil {
		p.Fines = []contract.Fine{{Violation: l.Terms.Torn.Value, Person: l.Handler}}
	}
	return p
}

// voided makes the card void: nothing is owed any more but that somebody decides who gets it.
func (l *lead) voided(at time.Time) contract.Proposal {
	p := ended[*lead](contract.EventLapsed, contract.Lapsed)(l, contract.Message{})
	p.Owe = []contract.Owe{{Duty: dutyReassign, Since: at}}
	return p
}

// fired is what follows from a mark. A contact that wasn't made in time makes the card void, where the policy says so; a lead
// without progress is to be assessed. What follows begins at the due time, however late the mark came.
func (l *lead) fired(f contract.Fire) contract.Proposal {
	p, o := struck(&l.CaseState, f), l.Obligation(f.Obligation)
	if f.Kind != contract.Breach || o == nil {
		return p
	}
	lapses := l.Terms.Lapse
	switch {
	case o.Duty == dutyMessage && l.Terms.Missed != nil:
		p.Fines = []contract.Fine{{Violation: l.Terms.Missed.Value, Person: o.Person}}
	case o.Duty == dutyProgress:
		p.Status = contract.Asleep
		p.Settle = []contract.Settle{{ID: o.ID, How: contract.Missed}}
		p.Owe = []contract.Owe{{Duty: dutyAssess, Since: o.Due}}
	case lapses != nil && slices.Contains(lapses.Value, o.Duty):
		void := l.voided(o.Due)
		void.Fire = p.Fire
		for i, s := range void.Settle {
			if s.ID == o.ID {
				void.Settle[i].How = contract.Missed
			}
		}
		return void
	}
	return p
}

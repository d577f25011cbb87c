package workflows_test

import (
	"context"
	"fmt"
	"strings"
	"time"

	"carebook/contract"
	"carebook/models"
	"carebook/policies"
)

// accountFacts are the facts of a command on a customer's account.
func (s *stage) accountFacts(e entry, f *contract.Facts) {
	f.Channel, f.Vehicle, f.DataTrue = "", "", false
	f.Item, f.Receipt, f.Currency, f.Contract, f.Year = e.Reference, e.Receipt, e.Currency, e.Contract, e.Year
	f.Planned, f.Gone, f.Grade, f.Cause = e.Planned, e.Gone, e.Grade, e.Cause
	f.Attachment = s.paper(e, s.caseID)
	for _, who := range e.Bearers {
		f.Bearers = append(f.Bearers, s.staff(who))
	}
	if e.Do == string(contract.Open) && e.Stranger {
		f.Customer = models.NewID()
	}
}

// complain opens a complaint of the account's customer at the group, which is above the account's unit, by the real ledger without
// a process behind it. What it brings is sent as a worker sends it.
func (s *stage) complain(e entry) {
	s.t.Helper()
	ctx, id, group := context.Background(), models.NewID(), s.seeded.Units["G"]
	if err := s.books.DB.Model(&models.Unit{}).Where("id = ?", group).Update("profile", "dealer-4s").Error; err != nil {
		s.t.Fatal(err)
	}
	cmd, _, err := s.books.Receive(ctx, models.NewCommand{
		ID: id, Principal: s.staff(e.Who), Key: id, Method: "POST", Path: "/complaints", BodyHash: []byte(id), BodySealed: []byte("sealed"),
		Kind: string(contract.Complaint), Stream: id, Action: contract.Open,
		Facts: contract.Facts{Unit: group, Customer: s.seeded.Customer, Vehicle: s.seeded.Vehicle, Channel: "group_call_centre"},
	})
	if err != nil {
		s.t.Fatal(err)
	}
	m, err := cmd.Message()
	if err != nil {
		s.t.Fatal(err)
	}
	rec, err := s.ledger.Record(ctx, contract.Record{
		Kind: contract.Complaint, Case: id, Effect: contract.Effect{Command: cmd.ID},
		Proposal: contract.Proposal{Type: contract.EventOpened, Status: contract.Registered, Facts: m.Facts},
	})
	if err != nil || rec.Refusal != nil {
		s.t.Fatalf("opening a complaint: %v %v", err, rec.Refusal)
	}
	s.say("a complaint #1: opened by " + e.Who)
	for _, x := range rec.Events[0].Spawned {
		s.asides[len(s.asides)-1].text += fmt.Sprintf("\n  brings %s of a %s", x.Action, x.Kind)
	}
	s.env.RegisterDelayedCallback(s.deliver, 5*time.Second)
}

// accountText is what an event says about an account beyond its clocks.
func (s *stage) accountText(b *strings.Builder, e contract.Event) {
	p, f := s.policy.Credit, e.Facts
	if p == nil {
		return
	}
	if f.Item != "" {
		fmt.Fprintf(b, ", %s", f.Item)
	}
	if f.Amount != 0 {
		fmt.Fprintf(b, ", CNY %s", policies.Money(f.Amount))
	}
	for _, said := range []struct{ what, value string }{
		{"receipt", f.Receipt}, {"contract", f.Contract}, {"grade", f.Grade}, {"cause", f.Cause},
	} {
		if said.value != "" {
			fmt.Fprintf(b, ", %s %s", said.what, said.value)
		}
	}
	if e.Type == contract.EventReassessDue && f.Attachment != "" {
		b.WriteString(", by a paper")
	}
	if f.Year != 0 {
		fmt.Fprintf(b, ", of %d", f.Year)
	}
	if f.Grade != "" {
		terms := p.Grading[f.Grade]
		fmt.Fprintf(b, ", %s (%s)", terms.Days.Value, terms.Days.Clause)
		if terms.Amount != nil {
			fmt.Fprintf(b, ", at most CNY %s (%s)", terms.Amount.Value, terms.Amount.Clause)
		}
	}
	if d := e.Credit; d != nil {
		s.decisionText(b, *d)
	}
}

// decisionText is what the ledger decided, with the figures and the clauses that it rests on.
func (s *stage) decisionText(b *strings.Builder, d contract.CreditDecision) {
	fmt.Fprintf(b, "\n  decides %s: %s", d.Item, strings.TrimSpace(d.State+" "+d.Way))
	if d.Amount != 0 {
		fmt.Fprintf(b, ", CNY %s", policies.Money(d.Amount))
	}
	f := d.Figures
	fmt.Fprintf(b, " (%s)\n    on %s the limit is %s, goods of the window %s", strings.Join(d.Grounds, ", "), f.Day,
		policies.Money(f.Limit), policies.Money(f.Goods))
	if f.Starting != 0 {
		fmt.Fprintf(b, ", entered %s", policies.Money(f.Starting))
	}
	if f.Cap != 0 {
		fmt.Fprintf(b, ", at most %s", policies.Money(f.Cap))
	}
	fmt.Fprintf(b, "; unpaid %s", policies.Money(f.Unpaid))
	if f.Oldest != "" {
		fmt.Fprintf(b, ", the oldest %s of %s, %d days of %d", f.Item, f.Oldest, f.Age, f.Term)
	}
	if f.Held != 0 {
		fmt.Fprintf(b, "; held %s", policies.Money(f.Held))
	}
	if f.Over != 0 {
		fmt.Fprintf(b, "; released above the limit %d times", f.Over)
	}
}

// borneText is what somebody is to bear.
func (s *stage) borneText(b *strings.Builder, e models.Entry) {
	if e.StaffID != nil {
		fmt.Fprintf(b, " against %s", s.role(*e.StaffID))
	}
	if e.Amount == nil {
		b.WriteString(", amount by hand")
		return
	}
	fmt.Fprintf(b, ", CNY %s", policies.Money(*e.Amount))
}

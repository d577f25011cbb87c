package workflows

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"carebook/calendar"
	"carebook/contract"
	"carebook/policies"
	"carebook/policies/book"
)

// followedLead is a lead whose proposals are taken as they are, by a ledger that counts a cadence's lengths in plain time.
type followedLead struct {
	*lead
	duties map[string]*policies.Duty // of the policy
	renew  int64                     // events after which the history begins anew
	fail   func(format string, args ...any)
}

// day is that of a ledger without a calendar.
const day = 24 * time.Hour

// days are the lengths that the policy R1 has, in days; the end of a day counts as one.
func days(r *policies.Rule[calendar.Rule]) int {
	return map[string]int{"end of day": 1, "3 days": 3, "1 week": 7, "2 weeks": 14}[r.Value.String()]
}

func (f *followedLead) take(at time.Time, p contract.Proposal) {
	e := contract.Event{
		Seq: f.Seq + 1, Type: p.Type, Actor: "consultant", At: at, Status: p.Status, Facts: p.Facts, Settled: p.Settle, Fired: p.Fire,
	}
	after := f.LeadCourse
	after.Learn(e, owes(p, dutyCall))
	for i, o := range p.Owe {
		if f.duties[o.Duty] == nil {
			continue
		}
		length := 1
		if rule, timed := f.Terms.Limit(after.Traits, o.Duty); timed {
			if rule == nil || f.Terms.IsContact(o.Duty) && f.Terms.Owed(after.Traits, after.Contacts) != o.Duty {
				continue
			}
			length = days(rule)
		}
		due := o.Since.Add(time.Duration(length) * day)
		e.Opened = append(e.Opened, contract.Obligation{
			ID: fmt.Sprintf("%d-%d", e.Seq, i), Duty: o.Duty, Since: o.Since, Due: due, Person: o.Person,
			Marks: []contract.Mark{{N: 1, At: due, Kind: contract.Breach}},
		})
	}
	if f.kase().Apply(e) {
		f.learn(e)
	}
	if f.Seq%f.renew == 0 {
		f.anew()
	}
}

func owes(p contract.Proposal, duty string) bool {
	for _, o := range p.Owe {
		if o.Duty == duty {
			return true
		}
	}
	return false
}

// anew carries the lead over into a new run, as a history that has grown old does.
func (f *followedLead) anew() {
	data, err := json.Marshal(f.state())
	var next contract.LeadState
	if err == nil {
		err = json.Unmarshal(data, &next)
	}
	again, _ := json.Marshal(next)
	if err != nil || string(again) != string(data) {
		f.fail("carried over otherwise: %v\n%s\n%s", err, data, again)
	}
	f.lead = &lead{next}
}

func (f *followedLead) does(at time.Time, action contract.Action, facts contract.Facts) {
	p, refusal := f.propose(contract.Message{Action: action, Actor: "consultant", At: at, Facts: facts})
	if refusal != nil {
		f.fail("%s: %v", action, refusal)
	}
	f.take(at, p)
}

func realEstate(t *testing.T) *policies.Lead {
	t.Helper()
	binder, err := policies.Load(book.FS())
	if err != nil {
		t.Fatal(err)
	}
	r1, _ := binder.Policy("R1")
	return r1.Lead
}

func entered(p *policies.Lead, at time.Time, traits policies.Traits, renew int64, fail func(string, ...any)) *followedLead {
	f := &followedLead{&lead{contract.LeadState{Terms: &p.LeadTerms}}, p.Duties, renew, fail}
	f.take(at, f.opened(contract.Message{At: at, Facts: contract.Facts{Lead: &contract.LeadFacts{Traits: traits}}}))
	return f
}

// drawnContact is a contact as it is drawn: all that decides on what is owed after it.
type drawnContact struct {
	after  int // hours
	medium string
	result string
	class  string
}

// naive computes the contact that is owed after all contacts so far from nothing but their list, and when: the table read out
// loud, row by row.
func naive(entered time.Time, source string, class string, all []drawnContact) (due time.Time, owed bool) {
	at, last, n, dislikes, call := entered, entered, 0, false, false
	for _, c := range all {
		at = at.Add(time.Duration(c.after) * time.Hour)
		if c.result == contract.NoAnswer {
			continue
		}
		dislikes = dislikes || c.result == contract.DislikesCalls
		text := contract.IsText(c.medium)
		switch {
		case c.medium == contract.InPerson:
			source, class, n, last, call = contract.Visitor, c.class, 0, at, false
		case text && call: // the call is still owed, and nothing else
		case text && clocked(source, class, n) && !dislikes:
			n, last, call = n+1, at, true
		default:
			if !call {
				n++
			}
			last, call = at, false
		}
	}
	if call || !clocked(source, class, n) {
		return time.Time{}, false
	}
	return last.Add(time.Duration(allowed(source, class, n, dislikes)) * day), true
}

// clocked: a call-in is called on its day and no more; a visitor of class d has no clock.
func clocked(source, class string, n int) bool {
	if source == "call_in" {
		return n == 0
	}
	return class != "d"
}

func allowed(source, class string, n int, dislikes bool) int {
	switch {
	case source == "call_in", class != "c" && n == 0:
		return 1
	case class != "c" && n == 1:
		return 3
	case dislikes:
		return 14
	}
	return 7
}

// However calls, messages and visits follow each other, the contact that is owed is the one that the table says, counted from
// the last one that counts.
func TestTheNextContactIsTheOneThatTheTableSays(t *testing.T) {
	policy := realEstate(t)
	terms := &policy.LeadTerms
	rapid.Check(t, func(t *rapid.T) {
		began := time.Date(2026, 3, 2, 2, 0, 0, 0, time.UTC)
		source, class := rapid.SampledFrom([]string{"call_in", contract.Visitor}).Draw(t, "source"), ""
		if source == contract.Visitor {
			class = rapid.SampledFrom(terms.Classes.Value).Draw(t, "class")
		}
		f := entered(policy, began, policies.Traits{Source: source, Class: class}, 1, t.Fatalf)
		at, all := began, []drawnContact{}
		for range rapid.IntRange(0, 12).Draw(t, "contacts") {
			c := drawContact(t, terms)
			at, all = at.Add(time.Duration(c.after)*time.Hour), append(all, c)
			for fire, due := f.DueMark(at); due; fire, due = f.DueMark(at) {
				f.take(at, f.fired(fire))
			}
			facts := contract.Facts{Medium: c.medium, Done: terms.Form.Value, Lead: &contract.LeadFacts{
				Traits: policies.Traits{Class: c.class}, Result: c.result, Reason: "offer",
			}}
			f.does(at, contract.Contact, facts)
			want, owed := naive(began, source, class, all)
			switch o := f.contactOwed(); {
			case (o != nil) != owed:
				t.Fatalf("after %+v owes %+v, want %v", all, o, owed)
			case o != nil && !o.Due.Equal(want):
				t.Fatalf("after %+v %s is due %s, want %s", all, o.Duty, o.Due, want)
			}
		}
	})
}

func drawContact(t *rapid.T, terms *policies.LeadTerms) (c drawnContact) {
	c.after = rapid.IntRange(1, 400).Draw(t, "after")
	c.medium = rapid.SampledFrom(terms.Media.Value).Draw(t, "medium")
	c.result = rapid.SampledFrom(terms.Results.Value).Draw(t, "result")
	if c.medium == contract.InPerson {
		c.class = rapid.SampledFrom(terms.Classes.Value).Draw(t, "class of the visit")
		c.result = "progress"
	}
	return c
}

// A lead that is followed every week for two hundred years: no contact is lost or owed twice, and what it knows doesn't grow.
func TestTenThousandContactsLeaveALeadAsSmallAsTen(t *testing.T) {
	policy := realEstate(t)
	at := time.Date(2026, 3, 2, 2, 0, 0, 0, time.UTC)
	f := entered(policy, at, policies.Traits{Source: contract.Visitor, Class: "c"}, contract.DefaultRenew, t.Fatalf)
	size := 0
	for n := range 10_000 {
		o := f.contactOwed()
		if o == nil || o.Duty != dutyFurther || len(f.Obligations) > 3 { // the contact, progress, and the class that nobody confirms
			t.Fatalf("after %d contacts it owes %+v", n, f.Obligations)
		}
		at = o.Due.Add(-time.Hour)
		for fire, due := f.DueMark(at); due; fire, due = f.DueMark(at) {
			f.take(at, f.fired(fire))
		}
		f.does(at, contract.Contact, contract.Facts{Medium: contract.Phone, Lead: &contract.LeadFacts{Result: "progress", Reason: "offer"}})
		if data, _ := json.Marshal(f.state()); n == 10 {
			size = len(data)
		} else if n > 10 && len(data) > size+20 { // the version has more digits
			t.Fatalf("after %d contacts the state has %d bytes, after ten %d", n, len(data), size)
		}
	}
	if f.Seq < 10_000 || f.Contacts != contract.LeadFurther {
		t.Errorf("%d events, %d contacts", f.Seq, f.Contacts)
	}
}

package workflows

import (
	"slices"
	"strconv"

	"carebook/contract"
)

// Duties beside the handling, as policies name them.
const (
	dutyInvestigate = "investigate"
	dutyConclude    = "conclude"
	dutyCollect     = "collect"
	dutySign        = "sign"
	dutySettle      = "settle"
	dutyReply       = "reply"
	dutyJoin        = "join"
	dutyBrief       = "brief"
)

// mostDays is the longest limit that a form can set for joint handling.
const mostDays = 60

// aside is a duty beside the main line: the event that opens it, and on which condition. The action of its name keeps it,
// and leaves the case where it is.
type aside struct {
	duty string
	on   string
	when func(*complaint, contract.Facts) bool // nil: always
}

// asides are all of them. A policy that doesn't have a duty leaves it out: then the ledger opens nothing.
var asides = []aside{
	{duty: dutyConclude, on: contract.EventOpened},
	{duty: "track", on: contract.EventOpened},
	{duty: "attend", on: contract.EventOpened},
	{duty: dutyBrief, on: contract.EventClassified, when: isGrave},
	{duty: dutyBrief, on: contract.EventReclassified, when: turnsGrave},
	{duty: "input_marketing", on: contract.EventAssigned},
	{duty: "input_rnd", on: contract.EventAssigned},
	{duty: "input_service", on: contract.EventAssigned},
	{duty: dutyJoin, on: contract.EventAssigned, when: isJoint},
	{duty: dutyReply, on: contract.EventPassedOn},
	{duty: dutyCollect, on: contract.EventTold, when: isDismissed},
	{duty: dutySign, on: contract.EventClosed, when: isToBeSettled},
	{duty: dutySettle, on: contract.EventClosed, when: isToBeSettled},
	{duty: "liability", on: contract.EventClosed},
	{duty: "monthly_review", on: contract.EventClosed},
}

func isGrave(_ *complaint, f contract.Facts) bool { return f.Severity == contract.Major }
func turnsGrave(c *complaint, f contract.Facts) bool {
	return isGrave(c, f) && c.Severity != contract.Major
}
func isJoint(_ *complaint, f contract.Facts) bool       { return f.Joint }
func isDismissed(c *complaint, _ contract.Facts) bool   { return c.Dismissed }
func isToBeSettled(_ *complaint, f contract.Facts) bool { return settles(f.Settlement) }

func settles(way string) bool { return way != "" && way != contract.Unsettled }

// beside adds to an event the duties that it opens beside the handling, and says where the case then stands.
func (c *complaint) beside(p contract.Proposal, m contract.Message) contract.Proposal {
	for _, a := range asides {
		if a.on != p.Type || (a.when != nil && !a.when(c, m.Facts)) || !c.mayHave(a.duty) {
			continue
		}
		o := contract.Owe{Duty: a.duty, Since: m.At}
		switch a.duty {
		case dutyReply:
			o.Person = m.Facts.Assignee
		case dutyJoin:
			o.Days = m.Facts.Days
		}
		p.Owe = append(p.Owe, o)
	}
	p.Settle = append(p.Settle, c.outdated(p, m)...)
	p.Status = c.standing(p)
	return p
}

// outdated ends what an event makes pointless: what was owed after a closing that is taken back, and the briefing on a
// complaint that turns out not to be grave.
func (c *complaint) outdated(p contract.Proposal, m contract.Message) (ends []contract.Settle) {
	switch p.Type {
	case contract.EventReopened, contract.EventDissatisfied:
		for _, a := range asides {
			if a.on == contract.EventClosed {
				ends = append(ends, c.Cancels(a.duty)...)
			}
		}
	case contract.EventReclassified:
		if !isGrave(c, m.Facts) {
			ends = c.Cancels(dutyBrief)
		}
	}
	return ends
}

// first lets a refusal name the duty that the handling waits for, not a clock of the whole case, which was opened before it.
func (c *complaint) first(r *contract.Refusal) *contract.Refusal {
	if r == nil || r.Code != contract.CodeWrongState || !ofTheCase(r.Params["owed"]) {
		return r
	}
	i := slices.IndexFunc(c.Obligations, func(o contract.Obligation) bool { return !ofTheCase(o.Duty) })
	if i >= 0 {
		r.Clause, r.Params["owed"] = c.Obligations[i].Clause, c.Obligations[i].Duty
	}
	return r
}

// ofTheCase reports whether a duty's clock runs from the opening beside all others.
func ofTheCase(duty string) bool {
	return slices.ContainsFunc(asides, func(a aside) bool { return a.duty == duty && a.on == contract.EventOpened })
}

// mayHave reports whether the policy can have a duty: what it says is known from the opening's answer on.
func (c *complaint) mayHave(duty string) bool { return c.Terms == nil || c.Terms.Has(duty) }

// standing is where a case stands after a proposal: a closed one whose result is reported and that owes nothing more has
// come to its end. It never waits for a clock that its policy doesn't have.
func (c *complaint) standing(p contract.Proposal) contract.Status {
	if p.Status != contract.Closed || c.Terms.Has(dutyResult) && !c.ResultReported && p.Type != contract.EventResultReported {
		return p.Status
	}
	if p.Type == contract.EventClosed && !c.Anonymous && c.visited() || c.Visiting && !c.settlesVisit(p) {
		return p.Status
	}
	owes := slices.ContainsFunc(p.Owe, func(o contract.Owe) bool { return c.Terms.Has(o.Duty) })
	if owes || len(p.Settle) < len(c.Obligations) {
		return p.Status
	}
	return contract.Completed
}

// settlesVisit reports whether a proposal says what came of the return visit.
func (c *complaint) settlesVisit(p contract.Proposal) bool {
	return p.Type == contract.EventRevisited || p.Type == contract.EventRevisitWaived
}

// apart is the step that keeps a duty beside the handling: the case stays where it is, unless this was the last thing that
// it waited for.
func apart(event, duty string) step[*complaint] {
	return step[*complaint]{check: owed[*complaint](duty), proposal: func(c *complaint, _ contract.Message) contract.Proposal {
		return c.parallel(event, duty)
	}}
}

// but is a step that asks for something more.
func (s step[F]) but(more func(F, contract.Message) *contract.Refusal) step[F] {
	first := s.check
	s.check = func(f F, m contract.Message) *contract.Refusal {
		if r := first(f, m); r != nil {
			return r
		}
		return more(f, m)
	}
	return s
}

// begins is the first duty of a round: where the policy asks for an investigation, the report is owed when that is over.
func (c *complaint) begins() string {
	if c.Terms.Has(dutyInvestigate) {
		return dutyInvestigate
	}
	return dutyReport
}

// investigated fills the form's result: the report's clock starts.
func (c *complaint) investigated(m contract.Message) contract.Proposal {
	return contract.Proposal{
		Type: contract.EventInvestigated, Status: c.Status, Settle: c.Fulfils(dutyInvestigate),
		Owe: []contract.Owe{{Duty: dutyReport, Since: m.At, Person: c.Handler}},
	}
}

// reportable refuses a report before the investigation has ended.
func reportable(c *complaint, m contract.Message) *contract.Refusal {
	if o := c.Owing(dutyInvestigate); o != nil {
		return waits(&c.CaseState, m.Action, o)
	}
	return positive(c, m)
}

// waits is notNow where one open duty is what the case waits for.
func waits(k *contract.CaseState, a contract.Action, o *contract.Obligation) *contract.Refusal {
	return contract.Refused(contract.CodeWrongState, o.Clause, "action", string(a), "status", string(k.Status), "owed", o.Duty)
}

// passable refuses to pass a complaint on while the level that has it owes its reply.
func passable(c *complaint, m contract.Message) *contract.Refusal {
	if o := c.Owing(dutyReply); o != nil {
		return waits(&c.CaseState, m.Action, o)
	}
	return named(c, m)
}

// assignable asks for a handler, unless whoever was asked first keeps the complaint, and for a sensible limit.
func assignable(c *complaint, m contract.Message) *contract.Refusal {
	if days := m.Facts.Days; days < 0 || days > mostDays || days > 0 && !m.Facts.Joint {
		return contract.Refused(contract.CodeUnknownValue, "", "field", "days", "value", strconv.Itoa(days))
	}
	if c.Terms.AskedFirst() {
		return nil
	}
	return named(c, m)
}

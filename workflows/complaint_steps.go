package workflows

import (
	"slices"

	"carebook/contract"
)

// Duties of PF-01, as the policy names them.
const (
	dutyClassify = "classify"
	dutyAssign   = "assign"
	dutyReport   = "report"
	dutyDecide   = "decide"
	dutyTell     = "tell"
	dutyAnswer   = "answer"
	dutyClose    = "close"
	dutyResult   = "report_result"
	dutyPrewarn  = "prewarn"
	dutyRelay    = "relay"
	dutyConvene  = "convene"
)

// A step is one action on a complaint: the status it is taken in, whether it may be taken while the case is paused, what
// else must hold, and the event it leads to. The ledger judges who may take it; a step only knows when.
type step struct {
	in       contract.Status // empty: any that hasn't ended
	paused   bool
	check    func(*complaint, contract.Message) *contract.Refusal
	proposal func(*complaint, contract.Message) contract.Proposal
}

var steps = map[contract.Action]step{
	contract.Classify:     {in: contract.Registered, check: (*complaint).knowsSeverity, proposal: (*complaint).classified},
	contract.Assign:       {in: contract.Classified, check: named, proposal: (*complaint).assigned},
	contract.Report:       {in: contract.Assigned, check: positive, proposal: (*complaint).reported},
	contract.Decide:       {in: contract.Reported, check: oneOf(contract.Approve, contract.Return), proposal: (*complaint).decided},
	contract.Tell:         {in: contract.Approved, proposal: (*complaint).told},
	contract.Answer:       {in: contract.Told, check: oneOf(contract.Accept, contract.Reject), proposal: (*complaint).answered},
	contract.Close:        {in: contract.Accepted, proposal: (*complaint).closed},
	contract.ReportResult: {check: owed(dutyResult), proposal: (*complaint).resultReported},
	contract.Prewarn:      {check: owed(dutyPrewarn), proposal: (*complaint).prewarned},
	contract.Relay:        {check: owed(dutyRelay), proposal: (*complaint).relayed},
	contract.Convene:      {check: owed(dutyConvene), proposal: (*complaint).convened},
	contract.Note:         {paused: true, proposal: (*complaint).noted},
	contract.Claim:        {paused: true, check: (*complaint).unclaimed, proposal: (*complaint).claimed},
	contract.Reassign:     {paused: true, check: (*complaint).reassignable, proposal: (*complaint).reassigned},
	contract.Pause:        {proposal: (*complaint).stopped},
	contract.Resume:       {paused: true, check: (*complaint).isPaused, proposal: (*complaint).resumed},
	contract.Void:         {paused: true, proposal: ended(contract.EventVoided, contract.Voided)},
	contract.Withdraw:     {paused: true, proposal: ended(contract.EventWithdrawn, contract.Withdrawn)},
}

// may says why a command can't be carried out in the present state; nil means that it can.
func (c *complaint) may(m contract.Message) *contract.Refusal {
	s, known := steps[m.Action]
	switch {
	case c.Status.Ended():
		return contract.Refused(contract.CodeCaseEnded, "", "status", string(c.Status))
	case !known, c.Seq == 0, s.in != "" && s.in != c.Status:
		return c.notNow(m.Action)
	case c.PausedAt != nil && !s.paused:
		return contract.Refused(contract.CodePaused, "", "action", string(m.Action))
	case s.check != nil:
		return s.check(c, m)
	}
	return nil
}

// propose is the event that a command leads to, or why it can't.
func (c *complaint) propose(m contract.Message) (contract.Proposal, *contract.Refusal) {
	if refusal := c.may(m); refusal != nil {
		return contract.Proposal{}, refusal
	}
	p := steps[m.Action].proposal(c, m)
	p.Facts = m.Facts
	return p, nil
}

// notNow says what the case waits for instead: the way out of a wrong state.
func (c *complaint) notNow(a contract.Action) *contract.Refusal {
	r := contract.Refused(contract.CodeWrongState, "", "action", string(a), "status", string(c.Status))
	if len(c.Obligations) > 0 {
		r.Clause, r.Params["owed"] = c.Obligations[0].Clause, c.Obligations[0].Duty
	}
	return r
}

func (c *complaint) knowsSeverity(m contract.Message) *contract.Refusal {
	kinds := c.Terms.MajorKinds
	switch f := m.Facts; {
	case !slices.Contains(c.Terms.Severities.Value, f.Severity):
		return contract.Refused(contract.CodeUnknownValue, c.Terms.Severities.Clause, "field", "severity", "value", f.Severity)
	case f.Severity == contract.Major && !slices.Contains(kinds.Value, f.MajorKind),
		f.Severity != contract.Major && f.MajorKind != "":
		return contract.Refused(contract.CodeUnknownValue, kinds.Clause, "field", "major_kind", "value", f.MajorKind)
	}
	return nil
}

func named(_ *complaint, m contract.Message) *contract.Refusal {
	if m.Facts.Assignee == "" {
		return contract.Refused(contract.CodeUnknownStaff, "", "field", "assignee")
	}
	return nil
}

func positive(c *complaint, m contract.Message) *contract.Refusal {
	if m.Facts.Amount < 0 {
		return contract.Refused(contract.CodeAmountNotAllowed, c.Terms.Authority.For(0).Clause)
	}
	return nil
}

func oneOf(verdicts ...string) func(*complaint, contract.Message) *contract.Refusal {
	return func(_ *complaint, m contract.Message) *contract.Refusal {
		if slices.Contains(verdicts, m.Facts.Verdict) {
			return nil
		}
		return contract.Refused(contract.CodeUnknownValue, "", "field", "verdict", "value", m.Facts.Verdict)
	}
}

// owed allows an action only while its duty is open.
func owed(duty string) func(*complaint, contract.Message) *contract.Refusal {
	return func(c *complaint, m contract.Message) *contract.Refusal {
		if c.owing(duty) != nil {
			return nil
		}
		return c.notNow(m.Action)
	}
}

func (c *complaint) unclaimed(m contract.Message) *contract.Refusal {
	switch o := c.obligation(m.Facts.Obligation); {
	case o == nil:
		return contract.Refused(contract.CodeUnknownTodo, "", "obligation", m.Facts.Obligation)
	case o.Person != "":
		return contract.Refused(contract.CodeClaimed, o.Clause, "duty", o.Duty)
	}
	return nil
}

func (c *complaint) reassignable(m contract.Message) *contract.Refusal {
	switch {
	case m.Facts.Assignee == "":
		return named(c, m)
	case m.Facts.Obligation != "" && c.obligation(m.Facts.Obligation) == nil:
		return contract.Refused(contract.CodeUnknownTodo, "", "obligation", m.Facts.Obligation)
	case m.Facts.Obligation == "" && c.Handler == "":
		return c.notNow(m.Action)
	}
	return nil
}

func (c *complaint) isPaused(contract.Message) *contract.Refusal {
	if c.PausedAt == nil {
		return contract.Refused(contract.CodeNotPaused, "")
	}
	return nil
}
